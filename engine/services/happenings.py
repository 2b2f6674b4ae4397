"""What happens when and where by the book: every case with a beginning in time, as of the head of the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from engine.case import Case
from engine.charter import Charter
from engine.records import record
from engine.services import names
from engine.services.cases import told_by
from engine.services.dossiers import Stamp, stamp
from engine.services.scene import charter_of
from engine.services.views import Name, hidden, name, state_name, title
from engine.services.ways import way_map

if TYPE_CHECKING:
    from engine.store.reading import Reading

PLACE = "place"  # the field of the library's activities
Status = Literal["confirmed", "tentative", "cancelled"]


@record
class Happening:
    """One case with its time. `changes` counts what was done to it, `changed` is when that was last."""

    number: str
    kind: Name
    title: str
    start: datetime
    end: datetime | None
    place: str
    unit: Name | None
    state: Name
    status: Status
    changes: int
    changed: datetime


def happenings(reading: Reading, unit: str | None = None, *, everything: bool = False) -> tuple[tuple[Happening, ...], Stamp, Charter]:
    """Return what is settled to happen, has happened, or was called off after it was settled, by time; `everything`: the rest as well.

    Raises NoName for a unit that is not there.
    """
    charter = charter_of(reading, reading.settings().charter)
    wanted = names.named("unit", unit, charter.units).id if unit else None
    cases = ((case, charter_of(reading, case.charter)) for case in reading.cases())
    found = [each for case, pinned in cases if (each := _happening(reading, pinned, case, everything=everything))]
    kept = [each for each in found if wanted is None or (each.unit and each.unit.id == wanted)]
    return tuple(sorted(kept, key=lambda each: (each.start, each.number))), stamp(reading), charter


def _happening(reading: Reading, charter: Charter, case: Case, *, everything: bool) -> Happening | None:
    process = charter.process(case.process)
    unseen = hidden(None, charter, case)  # whoever subscribes sees what everybody may
    told = {field.id: case.fields[field.id] for field in process.fields if field.id in case.fields and field.id not in unseen}
    times = [moment for moment in told.values() if isinstance(moment, datetime)]
    if not times:
        return None
    entries = [entry for entry in reading.entries(case.number) if entry.outcome == "done"]
    passed = [state for entry in entries for _, state in told_by(entry).get("path", ())]
    status, settled = _status(charter, case, passed)
    if not settled and not everything:
        return None
    place = told.get(PLACE)
    units = [str(told[field.id]) for field in process.fields if field.type == "unit" and told.get(field.id)]
    return Happening(
        case.number,
        name(process),
        title(process, case, unseen) or case.number,
        times[0],
        times[1] if len(times) > 1 else None,
        place if isinstance(place, str) else "",
        name(charter.unit(units[0])) if units else None,
        state_name(charter, case),
        status,
        len(entries) - 1,
        entries[-1].at,
    )


def _status(charter: Charter, case: Case, passed: list[str]) -> tuple[Status, bool]:
    """Return how sure it is, and whether it was ever settled: left its decision on the way on which nothing is refused."""
    way = way_map(charter, case.process)
    beyond = set(_beyond(way.trunk, {state.id for state in way.states if state.kind == "decide"}))
    settled = bool(beyond & set(passed))
    ended = next(state.kind for state in way.states if state.id == case.state) == "final"
    if ended and case.state not in way.trunk:
        return "cancelled", settled
    return ("confirmed" if case.state in beyond else "tentative"), settled


def _beyond(trunk: tuple[str, ...], deciding: set[str]) -> Iterator[str]:
    """Yield the states of a trunk past its decision; of one that decides nothing, all but the first."""
    gate = next((at for at, state in enumerate(trunk) if state in deciding), 0)
    yield from trunk[gate + 1 :]
