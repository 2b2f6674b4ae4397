"""`charter history`: what happened to a case, refusals as well."""

from __future__ import annotations

from cli.books import clock, reading_of
from cli.completion import numbers
from cli.events import event_lines
from cli.orders import Given, Order, Report, argument
from cli.session import Session, help_text
from cli.voice import Voice


def command(session: Session) -> Order:
    """Make the command."""
    return Order("history", run, help_text(session.lang, "history"), [argument("CASE", to="number", complete=numbers)])


def run(session: Session, given: Given) -> Report:
    """Tell the history of a case."""
    from engine.services.cases import history

    with reading_of(session) as reading:
        line, events, charter = history(reading, given["number"], clock(session))
    voice = Voice(session, charter)

    def text() -> str:
        return "\n".join([voice.case(line), *(told for event in events for told in event_lines(voice, event))])

    return Report({"case": line, "events": events}, text, charter=charter)
