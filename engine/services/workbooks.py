"""Tables as files: XLSX that offices can open, print and send back, and CSV; alone knows XlsxWriter.

The same tables make the same bytes. Text is text: nothing that people typed is ever a formula, in a spreadsheet that opens either.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from engine.messages.cells import width
from engine.records import record
from engine.values import Money

Cell = str | int | Money | date | datetime | None
FAULTY = "faulty"
_LONGEST, _SHORTEST = 46, 8  # cells that a column is wide
_EXACT = 10**15  # a spreadsheet keeps fifteen digits


@record
class Column:
    """A column: its heading, what stands in it, and what may be chosen for it."""

    heading: str
    kind: Literal["text", "money", "date", "instant", "number"] = "text"
    choices: tuple[str, ...] = ()
    needed: bool = False


@record
class Sheet:
    """A table with a title and remarks above it, sums below; `marks` are the cells (row, column) that are coloured as faulty."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    remarks: tuple[str, ...] = ()
    sums: tuple[tuple[Cell, ...], ...] = ()
    marks: frozenset[tuple[int, int]] = frozenset()
    room: int = 0  # empty rows to be filled in, with the same choices


@record
class Print:
    """What holds for a whole workbook: when it was made, by whose charter's zone, and in which fonts."""

    created: datetime
    zone: str
    font: str = "宋体"
    properties: Mapping[str, str] = field(default_factory=dict)


def workbook(sheets: Sequence[Sheet], how: Print) -> bytes:
    """Write an XLSX file."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    local = how.created.astimezone(ZoneInfo(how.zone)).replace(tzinfo=None, microsecond=0)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        book.set_properties({"created": local, **how.properties})
        style = _Style(book, how)
        lists: list[tuple[str, ...]] = []
        for sheet in sheets:
            _sheet(book, style, sheet, lists)
        _lists(book, lists)
    return file.getvalue()


def csv_file(sheet: Sheet, zone: str) -> bytes:
    """Write a CSV file (UTF-8 with its mark, as spreadsheets expect): headings, rows, sums. Text that looks like a formula is quoted."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.heading for column in sheet.columns])
    writer.writerows([_plain(cell, zone) for cell in row] for row in (*sheet.rows, *sheet.sums))
    return file.getvalue().encode("utf-8-sig")


def _plain(cell: Cell, zone: str) -> str:
    match cell:
        case None:
            return ""
        case Money():
            return str(cell).replace(",", "")
        case datetime():
            return f"{cell.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case str() if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
            return f"'{cell}"
    return str(cell)


class _Style:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any, how: Print) -> None:  # noqa: ANN401 a workbook of the library
        self._book, self._font, self.zone = book, how.font, how.zone
        self._made: dict[tuple[str, str], Any] = {}

    def of(self, kind: str, look: str = "") -> Any:  # noqa: ANN401
        """Return the format of a kind of cell in a look: heading, sum, faulty, title, remark."""
        key = (kind, look)
        if key not in self._made:
            base = {"font_name": self._font, "font_size": 11, "valign": "vcenter", **_FORMATS.get(kind, {}), **_LOOKS[look]}
            self._made[key] = self._book.add_format(base)
        return self._made[key]


_FORMATS: dict[str, dict[str, object]] = {
    "text": {"num_format": "@", "indent": 1},
    "money": {"num_format": "#,##0.00"},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
    "instant": {"num_format": "yyyy-mm-dd hh:mm", "align": "center"},
    "number": {"num_format": "0"},
}
_LOOKS: dict[str, dict[str, object]] = {
    "": {"border": 1, "text_wrap": True},
    "heading": {"border": 1, "bold": True, "bg_color": "#D9E2EC", "align": "center", "text_wrap": True},
    "needed": {"border": 1, "bold": True, "bg_color": "#FCE4B0", "align": "center", "text_wrap": True},
    "sum": {"border": 1, "bold": True, "bg_color": "#F2F2F2"},
    FAULTY: {"border": 1, "bg_color": "#FFC7CE", "font_color": "#9C0006", "text_wrap": True},
    "title": {"bold": True, "font_size": 16, "align": "center"},
    "remark": {"align": "left", "text_wrap": True},
}


def _sheet(book: Any, style: _Style, sheet: Sheet, lists: list[tuple[str, ...]]) -> None:  # noqa: ANN401
    page = book.add_worksheet(sheet.name)
    top = _heads(page, style, sheet)
    wide = [_width(sheet, place, style.zone) for place in range(len(sheet.columns))]
    for place, column in enumerate(sheet.columns):
        page.write_string(top, place, column.heading, style.of("", "needed" if column.needed else "heading"))
        page.set_column(place, place, wide[place])
    page.set_row(top, 22)
    page.freeze_panes(top + 1, 0)
    for number, row in enumerate(sheet.rows):
        for place, cell in enumerate(row):
            look = FAULTY if (number, place) in sheet.marks else ""
            _write(page, style, (top + 1 + number, place), cell, sheet.columns[place].kind, look)
        page.set_row(top + 1 + number, _LINE * _lines_of(row, wide, style.zone))
    below = top + 1 + len(sheet.rows)
    for number, row in enumerate(sheet.sums):
        for place, cell in enumerate(row):
            _write(page, style, (below + number, place), cell, sheet.columns[place].kind, "sum")
    _room(page, style, sheet, below)
    _choices(page, sheet, (top + 1, below + sheet.room), lists)
    _paper(page, top)


def _heads(page: Any, style: _Style, sheet: Sheet) -> int:  # noqa: ANN401
    """Write title and remarks across the table; return the row of the headings."""
    last = len(sheet.columns) - 1
    heads = [*([(sheet.title, "title")] if sheet.title else []), *((remark, "remark") for remark in sheet.remarks)]
    for row, (text, look) in enumerate(heads):
        if last:
            page.merge_range(row, 0, row, last, "", style.of("", look))
        page.write_string(row, 0, text, style.of("", look))
        page.set_row(row, 30 if look == "title" else 20)
    return len(heads)


def _write(page: Any, style: _Style, at: tuple[int, int], cell: Cell, kind: str, look: str) -> None:  # noqa: ANN401
    match cell:
        case None:
            page.write_blank(*at, None, style.of(kind, look))
        case Money() if abs(cell.minor) < _EXACT:
            page.write_number(*at, cell.minor / 100, style.of("money", look))
        case bool():
            page.write_string(*at, str(cell), style.of("text", look))
        case int() if abs(cell) < _EXACT:
            page.write_number(*at, cell, style.of("number", look))
        case datetime():
            page.write_datetime(*at, cell.astimezone(ZoneInfo(style.zone)).replace(tzinfo=None), style.of("instant", look))
        case date():
            page.write_datetime(*at, datetime.combine(cell, datetime.min.time()), style.of("date", look))
        case _:
            page.write_string(*at, str(cell), style.of("text", look))


def _room(page: Any, style: _Style, sheet: Sheet, below: int) -> None:  # noqa: ANN401
    for row in range(below, below + sheet.room):
        for place, column in enumerate(sheet.columns):
            page.write_blank(row, place, None, style.of(column.kind))


def _choices(page: Any, sheet: Sheet, rows: tuple[int, int], lists: list[tuple[str, ...]]) -> None:  # noqa: ANN401
    """Offer what may be chosen in a column as a drop-down list; the lists stand on a hidden sheet, as long ones have no room elsewhere."""
    for place, column in enumerate(sheet.columns):
        if column.choices and rows[1] > rows[0]:
            if column.choices not in lists:
                lists.append(column.choices)
            letter = _letter(lists.index(column.choices))
            source = f"={_LISTS}!${letter}$1:${letter}${len(column.choices)}"
            page.data_validation(rows[0], place, rows[1] - 1, place, {"validate": "list", "source": source})


def _lists(book: Any, lists: Iterable[tuple[str, ...]]) -> None:  # noqa: ANN401
    kept = list(lists)
    if not kept:
        return
    page = book.add_worksheet(_LISTS)
    page.hide()
    for place, choices in enumerate(kept):
        for row, choice in enumerate(choices):
            page.write_string(row, place, choice)


def _letter(place: int) -> str:
    assert place < _LETTERS
    return chr(ord("A") + place)


def _paper(page: Any, heading: int) -> None:  # noqa: ANN401
    """Lay the sheet out for A4 paper across, its headings on every page."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(heading)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.set_footer("&C&P / &N")
    page.center_horizontally()


def _width(sheet: Sheet, place: int, zone: str) -> float:
    """Return how wide a column has to be for what stands in it, in cells: Chinese characters are two wide."""
    column = sheet.columns[place]
    texts = [column.heading, *(_shown(row[place], zone) for row in (*sheet.rows, *sheet.sums)), *column.choices]
    return min(max(_SHORTEST, *(width(line) + 3 for text in texts for line in text.split("\n"))), _LONGEST)


def _shown(cell: Cell, zone: str) -> str:
    return str(cell) if isinstance(cell, Money) else _plain(cell, zone)


def _lines_of(row: tuple[Cell, ...], wide: list[float], zone: str) -> int:
    """Return how many lines a row needs, as its longest cell is broken."""
    texts = ((_shown(cell, zone), wide[place] - 3) for place, cell in enumerate(row))
    return max((sum(max(1, -int(-width(line) // cells)) for line in text.split("\n")) for text, cells in texts), default=1)


_LINE = 17  # points
_LISTS = "_lists"
_LETTERS = 26
