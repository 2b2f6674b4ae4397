"""SQLAlchemy's hand on an SQLite book: the engine that writing transactions run in, and how a file becomes a book."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from sqlite3 import Connection as Driver

from sqlalchemy import Connection, Engine, NullPool, create_engine

from engine.store import faults, sqlite


def sqlite_engine(path: Path, *, create: bool = False) -> Engine:
    """Return an engine on a file; each of its connections is one that `begin` takes the writer's lock with."""

    def opened() -> Driver:
        connection = sqlite.connect(path, "create" if create else "write")
        if not create:
            sqlite.use_wal(connection, path)
        return connection

    return create_engine("sqlite+pysqlite://", creator=opened, poolclass=NullPool, pool_reset_on_return=None)


def begin(connection: Connection) -> Driver:
    """Take the writer's lock, inside SQLAlchemy's transaction; return the driver's connection."""
    found = connection.connection.driver_connection
    assert isinstance(found, Driver)
    found.execute("BEGIN IMMEDIATE")
    return found


def create_sqlite(path: Path) -> None:
    """Make a book of a file that is not there, is empty, or was never founded. Raises BookExists or NotABook."""
    if not path.parent.is_dir():
        raise faults.Unreachable(book=str(path), why=f"no folder {path.parent}")
    with closing(sqlite.connect(path, "create")) as first:
        _refuse_full(first, path)
        sqlite.use_wal(first, path)
    _upgrade(path, empty=True)


def upgrade_sqlite(path: Path) -> None:
    """Bring an older book to the present form."""
    if not path.exists():
        raise faults.NoBook(book=str(path))
    _upgrade(path, empty=False)


def _upgrade(path: Path, *, empty: bool) -> None:
    """Run the migrations. Alembic takes half a second to import, so it is imported here."""
    from engine.store.migrations.upgrade import upgrade

    engine = sqlite_engine(path, create=True)
    with engine.begin() as connection:
        driver = begin(connection)
        if empty:
            _refuse_full(driver, path)  # somebody else may have made it meanwhile
        elif not sqlite.is_book(driver):
            raise faults.NotABook(book=str(path))
        upgrade(connection)
    engine.dispose()


def _refuse_full(connection: Driver, path: Path) -> None:
    """Refuse what holds something; a book whose founding was broken off holds nothing yet."""
    if sqlite.is_book(connection):
        if sqlite.is_founded(connection):
            raise faults.BookExists(book=str(path))
    elif not sqlite.is_empty(connection):
        raise faults.NotABook(book=str(path))
