"""What reading and writing ask of a database: to run a named statement in the transaction that is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from engine.store.faults import Unstorable
from engine.store.records import Stored

PAGE = 500


class Session(Protocol):
    """One open transaction. Names are those of `statements`."""

    def all(self, name: str, /, **values: Stored) -> list[tuple[Any, ...]]:
        """Return every row of a statement."""

    def each(self, name: str, /, **values: Stored) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement as they come, for who may not want all of them."""

    def one(self, name: str, /, **values: Stored) -> tuple[Any, ...] | None:
        """Return the first row of a statement."""

    def run(self, name: str, /, **values: Stored) -> int:
        """Run a statement that writes; return how many rows it touched."""

    def add(self, name: str, /, **values: Stored) -> int:
        """Run an insertion that numbers its row; return the number."""

    def damage(self) -> tuple[str, ...]:
        """Return what the database's own check of its file finds."""


def pages(session: Session, name: str, after: str | int, /, **values: Stored) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a long statement page by page; its first column is the key that it is ordered by."""
    while rows := session.all(name, after=after, limit=PAGE, **values):
        yield from rows
        after = rows[-1][0]


def storable(values: dict[str, Stored]) -> dict[str, Stored]:
    """Return values that are to be written, once it is sure that SQLite and PostgreSQL both keep them byte for byte.

    Raises Unstorable: PostgreSQL cannot hold a NUL character, and half a surrogate pair has no UTF-8.
    """
    for value in values.values():
        if isinstance(value, str) and "\0" in value:
            raise Unstorable(text=printable(value))
        if isinstance(value, int) and not -(2**63) <= value < 2**63:
            raise Unstorable(text=str(value))
    return values


def printable(text: str) -> str:
    """Return the first characters of a text that no file takes as it is, escaped."""
    return text[:60].encode("unicode_escape").decode("ascii")
