"""Lists of cases, and a case in full."""

from __future__ import annotations

from datetime import datetime

from cli import dealings
from cli.books import clock, reading_of
from cli.orders import Given, Report
from cli.session import Session
from cli.voice import Voice
from cli.widths import short, table
from engine.services.cases import CasePage, ObjectionLine, OpinionLine, SignatureLine, list_cases, show_case
from engine.services.participation import PartLine
from engine.services.relations import Counted
from engine.services.views import CaseLine, Person


def list_kind(kind: str, session: Session, given: Given) -> Report:
    """List the cases of a kind."""
    from engine.services.scene import look

    with reading_of(session) as reading:
        lines = list_cases(reading, kind, clock(session), tuple(given["state"] or ()), open_only=bool(given["open"]))
        charter = look(reading, clock(session)).charter
    voice = Voice(session, charter)

    def text() -> str:
        rows = [(line.number, short(line.title), voice.state(line), voice.value(line.since), line.drafter or "") for line in lines]
        headings = [session.word(key) for key in ("number", "title", "state", "since", "drafter")]
        return table(rows, headings) if rows else session.say("no_cases")

    return Report(lines, text, charter=charter)


def show(kind: str, session: Session, given: Given) -> Report:
    """Show a case of a kind in full."""
    with reading_of(session) as reading:
        page, charter = show_case(reading, given["number"], kind, clock(session))
    voice = Voice(session, charter)
    return Report(page, lambda: "\n".join(_page(voice, page)), charter=charter)


def _page(voice: Voice, page: CasePage) -> list[str]:
    say, word = voice.session.say, voice.session.word
    rows = [
        (word("state"), say("state_since", state=voice.state(page.line), since=voice.value(page.line.since))),
        (word("drafter"), page.line.drafter or word("engine")),
        *((voice.name(line.field), say("hidden") if line.hidden else voice.value(line.value)) for line in page.fields),
        *((word("attachment"), f"{each.name}  {each.size}  {each.sha256[:12]}") for each in page.attachments),
        *((word("signature"), _signature(voice, each)) for each in page.signatures),
        *((word("opinion"), _opinion(voice, each)) for each in page.opinions),
        *((word("arrangement"), dealings.arrangement(voice, each)) for each in page.arrangements),
        *((word("early"), dealings.early(voice, each)) for each in page.early),
        *((word("pause"), dealings.pause(voice, each)) for each in page.pauses),
        *((word("late"), voice.reason(each)) for each in page.late),
        *((word("note"), dealings.note(voice, each)) for each in page.notes),
        *((word(each.relation), _related(voice, each.case)) for each in page.related),
        *((word("counted"), _counted(voice, each)) for each in page.counted),
        *((word("part"), _part(voice, each)) for each in page.parts),
        *((word("objection"), _objection(voice, each)) for each in page.objections),
        *((word("posting"), say("posting", amount=voice.value(each.amount), at=voice.value(each.at))) for each in page.postings),
    ]
    return [voice.case(page.line), table([(f"  {label}", text) for label, text in rows])]


def _related(voice: Voice, line: CaseLine) -> str:
    return voice.session.say("related", case=voice.case(line), state=voice.name(line.state))


def _counted(voice: Voice, each: Counted) -> str:
    told = {"case": voice.case(each.case), "amount": voice.value(each.amount), "on": voice.value(each.on)}
    return voice.session.say("counted_reversed" if each.reversed else "counted_gift", **told)


def _part(voice: Voice, each: PartLine) -> str:
    say, word = voice.session.say, voice.session.word
    if each.came is None or each.state != "signed up":
        return voice.phrases([each.member, word(each.state)])
    served = say("time_served", hours=(each.minutes or 0) // 60, minutes=f"{(each.minutes or 0) % 60:02}")
    return voice.phrases([each.member, served if each.came else word("absent")])


def _objection(voice: Voice, each: ObjectionLine) -> str:
    said = voice.session.say
    told = [f"{each.number}", each.member, voice.value(each.at), said("said", reason=each.text)]
    if each.answered_by is not None:
        told += [voice.session.word("reply"), each.answered_by, voice.value(each.answered), said("said", reason=each.answer)]
    return voice.phrases(told)


def _signature(voice: Voice, signed: SignatureLine) -> str:
    word = voice.session.word
    person = voice.person(Person(signed.member, signed.office, None, signed.for_))
    told = [person, word(f"answer_{signed.answer}"), dealings.step(voice, signed.step), voice.value(signed.at)]
    told += [voice.session.say("said", reason=signed.reason)] if signed.reason else []
    told += _entered(voice, signed.entered)
    if signed.undone:
        told.append(voice.session.say("undone"))
    return voice.phrases(told + ([] if signed.stands or signed.undone else [word("fallen")]))


def _entered(voice: Voice, at: datetime | None) -> list[str]:
    return [voice.session.say("entered_late", at=voice.value(at))] if at else []


def _opinion(voice: Voice, given: OpinionLine) -> str:
    word = voice.session.word
    answer = voice.session.say("judged_yes" if given.yes else "judged_no", judgement=voice.name(given.judgement))
    told = [voice.person(Person(given.member, given.office, None, given.for_)), answer, voice.value(given.at)]
    return voice.phrases(told + _entered(voice, given.entered) + ([] if given.stands else [word("fallen")]))
