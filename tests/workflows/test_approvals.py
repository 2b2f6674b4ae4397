"""What a case must pass: who signs, in which order, how many, and what a no and a return do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from asking import JUDGED, ONE, THREE, TWO, answered, asked, changing
from plays import PEOPLE, Play, codes, expense, people, picture, tenure, without
from samples import (
    COMMANDER,
    COMMITTEE,
    DIRECTOR,
    EVERY_SQUAD_LEADER,
    LEADERS,
    LEADING_GROUP,
    MEMBERS,
    RESOLVE,
    SQUAD_LEADER,
    by_cases,
    charter,
    cite,
    over,
    relation,
    requirement,
    role,
    sign,
    two_of,
    yuan,
)

from engine.case import Reason
from engine.charter import (
    Act,
    Either,
    Judged,
    Party,
    Step,
    Take,
    Then,
    Together,
)
from engine.workflows.approvals import standing

# ---- one step ----------------------------------------------------------------------------------------------------

SIGNED = [
    # the step, the answers so far, where it stands, the state of the case
    ("one holder approves", sign(COMMANDER), "", "waiting =open(Wang)", "review"),
    ("one holder approves", sign(COMMANDER), "Wang yes", "met =met", "approved"),
    ("one holder refuses", sign(COMMANDER), "Wang no", "refused =refused", "refused"),
    ("one holder returns", sign(COMMANDER), "Wang return", "waiting =later", "draft"),
    ("any of a group", sign(LEADERS), "", "waiting =open(Li,Wang)", "review"),
    ("any of a group", sign(LEADERS), "Li yes", "met =met", "approved"),
    ("any of a group refuses", sign(LEADERS), "Li no", "refused =refused", "refused"),
    ("any of several parties", sign(COMMANDER, DIRECTOR), "", "waiting =open(Wang,Zheng)", "review"),
    ("any of several parties", sign(COMMANDER, DIRECTOR), "Zheng yes", "met =met", "approved"),
    ("one of several parties refuses", sign(COMMANDER, DIRECTOR), "Zheng no", "refused =refused", "refused"),
    ("any holder of an office", sign(SQUAD_LEADER), "", "waiting =open(Sun,Zhao,Zhou)", "review"),
    ("any holder of an office", sign(SQUAD_LEADER), "Zhou yes", "met =met", "approved"),
    ("all", sign(EVERY_SQUAD_LEADER), "Zhou yes,Sun yes", "waiting =open(Zhao)", "review"),
    ("all", sign(EVERY_SQUAD_LEADER), "Zhou yes,Sun yes,Zhao yes", "met =met", "approved"),
    ("one of all refuses", sign(EVERY_SQUAD_LEADER), "Zhou yes,Sun no", "refused =refused", "refused"),
    ("one of all returns", sign(EVERY_SQUAD_LEADER), "Zhou yes,Sun return", "waiting =later", "draft"),
    ("two of them", sign(two_of()), "Zhou yes", "waiting =open(Sun,Zhao)", "review"),
    ("two of them", sign(two_of()), "Zhou yes,Zhao yes", "met =met", "approved"),
    ("one no leaves two", sign(two_of()), "Zhou no", "waiting =open(Sun,Zhao)", "review"),
    ("one no leaves two", sign(two_of()), "Zhou no,Sun yes,Zhao yes", "met =met", "approved"),
    ("two no leave one", sign(two_of()), "Zhou no,Sun no", "refused =refused", "refused"),
    ("a no after a yes leaves one", sign(two_of()), "Zhou yes,Sun no", "waiting =open(Zhao)", "review"),
    ("one of them returns", sign(two_of()), "Zhou return", "waiting =later", "draft"),
    ("a recommendation", sign(DIRECTOR, act=Act.RECOMMEND), "Zheng yes", "met =met", "approved"),
    ("who recommends cannot refuse", sign(DIRECTOR, act=Act.RECOMMEND), "Zheng no", "waiting =later", "draft"),
    ("who recommends returns", sign(DIRECTOR, act=Act.RECOMMEND), "Zheng return", "waiting =later", "draft"),
    ("settling", sign(LEADERS, act=Act.SETTLE), "Li no", "refused =refused", "refused"),
    ("studying", sign(LEADING_GROUP, act=Act.STUDY), "Zheng yes", "met =met", "approved"),
    ("filing needs no answer", sign(LEADERS, act=Act.FILE), "", "met =met(Li,Wang)", "approved"),
    ("the keeper of the fund", sign(relation("fund keeper")), "", "waiting =open(Chen)", "review"),
    ("a resolution", RESOLVE, "", "waiting =open(Chen,Li,Wang)", "review"),
    ("a resolution", RESOLVE, "Wang yes", "waiting =open(Chen,Li)", "review"),
    ("a resolution", RESOLVE, "Wang yes,Chen yes", "met =met", "approved"),
    ("a resolution fails", RESOLVE, "Wang no,Chen abstain", "refused =refused", "refused"),
    ("a resolution is open", RESOLVE, "Wang no,Chen yes", "waiting =open(Li)", "review"),
    ("a committee asked to approve votes", sign(COMMITTEE), "Wang yes", "waiting =open(Chen,Li)", "review"),
    ("a resolution of others is signed", sign(LEADERS, act=Act.RESOLVE), "Li yes", "met =met", "approved"),
    ("a committee or the director", sign(COMMITTEE, DIRECTOR), "Wang yes,Zheng yes", "met =met", "approved"),
    ("a committee or the director", sign(COMMITTEE, DIRECTOR), "Wang no,Li yes,Chen yes", "met =met", "approved"),
]


@pytest.mark.parametrize(("story", "step", "answers", "where", "ends"), SIGNED)
def test_a_step_is_answered_by_those_asked(story: str, step: Step, answers: str, where: str, ends: str) -> None:
    play = answered(step, *filter(None, answers.split(",")))
    assert (picture(play), play.case.state) == (where, ends), story


def test_a_count_of_one_is_meant_where_none_is_written() -> None:
    assert answered(sign(role("squad leader", Take.COUNT)), "Zhou yes").case.state == "approved"


# ---- nobody left to sign -----------------------------------------------------------------------------------------

VACANT = [
    ("nobody holds it", sign(COMMANDER), "commander", "Wu", "waiting =stuck[R150]"),
    ("nobody of all holds it", sign(EVERY_SQUAD_LEADER), "squad leader", "Wu", "waiting =stuck[R150]"),
    ("nobody of two holds it", sign(two_of()), "squad leader", "Wu", "waiting =stuck[R150]"),
    ("a dormant office", sign(role("platoon leader")), "", "Wu", "waiting =stuck[R150]"),
    ("the only holder drafted it", sign(COMMANDER), "", "Wang", "waiting =stuck[R151]"),
    ("one of a group drafted it", sign(LEADERS), "", "Wang", "waiting =open(Li)"),
    ("one of all drafted it", sign(EVERY_SQUAD_LEADER), "", "Zhao", "waiting =stuck[R151]"),
    ("one of two of three drafted it", sign(two_of()), "", "Zhao", "waiting =open(Sun,Zhou)"),
    ("one of three of three drafted it", sign(two_of(count=3)), "", "Zhao", "waiting =stuck[R152]"),
    ("fewer hold it than must sign", sign(two_of("deputy")), "", "Wu", "waiting =stuck[R150]"),
    ("optional and nobody holds it", sign(COMMANDER, optional=True), "commander", "Wu", "met =skipped"),
    ("optional and somebody holds it", sign(COMMANDER, optional=True), "", "Wu", "waiting =open(Wang)"),
    ("optional, but the holder is recused", sign(COMMANDER, optional=True), "", "Wang", "waiting =stuck[R151]"),
    ("optional, one of two parties vacant", sign(COMMANDER, DIRECTOR, optional=True), "commander", "Wu", "waiting =open(Zheng)"),
    ("optional, both parties vacant", sign(COMMANDER, DIRECTOR, optional=True), "commander,director", "Wu", "met =skipped"),
    ("an optional committee without members", replace(RESOLVE, optional=True), "commander,instructor,quartermaster", "Wu", "met =skipped"),
    ("a committee without members", RESOLVE, "commander,instructor,quartermaster", "Wu", "waiting =stuck[R150]"),
    ("two parties, both stuck", sign(COMMANDER, DIRECTOR), "commander,director", "Wu", "waiting =stuck[R150][R150]"),
    ("filing with nobody", sign(COMMANDER, act=Act.FILE), "commander", "Wu", "met =met"),
]


@pytest.mark.parametrize(("story", "step", "vacant", "drafter", "where"), VACANT)
def test_a_step_that_nobody_can_answer_is_stuck_and_says_why(story: str, step: Step, vacant: str, drafter: str, where: str) -> None:
    play = answered(step, facts=without(people(), *vacant.split(",")), drafter=drafter)
    assert picture(play) == where, story


def whys(play: Play) -> list[Reason]:
    return [why for each in standing(play.charter, play.facts, play.case, play.now) for leaf in each.steps for why in leaf.why]


def test_a_stuck_step_tells_who_and_how_many() -> None:
    def reason(code: str, party: Party, **facts: object) -> list[Reason]:
        return [Reason(code, cite("7.2"), assumed=False, facts={"parties": (party,), **facts})]

    assert whys(answered(sign(COMMANDER), facts=without(people(), "commander"))) == reason("R150", COMMANDER)
    assert whys(answered(sign(EVERY_SQUAD_LEADER), drafter="Zhao")) == reason("R151", EVERY_SQUAD_LEADER, members=("Zhao",))
    assert whys(answered(sign(two_of(count=3)), drafter="Zhao")) == reason("R152", two_of(count=3), count=2, needed=3)
    assert whys(answered(sign(two_of(count=4)))) == reason("R152", two_of(count=4), count=3, needed=4)
    assert whys(answered(sign(LEADERS), facts=without(people(), "instructor"), drafter="Wang")) == reason(
        "R151", LEADERS, members=("Wang",)
    )
    hopeless = answered(RESOLVE, facts=without(people(), "instructor"), drafter="Wang")
    assert whys(hopeless) == reason("R153", COMMITTEE, count=1, needed=2)


def test_who_agreed_and_who_left_is_not_who_is_recused() -> None:
    play = answered(sign(two_of()), "Zhou yes")
    play.facts = people(tenures=(tenure("Zhou", "squad leader", "third squad"),))
    assert whys(play) == [Reason("R152", cite("7.2"), facts={"parties": (two_of(),), "count": 0, "needed": 1})]
    assert picture(play) == "waiting =stuck[R152]"


def test_an_assumption_of_clause_or_step_shows_in_what_is_said() -> None:
    vacant = without(people(), "commander")
    assert [each.assumed for each in whys(answered(sign(COMMANDER, assumed=True), facts=vacant))] == [True]
    clause = charter(requirements=(requirement(sign(COMMANDER), assumed=True),))
    assert [each.assumed for each in whys(answered(clause, facts=vacant))] == [True]


# ---- tenures in time ---------------------------------------------------------------------------------------------


def test_a_signature_given_in_term_stays_good_when_the_term_ends() -> None:
    facts = changing(tenure("Wang", "commander", end=date(2011, 4, 1)), tenure("Sun", "commander", start=date(2011, 4, 1)))
    play = answered(Then((sign(COMMANDER), sign(DIRECTOR))), "Wang yes", facts=facts)
    play.wait_until("2011-04-02")
    assert picture(play) == "waiting /0=met /1=open(Zheng)"


def test_of_several_parties_too_a_signature_counts_for_the_one_its_giver_was_of_that_day() -> None:
    facts = changing(tenure("Wang", "commander", end=date(2011, 4, 1)), tenure("Sun", "commander", start=date(2011, 4, 1)))
    play = answered(Then((sign(COMMANDER, EVERY_SQUAD_LEADER), sign(DIRECTOR))), "Wang yes", facts=facts)
    play.wait_until("2011-04-02")
    assert picture(play) == "waiting /0=met /1=open(Zheng)"


def test_a_signature_stays_good_though_nothing_is_known_any_more_of_its_givers_office() -> None:
    play = answered(Then((sign(COMMANDER), sign(DIRECTOR))), "Wang yes")
    play.facts = without(people(), "commander")
    assert picture(play) == "waiting /0=met /1=open(Zheng)"


@pytest.mark.parametrize(("day", "who"), [("2011-03-31 23:59", "Wang"), ("2011-04-01 00:00", "Sun")])
def test_only_the_tenure_of_the_day_is_asked(day: str, who: str) -> None:
    facts = changing(tenure("Wang", "commander", end=date(2011, 4, 1)), tenure("Sun", "commander", start=date(2011, 4, 1)))
    play = answered(sign(COMMANDER), facts=facts)
    play.wait_until(day)
    assert picture(play) == f"waiting =open({who})"


def test_all_means_every_seat_and_a_predecessor_has_signed_for_his() -> None:
    """The first squad's leader signed in term; his successor is not asked again, but a new seat would be."""
    leaders = (tenure("Sun", "squad leader", "second squad"), tenure("Zhou", "squad leader", "third squad"))
    facts = changing(
        tenure("Zhao", "squad leader", "first squad", end=date(2011, 3, 10)),
        tenure("Li", "squad leader", "first squad", start=date(2011, 3, 10)),
        *leaders,
    )
    play = answered(sign(EVERY_SQUAD_LEADER), "Zhao yes", facts=facts)
    play.wait_until("2011-03-10")
    assert picture(play) == "waiting =open(Sun,Zhou)"
    assert codes(play.do("Sun", "approve")) == codes(play.do("Zhou", "approve")) == "yes R140"
    assert play.case.state == "approved"


@pytest.mark.parametrize(
    ("office", "where"), [("commander", "waiting /0=met /1=open(Zheng)"), ("deputy", "waiting /0=open(Sun) /1=open(Zheng)")]
)
def test_a_predecessor_in_an_office_without_units_counts_where_it_has_one_seat(office: str, where: str) -> None:
    facts = changing(tenure("Wang", office, end=date(2011, 3, 10)), tenure("Sun", office, start=date(2011, 3, 10)))
    play = answered(Together((sign(role(office, Take.ALL)), sign(DIRECTOR))), "Wang yes", facts=facts)
    play.wait_until("2011-03-10")
    assert picture(play) == where


def test_nobody_left_of_all_is_not_everybody() -> None:
    """All have left since they signed: the office is vacant, and nothing is met by that."""
    gone = tuple(tenure(each, "squad leader", PEOPLE[each][1], end=date(2011, 3, 10)) for each in ("Zhao", "Sun", "Zhou"))
    play = answered(sign(EVERY_SQUAD_LEADER), "Zhao yes", facts=changing(*gone))
    play.wait_until("2011-03-10")
    assert picture(play) == "waiting =stuck[R150]"


def test_members_of_all_without_an_office_sign_each_for_himself() -> None:
    few = {each: people().members[each] for each in ("Wu", "Li", "Wang")}
    play = expense(asked(sign(replace(MEMBERS, take=Take.ALL))), people(members=few))
    assert picture(play) == "waiting =stuck[R151]"
    play.made = replace(play.case, drafter=None)
    for who, where in (("Li", "waiting =open(Wang,Wu)"), ("Wang", "waiting =open(Wu)"), ("Wu", "met =met")):
        assert codes(play.do(who, "approve")) == "yes R140"
        assert picture(play) == where
    play = answered(sign(replace(MEMBERS, take=Take.COUNT, count=2)), "Li yes", facts=people(members=few))
    assert picture(play) == "waiting =open(Wang)"


def test_a_signature_counts_for_the_party_that_its_giver_was_of() -> None:
    """Two squad leaders or the director: one squad leader alone is not enough, the director is."""
    either = sign(two_of(), DIRECTOR)
    assert picture(answered(either, "Zhao yes")) == "waiting =open(Sun,Zhou,Zheng)"
    assert picture(answered(either, "Zhao yes", "Sun yes")) == "met =met"
    assert picture(answered(either, "Zheng yes")) == "met =met"


# ---- steps together ----------------------------------------------------------------------------------------------

COMBINED = [
    ("then", Then((ONE, TWO, THREE)), "", "waiting /0=open(Wang) /1=later /2=later", "review"),
    ("then", Then((ONE, TWO, THREE)), "Wang yes", "waiting /0=met /1=open(Li) /2=later", "review"),
    ("then", Then((ONE, TWO, THREE)), "Wang yes,Li yes,Zheng yes", "met /0=met /1=met /2=met", "approved"),
    ("then, refused", Then((ONE, TWO)), "Wang no", "refused /0=refused /1=later", "refused"),
    ("then, refused later", Then((ONE, TWO)), "Wang yes,Li no", "refused /0=met /1=refused", "refused"),
    ("filed, then approved", Then((sign(LEADERS, act=Act.FILE), ONE)), "", "waiting /0=met(Li,Wang) /1=open(Wang)", "review"),
    ("together", Together((ONE, TWO)), "", "waiting /0=open(Wang) /1=open(Li)", "review"),
    ("together", Together((ONE, TWO)), "Li yes", "waiting /0=open(Wang) /1=met", "review"),
    ("together", Together((ONE, TWO)), "Li yes,Wang yes", "met /0=met /1=met", "approved"),
    ("together, one refuses", Together((ONE, TWO)), "Li no", "refused /0=open(Wang) /1=refused", "refused"),
    ("together, one returns", Together((ONE, TWO)), "Li return", "waiting /0=later /1=later", "draft"),
    ("either", Either((ONE, TWO)), "", "waiting /0=open(Wang) /1=open(Li)", "review"),
    ("either", Either((ONE, TWO)), "Li yes", "met /0=skipped /1=met", "approved"),
    ("either, one refuses", Either((ONE, TWO)), "Li no", "waiting /0=open(Wang) /1=refused", "review"),
    ("either, one refuses, the other agrees", Either((ONE, TWO)), "Li no,Wang yes", "met /0=met /1=refused", "approved"),
    ("either, both refuse", Either((ONE, TWO)), "Li no,Wang no", "refused /0=refused /1=refused", "refused"),
    ("either, one returns", Either((ONE, TWO)), "Li return", "waiting /0=later /1=later", "draft"),
    ("either, with more steps", Either((Then((ONE, TWO)), THREE)), "Wang yes,Zheng yes", "met /0/0=met /0/1=skipped /1=met", "approved"),
    ("either, with later steps", Either((Then((ONE, TWO)), THREE)), "Zheng yes", "met /0/0=skipped /0/1=skipped /1=met", "approved"),
    ("nested", Then((Together((ONE, TWO)), THREE)), "Wang yes", "waiting /0/0=met /0/1=open(Li) /1=later", "review"),
    ("nested", Then((Together((ONE, TWO)), THREE)), "Wang yes,Li yes", "waiting /0/0=met /0/1=met /1=open(Zheng)", "review"),
    ("nested", Then((Either((ONE, TWO)), THREE)), "Li yes", "waiting /0/0=skipped /0/1=met /1=open(Zheng)", "review"),
]


@pytest.mark.parametrize(("story", "step", "answers", "where", "ends"), COMBINED)
def test_steps_combine(story: str, step: Step, answers: str, where: str, ends: str) -> None:
    play = answered(step, *filter(None, answers.split(",")))
    assert (picture(play), play.case.state) == (where, ends), story


def test_what_cannot_be_met_does_not_hold_up_an_alternative() -> None:
    play = answered(Either((ONE, TWO)), facts=without(people(), "commander"))
    assert picture(play) == "waiting /0=stuck[R150] /1=open(Li)"
    assert play.do("Li", "approve").allowed
    assert picture(play) == "met /0=skipped /1=met"
    play = answered(Either((ONE, TWO)), "Li no", facts=without(people(), "commander"))
    assert picture(play) == "refused /0=stuck[R150] /1=refused"
    play = answered(Either((ONE, TWO)), facts=without(people(), "commander", "instructor"))
    assert picture(play) == "waiting /0=stuck[R150] /1=stuck[R150]"


def test_a_stuck_step_holds_up_the_rest() -> None:
    vacant = without(people(), "commander")
    assert picture(answered(Then((ONE, TWO)), facts=vacant)) == "waiting /0=stuck[R150] /1=later"
    assert picture(answered(Together((ONE, TWO)), "Li yes", facts=vacant)) == "waiting /0=stuck[R150] /1=met"


# ---- conditions --------------------------------------------------------------------------------------------------

BANDS = by_cases((over("500"), TWO), (over("100"), Together((ONE, TWO))), otherwise=THREE)


@pytest.mark.parametrize(
    ("amount", "where"),
    [
        ("500.01", "waiting /0=open(Li)"),
        ("500", "waiting /1/0=open(Wang) /1/1=open(Li)"),
        ("499.99", "waiting /1/0=open(Wang) /1/1=open(Li)"),
        ("100.01", "waiting /1/0=open(Wang) /1/1=open(Li)"),
        ("100", "waiting /2=open(Zheng)"),
        ("99.99", "waiting /2=open(Zheng)"),
    ],
)
def test_the_first_branch_whose_condition_holds_is_taken(amount: str, where: str) -> None:
    assert picture(expense(asked(BANDS), amount=amount)) == where


def test_a_branch_for_nothing_else_requires_nothing_else() -> None:
    assert expense(asked(by_cases((over("500"), ONE))), amount="500").case.state == "approved"
    play = expense(asked(Then((by_cases((over("500"), ONE)), TWO))), amount="500")
    assert picture(play) == "waiting /1=open(Li)"


def test_an_unknown_condition_makes_a_branch_wait_even_where_a_later_one_holds() -> None:
    step = by_cases((Judged("sure"), ONE), (over("100"), TWO), otherwise=THREE)
    play = answered(asked(step, judgements=JUDGED))
    assert picture(play) == "unknown ?sure"
    assert play.do("Zheng", "judge", {"sure": False}).allowed
    assert picture(play) == "waiting /1=open(Li)"
    assert play.do("Zheng", "judge", {"sure": True}).allowed
    assert picture(play) == "waiting /0=open(Wang)"


def test_the_other_steps_do_not_wait_for_an_unknown_branch() -> None:
    unknown = by_cases((Judged("sure"), ONE), otherwise=THREE)
    assert picture(answered(asked(Together((TWO, unknown)), judgements=JUDGED))) == "waiting /0=open(Li) ?sure"
    assert picture(answered(asked(Together((TWO, unknown)), judgements=JUDGED), "Li yes")) == "unknown /0=met ?sure"
    assert picture(answered(asked(Then((TWO, unknown)), judgements=JUDGED))) == "waiting /0=open(Li)"
    assert picture(answered(asked(Then((TWO, unknown)), judgements=JUDGED), "Li yes")) == "unknown /0=met ?sure"
    assert picture(answered(asked(Either((TWO, unknown)), judgements=JUDGED))) == "waiting /0=open(Li) ?sure"
    assert picture(answered(asked(Either((TWO, unknown)), judgements=JUDGED), "Li no")) == "unknown /0=refused ?sure"


def test_before_their_turn_branches_show_what_is_known_of_them() -> None:
    waits = [
        (by_cases((over("500"), TWO)), "waiting /0=open(Wang)"),
        (by_cases((over("100"), TWO)), "waiting /0=open(Wang) /1/0=later"),
        (by_cases((over("500"), TWO), otherwise=THREE), "waiting /0=open(Wang) /1/1=later"),
        (by_cases((Judged("sure"), TWO)), "waiting /0=open(Wang)"),
    ]
    for branch, where in waits:
        assert picture(answered(asked(Then((ONE, branch)), judgements=JUDGED))) == where


def test_before_it_is_submitted_a_branch_waits_whatever_is_known_of_it() -> None:
    waits = [
        (by_cases((over("500"), ONE)), "waiting"),
        (by_cases((over("1"), ONE)), "waiting /0=later"),
        (by_cases((Judged("sure"), ONE), otherwise=TWO), "waiting ?sure"),
    ]
    for branch, where in waits:
        play = Play(asked(branch, judgements=JUDGED))
        play.draft("Wu", "expense", amount=yuan("3"))
        assert picture(play) == where
    assert play.do("Zheng", "judge", {"sure": False}).allowed
    assert picture(play) == "waiting /1=later"
