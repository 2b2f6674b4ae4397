"""Whether two conditions can hold at once, or one of them always does; told of plain comparisons of the same two things."""

from __future__ import annotations

from engine.dsl.syntax import Comparison, Node

_CONTRARY = ({">", "<="}, {"<", ">="}, {"=", "!="}, {"is", "is not"})
_APART = (*_CONTRARY, {">", "<"})


def contrary(one: Node | None, other: Node | None) -> bool:
    """Whether always exactly one of two conditions holds."""
    return _of_same(one, other, _CONTRARY)


def apart(one: Node | None, other: Node | None) -> bool:
    """Whether two conditions never hold at once."""
    return _of_same(one, other, _APART)


def _of_same(one: Node | None, other: Node | None, pairs: tuple[set[str], ...]) -> bool:
    if not isinstance(one, Comparison) or not isinstance(other, Comparison):
        return False
    return one.left == other.left and one.right == other.right and {one.op, other.op} in pairs
