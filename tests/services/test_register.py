"""Lists of members: from CSV in three encodings and from XLSX, every fault with its row and column."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook
from team import FILES, FOUNDED

from engine.charter import Charter
from engine.services.faults import BadRegister, FileUnreadable
from engine.services.found import read_register

HEADINGS = "name,unit,office,since,until,paper\n"
LISTED = (FILES / "members.csv").read_text(encoding="utf-8")


def read(charter: Charter, content: bytes, file: str = "members.csv"):
    return read_register(file, content, charter, FOUNDED)


def faults(charter: Charter, rows: str):
    with pytest.raises(BadRegister) as caught:
        read(charter, (HEADINGS + rows).encode())
    return [(fault.row, fault.column, fault.key) for fault in caught.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_any_encoding_that_spreadsheets_write(charter: Charter, encoding: str):
    people = read(charter, LISTED.encode(encoding))
    assert [member.id for member in people.members] == ["刘洋", "陈静", "赵敏", "王前", "孙丽"]
    assert [(tenure.member, tenure.role, tenure.unit) for tenure in people.tenures][-1] == ("赵敏", "squad leader", "second squad")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_any_delimiter(charter: Charter, delimiter: str):
    assert len(read(charter, LISTED.replace(",", delimiter).encode()).members) == 5


def test_xlsx_is_read_by_its_content(charter: Charter):
    book = Workbook()
    for row in [line.split(",") for line in LISTED.splitlines()]:
        book.active.append([date.fromisoformat(cell) if cell.startswith("2011-") else cell or None for cell in row])
    content = io.BytesIO()
    book.save(content)
    assert read(charter, content.getvalue(), "members") == read(charter, LISTED.encode())


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "empty"), (b"\n\n", "empty"), (b"PK\x03\x04broken", "xlsx"), (b"\xff\xfe\x00n\x00a", "encoding")]
)
def test_what_is_no_table_is_told(charter: Charter, content: bytes, why: str):
    with pytest.raises(FileUnreadable) as caught:
        read(charter, content)
    assert caught.value.facts["why"] == why


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("", [(1, "name", "nobody")]),
        (",,,,,\n,first squad,,,,\n", [(3, "name", "no_name")]),
        ("甲,third squad,,,,\n", [(2, "unit", "unknown_cell")]),
        ("甲,,captain,,,paper\n", [(2, "office", "unknown_cell")]),
        ("甲,,leader,,,\n", [(2, "paper", "no_paper")]),
        ("甲,,squad leader,,,paper\n", [(2, "unit", "office_needs_unit")]),
        ("甲,,,2011-02-30,,\n", [(2, "since", "no_day")]),
        ("甲,,,2011-03-01,2011-03-01,\n", [(2, "until", "ends_before")]),
        ("甲,,leader,,,paper\n乙,,leader,,,paper\n", [(3, "office", "no_seat")]),
        ("甲,,leader,2011-06-01,2011-09-01,paper\n乙,,leader,2011-03-01,2011-06-02,paper\n", [(3, "office", "no_seat")]),
        ("甲,first squad,,,,\n甲,second squad,leader,,,paper\n", [(3, "unit", "differs")]),
        ("甲,,,,,\n甲,,,,,\n", [(3, "name", "twice")]),
    ],
)
def test_every_fault_is_told_with_row_and_column(charter: Charter, rows: str, expected: list[tuple[int, str, str]]):
    assert faults(charter, rows) == expected


def test_a_seat_may_be_filled_again_once_it_is_free(charter: Charter):
    rows = "甲,,leader,2011-03-01,2011-06-01,paper\n乙,,leader,2011-06-01,,paper\n"
    assert len(read(charter, (HEADINGS + rows).encode()).tenures) == 2


def test_all_faults_are_told_at_once(charter: Charter):
    assert len(faults(charter, "甲,,captain,nodate,,\n,,,,,\n乙,,leader,,,\n")) == 3


def test_headings_are_told_where_they_are_unknown_twice_or_missing(charter: Charter):
    with pytest.raises(BadRegister) as caught:
        read(charter, "unit,unit,mane\n一班,一班,甲\n".encode())
    assert [(fault.column, fault.key) for fault in caught.value.faults if fault.row == 1] == [
        ("unit", "heading_twice"),
        ("mane", "unknown_heading"),
        ("name", "no_heading"),
    ]


def test_one_person_may_hold_two_offices_and_two_may_share_a_name(charter: Charter):
    people = read(charter, (HEADINGS + "甲,,leader,,,paper\n甲,first squad,squad leader,,,paper\n王芳1,,,,,\n王芳2,,,,,\n").encode())
    assert [(member.id, member.name, member.unit) for member in people.members] == [
        ("甲", "甲", "first squad"),
        ("王芳1", "王芳", None),
        ("王芳2", "王芳", None),
    ]


def test_a_tenure_ends_with_its_term_unless_the_list_says_when(charter: Charter):
    people = read(charter, (HEADINGS + "甲,,leader,2011-02-01,,paper\n乙,,treasurer,,2011-06-01,paper\n").encode())
    assert [tenure.end for tenure in people.tenures] == [date(2012, 2, 1), date(2011, 6, 1)]
