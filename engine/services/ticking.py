"""Bring a book to now: whatever time alone has brought about, in the order in which it was due, each by a transaction of its own.

What is done has a key or a state of its own, so that a tick that was stopped anywhere goes on where it was, and a book that nobody
touched for a week comes to the same as one that was ticked every day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Literal

from engine.case import Case, Reason, Task
from engine.records import record
from engine.services import duties
from engine.services.follow import came_at, passed
from engine.services.scene import Clock, Scene, enter, look, of_case
from engine.services.telling import ENGINE, tell
from engine.workflows.duties import UNDATED, Planned, duty_of, ends, reminder
from engine.workflows.grounds import Code, because
from engine.workflows.periods import midnight

if TYPE_CHECKING:
    from engine.store.book import Book
    from engine.store.reading import Reading
    from engine.store.writing import Writing
    from engine.workflows.notices import Due

StepKind = Literal["recount", "case", "open", "remind", "overdue", "asked"]
_RANKS: dict[StepKind, int] = {"recount": 0, "case": 1, "open": 2, "remind": 3, "asked": 4, "overdue": 5}
MOST_ROUNDS = 100  # of looking for what is still to be done
Progress = Callable[[int, int], None]  # how many steps are done, and how many are known to come


@record
class Ticked:
    """One thing that a tick has done: what, when it was due, about which case or task, and whom it told."""

    kind: StepKind
    at: datetime
    about: str
    told: tuple[str, ...] = ()
    path: tuple[tuple[str, str], ...] = ()
    reasons: tuple[Reason, ...] = ()


@record
class _Step:
    """Something that is due."""

    at: datetime
    kind: StepKind
    key: str
    what: Case | Planned | Task | tuple[Case, Due]

    @property
    def order(self) -> tuple[datetime, int, str]:
        """Return by what steps are put in order."""
        return self.at, _RANKS[self.kind], self.key


class _Undone(Exception):  # noqa: N818 - nothing went wrong
    """Rolls back what was only to be shown."""


def tick(book: Book, clock: Clock, *, dry: bool = False, progress: Progress | None = None) -> tuple[tuple[Ticked, ...], Scene]:
    """Do what is due and return it in order; with `dry`, do it and undo it again. Raises NotRehearsal, ClockBack."""
    run = _Run(progress)
    if dry:
        with suppress(_Undone), book.writing() as writing:
            for _ in range(MOST_ROUNDS):
                scene = enter(writing, clock)
                if not run.round(writing, scene):
                    break
                while run.waits:
                    run.next(writing, enter(writing, clock))
            raise _Undone
        return tuple(run.done), scene
    for _ in range(MOST_ROUNDS):
        with book.reading() as reading:
            scene = look(reading, clock)
            if not run.round(reading, scene):
                break
        while run.waits:
            with book.writing() as writing:
                run.next(writing, enter(writing, clock))
    return tuple(run.done), scene


@dataclass(slots=True)
class _Run:
    """One tick while it runs: what is known to be due, and what was done."""

    progress: Progress | None
    done: list[Ticked] = field(default_factory=list)
    waits: list[tuple[tuple[datetime, int, str], int, _Step]] = field(default_factory=list)
    _count: int = 0

    def round(self, reading: Reading, scene: Scene) -> bool:
        """Look for everything that is due; tell whether there is anything."""
        for step in _due(reading, scene):
            self._put(step)
        return bool(self.waits)

    def next(self, writing: Writing, scene: Scene) -> None:
        """Do the first thing that is due, if it still is, and put what follows from it in its place."""
        _, _, step = heappop(self.waits)
        then = replace(scene, now=min(step.at, scene.now), noticed=scene.now)
        found, following = _DO[step.kind](writing, then, step)
        for each in following:
            self._put(each)
        if found is None:
            return
        self.done.append(found)
        if self.progress is not None:
            self.progress(len(self.done), len(self.waits))

    def _put(self, step: _Step) -> None:
        self._count += 1
        heappush(self.waits, (step.order, self._count, step))


def _due(reading: Reading, scene: Scene) -> Iterator[_Step]:
    """Yield the first thing that is due of every open case and every task, and the tasks that can be done from now on."""
    for case in reading.cases(open_only=True):
        yield from _of_case(reading, of_case(reading, scene, case), case)
    for planned in duties.to_come(reading, scene):
        yield _Step(midnight(planned.opens, scene.charter.zone), "open", planned.key, planned)
    for task in reading.tasks("open"):
        yield from _of_task(reading, scene, task)


# ---- cases


def _of_case(reading: Reading, scene: Scene, case: Case) -> list[_Step]:
    """Return what comes first of a case: that time takes it on, or that somebody is told about a step."""
    from engine.workflows.effects import elapse
    from engine.workflows.notices import announced, told_of

    limit = scene.entered
    outcome = elapse(scene.charter, scene.facts, case, limit)
    found = [_Step(came_at(outcome), "case", case.number, case)] if outcome else []
    dues = list(announced(scene.charter, scene.facts, case, found[0].at if found else limit))
    known = {notice.key for notice in reading.notices_about(case.number)} if dues else set()
    untold = (due for due in dues if any(each.key not in known for each in told_of(scene.charter, scene.facts, case, due)))
    found += [_Step(due.at, "asked", f"{case.number} {due.path}", (case, due)) for due in untold]
    return sorted(found, key=lambda step: step.order)[:1]


def _do_case(writing: Writing, scene: Scene, step: _Step) -> tuple[Ticked | None, list[_Step]]:
    from engine.workflows.effects import elapse

    assert isinstance(step.what, Case)
    case = writing.case(step.what.number)
    scene = of_case(writing, scene, case)
    outcome = elapse(scene.charter, scene.facts, case, scene.entered)
    if outcome is None:
        return None, []
    opened = passed(writing, scene, outcome)
    told = tuple(notice.to for notice in outcome.notices)
    found = Ticked("case", came_at(outcome), case.number, told, outcome.path, outcome.reasons)
    following = [each for new in (outcome.case, *opened) for each in _of_case(writing, scene, new)]
    return found, [*following, *_of_tasks_about(writing, scene, {new.number for new in (outcome.case, *opened)})]


def _do_asked(writing: Writing, scene: Scene, step: _Step) -> tuple[Ticked | None, list[_Step]]:
    """Tell whoever is asked for a step that its time is running out, or that he is asked instead of others."""
    from engine.workflows.notices import told_of

    assert isinstance(step.what, tuple)
    number, due = step.what[0].number, step.what[1]
    case = writing.case(number)
    scene = of_case(writing, scene, case)
    notices = told_of(scene.charter, scene.facts, case, due)
    told = tuple(notice.to for notice in notices if writing.add_notice(notice))
    found = None
    if told:
        code = Code.INSTEAD_ASKED if due.kind == "escalated" else Code.STEP_REMINDED
        reason = because(code, scene.charter.process(case.process).cite, process=case.process, members=told, due=due.over)
        tell(writing, scene, ENGINE, due.kind, case, {"process": case.process, "reasons": (reason,)})
        found = Ticked("asked", due.at, number, told, reasons=(reason,))
    return found, _of_case(writing, scene, case)


# ---- tasks


def _of_task(reading: Reading, scene: Scene, task: Task) -> list[_Step]:
    """Return what comes first of an open task: its day is counted again, somebody is reminded, or it is overdue."""
    found: list[_Step] = []
    if task.provisional and (again := _recounted(reading, scene, task)) != task:
        found.append(_Step(scene.entered, "recount", task.key, again))
    duty, zone = duty_of(scene.charter, task.duty), scene.charter.zone
    remind = reminder(duty, task.due, zone) if duty else None
    if remind is not None:
        remind = max(remind, duties.opened_at(reading, task) or remind)
        if remind <= scene.entered and not _reminded(reading, scene, task, remind):
            found.append(_Step(remind, "remind", task.key, task))
    if task.due != UNDATED and ends(task.due, zone) <= scene.entered:
        found.append(_Step(ends(task.due, zone), "overdue", task.key, task))
    return sorted(found, key=lambda step: (step.kind != "recount", *step.order))[:1]


def _of_tasks_about(reading: Reading, scene: Scene, about: set[str]) -> list[_Step]:
    """Return what comes first of the open tasks about some cases or periods; what is put in twice is done once."""
    if not scene.charter.duties:
        return []
    return [step for task in reading.tasks("open") if task.about in about for step in _of_task(reading, scene, task)]


def _reminded(reading: Reading, scene: Scene, task: Task, at: datetime) -> bool:
    """Tell whether everybody who had a task when it was to be reminded of was told."""
    from engine.workflows.duties import workers

    then = replace(scene, now=at)
    duty = duty_of(scene.charter, task.duty)
    people = {each.member for each in workers(scene.charter, scene.facts, duty, duties.whose(task), then.today)} if duty else set()
    told = {notice.to for notice in reading.notices_about(task.key) if notice.kind == "reminder"}
    return people <= told


def _recounted(reading: Reading, scene: Scene, task: Task) -> Task:
    """Return a task whose day rested on working days not announced then, by those that are announced now."""
    from engine.workflows.duties import arising, periodic

    begins = duties.begins(reading, scene)
    for planned in periodic(scene.charter, scene.facts, begins, max(scene.today, task.due)):
        if planned.key == task.key:
            return replace(task, due=planned.due, provisional=planned.provisional)
    since = duties.opened_at(reading, task)
    if reading.record(task.about) is None or since is None:
        return task
    case = reading.case(task.about)
    path = tuple(duties.path_at(reading, case.number, since))
    for planned in arising(scene.charter, scene.facts, case, path, since):
        if planned.key == task.key:
            return replace(task, due=planned.due, provisional=planned.provisional)
    return task


def _do_open(writing: Writing, scene: Scene, step: _Step) -> tuple[Ticked | None, list[_Step]]:
    assert isinstance(step.what, Planned)
    task = duties.open_task(writing, scene, step.what)
    return _told("open", step, (), _of_task(writing, scene, task)) if task else (None, [])


def _do_remind(writing: Writing, scene: Scene, step: _Step) -> tuple[Ticked | None, list[_Step]]:
    task = writing.task(step.key)
    if task is None or task.state != "open":
        return None, []
    told = duties.tell_workers(writing, scene, task, "reminder")
    if not told:
        return None, []
    duties.save(writing, scene, "remind", task, duty_of(scene.charter, task.duty), Code.DUTY_OPENED, {"members": told})
    return _told("remind", step, told, _of_task(writing, scene, task))


def _do_overdue(writing: Writing, scene: Scene, step: _Step) -> tuple[Ticked | None, list[_Step]]:
    task = writing.task(step.key)
    if task is None or task.state != "open":
        return None, []
    duties.miss(writing, scene, task)
    told = tuple(notice.to for notice in writing.notices_about(task.key) if notice.kind == "overdue")
    return _told("overdue", step, told, _of_tasks_about(writing, scene, {task.about}))


def _do_recount(writing: Writing, scene: Scene, step: _Step) -> tuple[Ticked | None, list[_Step]]:
    task = writing.task(step.key)
    assert isinstance(step.what, Task)
    if task is None or task.state != "open" or task == step.what:
        return None, []
    told = {"before": task.due}
    duties.save(writing, scene, "count anew", step.what, duty_of(scene.charter, task.duty), Code.DUTY_OPENED, told)
    return _told("recount", step, (), _of_task(writing, scene, step.what))


def _told(kind: StepKind, step: _Step, told: tuple[str, ...], following: list[_Step]) -> tuple[Ticked, list[_Step]]:
    return Ticked(kind, step.at, step.key, told), following


_Do = Callable[["Writing", Scene, _Step], tuple[Ticked | None, list[_Step]]]
_DO: dict[StepKind, _Do] = {
    "recount": _do_recount,
    "case": _do_case,
    "open": _do_open,
    "remind": _do_remind,
    "asked": _do_asked,
    "overdue": _do_overdue,
}
