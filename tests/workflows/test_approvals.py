"""What a case must pass: who signs, in which order, how many, what a no and a return do, and what silence means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from plays import PEOPLE, Play, codes, expense, people, picture, tenure, without
from samples import (
    COMMANDER,
    COMMITTEE,
    COMPANY_COMMITTEE,
    DIRECTOR,
    EVERY_SQUAD_LEADER,
    EXPENSE_LIFE,
    INSTRUCTOR,
    LEADERS,
    LEADING_GROUP,
    MEMBERS,
    QUARTERMASTER,
    RESOLVE,
    SQUAD_LEADER,
    TWO_THIRDS,
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

from engine.case import Facts, Reason
from engine.charter import (
    Act,
    And,
    Base,
    Charter,
    Either,
    Judged,
    Judgement,
    Or,
    Party,
    PartyKind,
    Quorum,
    Requirement,
    Silence,
    Silent,
    Step,
    Take,
    Then,
    Threshold,
    Together,
    Vote,
)
from engine.values import Duration, DurationUnit
from engine.workflows.answers import seats
from engine.workflows.approvals import outcome, standing
from engine.workflows.matter import Matter

DAYS = Duration(10, DurationUnit.DAY)
HOURS = Duration(24, DurationUnit.HOUR)


def asked(*steps: Step, **more: object) -> Charter:
    """Return the sample charter where an expense needs these steps and nothing else."""
    requirements = tuple(requirement(step, id=f"r{at}") for at, step in enumerate(steps))
    return charter(**{"requirements": requirements, "limits": (), **more})


def answered(step: Step | Charter, *answers: str, facts: Facts | None = None, drafter: str = "Wu", **values: object) -> Play:
    """Return an expense after some answers: `Wang yes`, `Li no`, `Li return`; each of them must be allowed."""
    play = expense(step if isinstance(step, Charter) else asked(step), facts, drafter=drafter, **values)
    for each in answers:
        who, answer = each.split()
        decision = play.do(who, {"yes": "approve", "no": "refuse"}.get(answer, answer))
        assert decision.allowed, (each, codes(decision))
    return play


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


def changing(*tenures: object) -> Facts:
    """Return the people with other tenures for the offices named."""
    replaced = {each.role for each in tenures}
    return people(tenures=(*(each for each in people().tenures if each.role not in replaced), *tenures))


def test_a_signature_given_in_term_stays_good_when_the_term_ends() -> None:
    facts = changing(tenure("Wang", "commander", end=date(2011, 4, 1)), tenure("Sun", "commander", start=date(2011, 4, 1)))
    play = answered(Then((sign(COMMANDER), sign(DIRECTOR))), "Wang yes", facts=facts)
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

ONE, TWO, THREE = sign(COMMANDER), sign(INSTRUCTOR), sign(DIRECTOR)
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


SURE = Judgement("sure", charter().title, "expense", (DIRECTOR,), cite("8.1"))
JUDGED = (*charter().judgements, SURE)


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


# ---- committees --------------------------------------------------------------------------------------------------


def committee(**changes: object) -> Charter:
    return asked(RESOLVE, committees=(replace(COMPANY_COMMITTEE, **changes),))


def test_the_electorate_is_fixed_when_the_case_is_put_to_the_vote() -> None:
    """Who has left the office cannot vote any more, who came later cannot vote yet; three stay the base."""
    facts = changing(tenure("Wang", "commander", end=date(2011, 3, 10)), tenure("Sun", "commander", start=date(2011, 3, 10)))
    play = answered(RESOLVE, "Chen yes", facts=facts)
    play.wait_until("2011-03-09")
    assert picture(play) == "waiting =open(Li,Wang)"
    play.wait_until("2011-03-10")
    assert picture(play) == "waiting =open(Li)"
    assert codes(play.do("Sun", "approve")) == "no R142"
    assert codes(play.do("Wang", "approve")) == "no R142"
    count = standing(play.charter, play.facts, play.case, play.now)[0].steps[0].count
    assert count is not None
    assert (count.members, count.waiting, count.yes) == (3, 1, 1)


def test_a_ballot_given_in_term_counts_after_it() -> None:
    facts = changing(tenure("Wang", "commander", end=date(2011, 3, 10)))
    play = answered(RESOLVE, "Wang yes", facts=facts)
    play.wait_until("2011-03-10")
    assert play.do("Li", "approve").allowed
    assert play.case.state == "approved"


def test_a_new_round_has_a_new_electorate_and_counts_its_ballots_only() -> None:
    """The commander who voted has left by the time the case is submitted again; his successor votes in his place."""
    change = date(2011, 3, 10)
    facts = changing(tenure("Wang", "commander", end=change), tenure("Sun", "commander", start=change))
    play = expense(asked(RESOLVE, sign(DIRECTOR)), facts)
    for who, verb in (("Wang", "approve"), ("Zheng", "return")):
        assert play.do(who, verb).allowed
    play.now = play.now.replace(day=15)
    assert play.do("Wu", "submit").allowed
    assert picture(play) == "waiting =open(Chen,Li,Sun)\nwaiting =open(Zheng)"
    count = standing(play.charter, play.facts, play.case, play.now)[0].steps[0].count
    assert count is not None
    assert (count.yes, count.members, count.waiting) == (0, 3, 3)


def test_who_is_recused_stays_in_the_base() -> None:
    play = answered(RESOLVE, drafter="Wang")
    assert picture(play) == "waiting =open(Chen,Li)"
    assert play.do("Li", "approve").allowed
    assert play.case.state == "review"
    assert play.do("Chen", "approve").allowed
    assert play.case.state == "approved"


def test_one_person_has_one_ballot_however_many_offices_he_holds() -> None:
    facts = changing(tenure("Li", "instructor"), tenure("Li", "commander"))
    play = answered(RESOLVE, facts=facts)
    count = standing(play.charter, play.facts, play.case, play.now)[0].steps[0].count
    assert count is not None
    assert (count.members, count.waiting) == (2, 2)
    assert play.do("Li", "approve").allowed
    assert codes(play.do("Li", "approve")) == "no R144"


def test_a_count_is_shown_also_where_others_are_asked_as_well() -> None:
    for step in (sign(DIRECTOR, COMMITTEE), sign(COMMITTEE, DIRECTOR)):
        play = answered(step, "Li yes")
        count = standing(play.charter, play.facts, play.case, play.now)[0].steps[0].count
        assert count is not None
        assert count.yes == 1


def test_a_vote_lost_by_those_who_left_is_lost_and_not_stuck() -> None:
    facts = changing(tenure("Wang", "commander", end=date(2011, 3, 10)), tenure("Li", "instructor", end=date(2011, 3, 10)))
    play = answered(RESOLVE, "Chen yes", facts=facts)
    play.wait_until("2011-03-10")
    assert picture(play) == "refused =refused"


def test_seats_are_the_base_even_where_they_are_empty() -> None:
    """Of three seats one is empty: more than half of the seats are two."""
    half = (Vote(None, (Threshold(TWO_THIRDS, strict=True, base=Base.SEATS),)),)
    play = answered(committee(votes=half), facts=without(people(), "instructor"))
    assert picture(play) == "waiting =stuck[R153]"
    play = answered(committee(votes=half), "Wang yes", "Li yes")
    assert picture(play) == "waiting =open(Chen)"


def test_the_vote_of_the_nearest_kind_counts_else_the_general_one() -> None:
    one, all_ = Threshold(TWO_THIRDS / 2, strict=False, base=Base.MEMBERS), Threshold(TWO_THIRDS, strict=True, base=Base.MEMBERS)
    quorum = Quorum(Threshold(TWO_THIRDS / 2, strict=False, base=Base.MEMBERS))
    votes = (Vote("expense", (one,)), Vote(None, (all_,)), Vote("award", (all_,)))
    assert answered(committee(votes=votes, quorum=quorum), "Li yes").case.state == "approved"
    votes = (Vote("award", (one,)), Vote(None, (all_,)))
    assert answered(committee(votes=votes, quorum=quorum), "Li yes").case.state == "review"


WEIGHTED = Threshold(TWO_THIRDS, strict=False, base=Base.MEMBERS, weight="shares")
SEATED = Threshold(TWO_THIRDS, strict=False, base=Base.SEATS)
GAPS = [
    ({"votes": ()}, "R200", None),
    ({"votes": (Vote("award", (WEIGHTED,)),)}, "R200", None),
    ({"quorum": None}, "R201", None),
    ({"votes": (), "quorum": None}, "R200 R201", None),
    ({"members": (role("advisor"),), "quorum": Quorum(SEATED)}, "R202", None),
    ({"members": (role("advisor"),), "votes": (Vote(None, (SEATED,)),)}, "R202", None),
    ({"votes": (Vote(None, (WEIGHTED,), cite("9.9")),)}, "R212", "9.9"),
    ({"votes": (Vote(None, (WEIGHTED,)),)}, "R212", None),
    ({"quorum": Quorum(WEIGHTED)}, "R212", None),
    ({"tie_break": (COMMANDER,)}, "R213", None),
    ({"veto": (COMMANDER,)}, "R214", None),
]


@pytest.mark.parametrize(("changes", "expected", "article"), GAPS)
def test_a_vote_without_its_rules_or_with_rules_not_executed_yet_is_stuck(
    changes: dict[str, object], expected: str, article: str | None
) -> None:
    there = expense(asked(ONE))
    found = standing(committee(**changes), people(), there.case, there.now)[0].steps[0]
    assert found.state == "stuck"
    assert found.why == tuple(Reason(each, cite(article or "7.2"), facts={"committee": "company committee"}) for each in expected.split())


@pytest.mark.parametrize(
    ("silences", "article"),
    [
        ((Silent("vote", "company committee", cite("7.5")),), "7.5"),
        ((Silent("quorum", "company committee", cite("7.4")), Silent("vote", "company committee", cite("7.5"))), "7.5"),
        ((Silent("quorum", "company committee", cite("7.4")),), "7.4"),
        ((Silent("vote", "other", cite("7.4")),), "7.2"),
    ],
)
def test_the_article_that_leaves_it_open_is_cited(silences: tuple[Silent, ...], article: str) -> None:
    under = asked(RESOLVE, committees=(replace(COMPANY_COMMITTEE, votes=()),), silences=silences)
    there = expense(asked(ONE))
    found = standing(under, people(), there.case, there.now)[0].steps[0].why
    assert [(each.code, each.cite) for each in found] == [("R200", cite(article))]


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (COMMANDER, 1),
        (SQUAD_LEADER, 3),
        (role("deputy"), 2),
        (role("advisor"), None),
        (LEADERS, 2),
        (MEMBERS, 8),
        (COMMITTEE, 3),
    ],
)
def test_seats_are_those_of_the_charter(party: Party, expected: int | None) -> None:
    play = answered(ONE)
    assert seats(Matter(play.charter, play.facts, play.case, play.now), party) == expected


def test_two_leaders_a_squad_are_twice_the_squads() -> None:
    twice = tuple(replace(each, seats=2) if each.id == "squad leader" else each for each in charter().roles)
    play = answered(asked(ONE, roles=twice))
    assert seats(Matter(play.charter, play.facts, play.case, play.now), SQUAD_LEADER) == 6


def test_a_body_that_acts_through_nobody_is_silent_under_its_article_and_never_skipped() -> None:
    there = expense(asked(ONE))
    for optional in (False, True):
        step = sign(Party(PartyKind.BODY, "silent body"), optional=optional)
        found = standing(asked(step), people(), there.case, there.now)[0].steps[0]
        assert (found.state, found.why) == ("stuck", (Reason("R203", cite("4.3"), facts={"body": "silent body"}),))


def test_amounts_do_not_matter_to_those_who_are_not_asked() -> None:
    """Nothing is asked of an expense before it is submitted."""
    play = Play(asked(ONE))
    assert play.draft("Wu", "expense", amount=yuan("3")).allowed
    assert picture(play) == "waiting =later"
