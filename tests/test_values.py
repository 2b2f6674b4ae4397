"""Money is exact and refuses what is no amount; messages write values as people of either tongue do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.values import Cite, Money, Text
from engine.written import instant_text, money_text


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("120", 120_00),
        ("0", 0),
        ("0.01", 1),
        ("0.5", 50),
        ("499.99", 499_99),
        ("1,280.50", 1280_50),
        ("1,234,567", 1_234_567_00),
        ("￥500", 500_00),
        ("¥500", 500_00),
        ("￥ 500", 500_00),
        ("500元", 500_00),
        ("500 yuan", 500_00),
        (" 500 ", 500_00),
        ("１，２８０．５０", 1280_50),
        ("-20", -20_00),
        ("－20", -20_00),
        ("999999999999999", 999_999_999_999_999_00),
    ],
)
def test_an_amount_is_read_to_the_fen(text: str, minor: int) -> None:
    assert Money.parse(text) == Money(minor)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "元", "￥", "abc", "five", "1e3", "1_000", "0x10", "nan", "inf"),
        *("1.234", "0.001", "1.", ".5", "1..5", "1.2.3"),
        *("12,80", "1,2800", ",500", "1,280,", "1280,500"),
        *("--5", "+5", "5-", "1 000", "５００￥", "1/2"),
        *("1234567890123456", "٥٠٠", "五百"),
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    """Parts of a fen, stray separators, other scripts' digits and more than 15 digits are no amount."""
    with pytest.raises(ValueError, match=r".*"):
        Money.parse(text)


@given(st.integers(-(10**14), 10**14))
def test_money_is_read_back_as_it_is_written(minor: int) -> None:
    assert Money.parse(str(Money(minor))) == Money(minor)


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_money_adds_and_subtracts_exactly(left: int, right: int) -> None:
    assert Money(left) + Money(right) == Money(left + right)
    assert Money(left) - Money(right) == Money(left - right)


@pytest.mark.parametrize(
    ("minor", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (128_050, "1,280.50"), (100_000_000_00, "100,000,000.00")]
)
def test_money_is_written_with_two_decimals(minor: int, text: str) -> None:
    assert str(Money(minor)) == text


def test_currencies_do_not_mix() -> None:
    with pytest.raises(AssertionError):
        Money(1) + Money(1, "USD")


def test_a_text_falls_back_to_the_other_tongue() -> None:
    assert Text("commander", "连长").say("zh") == "连长"
    assert Text("", "连长").say("en") == "连长"
    assert Text("commander", "").say("zh") == "commander"


def test_citations_are_written_with_their_part() -> None:
    assert str(Cite("rules", "7.2")) == "rules 7.2"
    assert str(Cite("", "7")) == "7"


def test_messages_write_money_with_fen_and_its_currency() -> None:
    assert (money_text(Money(120_00), "en"), money_text(Money(120_00), "zh")) == ("120.00 yuan", "120.00元")
    assert money_text(Money(128_050, "USD"), "zh") == "1,280.50 USD"


def test_messages_write_instants_in_local_time() -> None:
    moment = datetime(2011, 3, 1, 10, 30, tzinfo=UTC)
    assert instant_text(moment, "Asia/Shanghai", "en") == "2011-03-01 18:30"
    assert instant_text(moment, "Asia/Shanghai", "zh") == "2011年3月1日18:30"
