"""The roster (花名册): who belongs to the organisation or to one of its units, in which category and office, since when."""

from __future__ import annotations

from engine.charter import Charter
from engine.papers.paper import Paper, Paragraph, Table
from engine.papers.speech import Speech
from engine.services.dossiers import Stamp
from engine.services.member_pages import MemberPage
from engine.services.views import Person
from engine.values import Lang

_WIDTHS = (8, 18, 16, 16, 24, 18)


def roster(people: tuple[MemberPage, ...], stamp: Stamp, charter: Charter, lang: Lang, unit: str | None = None) -> Paper:
    """Make the roster of some members, by unit in the charter's order, whoever holds an office before the others."""
    speech = Speech(charter, lang)
    order = {each.id: at for at, each in enumerate(charter.units)}
    ranked = sorted(people, key=lambda page: (order.get(page.unit.id, -1) if page.unit else -1, not any(held.now for held in page.held)))
    rows = tuple(
        (str(at), page.id, speech.name(page.category), speech.name(page.unit), _offices(speech, page), speech.column_day(page.since))
        for at, page in enumerate(ranked, 1)
    )
    headings = tuple(speech.word(f"col_{key}") for key in ("row", "name", "category", "unit", "office", "since"))
    of = charter.unit(unit).name.say(lang) if unit else ""
    return Paper(
        kind="roster",
        lang=lang,
        shape="form",
        issuer=stamp.title.say(lang),
        heading=speech.word("roster_heading", unit=of).strip(),
        number="",
        blocks=(Table(headings, rows, _WIDTHS, private=(0, 2, 5)), Paragraph(speech.word("roster_count", count=len(rows)))),
        signed=(),
        dated=speech.word("made_on", day=speech.day(stamp.day)),
        footer=speech.footer(stamp),
        made=stamp.at,
        name=speech.file("roster", of),
    )


def _offices(speech: Speech, page: MemberPage) -> str:
    return speech.list(speech.office(Person(page.id, held.role, held.unit)) for held in page.held if held.now)
