"""The kinds of case of the book by name, for the first page of help; no charter is loaded."""

from __future__ import annotations

from cli.session import Session


def kind_names(session: Session) -> list[str]:
    """Return every name under which a kind of the book is a command, in both tongues."""
    return [name for pair in _kinds(session) for name in dict.fromkeys(pair) if name]


def kind_rows(session: Session) -> list[str]:
    """Return the kinds of the book as the page of help lists them."""
    return [", ".join(name for name in dict.fromkeys(pair) if name) for pair in _kinds(session)]


def _kinds(session: Session) -> tuple[tuple[str, str], ...]:
    from pathlib import Path

    if not Path(session.db).is_file():
        return ()
    from engine.services.kinds import kinds

    return kinds(session.db)
