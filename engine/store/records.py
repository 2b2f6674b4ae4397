"""Rows to frozen records and back. A row is a mapping of columns to stored values: text, whole numbers, None."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from engine import codec
from engine.case import Case, Entry, Gift, Member, Posting, Stay, Tenure
from engine.records import record
from engine.values import Money

Stored = str | int | bytes | None
Row = dict[str, Stored]

# The columns of every table in their order; a test holds them equal to the schema.
COLUMNS: dict[str, tuple[str, ...]] = {
    "book": ("id", "charter", "founded", "rehearsal", "clock"),
    "charters": ("digest", "compiled", "source", "file_name"),
    "members": ("id", "name", "category", "unit", "since", "until"),
    "tenures": ("id", "member", "role", "unit", "start", "end", "paper"),
    "cases": ("number", "process", "charter", "state", "version", "closed", "drafter", "opened", "since", "record"),
    "postings": ("id", "case", "debit", "credit", "minor", "currency", "at", "reverses"),
    "accounts": ("account", "currency", "minor"),
    "gifts": ("case", "by", "process", "minor", "currency", "on", "reversed", "used_by"),
    "stays": ("member", "start", "end", "category", "unit", "suspended", "paper"),
    "agencies": ("id", "principal", "agent", "start", "end", "reason"),
    "participations": ("case", "member", "state", "at", "came", "minutes"),
    "occurrences": ("id", "member", "event", "on", "case", "excused"),
    "tasks": ("key", "duty", "charter", "about", "unit", "due", "state", "provisional", "case", "done", "by"),
    "notices": ("key", "to", "about", "kind", "at", "text", "seen"),
    "bank_lines": ("digest", "fund", "on", "minor", "currency", "text", "counterparty", "reference", "balance", "posting"),
    "log": ("seq", "at", "actor", "verb", "subject", "version", "charter", "outcome", "cites", "body", "previous", "hash"),
}


@record
class Settings:
    """What holds for the whole book: its charter's digest, its founding, and the clock of a rehearsal."""

    charter: str
    founded: datetime
    rehearsal: bool = False
    clock: datetime | None = None  # of a rehearsal book


def named(table: str, values: Sequence[Stored]) -> Row:
    """Name the values of a whole row."""
    return dict(zip(COLUMNS[table], values, strict=True))


def instant_text(at: datetime) -> str:
    """Write an instant as UTC with microseconds, so that text order is time order."""
    assert at.tzinfo is not None, "an instant is aware"
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant(text: str) -> datetime:
    """Read an instant."""
    return datetime.fromisoformat(text)


def settings_row(settings: Settings) -> Row:
    """Write the one row of `book`."""
    clock = instant_text(settings.clock) if settings.clock else None
    return {
        "id": 1,
        "charter": settings.charter,
        "founded": instant_text(settings.founded),
        "rehearsal": int(settings.rehearsal),
        "clock": clock,
    }


def settings(row: Sequence[Any]) -> Settings:
    """Read the one row of `book`."""
    _, charter, founded, rehearsal, clock = row
    return Settings(charter, instant(founded), bool(rehearsal), instant(clock) if clock else None)


def member_row(member: Member) -> Row:
    """Write a member."""
    return {
        "id": member.id,
        "name": member.name,
        "category": member.category,
        "unit": member.unit,
        "since": member.since.isoformat(),
        "until": _day_text(member.until),
    }


def member(row: Sequence[Any], stays: Mapping[str, tuple[Stay, ...]]) -> Member:
    """Read a member; `stays` are those of every member whose membership was changed."""
    id, name, category, unit, since, until = row
    return Member(id, name, category, unit, date.fromisoformat(since), _day(until), stays.get(id, ()))


def tenure_row(tenure: Tenure) -> Row:
    """Write a tenure; the store gives it its id."""
    return {
        "member": tenure.member,
        "role": tenure.role,
        "unit": tenure.unit,
        "start": tenure.start.isoformat(),
        "end": _day_text(tenure.end),
        "paper": tenure.paper,
    }


def tenure(row: Sequence[Any]) -> Tenure:
    """Read a tenure."""
    _, member, role, unit, start, end, paper = row
    return Tenure(member, role, unit, date.fromisoformat(start), _day(end), paper)


def case_row(case: Case, plain: object, *, closed: bool) -> Row:
    """Write a case: the whole record (`plain`: its plain values) as canonical JSON, and the columns that lists are made by."""
    return {
        "number": case.number,
        "process": case.process,
        "charter": case.charter,
        "state": case.state,
        "version": case.version,
        "closed": int(closed),
        "drafter": case.drafter,
        "opened": instant_text(case.opened),
        "since": instant_text(case.since),
        "record": codec.plain_json(plain),
    }


def case(record: str) -> Case:
    """Read a case from its record."""
    return decoded(json.loads(record))


def decoded(plain: dict[str, Any]) -> Case:
    """Read a case from the plain values of its record."""
    found = codec.decode(plain)
    assert isinstance(found, Case)
    return found


def posting_row(posting: Posting) -> Row:
    """Write a posting; the store gives it its id."""
    return {
        "case": posting.case,
        "debit": posting.debit,
        "credit": posting.credit,
        "minor": posting.amount.minor,
        "currency": posting.amount.currency,
        "at": instant_text(posting.at),
        "reverses": posting.reverses,
    }


def posting(row: Sequence[Any]) -> tuple[int, Posting]:
    """Read a posting and its id."""
    id, case, debit, credit, minor, currency, at, reverses = row
    return id, Posting(case, debit, credit, Money(minor, currency), instant(at), reverses)


def gift_row(gift: Gift, used_by: str | None, *, reversed: bool = False) -> Row:
    """Write a counted amount."""
    return {
        "case": gift.case,
        "by": gift.by,
        "process": gift.process,
        "minor": gift.amount.minor,
        "currency": gift.amount.currency,
        "on": gift.on.isoformat(),
        "reversed": int(reversed),
        "used_by": used_by,
    }


def gift(row: Sequence[Any]) -> Gift:
    """Read a counted amount."""
    case, by, process, minor, currency, on, _, used_by = row
    return Gift(case, process, by, Money(minor, currency), date.fromisoformat(on), used=used_by is not None)


def entry(row: Sequence[Any]) -> Entry:
    """Read an entry of the log."""
    seq, at, actor, verb, subject, version, charter, outcome, cites, body, previous, hash = row
    return Entry(seq, instant(at), actor, verb, subject, version, charter, outcome, tuple(json.loads(cites)), body, previous, hash)


def changed(row: Mapping[str, Stored], **values: Stored) -> Row:
    """Return a row with some values replaced."""
    assert values.keys() <= row.keys()
    return {**row, **values}


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
