"""Founding: all or nothing, with a first entry that tells everything."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from team import FILES, FOUNDED

from engine import codec
from engine.case import Tenure
from engine.services.faults import NotRehearsal
from engine.services.found import Source, found, founding_time, read_register
from engine.services.logs import verify
from engine.services.register import Register
from engine.services.scene import Clock, charter_of
from engine.store.book import Book, create_book, open_book
from engine.store.faults import BookExists, StoreFault


def people_of(source: Source):
    return read_register("members.csv", (FILES / "members.csv").read_bytes(), source.charter, FOUNDED)


def test_a_book_begins_with_charter_people_and_one_entry(source: Source, tmp_path: Path):
    url = str(tmp_path / "a.db")
    result = found(url, source, people_of(source), FOUNDED, rehearsal=False, actor="刘洋")
    with open_book(url) as book, book.reading() as reading:
        assert [(entry.actor, entry.verb, entry.subject) for entry in reading.entries()] == [("刘洋", "found", "book")]
        assert (len(reading.members()), len(reading.tenures())) == (result.members, result.tenures) == (5, 3)
        assert charter_of(reading, result.charter) == source.charter
        assert codec.digest(source.charter) == result.charter
        assert verify(reading, result.head).findings == ()


def test_a_book_is_founded_once(source: Source, tmp_path: Path):
    url = str(tmp_path / "a.db")
    found(url, source, people_of(source), FOUNDED, rehearsal=True)
    with pytest.raises(BookExists):
        found(url, source, people_of(source), FOUNDED, rehearsal=True)
    with open_book(url) as book, book.reading() as reading:
        assert len(list(reading.entries())) == 1


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_nothing_remains_of_a_founding_that_fails(source: Source, tmp_path: Path, form: str):
    stranger = Register((), (Tenure("nobody", "leader", None, FOUNDED.date(), None, "paper"),))
    with pytest.raises(StoreFault):
        found(form.format(tmp_path / "a.db"), source, stranger, FOUNDED, rehearsal=True)
    assert list(tmp_path.iterdir()) == []


def test_a_founding_that_was_broken_off_can_be_made_good(source: Source, tmp_path: Path):
    """Killed between tables and first entry, a book holds nothing, and is founded as if it were not there."""
    url = str(tmp_path / "a.db")
    create_book(url).close()
    assert found(url, source, people_of(source), FOUNDED, rehearsal=True).members == 5


def test_of_two_who_found_a_book_at_once_one_does(source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    url = str(tmp_path / "a.db")

    def outrun(_: str) -> Book:
        monkeypatch.undo()
        found(url, source, people_of(source), FOUNDED, rehearsal=True, actor="刘洋")
        return open_book(url)

    monkeypatch.setattr("engine.store.book.create_book", outrun)
    with pytest.raises(BookExists):
        found(url, source, people_of(source), FOUNDED, rehearsal=True)
    with open_book(url) as book, book.reading() as reading:
        assert [entry.actor for entry in reading.entries()] == ["刘洋"]


def test_only_a_rehearsal_chooses_its_day(source: Source):
    clock = Clock(datetime(2026, 3, 2, tzinfo=UTC), "2011-03-01 09:00")
    assert founding_time(source.charter, clock, rehearsal=True) == FOUNDED
    assert founding_time(source.charter, Clock(FOUNDED), rehearsal=False) == FOUNDED
    with pytest.raises(NotRehearsal):
        founding_time(source.charter, clock, rehearsal=False)
