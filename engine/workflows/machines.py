"""The only door through which a case changes its state: one shared `transitions.Machine` for each lifecycle."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from engine.charter import Lifecycle
from engine.workflows.kinds import WITHDRAWN, undecided

if TYPE_CHECKING:
    from transitions import Machine

WITHDRAW = "withdraw"
VOID, VOIDED = "make void", "void"


def advance(lifecycle: Lifecycle, state: str, trigger: str) -> str:
    """Return the state that a trigger leads to: a move's id, `granted`, `refused`, `returned`, `lapsed`, `withdraw`, or `void`.

    A trigger that does not start from the state is a programmer's mistake: whoever asks has decided before.
    """
    event = _machine(lifecycle).events[trigger]
    assert event.transitions.get(state), (lifecycle.id, state, trigger)
    token = _Token(state)
    moved = event.trigger(token)
    assert moved
    return token.state


class _Token:
    """What a machine moves: thrown away after one step, so that no machine ever holds on to a case."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


@lru_cache(maxsize=128)
def _machine(lifecycle: Lifecycle) -> Machine:
    """Build the machine of a lifecycle, by its value. No text of a charter is ever given as a callback."""
    from transitions import Machine  # late: reading commands move nothing

    machine = Machine(
        model=None,
        states=[state.id for state in lifecycle.states],
        initial=None,
        auto_transitions=False,
        send_event=False,
        queued=False,
    )
    for move in lifecycle.moves:
        for source in move.sources:
            machine.add_transition(move.id, source, move.target)
    for state in lifecycle.states:
        ends = (("granted", state.granted), ("refused", state.refused), ("returned", state.returned), ("lapsed", state.lapsed))
        for trigger, target in ends:
            if target is not None:
                machine.add_transition(trigger, state.id, target)
    if lifecycle.withdrawable and any(state.id == WITHDRAWN for state in lifecycle.states):
        for source in sorted(undecided(lifecycle)):
            machine.add_transition(WITHDRAW, source, WITHDRAWN)
    if any(state.id == VOIDED for state in lifecycle.states):
        for state in lifecycle.states:
            if state.kind != "final":
                machine.add_transition(VOID, state.id, VOIDED)
    return machine
