"""Every record goes to JSON and comes back the same; the JSON is canonical and holds no floats."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import case, charter, values
from engine.charter import Compare, Constant, FieldValue, Norm
from engine.codec import decode, digest, dumps, encode, loads
from engine.values import Duration, DurationUnit, Money, Op

RECORDS: set[type] = {
    kind
    for module in (values, charter, case)
    for kind in vars(module).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind)
}


def sample(hint: Any, *, empty: bool) -> Any:  # noqa: ANN401 - whatever the annotation allows
    """Build a value that fits an annotation: the poorest that it allows, or one that fills every field."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return arguments[0]
    if origin in (Union, UnionType):
        if empty and NoneType in arguments:
            return None
        return sample(next(each for each in arguments if each is not NoneType), empty=empty)
    if origin is tuple:
        if arguments[-1] is ...:
            return () if empty else (sample(arguments[0], empty=empty),)
        return tuple(sample(each, empty=empty) for each in arguments)
    if origin is Mapping:
        return {} if empty else {"key": sample(arguments[1], empty=empty)}
    if hint in RECORDS:
        return record(hint, empty=empty)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return list(hint)[-1]
    return (POOR if empty else RICH)[hint]


POOR: dict[Any, Any] = {
    str: "",
    int: 0,
    bool: False,
    date: date(1, 1, 1),
    time: time(),
    datetime: datetime(2011, 1, 13, tzinfo=UTC),
    Fraction: Fraction(0),
    object: None,
}
RICH: dict[Any, Any] = {
    str: "班长",
    int: 7,
    bool: True,
    date: date(2011, 1, 13),
    time: time(9, 30),
    datetime: datetime(2011, 1, 13, 9, 30, 1, 5, tzinfo=UTC),
    Fraction: Fraction(2, 3),
    object: Money(1),
}


def record(kind: Any, *, empty: bool) -> Any:  # noqa: ANN401 - any record of the contracts
    """Build a record with every field empty or every field full."""
    hints = get_type_hints(kind)
    return kind(**{each.name: sample(hints[each.name], empty=empty) for each in dataclasses.fields(kind)})


@pytest.mark.parametrize("empty", [True, False], ids=["empty", "full"])
@pytest.mark.parametrize("kind", sorted(RECORDS, key=str), ids=lambda each: getattr(each, "__name__", None))
def test_every_record_comes_back_as_it_was(kind: type, *, empty: bool) -> None:
    """Types of what comes back count too: an enum stays an enum, a tuple a tuple, False is not 0."""
    made = record(kind, empty=empty)
    back = loads(dumps(made))
    assert back == made
    assert repr(back) == repr(made)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.text(),
    st.integers(),
    st.builds(Money, st.integers()),
    st.builds(Duration, st.integers(), st.sampled_from(DurationUnit)),
    st.fractions(),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(fold=0)),
    st.builds(time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59)),
)


@given(VALUES)
def test_every_value_inside_a_constant_comes_back(value: values.Value) -> None:
    """False, 0, None and the empty text differ after the journey as before it."""
    back = loads(dumps(Constant(value)))
    assert repr(back) == repr(Constant(value))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.text(), VALUES | st.lists(VALUES, max_size=3).map(tuple), max_size=4))
def test_maps_come_back_whatever_their_keys(fields: dict[str, object]) -> None:
    assert repr(decode(encode(fields))) == repr(fields)


def test_false_and_nothing_are_told_apart() -> None:
    for value in (False, 0, None, ""):
        condition = Compare(FieldValue("paid"), Op.EQUAL, Constant(value))
        assert repr(loads(dumps(condition))) == repr(condition)


def test_slots_of_a_norm_hold_values_of_any_kind() -> None:
    norm = Norm("duty", (("within", Duration(10, DurationUnit.DAY)), ("strict", False), ("nothing", None), ("list", (1, "a"))))
    assert repr(loads(dumps(norm))) == repr(norm)


def test_the_json_is_canonical() -> None:
    """Sorted keys, no spaces, Chinese as it is; the order of a map's making does not count."""
    assert dumps({"b": 1, "a": Money(5)}) == '{"map":{"a":{"currency":"CNY","minor":5,"record":"Money"},"b":1}}'
    assert dumps({"班": "长"}) == '{"map":{"班":"长"}}'
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})


def test_floats_are_no_values() -> None:
    with pytest.raises(AssertionError):
        encode(0.5)
    assert json.loads(dumps(Fraction(1, 3))) == {"fraction": "1/3"}
