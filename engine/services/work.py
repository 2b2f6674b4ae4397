"""Look at tasks and standing duties, and say that one is done or dropped; what somebody was told, and that he has seen it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from engine.case import Decision, Notice, Reason, Task
from engine.charter import Charter, Duty
from engine.records import record
from engine.services import duties, names
from engine.services.faults import NobodyAsks, NoSuchTask, close
from engine.services.scene import Clock, Scene, enter, find_case, look
from engine.services.telling import cited, tell
from engine.services.views import Person, person
from engine.values import Cite
from engine.workflows.duties import UNDATED, Planned, duty_of, each_whose, ends, workers
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.periods import midnight
from engine.workflows.tenures import Holder, holders

if TYPE_CHECKING:
    from engine.store.book import Book
    from engine.store.reading import Reading
    from engine.store.writing import Writing


@record
class TaskLine:
    """A task as it is shown: its short code, what is to be done for what, by whom, until when, and how it stands."""

    code: str
    key: str
    duty: Duty
    about: str
    unit: str | None
    by: tuple[Person, ...]
    opens: date | None
    due: date | None  # None: no day is said
    provisional: bool
    state: Literal["open", "done", "overdue", "dropped"]
    case: str | None = None
    done_by: str | None = None


@record
class Standing:
    """A duty for which no time is said: it stands, and is never overdue."""

    duty: Duty
    by: tuple[Person, ...]


@record
class Work:
    """What is to be done: dated tasks, the first due first, and the duties that stand."""

    tasks: tuple[TaskLine, ...]
    standing: tuple[Standing, ...]


@record
class Worked:
    """What came of saying that a task is done or dropped."""

    decision: Decision
    task: TaskLine


def code(key: str) -> str:
    """Return the short code of a task, as it is typed."""
    return "T" + sha256(key.encode()).hexdigest()[:6]


def list_work(
    reading: Reading, who: str | None, clock: Clock, *, everybody: bool = False, overdue: bool = False, closed: bool = False
) -> tuple[Work, Charter]:
    """Return the tasks of a member, or of everybody, as they stand now, whether or not anybody has ticked. Raises NobodyAsks, NoMember."""
    scene = look(reading, clock)
    if who is None and not everybody:
        raise NobodyAsks
    member = names.member(who, scene.facts.members).id if who and not everybody else None
    lines = [line for line in _lines(reading, scene) if member is None or any(each.member == member for each in line.by)]
    wanted = ("overdue",) if overdue else ("open", "overdue", "done", "dropped") if closed else ("open", "overdue")
    standing = () if overdue else tuple(each for each in _standing(scene) if member is None or any(p.member == member for p in each.by))
    return Work(tuple(line for line in lines if line.state in wanted), standing), scene.charter


def lines_of(scene: Scene, tasks: Iterable[Task]) -> tuple[TaskLine, ...]:
    """Return tasks as they are shown, the first due first."""
    found = (line for task in tasks if (line := _line(scene, task)) is not None)
    return tuple(sorted(found, key=lambda line: (line.due or UNDATED, line.key)))


def show_task(reading: Reading, typed: str, clock: Clock) -> tuple[TaskLine, tuple[Notice, ...], Charter]:
    """Return a task, and who was told of it. Raises NoSuchTask."""
    scene = look(reading, clock)
    line = _find(reading, scene, typed)
    return line, reading.notices_about(line.key), scene.charter


def done(book: Book, typed: str, who: str | None, clock: Clock, *, case: str | None = None, note: str = "") -> tuple[Worked, Charter]:
    """Say that a task is done: by a case, or with a note of what was done. Raises NoSuchTask, NoSuchCase, NobodyAsks, NoMember."""
    with book.writing() as writing:
        scene, line, actor = _asked(writing, typed, who, clock)
        number = find_case(writing, case).number if case else None
        reasons = [*_closed(line), *_no_worker(line, actor)]
        if number is None and not note.strip():
            reasons.append(because(Code.NOTE_NEEDED, line.duty.cite))
        decision = no(reasons) if reasons else yes(because(Code.MAY_WORK, line.duty.cite, assumed=line.duty.assumed, member=actor))
        return _said(writing, scene, line, actor, decision, "done", note, number), scene.charter


def drop(book: Book, typed: str, who: str | None, clock: Clock, reason: str) -> tuple[Worked, Charter]:
    """Say that a task need not be done, and why. Raises NoSuchTask, NobodyAsks, NoMember."""
    with book.writing() as writing:
        scene, line, actor = _asked(writing, typed, who, clock)
        may = tuple(dict.fromkeys(each.member for each in droppers(scene, line)))
        reasons = [*_closed(line)]
        if actor not in may:
            reasons.append(because(Code.NOT_DROPPER, line.duty.cite, member=actor, members=may))
        decision = no(reasons) if reasons else yes(because(Code.MAY_DROP, line.duty.cite, member=actor))
        return _said(writing, scene, line, actor, decision, "dropped", reason, None), scene.charter


def droppers(scene: Scene, line: TaskLine) -> tuple[Holder, ...]:
    """Return who may drop a task: those to whom objections go, else those through whom the bodies act; never who has to do it."""
    charter, facts = scene.charter, scene.facts
    over = line.duty.objections or tuple(party for body in charter.bodies for party in body.acts_through)
    found = [each for party in over for each in holders(charter, facts, party, None, scene.today)]
    own = {each.member for each in line.by}
    return tuple(each for each in found if each.member not in own)


def notices(reading: Reading, who: str | None, clock: Clock, *, unseen: bool = True) -> tuple[tuple[Notice, ...], Charter]:
    """Return what somebody was told, what he has not seen first. Raises NobodyAsks, NoMember."""
    scene = look(reading, clock)
    if who is None:
        raise NobodyAsks
    found = reading.notices(names.member(who, scene.facts.members).id, unseen=unseen)
    return tuple(sorted(found, key=lambda each: (each.seen is not None, -each.at.timestamp(), each.key))), scene.charter


def see(book: Book, who: str | None, clock: Clock) -> tuple[int, Charter]:
    """Mark everything that somebody was told as seen; return how much it was. Raises NobodyAsks, NoMember."""
    if who is None:
        raise NobodyAsks
    with book.writing() as writing:
        scene = enter(writing, clock)
        member = names.member(who, scene.facts.members).id
        unseen = writing.notices(member, unseen=True)
        for each in unseen:
            writing.see_notice(each.key, scene.now)
        if unseen:
            tell(writing, scene, member, "see notices", None, {"notices": len(unseen)})
        return len(unseen), scene.charter


# ---- finding and showing


def _lines(reading: Reading, scene: Scene) -> list[TaskLine]:
    stored = [_line(scene, task) for task in reading.tasks()]
    coming = [_planned(scene, each) for each in duties.to_come(reading, scene)]
    return sorted((each for each in (*stored, *coming) if each is not None), key=lambda each: (each.due or UNDATED, each.key))


def _line(scene: Scene, task: Task) -> TaskLine | None:
    duty = duty_of(scene.charter, task.duty)
    if duty is None:
        return None
    over = task.due != UNDATED and task.state == "open" and ends(task.due, scene.charter.zone) <= scene.now
    due = None if task.due == UNDATED else task.due
    by = _people(scene, duty, duties.whose(task))
    state = "overdue" if over else task.state
    return TaskLine(code(task.key), task.key, duty, task.about, task.unit, by, None, due, task.provisional, state, task.case, task.by)


def _planned(scene: Scene, each: Planned) -> TaskLine | None:
    task = Task(each.key, each.duty.id, scene.digest, each.about, None, each.due, "open", each.provisional)
    line = _line(scene, task)
    unit = each.whose if any(unit.id == each.whose for unit in scene.charter.units) else None
    return replace(line, unit=unit, opens=each.opens) if line else None


def _people(scene: Scene, duty: Duty, whose: str) -> tuple[Person, ...]:
    found: Iterable[Holder] = workers(scene.charter, scene.facts, duty, whose, scene.today)
    return tuple(person(scene.charter, each.member, each.office, each.unit) for each in found)


def _standing(scene: Scene) -> Iterable[Standing]:
    for duty in scene.charter.duties:
        if duty.modal == "must" and duty.time is None and not duty.follows:
            whose = each_whose(scene.charter, scene.facts, duty, scene.today)
            people = dict.fromkeys(each for one in whose for each in _people(scene, duty, one))
            yield Standing(duty, tuple(people))


def _find(reading: Reading, scene: Scene, typed: str) -> TaskLine:
    lines = {line.code: line for line in _lines(reading, scene)}
    wanted = typed.strip()
    found = lines.get("T" + wanted[1:].lower()) or next((each for each in lines.values() if each.key == wanted), None)
    if found is None:
        raise NoSuchTask(close(wanted, list(lines)), found=typed)
    return found


# ---- saying that it is done


def _asked(writing: Writing, typed: str, who: str | None, clock: Clock) -> tuple[Scene, TaskLine, str]:
    scene = enter(writing, clock)
    if who is None:
        raise NobodyAsks
    return scene, _find(writing, scene, typed), names.member(who, scene.facts.members).id


def _closed(line: TaskLine) -> list[Reason]:
    return [because(Code.TASK_CLOSED, line.duty.cite, task_state=line.state)] if line.state in ("done", "dropped") else []


def _no_worker(line: TaskLine, actor: str) -> list[Reason]:
    people = tuple(dict.fromkeys(each.member for each in line.by))
    return [] if actor in people else [because(Code.NOT_WORKER, line.duty.cite, member=actor, members=people)]


def _said(
    writing: Writing,
    scene: Scene,
    line: TaskLine,
    actor: str,
    decision: Decision,
    state: Literal["done", "dropped"],
    note: str,
    case: str | None,
) -> Worked:
    """Do it and tell it, or tell that it was refused."""
    from engine import codec

    verb = "do task" if state == "done" else "drop task"
    if not decision.allowed:
        cites: tuple[Cite | None, ...] = tuple(each.cite for each in decision.reasons)
        told = codec.dumps(
            {"task": line.key, "duty": line.duty.id, "about": line.about, "reasons": decision.reasons, "reason": note or None}
        )
        writing.append(scene.now, actor, verb, duties.TASK + line.key, 0, scene.digest, "refused", cited(cites), told)
        return Worked(decision, line)
    if writing.task(line.key) is None:
        planned = next(each for each in duties.to_come(writing, scene) if each.key == line.key)
        duties.open_task(writing, replace(scene, now=midnight(planned.opens, scene.charter.zone), noticed=scene.now), planned)
    task = writing.task(line.key)
    assert task is not None
    extra = {"reason": note or None, "case": case}
    if state == "done":
        task = duties.finish(writing, scene, task, actor, extra, case)
    else:
        task = replace(task, state="dropped", by=actor)
        duties.save(writing, scene, verb, task, line.duty, Code.DUTY_DROPPED, extra, actor)
    return Worked(decision, replace(line, state=state, case=case, done_by=actor))
