"""What the log says of the rows: how a changed case is told, how it is folded back, and where rows differ from what was told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from hashlib import sha256
from typing import Any

from engine.codec import plain_json
from engine.records import record
from engine.store.records import COLUMNS, Row, case_row, changed, decoded, named
from engine.store.session import Session, pages

# The tables whose whole rows an entry tells, with the columns that make their key.
_KEYS = {
    "book": ("id",),
    "members": ("id",),
    "tenures": ("id",),
    "postings": ("id",),
    "gifts": ("case", "by"),
    "charters": ("digest",),
    "stays": ("member", "start"),
    "agencies": ("id",),
    "participations": ("case", "member"),
    "occurrences": ("id",),
    "tasks": ("key",),
    "notices": ("key",),
    "bank_lines": ("digest",),
}
_STATEMENTS = {"book": "settings"}
_BODY = COLUMNS["log"].index("body")


@record
class Finding:
    """One thing that is not as it was written: a code of the messages, its facts, and the entry where it shows."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    seq: int | None = None


def case_change(old: Mapping[str, Any], new: Mapping[str, Any], row: Row) -> dict[str, Any]:
    """Tell what a case's new row changes; `old` and `new` are the plain values of its records before (or none) and now."""
    change: dict[str, Any] = {"digest": text_digest(str(row["record"])), "closed": row["closed"]}
    for part, value in new.items():
        was = old.get(part)
        if part in old and _same(was, value):
            continue
        if isinstance(was, list) and isinstance(value, list) and _same(value[: len(was)], was):
            change.setdefault("add", {})[part] = value[len(was) :]
        else:
            change.setdefault("set", {})[part] = value
    if gone := sorted(old.keys() - new.keys()):
        change["unset"] = gone
    return change


def fold(before: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a change makes of a record; both in plain values."""
    record = {**before, **change.get("set", {})}
    for part, items in change.get("add", {}).items():
        record[part] = [*record[part], *items]
    for part in change.get("unset", ()):
        del record[part]
    return record


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def charter_told(row: Row) -> Row:
    """Return a charter's row with digests for its long texts."""
    return changed(row, compiled=text_digest(str(row["compiled"])), source=text_digest(str(row["source"])))


class Told:
    """The rows as the log told them so far: keys with a digest of the row, not the rows, so that a long log fits."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, bytes]] = {table: {} for table in _KEYS}
        self._cases: set[str] = set()
        self._attachments: set[str] = set()

    def take(self, entry: Row) -> None:
        """Take up what an entry tells. Raises ValueError, KeyError or TypeError where its body has no such form."""
        rows = json.loads(str(entry["body"]))["rows"]
        if "case" in rows:
            self._cases.add(str(entry["subject"]))
        self._attachments.update(rows.get("attachments", ()))
        for table in rows.keys() - {"case", "attachments"}:
            self._rows[table].update((_key(table, row), _brief(row)) for row in rows[table])

    def differences(self, session: Session) -> Iterator[Finding]:
        """Yield every row that is not as told, that nothing told of, or that is gone."""
        for table in _KEYS:
            yield from self._table(session, table)
        yield from self._case_rows(session)
        yield from self._attached(session)
        yield from _accounts(session)

    def _table(self, session: Session, table: str) -> Iterator[Finding]:
        told = dict(self._rows[table])
        for values in session.all(_STATEMENTS.get(table, table)):
            row = named(table, values)
            key = _key(table, row)
            if key not in told:
                yield Finding("row_untold", {"table": table, "key": key})
            elif told.pop(key) != _brief(charter_told(row) if table == "charters" else row):
                yield Finding("row_differs", {"table": table, "key": key})
        yield from (Finding("row_gone", {"table": table, "key": key}) for key in told)

    def _case_rows(self, session: Session) -> Iterator[Finding]:
        told = set(self._cases)
        for values in pages(session, "cases_page", ""):
            row = named("cases", values)
            number = str(row["number"])
            if number not in told:
                yield Finding("row_untold", {"table": "cases", "key": number})
                continue
            told.remove(number)
            yield from _case(session, row)
        yield from (Finding("row_gone", {"table": "cases", "key": number}) for number in sorted(told))

    def _attached(self, session: Session) -> Iterator[Finding]:
        told = set(self._attachments)
        for (name,) in session.all("attachments"):
            found = session.one("attachment", sha256=name)
            if name not in told:
                yield Finding("row_untold", {"table": "attachments", "key": name})
            elif found is None or sha256(found[0]).hexdigest() != name:
                yield Finding("row_differs", {"table": "attachments", "key": name})
            told.discard(name)
        yield from (Finding("row_gone", {"table": "attachments", "key": name}) for name in sorted(told))


def _case(session: Session, row: Row) -> Iterator[Finding]:
    """Fold a case from its entries, and compare its row: the record with its digest, every other column with the record."""
    number = str(row["number"])
    plain: dict[str, Any] = {}
    seq, last = 0, {"digest": "", "closed": 0}
    for values in pages(session, "entries_of", 0, subject=number):
        if change := json.loads(values[_BODY])["rows"].get("case"):
            try:
                plain, seq, last = fold(plain, change), values[0], change
            except (KeyError, TypeError):
                yield Finding("entry_unfounded", {"key": number}, values[0])
                return
    if text_digest(plain_json(plain)) != last["digest"]:
        yield Finding("entry_unfounded", {"key": number}, seq)
    elif row["record"] != plain_json(plain) or row != case_row(decoded(plain), plain, closed=bool(last["closed"])):
        yield Finding("row_differs", {"table": "cases", "key": number})


def _accounts(session: Session) -> Iterator[Finding]:
    """Add up every posting anew: an account is its credits less its debits."""
    sums: dict[tuple[str, str], int] = {}
    for values in session.all("postings"):
        _, _, debit, credit, minor, currency, _, _ = values
        sums[debit, currency] = sums.get((debit, currency), 0) - minor
        sums[credit, currency] = sums.get((credit, currency), 0) + minor
    kept = {(account, currency): minor for account, currency, minor in session.all("balances")}
    for account, currency in sorted(kept.keys() | sums.keys()):
        if kept.get((account, currency)) != sums.get((account, currency)):
            yield Finding("row_differs", {"table": "accounts", "key": account})


def _key(table: str, row: Mapping[str, Any]) -> str:
    return " ".join(str(row[column]) for column in _KEYS[table])


def _brief(row: Mapping[str, Any]) -> bytes:
    return sha256(plain_json(row).encode()).digest()


def _same(one: object, other: object) -> bool:
    """Whether two plain values are written alike; to Python, True and 1 are equal, inside lists and maps too."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other
