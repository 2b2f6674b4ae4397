"""Look at the log of a book, and verify it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.charter import Charter
from engine.records import record
from engine.services.cases import Event, event
from engine.services.faults import BadHead
from engine.services.scene import Clock, charter_of, find_case, look

if TYPE_CHECKING:
    from engine.store.reading import Reading
    from engine.store.rows import Finding

SHORT_HASH, LONG_HASH = 12, 64  # digits of a hash as papers print it, and of a whole one


@record
class Checked:
    """What verifying found: how many entries follow from each other, the head to note elsewhere, and every fault."""

    count: int
    head: str
    findings: tuple[Finding, ...]
    lost: str | None = None  # a noted hash that no entry has


def entries(reading: Reading, number: str | None = None, clock: Clock | None = None) -> tuple[tuple[Event, ...], Charter, str]:
    """Return the log as people read it, all or of one case, with the charter in force and the head. Raises NoSuchCase."""
    subject = find_case(reading, number).number if number else None
    viewer = look(reading, clock).viewer if clock else None
    found = tuple(event(reading, entry, viewer) for entry in reading.entries(subject))
    return found, charter_of(reading, reading.settings().charter), head_text(reading.head())


def verify(reading: Reading, noted: str | None = None) -> Checked:
    """Check the chain of the log and the rows against it, and that the log still has the head that was noted. Raises BadHead."""
    from engine.store.log import verify

    expected = _head(reading, noted) if noted else None
    result = verify(reading, expected if expected and expected[0] else None)
    lost = expected[1] if expected and not expected[0] else None
    return Checked(result.entries, head_text(result.head), result.findings, lost)


def head_text(head: tuple[int, str]) -> str:
    """Write a head as it is noted: the number of the last entry and its hash, `12:9f86…`."""
    return f"{head[0]}:{head[1]}"


def _head(reading: Reading, noted: str) -> tuple[int, str]:
    """Read a noted head, or a hash alone, whose entry is looked for; number 0 where no entry has it.

    A head as papers print it has the beginning of the hash alone: the entry of its number has to begin so.
    """
    number, colon, hash = noted.strip().lower().rpartition(":")
    least = SHORT_HASH if colon else LONG_HASH
    numbered = not colon or re.fullmatch("[0-9]{1,18}", number)
    if not numbered or not least <= len(hash) <= LONG_HASH or not re.fullmatch("[0-9a-f]+", hash):
        raise BadHead(head=noted)
    if colon and len(hash) == LONG_HASH:
        return int(number), hash
    if colon:
        entry = next(iter(reading.entries(after=int(number) - 1)), None)
        return (entry.seq, entry.hash) if entry and entry.seq == int(number) and entry.hash.startswith(hash) else (0, hash)
    return next((entry.seq for entry in reading.entries() if entry.hash == hash), 0), hash
