"""What a book tells as tables to be written to files, in a tongue."""

from __future__ import annotations

from importlib import import_module

from engine.charter import Charter
from engine.services.statements import Statement, StatementLine
from engine.services.views import Name
from engine.services.workbooks import Cell, Column, Sheet
from engine.values import Lang
from engine.written import date_text


def word(lang: Lang, key: str, **facts: object) -> str:
    """Return a word of tables in a tongue."""
    found: str = import_module(f"engine.messages.{lang}.sheets").SHEETS[key]
    return found.format(**facts) if facts else found


def statement_sheets(charter: Charter, told: Statement, lang: Lang) -> tuple[Sheet, ...]:
    """Return a fund's statement: every posting between the two balances, the sums by kind, the budget where there is one."""
    title = word(lang, "statement_title", charter=charter.title.say(lang), fund=told.fund.name.say(lang))
    days = word(lang, "days", first=date_text(told.first, lang), last=date_text(told.last, lang))
    remarks = (days, word(lang, "unit_of_money"))
    headings = ("at", "case", "kind", "about", "other", "came", "went", "balance", "id", "remark")
    kinds = {"at": "instant", "came": "money", "went": "money", "balance": "money", "id": "number"}
    columns = tuple(Column(word(lang, key), kinds.get(key, "text")) for key in headings)  # type: ignore[arg-type]
    opening: tuple[Cell, ...] = (None, None, None, word(lang, "opening"), None, None, None, told.opening, None, None)
    closing: tuple[Cell, ...] = (None, None, None, word(lang, "closing"), None, told.came, told.went, told.closing, None, None)
    rows = (opening, *(_statement_row(line, lang) for line in told.lines))
    main = Sheet(word(lang, "statement"), columns, rows, title, remarks, (closing,))
    return (main, _totals(told, lang, title, remarks), *([_budget(told, lang, title, remarks)] if told.items else []))


def _statement_row(line: StatementLine, lang: Lang) -> tuple[Cell, ...]:
    said = _said(line.kind, lang), line.title, _said(line.other, lang)
    return (line.at, line.case, *said, line.came, line.went, line.balance, line.id, reversal_text(line, lang))


def reversal_text(line: StatementLine, lang: Lang) -> str:
    """Say which posting a line takes back, or which one took it back; nothing of others."""
    if line.reverses is not None:
        return word(lang, "reverses", id=line.reverses)
    return word(lang, "reversed_by", id=line.reversed_by) if line.reversed_by is not None else ""


def _totals(told: Statement, lang: Lang, title: str, remarks: tuple[str, ...]) -> Sheet:
    columns = (
        Column(word(lang, "kind")),
        Column(word(lang, "count"), "number"),
        *(Column(word(lang, key), "money") for key in ("came", "went")),
    )
    rows = tuple((_said(each.kind, lang), each.count, each.came, each.went) for each in told.totals)
    sums = ((word(lang, "sum"), sum(each.count for each in told.totals), told.came, told.went),)
    return Sheet(word(lang, "totals"), columns, rows, title, remarks, sums)


def _budget(told: Statement, lang: Lang, title: str, remarks: tuple[str, ...]) -> Sheet:
    texts, sums = ("item", "about", "quarter", "state"), ("granted", "paid", "taken", "left")
    columns = (*(Column(word(lang, key)) for key in texts), *(Column(word(lang, key), "money") for key in sums))
    rows = tuple(
        (each.number, each.title, each.quarter, _said(each.state, lang), each.granted, each.paid, each.taken, each.left)
        for each in told.items
    )
    return Sheet(word(lang, "budget"), columns, rows, title, remarks)


def _said(name: Name, lang: Lang) -> str:
    return name.name.say(lang)
