"""What becomes part of something else: a case, once granted, is taken up into a case of another kind by whoever drafts that one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.case import Case, Decision, Deed, Reason
from engine.charter import Joining, Move
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.kinds import kind_of
from engine.workflows.matter import Matter

TAKE_UP = "take-up"


def settled(matter: Matter) -> bool:
    """Return whether a case is granted, and has not gone further: then it can be taken up."""
    return any(state.granted == matter.case.state for state in matter.kind.lifecycle.states)


def decide_take_up(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may take a settled case up into one of his own drafting."""
    clause, case = matter.kind.joining, matter.case
    if clause is None:
        process = matter.kind.process
        return no([because(Code.NO_SUCH_ACT, process.cite, process=process.id, verb=deed.verb)])
    drafters = kind_of(matter.charter, clause.into).process.drafters
    reasons: list[Reason] = []
    holder = matter.holder(drafters, deed.actor)
    if drafters and holder is None:
        able = tuple(dict.fromkeys(each.member for each in matter.holders(drafters)))
        reasons.append(_on(Code.NOT_TAKER, matter, clause, member=deed.actor, parties=drafters, members=able))
    if case.part_of is not None:
        reasons.append(_on(Code.PART_ALREADY, matter, clause, case=case.part_of))
    elif not settled(matter):
        reasons.append(_on(Code.NOT_SETTLED, matter, clause, state=case.state))
    reasons += _not_into(matter, clause, deed)
    if reasons:
        return no(reasons)
    office = holder.office if holder else None
    return yes(_on(Code.MAY_TAKE_UP, matter, clause, member=deed.actor, into=clause.into), office=office)


def _not_into(matter: Matter, clause: Joining, deed: Deed) -> Iterator[Reason]:
    """Yield why the case that is named cannot take another up: it is of another kind, or at its end."""
    named = deed.values.get("into")
    into = next((each for each in matter.facts.rivals if each.number == named), None)
    if into is None:
        return
    ours = matter.charter.is_kind(into.process, clause.into)
    if not ours or matter.charter.lifecycle_of(into.process).state(into.state).kind == "final":
        yield _on(Code.INTO_OTHER, matter, clause, case=into.number, into=clause.into)


def taken_up(case: Case, deed: Deed) -> Case:
    """Return the case as part of the one that a deed names."""
    return replace(case, part_of=str(deed.values["into"]))


def not_taken_up(matter: Matter, move: Move) -> Iterator[Reason]:
    """Yield why a settled case cannot go on by itself: it is carried out as part of another."""
    clause = matter.kind.joining
    if clause is None or matter.case.part_of is not None or not settled(matter):
        return
    if matter.kind.states[move.target].kind != "final":
        yield _on(Code.TAKE_UP_FIRST, matter, clause, move=move.id, into=clause.into)


def _on(code: Code, matter: Matter, clause: Joining, **facts: object) -> Reason:
    return because(code, clause.cite or matter.kind.process.cite, assumed=clause.assumed, process=matter.case.process, **facts)
