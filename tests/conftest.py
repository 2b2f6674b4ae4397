"""What all tests share: `--update-golden` rewrites the files that outputs are compared with; runs keep what they may in one folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

import cli.main


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write expected outputs anew instead of comparing")


@pytest.fixture(scope="session", autouse=True)
def _kept_between_runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let commands that name no folder of their own keep the grammar, the library's syntax and verdicts in one for all these tests."""
    folder = tmp_path_factory.getbasetemp().parent / "kept"
    plain = cli.main._cache  # noqa: SLF001 - where a run looks that was told of no folder

    def kept(environment: Mapping[str, str]) -> str:
        return plain(environment) or str(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli.main, "_cache", kept)
        yield
