"""The certificate of hours served (志愿服务时长证明): in which activities somebody served on which day, for how long, and altogether."""

from __future__ import annotations

from datetime import date

from engine.charter import Charter
from engine.papers.accounts import period_text
from engine.papers.paper import Paper, Paragraph, Table
from engine.papers.speech import Speech
from engine.services.dossiers import Stamp
from engine.services.faults import NoPaper
from engine.services.member_pages import MemberPage
from engine.services.participation import HoursLine
from engine.values import Lang

HOUR = 60
_WIDTHS = (9, 17, 31, 20, 23)


def hours(
    who: MemberPage, lines: tuple[HoursLine, ...], days: tuple[date, date] | None, stamp: Stamp, charter: Charter, lang: Lang
) -> Paper:
    """Make the certificate of what a member served in some days, both included, or ever. Raises NoPaper where that is nothing."""
    if not lines:
        raise NoPaper(number=who.id, why="no hours")
    speech = Speech(charter, lang)
    first, last = days or (who.since, stamp.day)
    total = sum(line.minutes for line in lines)
    period = period_text(speech, first, last)
    unit = speech.name(who.unit)
    named = speech.word("of_unit", who=who.id, unit=unit) if unit else who.id
    told = speech.word("hours_told", who=named, period=period, count=len(lines), time=time_text(speech, total))
    return Paper(
        kind="hours",
        lang=lang,
        shape="letter",
        issuer=stamp.title.say(lang),
        heading=speech.word("hours_heading"),
        number="",
        blocks=(Paragraph(told), _lines(speech, lines, total), Paragraph(speech.word("hours_end"))),
        signed=(stamp.title.say(lang),),
        dated=speech.day(stamp.day),
        footer=speech.footer(stamp),
        made=stamp.at,
        name=speech.file("hours", who.id, period if days else ""),
    )


def time_text(speech: Speech, minutes: int) -> str:
    """Write a length of time: `2小时30分钟`, `2 hours 30 minutes`; parts of nothing are left out."""
    hours, rest = divmod(minutes, HOUR)
    parts = [speech.word("hours_one" if hours == 1 else "hours_many", count=hours)] if hours or not rest else []
    parts += [speech.word("minutes_one" if rest == 1 else "minutes_many", count=rest)] if rest else []
    return speech.word("space").join(parts)


def _lines(speech: Speech, lines: tuple[HoursLine, ...], total: int) -> Table:
    rows = [_line(speech, at, line) for at, line in enumerate(lines, 1)]
    rows.append(("", "", speech.word("sum"), "", time_text(speech, total)))
    headings = tuple(speech.word(f"col_{key}") for key in ("row", "day", "activity", "number", "time"))
    return Table(headings, tuple(rows), _WIDTHS, total=True, chat=False)


def _line(speech: Speech, at: int, line: HoursLine) -> tuple[str, ...]:
    about = line.case.title or speech.name(line.case.kind)
    return (str(at), speech.column_day(line.day), about, line.case.number, time_text(speech, line.minutes))
