"""What signatures and judgements cover: a case's fields and attachments, as a hash; and how an edit changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from fractions import Fraction
from hashlib import sha256
from typing import Any

from engine.case import Attachment, Case
from engine.charter import Charter
from engine.values import DurationUnit, Money, Value
from engine.workflows.kinds import kind_of


def content(charter: Charter, case: Case) -> str:
    """Return the SHA-256 of process, revision, and every field and file that is not `unsigned`, in hexadecimal.

    Every part stands with its type and its length, so that no two contents are written alike. The revision is covered
    too: restoring an old value does not restore the signatures that were given on it.
    """
    return sha256(_written((case.process, case.revision, _covered(charter, case))).encode()).hexdigest()


def altered(charter: Charter, case: Case, values: Mapping[str, Value], attachment: Attachment | None = None) -> Case:
    """Return the case with fields set (None empties one) and a file added; its revision rises when covered content changed."""
    merged = {**case.fields, **values}
    attached = case.attachments
    if attachment is not None and not any(_same(each, attachment) for each in attached):
        attached = (*attached, attachment)
    changed = replace(case, fields={key: value for key, value in merged.items() if value is not None}, attachments=attached)
    if _covered(charter, changed) == _covered(charter, case):
        return changed
    return replace(changed, revision=case.revision + 1)


def _covered(charter: Charter, case: Case) -> tuple[object, ...]:
    known = kind_of(charter, case.process).fields
    signed = tuple((key, case.fields[key]) for key in sorted(case.fields) if not (key in known and known[key].unsigned))
    files = [field for field in known.values() if field.type == "attachment"]
    free = {case.fields.get(field.id) for field in files if field.unsigned} - {
        case.fields.get(field.id) for field in files if not field.unsigned
    }
    if files and all(field.unsigned for field in files):
        return signed, ()
    return signed, tuple((each.name, each.size, each.sha256) for each in case.attachments if each.name not in free)


def _same(one: Attachment, other: Attachment) -> bool:
    return (one.name, one.sha256) == (other.name, other.sha256)


def _written(value: object) -> str:
    """Write a value so that its end is known without looking at what follows; instants as they are in UTC."""
    write = _PLAIN.get(type(value))
    if write is not None:
        inner = write(value)
    elif isinstance(value, tuple):
        inner = "".join(map(_written, value))
    else:
        assert is_dataclass(value), value
        inner = "".join(_written(getattr(value, each.name)) for each in fields(value))
    return f"{type(value).__name__}:{len(inner)}:{inner};"


_PLAIN: dict[type, Callable[[Any], str]] = {
    str: str,
    int: str,
    bool: str,
    Fraction: str,
    date: date.isoformat,
    time: time.isoformat,
    datetime: lambda moment: (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat(),
    Money: lambda money: f"{money.minor} {money.currency}",
    DurationUnit: str,
}
