"""`charter inbox`: what waits for somebody, or for anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.books import clock, reading_of
from cli.orders import Given, Order, Report, option
from cli.session import Session, help_text
from cli.voice import Voice
from cli.widths import table

if TYPE_CHECKING:
    from engine.services.tasks import Waiting


def command(session: Session) -> Order:
    """Make the command."""
    params = [
        option(help_text(session.lang, "inbox --all"), "--all", to="all", flag=True),
        option(help_text(session.lang, "inbox --seen"), "--seen", to="seen", flag=True),
    ]
    return Order("inbox", run, help_text(session.lang, "inbox"), params)


def run(session: Session, given: Given) -> Report:
    """List what waits."""
    from engine.services.tasks import inbox

    if given["seen"]:
        return _seen(session)
    with reading_of(session) as reading:
        waiting, charter = inbox(reading, None if given["all"] else session.actor, clock(session), everybody=bool(given["all"]))
    voice = Voice(session, charter)

    def text() -> str:
        rows = [
            (voice.case(each.case), voice.state(each.case), voice.asked(each.wait), voice.people(each.wait.by)) for each in waiting.cases
        ]
        columns = 4 if given["all"] else 3
        headings = [session.word(key) for key in ("case", "state", "asked", "by")]
        cases = [table([row[:columns] for row in rows], headings[:columns])] if rows else []
        beside = _beside(voice, waiting, everybody=bool(given["all"])) if waiting.tasks or waiting.told else []
        return "\n\n".join([*cases, *beside]) or session.say("nothing_waits")

    return Report([*waiting.cases, *({"task": each} for each in waiting.tasks), *waiting.told], text, charter=charter)


def _beside(voice: Voice, waiting: Waiting, *, everybody: bool) -> list[str]:
    """Lay out the tasks of duties, and what was not seen yet."""
    from cli.commands.work import task_row
    from cli.notices import notice_line

    word = voice.session.word
    columns = [word(key) for key in ("task", "due", "state", "duty", "period", *(["by"] if everybody else []))]
    tasks = [table([task_row(voice, line, everybody=everybody) for line in waiting.tasks], columns)] if waiting.tasks else []
    lines = [f"  {voice.value(each.notice.at)}  {notice_line(voice, each.notice, each.case)}" for each in waiting.told]
    return [*tasks, *(["\n".join([voice.session.say("notices", count=len(lines)), *lines])] if lines else [])]


def _seen(session: Session) -> Report:
    """Mark everything that was told as seen."""
    from cli.books import book_of
    from engine.services.work import see

    with book_of(session) as book:
        count, charter = see(book, session.actor, clock(session))
    return Report({"seen": count}, lambda: session.say("notices_seen", count=count), charter=charter)
