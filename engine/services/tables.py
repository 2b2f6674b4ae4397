"""A table of people, from CSV or XLSX, as rows of text with the numbers that a spreadsheet shows; alone knows openpyxl."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime

from engine.records import record
from engine.services.faults import FileUnreadable

MOST_ROWS = 100_000


@record
class Table:
    """Headings and rows; a row has its number in the file, and one text for each heading."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def table(file: str, content: bytes) -> Table:
    """Read a table by its content: XLSX, or CSV as UTF-8 (with or without mark) or GB18030. Raises FileUnreadable."""
    lines = _sheet(file, content) if content.startswith(b"PK\x03\x04") else _lines(file, content)
    told = [(number, cells) for number, cells in lines if any(cells)]
    if not told:
        raise FileUnreadable(file=file, why="empty")
    headings = told[0][1]
    rows = tuple((number, (*cells, *("",) * (len(headings) - len(cells)))) for number, cells in told[1 : MOST_ROWS + 1])
    return Table(headings, rows)


def _lines(file: str, content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    text = _decoded(file, content)
    first = text.split("\n", 1)[0]
    delimiter = max((",", "\t", ";", "，"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, tuple(cell.strip() for cell in cells)
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


def _sheet(file: str, content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows of the first sheet. The library has many ways to fail on a damaged file; all of them mean the same to the reader."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = [tuple(map(_cell, row)) for row in book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS)]
    except Exception:  # noqa: BLE001
        raise FileUnreadable(file=file, why="xlsx") from None
    yield from enumerate(rows, 1)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value).strip()
