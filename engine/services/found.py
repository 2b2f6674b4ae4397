"""Found a book: the charter, the members and the holders of offices, each with the paper that shows it, as the first entry of its log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from engine import codec
from engine.charter import Charter
from engine.records import record
from engine.services.moments import moment
from engine.services.register import HEADINGS, Register, register
from engine.services.scene import Clock
from engine.services.tables import table
from engine.services.telling import BOOK, FOUND
from engine.workflows.periods import local_day

if TYPE_CHECKING:
    from engine.store.book import Book


@record
class Source:
    """A compiled charter, as it was written and where."""

    charter: Charter
    text: str
    file: str

    @property
    def digest(self) -> str:
        """Return the digest that cases are pinned to: of the compiled charter, so that layout does not matter."""
        return codec.digest(self.charter)


@record
class Founded:
    """A new book: how many people and offices it begins with, and the head of its log, to be noted elsewhere."""

    book: str
    charter: str
    members: int
    tenures: int
    founded: datetime
    rehearsal: bool
    head: str


def read_register(file: str, content: bytes, charter: Charter, at: datetime) -> Register:
    """Read a list of members against a charter. Raises FileUnreadable, BadRegister."""
    return register(table(file, content, HEADINGS), charter, local_day(at, charter.zone), file)


def founding_time(charter: Charter, clock: Clock, *, rehearsal: bool) -> datetime:
    """Return when a book is founded: a rehearsal may choose. Raises NotRehearsal, BadMoment."""
    from engine.services.faults import NotRehearsal

    if clock.at is None:
        return clock.now
    if not rehearsal:
        raise NotRehearsal(at=clock.at)
    return moment(clock.at, charter.zone)


def found(url: str, source: Source, people: Register, at: datetime, *, rehearsal: bool, actor: str = "") -> Founded:
    """Make a book and its founding entry; nothing remains of it where that fails. Raises BookExists and other StoreFaults."""
    from engine.store.book import create_book, file_of
    from engine.store.faults import BookExists

    with create_book(url) as book:
        try:
            head = _founding_entry(book, url, source, people, at, rehearsal=rehearsal, actor=actor)
        except BookExists:  # somebody else has founded it meanwhile
            raise
        except BaseException:
            book.close()
            _remove(file_of(url))
            raise
    return Founded(url, source.digest, len(people.members), len(people.tenures), at, rehearsal, head)


def _founding_entry(book: Book, url: str, source: Source, people: Register, at: datetime, *, rehearsal: bool, actor: str) -> str:
    from engine.store.faults import BookExists
    from engine.store.records import Settings

    digest = source.digest
    with book.writing() as writing:
        if writing.head()[0]:
            raise BookExists(book=url)
        writing.add_charter(digest, codec.dumps(source.charter), source.text, source.file)
        writing.set_settings(Settings(digest, at, rehearsal, at if rehearsal else None))
        for member in people.members:
            writing.add_member(member)
        for tenure in people.tenures:
            writing.add_tenure(tenure)
        told = codec.dumps({"members": len(people.members), "tenures": len(people.tenures), "file": source.file})
        entry = writing.append(at, actor, FOUND, BOOK, 0, digest, "done", (), told)
    return f"{entry.seq}:{entry.hash}"


def _remove(file: Path | None) -> None:
    """Remove a book's file; tables on a server stay, empty, until a book is founded in them."""
    for ending in ("", "-wal", "-shm") if file else ():
        Path(f"{file}{ending}").unlink(missing_ok=True)
