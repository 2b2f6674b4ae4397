"""Who may answer what: every refusal tells whose turn it is, who could, and under which article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from plays import Play, codes, expense, people, picture, spoken, tenure, without
from samples import (
    ACTIVITY_LIFE,
    COMMANDER,
    COMMITTEE,
    DIRECTOR,
    DONATION_LIFE,
    EVERY_SQUAD_LEADER,
    EXPENSE_LIFE,
    INSTRUCTOR,
    LEADERS,
    RESOLVE,
    at,
    by_cases,
    charter,
    cite,
    named,
    requirement,
    role,
    sign,
    two_of,
    yuan,
)

from engine.charter import Act, Charter, Either, Judged, Judgement, Party, PartyKind, Silence, Step, Then, Together
from engine.values import Duration, DurationUnit

ONE, TWO, THREE = sign(COMMANDER), sign(INSTRUCTOR), sign(DIRECTOR)
FILED = sign(LEADERS, act=Act.FILE)
HOURS = Duration(24, DurationUnit.HOUR)


def asked(*steps: Step, **more: object) -> Charter:
    return charter(**{"requirements": tuple(requirement(step, id=f"r{at}") for at, step in enumerate(steps)), "limits": (), **more})


def after(under: Charter, *acts: str, drafter: str = "Wu", **values: object) -> Play:
    play = expense(under, drafter=drafter, **values)
    for each in acts:
        who, verb = each.split()
        assert play.do(who, verb).allowed, each
    return play


ANSWERS = [
    # who is asked, what was done before, who does what, what he is told
    ("the holder", ONE, "", "Wang approve", "yes|`Wang` may approve it as `commander` (rules 7.2)"),
    ("the holder", ONE, "", "Wang refuse", "yes|`Wang` may approve it as `commander` (rules 7.2)"),
    ("the holder", ONE, "", "Wang return", "yes|`Wang` may approve it as `commander` (rules 7.2)"),
    (
        "an assumed step",
        sign(COMMANDER, assumed=True),
        "",
        "Wang approve",
        "yes|`Wang` may approve it as `commander` (rules 7.2 [assumed])",
    ),
    ("a voter", RESOLVE, "", "Chen abstain", "yes|`Chen` may resolve it as `quartermaster` (rules 7.2)"),
    ("no vote, no abstention", ONE, "", "Wang abstain", "no|a step that asks to approve takes no such answer (rules 7.2)"),
    ("a vote is not returned", RESOLVE, "", "Wang return", "no|a step that asks to resolve takes no such answer (rules 7.2)"),
    ("somebody else", ONE, "", "Li approve", "no|`Li` is not asked to approve it: `commander` must, now `Wang` (rules 7.2)"),
    (
        "all of them, one has signed",
        sign(EVERY_SQUAD_LEADER),
        "Sun approve",
        "Li approve",
        "no|`Li` is not asked to approve it: all of `squad leader` must, now `Zhao`, `Zhou` (rules 7.2)",
    ),
    (
        "two of them",
        sign(two_of()),
        "",
        "Li approve",
        "no|`Li` is not asked to approve it: 2 or more of `squad leader` must, now `Sun`, `Zhao`, `Zhou` (rules 7.2)",
    ),
    (
        "two parties",
        sign(LEADERS, DIRECTOR),
        "",
        "Chen approve",
        "no|`Chen` is not asked to approve it: any `company leaders` or `director` must, now `Li`, `Wang`, `Zheng` (rules 7.2)",
    ),
    ("twice", sign(two_of()), "Sun approve", "Sun approve", "no|`Sun` has answered already; nobody answers twice (rules 7.2)"),
    ("twice, otherwise", RESOLVE, "Wang approve", "Wang refuse", "no|`Wang` has answered already; nobody answers twice (rules 7.2)"),
    (
        "not yet",
        Then((ONE, TWO)),
        "",
        "Li approve",
        (
            "no|`Li` is not asked to approve it: `commander` must, now `Wang` (rules 7.2)"
            "|it is not the turn of `Li` yet: first `commander` must answer, now `Wang` (rules 7.2)"
        ),
    ),
    (
        "done already",
        Together((Either((ONE, TWO)), THREE)),
        "Wang approve",
        "Wang approve",
        (
            "no|`Wang` has answered already; nobody answers twice (rules 7.2)"
            "|`Wang` is not asked to approve it: `director` must, now `Zheng` (rules 7.2)"
        ),
    ),
    (
        "done by another",
        Together((sign(LEADERS), THREE)),
        "Wang approve",
        "Li approve",
        (
            "no|others have settled that step already: `Wang` (rules 7.2)"
            "|`Li` is not asked to approve it: `director` must, now `Zheng` (rules 7.2)"
        ),
    ),
    (
        "filing needs no answer",
        Then((FILED, THREE)),
        "",
        "Li approve",
        (
            "no|a step that asks to take note of takes no such answer (rules 7.2)"
            "|`Li` is not asked to approve it: `director` must, now `Zheng` (rules 7.2)"
        ),
    ),
]


@pytest.mark.parametrize(("story", "step", "before", "act", "told"), ANSWERS)
def test_an_answer_is_for_those_whose_turn_it_is(story: str, step: Step, before: str, act: str, told: str) -> None:
    under = asked(step)
    play = after(under, *filter(None, before.split(",")))
    assert "|".join(spoken(play.ask(*act.split()), under)) == told, story


def test_what_the_clause_assumes_is_marked() -> None:
    under = charter(requirements=(requirement(ONE, assumed=True),), limits=())
    assert spoken(after(under).ask("Wang", "approve"), under) == ["yes", "`Wang` may approve it as `commander` (rules 7.2 [assumed])"]


def test_nobody_decides_in_his_own_case() -> None:
    under = asked(sign(LEADERS))
    play = after(under, drafter="Wang")
    assert spoken(play.ask("Wang", "approve"), under) == ["no", "`Wang` may not decide in their own case (rules 7.2)"]
    assert spoken(after(under).ask("Wu", "approve"), under) == [
        "no",
        "`Wu` may not decide in their own case (rules 7.2)",
        "`Wu` is not asked to approve it: any `company leaders` must, now `Li`, `Wang` (rules 7.2)",
    ]
    under = asked(RESOLVE)
    assert codes(after(under, drafter="Wang").ask("Wang", "abstain")) == "no R143"


def test_a_person_whom_the_case_concerns_decides_nothing_in_it() -> None:
    under = charter(limits=(), requirements=(requirement(sign(LEADERS), "squad activity"),))
    play = Play(under)
    play.draft("Zhao", "squad activity", guest="Li")
    assert play.do("Zhao", "submit").allowed
    assert codes(play.ask("Li", "approve")) == "no R143"
    assert picture(play) == "waiting =open(Wang)"


def test_in_ones_own_case_a_later_step_is_no_better() -> None:
    under = asked(Then((ONE, sign(LEADERS))))
    play = after(under, drafter="Li")
    assert spoken(play.ask("Li", "approve"), under) == [
        "no",
        "`Li` may not decide in their own case (rules 7.2)",
        "`Li` is not asked to approve it: `commander` must, now `Wang` (rules 7.2)",
    ]


def test_a_requester_who_is_not_the_drafter_is_recused_as_well() -> None:
    """The drafter submits for him; neither decides."""
    under = asked(sign(LEADERS, DIRECTOR))
    play = Play(under)
    play.draft("Wang", "expense", purpose="paint", amount=yuan("3"), requester="Li")
    assert play.do("Li", "submit").allowed
    assert [codes(play.ask(each, "approve")) for each in ("Wang", "Li", "Zheng")] == ["no R143", "no R143", "yes R140"]


def test_who_is_asked_later_and_is_recused_is_not_named_as_able() -> None:
    under = asked(Then((ONE, sign(LEADERS))))
    play = after(under, drafter="Li")
    assert spoken(play.ask("Chen", "approve"), under)[-1] == (
        "`Chen` is not asked to approve it: any `company leaders` must, now `Wang` (rules 7.2)"
    )


@pytest.mark.parametrize("reason", [None, "", "  "])
@pytest.mark.parametrize(("verb", "told"), [("refuse", "no R146"), ("return", "no R146"), ("approve", "yes R140")])
def test_a_no_needs_a_reason_in_words(verb: str, told: str, reason: str | None) -> None:
    under = asked(ONE)
    decision = after(under).ask("Wang", verb, reason=reason)
    assert codes(decision) == told
    if verb == "refuse":
        assert spoken(decision, under) == ["no", "to refuse it needs a reason in words (rules 7.2)"]


def test_every_fault_of_an_answer_is_told() -> None:
    assert codes(after(asked(ONE)).ask("Li", "refuse", reason=None)) == "no R146 R142"
    assert codes(after(asked(RESOLVE)).ask("Li", "return", reason=None)) == "no R146 R147"


def test_one_act_answers_every_step_that_is_open_to_its_giver() -> None:
    under = asked(ONE, Together((sign(LEADERS), THREE)), Then((TWO, ONE)), RESOLVE)
    play = after(under)
    decision = play.do("Wang", "approve")
    assert codes(decision) == "yes R140 R140 R140"
    assert (decision.steps, decision.office) == (("r0", "r1/0", "r3"), "commander")
    assert [(each.step, each.office, each.answer) for each in play.case.signatures] == [
        ("r0", "commander", "yes"),
        ("r1/0", "commander", "yes"),
        ("r3", "commander", "yes"),
    ]
    assert play.do("Li", "approve").steps == ("r2/0", "r3")
    assert play.ask("Wang", "approve").steps == ("r2/1",)


def test_an_answer_reaches_only_the_steps_that_take_it() -> None:
    play = after(asked(ONE, RESOLVE))
    assert play.ask("Wang", "abstain").steps == ("r1",)
    assert play.ask("Wang", "return").steps == ("r0",)
    assert play.ask("Wang", "refuse").steps == ("r0", "r1")


def test_a_person_votes_where_he_is_asked_as_a_member_and_signs_where_by_office() -> None:
    """One step asks the committee or the director; the director does not vote, the commander does."""
    play = after(asked(sign(COMMITTEE, DIRECTOR)))
    assert codes(play.ask("Zheng", "return")) == "yes R140"
    assert codes(play.ask("Zheng", "abstain")) == "no R147"
    assert codes(play.ask("Wang", "abstain")) == "yes R140"
    assert codes(play.ask("Wang", "return")) == "no R147"


def test_a_signature_says_by_what_office_on_what_and_why() -> None:
    play = after(asked(sign(two_of())))
    play.do("Sun", "refuse", reason="too dear")
    given = play.case.signatures[0]
    assert (given.step, given.member, given.office, given.answer, given.at, given.reason) == (
        "r0",
        "Sun",
        "squad leader",
        "no",
        play.now,
        "too dear",
    )
    assert len(given.content) == 64


def test_a_recommendation_refused_is_a_return_and_a_choice_is_none() -> None:
    play = after(asked(sign(DIRECTOR, act=Act.RECOMMEND), sign(DIRECTOR)))
    play.do("Zheng", "refuse")
    assert [each.answer for each in play.case.signatures] == ["return", "no"]
    assert play.case.state == "refused"


@pytest.mark.parametrize("there", ["draft", "approved", "paid", "settled", "refused"])
def test_nothing_is_signed_where_nothing_is_decided(there: str) -> None:
    under = asked(ONE)
    play = after(under)
    play.made = replace(play.case, state=there)
    assert spoken(play.ask("Wang", "approve"), under) == ["no", f"nothing is to be signed on an `expense` that is `{there}` (rules 7.2)"]


def test_nothing_is_signed_where_nothing_is_asked() -> None:
    under = asked()
    play = after(asked(ONE))
    play.charter = under
    assert codes(play.ask("Wang", "approve")) == "no R141"


def test_a_state_that_cannot_return_takes_no_return() -> None:
    states = tuple(replace(each, returned=None) if each.id == "review" else each for each in EXPENSE_LIFE.states)
    under = asked(ONE, lifecycles=(replace(EXPENSE_LIFE, states=states), ACTIVITY_LIFE, DONATION_LIFE))
    assert spoken(after(under).ask("Wang", "return"), under) == ["no", "an `expense` cannot be returned (rules 7.2)"]
    assert codes(after(under).ask("Wang", "refuse")) == "yes R140"


SURE = Judgement("sure", named("sure"), "expense", (DIRECTOR,), cite("8.1"), assumed=True)


def test_what_must_be_judged_first_is_told_with_the_judges() -> None:
    under = charter(judgements=(SURE,), limits=(), requirements=(requirement(ONE, when=Judged("sure"), cite=cite("7.1")),))
    play = after(under)
    assert spoken(play.ask("Wang", "approve"), under) == [
        "no",
        "nobody has judged yet whether it is `sure`: `director` must, now `Zheng` (rules 8.1 [assumed])",
    ]
    under = asked(by_cases((Judged("sure"), ONE)), judgements=(replace(SURE, cite=None),))
    assert spoken(after(under).ask("Wang", "approve"), under) == [
        "no",
        "nobody has judged yet whether it is `sure`: `director` must, now `Zheng` (rules 7.2 [assumed])",
    ]


def test_a_step_that_is_stuck_tells_why() -> None:
    under = asked(ONE, sign(LEADERS))
    play = Play(under, without(people(), "commander"))
    play.draft("Li", "expense", purpose="x", amount=yuan("3"))
    assert play.do("Li", "submit").allowed
    assert spoken(play.ask("Li", "approve"), under) == [
        "no",
        "`Li` is not asked to approve it: `commander` must, now nobody (rules 7.2)",
        "nobody holds the office of `commander`, so nobody can answer (rules 7.2)",
        "it is the own case of `Li`, so any `company leaders` cannot answer in full (rules 7.2)",
    ]


def test_who_is_not_recused_himself_is_told_why_the_step_is_stuck_and_no_more() -> None:
    assert codes(after(asked(sign(EVERY_SQUAD_LEADER)), drafter="Zhao").ask("Sun", "approve")) == "no R151"


def test_a_step_that_time_or_filing_has_settled_concerns_only_those_asked() -> None:
    quiet = Together((sign(COMMANDER, within=HOURS, silence=Silence.PASSES), THREE))
    play = after(asked(quiet))
    play.wait_until("2011-03-04")
    assert codes(play.ask("Chen", "approve")) == "no R142"
    assert codes(play.ask("Wang", "approve")) == "no R149 R142"
    assert codes(after(asked(Then((FILED, THREE)))).ask("Chen", "approve")) == "no R142"
    assert codes(after(asked(Together((sign(LEADERS), THREE))), "Wang approve").ask("Chen", "approve")) == "no R142"


def test_a_silent_body_is_told_with_the_sentence_that_settles_it() -> None:
    silent = asked(sign(Party(PartyKind.BODY, "silent body")))
    play = after(asked(ONE))
    play.charter = silent
    assert spoken(play.ask("Zheng", "approve"), silent) == [
        "no",
        "`Zheng` is not asked to approve it: `silent body` must, now nobody (rules 7.2)",
        "the charter does not say through whom `silent body` acts; write a sentence that names the office (rules 4.3)",
    ]


@pytest.mark.parametrize(("day", "told"), [("2011-03-02 08:59", "yes R140"), ("2011-03-02 09:00", "no R149")])
def test_silence_that_has_spoken_cannot_be_broken(day: str, told: str) -> None:
    under = asked(Together((sign(COMMANDER, within=HOURS, silence=Silence.PASSES), THREE)))
    play = after(under)
    play.wait_until(day)
    decision = play.ask("Wang", "approve")
    assert codes(decision).split(" R142")[0] == told
    if told == "no R149":
        assert spoken(decision, under)[1] == "the time to answer is over (rules 7.2)"


@pytest.mark.parametrize(("day", "told"), [("2011-03-11 23:59", "yes R140"), ("2011-03-12 00:00", "no R149")])
def test_a_state_whose_time_is_over_takes_no_answers(day: str, told: str) -> None:
    ten = Duration(10, DurationUnit.DAY)
    states = tuple(replace(each, lapses_after=ten) if each.id == "review" else each for each in EXPENSE_LIFE.states)
    under = asked(ONE, lifecycles=(replace(EXPENSE_LIFE, states=states), ACTIVITY_LIFE, DONATION_LIFE))
    play = after(under)
    decision = play.ask("Wang", "approve", at=at(day))
    assert codes(decision) == told
    if told == "no R149":
        assert spoken(decision, under) == ["no", "the time to answer is over (rules 7.2)"]


@pytest.mark.parametrize(("day", "told"), [("2011-03-31 23:59", "yes R140"), ("2011-04-01 00:00", "no R142"), ("2011-04-02", "no R142")])
def test_only_the_tenure_of_the_day_lets_anybody_sign(day: str, told: str) -> None:
    play = after(asked(ONE))
    others = (each for each in people().tenures if each.role != "commander")
    change = date(2011, 4, 1)
    play.facts = people(tenures=(tenure("Wang", "commander", end=change), tenure("Sun", "commander", start=change), *others))
    play.wait_until(day)
    assert codes(play.ask("Wang", "approve")) == told


def test_the_same_reason_is_told_once() -> None:
    assert codes(after(asked(ONE, ONE)).ask("Li", "approve")) == "no R142"


def test_a_rank_that_votes_by_number_is_no_committee() -> None:
    assert codes(after(asked(sign(role("squad leader")))).ask("Sun", "abstain")) == "no R147"
