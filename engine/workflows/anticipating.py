"""Moves made ahead of the approval that they need (追认): urgent, with a reason, never with money; ratified afterwards or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from engine.case import Case, Deed, Early, Notice, Outcome, Reason
from engine.charter import Charter, Move, Open, Post, Requirement, Reverse
from engine.workflows.approvals import weigh
from engine.workflows.facilities import off
from engine.workflows.grounds import Code, because, distinct
from engine.workflows.kinds import Kind, kind_of
from engine.workflows.matter import Matter
from engine.workflows.signing import to_ratify


def early_source(matter: Matter, move: Move) -> str | None:
    """Return the state from which a move would be made ahead of its approval: its own, or the one that the decision leads to."""
    state = matter.kind.states[matter.case.state]
    if state.id in move.sources:
        return state.id
    return state.granted if state.granted in move.sources else None


def open_before(matter: Matter, move: Move) -> tuple[Requirement, ...]:
    """Return what is still open of what a move needs: the decision where the case is being decided, else what gates the move."""
    deciding = matter.case.state in matter.kind.deciding
    standings = (each for each in weigh(matter) if deciding or each.requirement.before in (None, move.id))
    return tuple(each.requirement for each in standings if each.state in ("waiting", "unknown"))


def not_early(matter: Matter, move: Move, deed: Deed) -> list[Reason]:
    """Return why a move cannot be made ahead of its approval."""
    kind, cite = matter.kind, move.cite or matter.kind.process.cite
    facts: dict[str, Any] = {"move": move.id, "process": matter.case.process}
    reasons = [*off(matter, "ratify")]
    if not (deed.reason or "").strip():
        reasons.append(because(Code.EARLY_NEEDS_REASON, cite, **facts))
    if of_money(matter.charter, kind, ()):
        reasons.append(because(Code.MONEY_NOT_EARLY, cite, **facts))
    refused = [each for each in weigh(matter) if each.state in ("refused", "returned", "lapsed")]
    if refused or early_source(matter, move) is None or not open_before(matter, move):
        reasons.append(because(Code.NOTHING_TO_PRECEDE, cite, state=matter.case.state, **facts))
    if kind.states[move.target].kind == "final":
        reasons.append(because(Code.ENDS_UNRATIFIED, cite, **facts))
    if to_ratify(matter.case):
        reasons.append(because(Code.ENDS_UNRATIFIED, cite, **facts))
    return distinct(reasons)


def marked(case: Case, matter: Matter, move: Move, deed: Deed) -> Case:
    """Return a case with the mark that it is to be ratified."""
    open_ = tuple(each.id for each in open_before(matter, move))
    return replace(case, early=(*case.early, Early(move.id, deed.actor, deed.at, deed.reason or "", open_)))


def may_be_early(matter: Matter, move: Move, deed: Deed) -> Reason:
    """Say that a move may be made ahead of its approval, and who has to ratify it."""
    open_ = open_before(matter, move)
    parties = tuple(
        dict.fromkeys(party for each in weigh(matter) if each.requirement in open_ for leaf in each.steps for party in leaf.sign.by)
    )
    cite = open_[0].cite or move.cite or matter.kind.process.cite
    return because(Code.MAY_BE_EARLY, cite, member=deed.actor, move=move.id, process=matter.case.process, parties=parties)


def unratified(matter: Matter, target: str, move: Move) -> Iterator[Reason]:
    """Yield that a case cannot come to its end while a move of it waits to be ratified."""
    if to_ratify(matter.case) and matter.kind.states[target].kind == "final":
        yield because(Code.ENDS_UNRATIFIED, move.cite or matter.kind.process.cite, move=move.id, process=matter.case.process)


def settled(matter: Matter, result: Outcome) -> Outcome:
    """Return what came of an act once those who had to decide have said yes or no to what was done before; a no is told."""
    states = {each.requirement.id: each for each in weigh(matter)}
    early, reasons, notices = list(matter.case.early), list(result.reasons), list(result.notices)
    for at, each in enumerate(early):
        if each.settled is not None:
            continue
        standings = [states[id] for id in each.requirements if id in states]
        if any(found.state in ("refused", "returned", "lapsed") for found in standings):
            ratified = False
        elif all(found.state == "met" for found in standings):
            ratified = True
        else:
            continue
        early[at] = replace(each, settled=matter.at, ratified=ratified)
        cite = standings[0].requirement.cite if standings else matter.kind.process.cite
        people = tuple(dict.fromkeys(given.member for found in standings for leaf in found.steps for given in leaf.signed))
        code = Code.RATIFIED if ratified else Code.NOT_RATIFIED
        reasons.append(because(code, cite, move=each.move, process=matter.case.process, members=people))
        if not ratified:
            told = dict.fromkeys((each.by, *((matter.case.drafter,) if matter.case.drafter else ())))
            notices += [_told(matter, member, each) for member in told]
    return replace(result, case=replace(result.case, early=tuple(early)), reasons=tuple(reasons), notices=tuple(notices))


def _told(matter: Matter, member: str, each: Early) -> Notice:
    number = matter.case.number
    return Notice(f"{number} not ratified {each.at.isoformat()} {member}", member, number, "told", matter.at, each.move)


def of_money(charter: Charter, kind: Kind, passed: tuple[str, ...]) -> bool:
    """Tell whether cases of a kind decide about money: they name an amount that is signed, post one, or open a case that does.

    An amount that no signature covers, such as what an activity is expected to cost, is not decided on.
    """
    if any(field.type == "money" and not field.unsigned for field in kind.fields.values()):
        return True
    effects = [effect for move in kind.lifecycle.moves for effect in move.effects]
    if any(isinstance(each, Post | Reverse) for each in effects):
        return True
    opened = {each.process for each in effects if isinstance(each, Open)} - {kind.process.id, *passed}
    return any(of_money(charter, kind_of(charter, each), (*passed, kind.process.id)) for each in opened)
