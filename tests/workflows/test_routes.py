"""Who must do what now, and the whole way that is left, with names and articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plays import Play, expense, people, without
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
    named,
    over,
    requirement,
    role,
    sign,
    yuan,
)

from engine.charter import Act, Charter, Either, Judged, Judgement, Not, Party, PartyKind, Silence, Step, Then, Together
from engine.values import Duration, DurationUnit
from engine.workflows.routes import Stop, Wait, route, waiting
from engine.workflows.tenures import Holder

ONE, TWO = sign(COMMANDER), sign(INSTRUCTOR)
SURE = Judgement("sure", named("sure"), "expense", (DIRECTOR,), cite("8.1"), assumed=True)


def asked(*steps: Step, **more: object) -> Charter:
    requirements = tuple(requirement(step, id=f"r{n}") for n, step in enumerate(steps))
    return charter(**{"requirements": requirements, "limits": (), "judgements": (*charter().judgements, SURE), **more})


def waits(play: Play) -> list[str]:
    """Write each wait as `sign approve: Wang (rules 7.2)`."""
    return [line(each) for each in waiting(play.charter, play.facts, play.case, play.now)]


def line(each: Wait | Stop) -> str:
    what = each.act or each.move or each.judgement or each.field or (each.state if isinstance(each, Stop) else "")
    by = ",".join(dict.fromkeys(holder.member for holder in each.by))
    marks = "".join(f"[{why.code}]" for why in each.why) + (" [assumed]" if each.assumed else "")
    if isinstance(each, Stop):
        marks += (" [met]" if each.met else "") + (" [maybe]" if each.maybe else "")
    return f"{each.kind} {what}: {by} ({each.cite}){marks}"


def way(play: Play) -> list[str]:
    return [line(each) for each in route(play.charter, play.facts, play.case, play.now)]


def test_a_draft_waits_for_its_submission() -> None:
    play = Play(asked(ONE))
    play.draft("Wu", "expense")
    assert waits(play) == ["move submit: Wu (rules 3.1)"]


def test_a_case_under_decision_waits_for_each_who_can_answer_now() -> None:
    play = expense(asked(Then((ONE, TWO)), RESOLVE))
    assert waits(play) == ["sign approve: Wang (rules 7.2)", "sign resolve: Chen,Li,Wang (rules 7.2)"]
    play.do("Wang", "approve")
    assert waits(play) == ["sign approve: Li (rules 7.2)", "sign resolve: Chen,Li (rules 7.2)"]


def test_a_wait_has_all_that_can_be_asked_about_it() -> None:
    step = sign(COMMANDER, within=Duration(24, DurationUnit.HOUR), silence=Silence.PASSES, assumed=True)
    play = expense(asked(step, RESOLVE))
    one, vote = waiting(play.charter, play.facts, play.case, play.now)
    assert one == Wait(
        "sign",
        (Holder("Wang", "commander"),),
        (COMMANDER,),
        cite("7.2"),
        assumed=True,
        act=Act.APPROVE,
        path="r0",
        due=at("2011-03-02 09:00"),
    )
    assert (vote.path, vote.count and vote.count.needed, vote.count and vote.count.quorum) == ("r1", 2, 2)


@pytest.mark.parametrize(("there", "told"), [("settled", []), ("refused", []), ("withdrawn", [])])
def test_what_is_over_waits_for_nothing(there: str, told: list[str]) -> None:
    play = expense(asked(ONE))
    play.made = replace(play.case, state=there)
    assert waits(play) == told
    assert way(play) == [f"state {there}:  (None)"]


def test_a_judgement_and_an_empty_field_are_waited_for_once() -> None:
    under = asked(by_cases((Judged("sure"), ONE)), by_cases((Judged("sure"), TWO)), by_cases((over("1", "budget"), ONE)))
    play = expense(under)
    assert waits(play) == ["judge sure: Zheng (rules 8.1) [assumed]", "edit budget: Wu (rules 7.2)"]
    play.charter = replace(under, judgements=(replace(SURE, cite=None),))
    assert waits(play)[0] == "judge sure: Zheng (rules 7.2) [assumed]"
    play.made = replace(play.case, drafter=None)
    assert waits(play)[1] == "edit budget:  (rules 7.2)"
    assert waiting(play.charter, play.facts, play.case, play.now)[0].party == (DIRECTOR,)


def test_what_is_stuck_says_why() -> None:
    play = expense(asked(ONE), without(people(), "commander"))
    assert waits(play) == ["stuck approve:  (rules 7.2)[R150]"]
    play.charter = asked(sign(Party(PartyKind.BODY, "silent body")))
    assert waits(play) == ["silent approve:  (rules 7.2)[R203]"]


def test_moves_are_waited_for_where_they_may_come() -> None:
    play = expense(asked(ONE))
    play.made = replace(play.case, state="approved")
    assert waits(play) == ["move pay: Chen (rules 3.2)"]
    play.facts = people(balances={"company fund": yuan("1")})
    assert waits(play) == ["stuck pay: Chen (rules 3.2)[R173][R181]"]
    pay = move("pay", "approved", "paid", QUARTERMASTER, when=Not(Judged("sure")), assumed=True)
    timed = move("archive", "approved", "settled", after=Duration(1, DurationUnit.DAY))
    play.charter = asked(ONE, lifecycles=(replace(EXPENSE_LIFE, moves=(pay, timed)), *charter().lifecycles[1:]))
    assert waits(play) == ["move pay: Chen (rules 7.2) [assumed]"]


def test_where_nothing_decides_signatures_and_moves_are_waited_for() -> None:
    play = Play(charter(requirements=(requirement(ONE, "donation", before="receive"),), limits=()))
    play.draft("Wu", "donation", amount=yuan("3"), fundraiser="Wu")
    assert waits(play) == ["sign approve: Wang (rules 7.2)", "move receive: Chen (rules 7.8)"]
    play.made = replace(play.case, state="reversed")
    assert waits(play) == []


def test_the_whole_way_is_shown_before_anything_is_submitted() -> None:
    step = Together((Then((sign(LEADERS, act=Act.FILE), sign(COMMANDER, assumed=True))), sign(role("platoon leader"), optional=True)))
    play = Play(asked(step))
    play.draft("Wu", "expense", purpose="paint", amount=yuan("3"))
    assert way(play) == [
        "state draft:  (None)",
        "move submit: Wu (rules 3.1)",
        "state review:  (None)",
        "file file: Li,Wang (rules 7.2)",
        "sign approve: Wang (rules 7.2) [assumed]",
        "state approved:  (None)",
        "move pay: Chen (rules 3.2)",
        "state paid:  (None)",
        "move settle: Chen (rules 3.3)",
        "state settled:  (None)",
    ]


def test_what_has_been_done_and_who_is_recused_shows_on_the_way() -> None:
    play = expense(asked(Together((ONE, sign(LEADERS)))), drafter="Li")
    play.do("Wang", "approve")
    assert play.case.state == "approved"
    play = expense(asked(Then((TWO, sign(LEADERS)))), drafter="Wang")
    assert way(play)[:3] == ["state review:  (None)", "sign approve: Li (rules 7.2)", "sign approve: Li (rules 7.2)"]
    play.do("Li", "approve")
    assert way(play)[:3] == ["state review:  (None)", "sign approve: Li (rules 7.2) [met]", "sign approve: Li (rules 7.2)"]
    play = expense(asked(ONE), without(people(), "commander"))
    assert way(play)[1] == "sign approve:  (rules 7.2)[R150]"


def test_what_depends_on_a_judgement_may_come() -> None:
    step = by_cases((Judged("sure"), Either((ONE, TWO))), otherwise=sign(DIRECTOR, assumed=True))
    play = expense(asked(step))
    assert way(play)[:5] == [
        "state review:  (None)",
        "judge sure: Zheng (rules 8.1) [assumed]",
        "sign approve: Wang (rules 7.2) [maybe]",
        "sign approve: Li (rules 7.2) [maybe]",
        "sign approve: Zheng (rules 7.2) [assumed] [maybe]",
    ]
    play = expense(asked(by_cases((over("1", "budget"), ONE))))
    assert way(play)[1:3] == ["edit budget: Wu (rules 7.2)", "sign approve: Wang (rules 7.2) [maybe]"]
    assert all(each.party for each in route(play.charter, play.facts, play.case, play.now) if each.kind == "sign")


def test_a_move_that_rests_on_a_judgement_may_come() -> None:
    pay = move("pay", "approved", "paid", QUARTERMASTER, when=Judged("sure"))
    never = move("burn", "approved", "refused", QUARTERMASTER, when=over("500"))
    play = expense(asked(ONE, lifecycles=(replace(EXPENSE_LIFE, moves=(EXPENSE_LIFE.moves[0], never, pay)), *charter().lifecycles[1:])))
    play.made = replace(play.case, state="approved")
    assert way(play) == ["state approved:  (None)", "move pay: Chen (rules 7.2) [maybe]", "state paid:  (None)"]


def test_a_way_in_a_circle_ends() -> None:
    back = move("reopen", "approved", "draft", QUARTERMASTER)
    life = replace(EXPENSE_LIFE, moves=(EXPENSE_LIFE.moves[0], back))
    play = expense(asked(ONE, lifecycles=(life, *charter().lifecycles[1:])))
    assert [each.state for each in route(play.charter, play.facts, play.case, play.now) if each.kind == "state"] == [
        "review",
        "approved",
        "draft",
    ]
