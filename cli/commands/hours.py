"""`charter hours`: how long members served, case by case, and in all."""

from __future__ import annotations

from cli.books import clock, reading_of
from cli.completion import members
from cli.orders import Given, Order, Report, Takes, argument, option
from cli.session import Session, help_text
from cli.voice import Voice
from cli.widths import short, table
from engine.services.participation import Served


def command(session: Session) -> Order:
    """Make the command."""
    params = [
        argument("MEMBER", to="member", required=False, complete=members),
        option(help_text(session.lang, "hours --year"), "--year", to="year", takes=Takes("YEAR", _year)),
    ]
    return Order("hours", run, help_text(session.lang, "hours"), params)


def run(session: Session, given: Given) -> Report:
    """Show hours served."""
    from engine.services.participation import served

    with reading_of(session) as reading:
        found, charter = served(reading, clock(session), given["year"], given["member"])
    voice = Voice(session, charter)

    def text() -> str:
        if not found:
            return session.say("no_hours")
        return _one(voice, found[0]) if given["member"] else _all(voice, found)

    return Report(found, text, charter=charter)


def _one(voice: Voice, each: Served) -> str:
    rows = [(voice.value(line.day), line.case.number, short(line.case.title), _time(voice, line.minutes)) for line in each.lines]
    headings = [voice.session.word(key) for key in ("day", "number", "title", "served")]
    head = voice.session.say("served_in_all", name=each.member, count=len(each.lines), served=_time(voice, each.minutes))
    return "\n".join([head, *([table(rows, headings, right=(3,))] if rows else [])])


def _all(voice: Voice, found: tuple[Served, ...]) -> str:
    rows = [(each.member, str(len(each.lines)), _time(voice, each.minutes)) for each in found]
    headings = [voice.session.word(key) for key in ("name", "count", "served")]
    return table(rows, headings, right=(1, 2))


def _time(voice: Voice, minutes: int) -> str:
    return voice.session.say("time_served", hours=minutes // 60, minutes=f"{minutes % 60:02}")


def _year(typed: str) -> int:
    from cli.orders import Misuse

    if not (typed.isdecimal() and len(typed) == len("2011") and int(typed) > 0):
        raise Misuse(key="no_year", found=typed)
    return int(typed)
