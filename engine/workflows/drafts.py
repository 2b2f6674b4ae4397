"""Whether somebody may open a case, change it, add a file to it, or take it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from engine.case import Decision, Deed, Facts, Reason
from engine.charter import Charter, Move
from engine.values import Value
from engine.workflows.content import altered
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.kinds import WITHDRAWN, Kind, carried_before, kind_of
from engine.workflows.matter import Matter
from engine.workflows.periods import local_day
from engine.workflows.tenures import Holder, holders


def decide_draft(charter: Charter, facts: Facts, deed: Deed) -> Decision:
    """Decide whether a member may open a case of a kind with these fields."""
    assert deed.process is not None
    kind = kind_of(charter, deed.process)
    process, day = kind.process, local_day(deed.at, charter.zone)
    offices = _offices(charter, facts, kind, deed.actor, day)
    reasons = [*_not_drafter(charter, facts, kind, deed, offices)]
    if process.abstract:
        reasons.append(because(Code.ABSTRACT, process.cite, assumed=process.assumed, process=process.id))
    reasons += [because(Code.OPENS_BY_ITSELF, each.cite, process=process.id) for each in charter.counted[:1] if each.opens == process.id]
    reasons += [*_unknown_fields(kind, deed.values), *_wrong_units(charter, kind, offices, deed.values, opening=True)]
    if reasons:
        return no(reasons)
    office = offices[0].office if offices else None
    return yes(
        because(Code.MAY_DRAFT, process.cite, assumed=process.assumed, member=deed.actor, role=office, process=process.id), office=office
    )


def filled(charter: Charter, facts: Facts, deed: Deed) -> Mapping[str, Value]:
    """Return the fields of a case to be opened, with the unit filled in where the drafter can mean only one."""
    assert deed.process is not None
    kind = kind_of(charter, deed.process)
    offices = _offices(charter, facts, kind, deed.actor, local_day(deed.at, charter.zone))
    field = _own_unit_field(charter, kind, offices)
    units = {each.unit for each in offices}
    if field is None or deed.values.get(field) or len(units) != 1:
        return deed.values
    return {**deed.values, field: units.pop()}


def decide_edit(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may set fields of a case."""
    charter, kind = matter.charter, matter.kind
    reasons = [*_not_editor(matter, deed, ()), *_no_edit_now(matter, ()), *_unknown_fields(kind, deed.values), *_emptied(matter, deed)]
    if any(field.id in deed.values for field in kind.process.fields if field.type == "unit"):
        offices = _offices(charter, matter.facts, kind, deed.actor, matter.day)
        reasons += _not_drafter(charter, matter.facts, kind, deed, offices) if matter.case.drafter else ()
        reasons += _wrong_units(charter, kind, offices, deed.values, opening=False)
    if reasons:
        return no(reasons)
    return yes(_editing(matter, deed, Code.MAY_EDIT), *_falling(matter, deed))


def decide_attach(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may add a file: whoever may edit, and where a move must carry one, whoever may make that move."""
    carrying = tuple(move for move in matter.kind.moves_from(matter.case.state) if _carries_file(matter.kind, move))
    reasons = [*_not_editor(matter, deed, carrying), *_no_edit_now(matter, carrying)]
    if deed.attachment is None:
        reasons.append(because(Code.NO_FILE, matter.kind.process.cite))
    files = {field.id for field in matter.kind.process.fields if field.type == "attachment"}
    reasons += [because(Code.NO_SUCH_FIELD, None, field=each, process=matter.case.process) for each in deed.values if each not in files]
    if reasons:
        return no(reasons)
    return yes(_editing(matter, deed, Code.MAY_ATTACH), *_falling(matter, deed))


def decide_withdraw(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may take a case back."""
    case, kind = matter.case, matter.kind
    cite = kind.process.cite
    reasons = []
    if not kind.lifecycle.withdrawable or WITHDRAWN not in kind.states:
        reasons.append(because(Code.NEVER_WITHDRAWN, cite, process=case.process))
    if case.drafter != deed.actor:
        able = (case.drafter,) if case.drafter else ()
        reasons.append(because(Code.NOT_WITHDRAWER, cite, member=deed.actor, members=able))
    if case.state not in kind.undecided:
        reasons.append(because(Code.NO_WITHDRAWAL_NOW, cite, process=case.process, state=case.state))
    return no(reasons) if reasons else yes(because(Code.MAY_WITHDRAW, cite, member=deed.actor, process=case.process))


def _offices(charter: Charter, facts: Facts, kind: Kind, actor: str, day: date) -> tuple[Holder, ...]:
    """Return the offices under which somebody may draft, those that bind to no unit first."""
    found = [each for party in kind.process.drafters for each in holders(charter, facts, party, None, day) if each.member == actor]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: _kind_of_units(charter, each) is not None))


def _not_drafter(charter: Charter, facts: Facts, kind: Kind, deed: Deed, offices: tuple[Holder, ...]) -> Iterator[Reason]:
    process, day = kind.process, local_day(deed.at, charter.zone)
    if not process.drafters or offices:
        return
    able = dict.fromkeys(each.member for party in process.drafters for each in holders(charter, facts, party, None, day))
    yield because(
        Code.NOT_DRAFTER,
        process.cite,
        assumed=process.assumed,
        member=deed.actor,
        process=process.id,
        parties=process.drafters,
        members=tuple(able),
    )


def _kind_of_units(charter: Charter, holder: Holder) -> str | None:
    return charter.role(holder.office).each if holder.office is not None else None


def _own_unit_field(charter: Charter, kind: Kind, offices: tuple[Holder, ...]) -> str | None:
    """Return the field that must name the drafter's own unit; None where one of his offices binds him to none."""
    bound = {_kind_of_units(charter, each) for each in offices}
    if not bound or None in bound:
        return None
    return next((field.id for field in kind.process.fields if field.type == "unit" and field.unit_kind in (None, *bound)), None)


def _unknown_fields(kind: Kind, values: Mapping[str, Value]) -> Iterator[Reason]:
    return (
        because(Code.NO_SUCH_FIELD, kind.process.cite, field=each, process=kind.process.id) for each in values if each not in kind.fields
    )


def _wrong_units(
    charter: Charter, kind: Kind, offices: tuple[Holder, ...], values: Mapping[str, Value], *, opening: bool
) -> Iterator[Reason]:
    """Yield what is wrong with the units named: none of the kind asked for, not the drafter's own, or not said which."""
    process, units = kind.process, {unit.id: unit for unit in charter.units}
    for field in process.fields:
        named = values.get(field.id) if field.type == "unit" else None
        unit = units.get(str(named))
        if named is not None and (unit is None or field.unit_kind not in (None, unit.kind)):
            yield because(Code.NO_SUCH_UNIT, process.cite, field=field.id, process=process.id, unit=named)
    own = _own_unit_field(charter, kind, offices)
    if own is None:
        return
    mine = tuple(dict.fromkeys(each.unit for each in offices))
    if not values.get(own):
        if len(mine) > 1 if opening else own in values:
            yield because(Code.WHICH_UNIT, process.cite, field=own, process=process.id, units=mine)
    elif values[own] not in mine:
        yield because(Code.OTHER_UNIT, process.cite, assumed=process.assumed, field=own, process=process.id, unit=values[own], units=mine)


def _editors(matter: Matter, moves: tuple[Move, ...]) -> tuple[str, ...]:
    """Return who may change a case: its drafter; of one opened by the engine, whoever may act on it first; and who makes `moves`."""
    own = (matter.case.drafter,) if matter.case.drafter else ()
    first = () if own else matter.kind.moves_from(matter.kind.first)
    return tuple(dict.fromkeys((*own, *(each.member for move in (*first, *moves) for each in matter.holders(move.by)))))


def _not_editor(matter: Matter, deed: Deed, moves: tuple[Move, ...]) -> Iterator[Reason]:
    able = _editors(matter, moves)
    if deed.actor not in able:
        yield because(Code.NOT_EDITOR, matter.kind.process.cite, member=deed.actor, members=able)


def _no_edit_now(matter: Matter, moves: tuple[Move, ...]) -> Iterator[Reason]:
    """Yield why the state allows no change: the first does, deciding ones do for a drafter, others where a move carries a file."""
    state, kind = matter.case.state, matter.kind
    if state == kind.first or moves or (matter.case.drafter and state in kind.deciding):
        return
    yield because(Code.NO_EDIT_NOW, kind.process.cite, process=matter.case.process, state=state)


def _emptied(matter: Matter, deed: Deed) -> Iterator[Reason]:
    """Yield fields that would be emptied though the case could not have come where it stands without them."""
    emptied = [field for field, value in deed.values.items() if value is None or value == ""]
    needed = carried_before(matter.kind.lifecycle)[matter.case.state] if emptied else frozenset()
    for field in emptied:
        if field in needed:
            move = next(move for move in matter.kind.lifecycle.moves if field in move.carries)
            yield because(Code.NOT_CARRIED, move.cite or matter.kind.process.cite, field=field, move=move.id, process=matter.case.process)


def _carries_file(kind: Kind, move: Move) -> bool:
    return any(field in kind.fields and kind.fields[field].type == "attachment" for field in move.carries)


def _editing(matter: Matter, deed: Deed, code: Code) -> Reason:
    return because(code, matter.kind.process.cite, member=deed.actor, process=matter.case.process)


def _falling(matter: Matter, deed: Deed) -> Iterator[Reason]:
    """Yield a warning where signatures or judgements will fall with the content that they cover."""
    if altered(matter.charter, matter.case, deed.values, deed.attachment).revision == matter.case.revision:
        return
    given = [each.content for each in matter.case.signatures] + [each.content for each in matter.case.opinions]
    count = given.count(matter.content)
    if count:
        yield because(Code.SIGNATURES_FALL, matter.kind.process.cite, count=count)
