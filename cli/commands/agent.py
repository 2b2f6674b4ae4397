"""`charter agent`: who acts for me while I am away."""

from __future__ import annotations

from cli.books import book_of, clock, reading_of
from cli.completion import members
from cli.exits import Exit
from cli.orders import Given, Order, Orders, Report, Takes, argument, option
from cli.session import Session, help_text
from cli.voice import Voice
from cli.widths import table
from engine.charter import Charter
from engine.services.agencies import AgencyDone, AgencyLine, end_agent, list_agencies, name_agent


def command(session: Session) -> Orders:
    """Make the group."""
    lang = session.lang
    since = option(help_text(lang, "agent --since"), "--since", to="since", takes=Takes("DAY"))
    until = option(help_text(lang, "agent --until"), "--until", to="until", takes=Takes("DAY"), required=True)
    ends = option(help_text(lang, "agent end --until"), "--until", to="until", takes=Takes("DAY"))
    reason = option(help_text(lang, "--reason"), "--reason", to="reason")
    everything = option(help_text(lang, "agent list --all"), "--all", to="all", flag=True)
    name = argument("NAME", to="name", complete=members)
    orders = [
        Order("list", list_, help_text(lang, "agent list"), [everything]),
        Order("add", add, help_text(lang, "agent add"), [name, since, until, reason]),
        Order("end", end, help_text(lang, "agent end"), [name, ends]),
    ]
    return Orders("agent", help_text(lang, "agent"), orders)


def list_(session: Session, given: Given) -> Report:
    """List agencies."""
    with reading_of(session) as reading:
        lines, charter = list_agencies(reading, clock(session), everything=bool(given["all"]))
    voice = Voice(session, charter)

    def text() -> str:
        rows = [_row(voice, line) for line in lines]
        headings = [session.word(key) for key in ("principal", "agent", "since", "until")]
        return table(rows, [*headings, "", ""]) if rows else session.say("no_agents")

    return Report(lines, text, charter=charter)


def add(session: Session, given: Given) -> Report:
    """Name an agent."""
    with book_of(session) as book:
        done, charter = name_agent(book, given["name"], given, session.actor, clock(session))
    return _report(session, done, charter)


def end(session: Session, given: Given) -> Report:
    """End an agency."""
    with book_of(session) as book:
        done, charter = end_agent(book, given["name"], given, session.actor, clock(session))
    return _report(session, done, charter)


def _row(voice: Voice, line: AgencyLine) -> tuple[str, ...]:
    now = voice.session.word("now") if line.now else ""
    return line.principal, line.agent, voice.value(line.start), voice.value(line.end), now, line.reason


def _report(session: Session, done: AgencyDone, charter: Charter) -> Report:
    voice = Voice(session, charter)
    value = {"allowed": done.decision.allowed, "reasons": done.decision.reasons, "agency": done.agency}

    def text() -> str:
        told = [f"  {voice.reason(reason)}" for reason in done.decision.reasons]
        return "\n".join(told if done.decision.allowed else [session.say("refused"), *told]).strip("\n")

    return Report(value, text, Exit.DONE if done.decision.allowed else Exit.REFUSED, charter)
