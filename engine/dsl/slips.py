"""Slips that many make and that are told by their own name: people counted where a share belongs, words in another order, a bare bound."""

from __future__ import annotations

from collections.abc import Sequence

from engine.dsl.branches import Branch
from engine.dsl.parse import Failure, Grammar, Start
from engine.dsl.tokens import Token
from engine.problems import Problems
from engine.values import Lang

_SIGNS = frozenset(("APPROVE", "SETTLE", "RECOMMEND", "RESOLVE", "STUDY"))
_BOUNDS = frozenset(("OVER", "BELOW", "REACH"))
_ORDER: dict[Lang, tuple[str, ...]] = {
    "en": ("subject", "MUST", "BE", "sign", "BY", "party"),
    "zh": ("subject", "MUST", "BY", "party", "sign"),
}


def slip(tokens: Sequence[Token], failure: Failure, starts: Sequence[Start], grammar: Grammar, lang: Lang, problems: Problems) -> bool:
    """Report a slip that is known, and tell whether there was one."""
    return (
        _headcount(tokens, failure, problems)
        or _bare_bound(tokens, failure, problems)
        or _disordered(tokens, failure, starts, grammar, lang, problems)
    )


def _headcount(tokens: Sequence[Token], failure: Failure, problems: Problems) -> bool:
    """Say that a quorum and a vote are shares, where so many people are named."""
    at = failure.index
    if at >= len(tokens) or "NUMBER" not in tokens[at].types or not {"FRACTION", "MAJORITY"} <= set(failure.expected):
        return False
    problems.error("CH0102", tokens[at].span, variant="headcount", found=tokens[at].text)
    return True


def _bare_bound(tokens: Sequence[Token], failure: Failure, problems: Problems) -> bool:
    """Say that a bound on a kind of case is an amount, where something else than an amount is named after it."""
    at = failure.index
    if not 1 < at < len(tokens) or _BOUNDS.isdisjoint(tokens[at - 1].types) or set(failure.expected) != {"MONEY"}:
        return False
    name, over, found = tokens[at - 2 : at + 1]
    problems.error("CH0102", found.span, variant="bound", name=name.text, after=over.text, found=found.text)
    return True


def _disordered(
    tokens: Sequence[Token], failure: Failure, starts: Sequence[Start], grammar: Grammar, lang: Lang, problems: Problems
) -> bool:
    """Say in which order a sentence makes sense that says who must approve what."""
    parts = _parts(tokens)
    if parts is None:
        return False
    ordered = tuple(parts[part] for part in _ORDER[lang] if part in parts)
    if ordered == tuple(tokens) or not any(isinstance(grammar.parse(ordered, start), Branch) for start in starts):
        return False
    place = tokens[min(failure.index, len(tokens) - 1)].span
    right = (" " if lang == "en" else "").join(each.text for each in ordered)
    problems.error("CH0102", place, variant="order", right=right)
    return True


def _parts(tokens: Sequence[Token]) -> dict[str, Token] | None:
    """Return what a sentence is made of, where it is made of nothing else: who after `by`, and what the other name is."""
    found: dict[str, Token] = {}
    for before, token in zip((None, *tokens), tokens, strict=False):
        part: str | None = next((each for each in ("MUST", "BE", "BY") if each in token.types), None)
        if part is None and not _SIGNS.isdisjoint(token.types):
            part = "sign"
        elif part is None and "NAME" in token.types:
            part = "party" if before is not None and "BY" in before.types else "subject"
        if part is None or part in found:
            return None
        found[part] = token
    return found if {"subject", "party", "sign", "MUST", "BY"} <= found.keys() else None
