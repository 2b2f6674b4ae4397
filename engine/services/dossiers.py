"""Everything about one case that is put on paper: its fields, who was asked and answered what, how votes were counted, its way so far.

It tells of the moment of the log's head, not of the moment of asking: the same book gives the same dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from engine.case import Case, Facts, Reason, Signature
from engine.charter import Act, Charter, Party, PartyKind, Vote
from engine.records import record
from engine.services.cases import CasePage, Event, event, show_case
from engine.services.logs import head_text
from engine.services.scene import Clock, Scene, charter_of, find_case, look, of_case
from engine.services.views import Name, Person, name, person
from engine.values import Cite, Text
from engine.workflows.periods import local_day

if TYPE_CHECKING:
    from engine.store.reading import Reading
    from engine.workflows.ballots import Count
    from engine.workflows.matter import Matter
    from engine.workflows.standings import Standing, StepStanding


@record
class Stamp:
    """What every paper says of the book that it is made from."""

    title: Text
    head: str  # number and hash of the log's last entry
    at: datetime  # of that entry
    day: date  # its local day
    book: str  # the hash of the book's first entry: no other book has it


@record
class Answer:
    """One answer to a step."""

    who: Person
    answer: str
    at: datetime
    reason: str | None
    for_: str | None


@record
class Step:
    """One thing that a case had to pass: of whom it was asked, who answered what, and how a vote was counted."""

    act: Act
    party: tuple[Party, ...]
    cite: Cite | None
    assumed: bool
    state: str  # of the standing: met, open, later, refused, returned, lapsed, skipped, stuck
    asked: tuple[Person, ...]  # all of the party on the day on which the case was put to them
    recused: tuple[str, ...]  # those of them whose own case it is
    answers: tuple[Answer, ...]
    count: Count | None
    committee: str | None  # the committee that resolves
    vote: Vote | None  # by which of its votes
    due: datetime | None
    silent: bool  # whether silence answered it


@record
class Stage:
    """A state that the case came to, when, by whose deed."""

    state: Name
    at: datetime
    who: Person | None
    deed: Name


@record
class Dossier:
    """One case in full, as of the head of the log."""

    page: CasePage
    process: str
    drafter: Person | None
    submitted: datetime | None
    steps: tuple[Step, ...]
    stages: tuple[Stage, ...]
    decided: datetime | None  # when a deciding state was left last
    grounds: tuple[Reason, ...]  # why it was decided so
    stamp: Stamp


def stamp(reading: Reading) -> Stamp:
    """Return what every paper says of the book."""
    charter = charter_of(reading, reading.settings().charter)
    first = next(iter(reading.entries()))
    head = reading.head()
    last = next(iter(reading.entries(after=head[0] - 1)))
    return Stamp(charter.title, head_text(head), last.at, local_day(last.at, charter.zone), first.hash)


def dossier(reading: Reading, number: str, clock: Clock) -> tuple[Dossier, Charter]:
    """Return one case in full, and the charter that it is under. Raises NoSuchCase."""
    case = find_case(reading, number)
    page, charter = show_case(reading, case.number, clock=clock)
    stamped = stamp(reading)
    scene = replace(of_case(reading, look(reading, clock), case), now=stamped.at)
    events = tuple(event(reading, each, scene.viewer) for each in reading.entries(case.number) if each.outcome == "done")
    put, decided = _deciding(charter, case, events)
    told = tuple(reason for each in events if each.at == decided and each.path for reason in each.reasons)
    drafter = _person(scene, case.drafter, local_day(case.opened, charter.zone)) if case.drafter else None
    found = Dossier(
        page,
        case.process,
        drafter,
        case.submitted,
        tuple(_steps(scene, case, put, decided)),
        tuple(_stages(scene, case, events)),
        decided,
        told,
        stamped,
    )
    return found, charter


def _deciding(charter: Charter, case: Case, events: tuple[Event, ...]) -> tuple[tuple[str, datetime] | None, datetime | None]:
    """Return in which state and from when the case was last put to those who decide, and when that was over."""
    kinds = {state.id: state.kind for state in charter.lifecycle_of(case.process).states}
    put: tuple[str, datetime] | None = None
    decided: datetime | None = None
    within = False
    for each in events:
        for state in each.path:
            if kinds[state.id] == "decide":
                put, decided, within = (state.id, each.at), None, True
            elif within:
                decided, within = each.at, False
    return put, decided


def _stages(scene: Scene, case: Case, events: Iterable[Event]) -> Iterator[Stage]:
    """Yield every state that the case was in, in order."""
    lifecycle = scene.charter.lifecycle_of(case.process)
    first = True
    for each in events:
        who = _person(scene, each.actor, local_day(each.at, scene.charter.zone), each.office.id if each.office else None)
        if first:
            first = False
            yield Stage(name(lifecycle.states[0]), each.at, who, each.deed)
        yield from (Stage(state, each.at, who, each.deed) for state in each.path)


def _steps(scene: Scene, case: Case, put: tuple[str, datetime] | None, decided: datetime | None) -> Iterator[Step]:
    """Yield the steps of the last time that the case was put to those who decide; what still waits as it stands."""
    from engine.workflows.approvals import weigh
    from engine.workflows.matter import Matter

    now = Matter(scene.charter, scene.facts, case, scene.now)
    if put is None or decided is None:
        yield from _of_standings(now, weigh(now))
        return
    then = Matter(scene.charter, scene.facts, replace(case, state=put[0], since=put[1]), decided)
    later = {each.requirement.id: each for each in weigh(now)}
    for each in weigh(then):
        waits = each.state != "met" and each.requirement.before is not None
        yield from _of_standings(now if waits else then, (later.get(each.requirement.id, each) if waits else each,))


def _of_standings(matter: Matter, standings: Iterable[Standing]) -> Iterator[Step]:
    for standing in standings:
        for leaf in standing.steps:
            if leaf.state != "skipped":
                yield _step(matter, standing, leaf)


def _step(matter: Matter, standing: Standing, leaf: StepStanding) -> Step:
    from engine.workflows.answers import vote_of

    charter, requirement = matter.charter, standing.requirement
    day = local_day(matter.opened, charter.zone)
    asked = tuple(person(charter, each.member, each.office, each.unit) for each in matter.holders(leaf.sign.by, day))
    committee = next((each.ref for each in leaf.sign.by if each.kind is PartyKind.COMMITTEE), None)
    return Step(
        leaf.sign.act,
        leaf.sign.by,
        requirement.cite,
        requirement.assumed or leaf.sign.assumed,
        leaf.state,
        asked,
        tuple(dict.fromkeys(each.member for each in asked if each.member in matter.own)),
        tuple(_answer(matter.charter, matter.facts, each) for each in leaf.signed),
        leaf.count,
        committee,
        vote_of(matter, charter.committee(committee)) if committee else None,
        leaf.due,
        leaf.silent,
    )


def _answer(charter: Charter, facts: Facts, signed: Signature) -> Answer:
    day = local_day(signed.at, charter.zone)
    who = _held(charter, facts, signed.member, signed.office, day)
    return Answer(who, signed.answer, signed.at, signed.reason, signed.for_)


def _person(scene: Scene, member: str, day: date, office: str | None = None) -> Person | None:
    """Return somebody with an office that he held then: the one that let him act, else the first."""
    if not member:
        return None
    return _held(scene.charter, scene.facts, member, office, day)


def _held(charter: Charter, facts: Facts, member: str, office: str | None, day: date) -> Person:
    from engine.workflows.tenures import in_force

    held = [each for each in facts.tenures if each.member == member and in_force(each, day)]
    found = next((each for each in held if office in (None, each.role)), None)
    return person(charter, member, office or (found.role if found else None), found.unit if found else None)
