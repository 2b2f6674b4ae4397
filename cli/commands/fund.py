"""`charter fund`: what a fund holds, and its postings."""

from __future__ import annotations

from cli.books import clock, reading_of
from cli.orders import Given, Order, Report, argument
from cli.session import Session, help_text
from cli.voice import Voice
from cli.widths import table
from engine.services.money import FundPage


def command(session: Session) -> Order:
    """Make the command."""
    return Order("fund", run, help_text(session.lang, "fund"), [argument("FUND", to="fund", required=False)])


def run(session: Session, given: Given) -> Report:
    """Show the funds."""
    from engine.services.money import funds
    from engine.services.scene import look

    with reading_of(session) as reading:
        pages = funds(reading, clock(session), given["fund"])
        charter = look(reading, clock(session)).charter
    voice = Voice(session, charter)
    return Report(pages, lambda: "\n\n".join(_page(voice, page) for page in pages) or session.say("no_funds"), charter=charter)


def _page(voice: Voice, page: FundPage) -> str:
    say = voice.session.say
    head = say(
        "fund", fund=voice.name(page.fund), balance=voice.value(page.balance), came=voice.value(page.came), went=voice.value(page.went)
    )
    rows = [
        (voice.value(line.at), line.case, voice.name(line.other), voice.value(line.change), voice.value(line.balance))
        for line in page.postings
    ]
    headings = [voice.session.word(key) for key in ("at", "number", "account", "change", "balance")]
    return "\n".join([head, table(rows, headings, right=(3, 4))]) if rows else head
