"""Scenarios are played through the same use cases as every command, and what they expect is held against what came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.charter import Call, Count, Given, Holding, InState, Party, PartyKind, Play, Refused, Scenario, ScenarioStep, Waiting
from engine.services.found import Source
from engine.services.play import Failure, rehearse
from engine.values import Cite, Money, Text

PEOPLE = (Given("刘洋", "leader", None), Given("陈静", "treasurer", None), Given("赵敏", "squad leader", "second squad"))
AT = "2011-03-01T18:30"
DRAFT = Play(AT, "赵敏", "draft", "trees", "expense", (("amount", Money(12000)),))
SUBMIT = Play(None, "赵敏", "submit", "trees")
GIFT = (
    Play(AT, "陈静", "draft", "gift", "donation", (("amount", Money(50000)), ("fundraiser", "赵敏"))),
    Play(None, "陈静", "receive", "gift"),
)


def failures(source: Source, *steps: ScenarioStep) -> list[tuple[str, ScenarioStep]]:
    told = replace(source.charter, scenarios=(Scenario(Text("a play", ""), (*PEOPLE, *steps)),))
    (played,) = rehearse(replace(source, charter=told))
    return [(failure.key, failure.step) for failure in played.failures]


@pytest.mark.parametrize(
    "steps",
    [
        (DRAFT, SUBMIT, InState("trees", "review")),
        (DRAFT, SUBMIT, Waiting("trees", Party(PartyKind.GROUP, "leaders"), Cite("rules", "2"))),
        (DRAFT, SUBMIT, Waiting("trees", Party(PartyKind.GROUP, "leaders"), None)),
        (DRAFT, Refused(Play(None, "刘洋", "submit", "trees"), None)),
        (DRAFT, SUBMIT, Refused(Play(None, "赵敏", "approve", "trees"), Cite("rules", "2"))),
        (*GIFT, Holding("team fund", Money(50000)), Count("award", 1), Call("award", "thanks"), InState("thanks", "draft")),
        (DRAFT, SUBMIT, Play("2011-05-01T09:00", "陈静", "draft", "later", "donation"), InState("trees", "draft")),
    ],
)
def test_what_comes_as_expected_is_no_failure(source: Source, steps: tuple[ScenarioStep, ...]):
    assert failures(source, *steps) == []


@pytest.mark.parametrize(
    ("key", "steps"),
    [
        ("was_refused", (DRAFT, Play(None, "刘洋", "submit", "trees"))),
        ("was_allowed", (DRAFT, Refused(SUBMIT, None))),
        ("other_article", (DRAFT, SUBMIT, Refused(Play(None, "赵敏", "approve", "trees"), Cite("rules", "3")))),
        ("not_waiting", (DRAFT, SUBMIT, Waiting("trees", Party(PartyKind.ROLE, "squad leader"), None))),
        ("not_waiting", (DRAFT, SUBMIT, Waiting("trees", Party(PartyKind.GROUP, "leaders"), Cite("rules", "22")))),
        ("other_state", (DRAFT, InState("trees", "review"))),
        ("other_balance", (Holding("team fund", Money(1)),)),
        ("other_count", (DRAFT, Count("expense", 2))),
        ("nothing_opened", (Call("award", "thanks"),)),
        ("fault", (DRAFT, Play(None, "赵敏", "fly", "trees"))),
        ("fault", (InState("nothing", "draft"),)),
    ],
)
def test_what_comes_otherwise_is_told_with_its_step(source: Source, key: str, steps: tuple[ScenarioStep, ...]):
    assert failures(source, *steps) == [(key, steps[-1])]


def test_a_play_goes_on_after_a_failure(source: Source):
    assert [key for key, _ in failures(source, DRAFT, InState("trees", "paid"), Count("expense", 5))] == ["other_state", "other_count"]


def test_each_scenario_has_a_book_of_its_own(source: Source):
    once = Scenario(Text("once", ""), (*PEOPLE, DRAFT, Count("expense", 1)))
    played = rehearse(replace(source, charter=replace(source.charter, scenarios=(once, once))))
    assert [each.failures for each in played] == [(), ()]


def test_a_failure_carries_what_was_found(source: Source):
    told = Scenario(Text("found", ""), (*PEOPLE, DRAFT, InState("trees", "paid")))
    (played,) = rehearse(replace(source, charter=replace(source.charter, scenarios=(told,))))
    assert played.failures == (Failure(told.steps[-1], "other_state", found="draft"),)
    assert played.cases == {"trees": "ZC-2011-001"}
