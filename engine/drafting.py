"""What can be asked of a charter's text: read it with all that it uses, and keep the grammar's tables between runs. No book is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.dsl.compile import Compiled, compile
from engine.dsl.parse import Grammar, digest
from engine.dsl.parse import grammar as grammar_of
from engine.dsl.using import Loaded
from engine.keeping import Shelf, keep
from engine.records import record
from engine.values import Lang

if TYPE_CHECKING:
    from engine.dsl.coverage import Covered, Status
    from engine.dsl.gather import Sentence
    from engine.dsl.syntax import Node

LIBRARY = Path(__file__).resolve().parent.parent / "charters" / "standard"

# The people of a member file, by its content; the caller knows how such files are read.
PeopleOf = Callable[[Path], tuple[str, ...]]


@record
class Draft:
    """A text read with everything that it uses; `sources` are the texts by the file names that problems speak of."""

    file: str
    text: str
    compiled: Compiled
    sources: Mapping[str, str] = field(default_factory=dict)


def read(file: Path, *, cache: Path | None, people_of: PeopleOf) -> Draft:
    """Read and compile a file. Raises OSError or UnicodeDecodeError where it cannot be read at all."""
    return drafted(file.read_text(encoding="utf-8-sig"), file, cache=cache, people_of=people_of)


def drafted(text: str, file: Path, *, cache: Path | None, people_of: PeopleOf) -> Draft:
    """Compile a text as if it stood in a file."""
    desk = _Desk(people_of, {str(file): text})
    return Draft(str(file), text, compile(text, str(file), desk.load, grammar(cache), shelf(cache)), desk.sources)


def formatted(file: Path, lang: Lang | None, *, cache: Path | None, people_of: PeopleOf) -> tuple[str, str]:
    """Return a file's text as it is, and laid out in its own tongue or another; sentences that make no sense stay as they are."""
    text = file.read_text(encoding="utf-8-sig")
    return text, laid_out(text, file, lang, cache=cache, people_of=people_of)


def laid_out(text: str, file: Path, lang: Lang | None, *, cache: Path | None, people_of: PeopleOf) -> str:
    """Return a text laid out as if it stood in a file."""
    from engine.dsl.format import format

    return format(text, str(file), lang, grammar(cache), _Desk(people_of, {}).load)


def report(draft: Draft, proved: Mapping[int, Status]) -> tuple[Covered, ...]:
    """Return what each article comes to: executed, stated, recorded only, left open, or `proved` as it is told of a sentence."""
    from engine.dsl.coverage import coverage

    compiled = draft.compiled
    headings = {each.cite: each.heading for each in compiled.charter.articles} if compiled.charter else {}
    return coverage(compiled.sentences, headings, compiled.holds.values(), proved)


def about(draft: Draft, what: str) -> tuple[Sentence, ...]:
    """Return the sentences, the library's included, that name a thing by either of its names."""
    from engine.dsl.coverage import about as sentences_about

    return tuple(sentences_about(draft.compiled.sentences, draft.compiled.symbols, what))


def texts(draft: Draft, nodes: Iterable[Node], lang: Lang, *, cache: Path | None) -> tuple[str, ...]:
    """Write sentences one by one in a tongue, each by itself."""
    from engine.dsl.format import format_each
    from engine.dsl.translation import kinds_of, pairs_of

    every = [item for file in draft.compiled.files for item in file.items]
    own: Lang = "zh" if draft.compiled.file.lang == "zh" else "en"
    return format_each(nodes, own, lang, pairs_of(every), grammar(cache), kinds_of(every))


def is_keyword(name: str) -> bool:
    """Whether a name is a word of the language in either tongue, so that nothing should be called by it."""
    from engine.dsl.lexicon import lexicon, plain

    return any(plain(name) in lexicon(lang).terminals for lang in ("en", "zh"))


def grammar(cache: Path | None) -> Grammar:
    """Return the grammar, from tables kept in a private folder if they are there, else built and kept there for the next run.

    What is kept is JSON and checked against the grammar's digest; a folder that cannot be written only costs the time.
    """
    if cache is None:
        return grammar_of()
    kept = cache / f"grammar-{digest()[:16]}.json"
    try:
        return grammar_of(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError):
        made = grammar_of()
        keep(kept, made.tables())
        return made


def shelf(cache: Path | None) -> Shelf | None:
    """Return where the syntax of library modules is kept, if there is a folder for it."""
    return Shelf(cache) if cache is not None else None


@record
class _Desk:
    """Finds the texts that a text asks for: library modules by either name, other files beside the one that asks."""

    people_of: PeopleOf
    sources: dict[str, str]

    def load(self, kind: str, name: str, asker: str) -> Loaded | None:
        if kind == "module":
            file = _module(name)
            return replace(self._text(file), library=True) if file else None
        file = Path(asker).parent / name
        if not file.is_file():
            return None
        if kind == "members":
            return Loaded(str(file), "", self.people_of(file))
        return self._text(file)

    def _text(self, file: Path) -> Loaded:
        text = file.read_text(encoding="utf-8-sig")
        self.sources[str(file)] = text
        return Loaded(str(file), text)


def _module(name: str) -> Path | None:
    """Return the library module of a name: its file is called by the English one, its first sentence says both."""
    found = _modules().get(name.lower())
    return found or next((file for file in _modules().values() if f"({name})" in _first_sentence(file)), None)


@cache
def _modules() -> Mapping[str, Path]:
    return {file.stem: file for file in sorted(LIBRARY.glob("*.rules"))}


@cache
def _first_sentence(file: Path) -> str:
    return file.read_text(encoding="utf-8").split(".", 1)[0]
