"""The table of commands tells the truth about them, and help imports none of them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest

from cli.main import run
from cli.session import Session
from cli.table import TABLE
from engine.messages.en.help import HELP
from engine.reserved import COMMANDS, KIND_COMMANDS, RESERVED, VERBS

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HEAVY = ("sqlalchemy", "alembic", "lark", "transitions", "rich", "openpyxl", "chinese_calendar", "sqlite3", "engine.charter")


def session(lang: str = "en"):
    return Session("none.db", None, lang, False, None, NOW, 100, False, False, None, False)  # noqa: FBT003 a record written out


def test_the_table_and_the_reserved_words_name_the_same_commands():
    assert set(TABLE) == set(COMMANDS)


def test_what_is_done_to_a_case_is_reserved_in_both_tongues():
    assert {*VERBS, *VERBS.values(), *KIND_COMMANDS, *KIND_COMMANDS.values()} <= RESERVED


@pytest.mark.parametrize("name", sorted(TABLE))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_is_made_and_has_its_help(name: str, lang: str):
    command = import_module(f"cli.commands.{TABLE[name].module}").command(session(lang))
    assert command.name == name
    assert command.help


@pytest.mark.parametrize("name", sorted(TABLE))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_of_help_is_shown(
    name: str, lang: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert run([name, "--help"], {"CHARTER_LANG": lang}, NOW) == 0
    assert name in capsys.readouterr().out


def test_every_text_of_help_is_used():
    """A text that no command asks for would be a lie kept for nobody."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parents[2].joinpath("cli").rglob("*.py"))
    unused = [key for key in HELP if f'"{key}"' not in sources and key not in VERBS]
    assert unused == []


DATABASE = ("sqlalchemy", "alembic", "lark", "transitions", "rich", "openpyxl")


@pytest.mark.parametrize(
    "arguments", [["inbox", "--all"], ["who", "ZC-2011-001"], ["fund"], ["expense", "list"], ["history", "ZC-2011-001"]]
)
def test_asking_a_book_imports_no_database_library(arguments: list[str], tmp_path: Path):
    """What only reads runs on the interpreter's own SQLite."""
    files = Path(__file__).parents[1] / "sessions" / "files"
    people = ["--members", str(files / "members.csv"), "--rehearsal", "--at", "2011-03-01 09:00"]
    book = ["--db", str(tmp_path / "charter.db")]
    assert run(["init", str(files / "team.rules"), *people, *book], {}, NOW) == 0
    assert run(["expense", "new", "--as", "赵敏", *book], {}, NOW) == 0
    code = (
        "import sys; from datetime import UTC, datetime; from cli.main import run\n"
        f"assert run({[*arguments, *book]!r}, {{}}, datetime.now(UTC)) == 0\n"
        f"print('HEAVY', [name for name in {DATABASE!r} if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=True
    )
    assert told.stdout.rstrip().endswith("HEAVY []"), told.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["--help", "--lang", "zh"]])
def test_a_light_run_imports_nothing_heavy(arguments: list[str], tmp_path: Path):
    """Help is read from the table: the command's module, the database and the grammar stay out."""
    code = (
        "import sys; from datetime import UTC, datetime; from cli.main import run\n"
        f"run({arguments!r}, {{}}, datetime.now(UTC))\n"
        f"print('HEAVY', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=True
    )
    assert told.stdout.rstrip().endswith("HEAVY []"), told.stdout


@pytest.mark.parametrize(
    ("typed", "missed"),
    [
        (["init", "team.rules"], "--members"),
        (["export", "ledger"], "--out"),
        (["template", "roster"], "--out"),
        (["member", "add", "Ann"], "--paper"),
        (["member", "office", "Ann"], "--office"),
        (["work", "drop", "T1"], "--reason"),
        (["agent", "add", "Ann"], "--until"),
        (["paper", "invitation", "A-1"], "--time"),
    ],
)
def test_an_option_that_is_required_is_missed(typed: list[str], missed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run([*typed, "--db", str(tmp_path / "none.db"), "--lang", "en"], {}, NOW) == 2
    assert f"error: `{missed}` is missing" in capsys.readouterr().err
