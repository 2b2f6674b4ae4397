"""Requirements add up, replace each other, wait for what is unknown; time and silence; edits and returns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import DAYS, HOURS, JUDGED, ONE, THREE, TWO, answered, asked
from plays import Play, codes, expense, people, picture, without
from samples import (
    COMMANDER,
    DIRECTOR,
    EXPENSE_LIFE,
    INSTRUCTOR,
    QUARTERMASTER,
    RESOLVE,
    by_cases,
    charter,
    over,
    requirement,
    sign,
)

from engine.charter import (
    And,
    Charter,
    Either,
    Judged,
    Or,
    Requirement,
    Silence,
    Then,
    Together,
)
from engine.workflows.approvals import outcome, standing

# ---- requirements ------------------------------------------------------------------------------------------------


def needing(*requirements: Requirement) -> Charter:
    return charter(requirements=requirements, judgements=JUDGED, limits=())


def test_requirements_add_up() -> None:
    under = needing(requirement(ONE, id="a"), requirement(TWO, id="b"), requirement(THREE, "award", id="c"))
    play = answered(under, "Li yes")
    assert (picture(play), play.case.state) == ("waiting =open(Wang)\nmet =met", "review")
    assert play.do("Wang", "approve").allowed
    assert play.case.state == "approved"


def test_a_requirement_of_a_kind_holds_for_what_follows_it() -> None:
    under = charter(requirements=(requirement(ONE, "activity", "a"),), limits=())
    play = Play(under)
    assert play.draft("Zhao", "squad activity").allowed
    assert play.do("Zhao", "submit").allowed
    assert picture(play) == "waiting =open(Wang)"


@pytest.mark.parametrize(("amount", "where"), [("500", "waiting =open(Wang)"), ("500.01", "waiting =open(Wang)\nwaiting =open(Li)")])
def test_a_requirement_holds_when_its_condition_does(amount: str, where: str) -> None:
    under = needing(requirement(ONE, id="a"), requirement(TWO, id="b", when=over("500")))
    assert picture(expense(under, amount=amount)) == where


@pytest.mark.parametrize(("amount", "where"), [("500", "waiting =open(Wang)"), ("500.01", "waiting =open(Li)")])
def test_one_requirement_stands_instead_of_another(amount: str, where: str) -> None:
    under = needing(requirement(ONE, id="a"), requirement(TWO, id="b", when=over("500"), instead_of=("a",)))
    assert picture(expense(under, amount=amount)) == where


def test_who_replaces_another_replaces_it_though_replaced_himself() -> None:
    under = needing(requirement(ONE, id="a"), requirement(TWO, id="b", instead_of=("a",)), requirement(THREE, id="c", instead_of=("b",)))
    assert picture(answered(under)) == "waiting =open(Zheng)"


def test_until_it_is_judged_neither_the_rule_nor_its_exception_can_be_signed() -> None:
    under = needing(requirement(ONE, id="a"), requirement(TWO, id="b", when=Judged("sure"), instead_of=("a",)), requirement(THREE, id="c"))
    play = answered(under)
    assert picture(play) == "unknown ?sure\nunknown ?sure\nwaiting =open(Zheng)"
    assert play.do("Zheng", "judge", {"sure": True}).allowed
    assert picture(play) == "waiting =open(Li)\nwaiting =open(Zheng)"
    assert play.do("Zheng", "judge", {"sure": False}).allowed
    assert picture(play) == "waiting =open(Wang)\nwaiting =open(Zheng)"


def test_what_is_unknown_of_a_rule_and_its_exception_is_told() -> None:
    under = needing(
        requirement(ONE, id="a", when=over("1", "budget")),
        requirement(TWO, id="b", when=And((Judged("sure"), over("1", "budget"))), instead_of=("a",)),
    )
    assert picture(answered(under)) == "unknown ?budget ?sure\nunknown ?sure ?budget"


def test_an_exception_that_surely_holds_needs_no_further_judgement() -> None:
    under = needing(
        requirement(ONE, id="a", when=Judged("sure")),
        requirement(TWO, id="b", instead_of=("a",)),
        requirement(THREE, id="c", when=Judged("sure"), instead_of=("a",)),
    )
    assert picture(answered(under)) == "waiting =open(Li)\nunknown ?sure"


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("met", "met"), "granted"),
        ((), "granted"),
        (("met", "waiting"), None),
        (("met", "unknown"), None),
        (("refused", "returned", "lapsed", "waiting"), "refused"),
        (("returned", "lapsed", "waiting"), "returned"),
        (("lapsed", "unknown"), "lapsed"),
    ],
)
def test_one_no_ends_a_case_and_all_yes_grant_it(states: tuple[str, ...], expected: str | None) -> None:
    base = standing(asked(ONE), people(), answered(ONE).case, answered(ONE).now)[0]
    assert outcome(tuple(replace(base, state=each) for each in states)) == expected


# ---- time --------------------------------------------------------------------------------------------------------

LATE = [
    (Silence.PASSES, "met =met", "approved"),
    (Silence.REFUSES, "refused =refused", "refused"),
    (Silence.LAPSES, "waiting =later", "draft"),
    (None, "waiting =open(Wang)", "review"),
]


@pytest.mark.parametrize(("silence", "where", "ends"), LATE)
def test_silence_speaks_when_the_time_is_over(silence: Silence | None, where: str, ends: str) -> None:
    """Ten days from 1 March end with the 11th at 24:00."""
    play = answered(sign(COMMANDER, within=DAYS, silence=silence))
    assert play.wait_until("2011-03-11 23:59") is None
    assert picture(play) == "waiting =open(Wang)"
    play.wait_until("2011-03-12 00:00")
    assert (picture(play), play.case.state) == (where, ends)


@pytest.mark.parametrize(
    ("silence", "where"), [(Silence.REFUSES, "refused /0=refused /1=later"), (Silence.LAPSES, "lapsed /0=lapsed /1=later")]
)
def test_nothing_comes_after_a_silence_that_does_not_agree(silence: Silence, where: str) -> None:
    play = answered(Then((sign(COMMANDER, within=HOURS, silence=silence), TWO)))
    play.now = play.now.replace(day=5)
    assert picture(play) == where


def test_who_has_spoken_in_time_is_not_silent() -> None:
    play = answered(sign(COMMANDER, within=DAYS, silence=Silence.REFUSES), "Wang yes")
    play.wait_until("2011-03-20")
    assert picture(play) == "met =met"


def test_silence_of_nobody_agrees_to_nothing() -> None:
    vacant = without(people(), "commander")
    play = answered(sign(COMMANDER, within=DAYS, silence=Silence.PASSES), facts=vacant)
    play.wait_until("2011-03-20")
    assert (picture(play), play.case.state) == ("waiting =stuck[R150]", "review")
    play = answered(sign(COMMANDER, within=DAYS, silence=Silence.REFUSES), facts=vacant)
    play.wait_until("2011-03-20")
    assert play.case.state == "refused"


def test_a_steps_time_runs_from_when_its_turn_came() -> None:
    play = answered(Then((ONE, sign(INSTRUCTOR, within=HOURS, silence=Silence.PASSES))))
    play.wait_until("2011-03-05 10:00")
    assert play.do("Wang", "approve").allowed
    due = [leaf.due for leaf in standing(play.charter, play.facts, play.case, play.now)[0].steps]
    assert due == [None, play.now.replace(day=6)]
    assert play.wait_until("2011-03-06 09:59") is None
    assert play.wait_until("2011-03-06 10:00") is not None
    assert play.case.state == "approved"


def test_silence_opens_the_next_step_at_its_own_time() -> None:
    quiet = sign(COMMANDER, within=HOURS, silence=Silence.PASSES)
    play = answered(Then((quiet, sign(INSTRUCTOR, within=HOURS, silence=Silence.REFUSES))))
    assert play.wait_until("2011-03-02 09:00") is None
    assert picture(play) == "waiting /0=met /1=open(Li)"
    assert play.wait_until("2011-03-03 08:59") is None
    assert play.wait_until("2011-03-04 09:00") is not None
    assert play.case.since.day == 3
    assert play.case.state == "refused"


def test_no_time_runs_before_the_judgement_on_which_a_step_rests() -> None:
    late = sign(COMMANDER, within=HOURS, silence=Silence.PASSES)
    for under in (
        needing(requirement(late, id="a", when=Judged("sure"))),
        needing(requirement(late, id="a", when=Or((Judged("sure"), Judged("another"))))),
        needing(requirement(by_cases((over("500"), TWO), (Judged("sure"), late)), id="a")),
    ):
        play = answered(under)
        play.wait_until("2011-03-05 10:00")
        assert play.do("Zheng", "judge", {"sure": True}).allowed
        assert play.wait_until("2011-03-06 09:59") is None
        assert play.wait_until("2011-03-06 10:00") is not None


def test_together_is_done_with_the_last_and_either_with_the_first() -> None:
    late = sign(QUARTERMASTER, within=HOURS, silence=Silence.PASSES)
    for step in (Together((ONE, TWO)), Either((Then((TWO, THREE)), ONE))):
        play = answered(Then((step, late)))
        for when, who in (("2011-03-02 09:00", "Li"), ("2011-03-03 09:00", "Wang")):
            play.wait_until(when)
            assert play.do(who, "approve").allowed
        due = standing(play.charter, play.facts, play.case, play.now)[0].steps[-1].due
        assert due is not None
        assert due.day == 4


# ---- edits and returns -------------------------------------------------------------------------------------------


def test_an_edit_fells_signatures_and_begins_the_time_anew() -> None:
    play = answered(Together((ONE, sign(INSTRUCTOR, within=HOURS, silence=Silence.PASSES))), "Wang yes")
    play.wait_until("2011-03-01 20:00")
    assert codes(play.do("Wu", "edit", {"purpose": "brushes"})) == "yes R120 R123"
    assert picture(play) == "waiting /0=open(Wang) /1=open(Li)"
    assert play.case.since == play.case.submitted == play.now
    play.wait_until("2011-03-02 10:00")
    assert picture(play) == "waiting /0=open(Wang) /1=open(Li)"
    assert codes(play.do("Wu", "edit", {"purpose": "paint"})) == "yes R120"
    assert picture(play) == "waiting /0=open(Wang) /1=open(Li)"


def test_an_unsigned_field_can_be_edited_without_harm() -> None:
    play = answered(Together((ONE, TWO)), "Wang yes")
    play.wait_until("2011-03-02")
    since = play.case.since
    assert codes(play.do("Wu", "edit", {"note": "soon"})) == "yes R120"
    assert picture(play) == "waiting /0=met /1=open(Li)"
    assert play.case.since == since


def test_a_return_keeps_earlier_signatures_and_does_not_return_again() -> None:
    play = answered(Together((ONE, TWO)), "Wang yes", "Li return")
    assert play.case.state == "draft"
    assert [each.answer for each in play.case.signatures] == ["yes", "return"]
    assert play.do("Wu", "submit").allowed
    assert picture(play) == "waiting /0=met /1=open(Li)"
    assert play.do("Li", "approve").allowed
    assert play.case.state == "approved"


def test_a_refused_case_that_comes_back_starts_a_new_round() -> None:
    """What was said against it does not outlive the round; who agreed need not say so again."""
    states = tuple(replace(each, refused="draft") if each.id == "review" else each for each in EXPENSE_LIFE.states)
    life = replace(EXPENSE_LIFE, states=states)
    under = asked(RESOLVE, sign(DIRECTOR), lifecycles=(life, *charter().lifecycles[1:]))
    play = answered(under, "Zheng yes", "Wang no", "Li no")
    assert play.case.state == "draft"
    assert play.do("Wu", "submit").allowed
    assert picture(play) == "waiting =open(Chen,Li,Wang)\nmet =met"
