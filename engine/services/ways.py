"""The lifecycle of a kind of case as a map: its states, every leg between two of them, and what must be passed where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from engine.charter import Charter, Party, PartyKind, Requirement, Reverse, State
from engine.records import record
from engine.services import names
from engine.services.scene import Clock, look
from engine.services.views import Name, name
from engine.values import Cite, Duration, Text

if TYPE_CHECKING:
    from engine.store.reading import Reading
    from engine.workflows.kinds import Kind

OUTCOMES = {
    "granted": Text("granted", "准予"),
    "refused": Text("refused", "不准"),
    "returned": Text("returned", "退回"),
    "lapsed": Text("no decision", "逾期未决"),
}


@record
class Leg:
    """One way from a state to another: a move by somebody, what a decision comes to, the drafter's taking it back."""

    source: str
    target: str
    kind: Literal["move", "outcome", "withdraw"]
    what: Name
    by: tuple[Party, ...] = ()
    cite: Cite | None = None
    assumed: bool = False
    after: Duration | None = None  # a time after which it comes by itself
    undoes: bool = False  # whether it takes back what was posted


@record
class Passing:
    """What must be passed in a state."""

    state: str
    requirement: Requirement
    before: Name | None  # the move that it must be passed before


@record
class Map:
    """A kind of case on one sheet. `trunk` is the way on which nothing is refused, from the first state on."""

    kind: Name
    drafters: tuple[Party, ...]
    cite: Cite | None
    states: tuple[State, ...]
    legs: tuple[Leg, ...]
    passings: tuple[Passing, ...]
    trunk: tuple[str, ...]


def map_of(reading: Reading, typed: str, clock: Clock) -> tuple[Map, Charter]:
    """Return the map of a kind of case under the charter in force. Raises NoKind."""
    charter = look(reading, clock).charter
    return way_map(charter, names.process(typed, charter).id), charter


def way_map(charter: Charter, process: str) -> Map:
    """Return the map of a kind of case."""
    from engine.workflows.kinds import kind_of

    kind = kind_of(charter, process)
    legs = tuple(_legs(kind))
    return Map(
        name(kind.process),
        kind.process.drafters,
        kind.process.cite,
        kind.lifecycle.states,
        legs,
        tuple(_passings(kind)),
        _trunk(kind, legs),
    )


def _legs(kind: Kind) -> Iterator[Leg]:
    for state in kind.lifecycle.states:
        for outcome, said in OUTCOMES.items():
            target = getattr(state, outcome)
            if target is not None:
                after = state.lapses_after if outcome == "lapsed" else None
                yield Leg(state.id, target, "outcome", Name(outcome, said), after=after)
        for move in kind.moves_from(state.id):
            undoes = any(isinstance(each, Reverse) for each in move.effects)
            yield Leg(state.id, move.target, "move", name(move), move.by, move.cite, move.assumed, move.after, undoes)
    yield from _withdrawals(kind)


def _withdrawals(kind: Kind) -> Iterator[Leg]:
    from engine.reserved import VERBS
    from engine.workflows.kinds import WITHDRAWN

    if not kind.lifecycle.withdrawable or WITHDRAWN not in kind.states:
        return
    named = {(move.target, source) for move in kind.lifecycle.moves for source in move.sources}
    for state in kind.lifecycle.states:
        if state.id in kind.undecided and (WITHDRAWN, state.id) not in named:
            what = Name("withdraw", Text("withdraw", VERBS["withdraw"]))
            yield Leg(state.id, WITHDRAWN, "withdraw", what, (Party(PartyKind.RELATION, "drafter"),))


def _passings(kind: Kind) -> Iterator[Passing]:
    """Yield each requirement in the state that decides; where none does, in the states that its move starts from."""
    for requirement in kind.requirements:
        move = kind.lifecycle.move(requirement.before) if requirement.before else None
        states = [state.id for state in kind.lifecycle.states if state.kind == "decide"]
        if not states or requirement.id in kind.early:
            states = list(move.sources) if move else [kind.first]
        yield from (Passing(state, requirement, name(move) if move else None) for state in states[:1])


def _trunk(kind: Kind, legs: tuple[Leg, ...]) -> tuple[str, ...]:
    """Return the states on the way to the end: what is granted, else the first move to a state not yet passed."""
    found = [kind.first]
    while True:
        onward = [leg.target for leg in legs if leg.source == found[-1] and leg.target not in found and _leads_on(leg)]
        if not onward:
            return tuple(found)
        found.append(onward[0])


def _leads_on(leg: Leg) -> bool:
    return (leg.kind == "outcome" and leg.what.id == "granted") or (leg.kind == "move" and not leg.undoes)
