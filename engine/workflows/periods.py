"""Local days and calendar arithmetic: months clamp at their end, calendar periods are half-open."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from engine.values import Duration, DurationUnit

_MONTHS = {DurationUnit.MONTH: 1, DurationUnit.QUARTER: 3, DurationUnit.YEAR: 12}
_DAYS = {DurationUnit.DAY: 1, DurationUnit.WORKING_DAY: 1, DurationUnit.WEEK: 7}
# Two days inside what `date` can hold, so that the day after and any zone's offset still fit.
EARLIEST, LATEST = date.min + timedelta(days=2), date.max - timedelta(days=2)


def local_day(at: datetime, zone: str) -> date:
    """Return the local day of an instant."""
    return at.astimezone(_zone(zone)).date()


def midnight(day: date, zone: str) -> datetime:
    """Return the instant (UTC) at which a local day begins."""
    return datetime.combine(min(max(day, EARLIEST), LATEST + timedelta(days=1)), time(), _zone(zone)).astimezone(UTC)


def shift(day: date, duration: Duration, *, back: bool = False) -> date:
    """Return the same day of a later (or earlier) period; where a month has no such day, its last one (Civil Code art. 202).

    Hours and minutes do not move a day; a working day counts as one day here, where no calendar is asked. Nothing is
    earlier than `EARLIEST` or later than `LATEST`.
    """
    count = -duration.count if back else duration.count
    months = _MONTHS.get(duration.unit)
    if months is None:
        moved = day.toordinal() + count * _DAYS.get(duration.unit, 0)
        return date.fromordinal(min(max(moved, EARLIEST.toordinal()), LATEST.toordinal()))
    year, month = divmod(day.year * 12 + day.month - 1 + count * months, 12)
    if not EARLIEST.year <= year <= LATEST.year:
        return EARLIEST if count < 0 else LATEST
    return min(max(date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])), EARLIEST), LATEST)


def period_of(day: date, unit: DurationUnit) -> tuple[date, date]:
    """Return the calendar period of a unit that contains `day`: its first day and the day after its last."""
    match unit:
        case DurationUnit.YEAR:
            start = date(day.year, 1, 1)
        case DurationUnit.QUARTER:
            start = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case DurationUnit.MONTH:
            start = day.replace(day=1)
        case DurationUnit.WEEK:
            start = day - timedelta(days=day.weekday())
        case _:
            start, unit = day, DurationUnit.DAY
    return start, shift(start, Duration(1, unit))


def named_period(typed: str) -> tuple[date, date] | None:
    """Read a quarter, month or year as people write it: its first day and the day after its last; None where it is none.

    `2011-Q1`, `2011年第一季度`, `2011年1季度`, `2011-03`, `2011年3月`, `2011`, `2011年`.
    """
    text = unicodedata.normalize("NFKC", typed).strip().upper()
    for pattern, unit, months in _PERIODS:
        found = re.fullmatch(pattern, text, re.ASCII)
        if found is None:
            continue
        year, number = int(found[1]), _ORDINALS.get(found[2]) or int(found[2]) if months else 1
        if not EARLIEST.year < year < LATEST.year or not 1 <= number <= _YEAR // max(months, 1):
            return None
        return period_of(date(year, (number - 1) * months + 1, 1), unit)
    return None


_YEAR = 12
_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_PERIODS = (
    (r"(\d{4})[-/ ]?Q([1-4])", DurationUnit.QUARTER, 3),
    (r"(\d{4})年?第?([一二三四1-4])季度?", DurationUnit.QUARTER, 3),
    (r"(\d{4})[-/.](\d{1,2})", DurationUnit.MONTH, 1),
    (r"(\d{4})年(\d{1,2})月", DurationUnit.MONTH, 1),
    (r"(\d{4})年?", DurationUnit.YEAR, 0),
)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
