"""A charter's text, and the texts that it uses, into the compiled charter: the passes in order, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from engine.charter import Charter
from engine.dsl import syntax
from engine.dsl.articles import Settlement, settle
from engine.dsl.checks.checking import check
from engine.dsl.checks.scene import Scene
from engine.dsl.extend import Difference, layered
from engine.dsl.gather import Sentence, gather, precedences
from engine.dsl.index import index
from engine.dsl.lower import lower
from engine.dsl.names import Symbols, collect
from engine.dsl.names import check as check_names
from engine.dsl.organisation import settlements
from engine.dsl.parse import Grammar
from engine.dsl.quotations import compare
from engine.dsl.terms import Terms
from engine.dsl.using import Loader, Shelf, gather_used, parse_used
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
    differences: tuple[Difference, ...] = ()  # from the charter that this one extends

    @property
    def file(self) -> syntax.File:
        """The text itself as syntax."""
        return self.files[0]


def compile(text: str, file: str, load: Loader, grammar: Grammar, shelf: Shelf | None = None) -> Compiled:
    """Compile a charter or a file of scenarios with everything that it uses; report all its problems in one run."""
    problems = Problems()
    used = gather_used(text, file, load, problems, shelf)
    symbols = Symbols()
    names = [each.file for each in used.files]
    layers = layered(parse_used(used, grammar, problems, shelf), used.chain(), names)
    files = layers.files
    for each in files:
        collect(each, symbols, problems)
    check_names(files, symbols, problems, layers.lost)
    own = () if used.played else used.chain()
    sentences = gather([(each, name not in own) for each, name in zip(files[1:], names[1:], strict=True)], files[0], symbols)
    terms = Terms(symbols)
    holds = settle(settlements(sentences, terms), precedences(sentences, symbols), problems)
    compare(sentences, used.originals, problems)
    by = index(sentences, symbols)
    check(Scene(by, symbols, holds, files, layers.articles, problems), problems)
    problems.forget(lambda each: each.severity != "error" and each.span.file in layers.below)  # their own check tells them
    charter = None if problems.faulty else lower(by, holds, symbols)
    return Compiled(charter, problems, files, symbols, sentences, holds, layers.differences)
