"""What time alone makes of a case: silence, lapses, and moves that nobody makes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import asked
from plays import Play, codes, expense, people, picture, reasons, receipt
from samples import (
    ACTIVITY_LIFE,
    COMMANDER,
    COMMITTEE,
    DIRECTOR,
    EXPENSE_LIFE,
    INSTRUCTOR,
    LEADERS,
    QUARTERMASTER,
    at,
    charter,
    cite,
    move,
    requirement,
    sign,
    state,
)
from variants import review

from engine.case import Reason
from engine.charter import (
    Act,
    Charter,
    Lifecycle,
    Norm,
    Silence,
)
from engine.values import Duration, DurationUnit
from engine.workflows.effects import elapse

ONE, TWO, THREE = sign(COMMANDER), sign(INSTRUCTOR), sign(DIRECTOR)
DAYS, HOURS = Duration(10, DurationUnit.DAY), Duration(24, DurationUnit.HOUR)


# ---- time --------------------------------------------------------------------------------------------------------


def test_a_state_lapses_when_its_time_is_over() -> None:
    play = expense(asked(ONE, lifecycles=review(lapses_after=DAYS)))
    assert play.wait_until("2011-03-11 23:59") is None
    assert play.wait_until("2011-03-20") is not None
    assert (play.case.state, play.case.since, play.case.version) == ("draft", at("2011-03-12 00:00"), 3)
    assert play.result.path == (("lapsed", "draft"),)
    assert reasons(play) == ["an `expense` that stays `review` so long lapses (rules 7.2)"]


def test_a_state_without_a_way_to_lapse_stays() -> None:
    play = expense(asked(ONE, lifecycles=review(lapses_after=DAYS, lapsed=None)))
    assert play.wait_until("2011-03-20") is None


QUIET = [
    (Silence.PASSES, ("granted", "approved"), "`commander` said nothing until 2011-03-12 00:00, which counts as agreement (rules 7.2)"),
    (Silence.REFUSES, ("refused", "refused"), "`commander` said nothing until 2011-03-12 00:00, which counts as refusal (rules 7.2)"),
    (Silence.LAPSES, ("lapsed", "draft"), "`commander` said nothing until 2011-03-12 00:00, with which it lapses (rules 7.2)"),
]


@pytest.mark.parametrize(("silence", "path", "told"), QUIET)
def test_silence_is_on_record(silence: Silence, path: tuple[str, str], told: str) -> None:
    play = expense(asked(sign(COMMANDER, within=DAYS, silence=silence)))
    assert play.wait_until("2011-04-20") is not None
    assert (play.result.path, reasons(play)) == ((path,), [told])
    assert play.case.since == at("2011-03-12 00:00")


def test_what_lapses_by_silence_and_cannot_lapse_is_refused() -> None:
    play = expense(asked(sign(COMMANDER, within=DAYS, silence=Silence.LAPSES), lifecycles=review(lapsed=None)))
    assert play.wait_until("2011-03-20") is not None
    assert play.case.state == "refused"
    assert reasons(play) == ["`commander` said nothing until 2011-03-12 00:00, with which it lapses (rules 7.2)"]


def test_the_earliest_comes_first() -> None:
    """A step's silence after a day passes before the state's ten days are over."""
    step = sign(COMMANDER, within=HOURS, silence=Silence.PASSES)
    play = expense(asked(step, lifecycles=review(lapses_after=DAYS)))
    assert play.wait_until("2011-04-20") is not None
    assert play.result.path == (("granted", "approved"),)
    late = sign(COMMANDER, within=Duration(20, DurationUnit.DAY), silence=Silence.PASSES)
    play = expense(asked(late, lifecycles=review(lapses_after=DAYS)))
    assert play.wait_until("2011-04-20") is not None
    assert play.result.path == (("lapsed", "draft"),)


def timed(**more: object) -> Charter:
    archive = move("archive", "paid", "settled", after=DAYS, cite=cite("3.9"), **more)
    return asked(ONE, lifecycles=(replace(EXPENSE_LIFE, moves=(*EXPENSE_LIFE.moves, archive)), *charter().lifecycles[1:]))


def test_a_move_by_time_happens_by_itself() -> None:
    play = expense(timed(assumed=True))
    play.made = replace(play.case, state="paid")
    assert play.wait_until("2011-03-11 23:59") is None
    assert play.wait_until("2011-03-12 00:00") is not None
    assert (play.result.path, play.case.state) == ((("archive", "settled"),), "settled")
    assert reasons(play) == ["its time to archive has come (rules 3.9 [assumed])"]
    assert play.wait_until("2011-04-20") is None


def test_a_move_by_time_respects_what_other_moves_do() -> None:
    play = expense(replace(timed(), norms=(Norm("duty", (), (), "archive"),)))
    play.made = replace(play.case, state="paid")
    assert play.wait_until("2011-03-20") is None
    play.charter = timed(carries=("receipts",))
    assert play.wait_until("2011-03-20") is None
    play.made = replace(play.case, attachments=(receipt(),))
    assert play.wait_until("2011-03-20") is not None


def test_a_move_of_people_never_happens_by_itself() -> None:
    archive = move("archive", "paid", "settled", QUARTERMASTER, after=DAYS)
    under = asked(ONE, lifecycles=(replace(EXPENSE_LIFE, moves=(*EXPENSE_LIFE.moves, archive)), *charter().lifecycles[1:]))
    play = expense(under)
    play.made = replace(play.case, state="paid")
    assert play.wait_until("2011-04-20") is None
    assert codes(play.ask("Chen", "archive")) == "yes R170"
    never = move("archive", "paid", "settled")
    play.charter = asked(ONE, lifecycles=(replace(EXPENSE_LIFE, moves=(*EXPENSE_LIFE.moves, never)), *charter().lifecycles[1:]))
    assert play.wait_until("2011-04-20") is None


def test_a_move_by_time_into_a_decision_runs_on() -> None:
    states = (state("draft"), state("review", "decide", granted="done", refused="done"), state("done", "final"))
    life = Lifecycle("activity life", ACTIVITY_LIFE.name, states, (move("submit", "draft", "review", after=HOURS),))
    under = charter(
        lifecycles=(EXPENSE_LIFE, life, charter().lifecycles[2]),
        requirements=(requirement(sign(LEADERS, act=Act.FILE), "activity"),),
        limits=(),
    )
    play = Play(under)
    play.draft("Zhao", "squad activity")
    assert play.wait_until("2011-03-05") is not None
    assert play.result.path == (("submit", "review"), ("granted", "done"))
    assert play.case.submitted == at("2011-03-02 09:00")
    assert [each.code for each in play.result.reasons] == ["R231", "R229"]


def test_time_that_brings_nothing_about_changes_nothing() -> None:
    play = expense(asked(ONE))
    assert elapse(play.charter, play.facts, play.case, at("2012-01-01")) is None
    vacant = people(tenures=())
    stuck = expense(asked(sign(COMMITTEE, within=HOURS, silence=Silence.PASSES)))
    assert elapse(stuck.charter, vacant, stuck.case, at("2012-01-01")) is None


def test_a_moves_article_comes_before_its_kinds() -> None:
    play = expense(timed())
    play.made = replace(play.case, state="paid")
    found = elapse(play.charter, play.facts, play.case, at("2011-03-20"))
    assert found is not None
    assert found.reasons == (Reason("R231", cite("3.9"), facts={"move": "archive", "process": "expense"}),)
    bare = move("archive", "paid", "settled", after=DAYS)
    play.charter = asked(ONE, lifecycles=(replace(EXPENSE_LIFE, moves=(*EXPENSE_LIFE.moves, bare)), *charter().lifecycles[1:]))
    found = elapse(play.charter, play.facts, play.case, at("2011-03-20"))
    assert found is not None
    assert found.reasons[0].cite == cite("7.2")
    assert picture(play) == "waiting =open(Wang)"
