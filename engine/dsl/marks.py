"""Where `[assumed]` belongs: on the same node in both tongues.

At first a mark is on the smallest node that ends with the marked word, and what a phrase ends with differs: 〔推定〕 after
须有三分之二以上成员出席 marks the clause, `[assumed]` after `quorum two thirds of members` marks the base. So a mark goes down
as long as the phrase ends with a smaller one in either tongue; then both tongues print it after the same node.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from engine.dsl import syntax
from engine.dsl.rewriting import rewrite, rewrite_parts
from engine.dsl.syntax import Node
from engine.dsl.templates import Part, Piece, expand, has_template, said_as, template_name
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


def hoist(node: N, lang: Lang) -> N:
    """Return a node that bears the mark of what it ends with in the other tongue, where its own last word is a keyword.

    Chinese reads better so: 须有三分之二以上成员出席〔推定〕. Reading it settles the mark where it was.
    """
    (other,) = (each for each in _TONGUES if each != lang)
    if node.assumed or (marked := _tail(node, other)) is None:
        return node
    bare = rewrite(node, lambda part: replace(part, assumed=False) if part is marked else part)
    return replace(bare, assumed=True)


def _tail(node: Node, lang: Lang) -> Node | None:
    """Return the marked node among those that a node ends with in a tongue, one in the other."""
    last = None if isinstance(node, LEAVES) else _ending(expand(node, lang))
    while last is not None and not last.assumed:
        last = None if isinstance(last, LEAVES) else _ending(expand(last, lang))
    return last


def _last(node: Node) -> Node | None:
    """Return the part that a node ends with in one of the tongues."""
    name = template_name(node)
    for lang in _TONGUES:
        special = (f"{name}@{form}" for form in _FORMS)
        for pieces in (expand(node, lang), *(said_as(each, node, lang) for each in special if has_template(each, lang))):
            if (last := _ending(pieces)) is not None:
                return last
    return None


_FORMS = ("front", "after")  # in which some nodes have words of their own


def _ending(pieces: list[Piece]) -> Node | None:
    return pieces[-1].node if pieces and isinstance(pieces[-1], Part) and isinstance(pieces[-1].node, Node) else None
