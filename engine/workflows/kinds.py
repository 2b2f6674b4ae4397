"""A kind of case with everything that applies to it, worked out once for a charter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from engine.charter import (
    AtMostOpen,
    Branch,
    Charter,
    Field,
    Joining,
    Lifecycle,
    Limit,
    Move,
    Norm,
    Objecting,
    Personnel,
    Process,
    Requirement,
    Roll,
    Sign,
    SignUp,
    State,
    Step,
)
from engine.records import record

WITHDRAWN = "withdrawn"


@record
class Kind:
    """A kind of case: its fields by id, its states, and the clauses that name it or a kind that it follows."""

    process: Process
    lifecycle: Lifecycle
    ancestors: tuple[str, ...]  # itself first
    fields: Mapping[str, Field]
    states: Mapping[str, State]
    requirements: tuple[Requirement, ...]
    limits: tuple[Limit, ...]
    norms: tuple[Norm, ...]
    deciding: frozenset[str]
    undecided: frozenset[str]  # from the first state up to and including the first deciding ones, none of them final
    timed: bool  # whether a step has a deadline of its own
    early: frozenset[str]  # ids of requirements that gate a move on the way to where the case is decided
    personnel: bool  # whether a move changes members or offices
    sign_up: SignUp | None  # where several clauses hold, the last one does: the charter's own after the library's
    roll: Roll | None
    objecting: Objecting | None
    joining: Joining | None
    rivals: bool  # whether only so many of it may be open

    @property
    def first(self) -> str:
        """The state in which a case begins."""
        return self.lifecycle.states[0].id

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """Return the moves that start from a state."""
        return tuple(move for move in self.lifecycle.moves if state in move.sources)


def kind_of(charter: Charter, process: str) -> Kind:
    """Return a kind of case of a charter; worked out once."""
    key = f"kind {process}"
    found = charter.memo.get(key)
    if found is None:
        found = charter.memo[key] = _work_out(charter, process)
    assert isinstance(found, Kind)
    return found


def undecided(lifecycle: Lifecycle) -> frozenset[str]:
    """Return the states that a case can be in before it is decided: from the first up to and including the first deciding ones."""
    kinds = {state.id: state.kind for state in lifecycle.states}
    found: set[str] = set()
    reached = [lifecycle.states[0].id]
    while reached:
        state = reached.pop()
        if state in found or kinds[state] == "final":
            continue
        found.add(state)
        if kinds[state] == "wait":
            reached.extend(move.target for move in lifecycle.moves if state in move.sources)
    return frozenset(found)


def carried_before(lifecycle: Lifecycle) -> Mapping[str, frozenset[str]]:
    """Return for each state the fields that are never empty in it: on whatever way a case comes there, some move has carried them."""
    steps = [(source, move.target, frozenset(move.carries)) for move in lifecycle.moves for source in move.sources]
    for state in lifecycle.states:
        ends = (state.granted, state.refused, state.returned, state.lapsed)
        steps += [(state.id, end, frozenset()) for end in ends if end is not None]
    first, every = lifecycle.states[0].id, frozenset(field for move in lifecycle.moves for field in move.carries)
    found = {state.id: frozenset() if state.id == first else every for state in lifecycle.states}
    for _ in lifecycle.states:  # what holds of one step holds of all after as many steps as there are states
        for source, target, carried in steps:
            found[target] &= found[source] | carried
    return found


C = TypeVar("C", SignUp, Roll, Objecting, Joining)


def _last(clauses: tuple[C, ...], ancestors: tuple[str, ...]) -> C | None:
    return next((each for each in reversed(clauses) if _names(each.kinds, ancestors)), None)


def _work_out(charter: Charter, id: str) -> Kind:
    process = charter.process(id)
    lifecycle = charter.lifecycle(process.lifecycle)
    ancestors = tuple(each.id for each in charter.processes if charter.is_kind(id, each.id))
    requirements = tuple(each for each in charter.requirements if _names(each.kinds, ancestors))
    deciding = frozenset(state.id for state in lifecycle.states if state.kind == "decide")
    before = undecided(lifecycle) - deciding if deciding else frozenset()
    return Kind(
        process=process,
        lifecycle=lifecycle,
        ancestors=(id, *(each for each in ancestors if each != id)),
        fields={field.id: field for field in process.fields},
        states={state.id: state for state in lifecycle.states},
        requirements=requirements,
        limits=tuple(each for each in charter.limits if _names(each.kinds, ancestors)),
        norms=tuple(each for each in charter.norms if _gates(each, ancestors)),
        deciding=deciding,
        undecided=undecided(lifecycle),
        timed=any(_timed(each.step) for each in requirements),
        early=frozenset(each.id for each in requirements if _starts_in(lifecycle, each.before, before)),
        personnel=any(isinstance(each, Personnel) for move in lifecycle.moves for each in move.effects),
        sign_up=_last(charter.sign_ups, ancestors),
        roll=_last(charter.rolls, ancestors),
        objecting=_last(charter.objectings, ancestors),
        joining=_last(charter.joinings, ancestors),
        rivals=any(isinstance(each.rule, AtMostOpen) and _names(each.kinds, ancestors) for each in charter.limits),
    )


def steps_below(step: Step) -> tuple[Step, ...]:
    """Return the steps that a step is made of, by position; of a signature none."""
    match step:
        case Sign():
            return ()
        case Branch():
            return (*(each for _, each in step.cases), *((step.otherwise,) if step.otherwise else ()))
    return step.steps


def signs_below(step: Step) -> tuple[Sign, ...]:
    """Return every signature that a step may ask for."""
    return (step,) if isinstance(step, Sign) else tuple(sign for each in steps_below(step) for sign in signs_below(each))


def _timed(step: Step) -> bool:
    return (isinstance(step, Sign) and step.within is not None) or any(map(_timed, steps_below(step)))


def _starts_in(lifecycle: Lifecycle, id: str | None, states: frozenset[str]) -> bool:
    move = lifecycle.move(id) if id is not None else None
    return move is not None and not states.isdisjoint(move.sources)


def _names(kinds: Iterable[str], ancestors: tuple[str, ...]) -> bool:
    return any(kind in ancestors for kind in kinds)


def _gates(norm: Norm, ancestors: tuple[str, ...]) -> bool:
    """Tell whether a norm gates some move: of the kinds that it names, or, naming none, the one that it names in every kind."""
    return _names(norm.kinds, ancestors) if norm.kinds else norm.gates is not None
