"""Charters read, written and compared, for the tests of the grammar and of the formatter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from engine.dsl import syntax
from engine.dsl.format import format as formatted_text
from engine.dsl.format import format_file
from engine.dsl.parse import Grammar, grammar
from engine.dsl.translation import kinds_of, pairs_of, translated
from engine.dsl.using import Loaded, gather_used, parse_used
from engine.problems import Problems
from engine.values import Lang

HERE = Path(__file__).parent
CHARTERS = HERE.parent.parent / "charters"
PEOPLE = ("张平", "刘洋", "赵敏")
TONGUES: tuple[Lang, Lang] = ("en", "zh")


@cache
def tables() -> Grammar:
    return grammar()


def load(kind: str, name: str, asker: str) -> Loaded | None:
    """Find library modules, the files beside a charter, and three people for every member file."""
    if kind == "members":
        return Loaded("members", "", PEOPLE)
    if kind == "module":
        modules = ((file, file.read_text(encoding="utf-8")) for file in sorted(CHARTERS.glob("standard/*.rules")))
        return next((Loaded(str(file), text) for file, text in modules if file.stem == name or f"({name})" in text.split(".", 1)[0]), None)
    file = Path(asker).parent / name
    return Loaded(str(file), file.read_text(encoding="utf-8")) if file.is_file() else None


def parsed(text: str, file: str = "charter.rules") -> tuple[tuple[syntax.File, ...], list[str]]:
    """Parse a text and what it uses; also return what cannot be read in it, as `line: code`."""
    problems = Problems()
    used = gather_used(text, file, load, problems)
    used.people[:] = used.people or PEOPLE
    files = tuple(parse_used(used, tables(), problems))
    faults = [f"{each.span.line}: {each.code}" for each in problems if each.severity == "error" and each.code.startswith("CH01")]
    return files, faults


def items_of(text: str, file: str = "charter.rules") -> tuple[syntax.Node, ...]:
    """Return what a text says, which must be understood whole, with its names in its own tongue and its tables in canonical words."""
    files, faults = parsed(text, file)
    assert not faults, (faults, text)
    own = files[0]
    lang: Lang = "zh" if own.lang == "zh" else "en"
    return translated(own.items, lang, lang, pairs_of(item for each in files for item in each.items))


def formatted(text: str, lang: Lang | None = None, file: str = "charter.rules") -> str:
    return formatted_text(text, file, lang, tables(), load)


def written(items: tuple[syntax.Node, ...], lang: Lang, names: dict[str, str]) -> str:
    """Write nodes that nobody read, whose names are English."""
    return format_file(syntax.File(lang="en", items=items), lang, names, tables(), kinds=kinds_of(items), people=PEOPLE)


def walk(items: tuple[syntax.Node, ...]) -> Iterator[syntax.Node]:
    from engine.dsl.names import walk as nodes  # late: only a few tests walk

    for item in items:
        yield from nodes(item)
