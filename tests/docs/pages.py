"""Pages of documentation as they are run: a page is one story in one folder, from its first block to its last.

A block `console` is a session (tests/sessions/runner.py). A block with a file's name behind its language (`csv members.csv`) is
that file; what stands there is written when the page comes to it. A block `python` is run, and a block `text` right after it is what
it prints. Blocks without a language, and `sh` (installation, other machines), are for reading only.
"""

from __future__ import annotations

import io
import re
import sys
from contextlib import chdir, redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "sessions"))

from runner import HASH, answers, environment  # noqa: E402 the runner stands in a folder of its own

BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = ("console", "python")


def found() -> list[Path]:
    """Return the pages that are run."""
    every = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in every if any(match[1] in RUN or match[2] for match in BLOCK.finditer(page.read_text(encoding="utf-8")))]


def played(page: Path, folder: Path) -> str:
    """Return a page as it comes out when all that it shows is done anew."""
    text = page.read_text(encoding="utf-8")
    parts: list[str] = []
    end, said = 0, ""
    known = environment()
    names: dict[str, object] = {}
    with chdir(folder):
        for match in BLOCK.finditer(text):
            parts.append(text[end : match.start(3)])
            body = match[3]
            if match[1] == "console":
                body = answers(match[3], known)
            elif match[1] == "python":
                said = _printed(body, names)
            elif match[2]:
                Path(match[2]).write_text(body, encoding="utf-8")
            elif match[1] == "text" and said:
                body, said = said, ""
            parts.append(body)
            end = match.end(3)
    return "".join([*parts, text[end:]])


def _printed(code: str, names: dict[str, object]) -> str:
    told = io.StringIO()
    with redirect_stdout(told):
        exec(compile(code, "page", "exec"), names)  # noqa: S102 a page of our own
    return HASH.sub("…", told.getvalue())
