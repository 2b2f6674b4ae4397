"""docs/patterns.md and what runs: each row is executed by a scenario or test that there is, or rejected with a reason."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from office import HERE

from engine.services.found import Source
from engine.services.play import rehearse

ROOT = HERE.parent.parent
PAGE = (ROOT / "docs" / "patterns.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if re.match(r"\|(?! no\.| 操作|-)", line)]
SCENARIO, TEST = re.compile(r'scenario "(.+)"'), re.compile(r"`(tests/.+\.py)::(\w+)`")
RESOURCE, OFFICE = 43, 28  # patterns of Russell and others; operations of Chinese office approval


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_is_executed_by_what_there_is_or_rejected_with_its_reason(row: list[str], source: Source):
    here, by = row[-2:]
    if here == "rejected":
        assert re.fullmatch(r"because .{20,}", by)
        return
    assert here == "executed"
    if found := SCENARIO.fullmatch(by):
        assert found[1] in {scenario.name.en for scenario in source.charter.scenarios}
    else:
        named = TEST.fullmatch(by)
        assert named is not None
        assert named[2] in functions_of(named[1])


def test_no_pattern_is_left_out():
    numbers = [row[0] for row in ROWS if row[0].isdecimal()]
    assert numbers == [str(number) for number in range(1, RESOURCE + 1)]
    sections = PAGE.split("## ")
    office = next(section for section in sections if section.startswith("Operations of Chinese office approval"))
    assert len([line for line in office.splitlines() if line.startswith("|")]) - 2 == OFFICE


def test_every_scenario_passes(source: Source):
    assert [(played.scenario.en, played.failures) for played in rehearse(source) if played.failures] == []


def test_every_scenario_is_named_by_a_row_or_shows_a_limit_of_one(source: Source):
    """What is not named itself stands beside a row that is: its refusals, and its other ways."""
    named = {found[1] for row in ROWS if (found := SCENARIO.fullmatch(row[-1]))}
    beside = {scenario.name.en for scenario in source.charter.scenarios} - named
    assert beside == BESIDE


BESIDE = {
    "a committee votes",
    "returned to the drafter, and straight back",
    "done ahead of approval and not ratified",
    "nothing with money is done ahead of approval",
    "what the charter switches off is refused with its article",
}
