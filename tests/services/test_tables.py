"""Tables from outside: what is read, and what is refused before it can do harm."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from engine.services.faults import FileUnreadable
from engine.services.tables import LARGEST, MOST_ROWS, table


def xlsx(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_either_encoding(encoding: str):
    found = table("a.csv", "姓名,班\n王方,一班\n".encode(encoding))
    assert (found.headings, found.rows) == (("姓名", "班"), ((2, ("王方", "一班")),))


def test_the_headings_are_found_below_what_an_office_writes_above_them():
    text = "中国工商银行,,\n账号：1718,,\n\n交易日期,摘要,余额\n20110301,利息,1.00\n"
    found = table("a.csv", text.encode(), {"交易日期", "摘要"})
    assert (found.headings, found.heading) == (("交易日期", "摘要", "余额"), 4)


def test_an_amount_is_read_as_the_spreadsheet_shows_it():
    found = table("a.xlsx", xlsx(("amount",), (0.1 + 0.2,), (12,), (499.99,)))
    assert [cells[0] for _, cells in found.rows] == ["0.3", "12", "499.99"]


def test_a_formula_is_named_by_its_place():
    found = table("a.xlsx", xlsx(("name", "amount"), ("a", "=1+1"), ("b", "2")))
    assert found.formulas == {(2, 1)}


def _refused(content: bytes) -> str:
    with pytest.raises(FileUnreadable) as told:
        table("a.xlsx", content)
    return str(told.value.facts["why"])


def _packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def test_macros_are_refused():
    assert _refused(_packed(xl__vbaProject_dot_bin=b"x")) == "macros"


def test_an_archive_that_unpacks_to_too_much_is_refused_without_being_unpacked():
    bomb = _packed(**{f"part{number}": b"0" * 30_000_000 for number in range(4)})
    assert len(bomb) < LARGEST
    assert _refused(bomb) == "bomb"


def test_a_document_type_is_refused():
    assert _refused(_packed(xl__workbook_dot_xml=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')) == "xlsx"


def test_a_damaged_archive_is_refused():
    packed = bytearray(_packed(xl__workbook_dot_xml=b"<a/>" * 1000))
    begins = packed.find(b"xl/workbook.xml") + len("xl/workbook.xml")
    packed[begins : begins + 6] = b"\xff" * 6
    assert _refused(bytes(packed)) == "xlsx"


def test_a_file_that_is_too_large_or_broken_or_empty_is_refused():
    assert _refused(b"a" * (LARGEST + 1)) == "large"
    assert _refused(b"PK\x03\x04 no archive") == "xlsx"
    assert _refused(b"\n\n") == "empty"
    assert _refused(("a\n" + "1\n" * (MOST_ROWS + 40)).encode()) == "rows"
