"""A team whose charter has duties and deadlines of every kind, and its book, for the tests of what time brings about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from team import FILES

from engine import drafting
from engine.services.acts import Done, Wish, act
from engine.services.found import Source, found, read_register
from engine.services.scene import Clock
from engine.services.ticking import Ticked, tick
from engine.store.book import Book, open_book

BEGUN = datetime(2011, 2, 28, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai


def source() -> Source:
    """Return the team's charter."""
    draft = drafting.read(FILES / "clock.rules", cache=None, people_of=lambda _: ())
    assert draft.compiled.charter is not None
    return Source(draft.compiled.charter, draft.text, "clock.rules")


def begin(path: Path, under: Source) -> Path:
    """Found the team's book, with four cases under way."""
    people = read_register("clock.csv", (FILES / "clock.csv").read_bytes(), under.charter, BEGUN)
    found(str(path), under, people, BEGUN, rehearsal=True)
    with open_book(str(path)) as book:
        at = "2011-02-28 10:00"
        walk = {"title": "走河堤", "start": "2011-03-05 09:00", "end": "2011-03-05 11:00", "place": "河堤"}
        outing = done(book, "褚云", "draft", at, kind="outing", **walk)
        done(book, "褚云", "submit", at, outing)
        plan = done(book, "王强", "draft", at, kind="outing", **{**walk, "title": "看日出"})
        done(book, "王强", "submit", at, plan)
        done(book, "郑洁", "approve", "2011-03-01 09:00", plan)
        motion = done(book, "周立", "draft", "2011-03-01 09:30", kind="motion", title="添置雨衣")
        done(book, "周立", "submit", "2011-03-01 09:30", motion)
    return path


def done(book: Book, who: str, verb: str, at: str, number: str | None = None, kind: str | None = None, **fields: str) -> str:
    """Do something that is allowed, and return the number of its case."""
    found: Done = act(book, Wish(verb, number, kind, fields), who, Clock(BEGUN, at))
    assert found.decision.allowed, found.decision.reasons
    assert found.case is not None
    return found.case.number


def ticked(path: Path, at: str, *, dry: bool = False) -> tuple[Ticked, ...]:
    """Tick the team's book at some local time."""
    with open_book(str(path)) as book:
        return tick(book, Clock(BEGUN, at), dry=dry)[0]


@contextmanager
def looked(path: Path) -> Iterator[Any]:
    """Look into the team's book."""
    with open_book(str(path)) as book, book.reading() as reading:
        yield reading


def whole(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything that a book holds but when its entries were made: rows, and of the log what it tells in order."""
    import sqlite3

    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    told: dict[str, list[tuple[Any, ...]]] = {}
    for name in names:
        if name in ("log", "entries", "book", "alembic_version") or name.startswith("sqlite_"):
            continue
        told[name] = sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608 - names of our own tables
    with looked(path) as reading:
        told["log"] = [(each.actor, each.verb, each.subject, each.version, each.outcome, each.cites) for each in reading.entries()]
    connection.close()
    return told
