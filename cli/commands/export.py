"""`charter export`: ledgers, rosters, cases of a kind and who takes part, as XLSX or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.books import clock, reading_of
from cli.completion import numbers
from cli.orders import Given, Misuse, Order, Report, Takes, argument, option
from cli.out import out_options
from cli.session import Session, help_text

if TYPE_CHECKING:
    from engine.charter import Charter
    from engine.services.workbooks import Sheet
    from engine.store.reading import Reading

NAMES = {"roster": "花名册", "ledger": "收支台账", "participation": "参加情况"}


def command(session: Session) -> Order:
    """Make the command."""
    lang = session.lang
    params = [
        argument("TABLE", to="what", complete=tables),
        argument("CASE", to="number", required=False, complete=numbers),
        option(help_text(lang, "export --all"), "--all", to="all", flag=True),
        option(help_text(lang, "export --fund"), "--fund", to="fund", takes=Takes("FUND")),
        option(help_text(lang, "fund statement --quarter"), "--quarter", to="quarter", takes=Takes("PERIOD")),
        option(help_text(lang, "fund statement --from"), "--from", to="first", takes=Takes("DAY")),
        option(help_text(lang, "fund statement --to"), "--to", to="last", takes=Takes("DAY")),
        *out_options(session, required=True),
    ]
    return Order("export", run, help_text(lang, "export"), params)


def run(session: Session, given: Given) -> Report:
    """Write what was asked for."""
    from cli.tables import table_file
    from engine.services.exports import how

    with reading_of(session) as reading:
        sheets, charter = _sheets(session, reading, given)
        return table_file(session, given, sheets, how(reading, charter))


def _sheets(session: Session, reading: Reading, given: Given) -> tuple[tuple[Sheet, ...], Charter]:
    from engine.services import exports
    from engine.services.faults import NoKind, close

    now, lang, what = clock(session), session.lang, table_of(given["what"])
    if (what == "participation") != (given["number"] is not None):
        raise Misuse(key="participation_needs_case" if what == "participation" else "surplus", found=given["number"] or "")
    if what == "roster":
        return exports.roster(reading, now, lang, everybody=bool(given["all"]))
    if what == "ledger":
        return exports.ledger(reading, given["fund"], (given["quarter"], given["first"], given["last"]), now, lang)
    if what == "participation":
        return exports.participation(reading, given["number"], now, lang)
    try:
        return exports.cases(reading, what, now, lang)
    except NoKind as fault:
        raise NoKind((*close(what, (*NAMES, *NAMES.values())), *fault.near), **fault.facts) from None


def table_of(typed: str) -> str:
    """Return which table is meant, by its name in either tongue; anything else is a kind of case."""
    return next((name for name, zh in NAMES.items() if typed in (name, zh)), typed)


def tables(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the tables and kinds of case whose names begin so."""
    from cli.kind_names import kind_names

    del param
    return [each for each in (*NAMES, *NAMES.values(), *kind_names(ctx.find_root().obj)) if each.startswith(incomplete)]
