"""A file's tree with its names, declarations and quoted texts said in another tongue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.dsl import syntax
from engine.dsl.characters import is_han
from engine.dsl.names import walk
from engine.dsl.rewriting import rewrite
from engine.dsl.syntax import Node
from engine.values import Lang

KINDS = {
    syntax.RoleLine: "role",
    syntax.GroupLine: "role",
    syntax.UnitLine: "unit",
    syntax.UnitRows: "unit",
    syntax.UnitRow: "unit",
    syntax.BodyLine: "unit",
    syntax.CommitteeLine: "unit",
    syntax.ProcessLine: "process",
    syntax.JudgementLine: "judgement",
    syntax.PartLine: "part",
}

LISTING = {syntax.CategoryLine: "role", syntax.States: "state", syntax.FinalStates: "state"}


def translated(items: Iterable[Node], written: Lang, wanted: Lang, names: Mapping[str, str]) -> tuple[Node, ...]:
    """Return items with every name in the tongue that is wanted, as far as it has one; declarations and quotations swap their texts."""

    def change(node: Node) -> Node:
        if isinstance(node, syntax.Name):
            return named(node, wanted, names)
        if written != wanted and isinstance(node, syntax.Declared):
            return _declared(node, names)
        if written != wanted and isinstance(node, syntax.Quote) and node.other is not None:
            return replace(node, text=node.other, other=node.text)
        return node

    return tuple(item if isinstance(item, syntax.QuoteLine) else rewrite(item, change) for item in items)


def _declared(node: syntax.Declared, names: Mapping[str, str]) -> syntax.Declared:
    """Swap the names of a declaration; one that says only one of them takes the other from where both are said."""
    if node.other is None:
        return replace(node, name=names.get(node.name, node.name))
    return replace(node, name=node.other, other=node.name)


def named(node: syntax.Name, wanted: Lang, names: Mapping[str, str]) -> syntax.Name:
    """Return a name in the tongue that is wanted, where it is not in it already."""
    chinese = any(map(is_han, node.text))
    other = names.get(node.text)
    if other is None or chinese == (wanted == "zh") or any(map(is_han, other)) == chinese:
        return node
    return replace(node, text=other)


def kinds_of(items: Iterable[Node]) -> dict[str, str]:
    """Return what kind of thing each declared name stands for: an office, a unit, a kind of case."""
    found: dict[str, str] = {}
    for node in (part for item in items for part in walk(item)):
        if kind := LISTING.get(type(node)):
            listed: tuple[syntax.Declared, ...] = node.names  # type: ignore[attr-defined]
            found |= {text: kind for name in listed for text in (name.name, name.other) if text}
        elif kind := KINDS.get(type(node)):
            name: syntax.Declared = node.name  # type: ignore[attr-defined]
            found |= {text: kind for text in (name.name, name.other) if text}
    return found


def pairs_of(items: Iterable[Node]) -> dict[str, str]:
    """Return each declared name with its name in the other tongue."""
    found: dict[str, str] = {}
    for node in (part for item in items for part in walk(item)):
        if isinstance(node, syntax.Declared) and node.other is not None:
            found.setdefault(node.name, node.other)
            found.setdefault(node.other, node.name)
    return found
