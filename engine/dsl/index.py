"""The sentences of a charter by what they are and of what they speak, so that no pass searches through all of them for each thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

from engine.dsl.gather import Sentence
from engine.dsl.names import Kind, Symbols, walk
from engine.dsl.syntax import Clause, Node, Party
from engine.records import record

N = TypeVar("N", bound=Node)
Told = tuple[Sentence, Clause]  # a clause with its sentence

# What a clause may speak of; a name may stand for several, each of its own kind.
SUBJECTS: tuple[Kind, ...] = ("role", "committee", "body", "group", "process", "fund", "category", "unit", "row", "field")


@record
class Index:
    """All sentences, by the type of their node and of the nodes in it, and the clauses by their subject and by what they are about."""

    sentences: tuple[Sentence, ...]
    _by_type: Mapping[type[Node], list[Sentence]]
    _within: Mapping[type[Node], list[tuple[Sentence, Node]]]
    _of: Mapping[tuple[Kind, str], list[Told]]
    _about: Mapping[tuple[Kind, str], list[Told]]

    def all(self, kind: type[N]) -> list[tuple[Sentence, N]]:
        """Return the sentences whose node is of a type, in order."""
        return [(each, cast("N", each.node)) for each in self._by_type.get(kind, ())]

    def saying(self, kind: type[N]) -> list[tuple[Sentence, Clause, N]]:
        """Return the clauses that say something of a type, each with its sentence and with that, in order."""
        return [(each, clause, says) for each, clause in self.all(Clause) if isinstance(says := clause.says, kind)]

    def within(self, kind: type[N]) -> list[tuple[Sentence, N]]:
        """Return everything of a type that sentences say, however deep in them, in order."""
        return cast("list[tuple[Sentence, N]]", self._within.get(kind, []))

    def clauses(self, kind: Kind, id: str) -> list[Told]:
        """Return the clauses whose subject is a thing, in order."""
        return self._of.get((kind, id), [])

    def about(self, kind: Kind, id: str) -> list[Told]:
        """Return the clauses that speak of a thing: the block's where the subject is another, in order."""
        return self._about.get((kind, id), [])


def index(sentences: tuple[Sentence, ...], symbols: Symbols) -> Index:
    """Index sentences."""
    by_type: dict[type[Node], list[Sentence]] = {}
    within: dict[type[Node], list[tuple[Sentence, Node]]] = {}
    of: dict[tuple[Kind, str], list[Told]] = {}
    about: dict[tuple[Kind, str], list[Told]] = {}
    for each in sentences:
        by_type.setdefault(type(each.node), []).append(each)
        for part in walk(each.node):
            within.setdefault(type(part), []).append((each, part))
        if isinstance(each.node, Clause):
            subject = each.node.subject.parties if each.node.subject else ()
            _enter(of, subject, (each, each.node), symbols)
            _enter(about, each.node.about.parties if each.node.about else subject, (each, each.node), symbols)
    return Index(sentences, by_type, within, of, about)


def _enter(table: dict[tuple[Kind, str], list[Told]], parties: Iterable[Party], told: Told, symbols: Symbols) -> None:
    keys = [(kind, found.id) for party in parties if party.noun for kind in SUBJECTS if (found := symbols.find(party.noun.text, (kind,)))]
    for key in dict.fromkeys(keys):
        table.setdefault(key, []).append(told)
