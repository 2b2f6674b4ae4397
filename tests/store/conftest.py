"""A book of each kind, fresh for every test."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from books import found, postgres_server
from sqlalchemy import create_engine

from engine.store.book import Book, create_book, open_book

_numbers = count(1)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a founded book that tests copy."""
    path = tmp_path_factory.mktemp("template") / "charter.db"
    with create_book(str(path)) as book:
        found(book)
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the URL of a PostgreSQL server with the database `template_book`, a founded book, in it."""
    try:
        with postgres_server() as url:
            _sql(url, 'DROP DATABASE IF EXISTS "template_book"', 'CREATE DATABASE "template_book"')
            with create_book(url.format("template_book")) as book:
                found(book)
            yield url
    except LookupError as error:
        warnings.warn(f"the store is NOT tested on PostgreSQL: {error}", stacklevel=1)
        pytest.skip(f"no PostgreSQL: {error}")


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """Give the file of a founded book."""
    return Path(shutil.copy(template, tmp_path / "charter.db"))


@pytest.fixture
def database(server: str, worker_id: str) -> Iterator[str]:
    """Give the URL of a founded book in PostgreSQL."""
    name = f"book_{worker_id}_{next(_numbers)}"
    _sql(server, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "template_book"')
    yield server.format(name)
    _sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Give the URL of a founded book, of either kind."""
    return str(request.getfixturevalue("path" if request.param == "sqlite" else "database"))


@pytest.fixture
def book(url: str) -> Iterator[Book]:
    """Open a founded book, of either kind."""
    with open_book(url) as book:
        yield book


def _sql(url: str, *texts: str) -> None:
    engine = create_engine(url.format("postgres").replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for text in texts:
            connection.exec_driver_sql(text)
    engine.dispose()
