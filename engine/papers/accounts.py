"""The statement of accounts that is hung up (收支公示表): what a fund held, what came and went, what it holds, in figures and in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from engine.charter import Charter
from engine.papers.amounts import in_words
from engine.papers.notice import hung_rows
from engine.papers.paper import Blanks, Block, Pair, Pairs, Paper, Paragraph, Table
from engine.papers.speech import Speech
from engine.services.dossiers import Stamp
from engine.services.publications import Hanging
from engine.services.statements import Statement, StatementLine
from engine.values import DurationUnit, Lang, Money
from engine.workflows.periods import local_day, period_of

_WIDTHS = (15, 17, 29, 13, 13, 13)
_ITEMS = (17, 32, 17, 17, 17)


def accounts(found: Statement, stamp: Stamp, charter: Charter, lang: Lang, hung: Hanging | None = None) -> Paper:
    """Make the statement of a fund; with `hung`, where and how long it hangs and who hears objections."""
    speech = Speech(charter, lang)
    period = period_text(speech, found.first, found.last)
    blocks: list[Block] = [Pairs(tuple(_sums(speech, found))), _lines(speech, found), _kinds(speech, found)]
    if found.items:
        blocks.append(_budget(speech, found))
    if hung is not None:
        blocks += [Paragraph(speech.word("item", label=label, value=value)) for label, value in hung_rows(speech, hung)]
    blocks.append(Blanks(tuple(speech.word(f"hand_{each}") for each in ("keeper", "checked", "seal"))))
    return Paper(
        kind="accounts",
        lang=lang,
        shape="form",
        issuer=stamp.title.say(lang),
        heading=speech.word("accounts_heading", fund=speech.name(found.fund), period=period),
        number="",
        blocks=tuple(blocks),
        signed=(),
        dated=speech.word("made_on", day=speech.day(stamp.day)),
        footer=speech.footer(stamp),
        made=stamp.at,
        name=speech.file("accounts", speech.name(found.fund), period),
    )


def period_text(speech: Speech, first: date, last: date) -> str:
    """Name a stretch of days: `2011年第一季度`, `2011年3月`, `2011年`, else from when to when."""
    after = last + timedelta(days=1)
    units = (DurationUnit.MONTH, DurationUnit.QUARTER, DurationUnit.YEAR)
    unit = next((unit for unit in units if period_of(first, unit) == (first, after)), None)
    quarter = speech.word(f"quarter_{(first.month + 2) // 3}")
    match unit:
        case DurationUnit.MONTH:
            return speech.word("period_month", year=first.year, month=first.month)
        case DurationUnit.QUARTER:
            return speech.word("period_quarter", year=first.year, quarter=quarter)
        case DurationUnit.YEAR:
            return speech.word("period_year", year=first.year)
    return speech.word("from_to", start=speech.day(first), end=speech.day(last))


def _sums(speech: Speech, found: Statement) -> Iterator[Pair]:
    yield Pair(speech.word("fund"), speech.name(found.fund))
    days = speech.word("from_to", start=speech.day(found.first), end=speech.day(found.last))
    yield Pair(speech.word("period"), days)
    for key, money in (("opening", found.opening), ("came", found.came), ("went", found.went), ("closing", found.closing)):
        yield Pair(speech.word(key), _in_words(speech, money), wide=True)


def _in_words(speech: Speech, money: Money) -> str:
    words = in_words(money, speech.lang)
    told = speech.value(money)
    return speech.word("amount_in_words", figures=told, words=words) if words else told


def _lines(speech: Speech, found: Statement) -> Table:
    first = (speech.column_day(found.first), "", speech.word("brought_forward"), "", "", str(found.opening))
    last = (speech.column_day(found.last), "", speech.word("sum"), str(found.came), str(found.went), str(found.closing))
    rows = tuple(_line(speech, each) for each in found.lines)
    headings = tuple(speech.word(f"col_{key}") for key in ("day", "number", "summary", "came", "went", "balance"))
    return Table(headings, (first, *rows, last), _WIDTHS, right=(3, 4, 5), caption=speech.word("accounts_lines"), chat=False, total=True)


def _line(speech: Speech, line: StatementLine) -> tuple[str, ...]:
    day = speech.column_day(_day(speech, line.at))
    about = speech.word("summary", kind=speech.name(line.kind), title=line.title) if line.title else speech.name(line.kind)
    if line.reverses is not None:
        about = speech.word("taken_back", what=about)
    return (day, line.case, about, _amount(line.came), _amount(line.went), str(line.balance))


def _kinds(speech: Speech, found: Statement) -> Table:
    rows = [(speech.name(each.kind), str(each.count), _some(each.came), _some(each.went)) for each in found.totals]
    rows.append((speech.word("sum"), str(sum(each.count for each in found.totals)), str(found.came), str(found.went)))
    headings = tuple(speech.word(f"col_{key}") for key in ("kind", "count", "came", "went"))
    return Table(headings, tuple(rows), (34, 16, 25, 25), right=(1, 2, 3), caption=speech.word("accounts_kinds"), chat=False, total=True)


def _budget(speech: Speech, found: Statement) -> Table:
    rows = tuple(
        (each.number, each.title or speech.name(each.kind), str(each.granted), str(each.paid), str(each.left)) for each in found.items
    )
    headings = tuple(speech.word(f"col_{key}") for key in ("number", "item", "granted", "paid", "left"))
    return Table(headings, rows, _ITEMS, right=(2, 3, 4), caption=speech.word("accounts_budget"), chat=False)


def _amount(money: Money | None) -> str:
    return str(money) if money is not None else ""


def _some(money: Money) -> str:
    return str(money) if money.minor else ""


def _day(speech: Speech, at: datetime) -> date:
    return local_day(at, speech.charter.zone)
