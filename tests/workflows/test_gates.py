"""What must be met before a move, what the charter leaves open, and what is not executed yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from plays import Play, at_state, codes, expense, people, picture, receipt, spoken, tenure, without
from samples import (
    COMMANDER,
    COMPANY_COMMITTEE,
    DIRECTOR,
    INSTRUCTOR,
    LEADERS,
    QUARTERMASTER,
    RESOLVE,
    at,
    by_cases,
    charter,
    cite,
    move,
    named,
    over,
    requirement,
    sign,
    yuan,
)
from variants import life

from engine.case import Reason
from engine.charter import (
    Act,
    Charter,
    GiveTenure,
    Judged,
    Judgement,
    Limit,
    NoOverlap,
    Norm,
    Party,
    PartyKind,
    Silence,
    Silent,
    Then,
    Together,
)
from engine.values import Duration, DurationUnit

CHARTER = charter()
ONE, TWO = sign(COMMANDER), sign(INSTRUCTOR)


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


def test_filing_gates_nothing_once_it_is_done() -> None:
    under = gated(sign(LEADERS, act=Act.FILE))
    play = expense(under)
    assert play.case.state == "approved"
    assert codes(play.do("Chen", "pay")) == "yes R170"


def test_who_signs_before_the_decision_where_a_requirement_gates_the_way_to_it() -> None:
    """What must be recommended before it is submitted is answered while it is a draft; the rest is not."""
    early = requirement(sign(DIRECTOR, act=Act.RECOMMEND), id="a", before="submit")
    under = charter(requirements=(early, requirement(ONE, id="b")), limits=())
    play = Play(under)
    play.draft("Wu", "expense", purpose="paint", amount=yuan("3"))
    assert picture(play) == "waiting =open(Zheng)\nwaiting =later"
    assert codes(play.ask("Wang", "approve")) == "no R142 R145"
    assert codes(play.ask("Wu", "submit")) == "no R177"
    assert codes(play.do("Zheng", "approve")) == "yes R140"
    assert codes(play.do("Wu", "submit")) == "yes R170"
    assert picture(play) == "met =met\nwaiting =open(Wang)"
    play.made = replace(play.case, state="approved")
    assert codes(play.ask("Zheng", "approve")) == "no R141"


def test_where_nothing_decides_answers_are_taken_until_the_end() -> None:
    under = charter(requirements=(requirement(ONE, "donation", before="receive"),), limits=())
    play = Play(under)
    play.draft("Wu", "donation", amount=yuan("30"), fundraiser="Wu")
    assert picture(play) == "waiting =open(Wang)"
    assert codes(play.do("Wang", "approve")) == "yes R140"
    assert play.case.state == "draft"
    play.made = replace(play.case, state="reversed")
    assert codes(play.ask("Wang", "approve")) == "no R141"
    assert codes(play.ask("Wang", "return")) == "no R141"


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


def test_every_reason_against_a_move_is_told() -> None:
    pay = move("pay", "approved", "paid", QUARTERMASTER, when=over("500"), carries=("budget",), effects=(GiveTenure("commander", "x"),))
    under = charter(lifecycles=life(pay), requirements=(requirement(ONE, before="pay"),), norms=(Norm("duty", (), (), "pay"),), limits=())
    assert codes(at_state("approved", under).ask("Li", "pay", {"note": "x"})) == "no R172 R176 R173 R174 R210 R177"
