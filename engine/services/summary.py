"""What a commander wants to know of a book at a glance: cases by kind and state, money, what came of itself, what was refused."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from engine.charter import Charter
from engine.records import record
from engine.services.cases import Event, event
from engine.services.follow import by_now
from engine.services.logs import head_text
from engine.services.money import FundPage, funds
from engine.services.scene import Clock, look, of_case
from engine.services.views import CaseLine, Name, case_line, name, state_name
from engine.values import Text

if TYPE_CHECKING:
    from engine.store.reading import Reading


@record
class KindLine:
    """How many cases there are of a kind, and in which states."""

    kind: Name
    count: int
    states: tuple[tuple[Name, int], ...]


@record
class Summary:
    """A book at a glance."""

    title: Text
    first: datetime
    last: datetime
    members: int
    kinds: tuple[KindLine, ...]
    funds: tuple[FundPage, ...]
    opened: tuple[CaseLine, ...]  # by the charter itself
    refusals: tuple[Event, ...]
    entries: int
    head: str


def summary(reading: Reading, clock: Clock) -> tuple[Summary, Charter]:
    """Return a book at a glance."""
    scene = look(reading, clock)
    charter = scene.charter
    cases = [by_now(of_case(reading, scene, case), case) for case in reading.cases()]
    kinds = []
    for process in charter.processes:
        mine = [case for case in cases if case.process == process.id]
        if mine:
            states = Counter(case.state for case in mine)
            found = tuple((state_name(charter, mine[0], state.id), states[state.id]) for state in charter.lifecycle_of(process.id).states)
            kinds.append(KindLine(name(process), len(mine), tuple(each for each in found if each[1])))
    entries = list(reading.entries())
    refusals = tuple(event(reading, each, scene.viewer) for each in entries if each.outcome == "refused")
    told = Summary(
        charter.title,
        entries[0].at,
        entries[-1].at,
        len(scene.facts.members),
        tuple(kinds),
        funds(reading, clock),
        tuple(case_line(charter, case, scene.viewer) for case in cases if case.parent is not None),
        refusals,
        len(entries),
        head_text(reading.head()),
    )
    return told, charter
