"""Rosters, cases of a kind, who took part, and ledgers as tables; and empty ones to be filled in and sent back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from engine.case import Case, Member, Participation, Tenure
from engine.charter import Charter, Field, Process
from engine.services import names
from engine.services.register import COLUMNS
from engine.services.scene import Clock, Scene, charter_of, find_case, look
from engine.services.sheets import statement_sheets, word
from engine.services.statements import days, statement
from engine.services.views import hidden, state_name
from engine.services.workbooks import Cell, Column, Print, Sheet
from engine.values import Lang, Money
from engine.workflows.periods import local_day
from engine.workflows.tenures import in_force, serving, stay_on

if TYPE_CHECKING:
    from engine.store.reading import Reading

ROOM = 200  # empty rows of a sheet that is to be filled in
_KINDS = {"money": "money", "date": "date", "time": "instant", "number": "number"}


def how(reading: Reading, charter: Charter) -> Print:
    """Return how tables of a book are written: as of the last entry of its log, so that the same book makes the same bytes."""
    last = list(reading.entries(after=max(reading.head()[0] - 1, 0)))[-1]
    return Print(last.at, charter.zone)


def roster(reading: Reading, clock: Clock, lang: Lang, *, everybody: bool = False) -> tuple[tuple[Sheet, ...], Charter]:
    """Return the members of the day with their offices, in the columns that a roster is read by; or everybody there ever was."""
    scene = look(reading, clock)
    people = sorted(scene.facts.members.values(), key=lambda member: (member.since, member.id))
    shown = [each for each in people if everybody or serving(scene.facts, each.id, scene.today)]
    rows = tuple(row for member in shown for row in _member_rows(scene, member, lang))
    title = word(lang, "roster_title", charter=scene.charter.title.say(lang))
    remark = word(lang, "roster_remark", day=scene.today.isoformat(), count=len(shown))
    return (Sheet(word(lang, "roster"), roster_columns(scene.charter, lang), rows, title, (remark,)),), scene.charter


def roster_columns(charter: Charter, lang: Lang) -> tuple[Column, ...]:
    """Return the columns of a roster, with what may be chosen in them."""
    chosen = {"category": charter.categories, "unit": charter.units, "office": charter.roles}
    dates = ("since", "until")
    return tuple(
        Column(
            headings[0 if lang == "en" else 1],
            "date" if key in dates else "text",
            tuple(each.name.say(lang) for each in chosen.get(key, ())),  # type: ignore[attr-defined]  # each has a name
            needed=key == "name",
        )
        for key, headings in COLUMNS.items()
    )


def _member_rows(scene: Scene, member: Member, lang: Lang) -> list[tuple[Cell, ...]]:
    charter = scene.charter
    stay = stay_on(member, scene.today)
    category, unit = (stay.category, stay.unit) if stay else (member.category, member.unit)
    said = _said(charter.categories, category, lang), _said(charter.units, unit, lang)
    held = [each for each in scene.facts.tenures if each.member == member.id and in_force(each, scene.today)]
    if not held:
        return [(member.id, *said, None, member.since, member.until, stay.paper if stay else None)]
    return [(member.id, *said, _said(charter.roles, each.role, lang), each.start, each.end, each.paper) for each in _by_start(held)]


def _by_start(held: list[Tenure]) -> list[Tenure]:
    return sorted(held, key=lambda tenure: (tenure.start, tenure.role))


def _said(things: tuple[names.N, ...], id: str | None, lang: Lang) -> str | None:
    return next((each.name.say(lang) for each in things if each.id == id), None)


def cases(reading: Reading, kind: str, clock: Clock, lang: Lang) -> tuple[tuple[Sheet, ...], Charter]:
    """Return every case of a kind, oldest first; fields that are hidden from who asks are said to be so. Raises NoKind, NoMember."""
    scene = look(reading, clock)
    process = names.process(kind, scene.charter)
    columns = (
        *(Column(word(lang, key)) for key in ("case", "state", "drafter")),
        Column(word(lang, "opened"), "date"),
        *(Column(field.name.say(lang), _KINDS.get(field.type, "text")) for field in process.fields),  # type: ignore[arg-type]
    )
    rows = tuple(_case_row(reading, scene, process, case, lang) for case in reading.cases(process.id))
    title = word(lang, "cases_title", charter=scene.charter.title.say(lang), kind=process.name.say(lang))
    name = process.name.say(lang)[:31]
    return (Sheet(name, columns, rows, title, (word(lang, "cases_remark", count=len(rows)),)),), scene.charter


def _case_row(reading: Reading, scene: Scene, process: Process, case: Case, lang: Lang) -> tuple[Cell, ...]:
    charter = charter_of(reading, case.charter)
    unseen = hidden(scene.viewer, charter, case)
    fields = (word(lang, "hidden") if field.id in unseen else _cell(charter, field, case, lang) for field in process.fields)
    return (case.number, state_name(charter, case).name.say(lang), case.drafter, case.opened, *fields)


def _cell(charter: Charter, field: Field, case: Case, lang: Lang) -> Cell:
    value = case.fields.get(field.id)
    if value is None or isinstance(value, Money | datetime | date) or type(value) is int:
        return value
    from engine.messages.saying import value_text

    if isinstance(value, tuple):
        return "、".join(str(each) for each in value) if lang == "zh" else ", ".join(str(each) for each in value)
    if field.type in ("unit", "fund", "person or unit", "anybody"):
        found = _said(charter.units, str(value), lang) or _said(charter.funds, str(value), lang)
        return found or str(value)
    choice = next((each for each in field.choices if value in (each.en.lower(), each.zh)), None)
    return choice.say(lang) if choice else value_text(charter, value, lang)


def participation(reading: Reading, number: str, clock: Clock, lang: Lang) -> tuple[tuple[Sheet, ...], Charter]:
    """Return who takes part in an activity, with room for signatures; empty rows where nobody has signed up yet. Raises NoSuchCase."""
    case = find_case(reading, number)
    scene = look(reading, clock)
    keys = ("name", "unit", "standing", "signed_up", "present", "minutes", "sign_here")
    kinds = {"signed_up": "instant", "minutes": "number"}
    columns = tuple(Column(word(lang, key), kinds.get(key, "text")) for key in keys)  # type: ignore[arg-type]
    found = [each for each in reading.participations(case.number) if each.state != "cancelled"]
    rows = tuple(_part_row(scene, each, lang) for each in found)
    from engine.services.views import case_line

    line = case_line(scene.charter, case, scene.viewer)
    title = word(lang, "participation_title", case=case.number, title=line.title or line.kind.name.say(lang))
    sheet = Sheet(word(lang, "participation"), columns, rows, title, (word(lang, "cases_remark", count=len(rows)),), room=0 if rows else 20)
    return (sheet,), scene.charter


def _part_row(scene: Scene, each: Participation, lang: Lang) -> tuple[Cell, ...]:
    member = scene.facts.members.get(each.member)
    unit = _said(scene.charter.units, member.unit, lang) if member else None
    came = None if each.came is None else word(lang, "yes" if each.came else "no")
    return (each.member, unit, word(lang, f"standing_{each.state}"), each.at, came, each.minutes, None)


def ledger(
    reading: Reading, fund: str | None, period: tuple[str | None, str | None, str | None], clock: Clock, lang: Lang
) -> tuple[tuple[Sheet, ...], Charter]:
    """Return the ledger of a fund, or of each: every posting of some days, of all days unless some are asked for.

    Raises NoFund, BadPeriod, BadMoment, NoMember.
    """
    scene = look(reading, clock)
    charter = scene.charter
    first = local_day(next(iter(reading.entries())).at, charter.zone)
    asked = days(charter, scene.today, *period) if any(period) else (min(first, charter.in_force or first), scene.today)
    ids = [names.fund(fund, charter)] if fund else [each.id for each in charter.funds]
    told = [statement_sheets(charter, statement(reading, id, *asked, scene.viewer), lang)[0] for id in ids]
    named = [Sheet(charter.fund(id).name.say(lang)[:31], *_rest(sheet)) for id, sheet in zip(ids, told, strict=True)]
    return tuple(named), charter


def _rest(sheet: Sheet) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...], str, tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    return sheet.columns, sheet.rows, sheet.title, sheet.remarks, sheet.sums


# ---- to be filled in ------------------------------------------------------------------------------------------------


def empty_roster(reading: Reading, clock: Clock, lang: Lang) -> tuple[tuple[Sheet, ...], Charter]:
    """Return an empty roster with a row that shows how it is filled in."""
    scene = look(reading, clock)
    columns = roster_columns(scene.charter, lang)
    shown: dict[str, Cell] = {
        **{column.heading: column.choices[0] for column in columns if column.choices},
        columns[0].heading: word(lang, "sample_name"),
        columns[4].heading: scene.today,
        columns[6].heading: word(lang, "sample_paper"),
        columns[3].heading: None,
    }
    row: tuple[Cell, ...] = tuple(shown.get(column.heading) for column in columns)
    return (Sheet(word(lang, "roster"), columns, (row,), room=ROOM),), scene.charter


def empty_cases(reading: Reading, kind: str, clock: Clock, lang: Lang) -> tuple[tuple[Sheet, ...], Charter]:
    """Return an empty list of cases of a kind, to be drafted together. Raises NoKind."""
    scene = look(reading, clock)
    process = names.process(kind, scene.charter)
    fields = fields_of(process)
    people = tuple(member.id for member in scene.facts.members.values() if serving(scene.facts, member.id, scene.today))
    needed = needed_of(scene.charter, process)
    columns = tuple(
        Column(
            field.name.say(lang),
            _KINDS.get(field.type, "text"),  # type: ignore[arg-type]
            _choices(scene.charter, field, people, lang),
            needed=field.id in needed,
        )
        for field in fields
    )
    shown: list[Cell] = [
        column.choices[0] if column.choices else _sample(field, scene, lang) for field, column in zip(fields, columns, strict=True)
    ]
    row: tuple[Cell, ...] = (word(lang, "sample"), *shown[1:])
    return (Sheet(process.name.say(lang)[:31], columns, (row,), room=ROOM),), scene.charter


def fields_of(process: Process) -> tuple[Field, ...]:
    """Return the fields that can stand in a table: all but files."""
    return tuple(field for field in process.fields if field.type != "attachment")


def needed_of(charter: Charter, process: Process) -> frozenset[str]:
    """Return the fields without which a case cannot leave its first state."""
    lifecycle = charter.lifecycle_of(process.id)
    first = lifecycle.states[0].id
    carried = [frozenset(move.carries) for move in lifecycle.moves if first in move.sources and move.by]
    files = {field.id for field in process.fields if field.type == "attachment"}
    return (frozenset.intersection(*carried) if carried else frozenset()) - files


def _choices(charter: Charter, field: Field, people: tuple[str, ...], lang: Lang) -> tuple[str, ...]:
    match field.type:
        case "unit":
            return tuple(each.name.say(lang) for each in charter.units if field.unit_kind in (None, each.kind))
        case "fund":
            return tuple(each.name.say(lang) for each in charter.funds)
        case "choice":
            return tuple(each.say(lang) for each in field.choices)
        case "yes or no":
            return (word(lang, "yes"), word(lang, "no"))
        case "person" | "person or unit" if not field.many:
            units = tuple(each.name.say(lang) for each in charter.units) if field.type == "person or unit" else ()
            return (*people, *units)
    return ()


def _sample(field: Field, scene: Scene, lang: Lang) -> Cell:
    match field.type:
        case "money":
            return Money(12800, scene.charter.currency)
        case "date":
            return scene.today
        case "time":
            return scene.now
        case "number":
            return 10
        case "text":
            return word(lang, "sample_text")
    return None
