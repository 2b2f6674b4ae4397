"""Flat records to rows and back: each field is a column, and days, instants and flags have their written forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from engine.case import Agency, BankLine, Notice, Occurrence, Participation, Stay, Task
from engine.store.records import Row, Stored, instant, instant_text
from engine.values import Money


def flat_row(record: object, **more: Stored) -> Row:
    """Write a flat record, with columns that the record does not hold put first."""
    return {**more, **{each.name: _stored(getattr(record, each.name)) for each in fields(record)}}  # type: ignore[arg-type]


def stay(row: Sequence[Any]) -> tuple[str, Stay]:
    """Read a stretch of a membership, and whose it is."""
    member, start, end, category, unit, suspended, paper = row
    return member, Stay(date.fromisoformat(start), _read(date.fromisoformat, end), category, unit, bool(suspended), paper)


def agency(row: Sequence[Any]) -> tuple[int, Agency]:
    """Read who acts for whom, and its id."""
    id, principal, agent, start, end, reason = row
    return id, Agency(principal, agent, date.fromisoformat(start), date.fromisoformat(end), reason)


def participation(row: Sequence[Any]) -> Participation:
    """Read a member's part in an activity."""
    case, member, state, at, came, minutes = row
    return Participation(case, member, state, instant(at), _read(bool, came), minutes)


def occurrence(row: Sequence[Any]) -> tuple[int, Occurrence]:
    """Read something that is counted against a member, and its id."""
    id, member, event, on, case, excused = row
    return id, Occurrence(member, event, date.fromisoformat(on), case, bool(excused))


def task(row: Sequence[Any]) -> Task:
    """Read a dated task."""
    key, duty, charter, about, unit, due, state, provisional, case, done, by = row
    return Task(key, duty, charter, about, unit, date.fromisoformat(due), state, bool(provisional), case, _read(instant, done), by)


def notice(row: Sequence[Any]) -> Notice:
    """Read what a member is told."""
    key, to, about, kind, at, text, seen = row
    return Notice(key, to, about, kind, instant(at), text, _read(instant, seen))


def bank_row(line: BankLine) -> Row:
    """Write a line of a bank's statement."""
    return {
        "digest": line.digest,
        "fund": line.fund,
        "on": line.on.isoformat(),
        "minor": line.amount.minor,
        "currency": line.amount.currency,
        "text": line.text,
        "counterparty": line.counterparty,
        "reference": line.reference,
        "balance": line.balance.minor if line.balance else None,
        "posting": line.posting,
    }


def bank_line(row: Sequence[Any]) -> BankLine:
    """Read a line of a bank's statement."""
    digest, fund, on, minor, currency, text, counterparty, reference, balance, posting = row
    held = Money(balance, currency) if balance is not None else None
    return BankLine(digest, fund, date.fromisoformat(on), Money(minor, currency), text, counterparty, reference, held, posting)


def _stored(value: object) -> Stored:
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    assert value is None or isinstance(value, str | int)
    return value


def _read(reader: Callable[[Any], Any], value: object) -> Any:  # noqa: ANN401 - what the reader makes
    return None if value is None else reader(value)
