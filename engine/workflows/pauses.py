"""Suspension (中止): nobody decides on the case and no time limit runs (`worktime.limit_of`); who may suspend and resume it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.case import Case, Decision, Deed, Pause, Reason
from engine.workflows.facilities import off, wordless
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.matter import Matter
from engine.workflows.parts import deciders

# What can be done to a case that is suspended: to say something, to change what it says, to take it back.
STILL = frozenset(("resume", "suspend", "note", "copy", "edit", "attach", "withdraw"))


def pause_of(case: Case) -> Pause | None:
    """Return the suspension that a case is under, if it is under one."""
    return next((each for each in case.pauses if each.end is None), None)


def suspended(matter: Matter) -> Iterator[Reason]:
    """Yield that nobody decides on a suspended case now."""
    pause = pause_of(matter.case)
    if pause is not None:
        cite = matter.kind.process.cite
        yield because(Code.CASE_SUSPENDED, cite, process=matter.case.process, member=pause.by, date=pause.start, reason=pause.reason)


def decide_suspend(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may suspend a case: its drafter, or one of those who decide it."""
    process = matter.case.process
    reasons = [*off(matter, "suspend"), *suspended(matter), *wordless(matter, deed), *_not_his(matter, deed)]
    if matter.kind.states[matter.case.state].kind == "final":
        reasons.append(because(Code.ENDED, matter.kind.process.cite, process=process, state=matter.case.state))
    return no(reasons) if reasons else yes(because(Code.MAY_SUSPEND, matter.kind.process.cite, member=deed.actor, process=process))


def decide_resume(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may take a suspended case up again: whoever may suspend it."""
    cite, process = matter.kind.process.cite, matter.case.process
    reasons = [*_not_his(matter, deed)]
    if pause_of(matter.case) is None:
        reasons.append(because(Code.NOT_PAUSED, cite, process=process))
    return no(reasons) if reasons else yes(because(Code.MAY_RESUME, cite, member=deed.actor, process=process))


def paused(matter: Matter, deed: Deed) -> Case:
    """Return the case suspended."""
    return replace(matter.case, pauses=(*matter.case.pauses, Pause(deed.at, None, deed.actor, deed.reason or "")))


def resumed(matter: Matter, deed: Deed) -> Case:
    """Return the case taken up again."""
    return replace(matter.case, pauses=tuple(replace(each, end=each.end or deed.at) for each in matter.case.pauses))


def _not_his(matter: Matter, deed: Deed) -> Iterator[Reason]:
    able = deciders(matter)
    if deed.actor not in able:
        yield because(Code.NOT_SUSPENDER, matter.kind.process.cite, member=deed.actor, members=able)
