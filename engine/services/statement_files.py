"""The statements that banks give out, as lines: columns found by their headings, every fault told at once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from engine.case import BankLine
from engine.services.faults import BadMoment, BadTable, RowFault, close
from engine.services.moments import day
from engine.services.tables import table
from engine.values import Money

# What banks call their columns; the first two are our own words for them.
COLUMNS = {
    "on": ("date", "日期", "交易日期", "交易日", "记账日期", "入账日期", "交易时间", "发生日期", "transaction date", "value date"),
    "text": ("summary", "摘要", "交易摘要", "用途", "附言", "备注", "摘要说明", "description", "details", "purpose"),
    "came": ("in", "收入", "收入金额", "贷方", "贷方金额", "贷方发生额", "贷方发生额(元)", "存入", "存入金额", "credit", "deposit"),
    "went": ("out", "支出", "支出金额", "借方", "借方金额", "借方发生额", "借方发生额(元)", "支取", "支取金额", "debit", "withdrawal"),
    "amount": ("amount", "金额", "交易金额", "发生额", "交易金额(元)"),
    "side": ("side", "借贷", "借贷标志", "借贷方向", "借/贷", "收支", "收/支", "收支方向", "dr/cr", "direction"),
    "balance": ("balance", "余额", "账户余额", "余额(元)", "本次余额"),
    "counterparty": ("counterparty", "对方户名", "对方名称", "对方账户名称", "对方单位", "对方单位名称", "payer/payee"),
    "reference": ("reference", "流水号", "交易流水号", "凭证号", "交易序号", "参考号", "日志号", "serial no"),
}
HEADINGS = frozenset(heading for headings in COLUMNS.values() for heading in headings)
_IN, _OUT = ("贷", "收", "收入", "贷方", "cr", "c", "credit", "in", "+"), ("借", "支", "支出", "借方", "dr", "d", "debit", "out", "-")


def bank_lines(file: str, content: bytes, fund: str, currency: str, mapped: Mapping[str, str]) -> tuple[BankLine, ...]:
    """Read a bank's statement of a fund; `mapped` names columns by headings that are not known. Raises FileUnreadable, BadTable."""
    listed = table(file, content, HEADINGS | {_folded(heading) for heading in mapped})
    faults: list[RowFault] = []
    columns = _columns(listed.headings, mapped, faults)
    faults += [RowFault("formula", row, listed.headings[place]) for row, place in sorted(listed.formulas) if place < len(listed.headings)]
    found: list[BankLine] = []
    for row, cells in [] if faults else listed.rows:
        named = {column: cells[place].strip() for column, place in columns.items()}
        headings = {column: listed.headings[place] for column, place in columns.items()}
        if any(named.get(key) for key in ("came", "went", "amount")) and (line := _line(row, named, headings, (fund, currency), faults)):
            found.append(line)
    if not faults and not found:
        faults.append(RowFault("no_line", listed.heading, listed.headings[columns["on"]]))
    if faults:
        raise BadTable(sorted(faults, key=lambda fault: fault.row), file)
    return tuple(_numbered(found))


def _columns(headings: tuple[str, ...], mapped: Mapping[str, str], faults: list[RowFault]) -> dict[str, int]:
    """Find the columns by their headings; those that nothing is known of stay out."""
    known = {heading: column for column, names in COLUMNS.items() for heading in names}
    for heading, meant in mapped.items():
        column = known.get(_folded(meant))
        if column is None:
            faults.append(RowFault("no_column", 1, meant, close(meant, [name for names in COLUMNS.values() for name in names[:2]])))
        else:
            known[_folded(heading)] = column
            if _folded(heading) not in map(_folded, headings):
                faults.append(RowFault("no_heading", 1, heading))
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        column = known.get(_folded(heading))
        if column is not None and column not in found:
            found[column] = place
    if "on" not in found:
        faults.append(RowFault("no_heading", 1, COLUMNS["on"][2]))
    if not {"came", "went"} <= found.keys() and "amount" not in found:
        faults.append(RowFault("no_amounts", 1, COLUMNS["amount"][1]))
    return found


def _folded(heading: str) -> str:
    return unicodedata.normalize("NFKC", heading).strip().lower()


def _line(row: int, cells: Mapping[str, str], headings: Mapping[str, str], of: tuple[str, str], faults: list[RowFault]) -> BankLine | None:
    before = len(faults)
    fund, currency = of
    on = _day(row, cells["on"], headings["on"], faults)
    amount = _amount(row, cells, headings, currency, faults)
    balance = _money(row, "balance", cells, headings, currency, faults)
    if len(faults) > before or on is None or amount is None:
        return None
    text, counterparty, reference = (" ".join(cells.get(key, "").split()) for key in ("text", "counterparty", "reference"))
    return BankLine("", fund, on, amount, text, counterparty, reference, balance)


def _day(row: int, typed: str, heading: str, faults: list[RowFault]) -> date | None:
    text = unicodedata.normalize("NFKC", typed).strip()
    if plain := re.match(r"(\d{4})(\d{2})(\d{2})(?!\d)", text, re.ASCII):
        text = "-".join(plain.groups())
    try:
        return day(re.split(r"[ T]", text)[0])
    except BadMoment:
        faults.append(RowFault("no_day", row, heading, found=typed))
        return None


def _amount(row: int, cells: Mapping[str, str], headings: Mapping[str, str], currency: str, faults: list[RowFault]) -> Money | None:
    """Return what a line moved, out below zero: of two columns the one that is filled, or an amount with its side or its sign."""
    before, nothing = len(faults), Money(0, currency)
    if {"came", "went"} <= cells.keys():
        came, went = (_money(row, key, cells, headings, currency, faults) or nothing for key in ("came", "went"))
        if len(faults) == before and (came.minor != 0) == (went.minor != 0):
            faults.append(RowFault("both_sides" if came.minor else "no_amount", row, headings["came"]))
        return None if len(faults) > before else came - went
    amount = _money(row, "amount", cells, headings, currency, faults)
    if amount is None or amount.minor == 0:
        if len(faults) == before:
            faults.append(RowFault("no_amount", row, headings["amount"]))
        return None
    side = _folded(cells.get("side", ""))
    if "side" in cells and side not in (*_IN, *_OUT):
        faults.append(RowFault("no_side", row, headings["side"], found=cells["side"]))
        return None
    return Money(-abs(amount.minor), currency) if side in _OUT else Money(abs(amount.minor), currency) if side in _IN else amount


def _money(
    row: int, key: str, cells: Mapping[str, str], headings: Mapping[str, str], currency: str, faults: list[RowFault]
) -> Money | None:
    typed = cells.get(key, "").removeprefix("+")
    if typed in ("", "-", "--", "—"):
        return None
    try:
        return Money.parse(typed, currency)
    except ValueError:
        faults.append(RowFault("no_money", row, headings[key], found=typed))
        return None


def _numbered(lines: Iterable[BankLine]) -> Iterable[BankLine]:
    """Give each line its digest: of all that the bank says of it, and of which it is among those of which the bank says the same."""
    seen: Counter[str] = Counter()
    for each in lines:
        balance = "" if each.balance is None else str(each.balance.minor)
        told = "\n".join((each.fund, each.on.isoformat(), str(each.amount.minor), each.amount.currency, each.text, each.counterparty))
        whole = f"{told}\n{each.reference}\n{balance}"
        seen[whole] += 1
        digest = sha256(f"{whole}\n{seen[whole]}".encode()).hexdigest()
        yield BankLine(digest, each.fund, each.on, each.amount, each.text, each.counterparty, each.reference, each.balance)
