"""A word left to somebody's judgement is judged by him, on what the case says now, until it is decided."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plays import Play, codes, people, spoken
from samples import ACTIVITY_LIFE, COMMITTEE, DIRECTOR, EVERY_SQUAD_LEADER, LEADERS, charter, cite, move, named, two_of

from engine.case import Opinion
from engine.charter import Charter, Judged, Judgement, Not
from engine.workflows.judging import judges
from engine.workflows.matter import Matter

CHARTER = charter(limits=())


def plan(under: Charter = CHARTER, there: str = "draft", drafter: str = "Wang") -> Play:
    play = Play(under)
    play.draft(drafter, "activity plan" if drafter == "Wang" else "squad activity", guest="Sun")
    play.made = replace(play.case, state=there)
    return play


JUDGEMENTS = [
    ("draft", "Li", {"important": True}, ["yes", "`Li` may judge whether it is `important` as `instructor` (rules 7.2 [assumed])"]),
    ("review", "Li", {"important": False}, ["yes", "`Li` may judge whether it is `important` as `instructor` (rules 7.2 [assumed])"]),
    (
        "approved",
        "Li",
        {"important": True},
        ["no", "nothing is to be judged on an `activity plan` that is `approved` (rules 7.2 [assumed])"],
    ),
    (
        "draft",
        "Chen",
        {"important": True},
        ["no", "`Chen` may not judge whether it is `important`: any `company leaders` must, now `Li` (rules 7.2 [assumed])"],
    ),
    ("draft", "Wang", {"important": True}, ["no", "`Wang` may not decide in their own case (rules 7.2 [assumed])"]),
    (
        "running",
        "Sun",
        {"important": True},
        [
            "no",
            "nothing is to be judged on an `activity plan` that is `running` (rules 7.2 [assumed])",
            "`Sun` may not decide in their own case (rules 7.2 [assumed])",
            "`Sun` may not judge whether it is `important`: any `company leaders` must, now `Li` (rules 7.2 [assumed])",
        ],
    ),
    ("draft", "Li", {"urgent": True}, ["no", "an `activity plan` has no judgement `urgent` to be answered yes or no (rules 7.3)"]),
    ("draft", "Li", {"important": "yes"}, ["no", "an `activity plan` has no judgement `important` to be answered yes or no (rules 7.3)"]),
    ("draft", "Li", {}, ["no", "an `activity plan` has no judgement `empty` to be answered yes or no (rules 7.3)"]),
]


@pytest.mark.parametrize(("there", "actor", "values", "told"), JUDGEMENTS)
def test_a_judgement_is_given_by_those_to_whom_it_is_left(there: str, actor: str, values: dict[str, object], told: list[str]) -> None:
    assert spoken(plan(there=there).ask(actor, "judge", values), CHARTER) == told


def test_a_judgement_of_another_kind_of_case_is_none() -> None:
    play = Play(CHARTER)
    play.draft("Wu", "expense")
    assert codes(play.ask("Li", "judge", {"important": True})) == "no R162"


def test_a_judgement_is_bound_to_what_it_was_given_on() -> None:
    play = plan()
    decision = play.do("Li", "judge", {"important": True})
    assert (codes(decision), decision.office, decision.steps) == ("yes R160", "instructor", ())
    matter = Matter(CHARTER, people(), play.case, play.now)
    assert play.case.opinions == (Opinion("important", yes=True, member="Li", office="instructor", at=play.now, content=matter.content),)
    assert play.case.version == 2


def test_several_judgements_are_given_together() -> None:
    urgent = Judgement("urgent", named("urgent"), "activity plan", (DIRECTOR, LEADERS), cite("8.2"))
    under = charter(limits=(), judgements=(*CHARTER.judgements, urgent))
    play = plan(under)
    decision = play.do("Li", "judge", {"urgent": False, "important": True})
    assert codes(decision) == "yes R160 R160"
    assert [(each.judgement, each.yes, each.office) for each in play.case.opinions] == [
        ("urgent", False, "instructor"),
        ("important", True, "instructor"),
    ]
    assert codes(play.ask("Zheng", "judge", {"urgent": False, "important": True})) == "no R161"


@pytest.mark.parametrize("party", [COMMITTEE, EVERY_SQUAD_LEADER, two_of()])
def test_a_judgement_by_several_together_is_not_executed_yet(party: object) -> None:
    under = charter(limits=(), judgements=(replace(CHARTER.judgements[0], by=(party,)),))
    play = plan(under, drafter="Zhao")
    who = "Li" if party is COMMITTEE else "Zhou"
    decision = play.ask(who, "judge", {"important": True})
    assert codes(decision) == "no R215"
    assert (decision.reasons[0].cite, decision.reasons[0].assumed) == (cite("7.2"), True)
    assert codes(play.ask("Zheng", "judge", {"important": True})) == "no R161"
    assert judges(Matter(under, people(), play.case, play.now), under.judgements[0]) == ()


def test_who_may_also_judge_alone_does() -> None:
    under = charter(limits=(), judgements=(replace(CHARTER.judgements[0], by=(COMMITTEE, DIRECTOR)),))
    assert codes(plan(under).ask("Zheng", "judge", {"important": True})) == "yes R160"


@pytest.mark.parametrize("when", [Judged("important"), Not(Judged("important"))])
def test_what_a_move_rests_on_is_judged_where_the_move_starts(when: object) -> None:
    moves = (*ACTIVITY_LIFE.moves, move("honour", "running", "done", DIRECTOR, when=when))
    under = charter(
        limits=(), lifecycles=(replace(ACTIVITY_LIFE, moves=moves), *(each for each in CHARTER.lifecycles if each is not ACTIVITY_LIFE))
    )
    assert codes(plan(under, "running").ask("Li", "judge", {"important": True})) == "yes R160"
    assert codes(plan(under, "approved").ask("Li", "judge", {"important": True})) == "no R163"
    assert codes(plan(under, "done").ask("Li", "judge", {"important": True})) == "no R163"
