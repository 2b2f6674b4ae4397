"""The tab key offers commands, kinds, numbers and names, without the database library."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.main import run

FILES = Path(__file__).parent.parent / "sessions" / "files"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("completion")
    url = str(place / "charter.db")
    people = ["--members", str(FILES / "members.csv"), "--rehearsal", "--at", "2011-03-01 09:00"]
    assert run(["init", str(FILES / "team.rules"), *people, "--db", url], {}, NOW) == 0
    assert run(["expense", "new", "--as", "赵敏", "--purpose", "trees", "--db", url], {}, NOW) == 0
    return place


def offered(typed: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Return what the shell is offered for a line whose last word is not finished."""
    words = ["charter", *typed.split(" ")]
    environment = {"_CHARTER_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(folder)
    run([], {**os.environ, **environment}, NOW)
    return [line.split(",", 1)[1] for line in capsys.readouterr().out.splitlines() if line]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("inb", ["inbox"]),
        ("exp", ["explain", "export", "expense"]),
        ("支", ["支出"]),
        ("expense sub", ["submit"]),
        ("who ", ["ZC-2011-001"]),
        ("who zc-2011", ["ZC-2011-001"]),
        ("expense submit Z", ["ZC-2011-001"]),
        ("member show 赵", ["赵敏"]),
        ("expense new --pay", ["--payee"]),
        ("expense new --payee 孙", ["孙丽"]),
        ("why ZC-2011-001 x --as 刘", ["刘洋"]),
        ("inbox --lang z", ["zh"]),
        ("inbox --nothing", []),
    ],
)
def test_the_tab_key(typed: str, expected: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    assert offered(typed, folder, monkeypatch, capsys) == expected
