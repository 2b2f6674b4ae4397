"""Conditions and shares with a rule of their own."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from engine.dsl import syntax
from engine.dsl.branches import Built, nodes_of, slots_of, tokens_of
from engine.dsl.syntax import Name, Val, Word
from engine.dsl.tokens import Token


def bound(_: object, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Build a value with a relation to it."""
    return [syntax.Bound(op=_op(tokens_of(items)), value=nodes_of(items)[0], **where)]


def comparison(_: object, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Build two sides in a relation."""
    slots = slots_of(items)
    return [syntax.Comparison(left=slots["left"], op=_op(tokens_of(items)), right=slots["right"], **where)]


def _op(tokens: dict[str, Token]) -> str:
    negative = "NOT" in tokens or "MUSTNOT" in tokens
    for terminal, (op, contrary) in _OPS.items():
        if terminal in tokens:
            return contrary if negative else op
    if "CMP" in tokens:
        return str(tokens["CMP"].value)
    return "is not" if negative else "is"


_OPS = {"OVER": (">", "<="), "BELOW": ("<", ">="), "REACH": (">=", "<"), "ORMORE": (">=", "<"), "ORLESS": ("<=", ">")}


def limit(_: object, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Build what a field must or must not reach."""
    return [syntax.LimitClause(op=_op(tokens_of(items)), right=slots_of(items)["right"], **where)]


def group_of(_: object, items: list[Built], _where: dict[str, Any]) -> list[Built]:
    """Build what stands in brackets."""
    return [nodes_of(items)[0]]


def field_of(_: object, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Build a field, perhaps of a kind of case."""
    names: list[Any] = nodes_of(items)
    if len(names) == 1:
        return [syntax.FieldOf(field=names[0], **where)]
    field, kind = names if "OF" in tokens_of(items) else reversed(names)
    return [syntax.FieldOf(field=field, kind=kind, **where)]


def part_of(_: object, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Build a share of an amount."""
    nodes: list[Any] = nodes_of(items)
    share = next(node for node in nodes if isinstance(node, Val))
    *kind, whole = (node for node in nodes if node is not share)
    if isinstance(whole, Name):
        whole = syntax.FieldOf(field=whole, kind=kind[0] if kind else None, span=whole.span)
    return [syntax.PartOf(share=share, whole=whole, **where)]


def share(_: object, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Build a share of a base."""
    tokens, nodes = tokens_of(items), nodes_of(items)
    share = next((node for node in nodes if isinstance(node, Val)), None)
    strict = "OVER" in tokens or "MAJORITY" in tokens
    if share is None:
        fraction = Fraction(1) if "UNANIMITY" in tokens else Fraction(1, 2)
        share = Val(kind="FRACTION", value=fraction, **where)
    name = next((node for node in nodes if isinstance(node, Name)), None)
    weight = slots_of(items).get("weight")
    word = next((node for node in nodes if isinstance(node, Word)), None)
    base = word or Word(list="base", word="present" if "PRESENT" in tokens else "members", **where)
    return [syntax.Share(share=share, strict=strict, base=base, of=name, weight=weight, **where)]


def base(_: object, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Build of whom a share is counted."""
    tokens = tokens_of(items)
    word = "present" if "PRESENT" in tokens else "cast" if "VOTESCAST" in tokens else "seats" if "SEATS" in tokens else "members"
    return [Word(list="base", word=word, **where)]
