"""Records of this package as JSON that describes itself: no pickle, no floats, stable order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from typing import Any

from engine import case, charter, values
from engine.records import is_kind, types_of

_CANONICAL = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"))


def encode(value: object) -> Any:
    """Turn a record into plain JSON values; defaults that say nothing (None, empty) are left out."""
    if value is None or type(value) in _PLAIN:
        return value
    if is_kind(type(value)):
        return _told(value)
    match value:
        case StrEnum():
            return value.value
        case datetime():
            return {"instant": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case Fraction():
            return {"fraction": str(value)}
        case Mapping():
            return {"map": {str(key): encode(item) for key, item in value.items()}}
    assert isinstance(value, tuple | list), value
    return [encode(item) for item in value]


_PLAIN = frozenset((str, int, bool))


def _told(record: object) -> dict[str, Any]:
    told: dict[str, Any] = {"record": type(record).__name__}
    kind: Any = type(record)
    for name, flag in _parts(kind):
        item = getattr(record, name)
        if item is not None and item != () and not (item is False and flag):
            told[name] = encode(item)
    return told


@cache
def _parts(kind: type[Any]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a kind of record, each with whether it is a flag."""
    return tuple((name, type == "bool") for name, type in types_of(kind).items())


def decode(plain: Any) -> Any:
    """Turn plain JSON values back into records; the inverse of `encode`."""
    if isinstance(plain, list):
        return tuple(decode(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    if "record" in plain:
        return _record(plain)
    ((kind, item),) = plain.items()
    return _VALUES[kind](item)


def dumps(value: object) -> str:
    """Write a record as canonical JSON."""
    return plain_json(encode(value))


def plain_json(plain: object) -> str:
    """Write plain JSON values canonically: sorted keys, no spaces, UTF-8 as it is."""
    return _CANONICAL.encode(plain)


def loads(text: str) -> Any:
    """Read what `dumps` wrote."""
    return decode(json.loads(text))


def digest(value: object) -> str:
    """Return the SHA-256 of a record's canonical JSON, in hexadecimal."""
    return sha256(dumps(value).encode()).hexdigest()


def _record(plain: dict[str, Any]) -> Any:
    kind, empty, enums = _shape(plain["record"])
    given = dict(empty)
    for name, item in plain.items():
        if name != "record":
            given[name] = item if type(item) in _PLAIN else decode(item)
    for name, enum in enums.items():
        if given[name] is not None:
            given[name] = enum(given[name])
    return kind(*given.values())  # in the order of its fields, as `empty` has them all


@cache
def _shape(name: str) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """Return a kind of record by name, what its fields hold where `encode` left them out, and which of them hold an enum.

    Annotations tell (texts, as every module postpones them); no field is left out that could be two things.
    """
    kind = _kinds()[name]
    types = types_of(kind)
    empty = {name: () if type.startswith("tuple") else (False if type == "bool" else None) for name, type in types.items()}
    bare = {name: _kinds().get(type.removesuffix(" | None")) for name, type in types.items()}
    return kind, empty, {name: enum for name, enum in bare.items() if enum is not None and issubclass(enum, StrEnum)}


@cache
def _kinds() -> dict[str, Any]:
    """Return the classes that a book may hold, records and enums, by name."""
    return {name: kind for module in (values, charter, case) for name, kind in vars(module).items() if isinstance(kind, type)}


_VALUES: dict[str, Any] = {
    "instant": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "fraction": Fraction,
    "map": lambda item: {key: decode(inner) for key, inner in item.items()},
}
