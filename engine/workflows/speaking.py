"""What is said on a case and decides nothing: a note (批注), a copy to somebody (抄送), an urging (催办)."""

from __future__ import annotations

from dataclasses import replace

from engine.case import Case, Decision, Deed, Note
from engine.workflows.facilities import off, strangers, wordless
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.matter import Matter
from engine.workflows.parts import awaited, parts
from engine.workflows.pauses import suspended
from engine.workflows.periods import local_day
from engine.workflows.tenures import serving


def decide_note(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may say something on a case: any may; it counts for nothing."""
    cite = matter.kind.process.cite
    reasons = [*off(matter, "note"), *wordless(matter, deed), *(strangers(matter, deed) if deed.to else ())]
    return no(reasons) if reasons else yes(because(Code.MAY_NOTE, cite, member=deed.actor, process=matter.case.process))


def decide_copy(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may have others told of a case: whoever has a part in it."""
    reasons = [*off(matter, "copy"), *strangers(matter, deed)]
    if deed.actor not in parts(matter):
        reasons.append(because(Code.NO_PART, matter.kind.process.cite, member=deed.actor))
    return no(reasons) if reasons else yes(because(Code.MAY_COPY, matter.kind.process.cite, member=deed.actor, members=deed.to))


def decide_urge(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may remind those for whom a case waits: whoever has a part in it, each of them once a day."""
    cite = matter.kind.process.cite
    reasons = [*off(matter, "urge"), *suspended(matter)]
    if deed.actor not in parts(matter):
        reasons.append(because(Code.NO_PART, cite, member=deed.actor))
    waited = tuple(each for each in awaited(matter) if each != deed.actor)
    if not waited:
        reasons.append(because(Code.NOBODY_AWAITED, cite, process=matter.case.process, state=matter.case.state))
    elif not urged_now(matter, deed.actor):
        reasons.append(because(Code.URGED_TODAY, cite, members=waited, date=matter.day))
    return no(reasons) if reasons else yes(because(Code.MAY_URGE, cite, member=deed.actor, members=urged_now(matter, deed.actor)))


def urged_now(matter: Matter, actor: str) -> tuple[str, ...]:
    """Return whom an urging reaches now: for whom the case waits and who was not urged today."""
    urged = (each for each in matter.case.notes if each.kind == "urge" and local_day(each.at, matter.charter.zone) == matter.day)
    told = {member for each in urged for member in each.to}
    waited = (each for each in awaited(matter) if each not in told and each != actor)
    return tuple(each for each in waited if serving(matter.facts, each, matter.day))


def noted(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case with a note."""
    del decision
    return _said(matter, Note("note", deed.actor, deed.at, deed.reason or "", deed.to))


def copied(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case with a copy."""
    del decision
    return _said(matter, Note("copy", deed.actor, deed.at, deed.reason or "", deed.to))


def urged(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case with an urging."""
    del decision
    return _said(matter, Note("urge", deed.actor, deed.at, deed.reason or "", urged_now(matter, deed.actor)))


def _said(matter: Matter, note: Note) -> Case:
    return replace(matter.case, notes=(*matter.case.notes, note))
