"""Open the book that a run is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cli.session import Session
from engine.services.scene import Clock

if TYPE_CHECKING:
    from engine.store.book import Book
    from engine.store.reading import Reading


def clock(session: Session) -> Clock:
    """Return the time of a run, and who asks."""
    return Clock(session.now, session.at, session.actor, session.on)


def publicly(session: Session) -> Clock:
    """Return the time of a run as nobody asks: for what is hung up, where fields that only some people see do not stand."""
    return Clock(session.now, session.at)


@contextmanager
def book_of(session: Session) -> Iterator[Book]:
    """Open the book, to act."""
    from engine.store.book import open_book

    with open_book(session.db) as book:
        yield book


@contextmanager
def reading_of(session: Session) -> Iterator[Reading]:
    """Open the book at one moment, to ask."""
    with book_of(session) as book, book.reading() as reading:
        yield reading
