"""How a book's SQLite file is opened, checked, checkpointed and spoken to, with nothing but `sqlite3`.

**Write-ahead log without the reset race.** SQLite 3.7.0 to 3.51.2 (mended in 3.51.3, and in 3.44.6 and 3.50.7) can lose
committed pages of a WAL database: a checkpoint begins, right after another one that was complete, while a second connection
commits a transaction that resets the WAL; the checkpoint misses the reset and marks frames as copied that are not
(sqlite.org/wal.html, "The WAL-Reset Bug"). Debian 12 ships 3.40.1, so most books would be open to it, and a rollback journal,
the other way out, costs more than half of the commits and lets readers block writers. The race needs a checkpoint beside a
commit. SQLite's own checkpoints run just so: in the committing connection, after it has given up the writer's lock. So they
are switched off (`wal_autocheckpoint=0`) on every connection, and `checkpoint` copies only while another connection of its own
holds the writer's lock: no commit, no reset and no other checkpoint of ours can fall beside it. The checkpoint
that SQLite makes when the last connection closes holds an exclusive lock on the file; nobody else is there then. This holds
for every version alike, so nothing hangs on a version check. Other programs that write to a book are not covered.

**Durability.** `synchronous=FULL`: a commit that returned is on the disk. `BEGIN IMMEDIATE` for writers: with SQLite's own
deferred BEGIN, 590 of 1,200 concurrent read-then-write transactions failed as locked, with IMMEDIATE none.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from engine.store import faults, triggers
from engine.store.migrations.forms import FORM
from engine.store.records import Stored
from engine.store.session import printable, storable
from engine.store.texts import TEXTS

NEEDED = (3, 37, 0)  # STRICT tables
WAIT_SECONDS = 15
CHECKPOINT_BYTES = 4 * 1024 * 1024
CHECKPOINT_EVERY = 250  # transactions of this process, at most


def connect(path: Path, purpose: Literal["read", "write", "create"] = "read") -> sqlite3.Connection:
    """Open a book's file, and refuse what cannot work; to `create`, the file need not be a book yet."""
    create = purpose == "create"
    if sqlite3.sqlite_version_info < NEEDED:
        raise faults.OldSqlite(found=sqlite3.sqlite_version, needed=".".join(map(str, NEEDED)))
    if not create and not path.exists():
        raise faults.NoBook(book=str(path))
    if path.exists() and not path.is_file():
        raise faults.NotABook(book=str(path))
    connection = _open(path, "rwc" if create else "rw")
    try:
        _prepare(connection)
        if not create:
            _check(connection, path)
    except sqlite3.OperationalError as error:
        connection.close()
        if purpose != "read" or _code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or not _asleep(path):
            raise
        return _immutable(path)
    except BaseException:
        connection.close()
        raise
    return connection


def use_wal(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure that the file keeps a write-ahead log. Raises NoWal."""
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise faults.NoWal(book=str(path))


def is_empty(connection: sqlite3.Connection) -> bool:
    """Return whether nothing at all is in the file."""
    (count,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(count == 0)


def is_book(connection: sqlite3.Connection) -> bool:
    """Return whether the file has a book's log and the mark of its form."""
    marks = "SELECT count(*) FROM sqlite_master WHERE name IN ('alembic_version', 'log', 'book')"
    (count,) = connection.execute(marks).fetchone()
    return bool(count == 3)  # noqa: PLR2004 - the three of them


def is_founded(connection: sqlite3.Connection) -> bool:
    """Return whether a book's log has begun."""
    return connection.execute("SELECT 1 FROM log LIMIT 1").fetchone() is not None


def checkpoint(path: Path) -> None:
    """Copy the write-ahead log into the file if it has grown long: one connection keeps writers out, another copies.

    The next writer then starts the log from its beginning, unless somebody still reads from it.
    """
    wal = path.with_name(path.name + "-wal")
    if not wal.exists() or wal.stat().st_size < CHECKPOINT_BYTES:
        return
    with closing(_open(path, "rw")) as keeper, closing(_open(path, "rw")) as copier:
        for connection in (keeper, copier):
            _prepare(connection)
        keeper.execute("BEGIN IMMEDIATE")
        copier.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        keeper.execute("ROLLBACK")


class SqliteSession:
    """A transaction on the driver's connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, name: str, /, **values: Stored) -> list[tuple[Any, ...]]:
        """Return every row of a statement."""
        return self._connection.execute(TEXTS[name], values).fetchall()

    def each(self, name: str, /, **values: Stored) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement as they come."""
        return iter(self._connection.execute(TEXTS[name], values))

    def one(self, name: str, /, **values: Stored) -> tuple[Any, ...] | None:
        """Return the first row of a statement."""
        row: tuple[Any, ...] | None = self._connection.execute(TEXTS[name], values).fetchone()
        return row

    def run(self, name: str, /, **values: Stored) -> int:
        """Run a statement that writes; return how many rows it touched."""
        return self._connection.execute(TEXTS[name], storable(values)).rowcount

    def add(self, name: str, /, **values: Stored) -> int:
        """Run an insertion that numbers its row; return the number."""
        (number,) = self._connection.execute(TEXTS[name], storable(values)).fetchone()
        return int(number)

    def damage(self) -> tuple[str, ...]:
        """Return what SQLite's check of its own file and of references between rows finds."""
        whole = [text for (text,) in self._connection.execute("PRAGMA integrity_check(20)") if text != "ok"]
        loose = [f"{table} row {row} refers to nothing in {parent}" for table, row, parent, _ in self._references()]
        return (*whole, *loose)

    def _references(self) -> list[tuple[Any, ...]]:
        return self._connection.execute("PRAGMA foreign_key_check").fetchall()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the driver raises, also from within SQLAlchemy's errors, into the fault that a person can act on."""
    try:
        yield
    except Exception as error:
        fault = _fault(getattr(error, "orig", error), str(path))
        if fault is None:
            raise
        raise fault from error


def _open(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file: no transactions of the driver's own, and usable from the thread that holds it at the time."""
    return sqlite3.connect(_uri(path, f"mode={mode}"), uri=True, isolation_level=None, timeout=WAIT_SECONDS, check_same_thread=False)


def _uri(path: Path, options: str) -> str:
    return f"file:{quote(str(path))}?{options}"


def _prepare(connection: sqlite3.Connection) -> None:
    for setting in ("synchronous = FULL", "foreign_keys = ON", "wal_autocheckpoint = 0", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {setting}")


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is no book, of another form than this version's, or whose log could be changed."""
    if not is_book(connection):
        raise faults.NoBook(book=str(path)) if is_empty(connection) else faults.NotABook(book=str(path))
    (form,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    check_form(str(path), form)
    found = dict(connection.execute(triggers.SQLITE_FOUND))
    for name, text in triggers.SQLITE.items():
        if found.get(name) != text:
            raise faults.Disarmed(book=str(path), trigger=name)


def check_form(book: str, form: str) -> None:
    """Refuse a book of another form than this version's."""
    if form < FORM:
        raise faults.TooOld(book=book, found=form, needed=FORM)
    if form > FORM:
        raise faults.TooNew(book=book, found=form, known=FORM)


def _asleep(path: Path) -> bool:
    """Whether the file is whole without a write-ahead log, in a folder that nobody can write to: an archived book."""
    return not path.with_name(path.name + "-wal").exists() and not os.access(path.parent, os.W_OK)


def _immutable(path: Path) -> sqlite3.Connection:
    """Open a book in a folder that cannot be written to; SQLite would want to put its shared memory there."""
    connection = sqlite3.connect(_uri(path, "mode=ro&immutable=1"), uri=True, isolation_level=None, check_same_thread=False)
    try:
        _check(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _code(error: sqlite3.Error) -> int:
    """Return the primary code of an error; 0 for what the driver raises by itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _fault(error: object, book: str) -> faults.StoreFault | None:
    if isinstance(error, UnicodeEncodeError):
        return faults.Unstorable(text=printable(error.object))
    kind = _FAULTS.get(_code(error)) if isinstance(error, sqlite3.Error) else None
    if isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode"):  # the driver's own words
        kind = faults.Corrupt
    return kind(book=book, why=str(error), seconds=WAIT_SECONDS) if kind else None


_FAULTS: dict[int, type[faults.StoreFault]] = {
    sqlite3.SQLITE_BUSY: faults.Busy,
    sqlite3.SQLITE_LOCKED: faults.Busy,
    sqlite3.SQLITE_FULL: faults.DiskFull,
    sqlite3.SQLITE_READONLY: faults.ReadOnly,
    sqlite3.SQLITE_NOTADB: faults.NotABook,
    sqlite3.SQLITE_CORRUPT: faults.Corrupt,
    sqlite3.SQLITE_IOERR: faults.DiskFailed,
    sqlite3.SQLITE_CANTOPEN: faults.Unreachable,
    sqlite3.SQLITE_CONSTRAINT: faults.Rejected,
}
