"""Who must do what now, and the whole way that a case still has to go, with names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Literal

from engine.case import Case, Facts, Reason
from engine.charter import Act, Charter, Move, Party, Sign
from engine.records import record
from engine.values import Cite
from engine.workflows.approvals import weigh
from engine.workflows.ballots import Count
from engine.workflows.evaluate import Missing, holds
from engine.workflows.grounds import SILENT
from engine.workflows.judging import judges
from engine.workflows.kinds import kind_of, signs_below
from engine.workflows.matter import Matter
from engine.workflows.moving import blocks
from engine.workflows.signing import signable
from engine.workflows.standings import Standing, StepStanding
from engine.workflows.tenures import Holder

WaitKind = Literal["sign", "judge", "edit", "move", "stuck", "silent", "resume", "answer", "take-up"]


@record
class Wait:
    """One thing that a case waits for: what, from which parties, who of them can do it now, and by which article.

    `edit` waits for a field to be filled in; `stuck` and `silent` tell in `why` what keeps anybody from acting.
    """

    kind: WaitKind
    by: tuple[Holder, ...]
    party: tuple[Party, ...] = ()
    cite: Cite | None = None
    assumed: bool = False
    act: Act | None = None
    move: str | None = None
    judgement: str | None = None
    field: str | None = None
    path: str | None = None
    count: Count | None = None
    due: datetime | None = None
    why: tuple[Reason, ...] = ()


@record
class Stop:
    """One thing on the way of a case: a move, a step, a judgement, or a state that it comes to (`state` alone)."""

    kind: Literal["state", "move", "sign", "file", "judge", "edit"]
    state: str  # in which it happens, or which is reached
    by: tuple[Holder, ...] = ()
    party: tuple[Party, ...] = ()
    cite: Cite | None = None
    assumed: bool = False
    act: Act | None = None
    move: str | None = None
    judgement: str | None = None
    field: str | None = None
    met: bool = False
    maybe: bool = False  # whether it is asked for depends on something not yet known
    why: tuple[Reason, ...] = ()


def waiting(charter: Charter, facts: Facts, case: Case, at: datetime) -> tuple[Wait, ...]:
    """Return what a case waits for now; nothing in a final state."""
    matter = Matter(charter, facts, case, at)
    if matter.kind.states[case.state].kind == "final":
        return ()
    if case.pauses and (stayed := _of_pause(matter)) is not None:
        return (stayed,)
    signs = [wait for standing in weigh(matter) for wait in _of_standing(matter, standing)] if signable(matter) else []
    signs += _besides(matter)
    made = [move for move in matter.kind.moves_from(case.state) if move.by and not _held_up(matter, move)]
    moves = [_of_move(matter, move) for move in made if _may_come(matter, move)]
    if not signs and not moves:
        moves = [_of_barred(matter, move) for move in made]
    found: list[Wait] = []
    for each in (*signs, *moves):
        if each not in found:
            found.append(each)
    return tuple(found)


def route(charter: Charter, facts: Facts, case: Case, at: datetime) -> tuple[Stop, ...]:
    """Return the whole way of a case to a final state: always the first move that may come, and every deciding state granted."""
    matter = Matter(charter, facts, case, at)
    stops: list[Stop] = []
    passed: set[str] = set()
    while matter.case.state not in passed:
        state = matter.kind.states[matter.case.state]
        passed.add(state.id)
        stops.append(Stop("state", state.id))
        if state.kind == "final":
            break
        target = state.granted
        if signable(matter):
            stops += [stop for standing in weigh(matter) for stop in _stops(matter, standing)]
        if target is None:
            move = next((each for each in matter.kind.moves_from(state.id) if _may_come(matter, each)), None)
            if move is None:
                break
            stops.append(_move_stop(matter, move))
            target = move.target
        matter = Matter(charter, facts, replace(matter.case, state=target, since=at), at)
    return tuple(stops)


def _besides(matter: Matter) -> Iterator[Wait]:
    """Yield what few kinds of case wait for: that an objection is answered, that a settled case is taken up into another."""
    objecting, joining = matter.kind.objecting, matter.kind.joining
    if objecting is not None and matter.case.state in objecting.states:
        from engine.workflows.objecting import unanswered

        if unanswered(matter.case):
            yield Wait("answer", matter.holders(objecting.answered_by), objecting.answered_by, objecting.cite, objecting.assumed)
    if joining is not None and matter.case.part_of is None:
        from engine.workflows.joining import settled

        parties = kind_of(matter.charter, joining.into).process.drafters
        if settled(matter):
            yield Wait("take-up", matter.holders(parties), parties, joining.cite, joining.assumed)


def _held_up(matter: Matter, move: Move) -> bool:
    """Tell whether a move has to wait until the case is part of another."""
    if matter.kind.joining is None:
        return False
    from engine.workflows.joining import not_taken_up

    return any(True for _ in not_taken_up(matter, move))


def _may_come(matter: Matter, move: Move) -> bool:
    return move.when is None or holds(matter, move.when) is not False


def _of_move(matter: Matter, move: Move) -> Wait:
    cite = move.cite or matter.kind.process.cite
    return Wait("move", matter.holders(move.by), move.by, cite, move.assumed, move=move.id)


def _of_barred(matter: Matter, move: Move) -> Wait:
    """Return a move that waits for its condition, such as money in the fund, with what is missing."""
    return replace(_of_move(matter, move), kind="stuck", why=tuple(blocks(matter, move)))


def _of_pause(matter: Matter) -> Wait | None:
    """Return that a suspended case waits for nothing but to be resumed."""
    from engine.workflows.parts import deciders  # late: few cases are suspended
    from engine.workflows.pauses import suspended

    why = tuple(suspended(matter))
    return Wait("resume", tuple(map(Holder, deciders(matter))), (), why[0].cite, why=why) if why else None


def _of_standing(matter: Matter, standing: Standing) -> Iterator[Wait]:
    yield from (_of_missing(matter, standing, each) for each in standing.missing)
    for leaf in standing.steps:
        if leaf.state == "open":
            yield _of_leaf(standing, leaf, "sign")
        elif leaf.state == "stuck":
            yield _of_leaf(standing, leaf, "silent" if any(each.code in SILENT for each in leaf.why) else "stuck")


def _of_leaf(standing: Standing, leaf: StepStanding, kind: WaitKind) -> Wait:
    requirement = standing.requirement
    return Wait(
        kind,
        leaf.by,
        leaf.sign.by,
        requirement.cite,
        requirement.assumed or leaf.sign.assumed,
        act=leaf.sign.act,
        path=leaf.path,
        count=leaf.count,
        due=leaf.due,
        why=leaf.why,
    )


def _of_missing(matter: Matter, standing: Standing, what: Missing) -> Wait:
    requirement = standing.requirement
    if what.kind == "judgement":
        judgement = matter.charter.judgement(what.id)
        cite = judgement.cite or requirement.cite
        return Wait("judge", judges(matter, judgement), judgement.by, cite, judgement.assumed, judgement=what.id)
    drafter = (Holder(matter.case.drafter),) if matter.case.drafter else ()
    return Wait("edit", drafter, (), requirement.cite, requirement.assumed, field=what.id)


def _stops(matter: Matter, standing: Standing) -> Iterator[Stop]:
    """Yield what a requirement asks for, in its order; of a branch not yet known, every step that may come."""
    for each in standing.missing:
        wait = _of_missing(matter, standing, each)
        yield Stop(
            "judge" if wait.judgement else "edit",
            matter.case.state,
            wait.by,
            wait.party,
            wait.cite,
            wait.assumed,
            judgement=wait.judgement,
            field=wait.field,
        )
    requirement, state = standing.requirement, matter.case.state
    if standing.state == "unknown":
        for sign in signs_below(requirement.step):
            assumed = requirement.assumed or sign.assumed
            yield Stop("sign", state, _able(matter, sign), sign.by, requirement.cite, assumed, act=sign.act, maybe=True)
        return
    for leaf in standing.steps:
        if leaf.state != "skipped":
            yield Stop(
                "file" if leaf.sign.act is Act.FILE else "sign",
                state,
                leaf.by or _able(matter, leaf.sign),
                leaf.sign.by,
                requirement.cite,
                requirement.assumed or leaf.sign.assumed,
                act=leaf.sign.act,
                met=leaf.state == "met" and leaf.sign.act is not Act.FILE,
                why=leaf.why,
            )


def _able(matter: Matter, sign: Sign) -> tuple[Holder, ...]:
    return tuple(each for each in matter.holders(sign.by) if each.member not in matter.own)


def _move_stop(matter: Matter, move: Move) -> Stop:
    cite = move.cite or matter.kind.process.cite
    maybe = move.when is not None and holds(matter, move.when) is None
    return Stop("move", matter.case.state, matter.holders(move.by), move.by, cite, move.assumed, move=move.id, maybe=maybe)
