"""A glance into a book's file for the first page of help and for completion: nothing but `sqlite3`, and silence where there is none."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from engine.store.texts import TEXTS


def compiled_charter(url: str) -> str | None:
    """Return the compiled charter of the book in a file; None where no such book is at hand (a server is not asked)."""
    return _first(url, _CHARTER, 0)


def numbers(url: str, prefix: str, limit: int = 50) -> tuple[str, ...]:
    """Return the first numbers of cases that begin so."""
    return tuple(row[0] for row in _rows(url, TEXTS["numbers"], {"first": prefix, "last": prefix + "\U0010ffff", "limit": limit}))


def members(url: str) -> tuple[str, ...]:
    """Return the ids of all members."""
    return tuple(row[0] for row in _rows(url, TEXTS["members"], {}))


def _first(url: str, text: str, column: int) -> str | None:
    rows = _rows(url, text, {})
    return str(rows[0][column]) if rows else None


def _rows(url: str, text: str, values: dict[str, str | int]) -> list[tuple[str, ...]]:
    path = Path(url.removeprefix("sqlite:///"))
    if "://" in str(path) or not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
            return connection.execute(text, values).fetchall()
    except sqlite3.Error:
        return []


_CHARTER = "SELECT charters.compiled FROM charters JOIN book ON charters.digest = book.charter"
