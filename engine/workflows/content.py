"""What signatures and judgements cover: a case's fields and attachments, as a hash; and how an edit changes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from hashlib import sha256

from engine.case import Attachment, Case
from engine.charter import Charter
from engine.values import Value
from engine.workflows.kinds import kind_of


def content(charter: Charter, case: Case) -> str:
    """Return the SHA-256 of process, revision, every field that is not `unsigned`, and the attachments, in hexadecimal.

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
    return signed, tuple((each.name, each.size, each.sha256) for each in case.attachments)


def _same(one: Attachment, other: Attachment) -> bool:
    return (one.name, one.sha256) == (other.name, other.sha256)


def _written(value: object) -> str:
    """Write a value so that its end is known without looking at what follows."""
    if isinstance(value, tuple):
        inner = "".join(_written(each) for each in value)
    elif is_dataclass(value):
        inner = "".join(_written(each) for each in _values(value))
    elif isinstance(value, Enum):
        inner = str(value.value)
    else:
        inner = str(value)
    return f"{type(value).__name__}:{len(inner)}:{inner};"


def _values(record: object) -> Iterator[object]:
    assert is_dataclass(record)
    return (getattr(record, each.name) for each in fields(record))
