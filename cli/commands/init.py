"""`charter init`: found a book from a charter and a list of members."""

from __future__ import annotations

from pathlib import Path

from cli.books import clock
from cli.completion import files
from cli.orders import Given, Order, Report, Takes, argument, option
from cli.session import Session, help_text


def command(session: Session) -> Order:
    """Make the command."""
    lang = session.lang
    params = [
        argument("CHARTER_FILE", to="charter", complete=files),
        option(help_text(lang, "init --members"), "--members", to="members", takes=Takes("FILE"), required=True, complete=files),
        option(help_text(lang, "init --rehearsal"), "--rehearsal", to="rehearsal", flag=True),
    ]
    return Order("init", run, help_text(lang, "init"), params)


def run(session: Session, given: Given) -> Report:
    """Read both files, found the book, and say what it begins with."""
    from cli.problems import source_that_holds
    from engine.services.found import found, founding_time, read_register

    rehearsal = bool(given["rehearsal"])
    charter = source_that_holds(Path(given["charter"]), session)
    at = founding_time(charter.charter, clock(session), rehearsal=rehearsal)
    members = Path(given["members"])
    people = read_register(members.name, members.read_bytes(), charter.charter, at)
    result = found(session.db, charter, people, at, rehearsal=rehearsal, actor=session.actor or "")
    key = "founded_rehearsal" if rehearsal else "founded"
    told = {"book": result.book, "members": result.members, "tenures": result.tenures, "head": result.head}
    title = charter.charter.title.say(session.lang)
    return Report(result, lambda: session.say(key, title=title, **told), charter=charter.charter)
