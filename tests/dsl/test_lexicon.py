"""The two lexicons: the same keywords, no word of two meanings by accident, nothing named that does not exist."""

from __future__ import annotations

import pytest

from engine.dsl.lexicon import build, lexicon, lower, plain
from engine.dsl.tokens import UNLISTED
from engine.values import Lang

BOTH = pytest.mark.parametrize("lang", ["en", "zh"])


def test_both_tongues_have_the_same_keywords():
    assert set(lexicon("en").words) == set(lexicon("zh").words)


@BOTH
def test_no_word_stands_for_two_keywords_unless_it_is_shared_on_purpose(lang: Lang):
    words = lexicon(lang)
    doubled = {word for word, terminals in words.terminals.items() if len(terminals) > 1}
    assert doubled == words.shared


@BOTH
def test_no_word_is_both_a_keyword_and_noise(lang: Lang):
    words = lexicon(lang)
    assert not [word for word in words.noise if words.terminals[word]]


@BOTH
def test_rules_about_names_and_commas_speak_of_keywords_that_exist(lang: Lang):
    words = lexicon(lang)
    named = (
        words.introduce | words.comma_before | words.comma_after | {first for first, _, _ in words.retag} | {f for _, f, _ in words.retag}
    )
    assert named - set(words.words) - set(UNLISTED) == set()


@BOTH
def test_no_keyword_has_the_name_of_a_terminal_of_another_kind(lang: Lang):
    assert not set(lexicon(lang).words) & set(UNLISTED)


def test_words_are_compared_plain_and_in_lower_case():
    words = build("en", {"words": {"INFORCE": ["In  Force from"]}, "noise": {"words": ["The"]}})
    assert words.terminals["in force from"] == ("INFORCE",)
    assert words.terminals["the"] == ()
    assert words.surfaces("INFORCE") == ("in force from",)
    assert plain("ＡＢ　Ｃ") == "ab c"


def test_lower_case_never_moves_an_offset():
    assert lower("İI") == "İi"


def test_the_longest_words_are_tried_first():
    words = build("zh", {"words": {"MAY": ["可", "可以"], "NOT": ["不"]}})
    assert words.lengths["可"] == (2, 1)
