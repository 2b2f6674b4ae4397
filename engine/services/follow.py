"""What follows from an act that was carried out: money posted, gifts counted, cases opened; each opened case by an entry of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.case import Case, Gift, Outcome
from engine.charter import Charter
from engine.services.scene import Scene, facts_of
from engine.values import Money

if TYPE_CHECKING:
    from engine.store.writing import Writing


def post(writing: Writing, scene: Scene, outcome: Outcome, *, new: bool) -> None:
    """Save the case, post or reverse its money, and count its gifts: all told by the entry that comes next."""
    case = outcome.case
    closed = is_closed(scene.charter, case)
    if new:
        writing.add_case(case, closed=closed)
    else:
        writing.save_case(case, closed=closed)
    writing.add_postings(outcome.postings)
    if outcome.reversed:
        writing.reverse_postings(case.number, scene.now)
    for gift in _gifts(scene, outcome):
        writing.add_gift(gift)


def is_closed(charter: Charter, case: Case) -> bool:
    """Return whether a case has come to its end."""
    return charter.lifecycle(charter.process(case.process).lifecycle).state(case.state).kind == "final"


def _gifts(scene: Scene, outcome: Outcome) -> tuple[Gift, ...]:
    """Return what a case that posted money counts for, by the triggers that count its kind: once for each person."""
    case, charter = outcome.case, scene.charter
    if not outcome.postings:
        return ()
    found: dict[str, Gift] = {}
    for trigger in charter.triggers:
        person, amount = case.fields.get(trigger.by), case.fields.get(trigger.sum_field)
        if charter.is_kind(case.process, trigger.source) and isinstance(person, str) and isinstance(amount, Money):
            found[person] = Gift(case.number, case.process, person, amount, scene.today)
    return tuple(found.values())
