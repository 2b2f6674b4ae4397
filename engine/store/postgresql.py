"""A book in PostgreSQL.

A book has one chain, so its writers come one at a time: each takes an advisory lock for its transaction, as SQLite's take
theirs by BEGIN IMMEDIATE. Readers see one moment (REPEATABLE READ, READ ONLY) and wait for nobody. Statements are compiled
once and run on the driver, so that both databases hand back the same stored values.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Self

from sqlalchemy import URL, Connection, CursorResult, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from engine.store import faults, triggers
from engine.store.reading import Reading
from engine.store.records import Stored
from engine.store.session import printable, storable
from engine.store.sqlite import WAIT_SECONDS, check_form
from engine.store.statements import STATEMENTS, compiled
from engine.store.writing import Writing

_WRITER = 0x63686172746572  # "charter" in ASCII: the advisory lock of whoever writes
_TABLES = "SELECT to_regclass('alembic_version') IS NOT NULL AND to_regclass('log') IS NOT NULL"
_REJECTED = "23"  # the class of integrity violations, our triggers' among them
_FAULTS: dict[str, type[faults.StoreFault]] = {
    "25006": faults.ReadOnly,
    "53100": faults.DiskFull,
    "55P03": faults.Busy,
    "58030": faults.DiskFailed,
    "XX001": faults.Corrupt,
    "XX002": faults.Corrupt,
    "22003": faults.Unstorable,
}


def open_postgres(url: str) -> PostgresBook:
    """Open a book. Raises NoBook, TooOld, TooNew, Disarmed or Unreachable."""
    book = PostgresBook(url)
    with book.reading() as reading:
        assert isinstance(reading.session, PostgresSession)
        _check(reading.session.connection, book.name)
    return book


def create_postgres(url: str) -> PostgresBook:
    """Make a book of a database that has none, or one that was never founded. Raises BookExists."""
    _upgrade(url, empty=True)
    return open_postgres(url)


def upgrade_postgres(url: str) -> None:
    """Bring an older book to the present form. Raises NoBook."""
    _upgrade(url, empty=False)


class PostgresSession:
    """A transaction on a connection of SQLAlchemy."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def all(self, name: str, /, **values: Stored) -> list[tuple[Any, ...]]:
        """Return every row of a statement."""
        return [tuple(row) for row in self._execute(name, values)]

    def each(self, name: str, /, **values: Stored) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement as they come."""
        return map(tuple, self._execute(name, values))

    def one(self, name: str, /, **values: Stored) -> tuple[Any, ...] | None:
        """Return the first row of a statement."""
        row = self._execute(name, values).first()
        return None if row is None else tuple(row)

    def run(self, name: str, /, **values: Stored) -> int:
        """Run a statement that writes; return how many rows it touched."""
        return self._execute(name, storable(values)).rowcount

    def add(self, name: str, /, **values: Stored) -> int:
        """Run an insertion that numbers its row; return the number."""
        return int(self._execute(name, storable(values)).scalar_one())

    def damage(self) -> tuple[str, ...]:
        """Return nothing: PostgreSQL checks pages as it reads them, and raises."""
        return ()

    def _execute(self, name: str, values: dict[str, Stored]) -> CursorResult[Any]:
        return self.connection.exec_driver_sql(_texts()[name], values)


class PostgresBook:
    """A book in a PostgreSQL database, one book a database."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self.name = self._engine.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Open a transaction that sees one moment of the book."""
        with told(self.name), self._engine.connect() as opened:
            connection = opened.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield Reading(PostgresSession(connection))

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Open the one transaction that may write now: committed at the end, rolled back on an error."""
        with told(self.name), self._engine.begin() as connection:
            _lock(connection)
            writing = Writing(PostgresSession(connection))
            yield writing
            writing.finish()

    def close(self) -> None:
        """Give up every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def told(book: str) -> Iterator[None]:
    """Turn what the driver raises into the fault that a person can act on."""
    try:
        yield
    except DBAPIError as error:
        fault = _fault(error, book)
        if fault is None:
            raise
        raise fault from error
    except UnicodeEncodeError as error:
        raise faults.Unstorable(text=printable(error.object)) from error


@cache
def _texts() -> dict[str, str]:
    dialect: Dialect = make_url("postgresql+psycopg://").get_dialect()()
    return compiled(tuple(STATEMENTS), dialect)


def _engine(url: str) -> Engine:
    try:
        parsed: URL = make_url(url).set(drivername="postgresql+psycopg")
        engine = create_engine(parsed, pool_size=0, pool_pre_ping=True)
    except (ArgumentError, ValueError) as error:  # a port that is no number is a ValueError
        raise faults.BadAddress(book=url) from error
    except ModuleNotFoundError as error:
        raise faults.NoDriver from error
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's connection, which is not always installed
    """Commit durably, and wait for the writer's lock only so long."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO on")
        cursor.execute(f"SET lock_timeout TO '{int(WAIT_SECONDS * 1000)}ms'")
    connection.commit()


def _lock(connection: Connection) -> None:
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")


def _check(connection: Connection, book: str) -> None:
    """Refuse a database without a book, of another form than this version's, or whose log could be changed."""
    if not connection.exec_driver_sql(_TABLES).scalar_one():
        raise faults.NoBook(book=book)
    check_form(book, str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none() or ""))
    found = {name for (name,) in connection.exec_driver_sql(triggers.POSTGRESQL_FOUND)}
    for name in triggers.POSTGRESQL:
        if name not in found:
            raise faults.Disarmed(book=book, trigger=name)


def _upgrade(url: str, *, empty: bool) -> None:
    from engine.store.migrations.upgrade import upgrade

    engine = _engine(url)
    book = engine.url.render_as_string(hide_password=True)
    with told(book), engine.begin() as connection:
        _lock(connection)
        found = connection.exec_driver_sql(_TABLES).scalar_one()
        if found and empty and connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM log)").scalar_one():
            raise faults.BookExists(book=book)
        if not found and not empty:
            raise faults.NoBook(book=book)
        upgrade(connection)
    engine.dispose()


def _fault(error: DBAPIError, book: str) -> faults.StoreFault | None:
    code = getattr(error.orig, "sqlstate", None)
    why = str(error.orig).strip().partition("\n")[0]
    if code is None or code.startswith(("08", "28", "3D", "57P")):
        unreachable = type(error.orig).__name__ == "OperationalError"
        return faults.Unreachable(book=book, why=why) if unreachable else None
    if code.startswith(_REJECTED):
        return faults.Rejected(why=why)
    kind = _FAULTS.get(code)
    return kind(book=book, why=why, seconds=WAIT_SECONDS, text=why) if kind else None
