"""Where and how long something hangs in public, and who hears what is said against it: by the case that made it public."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from engine.case import Case
from engine.charter import Charter, Publish
from engine.records import record
from engine.services.dossiers import Dossier
from engine.services.scene import facts_of, find_case
from engine.services.views import Person, person
from engine.workflows.periods import local_day

if TYPE_CHECKING:
    from engine.store.reading import Reading

PLACE = "place"  # the field of the library's publications


@record
class Hanging:
    """A place, a first and a last day, and who hears objections: as somebody says (`to`), else these people."""

    place: str
    start: date
    end: date
    to: str
    people: tuple[Person, ...] = ()


def hanging(reading: Reading, found: Dossier, charter: Charter) -> Hanging | None:
    """Return where and how long a case hangs that a move of its lifecycle made public; None where none has, or for no set time."""
    from engine.workflows.worktime import limit_of

    lifecycle = charter.lifecycle_of(found.process)
    public = {move.target for move in lifecycle.moves if any(isinstance(effect, Publish) for effect in move.effects)}
    stage = next((each for each in reversed(found.stages) if each.state.id in public), None)
    timed = [move.after for move in lifecycle.moves if stage and stage.state.id in move.sources and not move.by and move.after]
    place = next((each.value for each in found.page.fields if each.field.id == PLACE), None)
    if stage is None or not timed or not isinstance(place, str):
        return None
    case = find_case(reading, found.page.line.number)
    over = limit_of(case, stage.at, timed[0], charter.zone).at
    last = local_day(over - timedelta(seconds=1), charter.zone)  # the limit ends at 24:00 of it
    return Hanging(place, local_day(stage.at, charter.zone), last, "", _hearing(reading, found, charter, case))


def _hearing(reading: Reading, found: Dossier, charter: Charter, case: Case) -> tuple[Person, ...]:
    """Return who answers objections by the charter; where it names nobody, whoever hung it up."""
    from engine.workflows.matter import Matter

    matter = Matter(charter, facts_of(reading), case, found.stamp.at)
    clause = matter.kind.objecting
    drafter = (found.drafter,) if found.drafter else ()
    if clause is None:
        return drafter
    heard = (person(charter, each.member, each.office, each.unit) for each in matter.holders(clause.answered_by))
    known = {each.member: each for each in drafter}
    return tuple(known.get(each.member, each) for each in heard)
