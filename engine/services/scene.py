"""What an act or a question rests on: the book's clock, the charter in force or pinned, the facts as of now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from engine import codec
from engine.case import BudgetItem, Case, Facts
from engine.charter import Charter
from engine.records import record
from engine.services.faults import ClockBack, NoSuchCase, NotRehearsal, OnActsAlone, close
from engine.services.moments import moment
from engine.services.views import Viewer
from engine.values import Money, Value
from engine.workflows.periods import local_day

if TYPE_CHECKING:
    from engine.store.reading import Reading
    from engine.store.records import Settings
    from engine.store.writing import Writing


@record
class Clock:
    """The time by the machine, and a time that somebody sets in its stead (as typed, local): in a rehearsal book only.

    `asks` is who looks at it: what only some people may see is shown to them alone.
    """

    now: datetime
    at: str | None = None
    asks: str | None = None
    on: str | None = None  # of a late entry: the day that it is judged by, as typed


@record
class Scene:
    """One moment of a book under the charter that holds for new cases, or that a case is pinned to."""

    charter: Charter
    digest: str
    facts: Facts
    now: datetime
    asks: str | None = None
    noticed: datetime | None = None  # when what time has brought about was noticed, where that is later

    late: datetime | None = None  # of a late entry, when it is made; `now` then lies on the day that it is judged by

    @property
    def viewer(self) -> Viewer:
        """Return who asks, for what is shown to some people only."""
        return Viewer(self.asks, self.facts, self.today)

    def seen_by(self, member: str) -> Viewer:
        """Return a member as one who asks."""
        return Viewer(member, self.facts, self.today)

    @property
    def entered(self) -> datetime:
        """Return when what happens now is entered in the log."""
        return self.late or self.noticed or self.now

    @property
    def today(self) -> date:
        """Return the local day."""
        return local_day(self.now, self.charter.zone)


class Pinned(Protocol):
    """Where compiled charters lie, by digest."""

    def charter_json(self, digest: str) -> str:
        """Return a compiled charter."""


def charter_of(reading: Pinned, digest: str) -> Charter:
    """Return the charter of a digest, decoded once in a process: under one digest it never changes."""
    found = _DECODED.get(digest)
    if found is None:
        found = codec.loads(reading.charter_json(digest))
        assert isinstance(found, Charter)
        _DECODED[digest] = found
    return found


def facts_of(reading: Reading) -> Facts:
    """Return everything besides charter and case that a decision may rest on."""
    return Facts(reading.members(), reading.tenures(), reading.balances(), reading.agencies())


def case_facts(reading: Reading, scene: Scene, case: Case, into: str | None = None) -> Facts:
    """Return the facts of a scene with what an act on one case may rest on besides: who takes part in it, what it competes with.

    `into` is the case that is to take it up. Few kinds of case need any of this, and nothing is read for the others.
    """
    from engine.workflows.kinds import kind_of

    kind, facts = kind_of(scene.charter, case.process), scene.facts
    if kind.sign_up is not None or kind.roll is not None:
        facts = replace(facts, participations=reading.participations(case.number))
    if kind.rivals:
        facts = replace(facts, rivals=reading.cases(open_only=True))
    if into is not None:
        facts = replace(facts, rivals=(find_case(reading, into),))
    return facts


def look(reading: Reading, clock: Clock) -> Scene:
    """Return the scene for a question: `clock` may be set to any time, as nothing is written. Raises NotRehearsal, OnActsAlone."""
    if clock.on is not None:
        raise OnActsAlone(on=clock.on)
    settings = reading.settings()
    charter = charter_of(reading, settings.charter)
    return Scene(charter, settings.charter, facts_of(reading), _time(settings, clock, charter.zone), clock.asks)


def enter(writing: Writing, clock: Clock, number: str | None = None) -> Scene:
    """Return the scene for an act, on a case or none, and set the clock of a rehearsal book on if the act is told.

    Raises NotRehearsal, ClockBack, and for a late entry BadMoment, NotYet, LateBeforeStart, LateBeforeLast.
    """
    settings = writing.settings()
    scene = look(writing, replace(clock, on=None))
    if settings.clock and scene.now < settings.clock:
        from engine.written import instant_text

        raise ClockBack(clock=instant_text(settings.clock, scene.charter.zone, "en"))
    if settings.clock and scene.now > settings.clock:
        writing.set_clock(scene.now)
    return on_day(writing, scene, clock, number)


def on_day(reading: Reading, scene: Scene, clock: Clock, number: str | None) -> Scene:
    """Return the scene of the day that a late entry is judged by; the same one where it is none."""
    if clock.on is None:
        return scene
    from engine.services.late import late

    return late(reading, scene, clock.on, number)


def of_case(reading: Reading, scene: Scene, case: Case) -> Scene:
    """Return the scene under the charter that a case is pinned to."""
    if case.charter != scene.digest:
        scene = replace(scene, charter=charter_of(reading, case.charter), digest=case.charter)
    return budgeted(reading, scene, case.fields)


def budgeted(reading: Reading, scene: Scene, fields: Mapping[str, Value]) -> Scene:
    """Return the scene with the items of the budget, where a case with these fields names one."""
    if fields.get(ITEM) is None or scene.facts.items:
        return scene
    return replace(scene, facts=replace(scene.facts, items=items(reading, scene.charter)))


def items(reading: Reading, charter: Charter) -> dict[str, BudgetItem]:
    """Return the items of the budget by number, with what is taken up of each."""
    from engine.workflows.budgets import AMOUNT, BUDGET, IN_FORCE, takes_up

    taken: dict[str, dict[str, Money]] = {}
    for kind in charter.processes:
        for case in reading.cases(kind.id) if any(field.id == ITEM for field in kind.fields) else ():
            item = case.fields.get(ITEM)
            if item is not None:
                pinned = charter_of(reading, case.charter)
                taken.setdefault(str(item), {})[case.number] = takes_up(pinned, case, _posted(reading, charter, case))
    found = [case for kind in charter.processes if charter.is_kind(kind.id, BUDGET) for case in reading.cases(kind.id)]
    nothing = Money(0, charter.currency)
    granted = {case.number: amount for case in found if isinstance(amount := case.fields.get(AMOUNT, nothing), Money)}
    return {
        case.number: BudgetItem(case.number, granted.get(case.number, nothing), case.state == IN_FORCE, taken.get(case.number, {}))
        for case in found
    }


def _posted(reading: Reading, charter: Charter, case: Case) -> Money:
    """Return what a case has moved out of the funds and not taken back."""
    funds = {fund.id for fund in charter.funds}
    moved = Money(0, charter.currency)
    for each in reading.postings(case=case.number).values():
        moved = moved + each.amount if each.debit in funds else moved - each.amount
    return moved


def find_case(reading: Reading, typed: str) -> Case:
    """Return a case by its number as typed: in any case, with full-width characters or spaces around. Raises NoSuchCase."""
    import unicodedata

    number = unicodedata.normalize("NFKC", typed).strip().upper()
    record = reading.record(number)
    if record is None:
        raise NoSuchCase(close(number, reading.numbers("", limit=1000)), number=typed)
    return reading.case(number)


def _time(settings: Settings, clock: Clock, zone: str) -> datetime:
    if not settings.rehearsal:
        if clock.at is not None:
            raise NotRehearsal(at=clock.at)
        return clock.now
    if clock.at is not None:
        return moment(clock.at, zone)
    return settings.clock or clock.now


ITEM = "budget item"  # the library's field by which a case names its item of the budget
_DECODED: dict[str, Charter] = {}
