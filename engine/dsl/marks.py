"""Where `[assumed]` belongs: on the same node in both tongues.

At first a mark is on the smallest node that ends with the marked word, and what a phrase ends with differs: 〔推定〕 after
须有三分之二以上成员出席 marks the clause, `[assumed]` after `quorum two thirds of members` marks the base. So a mark goes down
as long as the phrase ends with a smaller one in either tongue; then both tongues print it after the same node.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from engine.dsl import syntax
from engine.dsl.rewriting import rewrite_parts
from engine.dsl.syntax import Node
from engine.dsl.templates import Part, expand
from engine.values import Lang

N = TypeVar("N", bound=Node)

LEAVES = (syntax.Name, syntax.Declared, syntax.Val, syntax.Quote, syntax.Word, syntax.Cited)
_TONGUES: tuple[Lang, ...] = ("en", "zh")


def settle(node: N) -> N:
    """Return a node with every mark where both tongues put it."""
    if type(node) in LEAVES:
        return node
    last = _last(node) if node.assumed else None
    if last is None:
        return rewrite_parts(node, _settled)
    return rewrite_parts(replace(node, assumed=False), lambda part: settle(replace(part, assumed=True) if part is last else part))


def _settled(node: Node) -> Node:
    return settle(node)


def _last(node: Node) -> Node | None:
    """Return the part that a node ends with in one of the tongues."""
    for lang in _TONGUES:
        pieces = expand(node, lang)
        if pieces and isinstance(pieces[-1], Part) and isinstance(pieces[-1].node, Node):
            return pieces[-1].node
    return None
