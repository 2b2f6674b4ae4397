"""A charter's text, and the texts that it uses, into the compiled charter: the passes in order, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.charter import Charter
from engine.dsl import syntax
from engine.dsl.articles import Settlement, settle
from engine.dsl.checks.checking import check
from engine.dsl.checks.scene import Scene
from engine.dsl.declared import Declared
from engine.dsl.gather import Sentence, gather, precedences
from engine.dsl.index import index
from engine.dsl.lexicon import lexicon
from engine.dsl.lower import lower
from engine.dsl.names import Symbols, collect
from engine.dsl.names import check as check_names
from engine.dsl.organisation import settlements
from engine.dsl.parse import Grammar
from engine.dsl.quotations import compare
from engine.dsl.sentences import parse
from engine.dsl.terms import Terms
from engine.dsl.using import Loader, Used, gather_used
from engine.dsl.vocabulary import names_of
from engine.problems import Problems
from engine.records import record


@record
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


def compile(text: str, file: str, load: Loader, grammar: Grammar) -> Compiled:
    """Compile a charter or a file of scenarios with everything that it uses; report all its problems in one run."""
    problems = Problems()
    used = gather_used(text, file, load, problems)
    symbols = Symbols()
    files = _parsed(used, grammar, problems)
    for each in files:
        collect(each, symbols, problems)
    for each in files:
        check_names(each, symbols, problems)
    sentences = gather(files[1:], files[0], symbols)
    terms = Terms(symbols)
    holds = settle(settlements(sentences, terms), precedences(sentences, symbols), problems)
    compare(sentences, used.source, problems)
    check(Scene(index(sentences, symbols), symbols, holds, tuple(files), problems), problems)
    charter = None if problems.faulty else lower(sentences, holds, symbols)
    return Compiled(charter, problems, tuple(files), symbols, sentences, holds)


def _parsed(used: Used, grammar: Grammar, problems: Problems) -> list[syntax.File]:
    """Parse every file with the names that all of them declare."""
    declared = [each for source in used.files for each in source.declared]
    shared = _names(declared)
    judgements = _names(each for each in declared if each.kind_word in ("JUDGEMENT", "WHETHER"))
    parts = _names(each for each in declared if each.kind_word == "PART")
    return [
        parse(
            source.reading,
            grammar,
            names_of(lexicon(source.reading.lang), source.declared, people=used.people, others=shared, parts=parts),
            source.declared,
            judgements,
            problems,
        )
        for source in used.files
    ]


def _names(declared: Iterable[Declared]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for each in declared for text in (each.name, each.other) if text))
