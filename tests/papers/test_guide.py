"""docs/papers.md shows commands that run, and names every paper that there is."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.commands.paper import command
from cli.main import run
from cli.session import Session

GUIDE = (Path(__file__).parents[2] / "docs" / "papers.md").read_text(encoding="utf-8")
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def test_every_command_of_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for library in ("docx", "typst", "icalendar"):
        pytest.importorskip(library, reason=f"{library} is not installed: the guide's commands are not run")
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    for line in block.splitlines():
        assert run(shlex.split(line)[1:], {}, NOW) == 0, line


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_guide_names_every_paper_in_both_tongues(lang: str):
    group = command(Session("none.db", None, lang, False, None, NOW, 100, False, False, None, False))  # noqa: FBT003 a record written out
    named = dict(re.findall(r"^\| `(\w+)` \| (\S+) \|", GUIDE, re.MULTILINE))
    assert named == {name: chinese for chinese, name in group.also.items()}
