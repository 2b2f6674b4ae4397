"""No traceback reaches a user: whatever happens ends in one line, what helps, and an exit code."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli import main
from cli.main import run
from engine.store.book import create_book

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
START = "from cli.main import main; main()"


def process(arguments: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process, as bytes."""
    env = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], **environment}
    return subprocess.run([sys.executable, "-c", START, *arguments], cwd=folder, env=env, capture_output=True, check=False)  # noqa: S603


def failing(error: BaseException) -> Callable[..., None]:
    """Return a function that raises."""

    def fail(*_: object) -> None:
        raise error

    return fail


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Make a program that fails wherever it is called."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(main.Root, "get_command", failing(RuntimeError("the\nroof fell in")))


@pytest.mark.usefixtures("broken")
def test_what_should_not_happen_is_told_in_one_line(capsys: pytest.CaptureFixture[str]):
    assert run(["inbox"], {}, NOW) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "error: something went wrong that should not: RuntimeError: the roof fell in",
        "help: please report this, with what you did; CHARTER_DEBUG=1 shows where it happened",
    ]


@pytest.mark.usefixtures("broken")
def test_who_looks_for_the_cause_gets_the_trace(capsys: pytest.CaptureFixture[str]):
    assert run(["inbox"], {"CHARTER_DEBUG": "1"}, NOW) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.usefixtures("broken")
def test_json_tells_it_too(capsys: pytest.CaptureFixture[str]):
    assert run(["inbox", "--json"], {}, NOW) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["outcome"], told["exit"], told["error"]["code"]) == (1, "unexpected", 1, "unexpected")


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (EOFError, 130), (BrokenPipeError, 141)])
def test_interrupts_and_closed_pipes_have_their_own_codes(
    error: type[BaseException], code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(main.Root, "get_command", failing(error()))
    monkeypatch.setattr(main, "_give_up", lambda _: None)
    assert run(["inbox"], {}, NOW) == code
    assert "Traceback" not in capsys.readouterr().err


def test_a_reader_that_leaves_early_is_no_fault(tmp_path: Path):
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    env = {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", START, "--help"], cwd=tmp_path, env=env, **pipes) as running:  # noqa: S603
        assert running.stdout is not None
        running.stdout.close()
        assert (running.wait(), running.stderr.read()) == (141, b"")


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--version"], 1), (["--version", "--json"], 1), (["nonsense", "--json"], 1), (["nonsense"], 2)]
)
def test_an_answer_that_cannot_be_written_is_told(arguments: list[str], code: int, tmp_path: Path):
    """Bad news for people go elsewhere, so a full disk under the answer does not touch them."""
    command = [sys.executable, "-c", START, *arguments]
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603
    assert told.returncode == code
    assert (b"its answer cannot be written: no room is left\n" in told.stderr) is (code == 1)
    assert told.stderr.count(b"error") == 1


@pytest.mark.parametrize(
    ("arguments", "streams", "code"),
    [
        ("--version", ">&-", 0),
        ("--version", "2>&-", 0),
        ("--version", ">&- 2>&-", 0),
        ("nonsense", "2>&-", 2),
        ("nonsense", "2>/dev/full", 2),
    ],
)
def test_closed_streams_change_no_exit_code(arguments: str, streams: str, code: int, tmp_path: Path):
    command = f"'{sys.executable}' -c '{START}' {arguments} {streams}"
    env = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    told = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, check=False)  # noqa: S603, S607
    assert (told.returncode, told.stderr) == (code, b"")


def test_a_charter_that_cannot_be_written_is_told_and_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / f"{'x' * 240}.rules"
    file.write_text('charter   "A".', encoding="utf-8")
    monkeypatch.setattr(os, "replace", failing(PermissionError(13, "no")))
    assert run(["fmt", str(file)], {}, NOW) == 2
    assert capsys.readouterr().err == f"error: `{file}` cannot be written: permission is denied\n"
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-8"])
def test_no_terminals_encoding_stops_a_message(encoding: str, tmp_path: Path):
    told = process(["--help"], tmp_path, PYTHONIOENCODING=encoding, CHARTER_LANG="zh")
    assert (told.returncode, b"Traceback" in told.stderr) == (0, False)


def test_a_chinese_console_shows_chinese(tmp_path: Path):
    told = process(["inbox"], tmp_path, PYTHONIOENCODING="gbk", CHARTER_LANG="zh")
    assert "错误：`charter.db` 处没有簿册" in told.stderr.decode("gbk")


def test_bytes_that_are_no_text_end_in_words(tmp_path: Path):
    env = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", START, "inbox", "--as", b"\xff\xfe"], cwd=tmp_path, env=env, capture_output=True, check=False
    )
    assert (told.returncode, b"Traceback" in told.stderr) == (2, False)


def test_a_file_that_is_no_book_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "charter.db").write_text("not a book", encoding="utf-8")
    assert run(["inbox", "--all", "--db", str(tmp_path / "charter.db")], {}, NOW) in (1, 2)
    assert capsys.readouterr().err.startswith("error: ")


def test_a_book_whose_guard_is_gone_is_refused_until_it_is_upgraded(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    book = str(tmp_path / "charter.db")
    create_book(book).close()
    with closing(sqlite3.connect(book)) as connection:
        connection.execute("DROP TRIGGER log_no_delete")
    assert run(["log", "list", "--db", book], {}, NOW) == 1
    assert "help: `charter upgrade` sets it again" in capsys.readouterr().err
    assert run(["upgrade", "--db", book], {}, NOW) == 0
    assert run(["log", "verify", "--db", book], {}, NOW) == 0
