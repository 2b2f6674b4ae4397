"""Gifts are added up by person and window, exactly; the first sum to reach the line opens an award and uses them up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from plays import Play
from samples import charter, cite, yuan

from engine.case import Case, Gift
from engine.charter import Charter, Constant, FieldValue, ParameterValue, Window
from engine.values import Duration, DurationUnit, Money, Op
from engine.workflows.triggers import TriggerOpening, gift_of, openings, window_days

CHARTER = charter()
TRIGGER = CHARTER.triggers[0]
DAY = date(2011, 6, 1)


def gift(amount: str, on: date = DAY, by: str = "Wu", case: str = "JK-1", process: str = "donation", *, used: bool = False) -> Gift:
    return Gift(case, process, by, yuan(amount), on, used)


def under(**changes: object) -> Charter:
    return charter(triggers=(replace(TRIGGER, **changes),))


def opened(before: list[Gift], latest: Gift, charter_: Charter = CHARTER, on: date = DAY) -> list[tuple[str, ...]]:
    return [each.counted for each in openings(charter_, tuple(before), latest, on)]


@pytest.mark.parametrize(("amount", "opens"), [("499.99", False), ("500", True), ("500.01", True)])
def test_the_line_is_reached_at_the_line(amount: str, opens: bool) -> None:  # noqa: FBT001
    assert bool(opened([], gift(amount))) is opens


@pytest.mark.parametrize(("amount", "opens"), [("500", False), ("500.01", True)])
def test_over_the_line_is_over_it(amount: str, opens: bool) -> None:  # noqa: FBT001
    assert bool(opened([], gift(amount), under(op=Op.OVER))) is opens


def test_three_hundred_and_three_hundred_open_an_award_and_are_used_up() -> None:
    first, second = gift("300", date(2011, 2, 1)), gift("300", case="JK-2")
    found = openings(CHARTER, (first,), second, DAY)
    assert found == (TriggerOpening(TRIGGER, "Wu", yuan("600"), ("JK-1", "JK-2"), ("JK-1", "JK-2")),)
    assert found[0].values == {"fundraiser": "Wu", "raised": yuan("600")}
    assert found[0].trigger.cite == cite("7.8")


def test_the_latest_counts_once_whether_it_is_among_the_gifts_or_not() -> None:
    latest = gift("300", case="JK-2")
    assert opened([latest], latest) == []
    assert opened([gift("200"), latest], latest) == [("JK-1", "JK-2")]


def test_a_gift_that_is_used_up_opens_nothing_again() -> None:
    """A case may post more than once: what it brought about stays as the book has it."""
    assert opened([gift("500", used=True)], gift("500")) == []


@pytest.mark.parametrize(
    "other",
    [
        gift("300", by="Li"),
        gift("300", used=True),
        gift("300", process="expense"),
        gift("300", date(2010, 6, 1)),
    ],
)
def test_what_is_anothers_or_used_or_of_another_kind_or_day_does_not_count(other: Gift) -> None:
    assert opened([other], gift("200", case="JK-2")) == []
    assert opened([gift("300")], gift("200", case="JK-2")) == [("JK-1", "JK-2")]


@pytest.mark.parametrize(
    ("later", "opens"), [(date(2011, 6, 2), [("JK-1", "JK-2")]), (date(2011, 12, 31), [("JK-1", "JK-2")]), (date(2012, 6, 1), [])]
)
def test_a_gift_entered_late_counts_towards_the_sums_of_later_days_within_the_year(later: date, opens: list[tuple[str, ...]]) -> None:
    assert opened([gift("300", later)], gift("200", case="JK-2")) == opens


@pytest.mark.parametrize(
    "latest", [gift("500", used=True), gift("500", process="expense"), gift("500", date(2010, 6, 1)), gift("500", date(2012, 6, 1))]
)
def test_a_gift_that_does_not_count_itself_opens_nothing(latest: Gift) -> None:
    assert opened([gift("500", case="JK-2")], latest) == []


def test_two_triggers_never_count_one_gift_twice() -> None:
    both = replace(under(), triggers=(TRIGGER, replace(TRIGGER, line=Constant(Money(400_00)))))
    found = openings(both, (), gift("500"), DAY)
    assert [each.counted for each in found] == [("JK-1",)]


def test_each_time_uses_nothing_up() -> None:
    found = openings(under(each_time=True), (gift("300"),), gift("300", case="JK-2"), DAY)
    assert [(each.counted, each.used) for each in found] == [(("JK-1", "JK-2"), ())]


@pytest.mark.parametrize(("day", "opens"), [(date(2011, 12, 31), True), (date(2012, 1, 1), False)])
def test_the_line_is_that_of_the_day(day: date, opens: bool) -> None:  # noqa: FBT001
    assert bool(opened([], gift("799.99", day), on=day)) is opens


def test_a_line_can_be_written_out_and_one_that_is_no_amount_is_never_reached() -> None:
    assert opened([], gift("30"), under(line=Constant(yuan("30"))))
    for line in (Constant(30), FieldValue("amount"), ParameterValue("award line")):
        late = replace(under(line=line), parameters=(replace(CHARTER.parameters[0], values=((date(2099, 1, 1), yuan("1")),)),))
        assert opened([], gift("3000"), late) == []


WINDOWS = [
    (Window(Duration(1, DurationUnit.YEAR), rolling=True), "2011-03-01", "2010-03-02"),
    (Window(Duration(1, DurationUnit.YEAR), rolling=True), "2012-02-29", "2011-03-01"),
    (Window(Duration(1, DurationUnit.YEAR), rolling=True), "2013-02-28", "2012-02-29"),
    (Window(Duration(30, DurationUnit.DAY), rolling=True), "2011-03-01", "2011-01-31"),
    (Window(Duration(1, DurationUnit.MONTH), rolling=True), "2011-03-31", "2011-03-01"),
]


@pytest.mark.parametrize(("window", "day", "first"), WINDOWS)
def test_a_rolling_window_ends_with_the_acts_own_day(window: Window, day: str, first: str) -> None:
    on = date.fromisoformat(day)
    start = date.fromisoformat(first)
    assert window_days(window, on) == (start, on)
    dated = under(window=window, line=Constant(yuan("500")))
    assert opened([gift("300", start)], gift("200", on, case="JK-2"), dated, on)
    assert not opened([gift("300", date.fromordinal(start.toordinal() - 1))], gift("200", on, case="JK-2"), dated, on)


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        (DurationUnit.YEAR, "2011-01-01", "2011-12-31"),
        (DurationUnit.QUARTER, "2011-04-01", "2011-06-30"),
        (DurationUnit.MONTH, "2011-06-01", "2011-06-30"),
    ],
)
def test_a_calendar_period_is_the_one_that_contains_the_day(unit: DurationUnit, first: str, last: str) -> None:
    window = Window(Duration(1, unit), rolling=False)
    assert window_days(window, DAY) == (date.fromisoformat(first), date.fromisoformat(last))
    assert opened([gift("300", date.fromisoformat(last))], gift("200", case="JK-2"), under(window=window))
    assert not opened(
        [gift("300", date.fromordinal(date.fromisoformat(first).toordinal() - 1))], gift("200", case="JK-2"), under(window=window)
    )


def test_without_a_window_everything_since_the_founding_counts() -> None:
    assert window_days(None, DAY) == (date.min, DAY)
    assert opened([gift("300", date(1990, 1, 1))], gift("200", case="JK-2"), under(window=None))


# ---- which case counts as a gift ---------------------------------------------------------------------------------


def donated(process: str = "donation", **values: object) -> Case:
    play = Play(CHARTER)
    assert play.draft("Chen", process, **values).allowed
    return play.case


def test_a_donation_counts_for_its_fundraiser() -> None:
    case = donated(amount=yuan("300"), fundraiser="Wu", donor="Li")
    assert gift_of(CHARTER, case, DAY) == Gift("ZC-2011-001", "donation", "Wu", yuan("300"), DAY)


@pytest.mark.parametrize(
    "values",
    [
        {"amount": yuan("300")},
        {"fundraiser": "Wu"},
        {"fundraiser": "Wu", "amount": 300},
        {"fundraiser": "Wu", "amount": yuan("300"), "donor": "Wu"},
    ],
)
def test_what_has_no_fundraiser_or_no_amount_or_is_his_own_gift_does_not_count(values: dict[str, object]) -> None:
    assert gift_of(CHARTER, donated(**values), DAY) is None


def test_a_case_of_another_kind_is_no_gift() -> None:
    assert gift_of(CHARTER, donated("award", fundraiser="Wu", amount=yuan("300")), DAY) is None


def test_where_donors_are_counted_their_own_gifts_do_count() -> None:
    case = donated(amount=yuan("300"), donor="Wu")
    assert gift_of(under(by="donor"), case, DAY) == Gift("ZC-2011-001", "donation", "Wu", yuan("300"), DAY)


def test_sums_are_exact() -> None:
    """A hundred gifts of 4.99 and one of 0.99 are 499.99; one fen more is the line."""
    many = [gift("4.99", case=f"JK-{n}") for n in range(100)]
    assert opened(many, gift("0.99", case="last")) == []
    assert opened(many, Gift("last", "donation", "Wu", Money(100), DAY)) != []
