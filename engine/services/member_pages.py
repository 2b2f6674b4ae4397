"""Members with their category, unit and offices on a day, and how their membership went: lists and pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from engine.case import Member
from engine.charter import Charter
from engine.records import record
from engine.services import names
from engine.services.moments import day
from engine.services.scene import Clock, Scene, look
from engine.services.views import Name, name
from engine.workflows.periods import midnight
from engine.workflows.tenures import holders, in_force, stay_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.store.reading import Reading


@record
class Held:
    """One office that a member holds, held or will hold; one that follows another office has neither days nor a paper of its own."""

    number: int
    role: Name
    unit: Name | None
    start: date | None
    end: date | None
    paper: str
    now: bool
    ex_officio: bool = False


@record
class StayLine:
    """A stretch of a membership."""

    start: date
    end: date | None
    category: Name | None
    unit: Name | None
    suspended: bool
    paper: str


@record
class Counted:
    """Something that was entered against a member."""

    event: str
    on: date
    case: str | None
    excused: bool


@record
class MemberPage:
    """A member as he is on a day, with every office he ever held, how his membership went, and what was entered of him."""

    id: str
    name: str
    category: Name | None
    unit: Name | None
    since: date
    until: date | None
    held: tuple[Held, ...]
    suspended: bool = False
    stays: tuple[StayLine, ...] = ()
    entered: tuple[Counted, ...] = ()


def list_members(
    reading: Reading, clock: Clock, *, everybody: bool = False, on: str | None = None
) -> tuple[tuple[MemberPage, ...], Charter]:
    """Return the members of a day, today unless given, in the order in which they joined, or everybody there ever was. Raises BadMoment."""
    scene = _on(look(reading, clock), on)
    found = sorted(scene.facts.members.values(), key=lambda member: (member.since, member.id))
    wanted = [each for each in found if everybody or stay_on(each, scene.today) is not None]
    return tuple(page_of(scene, each) for each in wanted), scene.charter


def show_member(reading: Reading, typed: str, clock: Clock, *, on: str | None = None) -> tuple[MemberPage, Charter]:
    """Return one member as he is on a day, today unless given. Raises NoMember, ManyMembers, BadMoment."""
    scene = _on(look(reading, clock), on)
    member = names.member(typed, scene.facts.members)
    entered = tuple(Counted(each.event, each.on, each.case, each.excused) for each in reading.occurrences(member.id).values())
    return replace(page_of(scene, member), entered=entered), scene.charter


def page_of(scene: Scene, member: Member) -> MemberPage:
    """Return a member as he is on the day of the scene."""
    charter = scene.charter
    stay = stay_on(member, scene.today)
    category, unit = (stay.category, stay.unit) if stay is not None else (member.category, member.unit)
    stays = tuple(
        StayLine(each.start, each.end, _category(charter, each.category), _unit(charter, each.unit), each.suspended, each.paper)
        for each in member.stays
    )
    return MemberPage(
        id=member.id,
        name=member.name,
        category=_category(charter, category),
        unit=_unit(charter, unit),
        since=member.since,
        until=member.until,
        held=tuple(_held(scene, member)),
        suspended=stay is not None and stay.suspended,
        stays=stays,
    )


def _on(scene: Scene, on: str | None) -> Scene:
    return scene if on is None else replace(scene, now=midnight(day(on), scene.charter.zone))


def _held(scene: Scene, member: Member) -> Iterator[Held]:
    charter, today = scene.charter, scene.today
    tenures = sorted((each for each in scene.facts.tenures if each.member == member.id), key=lambda tenure: (tenure.start, tenure.role))
    for number, each in enumerate(tenures):
        now = in_force(each, today)
        yield Held(number, name(charter.role(each.role)), _unit(charter, each.unit), each.start, each.end, each.paper, now)
    held = {each.role for each in tenures if in_force(each, today)}
    number = len(tenures)
    for role in charter.roles:
        if role.selection is None or role.selection.how != "ex officio" or role.id in held:
            continue
        if any(each.member == member.id for party in role.selection.by for each in holders(charter, scene.facts, party, None, today)):
            yield Held(number, name(role), None, None, None, "", now=True, ex_officio=True)
            number += 1


def _category(charter: Charter, id: str | None) -> Name | None:
    return next((name(each) for each in charter.categories if each.id == id), None)


def _unit(charter: Charter, id: str | None) -> Name | None:
    return next((name(each) for each in charter.units if each.id == id), None)
