"""What follows from an act, or from time alone: money posted, gifts counted, cases opened; each opened case by an entry of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from engine import codec
from engine.case import Case, Gift, Outcome
from engine.charter import Charter
from engine.services.scene import Scene
from engine.services.telling import ENGINE, OPEN, cited, tell
from engine.services.views import hidden, title
from engine.values import Cite, Value

if TYPE_CHECKING:
    from engine.store.writing import Writing

MOST_STEPS = 100  # by time alone, of one case between two acts


def post(writing: Writing, scene: Scene, outcome: Outcome, *, new: bool) -> None:
    """Save the case, post or reverse its money, count its gift, change people, tell whom it tells: all told by the next entry."""
    from engine.workflows.triggers import gift_of

    case = outcome.case
    closed = is_closed(scene.charter, case)
    if new:
        writing.add_case(case, closed=closed)
    else:
        writing.save_case(case, closed=closed)
    writing.add_postings(outcome.postings)
    change_people(writing, outcome)
    for part in outcome.participations:
        writing.save_participation(part)
    for notice in outcome.notices:
        writing.add_notice(notice)
    if outcome.reversed:
        writing.reverse_postings(case.number, scene.now)
    gift = gift_of(scene.charter, case, scene.today) if outcome.postings else None
    if gift is not None:
        writing.add_gift(gift)


def change_people(writing: Writing, outcome: Outcome) -> None:
    """Begin, change and end the memberships and offices that an outcome says."""
    known = writing.members() if outcome.members else {}
    for member in outcome.members:
        if member.id in known:
            writing.save_member(member)
        else:
            writing.add_member(member)
    for tenure, end in outcome.ended:
        writing.end_tenure(tenure, end)
    for tenure in outcome.appointed:
        writing.add_tenure(tenure)


def follow(writing: Writing, scene: Scene, outcome: Outcome) -> tuple[Case, ...]:
    """Open what a carried-out act opens: by its own effects, and because a sum has reached its line."""
    from engine.workflows.triggers import gift_of

    case, charter = outcome.case, scene.charter
    opened = [_open(writing, scene, case, each.effect.process, each.values, each.cite) for each in outcome.openings]
    gift = gift_of(charter, case, scene.today) if outcome.postings else None
    opened += open_reached(writing, scene, case, gift, scene.today) if gift is not None else ()
    if outcome.reversed and any(charter.is_kind(case.process, each.source) for each in charter.triggers):
        from engine.services.reckoning import reckon  # late: gifts are seldom reversed

        opened += reckon(writing, scene, case)
    if charter.duties:
        from engine.services.duties import follow_duties

        for came in (outcome, *(Outcome(new) for new in opened)):
            follow_duties(writing, scene, came)
    return tuple(opened)


def open_reached(writing: Writing, scene: Scene, case: Case, gift: Gift, on: date) -> tuple[Case, ...]:
    """Open what a counted gift brings to its line on a day or later."""
    from engine.workflows.triggers import openings

    gifts, opened = writing.gifts(gift.by), []
    for each in openings(scene.charter, gifts, gift, on):
        used = tuple(found for found in gifts if found.case in each.used)
        opened.append(_open(writing, scene, case, each.trigger.opens, each.values, each.trigger.cite, used, each.counted))
    return tuple(opened)


def catch_up(writing: Writing, scene: Scene, case: Case) -> Case:
    """Bring a case to where time alone has taken it, each step by an entry of its own."""
    from engine.workflows.effects import elapse

    for _ in range(MOST_STEPS):
        outcome = elapse(scene.charter, scene.facts, case, scene.now)
        if outcome is None:
            break
        passed(writing, scene, outcome)
        case = outcome.case
    return case


def passed(writing: Writing, scene: Scene, outcome: Outcome) -> tuple[Case, ...]:
    """Write down what time alone has made of a case, as of when it came about; return the cases that it opens."""
    then = replace(scene, now=came_at(outcome), noticed=scene.entered)
    post(writing, then, outcome, new=False)
    told = {"process": outcome.case.process, "reasons": outcome.reasons, "path": outcome.path, "as of": then.now}
    tell(writing, then, ENGINE, outcome.path[0][0] if outcome.path else "ratify", outcome.case, told)
    return follow(writing, then, outcome)


def came_at(outcome: Outcome) -> datetime:
    """Return when time brought an outcome about: a state was reached, or what was done early was ratified or not."""
    settled = [each.settled for each in outcome.case.early if each.settled is not None]
    return outcome.case.since if outcome.path or not settled else max(settled)


def by_now(scene: Scene, case: Case) -> Case:
    """Return a case as time alone has made it, without writing anything down."""
    from engine.workflows.effects import elapse

    for _ in range(MOST_STEPS):
        outcome = elapse(scene.charter, scene.facts, case, scene.now)
        if outcome is None:
            break
        case = outcome.case
    return case


def _titled(charter: Charter, parent: Case, process: str, values: dict[str, Value]) -> dict[str, Value]:
    """Call a case that another opens by an effect as that one is called, where nothing else says what it is about."""
    first = next((field.id for field in charter.process(process).fields if field.type == "text"), None)
    called = title(charter.process(parent.process), parent, hidden(None, charter, parent), charter)
    if first is None or first in values or not called or any(each.opens == process for each in charter.triggers):
        return values
    return {first: f"{parent.number} {called}", **values}


def is_closed(charter: Charter, case: Case) -> bool:
    """Return whether a case has come to its end."""
    return charter.lifecycle_of(case.process).state(case.state).kind == "final"


def _open(
    writing: Writing,
    scene: Scene,
    parent: Case,
    process: str,
    values: Mapping[str, Value],
    cite: Cite | None,
    used: tuple[Gift, ...] = (),
    counted: tuple[str, ...] = (),
) -> Case:
    """Open a case that nobody drafted, in the name of an article; what counted towards it is told, and may be used up."""
    from engine.workflows.changes import begun

    charter = scene.charter
    known = {field.id for field in charter.process(process).fields}
    number = writing.next_number(charter.process(process).prefix, scene.today.year)
    kept = _titled(charter, parent, process, {field: value for field, value in values.items() if field in known})
    case = begun(charter, process, number, scene.now, kept, digest=scene.digest, parent=parent.number, under=cite)
    writing.add_case(case, closed=is_closed(charter, case))
    writing.use_gifts(used, number)
    told: dict[str, object] = {"process": process, "values": kept, "parent": parent.number}
    told |= ({"on": scene.now} if scene.late else {}) | ({"counted": counted} if counted else {})
    writing.append(scene.entered, ENGINE, OPEN, number, case.version, scene.digest, "done", cited([cite]), codec.dumps(told))
    return case
