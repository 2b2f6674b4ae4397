"""What stands in the way of a change of members or offices: that nobody has the power, no seat is free, offices are held apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.case import Reason, Tenure
from engine.charter import (
    Act,
    Admit,
    Depart,
    Dismiss,
    EndTenure,
    GiveTenure,
    Move,
    MoveMember,
    Party,
    PartyKind,
    Personnel,
    Resume,
    Role,
    Sign,
    Suspend,
    Take,
)
from engine.values import Cite
from engine.workflows.approvals import weigh
from engine.workflows.grounds import Code, because
from engine.workflows.matter import Matter
from engine.workflows.personnel import counted_of, day_of, held_by, leaving_of, named, office_of, personnel, tenure_of, unit_for
from engine.workflows.tenures import holders, in_the_way, people_in, serving, stay_on, term_end


def obstacles(matter: Matter, move: Move) -> Iterator[Reason]:
    """Yield what stands in the way of a move that changes members or offices, or that lays such a case before those who decide."""
    own = personnel(move)
    deciding = move.target in matter.kind.deciding
    for effect in own:
        yield from _HINDERING[type(effect)](matter, effect)
    for effect in own or (each for other in matter.kind.lifecycle.moves if deciding for each in personnel(other)):
        yield from _unfounded(matter, effect, deciding=deciding)
        if isinstance(effect, GiveTenure) and not own:
            yield from _never_fits(matter, effect)


# ---- on what it is founded -----------------------------------------------------------------------------------------


def _unfounded(matter: Matter, effect: Personnel, *, deciding: bool) -> Iterator[Reason]:
    """Yield why the charter gives nobody the power to do this; `deciding` where it is now laid before those who decide."""
    process = matter.kind.process
    if isinstance(effect, Depart):
        person = matter.case.drafter
        if person is not None and leaving_of(matter, person) is None:
            yield because(Code.SILENT_LEAVING, process.cite, member=person, process=process.id)
        return
    clause = counted_of(matter) if isinstance(effect, Dismiss) else None
    if clause is not None:  # the clause itself ends the membership; only on an objection somebody decides
        if deciding and not _decided(matter):
            yield because(Code.SILENT_OBJECTION, clause.cite, member=next(iter(people_in(matter.case, effect.field)), None))
        return
    role = office_of(matter, effect) if isinstance(effect, GiveTenure | EndTenure) else None
    if isinstance(effect, GiveTenure) and role is not None:
        reason = _filled_otherwise(matter, effect, role)
        if reason is not None:
            yield reason
            return
    if not _decided(matter):
        person = next(iter(people_in(matter.case, effect.field)), None)
        cite = _left_open(matter, "removal", role) if isinstance(effect, EndTenure) and role else process.cite
        yield because(_SILENT[type(effect)], cite, process=process.id, member=person, role=role.id if role else None)


def _decided(matter: Matter) -> bool:
    """Whether somebody must agree: what is only filed is decided by nobody."""
    return any(not (isinstance(each.requirement.step, Sign) and each.requirement.step.act is Act.FILE) for each in weigh(matter))


def _filled_otherwise(matter: Matter, effect: GiveTenure, role: Role) -> Reason | None:
    selection = role.selection
    if role.successor is not None and _was_removed(matter, role):
        return None
    if selection is None:  # a move of the charter's own that gives this very office says how it is filled
        return because(Code.SILENT_SELECTION, _left_open(matter, "selection", role), role=role.id) if effect.role is None else None
    if selection.how == "appointed":
        return None
    code = Code.ELECTED_OFFICE if selection.how == "elected" else Code.EX_OFFICIO_OFFICE
    return because(code, selection.cite, assumed=selection.assumed, role=role.id, parties=selection.by)


def _was_removed(matter: Matter, role: Role) -> bool:
    """Tell whether the last holder of the office, in the unit that the case names, left it before his term was over."""
    unit = unit_for(matter, role) if role.each is not None else None
    held = [each for each in matter.facts.tenures if each.role == role.id and each.unit == unit and each.start < day_of(matter)]
    last = max(held, key=lambda each: each.start, default=None)
    if last is None or last.end is None or last.end > day_of(matter):
        return False
    full = term_end(matter.charter, role.id, last.start)
    return full is None or last.end < full


def _left_open(matter: Matter, what: str, role: Role) -> Cite | None:
    """Return the article that leaves something about an office open, else the one that provides for the office."""
    return next((each.cite for each in matter.charter.silences if each.what == what and each.ref == role.id), role.cite)


_SILENT: dict[type[Personnel], Code] = {
    GiveTenure: Code.SILENT_SELECTION,
    EndTenure: Code.SILENT_REMOVAL,
    Admit: Code.SILENT_ADMISSION,
    Dismiss: Code.SILENT_EXPULSION,
    MoveMember: Code.SILENT_MOVING,
    Suspend: Code.SILENT_SUSPENSION,
    Resume: Code.SILENT_SUSPENSION,
}

# ---- what stands in the way ----------------------------------------------------------------------------------------


def _past(matter: Matter) -> Iterator[Reason]:
    if day_of(matter) < matter.day:
        yield because(Code.DAY_PAST, matter.kind.process.cite, date=day_of(matter))


def _strangers(matter: Matter, field: str) -> Iterator[Reason]:
    """Yield who of the people named is no member on the day; a suspended one is."""
    for person in people_in(matter.case, field):
        member, day = matter.facts.members.get(person), day_of(matter)
        if member is None or stay_on(member, day) is None:
            yield because(Code.NO_MEMBER, None, member=person, date=day)


def _cannot_admit(matter: Matter, effect: Personnel) -> Iterator[Reason]:
    assert isinstance(effect, Admit)
    yield from _past(matter)
    for person in named(matter, effect.field):
        known = matter.facts.members.get(person)
        if known is not None and (known.until is None or day_of(matter) < known.until):
            yield because(Code.MEMBER_ALREADY, matter.kind.process.cite, member=person)


def _cannot_change(matter: Matter, effect: Personnel) -> Iterator[Reason]:
    assert isinstance(effect, Dismiss | MoveMember | Suspend | Resume)
    yield from _past(matter)
    yield from _strangers(matter, effect.field)
    if isinstance(effect, Resume):
        for person in people_in(matter.case, effect.field):
            member = matter.facts.members.get(person)
            stay = stay_on(member, day_of(matter)) if member else None
            if stay is not None and not stay.suspended:
                yield because(Code.NOT_SUSPENDED, matter.kind.process.cite, member=person, date=day_of(matter))


def _cannot_depart(matter: Matter, effect: Personnel) -> Iterator[Reason]:
    del matter, effect
    yield from ()


def _cannot_give(matter: Matter, effect: Personnel) -> Iterator[Reason]:
    assert isinstance(effect, GiveTenure)
    role = office_of(matter, effect)
    if role is None:
        return
    yield from _past(matter)
    yield from _never_fits(matter, effect)
    if role.each is not None and unit_for(matter, role) is None:
        person = next(iter(people_in(matter.case, effect.field)), "")
        yield because(Code.OFFICE_NEEDS_UNIT, role.cite, role=role.id, member=person)
    for person in people_in(matter.case, effect.field):
        if not serving(matter.facts, person, day_of(matter)):
            yield because(Code.NO_MEMBER, None, member=person, date=day_of(matter))
        yield from _no_seat(matter, role, tenure_of(matter, role, person))


def _never_fits(matter: Matter, effect: GiveTenure) -> Iterator[Reason]:
    """Yield what no decision could mend: the office is not to be filled yet, or the person holds one that is held apart from it."""
    role = office_of(matter, effect)
    if role is None:
        return
    if role.dormant_until is not None:
        yield because(Code.DORMANT_OFFICE, role.cite, role=role.id, until=role.dormant_until)
    for person in people_in(matter.case, effect.field):
        yield from held_apart(matter, role.id, person)


def _no_seat(matter: Matter, role: Role, wanted: Tenure) -> Iterator[Reason]:
    taken = in_the_way(matter.facts.tenures, role, wanted)
    if taken is not None:
        yield because(Code.SEAT_TAKEN, role.cite, role=role.id, member=taken.member, seats=role.seats)


def held_apart(matter: Matter, role: str, person: str) -> Iterator[Reason]:
    """Yield the offices that a person holds on the day, or from it on, and that nobody may hold beside another."""
    for clause in matter.charter.incompatible:
        if role not in clause.offices:
            continue
        for other in clause.offices:
            if other != role and _holds(matter, other, person):
                yield because(Code.HELD_APART, clause.cite, assumed=clause.assumed, member=person, role=role, other_role=other)


def _holds(matter: Matter, role: str, person: str) -> bool:
    on = day_of(matter)
    later = any(each.member == person and each.role == role and (each.end is None or on < each.end) for each in matter.facts.tenures)
    return later or any(
        each.member == person for each in holders(matter.charter, matter.facts, Party(PartyKind.ROLE, role, Take.ANY), None, on)
    )


def _cannot_end(matter: Matter, effect: Personnel) -> Iterator[Reason]:
    assert isinstance(effect, EndTenure)
    role = office_of(matter, effect)
    if role is None:
        return
    yield from _past(matter)
    for person in people_in(matter.case, effect.field):
        held = held_by(matter, role, person)
        if held is None:
            yield because(Code.NOT_HELD_BY, role.cite, member=person, role=role.id, date=day_of(matter))
        elif day_of(matter) <= held.start:
            yield because(Code.ENDS_TOO_EARLY, role.cite, member=person, role=role.id, date=held.start)


_HINDERING: dict[type[Personnel], Callable[[Matter, Personnel], Iterator[Reason]]] = {
    Admit: _cannot_admit,
    Dismiss: _cannot_change,
    Depart: _cannot_depart,
    MoveMember: _cannot_change,
    Suspend: _cannot_change,
    Resume: _cannot_change,
    GiveTenure: _cannot_give,
    EndTenure: _cannot_end,
}
