"""Agents during absence (代理): who acts for whom, dated and half-open, in an office of the principal's and never beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from engine.case import Agency, Decision, Facts, Reason, Tenure
from engine.charter import Party
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.matter import Matter
from engine.workflows.tenures import Holder, in_force, serving


def agents_of(matter: Matter, holder: Holder) -> Iterator[Holder]:
    """Yield who acts today for the holder of an office; nobody in his own case, and nobody for somebody who is an agent himself."""
    if holder.office is None or holder.for_ is not None or "agent" in matter.kind.lifecycle.off:
        return
    for each in matter.facts.agencies:
        if each.principal == holder.member and _acts(matter, each):
            yield replace(holder, member=each.agent, for_=each.principal)


def acting(matter: Matter, parties: Iterable[Party], member: str) -> Holder | None:
    """Return under which office a member is of any of the parties now, in his own right or as an agent."""
    parties = tuple(parties)
    own = matter.holder(parties, member)
    if own is not None or not matter.facts.agencies:
        return own
    found = (each for each in matter.holders(parties) if each.member not in matter.own)
    return next((agent for each in found for agent in agents_of(matter, each) if agent.member == member), None)


def decide_agency(facts: Facts, wanted: Agency, actor: str, on: date) -> Decision:
    """Decide whether somebody may name an agent: himself alone, from today on, for no longer than he holds an office."""
    reasons = [*_people(facts, wanted, actor), *_days(facts, wanted, on), *_chain(facts, wanted)]
    if reasons:
        return no(reasons)
    return yes(because(Code.MAY_NAME_AGENT, None, member=wanted.principal, other=wanted.agent, start=wanted.start, end=wanted.end))


def decide_agency_end(wanted: Agency, actor: str) -> Decision:
    """Decide whether somebody may end an agency: the principal, or the agent."""
    if actor in (wanted.principal, wanted.agent):
        return yes(because(Code.MAY_END_AGENCY, None, member=actor))
    return no([because(Code.NOT_HIS_AGENCY, None, member=actor, members=(wanted.principal, wanted.agent))])


def _acts(matter: Matter, each: Agency) -> bool:
    within = each.start <= matter.day < each.end
    return within and each.agent not in matter.own and serving(matter.facts, each.agent, matter.day)


def _people(facts: Facts, wanted: Agency, actor: str) -> Iterator[Reason]:
    if actor != wanted.principal:
        yield because(Code.NOT_HIS_AGENCY, None, member=actor, members=(wanted.principal,))
    if wanted.agent == wanted.principal:
        yield because(Code.OWN_AGENT, None, member=wanted.agent)
    if not serving(facts, wanted.agent, wanted.start):
        yield because(Code.NO_MEMBER, None, member=wanted.agent, date=wanted.start)


def _days(facts: Facts, wanted: Agency, on: date) -> Iterator[Reason]:
    if wanted.start < on or wanted.end <= wanted.start:
        yield because(Code.AGENCY_DAYS, None, start=wanted.start, end=wanted.end)
        return
    held = [each for each in facts.tenures if each.member == wanted.principal and in_force(each, wanted.start)]
    if not held:
        yield because(Code.NO_OFFICE_TO_ACT_IN, None, member=wanted.principal, date=wanted.start)
    elif all(each.end is not None and each.end < wanted.end for each in held):
        last = max(held, key=_end)
        yield because(Code.BEYOND_TENURE, None, member=wanted.principal, role=last.role, date=last.end)


def _end(tenure: Tenure) -> date:
    return tenure.end or date.max


def _chain(facts: Facts, wanted: Agency) -> Iterator[Reason]:
    """Yield agencies of the same days that leave no room for another: one agent at a time, and no agent who is away himself."""
    for each in facts.agencies:
        if each.start < wanted.end and wanted.start < each.end:
            if each.principal == wanted.principal:
                yield because(Code.OTHER_AGENT, None, member=wanted.principal, other=each.agent, start=each.start, end=each.end)
            elif wanted.agent == each.principal or wanted.principal == each.agent:
                yield because(Code.AGENT_CHAIN, None, member=each.principal, other=each.agent, start=each.start, end=each.end)
