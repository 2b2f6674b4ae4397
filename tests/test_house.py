"""The rules of the house hold: who imports whom, how long things are, and that nothing inside reads a clock or prints."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = {
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."): path
    for part in ("engine", "cli")
    for path in (ROOT / part).rglob("*.py")
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

# What a part may import besides the standard library and itself; the longest prefix that fits a module holds.
MAY_IMPORT = {
    "engine.records": set(),
    "engine.problems": set(),
    "engine.values": set(),
    "engine.written": {"engine.values"},
    "engine.reserved": set(),
    "engine.charter": {"engine.values"},
    "engine.case": {"engine.values", "engine.charter"},
    "engine.codec": {"engine.values", "engine.charter", "engine.case"},
    "engine.dsl": {"engine.charter", "engine.values", "engine.problems", "engine.written", "engine.reserved"},
    "engine.workflows": {"engine.charter", "engine.case", "engine.values"},
    "engine.proofs": {"engine.charter", "engine.case", "engine.values", "engine.problems", "engine.workflows"},
    "engine.store": {"engine.case", "engine.charter", "engine.values", "engine.codec"},
    "engine.messages": {"engine.charter", "engine.case", "engine.values", "engine.problems", "engine.written"},
    "engine.keeping": {"engine.dsl", "engine.codec", "engine.problems"},
    "engine.drafting": {"engine.dsl", "engine.keeping", "engine.problems", "engine.charter", "engine.values", "engine.codec",
                        "engine.messages"},
    "engine.proving": {"engine.drafting", "engine.keeping", "engine.dsl", "engine.proofs", "engine.problems", "engine.charter",
                       "engine.values"},
    "engine.services": {"engine"},
    "engine.papers": {
        "engine.services",
        "engine.workflows.periods",
        "engine.messages",
        "engine.charter",
        "engine.case",
        "engine.values",
        "engine.written",
    },
    "engine": set(),
    "cli": {"engine.drafting", "engine.template", "engine.dsl.coverage", "engine.dsl.extend", "engine.services", "engine.papers",
            "engine.messages", "engine.charter", "engine.case", "engine.values", "engine.problems", "engine.codec", "engine.written",
            "engine.reserved", "engine.store", "engine.proving", "engine"},
}  # fmt: skip

# The one owner of each library.
OWNERS = {
    "lark": ("engine.dsl.parse",),
    "transitions": ("engine.workflows.machines",),
    "chinese_calendar": ("engine.workflows.worktime",),
    "sqlalchemy": ("engine.store",),
    "alembic": ("engine.store",),
    "psycopg": ("engine.store",),
    "click": ("cli",),
    "rich": ("cli",),
    "openpyxl": ("engine.services.tables",),
    "docx": ("engine.papers.docx",),
    "typst": ("engine.papers.pdf",),
    "icalendar": ("engine.papers.calendar",),
    "xlsxwriter": ("engine.services.workbooks",),
}


# Catalogues of records, one after another: cutting them up would only hide where a record stands (docs/decisions.md).
CATALOGUES = {"engine.case", "engine.charter", "engine.dsl.syntax"}


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if f"{node.module}.{alias.name}" in MODULES)


def _part(module: str) -> str:
    return max((part for part in MAY_IMPORT if module == part or module.startswith(part + ".")), key=len)


def _is_in(module: str, parts: set[str] | tuple[str, ...]) -> bool:
    return any(module == part or (module.startswith(part + ".") and part != "engine") for part in parts)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_only_what_its_part_may(module):
    part = _part(module)
    if part == "engine.services":
        return
    allowed = MAY_IMPORT[part] | {part, "engine.records"}
    wrong = sorted(
        name
        for name in _imports(TREES[module])
        if name.split(".")[0] in ("engine", "cli") and name != "engine" and not _is_in(name, allowed)
    )
    assert wrong == []


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_library_is_imported_by_its_owner_alone(module):
    wrong = {name for name in _imports(TREES[module]) if name.split(".")[0] in OWNERS and not _is_in(module, OWNERS[name.split(".")[0]])}
    assert wrong == set()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_file_is_one_idea_of_at_most_400_lines(module):
    assert module in CATALOGUES or len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_function_fits_in_a_glance(module):
    functions = (node for node in ast.walk(TREES[module]) if isinstance(node, ast.FunctionDef))
    long = {node.name: lines for node in functions if (lines := (node.end_lineno or 0) - node.lineno + 1) > 50}
    assert long == {}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_says_first_what_it_is_for(module):
    assert ast.get_docstring(TREES[module])


@pytest.mark.parametrize("module", sorted(name for name in MODULES if name.startswith("engine")))
def test_nothing_inside_prints_or_reads_clock_or_environment(module):
    calls = {ast.unparse(node.func) for node in ast.walk(TREES[module]) if isinstance(node, ast.Call)}
    assert not calls & {
        "print",
        "input",
        "datetime.now",
        "datetime.utcnow",
        "date.today",
        "datetime.today",
        "time.time",
        "os.getenv",
        "eval",
        "exec",
        "pickle.loads",
    }
    assert not any("os.environ" in ast.unparse(node) for node in ast.walk(TREES[module]) if isinstance(node, ast.Attribute))


def test_no_module_has_a_name_that_says_nothing():
    assert not {name.rsplit(".", 1)[-1] for name in MODULES} & {"utils", "helpers", "manager", "handler", "data", "info", "common", "misc"}


def test_no_two_files_of_tests_bear_one_name():
    """Tests stand in folders without packages: of two files of one name only one would be run."""
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("module", sorted({path.stem for path in (ROOT / "engine/messages/en").glob("*.py")} - {"__init__"}))
def test_both_tongues_say_the_same_things(module):
    """Every message has its words in English and in Chinese, with the same facts in them."""
    english, chinese = (import_module(f"engine.messages.{lang}.{module}") for lang in ("en", "zh"))
    tables = {name for name, value in vars(english).items() if name.isupper() and isinstance(value, dict)}
    assert tables == {name for name, value in vars(chinese).items() if name.isupper() and isinstance(value, dict)}
    for table in sorted(tables):
        en, zh = getattr(english, table), getattr(chinese, table)
        assert set(en) == set(zh), table
        different = {key for key in en if isinstance(en[key], str) and _facts(en[key]) != _facts(zh[key])}
        assert different <= getattr(chinese, "FREER", frozenset()), table


def _facts(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[!:}]", text))
