"""A table that somebody sends, from CSV or XLSX, as rows of text with the numbers that a spreadsheet shows; alone knows openpyxl.

What comes from outside is not trusted: no macros, no formulas (they are named as faults), no archive that unpacks to more than it should,
no document types in its XML (defusedxml, which openpyxl takes by itself, refuses entities).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from engine.records import record
from engine.services.faults import FileUnreadable

if TYPE_CHECKING:
    from zipfile import ZipFile

MOST_ROWS = 20_000
LARGEST = 10 * 1024 * 1024  # of a file, in bytes
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 1_000  # of a workbook
MOST_COLUMNS = 200
_HEADS = 30  # rows within which the headings stand: banks and offices write titles above
_CHUNK = 1024 * 1024

Line = tuple[int, tuple[str, ...], frozenset[int]]


@record
class Table:
    """Headings and rows; a row has its number in the file, and one text for each heading.

    `heading` is the number of the row of headings, `formulas` are the cells (row, place) that hold one.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    heading: int = 1


def table(file: str, content: bytes, known: Collection[str] = ()) -> Table:
    """Read a table by its content: XLSX, or CSV as UTF-8 (with or without mark) or GB18030. Raises FileUnreadable.

    Its headings stand in the row that has most of those that are `known` (in lower case), else in the first that is not empty.
    """
    if len(content) > LARGEST:
        raise FileUnreadable(file=file, why="large")
    lines = _sheet(file, content) if content.startswith(b"PK\x03\x04") else _lines(file, content)
    told = [(number, cells, formulas) for number, cells, formulas in lines if any(cells)]
    if not told:
        raise FileUnreadable(file=file, why="empty")
    if len(told) > MOST_ROWS + _HEADS:
        raise FileUnreadable(file=file, why="rows")
    first = max(range(min(len(told), _HEADS)), key=lambda place: (_score(told[place][1], known), -place))
    headings = _trimmed(told[first][1])
    wide = len(headings)
    rows = tuple((number, (*_trimmed(cells), *("",) * (wide - len(_trimmed(cells))))) for number, cells, _ in told[first + 1 :])
    formulas = frozenset((number, place) for number, _, places in told[first + 1 :] for place in places)
    return Table(headings, rows, formulas, told[first][0])


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return cells without the empty ones after the last that is filled."""
    filled = [place for place, cell in enumerate(cells) if cell]
    return cells[: filled[-1] + 1] if filled else ()


def _score(cells: tuple[str, ...], known: Collection[str]) -> int:
    return sum(cell.strip().lower() in known for cell in cells)


def _lines(file: str, content: bytes) -> Iterator[Line]:
    text = _decoded(file, content)
    head = "\n".join(text.split("\n", _HEADS)[:_HEADS])
    delimiter = max((",", "\t", ";", "，"), key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, tuple(cell.strip() for cell in cells[:MOST_COLUMNS]), frozenset()
    except csv.Error as error:
        raise FileUnreadable(file=file, why=f"CSV, {reader.line_num}: {error}") from None


def _decoded(file: str, content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileUnreadable(file=file, why="encoding")


def _sheet(file: str, content: bytes) -> Iterator[Line]:
    """Yield the rows of the first sheet. Damaged files make libraries fail in many ways; all of them mean the same to the reader."""
    from zipfile import ZipFile

    from openpyxl import load_workbook

    rows = []
    try:
        with ZipFile(io.BytesIO(content)) as parts:
            why = _suspect(parts)
        if why is None:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            rows = [
                (tuple(_cell(cell.value) for cell in row), frozenset(place for place, cell in enumerate(row) if cell.data_type == "f"))
                for row in book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2 * _HEADS, max_col=MOST_COLUMNS)
            ]
    except Exception:  # noqa: BLE001
        why = "xlsx"
    if why is not None:
        raise FileUnreadable(file=file, why=why)
    yield from ((number, cells, formulas) for number, (cells, formulas) in enumerate(rows, 1))


def _suspect(parts: ZipFile) -> str | None:
    """Return why a workbook is not read, unpacking it only as far as is allowed; None where nothing is wrong with it."""
    names = parts.namelist()
    if len(names) > MOST_PARTS:
        return "bomb"
    if any(name.lower().endswith("vbaproject.bin") or "/activex/" in name.lower() for name in names):
        return "macros"
    unpacked = 0
    for name in names:
        with parts.open(name) as part:
            first = True
            while chunk := part.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > LARGEST_UNPACKED:
                    return "bomb"
                if first and b"<!DOCTYPE" in chunk[:4096]:
                    return "xlsx"
                first = False
    return None


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime() if value.time() != time():
            return f"{value:%Y-%m-%d %H:%M}"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return f"{value:.15g}"  # what a spreadsheet shows: fifteen digits, not the binary fraction
    return str(value).strip()
