"""Bad charters, a mistake or two at a time: each message stands where it must, and nowhere else.

A file holds chunks parted by `---`, each of which is added to the sound base of its tongue. `### "…"` on a line is a message that must be
told there; a line marked `# ok` is the near miss beside it. Missing, surplus and misplaced messages all fail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from errors_page import example
from faults import CHARTERS, LANGS, Faults, added

from engine.messages.en.problems import MESSAGES
from engine.messages.rendering import message, pages
from engine.problems import Problem
from engine.values import Lang

FILES = sorted((CHARTERS / "bad").glob("*.rules"))
MARK = re.compile(r'[ \t]*### "(.*?)"(?=[ \t]*(?:###|$))')


@dataclass(frozen=True)
class Chunk:
    """A few sentences, with the messages wanted on each of their lines."""

    name: str
    lang: Lang
    text: str
    wanted: dict[int, list[str]]


def chunks(file: Path) -> list[Chunk]:
    lang: Lang = "zh" if ".zh." in file.name else "en"
    whole = file.read_text(encoding="utf-8")
    return [_chunk(f"{file.stem}:{number}", lang, part) for number, part in enumerate(re.split(r"^---\n", whole, flags=re.MULTILINE), 1)]


def _chunk(name: str, lang: Lang, marked: str) -> Chunk:
    lines = marked.rstrip("\n").split("\n")
    wanted = {number: MARK.findall(line) for number, line in enumerate(lines, 1) if MARK.search(line)}
    text = "\n".join(MARK.sub("", line) for line in lines)
    return Chunk(name, lang, text.replace("\\u200b", "\u200b"), wanted)


CHUNKS = [chunk for file in FILES for chunk in chunks(file)]


def told(found: Faults, lang: Lang) -> dict[int, list[str]]:
    lines: dict[int, list[str]] = {}
    for problem in (each for each in found.problems if each.code != "CH0903"):  # told once, at the head
        lines.setdefault(problem.span.line if problem.span.file == "example.rules" else 0, []).append(_message(problem, found, lang))
    return lines


def _message(problem: Problem, found: Faults, lang: Lang) -> str:
    return f"{problem.code} {message(problem, found.sources, lang)}".replace("\u200b", "\\u200b")


@pytest.mark.parametrize("chunk", CHUNKS, ids=[chunk.name for chunk in CHUNKS])
def test_each_message_stands_where_it_must_and_nowhere_else(chunk: Chunk, pytestconfig: pytest.Config):
    found = told(added(chunk.text, chunk.lang), chunk.lang)
    if pytestconfig.getoption("--update-golden"):
        return
    assert found == chunk.wanted


def test_near_misses_are_marked():
    """A line that is said to be sound bears no message."""
    assert [chunk.name for chunk in CHUNKS for line, _ in chunk.wanted.items() if "# ok" in chunk.text.split("\n")[line - 1]] == []


def test_every_message_is_told_somewhere():
    """Each wording, with its variants, is that of some bad charter or example."""
    seen: set[str] = set()
    for chunk in CHUNKS:
        seen |= {f"{each.code} {each.variant}".rstrip() for each in added(chunk.text, chunk.lang).problems}
    for code in pages("en"):
        for lang in LANGS:
            seen |= {f"{each.code} {each.variant}".rstrip() for each in example(code, lang).problems}
    assert set(MESSAGES) - seen == {"CH0204 charter", "CH0204 source", "CH0205 deep", "CH0707 none", "CH0808"}


def test_updating(pytestconfig: pytest.Config):
    """`--update-golden` writes the messages into the files anew; read them before they are committed."""
    if not pytestconfig.getoption("--update-golden"):
        return
    for file in FILES:
        file.write_text("---\n".join(_marked(chunk) for chunk in chunks(file)), encoding="utf-8")


def _marked(chunk: Chunk) -> str:
    found = told(added(chunk.text, chunk.lang), chunk.lang)
    lines = [
        "  ".join((line.replace("\u200b", "\\u200b"), *(f'### "{said}"' for said in found.get(number, ()))))
        for number, line in enumerate(chunk.text.split("\n"), 1)
    ]
    return "\n".join(lines) + "\n"
