"""What people have arranged, said and done out of turn on a case, as it is shown."""

from __future__ import annotations

from datetime import datetime

from engine.case import Case, Early, Facts
from engine.charter import Act, Charter, Party
from engine.records import record
from engine.services.views import Name, name
from engine.values import Cite


@record
class StepName:
    """A step as people know it: what it asks for, of whom, by which article."""

    act: Act
    by: tuple[Party, ...]
    cite: Cite | None


@record
class ArrangementLine:
    """One arrangement about a step: transferred, delegated, added, claimed; it stands until it has ended."""

    kind: str
    step: StepName
    by: str
    member: str
    at: datetime
    reason: str | None
    ended: datetime | None


@record
class EarlyLine:
    """One move made ahead of its approval, and whether it was ratified; None while it waits."""

    move: Name
    by: str
    at: datetime
    reason: str
    ratified: bool | None


def step_name(charter: Charter, case: Case, path: str) -> StepName:
    """Return the step that an answer was given to."""
    from engine.workflows.arranging import step_of
    from engine.workflows.changes import step_at
    from engine.workflows.matter import Matter

    matter = Matter(charter, Facts({}, ()), case, case.since)
    sign, whole = step_at(matter, path), step_of(path)
    found = next(each for each in matter.kind.requirements if whole == each.id or whole.startswith(f"{each.id}/"))
    return StepName(sign.act, sign.by, found.cite)


def arrangement_lines(charter: Charter, case: Case) -> tuple[ArrangementLine, ...]:
    """Return what was arranged on a case, in order."""
    return tuple(
        ArrangementLine(each.kind, step_name(charter, case, each.step), each.by, each.member, each.at, each.reason, each.ended)
        for each in case.arrangements
    )


def early_lines(charter: Charter, case: Case) -> tuple[EarlyLine, ...]:
    """Return the moves that were made ahead of their approval, in order."""
    return tuple(_early(charter, case, each) for each in case.early)


def _early(charter: Charter, case: Case, each: Early) -> EarlyLine:
    move = charter.lifecycle_of(case.process).move(each.move)
    assert move is not None
    return EarlyLine(name(move), each.by, each.at, each.reason, each.ratified)
