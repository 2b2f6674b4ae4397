"""A team of five and its book, for the tests of what can be asked of a book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from team import FILES, FOUNDED, Do

from engine import drafting
from engine.charter import Charter
from engine.services.acts import Done, Wish, act
from engine.services.found import Source, found, read_register
from engine.services.scene import Clock
from engine.store.book import Book, open_book


@pytest.fixture(scope="session")
def source() -> Source:
    draft = drafting.read(FILES / "team.rules", cache=None, people_of=lambda _: ())
    assert draft.compiled.charter is not None
    return Source(draft.compiled.charter, draft.text, "team.rules")


@pytest.fixture(scope="session")
def charter(source: Source) -> Charter:
    return source.charter


@pytest.fixture
def book(source: Source, tmp_path: Path) -> Iterator[Book]:
    """Found a rehearsal book on 1 March 2011 at nine."""
    people = read_register("members.csv", (FILES / "members.csv").read_bytes(), source.charter, FOUNDED)
    url = str(tmp_path / "team.db")
    found(url, source, people, FOUNDED, rehearsal=True)
    with open_book(url) as opened:
        yield opened


@pytest.fixture
def do(book: Book) -> Do:
    """Do something: `do("赵敏", "submit", number)`."""

    def doing(who: str, verb: str, number: str | None = None, kind: str | None = None, reason: str | None = None, **fields: str) -> Done:
        return act(book, Wish(verb, number, kind, fields, reason), who, Clock(FOUNDED))

    return doing
