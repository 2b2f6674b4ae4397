"""What an allowed act comes to: the case as it is now, its postings and openings, why it was decided, and what time does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import asked
from plays import Play, expense, reasons
from samples import (
    COMMANDER,
    DIRECTOR,
    EXPENSE_LIFE,
    INSTRUCTOR,
    LEADERS,
    QUARTERMASTER,
    RESOLVE,
    at,
    by_cases,
    charter,
    cite,
    move,
    over,
    requirement,
    sign,
    state,
    yuan,
)
from variants import review

from engine.case import Deed, Opening
from engine.charter import (
    Act,
    Either,
    Holds,
    Limit,
    Notify,
    Open,
    Publish,
    SetField,
    Step,
    Then,
    Together,
)
from engine.values import Duration, DurationUnit
from engine.workflows.changes import begun
from engine.workflows.decide import decide
from engine.workflows.effects import carry_out

ONE, TWO, THREE = sign(COMMANDER), sign(INSTRUCTOR), sign(DIRECTOR)
DAYS, HOURS = Duration(10, DurationUnit.DAY), Duration(24, DurationUnit.HOUR)


# ---- moves -------------------------------------------------------------------------------------------------------


def test_a_submission_is_a_new_record_of_the_same_case() -> None:
    play = Play(charter())
    play.draft("Wu", "expense", purpose="paint", amount=yuan("300"))
    before = play.case
    play.now = at("2011-03-03")
    assert play.do("Wu", "submit").allowed
    assert play.case == replace(before, state="review", version=2, since=play.now, submitted=play.now)
    assert (play.result.path, play.result.postings, play.result.openings, play.result.reversed) == ((("submit", "review"),), (), (), False)


def test_only_leaving_the_first_state_submits() -> None:
    play = expense(asked(ONE))
    submitted = play.case.submitted
    play.now = at("2011-03-03")
    assert play.do("Wang", "approve").allowed
    assert (play.case.submitted, play.case.since) == (submitted, play.now)
    assert play.do("Chen", "pay").allowed
    assert play.case.submitted == submitted


def paid(*effects: object, **more: object) -> Play:
    pay = move("pay", "approved", "paid", QUARTERMASTER, effects=effects, **more)
    play = expense(charter(lifecycles=(replace(EXPENSE_LIFE, moves=(EXPENSE_LIFE.moves[0], pay)), *charter().lifecycles[1:])))
    play.made = replace(play.case, state="approved")
    assert play.do("Chen", "pay").allowed
    return play


def test_a_move_opens_a_case_with_the_fields_that_both_have() -> None:
    play = paid(Open("donation"), cite=cite("3.2"))
    assert play.result.openings == (Opening(Open("donation"), {"amount": yuan("300")}, cite("3.2")),)
    assert paid(Open("donation")).result.openings[0].cite == cite("7.2")


def test_an_opened_case_has_no_drafter_and_a_parent() -> None:
    play = paid(Open("donation"))
    opening = play.result.openings[0]
    child = begun(
        play.charter, "donation", "JK-2011-001", play.now, opening.values, digest="d", parent=play.case.number, under=opening.cite
    )
    assert (child.drafter, child.parent, child.state, child.version, child.opened_under) == (None, "ZC-2011-001", "draft", 1, cite("7.2"))
    assert child.fields == {"amount": yuan("300")}


def test_a_move_sets_fields() -> None:
    play = paid(SetField("note", "paid"), SetField("purpose", "brushes"))
    assert play.case.fields == {"purpose": "brushes", "amount": yuan("300"), "note": "paid"}


def test_who_is_told_and_what_is_published_is_on_record() -> None:
    play = paid(Notify((LEADERS, DIRECTOR)), Publish(), cite=cite("3.2"))
    assert reasons(play) == [
        "any `company leaders` or `director` are told: `Li`, `Wang`, `Zheng` (rules 3.2)",
        "it is made public (rules 3.2)",
    ]


def test_several_postings_keep_their_order() -> None:
    play = paid()
    assert (play.result.postings, play.result.openings) == ((), ())


# ---- running on --------------------------------------------------------------------------------------------------

DECIDED = [
    ("one approves", ONE, ["Wang approve"], "granted approved", ["`Wang` agreed to approve it (rules 7.2)"]),
    ("one refuses", ONE, ["Wang refuse"], "refused refused", ["`Wang` refused it: as it is (rules 7.2)"]),
    ("one returns", ONE, ["Wang return"], "returned draft", ["`Wang` returned it: as it is (rules 7.2)"]),
    (
        "a vote passes",
        RESOLVE,
        ["Wang approve", "Chen abstain", "Li approve"],
        "granted approved",
        ["`company committee` resolved it: 2 for, 0 against, 1 abstained, of 3 (rules 7.2)"],
    ),
    (
        "a vote fails",
        RESOLVE,
        ["Wang refuse", "Chen refuse"],
        "refused refused",
        ["`company committee` did not resolve it: 0 for, 2 against, 0 abstained, of 3; 2 were needed (rules 7.2)"],
    ),
    (
        "filed and approved",
        Then((sign(LEADERS, act=Act.FILE), sign(LEADERS, assumed=True))),
        ["Li approve"],
        "granted approved",
        ["it is filed with any `company leaders`: `Li`, `Wang` (rules 7.2)", "`Li` agreed to approve it (rules 7.2 [assumed])"],
    ),
    (
        "the alternative that was not used says nothing",
        Either((ONE, TWO)),
        ["Li approve"],
        "granted approved",
        ["`Li` agreed to approve it (rules 7.2)"],
    ),
    (
        "only who refused is told",
        Together((ONE, TWO)),
        ["Li approve", "Wang refuse"],
        "refused refused",
        ["`Wang` refused it: as it is (rules 7.2)"],
    ),
]


@pytest.mark.parametrize(("story", "step", "acts", "path", "told"), DECIDED)
def test_the_last_answer_takes_the_case_to_its_outcome(story: str, step: Step, acts: list[str], path: str, told: list[str]) -> None:
    play = expense(asked(step))
    for each in acts:
        assert play.result.path in ((("submit", "review"),), ()), story
        assert play.do(*each.split()).allowed
    assert play.result.path == (tuple(path.split()),)
    assert reasons(play) == told
    assert play.case.version == 2 + len(acts)


def test_a_no_of_one_requirement_ends_all() -> None:
    play = expense(asked(ONE, TWO, RESOLVE))
    assert play.do("Li", "refuse", reason="too dear").allowed
    assert play.case.state == "refused"
    assert reasons(play) == ["`Li` refused it: too dear (rules 7.2)"]


def test_what_needs_no_answer_is_granted_on_submission() -> None:
    play = expense(asked(sign(LEADERS, act=Act.FILE)))
    assert play.result.path == (("submit", "review"), ("granted", "approved"))
    assert reasons(play) == ["it is filed with any `company leaders`: `Li`, `Wang` (rules 7.2)"]
    play = expense(charter(requirements=(requirement(ONE, when=over("500")),)))
    assert play.result.path == (("submit", "review"), ("granted", "approved"))
    assert reasons(play) == ["nothing is required of it"]


def test_a_case_runs_through_several_decisions_and_stops_in_a_circle() -> None:
    lifes = review(granted="second")
    second = state("second", "decide", granted="approved", refused="refused")
    two = (replace(lifes[0], states=(*lifes[0].states, second)), *lifes[1:])
    play = expense(asked(ONE, lifecycles=two))
    assert play.do("Wang", "approve").allowed
    assert play.result.path == (("granted", "second"), ("granted", "approved"))
    circle = (
        replace(two[0], states=tuple(replace(each, granted="review") if each.id == "second" else each for each in two[0].states)),
        *lifes[1:],
    )
    play = expense(asked(ONE, lifecycles=circle))
    assert play.do("Wang", "approve").allowed
    assert len(play.result.path) == len(circle[0].states)


def test_a_judgement_can_leave_nothing_to_be_required() -> None:
    from engine.charter import Judged

    under = charter(requirements=(requirement(ONE, "activity", when=Judged("important")),), limits=())
    play = Play(under)
    play.draft("Zhao", "squad activity")
    assert play.do("Zhao", "submit").allowed
    assert play.case.state == "review"
    assert play.do("Li", "judge", {"important": False}).allowed
    assert play.result.path == (("granted", "approved"),)


def test_an_edit_can_leave_nothing_to_be_required() -> None:
    play = expense(asked(by_cases((over("200"), ONE))))
    assert play.do("Wu", "edit", {"amount": yuan("200")}).allowed
    assert play.result.path == (("granted", "approved"),)
    assert reasons(play) == []


@pytest.mark.parametrize(
    ("changes", "verb", "ends"),
    [
        ({"returned": None}, "refuse", "refused"),
        ({"returned": None, "refused": None}, "refuse", "review"),
        ({}, "refuse", "draft"),
    ],
)
def test_what_cannot_be_returned_is_refused_and_what_cannot_be_refused_stays(changes: dict[str, object], verb: str, ends: str) -> None:
    play = expense(asked(sign(DIRECTOR, act=Act.RECOMMEND), lifecycles=review(**changes)))
    assert play.do("Zheng", verb).allowed
    assert play.case.state == ends


def test_a_case_without_a_way_to_be_granted_stays() -> None:
    play = expense(asked(ONE, lifecycles=review(granted=None)))
    assert play.do("Wang", "approve").allowed
    assert (play.case.state, play.result.path) == ("review", ())


def test_nothing_is_granted_against_a_limit_that_turned_up_late() -> None:
    """Where another act completes nothing, a case that breaks its limits simply stays."""
    play = expense(asked(ONE, TWO))
    assert play.do("Wang", "approve").allowed
    play.charter = replace(asked(ONE), limits=(Limit(("expense",), None, Holds(over("500")), cite("7.9")),))
    assert play.do("Wu", "edit", {"note": "x"}).allowed is False
    result = carry_out(play.charter, play.facts, play.case, Deed("edit", "Wu", play.now, values={"note": "x"}), _yes(play), "x")
    assert (result.case.state, result.path) == ("review", ())


def _yes(play: Play) -> object:
    free = replace(play.charter, limits=())
    return decide(free, play.facts, play.case, Deed("edit", "Wu", play.now, values={"note": "x"}))


def test_a_refusal_is_carried_out_by_nobody() -> None:
    play = expense(asked(ONE))
    deed = play.deed("Li", "approve")
    with pytest.raises(AssertionError):
        carry_out(play.charter, play.facts, play.case, deed, play.ask("Li", "approve"), "x")
