"""The texts that a text asks for: library modules, the charter that scenarios are for, member files, the source's own text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

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


# Given what is asked for (`module`, `charter`, `members` or `source`), its name as written and the file that asks; None: there is none.
Loader = Callable[[str, str, str], Loaded | None]


@record
class Source:
    """A file cut into sentences, with the names that it declares."""

    reading: Reading
    declared: tuple[Declared, ...]


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
        chain = [self.played or self.files[0].reading.source.file]
        while (below := self.bases.get(chain[-1])) is not None:
            chain.append(below)
        return tuple(chain)


def gather_used(text: str, file: str, load: Loader, problems: Problems) -> Used:
    """Read a text and what it uses, each file once; report what cannot be found."""
    main = _source(text, file, problems)
    used = Used()
    _follow(main, load, problems, used, {file})
    used.files.insert(0, main)
    return used


def parse_used(used: Used, grammar: Grammar, problems: Problems) -> list[syntax.File]:
    """Parse every file with the names that all of them declare."""
    declared = [each for source in used.files for each in source.declared]
    judgements = _names(each for each in declared if each.kind_word in ("JUDGEMENT", "WHETHER"))
    parts = _names(each for each in declared if each.kind_word == "PART")
    tongues = {source.reading.lang for source in used.files}
    names = {lang: names_of(lexicon(lang), declared, people=used.people, parts=parts) for lang in tongues}
    return [parse(source.reading, grammar, names[source.reading.lang], source.declared, judgements, problems) for source in used.files]


@cache
def _keywords(lang: Lang) -> Names:
    return names_of(lexicon(lang))


def _names(declared: Iterable[Declared]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for each in declared for text in (each.name, each.other) if text))


def _source(text: str, file: str, problems: Problems) -> Source:
    reading = read(text, file, problems)
    return Source(reading, declared(reading, lexicon(reading.lang), problems))


def _follow(asker: Source, load: Loader, problems: Problems, used: Used, seen: set[str]) -> None:
    own = asker.reading.source.file
    for asking, name, raw in _asks(asker.reading):
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
                source = _source(loaded.text, loaded.file, problems)
                _follow(source, load, problems, used, seen)
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
