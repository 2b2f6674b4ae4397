"""Agents during absence: named, listed and ended; the charter decides, and the log has refusals as well."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.case import Agency, Decision
from engine.charter import Charter
from engine.records import record
from engine.services import names
from engine.services.faults import NoAgency, NobodyAsks
from engine.services.moments import day
from engine.services.scene import Clock, Scene, enter, look
from engine.services.telling import tell

if TYPE_CHECKING:
    from engine.store.book import Book
    from engine.store.reading import Reading


@record
class AgencyLine:
    """Who acts for whom, from when until when (half-open), and whether today."""

    principal: str
    agent: str
    start: date
    end: date
    reason: str
    now: bool


@record
class AgencyDone:
    """What came of naming or ending an agent."""

    decision: Decision
    agency: AgencyLine


def list_agencies(reading: Reading, clock: Clock, *, everything: bool = False) -> tuple[tuple[AgencyLine, ...], Charter]:
    """Return who acts for whom, today and later; or ever."""
    scene = look(reading, clock)
    found = (_line(scene, each) for each in scene.facts.agencies if each.start < each.end)
    return tuple(each for each in found if everything or scene.today < each.end), scene.charter


def name_agent(book: Book, agent: str, given: Mapping[str, Any], actor: str | None, clock: Clock) -> tuple[AgencyDone, Charter]:
    """Name somebody's own agent: `given` holds until, and may hold since and a reason. Raises NobodyAsks, NoMember, BadMoment."""
    from engine.workflows.agents import decide_agency

    with book.writing() as writing:
        scene = enter(writing, clock)
        principal = _actor(scene, actor)
        start = day(given["since"]) if given.get("since") else scene.today
        wanted = Agency(principal, names.member(agent, scene.facts.members).id, start, day(given["until"]), given.get("reason") or "")
        decision = decide_agency(scene.facts, wanted, principal, scene.today)
        told = {"member": wanted.agent, "reason": wanted.reason, "from": wanted.start, "until": wanted.end, "reasons": decision.reasons}
        if decision.allowed:
            writing.add_agency(wanted)
        tell(writing, scene, principal, "add agent", None, told, "done" if decision.allowed else "refused")
        return AgencyDone(decision, _line(scene, wanted)), scene.charter


def end_agent(book: Book, agent: str, given: Mapping[str, Any], actor: str | None, clock: Clock) -> tuple[AgencyDone, Charter]:
    """End an agency that is running or to come, from `until` on (today unless given); one that has not begun is dropped.

    The principal ends his own; an agent his, by naming the principal. Raises NobodyAsks, NoMember, NoAgency, BadMoment.
    """
    from engine.workflows.agents import decide_agency_end

    with book.writing() as writing:
        scene = enter(writing, clock)
        who = _actor(scene, actor)
        other = names.member(agent, scene.facts.members).id
        until = day(given["until"]) if given.get("until") else scene.today
        running = [each for each in scene.facts.agencies if other in (each.agent, each.principal) and max(until, each.start) < each.end]
        mine = [each for each in running if who in (each.agent, each.principal)] or running
        if not mine:
            raise NoAgency(name=other)
        found = mine[-1]
        decision = decide_agency_end(found, who)
        if decision.allowed:
            writing.end_agency(found, max(until, found.start))
        tell(
            *(writing, scene, who, "end agent", None),
            {"member": found.agent, "until": max(until, found.start), "reasons": decision.reasons},
            "done" if decision.allowed else "refused",
        )
        return AgencyDone(decision, _line(scene, found)), scene.charter


def _actor(scene: Scene, actor: str | None) -> str:
    if actor is None:
        raise NobodyAsks
    return names.member(actor, scene.facts.members).id


def _line(scene: Scene, each: Agency) -> AgencyLine:
    return AgencyLine(each.principal, each.agent, each.start, each.end, each.reason, each.start <= scene.today < each.end)
