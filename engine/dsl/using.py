"""The texts that a text asks for: library modules, the charter that scenarios are for, member files, the source's own text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any, Protocol

from engine.dsl import syntax
from engine.dsl.declared import Declared, declared
from engine.dsl.lexicon import lexicon
from engine.dsl.parse import Grammar
from engine.dsl.reading import Raw, Reading, read
from engine.dsl.segment import segmentations
from engine.dsl.sentences import parse
from engine.dsl.vocabulary import Names, names_of
from engine.problems import Problems
from engine.records import record
from engine.values import Lang


@record
class Loaded:
    """A text that another asks for; of a member file, the people in it."""

    file: str
    text: str
    people: tuple[str, ...] = ()
    library: bool = False  # whether it is a module, whose syntax may be kept between runs


# Given what is asked for (`module`, `charter`, `members` or `source`), its name as written and the file that asks; None: there is none.
Loader = Callable[[str, str, str], Loaded | None]


class Shelf(Protocol):
    """Where the syntax of library modules is kept between runs."""

    def key(self, *texts: str) -> str:
        """Return a key that hangs on every text and on the program."""

    def get(self, key: str, file: str) -> Any:  # noqa: ANN401 - what was put under the key
        """Return what was put under a key, its places in `file`; None where nothing is there."""

    def put(self, key: str, value: object) -> None:
        """Keep a value under a key."""


@record
class Source:
    """A file with the names that it declares; cut into sentences, unless its syntax is kept."""

    file: str
    text: str
    lang: Lang
    declared: tuple[Declared, ...]
    reading: Reading | None = None
    library: bool = False


@dataclass(slots=True)
class Used:
    """A text and all that it uses: the text itself first, then each file after those that it uses."""

    files: list[Source] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    originals: dict[str, str] = field(default_factory=dict)  # the source's own text, by the file that names it
    bases: dict[str, str] = field(default_factory=dict)  # which charter each charter extends, by file
    played: str | None = None  # the charter that the text itself holds scenarios for

    def chain(self) -> tuple[str, ...]:
        """Return the charter that the text is, or holds scenarios for, and those below it, each extending the next."""
        chain = [self.played or self.files[0].file]
        while (below := self.bases.get(chain[-1])) is not None:
            chain.append(below)
        return tuple(chain)


def gather_used(text: str, file: str, load: Loader, problems: Problems, shelf: Shelf | None = None) -> Used:
    """Read a text and what it uses, each file once; report what cannot be found."""
    main = _source(Loaded(file, text), problems, None)
    used = Used()
    _follow(main, load, problems, used, {file}, shelf)
    used.files.insert(0, main)
    return used


def parse_used(used: Used, grammar: Grammar, problems: Problems, shelf: Shelf | None = None) -> list[syntax.File]:
    """Parse every file with the names that all of them declare; of a module take what is kept of it, if all names are the same."""
    declared = [each for source in used.files for each in source.declared]
    judgements = _names(each for each in declared if each.kind_word in ("JUDGEMENT", "WHETHER"))
    parts = _names(each for each in declared if each.kind_word == "PART")
    vocabulary = repr(([(each.name, each.other, each.kind_word, each.quoted) for each in declared], used.people))
    known: dict[Lang, Names] = {}

    def parsed(source: Source) -> syntax.File:
        if source.lang not in known:
            known[source.lang] = names_of(lexicon(source.lang), declared, people=used.people, parts=parts)
        reading = source.reading or read(source.text, source.file, problems)
        return parse(reading, grammar, known[source.lang], source.declared, judgements, problems)

    return [_kept(source, vocabulary, parsed, problems, shelf) for source in used.files]


def _kept(source: Source, vocabulary: str, parsed: Callable[[Source], syntax.File], problems: Problems, shelf: Shelf | None) -> syntax.File:
    if shelf is None or not source.library:
        return parsed(source)
    key = shelf.key("syntax", source.text, vocabulary)
    found = shelf.get(key, source.file)
    if isinstance(found, syntax.File):
        return found
    made = parsed(source)
    if _faultless(source.file, problems):
        shelf.put(key, made)
    return made


def _faultless(file: str, problems: Problems) -> bool:
    return not any(each.span.file == file for each in problems)


@cache
def _keywords(lang: Lang) -> Names:
    return names_of(lexicon(lang))


def _names(declared: Iterable[Declared]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for each in declared for text in (each.name, each.other) if text))


def _source(loaded: Loaded, problems: Problems, shelf: Shelf | None) -> Source:
    """Read a file; of a module that is kept, only the names that it declares are needed."""
    key = shelf.key("names", loaded.text) if shelf and loaded.library else ""
    found = shelf.get(key, loaded.file) if shelf and key else None
    if found:
        lang, names = found
        return Source(loaded.file, loaded.text, lang, names, library=True)
    reading = read(loaded.text, loaded.file, problems)
    names = declared(reading, lexicon(reading.lang), problems)
    if shelf and key and _faultless(loaded.file, problems) and not any(_asks(reading)):
        shelf.put(key, (reading.lang, names))
    return Source(loaded.file, loaded.text, reading.lang, names, reading, loaded.library)


def _follow(asker: Source, load: Loader, problems: Problems, used: Used, seen: set[str], shelf: Shelf | None) -> None:
    own = asker.file
    for asking, name, raw in _asks(asker.reading) if asker.reading else ():
        kind = "charter" if asking == "extends" else asking
        loaded = load(kind, name, own)
        if loaded is None:
            problems.error("CH0204", raw.span, variant=kind, name=name)
        elif kind == "members":
            used.people.extend(loaded.people)
        elif kind == "source":
            used.originals[own] = loaded.text
        else:
            if asking == "charter" and used.played is None:
                used.played = loaded.file
            elif asking == "extends" and not _extends(own, loaded, raw, used, problems):
                continue
            if loaded.file not in seen:
                seen.add(loaded.file)
                source = _source(loaded, problems, shelf)
                _follow(source, load, problems, used, seen, shelf)
                used.files.append(source)


def _modules(raw: Raw, lang: Lang) -> Iterator[str]:
    """Yield the modules that a sentence uses; their names may hold keywords, as nothing has declared them yet."""
    words = lexicon(lang)
    said = raw.text[len(next(word for word in words.surfaces("USE") if raw.text.lower().startswith(word))) :]
    standard = "|".join(map(re.escape, words.surfaces("STANDARD")))
    for each in re.split(rf"[,，、]|(?:{standard})", said, flags=re.IGNORECASE):
        name = each.strip(" \t\r\n.。「」")
        if name and name not in words.surfaces("AND"):
            yield name.removesuffix(" and") if lang == "en" else name


def _extends(own: str, base: Loaded, raw: Raw, used: Used, problems: Problems) -> bool:
    """Note which charter a charter starts from; report a second one, and one that starts from it in turn."""
    at: str | None = base.file
    while at is not None and at != own:
        at = used.bases.get(at)
    if at is None and own not in used.bases:
        used.bases[own] = base.file
        return True
    problems.error("CH0211", raw.span, variant="second" if at is None else "circle", name=base.file)
    return False


_ASKING = {"SCENARIOS": "charter", "MEMBERS": "members", "EXTENDS": "extends", "SOURCE": "source"}


def _asks(reading: Reading) -> Iterator[tuple[str, str, Raw]]:
    """Yield what the sentences of a file ask for: `use standard expense`, `scenarios for "…"`, `members from "…"`, `source "…"`."""
    names = _keywords(reading.lang)
    starts = tuple(lexicon(reading.lang).surfaces("USE", "SCENARIOS", "MEMBERS", "EXTENDS", "CHARTER"))
    for raw in reading.sentences:
        if raw.broken or not raw.text.lower().startswith(starts):
            continue
        tokens = next(iter(segmentations(raw, names)), ())
        if tokens and "USE" in tokens[0].types:
            yield from (("module", name, raw) for name in _modules(raw, reading.lang))
        for word, token in pairwise(token for token in tokens if "FOR" not in token.types and "FROM" not in token.types):
            kind = next((_ASKING[terminal] for terminal in word.types if terminal in _ASKING), None)
            if kind and token.type == "STRING":
                yield kind, str(token.value), raw
