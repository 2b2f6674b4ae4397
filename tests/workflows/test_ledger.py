"""No fund goes below zero, money enters only as accepted, and every posting has an amount and two accounts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plays import Play, codes, expense, people, spoken
from samples import (
    DONATION_LIFE,
    EXPENSE_LIFE,
    MEMBERS,
    QUARTERMASTER,
    charter,
    cite,
    field,
    move,
    named,
    requirement,
    sign,
    state,
    yuan,
)

from engine.case import Posting
from engine.charter import Acceptance, Charter, Fund, Lifecycle, Party, PartyKind, Post, Reverse
from engine.values import Money, Value

CHARTER = charter()
FUND = CHARTER.funds[0]
OTHER = Fund("other fund", named("other fund"), (), (), cite("7.9"))


def paying(*effects: object, under: Charter = CHARTER, amount: str = "300", held: str = "1000", **values: Value) -> Play:
    """Return an approved expense whose payment has these effects and no condition."""
    pay = move("pay", "approved", "paid", QUARTERMASTER, effects=effects, cite=cite("3.2"))
    life = replace(EXPENSE_LIFE, moves=(EXPENSE_LIFE.moves[0], pay, *EXPENSE_LIFE.moves[2:]))
    play = expense(amount=amount, **values)
    play.charter = replace(under, lifecycles=(life, *CHARTER.lifecycles[1:]))
    play.facts = people(balances={"company fund": yuan(held)})
    play.made = replace(play.case, state="approved")
    return play


SPEND = Post("amount", None, "expense")


@pytest.mark.parametrize(("amount", "told"), [("499.99", "yes R170"), ("500", "yes R170"), ("500.01", "no R181")])
def test_a_fund_never_goes_below_zero_also_where_nothing_says_so(amount: str, told: str) -> None:
    play = paying(SPEND, amount=amount, held="500")
    decision = play.do("Chen", "pay")
    assert codes(decision) == told
    if decision.allowed:
        assert play.result.postings == (Posting("ZC-2011-001", "company fund", "expense", yuan(amount), play.now),)
        assert play.facts.balances["company fund"] == yuan("500") - yuan(amount)
    else:
        assert spoken(decision, play.charter)[1:] == [
            "`company fund` holds 500.00 yuan, and 500.01 yuan would leave it: a fund never goes below zero (rules 7.8)"
        ]


@pytest.mark.parametrize(("amount", "told"), [("250", "yes R170"), ("250.01", "no R181")])
def test_what_leaves_a_fund_at_once_is_added_up(amount: str, told: str) -> None:
    assert codes(paying(SPEND, SPEND, amount=amount, held="500").ask("Chen", "pay")) == told


def test_what_comes_back_at_once_is_counted_against_it() -> None:
    back = Post("amount", "expense", None)
    assert codes(paying(SPEND, back, amount="600", held="500").ask("Chen", "pay")) == "yes R170"


def test_money_in_an_account_that_is_no_fund_is_not_watched() -> None:
    assert codes(paying(Post("amount", "expense", "award"), amount="600", held="500").ask("Chen", "pay")) == "yes R170"


def test_a_fund_unheard_of_is_empty() -> None:
    play = paying(Post("amount", "other fund", "expense"), under=charter(funds=(FUND, OTHER)), amount="0.01")
    assert spoken(play.ask("Chen", "pay"), play.charter) == [
        "no",
        "`other fund` holds 0.00 yuan, and 0.01 yuan would leave it: a fund never goes below zero (rules 7.9)",
    ]


def test_what_enters_a_fund_in_debt_is_welcome() -> None:
    """A book taken over from paper may begin below zero; nothing more may leave it."""
    play = paying(Post("amount", "donation", None))
    play.facts = people(balances={"company fund": Money(-5)})
    play.charter = replace(play.charter, funds=(replace(FUND, accepts=()),))
    assert codes(play.ask("Chen", "pay")) == "yes R170"


@pytest.mark.parametrize("amount", [None, "300", 300, Money(0), Money(-1), Money(300, "EUR")])
def test_a_posting_needs_an_amount_above_zero(amount: object) -> None:
    play = paying(SPEND, SPEND)
    play.made = replace(play.case, fields={**play.case.fields, "amount": amount})
    assert spoken(play.ask("Chen", "pay"), play.charter) == [
        "no",
        "`amount` must be an amount above zero, in the currency of the charter (rules 3.2)",
    ]


@pytest.mark.parametrize("post", [SPEND, Post("amount", "donation", None)])
def test_where_several_funds_could_be_meant_one_must_be_named(post: Post) -> None:
    play = paying(post, under=charter(funds=(FUND, OTHER)))
    assert spoken(play.ask("Chen", "pay"), play.charter) == [
        "no",
        "the charter does not say which fund an `expense` concerns; give it a field for the fund (rules 3.2)",
    ]
    named_ = paying(Post("amount", "company fund", "expense"), under=charter(funds=(FUND, OTHER)))
    assert codes(named_.ask("Chen", "pay")) == "yes R170"


def test_the_fund_in_the_cases_field_is_meant() -> None:
    kinds = tuple(
        replace(each, fields=(*each.fields, field("from", "fund"))) if each.id == "expense" else each for each in CHARTER.processes
    )
    play = paying(SPEND, under=charter(funds=(FUND, OTHER), processes=kinds))
    play.made = replace(play.case, fields={**play.case.fields, "from": "company fund"})
    assert play.do("Chen", "pay").allowed
    assert play.result.postings[0].debit == "company fund"


def test_a_fund_of_no_article_is_short_by_that_of_the_move() -> None:
    play = paying(SPEND, amount="600", held="500", under=charter(funds=(replace(FUND, cite=None),)))
    assert play.ask("Chen", "pay").reasons[0].cite == cite("3.2")


# ---- what enters -------------------------------------------------------------------------------------------------


def receiving(fund: Fund, process: str = "donation") -> Play:
    play = Play(charter(funds=(fund,)))
    play.draft("Wu", process, amount=yuan("30"), fundraiser="Wu")
    return play


@pytest.mark.parametrize(
    ("accepts", "told"),
    [
        ((), "yes R170"),
        ((Acceptance("donation", ()),), "yes R170"),
        ((Acceptance("subsidy", ()), Acceptance("donation", ())), "yes R170"),
        ((Acceptance("subsidy", ()),), "no R183"),
    ],
)
def test_a_fund_accepts_what_the_charter_says(accepts: tuple[Acceptance, ...], told: str) -> None:
    play = receiving(replace(FUND, accepts=accepts, assumed=True))
    decision = play.ask("Chen", "receive")
    assert codes(decision) == told
    if told == "no R183":
        assert spoken(decision, play.charter) == ["no", "`company fund` does not accept a `donation` (rules 7.8 [assumed])"]


FIRST_SQUAD = Party(PartyKind.UNIT, "first squad")
OUTSIDE = Party(PartyKind.OUTSIDE, "outside")
EVERYBODY = Party(PartyKind.CATEGORY, "member")


@pytest.mark.parametrize(
    ("givers", "donor", "told"),
    [
        ((MEMBERS,), "Sun", "yes R170"),
        ((FIRST_SQUAD,), "Wu", "yes R170"),
        ((FIRST_SQUAD,), "Sun", "no R184"),
        ((FIRST_SQUAD, MEMBERS), "Sun", "yes R170"),
        ((FIRST_SQUAD, OUTSIDE), "Sun", "no R184"),
        ((OUTSIDE,), "Sun", "no R184"),
        ((OUTSIDE,), None, "yes R170"),
        ((), "Sun", "yes R170"),
    ],
)
def test_a_fund_accepts_from_whom_the_charter_says(givers: tuple[Party, ...], donor: str | None, told: str) -> None:
    play = Play(charter(funds=(replace(FUND, accepts=(Acceptance("donation", givers),)),)))
    play.draft("Wu", "donation", amount=yuan("30"), fundraiser="Wu", donor=donor)
    assert codes(play.ask("Chen", "receive")) == told


def test_what_two_sentences_accept_is_accepted() -> None:
    """Accepted from one squad by one article and from outside by another: from both, and a refusal cites the last."""
    first, second = (Acceptance("donation", (giver,), cite(number)) for giver, number in ((FIRST_SQUAD, "4.1"), (OUTSIDE, "7.8")))
    play = Play(charter(funds=(replace(FUND, accepts=(first, second)),)))
    play.draft("Wu", "donation", amount=yuan("30"), fundraiser="Wu", donor="Sun")
    assert spoken(play.ask("Chen", "receive"), play.charter) == [
        "no",
        "`company fund` accepts nothing from `Sun`: it accepts from `members of first squad` or `people outside` (rules 7.8)",
    ]


@pytest.mark.parametrize(
    ("donor", "accepts", "said"),
    [
        ("a shop", (OUTSIDE,), "yes R170"),
        ("a shop", (EVERYBODY,), "no R184"),
        ("Sun", (EVERYBODY,), "yes R170"),
        ("Sun", (OUTSIDE,), "no R184"),
        ("a shop", (EVERYBODY, OUTSIDE), "yes R170"),
    ],
)
def test_a_giver_named_in_words_is_somebody_outside(donor: str, accepts: tuple[Party, ...], said: str) -> None:
    donation = CHARTER.process("donation")
    fields = tuple(replace(each, type="text") if each.id == "donor" else each for each in donation.fields)
    others = tuple(each for each in CHARTER.processes if each.id != "donation")
    under = charter(
        funds=(replace(FUND, accepts=(Acceptance("donation", accepts),)),), processes=(*others, replace(donation, fields=fields))
    )
    play = Play(under)
    play.draft("Wu", "donation", amount=yuan("30"), fundraiser="Wu", donor=donor)
    assert codes(play.ask("Chen", "receive")) == said


def test_a_fund_takes_back_what_left_it_by_the_same_kind_of_case() -> None:
    refund = move("refund", "paid", "approved", QUARTERMASTER, effects=(Post("amount", "expense", None),))
    life = replace(EXPENSE_LIFE, moves=(*EXPENSE_LIFE.moves, refund))
    play = expense(charter(lifecycles=(life, *CHARTER.lifecycles[1:])))
    play.made = replace(play.case, state="paid")
    assert codes(play.ask("Chen", "refund")) == "yes R170"


# ---- reversal ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "told"), [("29.99", "no R181"), ("30", "yes R170")])
def test_reversing_a_gift_that_has_been_spent_would_leave_a_debt(left: str, told: str) -> None:
    play = Play(CHARTER)
    play.draft("Wu", "donation", amount=yuan("30"), fundraiser="Wu")
    assert play.do("Chen", "receive").allowed
    assert play.facts.balances["company fund"] == yuan("1030")
    play.facts = replace(play.facts, balances={"company fund": yuan(left)})
    decision = play.do("Chen", "correct")
    assert codes(decision) == told
    if decision.allowed:
        assert (play.result.reversed, play.result.postings, play.case.state) == (True, (), "reversed")
    else:
        assert spoken(decision, CHARTER)[1] == (
            "`company fund` holds 29.99 yuan, and 30.00 yuan would leave it: a fund never goes below zero (rules 7.8)"
        )


def test_reversing_a_payment_brings_money_back() -> None:
    play = paying(SPEND, held="300")
    assert play.do("Chen", "pay").allowed
    assert codes(play.do("Chen", "correct")) == "yes R170"


def test_only_moves_on_the_way_to_the_present_state_have_posted() -> None:
    """A gift that is not yet received is reversed without harm: no move that posts leads to where it is."""
    drop = move("drop", "draft", "reversed", QUARTERMASTER, effects=(Reverse(),))
    life = replace(DONATION_LIFE, moves=(*DONATION_LIFE.moves, drop))
    play = Play(charter(lifecycles=(*CHARTER.lifecycles[:2], life)), people(balances={}))
    play.draft("Wu", "donation", amount=yuan("30"), fundraiser="Wu")
    assert codes(play.ask("Chen", "drop")) == "yes R170"


def test_a_decision_between_posting_and_reversal_hides_nothing() -> None:
    states = (
        state("draft"),
        state("audit", "decide", granted="kept", refused="wrong", returned="draft", lapsed="kept"),
        state("kept"),
        state("wrong"),
        state("void", "final"),
    )
    moves = (
        move("receive", "draft", "audit", QUARTERMASTER, effects=(Post("amount", "donation", None),)),
        move("reverse", "kept,wrong", "void", QUARTERMASTER, effects=(Reverse(),)),
    )
    life = Lifecycle("donation life", named("x"), states, moves)
    under = charter(lifecycles=(*CHARTER.lifecycles[:2], life), requirements=(requirement(sign(QUARTERMASTER), "donation"),))
    play = Play(under)
    play.draft("Wu", "donation", amount=yuan("30"), fundraiser="Wu")
    assert play.do("Chen", "receive").allowed
    for there in ("kept", "wrong"):
        play.made = replace(play.case, state=there)
        play.facts = people(balances={"company fund": yuan("29")})
        assert codes(play.ask("Chen", "reverse")) == "no R181"


def test_what_could_not_have_posted_is_not_reversed() -> None:
    """Where the amount is missing no move on the way has posted it."""
    play = Play(CHARTER, people(balances={}))
    play.draft("Wu", "donation", fundraiser="Wu")
    play.made = replace(play.case, state="received")
    assert codes(play.ask("Chen", "correct")) == "yes R170"
