"""What time brings about is the same in every database, and comes once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "services"))

from clockwork import begin, looked, source, ticked

from engine.store.log import verify

LAST = "2011-03-15 08:00"


@pytest.fixture
def elsewhere(server: str, worker_id: str) -> Iterator[str]:
    """Give the URL of a PostgreSQL database in which nothing is."""
    engine = create_engine(server.format("postgres").replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    name = f"ticks_{worker_id}"
    with engine.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}"')
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
        yield server.format(name)
        connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
    engine.dispose()


def told(book: str | Path) -> tuple[object, ...]:
    """Return tasks, notices and cases of a book, and what its log tells in order; every row is as the log tells it."""
    with looked(book) as reading:
        assert verify(reading).findings == ()
        log = [(each.actor, each.verb, each.subject, each.version, each.outcome, each.cites) for each in reading.entries()]
        return (reading.tasks(), reading.notices(), reading.cases(), log)


def test_a_tick_comes_to_the_same_on_postgresql_and_finds_nothing_the_second_time(elsewhere: str, tmp_path: Path):
    here = begin(tmp_path / "here.db", source())
    begin(elsewhere, source())
    assert ticked(elsewhere, LAST) == ticked(here, LAST)
    assert told(elsewhere) == told(here)
    assert ticked(elsewhere, LAST) == ()
