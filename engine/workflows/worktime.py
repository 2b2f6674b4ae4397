"""Working days of China, office hours, and the ends of periods of time. Pure; days are local days of the charter's zone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import assert_never
from zoneinfo import ZoneInfo

from engine.charter import Calendar
from engine.records import record
from engine.values import Duration, DurationUnit


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
        if day >= _LATEST:
            break
        day += _DAY
    return None


def deadline(start: datetime, duration: Duration, zone: str) -> Deadline:
    """Return when a period that begins at `start` is over (Civil Code arts. 201–203).

    The first day is not counted, months end on the same day of the month or on its last one, a last day that is not worked
    moves on to the next worked one, and the period ends at 24:00 of its last day. Hours and minutes count exactly.
    """
    if duration.unit in _EXACT:
        return Deadline(_shift(start, duration, 1), provisional=False)
    first = start.astimezone(ZoneInfo(zone)).date()
    if duration.unit is DurationUnit.WORKING_DAY:
        last, provisional = _count_working_days(first, duration.count, 1)
    else:
        last, provisional = _months_or_days(first, duration, 1), False
    last, moved_provisionally = _next_worked(last)
    return Deadline(_end_of(last, zone), provisional or moved_provisionally)


def before(moment: datetime, duration: Duration, zone: str) -> Deadline:
    """Return the end of the last day on which something is still `duration` before `moment`.

    The day of the moment is not counted: two weeks before 15 March is done in time on 1 March, until 24:00. The day does not
    move, even when it is not worked: moving it on would shorten the notice that the text asks for. Hours and minutes count exactly.
    """
    if duration.unit in _EXACT:
        return Deadline(_shift(moment, duration, -1), provisional=False)
    day = moment.astimezone(ZoneInfo(zone)).date()
    if duration.unit is DurationUnit.WORKING_DAY:
        last, provisional = _count_working_days(day, duration.count, -1)
    else:
        last, provisional = _months_or_days(day, duration, -1), False
    return Deadline(_end_of(last, zone), provisional)


def _is_office_day(calendar: Calendar, day: date) -> bool:
    return working_day(day).is_working if calendar.working_days else day.weekday() in calendar.weekdays


def _next_worked(day: date) -> tuple[date, bool]:
    """Return `day` or the first worked day after it, and whether an unannounced year was asked on the way."""
    provisional = False
    while True:
        found = working_day(day)
        provisional = provisional or found.provisional
        if found.is_working or day >= _LATEST:
            return day, provisional
        day += _DAY


def _count_working_days(day: date, count: int, direction: int) -> tuple[date, bool]:
    """Walk `count` working days from `day`, which is not counted, and tell whether an unannounced year was asked on the way."""
    provisional = False
    while count > 0 and _EARLIEST < day < _LATEST:
        day += _DAY * direction
        found = working_day(day)
        provisional = provisional or found.provisional
        count -= found.is_working
    return day, provisional


def _months_or_days(day: date, duration: Duration, direction: int) -> date:
    """Count whole days or months from `day`, within the years that a date can have."""
    count = duration.count * direction
    match duration.unit:
        case DurationUnit.DAY:
            return _days(day, count)
        case DurationUnit.WEEK:
            return _days(day, 7 * count)
        case DurationUnit.MONTH:
            return _months(day, count)
        case DurationUnit.QUARTER:
            return _months(day, 3 * count)
        case DurationUnit.YEAR:
            return _months(day, 12 * count)
        case DurationUnit.MINUTE | DurationUnit.HOUR | DurationUnit.WORKING_DAY:
            raise AssertionError(duration)
    assert_never(duration.unit)


def _days(day: date, count: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + count, _EARLIEST.toordinal()), _LATEST.toordinal()))


def _months(day: date, count: int) -> date:
    """Return the same day of another month, or its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not _EARLIEST.year <= year <= _LATEST.year:
        return _LATEST if count > 0 else _EARLIEST
    return min(max(date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])), _EARLIEST), _LATEST)


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day + _DAY, time(), ZoneInfo(zone)).astimezone(UTC)


def _shift(moment: datetime, duration: Duration, direction: int) -> datetime:
    """Move an instant by whole minutes or hours, no further than a date reaches."""
    limit = datetime.combine(_LATEST if direction > 0 else _EARLIEST, time(), UTC)
    seconds = _EXACT[duration.unit] * duration.count
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
# Two days inside what `date` can hold, so that the day after and any zone's offset still fit.
_EARLIEST, _LATEST = date.min + timedelta(days=2), date.max - timedelta(days=2)
