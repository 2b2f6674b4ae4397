"""The library: its page says what the modules hold, and its names mean the same in every module."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from engine import drafting
from engine.dsl import syntax
from engine.dsl.syntax import Declared, Node

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "charters" / "standard").glob("*.rules"))
PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")


def items(file: Path) -> tuple[Node, ...]:
    return drafting.read(file, cache=None, people_of=lambda _: ()).compiled.file.items


def sections() -> dict[str, str]:
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    return {part.split(" ·", 1)[0]: part for part in parts}


def declared(nodes: tuple[Node, ...]) -> list[tuple[str, Declared]]:
    """Return the names that a module declares, each with what it names."""
    found: list[tuple[str, Declared]] = []
    for node in nodes:
        match node:
            case syntax.ProcessLine():
                found.append(("process", node.name))
            case syntax.Clause(says=syntax.FieldClause() as says):
                found.append(("field", says.name))
            case syntax.States():
                found += [("state", name) for name in node.names]
            case syntax.MoveClause():
                found.append(("move", node.move))
    return found


def test_the_page_has_a_section_for_every_module_and_no_other():
    assert list(sections()) == [file.stem for file in MODULES]


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.stem)
def test_a_section_says_what_its_module_declares_and_nothing_else(file):
    rows = [line for line in sections()[file.stem].splitlines() if line.startswith("| ")][1:]
    said = {
        cell.strip() for row in rows for column, text in enumerate(row.strip("| ").split(" | ")) if column != 1 for cell in text.split(",")
    }
    assert said - {""} == {f"{name.name} {name.other}" for _, name in declared(items(file))}


def test_a_name_of_the_library_has_one_name_in_the_other_tongue():
    """All modules of a charter share their names: one with two translations would be shown by the wrong one."""
    others: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file in MODULES:
        for kind, name in declared(items(file)):
            others[kind, name.name].add(name.other or "")
            others[kind, name.other or ""].add(name.name)
    assert {key: found for key, found in others.items() if len(found) > 1} == {}


def test_no_two_kinds_are_numbered_alike():
    prefixes = [
        (node.says.prefix.text, file.stem)
        for file in MODULES
        for node in items(file)
        if isinstance(node, syntax.Clause) and isinstance(node.says, syntax.Numbered)
    ]
    assert len(dict(prefixes)) == len(prefixes)
