"""What a move does to members and offices: who is admitted, moved, suspended, appointed, dismissed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from engine.case import Member, Reason, Tenure
from engine.charter import (
    Admit,
    CountedEvent,
    Depart,
    Dismiss,
    EndTenure,
    GiveTenure,
    Leaving,
    Move,
    MoveMember,
    Personnel,
    Resume,
    Role,
    Suspend,
)
from engine.values import Cite
from engine.workflows import memberships
from engine.workflows.grounds import Code, because
from engine.workflows.matter import Matter
from engine.workflows.periods import local_day
from engine.workflows.tenures import in_force, people_in, term_begun

EFFECTIVE = "effective day"  # the field that says from which day a change holds; without one, from the day of the act
LAST = "last day"  # the field that says on which day a suspension or a tenure is over


@dataclass(slots=True)
class Changes:
    """What a move changes: offices given and ended, memberships as they are then, and what is told of it."""

    appointed: list[Tenure] = field(default_factory=list)
    ended: list[tuple[Tenure, date]] = field(default_factory=list)
    members: dict[str, Member] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)


def changes(matter: Matter, move: Move) -> Changes:
    """Return what the effects of a move that is allowed change."""
    found = Changes()
    for effect in personnel(move):
        _DOING[type(effect)](matter, effect, found)
    return found


def personnel(move: Move) -> tuple[Personnel, ...]:
    """Return those effects of a move that concern members and offices."""
    return tuple(each for each in move.effects if isinstance(each, Personnel))


def day_of(matter: Matter) -> date:
    """Return the day from which a change holds: the one that the case names, else the day of the act."""
    named = matter.case.fields.get(EFFECTIVE)
    return named if isinstance(named, date) else matter.day


def office_of(matter: Matter, effect: GiveTenure | EndTenure) -> Role | None:
    """Return the office that an effect gives or ends; None where the case names none yet."""
    named = effect.role if effect.role is not None else matter.case.fields.get(effect.office or "")
    return next((role for role in matter.charter.roles if role.id == named), None)


def counted_of(matter: Matter) -> CountedEvent | None:
    """Return the clause by which a case began because something was counted."""
    clause = matter.case.fields.get("provision")
    return next((each for each in matter.charter.counted if each.opens == matter.case.process and each.id == clause), None)


def leaving_of(matter: Matter, person: str) -> Leaving | None:
    """Return the clause that lets a member leave."""
    for clause in matter.charter.leavings:
        if any(each.member == person for each in matter.holders(clause.whom)):
            return clause
    return None


def _now(matter: Matter, found: Changes, person: str) -> Member | None:
    return found.members.get(person) or matter.facts.members.get(person)


def _tell(found: Changes, matter: Matter, code: Code, **facts: object) -> None:
    found.reasons.append(Reason(code, matter.case.opened_under or matter.kind.process.cite, facts=facts))


def _admit(matter: Matter, effect: Personnel, found: Changes) -> None:
    assert isinstance(effect, Admit)
    types = {each.type: each.id for each in reversed(matter.kind.process.fields)}
    category, unit = (matter.case.fields.get(types.get(wanted, "")) for wanted in ("category", "unit"))
    for person in named(matter, effect.field):
        called = person.rstrip("0123456789").strip() or person
        on = day_of(matter)
        found.members[person] = memberships.begun(
            person,
            called,
            str(category) if category else None,
            str(unit) if unit else None,
            on,
            matter.case.number,
            _now(matter, found, person),
        )
        _tell(found, matter, Code.MEMBER_FROM, member=person, date=on)


def _move(matter: Matter, effect: Personnel, found: Changes) -> None:
    assert isinstance(effect, MoveMember)
    wanted = str(matter.case.fields.get(effect.to))
    kind = matter.kind.fields[effect.to].type
    for person in people_in(matter.case, effect.field):
        member = _now(matter, found, person)
        assert member is not None
        given = {"category": wanted} if kind == "category" else {"unit": wanted}
        found.members[person] = memberships.changed(member, day_of(matter), matter.case.number, **given)  # type: ignore[arg-type]  # text both
        code = Code.CATEGORY_FROM if kind == "category" else Code.UNIT_FROM
        _tell(found, matter, code, member=person, date=day_of(matter), **given)


def _suspend(matter: Matter, effect: Personnel, found: Changes) -> None:
    assert isinstance(effect, Suspend)
    last = matter.case.fields.get(LAST)
    until = date.fromordinal(last.toordinal() + 1) if isinstance(last, date) else None
    for person in people_in(matter.case, effect.field):
        member = _now(matter, found, person)
        assert member is not None
        found.members[person] = memberships.suspended(member, day_of(matter), until, matter.case.number)
        _tell(found, matter, Code.SUSPENDED_FROM, member=person, date=day_of(matter))


def _resume(matter: Matter, effect: Personnel, found: Changes) -> None:
    assert isinstance(effect, Resume)
    for person in people_in(matter.case, effect.field):
        member = _now(matter, found, person)
        assert member is not None
        found.members[person] = memberships.changed(member, day_of(matter), matter.case.number, suspended=False)
        _tell(found, matter, Code.RESUMED_FROM, member=person, date=day_of(matter))


def _dismiss(matter: Matter, effect: Personnel, found: Changes) -> None:
    assert isinstance(effect, Dismiss)
    for person in people_in(matter.case, effect.field):
        _end(matter, person, day_of(matter), found)


def _depart(matter: Matter, effect: Personnel, found: Changes) -> None:
    del effect
    person = matter.case.drafter
    assert person is not None
    clause = leaving_of(matter, person)
    assert clause is not None
    on = matter.day
    if clause.notice is not None:
        from engine.workflows.worktime import deadline  # late: calendars take time to load

        on = local_day(deadline(matter.at, clause.notice, matter.charter.zone).at, matter.charter.zone)
    _end(matter, person, on, found, clause.cite)


def _end(matter: Matter, person: str, on: date, found: Changes, cite: Cite | None = None) -> None:
    """End a membership, and with it every office."""
    member = _now(matter, found, person)
    assert member is not None
    found.members[person] = memberships.ended(member, on, matter.case.number)
    open_ = [each for each in matter.facts.tenures if each.member == person and (each.end is None or on < each.end)]
    found.ended += [(each, max(on, each.start)) for each in open_]
    found.reasons.append(because(Code.MEMBER_UNTIL, cite or matter.case.opened_under or matter.kind.process.cite, member=person, date=on))


def _give(matter: Matter, effect: Personnel, found: Changes) -> None:
    assert isinstance(effect, GiveTenure)
    role = office_of(matter, effect)
    assert role is not None
    for person in people_in(matter.case, effect.field):
        tenure = tenure_of(matter, role, person)
        found.appointed.append(tenure)
        cite = role.selection.cite if role.selection else matter.kind.process.cite
        found.reasons.append(because(Code.OFFICE_FROM, cite, member=person, role=role.id, date=tenure.start))


def _end_office(matter: Matter, effect: Personnel, found: Changes) -> None:
    assert isinstance(effect, EndTenure)
    role = office_of(matter, effect)
    assert role is not None
    for person in people_in(matter.case, effect.field):
        held = held_by(matter, role, person)
        assert held is not None
        found.ended.append((held, day_of(matter)))
        _tell(found, matter, Code.OFFICE_UNTIL, member=person, role=role.id, date=day_of(matter))
        silence = next((each for each in matter.charter.silences if each.what == "successor" and each.ref == role.id), None)
        if silence is not None:
            found.reasons.append(because(Code.NOBODY_FOLLOWS, silence.cite, role=role.id))


_DOING: dict[type[Personnel], Callable[[Matter, Personnel, Changes], None]] = {
    Admit: _admit,
    Dismiss: _dismiss,
    Depart: _depart,
    MoveMember: _move,
    Suspend: _suspend,
    Resume: _resume,
    GiveTenure: _give,
    EndTenure: _end_office,
}


def named(matter: Matter, field: str) -> tuple[str, ...]:
    """Return whom a field names, as a member's id: a person, or in words somebody who is no member yet."""
    return tuple(" ".join(each.split()) for each in people_in(matter.case, field))


def held_by(matter: Matter, role: Role, person: str) -> Tenure | None:
    """Return the tenure of an office, of the unit that the case names, by which a person holds it on the day of the change."""
    unit = unit_for(matter, role)
    found = (each for each in matter.facts.tenures if each.member == person and each.role == role.id and unit in (None, each.unit))
    return next((each for each in found if in_force(each, day_of(matter))), None)


def tenure_of(matter: Matter, role: Role, person: str) -> Tenure:
    """Make the tenure that a case gives: until the term of the charter is over, and no longer than the case says."""
    tenure = term_begun(matter.charter, person, role.id, unit_for(matter, role), day_of(matter), matter.case.number)
    last = matter.case.fields.get(LAST)
    if not isinstance(last, date):
        return tenure
    after = date.fromordinal(last.toordinal() + 1)
    return replace(tenure, end=min(after, tenure.end or after))


def unit_for(matter: Matter, role: Role) -> str | None:
    """Return the unit of the office's kind that the case names."""
    kinds = {unit.id: unit.kind for unit in matter.charter.units}
    for each in matter.kind.process.fields:
        named = matter.case.fields.get(each.id) if each.type == "unit" else None
        if named is not None and kinds.get(str(named)) == role.each:
            return str(named)
    return None
