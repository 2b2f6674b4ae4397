"""`charter inbox`: what waits for somebody, or for anybody."""

from __future__ import annotations

from cli.books import clock, reading_of
from cli.orders import Given, Order, Report, option
from cli.session import Session, help_text
from cli.voice import Voice
from cli.widths import table


def command(session: Session) -> Order:
    """Make the command."""
    params = [option(help_text(session.lang, "inbox --all"), "--all", to="all", flag=True)]
    return Order("inbox", run, help_text(session.lang, "inbox"), params)


def run(session: Session, given: Given) -> Report:
    """List what waits."""
    from engine.services.tasks import inbox

    with reading_of(session) as reading:
        tasks, charter = inbox(reading, None if given["all"] else session.actor, clock(session), everybody=bool(given["all"]))
    voice = Voice(session, charter)

    def text() -> str:
        rows = [(voice.case(task.case), voice.name(task.case.state), voice.asked(task.wait), voice.people(task.wait.by)) for task in tasks]
        columns = 4 if given["all"] else 3
        headings = [session.word(key) for key in ("case", "state", "asked", "by")]
        return table([row[:columns] for row in rows], headings[:columns]) if rows else session.say("nothing_waits")

    return Report(tasks, text, charter=charter)
