"""`charter member`: list and show members, enter from paper who comes, holds an office or has left, and who was late or absent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Literal

from cli.books import book_of, clock, reading_of
from cli.completion import members, numbers
from cli.exits import Exit
from cli.orders import Given, Order, Orders, Report, Takes, argument, option
from cli.session import Session, help_text
from cli.voice import Voice
from cli.widths import table
from engine.services.member_pages import MemberPage, list_members, show_member

if TYPE_CHECKING:
    from engine.services.attendance import Entered


def command(session: Session) -> Orders:
    """Make the group."""
    lang = session.lang
    paper = option(help_text(lang, "member --paper"), "--paper", to="paper", required=True)
    since = option(help_text(lang, "member --since"), "--since", to="since", takes=Takes("DAY"))
    unit = option(help_text(lang, "member --unit"), "--unit", to="unit", takes=Takes("UNIT"))
    category = option(help_text(lang, "member add --category"), "--category", to="category", takes=Takes("CATEGORY"))
    office = option(help_text(lang, "member office --office"), "--office", to="office", takes=Takes("OFFICE"), required=True)
    left = option(help_text(lang, "member end --office"), "--office", to="office", takes=Takes("OFFICE"))
    until = option(help_text(lang, "member end --until"), "--until", to="until", takes=Takes("DAY"))
    name = argument("NAME", to="name", complete=members)
    on = option(help_text(lang, "member --day"), "--day", to="on", takes=Takes("DAY"))
    happened = option(help_text(lang, "member late --day"), "--day", to="on", takes=Takes("DAY"))
    case = option(help_text(lang, "member late --case"), "--case", to="case", takes=Takes("CASE"), complete=numbers)
    excused = option(help_text(lang, "member late --excused"), "--excused", to="excused", flag=True)
    everybody = option(help_text(lang, "member list --all"), "--all", to="all", flag=True)
    orders = [
        Order("list", list_, help_text(lang, "member list"), [everybody, on]),
        Order("show", show, help_text(lang, "member show"), [name, on]),
        Order("add", add, help_text(lang, "member add"), [argument("NAME", to="name"), category, unit, since, paper]),
        Order("office", add_office, help_text(lang, "member office"), [name, office, unit, since, paper]),
        Order("end", end_, help_text(lang, "member end"), [name, left, unit, until, paper]),
        Order("late", partial(enter, "late"), help_text(lang, "member late"), [name, happened, case, excused]),
        Order("absent", partial(enter, "absent"), help_text(lang, "member absent"), [name, happened, case, excused]),
        Order("excuse", excuse_, help_text(lang, "member excuse"), [name, happened]),
    ]
    return Orders("member", help_text(lang, "member"), orders)


def list_(session: Session, given: Given) -> Report:
    """List members."""
    with reading_of(session) as reading:
        pages, charter = list_members(reading, clock(session), everybody=bool(given["all"]), on=given["on"])
    voice = Voice(session, charter)

    def text() -> str:
        rows = [
            (
                page.id,
                voice.name(page.category),
                voice.name(page.unit) + (session.word("suspended_mark") if page.suspended else ""),
                voice.list(_office(voice, page, held.number) for held in page.held if held.now),
            )
            for page in pages
        ]
        return table(rows, [session.word(key) for key in ("name", "category", "unit", "offices")]) if rows else session.say("no_members")

    return Report(pages, text, charter=charter)


def show(session: Session, given: Given) -> Report:
    """Show one member."""
    with reading_of(session) as reading:
        page, charter = show_member(reading, given["name"], clock(session), on=given["on"])
    voice = Voice(session, charter)
    return Report(page, lambda: _page(voice, page), charter=charter)


def add(session: Session, given: Given) -> Report:
    """Enter a member."""
    from engine.services.people import enter_member

    with book_of(session) as book:
        page, charter = enter_member(book, given["name"], given, session.actor, clock(session))
    voice = Voice(session, charter)
    return Report(page, lambda: _page(voice, page), charter=charter)


def add_office(session: Session, given: Given) -> Report:
    """Enter who holds an office, from paper."""
    from engine.services.people import enter_office

    with book_of(session) as book:
        page, charter = enter_office(book, given["name"], given, session.actor, clock(session))
    voice = Voice(session, charter)
    return Report(page, lambda: _page(voice, page), charter=charter)


def end_(session: Session, given: Given) -> Report:
    """Enter who has left, from paper."""
    from engine.services.people import end

    with book_of(session) as book:
        page, charter = end(book, given["name"], given, session.actor, clock(session))
    voice = Voice(session, charter)
    return Report(page, lambda: _page(voice, page), charter=charter)


def enter(event: Literal["late", "absent"], session: Session, given: Given) -> Report:
    """Enter that a member was late or absent."""
    from engine.services.attendance import enter_event

    with book_of(session) as book:
        return _entered(session, enter_event(book, event, given["name"], given, session.actor, clock(session)))


def excuse_(session: Session, given: Given) -> Report:
    """Let what was entered of a member on a day no longer count."""
    from engine.services.attendance import excuse

    with book_of(session) as book:
        return _entered(session, excuse(book, given["name"], given, session.actor, clock(session)))


def _entered(session: Session, entered: Entered) -> Report:
    from engine.services.views import case_line

    charter, decision = entered.charter, entered.decision
    voice = Voice(session, charter)

    def lines() -> Iterator[str]:
        yield session.say("entered_of" if decision.allowed else "refused", member=entered.member)
        yield from (f"  {voice.reason(reason)}" for reason in decision.reasons)
        yield from (session.say("opened", case=voice.case(case_line(charter, each))) for each in entered.opened)
        yield from (session.say("voided", case=voice.case(case_line(charter, each))) for each in entered.voided)

    value = {
        "member": entered.member,
        "allowed": decision.allowed,
        "reasons": decision.reasons,
        "opened": [case_line(charter, each) for each in entered.opened],
        "voided": [case_line(charter, each) for each in entered.voided],
    }
    return Report(value, lambda: "\n".join(lines()), Exit.DONE if decision.allowed else Exit.REFUSED, charter)


def _page(voice: Voice, page: MemberPage) -> str:
    word = voice.session.word
    rows = [
        (word("since"), voice.value(page.since)),
        (word("until"), voice.value(page.until)),
        (word("category"), voice.name(page.category)),
        (word("unit"), voice.name(page.unit)),
    ]
    if page.suspended:
        rows.append((word("membership"), word("suspended")))
    told = table([(f"  {label}", text) for label, text in rows if text])
    parts = [page.id, told, *_offices(voice, page), *_stays(voice, page), *_events(voice, page)]
    return "\n".join(parts)


def _offices(voice: Voice, page: MemberPage) -> Iterator[str]:
    word = voice.session.word
    held = [
        (
            f"  {_office(voice, page, each.number)}",
            voice.value(each.start),
            voice.value(each.end),
            word("ex_officio") if each.ex_officio else each.paper,
            word("now") if each.now else "",
        )
        for each in page.held
    ]
    if held:
        yield table(held, [f"  {word('office')}", *(word(key) for key in ("since", "until", "paper")), ""])


def _stays(voice: Voice, page: MemberPage) -> Iterator[str]:
    word = voice.session.word
    stays = [
        (
            f"  {voice.value(each.start)}",
            voice.value(each.end),
            voice.name(each.category),
            voice.name(each.unit),
            each.paper,
            word("suspended") if each.suspended else "",
        )
        for each in page.stays
        if each.end is None or each.start < each.end
    ]
    if stays:
        yield table(stays, [f"  {word('since')}", *(word(key) for key in ("until", "category", "unit", "paper")), ""])


def _events(voice: Voice, page: MemberPage) -> Iterator[str]:
    word = voice.session.word
    rows = [
        (f"  {voice.value(each.on)}", word(f"was_{each.event}"), each.case or "", word("excused") if each.excused else "")
        for each in page.entered
    ]
    if rows:
        yield table(rows)


def _office(voice: Voice, page: MemberPage, number: int) -> str:
    return voice.office(page.held[number].role, page.held[number].unit)
