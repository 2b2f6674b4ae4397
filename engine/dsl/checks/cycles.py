"""Lifecycles as written, each with its states, moves and effects, whether or not they fit together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from engine.dsl import syntax
from engine.dsl.following import blocks
from engine.dsl.gather import Sentence
from engine.dsl.names import Symbols
from engine.dsl.syntax import Declared, Node
from engine.problems import Span


@dataclass(slots=True)
class Step:
    """One move: its name (none for a timed one), from where to where, and what it brings about."""

    node: syntax.MoveClause | syntax.TimedMove
    id: str | None
    sources: tuple[str, ...]
    target: str | None
    library: bool
    effects: list[Node] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """Where the move is named."""
        return self.node.move.span if isinstance(self.node, syntax.MoveClause) else self.node.target.span


@dataclass(slots=True)
class Cycle:
    """One lifecycle. `stray` are effects that stand before any move."""

    id: str
    name: Declared
    library: bool
    states: dict[str, Declared] = field(default_factory=dict)
    final: set[str] = field(default_factory=set)
    decides: dict[str, syntax.Decides] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    stray: list[Node] = field(default_factory=list)
    withdrawable: bool = True
    own: bool = False  # whether the charter itself says something of it

    @property
    def moves(self) -> frozenset[str]:
        """The names of its moves."""
        return frozenset(step.id for step in self.steps if step.id)

    def take_up(self, base: Cycle) -> None:
        """Begin as another lifecycle is."""
        self.states, self.final, self.decides = dict(base.states), set(base.final), dict(base.decides)
        self.steps = [replace(step, library=True, effects=list(step.effects)) for step in base.steps]
        self.withdrawable = base.withdrawable

    def outcomes(self, state: str, symbols: Symbols) -> dict[str, str | None]:
        """Return where a deciding state leads, by outcome."""
        decides = self.decides.get(state)
        return {each.outcome.word: _id(each.target, symbols) for each in decides.outcomes} if decides else {}


def cycles(sentences: Iterable[Sentence], symbols: Symbols) -> Mapping[str, Cycle]:
    """Return all lifecycles; the charter's own moves take the place of a library's of the same name."""
    made: dict[str, Cycle] = {}
    for block in blocks(sentences, symbols):
        base = made.get(block.base or "")
        made[block.id] = Cycle(block.id, block.head.name, block.library)
        if base is not None:
            made[block.id].take_up(base)
        for each in block.sentences:
            _read(made[block.id], each, symbols)
    return made


def _read(cycle: Cycle, each: Sentence, symbols: Symbols) -> None:
    node = each.node
    cycle.own = cycle.own or (not each.library and isinstance(node, syntax.LIFE))
    match node:
        case syntax.States() | syntax.FinalStates():
            ids = {found.id: name for name in node.names if (found := symbols.find(name.name, ("state",)))}
            cycle.states.update({id: name for id, name in ids.items() if id not in cycle.states})
            cycle.final |= set(ids) if isinstance(node, syntax.FinalStates) else set()
        case syntax.Decides():
            if found := symbols.find(node.state.text, ("state",)):
                cycle.decides[found.id] = node
        case syntax.MoveClause() | syntax.TimedMove():
            _move(cycle, each, node, symbols)
        case syntax.Withdrawal():
            cycle.withdrawable = False
        case _ if isinstance(node, syntax.EFFECTS):
            (cycle.steps[-1].effects if cycle.steps else cycle.stray).append(node)


def _move(cycle: Cycle, each: Sentence, node: syntax.MoveClause | syntax.TimedMove, symbols: Symbols) -> None:
    sources = tuple(id for party in node.sources.parties if party.noun and (id := _id(party.noun, symbols)))
    found = symbols.find(node.move.name, ("move",)) if isinstance(node, syntax.MoveClause) else None
    step = Step(node, found.id if found else None, sources, _id(node.target, symbols), each.library)
    if step.id and not each.library:
        replaced = (s for s in cycle.steps if s.library and s.id == step.id and set(s.sources) & set(sources))
        for other in list(replaced):
            cycle.steps.remove(other)
    cycle.steps.append(step)


def _id(name: syntax.Name, symbols: Symbols) -> str | None:
    found = symbols.find(name.text, ("state",))
    return found.id if found else None
