"""`charter template`: empty sheets to be filled in and taken in: a roster, or cases of a kind."""

from __future__ import annotations

from cli.books import clock, reading_of
from cli.commands.export import table_of, tables
from cli.orders import Given, Order, Report, argument
from cli.out import out_options
from cli.session import Session, help_text


def command(session: Session) -> Order:
    """Make the command."""
    params = [argument("TABLE", to="what", complete=tables), *out_options(session, required=True)]
    return Order("template", run, help_text(session.lang, "template"), params)


def run(session: Session, given: Given) -> Report:
    """Write an empty sheet."""
    from cli.tables import table_file
    from engine.services.exports import empty_cases, empty_roster, how

    what = table_of(given["what"])
    with reading_of(session) as reading:
        if what == "roster":
            sheets, charter = empty_roster(reading, clock(session), session.lang)
        else:
            sheets, charter = empty_cases(reading, what, clock(session), session.lang)
        return table_file(session, given, sheets, how(reading, charter))
