"""docs/commands.md says what the commands say."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands_page import NOW, PAGE, page
from pages import ROOT

from cli.main import run

EXAMPLES = ROOT / "charters" / "examples"


def test_the_page_of_all_commands_is_true(tmp_path: Path, pytestconfig: pytest.Config):
    book = str(tmp_path / "book.db")
    members = EXAMPLES / "society_members.csv"
    assert run(["init", str(EXAMPLES / "society.rules"), "--members", str(members), "--db", book], {}, NOW) == 0
    made = page(book)
    if pytestconfig.getoption("--update-golden"):
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made
