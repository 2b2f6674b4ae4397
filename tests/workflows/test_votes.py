"""A committee's vote on a case: its electorate, its rules, and what the charter leaves open about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from asking import ONE, answered, asked, changing
from plays import Play, codes, expense, people, picture, tenure, without
from samples import (
    COMMANDER,
    COMMITTEE,
    COMPANY_COMMITTEE,
    DIRECTOR,
    LEADERS,
    MEMBERS,
    RESOLVE,
    SQUAD_LEADER,
    TWO_THIRDS,
    charter,
    cite,
    role,
    sign,
    yuan,
)

from engine.case import Reason
from engine.charter import (
    Base,
    Charter,
    Party,
    PartyKind,
    Quorum,
    Silent,
    Threshold,
    Vote,
)
from engine.workflows.answers import seats
from engine.workflows.approvals import standing
from engine.workflows.matter import Matter

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


def test_an_unknown_number_of_seats_harms_no_vote_that_does_not_count_them() -> None:
    both = replace(COMPANY_COMMITTEE, members=(*COMPANY_COMMITTEE.members, role("advisor")))
    assert picture(answered(asked(RESOLVE, committees=(both,)))) == "waiting =open(Chen,Li,Wang)"
