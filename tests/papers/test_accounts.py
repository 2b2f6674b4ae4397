"""The statement of accounts says the figures of the statement, in columns and in words; in a chat only the sums."""

from __future__ import annotations

import json
from datetime import date

import pytest

from engine.papers.accounts import period_text
from engine.papers.speech import Speech


def test_the_sums_stand_in_figures_and_in_words(charter):
    code, told = charter("paper", "accounts", "--quarter", "2011-Q1")
    assert code == 0
    assert "【活动经费2011年第一季度收支公示表】" in told
    assert "本期收入：3,499.99元（大写：叁仟肆佰玖拾玖元玖角玖分）" in told
    assert "期末余额：2,774.99元（大写：贰仟柒佰柒拾肆元玖角玖分）" in told


def test_a_chat_gets_the_sums_and_nobodys_gifts(charter):
    _, told = charter("paper", "accounts", "--quarter", "2011-Q1")
    assert "郑国栋" not in told


def test_the_columns_add_up_and_what_was_taken_back_is_negative(charter):
    _, told = charter("paper", "accounts", "--quarter", "2011-Q1", "--json")
    blocks = json.loads(told)["result"]["paper"]["blocks"]
    rows = next(block["rows"] for block in blocks if len(block.get("headings", ())) == 6)
    cents = [[round(float(cell.replace(",", "") or 0) * 100) for cell in row[3:]] for row in rows]
    *lines, (came, went, held) = cents
    assert (sum(line[0] for line in lines), sum(line[1] for line in lines)) == (came, went)
    assert came - went == held == lines[-1][2]
    assert ["2011-03-18", "JK-2011-006", "冲正善款：城关市场", "-499.99", "", "2,774.99"] in rows


def test_where_it_hangs_is_told_whole_or_not_at_all(charter):
    assert charter("paper", "accounts", "--quarter", "2011-Q1", "--place", "公示栏")[0] == 2
    code, told = charter("paper", "accounts", "--quarter", "2011-Q1", "--place", "公示栏", "--until", "2011-04-10", "--contact", "中心领导")
    assert code == 0
    assert "公示期：2011年4月1日至2011年4月10日。\n异议：对公示内容有异议的，请在公示期内向中心领导提出。" in told


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        (date(2011, 1, 1), date(2011, 3, 31), "2011年第一季度", "first quarter of 2011"),
        (date(2011, 10, 1), date(2011, 12, 31), "2011年第四季度", "fourth quarter of 2011"),
        (date(2011, 2, 1), date(2011, 2, 28), "2011年2月", "2011-02"),
        (date(2011, 1, 1), date(2011, 12, 31), "2011年", "2011"),
        (date(2011, 1, 2), date(2011, 3, 31), "2011年1月2日至2011年3月31日", "2011-01-02 to 2011-03-31"),
    ],
)
def test_a_period_has_its_name(first: date, last: date, zh: str, en: str):
    assert period_text(Speech(None, "zh"), first, last) == zh
    assert period_text(Speech(None, "en"), first, last) == en
