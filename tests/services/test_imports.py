"""Rosters and lists that are taken in: all or nothing, and with any fault the table comes back with what is wrong beside every row."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from team import FOUNDED

from cli.funnel import row_words
from engine.services.exports import cases, empty_cases, empty_roster, how, roster
from engine.services.faults import BadTable
from engine.services.imports import returned, take_cases, take_roster
from engine.services.logs import verify
from engine.services.member_pages import list_members
from engine.services.scene import Clock, look
from engine.services.workbooks import Sheet, workbook
from engine.store.book import Book

NOW = Clock(FOUNDED)
HEAD = "姓名,类别,单位,职务,起,止,依据\n"
TEN_FAULTS = (
    HEAD
    + ",,一班,,,,x\n"  # no name
    + "甲,党员,一班,,,,x\n"  # the charter has no such category
    + "乙,,三班,,,,x\n"  # no such squad
    + "丙,,一班,干事,,,x\n"  # no such office
    + "丁,,一班,,昨天,,x\n"  # no day
    + "戊,,一班,,,,\n"  # no paper
    + "己,,一班,,2031-01-01,,x\n"  # not yet
    + "庚,,一班,班长,,,x\n"  # offices are entered elsewhere
    + "辛,,一班,,2011-02-02,2011-02-01,x\n"  # ends before it begins
    + "王前,,二班,,,,\n"  # changed without a paper
    + "壬,,一班,,,,会议记录\n"  # nothing wrong
)


def people(book: Book) -> list[tuple[str, str | None]]:
    with book.reading() as reading:
        return [(each.id, each.unit.id if each.unit else None) for each in list_members(reading, NOW)[0]]


def bytes_of(book: Book, sheets: tuple[Sheet, ...]) -> bytes:
    with book.reading() as reading:
        return workbook(sheets, how(reading, look(reading, NOW).charter))


def test_a_roster_with_ten_faults_changes_nothing_and_comes_back_with_ten_reasons(book: Book):
    before, head = people(book), _head(book)
    with pytest.raises(BadTable) as told:
        take_roster(book, "名册.csv", TEN_FAULTS.encode("gb18030"), {}, "刘洋", NOW, dry=False)
    assert (people(book), _head(book)) == (before, head)
    assert [fault.row for fault in told.value.faults] == list(range(2, 12))
    with book.reading() as reading:
        charter = look(reading, NOW).charter
    sheet = returned(told.value, charter, None, lambda fault: row_words("zh", fault), "zh")
    page = load_workbook(io.BytesIO(bytes_of(book, (sheet,)))).worksheets[0]
    rows = list(page.iter_rows())
    assert [cell.value for cell in rows[0]][-1] == "错误原因"
    reasons = [row[-1].value for row in rows[1:]]
    assert len([each for each in reasons[:10] if each]) == 10
    assert reasons[10] is None
    assert len(set(reasons[:10])) >= 9  # a paper is missing twice
    coloured = [cell.coordinate for row in rows for cell in row if cell.fill.fgColor.rgb == "FFFFC7CE"]
    assert {"A2", "B3", "C4", "D5", "E6", "G7", "E8", "D9", "G11"} <= set(coloured)


def _head(book: Book) -> tuple[int, str]:
    with book.reading() as reading:
        return reading.head()


def test_what_came_back_can_be_mended_and_sent_again(book: Book):
    with pytest.raises(BadTable) as told:
        take_roster(book, "a.csv", (HEAD + "甲,,一班,,,,\n").encode(), {}, "刘洋", NOW, dry=False)
    with book.reading() as reading:
        charter = look(reading, NOW).charter
    sheet = returned(told.value, charter, None, lambda fault: row_words("zh", fault), "zh")
    took, _ = take_roster(book, "a.xlsx", bytes_of(book, (sheet,)), {"paper": "会议记录"}, "刘洋", NOW, dry=False)
    assert took.new == ("甲",)


def test_new_members_and_changes_are_entered_each_with_its_paper(book: Book):
    text = HEAD + "甲,,一班,,2011-02-20,,申请1号\n王前,,二班,,,,调班2号\n孙丽,,二班,,,,\n"
    trial, _ = take_roster(book, "a.csv", text.encode(), {}, "刘洋", NOW, dry=True)
    assert (trial.new, trial.changed, trial.same, trial.written) == (("甲",), ("王前",), 1, False)
    assert len(people(book)) == 5
    took, _ = take_roster(book, "a.csv", text.encode(), {}, "刘洋", NOW, dry=False)
    assert took.written
    assert dict(people(book)) | {"甲": "first squad", "王前": "second squad"} == dict(people(book))
    with book.reading() as reading:
        assert not verify(reading).findings
        last = list(reading.entries())[-2:]
    assert [(entry.verb, "申请1号" in entry.body, "调班2号" in entry.body) for entry in last] == [
        ("add member", True, False),
        ("change member", False, True),
    ]
    again, _ = take_roster(book, "a.csv", text.encode(), {}, "刘洋", NOW, dry=False)
    assert (again.new, again.changed) == ((), ())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_exported_roster_says_nothing_new_and_an_empty_one_nothing(book: Book, lang: str):
    with book.reading() as reading:
        sheets, _ = roster(reading, NOW, lang)  # type: ignore[arg-type]
        empty, _ = empty_roster(reading, NOW, lang)  # type: ignore[arg-type]
    took, _ = take_roster(book, "a.xlsx", bytes_of(book, sheets), {}, "刘洋", NOW, dry=False)
    assert (took.new, took.changed, took.same) == ((), (), 5)
    with pytest.raises(BadTable) as told:
        take_roster(book, "a.xlsx", bytes_of(book, empty), {}, "刘洋", NOW, dry=False)
    assert [fault.key for fault in told.value.faults] == ["nobody"]


def test_a_list_of_cases_is_drafted_whole_or_not_at_all(book: Book):
    good = 'donor,amount,募捐人\n甲公司,"1,280.50",王前\n乙店,3,\n'
    bad = good + "丙,1.234,\n,5,\n丁,5,王钱\n"
    with pytest.raises(BadTable) as told:
        take_cases(book, "donation", "a.csv", bad.encode(), "陈静", NOW, dry=False)
    assert [(fault.row, fault.key) for fault in told.value.faults] == [(4, "bad_value"), (5, "needed"), (6, "no_member")]
    with book.reading() as reading:
        assert reading.cases() == ()
    took, _ = take_cases(book, "善款", "a.csv", good.encode("gb18030"), "陈静", NOW, dry=False)
    assert took.new == ("JK-2011-001", "JK-2011-002")
    with book.reading() as reading:
        sheets, _ = cases(reading, "donation", NOW, "zh")
        assert not verify(reading).findings
    assert [row[4:7] for row in sheets[0].rows] == [("甲公司", sheets[0].rows[0][5], "王前"), ("乙店", sheets[0].rows[1][5], None)]


def test_an_empty_list_offers_what_may_be_chosen(book: Book):
    with book.reading() as reading:
        sheets, _ = empty_cases(reading, "donation", NOW, "zh")
    page = load_workbook(io.BytesIO(bytes_of(book, sheets))).worksheets[0]
    offered = page.data_validations.dataValidation
    assert [str(each.sqref) for each in offered] == ["C2:C202"]
    assert page.freeze_panes == "A2"
    assert page["A5"].number_format == "@"
