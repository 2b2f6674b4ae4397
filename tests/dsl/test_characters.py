"""Characters read as plain ones, place for place, and those that mislead."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dsl.characters import code_points, fold, is_foreign, is_han


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("，：；（）［］｜＃％＞＝", ",:;()[]|#%>="),
        ("〔【〕】『』", "[[]]「」"),
        ("￥５００", "¥500"),
        ("ＡＢ　ｃ\u00a0d", "AB c d"),
        ("、。“”「」《》", "、。“”「」《》"),
        ("⾦⻓", "金长"),
        ("соmmаnder", "commander"),
        ("连\u200b长", "连 长"),
        ("\ufeff章程", " 章程"),
    ],
)
def test_a_text_folds_to_plain_characters(text: str, plain: str):
    assert fold(text)[0] == plain


def test_a_mark_of_byte_order_at_the_start_is_no_fault():
    assert fold("\ufeff章程")[1] == ()
    assert [doubt.kind for doubt in fold("章\ufeff程")[1]] == ["invisible"]


def test_doubtful_characters_are_found_where_they_stand():
    (first, second) = fold("a\u202e b⾦")[1]
    assert (first.kind, first.start, first.end, first.within) == ("invisible", 1, 2, False)
    assert (second.kind, second.start, second.found, second.plain) == ("look-alike", 4, "⾦", "金")


def test_full_width_and_chinese_text_is_in_no_doubt():
    assert fold("章程“先锋连”，文号〔2010〕8号；《办法》、￥５００％。")[1] == ()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_no_offset_moves(text: str):
    assert len(fold(text)[0]) == len(text)


def test_tongues_are_told_by_their_script():
    assert is_foreign("班长", "en")
    assert is_foreign("班长 A", "en")
    assert not is_foreign("leader", "en")
    assert is_foreign("squad leader", "zh")
    assert not is_foreign("班长A", "zh")
    assert not is_foreign("2011", "zh")
    assert is_han("〇")
    assert not is_han("、")
    assert code_points("⾦") == "U+2FA6"
