"""Amounts in words: capital numerals as banks want them, English words for the rest of the world."""

from __future__ import annotations

import pytest

from engine.papers.amounts import capital, in_words
from engine.values import Money


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        # the examples of the annex to 支付结算办法
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        # 整 after 元 and after 角, never after 分
        ("500", "伍佰元整"),
        ("1280.50", "壹仟贰佰捌拾元伍角整"),
        ("499.99", "肆佰玖拾玖元玖角玖分"),
        # below one yuan, and nothing
        ("0", "零元整"),
        ("0.01", "壹分"),
        ("0.10", "壹角整"),
        # gaps: one 零 however long
        ("10", "壹拾元整"),
        ("1001", "壹仟零壹元整"),
        ("1010", "壹仟零壹拾元整"),
        ("10000", "壹万元整"),
        ("10001", "壹万零壹元整"),
        ("100100", "壹拾万零壹佰元整"),
        ("20000500", "贰仟万零伍佰元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("-45", "负肆拾伍元整"),
    ],
)
def test_capital_numerals_follow_the_rule_of_bills(figures: str, words: str):
    assert capital(Money.parse(figures)) == words


def test_every_amount_below_a_hundred_thousand_reads_back():
    """What the capital numerals say, summed up digit by digit, is the amount."""
    for minor in [*range(1, 100_000, 37), *range(99_000_00, 100_000_00, 991)]:
        assert _read(capital(Money(minor))) == minor


def test_an_english_paper_writes_amounts_in_english():
    assert in_words(Money.parse("500"), "en") == "five hundred yuan only"
    assert in_words(Money.parse("499.99"), "en") == "four hundred and ninety-nine yuan and 99 fen"
    assert in_words(Money.parse("1000000"), "en") == ""
    assert in_words(Money(100, "EUR"), "zh") == ""


def _read(words: str) -> int:
    """Read capital numerals back, by adding up digit and place."""
    digits = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
    places = {"拾": 10, "佰": 100, "仟": 1000}
    total = group = digit = 0
    for character in words.removesuffix("整"):
        if character in digits:
            digit = digits[character]
        elif character in places:
            group, digit = group + digit * places[character], 0
        elif character == "万":
            total, group, digit = total + (group + digit) * 10_000 * 100, 0, 0
        else:
            total, group, digit = total + (group + digit) * {"元": 100, "角": 10, "分": 1}[character], 0, 0
    return total
