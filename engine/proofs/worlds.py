"""The worlds that the conditions of a kind of case can tell apart: what its fields hold, what is judged, how sides compare.

Fields that are compared with numbers take one value on each of them and between them, so that every truth of every condition is
met in some world and nothing in a world contradicts itself. What depends on the state of a fund, or is of a type without
such regions (times, durations), is compared freely: a world more than there may be, never one less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from itertools import product
from typing import Literal, assert_never

from engine.charter import (
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
    Operand,
    ShareOf,
)
from engine.charter import ParameterValue as Parameter
from engine.proofs.regions import Number, amount_of, regions, representative
from engine.records import record
from engine.values import Value
from engine.workflows.evaluate import Plain, compares, parameter_value, plain, truth
from engine.workflows.kinds import Kind

MOST_WORLDS = 20_000
_ALWAYS = date.min

_WITH_REGIONS = ("money", "number", "choice", "yes or no", "text", "unit", "category", "office")

DimensionKind = Literal["field", "judgement", "order", "day", "office"]


class TooMany(Exception):  # noqa: N818 - it names the situation
    """There is more to explore than the bound allows."""


@record
class Dimension:
    """One thing in which worlds differ: a field, a judgement, the order of two sides, the day (for parameters), who is in office."""

    kind: DimensionKind
    id: str
    options: tuple[object, ...]
    outside: bool = False  # changes by itself: days pass, funds fill and empty


World = tuple[object, ...]


class Space:
    """All worlds of a kind of case. A world is known by its number. Raises TooMany."""

    def __init__(self, charter: Charter, kind: Kind, conditions: Iterable[Condition]) -> None:
        self.charter, self.kind = charter, kind
        parts = [part for condition in conditions for part in plain(condition)]
        self.compared = tuple(dict.fromkeys(each for each in parts if isinstance(each, Compare)))
        self.offices = tuple(dict.fromkeys(repr(each) for each in parts if isinstance(each, IsOf)))
        self.judged = tuple(sorted({each.judgement for each in parts if isinstance(each, Judged)}))
        self.dimensions = tuple(self._dimensions())
        size = 1
        for each in self.dimensions:
            size *= len(each.options)
        if size > MOST_WORLDS:
            raise TooMany
        self.worlds: tuple[World, ...] = tuple(product(*(each.options for each in self.dimensions)))
        self._place = {(each.kind, each.id): at for at, each in enumerate(self.dimensions)}
        self._truths: dict[tuple[int, int], bool | None] = {}
        self._alike: dict[frozenset[int], tuple[tuple[int, ...], dict[int, int], dict[int, list[int]]]] = {}

    # ---- what a world says -------------------------------------------------------------------------------------------

    def holds(self, condition: Condition, world: int) -> bool | None:
        """Return whether a condition holds in a world; None where it is unknown."""
        key = (id(condition), world)  # conditions live as long as the charter
        if key not in self._truths:
            self._truths[key] = truth(condition, partial(self._holds, world))
        return self._truths[key]

    def field(self, id: str, world: int) -> Value:
        """Return what a field holds in a world; None for one that no condition asks for."""
        place = self._place.get(("field", id))
        return None if place is None else self.worlds[world][place]  # type: ignore[return-value]  # options of a field are values

    def tracked(self) -> Iterator[str]:
        """Yield the fields that worlds tell apart."""
        return (each.id for each in self.dimensions if each.kind == "field")

    def judgement(self, id: str, world: int) -> bool:
        """Return what is judged in a world."""
        return bool(self.worlds[world][self._place["judgement", id]])

    def day(self, world: int) -> date:
        """Return a day of a world, as far as the values of parameters tell days apart."""
        found = self.worlds[world][self._place["day", ""]]
        assert isinstance(found, date)
        return found

    # ---- worlds that change into one another -------------------------------------------------------------------------

    def places(self, *, fields: Iterable[str] | None = None, judgements: Iterable[str] = (), outside: bool = True) -> frozenset[int]:
        """Return the dimensions that change with some fields (None: every one), some judgements, and by themselves."""
        wanted = None if fields is None else set(fields)
        given = set(judgements)
        return frozenset(at for at, each in enumerate(self.dimensions) if self._changes(each, wanted, given, outside=outside))

    def among(self, world: int, places: frozenset[int]) -> list[int]:
        """Return the worlds that differ from one in some dimensions only, itself included."""
        _, first, members = self._classes(places)
        return members[first[world]]

    def first_among(self, world: int, places: frozenset[int]) -> int:
        """Return one world that stands for all that differ from it in some dimensions only."""
        return self._classes(places)[1][world]

    def _changes(self, each: Dimension, fields: set[str] | None, judgements: set[str], *, outside: bool) -> bool:
        if each.outside:
            return outside
        match each.kind:
            case "judgement":
                return each.id in judgements
            case "field":
                return fields is None or each.id in fields
            case "order":
                return fields is None or not fields.isdisjoint(_fields_of_order(self.compared, each.id))
            case "day" | "office":
                return outside
        assert_never(each.kind)

    def _classes(self, places: frozenset[int]) -> tuple[tuple[int, ...], dict[int, int], dict[int, list[int]]]:
        if places not in self._alike:
            kept = tuple(at for at in range(len(self.dimensions)) if at not in places)
            seen: dict[tuple[object, ...], int] = {}
            first: dict[int, int] = {}
            members: dict[int, list[int]] = {}
            for number, world in enumerate(self.worlds):
                first[number] = seen.setdefault(tuple(world[at] for at in kept), number)
                members.setdefault(first[number], []).append(number)
            self._alike[places] = (kept, first, members)
        return self._alike[places]

    # ---- truth -------------------------------------------------------------------------------------------------------

    def _holds(self, world: int, condition: Plain) -> bool | None:
        match condition:
            case Compare():
                return self._compare(condition, world)
            case Judged(judgement):
                return self.judgement(judgement, world) if ("judgement", judgement) in self._place else None
            case IsKind(process):
                return process in self.kind.ancestors
            case IsOf():
                return self.worlds[world][self._place["office", repr(condition)]]  # type: ignore[return-value]  # its options are truths
        assert_never(condition)

    def _compare(self, condition: Compare, world: int) -> bool | None:
        if any(self.field(each, world) is None for side in (condition.left, condition.right) for each in fields_in(side)):
            return None
        place = self._place.get(("order", _order(condition)))
        if place is not None:
            return compares(condition.op, self.worlds[world][place], 0)
        left, right = (self._measure(side, world) for side in (condition.left, condition.right))
        if left is None or right is None:
            return None
        return compares(condition.op, left, right)

    def _measure(self, side: Operand, world: int) -> object:
        match side:
            case FieldValue(field):
                return amount_of(self.field(field, world))
            case Constant(value):
                return amount_of(value)
            case Parameter(parameter):
                return amount_of(parameter_value(self.charter, parameter, self.day(world)))
            case ShareOf(share, of):
                whole = self._measure(of, world)
                assert whole is None or isinstance(whole, Number)
                return None if whole is None else share * whole
            case Balance() | BudgetLeft():
                raise AssertionError(side)
        assert_never(side)

    # ---- dimensions --------------------------------------------------------------------------------------------------

    def _dimensions(self) -> Iterator[Dimension]:
        yield Dimension("day", "", self.days, outside=True)
        for judgement in self.judged:
            if _judgeable(self.charter, judgement):
                yield Dimension("judgement", judgement, (False, True))
        free = [each for each in self.compared if not self._measured(each)]
        plain = [each for each in self.compared if each not in free]
        for field in sorted({id for each in self.compared for side in (each.left, each.right) for id in fields_in(side)}):
            yield Dimension("field", field, (*self._options(field, plain), None))
        for order in dict.fromkeys(map(_order, free)):
            outside = any(_order(each) == order and rests_on(each, Balance, BudgetLeft) for each in free)
            yield Dimension("order", order, (-1, 0, 1), outside=outside)
        for office in self.offices:
            yield Dimension("office", office, (False, True, None), outside=True)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days from which parameters have the values that they have, and one before all of them."""
        named = {id for each in self.compared for side in (each.left, each.right) for id in _parameters(side)}
        since = {since or _ALWAYS for id in named for since, _ in self.charter.parameter(id).values}
        return (_ALWAYS, *sorted(since - {_ALWAYS}))

    def _measured(self, condition: Compare) -> bool:
        """Tell whether both sides have a value in every world."""
        return all(self._plain(side) for side in (condition.left, condition.right))

    def _plain(self, side: Operand) -> bool:
        match side:
            case FieldValue(field):
                return field in self.kind.fields and self.kind.fields[field].type in _WITH_REGIONS
            case ShareOf(_, of):
                return isinstance(of, Parameter)
            case Balance() | BudgetLeft():
                return False
            case Constant(value):
                return amount_of(value) is not None
            case Parameter(parameter):
                return all(amount_of(value) is not None for _, value in self.charter.parameter(parameter).values)
        assert_never(side)

    def _options(self, id: str, plain: list[Compare]) -> tuple[Value, ...]:
        field = self.kind.fields[id]
        linked = _linked(id, plain)
        cuts = {
            found for each in plain if not linked.isdisjoint((*fields_in(each.left), *fields_in(each.right))) for found in self._cuts(each)
        }
        if field.type in ("money", "number"):
            return regions({each for each in cuts if isinstance(each, Number)}, len(linked), field.type, self.charter.currency)
        return representative(field, {each for each in cuts if not isinstance(each, Number)}, self.charter)

    def _cuts(self, condition: Compare) -> Iterator[object]:
        for side in (condition.left, condition.right):
            if not fields_in(side):
                for day in self.days:
                    yield self._value_on(side, day)

    def _value_on(self, side: Operand, day: date) -> object:
        if isinstance(side, ShareOf):
            whole = self._value_on(side.of, day)
            return side.share * whole if isinstance(whole, Number) else None
        if isinstance(side, Parameter):
            return amount_of(parameter_value(self.charter, side.parameter, day))
        return amount_of(side.value) if isinstance(side, Constant) else None


def _judgeable(charter: Charter, judgement: str) -> bool:
    return any(each.id == judgement and each.by for each in charter.judgements)


def fields_in(side: Operand) -> tuple[str, ...]:
    """Return the field that a side of a comparison rests on, if it does."""
    match side:
        case FieldValue(field):
            return (field,)
        case ShareOf(_, of):
            return fields_in(of)
    return ()


def _parameters(side: Operand) -> tuple[str, ...]:
    match side:
        case Parameter(parameter):
            return (parameter,)
        case ShareOf(_, of):
            return _parameters(of)
    return ()


def rests_on(condition: Compare, *kinds: type[Operand]) -> bool:
    """Tell whether a side of a comparison is of one of some kinds, or a share of one."""
    return any(isinstance(side.of if isinstance(side, ShareOf) else side, kinds) for side in (condition.left, condition.right))


def _order(condition: Compare) -> str:
    """Return what two sides are called together: comparisons of the same sides never contradict one another."""
    return f"{condition.left!r} ? {condition.right!r}"


def _fields_of_order(compared: Iterable[Compare], order: str) -> set[str]:
    return {id for each in compared if _order(each) == order for side in (each.left, each.right) for id in fields_in(side)}


def _linked(field: str, plain: list[Compare]) -> set[str]:
    """Return the fields that are compared with one, directly or not, itself included."""
    found = {field}
    while (
        more := {
            id
            for each in plain
            for id in (*fields_in(each.left), *fields_in(each.right))
            if not found.isdisjoint((*fields_in(each.left), *fields_in(each.right)))
        }
        - found
    ):
        found |= more
    return found
