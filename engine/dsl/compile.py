"""A charter's text, and the texts that it uses, into the compiled charter: the passes in order, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from engine.charter import Charter
from engine.dsl import syntax
from engine.dsl.articles import Settlement, settle
from engine.dsl.checks import check
from engine.dsl.declared import Declared, declared
from engine.dsl.gather import Sentence, gather, precedences
from engine.dsl.lexicon import lexicon
from engine.dsl.lower import lower
from engine.dsl.names import Symbols, collect
from engine.dsl.names import check as check_names
from engine.dsl.organisation import settlements
from engine.dsl.parse import Grammar
from engine.dsl.reading import Raw, Reading, read
from engine.dsl.segment import segmentations
from engine.dsl.sentences import parse
from engine.dsl.terms import Terms
from engine.dsl.vocabulary import names_of
from engine.problems import Problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """A text that another asks for: a library module, the charter that scenarios are for, the people of a member file."""

    file: str
    text: str
    people: tuple[str, ...] = ()


# Given what is asked for (`module`, `charter` or `members`), its name as written and the file that asks; None where there is none.
Loader = Callable[[str, str, str], Loaded | None]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a text comes to; `charter` is None when it is faulty. `files` are the text itself and then all that it uses."""

    charter: Charter | None
    problems: Problems
    files: tuple[syntax.File, ...]
    symbols: Symbols
    sentences: tuple[Sentence, ...]
    holds: Mapping[tuple[str, str], Settlement]

    @property
    def file(self) -> syntax.File:
        """The text itself as syntax."""
        return self.files[0]


@dataclass(frozen=True, slots=True)
class _Source:
    reading: Reading
    declared: tuple[Declared, ...]


def compile(text: str, file: str, load: Loader, grammar: Grammar) -> Compiled:
    """Compile a charter or a file of scenarios with everything that it uses; report all its problems in one run."""
    problems = Problems()
    main = _source(text, file, problems)
    modules, people = _used(main, load, problems, seen={file})
    symbols = Symbols()
    files = _parsed(main, modules, people, grammar, problems)
    for each in files:
        collect(each, symbols, problems)
    for each in files:
        check_names(each, symbols, problems)
    sentences = gather(files[1:], files[0], symbols)
    terms = Terms(symbols)
    holds = settle(settlements(sentences, terms), precedences(sentences, symbols), problems)
    if problems.faulty:
        return Compiled(None, problems, tuple(files), symbols, sentences, holds)
    charter = lower(sentences, holds, symbols)
    check(charter, sentences, symbols, problems)
    return Compiled(None if problems.faulty else charter, problems, tuple(files), symbols, sentences, holds)


def _source(text: str, file: str, problems: Problems) -> _Source:
    reading = read(text, file, problems)
    return _Source(reading, declared(reading, lexicon(reading.lang), problems))


def _parsed(main: _Source, modules: list[_Source], people: Iterable[str], grammar: Grammar, problems: Problems) -> list[syntax.File]:
    """Parse the file first, then what it uses, each with the names that all of them declare."""
    every = [main, *modules]
    shared = {text for source in every for each in source.declared for text in (each.name, each.other) if text}
    judgements = {
        text for s in every for each in s.declared if each.kind_word in ("JUDGEMENT", "WHETHER") for text in (each.name, each.other) if text
    }
    parts = {text for s in every for each in s.declared if each.kind_word == "PART" for text in (each.name, each.other) if text}
    known = tuple(people)
    return [
        parse(
            source.reading,
            grammar,
            names_of(lexicon(source.reading.lang), source.declared, people=known, others=sorted(shared), parts=sorted(parts)),
            source.declared,
            judgements,
            problems,
        )
        for source in every
    ]


def _used(source: _Source, load: Loader, problems: Problems, seen: set[str]) -> tuple[list[_Source], list[str]]:
    """Read what a file uses, and what that uses, each once; what cannot be found is reported."""
    found: list[_Source] = []
    people: list[str] = []
    for kind, name, raw in _asks(source.reading):
        loaded = load(kind, name, source.reading.source.file)
        if loaded is None:
            problems.error("CH0204", raw.span, variant=kind, name=name)
        elif loaded.people:
            people.extend(loaded.people)
        elif loaded.file not in seen:
            seen.add(loaded.file)
            used = _source(loaded.text, loaded.file, problems)
            more, others = _used(used, load, problems, seen)
            found += [*more, used]
            people += others
    return found, people


_ASKING = {"SCENARIOS": "charter", "MEMBERS": "members", "EXTENDS": "charter"}


def _asks(reading: Reading) -> Iterable[tuple[str, str, Raw]]:
    """Yield what the sentences of a file ask for: `use standard expense`, `scenarios for "…"`, `members from "…"`."""
    names = names_of(lexicon(reading.lang))
    starts = {word for terminal in ("USE", "SCENARIOS", "MEMBERS", "EXTENDS") for word in lexicon(reading.lang).surfaces(terminal)}
    for raw in reading.sentences:
        if raw.broken or not raw.text.lower().startswith(tuple(starts)):
            continue
        tokens = next(iter(segmentations(raw, names)), ())
        if tokens and "USE" in tokens[0].types:
            yield from (("module", str(token.value), raw) for token in tokens if token.type == "NAME")
        elif tokens and (kind := next((_ASKING[t] for t in tokens[0].types if t in _ASKING), None)):
            yield from ((kind, str(token.value), raw) for token in tokens if token.type == "STRING")
