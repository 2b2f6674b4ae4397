"""What can go wrong with a book: one small exception for each situation, with a code and the facts that its sentence names."""

from __future__ import annotations

from typing import ClassVar


class StoreFault(Exception):  # noqa: N818 - each name says the situation
    """A situation that somebody must hear of; `engine.messages` has the words for `code`."""

    code: ClassVar[str]

    def __init__(self, **facts: str | int) -> None:
        super().__init__(self.code, facts)
        self.facts = facts


class NoBook(StoreFault):
    """There is nothing at `book`."""

    code = "no_book"


class NotABook(StoreFault):
    """What lies at `book` is something else."""

    code = "not_a_book"


class BookExists(StoreFault):
    """A book lies at `book` already."""

    code = "book_exists"


class BadAddress(StoreFault):
    """`book` is neither a path nor the URL of a database that can hold a book."""

    code = "bad_address"


class TooOld(StoreFault):
    """The book's form `found` is older than `needed`; `charter upgrade` brings it up."""

    code = "too_old"


class TooNew(StoreFault):
    """The book's form `found` is newer than `known`."""

    code = "too_new"


class Disarmed(StoreFault):
    """`trigger`, which keeps log and postings from being changed, is gone or altered."""

    code = "disarmed"


class OldSqlite(StoreFault):
    """The SQLite of this Python, `found`, is older than `needed`."""

    code = "old_sqlite"


class NoWal(StoreFault):
    """The place of `book`, often a network share, cannot keep a write-ahead log."""

    code = "no_wal"


class NoDriver(StoreFault):
    """The PostgreSQL driver is not installed."""

    code = "no_driver"


class Unreachable(StoreFault):
    """`book` cannot be opened or reached, because of `why`."""

    code = "unreachable"


class Busy(StoreFault):
    """Another writer held the book for longer than `seconds`."""

    code = "busy"


class ReadOnly(StoreFault):
    """`book` may be read but not written."""

    code = "read_only"


class DiskFull(StoreFault):
    """There is no room left where `book` lies; nothing was written."""

    code = "disk_full"


class DiskFailed(StoreFault):
    """Reading or writing `book` failed below the database, because of `why`."""

    code = "disk_failed"


class Corrupt(StoreFault):
    """`book` is damaged: `why`."""

    code = "corrupt"


class Rejected(StoreFault):
    """The tables of the book do not admit a row: `why`."""

    code = "rejected"


class Unstorable(StoreFault):
    """`text` holds what no database keeps unharmed: a NUL character, half a surrogate pair, or too large a number."""

    code = "unstorable"


class Changed(StoreFault):
    """Case `number` is at version `found`, not at `expected`: somebody else was faster."""

    code = "changed"


class NoCase(StoreFault):
    """The book holds no case `number`."""

    code = "no_case"


class NoCharter(StoreFault):
    """The book holds no charter `digest`."""

    code = "no_charter"


class NoAttachment(StoreFault):
    """The book holds no attachment `sha256`."""

    code = "no_attachment"


class NotFounded(StoreFault):
    """The book has tables but no founding entry yet."""

    code = "not_founded"
