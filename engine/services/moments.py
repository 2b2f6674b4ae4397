"""Dates and times as people type them, in the zone of the charter."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from engine.services.faults import BadMoment
from engine.workflows.periods import EARLIEST, LATEST

_DAY = r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?"
_TIME = r"(?:[T ]?\s*(\d{1,2})(?::|点|时)(\d{2})?分?(?::00)?)?"


def moment(typed: str, zone: str) -> datetime:
    """Read `2011-03-01 18:30`, `2011年3月1日18时30分`, or a day alone (its 00:00), as UTC. Raises BadMoment."""
    year, month, day, hour, minute = _parts(typed)
    try:
        return datetime.combine(_within(date(year, month, day)), time(hour or 0, minute or 0), ZoneInfo(zone)).astimezone(UTC)
    except ValueError:
        raise BadMoment(value=typed) from None


def day(typed: str) -> date:
    """Read a day: `2011-03-01`, `2011/3/1`, `2011年3月1日`. Raises BadMoment."""
    year, month, number, hour, _ = _parts(typed)
    try:
        if hour is not None:
            raise BadMoment(value=typed)
        return _within(date(year, month, number))
    except ValueError:
        raise BadMoment(value=typed) from None


def _within(day: date) -> date:
    """Return a day that periods can be counted from and zones put aside. Raises ValueError."""
    if not EARLIEST <= day <= LATEST:
        raise ValueError(day)
    return day


def _parts(typed: str) -> tuple[int, int, int, int | None, int | None]:
    found = re.fullmatch(_DAY + _TIME, unicodedata.normalize("NFKC", typed).strip(), re.ASCII)
    if found is None:
        raise BadMoment(value=typed)
    year, month, number, hour, minute = found.groups()
    return int(year), int(month), int(number), None if hour is None else int(hour), None if minute is None else int(minute)
