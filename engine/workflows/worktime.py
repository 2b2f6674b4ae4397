"""Working days of China, office hours, and the ends of periods of time. Pure; days are local days of the charter's zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from engine.case import Case
from engine.charter import Calendar
from engine.records import record
from engine.values import Duration, DurationUnit
from engine.workflows.periods import EARLIEST, LATEST, local_day, midnight, shift


@record
class WorkingDay:
    """Whether a day is worked; `provisional` while no announcement covers its year."""

    is_working: bool
    provisional: bool


@record
class Deadline:
    """A half-open end (00:00 of the day after the last day) in UTC; `provisional` while it may move with an announcement."""

    at: datetime
    provisional: bool


def working_day(day: date) -> WorkingDay:
    """Return whether China works on `day`, make-up days included.

    Years come from the State Council's yearly notices. Outside the announced years the answer rests on weekends and
    on the statutory days with a fixed date alone, and is provisional: holidays of the moon and make-up days are not known yet.
    """
    years, holidays, made_up = _announced()
    weekend = day.weekday() >= _SATURDAY
    if day.year in years:
        return WorkingDay(day in made_up or not (weekend or day in holidays), provisional=False)
    return WorkingDay(not (weekend or (day.month, day.day) in _FIXED_HOLIDAYS), provisional=True)


def office_overlap(calendar: Calendar, start: datetime, end: datetime, zone: str) -> tuple[datetime, datetime] | None:
    """Return the first stretch (UTC, half-open) of `start` to `end` that falls into the calendar's hours, or None."""
    if not calendar.hours or not (calendar.working_days or calendar.weekdays):
        return None
    local = ZoneInfo(zone)
    day, last = start.astimezone(local).date(), end.astimezone(local).date()
    hours = sorted(calendar.hours, key=lambda each: each.start)
    while day <= last:
        for each in hours if _is_office_day(calendar, day) else ():
            opens = max(start, datetime.combine(day, each.start, local).astimezone(UTC))
            closes = min(end, datetime.combine(day, each.end, local).astimezone(UTC))
            if opens < closes:
                return opens.astimezone(UTC), closes.astimezone(UTC)
        if day >= LATEST:
            break
        day += _DAY
    return None


def limit_of(case: Case, start: datetime, duration: Duration, zone: str) -> Deadline:
    """Return when a time limit of a case is over: every one is asked for here, so that what a suspension adds counts once.

    No time runs while a case is suspended: the limit is longer by the hours, days or working days of each suspension that
    begins before it is over, and while one lasts it is never over.
    """
    due, more = deadline(start, duration, zone), 0
    for pause in sorted(case.pauses, key=lambda each: each.start):
        if pause.start >= due.at or (pause.end is not None and pause.end <= start):
            continue
        if pause.end is None:
            return Deadline(_end_of(LATEST, zone), provisional=False)
        more += _lost(max(pause.start, start), pause.end, duration.unit, zone)
        due = deadline(start, duration, zone, more)
    return due


def deadline(start: datetime, duration: Duration, zone: str, more: int = 0) -> Deadline:
    """Return when a period that begins at `start` is over (Civil Code arts. 201–203).

    The first day is not counted, months end on the same day of the month or on its last one, a last day that is not worked
    moves on to the next worked one, and the period ends at 24:00 of its last day. Hours and minutes count exactly. `more` is
    what a suspension adds: seconds to hours and minutes, working days to working days, else days.
    """
    if duration.unit in _EXACT:
        return Deadline(_shift(start, duration, 1, more), provisional=False)
    first = local_day(start, zone)
    if duration.unit is DurationUnit.WORKING_DAY:
        last, provisional = _count_working_days(first, duration.count + more, 1)
    else:
        last, provisional = shift(shift(first, duration), Duration(more, DurationUnit.DAY)), False
    last, moved_provisionally = next_worked(last)
    return Deadline(_end_of(last, zone), provisional or moved_provisionally)


def _lost(start: datetime, end: datetime, unit: DurationUnit, zone: str) -> int:
    """Return how much of a kind of time lies between two instants; of days, the first is not counted."""
    if unit in _EXACT:
        return int((end - start).total_seconds())
    first, last = local_day(start, zone), local_day(end, zone)
    days = (last - first).days
    if unit is not DurationUnit.WORKING_DAY:
        return days
    return sum(working_day(first + _DAY * each).is_working for each in range(1, days + 1))


def before(moment: datetime, duration: Duration, zone: str) -> Deadline:
    """Return the end of the last day on which something is still `duration` before `moment`.

    The day of the moment is not counted: two weeks before 15 March is done in time on 1 March, until 24:00. The day does not
    move, even when it is not worked: moving it on would shorten the notice that the text asks for. Hours and minutes count exactly.
    """
    if duration.unit in _EXACT:
        return Deadline(_shift(moment, duration, -1), provisional=False)
    day = local_day(moment, zone)
    if duration.unit is DurationUnit.WORKING_DAY:
        last, provisional = _count_working_days(day, duration.count, -1)
    else:
        last, provisional = shift(day, duration, back=True), False
    return Deadline(_end_of(last, zone), provisional)


def reminded_at(due: datetime, ahead: Duration, zone: str) -> datetime:
    """Return when to remind of something that is due at an instant: at 00:00 of the day that lies so long before its last day."""
    if ahead.unit in _EXACT:
        return _shift(due, ahead, -1)
    last = local_day(due - timedelta(microseconds=1), zone)
    return midnight(local_day(before(midnight(last, zone), ahead, zone).at, zone) - _DAY, zone)


def _is_office_day(calendar: Calendar, day: date) -> bool:
    return working_day(day).is_working if calendar.working_days else day.weekday() in calendar.weekdays


def next_worked(day: date) -> tuple[date, bool]:
    """Return `day` or the first worked day after it, and whether an unannounced year was asked on the way."""
    provisional = False
    while True:
        found = working_day(day)
        provisional = provisional or found.provisional
        if found.is_working or day >= LATEST:
            return day, provisional
        day += _DAY


def _count_working_days(day: date, count: int, direction: int) -> tuple[date, bool]:
    """Walk `count` working days from `day`, which is not counted, and tell whether an unannounced year was asked on the way."""
    provisional = False
    while count > 0 and EARLIEST < day < LATEST:
        day += _DAY * direction
        found = working_day(day)
        provisional = provisional or found.provisional
        count -= found.is_working
    return day, provisional


def _end_of(day: date, zone: str) -> datetime:
    return midnight(day + _DAY, zone)


def _shift(moment: datetime, duration: Duration, direction: int, more: int = 0) -> datetime:
    """Move an instant by whole minutes or hours and some seconds, no further than a date reaches."""
    limit = datetime.combine(LATEST if direction > 0 else EARLIEST, time(), UTC)
    seconds = _EXACT[duration.unit] * duration.count + more
    if seconds >= abs(limit - moment).total_seconds():
        return limit
    return moment.astimezone(UTC) + timedelta(seconds=seconds) * direction


@cache
def _announced() -> tuple[range, frozenset[date], frozenset[date]]:
    """Return the years with a notice, the days off by it, and the weekend days worked by it. Imported late: few commands ask."""
    from chinese_calendar import holidays, workdays

    off: Mapping[date, str] = holidays
    made_up: Mapping[date, str] = workdays
    return range(min(off).year, max(off).year + 1), frozenset(off), frozenset(made_up)


_DAY = timedelta(days=1)
_SATURDAY = 5
_EXACT = {DurationUnit.MINUTE: 60, DurationUnit.HOUR: 3600}
# New Year's Day, Labour Day (two days since 2025), National Day: Regulation on Public Holidays, art. 2.
_FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
