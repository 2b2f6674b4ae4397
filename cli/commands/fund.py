"""`charter fund`: what a fund holds, its statement, and the bank's statement beside it."""

from __future__ import annotations

import click

from cli.banking import bank
from cli.books import clock, reading_of
from cli.orders import Given, Order, Orders, Report, Takes, argument, option
from cli.out import out_options
from cli.session import Session, help_text
from cli.voice import Voice
from cli.widths import short, table
from engine.services.money import FundPage
from engine.services.statements import Statement, StatementLine


class Funds(Orders):
    """The group; a fund's name, or nothing, may stand where an order does, and shows it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; without any, every fund is shown."""
        return super().parse_args(ctx, args or ["show"])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the order; what is none is the name of a fund."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            return "show", self.commands["show"], args
        return super().resolve_command(ctx, args)


def command(session: Session) -> Funds:
    """Make the group."""
    lang = session.lang
    fund = argument("FUND", to="fund", required=False)
    statement = [
        fund,
        option(help_text(lang, "fund statement --quarter"), "--quarter", to="quarter", takes=Takes("PERIOD")),
        option(help_text(lang, "fund statement --from"), "--from", to="first", takes=Takes("DAY")),
        option(help_text(lang, "fund statement --to"), "--to", to="last", takes=Takes("DAY")),
        *out_options(session),
    ]
    orders = [
        Order("show", show, help_text(lang, "fund show"), [fund]),
        Order("statement", state, help_text(lang, "fund statement"), statement),
        bank(session),
    ]
    also = {"查看": "show", "收支明细": "statement", "银行": "bank"}
    return Funds("fund", help_text(lang, "fund"), orders, also, metavar="FUND_OR_COMMAND")


def show(session: Session, given: Given) -> Report:
    """Show the funds."""
    from engine.services.money import funds
    from engine.services.scene import look

    with reading_of(session) as reading:
        pages = funds(reading, clock(session), given["fund"])
        charter = look(reading, clock(session)).charter
    voice = Voice(session, charter)
    return Report(pages, lambda: "\n\n".join(_page(voice, page) for page in pages) or session.say("no_funds"), charter=charter)


def _page(voice: Voice, page: FundPage) -> str:
    say = voice.session.say
    head = say(
        "fund", fund=voice.name(page.fund), balance=voice.value(page.balance), came=voice.value(page.came), went=voice.value(page.went)
    )
    rows = [
        (voice.value(line.at), line.case, voice.name(line.other), voice.value(line.change), voice.value(line.balance))
        for line in page.postings
    ]
    headings = [voice.session.word(key) for key in ("at", "number", "account", "change", "balance")]
    return "\n".join([head, table(rows, headings, right=(3, 4))]) if rows else head


def state(session: Session, given: Given) -> Report:
    """Show or write a fund's statement."""
    from engine.services.statements import asked_for

    with reading_of(session) as reading:
        told, charter, made = asked_for(reading, given["fund"], (given["quarter"], given["first"], given["last"]), clock(session))
    voice = Voice(session, charter)
    if given["out"] is None:
        return Report(told, lambda: statement_text(voice, told), charter=charter)
    from cli.tables import table_file
    from engine.services.sheets import statement_sheets
    from engine.services.workbooks import Print

    return table_file(session, given, statement_sheets(charter, told, session.lang), Print(made, charter.zone))


def statement_text(voice: Voice, told: Statement) -> str:
    """Say a statement: the balances, every posting, the sums by kind, the budget."""
    say, word = voice.session.say, voice.session.word
    sums = {key: voice.value(getattr(told, key)) for key in ("opening", "came", "went", "closing")}
    parts = [say("statement", fund=voice.name(told.fund), first=voice.value(told.first), last=voice.value(told.last), **sums)]
    headings = [word(key) for key in ("at", "number", "kind", "title", "came", "went", "balance", "remark")]
    if told.lines:
        parts.append(table([_line(voice, line) for line in told.lines], headings, right=(4, 5, 6)))
        rows = [(f"  {voice.name(each.kind)}", str(each.count), voice.value(each.came), voice.value(each.went)) for each in told.totals]
        columns = [f"  {word('kind')}", *(word(key) for key in ("postings", "came", "went"))]
        parts.append(say("statement_totals") + "\n" + table(rows, columns, right=(1, 2, 3)))
    if told.items:
        lines = [
            (f"  {each.number}", short(each.title), voice.name(each.state), *(voice.value(getattr(each, key)) for key in _BUDGET))
            for each in told.items
        ]
        columns = [f"  {word('number')}", *(word(key) for key in ("title", "state", *_BUDGET))]
        parts.append(say("statement_budget") + "\n" + table(lines, columns, right=(3, 4, 5, 6)))
    return "\n\n".join(parts)


_BUDGET = ("granted", "paid", "taken", "left")


def _line(voice: Voice, line: StatementLine) -> tuple[str, ...]:
    from engine.services.sheets import reversal_text

    remark = " ".join(each for each in (f"#{line.id}", reversal_text(line, voice.lang)) if each)
    sums = (voice.value(line.came), voice.value(line.went), voice.value(line.balance))
    return (voice.value(line.at), line.case, voice.name(line.kind), short(line.title, 30), *sums, remark)
