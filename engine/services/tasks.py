"""What waits: for somebody, for anybody, and on one case; the whole way of a case with names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from engine.case import Case, Notice, Reason
from engine.charter import Act, Charter, Party, Reverse
from engine.records import record
from engine.services import names
from engine.services.acts import Wish, new_case
from engine.services.deeds import deed_name
from engine.services.faults import NobodyAsks
from engine.services.follow import by_now
from engine.services.scene import Clock, Scene, charter_of, find_case, look, of_case
from engine.services.views import CaseLine, Name, Person, case_line, name, person, state_name, veiled
from engine.values import Cite

if TYPE_CHECKING:
    from engine.services.work import TaskLine
    from engine.store.reading import Reading
    from engine.workflows.routes import Stop, Wait
    from engine.workflows.tenures import Holder


@record
class Asked:
    """One thing that is or will be asked for: what, of whom, by which article, until when; `why` tells what keeps it from being done."""

    kind: str  # sign, file, judge, edit, move, stuck, silent, state
    act: Act | None
    what: Name | None  # a move, a judgement, a field, a state
    by: tuple[Person, ...]
    party: tuple[Party, ...]
    cite: Cite | None
    assumed: bool
    awaited: bool = True  # whether the case waits for it; else it is a way that is only open: to cancel, to reverse
    votes: tuple[int, int] | None = None  # of a resolution: given for it, needed
    due: datetime | None = None
    done: bool = False
    maybe: bool = False
    why: tuple[Reason, ...] = ()


@record
class Task:
    """What one case asks of somebody."""

    case: CaseLine
    wait: Asked


@record
class Told:
    """What somebody was told, with the case that it is about."""

    notice: Notice
    case: CaseLine | None


@record
class Waiting:
    """Everything that waits for somebody: what cases ask of him, the tasks of his duties, and what he was told."""

    cases: tuple[Task, ...]
    tasks: tuple[TaskLine, ...] = ()
    told: tuple[Told, ...] = ()


@record
class Standing:
    """What a case waits for now."""

    case: CaseLine
    waits: tuple[Asked, ...]


@record
class Way:
    """Everything that a case still has to pass, in order."""

    case: CaseLine
    stops: tuple[Asked, ...]


def inbox(reading: Reading, who: str | None, clock: Clock, *, everybody: bool = False) -> tuple[Waiting, Charter]:
    """Return what waits for a member, oldest case first, and what he has not seen yet; or for everybody. Raises NobodyAsks, NoMember."""
    scene = look(reading, clock)
    if who is None and not everybody:
        raise NobodyAsks
    member = names.member(who, scene.facts.members).id if who and not everybody else None
    every = [task for case in reading.cases(open_only=True) for task in _tasks(of_case(reading, scene, case), case)]
    found = [task for task in every if task.wait.awaited]
    mine = [task for task in found if member is None or _can(task.wait, member)]
    told = tuple(_told(reading, each) for each in reading.notices(member, unseen=True)) if member else ()
    return Waiting(tuple(mine), _open_tasks(reading, scene, member), told), scene.charter


def _told(reading: Reading, notice: Notice) -> Told:
    if "|" in notice.about or reading.record(notice.about) is None:
        return Told(notice, None)
    case = reading.case(notice.about)
    return Told(notice, case_line(charter_of(reading, case.charter), case))


def _open_tasks(reading: Reading, scene: Scene, member: str | None) -> tuple[TaskLine, ...]:
    """Return the tasks in the book that are not done; whoever has none waits for no calendar to be loaded."""
    stored = (*reading.tasks("overdue"), *reading.tasks("open")) if scene.charter.duties else ()
    if not stored:
        return ()
    from engine.services.work import lines_of

    return tuple(line for line in lines_of(scene, stored) if member is None or any(each.member == member for each in line.by))


def _can(wait: Asked, member: str) -> bool:
    """Return whether somebody can do now what is waited for; not so where money or the like is missing."""
    return wait.kind != "stuck" and any(each.member == member for each in wait.by)


def who(reading: Reading, number: str, clock: Clock) -> tuple[Standing, Charter]:
    """Return what a case waits for now, and who can do it. Raises NoSuchCase."""
    scene, case = _case(reading, number, clock)
    return Standing(case_line(scene.charter, case, scene.viewer), tuple(task.wait for task in _tasks(scene, case))), scene.charter


def preview(reading: Reading, number: str, clock: Clock) -> tuple[Way, Charter]:
    """Return the whole way of a case. Raises NoSuchCase."""
    return _way(*_case(reading, number, clock))


def preview_new(reading: Reading, wish: Wish, who: str | None, clock: Clock) -> tuple[Way, Charter]:
    """Return the whole way that a case would go if it were drafted so; nothing is drafted. Raises as `act` does."""
    scene = look(reading, clock)
    return _way(scene, new_case(scene, wish, who))


def _case(reading: Reading, number: str, clock: Clock) -> tuple[Scene, Case]:
    case = find_case(reading, number)
    scene = of_case(reading, look(reading, clock), case)
    return scene, by_now(scene, case)


def _tasks(scene: Scene, case: Case) -> list[Task]:
    from engine.workflows.routes import waiting

    case = by_now(scene, case)
    line = case_line(scene.charter, case, scene.viewer)
    waits = waiting(scene.charter, scene.facts, case, scene.now)
    held = any(wait.kind == "take-up" for wait in waits)  # nothing goes on before
    onward = next((wait for wait in waits if not held and wait.move and _leads_on(scene.charter, case, wait.move)), None)
    awaited = [wait.kind != "resume" and (wait.move is None or wait is onward) for wait in waits]
    return [Task(line, _wait(scene, case, wait, awaited=each)) for wait, each in zip(waits, awaited, strict=True)]


def _leads_on(charter: Charter, case: Case, move: str) -> bool:
    """Return whether a move brings a case forward: of the moves of a state the first does, and none that takes money back."""
    found = charter.lifecycle_of(case.process).move(move)
    return found is not None and not any(isinstance(effect, Reverse) for effect in found.effects)


def _way(scene: Scene, case: Case) -> tuple[Way, Charter]:
    from engine.workflows.routes import route

    stops = tuple(_stop(scene, case, stop) for stop in route(scene.charter, scene.facts, case, scene.now))
    return Way(case_line(scene.charter, case, scene.viewer), stops), scene.charter


def _wait(scene: Scene, case: Case, wait: Wait, *, awaited: bool) -> Asked:
    charter, why = scene.charter, veiled(wait.why, scene.charter, case, scene.viewer)
    what = _what(charter, case, wait.move, wait.judgement, wait.field)
    votes = (wait.count.yes, wait.count.needed) if wait.count else None
    by = _people(charter, wait.by)
    return Asked(wait.kind, wait.act, what, by, wait.party, wait.cite, wait.assumed, awaited, votes, wait.due, why=why)


def _stop(scene: Scene, case: Case, stop: Stop) -> Asked:
    charter, why = scene.charter, veiled(stop.why, scene.charter, case, scene.viewer)
    state = state_name(charter, case, stop.state) if stop.kind == "state" else None
    what = state or _what(charter, case, stop.move, stop.judgement, stop.field)
    by = _people(charter, stop.by)
    return Asked(stop.kind, stop.act, what, by, stop.party, stop.cite, stop.assumed, done=stop.met, maybe=stop.maybe, why=why)


def _what(charter: Charter, case: Case, move: str | None, judgement: str | None, field: str | None) -> Name | None:
    if move:
        return deed_name(charter, case.process, move)
    if judgement:
        return name(charter.judgement(judgement))
    if field:
        return name(next(each for each in charter.process(case.process).fields if each.id == field))
    return None


def _people(charter: Charter, holders: Iterable[Holder]) -> tuple[Person, ...]:
    return tuple(person(charter, each.member, each.office, each.unit, each.for_) for each in holders)
