"""A move is made by those who may, from where it starts, with what it carries, once everything before it is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from plays import Play, at_state, codes, expense, people, receipt, spoken, tenure, without
from samples import (
    ACTIVITY_LIFE,
    COMMANDER,
    COMMITTEE,
    DIRECTOR,
    DONATION_LIFE,
    EXPENSE_LIFE,
    INSTRUCTOR,
    QUARTERMASTER,
    at,
    charter,
    cite,
    field,
    move,
    named,
    over,
    requirement,
    sign,
    state,
    yuan,
)
from variants import life

from engine.charter import (
    Judged,
    Judgement,
    Lifecycle,
    Not,
)
from engine.values import Duration, DurationUnit, Money

CHARTER = charter()
ONE, TWO = sign(COMMANDER), sign(INSTRUCTOR)


# ---- every state and move ----------------------------------------------------------------------------------------

STARTS = {"submit": ["draft"], "pay": ["approved"], "settle": ["paid"], "correct": ["paid", "settled"]}
MAY = {"submit": "Wu", "pay": "Chen", "settle": "Chen", "correct": "Chen"}
STATES = [each.id for each in EXPENSE_LIFE.states]


@pytest.mark.parametrize(("there", "verb", "who"), list(product(STATES, STARTS, ("Wu", "Chen"))))
def test_a_move_starts_where_it_starts_and_is_made_by_whom_it_may(there: str, verb: str, who: str) -> None:
    play = at_state(there)
    play.made = replace(play.case, attachments=(receipt(),))
    wanted = []
    if there not in STARTS[verb]:
        wanted.append("R171")
    if MAY[verb] != who:
        wanted.append("R172")
    if (there, verb) == ("review", "pay"):
        wanted.append("R177")
    assert codes(play.do(who, verb)) == (" ".join(("no", *wanted)) if wanted else "yes R170")


TOLD = [
    ("draft", "Wu", "submit", "yes|`Wu` may submit this `expense` (rules 3.1)"),
    ("approved", "Chen", "pay", "yes|`Chen` may pay this `expense` as `quartermaster` (rules 3.2)"),
    ("approved", "Wu", "pay", "no|`Wu` may not pay an `expense`: `quartermaster` must, now `Chen` (rules 3.2)"),
    (
        "draft",
        "Li",
        "settle",
        (
            "no|an `expense` that is `draft` cannot settle; that starts from `paid` (rules 3.3)"
            "|`Li` may not settle an `expense`: `quartermaster` must, now `Chen` (rules 3.3)"
        ),
    ),
    (
        "review",
        "Chen",
        "pay",
        (
            "no|an `expense` that is `review` cannot pay; that starts from `approved` (rules 3.2)"
            "|before anybody may pay it, `company committee` must answer, now `Chen`, `Li`, `Wang` (rules 7.2)"
        ),
    ),
    ("draft", "Chen", "correct", "no|an `expense` that is `draft` cannot correct; that starts from `paid`, `settled` (rules 3.4)"),
    ("draft", "Wu", "fly", "no|`expense` knows no act `fly` (rules 7.2)"),
    ("paid", "Chen", "settle", "no|to settle it, a file must be attached as `receipts` (rules 3.3)"),
]


@pytest.mark.parametrize(("there", "who", "verb", "told"), TOLD)
def test_a_move_is_told_with_its_article(there: str, who: str, verb: str, told: str) -> None:
    assert "|".join(spoken(at_state(there).ask(who, verb), CHARTER)) == told


def test_a_move_of_no_article_cites_its_kind_of_case_and_shows_what_is_assumed() -> None:
    under = charter(lifecycles=life(move("pay", "approved", "paid", QUARTERMASTER, assumed=True)))
    assert spoken(at_state("approved", under).ask("Chen", "pay"), under) == [
        "yes",
        "`Chen` may pay this `expense` as `quartermaster` (rules 7.2 [assumed])",
    ]
    assert at_state("approved", under).ask("Chen", "pay").office == "quartermaster"


@pytest.mark.parametrize(("day", "told"), [("2011-03-31 23:59", "yes R170"), ("2011-04-01 00:00", "no R172")])
def test_only_the_tenure_of_the_day_lets_anybody_move(day: str, told: str) -> None:
    facts = without(people(), "quartermaster")
    play = at_state("approved")
    play.facts = replace(facts, tenures=(*facts.tenures, tenure("Chen", "quartermaster", end=date(2011, 4, 1))))
    assert codes(play.ask("Chen", "pay", at=at(day))) == told


def test_own_case_keeps_nobody_from_a_move() -> None:
    play = at_state("approved", drafter="Chen")
    assert codes(play.do("Chen", "pay")) == "yes R170"


def test_a_committee_makes_no_move_by_one_of_its_members() -> None:
    under = charter(lifecycles=life(move("pay", "approved", "paid", COMMITTEE, cite=cite("3.2"))))
    assert spoken(at_state("approved", under).ask("Chen", "pay"), under) == [
        "no",
        "`Chen` may not pay an `expense`: `company committee` must, now `Chen`, `Li`, `Wang` (rules 3.2)",
        "a move by a resolution of `company committee` is not executed yet (rules 3.2)",
    ]
    under = charter(lifecycles=life(move("pay", "approved", "paid", COMMITTEE, QUARTERMASTER)))
    assert codes(at_state("approved", under).ask("Chen", "pay")) == "yes R170"
    assert codes(at_state("approved", under).ask("Zheng", "pay")) == "no R172 R216"


# ---- what a move carries -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "no R174 R174"),
        ({"purpose": "paint"}, "no R174"),
        ({"purpose": "", "amount": yuan("3")}, "no R174"),
        ({"purpose": "paint", "amount": yuan("3")}, "yes R170"),
        ({"purpose": "paint", "amount": yuan("3"), "note": "soon"}, "no R176"),
        ({"purpose": "paint", "amount": yuan("3"), "colour": "red", "note": "soon"}, "no R176 R176"),
    ],
)
def test_what_a_move_carries_can_be_given_with_it(values: Mapping[str, object], told: str) -> None:
    play = Play(CHARTER)
    play.draft("Wu", "expense")
    decision = play.do("Wu", "submit", values)
    assert codes(decision) == told
    if told == "no R174":
        assert spoken(decision, CHARTER)[1] in (
            "to submit it, `amount` must be filled in (rules 3.1)",
            "to submit it, `purpose` must be filled in (rules 3.1)",
        )
    if decision.allowed:
        assert (play.case.fields, play.case.revision, play.case.state) == (values, 1, "review")
    elif told.endswith("R176"):
        assert spoken(decision, CHARTER)[-1] == "to submit it, `note` cannot be given (rules 3.1)"


def test_a_move_carries_its_file() -> None:
    play = at_state("paid")
    assert codes(play.do("Chen", "settle", attachment=receipt())) == "yes R170"
    assert play.case.attachments == (receipt(),)


def test_of_several_files_each_is_named_in_its_field() -> None:
    two = tuple(
        replace(each, fields=(*each.fields, field("photo", "attachment"))) if each.id == "expense" else each for each in CHARTER.processes
    )
    play = at_state("paid", charter(processes=two))
    assert codes(play.ask("Chen", "settle", attachment=receipt())) == "no R175"
    assert codes(play.ask("Chen", "settle", {"receipts": "receipt.pdf"}, attachment=receipt())) == "yes R170"
    assert codes(play.ask("Chen", "settle", {"receipts": "other.pdf"}, attachment=receipt())) == "no R175"
    assert codes(play.do("Wu", "attach", {"receipts": None}, attachment=receipt())) == "yes R125"
    assert codes(play.ask("Chen", "settle")) == "yes R170"


def test_a_field_given_with_a_move_fells_the_signatures_that_it_changes() -> None:
    """Whoever pays cannot change the amount and keep the approval."""
    pay = move("pay", "approved", "paid", QUARTERMASTER, carries=("amount",))
    under = charter(lifecycles=life(pay), requirements=(requirement(ONE, before="pay"),), limits=())
    play = expense(under)
    assert play.do("Wang", "approve").allowed
    assert codes(play.ask("Chen", "pay", {"amount": yuan("300")})) == "yes R170"
    assert codes(play.ask("Chen", "pay", {"amount": yuan("301")})) == "no R177"


def test_what_cannot_be_given_with_a_move_helps_nobody() -> None:
    under = charter(lifecycles=life(move("pay", "approved", "paid", QUARTERMASTER, when=over("500"))))
    decision = at_state("approved", under).ask("Chen", "pay", {"amount": yuan("600")})
    assert spoken(decision, under) == [
        "no",
        "to pay it, `amount` cannot be given (rules 7.2)",
        "it does not hold that `amount` is over 500.00 yuan (`amount` is 300.00 yuan) (rules 7.2)",
    ]


# ---- conditions and time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "told"), [("999.99", "yes R170"), ("1000", "yes R170"), ("1000.01", "no R173 R181")])
def test_a_move_is_made_when_its_condition_holds(amount: str, told: str) -> None:
    play = at_state("approved", amount=amount)
    decision = play.ask("Chen", "pay")
    assert codes(decision) == told
    if not decision.allowed:
        assert spoken(decision, CHARTER)[1:] == [
            (
                "it does not hold that `amount` is at most balance of the fund"
                " (`amount` is 1,000.01 yuan, balance of the fund is 1,000.00 yuan) (rules 3.2)"
            ),
            "`company fund` holds 1,000.00 yuan, and 1,000.01 yuan would leave it: a fund never goes below zero (rules 7.8)",
        ]


def test_a_move_waits_for_what_its_condition_rests_on() -> None:
    sure = Judgement("sure", named("sure"), "expense", (DIRECTOR,), cite("8.1"))
    under = charter(
        judgements=(sure,), lifecycles=life(move("pay", "approved", "paid", QUARTERMASTER, when=Not(Judged("sure")), cite=cite("3.2")))
    )
    play = at_state("approved", under)
    assert spoken(play.ask("Chen", "pay"), under) == [
        "no",
        "nobody has judged yet whether it is `sure`: `director` must, now `Zheng` (rules 8.1)",
    ]
    assert play.do("Zheng", "judge", {"sure": True}).allowed
    assert spoken(play.ask("Chen", "pay"), under) == ["no", "it does not hold that not (it is `sure`) (rules 3.2)"]
    assert play.do("Zheng", "judge", {"sure": False}).allowed
    assert codes(play.ask("Chen", "pay")) == "yes R170"


@pytest.mark.parametrize(("day", "told"), [("2011-03-11 23:59", "no R179"), ("2011-03-12 00:00", "yes R170")])
def test_a_move_after_some_time_is_not_made_before(day: str, told: str) -> None:
    under = charter(lifecycles=life(move("pay", "approved", "paid", QUARTERMASTER, after=Duration(10, DurationUnit.DAY), cite=cite("3.2"))))
    decision = at_state("approved", under).ask("Chen", "pay", at=at(day))
    assert codes(decision) == told
    if told == "no R179":
        assert spoken(decision, under) == ["no", "nobody may pay it before 2011-03-12 00:00 (rules 3.2)"]


def test_a_move_by_time_is_made_by_nobody() -> None:
    under = charter(lifecycles=life(move("pay", "approved", "paid", after=Duration(10, DurationUnit.DAY), cite=cite("3.2"))))
    assert spoken(at_state("approved", under).ask("Chen", "pay", at=at("2011-03-20")), under) == [
        "no",
        "nobody can pay it: it comes by time alone (rules 3.2)",
    ]


# ---- names of moves ----------------------------------------------------------------------------------------------


def test_a_move_named_as_a_built_in_verb_is_made_where_it_starts() -> None:
    moves = (move("approve", "draft", "done", DIRECTOR), move("withdraw", "draft", "done", DIRECTOR))
    plain = Lifecycle("plain", named("plain"), (state("draft"), state("done", "final"), state("withdrawn", "final")), moves)
    kinds = tuple(replace(each, lifecycle="plain") if each.id == "expense" else each for each in CHARTER.processes)
    play = Play(charter(processes=kinds, lifecycles=(plain, ACTIVITY_LIFE, DONATION_LIFE, EXPENSE_LIFE), requirements=()))
    play.draft("Wu", "expense")
    assert codes(play.ask("Zheng", "approve")) == "yes R170"
    assert codes(play.ask("Wu", "withdraw")) == "no R172"
    play.do("Zheng", "approve")
    assert play.case.state == "done"
    assert codes(play.ask("Zheng", "approve")) == "no R141"


def test_money_of_another_currency_is_neither_compared_nor_posted() -> None:
    play = at_state("approved")
    play.made = replace(play.case, fields={**play.case.fields, "amount": Money(1, "EUR")})
    assert spoken(play.ask("Chen", "pay"), CHARTER)[1:] == [
        (
            "it does not hold that `amount` is at most balance of the fund"
            " (`amount` is 0.01 EUR, balance of the fund is 1,000.00 yuan) (rules 3.2)"
        ),
        "`amount` must be an amount above zero, in the currency of the charter (rules 3.2)",
    ]
