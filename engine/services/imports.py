"""Rosters and lists of cases that somebody sends: everything is checked first, and with any fault nothing is written.

The faults go back with the table they are of, so that whoever filled it in finds them row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from engine.case import Deed, Member
from engine.charter import Charter, Field, Process
from engine.records import record
from engine.services import names
from engine.services.acts import perform
from engine.services.exports import fields_of, needed_of, roster_columns
from engine.services.faults import BadTable, BadValue, NobodyAsks, RowFault, ServiceFault, close
from engine.services.fields import value
from engine.services.moments import day
from engine.services.register import COLUMNS, HEADINGS, RegisterLine, columns_of, contradictions, line_of, named_cells
from engine.services.scene import Clock, Scene, budgeted, enter, facts_of
from engine.services.sheets import word
from engine.services.tables import Table, table
from engine.services.telling import tell
from engine.services.workbooks import Column, Sheet
from engine.values import Lang, Value
from engine.workflows.memberships import begun, changed
from engine.workflows.tenures import in_force, serving, stay_on

if TYPE_CHECKING:
    from engine.store.book import Book

SAMPLES = ("示例", "example:")  # rows that only show how a table is filled in
PROBLEM = ("problem", "错误原因")  # the column of faults of a table that came back once


@record
class Took:
    """What came of an import: who or what is new, who was changed, how many rows say nothing new; `written` is false for a trial."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    written: bool


@record
class _Change:
    """What a roster's rows of one person come to: a member who is new, or one as he will be; None where nothing changes."""

    member: Member
    new: bool
    paper: str


def take_roster(
    book: Book, file: str, content: bytes, given: Mapping[str, str | None], actor: str | None, clock: Clock, *, dry: bool
) -> tuple[Took, Charter]:
    """Enter new members and what has changed of others, each by an entry of its own with the paper that shows it.

    `given` may hold `paper` for the whole roster and the day `since` from which changes hold (else today).
    Raises NobodyAsks, NoMember, BadMoment, FileUnreadable, BadTable.
    """
    with book.writing() as writing:
        scene, clerk = _begin(enter(writing, clock), actor)
        listed = _without_samples(table(file, content, HEADINGS))
        on = day(since) if (since := given.get("since")) else scene.today
        faults: list[RowFault] = _formulas(listed)
        columns = columns_of(listed, faults)
        lines = [
            line
            for row, cells in (listed.rows if "name" in columns else ())
            if (line := line_of(row, named_cells(cells, columns), scene.charter, scene.today, faults))
        ]
        faults += contradictions(lines)
        changes = list(_changes(scene, lines, on, given.get("paper") or "", faults))
        if not faults and not lines:
            faults.append(RowFault("nobody", listed.heading, "name"))
        if faults:
            raise BadTable(sorted(faults, key=lambda fault: fault.row), file, listed)
        for each in () if dry else changes:
            if each.new:
                writing.add_member(each.member)
            else:
                writing.save_member(each.member)
            tell(writing, scene, clerk, "add member" if each.new else CHANGE, None, {"member": each.member.id, "paper": each.paper})
        new = tuple(each.member.id for each in changes if each.new)
        others = tuple(each.member.id for each in changes if not each.new)
        return Took(new, others, len(lines) - len(changes), not dry), scene.charter


def take_cases(book: Book, kind: str, file: str, content: bytes, actor: str | None, clock: Clock, *, dry: bool) -> tuple[Took, Charter]:
    """Draft a case of a kind for every row of a list. Raises NobodyAsks, NoMember, NoKind, FileUnreadable, BadTable."""
    with book.writing() as writing:
        scene, clerk = _begin(enter(writing, clock), actor)
        process = names.process(kind, scene.charter)
        listed = _without_samples(table(file, content, _headings(process)))
        faults: list[RowFault] = _formulas(listed)
        columns = _field_columns(listed, process, scene.charter, faults)
        deeds = [
            (row, Deed("draft", clerk, scene.now, process.id, values))
            for row, cells in (listed.rows if columns else ())
            if (values := _values(scene, process, row, cells, columns, faults)) is not None
        ]
        faults += [fault for row, deed in deeds if (fault := _refusal(scene, row, deed))]
        if not faults and not deeds:
            faults.append(RowFault("nothing", listed.heading, listed.headings[0]))
        if faults:
            raise BadTable(sorted(faults, key=lambda fault: fault.row), file, listed)
        if dry:
            return Took(tuple(str(row) for row, _ in deeds), (), 0, written=False), scene.charter
        numbers = []
        for _, deed in deeds:
            done = perform(
                writing, budgeted(writing, Scene(scene.charter, scene.digest, facts_of(writing), scene.now), deed.values), None, deed
            )
            assert done.case is not None
            numbers.append(done.case.number)
        return Took(tuple(numbers), (), 0, written=True), scene.charter


def returned(fault: BadTable, charter: Charter, kind: Process | None, said: Callable[[RowFault], str], lang: Lang) -> Sheet:
    """Return a table with what is wrong in every row in a last column, the cells coloured; `said` puts a fault into words."""
    listed = fault.table
    known = {column.heading: column for column in (roster_columns(charter, lang) if kind is None else ())}
    columns = tuple(known.get(heading, Column(heading)) for heading in listed.headings)
    rows, marks = [], set()
    for number, (row, cells) in enumerate(listed.rows):
        mine = [each for each in fault.faults if each.row == row]
        rows.append((*cells[: len(columns)], "\n".join(map(said, mine)) or None))
        marks |= {(number, place) for each in mine if (place := _place(listed, each.column)) >= 0}
        marks |= {(number, len(columns))} if mine else set()
    rest = [each for each in fault.faults if each.row not in {row for row, _ in listed.rows}]
    remarks = tuple(f"{each.column}: {said(each)}" if lang == "en" else f"{each.column}：{said(each)}" for each in rest)
    plain = tuple(Column(column.heading, "text", column.choices, column.needed) for column in columns)
    return Sheet(word(lang, "problems"), (*plain, Column(word(lang, "problem"))), tuple(rows), "", remarks, marks=frozenset(marks))


def _place(listed: Table, column: str) -> int:
    """Return where a fault's column stands, by its heading or by what it is in a roster; -1 where nowhere."""
    wanted = {column.strip().lower(), *COLUMNS.get(column, ())}
    return next((place for place, heading in enumerate(listed.headings) if heading.strip().lower() in wanted), -1)


def _begin(scene: Scene, actor: str | None) -> tuple[Scene, str]:
    if actor is None:
        raise NobodyAsks
    return scene, names.member(actor, scene.facts.members).id


def _without_samples(listed: Table) -> Table:
    """Return a table without the rows that only show how it is filled in, and without the column of an earlier return."""
    kept = [place for place, heading in enumerate(listed.headings) if heading.strip().lower() not in PROBLEM]
    told = ((row, tuple(cells[place] for place in kept)) for row, cells in listed.rows)
    rows = tuple((row, cells) for row, cells in told if any(cells) and not any(cell.lower().startswith(SAMPLES) for cell in cells))
    formulas = frozenset((row, kept.index(place)) for row, place in listed.formulas if place in kept)
    return Table(tuple(listed.headings[place] for place in kept), rows, formulas, listed.heading)


def _formulas(listed: Table) -> list[RowFault]:
    wide = len(listed.headings)
    return [RowFault("formula", row, listed.headings[place]) for row, place in sorted(listed.formulas) if place < wide]


# ---- rosters --------------------------------------------------------------------------------------------------------


def _changes(scene: Scene, lines: list[RegisterLine], on: date, paper: str, faults: list[RowFault]) -> Iterator[_Change]:
    people: dict[str, list[RegisterLine]] = {}
    for line in lines:
        people.setdefault(line.name, []).append(line)
    for name, rows in people.items():
        known = scene.facts.members.get(name)
        found = _newcomer(scene, rows, paper, faults) if known is None else _of_member(scene, known, rows, on, paper, faults)
        if found is not None:
            yield found


def _newcomer(scene: Scene, rows: list[RegisterLine], paper: str, faults: list[RowFault]) -> _Change | None:
    first = rows[0]
    shown = next((each.paper for each in rows if each.paper), paper)
    same = [member.id for member in scene.facts.members.values() if member.name == first.name]
    before = len(faults)
    if same:
        faults.append(RowFault("several", first.row, "name", same, found=first.name))
    if any(each.role for each in rows):
        faults.append(RowFault("office_apart", next(each.row for each in rows if each.role), "office"))
    if not shown:
        faults.append(RowFault("paper_needed", first.row, "paper"))
    if first.since > scene.today:
        faults.append(RowFault("in_future", first.row, "since", found=first.since.isoformat()))
    if len(faults) > before:
        return None
    category = next((each.category for each in rows if each.category), None)
    unit = next((each.unit for each in rows if each.unit), None)
    called = first.name.rstrip("0123456789").strip() or first.name
    return _Change(begun(first.name, called, category, unit, min(each.since for each in rows), shown), new=True, paper=shown)


def _of_member(scene: Scene, member: Member, rows: list[RegisterLine], on: date, paper: str, faults: list[RowFault]) -> _Change | None:
    before, first = len(faults), rows[0]
    if not serving(scene.facts, member.id, scene.today):
        faults.append(RowFault("has_left", first.row, "name", found=member.id))
        return None
    held = {(each.role, each.unit) for each in scene.facts.tenures if each.member == member.id and in_force(each, scene.today)}
    others = (each for each in rows if each.role and not any(role == each.role.id and unit in (None, each.unit) for role, unit in held))
    faults += [RowFault("office_apart", each.row, "office") for each in others]
    stay = stay_on(member, on)
    category = next((each.category for each in rows if each.category), None)
    unit = next((each.unit for each in rows if each.unit), None)
    if stay is None or ((category or stay.category) == stay.category and (unit or stay.unit) == stay.unit):
        return None
    shown = paper or next((each.paper for each in rows if each.paper and not each.role), "")
    if not shown:
        faults.append(RowFault("paper_needed", first.row, "paper"))
    if len(faults) > before:
        return None
    return _Change(changed(member, on, shown, category=category, unit=unit), new=False, paper=shown)


# ---- cases ----------------------------------------------------------------------------------------------------------


def _headings(process: Process) -> frozenset[str]:
    return frozenset(name.lower() for field in fields_of(process) for name in (field.name.en, field.name.zh) if name)


def _field_columns(listed: Table, process: Process, charter: Charter, faults: list[RowFault]) -> dict[int, Field]:
    """Find the field of each column; without those that every case needs nothing can be read."""
    found: dict[int, Field] = {}
    for place, heading in enumerate(listed.headings):
        field = names.find(heading, fields_of(process)) if heading.strip() else None
        if field is None:
            faults.append(RowFault("unknown_heading", listed.heading, heading, close(heading, names.names(fields_of(process)))))
        elif field in found.values():
            faults.append(RowFault("heading_twice", listed.heading, heading))
        else:
            found[place] = field
    missing = [field for field in process.fields if field.id in needed_of(charter, process) and field not in found.values()]
    faults += [RowFault("no_heading", listed.heading, field.name.zh or field.name.en) for field in missing]
    return found


def _values(
    scene: Scene, process: Process, row: int, cells: tuple[str, ...], columns: Mapping[int, Field], faults: list[RowFault]
) -> dict[str, Value] | None:
    before, needed = len(faults), needed_of(scene.charter, process)
    found: dict[str, Value] = {}
    for place, field in columns.items():
        typed = cells[place]
        heading = field.name.zh or field.name.en
        try:
            read = value(field, typed, scene.charter, scene.facts)
        except BadValue:
            faults.append(RowFault("bad_value", row, heading, found=typed, wanted=field.type))
            continue
        except ServiceFault as fault:
            faults.append(
                RowFault("no_member" if field.type.startswith("person") else "unknown_cell", row, heading, fault.near, found=typed)
            )
            continue
        if read is None and field.id in needed:
            faults.append(RowFault("needed", row, heading))
        elif read is not None:
            found[field.id] = read
    return found if len(faults) == before else None


def _refusal(scene: Scene, row: int, deed: Deed) -> RowFault | None:
    """Return why the charter does not let a row be drafted."""
    from engine.messages.saying import say
    from engine.values import Text
    from engine.workflows.decide import decide

    decision = decide(scene.charter, scene.facts, None, deed)
    if decision.allowed:
        return None
    said = {lang: "; ".join(say(reason, scene.charter, lang) for reason in decision.reasons) for lang in _TONGUES}
    return RowFault("not_allowed", row, "", reasons=Text(said["en"], said["zh"]))


CHANGE = "change member"
_TONGUES: tuple[Lang, Lang] = ("en", "zh")
