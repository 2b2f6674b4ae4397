"""The list of members and holders of offices with which a book is founded: from a table, every fault found at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from engine.case import Member, Tenure
from engine.charter import Charter, Role
from engine.records import record
from engine.services import names
from engine.services.faults import BadMoment, BadRegister, RowFault, ServiceFault, close
from engine.services.moments import day
from engine.services.tables import Table, table
from engine.workflows.tenures import in_the_way, term_begun

# Headings in either tongue; the first two name what is asked for in faults.
COLUMNS = {
    "name": ("name", "姓名"),
    "category": ("category", "类别", "人员类别"),
    "unit": ("unit", "单位", "班", "squad", "unit/squad", "单位/班"),
    "office": ("office", "职务", "role"),
    "since": ("since", "起", "起始日期", "start"),
    "until": ("until", "止", "截止日期", "end"),
    "paper": ("paper", "依据", "basis"),
}

HEADINGS = frozenset(heading for headings in COLUMNS.values() for heading in headings)


@record
class Register:
    """Who belongs to the unit and who holds which office, each with the paper that shows it."""

    members: tuple[Member, ...]
    tenures: tuple[Tenure, ...]


@record
class RegisterLine:
    """One row as read."""

    row: int
    name: str
    category: str | None
    unit: str | None
    role: Role | None
    since: date
    until: date | None
    paper: str


def register(listed: Table, charter: Charter, founded: date, file: str) -> Register:
    """Read a register; a person may stand in several rows, one for each office. Raises BadRegister with every fault."""
    faults: list[RowFault] = []
    columns = columns_of(listed, faults)
    faults += [RowFault("formula", row, listed.headings[place]) for row, place in sorted(listed.formulas) if place < len(listed.headings)]
    lines = [line for row, cells in listed.rows if (line := line_of(row, named_cells(cells, columns), charter, founded, faults))]
    faults += contradictions(lines)
    faults += _overfilled(lines, charter)
    if not faults and not lines:
        faults.append(RowFault("nobody", 1, COLUMNS["name"][0]))
    if faults:
        raise BadRegister(sorted(faults, key=lambda fault: fault.row), file)
    return Register(_members(lines), _tenures(lines, charter))


def people_in(file: str, content: bytes) -> tuple[str, ...]:
    """Return the names that stand in a list of members, whatever else is wrong with it. Raises FileUnreadable."""
    found = table(file, content, HEADINGS)
    columns = columns_of(found, [])
    place = columns.get("name")
    return () if place is None else tuple(dict.fromkeys(cells[place] for _, cells in found.rows if cells[place]))


def columns_of(listed: Table, faults: list[RowFault]) -> dict[str, int]:
    """Find the columns by their headings."""
    known = {heading: column for column, headings in COLUMNS.items() for heading in headings}
    found: dict[str, int] = {}
    for place, heading in enumerate(listed.headings):
        column = known.get(heading.strip().lower())
        if column is None:
            faults.append(RowFault("unknown_heading", listed.heading, heading, close(heading, list(known))))
        elif column in found:
            faults.append(RowFault("heading_twice", listed.heading, heading))
        else:
            found[column] = place
    needed = ("name", "paper") if "office" in found else ("name",)
    faults += [RowFault("no_heading", listed.heading, each) for each in needed if each not in found]
    return found


def named_cells(cells: tuple[str, ...], columns: Mapping[str, int]) -> dict[str, str]:
    """Return a row's cells by what they are."""
    return {column: cells[place].strip() for column, place in columns.items()}


def line_of(row: int, cells: Mapping[str, str], charter: Charter, founded: date, faults: list[RowFault]) -> RegisterLine | None:
    """Read one row; None where it has faults."""
    before = len(faults)
    name = cells.get("name", "")
    if not name:
        faults.append(RowFault("no_name", row, "name"))
    category = _looked_up("category", row, cells, charter.categories, faults)
    unit = _looked_up("unit", row, cells, charter.units, faults)
    office = _looked_up("office", row, cells, charter.roles, faults)
    role = charter.role(office) if office else None
    if role and role.each and (unit is None or charter.unit(unit).kind != role.each):
        faults.append(RowFault("office_needs_unit", row, "unit", role=role.name, kind=names.unit_kind(charter, role.each)))
    if role and not cells.get("paper"):
        faults.append(RowFault("no_paper", row, "paper", role=role.name))
    since = _day("since", row, cells, faults) or founded
    until = _day("until", row, cells, faults)
    if until and until <= since:
        faults.append(RowFault("ends_before", row, "until"))
    if len(faults) > before:
        return None
    return RegisterLine(row, name, category, unit, role, since, until, cells.get("paper", ""))


def _looked_up(column: str, row: int, cells: Mapping[str, str], things: tuple[names.N, ...], faults: list[RowFault]) -> str | None:
    typed = cells.get(column, "")
    if not typed:
        return None
    try:
        return names.named(column, typed, things).id
    except ServiceFault as fault:
        faults.append(RowFault("unknown_cell", row, column, fault.near, found=typed))
        return None


def _day(column: str, row: int, cells: Mapping[str, str], faults: list[RowFault]) -> date | None:
    typed = cells.get(column, "")
    try:
        return day(typed) if typed else None
    except BadMoment:
        faults.append(RowFault("no_day", row, column, found=typed))
        return None


def contradictions(lines: list[RegisterLine]) -> list[RowFault]:
    """Find rows of one person that differ in what a person has once."""
    faults: list[RowFault] = []
    first: dict[str, RegisterLine] = {}
    for line in lines:
        known = first.setdefault(line.name, line)
        differing = [column for column in ("category", "unit") if _differ(getattr(line, column), getattr(known, column))]
        faults += [RowFault("differs", line.row, column, name=line.name, before=known.row) for column in differing]
        again = next((each for each in lines if each.row < line.row and _same_again(each, line)), None)
        if again is not None:
            faults.append(RowFault("twice", line.row, "name", name=line.name, before=again.row))
    return faults


def _same_again(before: RegisterLine, line: RegisterLine) -> bool:
    """Tell whether a row says what another one says: nothing but the person, or an office held already at that time."""
    if before.name != line.name:
        return False
    if line.role is None:
        return True
    over = before.until is not None and before.until <= line.since
    return before.role == line.role and before.unit == line.unit and not over and (line.until is None or before.since < line.until)


def _differ(said: str | None, before: str | None) -> bool:
    return said is not None and before not in (None, said)


def _overfilled(lines: list[RegisterLine], charter: Charter) -> list[RowFault]:
    """Find the rows that give an office more holders than it has seats on some day."""
    faults: list[RowFault] = []
    seated: list[Tenure] = []
    for line in lines:
        if line.role is None:
            continue
        tenure = _tenure(line, line.role, charter)
        if in_the_way(seated, line.role, tenure) is not None:
            assert line.role.seats is not None
            faults.append(RowFault("no_seat", line.row, "office", role=line.role.name, seats=line.role.seats))
        seated.append(tenure)
    return faults


def _members(lines: list[RegisterLine]) -> tuple[Member, ...]:
    """Make a member of each person: since the first of his days, until the last where every row has one."""
    people: dict[str, list[RegisterLine]] = {}
    for line in lines:
        people.setdefault(line.name, []).append(line)
    return tuple(_member(name, rows) for name, rows in people.items())


def _member(name: str, rows: list[RegisterLine]) -> Member:
    category = next((row.category for row in rows if row.category), None)
    unit = next((row.unit for row in rows if row.unit), None)
    without_office = next((row for row in rows if row.role is None), None)
    called = re.sub(r"\d+$", "", name).strip() or name  # 王芳1 and 王芳2 are two people called 王芳
    return Member(name, called, category, unit, min(row.since for row in rows), without_office.until if without_office else None)


def _tenures(lines: list[RegisterLine], charter: Charter) -> tuple[Tenure, ...]:
    return tuple(_tenure(line, line.role, charter) for line in lines if line.role)


def _tenure(line: RegisterLine, role: Role, charter: Charter) -> Tenure:
    """Make a tenure of a row with an office; where no last day is given, it ends as the charter's term does."""
    tenure = term_begun(charter, line.name, role.id, line.unit, line.since, line.paper)
    return replace(tenure, end=line.until) if line.until else tenure
