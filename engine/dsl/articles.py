"""Articles: which clause holds where two articles settle the same property of one thing differently.

Two clauses conflict unless they say the same, or one article prevails over the other for that property (or altogether), or
a rule is an exception of it. Precedence takes in sub-articles (rules 7 over rules 6.2), is not transitive; circles are errors.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.dsl.syntax import Node
from engine.problems import Label, Problems, Span
from engine.records import record
from engine.values import Cite


@record
class Settlement:
    """One clause that settles one property of one thing."""

    property: str
    thing: str
    name: str  # of the thing, as written
    says: Node
    cite: Cite | None
    span: Span
    exception_of: tuple[Cite, ...] = ()
    library: bool = False


@record
class Precedence:
    """One article over another, for one property or (None) for every one."""

    article: Cite
    over: Cite
    property: str | None
    span: Span


def settle(settlements: Iterable[Settlement], precedences: tuple[Precedence, ...], problems: Problems) -> dict[tuple[str, str], Settlement]:
    """Return what holds for every property of every thing; report conflicts with both places."""
    _report_circles(precedences, problems)
    groups: dict[tuple[str, str], list[Settlement]] = {}
    for each in settlements:
        groups.setdefault((each.property, each.thing), []).append(each)
    return {key: _strongest(group, precedences, problems) for key, group in groups.items()}


def _strongest(group: list[Settlement], precedences: tuple[Precedence, ...], problems: Problems) -> Settlement:
    best = group[0]
    for other in group[1:]:
        if other.says == best.says:
            continue
        if _prevails(other, best, precedences):
            best = other
        elif not _prevails(best, other, precedences):
            first, second = sorted((best, other), key=lambda each: each.span)
            problems.error("CH0402", second.span, Label(first.span, "settled"), property=best.property, name=second.name)
    return best


def _prevails(one: Settlement, other: Settlement, precedences: tuple[Precedence, ...]) -> bool:
    if one.library != other.library:
        return other.library  # a charter's own sentence over a library's
    if one.cite is None or other.cite is None:
        return False
    if any(within(other.cite, cite) for cite in one.exception_of):
        return True
    return any(
        within(one.cite, each.article) and within(other.cite, each.over) and each.property in (None, one.property) for each in precedences
    )


def within(article: Cite, whole: Cite) -> bool:
    """Return whether an article is another or one of its sub-articles."""
    return article.part == whole.part and (article.number == whole.number or article.number.startswith(whole.number + "."))


def _report_circles(precedences: tuple[Precedence, ...], problems: Problems) -> None:
    """Report articles of which each is said to prevail over the other, and those that prevail over themselves."""
    by_article: dict[Cite, list[Precedence]] = {}
    for each in precedences:
        for whole in wholes(each.article):
            by_article.setdefault(whole, []).append(each)
    for one in precedences:
        if within(one.article, one.over) or within(one.over, one.article):
            problems.error("CH0408", one.span, variant="itself")
        for other in {id(p): p for whole in (one.over, *wholes(one.over)) for p in by_article.get(whole, ())}.values():
            same = one.property is None or other.property is None or one.property == other.property
            if one.span < other.span and same and within(one.article, other.over) and within(other.article, one.over):
                problems.error("CH0408", other.span, Label(one.span, "prevails"))


def wholes(article: Cite) -> list[Cite]:
    """Return an article and those that it is a part of, the narrowest first."""
    parts = article.number.split(".")
    return [Cite(article.part, ".".join(parts[:length])) for length in range(len(parts), 0, -1)]
