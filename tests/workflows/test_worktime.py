"""Working days follow China's announced calendar; periods end as the Civil Code says; office hours overlap exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.case import Case, Pause
from engine.charter import Calendar
from engine.values import Duration, DurationUnit, Hours, Text
from engine.workflows.worktime import WorkingDay, before, deadline, limit_of, office_overlap, working_day

SHANGHAI = "Asia/Shanghai"
MORNING, AFTERNOON = Hours(time(8), time(12)), Hours(time(14, 30), time(17, 30))
OFFICE = Calendar("office hours", Text("office hours", "办公时间"), working_days=True, weekdays=(), hours=(AFTERNOON, MORNING))
SUNDAYS = Calendar("sundays", Text("sundays", "周日"), working_days=False, weekdays=(6,), hours=(MORNING,))
FAR = 10**18
LAST_ANNOUNCED = max(chinese_calendar.holidays).year


def local(text: str, zone: str = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def span(text: str) -> Duration:
    """Read `10 day` as a duration."""
    count, unit = text.split(" ", 1)
    return Duration(int(count), DurationUnit(unit))


@pytest.mark.parametrize(
    "day", ["2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10", "2011-01-30", "2011-02-12", "2011-04-02"]
)
def test_make_up_days_are_worked_though_on_a_weekend(day: str) -> None:
    found = date.fromisoformat(day)
    assert found.weekday() >= 5
    assert working_day(found) == WorkingDay(is_working=True, provisional=False)


@pytest.mark.parametrize("day", ["2026-10-01", "2026-02-16", "2011-02-07", "2011-03-05", "2011-03-06"])
def test_announced_holidays_and_plain_weekends_are_off(day: str) -> None:
    assert working_day(date.fromisoformat(day)) == WorkingDay(is_working=False, provisional=False)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2101-02-16", True),
        ("2101-10-03", False),
        ("2101-05-02", False),
        ("2101-01-01", False),
        ("2101-03-05", False),
        ("2101-10-04", True),
    ],
)
def test_beyond_the_announced_years_a_day_is_provisional(day: str, *, worked: bool) -> None:
    """Only weekends and the holidays with a fixed date are known there."""
    assert working_day(date.fromisoformat(day)) == WorkingDay(worked, provisional=True)


@given(st.dates())
@example(date(2027, 2, 16))
@example(date.min)
@example(date.max)
def test_a_day_is_provisional_just_where_no_notice_covers_its_year(day: date) -> None:
    """2027-02-16 is never silently a working day before the notice for 2027 is known."""
    assert working_day(day).provisional is not (2004 <= day.year <= LAST_ANNOUNCED)


@pytest.mark.parametrize(
    ("start", "end", "overlap"),
    [
        ("2011-03-05T09:00", "2011-03-05T11:00", None),  # a plain Saturday
        ("2011-02-12T09:00", "2011-02-12T11:00", ("2011-02-12T09:00", "2011-02-12T11:00")),  # a Saturday that is worked
        ("2011-02-07T09:00", "2011-02-07T11:00", None),  # a Monday of the Spring Festival
        ("2011-03-04T07:00", "2011-03-04T08:00", None),  # ends as the office opens
        ("2011-03-04T07:00", "2011-03-04T08:01", ("2011-03-04T08:00", "2011-03-04T08:01")),
        ("2011-03-04T12:00", "2011-03-04T14:30", None),  # the noon break to the minute
        ("2011-03-04T11:59", "2011-03-04T14:31", ("2011-03-04T11:59", "2011-03-04T12:00")),
        ("2011-03-04T17:30", "2011-03-06T23:00", None),  # Friday evening to Sunday night
        ("2011-03-04T17:30", "2011-03-08T10:00", ("2011-03-07T08:00", "2011-03-07T12:00")),  # over the weekend into Monday
        ("2011-03-04T23:00", "2011-03-05T01:00", None),
        ("2011-03-04T09:00", "2011-03-04T09:00", None),  # no time at all
        ("2011-03-04T10:00", "2011-03-04T09:00", None),  # ends before it starts
    ],
)
def test_office_hours_overlap_half_open(start: str, end: str, overlap: tuple[str, str] | None) -> None:
    """Afternoon before morning in the charter changes nothing: the first stretch in time is given."""
    expected = overlap and (local(overlap[0]), local(overlap[1]))
    assert office_overlap(OFFICE, local(start), local(end), SHANGHAI) == expected


def test_a_calendar_of_weekdays_knows_no_make_up_days() -> None:
    start, end = local("2011-01-30T09:00"), local("2011-01-30T10:00")
    assert office_overlap(SUNDAYS, start, end, SHANGHAI) == (start, end)
    assert office_overlap(SUNDAYS, local("2011-01-31T09:00"), local("2011-01-31T10:00"), SHANGHAI) is None


def test_a_calendar_without_hours_or_days_overlaps_nothing() -> None:
    name = Text("empty", "空")
    for empty in (Calendar("e", name, working_days=True, weekdays=(), hours=()), Calendar("e", name, False, (), (MORNING,))):  # noqa: FBT003
        assert office_overlap(empty, datetime(1, 1, 5, tzinfo=UTC), datetime(9999, 12, 25, tzinfo=UTC), SHANGHAI) is None


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2011-03-01T18:30", "10 day", "2011-03-12T00:00"),  # the first day is not counted: 11 March is the last
        ("2011-03-01T00:00", "10 day", "2011-03-12T00:00"),  # at whatever hour of it
        ("2011-03-01T23:59", "10 day", "2011-03-12T00:00"),
        ("2011-03-01T09:00", "0 day", "2011-03-02T00:00"),
        ("2011-03-01T09:00", "4 day", "2011-03-08T00:00"),  # the last day is a Saturday: Monday, 24:00
        ("2011-03-01T09:00", "2 week", "2011-03-16T00:00"),
        ("2011-01-31T09:00", "1 month", "2011-03-01T00:00"),  # clamps to 28 February
        ("2012-01-31T09:00", "1 month", "2012-03-01T00:00"),  # 29 February of a leap year
        ("2012-02-29T09:00", "1 year", "2013-03-01T00:00"),
        ("2011-01-13T09:00", "1 quarter", "2011-04-14T00:00"),
        ("2010-12-13T09:00", "1 month", "2011-01-14T00:00"),  # over the year's end
        ("2011-01-20T09:00", "10 day", "2011-01-31T00:00"),  # Sunday 30 January is worked: no moving on
        ("2011-01-25T09:00", "10 day", "2011-02-10T00:00"),  # 4 February is in the Spring Festival: on to 9 February
        ("2026-09-25T09:00", "6 day", "2026-10-09T00:00"),  # 1 October: on to the 8th
        ("2011-03-04T17:00", "3 working day", "2011-03-10T00:00"),  # Friday; Monday, Tuesday, Wednesday
        ("2011-02-11T09:00", "1 working day", "2011-02-13T00:00"),  # the Saturday after is worked
        ("2011-02-01T09:00", "1 working day", "2011-02-10T00:00"),  # the Spring Festival from the 2nd to the 8th
        ("2011-03-05T09:00", "0 working day", "2011-03-08T00:00"),
        ("2011-03-04T23:30", "24 hour", "2011-03-05T23:30"),  # hours count exactly, weekend or not
        ("2011-03-04T23:30", "45 minute", "2011-03-05T00:15"),
    ],
)
def test_periods_end_as_the_civil_code_says(start: str, duration: str, end: str) -> None:
    found = deadline(local(start), span(duration), SHANGHAI)
    assert (found.at, found.provisional) == (local(end), False)


@pytest.mark.parametrize(
    ("start", "duration", "provisional"),
    [
        (f"{LAST_ANNOUNCED}-12-20T09:00", "1 day", False),
        (f"{LAST_ANNOUNCED}-12-31T09:00", "1 day", True),
        (f"{LAST_ANNOUNCED}-12-20T09:00", "1 working day", False),
        (f"{LAST_ANNOUNCED}-12-31T09:00", "1 working day", True),
        (f"{LAST_ANNOUNCED + 1}-03-01T09:00", "5 hour", False),
    ],
)
def test_a_deadline_in_an_unannounced_year_is_provisional(start: str, duration: str, *, provisional: bool) -> None:
    assert deadline(local(start), span(duration), SHANGHAI).provisional is provisional


@pytest.mark.parametrize(
    ("moment", "duration", "end"),
    [
        ("2011-03-15T09:00", "2 week", "2011-03-02T00:00"),  # on 1 March one is in time
        ("2011-03-31T09:00", "1 month", "2011-03-01T00:00"),  # clamps to 28 February
        ("2011-03-15T09:00", "3 day", "2011-03-13T00:00"),
        ("2011-03-15T09:00", "10 day", "2011-03-06T00:00"),  # Saturday 5 March stays
        ("2011-03-15T09:00", "3 working day", "2011-03-11T00:00"),  # Monday, Friday, Thursday the 10th
        ("2011-02-14T09:00", "1 working day", "2011-02-13T00:00"),  # the Saturday before is worked
        ("2011-03-15T09:00", "24 hour", "2011-03-14T09:00"),
    ],
)
def test_notice_is_counted_backwards_from_the_day_before(moment: str, duration: str, end: str) -> None:
    assert before(local(moment), span(duration), SHANGHAI).at == local(end)


def test_days_are_those_of_the_zone() -> None:
    """00:30 in Shanghai is still the day before in UTC, and in New York."""
    moment = local("2011-03-02T00:30")
    assert deadline(moment, span("1 day"), SHANGHAI).at == local("2011-03-04T00:00")
    assert deadline(moment, span("1 day"), "America/New_York").at == local("2011-03-03T00:00", "America/New_York")


@given(
    st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 28), timezones=st.just(UTC)),  # noqa: DTZ001 - the strategy adds the zone
    st.sampled_from([unit for unit in DurationUnit if unit is not DurationUnit.WORKING_DAY]),
    st.sampled_from([0, 1, 31, 10_000, FAR]),
)
def test_no_count_is_too_long_and_ends_never_come_before_the_start(moment: datetime, unit: DurationUnit, count: int) -> None:
    """What runs past the years that a date can hold stops there."""
    end = deadline(moment, Duration(count, unit), SHANGHAI).at
    assert end >= moment or end.year == 9999
    assert before(moment, Duration(count, unit), SHANGHAI).at <= moment + timedelta(days=1) or count == FAR


@given(st.dates(date(2005, 1, 1), date(2026, 6, 1)), st.integers(1, 30))
def test_working_days_forwards_and_backwards_agree(day: date, count: int) -> None:
    """`count` working days after a day there lie exactly so many of them up to the deadline; and backwards the same."""
    noon = datetime.combine(day, time(12), ZoneInfo(SHANGHAI))
    last = (
        deadline(noon, Duration(count, DurationUnit.WORKING_DAY), SHANGHAI).at.astimezone(ZoneInfo(SHANGHAI)) - timedelta(days=1)
    ).date()
    first = (before(noon, Duration(count, DurationUnit.WORKING_DAY), SHANGHAI).at.astimezone(ZoneInfo(SHANGHAI)) - timedelta(days=1)).date()
    for start, stop in ((day + timedelta(days=1), last), (first, day - timedelta(days=1))):
        days = (start + timedelta(days=each) for each in range((stop - start).days + 1))
        assert sum(working_day(each).is_working for each in days) == count
    assert working_day(last).is_working
    assert working_day(first).is_working


def suspended(*spans: tuple[str, str | None]) -> Case:
    """Return a case that was suspended so often."""
    pauses = tuple(Pause(local(start), local(end) if end else None, "刘洋", "查证") for start, end in spans)
    return Case("HD-2011-001", "activity", "", "review", 1, None, local("2011-03-01"), local("2011-03-01"), pauses=pauses)


@pytest.mark.parametrize(
    ("length", "spans", "over"),
    [
        ("10 day", [], "2011-03-12"),
        ("10 day", [("2011-03-02T10:00", "2011-03-05T09:00")], "2011-03-15"),  # three days more
        ("10 day", [("2011-03-02T10:00", "2011-03-02T18:00")], "2011-03-12"),  # within one day: none
        (
            "10 day",
            [("2011-03-02", "2011-03-05"), ("2011-03-13", "2011-03-15")],
            "2011-03-17",
        ),  # the second begins in time only by the first
        ("10 day", [("2011-03-12", "2011-03-20")], "2011-03-12"),  # begins when it is over
        ("10 day", [("2011-02-01", "2011-02-20")], "2011-03-12"),  # ended before it began
        ("3 working day", [("2011-03-03T10:00", "2011-03-07T09:00")], "2011-03-09"),  # Friday and Monday are lost, the weekend is not
        ("6 hour", [("2011-03-01T01:00", "2011-03-01T02:30")], "2011-03-01T07:30"),
    ],
)
def test_no_time_runs_while_a_case_is_suspended(length: str, spans: list[tuple[str, str | None]], over: str) -> None:
    assert limit_of(suspended(*spans), local("2011-03-01"), span(length), SHANGHAI).at == local(over)


def test_a_time_limit_is_never_over_while_the_case_is_suspended() -> None:
    assert limit_of(suspended(("2011-03-02", None)), local("2011-03-01"), span("1 day"), SHANGHAI).at > local("9000-01-01")
