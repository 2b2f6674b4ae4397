"""Answers that are given anew: one's own, taken back (拿回) while nothing was decided on it, and another's, asked for again by a return."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from engine.case import Case, Decision, Deed, Reason, Signature
from engine.charter import Requirement, Sign, Step, Then
from engine.workflows.arranging import step_of, votes
from engine.workflows.changes import step_at
from engine.workflows.facilities import off, strangers
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.kinds import steps_below
from engine.workflows.matter import Matter
from engine.workflows.signing import closed_to_answers, decide_signature


def decide_take_back(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may take his own answer back: the case waits where it waited, and nobody has built on it."""
    process = matter.kind.process
    reasons = [*off(matter, "take back"), *closed_to_answers(matter)]
    mine = [each for each in _standing(matter) if deed.actor in (each.member, each.for_)]
    if not mine:
        reasons.append(because(Code.NOTHING_GIVEN, process.cite, member=deed.actor))
    if not reasons:
        reasons = [reason for each in mine for reason in _built_on(matter, each)]
    if reasons:
        return no(reasons)
    last = max(each.at for each in mine)  # one act may have answered several steps
    steps = tuple(each.step for each in mine if each.at == last)
    return yes(because(Code.MAY_TAKE_BACK, process.cite, member=deed.actor), steps=steps, office=mine[-1].office)


def taken_back(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case without the answers; they are kept, marked as undone."""
    return _undo(matter, deed, lambda each: each.step in decision.steps and deed.actor in (each.member, each.for_))


def decide_send_back(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may return a case to somebody who has agreed to it before, instead of to its drafter."""
    decision = decide_signature(matter, deed)
    reasons = [] if decision.allowed else list(decision.reasons)
    reasons += strangers(matter, deed)
    cite = matter.kind.process.cite
    for to in deed.to:
        if not any(_is_yes_of(matter, each, to) for each in _standing(matter)):
            able = tuple(dict.fromkeys(each.member for each in _standing(matter) if _is_yes_of(matter, each, each.member)))
            reasons.append(because(Code.NOT_AGREED_BEFORE, cite, other=to, members=able))
    if deed.actor in deed.to:
        reasons.append(because(Code.TO_HIMSELF, cite, member=deed.actor))
    if reasons:
        return no(reasons)
    return replace(decision, reasons=(because(Code.MAY_SEND_BACK, cite, member=deed.actor, members=deed.to), *decision.reasons))


def sent_back(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case with what was agreed to asked for again: by whom it goes back to, and after `again` by all who came later.

    What others have agreed to stands, so that once he agrees again the case is back with whoever returned it. The return
    itself is kept, and is settled by what it brings about.
    """
    asked = {each.step for each in _standing(matter) if any(_is_yes_of(matter, each, to) for to in deed.to)}

    def again(each: Signature) -> bool:
        if any(_is_yes_of(matter, each, to) for to in deed.to):
            return True
        return deed.again and each.answer == "yes" and any(_after(matter, step, each.step) for step in asked)

    steps = zip(decision.steps, decision.signing, strict=True)
    returns = tuple(
        Signature(path, deed.actor, office, "return", deed.at, matter.content, deed.reason, for_, deed.entered, undone=deed.at)
        for path, (office, for_) in steps
    )
    case = _undo(matter, deed, again)
    return replace(case, signatures=(*case.signatures, *returns))


def _standing(matter: Matter) -> list[Signature]:
    return [each for each in matter.case.signatures if each.undone is None and each.content == matter.content]


def _is_yes_of(matter: Matter, each: Signature, member: str) -> bool:
    return each.answer == "yes" and member in (each.member, each.for_) and not votes(step_at(matter, each.step))


def _built_on(matter: Matter, mine: Signature) -> Iterator[Reason]:
    """Yield why an answer can be taken back no more: the case has moved on, or somebody has answered after it in its turn."""
    cite, case = matter.kind.process.cite, matter.case
    if case.state not in matter.kind.deciding and mine.at < case.since:
        yield because(Code.MOVED_ON, cite, member=mine.member, process=case.process, state=case.state)
    standing = _standing(matter)
    since = standing[standing.index(mine) + 1 :]
    later = tuple(dict.fromkeys(each.member for each in since if _after(matter, mine.step, each.step)))
    if later:
        yield because(Code.BUILT_ON, cite, member=mine.member, members=later)


def _after(matter: Matter, step: str, other: str) -> bool:
    """Tell whether another step has its turn only after a step: behind it in one requirement, or arranged about the same step."""
    if step_of(step) == step_of(other):
        return step != other and "+" in other
    found = next((each for each in matter.kind.requirements if _within(each, step)), None)
    if found is None or not _within(found, other):
        return False
    at: Step = found.step
    for one, two in zip(_positions(found, step), _positions(found, other), strict=False):
        if one != two:
            return isinstance(at, Then) and one < two
        if isinstance(at, Sign):
            return False
        at = steps_below(at)[one]
    return False


def _within(requirement: Requirement, path: str) -> bool:
    path = step_of(path)
    return path == requirement.id or path.startswith(f"{requirement.id}/")


def _positions(requirement: Requirement, path: str) -> tuple[int, ...]:
    return tuple(int(each) for each in step_of(path).removeprefix(requirement.id).split("/")[1:])


def _undo(matter: Matter, deed: Deed, which: Callable[[Signature], bool]) -> Case:
    standing = _standing(matter)
    return replace(
        matter.case,
        signatures=tuple(replace(each, undone=deed.at) if each in standing and which(each) else each for each in matter.case.signatures),
    )
