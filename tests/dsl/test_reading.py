"""Files cut into sentences: tongue, ends, headings, quotations, comments, table rows, and marks that are not closed."""

from __future__ import annotations

import pytest
from cutting import reading_of
from hypothesis import given, settings
from hypothesis import strategies as st
from work import work

from engine.dsl.reading import MAX_BYTES, MAX_NESTING, MAX_QUOTATION, read
from engine.problems import Problems
from engine.values import Lang


def sentences(text: str, lang: Lang = "en") -> list[str]:
    return [" ".join(raw.text.split()) for raw in reading_of(text, lang)[0].sentences]


def problems(text: str, lang: Lang = "en") -> list[str]:
    return reading_of(text, lang)[1]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ('charter "x".', "en"),
        ("章程“x”。", "zh"),
        ("# 注释在前\n\ncharter “章程”.", "en"),
        ("＃ a comment\n章程“x”。", "zh"),
        ("\ufeff章程“x”。", "zh"),
        ("role commander.", "en"),
        ("连长：任期一年。", "zh"),
        ("commander: term.", "en"),
        ("", "en"),
        ("# only a comment", "en"),
    ],
)
def test_the_tongue_is_that_of_the_first_word(text: str, lang: str):
    assert read(text, "f", Problems()).lang == lang


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("role a. role b.", "en", ["role a.", "role b."]),
        ("role a:\n  of b.\n  of c.", "en", ["role a: of b.", "of c."]),
        ("article 7.2 is 1.5. role b.", "en", ["article 7.2 is 1.5.", "role b."]),
        ("role a", "en", ["role a"]),
        ('charter "a. b. c". role b.', "en", ['charter "a. b. c".', "role b."]),
        ("职务甲。职务乙。", "zh", ["职务甲。", "职务乙。"]),
        ("奖励线为1.2万元.职务乙.", "zh", ["奖励线为1.2万元.", "职务乙."]),
        ("依照规则7.2。", "zh", ["依照规则7.2。"]),
        ("条文一“甲。乙。”（“A. B.”）。职务丙。", "zh", ["条文一“甲。乙。”（“A. B.”）。", "职务丙。"]),
        ("章程“a”（“b”）．职务乙｡", "zh", ["章程“a”（“b”）．", "职务乙｡"]),
    ],
)
def test_sentences_end_at_full_stops_and_not_at_headings(text: str, lang: str, expected: list[str]):
    assert sentences(text, lang) == expected


def test_comments_are_kept_and_part_nothing():
    reading, told = reading_of("# one\nrole a # two. three\n  of b. ＃ four\n# five", "en")
    assert [(c.text, c.span.line, c.span.column, c.alone) for c in reading.comments] == [
        ("# one", 1, 1, True),
        ("# two. three", 2, 8, False),
        ("＃ four", 3, 9, False),
        ("# five", 4, 1, True),
    ]
    assert [raw.source.plain[raw.start : raw.end].split() for raw in reading.sentences] == [["role", "a", "of", "b."]]
    assert told == []


def test_a_hash_in_a_quotation_is_text():
    assert sentences('charter "a # b".') == ['charter "a # b".']


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way(newline: str):
    reading, _ = reading_of(f"role a.{newline}{newline}# c{newline}role b.", "en")
    assert [(raw.span.line, raw.span.column) for raw in reading.sentences] == [(1, 1), (4, 1)]


def test_rows_belong_to_the_sentence_before_them():
    reading, told = reading_of("table a:\n  | x | y | # why\n\n  # between\n  | 1. | 2 |\nrole b.", "en")
    first, second = reading.sentences
    assert [first.source.text[start:end] for start, end in first.rows] == ["| x | y |", "| 1. | 2 |"]
    assert second.text == "role b."
    assert len(reading.comments) == 2
    assert told == []


def test_rows_belong_to_a_sentence_that_has_ended_too():
    (first, second) = reading_of("table a.\n| x |\nrole b.", "en")[0].sentences
    assert (first.text, len(first.rows), second.text) == ("table a.\n| x |", 1, "role b.")


def test_a_bar_within_a_line_is_no_row():
    assert reading_of("table a | x |.", "en")[0].sentences[0].rows == ()


@pytest.mark.parametrize(
    ("text", "problem", "rest"),
    [
        ('article 1 "One.\nrole a.\nrole b.', "CH0101 error 1:11", ["role a.", "role b."]),
        ("article 1 “One.\nrole a “x”.\nrole b.", "CH0101 error 1:11", ["role a “x”.", "role b."]),
        ("role a (甲.\nrole b (乙).", "CH0101 error 1:8", ["role b (乙)."]),
        ("role a [assumed.\nrole b.", "CH0101 error 1:8", ["role b."]),
        ("role 「a.\nrole b 「c」.", "CH0101 error 1:6", ["role b 「c」."]),
        ("role 《a.\nrole b.", "CH0101 error 1:6", ["role b."]),
        ('scenario "one:\n  role a.\nrole b.', "CH0101 error 1:10", ["role a.", "role b."]),
        ('article 1 "One".\nrole a (“甲.\nrole b.', "CH0101 error 2:9", ["role b."]),
    ],
)
def test_a_mark_that_is_not_closed_spoils_its_own_sentence_only(text: str, problem: str, rest: list[str]):
    reading, told = reading_of(text, "en")
    assert told == [problem]
    assert [raw.text for raw in reading.sentences if not raw.broken][-len(rest) :] == rest
    assert sum(raw.broken for raw in reading.sentences) == 1


def test_ten_mistakes_are_ten_problems():
    text = "\n".join(f"role a{n} {opener}x." for n, opener in enumerate('(「“"[《(「“"'))
    assert [told.split()[0] for told in problems(text)] == ["CH0101"] * 10


@pytest.mark.parametrize(("text", "place"), [("role a).", "1:7"), ("role a”.", "1:7"), ("role a].", "1:7"), ("role (a].", "1:8")])
def test_a_mark_that_was_never_opened_is_reported_and_skipped(text: str, place: str):
    assert f"CH0101 error {place} unopened" in problems(text)


def test_a_quotation_may_run_over_lines():
    text = 'article 1 "The committee decides.\n  It meets at times:\n  often." (“甲。\n乙。”).\nrole b.'
    assert problems(text) == []
    assert len(sentences(text)) == 2


@pytest.mark.parametrize(("size", "count"), [(MAX_QUOTATION - 2, 0), (MAX_QUOTATION, 1)])
def test_a_quotation_has_a_greatest_length(size: int, count: int):
    assert len(problems(f'charter "{"a" * size}".')) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("role a [assumed].", []),
        ("role a 【Assumed】 .", []),
        ("role a [assume].", ["CH0113 error 1:8"]),
        ("role a []。", ["CH0113 error 1:8"]),
        ("[assumed] role a.", ["CH0113 error 1:1 first"]),
        ("role a. [assumed] role b.", ["CH0113 error 1:9 first"]),
    ],
)
def test_square_brackets_mark_assumptions_and_stand_after_what_is_assumed(text: str, expected: list[str]):
    assert problems(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("职务⾦长。", ["CH0105 error 1:3"]),
        ("章程“⾦”。", ["CH0105 warning 1:4"]),
        ("职务甲。# ⾦", ["CH0105 warning 1:7"]),
        ("职务连\u200b长。", ["CH0108 error 1:4"]),
        ("职务连长\u200b。", ["CH0108 warning 1:5"]),
        ("章程“连\u202e长”。", ["CH0108 warning 1:5"]),
        ("职务「连\u2066\u2067长」。", ["CH0108 error 1:5"]),
        ("职务甲；职务乙，职务丙（ａ）。", []),
    ],
)
def test_misleading_characters_are_errors_in_names_and_warnings_elsewhere(text: str, expected: list[str]):
    assert problems(text, "zh") == expected


@pytest.mark.parametrize(("depth", "count"), [(MAX_NESTING, 0), (MAX_NESTING + 1, 1), (500, 1)])
def test_brackets_nest_to_a_limit(depth: int, count: int):
    assert [told.split()[0] for told in problems(f"role a {'(' * depth}x{')' * depth}.")] == ["CH0112"] * count


@pytest.mark.parametrize(("size", "count"), [(MAX_BYTES - 1, 0), (MAX_BYTES, 0), (MAX_BYTES + 1, 1)])
def test_a_file_of_more_than_a_mebibyte_is_not_read(size: int, count: int):
    reading, told = reading_of(" " * size, "en")
    assert [each.split()[0] for each in told] == ["CH0110"] * count
    assert reading.source.text == ("" if count else " " * size)


@pytest.mark.parametrize(
    "piece", ["“.\n", "(.\n", "a|", "「", "((", "（。", "# x\n", "[assumed]", "| a |\n", '"', "⾦", "\u200b", ".\n|\n"]
)
def test_reading_a_hostile_file_costs_no_more_than_its_length(piece: str):
    """Eight times the text takes about eight times the work, where a search anew at each mark would take 64 times."""
    read(piece, "f", Problems())  # the lexicons are read once
    short, long = (work(lambda count=count: read(piece * count, "f", Problems())) for count in (500, 4000))
    assert long < 12 * short


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*'“”"「」()[]#|.。:：，、\n \r《》⾦\u200b甲a7', "role ", "职务", "assumed", ". ", ".\n"]), max_size=40).map(
        "".join
    )
)
def test_any_text_is_read_and_its_sentences_stand_in_order(text: str):
    for lang in ("en", "zh"):
        reading, _ = reading_of(text, lang)
        at = 0
        for raw in reading.sentences:
            assert at <= raw.start <= raw.end <= len(text)
            at = raw.end
