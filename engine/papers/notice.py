"""Notices (通知) of an activity or its cancelling, calls to a committee's meeting (会议通知), publications of what was granted (公示)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from engine.charter import Act, Charter, PartyKind
from engine.papers.approval import field_text, fields_text
from engine.papers.minutes import numbered
from engine.papers.paper import Block, Paper, Paragraph
from engine.papers.speech import Speech
from engine.records import record
from engine.services.dossiers import Dossier, Stamp
from engine.services.faults import NoPaper
from engine.services.publications import Hanging
from engine.services.views import FieldLine, Name
from engine.values import Lang
from engine.workflows.periods import local_day

PLACE, CONTENT = "place", "content"  # fields of the library's activities and publications


@record
class Call:
    """When and where a meeting is."""

    at: datetime
    place: str


def notice(found: Dossier, charter: Charter, lang: Lang, trunk: tuple[str, ...]) -> Paper:
    """Make the notice of an activity that was approved, or of its cancelling. Raises NoPaper."""
    speech, line = Speech(charter, lang), found.page.line
    times = [each for each in found.page.fields if isinstance(each.value, datetime)]
    if not times:
        raise NoPaper(number=line.number, why="no time")
    if found.decided is None or not _granted(found, trunk):
        raise NoPaper(number=line.number, why="undecided")
    cancelled = line.state.id not in trunk
    what = speech.word("matter_named", kind=speech.name(line.kind), title=line.title)
    blocks = [Paragraph(_to_whom(speech, found), "addressee"), *(_cancelled if cancelled else _held)(speech, found, what, times)]
    blocks.append(Paragraph(speech.word("notice_end")))
    heading = speech.word("notice_cancelled" if cancelled else "notice_heading", what=what)
    day = local_day(line.since if cancelled else found.decided, charter.zone)
    return _letter(speech, found.stamp, "notice", heading, line.number, tuple(blocks), day, line.number)


def invitation(found: tuple[Dossier, ...], charter: Charter, lang: Lang, call: Call) -> Paper:
    """Make the call to a meeting of the committee that the cases wait for. Raises NoPaper."""
    speech = Speech(charter, lang)
    named = []
    for each in found:
        step = next((step for step in each.steps if step.committee is not None), None)
        if step is None or step.state != "open":
            raise NoPaper(number=each.page.line.number, why="no meeting")
        named.append(step)
    committee = charter.committee(named[0].committee or "")
    if any(each.committee != committee.id for each in named):
        raise NoPaper(number=found[-1].page.line.number, why="other committee")
    name = committee.name.say(lang)
    people = speech.people(dict.fromkeys(person for step in named for person in step.asked))
    blocks: list[Block] = [Paragraph(speech.word("addressed", who=people), "addressee")]
    asked = speech.word("call_opening", at=_clock(speech, call.at), place=call.place, committee=name)
    asked += speech.word("call_invited", who=speech.parties(committee.invited)) if committee.invited else ""
    blocks += [Paragraph(asked), Paragraph(speech.word("call_agenda"))]
    for at, each in enumerate(found, 1):
        matter = speech.word("matter", kind=speech.name(each.page.line.kind), title=each.page.line.title, number=each.page.line.number)
        by = speech.person(each.drafter) or speech.word("by_charter", parent=each.page.parent or "")
        blocks.append(Paragraph(numbered(speech, at, speech.word("call_item", matter=matter, who=by, fields=fields_text(speech, each)))))
    recused = {member for step in named for member in step.recused}
    if recused:
        blocks.append(Paragraph(speech.word("call_recused", people=speech.list(sorted(recused))), private=True))
    blocks.append(Paragraph(speech.word("notice_end")))
    heading = speech.word("call_heading", committee=name)
    numbers = "_".join(each.page.line.number for each in found)
    return _letter(speech, found[0].stamp, "invitation", heading, "", tuple(blocks), found[0].stamp.day, numbers)


def publication(found: Dossier, charter: Charter, lang: Lang, hung: Hanging, trunk: tuple[str, ...]) -> Paper:
    """Make what is hung up about a case that was granted, or is itself a publication. Raises NoPaper where it was not granted."""
    speech, line = Speech(charter, lang), found.page.line
    contents = next((str(each.value) for each in found.page.fields if each.field.id == CONTENT and not each.hidden), None)
    what = line.title if contents else speech.word("matter_named", kind=speech.name(line.kind), title=line.title)
    if contents:
        blocks = [Paragraph(contents)]
    elif found.decided is not None and _granted(found, trunk):
        day = speech.day(local_day(found.decided, charter.zone))
        blocks = [Paragraph(speech.word("publication_opening", day=day, approved=approved_text(speech, found), what=what))]
    else:
        raise NoPaper(number=line.number, why="undecided")
    rows = [] if contents else [(speech.word("publication_content"), fields_text(speech, found))]
    rows += hung_rows(speech, hung)
    blocks += [*_items(speech, rows), Paragraph(speech.word("publication_end"))]
    heading = speech.word("publication_of_its_own" if contents else "publication_heading", what=what)
    return _letter(speech, found.stamp, "publication", heading, line.number, tuple(blocks), hung.start, line.number)


def hung_rows(speech: Speech, hung: Hanging) -> list[tuple[str, str]]:
    """Say where and how long something hangs, and who hears objections."""
    to = hung.to or speech.people(hung.people)
    return [
        (speech.word("publication_place"), hung.place),
        (speech.word("publication_period"), speech.word("from_to", start=speech.day(hung.start), end=speech.day(hung.end))),
        *([(speech.word("publication_objections"), speech.word("objections_to", to=to))] if to else []),
    ]


def approved_text(speech: Speech, found: Dossier) -> str:
    """Say who has approved a case: `经连首长批准（规则七、3）`."""
    told: dict[str, None] = {}
    for step in found.steps:
        if step.state == "met" and step.act is not Act.FILE:
            whole = any(each.kind in (PartyKind.COMMITTEE, PartyKind.BODY) for each in step.party)
            agreed = speech.people(each.who for each in step.answers if each.answer == "yes")
            who = speech.parties(step.party) if whole or not agreed else agreed
            cite = speech.bracketed(step.cite, assumed=step.assumed)
            told[speech.word(f"done_{step.act.value}", who=who) + cite] = None
    return speech.word("approved", how=speech.list(told)) if told else ""


def _granted(found: Dossier, trunk: tuple[str, ...]) -> bool:
    """Return whether the case left its decision on the way on which nothing is refused."""
    after = [stage.state.id for stage in found.stages if found.decided is not None and stage.at >= found.decided]
    return bool(after) and after[0] in trunk


def _held(speech: Speech, found: Dossier, what: str, times: list[FieldLine]) -> Iterator[Paragraph]:
    fields = {each.field.id: each for each in found.page.fields}
    yield Paragraph(speech.word("notice_opening", approved=approved_text(speech, found), what=what))
    rows = [(speech.word("notice_time"), _span(speech, times))]
    if PLACE in fields:
        rows.append((speech.label(fields[PLACE].field), speech.value(fields[PLACE].value)))
    used = {PLACE, *(each.field.id for each in times)}
    rows += [(speech.label(each.field), field_text(speech, each)) for each in _others(speech, found, used)]
    if found.drafter is not None:
        rows.append((speech.word("notice_contact"), speech.person(found.drafter)))
    yield from _items(speech, rows)
    yield Paragraph(speech.word("notice_please"))


def _cancelled(speech: Speech, found: Dossier, what: str, times: list[FieldLine]) -> Iterator[Paragraph]:
    last = found.stages[-1]
    yield Paragraph(
        speech.word("notice_was_cancelled", when=_span(speech, times), what=what, who=speech.person(last.who), at=speech.time(last.at))
    )


def _others(speech: Speech, found: Dossier, used: set[str]) -> Iterator[FieldLine]:
    """Yield the fields that a notice tells besides time and place: not its title again, nothing that concerns people."""
    known = {each.id: each for each in speech.charter.process(found.process).fields}
    title = found.page.line.title
    for each in found.page.fields:
        told = known[each.field.id].concerns or known[each.field.id].type == "unit"  # the unit is addressed already
        if each.field.id not in used and each.value != title and not told:
            yield each


def _items(speech: Speech, rows: list[tuple[str, str]]) -> Iterator[Paragraph]:
    for at, (label, value) in enumerate(rows, 1):
        yield Paragraph(numbered(speech, at, speech.word("item", label=label, value=value)))


def _to_whom(speech: Speech, found: Dossier) -> str:
    units = [each.value for each in found.page.fields if isinstance(each.value, Name)]
    return speech.word("addressed_unit", unit=speech.name(units[0])) if units else speech.word("addressed_all")


def _span(speech: Speech, times: list[FieldLine]) -> str:
    """Say from when to when: the day once where both are of one day."""
    from zoneinfo import ZoneInfo

    found = [each.value for each in times[:2] if isinstance(each.value, datetime)]
    start, end = found[0], found[-1]
    if len(found) == 1:
        return _clock(speech, start)
    zone = ZoneInfo(speech.charter.zone)
    same = start.astimezone(zone).date() == end.astimezone(zone).date()
    until = f"{end.astimezone(zone):%H:%M}" if same else _clock(speech, end)
    return speech.word("from_to", start=_clock(speech, start), end=until)


def _clock(speech: Speech, at: datetime) -> str:
    from zoneinfo import ZoneInfo

    local = at.astimezone(ZoneInfo(speech.charter.zone))
    return speech.word("clock", day=speech.day(local.date()), weekday=speech.word(f"weekday_{local.weekday()}"), time=f"{local:%H:%M}")


def _letter(speech: Speech, stamp: Stamp, kind: str, heading: str, number: str, blocks: tuple[Block, ...], day: date, file: str) -> Paper:
    return Paper(
        kind=kind,
        lang=speech.lang,
        shape="letter",
        issuer=stamp.title.say(speech.lang),
        heading=heading,
        number=number,
        blocks=blocks,
        signed=(stamp.title.say(speech.lang),),
        dated=speech.day(day),
        footer=speech.footer(stamp),
        made=stamp.at,
        name=speech.file(kind, file),
    )
