"""Conditions of a charter, three-valued: what is empty or not yet judged is unknown, never false."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from fractions import Fraction
from functools import partial
from typing import Any, Literal, assert_never

from engine.case import Case, Facts, Opinion
from engine.charter import (
    And,
    Balance,
    BudgetLeft,
    Charter,
    Compare,
    Condition,
    Constant,
    FieldValue,
    IsKind,
    IsOf,
    Judged,
    Not,
    Operand,
    Or,
    ShareOf,
)
from engine.charter import ParameterValue as Parameter
from engine.records import record
from engine.values import Duration, DurationUnit, Money, Op, Value
from engine.workflows.budgets import ITEM, left
from engine.workflows.matter import Matter
from engine.workflows.periods import local_day
from engine.workflows.tenures import people_in

Plain = Compare | Judged | IsKind | IsOf  # conditions made of no others


@record
class Missing:
    """What keeps a condition unknown: a judgement not given, a field left empty, a named number without a value."""

    kind: Literal["judgement", "field", "parameter"]
    id: str


def evaluate(charter: Charter, facts: Facts, case: Case, condition: Condition, at: datetime) -> bool | None:
    """Return whether a condition holds of a case at an instant; None where it is unknown."""
    return holds(Matter(charter, facts, case, at), condition)


def holds(matter: Matter, condition: Condition) -> bool | None:
    """Return whether a condition holds; None where it is unknown."""
    return truth(condition, partial(_plain, matter))


def truth(condition: Condition, holds: Callable[[Plain], bool | None]) -> bool | None:
    """Return whether a condition holds, given which of those that are made of no others do; None where it is unknown."""
    match condition:
        case Not(of):
            inner = truth(of, holds)
            return None if inner is None else not inner
        case And(parts):
            return _all([truth(part, holds) for part in parts])
        case Or(parts):
            none = _all([truth(Not(part), holds) for part in parts])
            return None if none is None else not none
    return holds(condition)


def plain(condition: Condition) -> Iterator[Plain]:
    """Yield the conditions made of no others of which a condition is made."""
    match condition:
        case Not(of):
            yield from plain(of)
        case And(parts) | Or(parts):
            for part in parts:
                yield from plain(part)
        case _:
            yield condition


def compares(op: Op, left: Any, right: Any) -> bool:  # noqa: ANN401 - whatever has an order
    """Return whether one thing compares with another as said."""
    return _OPS[op](left, right)


def judged(matter: Matter, judgement: str) -> Opinion | None:
    """Return the judgement in force: the last one that was given on the present content."""
    given = [each for each in matter.case.opinions if each.judgement == judgement and each.content == matter.content]
    return given[-1] if given else None


def operand(matter: Matter, wanted: Operand) -> Value:
    """Return what an operand comes to; a share of money in whole fen, rounded down (comparisons use the exact share)."""
    match wanted:
        case FieldValue(field):
            return matter.case.fields.get(field)
        case Constant(value):
            return value
        case Parameter(parameter):
            return parameter_value(matter.charter, parameter, matter.day)
        case Balance(fund):
            return balance(matter, fund)
        case BudgetLeft():
            return left(matter)
        case ShareOf(share, of):
            return _share(share, operand(matter, of))
    assert_never(wanted)


def balance(matter: Matter, fund: str | None) -> Money | None:
    """Return what a fund holds, the case's own where none is named; None where there is none."""
    id = fund or matter.fund
    return None if id is None else matter.facts.balances.get(id, Money(0, matter.charter.currency))


def parameter_value(charter: Charter, id: str, on: date) -> Value:
    """Return the value that a named number has on a day; None before its first day."""
    values = [value for since, value in charter.parameter(id).values if since is None or since <= on]
    return values[-1] if values else None


def missing(matter: Matter, condition: Condition) -> tuple[Missing, ...]:
    """Return what keeps a condition unknown; nothing where it is true or false."""
    if holds(matter, condition) is not None:
        return ()
    match condition:
        case Judged(judgement):
            return (Missing("judgement", judgement),)
        case IsOf(field):
            return (Missing("field", field),)
        case Compare(left, _, right):
            return _empty(matter, left) + _empty(matter, right)
        case Not(of):
            return missing(matter, of)
        case And(parts) | Or(parts):
            return tuple(dict.fromkeys(each for part in parts for each in missing(matter, part)))
        case IsKind():
            return ()
    assert_never(condition)


def judgements(condition: Condition) -> tuple[str, ...]:
    """Return the judgements that a condition rests on."""
    return tuple(each.judgement for each in plain(condition) if isinstance(each, Judged))


def failing(matter: Matter, condition: Condition) -> tuple[Condition, ...]:
    """Return the parts for which a condition is false, each of them enough; nothing where it is not false."""
    if holds(matter, condition) is not False:
        return ()
    if isinstance(condition, And):
        return tuple(each for part in condition.of for each in failing(matter, part))
    return (condition,)


def _plain(matter: Matter, condition: Plain) -> bool | None:
    match condition:
        case Compare():
            return _compare(matter, condition)
        case Judged(judgement):
            given = judged(matter, judgement)
            return None if given is None else given.yes
        case IsKind(process):
            return process in matter.kind.ancestors
        case IsOf():
            return _is_of(matter, condition)
    assert_never(condition)


def _is_of(matter: Matter, condition: IsOf) -> bool | None:
    people = people_in(matter.case, condition.field)
    return set(people) <= {each.member for each in matter.holders((condition.party,))} if people else None


def _all(parts: list[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def _compare(matter: Matter, condition: Compare) -> bool | None:
    left, right = _measure(matter, condition.left), _measure(matter, condition.right)
    if left is None or right is None:
        return None
    if left[0] == "date" and right[0] == "instant":
        right = ("date", local_day(right[1], matter.charter.zone))
    elif left[0] == "instant" and right[0] == "date":
        left = ("date", local_day(left[1], matter.charter.zone))
    return compares(condition.op, left[1], right[1]) if left[0] == right[0] else None


def _measure(matter: Matter, wanted: Operand) -> tuple[str, Any] | None:
    """Return an operand as a kind and what can be compared within it; None where it is empty."""
    if isinstance(wanted, ShareOf):
        whole = _measure(matter, wanted.of)
        return None if whole is None else (whole[0], whole[1] * wanted.share)
    value = operand(matter, wanted)
    if value is None:
        return None
    if isinstance(value, Duration):
        size = _LENGTHS.get(value.unit)
        return (value.unit, value.count) if size is None else (size[0], size[1] * value.count)
    if isinstance(value, Money):
        return value.currency, value.minor
    return next(kind for types, kind in _KINDS if isinstance(value, types)), value


def _share(share: Fraction, whole: Value) -> Value:
    if isinstance(whole, Money):
        return Money(int(whole.minor * share // 1), whole.currency)
    return None if whole is None else share * whole  # type: ignore[operator]  # the compiler lets only amounts and numbers be shared


def _empty(matter: Matter, wanted: Operand) -> tuple[Missing, ...]:
    if isinstance(wanted, ShareOf):
        return _empty(matter, wanted.of)
    if operand(matter, wanted) is not None:
        return ()
    match wanted:
        case FieldValue(field):
            return (Missing("field", field),)
        case Parameter(parameter):
            return (Missing("parameter", parameter),)
        case Balance():
            return tuple(Missing("field", field.id) for field in matter.kind.process.fields if field.type == "fund")
        case BudgetLeft():
            return (Missing("field", ITEM),)
        case Constant():
            return ()
    assert_never(wanted)


# bool before int and datetime before date: each is a kind of the other.
_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "yes or no"),
    ((int, Fraction), "number"),
    (datetime, "instant"),
    (date, "date"),
    (time, "time"),
    (str, "text"),
)
_LENGTHS = {
    DurationUnit.MINUTE: ("minutes", 1),
    DurationUnit.HOUR: ("minutes", 60),
    DurationUnit.DAY: ("minutes", 24 * 60),
    DurationUnit.WEEK: ("minutes", 7 * 24 * 60),
    DurationUnit.MONTH: ("months", 1),
    DurationUnit.QUARTER: ("months", 3),
    DurationUnit.YEAR: ("months", 12),
}
_OPS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.AT_LEAST: operator.ge,
    Op.OVER: operator.gt,
    Op.AT_MOST: operator.le,
    Op.BELOW: operator.lt,
    Op.EQUAL: operator.eq,
    Op.NOT_EQUAL: operator.ne,
}
