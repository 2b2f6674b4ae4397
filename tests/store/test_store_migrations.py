"""The revisions make exactly the tables that the schema declares, on both databases."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, create_engine

from engine.store.book import open_book, upgrade_book
from engine.store.log import verify
from engine.store.migrations.forms import FORM
from engine.store.schema import metadata
from engine.store.triggers import SQLITE

CATALOGUE = (
    """SELECT table_name, column_name, ordinal_position, data_type, is_nullable, collation_name, column_default
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version' ORDER BY 1, 3""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version' ORDER BY 1, 2""",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1",
)


def test_sqlite_has_what_the_schema_declares(path: Path, tmp_path: Path):
    declared = tmp_path / "declared.db"
    metadata.create_all(create_engine(f"sqlite:///{declared}"))
    assert _sqlite(path) == _sqlite(declared)


def test_postgresql_has_what_the_schema_declares(database: str, server: str):
    import psycopg

    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute('DROP DATABASE IF EXISTS "declared"')
        connection.execute('CREATE DATABASE "declared"')
    declared = _engine(server.format("declared"))
    metadata.create_all(declared)
    made = _engine(database)
    assert _postgresql(made) == _postgresql(declared)
    for engine in (made, declared):
        engine.dispose()
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute('DROP DATABASE "declared"')


def test_a_book_of_the_first_form_is_brought_on_with_what_it_holds(path: Path):
    """Only what the second form adds is missing; the log goes on where it was, and still verifies."""
    with closing(sqlite3.connect(path)) as connection:
        for table in ("stays", "agencies", "participations", "occurrences", "tasks", "notices", "bank_lines"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    upgrade_book(str(path))
    with open_book(str(path)) as book, book.reading() as reading:
        assert reading.members()["刘洋"].stays == ()
        assert verify(reading).findings == ()


def test_every_table_is_strict_and_simple(path: Path):
    """STRICT tables hold what they declare: whole numbers, text and bytes."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        tables.remove(("alembic_version", 0))
        kinds = {row[2] for name, _ in tables for row in connection.execute(f"PRAGMA table_info('{name}')")}
    assert sorted(tables) == sorted((name, 1) for name in metadata.tables)
    assert kinds == {"TEXT", "INTEGER", "BLOB"}


def test_the_newest_revision_is_the_form_that_is_written(path: Path):
    files = (Path(__file__).parents[2] / "engine/store/migrations/versions").glob("form_*.py")
    assert max(file.stem for file in files) == f"form_{FORM}"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(FORM,)]


def test_the_guards_are_part_of_a_new_book(path: Path):
    with closing(sqlite3.connect(path)) as connection:
        assert dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")) == SQLITE


def test_the_inbox_is_answered_by_its_index(path: Path):
    """Open cases, histories, a case's money and the last entry are found without reading a table through."""
    from engine.store.texts import TEXTS

    with closing(sqlite3.connect(path)) as connection:
        plans = {
            name: " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {TEXTS[name]}", values))
            for name, values in {
                "cases_open": {},
                "case": {"number": "x"},
                "cases": {},
                "cases_of": {"process": "x"},
                "entries_of": {"subject": "x", "after": 0, "limit": 1},
                "postings_of": {"case": "x"},
                "postings_on": {"account": "x"},
                "numbers": {"first": "x", "last": "y", "limit": 1},
                "last_number": {"first": "x", "last": "y"},
                "gifts_by": {"person": "x"},
            }.items()
        }
    assert "USING INDEX cases_open" in plans["cases_open"]
    assert "USING INDEX cases_opened" in plans["cases"]
    assert all("SCAN" not in plan or name in ("cases", "cases_open") for name, plan in plans.items()), plans


def _sqlite(path: Path) -> list[tuple[str, str]]:
    """Return tables and indexes as they were declared, white space aside, their parts in any order."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type <> 'trigger' AND sql IS NOT NULL AND name <> 'alembic_version'"
        )
        return sorted((name, "\n".join(sorted(line.strip(" \t,") for line in sql.splitlines()))) for name, sql in rows)


def _postgresql(engine: Engine) -> list[list[tuple[object, ...]]]:
    with engine.connect() as connection:
        return [[tuple(row) for row in connection.exec_driver_sql(text)] for text in CATALOGUE]


def _engine(url: str) -> Engine:
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
