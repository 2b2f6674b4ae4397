"""Who answers a step: taken back, transferred, delegated, added to, claimed; arranged by those who are asked, never past the charter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from engine.case import Arrangement, Case, Decision, Deed, Reason
from engine.charter import Take
from engine.workflows.approvals import weigh
from engine.workflows.arranging import ADDED, HANDED, arrangements, step_of, votes
from engine.workflows.facilities import off, strangers
from engine.workflows.grounds import Code, because, distinct, no, yes
from engine.workflows.matter import Matter
from engine.workflows.signing import Answerable, about, closed_to_answers, not_his, open_to

Kept = tuple[Arrangement, ...]


def decide_transfer(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may pass a step of his to another who could answer it too, and to nobody else.

    The charter says who answers; to let a step pass to anybody else would let the signer choose in its place. Where all must
    answer, or so many, none can give his answer away.
    """
    reasons = [*off(matter, "transfer"), *_one_person(matter, deed)]
    mine, why = _his(matter, deed)
    reasons += why
    for each in mine:
        reasons += _one_suffices(each)
        able = _able(matter, each, deed.actor)
        reasons += [_on(Code.NOT_OF_PARTY, each, other=to, parties=each.leaf.sign.by, members=able) for to in deed.to if to not in able]
    return _decided(reasons, Code.MAY_TRANSFER, mine, deed)


def decide_delegate(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may ask another for an opinion before he answers himself: any member whose own case it is not."""
    reasons = [*off(matter, "delegate"), *_one_person(matter, deed), *_unable(matter, deed)]
    mine, why = _his(matter, deed)
    return _decided([*reasons, *why], Code.MAY_DELEGATE, mine, deed)


def decide_add(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may have others recommend before or after his step: members who are not asked in it anyway."""
    reasons = [*off(matter, "add signer"), *strangers(matter, deed), *_unable(matter, deed)]
    mine, why = _his(matter, deed)
    for each in mine:
        asked = {holder.member for holder in matter.holders(each.leaf.sign.by)}
        asked |= {added.member for _, added in arrangements(matter, each.leaf.path) if added.kind in ADDED}
        reasons += [_on(Code.ASKED_ALREADY, each, other=to) for to in deed.to if to in asked]
    return _decided([*reasons, *why], Code.MAY_ADD, mine, deed)


def decide_remove(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may remove added signers again: who added them, or who answers the step; never one whom the charter asks."""
    cite = matter.kind.process.cite
    reasons = [*off(matter, "add signer"), *closed_to_answers(matter)]
    if not deed.to:
        reasons.append(because(Code.TO_NOBODY, cite, verb=deed.verb))
    for to in deed.to:
        standing = [each for each in matter.case.arrangements if each.kind in ADDED and each.member == to and each.ended is None]
        if not standing:
            reasons.append(_never_added(matter, to))
        elif not any(each.by == deed.actor or _answers(matter, each.step, deed.actor) for each in standing):
            reasons.append(because(Code.NOT_HIS_SIGNER, cite, member=deed.actor, other=to, members=tuple(each.by for each in standing)))
    return no(reasons) if reasons else yes(because(Code.MAY_REMOVE, cite, member=deed.actor, members=deed.to))


def decide_claim(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may take in hand what any of several could answer: the others then cannot until he releases it."""
    reasons = [*off(matter, "claim")]
    mine, why = _his(matter, deed)
    reasons += why
    for each in mine:
        reasons += _one_suffices(each)
        if not reasons and not _able(matter, each, deed.actor):
            reasons.append(_on(Code.ONE_ALONE, each, member=deed.actor))
    return _decided(reasons, Code.MAY_CLAIM, mine, deed)


def decide_release(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may give back what he has in hand, so that everybody who is asked can answer again."""
    held = [each for each in matter.case.arrangements if each.kind in HANDED and each.ended is None and each.member == deed.actor]
    cite = matter.kind.process.cite
    if held:
        return yes(because(Code.MAY_RELEASE, cite, member=deed.actor))
    return no([because(Code.NOTHING_IN_HAND, cite, member=deed.actor)])


def transferred(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case with the steps in other hands."""
    return _with(matter, deed, decision, "transfer", deed.to, ends=HANDED)


def delegated(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case with an opinion asked for."""
    return _with(matter, deed, decision, "delegate", deed.to)


def added(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case with signers added."""
    return _with(matter, deed, decision, "add after" if deed.after else "add before", deed.to)


def claimed(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case with the steps in the actor's hand."""
    return _with(matter, deed, decision, "claim", (deed.actor,), ends=HANDED)


def removed(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case without the added signers."""
    del decision
    return replace(matter.case, arrangements=_ended(matter, deed, lambda each: each.kind in ADDED and each.member in deed.to))


def released(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return the case with nothing in the actor's hand."""
    del decision
    return replace(matter.case, arrangements=_ended(matter, deed, lambda each: each.kind in HANDED and each.member == deed.actor))


def _his(matter: Matter, deed: Deed) -> tuple[list[Answerable], list[Reason]]:
    """Return the steps of the charter that a member could answer now, or why there is none; a ballot is given in person."""
    shut = closed_to_answers(matter)
    if shut:
        return [], shut
    standings = weigh(matter)
    mine = open_to(standings, deed.actor)
    fitting = [each for each in mine if "+" not in each.leaf.path and not votes(each.leaf.sign)]
    if fitting:
        return fitting, []
    personal = [_on(Code.IN_PERSON, each, member=deed.actor, act=each.leaf.sign.act) for each in mine]
    return [], personal or not_his(matter, standings, deed.actor)


def _one_person(matter: Matter, deed: Deed) -> Iterator[Reason]:
    yield from strangers(matter, deed)
    if len(deed.to) > 1:
        yield because(Code.ONE_ONLY, matter.kind.process.cite, verb=deed.verb)
    if deed.actor in deed.to:
        yield because(Code.TO_HIMSELF, matter.kind.process.cite, member=deed.actor)


def _unable(matter: Matter, deed: Deed) -> Iterator[Reason]:
    """Yield whom an act names though it is his own case."""
    cite = matter.kind.process.cite
    yield from (because(Code.OTHERS_OWN_CASE, cite, other=each) for each in deed.to if each in matter.own)


def _one_suffices(each: Answerable) -> Iterator[Reason]:
    if any(party.take in (Take.ALL, Take.COUNT) for party in each.leaf.sign.by):
        yield _on(Code.SEVERAL_MUST, each, parties=each.leaf.sign.by, act=each.leaf.sign.act)


def _able(matter: Matter, each: Answerable, actor: str) -> tuple[str, ...]:
    """Return who besides could answer a step."""
    asked = (holder.member for holder in matter.holders(each.leaf.sign.by))
    stood_for = {actor, each.holder.for_}
    return tuple(dict.fromkeys(member for member in asked if member not in matter.own and member not in stood_for))


def _answers(matter: Matter, path: str, member: str) -> bool:
    return any(each.leaf.path == step_of(path) for each in open_to(weigh(matter), member))


def _never_added(matter: Matter, to: str) -> Reason:
    """Say that nobody added a signer: the charter asks him, by the article that does, or nobody does."""
    for standing in weigh(matter):
        for leaf in standing.steps:
            if any(holder.member == to for holder in matter.holders(leaf.sign.by)):
                return about(Code.CHARTER_ASKS, standing, leaf, other=to, parties=leaf.sign.by)
    return because(Code.NOT_ADDED, matter.kind.process.cite, other=to)


def _on(code: Code, each: Answerable, **facts: object) -> Reason:
    return about(code, each.standing, each.leaf, **facts)


def _decided(reasons: list[Reason], may: Code, mine: list[Answerable], deed: Deed) -> Decision:
    if reasons:
        return no(distinct(reasons))
    facts = {"member": deed.actor, "members": deed.to or (deed.actor,)}
    allowed = yes(*(_on(may, each, **facts) for each in mine), steps=tuple(each.leaf.path for each in mine), office=mine[0].holder.office)
    return replace(allowed, for_=mine[0].holder.for_)


def _with(matter: Matter, deed: Deed, decision: Decision, kind: str, members: tuple[str, ...], ends: tuple[str, ...] = ()) -> Case:
    standing = _ended(matter, deed, lambda each: each.kind in ends and each.step in decision.steps)
    made = (Arrangement(kind, step, deed.actor, to, deed.at, deed.reason) for step in decision.steps for to in members)  # type: ignore[arg-type]
    return replace(matter.case, arrangements=(*standing, *made))


def _ended(matter: Matter, deed: Deed, which: Callable[[Arrangement], bool]) -> Kept:
    return tuple(replace(each, ended=deed.at) if each.ended is None and which(each) else each for each in matter.case.arrangements)
