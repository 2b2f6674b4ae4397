"""Records of this package as JSON that describes itself: no pickle, no floats, stable order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from typing import Any

from engine import case, charter, values

_CANONICAL = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"))


def encode(value: object) -> Any:
    """Turn a record into plain JSON values; defaults that say nothing (None, empty) are left out."""
    if value is None or type(value) in _PLAIN:
        return value
    if is_dataclass(value):
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
    return tuple((each.name, each.type == "bool") for each in fields(kind))


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
    kind = _RECORDS[plain["record"]]
    given = {name: decode(item) for name, item in plain.items() if name != "record"}
    for name, enum in _ENUMS.get(kind, {}).items():
        if name in given:
            given[name] = enum(given[name])
    for each in kind.__dataclass_fields__.values():
        if each.name not in given and each.name in _EMPTY.get(kind, {}):
            given[each.name] = _EMPTY[kind][each.name]
    return kind(**given)


def _records() -> dict[str, Any]:
    found = {name: kind for module in (values, charter, case) for name, kind in vars(module).items() if is_dataclass(kind)}
    return {name: kind for name, kind in found.items() if isinstance(kind, type)}


def _enum_fields() -> dict[Any, dict[str, Any]]:
    """Return which fields of which records hold an enum, by their annotations (texts, as every module postpones them)."""
    enums = {
        name: kind
        for module in (values, charter, case)
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, StrEnum)
    }
    return {
        kind: {each.name: enums[bare] for each in fields(kind) if (bare := str(each.type).removesuffix(" | None")) in enums}
        for kind in _RECORDS.values()
    }


def _empty_fields() -> dict[Any, dict[str, Any]]:
    """Return what a field that `encode` left out holds: its annotation tells; no field is left out that could be two things."""
    return {
        kind: {each.name: () if str(each.type).startswith("tuple") else (False if each.type == "bool" else None) for each in fields(kind)}
        for kind in _RECORDS.values()
    }


_VALUES: dict[str, Any] = {
    "instant": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "fraction": Fraction,
    "map": lambda item: {key: decode(inner) for key, inner in item.items()},
}
_RECORDS = _records()
_ENUMS = _enum_fields()
_EMPTY = _empty_fields()
