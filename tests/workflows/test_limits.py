"""Limits hold from submission on: free hours, time in advance, conditions; what is unknown is not respected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from plays import Play, codes, spoken
from samples import COMMANDER, LEADERS, at, by_cases, charter, cite, over, requirement, sign, yuan

from engine.charter import (
    Charter,
    Compare,
    Constant,
    FieldValue,
    Holds,
    InAdvance,
    Judged,
    Judgement,
    Limit,
    NoOverlap,
    Not,
    ParameterValue,
)
from engine.values import Duration, DurationUnit, Money, Op
from engine.workflows.limits import breaches
from engine.workflows.matter import Matter


def limited(rule: object, kind: str = "squad activity", **more: object) -> Charter:
    given = {"when": None, "cite": cite("7.9"), **more}
    return charter(
        limits=(Limit((kind,), rule=rule, **given),), requirements=(requirement(sign(LEADERS), "activity"), requirement(sign(LEADERS)))
    )


def activity(under: Charter, day: str = "2011-03-01 09:00", **values: object) -> Play:
    play = Play(under, day=day)
    assert play.draft("Zhao", "squad activity", **values).allowed
    return play


HOURS = limited(NoOverlap("office hours"))
OVERLAPS = [
    ("a Saturday", "2011-03-05 09:00", "2011-03-05 11:00", []),
    ("after work", "2011-03-07 17:30", "2011-03-07 19:00", []),
    ("the lunch hour", "2011-03-07 12:00", "2011-03-07 14:30", []),
    (
        "office hours",
        "2011-03-07 11:00",
        "2011-03-07 13:00",
        ["from 2011-03-07 11:00 to 2011-03-07 12:00 it would fall into `office hours` (rules 7.9)"],
    ),
    (
        "a make-up Saturday",
        "2011-04-02 09:00",
        "2011-04-02 10:00",
        ["from 2011-04-02 09:00 to 2011-04-02 10:00 it would fall into `office hours` (rules 7.9)"],
    ),
    ("a holiday", "2011-04-04 09:00", "2011-04-04 10:00", []),
    ("no end", "2011-03-05 09:00", None, ["`end` is empty (rules 7.9)"]),
    ("no time", None, None, ["`start` is empty (rules 7.9)", "`end` is empty (rules 7.9)"]),
    (
        "backwards",
        "2011-03-05 11:00",
        "2011-03-05 09:00",
        ["it ends at 2011-03-05 09:00, not after its start at 2011-03-05 11:00 (rules 7.9)"],
    ),
    (
        "no time at all",
        "2011-03-05 11:00",
        "2011-03-05 11:00",
        ["it ends at 2011-03-05 11:00, not after its start at 2011-03-05 11:00 (rules 7.9)"],
    ),
]


@pytest.mark.parametrize(("story", "start", "end", "told"), OVERLAPS)
def test_no_activity_falls_into_the_hours_kept_free(story: str, start: str | None, end: str | None, told: list[str]) -> None:
    play = activity(HOURS, start=at(start) if start else None, end=at(end) if end else None)
    decision = play.do("Zhao", "submit")
    assert spoken(decision, HOURS)[1:] == (told or ["`Zhao` may submit this `squad activity` (rules 7.3)"]), story
    assert decision.allowed == (not told)


def test_days_alone_are_whole_days() -> None:
    weekend = activity(HOURS, start=date(2011, 3, 5), end=date(2011, 3, 6))
    assert codes(weekend.ask("Zhao", "submit")) == "yes R170"
    assert codes(activity(HOURS, start=date(2011, 3, 5), end=date(2011, 3, 7)).ask("Zhao", "submit")) == "no R190"
    assert codes(activity(HOURS, start=date(2011, 3, 4), end=date(2011, 3, 5)).ask("Zhao", "submit")) == "no R190"
    assert codes(activity(HOURS, start=date(2011, 3, 5), end=date(2011, 3, 5)).ask("Zhao", "submit")) == "yes R170"
    assert codes(activity(HOURS, start="soon", end="later").ask("Zhao", "submit")) == "no R165 R165"


TWO_WEEKS = limited(InAdvance(Duration(2, DurationUnit.WEEK)))


@pytest.mark.parametrize(("day", "told"), [("2011-03-01 23:59", "yes R170"), ("2011-03-02 00:00", "no R192")])
def test_two_weeks_before_the_15th_end_with_the_1st(day: str, told: str) -> None:
    play = activity(TWO_WEEKS, day, start=at("2011-03-15 09:00"))
    decision = play.ask("Zhao", "submit")
    assert codes(decision) == told
    if told == "no R192":
        assert spoken(decision, TWO_WEEKS)[1] == (
            "it starts at 2011-03-15 09:00 and must be submitted 2 weeks before that, so before 2011-03-02 00:00 (rules 7.9)"
        )


@pytest.mark.parametrize("unit", [(2, DurationUnit.HOUR), (120, DurationUnit.MINUTE)])
@pytest.mark.parametrize(("minute", "told"), [("06:59", "yes R170"), ("07:00", "yes R170"), ("07:01", "no R192")])
def test_two_hours_before_are_exactly_that(unit: tuple[int, DurationUnit], minute: str, told: str) -> None:
    under = limited(InAdvance(Duration(*unit)))
    assert codes(activity(under, f"2011-03-15 {minute}", start=at("2011-03-15 09:00")).ask("Zhao", "submit")) == told


def test_what_starts_at_no_time_is_not_in_advance() -> None:
    assert spoken(activity(TWO_WEEKS).ask("Zhao", "submit"), TWO_WEEKS) == ["no", "`start` is empty (rules 7.9)"]


def test_an_edit_while_it_is_decided_is_a_new_application() -> None:
    """Moving the start nearer after submission gains nothing: the signature that would grant it is refused."""
    play = activity(TWO_WEEKS, start=at("2011-03-15 09:00"))
    assert play.do("Zhao", "submit").allowed
    play.now = at("2011-03-05")
    assert codes(play.ask("Li", "approve")) == "yes R140"
    assert play.do("Zhao", "edit", {"start": at("2011-03-16 09:00")}).allowed
    assert codes(play.ask("Li", "approve")) == "no R192"
    assert codes(play.ask("Li", "refuse")) == "yes R140"


def test_a_returned_case_is_submitted_again_in_time_or_not() -> None:
    play = activity(TWO_WEEKS, start=at("2011-03-15 09:00"))
    assert play.do("Zhao", "submit").allowed
    assert play.do("Li", "return").allowed
    play.now = at("2011-03-02 00:00")
    assert codes(play.ask("Zhao", "submit")) == "no R192"


SMALL = Not(over("200"))


@pytest.mark.parametrize(("amount", "told"), [("199.99", "yes R170"), ("200", "yes R170"), ("200.01", "no R193"), (None, "no R165")])
def test_a_condition_that_always_holds(amount: str | None, told: str) -> None:
    under = limited(Holds(SMALL), "expense", assumed=True)
    play = Play(under)
    play.draft("Wu", "expense", purpose="x", amount=yuan(amount) if amount else None)
    decision = play.ask("Wu", "submit")
    assert codes(decision).replace("no R174 ", "no ") == told
    if told == "no R193":
        assert spoken(decision, under)[1:] == ["it must hold that `amount` is at most 200.00 yuan (rules 7.9 [assumed])"]


def test_a_comparison_tells_what_it_found() -> None:
    line = Compare(FieldValue("amount"), Op.BELOW, ParameterValue("award line"))
    under = limited(Holds(line), "expense")
    play = Play(under)
    play.draft("Wu", "expense", purpose="x", amount=yuan("500"))
    assert spoken(play.ask("Wu", "submit"), under)[1:] == [
        "it must hold that `amount` is below `award line` (`amount` is 500.00 yuan, `award line` is 500.00 yuan) (rules 7.9)"
    ]


@pytest.mark.parametrize(("amount", "told"), [("100", "yes R170"), ("100.01", "no R193")])
def test_a_limit_holds_when_its_condition_does(amount: str, told: str) -> None:
    under = limited(Holds(Compare(FieldValue("purpose"), Op.EQUAL, Constant("paint"))), "expense", when=over("100"))
    play = Play(under)
    play.draft("Wu", "expense", purpose="oil", amount=yuan(amount))
    assert codes(play.ask("Wu", "submit")) == told


def test_a_limit_whose_condition_is_unknown_waits_for_it() -> None:
    under = limited(NoOverlap("office hours"), when=Judged("important"))
    play = activity(under)
    assert codes(play.ask("Zhao", "submit")) == "no R164"
    assert play.do("Li", "judge", {"important": False}).allowed
    assert codes(play.ask("Zhao", "submit")) == "yes R170"


def test_a_limit_on_a_number_without_a_value_says_so() -> None:
    late = replace(charter().parameter("award line"), values=((date(2012, 1, 1), yuan("800")),))
    under = replace(limited(Holds(Compare(FieldValue("amount"), Op.BELOW, ParameterValue("award line"))), "expense"), parameters=(late,))
    play = Play(under)
    play.draft("Wu", "expense", purpose="x", amount=yuan("500"))
    assert spoken(play.ask("Wu", "submit"), under) == ["no", "`award line` has no value on 2011-03-01 (rules 7.9)"]


def test_a_judgement_that_would_grant_respects_the_limits() -> None:
    """Judged not to be sure, nothing more would be required; but the limit does not hold."""
    sure = Judgement("sure", charter().title, "expense", (COMMANDER,))
    rule = requirement(by_cases((Judged("sure"), sign(LEADERS))))
    under = charter(requirements=(rule,), judgements=(sure,), limits=())
    play = Play(under)
    play.draft("Wu", "expense", purpose="x", amount=yuan("500"))
    assert play.do("Wu", "submit").allowed
    play.charter = replace(under, limits=(Limit(("expense",), None, Holds(SMALL), cite("7.9")),))
    assert codes(play.ask("Wang", "judge", {"sure": False})) == "no R193"
    assert codes(play.ask("Wang", "judge", {"sure": True})) == "yes R160"
    assert codes(play.do("Wang", "judge", {"sure": True})) == "yes R160"
    assert codes(play.ask("Li", "approve")) == "no R193"


@pytest.mark.parametrize(("amount", "told"), [("150", "no R193"), ("300", "yes R120")])
def test_an_edit_that_would_leave_nothing_required_respects_the_limits(amount: str, told: str) -> None:
    rule = requirement(by_cases((over("200"), sign(LEADERS))))
    limit = Limit(("expense",), None, Holds(Not(Compare(FieldValue("amount"), Op.EQUAL, Constant(yuan("150"))))), cite("7.9"))
    under = charter(requirements=(rule,), limits=(limit,))
    play = Play(under)
    play.draft("Wu", "expense", purpose="x", amount=yuan("500"))
    assert play.do("Wu", "submit").allowed
    assert codes(play.ask("Wu", "edit", {"amount": yuan(amount)})) == told
    assert play.do("Wu", "edit", {"amount": yuan("200")}).allowed
    assert play.case.state == "approved"


def test_a_refusal_keeps_its_own_reasons_and_a_draft_its_freedom() -> None:
    """Limits are no concern of who may not edit, nor of a case that is not yet submitted."""
    rule = requirement(sign(LEADERS), when=over("200"))
    under = charter(requirements=(rule,), limits=(Limit(("expense",), None, Holds(over("200")), cite("7.9")),))
    play = Play(under)
    play.draft("Wu", "expense", purpose="x", amount=yuan("100"))
    assert codes(play.do("Wu", "edit", {"amount": yuan("150")})) == "yes R120"
    assert codes(play.do("Wu", "edit", {"amount": yuan("500")})) == "yes R120"
    assert play.do("Wu", "submit").allowed
    assert codes(play.ask("Li", "edit", {"amount": yuan("150")})) == "no R121"
    assert codes(play.ask("Wu", "edit", {"amount": yuan("150")})) == "no R193"


def test_limits_bind_only_the_signature_that_completes() -> None:
    rule = (requirement(sign(LEADERS), id="a"), requirement(sign(COMMANDER), id="b"))
    play = Play(charter(requirements=rule, limits=()))
    play.draft("Wu", "expense", purpose="x", amount=yuan("500"))
    assert play.do("Wu", "submit").allowed
    play.charter = charter(requirements=rule, limits=(Limit(("expense",), None, Holds(SMALL), cite("7.9")),))
    assert codes(play.do("Li", "approve")) == "yes R140"
    assert codes(play.ask("Wang", "approve")) == "no R193"


def test_every_limit_that_is_broken_is_told() -> None:
    both = (
        Limit(("activity",), None, NoOverlap("office hours"), cite("7.9")),
        Limit(("squad activity",), None, InAdvance(Duration(3, DurationUnit.MONTH))),
    )
    play = activity(charter(limits=both), start=at("2011-03-07 09:00"), end=at("2011-03-07 10:00"))
    assert codes(play.ask("Zhao", "submit")) == "no R190 R192"
    assert [each.code for each in breaches(Matter(play.charter, play.facts, play.case, play.now))] == ["R190", "R192"]


def test_a_limit_whose_condition_compares_nothing_comparable_is_not_ignored() -> None:
    under = limited(NoOverlap("office hours"), when=Compare(Constant(yuan("1")), Op.OVER, Constant(Money(1, "EUR"))))
    assert codes(activity(under).ask("Zhao", "submit")) == "no R193"
