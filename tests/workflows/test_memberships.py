"""A membership is a row of stretches; an act on a day is judged by the stretch that the day lies in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from plays import people
from samples import MEMBERS, charter

from engine.case import Member, Stay
from engine.charter import Party, PartyKind
from engine.workflows.memberships import begun, changed, ended, suspended
from engine.workflows.tenures import holders, serving, stay_on

FIRST = date(2011, 1, 1)
WU = Member("Wu", "Wu", "applicant", "first squad", FIRST)


def march(day: int) -> date:
    return date(2011, 3, day)


def units(member: Member, *days: date) -> list[str | None]:
    return [stay.unit if (stay := stay_on(member, day)) else None for day in days]


def told(member: Member) -> list[tuple[date, date | None, str | None, bool]]:
    return [(each.start, each.end, each.unit, each.suspended) for each in member.stays]


def test_who_moves_belongs_to_the_old_unit_until_the_day_and_to_the_new_one_from_it_on() -> None:
    moved = changed(WU, march(10), "TD-1", unit="second squad")
    assert units(moved, march(9), march(10), march(11)) == ["first squad", "second squad", "second squad"]
    assert (moved.unit, moved.category) == ("second squad", "applicant")
    assert moved.stays[-1].paper == "TD-1"


def test_a_second_change_on_one_day_replaces_the_first() -> None:
    twice = changed(changed(WU, march(10), "1", unit="second squad"), march(10), "2", unit="third squad")
    assert told(twice) == [(FIRST, march(10), "first squad", False), (march(10), None, "third squad", False)]


def test_a_change_before_one_to_come_holds_from_its_day_on() -> None:
    later = changed(WU, march(20), "1", unit="second squad")
    both = changed(later, march(10), "2", category="member")
    assert [(each.start, each.category, each.unit) for each in both.stays] == [
        (FIRST, "applicant", "first squad"),
        (march(10), "member", "first squad"),
        (march(20), "member", "second squad"),
    ]


@pytest.mark.parametrize(("day", "serves"), [(9, True), (10, False), (14, False), (15, True)])
def test_a_suspended_member_has_no_rights_while_it_lasts(day: int, serves: bool) -> None:  # noqa: FBT001
    facts = people(members={"Wu": suspended(WU, march(10), march(15), "ZT-1")})
    assert serving(facts, "Wu", march(day)) is serves
    assert [each.member for each in holders(charter(), facts, MEMBERS, None, march(day))] == (["Wu"] if serves else [])


def test_a_party_of_a_unit_is_who_belonged_to_it_on_the_day() -> None:
    facts = people(members={"Wu": changed(WU, march(10), "TD-1", unit="second squad")})
    second = Party(PartyKind.UNIT, "second squad")
    found = [[each.member for each in holders(charter(), facts, second, None, march(day))] for day in (9, 10)]
    assert found == [[], ["Wu"]]


def test_who_comes_back_is_no_member_in_between() -> None:
    gone = ended(changed(WU, march(5), "1", unit="second squad"), march(10), "TC-1")
    back = begun("Wu", "Wu", None, "third squad", march(20), "JR-1", gone)
    assert units(back, march(9), march(10), march(19), march(20)) == ["second squad", None, None, "third squad"]
    assert (back.since, back.until, back.unit) == (FIRST, None, "third squad")


def test_what_was_to_come_never_does_once_the_membership_is_over() -> None:
    gone = ended(changed(WU, march(20), "1", unit="second squad"), march(10))
    assert told(gone) == [(FIRST, march(10), "first squad", False), (march(20), march(20), "second squad", False)]
    assert stay_on(gone, march(20)) is None


def test_a_membership_that_was_never_changed_is_one_stretch() -> None:
    assert stay_on(WU, march(1)) == Stay(FIRST, None, "applicant", "first squad")
    assert stay_on(replace(WU, until=march(2)), march(2)) is None
