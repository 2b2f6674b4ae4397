"""Tasks of duties in the book: opened, done, dropped and overdue, each change by an entry of its own about `task:KEY`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from engine import codec
from engine.case import Case, Notice, NoticeKind, Outcome, Task
from engine.charter import BeforeMove, Duty, DutyVerb, WhileCarriedOut
from engine.services.scene import Scene
from engine.services.telling import ENGINE, cited
from engine.workflows.duties import (
    Planned,
    arising,
    does,
    done_by,
    duty_of,
    each_whose,
    ends,
    fell_through,
    period_called,
    periodic,
    workers,
)
from engine.workflows.grounds import Code, because
from engine.workflows.kinds import kind_of
from engine.workflows.periods import local_day
from engine.workflows.tenures import in_force, stay_on, unit_of

if TYPE_CHECKING:
    from engine.store.reading import Reading
    from engine.store.writing import Writing

TASK = "task:"  # before a task's key, as the subject of an entry
UNDONE = ("open", "overdue")


def whose(task: Task) -> str:
    """Return the unit or the member whose task it is; empty where it is one task for all who have the duty."""
    return task.key.rsplit("|", 1)[1]


def begins(reading: Reading, scene: Scene) -> date:
    """Return the day from which duties run: of the founding, or of the charter's coming into force where that is later."""
    founded = local_day(reading.settings().founded, scene.charter.zone)
    return max(founded, scene.charter.in_force or founded)


def to_come(reading: Reading, scene: Scene) -> list[Planned]:
    """Return the recurring tasks that could be done by now and are not in the book yet, the first due first."""
    known = {task.key for task in reading.tasks()}
    found = periodic(scene.charter, scene.facts, begins(reading, scene), scene.today)
    return sorted((each for each in found if each.key not in known), key=lambda each: (each.due, each.key))


def follow_duties(writing: Writing, scene: Scene, outcome: Outcome) -> None:
    """Open, do, drop and miss the tasks that an act or time has to do with."""
    charter, case = scene.charter, outcome.case
    if not charter.duties:
        return
    for planned in arising(charter, scene.facts, case, outcome.path, scene.now):
        open_task(writing, scene, planned)
    if not outcome.path:
        return
    for verb, thing in done_by(charter, case, outcome.path):
        _fulfil(writing, scene, case, verb, thing)
    _left_undone(writing, scene, outcome)


def open_task(writing: Writing, scene: Scene, planned: Planned, code: Code = Code.DUTY_OPENED) -> Task | None:
    """Put a task into the book; None where it is there already."""
    if writing.task(planned.key) is not None:
        return None
    units = {unit.id for unit in scene.charter.units}
    unit = planned.whose if planned.whose in units else None
    task = Task(planned.key, planned.duty.id, scene.digest, planned.about, unit, planned.due, "open", planned.provisional)
    told = {"since": scene.now, "opens": planned.opens}
    save(writing, scene, "open task", task, planned.duty, code, told)
    return task


def save(
    writing: Writing, scene: Scene, verb: str, task: Task, duty: Duty | None, code: Code, told: dict[str, Any], actor: str = ENGINE
) -> None:
    """Save a task and tell it."""
    writing.save_task(task)
    cite, assumed = (duty.cite, duty.assumed) if duty else (None, False)
    reason = because(code, cite, assumed=assumed, duty=task.duty, about=task.about, due=task.due)
    body = {"task": task.key, "duty": task.duty, "about": task.about, "due": task.due, "reasons": (reason,), **told}
    kept = codec.dumps({key: value for key, value in body.items() if value})
    writing.append(scene.entered, actor, verb, TASK + task.key, 0, scene.digest, "done", cited([cite]), kept)


def miss(writing: Writing, scene: Scene, task: Task) -> None:
    """Mark a task overdue, tell those who had it, and let arise what is to be done otherwise."""
    duty = duty_of(scene.charter, task.duty)
    tell_workers(writing, scene, task, "overdue")
    save(writing, scene, "overdue", replace(task, state="overdue"), duty, Code.DUTY_OVERDUE, {})
    other = duty_of(scene.charter, duty.otherwise) if duty and duty.otherwise else None
    for planned in _otherwise(scene, other, task) if other else ():
        open_task(writing, scene, planned, Code.DUTY_OTHERWISE)


def _otherwise(scene: Scene, other: Duty, missed: Task) -> Iterable[Planned]:
    from engine.workflows.duties import UNDATED
    from engine.workflows.worktime import deadline

    day, zone = scene.today, scene.charter.zone
    due, provisional = UNDATED, False
    if other.within is not None:
        found = deadline(ends(missed.due, zone) if missed.due != UNDATED else scene.now, other.within, zone)
        due, provisional = local_day(found.at, zone).fromordinal(local_day(found.at, zone).toordinal() - 1), found.provisional
    mine = each_whose(scene.charter, scene.facts, other, day)
    own = [each for each in mine if each == whose(missed)] if whose(missed) in mine else mine
    return [Planned(other, missed.about, each, day, due, provisional) for each in own]


def tell_workers(writing: Writing, scene: Scene, task: Task, kind: NoticeKind) -> tuple[str, ...]:
    """Tell those who have a task on the day of the scene; return those who were not told before. The next entry tells it."""
    duty = duty_of(scene.charter, task.duty)
    people = workers(scene.charter, scene.facts, duty, whose(task), scene.today) if duty else ()
    told = dict.fromkeys(each.member for each in people)
    notices = (Notice(f"{kind} {task.key} {member}", member, task.key, kind, scene.now) for member in told)
    return tuple(notice.to for notice in notices if writing.add_notice(notice))


# ---- by what comes of cases


def _fulfil(writing: Writing, scene: Scene, case: Case, verb: DutyVerb, thing: str | None) -> None:
    """Mark done the task that a case does: of the period or case that it names, else the first that is due."""
    duties = [each for each in scene.charter.duties if each.modal == "must" and does(each, verb, thing)]
    if not duties:
        return
    ids = {each.id for each in duties}
    stored = [task for state in UNDONE for task in writing.tasks(state) if task.duty in ids]
    coming = {each.key: each for each in to_come(writing, scene) if each.duty.id in ids}
    found = [(task.due, task.key, task.about) for task in stored] + [(each.due, each.key, each.about) for each in coming.values()]
    fitting = sorted(each for each in found if _his(scene, case, each[1].rsplit("|", 1)[1]) and _about(scene, case, each[2]))
    named = [each for each in fitting if each[2].partition("#")[0] in _named(case)] or fitting
    if not named:
        return
    key = named[0][1]
    if key in coming:
        open_task(writing, scene, coming[key])
    task = writing.task(key)
    assert task is not None
    finish(writing, scene, task, case.drafter or ENGINE, {"case": case.number}, case.number)


def finish(writing: Writing, scene: Scene, task: Task, by: str, told: dict[str, Any], case: str | None) -> Task:
    """Mark a task done."""
    done = replace(task, state="done", case=case, done=scene.now, by=by or None)
    save(writing, scene, "do task", done, duty_of(scene.charter, task.duty), Code.DUTY_DONE, told, by)
    return done


def _named(case: Case) -> set[str]:
    """Return what a case names: another case, or a period."""
    texts = [each for each in case.fields.values() if isinstance(each, str)]
    periods = (period_called(each) for each in texts)
    return {case.number, *([case.parent] if case.parent else []), *texts, *(each for each in periods if each)}


def _about(scene: Scene, case: Case, about: str) -> bool:
    """Tell whether a case may do what is to be done for a period, or for a case: that it has to name."""
    known = any(about.startswith(f"{process.prefix}-") for process in scene.charter.processes)
    return not known or about in _named(case)


def _his(scene: Scene, case: Case, mine: str) -> bool:
    """Tell whether a case does a task of a unit: one that it names, or that its drafter belongs to or has an office in."""
    if not mine or mine == case.drafter:
        return True
    kind = next((unit.kind for unit in scene.charter.units if unit.id == mine), None)
    named = unit_of(scene.charter, case, kind) if kind else None
    if named is not None:
        return named == mine
    held = (each.unit for each in scene.facts.tenures if each.member == case.drafter and in_force(each, scene.today))
    member = scene.facts.members.get(case.drafter or "")
    stay = stay_on(member, scene.today) if member else None
    return mine in held or (stay is not None and stay.unit == mine)


def _left_undone(writing: Writing, scene: Scene, outcome: Outcome) -> None:
    """Settle the tasks about a case that has moved on.

    What was to be done about a case that fell through is dropped; that it was to be carried out is done with its end; what was to
    be done before a move that is now made is overdue.
    """
    case, kind = outcome.case, kind_of(scene.charter, outcome.case.process)
    final, fell = kind.states[case.state].kind == "final", fell_through(kind, case.state)
    moves = {move for move, _ in outcome.path}
    if not final and not any(isinstance(duty.time, BeforeMove) and duty.time.move in moves for duty in scene.charter.duties):
        return
    for task in [task for state in UNDONE for task in writing.tasks(state) if task.about == case.number]:
        duty = duty_of(scene.charter, task.duty)
        if fell:
            save(writing, scene, "drop task", replace(task, state="dropped"), duty, Code.DUTY_DROPPED, {"case": case.number})
        elif final and duty is not None and isinstance(duty.time, WhileCarriedOut):
            finish(writing, scene, task, ENGINE, {"case": case.number}, case.number)
        elif duty is not None and isinstance(duty.time, BeforeMove) and duty.time.move in moves and task.state == "open":
            miss(writing, scene, task)


def opened_at(reading: Reading, task: Task) -> datetime | None:
    """Return when what a task arose from happened, as its first entry tells."""
    from engine.services.cases import told_by

    first = next(iter(reading.entries(TASK + task.key)), None)
    since = told_by(first).get("since") if first else None
    return since if isinstance(since, datetime) else None


def path_at(reading: Reading, number: str, at: datetime) -> Iterable[tuple[str, str]]:
    """Yield what a case went through at an instant, or, where time alone took it on, as of it."""
    from engine.services.cases import told_by

    for entry in reading.entries(number):
        told = told_by(entry)
        if entry.outcome == "done" and told.get("path") and at in (entry.at, told.get("as of")):
            yield from told["path"]
