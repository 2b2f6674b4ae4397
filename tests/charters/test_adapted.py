"""Whoever edits the charter's text gets the adapted engine: other lines, other routes, new kinds of case with commands of their own."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.main import run

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
GIFTS = ("300", "199.99", "0.01")

Charter = Callable[..., str]


@pytest.fixture
def unit(tmp_path: Path) -> Callable[[str, str], Charter]:
    """Found a book by the Pioneer Company's charter with one stretch of its text replaced; return its command line."""

    def found(old: str, new: str) -> Charter:
        text = (ROOT / "charters" / "pioneer_company.rules").read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        (tmp_path / "unit.rules").write_text(text.replace(old, new), encoding="utf-8")
        members = ROOT / "charters" / "demo" / "members_2011.csv"

        def charter(*words: str, at: str = "2011-02-01 18:00", ends: int = 0) -> str:
            told = io.StringIO()
            with redirect_stdout(told), redirect_stderr(told), chdir(tmp_path):
                code = run([*words, "--at", at] if words[0] != "check" else list(words), {"CHARTER_LANG": "en"}, NOW)
            assert code == ends, told.getvalue()
            return told.getvalue()

        charter("init", "unit.rules", "--members", str(members), "--rehearsal", at="2011-01-13 09:00")
        return charter

    return found


def _awards(charter: Charter) -> int:
    for number, amount in enumerate(GIFTS, 1):
        new = ("donation", "new", "--amount", amount, "--donor", "shop", "--fundraiser", "许文清", "--as", "李厚德")
        charter(*new)
        charter("donation", "receive", f"JK-2011-{number:03}", "--as", "李厚德")
    return charter("award", "list").count("JL-2011-")


@pytest.mark.parametrize(("line", "awards"), [("500", 1), ("500.01", 0), ("300", 1), ("200", 2), ("500 yuan or more", 0)])
def test_the_line_in_the_text_is_what_opens_an_award(unit, line, awards):
    """Gifts of 300, 199.99 and 0.01 yuan reach 500 with the last and never 500.01.

    They reach 300 with the first, 200 with the first and again with the last.
    """
    if line == "500 yuan or more":
        with pytest.raises(AssertionError, match="error"):
            unit("parameter award line (奖励线): 500 yuan.", f"parameter award line (奖励线): {line}.")
        return
    charter = unit("parameter award line (奖励线): 500 yuan.", f"parameter award line (奖励线): {line} yuan.")
    assert _awards(charter) == awards


def test_a_lower_line_opens_the_award_with_an_earlier_gift(unit):
    """With 300 yuan the first gift opens it; what was counted is used up."""
    charter = unit("parameter award line (奖励线): 500 yuan.", "parameter award line (奖励线): 300 yuan.")
    charter("donation", "new", "--amount", "299.99", "--donor", "shop", "--fundraiser", "许文清", "--as", "李厚德")
    charter("donation", "receive", "JK-2011-001", "--as", "李厚德")
    assert "JL-2011-001" not in charter("award", "list")
    charter("donation", "new", "--amount", "0.01", "--donor", "shop", "--fundraiser", "许文清", "--as", "李厚德")
    assert "JL-2011-001" in charter("donation", "receive", "JK-2011-002", "--as", "李厚德")


NEW_KIND = """
process vehicle use (用车), numbered "YC":
  drafted by squad leader.
  field destination (目的地) is text.
  field distance (里程) is number.
  field cost (费用) is money.
  must be recommended by quartermaster, then approved by commander.
cost of vehicle use must not be over 200 yuan.
lifecycle vehicle use (用车):
  states asked (已申请), review (审议中), agreed (已同意), refused (未获准), withdrawn (已撤回); final agreed, refused, withdrawn.
  asked to review on submit (提交) by drafter, carrying destination and cost.
  review decides: granted to agreed, refused to refused, returned to asked.
"""


def test_a_new_kind_of_case_has_its_commands_its_steps_and_its_limit(unit):
    """Three fields, two steps and a limit in the text are all that it takes."""
    charter = unit('article 7.9 "Office work comes first"', NEW_KIND.strip() + '\n\narticle 7.9 "Office work comes first"')
    assert "--distance" in charter("vehicle-use", "new", "--help")
    dear = ("vehicle-use", "new", "--destination", "Shangqiu", "--distance", "60", "--cost", "200.01", "--as", "赵敏")
    charter(*dear)
    assert "at most 200.00 yuan" in charter("vehicle-use", "submit", "YC-2011-001", "--as", "赵敏", ends=3)
    charter("用车", "edit", "YC-2011-001", "--费用", "200", "--as", "赵敏")
    charter("vehicle-use", "submit", "YC-2011-001", "--as", "赵敏")
    assert "recommend: 李厚德" in charter("who", "YC-2011-001")
    charter("vehicle-use", "approve", "YC-2011-001", "--as", "刘洋", ends=3)
    charter("vehicle-use", "approve", "YC-2011-001", "--as", "李厚德")
    assert "agreed" in charter("vehicle-use", "approve", "YC-2011-001", "--as", "刘洋")


PROMISE = "\nprove expense never paid before resolution of company committee."


def test_what_is_promised_is_held_against_a_changed_approval(unit):
    """No book is founded by a charter that no longer keeps its own promise."""
    with pytest.raises(AssertionError, match="CH0807"):
        unit(f"every expense must be resolved by company committee.{PROMISE}", f"every expense must be approved by instructor.{PROMISE}")


def test_a_changed_approval_changes_the_route(unit):
    """The same expense goes to the instructor alone once the text says so, and no longer promises otherwise."""
    charter = unit(
        f"every important activity and every expense must be resolved by company committee.{PROMISE}",
        "every important activity must be resolved by company committee.\nevery expense must be approved by instructor.",
    )
    route = charter("preview", "expense", "--purpose", "paper", "--amount", "12", "--as", "赵敏")
    assert "approve: 陈静 (instructor)" in route
    assert "resolve" not in route
