"""Who holds what on a day: only a membership and a tenure in force authorise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from engine.case import Case, Facts, Member, Stay, Tenure
from engine.charter import Charter, Party, PartyKind, Role, Take
from engine.records import record
from engine.values import DurationUnit
from engine.workflows.kinds import kind_of
from engine.workflows.periods import period_of, shift


@record
class Holder:
    """A member who may act, by the office (and unit) that lets him; no office where membership or the case itself does."""

    member: str
    office: str | None = None
    unit: str | None = None
    for_: str | None = None  # in whose stead, where he is an agent


def holders(charter: Charter, facts: Facts, party: Party, case: Case | None, on: date) -> tuple[Holder, ...]:
    """Return everybody who is of a party on a local day, ordered by member.

    An office of each unit, taken as its holder, is in a case that names such a unit that unit's holder. A body's are
    those whom it acts through; a committee's are its members, who act by resolution only.
    """
    found = tuple(_FINDERS[party.kind](_Search(charter, facts, case, on), party))
    if len(found) <= 1:
        return found
    return tuple(sorted(set(found), key=lambda each: (each.member, each.office or "", each.unit or "")))


def serving(facts: Facts, member: str, on: date) -> bool:
    """Return whether somebody is a member on a local day, and not suspended."""
    found = facts.members.get(member)
    if found is None or found.since > on or (found.until is not None and found.until <= on):
        return False
    if not found.stays:
        return True
    stay = stay_on(found, on)
    return stay is not None and not stay.suspended


def stay_on(member: Member, on: date) -> Stay | None:
    """Return the stretch of a membership that a local day lies in; None where he is no member on it."""
    if member.stays:
        return next((each for each in member.stays if each.start <= on and (each.end is None or on < each.end)), None)
    stay = Stay(member.since, member.until, member.category, member.unit)
    return stay if stay.start <= on and (stay.end is None or on < stay.end) else None


def in_force(tenure: Tenure, on: date) -> bool:
    """Return whether an office is held by a tenure on a local day."""
    return tenure.start <= on and (tenure.end is None or on < tenure.end)


def in_the_way(tenures: Iterable[Tenure], role: Role, wanted: Tenure) -> Tenure | None:
    """Return a tenure that leaves no seat for another one on some day of it; None where there is always a seat, or no limit."""
    if role.seats is None:
        return None
    others = [each for each in tenures if each.role == wanted.role and each.unit == wanted.unit]
    for day in (wanted.start, *(each.start for each in others if in_force(wanted, each.start))):
        seated = [each for each in others if in_force(each, day)]
        if len(seated) >= role.seats:
            return seated[0]
    return None


def term_end(charter: Charter, role: str, start: date) -> date | None:
    """Return the day on which a tenure that begins at `start` is over (half-open); None where it does not expire or nothing is said.

    Quarters are the calendar's: the tenure ends at their border, the first may be short. Other terms end on the same
    day of the next period.
    """
    term = charter.role(role).term
    if term is None or term.length is None:
        return None
    begins = period_of(start, DurationUnit.QUARTER)[0] if term.length.unit is DurationUnit.QUARTER else start
    return shift(begins, term.length)


def term_begun(charter: Charter, member: str, role: str, unit: str | None, start: date, paper: str) -> Tenure:
    """Return the tenure of whoever takes an office: of the unit only where each unit has one, ending as the charter's term does."""
    return Tenure(member, role, unit if charter.role(role).each else None, start, term_end(charter, role, start), paper)


def unit_of(charter: Charter, case: Case, kind: str) -> str | None:
    """Return the unit of a kind (`squad`) that a case names in one of its fields."""
    for field in kind_of(charter, case.process).process.fields:
        named = case.fields.get(field.id) if field.type == "unit" else None
        if any(unit.id == named and unit.kind == kind for unit in charter.units):
            return str(named)
    return None


def fund_of(charter: Charter, case: Case) -> str | None:
    """Return the fund of a case: the one in its field of type fund, else the only one that the charter has."""
    for field in kind_of(charter, case.process).process.fields:
        if field.type == "fund" and case.fields.get(field.id):
            return str(case.fields[field.id])
    return charter.funds[0].id if len(charter.funds) == 1 else None


def people_in(case: Case, field: str) -> tuple[str, ...]:
    """Return the people whom a field names: none, one, or several."""
    value: object = case.fields.get(field)
    if isinstance(value, tuple):
        return tuple(str(each) for each in value)
    return (value,) if isinstance(value, str) and value else ()


def meant(charter: Charter, facts: Facts, case: Case, field: str, on: date) -> tuple[str, ...]:
    """Return the people whom a field means on a day: those that it names, and the members of a unit that it names."""
    found: list[str] = []
    for each in people_in(case, field):
        if each not in facts.members and any(unit.id == each for unit in charter.units):
            found += [holder.member for holder in _of_unit(_Search(charter, facts, None, on), Party(PartyKind.UNIT, each))]
        else:
            found.append(each)
    return tuple(dict.fromkeys(found))


@record
class _Search:
    charter: Charter
    facts: Facts
    case: Case | None
    on: date

    def each(self, parties: Iterable[Party]) -> Iterator[Holder]:
        for party in parties:
            yield from _FINDERS[party.kind](self, party)

    def members(self) -> Iterator[Member]:
        return (member for member in self.facts.members.values() if serving(self.facts, member.id, self.on))

    def named(self, people: Iterable[str]) -> Iterator[Holder]:
        return (Holder(person) for person in people if serving(self.facts, person, self.on))

    def unit(self, member: Member) -> str | None:
        stay = stay_on(member, self.on) if member.stays else member
        return stay.unit if stay is not None else None

    def category(self, member: Member) -> str | None:
        stay = stay_on(member, self.on) if member.stays else member
        return stay.category if stay is not None else None


def _of_role(search: _Search, party: Party) -> Iterator[Holder]:
    role = search.charter.role(party.ref)
    if role.dormant_until is not None:
        return
    unit = None
    if role.each is not None and party.take is Take.HOLDER and search.case is not None:
        unit = unit_of(search.charter, search.case, role.each)
    for tenure in search.facts.tenures:
        held = tenure.role == role.id and in_force(tenure, search.on)
        if held and (unit is None or tenure.unit == unit) and serving(search.facts, tenure.member, search.on):
            yield Holder(tenure.member, role.id, tenure.unit)
    if role.selection is not None and role.selection.how == "ex officio":  # whoever holds the other office holds this one too
        yield from (Holder(each.member, role.id) for each in search.each(role.selection.by))


def _of_unit(search: _Search, party: Party) -> Iterator[Holder]:
    units = _units(search, party.ref)
    return (Holder(member.id, None, unit) for member in search.members() if (unit := search.unit(member)) in units)


def _units(search: _Search, ref: str) -> set[str]:
    """Return a unit with all below it; of a kind of units the case's own, or every one where the case names none."""
    own = unit_of(search.charter, search.case, ref) if search.case is not None else None
    units = {unit.id for unit in search.charter.units if unit.id in (ref, own) or (own is None and unit.kind == ref)}
    while below := {unit.id for unit in search.charter.units if unit.under in units} - units:
        units |= below
    return units


def _of_category(search: _Search, party: Party) -> Iterator[Holder]:
    return (Holder(member.id) for member in search.members() if party.ref in ("member", search.category(member)))


def _by_relation(search: _Search, party: Party) -> Iterator[Holder]:
    if search.case is None:
        return iter(())
    if party.ref == "fund keeper":
        fund = fund_of(search.charter, search.case)
        return search.each(search.charter.fund(fund).keeper if fund is not None else ())
    drafter = (search.case.drafter,) if search.case.drafter else ()
    asked = people_in(search.case, "requester") if party.ref == "requester" else ()
    return search.named(asked or drafter)


def _in_field(search: _Search, party: Party) -> Iterator[Holder]:
    return search.named(meant(search.charter, search.facts, search.case, party.ref, search.on) if search.case is not None else ())


_FINDERS: dict[PartyKind, Callable[[_Search, Party], Iterator[Holder]]] = {
    PartyKind.ROLE: _of_role,
    PartyKind.GROUP: lambda search, party: search.each(search.charter.group(party.ref).members),
    PartyKind.COMMITTEE: lambda search, party: search.each(search.charter.committee(party.ref).members),
    PartyKind.BODY: lambda search, party: search.each(search.charter.body(party.ref).acts_through),
    PartyKind.UNIT: _of_unit,
    PartyKind.CATEGORY: _of_category,
    PartyKind.RELATION: _by_relation,
    PartyKind.FIELD: _in_field,
    PartyKind.OUTSIDE: lambda search, _: search.named(()),
    PartyKind.MEMBER: lambda search, party: search.named((party.ref,)),
}
