"""Enter who was late or absent, excuse him, and begin or end what the charter deems to follow: each step by an entry of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from engine.case import Case, Decision, Notice, Occurrence, Outcome
from engine.charter import Charter, CountedEvent
from engine.records import record
from engine.services import names
from engine.services.faults import NobodyAsks
from engine.services.follow import catch_up, is_closed, post
from engine.services.moments import day
from engine.services.scene import Clock, Scene, enter, find_case
from engine.services.telling import ENGINE, OPEN, tell
from engine.values import Value
from engine.workflows.grounds import Code, because
from engine.workflows.periods import local_day

if TYPE_CHECKING:
    from engine.store.book import Book
    from engine.store.writing import Writing

_VOID = "void"


@record
class Entered:
    """What came of an entry: the decision, the cases that it began, and those that are void by it."""

    charter: Charter
    member: str
    decision: Decision
    opened: tuple[Case, ...] = ()
    voided: tuple[Case, ...] = ()


def enter_event(
    book: Book, event: Literal["late", "absent"], typed: str, given: Mapping[str, Any], actor: str | None, clock: Clock
) -> Entered:
    """Enter that a member was late or absent: `given` may hold the day `on`, the `case`, and whether he is `excused`.

    Raises NobodyAsks, NoMember, ManyMembers, NoSuchCase, BadMoment, ClockBack, NotRehearsal.
    """
    from engine.workflows.attendance import decide_entry

    with book.writing() as writing:
        scene, member, who = _begin(writing, typed, actor, clock)
        on = day(given["on"]) if given.get("on") else scene.today
        case = find_case(writing, given["case"]).number if given.get("case") else None
        wanted = Occurrence(member, event, on, case, excused=bool(given.get("excused")))
        known = writing.occurrences(member)
        decision = decide_entry(scene.charter, scene.facts, who, wanted, known.values(), scene.now)
        if decision.allowed:
            writing.add_occurrence(wanted)
        _told(writing, scene, who, event, wanted, decision)
        opened = tuple(_count(writing, scene, member)) if decision.allowed and not wanted.excused else ()
        return Entered(scene.charter, member, decision, opened)


def excuse(book: Book, typed: str, given: Mapping[str, Any], actor: str | None, clock: Clock) -> Entered:
    """Let what was entered of a member on the day `on` no longer count; what it had begun, and is not over, is void.

    Raises NobodyAsks, NoMember, ManyMembers, BadMoment, ClockBack, NotRehearsal.
    """
    from engine.workflows.attendance import decide_excuse

    with book.writing() as writing:
        scene, member, who = _begin(writing, typed, actor, clock)
        on = day(given["on"]) if given.get("on") else scene.today
        known = writing.occurrences(member)
        decision = decide_excuse(scene.charter, scene.facts, who, member, on, known.values(), scene.now)
        for id, each in known.items() if decision.allowed else ():
            if each.on == on and not each.excused:
                writing.excuse_occurrence(id)
        _told(writing, scene, who, "excuse", Occurrence(member, "late", on, None), decision)
        voided = tuple(_recount(writing, scene, member)) if decision.allowed else ()
        return Entered(scene.charter, member, decision, (), voided)


def _begin(writing: Writing, typed: str, actor: str | None, clock: Clock) -> tuple[Scene, str, str]:
    if actor is None:
        raise NobodyAsks
    scene = enter(writing, clock)
    return scene, names.member(typed, scene.facts.members).id, names.member(actor, scene.facts.members).id


def _told(writing: Writing, scene: Scene, who: str, verb: str, wanted: Occurrence, decision: Decision) -> None:
    told = {"member": wanted.member, "day": wanted.on, "about": wanted.case, "excused": wanted.excused, "reasons": decision.reasons}
    tell(writing, scene, who, verb, None, told, "done" if decision.allowed else "refused")


# ---- what follows --------------------------------------------------------------------------------------------------


def _cases_of(writing: Writing, clause: CountedEvent, member: str) -> list[Case]:
    return [
        each
        for each in writing.cases(clause.opens)
        if each.fields.get("person") == member and each.fields.get("provision") == clause.id and each.state != _VOID
    ]


def _days(case: Case) -> list[date]:
    return [date.fromisoformat(each) for each in str(case.fields.get("counted days") or "").split() if each]


def _count(writing: Writing, scene: Scene, member: str) -> Iterator[Case]:
    """Begin a case for every clause whose number is now reached, and that has none under way."""
    from engine.workflows.attendance import reached

    for clause in scene.charter.counted:
        cases = _cases_of(writing, clause, member)
        if any(not is_closed(scene.charter, each) for each in cases):
            continue
        after = max((each for case in cases for each in _days(case)), default=None)
        came = _came(writing, scene, member) if clause.consecutive else ()
        found = reached(scene.charter, scene.facts, clause, writing.occurrences(member).values(), came, after)
        if found:
            yield _open(writing, scene, clause, member, found)


def _came(writing: Writing, scene: Scene, member: str) -> tuple[date, ...]:
    """Return the days of activities to which a member came."""
    cases = (find_case(writing, each.case) for each in writing.participations_of(member) if each.came)
    starts = (case.fields.get("start") for case in cases)
    return tuple(local_day(each, scene.charter.zone) for each in starts if isinstance(each, datetime))


def _open(writing: Writing, scene: Scene, clause: CountedEvent, member: str, found: tuple[Occurrence, ...]) -> Case:
    """Begin the case, and tell the member; where the charter asks for no notice, it takes effect at once."""
    from engine.workflows.changes import begun

    charter = scene.charter
    days = tuple(each.on for each in found)
    values: dict[str, Value] = {
        "person": member,
        "provision": clause.id,
        "times counted": len(found),
        "line": clause.count,
        "counted days": " ".join(each.isoformat() for each in days),
        "notice period": clause.notice,
    }
    process = charter.process(clause.opens)
    number = writing.next_number(process.prefix, scene.today.year)
    case = begun(charter, clause.opens, number, scene.now, values, digest=scene.digest, under=clause.cite)
    writing.add_case(case, closed=is_closed(charter, case))
    writing.add_notice(Notice(f"{number} warned", member, number, "warned", scene.now))
    reason = because(
        Code.COUNT_REACHED, clause.cite, assumed=clause.assumed, member=member, event=clause.event, count=len(found), days=days
    )
    tell(writing, scene, ENGINE, OPEN, case, {"process": clause.opens, "values": values, "reasons": (reason,)})
    return catch_up(writing, scene, case)


def _recount(writing: Writing, scene: Scene, member: str) -> Iterator[Case]:
    """Make void what no longer rests on enough entries; what is left of them counts again."""
    from engine.workflows.attendance import still_counts
    from engine.workflows.machines import advance

    for clause in scene.charter.counted:
        for each in _cases_of(writing, clause, member):
            case = catch_up(writing, scene, writing.case(each.number))
            lifecycle = scene.charter.lifecycle_of(case.process)
            move = lifecycle.move(_VOID)
            known = writing.occurrences(member)
            if is_closed(scene.charter, case) or still_counts(clause, _days(case), known) or move is None or case.state not in move.sources:
                continue
            left = sum(1 for found in known.values() if found.on in _days(case) and found.event == clause.event and not found.excused)
            state = advance(lifecycle, case.state, _VOID)
            fields = {**case.fields, "times counted": left}
            case = replace(case, state=state, since=scene.now, fields=fields, version=case.version + 1)
            reason = because(Code.COUNT_FALLEN, clause.cite, assumed=clause.assumed, member=member, count=clause.count)
            path = ((_VOID, state),)
            post(writing, scene, Outcome(case, path), new=False)
            tell(writing, scene, ENGINE, _VOID, case, {"process": case.process, "path": path, "reasons": (reason,)})
            yield case
