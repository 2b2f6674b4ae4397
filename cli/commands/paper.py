"""`charter paper`: what an office prints, sends and hangs up, made from a book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.books import clock, publicly, reading_of
from cli.completion import members, numbers
from cli.filing import filed, filed_options, options, paper_report, text_report
from cli.orders import Given, Misuse, Order, Orders, Report, Takes, argument, option
from cli.session import Session, help_text

if TYPE_CHECKING:
    from engine.charter import Charter
    from engine.papers.paper import Paper
    from engine.services.dossiers import Dossier, Stamp
    from engine.services.happenings import Happening
    from engine.services.publications import Hanging
    from engine.store.reading import Reading
    from engine.values import Lang

Make = Callable[[Session, "Reading", Given], "tuple[Paper, Charter]"]
_HUNG = ("place", "until", "contact")  # what has to be said of something that hangs
CHINESE = {
    "通知": "notice",
    "会议通知": "invitation",
    "公示": "publication",
    "审批单": "approval",
    "会议纪要": "minutes",
    "荣誉证书": "certificate",
    "收支公示表": "accounts",
    "时长证明": "hours",
    "花名册": "roster",
    "活动日历": "calendar",
    "流程图": "picture",
}


def command(session: Session) -> Orders:
    """Make the group; every paper has its name in both tongues."""
    lang = session.lang
    number = argument("CASE", to="number", complete=numbers)
    cases = argument("CASE", to="numbers", many=True, complete=numbers)
    place = option(help_text(lang, "paper --place"), "--place", to="place", required=True)
    orders = [
        _order(lang, "notice", help_text(lang, "paper notice"), _notice, number),
        _order(lang, "invitation", help_text(lang, "paper invitation"), _invitation, cases, *_call(lang), place),
        _order(lang, "publication", help_text(lang, "paper publication"), _publication, number, *_hanging(lang)),
        _order(lang, "approval", help_text(lang, "paper approval"), _approval, number),
        _order(lang, "minutes", help_text(lang, "paper minutes"), _minutes, number),
        _order(lang, "certificate", help_text(lang, "paper certificate"), _certificate, number),
        _order(lang, "accounts", help_text(lang, "paper accounts"), _accounts, *_accounted(lang)),
        _order(lang, "hours", help_text(lang, "paper hours"), _hours, argument("NAME", to="name", complete=members), *_days(lang)),
        _order(lang, "roster", help_text(lang, "paper roster"), _roster, _unit(lang)),
        _calendar_order(lang),
        _picture_order(lang),
    ]
    return Orders("paper", help_text(lang, "paper"), orders, CHINESE)


def _order(lang: Lang, name: str, help: str, make: Make, *own: click.Parameter) -> Order:
    def run(session: Session, given: Given) -> Report:
        with reading_of(session) as reading:
            paper, charter = make(session, reading, given)
        return paper_report(session, given, paper, charter)

    return Order(name, run, help, [*own, *options(lang)])


def _call(lang: Lang) -> list[click.Parameter]:
    return [option(help_text(lang, "paper --time"), "--time", to="time", takes=Takes("TIME"), required=True)]


def _hanging(lang: Lang) -> list[click.Parameter]:
    return [
        option(help_text(lang, "paper --place"), "--place", to="place"),
        option(help_text(lang, "paper --since"), "--since", to="since", takes=Takes("DAY")),
        option(help_text(lang, "paper --until"), "--until", to="until", takes=Takes("DAY")),
        option(help_text(lang, "paper --contact"), "--contact", to="contact"),
    ]


def _accounted(lang: Lang) -> list[click.Parameter]:
    return [
        argument("FUND", to="fund", required=False),
        option(help_text(lang, "fund statement --quarter"), "--quarter", to="quarter", takes=Takes("PERIOD")),
        *_from_to(lang),
        *_hanging(lang),
    ]


def _days(lang: Lang) -> list[click.Parameter]:
    return [option(help_text(lang, "paper hours --period"), "--period", to="period", takes=Takes("PERIOD")), *_from_to(lang)]


def _from_to(lang: Lang) -> list[click.Parameter]:
    return [
        option(help_text(lang, "fund statement --from"), "--from", to="first", takes=Takes("DAY")),
        option(help_text(lang, "fund statement --to"), "--to", to="last", takes=Takes("DAY")),
    ]


def _unit(lang: Lang) -> click.Parameter:
    return option(help_text(lang, "paper --unit"), "--unit", to="unit", takes=Takes("UNIT"))


def _notice(session: Session, reading: Reading, given: Given) -> tuple[Paper, Charter]:
    from engine.papers.notice import notice

    found, charter = _dossier(session, reading, given["number"])
    return notice(found, charter, session.lang, _trunk(charter, found)), charter


def _invitation(session: Session, reading: Reading, given: Given) -> tuple[Paper, Charter]:
    from engine.papers.notice import Call, invitation
    from engine.services.moments import moment

    found = tuple(_dossier(session, reading, number) for number in given["numbers"])
    charter = found[0][1]
    call = Call(moment(given["time"], charter.zone), given["place"])
    return invitation(tuple(each for each, _ in found), charter, session.lang, call), charter


def _publication(session: Session, reading: Reading, given: Given) -> tuple[Paper, Charter]:
    from engine.papers.notice import publication
    from engine.services.publications import hanging

    found, charter = _dossier(session, reading, given["number"], hung=True)
    hung = hanging(reading, found, charter) or _hung(given, found.stamp, needed=True)
    assert hung is not None
    return publication(found, charter, session.lang, hung, _trunk(charter, found)), charter


def _hung(given: Given, stamped: Stamp, *, needed: bool) -> Hanging | None:
    """Return where and how long something hangs as it was said: whole, or where it need not be said, not at all."""
    from engine.services.moments import day
    from engine.services.publications import Hanging

    lacking = [f"--{each}" for each in _HUNG if not given[each]]
    if lacking and (needed or len(lacking) < len(_HUNG)):
        raise Misuse(key="missing", name=" ".join(lacking))
    start = day(given["since"]) if given["since"] else stamped.day
    return None if lacking else Hanging(given["place"], start, day(given["until"]), given["contact"])


def _approval(session: Session, reading: Reading, given: Given) -> tuple[Paper, Charter]:
    from engine.papers.approval import approval

    found, charter = _dossier(session, reading, given["number"])
    return approval(found, charter, session.lang), charter


def _minutes(session: Session, reading: Reading, given: Given) -> tuple[Paper, Charter]:
    from engine.papers.minutes import minutes

    found, charter = _dossier(session, reading, given["number"])
    return minutes(found, charter, session.lang), charter


def _certificate(session: Session, reading: Reading, given: Given) -> tuple[Paper, Charter]:
    from engine.papers.certificate import certificate

    found, charter = _dossier(session, reading, given["number"])
    return certificate(found, charter, session.lang, _trunk(charter, found)), charter


def _accounts(session: Session, reading: Reading, given: Given) -> tuple[Paper, Charter]:
    from engine.papers.accounts import accounts
    from engine.services.dossiers import stamp
    from engine.services.statements import asked_for

    told, charter, _ = asked_for(reading, given["fund"], (given["quarter"], given["first"], given["last"]), publicly(session))
    stamped = stamp(reading)
    return accounts(told, stamped, charter, session.lang, _hung(given, stamped, needed=False)), charter


def _hours(session: Session, reading: Reading, given: Given) -> tuple[Paper, Charter]:
    from engine.papers.hours import hours
    from engine.services.dossiers import stamp
    from engine.services.member_pages import show_member
    from engine.services.participation import hours as hours_of
    from engine.services.statements import days

    who, charter = show_member(reading, given["name"], clock(session))
    stamped = stamp(reading)
    asked = (given["period"], given["first"], given["last"])
    wanted = days(charter, stamped.day, *asked) if any(asked) else None
    lines = hours_of(reading, who.id, *(wanted or (who.since, stamped.day)))
    return hours(who, lines, wanted, stamped, charter, session.lang), charter


def _roster(session: Session, reading: Reading, given: Given) -> tuple[Paper, Charter]:
    from engine.papers.roster import roster
    from engine.services.dossiers import stamp
    from engine.services.member_pages import list_members
    from engine.services.names import named
    from engine.services.scene import Clock

    stamped = stamp(reading)
    people, charter = list_members(reading, Clock(stamped.at))
    unit = named("unit", given["unit"], charter.units).id if given["unit"] else None
    wanted = tuple(page for page in people if unit is None or (page.unit and page.unit.id == unit))
    return roster(wanted, stamped, charter, session.lang, unit), charter


def _dossier(session: Session, reading: Reading, number: str, *, hung: bool = False) -> tuple[Dossier, Charter]:
    """Return a case in full, as who asks may see it; for what is hung up, as everybody may."""
    from engine.services.dossiers import dossier

    return dossier(reading, number, publicly(session) if hung else clock(session))


def _trunk(charter: Charter, found: Dossier) -> tuple[str, ...]:
    from engine.services.ways import way_map

    return way_map(charter, found.process).trunk


# ---- calendars and pictures


def _calendar_order(lang: Lang) -> Order:
    everything = option(help_text(lang, "paper calendar --all"), "--all", to="all", flag=True)
    return Order("calendar", _calendar, help_text(lang, "paper calendar"), [_unit(lang), everything, *filed_options(lang)])


def _calendar(session: Session, given: Given) -> Report:
    """Write what happens when as iCalendar into a file."""
    from engine.papers.formats import guarded
    from engine.services.happenings import happenings

    with reading_of(session) as reading:
        found, stamped, charter = happenings(reading, given["unit"], everything=bool(given["all"]))
    content = guarded("ics", lambda: _ics(found, stamped, charter, session.lang))
    out = Path(given["out"] or f"{session.word('calendar_file')}.ics")
    return filed(session, given, out, content, charter, {"happenings": found})


def _ics(found: tuple[Happening, ...], stamped: Stamp, charter: Charter, lang: Lang) -> bytes:
    from engine.papers.calendar import calendar

    return calendar(found, stamped, charter, lang)


def _picture_order(lang: Lang) -> Order:
    what = argument("CASE_OR_KIND_NAME", to="what", complete=numbers)
    params = [what, *options(lang, ("svg", "mermaid"), "paper picture --format")]
    return Order("picture", _picture, help_text(lang, "paper picture"), params)


def _picture(session: Session, given: Given) -> Report:
    """Draw a kind of case or one case, as SVG into a file, or as Mermaid text."""
    from engine.papers.diagram import of_case, of_kind
    from engine.papers.picture import mermaid, svg
    from engine.services.ways import map_of, way_map

    with reading_of(session) as reading:
        if reading.record(given["what"].strip().upper()):
            found, charter = _dossier(session, reading, given["what"])
            diagram = of_case(found, way_map(charter, found.process), charter, session.lang)
        else:
            way, charter = map_of(reading, given["what"], clock(session))
            diagram = of_kind(way, charter, session.lang)
    out = Path(given["out"]) if given["out"] else None
    if given["format"] == "mermaid" and out is None:
        return text_report(mermaid(diagram), charter, {})
    content = f"{mermaid(diagram)}\n".encode() if given["format"] == "mermaid" else svg(diagram)
    return filed(session, given, out or Path(f"{diagram.name}.svg"), content, charter, {})
