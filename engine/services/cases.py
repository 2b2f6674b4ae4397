"""Look at cases: lists of a kind, one in full, what happened to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine import codec
from engine.case import Attachment, Case, Entry, Note, Opinion, Pause, Posting, Reason, Signature
from engine.charter import Charter, InAdvance
from engine.records import record
from engine.services import names
from engine.services.dealings import ArrangementLine, EarlyLine, StepName, arrangement_lines, early_lines, step_name
from engine.services.deeds import deed_name
from engine.services.participation import PartLine, parts
from engine.services.relations import Counted, Related, counted, related
from engine.services.scene import Clock, charter_of, find_case, look, of_case
from engine.services.views import CaseLine, FieldLine, Name, Viewer, case_line, field_lines, hidden, name, veiled

if TYPE_CHECKING:
    from engine.store.reading import Reading


@record
class SignatureLine:
    """One answer; it stands while what it covers is unchanged."""

    member: str
    office: Name | None
    answer: str
    at: datetime
    reason: str | None
    stands: bool
    step: StepName
    for_: str | None = None  # in whose stead
    entered: datetime | None = None  # when a late entry was made
    undone: bool = False  # taken back, or asked for again


@record
class OpinionLine:
    """One judgement; it stands while what it covers is unchanged."""

    judgement: Name
    yes: bool
    member: str
    office: Name | None
    at: datetime
    stands: bool
    for_: str | None = None
    entered: datetime | None = None


@record
class ObjectionLine:
    """An objection, and its answer if there is one."""

    number: int
    member: str
    at: datetime
    text: str
    answered_by: str | None = None
    answered: datetime | None = None
    answer: str = ""


@record
class CasePage:
    """A case in full."""

    line: CaseLine
    opened: datetime
    version: int
    charter: str
    parent: str | None
    fields: tuple[FieldLine, ...]
    attachments: tuple[Attachment, ...]
    signatures: tuple[SignatureLine, ...]
    opinions: tuple[OpinionLine, ...]
    postings: tuple[Posting, ...]
    arrangements: tuple[ArrangementLine, ...] = ()
    notes: tuple[Note, ...] = ()
    pauses: tuple[Pause, ...] = ()
    early: tuple[EarlyLine, ...] = ()
    late: tuple[Reason, ...] = ()  # why it is marked late
    related: tuple[Related, ...] = ()
    counted: tuple[Counted, ...] = ()
    parts: tuple[PartLine, ...] = ()
    objections: tuple[ObjectionLine, ...] = ()


@record
class Event:
    """One entry of the log as people read it."""

    seq: int
    at: datetime
    actor: str  # empty: nobody, it followed from the charter
    office: Name | None
    verb: str
    deed: Name
    subject: str
    kind: Name | None  # of the case, or of the case that was refused to be drafted
    done: bool
    reason: str | None  # in the actor's words
    reasons: tuple[Reason, ...]  # the charter's
    cites: tuple[str, ...]  # the articles, as the log names them
    path: tuple[Name, ...]  # the states that the case came to
    parent: str | None  # the case that opened it
    file: str | None
    member: str | None  # who was entered
    held: Name | None  # in which office
    paper: str | None
    hash: str
    for_: str | None = None  # in whose stead
    to: tuple[str, ...] = ()  # whom it was meant for
    on: datetime | None = None  # of a late entry: the instant that it is judged by


def list_cases(reading: Reading, kind: str, clock: Clock, states: tuple[str, ...] = (), *, open_only: bool = False) -> tuple[CaseLine, ...]:
    """Return the cases of a kind, oldest first. Raises NoKind, NoName."""
    scene = look(reading, clock)
    process = names.process(kind, scene.charter)
    lifecycle = scene.charter.lifecycle_of(process.id)
    wanted = [names.named("state", state, lifecycle.states).id for state in states]
    found = reading.cases(process.id, wanted or None, open_only=open_only)
    return tuple(case_line(charter_of(reading, case.charter), case, scene.viewer) for case in found)


def show_case(reading: Reading, number: str, kind: str | None = None, clock: Clock | None = None) -> tuple[CasePage, Charter]:
    """Return a case in full, as who asks by `clock` may see it, and the charter that it is under; `kind` is what it has to be.

    Raises NoSuchCase, WrongKind.
    """
    from engine.workflows.content import content

    case = find_case(reading, number)
    viewer = look(reading, clock).viewer if clock else None
    charter = charter_of(reading, case.charter)
    if kind is not None:
        names.check_kind(charter, case, kind)
    now, unseen = content(charter, case), hidden(viewer, charter, case)
    page = CasePage(
        case_line(charter, case, viewer),
        case.opened,
        case.version,
        case.charter,
        case.parent,
        field_lines(charter, case, viewer),
        tuple(each for each in case.attachments if each.name not in {case.fields.get(id) for id in unseen}),
        tuple(_signature(charter, case, each, now) for each in case.signatures),
        tuple(_opinion(charter, each, now) for each in case.opinions),
        tuple(reading.postings(case=case.number).values()),
        arrangement_lines(charter, case),
        tuple(each for each in case.notes if each.kind not in ("objection", "reply")),
        case.pauses,
        early_lines(charter, case),
        _late(reading, charter, case),
        related(reading, charter, case, viewer),
        counted(reading, case, viewer),
        parts(reading, case.number),
        _objections(case),
    )
    return page, charter


def _late(reading: Reading, charter: Charter, case: Case) -> tuple[Reason, ...]:
    """Return why a case is marked late; nothing is looked up where its kind knows no such mark."""
    from engine.workflows.kinds import kind_of

    if not any(isinstance(each.rule, InAdvance) and each.rule.marked for each in kind_of(charter, case.process).limits):
        return ()
    from engine.services.scene import facts_of
    from engine.workflows.limits import late_marks
    from engine.workflows.matter import Matter

    return late_marks(Matter(charter, facts_of(reading), case, case.since))


def _objections(case: Case) -> tuple[ObjectionLine, ...]:
    replies = {each.about: each for each in case.notes if each.kind == "reply"}
    made = [(place, each) for place, each in enumerate(case.notes) if each.kind == "objection"]
    lines = []
    for number, (place, each) in enumerate(made, 1):
        reply = replies.get(place)
        answer = (reply.by, reply.at, reply.text) if reply else ()
        lines.append(ObjectionLine(number, each.by, each.at, each.text, *answer))
    return tuple(lines)


def _signature(charter: Charter, case: Case, signed: Signature, now: str) -> SignatureLine:
    office = name(charter.role(signed.office)) if signed.office else None
    undone = signed.undone is not None
    stands, step = signed.content == now and not undone, step_name(charter, case, signed.step)
    told = (signed.member, office, signed.answer, signed.at, signed.reason, stands, step, signed.for_, signed.entered, undone)
    return SignatureLine(*told)


def _opinion(charter: Charter, given: Opinion, now: str) -> OpinionLine:
    office = name(charter.role(given.office)) if given.office else None
    return OpinionLine(
        name(charter.judgement(given.judgement)), given.yes, given.member, office, given.at, given.content == now, given.for_, given.entered
    )


def history(reading: Reading, number: str, clock: Clock) -> tuple[CaseLine, tuple[Event, ...], Charter]:
    """Return what happened to a case, refusals as well, in order. Raises NoSuchCase."""
    case = find_case(reading, number)
    scene = of_case(reading, look(reading, clock), case)
    events = tuple(event(reading, entry, scene.viewer) for entry in reading.entries(case.number))
    return case_line(scene.charter, case, scene.viewer), events, scene.charter


def event(reading: Reading, entry: Entry, viewer: Viewer | None) -> Event:
    """Return an entry of the log as who asks may read it."""
    charter = charter_of(reading, entry.charter)
    told = told_by(entry)
    process = told.get("process")
    reasons: tuple[Reason, ...] = told.get("reasons", ())
    file = told.get("file")
    if process and any(field.visible for field in charter.process(process).fields):
        case = _told_case(reading, entry, told)
        reasons = veiled(reasons, charter, case, viewer)
        file = None if hidden(viewer, charter, case) & told.get("values", {}).keys() else file
    return Event(
        entry.seq,
        entry.at,
        entry.actor,
        name(charter.role(told["office"])) if told.get("office") else None,
        entry.verb,
        deed_name(charter, process, entry.verb),
        entry.subject,
        name(charter.process(process)) if process else None,
        entry.outcome == "done",
        told.get("reason"),
        reasons,
        entry.cites,
        tuple(_state(charter, process, state) for _, state in told.get("path", ())),
        told.get("parent"),
        file,
        told.get("member"),
        name(charter.role(told["held"])) if told.get("held") else None,
        told.get("paper"),
        entry.hash,
        told.get("for"),
        told.get("to", ()),
        told.get("on"),
    )


def _told_case(reading: Reading, entry: Entry, told: Mapping[str, Any]) -> Case:
    """Return the case that an entry is about with what the entry says of it; of a draft that was refused, the case that was not to be."""
    if reading.record(entry.subject) is None:
        return Case("", told["process"], entry.charter, "", 0, entry.actor, entry.at, entry.at, told.get("values", {}))
    case = reading.case(entry.subject)
    return replace(case, fields={**case.fields, **told.get("values", {})})


def told_by(entry: Entry) -> dict[str, Any]:
    """Return what an act told of itself, as records."""
    found = codec.decode(json.loads(entry.body)["told"])
    assert isinstance(found, dict)
    return found


def _state(charter: Charter, process: str | None, state: str) -> Name:
    assert process is not None
    return name(charter.lifecycle(charter.process(process).lifecycle).state(state))
