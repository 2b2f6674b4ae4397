"""Who may open a case, change it, add to it and take it back; a refusal names what is missing and who could."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from plays import Play, codes, drafting, people, spoken, tenure
from samples import (
    COMMANDER,
    MEMBERS,
    SQUAD_LEADER,
    charter,
    field,
)
from variants import kinds

from engine.case import Case, Member

CHARTER = charter()


# ---- draft -------------------------------------------------------------------------------------------------------

DRAFTS = [
    ("Wu", "expense", {}, ["yes", "`Wu` may draft an `expense` (rules 7.2)"]),
    ("Zhao", "squad activity", {}, ["yes", "`Zhao` may draft a `squad activity` as `squad leader` (rules 7.3)"]),
    (
        "Wu",
        "squad activity",
        {},
        ["no", "`Wu` may not draft a `squad activity`: it is drafted by `squad leader`, now `Sun`, `Zhao`, `Zhou` (rules 7.3)"],
    ),
    (
        "Wu",
        "activity",
        {},
        ["no", "no `activity` is opened as such; draft one of the kinds that follow it (rules 7.3)"],
    ),
    (
        "Nobody",
        "expense",
        {},
        ["no", "`Nobody` is not a member on 2011-03-01"],
    ),
    (
        "Zhao",
        "squad activity",
        {"squad": "second squad"},
        ["no", "`squad` must be the unit whose office the drafter holds: `first squad`, not `second squad` (rules 7.3)"],
    ),
    (
        "Wang",
        "activity plan",
        {"squad": "section"},
        ["no", "`section` is no unit that `squad` can name (rules 7.3)"],
    ),
    (
        "Wang",
        "activity plan",
        {"squad": "no such squad"},
        ["no", "`no such squad` is no unit that `squad` can name (rules 7.3)"],
    ),
    (
        "Wu",
        "squad activity",
        {"colour": "red", "taste": "sweet"},
        [
            "no",
            "`Wu` may not draft a `squad activity`: it is drafted by `squad leader`, now `Sun`, `Zhao`, `Zhou` (rules 7.3)",
            "a `squad activity` has no field `colour` that can be set so (rules 7.3)",
            "a `squad activity` has no field `taste` that can be set so (rules 7.3)",
        ],
    ),
]


@pytest.mark.parametrize(("actor", "process", "values", "told"), DRAFTS)
def test_a_case_is_drafted_by_those_who_may(actor: str, process: str, values: Mapping[str, str], told: list[str]) -> None:
    play = Play(CHARTER)
    assert spoken(play.draft(actor, process, **values), CHARTER) == told
    assert (play.made is not None) == (told[0] == "yes")


def test_the_abstract_and_the_unentitled_are_both_told() -> None:
    under = charter(processes=kinds("activity", drafters=(SQUAD_LEADER,), assumed=True))
    decision = Play(under).draft("Wu", "activity")
    assert codes(decision) == "no R111 R112"
    assert [each.assumed for each in decision.reasons] == [True, True]


def test_a_yes_shows_what_was_assumed() -> None:
    under = charter(processes=kinds("squad activity", assumed=True))
    decision = Play(under).draft("Zhao", "squad activity")
    assert (codes(decision), decision.reasons[0].assumed, decision.office) == ("yes R110", True, "squad leader")
    decision = Play(under).draft("Zhao", "squad activity", squad="third squad")
    assert (codes(decision), decision.reasons[0].assumed) == ("no R115", True)


@pytest.mark.parametrize(
    ("day", "told"), [("2011-02-28 23:59", "no R111"), ("2011-03-01 00:00", "yes R110"), ("2011-06-01 00:00", "no R111")]
)
def test_only_a_tenure_in_force_lets_anybody_draft(day: str, told: str) -> None:
    facts = people(tenures=(tenure("Wu", "commander", None, date(2011, 3, 1), date(2011, 6, 1)),))
    assert codes(Play(CHARTER, facts, day=day).draft("Wu", "activity plan")) == told


@pytest.mark.parametrize(("day", "told"), [("2011-03-31 23:59", "yes R110"), ("2011-04-01 00:00", "no R101")])
def test_who_has_left_does_nothing(day: str, told: str) -> None:
    facts = people(members={"Wu": Member("Wu", "Wu", None, None, date(2011, 1, 1), date(2011, 4, 1))})
    assert codes(Play(CHARTER, facts, day=day).draft("Wu", "expense")) == told


def test_a_new_case_is_as_it_was_drafted() -> None:
    play = Play(CHARTER)
    play.draft("Wu", "expense", purpose="paint", amount=None)
    assert play.case == Case(
        number="ZC-2011-001",
        process="expense",
        charter="d",
        state="draft",
        version=1,
        drafter="Wu",
        opened=play.now,
        since=play.now,
        fields={"purpose": "paint"},
    )


def test_the_drafters_only_unit_is_filled_in() -> None:
    assert drafting("Zhao", "squad activity").case.fields == {"squad": "first squad"}
    assert drafting("Zhao", "squad activity", squad=None).case.fields == {"squad": "first squad"}
    assert drafting("Zhao", "squad activity", squad="first squad").case.fields == {"squad": "first squad"}
    assert drafting("Wang", "activity plan").case.fields == {}


TWO_SQUADS = people(tenures=(tenure("Zhao", "squad leader", "first squad"), tenure("Zhao", "squad leader", "third squad")))


def test_who_leads_two_squads_says_for_which_he_acts() -> None:
    decision = Play(CHARTER, TWO_SQUADS).draft("Zhao", "squad activity")
    assert spoken(decision, CHARTER) == ["no", "say which unit in `squad`: `first squad`, `third squad` (rules 7.3)"]
    assert drafting("Zhao", "squad activity", facts=TWO_SQUADS, squad="third squad").case.fields == {"squad": "third squad"}
    assert codes(Play(CHARTER, TWO_SQUADS).draft("Zhao", "squad activity", squad="second squad")) == "no R115"


def test_who_may_draft_by_another_office_is_bound_to_no_unit() -> None:
    under = charter(processes=kinds("squad activity", drafters=(SQUAD_LEADER, COMMANDER)))
    facts = people(tenures=(*people().tenures, tenure("Wang", "squad leader", "second squad")))
    play = Play(under, facts)
    decision = play.draft("Wang", "squad activity", squad="third squad")
    assert (codes(decision), decision.office) == ("yes R110", "commander")
    assert drafting("Wang", "squad activity", under, facts).case.fields == {}
    members = charter(processes=kinds("squad activity", drafters=(MEMBERS, SQUAD_LEADER)))
    assert codes(Play(members).draft("Zhao", "squad activity", squad="third squad")) == "yes R110"


def test_a_kind_without_a_field_for_the_unit_needs_none() -> None:
    under = charter(processes=kinds("squad activity", fields=(field("base", "unit", unit_kind="section"),)))
    assert drafting("Zhao", "squad activity", under).case.fields == {}
    anywhere = charter(processes=kinds("squad activity", fields=(field("where", "unit"),)))
    assert drafting("Zhao", "squad activity", anywhere).case.fields == {"where": "first squad"}
    assert codes(Play(anywhere).draft("Zhao", "squad activity", where="section")) == "no R115"
