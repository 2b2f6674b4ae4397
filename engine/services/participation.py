"""Who takes part in what, and how long everybody served: what certificates and totals rest on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from engine.case import Case
from engine.charter import Charter
from engine.records import record
from engine.services import names
from engine.services.scene import Clock, charter_of, look
from engine.services.views import CaseLine, case_line
from engine.workflows.periods import local_day

if TYPE_CHECKING:
    from engine.store.reading import Reading


@record
class HoursLine:
    """How long a member served in one case, on which day."""

    case: CaseLine
    day: date
    minutes: int


@record
class Served:
    """What a member served in some days: each case, and all together."""

    member: str
    lines: tuple[HoursLine, ...]
    minutes: int


@record
class PartLine:
    """One member's part in a case."""

    member: str
    state: str
    at: datetime
    came: bool | None
    minutes: int | None


def hours(reading: Reading, member: str, first: date, last: date) -> tuple[HoursLine, ...]:
    """Return what a member (by id) served from a first to a last day, both included, oldest first."""
    found = [each for each in reading.participations_of(member) if each.came and each.minutes]
    lines = []
    for part in found:
        case = reading.case(part.case)
        charter = charter_of(reading, case.charter)
        day = day_of(charter, case)
        if first <= day <= last:
            lines.append(HoursLine(case_line(charter, case), day, part.minutes or 0))
    return tuple(sorted(lines, key=lambda each: (each.day, each.case.number)))


def served(reading: Reading, clock: Clock, year: int | None = None, who: str | None = None) -> tuple[tuple[Served, ...], Charter]:
    """Return what every member who served, or one, served in a year, or ever. Raises NoMember."""
    scene = look(reading, clock)
    first, last = (date(year, 1, 1), date(year, 12, 31)) if year else (date.min, date.max)
    people: Iterable[str] = (names.member(who, scene.facts.members).id,) if who else scene.facts.members
    found = [(member, hours(reading, member, first, last)) for member in people]
    every = [Served(member, lines, sum(each.minutes for each in lines)) for member, lines in found if lines or who]
    return tuple(sorted(every, key=lambda each: (-each.minutes, each.member))), scene.charter


def parts(reading: Reading, number: str) -> tuple[PartLine, ...]:
    """Return who takes part in a case, in the order of signing up."""
    found = sorted(reading.participations(number), key=lambda each: (each.state != "signed up", each.at, each.member))
    return tuple(PartLine(each.member, each.state, each.at, each.came, each.minutes) for each in found)


def knows(charter: Charter, process: str, verb: str) -> bool:
    """Tell whether a kind of case knows a verb: sign-up, sign-off, attend, object, answer, take-up."""
    from engine.workflows.kinds import kind_of

    kind = kind_of(charter, process)
    clauses = {"sign-up": kind.sign_up, "sign-off": kind.sign_up, "attend": kind.roll, "take-up": kind.joining}
    return clauses.get(verb, kind.objecting) is not None


def day_of(charter: Charter, case: Case) -> date:
    """Return the day of a case: the one on which it starts, else on which it was opened."""
    start = case.fields.get("start")
    if isinstance(start, datetime):
        return local_day(start, charter.zone)
    return start if isinstance(start, date) else local_day(case.opened, charter.zone)
