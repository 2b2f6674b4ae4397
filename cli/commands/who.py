"""`charter who`: who has to act on a case now, and how far it has come."""

from __future__ import annotations

from cli.books import clock, reading_of
from cli.completion import numbers
from cli.orders import Given, Order, Report, argument
from cli.session import Session, help_text
from cli.voice import Voice


def command(session: Session) -> Order:
    """Make the command."""
    return Order("who", run, help_text(session.lang, "who"), [argument("CASE", to="number", complete=numbers)])


def run(session: Session, given: Given) -> Report:
    """Say who has to act."""
    from engine.services.tasks import who

    with reading_of(session) as reading:
        answer, charter = who(reading, given["number"], clock(session))
    voice = Voice(session, charter)

    def text() -> str:
        head = f"{voice.case(answer.case)}{session.word('colon')}{voice.name(answer.case.state)}"
        waits = [f"  {voice.wait(each)}" for each in answer.waits if each.awaited] or [f"  {session.say('nobody_waits')}"]
        open_ = [f"  {session.say('also_open', what=voice.wait(each))}" for each in answer.waits if not each.awaited]
        return "\n".join([head, *waits, *open_])

    return Report(answer, text, charter=charter)
