"""A book to make papers from: the Pioneer Company's first quarter of 2011, played once for all."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.main import run

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the book of the quarter in each tongue."""
    folder = tmp_path_factory.mktemp("quarter")
    books = {lang: str(folder / f"{lang}.db") for lang in ("en", "zh")}
    for lang, book in books.items():
        with redirect_stdout(io.StringIO()):
            assert run(["demo", "--db", book, "--lang", lang], {}, NOW) == 0
    return books


@pytest.fixture
def charter(quarter: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Return a function that runs a command on the book of a tongue, in a folder of its own, and returns its exit code and words."""
    monkeypatch.chdir(tmp_path)

    def ask(*arguments: str, lang: str = "zh", book: str = "") -> tuple[int, str]:
        capsys.readouterr()
        code = run([*arguments, "--db", book or quarter[lang], "--lang", lang], {}, NOW)
        told = capsys.readouterr()
        return code, told.out + told.err

    return ask
