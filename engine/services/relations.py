"""How cases belong together: what opened what, what became part of what, what names what, which amounts were counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from engine.case import Case
from engine.charter import Charter, Open
from engine.records import record
from engine.services.scene import charter_of
from engine.services.views import CaseLine, Viewer, case_line
from engine.values import Money

if TYPE_CHECKING:
    from engine.store.reading import Reading


@record
class Related:
    """Another case, and what it is to this one: opened_by, opened, part_of, takes_in, or refers (it names this one)."""

    relation: str
    case: CaseLine


@record
class Counted:
    """An amount that brought a case to its opening; a reversed one counts no more."""

    case: CaseLine
    amount: Money
    on: date
    reversed: bool


def related(reading: Reading, charter: Charter, case: Case, viewer: Viewer | None) -> tuple[Related, ...]:
    """Return the cases that belong to one, each by what it is to it, as who asks may see them."""
    return tuple(dict.fromkeys(_related(reading, charter, case, viewer)))


def counted(reading: Reading, case: Case, viewer: Viewer | None) -> tuple[Counted, ...]:
    """Return the amounts that were counted when a case was opened; none where no sum opened it."""
    if case.drafter is not None or case.parent is None:
        return ()
    from engine.services.reckoning import counted_for

    numbers = counted_for(reading, case.number)
    standing = {each.case: each for each in reading.gifts() if each.case in numbers}
    return tuple(_counted(reading, number, viewer, reversed=number not in standing) for number in numbers)


def _counted(reading: Reading, number: str, viewer: Viewer | None, *, reversed: bool) -> Counted:
    case = reading.case(number)
    charter = charter_of(reading, case.charter)
    posted = next(each for each in reading.postings(case=number).values() if each.reverses is None)
    return Counted(case_line(charter, case, viewer), posted.amount, _day(charter, posted.at), reversed)


def _day(charter: Charter, at: object) -> date:
    from datetime import datetime

    from engine.workflows.periods import local_day

    assert isinstance(at, datetime)
    return local_day(at, charter.zone)


def _related(reading: Reading, charter: Charter, case: Case, viewer: Viewer | None) -> Iterator[Related]:
    if case.parent is not None:
        yield _one(reading, "opened_by", case.parent, viewer)
    if case.part_of is not None:
        yield _one(reading, "part_of", case.part_of, viewer)
    for kind in _kinds(charter, case):
        for each in reading.cases(kind):
            line = case_line(charter_of(reading, each.charter), each, viewer)
            if each.parent == case.number:
                yield Related("opened", line)
            if each.part_of == case.number:
                yield Related("takes_in", line)
            if case.number in (each.fields.get(field.id) for field in charter.process(kind).fields if field.type == "case"):
                yield Related("refers", line)


def _one(reading: Reading, relation: str, number: str, viewer: Viewer | None) -> Related:
    case = reading.case(number)
    return Related(relation, case_line(charter_of(reading, case.charter), case, viewer))


def _kinds(charter: Charter, case: Case) -> tuple[str, ...]:
    """Return the kinds whose cases may belong to one: those it opens, those that may become part of it, those that name cases."""
    moves = charter.lifecycle_of(case.process).moves
    found = [effect.process for move in moves for effect in move.effects if isinstance(effect, Open)]
    found += [each.opens for each in charter.triggers if charter.is_kind(case.process, each.source)]
    joined = {kind for each in charter.joinings if charter.is_kind(case.process, each.into) for kind in each.kinds}
    found += [each.id for each in charter.processes if any(charter.is_kind(each.id, kind) for kind in joined)]
    found += [each.id for each in charter.processes if any(field.type == "case" for field in each.fields)]
    known = {each.id for each in charter.processes}
    return tuple(each for each in dict.fromkeys(found) if each in known)
