"""The small office of `office.rules` and its book, on Tuesday 1 March 2011 at nine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import FOUNDED, HERE, PEOPLE, Office

from engine import drafting
from engine.services.found import Source, found, read_register
from engine.store.book import open_book


@pytest.fixture(scope="session")
def source() -> Source:
    draft = drafting.read(HERE / "office.rules", cache=None, people_of=lambda _: ())
    assert draft.compiled.charter is not None, [(each.code, each.args) for each in draft.compiled.problems]
    return Source(draft.compiled.charter, draft.text, "office.rules")


@pytest.fixture
def office(source: Source, tmp_path: Path) -> Iterator[Office]:
    url = str(tmp_path / "office.db")
    found(url, source, read_register("people.csv", PEOPLE.encode(), source.charter, FOUNDED), FOUNDED, rehearsal=True)
    with open_book(url) as book:
        yield Office(book, url)
