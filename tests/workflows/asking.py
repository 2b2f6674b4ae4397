"""Charters that ask an expense for some steps and nothing else, and expenses answered so far."""

from __future__ import annotations

from plays import Play, codes, expense, people
from samples import (
    COMMANDER,
    DIRECTOR,
    INSTRUCTOR,
    charter,
    cite,
    requirement,
    sign,
)

from engine.case import Facts
from engine.charter import (
    Charter,
    Judgement,
    Step,
)
from engine.values import Duration, DurationUnit

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


def changing(*tenures: object) -> Facts:
    """Return the people with other tenures for the offices named."""
    replaced = {each.role for each in tenures}
    return people(tenures=(*(each for each in people().tenures if each.role not in replaced), *tenures))


ONE, TWO, THREE = sign(COMMANDER), sign(INSTRUCTOR), sign(DIRECTOR)
SURE = Judgement("sure", charter().title, "expense", (DIRECTOR,), cite("8.1"))
JUDGED = (*charter().judgements, SURE)
