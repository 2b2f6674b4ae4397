"""`charter log`: list the log of a book, and verify that nothing in it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.books import clock, reading_of
from cli.completion import numbers
from cli.events import event_lines
from cli.exits import Exit
from cli.orders import Given, Order, Orders, Report, Takes, option
from cli.session import Session, help_text
from cli.voice import Voice

if TYPE_CHECKING:
    from engine.store.rows import Finding


def command(session: Session) -> Orders:
    """Make the group."""
    lang = session.lang
    list_params = [option(help_text(lang, "log list --case"), "--case", to="case", takes=Takes("CASE"), complete=numbers)]
    verify_params = [option(help_text(lang, "log verify --head"), "--head", to="head", takes=Takes("HEAD"))]
    orders = [
        Order("list", list_log, help_text(lang, "log list"), list_params),
        Order("verify", verify_log, help_text(lang, "log verify"), verify_params),
    ]
    return Orders("log", help_text(lang, "log"), orders)


def list_log(session: Session, given: Given) -> Report:
    """List entries, oldest first."""
    from engine.services.logs import entries

    with reading_of(session) as reading:
        events, charter, head = entries(reading, given["case"], clock(session))
    voice = Voice(session, charter)

    def text() -> str:
        lines = [line for event in events for line in event_lines(voice, event, subject=True)]
        return "\n".join([*lines, session.say("log_head", head=head)])

    return Report({"entries": events, "head": head}, text, charter=charter)


def verify_log(session: Session, given: Given) -> Report:
    """Verify chain and rows."""
    from engine.services.logs import verify

    with reading_of(session) as reading:
        result = verify(reading, given["head"])
    wrong = bool(result.findings or result.lost)

    def text() -> str:
        if not wrong:
            return session.say("log_sound_head" if given["head"] else "log_sound", count=result.count, head=result.head)
        lines = [_finding(session, finding) for finding in result.findings]
        lines += [session.say("head_gone", expected=result.lost)] if result.lost else []
        return "\n".join([session.say("log_unsound", count=len(lines)), *lines])

    return Report(result, text, Exit.FAILED if wrong else Exit.DONE)


def _finding(session: Session, finding: Finding) -> str:
    from cli.funnel import store_words

    what = store_words(session.lang, finding.code, finding.facts)
    return session.say("log_fault", number=finding.seq, what=what) if finding.seq else f"  {what}"
