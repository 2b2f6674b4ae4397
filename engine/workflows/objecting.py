"""Objections to what is public, and their answers: a case does not leave that state before each is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from engine.case import Case, Decision, Deed, Note, Notice, Reason
from engine.charter import Move, Objecting
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.matter import Matter
from engine.workflows.participating import MOST_NAMED

OBJECT, ANSWER = "object", "answer"


def unanswered(case: Case) -> tuple[int, ...]:
    """Return the places, among a case's notes, of the objections that nobody has answered."""
    answered = {each.about for each in case.notes if each.kind == "reply"}
    return tuple(place for place, each in enumerate(case.notes) if each.kind == "objection" and place not in answered)


def decide_object(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may object now."""
    clause = matter.kind.objecting
    if clause is None:
        return _never(matter, deed)
    reasons: list[Reason] = []
    if matter.holder(clause.by, deed.actor) is None:
        able = dict.fromkeys(each.member for each in matter.holders(clause.by))
        reasons.append(_on(Code.NOT_OBJECTOR, matter, clause, member=deed.actor, parties=clause.by, members=tuple(able)[:MOST_NAMED]))
    if matter.case.state not in clause.states:
        reasons.append(_on(Code.NO_OBJECTION_NOW, matter, clause, state=matter.case.state, states=clause.states))
    reasons += _wordless(matter, clause, deed)
    return no(reasons) if reasons else yes(_on(Code.MAY_OBJECT, matter, clause, member=deed.actor))


def decide_answer(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may answer an objection: the oldest that is open, or the one named."""
    clause = matter.kind.objecting
    if clause is None:
        return _never(matter, deed)
    reasons: list[Reason] = []
    holder = matter.holder(clause.answered_by, deed.actor)
    if holder is None:
        able = dict.fromkeys(each.member for each in matter.holders(clause.answered_by))
        reasons.append(_on(Code.NOT_ANSWERER, matter, clause, member=deed.actor, parties=clause.answered_by, members=tuple(able)))
    if _meant(matter.case, deed) is None:
        reasons.append(_on(Code.NO_SUCH_OBJECTION, matter, clause))
    reasons += _wordless(matter, clause, deed)
    if reasons:
        return no(reasons)
    assert holder is not None
    return yes(_on(Code.MAY_ANSWER, matter, clause, member=deed.actor), office=holder.office)


def spoken(matter: Matter, deed: Deed) -> tuple[Case, tuple[Notice, ...]]:
    """Return the case with an objection or its answer, and whom it is told to."""
    case, clause = matter.case, matter.kind.objecting
    assert clause is not None
    assert deed.reason is not None
    place = len(case.notes)
    if deed.verb == OBJECT:
        note = Note("objection", deed.actor, deed.at, deed.reason)
        people = tuple(dict.fromkeys(each.member for each in matter.holders(clause.answered_by)))
        told = tuple(
            Notice(f"objection {case.number} {place} {each}", each, case.number, "objection", deed.at, deed.reason) for each in people
        )
    else:
        about = _meant(case, deed)
        assert about is not None
        by = case.notes[about].by
        note = Note("reply", deed.actor, deed.at, deed.reason, (by,), about)
        told = (Notice(f"reply {case.number} {place} {by}", by, case.number, "told", deed.at, deed.reason),)
    return replace(case, notes=(*case.notes, note)), told


def stays_open(matter: Matter, move: Move) -> Iterator[Reason]:
    """Yield why a move cannot be made yet: objections that nobody has answered."""
    clause = matter.kind.objecting
    if clause is None or not set(clause.states) & set(move.sources) or move.target in clause.states:
        return
    count = len(unanswered(matter.case))
    if count:
        people = tuple(dict.fromkeys(each.member for each in matter.holders(clause.answered_by)))
        yield _on(Code.OBJECTIONS_OPEN, matter, clause, move=move.id, count=count, parties=clause.answered_by, members=people)


def settled_since(case: Case) -> datetime | None:
    """Return when the last objection was answered; None where none was, or one is open."""
    replies = [each.at for each in case.notes if each.kind == "reply"]
    return max(replies) if replies and not unanswered(case) else None


def _meant(case: Case, deed: Deed) -> int | None:
    """Return the place of the objection that an answer means; objections are counted from one, as people see them."""
    open_ones = unanswered(case)
    named = deed.values.get("objection")
    if named is None:
        return open_ones[0] if open_ones else None
    objections = [place for place, each in enumerate(case.notes) if each.kind == "objection"]
    place = objections[named - 1] if isinstance(named, int) and 0 < named <= len(objections) else None
    return place if place in open_ones else None


def _wordless(matter: Matter, clause: Objecting, deed: Deed) -> Iterator[Reason]:
    if not (deed.reason and deed.reason.strip()):
        yield _on(Code.REASON_NEEDED, matter, clause, verb=deed.verb)


def _never(matter: Matter, deed: Deed) -> Decision:
    process = matter.kind.process
    return no([because(Code.NO_SUCH_ACT, process.cite, process=process.id, verb=deed.verb)])


def _on(code: Code, matter: Matter, clause: Objecting, **facts: object) -> Reason:
    return because(code, clause.cite or matter.kind.process.cite, assumed=clause.assumed, process=matter.case.process, **facts)
