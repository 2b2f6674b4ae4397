"""The sentences of all files of a charter, each with the article that enacts it: what every later pass goes through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.dsl import syntax
from engine.dsl.articles import Precedence
from engine.dsl.names import Symbols, walk
from engine.dsl.syntax import File, Node
from engine.records import record
from engine.values import Cite


@record
class Sentence:
    """One node with its article; `library` ones give way to the charter's own, `exception_of` names articles they are exceptions of."""

    node: Node
    cite: Cite | None
    library: bool
    exception_of: tuple[Cite, ...] = ()

    @property
    def assumed(self) -> bool:
        """Whether the drafter assumed the sentence or any part of it."""
        return assumed(self.node)


def assumed(node: Node) -> bool:
    """Return whether a node or anything in it is marked as assumed."""
    return any(part.assumed for part in walk(node))


def gather(used: Iterable[tuple[File, bool]], main: File, symbols: Symbols) -> tuple[Sentence, ...]:
    """Return all sentences in order, those of the files that are used first, each file with whether it gives way to the charter's own."""
    return (
        *(sentence for file, library in used for sentence in _of(file, symbols, library=library)),
        *_of(main, symbols, library=False),
    )


def cite(cited: syntax.Cited, symbols: Symbols, part: str = "") -> Cite:
    """Return a citation; without a part it is of the part it stands in."""
    return Cite(symbols.id(cited.part, "part") if cited.part else part, cited.number)


def _of(file: File, symbols: Symbols, *, library: bool) -> Iterator[Sentence]:
    part, article = "", None
    exceptions: tuple[Cite, ...] = ()
    for node in file.items:
        if isinstance(node, syntax.PartLine):
            part, article = symbols.find(node.name.name, ("part",)).id, None  # type: ignore[union-attr]
        elif isinstance(node, syntax.ArticleHead):
            article, exceptions = cite(node.number, symbols, part), ()
        elif isinstance(node, syntax.RuleLine):
            exceptions = tuple(cite(each, symbols, part) for each in node.exception_of)
        yield Sentence(node, article, library, exceptions)


def precedences(sentences: Iterable[Sentence], symbols: Symbols) -> tuple[Precedence, ...]:
    """Return which articles prevail over which."""
    return tuple(
        Precedence(each.cite, cite(over.over, symbols, each.cite.part), over.property.word if over.property else None, over.span)
        for each in sentences
        if isinstance(each.node, syntax.ArticleHead) and each.cite
        for over in each.node.prevails
    )
