"""Only a membership and a tenure in force on the day authorise, and a party is whoever holds it on that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from plays import FOUNDED, Play, people, tenure
from samples import (
    COMMANDER,
    COMMITTEE,
    LEADERS,
    LEADING_GROUP,
    MEMBERS,
    SQUAD_LEADER,
    at,
    charter,
    field,
    named,
    relation,
    role,
    two_of,
    yuan,
)

from engine.case import Case, Facts, Member
from engine.charter import Fund, Group, Party, PartyKind, Role, Take, Term
from engine.values import Duration, DurationUnit
from engine.workflows.matter import Matter
from engine.workflows.tenures import Holder, fund_of, holders, in_the_way, people_in, serving, term_end, unit_of

DAY = date(2011, 3, 1)
CHARTER = charter()
BODY = Party(PartyKind.BODY, "silent body")


def who(party: Party, case: Case | None = None, facts: Facts | None = None, on: date = DAY) -> str:
    return " ".join(each.member for each in holders(CHARTER, facts or people(), party, case, on))


def drafted(process: str = "expense", drafter: str = "Wu", **values: object) -> Case:
    play = Play(CHARTER)
    assert play.draft(drafter, process, **values).allowed
    return play.case


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (COMMANDER, "Wang"),
        (SQUAD_LEADER, "Sun Zhao Zhou"),
        (two_of(), "Sun Zhao Zhou"),
        (role("platoon leader"), ""),
        (LEADERS, "Li Wang"),
        (COMMITTEE, "Chen Li Wang"),
        (LEADING_GROUP, "Zheng"),
        (BODY, ""),
        (MEMBERS, "Chen Li Sun Wang Wu Zhao Zheng Zhou"),
        (Party(PartyKind.UNIT, "first squad"), "Wu Zhao"),
        (Party(PartyKind.UNIT, "company"), "Sun Wu Zhao Zhou"),
        (Party(PartyKind.UNIT, "squad"), "Sun Wu Zhao Zhou"),
        (Party(PartyKind.UNIT, "section"), ""),
        (Party(PartyKind.CATEGORY, "applicant"), ""),
        (relation("drafter"), ""),
        (relation("requester"), ""),
        (relation("fund keeper"), ""),
        (Party(PartyKind.FIELD, "guest"), ""),
        (Party(PartyKind.OUTSIDE, "outside"), ""),
    ],
)
def test_without_a_case_a_party_is_everybody_who_holds_it(party: Party, expected: str) -> None:
    assert who(party) == expected


def test_an_office_of_each_unit_is_that_of_the_unit_that_the_case_names() -> None:
    case = drafted("squad activity", "Zhao")
    assert who(SQUAD_LEADER, case) == "Zhao"
    assert who(role("squad leader", Take.ALL), case) == "Sun Zhao Zhou"
    assert who(role("squad leader", Take.ANY), case) == "Sun Zhao Zhou"
    assert who(SQUAD_LEADER, drafted()) == "Sun Zhao Zhou"
    assert who(Party(PartyKind.UNIT, "squad"), case) == "Wu Zhao"


@pytest.mark.parametrize(
    ("requester", "expected"), [(None, "Wu"), ("Sun", "Sun"), ("Nobody", ""), (("Sun", "Zhou"), "Sun Zhou"), ("", "Wu")]
)
def test_the_requester_is_in_its_field_or_else_the_drafter(requester: object, expected: str) -> None:
    case = drafted(requester=requester)
    assert who(relation("requester"), case) == expected
    assert who(relation("drafter"), case) == "Wu"


def test_a_case_opened_by_the_engine_has_no_drafter() -> None:
    case = replace(drafted(), drafter=None)
    assert who(relation("drafter"), case) == who(relation("requester"), case) == ""


def test_the_person_in_a_field_may_act() -> None:
    assert who(Party(PartyKind.FIELD, "guest"), drafted("squad activity", "Zhao", guest="Li")) == "Li"


def test_the_keeper_is_that_of_the_cases_fund() -> None:
    assert who(relation("fund keeper"), drafted()) == "Chen"
    two = charter(funds=(*CHARTER.funds, Fund("other", named("other"), (COMMANDER,), ())))
    assert holders(two, people(), relation("fund keeper"), drafted(), DAY) == ()


@pytest.mark.parametrize(("value", "expected"), [("company fund", "company fund"), ("other", "other"), (None, None), ("", None)])
def test_a_case_has_the_fund_in_its_field_or_the_only_one(value: str | None, expected: str | None) -> None:
    kinds = tuple(
        replace(each, fields=(*each.fields, field("from", "fund"))) if each.id == "expense" else each for each in CHARTER.processes
    )
    two = charter(processes=kinds, funds=(*CHARTER.funds, Fund("other", named("other"), (), ())))
    case = replace(drafted(), fields={"from": value} if value is not None else {})
    assert fund_of(two, case) == expected
    assert fund_of(charter(processes=kinds), replace(case, fields={})) == "company fund"


@pytest.mark.parametrize(
    ("squad", "kind", "expected"),
    [
        ("first squad", "squad", "first squad"),
        ("first squad", "section", None),
        ("section", "squad", None),
        ("no such", "squad", None),
        (None, "squad", None),
    ],
)
def test_a_case_names_a_unit_of_a_kind(squad: str | None, kind: str, expected: str | None) -> None:
    assert unit_of(CHARTER, replace(drafted("activity plan", "Wang"), fields={"squad": squad}), kind) == expected


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2011-02-28", False), ("2011-03-01", True), ("2011-05-31", True), ("2011-06-01", False)],
)
def test_a_tenure_is_half_open(day: str, holds: bool) -> None:  # noqa: FBT001
    facts = people(tenures=(tenure("Wu", "commander", None, date(2011, 3, 1), date(2011, 6, 1)),))
    assert who(COMMANDER, None, facts, date.fromisoformat(day)) == ("Wu" if holds else "")


@pytest.mark.parametrize(
    ("day", "member"),
    [("2011-02-28", False), ("2011-03-01", True), ("2011-05-31", True), ("2011-06-01", False)],
)
def test_membership_is_half_open_and_an_office_rests_on_it(day: str, member: bool) -> None:  # noqa: FBT001
    facts = people(
        members={"Wu": Member("Wu", "Wu", "staff", None, date(2011, 3, 1), date(2011, 6, 1))}, tenures=(tenure("Wu", "commander"),)
    )
    on = date.fromisoformat(day)
    assert serving(facts, "Wu", on) is member
    assert who(COMMANDER, None, facts, on) == who(MEMBERS, None, facts, on) == ("Wu" if member else "")
    assert who(Party(PartyKind.CATEGORY, "staff"), None, facts, on) == ("Wu" if member else "")
    assert who(Party(PartyKind.CATEGORY, "applicant"), None, facts, on) == ""
    assert not serving(facts, "Nobody", on)


def test_an_office_that_never_ends_holds_and_holders_come_in_order() -> None:
    facts = people(tenures=(tenure("Zhou", "deputy"), tenure("Li", "deputy"), tenure("Zhou", "squad leader", "third squad")))
    assert holders(CHARTER, facts, role("deputy"), None, date(2030, 1, 1)) == (Holder("Li", "deputy"), Holder("Zhou", "deputy"))
    both = charter(groups=(Group("g", named("g"), (role("squad leader"), role("deputy"), role("deputy"))),))
    assert holders(both, facts, Party(PartyKind.GROUP, "g"), None, DAY) == (
        Holder("Li", "deputy"),
        Holder("Zhou", "deputy"),
        Holder("Zhou", "squad leader", "third squad"),
    )


@pytest.mark.parametrize(
    ("length", "start", "end"),
    [
        (Duration(1, DurationUnit.QUARTER), "2011-01-13", "2011-04-01"),
        (Duration(1, DurationUnit.QUARTER), "2011-04-01", "2011-07-01"),
        (Duration(2, DurationUnit.QUARTER), "2011-12-31", "2012-04-01"),
        (Duration(1, DurationUnit.YEAR), "2011-01-13", "2012-01-13"),
        (Duration(1, DurationUnit.YEAR), "2012-02-29", "2013-02-28"),
        (Duration(3, DurationUnit.MONTH), "2010-11-30", "2011-02-28"),
        (None, "2011-01-13", None),
    ],
)
def test_a_term_ends_at_the_quarters_border_or_on_the_same_day(length: Duration | None, start: str, end: str | None) -> None:
    under = charter(roles=(Role("x", named("x"), None, term=Term(length)),))
    assert term_end(under, "x", date.fromisoformat(start)) == (date.fromisoformat(end) if end else None)


def test_an_office_without_a_term_says_nothing_about_its_end() -> None:
    assert term_end(charter(roles=(Role("x", named("x"), None),)), "x", FOUNDED) is None


@pytest.mark.parametrize(("value", "expected"), [(None, ()), ("", ()), ("Li", ("Li",)), (("Li", "Wang"), ("Li", "Wang")), (yuan("3"), ())])
def test_a_field_names_nobody_somebody_or_several(value: object, expected: tuple[str, ...]) -> None:
    assert people_in(replace(drafted(), fields={"who": value}), "who") == expected


def test_of_people_asked_by_name_one_after_another_each_is_himself() -> None:
    matter = Matter(CHARTER, people(), drafted(), at("2011-03-01"))
    found = [matter.holder((Party(PartyKind.MEMBER, each),), each) for each in ("Li", "Wang", "Chen")]
    assert found == [Holder("Li"), Holder("Wang"), Holder("Chen")]


@pytest.mark.parametrize(
    ("seats", "held", "free"),
    [
        (1, "", True),
        (1, "2011-01-01 2011-03-01", True),
        (1, "2011-01-01 2011-03-02", False),
        (1, "2011-05-31 ", False),
        (1, "2011-06-01 ", True),
        (1, "2011-01-01 ", False),
        (2, "2011-01-01 ", True),
        (2, "2011-01-01 2011-04-01; 2011-04-01 ", True),
        (2, "2011-01-01 2011-04-02; 2011-04-01 ", False),
        (None, "2011-01-01 ; 2011-01-01 ", True),
    ],
)
def test_an_office_has_no_more_holders_than_seats_on_any_day(seats: int | None, held: str, free: bool) -> None:  # noqa: FBT001
    """The wanted tenure runs from 1 March to 31 May; a tenure ends before its last day."""
    spans = [each.strip(" ").split(" ") for each in held.split(";")] if held else []
    tenures = [tenure("Li", "leader", None, date.fromisoformat(each[0]), _day(each[1:])) for each in spans]
    wanted = tenure("Wu", "leader", None, date(2011, 3, 1), date(2011, 6, 1))
    others = [tenure("Li", "clerk"), tenure("Li", "leader", "first squad")]
    way = in_the_way([*others, *tenures], replace(CHARTER.role("commander"), id="leader", seats=seats), wanted)
    assert (way is None) is free


def _day(text: list[str]) -> date | None:
    return date.fromisoformat(text[0]) if text else None
