"""A year of ordinary business: the book holds, and its awards are those that a separate script counts over the donations."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from engine.store.book import open_book
from engine.store.log import verify

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from year import CHARTER, found_year, gifts, play_year


def test_a_year_fills_a_book_of_a_real_size(tmp_path: Path):
    """Nothing is lost on the way: every case comes to its end or waits for money, the log holds, and the fund is never below zero."""
    book = str(tmp_path / "year.db")
    found_year(book)
    play_year(book)
    with open_book(book) as opened, opened.reading() as reading:
        cases = reading.cases()
        assert verify(reading).findings == ()
        held = 0
        for posting in reading.postings(account="company fund").values():
            held += posting.amount.minor if posting.credit == "company fund" else -posting.amount.minor
            assert held >= 0
        assert reading.balances()["company fund"].minor == held
    kinds = Counter(case.process for case in cases)
    assert (kinds["squad activity"] + kinds["activity plan"], kinds["expense"], kinds["donation"]) == (60, 80, 60)
    assert {case.state for case in cases if case.process == "expense"} <= {"paid", "refused", "approved"}


@pytest.mark.parametrize("line", ["500", "300"])
def test_awards_are_as_a_separate_script_counts_them(line: str, tmp_path: Path):
    """At 500 yuan and, by editing the text alone, at 300; what a reversed gift voids does not count."""
    charter = tmp_path / "unit.rules"
    text = CHARTER.read_text(encoding="utf-8").replace("(奖励线): 500 yuan", f"(奖励线): {line} yuan")
    charter.write_text(text, encoding="utf-8")
    book = str(tmp_path / "year.db")
    found_year(book, charter)
    play_year(book, activities=0, expenses=0)
    with open_book(book) as opened, opened.reading() as reading:
        found = sum(case.process == "award" and case.state != "void" for case in reading.cases())
    assert found == _counted(line)


def _counted(line: str) -> int:
    """Return what the script says of the donations, each given with the day on which it came and was reversed."""
    rows = []
    for gift in gifts():
        on = (gift.at + timedelta(hours=8)).date()
        back = on + timedelta(days=1) if gift.turned_back else ""
        rows.append(f"{on},{gift.fundraiser},{gift.amount},{back}\n")
    script = Path(__file__).with_name("count_awards.py")
    told = subprocess.run([sys.executable, script, line], input="".join(rows), capture_output=True, text=True, check=True)  # noqa: S603
    return int(told.stdout)
