"""Who may enter that a member was late or absent, or excuse him; and when so many entries come to what the charter counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from engine.case import Decision, Facts, Occurrence, Reason
from engine.charter import Attendance, Charter, CountedEvent, Party, PartyKind, Take
from engine.values import Cite
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.periods import local_day
from engine.workflows.tenures import Holder, holders, serving, stay_on
from engine.workflows.triggers import window_days


def decide_entry(charter: Charter, facts: Facts, actor: str, wanted: Occurrence, known: Iterable[Occurrence], at: datetime) -> Decision:
    """Decide whether somebody may enter that a member was late or absent on a day."""
    today = local_day(at, charter.zone)
    reasons = [*_not_keeper(charter, facts, actor, wanted, today)]
    if wanted.on > today:
        reasons.append(because(Code.DAY_TO_COME, _cite(charter, facts, wanted), date=wanted.on))
    if any((each.event, each.on, each.case) == (wanted.event, wanted.on, wanted.case) for each in known):
        reasons.append(
            because(Code.ENTERED_ALREADY, _cite(charter, facts, wanted), member=wanted.member, date=wanted.on, event=wanted.event)
        )
    return no(reasons) if reasons else _allowed(charter, facts, actor, wanted, today)


def decide_excuse(charter: Charter, facts: Facts, actor: str, member: str, on: date, known: Iterable[Occurrence], at: datetime) -> Decision:
    """Decide whether somebody may let what was entered of a member on a day no longer count."""
    today = local_day(at, charter.zone)
    found = [each for each in known if each.on == on and not each.excused]
    wanted = found[0] if found else Occurrence(member, "late", on, None)
    reasons = [*_not_keeper(charter, facts, actor, wanted, today)]
    if not found:
        reasons.append(because(Code.NOTHING_TO_EXCUSE, _cite(charter, facts, wanted), member=member, date=on))
    return no(reasons) if reasons else _allowed(charter, facts, actor, wanted, today)


def _allowed(charter: Charter, facts: Facts, actor: str, wanted: Occurrence, today: date) -> Decision:
    clause, holder = next(
        (clause, each)
        for clause in _clauses(charter, facts, wanted)
        for each in _keepers(charter, facts, clause, wanted, today)
        if each.member == actor
    )
    return yes(
        because(Code.KEEPS_LIST, clause.cite, assumed=clause.assumed, member=actor, role=holder.office, other=wanted.member),
        office=holder.office,
    )


def _not_keeper(charter: Charter, facts: Facts, actor: str, wanted: Occurrence, today: date) -> Iterator[Reason]:
    if not serving(facts, actor, today):
        belongs = actor in facts.members and stay_on(facts.members[actor], today) is not None
        yield because(Code.SUSPENDED if belongs else Code.NO_MEMBER, None, member=actor, date=today)
        return
    known = facts.members.get(wanted.member)
    if known is None or stay_on(known, wanted.on) is None:
        yield because(Code.NO_MEMBER, None, member=wanted.member, date=wanted.on)
        return
    clauses = _clauses(charter, facts, wanted)
    if not clauses:
        yield because(Code.SILENT_ATTENDANCE, None, member=wanted.member)
    for clause in clauses:
        able = tuple(dict.fromkeys(each.member for each in _keepers(charter, facts, clause, wanted, today)))
        if actor not in able:
            facts_ = {"member": actor, "parties": clause.by, "members": able}
            yield Reason(Code.OWN_CASE if actor == wanted.member else Code.NOT_KEEPER, clause.cite, clause.assumed, facts_)


def _cite(charter: Charter, facts: Facts, wanted: Occurrence) -> Cite | None:
    return next((each.cite for each in _clauses(charter, facts, wanted)), None)


def _clauses(charter: Charter, facts: Facts, wanted: Occurrence) -> list[Attendance]:
    return [each for each in charter.attendance if _is_of(charter, facts, each.whom, wanted.member, wanted.on)]


def _keepers(charter: Charter, facts: Facts, clause: Attendance, wanted: Occurrence, today: date) -> Iterator[Holder]:
    """Yield who keeps the list that a member stands on: of an office of each unit, the holder in his; nobody his own."""
    member = facts.members.get(wanted.member)
    stay = stay_on(member, wanted.on) if member is not None else None
    unit = stay.unit if stay is not None else None
    for party in clause.by:
        each_unit = party.kind is PartyKind.ROLE and charter.role(party.ref).each is not None
        for holder in holders(charter, facts, party, None, today):
            if holder.member != wanted.member and not (each_unit and holder.unit != unit):
                yield holder


def _is_of(charter: Charter, facts: Facts, whom: tuple[Party, ...], member: str, on: date) -> bool:
    wide = (Party(party.kind, party.ref, Take.ANY) for party in whom)
    return not whom or any(each.member == member for party in wide for each in holders(charter, facts, party, None, on))


# ---- counting ------------------------------------------------------------------------------------------------------


def reached(
    charter: Charter,
    facts: Facts,
    clause: CountedEvent,
    occurrences: Iterable[Occurrence],
    came: Iterable[date] = (),
    after: date | None = None,
) -> tuple[Occurrence, ...]:
    """Return those occurrences of one member that first come to what a clause counts; nothing where none do.

    Only days count on which he is one of those of whom the clause speaks, and, where an earlier count has been used up, days
    after its last. `came` are the days on which he came to something, between which no absence is consecutive.
    """
    every = sorted(occurrences, key=lambda each: each.on)
    counted = [
        each
        for each in every
        if each.event == clause.event
        and not each.excused
        and (after is None or each.on > after)
        and _is_of(charter, facts, clause.whom, each.member, each.on)
    ]
    breaks = {*came, *(each.on for each in every if each.event != clause.event and each.event == "late")} if clause.consecutive else set()
    for at, last in enumerate(counted):
        first = window_days(clause.window, last.on)[0]
        found = [each for each in counted[: at + 1] if each.on >= first]
        found = found[-clause.count :] if clause.consecutive else found
        if len(found) >= clause.count and not any(found[0].on < day < last.on for day in breaks):
            return tuple(found)
    return ()


def still_counts(clause: CountedEvent, days: Iterable[date], occurrences: Mapping[int, Occurrence]) -> bool:
    """Tell whether what was counted on some days, once entries are excused, still comes to what a clause counts."""
    wanted = set(days)
    left = [each for each in occurrences.values() if each.event == clause.event and not each.excused and each.on in wanted]
    return len(left) >= clause.count
