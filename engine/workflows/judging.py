"""Whether somebody may give a judgement that the charter leaves to him."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.case import Decision, Deed, Reason
from engine.charter import Judgement, Party, PartyKind, Take
from engine.workflows.agents import acting, agents_of
from engine.workflows.evaluate import judgements
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.matter import Matter
from engine.workflows.tenures import Holder


def decide_judgement(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may give every judgement of the deed, each yes or no."""
    reasons = [reason for id in deed.values for reason in _objections(matter, deed, id)]
    if reasons or not deed.values:
        return no(reasons or [_unknown(matter, None)])
    offices = {id: judge(matter, matter.charter.judgement(id), deed.actor) for id in deed.values}
    why = [_may(matter.charter.judgement(id), deed, holder) for id, holder in offices.items() if holder is not None]
    holder = next(holder for holder in offices.values() if holder is not None)
    return replace(yes(*why, office=holder.office), for_=holder.for_)


def judge(matter: Matter, judgement: Judgement, member: str) -> Holder | None:
    """Return under which office a member may judge alone; nobody judges his own case."""
    return None if member in matter.own else acting(matter, filter(_alone, judgement.by), member)


def judges(matter: Matter, judgement: Judgement) -> tuple[Holder, ...]:
    """Return who could give a judgement now."""
    able = tuple(each for each in matter.holders(filter(_alone, judgement.by)) if each.member not in matter.own)
    return (*able, *(agent for each in able for agent in agents_of(matter, each))) if matter.facts.agencies else able


def _alone(party: Party) -> bool:
    return party.kind is not PartyKind.COMMITTEE and party.take in (Take.HOLDER, Take.ANY)


def _objections(matter: Matter, deed: Deed, id: str) -> Iterator[Reason]:
    found = next((each for each in matter.charter.judgements if each.id == id), None)
    if found is None or found.of not in matter.kind.ancestors or not isinstance(deed.values[id], bool):
        yield _unknown(matter, id)
        return
    if not _open(matter, id):
        yield _about(Code.NO_JUDGING_NOW, found, process=matter.case.process, state=matter.case.state)
    if deed.actor in matter.own:
        yield _about(Code.OWN_CASE, found, member=deed.actor)
    if acting(matter, found.by, deed.actor) is None:
        able = tuple(each.member for each in judges(matter, found))
        yield _about(Code.NOT_JUDGE, found, member=deed.actor, judgement=id, parties=found.by, members=able)
    elif acting(matter, filter(_alone, found.by), deed.actor) is None:
        yield _about(Code.JOINT_JUDGEMENT_NOT_EXECUTED, found, judgement=id, parties=found.by)


def _open(matter: Matter, id: str) -> bool:
    """Tell whether a judgement still matters: before the case is decided or ratified, or where a move from its state rests on it."""
    tested = (move.when for move in matter.kind.moves_from(matter.case.state))
    still = matter.case.state in matter.kind.undecided or any(each.settled is None for each in matter.case.early)
    return still or any(when is not None and id in judgements(when) for when in tested)


def _may(judgement: Judgement, deed: Deed, holder: Holder) -> Reason:
    stead = {"stead": holder.for_} if holder.for_ else {}
    return _about(Code.MAY_JUDGE, judgement, member=deed.actor, role=holder.office, judgement=judgement.id, **stead)


def _unknown(matter: Matter, id: str | None) -> Reason:
    return because(Code.NO_SUCH_JUDGEMENT, matter.kind.process.cite, judgement=id, process=matter.case.process)


def _about(code: Code, judgement: Judgement, /, **facts: object) -> Reason:
    return because(code, judgement.cite, assumed=judgement.assumed, **facts)
