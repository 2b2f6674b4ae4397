"""Where steps and requirements of a case stand: the records that `approvals` makes and everybody else reads."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from engine.case import Reason, Signature
from engine.charter import Requirement, Sign
from engine.records import record
from engine.workflows.ballots import Count
from engine.workflows.evaluate import Missing
from engine.workflows.tenures import Holder

StepState = Literal["met", "open", "later", "refused", "returned", "lapsed", "skipped", "stuck"]
StandingState = Literal["met", "waiting", "refused", "returned", "lapsed", "unknown"]
Outcome = Literal["granted", "refused", "returned", "lapsed"]


@record
class StepStanding:
    """Where one step stands: who could answer now, what was answered, a vote's count, its deadline, and why it is stuck."""

    path: str
    sign: Sign
    state: StepState
    by: tuple[Holder, ...] = ()  # who could answer now; nobody in his own case
    signed: tuple[Signature, ...] = ()
    count: Count | None = None
    due: datetime | None = None
    silent: bool = False  # silence has answered it
    why: tuple[Reason, ...] = ()
    instead_since: datetime | None = None  # since when others are asked, because the time of those first asked was over


@record
class Standing:
    """Where one requirement that applies stands; `missing` keeps it, or a branch of it, unknown."""

    requirement: Requirement
    state: StandingState
    steps: tuple[StepStanding, ...] = ()
    missing: tuple[Missing, ...] = ()


@record
class Progress:
    """Where a step stands, with the leaves below it; `done` is when it was met, None while it is not."""

    state: Literal["met", "open", "later", "refused", "returned", "lapsed", "unknown", "stuck"]
    steps: tuple[StepStanding, ...]
    done: datetime | None = None
    missing: tuple[Missing, ...] = ()
