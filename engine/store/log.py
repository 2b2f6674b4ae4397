"""The append-only log: its canonical form, its chain, and what an entry tells of the rows that its act changed.

**Canonical form.** An entry is hashed as `charter log 1`, then its eleven columns other than `hash`, in the order of
`COLUMNS`, each as stored: `<bytes of its UTF-8>:<the UTF-8>`, whole numbers in decimal. No column is left out, because a
column outside the hash can be changed unseen (11 of 1,000 flipped bits, when measured), and lengths stand before values, so
that no two entries have one form. The hash is SHA-256; `previous` is the hash of the entry before, of zeros for the first.

**Body.** `{"rows":…,"told":…}`, canonical JSON. `told` is what the use case told. `rows` is written by the store itself from
what the transaction changed since the entry before, so that no use case can leave a change out:

- `case`: of the entry's subject: `digest` (SHA-256 of the new record), `closed`, and what changed against the record before:
  `set` (parts of the record), `add` (items put at the end of a part), `unset` (parts gone). Folding them gives the record.
- `book`, `members`, `tenures`, `postings`, `gifts` and every other table of flat rows: the whole new rows.
- `charters`, `attachments`: the key and the SHA-256 of what is long.

A chain proves order and wholeness only against a head kept elsewhere: who can write the file can rewrite all of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from engine.codec import plain_json
from engine.records import record
from engine.store.reading import START, Reading
from engine.store.records import COLUMNS, Row, named
from engine.store.rows import Finding, Told
from engine.store.session import Session, pages

FORM = b"charter log 1"

_HASHED = tuple(column for column in COLUMNS["log"] if column != "hash")


def chained(row: Mapping[str, Any]) -> str:
    """Return the hash of an entry, given as stored."""
    parts = [FORM]
    for column in _HASHED:
        value = str(row[column]).encode()
        parts += (b"%d:" % len(value), value)
    return sha256(b"".join(parts)).hexdigest()


def body(told: str, rows: Mapping[str, object]) -> str:
    """Join what a use case told (canonical JSON) and the rows that changed."""
    return f'{{"rows":{plain_json(rows)},"told":{told}}}'


def told(body: str) -> dict[str, Any]:
    """Return what the use case told, as plain JSON values."""
    found: dict[str, Any] = json.loads(body)["told"]
    return found


@record
class Verification:
    """What came of checking a book: how many entries hold, the head that somebody should note, and what is wrong."""

    entries: int
    head: tuple[int, str]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def verify(reading: Reading, expected_head: tuple[int, str] | None = None) -> Verification:
    """Check the chain, then every row against what the log told of it.

    `expected_head` is a head (number and hash of an entry) noted earlier, elsewhere. Without it a log whose tail was cut
    together with the rows, or that was written anew as a whole, cannot be told from a true one.
    """
    session = reading.session
    told = Told()
    head = (0, START)
    findings: list[Finding] = [Finding("damaged", {"why": why}) for why in session.damage()]
    for finding, reached in _walk(session, told):
        head = reached
        if finding:
            return Verification(head[0], head, (*findings, finding))
        if expected_head and head[0] == expected_head[0] and head[1] != expected_head[1]:
            findings.append(Finding("head_differs", {"expected": expected_head[1]}, head[0]))
    if expected_head and head[0] < expected_head[0]:
        findings.append(Finding("tail_cut", {"expected": expected_head[0], "found": head[0]}, head[0] + 1))
    return Verification(head[0], head, (*findings, *told.differences(session)))


def _walk(session: Session, told: Told) -> Iterator[tuple[Finding | None, tuple[int, str]]]:
    """Yield the head after every entry, until one does not follow from the one before."""
    head, at = (0, START), ""
    for values in pages(session, "entries", 0):
        row = named("log", values)
        fault = _break(row, head, at) or _take(told, row)
        if fault:
            yield Finding(fault, {}, head[0] + 1), head
            return
        head, at = (head[0] + 1, str(row["hash"])), str(row["at"])
        yield None, head


def _break(row: Row, head: tuple[int, str], at: str) -> str | None:
    """Return why an entry does not follow from the one before: a code of the messages."""
    if row["seq"] != head[0] + 1:
        return "entry_gone"
    if chained(row) != row["hash"]:
        return "entry_changed"
    if row["previous"] != head[1]:
        return "chain_broken"
    return "entry_earlier" if str(row["at"]) < at else None


def _take(told: Told, row: Row) -> str | None:
    try:
        told.take(row)
    except (ValueError, KeyError, TypeError):
        return "body_unreadable"
    return None
