"""Problems as people see them: place first, carets right under the words, second places, what helps; and as plain data."""

from __future__ import annotations

import pytest

from engine.messages.rendering import as_json, text, written
from engine.problems import Label, Problem, Span

CHINESE = "章程“小队”（Team）。\n队长：任期一年。\n\t队长任期长期。\n"
SOURCES = {"a.rules": CHINESE, "b.rules": "role chair (队长).\r\nchair: term one year.\r\n"}
RULES_2 = "rules 2\x1e规则二"


def at(start: int, end: int, file: str = "a.rules") -> Span:
    before = SOURCES[file][:start]
    return Span(file, start, end, before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1)


def place(words: str, file: str = "a.rules") -> Span:
    start = SOURCES[file].index(words)
    return at(start, start + len(words), file)


CONFLICT = Problem(
    "CH0402",
    "error",
    place("任期长期"),
    {"property": "term", "name": "队长", "article": RULES_2},
    (Label(place("任期一年"), "settled", {"article": ""}),),
)


def test_carets_stand_right_under_wide_characters():
    assert text(CONFLICT, SOURCES, "zh").split("\n") == [
        "错误[CH0402]：“队长”的任期有两种规定",
        " --> a.rules:3:4〔规则二〕",
        "  |",
        "2 | 队长：任期一年。",
        "  |       -------- 此处另有规定",
        "3 |  队长任期长期。",
        "  |      ^^^^^^^^",
        "  = 建议：删去一处，或者让一条优先：“优先于……的任期”",
    ]


def test_the_same_problem_in_the_other_tongue():
    assert text(CONFLICT, SOURCES, "en").split("\n") == [
        "error[CH0402]: term of `队长` is settled in two ways",
        " --> a.rules:3:4 [rules 2]",
        "  |",
        "2 | 队长：任期一年。",
        "  |       -------- settled here otherwise",
        "3 |  队长任期长期。",
        "  |      ^^^^^^^^",
        "  = help: drop one, or let one article prevail: `prevails over … for term`",
    ]


def test_a_second_place_in_another_file_is_named():
    label = Label(place("term one year", "b.rules"), "settled", {"article": RULES_2})
    drawn = text(Problem("CH0402", "warning", place("任期长期"), {"property": "term", "name": "队长"}, (label,)), SOURCES, "en")
    assert drawn.split("\n")[3:8] == [
        "3 |  队长任期长期。",
        "  |      ^^^^^^^^",
        " --> b.rules:2:8",
        "  |",
        "2 | chair: term one year.",
    ]
    assert "------------- settled here otherwise [rules 2]" in drawn


def test_what_goes_over_lines_is_marked_on_its_first():
    start = CHINESE.index("（Team）")
    drawn = text(Problem("CH0104", "error", at(start, start + 12), {"found": "队长"}), SOURCES, "zh").split("\n")
    assert drawn[3:5] == ["1 | 章程“小队”（Team）。", "  |           ^^^^^^^^^^"]


def test_the_end_of_a_file_has_a_caret_too():
    end = len(CHINESE)
    drawn = text(Problem("CH0110", "error", Span("a.rules", end, end, 4, 1), {"limit": "1 MiB"}), SOURCES, "en").split("\n")
    assert drawn[3:5] == ["4 |", "  | ^"] or drawn[3:5] == ["4 | ", "  | ^"]


def test_an_accepted_warning_tells_its_reason_in_the_place_of_help():
    problem = Problem("CH0404", "info", place("队长"), {"name": "队长", "elector": "班长", "accepted": "as decided\x1e照录"})
    assert text(problem, SOURCES, "en").split("\n")[-1] == "  = accepted: as decided"
    assert text(problem, SOURCES, "zh").split("\n")[-1] == "  = 已接受：照录"
    assert as_json(problem, SOURCES)["accepted"] == {"en": "as decided", "zh": "照录"}


def test_colour_says_nothing_that_is_not_said_without_it():
    plain, coloured = text(CONFLICT, SOURCES, "en"), text(CONFLICT, SOURCES, "en", colour=True)
    assert "\x1b[" not in plain
    assert "\x1b[1;31merror[CH0402]\x1b[0m: " in coloured
    stripped = coloured.replace("\x1b[1;31m", "").replace("\x1b[31m", "").replace("\x1b[0m", "")
    assert stripped == plain


def test_as_data_it_is_stable_and_in_both_tongues():
    data = as_json(CONFLICT, SOURCES)
    assert list(data) == [
        *("code", "severity", "file", "line", "column", "start", "end", "article"),
        *("message_en", "message_zh", "help_en", "help_zh", "accepted", "labels"),
    ]
    assert (data["line"], data["column"], data["end"] - data["start"]) == (3, 4, 4)
    assert data["article"] == {"en": "rules 2", "zh": "规则二"}
    assert data["message_zh"] == "“队长”的任期有两种规定"
    assert [(each["line"], each["label_en"]) for each in data["labels"]] == [(2, "settled here otherwise")]


@pytest.mark.parametrize(
    ("expected", "said"), [("<duration>\x1fpermanent\x1f<end>", "a duration, `permanent` or the end of the sentence"), ("by", "`by`")]
)
def test_words_that_fit_are_listed(expected: str, said: str):
    problem = Problem("CH0102", "error", place("任期长期"), {"found": "x", "after": "term", "expected": expected, "close": ""})
    assert text(problem, SOURCES, "en").split("\n")[0] == f"error[CH0102]: after `term` expected {said}, found `x`"


def test_long_text_at_fault_is_shortened_in_its_middle():
    source = {"c.rules": "a" * 100}
    assert written(Span("c.rules", 0, 100, 1, 1), source) == f"{'a' * 30} … {'a' * 20}"
