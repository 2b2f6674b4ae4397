"""Which tasks duties give: for which periods, from when, until when; and what ends them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from plays import expense
from samples import COMMANDER, charter

from engine.charter import AfterEvent, BeforeMove, Duty, DutyTime, EachDay, EachPeriod
from engine.values import DayOfMonth, Duration, DurationUnit
from engine.workflows.duties import UNDATED, arising, came_about, fell_through, named_period, period_called, periodic, reminder
from engine.workflows.kinds import kind_of

TEN_DAYS = Duration(10, DurationUnit.DAY)
MONTHLY, QUARTERLY, YEARLY = (EachPeriod(unit, 1, TEN_DAYS) for unit in (DurationUnit.MONTH, DurationUnit.QUARTER, DurationUnit.YEAR))


def under(time: DutyTime | None, **changed: object):
    duty = Duty("7.7#1", "must", (COMMANDER,), "publish", "accounts", time)
    return charter(duties=(replace(duty, **changed),))


def planned(time: DutyTime | None, since: str, until: str, **changed: object) -> list[str]:
    """Write tasks as `about: opens – due`, with `?` where the day may still move."""
    of = under(time, **changed)
    found = periodic(of, expense(of).facts, date.fromisoformat(since), date.fromisoformat(until))
    return [f"{each.about}: {each.opens} – {each.due}{'?' if each.provisional else ''}" for each in found]


PERIODS = [
    # the first period may be short; what ended before is nobody's
    (MONTHLY, "2011-01-13", "2011-03-01", ["2011-01: 2011-02-01 – 2011-02-10", "2011-02: 2011-03-01 – 2011-03-10"]),
    (QUARTERLY, "2011-01-13", "2011-03-31", []),
    (QUARTERLY, "2011-01-13", "2011-04-01", ["2011-Q1: 2011-04-01 – 2011-04-11"]),  # the 10th is a Sunday
    (QUARTERLY, "2011-03-31", "2011-04-01", ["2011-Q1: 2011-04-01 – 2011-04-11"]),
    (QUARTERLY, "2011-04-01", "2011-06-30", []),
    (YEARLY, "2011-01-13", "2012-01-01", ["2011: 2012-01-01 – 2012-01-10"]),
    (QUARTERLY, "2031-01-13", "2031-04-01", ["2031-Q1: 2031-04-01 – 2031-04-10?"]),
    (EachPeriod(DurationUnit.YEAR, 2), "2011-01-13", "2011-01-13", ["2011#1: 2011-01-13 – 2011-12-31", "2011#2: 2011-01-13 – 2011-12-31"]),
    (EachDay(DayOfMonth(10)), "2011-03-11", "2011-04-01", ["2011-04: 2011-04-01 – 2011-04-11"]),
    (EachDay(DayOfMonth(10)), "2011-03-10", "2011-03-10", ["2011-03: 2011-03-10 – 2011-03-10"]),
    (EachDay(DayOfMonth(31)), "2011-02-01", "2011-02-01", ["2011-02: 2011-02-01 – 2011-02-28"]),
    (
        EachDay(DayOfMonth(31, 3, following_year=True)),
        "2011-01-13",
        "2012-01-01",
        ["2010: 2011-01-13 – 2011-03-31", "2011: 2012-01-01 – 2012-03-31"],
    ),
    (None, "2011-01-13", "2012-01-01", []),
]


@pytest.mark.parametrize(("time", "since", "until", "told"), PERIODS)
def test_a_duty_that_recurs_gives_a_task_for_each_period(time: DutyTime | None, since: str, until: str, told: list[str]):
    assert planned(time, since, until) == told


def test_what_may_be_done_or_must_not_be_done_is_no_task():
    assert planned(MONTHLY, "2011-01-13", "2011-12-31", modal="may") == []
    assert planned(MONTHLY, "2011-01-13", "2011-12-31", modal="mustnot") == []
    assert planned(MONTHLY, "2011-01-13", "2011-12-31", follows=True) == []


AT = datetime(2011, 3, 1, 2, 0, tzinfo=UTC)
EVENTS = [
    (AfterEvent("pay", is_state=False, within=TEN_DAYS), (("pay", "paid"),), ["2011-03-11"]),
    (AfterEvent("pay", is_state=False, within=TEN_DAYS), (("submit", "review"),), []),
    (AfterEvent("paid", is_state=True, within=TEN_DAYS), (("pay", "paid"),), ["2011-03-11"]),
    (AfterEvent("", is_state=False, within=TEN_DAYS, kinds=("expense",)), (("granted", "approved"),), ["2011-03-11"]),
    (AfterEvent("", is_state=False, within=TEN_DAYS, kinds=("expense",)), (("refused", "refused"),), []),
    (AfterEvent("pay", is_state=False, within=TEN_DAYS, kinds=("donation",)), (("pay", "paid"),), []),
    (BeforeMove("pay"), (), [str(UNDATED)]),
    (BeforeMove("pay"), (("submit", "review"),), []),
]


@pytest.mark.parametrize(("time", "path", "dues"), EVENTS)
def test_a_task_arises_from_what_a_case_goes_through(time: DutyTime, path: tuple[tuple[str, str], ...], dues: list[str]):
    of = under(time)
    play = expense(of)
    assert [str(each.due) for each in arising(of, play.facts, play.case, path, AT)] == dues


def test_an_end_that_no_first_way_leads_to_is_one_that_the_case_was_not_to_have():
    kind = kind_of(charter(), "expense")
    assert {state: fell_through(kind, state) for state in ("settled", "refused", "withdrawn", "approved")} == {
        "settled": False,
        "refused": True,
        "withdrawn": True,
        "approved": False,
    }
    assert came_about(kind, (("granted", "approved"),))
    assert not came_about(kind, (("submit", "review"),))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2011年第一季度", "2011-Q1"),
        ("2011年1季度", "2011-Q1"),
        ("Q1 2011", "2011-Q1"),
        ("２０１１年３月", "2011-03"),
        ("2011-03", "2011-03"),
        ("2011年度", "2011"),
        ("2011", "2011"),
        ("2011年第五季度", None),
        ("一季度", None),
    ],
)
def test_a_period_is_known_by_what_people_call_it(text: str, period: str | None):
    assert period_called(text) == period


def test_a_week_is_called_by_its_first_day():
    assert named_period(date(2011, 3, 7), DurationUnit.WEEK) == "2011-03-07"


@pytest.mark.parametrize(
    ("ahead", "due", "at"),
    [
        (Duration(3, DurationUnit.DAY), "2011-03-10", "2011-03-07"),
        (Duration(2, DurationUnit.WORKING_DAY), "2011-03-08", "2011-03-04"),
        (Duration(1, DurationUnit.MONTH), "2011-03-31", "2011-02-28"),
    ],
)
def test_a_reminder_comes_at_the_beginning_of_a_day_so_long_before_the_last(ahead: Duration, due: str, at: str):
    (duty,) = under(MONTHLY, reminded=ahead).duties
    found = reminder(duty, date.fromisoformat(due), "Asia/Shanghai")
    assert found is not None
    assert found.isoformat() == f"{date.fromordinal(date.fromisoformat(at).toordinal() - 1)}T16:00:00+00:00"
