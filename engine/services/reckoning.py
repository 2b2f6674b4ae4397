"""Sums reckoned anew when a gift is reversed: what it opened is void, or stands on a smaller sum; never silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.case import Case, Gift, Note, Notice
from engine.charter import Party, Sign, Trigger
from engine.services.follow import is_closed, open_reached
from engine.services.scene import Scene
from engine.services.telling import ENGINE, tell
from engine.values import Money
from engine.workflows.grounds import Code, because

if TYPE_CHECKING:
    from engine.store.reading import Reading
    from engine.store.writing import Writing

RECKON, MARK = "reckon", "mark"


def counted_for(reading: Reading, number: str) -> tuple[str, ...]:
    """Return the cases whose amounts brought a case to its opening, as its first entry tells."""
    from engine.services.cases import told_by

    first = next(iter(reading.entries(number)), None)
    found = told_by(first).get("counted", ()) if first is not None else ()
    return tuple(map(str, found))


def reckon(writing: Writing, scene: Scene, reversed_case: Case) -> tuple[Case, ...]:
    """Hold everything that a reversed gift was counted for to its line again; return what is void by it, and what that opens anew."""
    opened: list[Case] = []
    for trigger in scene.charter.triggers:
        if not scene.charter.is_kind(reversed_case.process, trigger.source):
            continue
        for case in writing.cases(trigger.opens):
            counted = counted_for(writing, case.number)
            if reversed_case.number in counted:
                opened += _hold(writing, scene, trigger, writing.case(case.number), counted)
    return tuple(opened)


def _hold(writing: Writing, scene: Scene, trigger: Trigger, case: Case, counted: tuple[str, ...]) -> tuple[Case, ...]:
    from engine.workflows.machines import VOID, VOIDED, advance
    from engine.workflows.triggers import reaches

    charter = scene.charter
    left = tuple(each for each in writing.gifts() if each.case in counted)
    total = sum((each.amount for each in left), Money(0, charter.currency))
    state = charter.lifecycle_of(case.process).state(case.state)
    if state.id == VOIDED or (state.kind == "final" and state.id in ("refused", "withdrawn")):
        return ()
    if left and reaches(charter, trigger, total, left[-1].on):
        _tell_sum(writing, scene, trigger, case, total)
        return ()
    can_void = state.kind != "final" and any(each.id == VOIDED for each in charter.lifecycle_of(case.process).states)
    if not can_void:
        _mark(writing, scene, trigger, case, total)
        return ()
    reason = because(Code.VOIDED, trigger.cite, assumed=trigger.assumed, process=case.process, sum=total)
    void = replace(case, state=advance(charter.lifecycle_of(case.process), case.state, VOID), since=scene.now)
    void = _summed(scene, void, total)
    writing.save_case(void, closed=is_closed(charter, void))
    writing.free_gifts(counted, case.number)
    for notice in _notices(scene, trigger, case, total, "void"):
        writing.add_notice(notice)
    tell(writing, scene, ENGINE, "void", void, {"process": case.process, "reasons": (reason,), "path": ((VOID, void.state),)})
    return (void, *_anew(writing, scene, void, left))


def _anew(writing: Writing, scene: Scene, case: Case, left: tuple[Gift, ...]) -> tuple[Case, ...]:
    """Open what the amounts that are free again, with others that were never used, reach by themselves."""
    people = dict.fromkeys(each.by for each in left)
    for gift in (each for person in people for each in writing.gifts(person) if not each.used):
        opened = open_reached(writing, scene, case, gift, gift.on)
        if opened:
            return opened
    return ()


def _tell_sum(writing: Writing, scene: Scene, trigger: Trigger, case: Case, total: Money) -> None:
    changed = _summed(scene, case, total)
    if changed is case:
        return
    reason = because(Code.SUM_CHANGED, trigger.cite, assumed=trigger.assumed, process=case.process, sum=total)
    writing.save_case(changed, closed=is_closed(scene.charter, changed))
    tell(writing, scene, ENGINE, RECKON, changed, {"process": case.process, "reasons": (reason,)})


def _mark(writing: Writing, scene: Scene, trigger: Trigger, case: Case, total: Money) -> None:
    """Note on a case that cannot be undone that it no longer stands on its sum, and tell those who granted it."""
    parties = _deciders(scene, trigger)
    people = tuple(each.to for each in _notices(scene, trigger, case, total, ""))
    reason = because(
        Code.PAID_ALREADY, trigger.cite, assumed=trigger.assumed, process=case.process, sum=total, parties=parties, members=people
    )
    note = Note("note", ENGINE, scene.now, _words(total), people)
    marked = replace(case, version=case.version + 1, notes=(*case.notes, note))
    writing.save_case(marked, closed=is_closed(scene.charter, marked))
    for notice in _notices(scene, trigger, case, total, "mark"):
        writing.add_notice(notice)
    tell(writing, scene, ENGINE, MARK, marked, {"process": case.process, "reasons": (reason,)})


def _summed(scene: Scene, case: Case, total: Money) -> Case:
    """Return the case with the sum that is left, one version on; itself where its kind tells no sum and nothing else has changed."""
    known = any(field.id == "raised" for field in scene.charter.process(case.process).fields)
    fields = {**case.fields, "raised": total} if known else case.fields
    if fields == case.fields and case.state != "void":
        return case
    return replace(case, version=case.version + 1, fields=fields)


def _deciders(scene: Scene, trigger: Trigger) -> tuple[Party, ...]:
    """Return who decides on what a trigger opens."""
    steps = [each.step for each in scene.charter.requirements if trigger.opens in each.kinds and each.cite == trigger.cite]
    return next((step.by for step in steps if isinstance(step, Sign)), ())


def _notices(scene: Scene, trigger: Trigger, case: Case, total: Money, what: str) -> Iterator[Notice]:
    from engine.workflows.tenures import holders

    found = (holders(scene.charter, scene.facts, party, case, scene.today) for party in _deciders(scene, trigger))
    for member in dict.fromkeys(each.member for some in found for each in some):
        yield Notice(f"{what} {case.number} {case.version} {member}", member, case.number, "told", scene.now, _words(total))


def _words(total: Money) -> str:
    """Say in both tongues what everybody who reads it must know: the text is kept, and its reader's tongue is not known."""
    return f"余下的善款合计{total}元，不足启动额 / the gifts that are left, {total} yuan, do not reach the line"
