"""A book: where it lies, and its transactions. SQLAlchemy is imported once something is to be written."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

from engine.store import sqlite
from engine.store.faults import BadAddress
from engine.store.reading import Reading
from engine.store.sqlite import SqliteSession

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from engine.store.writing import Writing


class Book(Protocol):
    """A book that is open; leaving it as a context closes it."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Open a transaction that sees one moment of the book."""

    def writing(self) -> AbstractContextManager[Writing]:
        """Open the one transaction that may write now: committed at the end, rolled back on an error."""

    def close(self) -> None:
        """Give up every connection."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def open_book(url: str) -> Book:
    """Open a book by its path (`charter.db`) or its SQLAlchemy URL. Raises a StoreFault where it cannot be used."""
    path = file_of(url)
    if path is None:
        from engine.store import postgresql

        return postgresql.open_postgres(url)
    return SqliteBook(path)


def create_book(url: str) -> Book:
    """Make an empty book, in one transaction, and open it. Raises BookExists or another StoreFault."""
    path = file_of(url)
    if path is None:
        from engine.store import postgresql

        return postgresql.create_postgres(url)
    from engine.store import database

    with sqlite.told(path):
        database.create_sqlite(path)
    return SqliteBook(path)


def upgrade_book(url: str) -> None:
    """Bring an older book to the present form, in one transaction."""
    path = file_of(url)
    if path is None:
        from engine.store import postgresql

        postgresql.upgrade_postgres(url)
        return
    from engine.store import database

    with sqlite.told(path):
        database.upgrade_sqlite(path)


class SqliteBook:
    """A book in a file. Reading uses `sqlite3` alone; writing runs the same texts inside SQLAlchemy's transaction."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine: Engine | None = None
        self._writings = 0
        self._idle: list[sqlite3.Connection] = []
        self._writers: list[Connection] = []  # idle ones: to take one from SQLAlchemy's pool costs 50 µs, a quarter of a commit
        with sqlite.told(path):
            self._idle.append(sqlite.connect(path))

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Open a transaction that sees one moment of the book."""
        with sqlite.told(self._path):
            connection = self._idle.pop() if self._idle else sqlite.connect(self._path)
            connection.execute("BEGIN")
            try:
                yield Reading(SqliteSession(connection))
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._idle.append(connection)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Open the one transaction that may write now: committed at the end, rolled back on an error."""
        from engine.store import database
        from engine.store.writing import Writing

        if self._engine is None:
            self._engine = database.sqlite_engine(self._path)
        with sqlite.told(self._path):
            if self._writings % sqlite.CHECKPOINT_EVERY == 0:
                sqlite.checkpoint(self._path)
            self._writings += 1
            connection = self._writers.pop() if self._writers else self._engine.connect()
            try:
                with connection.begin():
                    writing = Writing(SqliteSession(database.begin(connection)))
                    yield writing
                    writing.finish()
            finally:
                self._writers.append(connection)

    def close(self) -> None:
        """Give up every connection."""
        while self._idle:
            self._idle.pop().close()
        while self._writers:
            self._writers.pop().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def file_of(url: str) -> Path | None:
    """Return the file that a path or an SQLite URL names; None for a PostgreSQL URL."""
    scheme = re.match(r"([a-z][a-z0-9+]+)://", url)
    if scheme is None and url and url != ":memory:":
        return Path(url)
    if scheme and re.fullmatch(r"sqlite(\+pysqlite)?", scheme[1]) and (rest := url[scheme.end() :]).startswith("/") and len(rest) > 1:
        return Path(rest[1:])
    if scheme and re.fullmatch(r"postgres(ql(\+psycopg)?)?", scheme[1]):
        return None
    raise BadAddress(book=url)
