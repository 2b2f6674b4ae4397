"""`charter why`: whether the charter lets somebody do something, and why; nothing is done."""

from __future__ import annotations

from cli.books import clock, reading_of
from cli.completion import numbers
from cli.orders import Given, Order, Report, argument
from cli.session import Session, help_text
from cli.voice import Voice
from engine.services.views import veiled


def command(session: Session) -> Order:
    """Make the command."""
    params = [argument("CASE", to="number", complete=numbers), argument("MOVE", to="move")]
    return Order("why", run, help_text(session.lang, "why"), params)


def run(session: Session, given: Given) -> Report:
    """Ask without doing."""
    from engine.services.acts import Wish, ask

    with reading_of(session) as reading:
        done = ask(reading, Wish(given["move"], given["number"]), session.actor, clock(session))
    voice = Voice(session, done.charter)
    reasons = veiled(done.decision.reasons, done.charter, done.case, done.viewer)
    answer = {"allowed": done.decision.allowed, "verb": done.verb, "reasons": reasons}

    def text() -> str:
        head = session.say("may" if done.decision.allowed else "may_not")
        return "\n".join([head, *(f"  {voice.reason(reason)}" for reason in reasons)])

    return Report(answer, text, charter=done.charter)
