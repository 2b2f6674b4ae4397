"""Taking part in a case: who may sign up and sign off, who waits for a place, who enters who came and how long he served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from engine.case import Decision, Deed, Participation, Reason
from engine.charter import Roll, SignUp
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.matter import Matter
from engine.workflows.tenures import serving

SIGN_UP, SIGN_OFF, RECORD = "sign-up", "sign-off", "attend"
MOST_MINUTES = 100 * 60  # of one person in one case; more is a slip of the pen


def decide_sign_up(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may sign up; where the places are full he waits for one."""
    clause = matter.kind.sign_up
    if clause is None:
        return _never(matter, deed)
    whom = _whom(deed)
    reasons = [*_elsewhere(matter, clause, deed)]
    if matter.holder(clause.by, whom) is None:
        able = dict.fromkeys(each.member for each in matter.holders(clause.by))
        reasons.append(_on(Code.NOT_PARTAKER, matter, clause, member=whom, parties=clause.by, members=tuple(able)[:MOST_NAMED]))
    part = of_member(matter.facts.participations, whom)
    if part is not None and part.state != "cancelled":
        reasons.append(_on(Code.SIGNED_UP_ALREADY, matter, clause, member=whom))
    reasons += _begun(matter, clause)
    if reasons:
        return no(reasons)
    full = room(matter) == 0
    return yes(_on(Code.WAITS_FOR_PLACE if full else Code.MAY_SIGN_UP, matter, clause, member=whom))


def decide_sign_off(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may take back that he signed up."""
    clause = matter.kind.sign_up
    if clause is None:
        return _never(matter, deed)
    whom = _whom(deed)
    reasons = [*_elsewhere(matter, clause, deed)]
    part = of_member(matter.facts.participations, whom)
    if part is None or part.state == "cancelled":
        reasons.append(_on(Code.NOT_SIGNED_UP, matter, clause, member=whom))
    return no(reasons) if reasons else yes(_on(Code.MAY_SIGN_OFF, matter, clause, member=whom))


def decide_record(matter: Matter, deed: Deed) -> Decision:
    """Decide whether somebody may enter, or correct, whether a member came and how long he served."""
    clause = matter.kind.roll
    if clause is None:
        return _never(matter, deed)
    whom, minutes = _whom(deed), deed.values.get("minutes")
    reasons: list[Reason] = []
    holder = matter.holder(clause.by, deed.actor)
    if holder is None:
        able = dict.fromkeys(each.member for each in matter.holders(clause.by))
        reasons.append(_on(Code.NOT_RECORDER, matter, clause, member=deed.actor, parties=clause.by, members=tuple(able)))
    if matter.case.state not in clause.states:
        reasons.append(_on(Code.NO_RECORD_NOW, matter, clause, state=matter.case.state, states=clause.states))
    if not serving(matter.facts, whom, matter.day):
        reasons.append(because(Code.NO_MEMBER, None, member=whom, date=matter.day))
    if not isinstance(minutes, int) or not 0 <= minutes <= MOST_MINUTES:
        reasons.append(_on(Code.NO_MINUTES, matter, clause, count=MOST_MINUTES))
    if reasons:
        return no(reasons)
    assert holder is not None
    return yes(_on(Code.MAY_RECORD, matter, clause, member=deed.actor, whom=whom), office=holder.office)


def taken_part(matter: Matter, deed: Deed) -> tuple[Participation, ...]:
    """Return what an allowed deed changes: whose part it is, and who gets the place that it frees."""
    whom, number, at = _whom(deed), matter.case.number, deed.at
    known = of_member(matter.facts.participations, whom)
    if deed.verb == SIGN_UP:
        state = "waiting" if room(matter) == 0 else "signed up"
        return (Participation(number, whom, state, at),)  # type: ignore[arg-type]  # one of the two
    if deed.verb == SIGN_OFF:
        assert known is not None
        cancelled = replace(known, state="cancelled", at=at)
        next_one = _next(matter) if known.state == "signed up" else None
        return (cancelled, replace(next_one, state="signed up")) if next_one is not None else (cancelled,)
    minutes = deed.values["minutes"]
    assert isinstance(minutes, int)
    part = known or Participation(number, whom, "signed up", at)
    return (replace(part, state="signed up", came=minutes > 0, minutes=minutes),)


def of_member(parts: Iterable[Participation], member: str) -> Participation | None:
    """Return somebody's part in a case."""
    return next((each for each in parts if each.member == member), None)


def room(matter: Matter) -> int | None:
    """Return how many places are left; None where there is no limit."""
    clause = matter.kind.sign_up
    places = matter.case.fields.get(clause.places) if clause is not None and clause.places is not None else None
    if not isinstance(places, int):
        return None
    return max(0, places - sum(each.state == "signed up" for each in matter.facts.participations))


MOST_NAMED = 12  # people in a reason; of all members that would be too many


def _whom(deed: Deed) -> str:
    return str(deed.values.get("member") or deed.actor)


def _next(matter: Matter) -> Participation | None:
    """Return who has waited longest."""
    waiting = [each for each in matter.facts.participations if each.state == "waiting"]
    return min(waiting, key=lambda each: (each.at, each.member), default=None)


def _elsewhere(matter: Matter, clause: SignUp, deed: Deed) -> Iterator[Reason]:
    """Yield why somebody cannot sign another up, and why nobody can now."""
    if _whom(deed) != deed.actor:
        yield _on(Code.FOR_ANOTHER, matter, clause, member=deed.actor, whom=_whom(deed))
    if matter.case.state not in clause.states:
        yield _on(Code.NO_SIGN_UP_NOW, matter, clause, state=matter.case.state, states=clause.states)


def _begun(matter: Matter, clause: SignUp) -> Iterator[Reason]:
    start = matter.case.fields.get("start")
    if isinstance(start, datetime) and start <= matter.at:
        yield _on(Code.BEGUN_ALREADY, matter, clause, start=start)


def _never(matter: Matter, deed: Deed) -> Decision:
    process = matter.kind.process
    return no([because(Code.NO_SUCH_ACT, process.cite, process=process.id, verb=deed.verb)])


def _on(code: Code, matter: Matter, clause: SignUp | Roll, **facts: object) -> Reason:
    return because(code, clause.cite or matter.kind.process.cite, assumed=clause.assumed, process=matter.case.process, **facts)
