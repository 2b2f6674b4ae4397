"""`charter upgrade`: bring a book that an older version wrote to the present form, and set again what guards its log."""

from __future__ import annotations

from cli.orders import Given, Order, Report
from cli.session import Session, help_text


def command(session: Session) -> Order:
    """Make the command."""
    return Order("upgrade", run, help_text(session.lang, "upgrade"))


def run(session: Session, given: Given) -> Report:
    """Upgrade the book."""
    from engine.store.book import upgrade_book

    del given
    upgrade_book(session.db)
    return Report({"book": session.db}, lambda: session.say("upgraded", book=session.db))
