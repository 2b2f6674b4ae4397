"""Columns and line ends are counted in cells: a Chinese character is two wide."""

from __future__ import annotations

import pytest

from cli.widths import harmless, pad, short, table, wrap
from engine.messages.cells import width


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("班长", 4), ("￥５", 4), ("é", 1), ("e\u0301", 1), ("a\u200bb", 2), ("𠮷", 2)]
)
def test_width(text: str, cells: int):
    assert width(text) == cells


def test_pad_fills_up_to_cells():
    assert pad("班", 4) == "班  "


def test_columns_are_flush_under_wide_characters():
    told = table([("一班", "12.00元"), ("second squad", "1,200.00元")], ("unit", "amount"), right=(1,))
    assert told.split("\n") == [
        "unit              amount",
        "一班             12.00元",
        "second squad  1,200.00元",
    ]


@pytest.mark.parametrize(
    ("text", "expected"), [("abcdef", "abcdef"), ("abcdefg", "abcde…"), ("一二三", "一二三"), ("一二三四", "一二…"), ("a\nb", "a b")]
)
def test_what_is_too_long_is_cut_to_one_line(text: str, expected: str):
    assert short(text, 6) == expected


def test_what_steers_a_terminal_is_not_obeyed():
    assert harmless("a\x1b[2Jb\n\tc\x07\x9b") == "a�[2Jb\n\tc��"


def test_the_colours_of_problems_are_kept():
    assert harmless("\x1b[1;31merror\x1b[0m \x1b[8mhidden") == "\x1b[1;31merror\x1b[0m �[8mhidden"


def test_a_table_of_nothing_is_empty():
    assert table([]) == ""


@pytest.mark.parametrize("cells", [20, 31, 47, 80])
def test_no_line_is_wider_than_asked(cells: int):
    text = "依据以中文或英文书写的章程，办理组织的审批和治理事项。 Every decision names its article, and nothing is lost on the way."
    lines = wrap(text, cells).split("\n")
    assert all(width(line) <= cells + 2 for line in lines)  # a full stop may stand over the edge rather than begin a line
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_no_line_begins_with_a_full_stop():
    assert wrap("一二三四五六七八九十。", 20) == "一二三四五六七八九十。"


def test_lines_are_indented_and_paragraphs_kept():
    assert wrap("a\n\nb", 40, 2) == "  a\n\n  b"
