"""Enter members and offices from paper: who has come, who was elected, appointed, or has left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.case import Facts, Member, Tenure
from engine.charter import Charter, Role
from engine.services import names
from engine.services.faults import Blank, EndsBefore, FollowsOffice, HeldApart, MemberExists, NobodyAsks, NoSeat, NotHeld, OfficeNeedsUnit
from engine.services.member_pages import MemberPage, page_of
from engine.services.moments import day
from engine.services.scene import Clock, Scene, enter, facts_of
from engine.services.telling import tell
from engine.workflows.tenures import in_the_way, term_begun

if TYPE_CHECKING:
    from engine.store.book import Book


def enter_member(book: Book, typed: str, given: Mapping[str, Any], actor: str | None, clock: Clock) -> tuple[MemberPage, Charter]:
    """Enter a member: `given` may hold category, unit, since; and holds the paper that shows it.

    Raises NobodyAsks, NoMember, Blank, MemberExists, NoName, BadMoment.
    """
    with book.writing() as writing:
        scene = enter(writing, clock)
        clerk, paper = _clerk(scene, actor), _paper(given)
        id = " ".join(typed.split())
        if not id:
            raise Blank(what="name")
        if id in scene.facts.members:
            raise MemberExists(name=id)
        charter = scene.charter
        category = names.named("category", given["category"], charter.categories).id if given.get("category") else None
        unit = names.named("unit", given["unit"], charter.units).id if given.get("unit") else None
        since = day(given["since"]) if given.get("since") else scene.today
        member = Member(id, id.rstrip("0123456789").strip() or id, category, unit, since)
        writing.add_member(member)
        tell(writing, scene, clerk, "add member", None, {"member": id, "paper": paper})
        return page_of(Scene(charter, scene.digest, Facts({id: member}, ()), scene.now), member), charter


def enter_office(book: Book, typed: str, given: Mapping[str, Any], actor: str | None, clock: Clock) -> tuple[MemberPage, Charter]:
    """Enter from minutes or a letter who holds an office from when; it ends as the charter's term does.

    The book does not hold elections yet: it takes their results from paper.
    Raises NobodyAsks, NoMember, Blank, NoName, OfficeNeedsUnit, FollowsOffice, NoSeat, HeldApart, BadMoment.
    """
    with book.writing() as writing:
        scene = enter(writing, clock)
        clerk, paper = _clerk(scene, actor), _paper(given)
        charter = scene.charter
        member = names.member(typed, scene.facts.members)
        role = names.named("office", given["office"], charter.roles)
        unit = names.named("unit", given["unit"], charter.units).id if given.get("unit") else member.unit
        if role.each and (unit is None or charter.unit(unit).kind != role.each):
            raise OfficeNeedsUnit(role=role.name, kind=names.unit_kind(charter, role.each))
        since = day(given["since"]) if given.get("since") else scene.today
        tenure = term_begun(charter, member.id, role.id, unit, since, paper)
        _check_filled_otherwise(role)
        _check_seat(scene, role, tenure)
        _check_held_apart(scene, role, tenure)
        writing.add_tenure(tenure)
        tell(writing, scene, clerk, "enter office", None, {"member": member.id, "held": role.id, "paper": paper})
        facts = Facts(scene.facts.members, (*scene.facts.tenures, tenure))
        return page_of(Scene(charter, scene.digest, facts, scene.now), member), charter


def end(book: Book, typed: str, given: Mapping[str, Any], actor: str | None, clock: Clock) -> tuple[MemberPage, Charter]:
    """Enter from paper that a member has left an office, or, where `given` names none, the unit: from `until` on it is over.

    Raises NobodyAsks, NoMember, Blank, NoName, NotHeld, EndsBefore, BadMoment.
    """
    with book.writing() as writing:
        scene = enter(writing, clock)
        clerk, paper = _clerk(scene, actor), _paper(given)
        member = names.member(typed, scene.facts.members)
        until = day(given["until"]) if given.get("until") else scene.today
        told = {"member": member.id, "paper": paper}
        if given.get("office"):
            tenure = _held(scene, member, given, until)
            writing.end_tenure(tenure, until)
            tell(writing, scene, clerk, "end office", None, {**told, "held": tenure.role})
        else:
            if until <= member.since:
                raise EndsBefore(since=member.since.isoformat())
            if member.stays:
                from engine.workflows.memberships import ended

                writing.save_member(ended(member, until, paper))
            else:
                writing.end_member(member.id, until)
            tell(writing, scene, clerk, "end membership", None, told)
        now = replace(scene, facts=facts_of(writing))
        return page_of(now, now.facts.members[member.id]), scene.charter


def _held(scene: Scene, member: Member, given: Mapping[str, Any], until: date) -> Tenure:
    """Return the tenure that is to end: the last of the office (and unit) that is not over by then. Raises NoName, NotHeld, EndsBefore."""
    charter = scene.charter
    role = names.named("office", given["office"], charter.roles)
    unit = names.named("unit", given["unit"], charter.units).id if given.get("unit") else None
    mine = [each for each in scene.facts.tenures if each.member == member.id and each.role == role.id and unit in (None, each.unit)]
    found = [each for each in mine if each.end is None or until < each.end]
    if not found:
        raise NotHeld(name=member.id, role=role.name)
    if until <= found[-1].start:
        raise EndsBefore(since=found[-1].start.isoformat())
    return found[-1]


def _check_seat(scene: Scene, role: Role, tenure: Tenure) -> None:
    """Make sure that a seat is free on every day. Raises NoSeat."""
    sitting = in_the_way(scene.facts.tenures, role, tenure)
    if sitting is not None:
        assert role.seats is not None
        raise NoSeat(role=role.name, seats=role.seats, holder=sitting.member)


def _check_filled_otherwise(role: Role) -> None:
    """Make sure that nobody enters by hand an office that follows another. Raises FollowsOffice."""
    if role.selection is not None and role.selection.how == "ex officio":
        raise FollowsOffice(role=role.name)


def _check_held_apart(scene: Scene, role: Role, wanted: Tenure) -> None:
    """Make sure that nobody holds two offices that are held apart. Raises HeldApart."""
    apart = {other for clause in scene.charter.incompatible if role.id in clause.offices for other in clause.offices} - {role.id}
    for each in scene.facts.tenures:
        before = each.end is not None and each.end <= wanted.start
        after = wanted.end is not None and wanted.end <= each.start
        if each.member == wanted.member and each.role in apart and not (before or after):
            raise HeldApart(name=each.member, role=role.name, other=scene.charter.role(each.role).name)


def _clerk(scene: Scene, actor: str | None) -> str:
    """Return who enters something: the log names him. Raises NobodyAsks, NoMember."""
    if actor is None:
        raise NobodyAsks
    return names.member(actor, scene.facts.members).id


def _paper(given: Mapping[str, Any]) -> str:
    """Return the paper that shows something. Raises Blank."""
    paper = str(given["paper"]).strip()
    if not paper:
        raise Blank(what="paper")
    return paper
