"""Results as plain JSON values, in the shape of docs/json.md: names in both tongues, exact amounts, instants with their offset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from engine.case import Reason
from engine.charter import Charter
from engine.values import Money

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"


def plain(value: object, charter: Charter | None = None) -> Plain:
    """Turn a result into what `json` writes; `charter` gives zone and names to reasons."""
    if value is None or isinstance(value, bool | int | str):
        return value
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value, charter)
    assert is_dataclass(value), value
    return {each.name.rstrip("_"): plain(getattr(value, each.name), charter) for each in fields(value)}


def _money(value: Money, _: Charter | None) -> Plain:
    return {"amount": str(value).replace(",", ""), "currency": value.currency}


def _instant(value: datetime, charter: Charter | None) -> Plain:
    return value.astimezone(ZoneInfo(charter.zone if charter else "UTC")).isoformat()


def _mapping(value: Mapping[object, object], charter: Charter | None) -> Plain:
    return {str(key): plain(each, charter) for key, each in value.items()}


def _list(value: Iterable[object], charter: Charter | None) -> Plain:
    return [plain(each, charter) for each in value]


def _reason(value: Reason, charter: Charter | None) -> Plain:
    told: dict[str, Plain] = {"code": value.code, "article": plain(value.cite), "assumed": value.assumed}
    if charter is not None:
        from engine.messages.saying import say

        told |= {"message_en": say(value, charter, "en"), "message_zh": say(value, charter, "zh")}
    return told | {"facts": plain(value.facts, charter)}


# An instant before a day, which it is a kind of.
_WRITERS: tuple[tuple[type, Callable[[Any, Charter | None], Plain]], ...] = (
    (Money, _money),
    (datetime, _instant),
    (date, lambda value, _: value.isoformat()),
    (time, lambda value, _: value.isoformat()),
    (Fraction, lambda value, _: str(value)),
    (Reason, _reason),
    (Mapping, _mapping),
    (tuple, _list),
    (list, _list),
)
