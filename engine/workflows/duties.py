"""Dated tasks that duties give: for which period or case, whose, from when they can be done, and when they are due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from engine.case import Case, Facts
from engine.charter import (
    AfterEvent,
    BeforeMove,
    Charter,
    Duty,
    DutyVerb,
    EachDay,
    EachPeriod,
    Fulfil,
    Lifecycle,
    Party,
    PartyKind,
    Reverse,
    Take,
    WhileCarriedOut,
)
from engine.records import record
from engine.values import DayOfMonth, Duration, DurationUnit
from engine.workflows.kinds import WITHDRAWN, Kind, kind_of
from engine.workflows.periods import local_day, midnight, period_of, shift
from engine.workflows.tenures import Holder, holders, stay_on, unit_of

UNDATED = date.max  # of a task for which no day is said: it is never overdue
MOST_PERIODS = 1000  # of one duty, since the book was founded
_DAY = Duration(1, DurationUnit.DAY)
Path = tuple[tuple[str, str], ...]


@record
class Planned:
    """A task as the charter gives it: `whose` is a unit or a member where each has the duty, else empty."""

    duty: Duty
    about: str  # a case's number, or the period: 2011-Q1, 2011, 2011-03; with #2 the second in it
    whose: str
    opens: date  # from when it can be done
    due: date
    provisional: bool = False

    @property
    def key(self) -> str:
        """Return what the task is, by the charter: the same whenever it is worked out."""
        return f"{self.duty.id}|{self.about}|{self.whose}"


def duty_of(charter: Charter, id: str) -> Duty | None:
    """Return a duty by id; None where the charter has it no longer."""
    found = charter.memo.get("duties")
    if found is None:
        found = charter.memo["duties"] = {each.id: each for each in charter.duties}
    assert isinstance(found, dict)
    duty = found.get(id)
    assert duty is None or isinstance(duty, Duty)
    return duty


# ---- by the calendar


def periodic(charter: Charter, facts: Facts, since: date, until: date) -> Iterator[Planned]:
    """Yield the tasks of duties that recur, in periods that end on or after `since`, which can be done on or before `until`."""
    for duty in charter.duties:
        if duty.modal == "must" and not duty.follows:
            for about, opens, due, provisional in _recurring(duty, since, until, charter.zone):
                yield from (Planned(duty, about, whose, opens, due, provisional) for whose in each_whose(charter, facts, duty, opens))


def _recurring(duty: Duty, since: date, until: date, zone: str) -> Iterator[tuple[str, date, date, bool]]:
    if isinstance(duty.time, EachPeriod):
        unit = duty.time.period
    elif isinstance(duty.time, EachDay):
        unit = DurationUnit.MONTH if duty.time.day.month is None else DurationUnit.YEAR
    else:
        return
    first, after = period_of(since, unit)
    if isinstance(duty.time, EachDay) and duty.time.day.following_year:
        first, after = period_of(shift(first, _DAY, back=True), unit)
    for _ in range(MOST_PERIODS):
        for about, opens, due, provisional in _of_period(duty.time, first, after, zone):
            if max(opens, since) <= until and due >= since:
                yield about, max(opens, since), due, provisional
        if first > until:
            return
        first, after = period_of(after, unit)


def _of_period(time: EachPeriod | EachDay, first: date, after: date, zone: str) -> Iterator[tuple[str, date, date, bool]]:
    """Yield what falls into one period: name, from when it can be done, when it is due, and whether that may still move."""
    from engine.workflows.worktime import deadline, next_worked  # late: calendars take time to load

    last = after - timedelta(days=1)
    if isinstance(time, EachDay):
        name = named_period(first, DurationUnit.MONTH if time.day.month is None else DurationUnit.YEAR)
        day = _on(time.day, first)
        yield (name, date(day.year, 1, 1) if time.day.month else first, *next_worked(day))
    elif time.within is not None:
        due = deadline(midnight(last, zone), time.within, zone)
        yield named_period(first, time.period), after, local_day(due.at, zone) - timedelta(days=1), due.provisional
    else:
        name = named_period(first, time.period)
        yield from ((f"{name}#{n}" if time.times > 1 else name, first, last, False) for n in range(1, time.times + 1))


def _on(day: DayOfMonth, first: date) -> date:
    """Return the day that recurs, in the period that begins so; where a month has no such day, its last one."""
    month = date(first.year + day.following_year, day.month, 1) if day.month else first
    return min(date.fromordinal(month.toordinal() + day.day - 1), shift(month, Duration(1, DurationUnit.MONTH)) - timedelta(days=1))


def named_period(first: date, unit: DurationUnit) -> str:
    """Return a calendar period by name: 2011, 2011-Q1, 2011-03, or its first day."""
    if unit is DurationUnit.YEAR:
        return str(first.year)
    if unit is DurationUnit.QUARTER:
        return f"{first.year}-Q{(first.month + 2) // 3}"
    return f"{first:%Y-%m}" if unit is DurationUnit.MONTH else first.isoformat()


def period_called(text: str) -> str | None:
    """Return the period that a text names, as tasks name it: 2011年第一季度, 2011年3月, Q1 2011, 2011; None where it names none."""
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKC", text).strip().upper().translate(_DIGITS)
    if found := re.fullmatch(r"(\d{4})(?:年?第?([1-4])季度|-Q([1-4]))|Q([1-4]) (\d{4})", plain):
        return f"{found[1] or found[5]}-Q{found[2] or found[3] or found[4]}"
    if found := re.fullmatch(r"(\d{4})(?:年(\d{1,2})月|-(\d{2}))", plain):
        return f"{found[1]}-{int(found[2] or found[3]):02d}"
    found = re.fullmatch(r"(\d{4})年?(?:度)?", plain)
    return found[1] if found else None


_DIGITS = str.maketrans("一二三四", "1234")

# ---- by what comes of cases


def arising(charter: Charter, facts: Facts, case: Case, path: Path, at: datetime) -> Iterator[Planned]:
    """Yield the tasks that arise from what a case has just gone through; from its being opened where `path` is empty."""
    day = local_day(at, charter.zone)
    for duty in charter.duties:
        if duty.modal != "must" or duty.follows or not _concerns(charter, duty, case):
            continue
        found = _due_by(charter, duty, case, path, at)
        if found is not None:
            due, provisional = found
            units = each_whose(charter, facts, duty, day, case)
            yield from (Planned(duty, case.number, whose, day, max(due, day), provisional) for whose in units)


def _concerns(charter: Charter, duty: Duty, case: Case) -> bool:
    kinds = getattr(duty.time, "kinds", None)
    return kinds is not None and (not kinds or any(charter.is_kind(case.process, kind) for kind in kinds))


def _due_by(charter: Charter, duty: Duty, case: Case, path: Path, at: datetime) -> tuple[date, bool] | None:
    """Return when what arises is due; None where the case has not come there."""
    kind = kind_of(charter, case.process)
    match duty.time:
        case AfterEvent(event, is_state, within, _) if _came(kind, path, event, is_state=is_state):
            from engine.workflows.worktime import deadline

            due = deadline(at, within, charter.zone)
            return local_day(due.at - timedelta(microseconds=1), charter.zone), due.provisional
        case WhileCarriedOut() if came_about(kind, path):
            return _day_in(charter, case, "end") or UNDATED, False
        case BeforeMove(move, _) if not path and kind.lifecycle.move(move) is not None:
            start = _day_in(charter, case, move)
            return (start - timedelta(days=1) if start else UNDATED), False
    return None


def _came(kind: Kind, path: Path, event: str, *, is_state: bool) -> bool:
    if not event:
        return came_about(kind, path)
    return any(event == (state if is_state else move) for move, state in path)


def _day_in(charter: Charter, case: Case, field: str) -> date | None:
    value = case.fields.get(field)
    if isinstance(value, datetime):
        return local_day(value, charter.zone)
    return value if isinstance(value, date) else None


def came_about(kind: Kind, path: Path) -> bool:
    """Return whether a case has just come about: it was granted, or, where nothing decides, it left its first state for good."""
    if kind.deciding:
        return any(move == "granted" for move, _ in path)
    leaving = {move.id for move in kind.moves_from(kind.first) if not any(isinstance(each, Reverse) for each in move.effects)}
    return any(move in leaving and state != WITHDRAWN for move, state in path)


def fell_through(kind: Kind, state: str) -> bool:
    """Return whether a state ends a case otherwise than it was to end: what was to be done about it is dropped.

    It was to end where the first of its ways leads: granted, and by the first move of each state.
    """
    return kind.states[state].kind == "final" and state not in _on_the_way(kind.lifecycle)


def _on_the_way(lifecycle: Lifecycle) -> set[str]:
    passed: set[str] = set()
    at: str | None = lifecycle.states[0].id
    while at is not None and at not in passed:
        passed.add(at)
        state = lifecycle.state(at)
        onward = (move.target for move in lifecycle.moves if at in move.sources and not any(isinstance(e, Reverse) for e in move.effects))
        at = state.granted or next(onward, None)
    return passed


# ---- what does it


def done_by(charter: Charter, case: Case, path: Path) -> tuple[tuple[DutyVerb, str | None], ...]:
    """Return which duties a case does by what it has just gone through: by the effect of a move, or because it came about."""
    kind = kind_of(charter, case.process)
    moves = {move.id: move for move in kind.lifecycle.moves}
    effects = (each for move, _ in path if move in moves for each in moves[move].effects if isinstance(each, Fulfil))
    found = [(each.verb, each.object) for each in effects]
    if came_about(kind, path):
        found += [(each.verb, each.object) for each in charter.fulfilments if each.kind in kind.ancestors]
        found += [("hold", each) for each in kind.ancestors]
    return tuple(dict.fromkeys(found))


def does(duty: Duty, verb: DutyVerb, thing: str | None) -> bool:
    """Return whether an act is what a duty asks for."""
    return duty.verb == verb and duty.object in (thing, "it")


# ---- whose


def each_whose(charter: Charter, facts: Facts, duty: Duty, on: date, case: Case | None = None) -> tuple[str, ...]:
    """Return whose task it is: units where each has the duty, or its office; members where each of them has; else one for all.

    In a case that names a unit of the row, an office taken as its holder is that unit's alone.
    """
    found: list[str] = []
    for party in duty.by:
        row = _row(charter, party)
        if row is not None:
            own = unit_of(charter, case, row) if case is not None and party.take is Take.HOLDER else None
            found += [own] if own else [unit.id for unit in charter.units if unit.kind == row]
        elif party.kind is PartyKind.CATEGORY and party.take is Take.ALL:
            found += [each.member for each in holders(charter, facts, party, None, on)]
        else:
            found.append("")
    return tuple(dict.fromkeys(found))


def _row(charter: Charter, party: Party) -> str | None:
    """Return the kind of units each of which has a duty of its own."""
    if party.kind is PartyKind.UNIT and any(unit.kind == party.ref for unit in charter.units):
        return party.ref
    return charter.role(party.ref).each if party.kind is PartyKind.ROLE else None


def workers(charter: Charter, facts: Facts, duty: Duty, whose: str, on: date) -> tuple[Holder, ...]:
    """Return who has to see to a task on a day: of a unit those who hold its offices, and where it has none its members."""
    found = [each for party in duty.by for each in _workers(charter, facts, party, whose, on)]
    return tuple(dict.fromkeys(found))


def _workers(charter: Charter, facts: Facts, party: Party, whose: str, on: date) -> Iterator[Holder]:
    if whose and whose in facts.members and not any(unit.id == whose for unit in charter.units):
        yield from (each for each in holders(charter, facts, party, None, on) if each.member == whose)
    elif party.kind is PartyKind.UNIT:
        yield from _of_unit(charter, facts, {whose} if whose else {party.ref}, on)
    else:
        party = replace(party, take=Take.ALL)
        yield from (each for each in holders(charter, facts, party, None, on) if not whose or each.unit == whose)


def _of_unit(charter: Charter, facts: Facts, units: Iterable[str], on: date) -> Iterator[Holder]:
    units = set(units)
    kinds = {unit.kind for unit in charter.units if unit.id in units}
    offices = [role.id for role in charter.roles if role.of in units or (role.each is not None and role.each in kinds)]
    held = [each for id in offices for each in holders(charter, facts, Party(PartyKind.ROLE, id, Take.ALL), None, on)]
    own = [each for each in held if each.unit is None or each.unit in units]
    yield from own
    if not own:
        stays = ((id, stay_on(member, on)) for id, member in facts.members.items())
        yield from (Holder(id, None, stay.unit) for id, stay in stays if stay is not None and stay.unit in units and not stay.suspended)


def ends(due: date, zone: str) -> datetime:
    """Return when a task is overdue: at 24:00 of the day on which it is due."""
    return midnight(due + timedelta(days=1), zone)


def reminder(duty: Duty, due: date, zone: str) -> datetime | None:
    """Return when those who have a task are reminded of it; None where the charter does not say so."""
    if duty.reminded is None or due == UNDATED:
        return None
    from engine.workflows.worktime import reminded_at

    return reminded_at(ends(due, zone), duty.reminded, zone)
