"""Branches of a parse tree, and what fits into the fields of a syntax node.

An alias or rule of `charter.lark` names the node it builds; children go to the fields they fit, in order; `at_field` and
`as_field` name their field; `w_list` is a word of a closed list; keywords that are the names of flags set them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from engine.dsl import syntax
from engine.dsl.syntax import Node, Who, Word
from engine.dsl.tokens import Token
from engine.problems import Span
from engine.records import record, types_of


@record
class Branch:
    """A node of a parse tree, free of the parser's library: rule name and children."""

    rule: str
    children: tuple[Branch | tuple[str, Token], ...]


@record
class Slot:
    """A child that names the field it belongs to."""

    field: str
    value: object


@record
class Heading:
    """What a block is about."""

    subject: Who


Built = Node | Slot | Heading | tuple[str, Token]


# ---- filling a node's fields ----------------------------------------------------------------------------------------


def fill(kind: type[Node], items: Iterable[Built], where: dict[str, Any]) -> Node:
    """Make a node of a kind from the built children of its rule."""
    given: dict[str, Any] = dict(where)
    for item in items:
        if isinstance(item, Slot):
            given[_SLOTS.get(item.field, item.field)] = item.value
        elif isinstance(item, tuple):
            _flag(kind, given, *item)
        elif isinstance(item, Node):
            given[_field_for(kind, given, item)] = item
    return kind(**given)


def _flag(kind: type[Node], given: dict[str, Any], terminal: str, token: Token) -> None:
    field = _FLAGS.get(terminal, terminal.lower())
    if terminal == "CODE":
        given["code"] = token.text
    elif (kind.__name__, field) in _FLAG_FIELDS:
        given[field] = True


def _field_for(kind: type[Node], given: dict[str, Any], item: Node) -> str:
    if isinstance(item, Word):
        return _WORDS.get(item.list, item.list)
    for field, accepted in _ACCEPTED[kind]:
        if field not in given and (type(item).__name__ in accepted or "Node" in accepted):
            return field
    raise AssertionError((kind, item))


_WORDS = {"sign": "verb", "act": "verb", "doing": "verb", "thing": "object", "vacancy": "mode", "truth": "value"}
_SLOTS = {
    "zh_steps": "steps",
    "within_zh": "within",
    "opens_kind": "opens",
    "of_unit": "of",
    "judged": "of",
    "assigned": "value",
    "by_whom": "by",
    "taker": "into",
}
_FLAGS = {
    "NOOBJECTION": "no_objection",
    "EACHTIME": "each_time",
    "CALENDARPERIOD": "calendar_period",
    "ORMORE": "or_more",
    "NOT": "negative",
    "LATEMARKED": "late_marked",
    "OWNBUDGET": "own_budget",
}
CLASSES: dict[str, type[Node]] = {
    re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(): kind
    for name, kind in vars(syntax).items()
    if isinstance(kind, type) and issubclass(kind, Node)
}
_ACCEPTED = {
    kind: [
        (name, re.findall(r"\w+", type)) for name, type in types_of(kind).items() if name not in ("span", "assumed") and "tuple" not in type
    ]
    for kind in CLASSES.values()
}
_FLAG_FIELDS = {(kind.__name__, name) for kind in CLASSES.values() for name, type in types_of(kind).items() if type == "bool"}


def place(branch: Branch) -> dict[str, Any]:
    """Return where a branch stands, as the keywords of a node."""
    first, last = _first(branch), _last(branch)
    return {"span": first.span.to(last.span)} if first and last else {}


def _first(branch: Branch) -> Token | None:
    for child in branch.children:
        found = _first(child) if isinstance(child, Branch) else child[1]
        if found:
            return found
    return None


def _last(branch: Branch) -> Token | None:
    for child in reversed(branch.children):
        found = _last(child) if isinstance(child, Branch) else child[1]
        if found:
            return found
    return None


def mark(made: list[Built], branch: Branch) -> list[Built]:
    """Mark what was made of a branch that ends with a marked token, unless something smaller has the mark already.

    A marked keyword within a node marks that node, so that no mark is lost.
    """
    within = any(isinstance(child, tuple) and child[1].assumed for child in branch.children[:-1])
    if within and len(made) == 1 and isinstance(made[0], Node):
        return [replace(made[0], assumed=True)]
    last = _last(branch)
    if last is None or not last.assumed or any(_has_mark(item, last.span) for item in made if isinstance(item, Node)):
        return made
    return [replace(item, assumed=True) if isinstance(item, Node) else item for item in made]


def _has_mark(node: Node, last: Span) -> bool:
    """Whether the node, or some part of it, ends with the token and has its mark."""
    return any(part.assumed and part.span.end == last.end for part in (node, *parts(node)))


def parts(node: Node) -> Iterable[Node]:
    """Yield the nodes within a node, whatever their depth."""
    for field in types_of(type(node)):
        value = getattr(node, field)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Node):
                yield item
                yield from parts(item)


# ---- children by what they are -------------------------------------------------------------------------------------


def tokens_of(items: list[Built]) -> dict[str, Token]:
    """Return the tokens among children, by terminal."""
    return {item[0]: item[1] for item in items if isinstance(item, tuple)}


def nodes_of(items: list[Built]) -> list[Node]:
    """Return the nodes among children."""
    return [item for item in items if isinstance(item, Node)]


def slots_of(items: list[Built]) -> dict[str, Any]:
    """Return the children that name their field, by field."""
    return {item.field: item.value for item in items if isinstance(item, Slot)}
