"""`charter who`: who has to act on a case now, and how far it has come."""

from __future__ import annotations

from cli.books import clock, reading_of
from cli.completion import numbers
from cli.orders import Given, Order, Report, argument
from cli.session import Session, help_text
from cli.voice import Voice
from engine.services.tasks import Asked


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
        head = f"{voice.case(answer.case)}{session.word('colon')}{voice.state(answer.case)}"
        waits = [line for each in answer.waits if each.awaited for line in _wait(voice, each)] or [f"  {session.say('nobody_waits')}"]
        open_ = [f"  {session.say('also_open', what=voice.wait(each))}" for each in answer.waits if not each.awaited]
        return "\n".join([head, *waits, *open_])

    return Report(answer, text, charter=charter)


def _wait(voice: Voice, asked: Asked) -> list[str]:
    """Say one thing that is waited for, and what keeps it from being done."""
    return [f"  {voice.wait(asked)}", *(f"      {voice.reason(reason)}" for reason in asked.why)]
