"""A move is made by those who may, from where it starts, with what it carries, once everything before it is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from plays import Play, codes, expense, people, picture, receipt, spoken, tenure, without
from samples import (
    ACTIVITY_LIFE,
    COMMANDER,
    COMMITTEE,
    COMPANY_COMMITTEE,
    DIRECTOR,
    DONATION_LIFE,
    EXPENSE_LIFE,
    INSTRUCTOR,
    LEADERS,
    QUARTERMASTER,
    RESOLVE,
    at,
    by_cases,
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

from engine.case import Reason
from engine.charter import (
    Act,
    Charter,
    EndTenure,
    GiveTenure,
    Judged,
    Judgement,
    Lifecycle,
    Limit,
    NoOverlap,
    Norm,
    Not,
    Party,
    PartyKind,
    Silence,
    Silent,
    Then,
    Together,
)
from engine.values import Duration, DurationUnit, Money

CHARTER = charter()
ONE, TWO = sign(COMMANDER), sign(INSTRUCTOR)


def life(*moves: object, base: Lifecycle = EXPENSE_LIFE) -> tuple[Lifecycle, ...]:
    """Return the sample's lifecycles with moves of one replaced by those of the same name, or added."""
    ids = {each.id for each in moves}
    changed = replace(base, moves=(*(each for each in base.moves if each.id not in ids), *moves))
    return tuple(changed if each is base else each for each in CHARTER.lifecycles)


def at_state(there: str, under: Charter = CHARTER, **values: object) -> Play:
    play = expense(**values)
    play.charter = under
    play.made = replace(play.case, state=there)
    return play


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


# ---- requirements before a move ----------------------------------------------------------------------------------


def gated(*steps: object, **more: object) -> Charter:
    return charter(requirements=tuple(requirement(step, id=f"r{n}", before="pay", **more) for n, step in enumerate(steps)), limits=())


def test_what_must_be_met_before_a_move_is_collected_while_the_case_is_decided() -> None:
    play = expense(gated(ONE, TWO))
    assert picture(play) == "waiting =open(Wang)\nwaiting =open(Li)"
    assert play.do("Wang", "approve").allowed
    assert play.case.state == "review"
    assert play.do("Li", "approve").allowed
    assert codes(play.do("Chen", "pay")) == "yes R170"


def test_it_is_checked_again_at_the_move() -> None:
    under = gated(ONE, Together((TWO, sign(DIRECTOR))))
    play = at_state("approved", under)
    assert spoken(play.ask("Chen", "pay"), under) == [
        "no",
        "before anybody may pay it, `commander` must answer, now `Wang` (rules 7.2)",
        "before anybody may pay it, `instructor` or `director` must answer, now `Li`, `Zheng` (rules 7.2)",
    ]


def test_a_step_whose_turn_has_not_come_is_named_with_those_who_will_be_asked() -> None:
    under = gated(Then((ONE, TWO)))
    assert spoken(at_state("approved", under).ask("Chen", "pay"), under) == [
        "no",
        "before anybody may pay it, `commander` or `instructor` must answer, now `Wang` (rules 7.2)",
    ]


def test_a_no_against_it_is_told_with_its_giver() -> None:
    under = gated(Together((ONE, TWO)))
    play = expense(under)
    for who, verb in (("Li", "approve"), ("Wang", "refuse")):
        assert play.do(who, verb).allowed
    play.made = replace(play.case, state="approved")
    assert spoken(play.ask("Chen", "pay"), under) == [
        "no",
        "what must be met before anybody may pay it was not agreed to by `Wang` (rules 7.2)",
    ]
    assert codes(play.ask("Chen", "pay")) == "no R178"


@pytest.mark.parametrize("verb", ["refuse", "return"])
def test_a_return_before_it_counts_as_a_no(verb: str) -> None:
    play = expense(gated(Together((ONE, TWO))))
    assert play.do("Wang", verb).allowed
    play.made = replace(play.case, state="approved")
    assert play.ask("Chen", "pay").reasons == (
        Reason("R178", cite("7.2"), facts={"members": ("Wang",), "move": "pay", "process": "expense"}),
    )


def test_a_silence_that_lapses_before_it_counts_as_a_no() -> None:
    quiet = sign(COMMANDER, within=Duration(1, DurationUnit.HOUR), silence=Silence.LAPSES)
    play = at_state("approved", gated(quiet))
    assert play.ask("Chen", "pay", at=at("2011-03-05")).reasons == (
        Reason("R178", cite("7.2"), facts={"members": (), "move": "pay", "process": "expense"}),
    )


def test_what_is_still_to_be_answered_is_told_with_all_its_facts() -> None:
    under = charter(requirements=(requirement(ONE, before="pay", assumed=True),), limits=())
    facts = {"parties": (COMMANDER,), "members": ("Wang",), "move": "pay", "process": "expense"}
    assert at_state("approved", under).ask("Chen", "pay").reasons == (Reason("R177", cite("7.2"), assumed=True, facts=facts),)


def test_what_it_waits_for_and_what_is_stuck_is_told() -> None:
    sure = Judgement("sure", named("sure"), "expense", (DIRECTOR,))
    under = replace(gated(by_cases((Judged("sure"), ONE)), sign(COMMANDER)), judgements=(sure,))
    play = at_state("approved", under)
    play.facts = without(people(), "commander")
    assert codes(play.ask("Chen", "pay")) == "no R164 R150"


def test_a_move_that_comes_after_the_decision_tells_what_the_decision_still_needs() -> None:
    play = expense(charter(requirements=(requirement(ONE, id="a"), requirement(TWO, id="b"), requirement(ONE, id="c")), limits=()))
    assert play.do("Li", "approve").allowed
    assert codes(play.ask("Chen", "pay")) == "no R171 R177"
    assert codes(play.ask("Chen", "settle", attachment=receipt())) == "no R171"


@pytest.mark.parametrize(("before", "told"), [("pay", "no R177"), ("settle", "yes R170"), (None, "yes R170")])
def test_only_its_own_requirements_gate_a_move(before: str | None, told: str) -> None:
    under = charter(requirements=(requirement(ONE, before=before),), limits=())
    assert codes(at_state("approved", under).ask("Chen", "pay")) == told


def test_a_vote_before_a_move_still_stands_when_the_office_has_changed_hands() -> None:
    """The members are those of the day on which it was put to the vote, also when the move is made a quarter later."""
    under = gated(RESOLVE)
    change = date(2011, 4, 1)
    others = (each for each in people().tenures if each.role not in ("commander", "instructor"))
    facts = people(
        tenures=(
            tenure("Wang", "commander", end=change),
            tenure("Sun", "commander", start=change),
            tenure("Li", "instructor", end=change),
            tenure("Zhou", "instructor", start=change),
            *others,
        )
    )
    play = expense(under, facts)
    for who in ("Wang", "Li"):
        assert play.do(who, "approve").allowed
    assert play.case.state == "approved"
    assert codes(play.ask("Chen", "pay", at=at("2011-04-02"))) == "yes R170"


def test_where_nothing_decides_every_requirement_gates_every_move() -> None:
    under = charter(requirements=(requirement(ONE, "donation", "a", before="receive"), requirement(TWO, "donation", "b")), limits=())
    play = Play(under)
    play.draft("Wu", "donation", amount=yuan("30"), fundraiser="Wu")
    assert codes(play.ask("Chen", "receive")) == "no R177 R177"
    assert codes(play.do("Wang", "approve")) == "yes R140"
    assert codes(play.ask("Chen", "receive")) == "no R177"
    assert codes(play.do("Li", "approve")) == "yes R140"
    assert codes(play.do("Chen", "receive")) == "yes R170"
    assert codes(play.ask("Chen", "correct")) == "yes R170"


def test_where_nothing_decides_a_requirement_before_one_move_gates_no_other() -> None:
    under = charter(requirements=(requirement(ONE, "donation", before="correct"),), limits=())
    play = Play(under)
    play.draft("Wu", "donation", amount=yuan("30"), fundraiser="Wu")
    assert codes(play.do("Chen", "receive")) == "yes R170"
    assert codes(play.ask("Chen", "correct")) == "no R177"


def test_limits_hold_at_moves_that_a_requirement_gates() -> None:
    limit = Limit(("activity",), None, NoOverlap("office hours"), cite("7.9"))
    requirements = (requirement(sign(LEADERS), "activity", before="start"),)
    play = Play(charter(requirements=requirements, limits=()))
    play.draft("Zhao", "squad activity", start=at("2011-03-07 09:00"), end=at("2011-03-07 10:00"))
    assert play.do("Zhao", "submit").allowed
    assert play.do("Li", "approve").allowed
    assert codes(play.ask("Zhao", "start")) == "yes R170"
    play.charter = charter(requirements=requirements, limits=(limit,))
    assert codes(play.ask("Zhao", "start")) == "no R190"
    play.charter = charter(requirements=(requirement(sign(LEADERS), "activity"),), limits=(limit,))
    assert codes(play.ask("Zhao", "start")) == "yes R170"


# ---- what the charter leaves open, and what is not executed yet --------------------------------------------------


def submitting(under: Charter, drafter: str = "Wu", facts: object = None) -> Play:
    play = Play(under, facts)
    play.draft(drafter, "expense", purpose="paint", amount=yuan("300"))
    return play


def test_a_case_that_nobody_decides_is_not_submitted() -> None:
    under = charter(requirements=())
    assert spoken(submitting(under).ask("Wu", "submit"), under) == [
        "no",
        "the charter does not say who decides an `expense`; write a sentence such as `every expense must be approved by …` (rules 7.2)",
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"votes": ()},
            [
                (
                    "the charter does not say with which vote `company committee` decides;"
                    " write a sentence such as `vote majority of all members` (rules 7.5)"
                )
            ],
        ),
        (
            {"quorum": None},
            [
                (
                    "the charter does not say how many of `company committee` must be present;"
                    " write a sentence such as `quorum two thirds of members` (rules 7.2)"
                )
            ],
        ),
        ({"veto": (COMMANDER,)}, ["a veto in `company committee` is not executed yet (rules 7.2)"]),
        ({"tie_break": (COMMANDER,)}, ["a casting vote in `company committee` is not executed yet (rules 7.2)"]),
    ],
)
def test_what_the_charter_does_not_say_about_a_vote_is_told_on_submission(changes: dict[str, object], told: list[str]) -> None:
    silences = (Silent("vote", "company committee", cite("7.5")),) if "votes" in changes else ()
    under = charter(committees=(replace(COMPANY_COMMITTEE, **changes),), silences=silences)
    assert spoken(submitting(under).ask("Wu", "submit"), under) == ["no", *told]


def test_a_silent_body_is_told_on_submission() -> None:
    under = charter(requirements=(requirement(sign(Party(PartyKind.BODY, "silent body"))),))
    assert codes(submitting(under).ask("Wu", "submit")) == "no R203"


def test_a_vacant_office_keeps_nobody_from_submitting() -> None:
    under = charter(requirements=(requirement(ONE),))
    assert codes(submitting(under, facts=without(people(), "commander")).ask("Wu", "submit")) == "yes R170"


NORMS = [
    (Norm("duty", (), ("expense",), "pay"), "approved", "pay", "no R210"),
    (Norm("duty", (), ("expense",), "settle"), "approved", "pay", "yes R170"),
    (Norm("duty", (), ("donation",), "pay"), "approved", "pay", "yes R170"),
    (Norm("duty", (), (), "pay"), "approved", "pay", "no R210"),
    (Norm("duty", (), (), None), "approved", "pay", "yes R170"),
    (Norm("duty", (), ("expense",), None), "approved", "pay", "yes R170"),
    (Norm("duty", (), ("expense",), None), "draft", "submit", "no R210"),
    (Norm("duty", (), (), None), "draft", "submit", "yes R170"),
]


@pytest.mark.parametrize(("norm", "there", "verb", "told"), NORMS)
def test_a_norm_that_is_not_executed_yet_keeps_what_needs_it_from_being_done(norm: Norm, there: str, verb: str, told: str) -> None:
    play = at_state(there, charter(norms=(norm,)))
    assert codes(play.ask("Wu" if verb == "submit" else "Chen", verb)) == told


def test_an_unexecuted_norm_is_told_with_its_article() -> None:
    under = charter(norms=(Norm("publication", (), ("expense",), "pay", cite("7.7"), assumed=True),))
    assert spoken(at_state("approved", under).ask("Chen", "pay"), under) == [
        "no",
        (
            "the charter has a clause on this (`publication`) that is not executed yet,"
            " and without it this cannot be done (rules 7.7 [assumed])"
        ),
    ]


@pytest.mark.parametrize("effect", [GiveTenure("commander", "requester"), EndTenure("commander", "requester")])
def test_no_move_gives_or_ends_an_office_yet(effect: object) -> None:
    under = charter(lifecycles=life(move("pay", "approved", "paid", QUARTERMASTER, effects=(effect,), cite=cite("3.2"))))
    assert spoken(at_state("approved", under).ask("Chen", "pay"), under) == [
        "no",
        "giving or ending the office of `commander` by a move is not executed yet (rules 3.2)",
    ]


def test_every_reason_against_a_move_is_told() -> None:
    pay = move("pay", "approved", "paid", QUARTERMASTER, when=over("500"), carries=("budget",), effects=(GiveTenure("commander", "x"),))
    under = charter(lifecycles=life(pay), requirements=(requirement(ONE, before="pay"),), norms=(Norm("duty", (), (), "pay"),), limits=())
    assert codes(at_state("approved", under).ask("Li", "pay", {"note": "x"})) == "no R172 R176 R173 R174 R210 R211 R177"


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


def test_filing_gates_nothing_once_it_is_done() -> None:
    under = gated(sign(LEADERS, act=Act.FILE))
    play = expense(under)
    assert play.case.state == "approved"
    assert codes(play.do("Chen", "pay")) == "yes R170"
