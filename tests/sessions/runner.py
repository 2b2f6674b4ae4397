"""Sessions: what a person types and what the program answers, as text that reads like a page of a manual.

A session begins with remarks (`# …`). `$ charter …` is run in a folder of its own that holds the files of `files/`, with a fixed
clock; what follows is what it prints, on both streams, and `[exit N]` where that is not 0. `$ export NAME=VALUE` sets the
environment. A few tools that only look at files or copy and change them may stand there, too. Hashes are shortened to `…`.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

from cli.main import run

HERE = Path(__file__).parent
TOOLS = ("cat", "cp", "ls", "sed", "grep", "head", "tail")
HASH = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-f]{64}|[0-9a-f]{12})(?![0-9A-Za-z])")  # beside Chinese characters, too
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai, a Monday


def replay(session: str, folder: Path) -> str:
    """Return a session as it comes out when it is typed anew."""
    shutil.copytree(HERE / "files", folder, dirs_exist_ok=True)
    with chdir(folder):
        return answers(session, environment())


def environment() -> dict[str, str]:
    """Return the environment in which a session begins."""
    return {"COLUMNS": "100", "CHARTER_CACHE": os.environ.get("CHARTER_CACHE", "")}


def answers(session: str, environment: dict[str, str]) -> str:
    """Return a session, or a part of one, as it comes out in the present folder; what it exports stays in the environment."""
    return "\n".join(line for block in _blocks(session) for line in _answered(block, environment)).strip("\n") + "\n"


def _blocks(session: str) -> Iterator[list[str]]:
    """Split a session before every line that is typed and every remark."""
    block: list[str] = []
    for line in session.splitlines():
        if line.startswith(("$ ", "# ")) and block:
            yield block
            block = []
        block.append(line)
    yield block


def _answered(block: list[str], environment: dict[str, str]) -> list[str]:
    """Return what is typed with the answer that it gets now; remarks and empty lines stay."""
    typed = block[0]
    if not typed.startswith("$ "):
        return block
    spaced = [""] if block[-1] == "" else []
    words = shlex.split(typed.removeprefix("$ "))
    if words[0] == "export":
        name, _, value = words[1].partition("=")
        environment[name] = value
        return [typed, *spaced]
    if words[0] in TOOLS:
        done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=True)  # noqa: S603 a session's own files
        return [typed, *([done.stdout.rstrip("\n")] if done.stdout else []), *spaced]
    assert words[0] == "charter", typed
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        code = run(words[1:], environment, NOW)
    answer = HASH.sub("…", told.getvalue()).rstrip("\n")
    return [typed, *([answer] if answer else []), *([f"[exit {code}]"] if code else []), *spaced]
