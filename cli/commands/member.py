"""`charter member`: list, show and enter members, and enter from paper who was elected, appointed or has left."""

from __future__ import annotations

from cli.books import book_of, clock, reading_of
from cli.completion import members
from cli.orders import Given, Order, Orders, Report, Takes, argument, option
from cli.session import Session, help_text
from cli.voice import Voice
from cli.widths import table
from engine.services.people import MemberPage, end, enter_member, enter_office, list_members, show_member


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
    everybody = option(help_text(lang, "member list --all"), "--all", to="all", flag=True)
    orders = [
        Order("list", list_, help_text(lang, "member list"), [everybody]),
        Order("show", show, help_text(lang, "member show"), [name]),
        Order("add", add, help_text(lang, "member add"), [argument("NAME", to="name"), category, unit, since, paper]),
        Order("office", add_office, help_text(lang, "member office"), [name, office, unit, since, paper]),
        Order("end", end_, help_text(lang, "member end"), [name, left, unit, until, paper]),
    ]
    return Orders("member", help_text(lang, "member"), orders)


def list_(session: Session, given: Given) -> Report:
    """List members."""
    with reading_of(session) as reading:
        pages, charter = list_members(reading, clock(session), everybody=bool(given["all"]))
    voice = Voice(session, charter)

    def text() -> str:
        rows = [
            (
                page.id,
                voice.name(page.category),
                voice.name(page.unit),
                voice.list(_office(voice, page, held.number) for held in page.held if held.now),
            )
            for page in pages
        ]
        return table(rows, [session.word(key) for key in ("name", "category", "unit", "offices")]) if rows else session.say("no_members")

    return Report(pages, text, charter=charter)


def show(session: Session, given: Given) -> Report:
    """Show one member."""
    with reading_of(session) as reading:
        page, charter = show_member(reading, given["name"], clock(session))
    voice = Voice(session, charter)
    return Report(page, lambda: _page(voice, page), charter=charter)


def add(session: Session, given: Given) -> Report:
    """Enter a member."""
    with book_of(session) as book:
        page, charter = enter_member(book, given["name"], given, session.actor, clock(session))
    voice = Voice(session, charter)
    return Report(page, lambda: _page(voice, page), charter=charter)


def add_office(session: Session, given: Given) -> Report:
    """Enter who holds an office, from paper."""
    with book_of(session) as book:
        page, charter = enter_office(book, given["name"], given, session.actor, clock(session))
    voice = Voice(session, charter)
    return Report(page, lambda: _page(voice, page), charter=charter)


def end_(session: Session, given: Given) -> Report:
    """Enter who has left, from paper."""
    with book_of(session) as book:
        page, charter = end(book, given["name"], given, session.actor, clock(session))
    voice = Voice(session, charter)
    return Report(page, lambda: _page(voice, page), charter=charter)


def _page(voice: Voice, page: MemberPage) -> str:
    word = voice.session.word
    rows = [
        (word("since"), voice.value(page.since)),
        (word("until"), voice.value(page.until)),
        (word("category"), voice.name(page.category)),
        (word("unit"), voice.name(page.unit)),
    ]
    told = table([(f"  {label}", text) for label, text in rows if text])
    held = [
        (
            f"  {_office(voice, page, each.number)}",
            voice.value(each.start),
            voice.value(each.end),
            each.paper,
            word("now") if each.now else "",
        )
        for each in page.held
    ]
    headings = [f"  {word('office')}", *(word(key) for key in ("since", "until", "paper")), ""]
    return "\n".join([page.id, told, *([table(held, headings)] if held else [])])


def _office(voice: Voice, page: MemberPage, number: int) -> str:
    return voice.office(page.held[number].role, page.held[number].unit)
