"""Values that stand for all values that conditions cannot tell apart: on each number that something is compared with, and between them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from engine.charter import Charter, Field
from engine.values import Money, Value

Number = int | Fraction
_YUAN = 100


def amount_of(value: Value) -> object:
    """Return a value as what it is compared by; None for what has no regions (times, durations)."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, Money):
        return value.minor
    return value if isinstance(value, str | Number) else None


def regions(cuts: set[Number], fields: int, type: str, currency: str) -> tuple[Value, ...]:
    """Return one value on each number and, between any two and beyond them, one for each field that may lie there.

    Amounts are round where they can be, and above zero where some amount above zero will do.
    """
    ordered = sorted(cuts)
    found: list[int] = [int(each) for each in ordered if each == int(each)]
    low = min((each for each in ordered), default=Fraction(0))
    bounds: list[Number] = [0 if low > 0 else floor(low) - 100 * _YUAN * (fields + 1), *ordered]
    for start, end in pairwise(bounds):
        found += _between(start, end, fields)
    if low > 0 and len(_between(0, low, fields)) < fields:
        found += [ceil(low) - each for each in range(1, fields + 1)]
    step = 100 * _YUAN if type == "money" else 1
    top = ordered[-1] if ordered else 0
    found += [floor(top) + step * each for each in range(1, fields + 1)]
    each_once = sorted(set(found))
    return tuple(Money(each, currency) if type == "money" else each for each in each_once)


def representative(field: Field, named: Iterable[object], charter: Charter) -> tuple[Value, ...]:
    """Return the values of a field that are named by conditions, and one that is not."""
    if field.type == "yes or no":
        return (False, True)
    known = [each for each in named if isinstance(each, str)]
    return (*sorted(known), *_other(field, known, charter))


def _between(start: Number, end: Number, count: int) -> list[int]:
    """Return some whole numbers strictly between two, evenly spread, round ones where there are any; all where they are few."""
    found: set[int] = set()
    first, after = floor(start) + 1, ceil(end)
    if after - first <= count:
        return list(range(first, after))
    for place in range(1, count + 1):
        exact = Fraction(start) + (Fraction(end) - Fraction(start)) * place / (count + 1)
        for unit in (100 * _YUAN, 10 * _YUAN, _YUAN, 10, 1):
            value = int(exact / unit) * unit
            if start < value < end and value not in found:
                found.add(value)
                break
    return sorted(found)


def _other(field: Field, known: list[str], charter: Charter) -> list[str]:
    if field.type == "choice":
        every = [(each.en or each.zh).lower() for each in field.choices]
    elif field.type == "unit":
        every = [each.id for each in charter.units if field.unit_kind in (None, each.kind)]
    elif field.type in ("category", "office"):
        every = [each.id for each in (charter.categories if field.type == "category" else charter.roles)]
    else:
        every = ["…"]
    return [each for each in every if each not in known][:1]
