"""Trees made anew with some of their nodes changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from engine.dsl.syntax import Node
from engine.records import types_of

N = TypeVar("N", bound=Node)


def rewrite(node: N, change: Callable[[Node], Node]) -> N:
    """Return a node with every node in it changed, the innermost first."""
    return change(rewrite_parts(node, lambda part: rewrite(part, change)))  # type: ignore[return-value]


def rewrite_parts(node: N, change: Callable[[Node], Node]) -> N:
    """Return a node with the nodes that stand directly in it changed; the node itself where none is."""
    changed: dict[str, object] = {}
    for field in types_of(type(node)):
        value = getattr(node, field)
        new = _changed(value, change)
        if new is not value:
            changed[field] = new
    return replace(node, **changed) if changed else node  # type: ignore[arg-type]


def _changed(value: object, change: Callable[[Node], Node]) -> object:
    if isinstance(value, Node):
        return change(value)
    if not isinstance(value, tuple) or not any(isinstance(item, Node) for item in value):
        return value
    new = tuple(change(item) if isinstance(item, Node) else item for item in value)
    return value if all(one is other for one, other in zip(new, value, strict=True)) else new
