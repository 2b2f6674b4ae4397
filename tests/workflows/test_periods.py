"""Local days, months that clamp, calendar periods that are half-open."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from engine.values import Duration, DurationUnit
from engine.workflows.periods import EARLIEST, LATEST, local_day, midnight, period_of, shift

SHANGHAI = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("hour", "day"),
    [(datetime(2011, 3, 31, 15, 59, 59, tzinfo=UTC), date(2011, 3, 31)), (datetime(2011, 3, 31, 16, tzinfo=UTC), date(2011, 4, 1))],
)
def test_a_day_is_that_of_the_charters_zone(hour: datetime, day: date) -> None:
    assert local_day(hour, SHANGHAI) == day


def test_a_day_begins_at_local_midnight() -> None:
    assert midnight(date(2011, 4, 1), SHANGHAI) == datetime(2011, 3, 31, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "count", "unit", "later", "earlier"),
    [
        ("2011-01-31", 1, "month", "2011-02-28", "2010-12-31"),
        ("2012-02-29", 1, "year", "2013-02-28", "2011-02-28"),
        ("2011-01-13", 1, "quarter", "2011-04-13", "2010-10-13"),
        ("2011-12-31", 2, "month", "2012-02-29", "2011-10-31"),
        ("2011-03-01", 2, "week", "2011-03-15", "2011-02-15"),
        ("2011-03-01", 1, "day", "2011-03-02", "2011-02-28"),
        ("2011-03-01", 3, "working day", "2011-03-04", "2011-02-26"),
        ("2011-03-01", 30, "hour", "2011-03-01", "2011-03-01"),
    ],
)
def test_a_period_ends_on_the_same_day_or_the_months_last(day: str, count: int, unit: str, later: str, earlier: str) -> None:
    length = Duration(count, DurationUnit(unit))
    assert shift(date.fromisoformat(day), length) == date.fromisoformat(later)
    assert shift(date.fromisoformat(day), length, back=True) == date.fromisoformat(earlier)


@pytest.mark.parametrize("unit", [unit for unit in DurationUnit if unit not in (DurationUnit.MINUTE, DurationUnit.HOUR)])
def test_no_period_leads_out_of_the_calendar(unit: DurationUnit) -> None:
    assert shift(LATEST, Duration(1, unit)) == LATEST
    assert shift(EARLIEST, Duration(1, unit), back=True) == EARLIEST
    assert midnight(date.min, SHANGHAI) < midnight(date.max, "America/New_York")


@pytest.mark.parametrize(
    ("unit", "first", "after"),
    [
        ("year", "2011-01-01", "2012-01-01"),
        ("quarter", "2011-04-01", "2011-07-01"),
        ("month", "2011-05-01", "2011-06-01"),
        ("week", "2011-05-16", "2011-05-23"),
        ("day", "2011-05-18", "2011-05-19"),
        ("working day", "2011-05-18", "2011-05-19"),
    ],
)
def test_calendar_periods_contain_their_day(unit: str, first: str, after: str) -> None:
    """18 May 2011 is a Wednesday in the second quarter."""
    expected = (date.fromisoformat(first), date.fromisoformat(after))
    assert period_of(date(2011, 5, 18), DurationUnit(unit)) == expected
    assert period_of(expected[0], DurationUnit(unit)) == expected
