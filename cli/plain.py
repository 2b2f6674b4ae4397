"""Results as plain JSON values, in the shape of docs/json.md: names in both tongues, exact amounts, instants with their offset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from engine.case import Reason
from engine.charter import Charter
from engine.values import Duration, Money


def plain(value: object, charter: Charter | None = None) -> Any:
    """Turn a result into what `json` writes; `charter` gives zone and names to reasons."""
    match value:
        case None | bool() | int() | str():
            return value
        case Money():
            return {"amount": str(value).replace(",", ""), "currency": value.currency}
        case datetime():
            return value.astimezone(ZoneInfo(charter.zone if charter else "UTC")).isoformat()
        case date() | time():
            return value.isoformat()
        case Duration():
            return {"count": value.count, "unit": str(value.unit)}
        case Fraction():
            return str(value)
        case Reason():
            return _reason(value, charter)
        case Mapping():
            return {str(key): plain(each, charter) for key, each in value.items()}
        case tuple() | list() | frozenset():
            return [plain(each, charter) for each in value]
    assert is_dataclass(value), value
    return {each.name.rstrip("_"): plain(getattr(value, each.name), charter) for each in fields(value)}


def _reason(reason: Reason, charter: Charter | None) -> dict[str, Any]:
    told: dict[str, Any] = {"code": reason.code, "article": plain(reason.cite), "assumed": reason.assumed}
    if charter is not None:
        from engine.messages.saying import say

        told |= {"message_en": say(reason, charter, "en"), "message_zh": say(reason, charter, "zh")}
    return told | {"facts": plain(reason.facts, charter)}
