"""Conditions are three-valued: what is empty or not judged is unknown, never false; comparisons are exact."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import product

import pytest
from plays import Play, people
from samples import charter, field, yuan

from engine.case import Opinion
from engine.charter import And, Balance, Compare, Condition, Constant, FieldValue, IsKind, Judged, Not, Or, ParameterValue, ShareOf
from engine.values import Duration, DurationUnit, Money, Op, Value
from engine.workflows.evaluate import Missing, evaluate, failing, holds, judged, judgements, missing, operand, parameter_value
from engine.workflows.matter import Matter

CHARTER = charter()
TRUE, FALSE = Compare(Constant(1), Op.EQUAL, Constant(1)), Compare(Constant(1), Op.EQUAL, Constant(2))
UNKNOWN = Judged("important")
TRUTHS: dict[bool | None, Condition] = {True: TRUE, False: FALSE, None: UNKNOWN}


def matter(process: str = "expense", day: str | None = None, **values: object) -> Matter:
    play = Play(CHARTER)
    assert play.draft("Zhao" if process == "squad activity" else "Wu", process).allowed
    when = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else play.now
    return Matter(CHARTER, people(), replace(play.case, fields=values), when)


def compared(left: Value, op: Op, right: Value) -> bool | None:
    return holds(matter(), Compare(Constant(left), op, Constant(right)))


@pytest.mark.parametrize(
    ("op", "answers"),
    [
        (Op.AT_LEAST, (False, True, True)),
        (Op.OVER, (False, False, True)),
        (Op.AT_MOST, (True, True, False)),
        (Op.BELOW, (True, False, False)),
        (Op.EQUAL, (False, True, False)),
        (Op.NOT_EQUAL, (True, False, True)),
    ],
)
def test_bounds_are_law(op: Op, answers: tuple[bool, ...]) -> None:
    """499.99, 500 and 500.01 against 500."""
    found = tuple(compared(yuan(each), op, yuan("500")) for each in ("499.99", "500", "500.01"))
    assert found == answers


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (date(2011, 3, 1), date(2011, 3, 2), True),
        (datetime(2011, 3, 1, 15, 59, tzinfo=UTC), date(2011, 3, 2), True),
        (datetime(2011, 3, 1, 16, tzinfo=UTC), date(2011, 3, 2), False),
        (date(2011, 3, 1), datetime(2011, 3, 1, 16, tzinfo=UTC), True),
        (date(2011, 3, 2), datetime(2011, 3, 1, 16, tzinfo=UTC), False),
        (datetime(2011, 3, 1, tzinfo=UTC), datetime(2011, 3, 1, 1, tzinfo=UTC), True),
        (time(9), time(10), True),
        (time(10), time(9), False),
        (1, Fraction(3, 2), True),
        (Fraction(3, 2), 1, False),
        ("a", "b", True),
        (Duration(59, DurationUnit.MINUTE), Duration(1, DurationUnit.HOUR), True),
        (Duration(24, DurationUnit.HOUR), Duration(1, DurationUnit.DAY), False),
        (Duration(6, DurationUnit.DAY), Duration(1, DurationUnit.WEEK), True),
        (Duration(2, DurationUnit.MONTH), Duration(1, DurationUnit.QUARTER), True),
        (Duration(4, DurationUnit.QUARTER), Duration(1, DurationUnit.YEAR), False),
        (Duration(2, DurationUnit.WORKING_DAY), Duration(3, DurationUnit.WORKING_DAY), True),
        (Duration(1, DurationUnit.MONTH), Duration(30, DurationUnit.DAY), None),
        (Duration(1, DurationUnit.WORKING_DAY), Duration(2, DurationUnit.DAY), None),
        (Money(1), Money(2, "EUR"), None),
        (Money(1), 2, None),
        (True, 2, None),
        ("1", 2, None),
        (None, 2, None),
        (2, None, None),
    ],
)
def test_only_what_is_of_one_kind_can_be_compared(left: Value, right: Value, expected: bool | None) -> None:  # noqa: FBT001
    assert compared(left, Op.BELOW, right) is expected


def test_yes_and_no_are_equal_to_themselves_only() -> None:
    for left, right in product((True, False), repeat=2):
        assert compared(left, Op.EQUAL, right) is (left == right)


def test_conditions_follow_three_valued_logic() -> None:
    for one, other in product(TRUTHS, repeat=2):
        both = holds(matter("squad activity"), And((TRUTHS[one], TRUTHS[other])))
        either = holds(matter("squad activity"), Or((TRUTHS[one], TRUTHS[other])))
        assert both is (False if False in (one, other) else None if None in (one, other) else True)
        assert either is (True if True in (one, other) else None if None in (one, other) else False)
    for one, condition in TRUTHS.items():
        assert holds(matter("squad activity"), Not(condition)) is (None if one is None else not one)


def test_a_kind_is_what_it_follows_too() -> None:
    assert evaluate(CHARTER, people(), matter("squad activity").case, IsKind("activity"), matter().at) is True
    assert holds(matter("squad activity"), IsKind("squad activity")) is True
    assert holds(matter(), IsKind("activity")) is False


def test_the_last_judgement_on_the_present_content_counts() -> None:
    plain = matter("squad activity", guest="Li")
    assert judged(plain, "important") is None
    given = tuple(Opinion("important", yes, "Li", "instructor", plain.at, plain.content) for yes in (True, False))
    after = Matter(CHARTER, people(), replace(plain.case, opinions=given), plain.at)
    assert judged(after, "important") == given[1]
    assert holds(after, UNKNOWN) is False
    assert judged(after, "other") is None
    changed = Matter(CHARTER, people(), replace(after.case, fields={"guest": "Wu"}), plain.at)
    assert holds(changed, UNKNOWN) is None


def test_operands_come_from_fields_parameters_and_funds() -> None:
    found = matter(amount=yuan("300.05"))
    assert operand(found, FieldValue("amount")) == yuan("300.05")
    assert operand(found, FieldValue("purpose")) is None
    assert operand(found, Constant(3)) == 3
    assert operand(found, Balance("company fund")) == operand(found, Balance(None)) == yuan("1000")
    assert operand(found, Balance("another")) == yuan("0")
    assert operand(found, ParameterValue("award line")) == yuan("500")
    assert operand(found, ShareOf(Fraction(1, 10), FieldValue("amount"))) == yuan("30")
    assert operand(found, ShareOf(Fraction(1, 3), Balance(None))) == yuan("333.33")
    assert operand(found, ShareOf(Fraction(1, 3), FieldValue("purpose"))) is None
    assert operand(matter(count=6), ShareOf(Fraction(1, 4), FieldValue("count"))) == Fraction(3, 2)


def test_a_share_is_compared_exactly() -> None:
    """A third of 1,000.00 is over 333.33."""
    third = ShareOf(Fraction(1, 3), Balance(None))
    assert holds(matter(), Compare(third, Op.OVER, Constant(yuan("333.33")))) is True
    assert holds(matter(), Compare(third, Op.BELOW, Constant(yuan("333.34")))) is True
    assert holds(matter(), Compare(ShareOf(Fraction(1, 3), FieldValue("amount")), Op.OVER, Constant(yuan("1")))) is None


@pytest.mark.parametrize(("day", "line"), [("2011-12-31T15:59", "500"), ("2011-12-31T16:00", "800")])
def test_a_named_number_is_that_of_the_local_day(day: str, line: str) -> None:
    assert operand(matter(day=day), ParameterValue("award line")) == yuan(line)


def test_a_named_number_has_no_value_before_its_first_day() -> None:
    late = charter(parameters=(replace(CHARTER.parameter("award line"), values=((date(2012, 1, 1), yuan("800")),)),))
    assert parameter_value(late, "award line", date(2011, 12, 31)) is None
    assert parameter_value(late, "award line", date(2012, 1, 1)) == yuan("800")
    found = Matter(late, people(), matter().case, matter().at)
    condition = Compare(ShareOf(Fraction(1, 2), ParameterValue("award line")), Op.OVER, Constant(yuan("1")))
    assert missing(found, condition) == (Missing("parameter", "award line"),)


def test_what_is_missing_is_named_once() -> None:
    found = matter("squad activity")
    field_ = Compare(FieldValue("start"), Op.BELOW, FieldValue("end"))
    assert missing(found, And((UNKNOWN, Not(UNKNOWN), field_))) == (
        Missing("judgement", "important"),
        Missing("field", "start"),
        Missing("field", "end"),
    )
    assert missing(found, Or((TRUE, UNKNOWN))) == missing(found, And((FALSE, UNKNOWN))) == ()
    assert missing(found, Or((FALSE, UNKNOWN))) == (Missing("judgement", "important"),)
    assert missing(found, IsKind("activity")) == ()
    assert missing(matter(start=1), Compare(FieldValue("start"), Op.BELOW, Constant(date(2011, 1, 1)))) == ()


def test_an_unknown_balance_asks_for_the_fund() -> None:
    kinds = tuple(
        replace(each, fields=(*each.fields, field("from", "fund"))) if each.id == "expense" else each for each in CHARTER.processes
    )
    none = charter(processes=kinds, funds=())
    found = Matter(none, people(), matter().case, matter().at)
    assert missing(found, Compare(Balance(None), Op.OVER, Constant(yuan("1")))) == (Missing("field", "from"),)


def test_an_unknown_truth_that_is_no_condition_of_its_own_names_nothing() -> None:
    """A condition can only be unknown by what it rests on."""
    assert missing(matter(), Compare(Constant(None), Op.EQUAL, Constant(1))) == ()


def test_every_part_that_fails_is_told() -> None:
    found = matter("squad activity")
    other = Not(TRUE)
    assert failing(found, And((FALSE, TRUE, other, UNKNOWN))) == (FALSE, other)
    assert failing(found, And((And((FALSE, TRUE)), other))) == (FALSE, other)
    assert failing(found, Or((FALSE, other))) == (Or((FALSE, other)),)
    assert failing(found, TRUE) == failing(found, UNKNOWN) == ()


def test_a_condition_names_the_judgements_that_it_rests_on() -> None:
    assert judgements(And((Judged("a"), Not(Judged("b")), Or((Judged("c"), TRUE, IsKind("activity")))))) == ("a", "b", "c")


def test_time_runs_on() -> None:
    """The day of a matter is the local day of its instant."""
    found = matter(day="2011-12-31T16:00")
    assert found.day == date(2012, 1, 1)
    assert Matter(CHARTER, people(), found.case, found.at - timedelta(seconds=1)).day == date(2011, 12, 31)
