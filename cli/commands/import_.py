"""`charter import`: a roster, or cases of a kind to be drafted, from a table; with any fault the table comes back marked."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from cli.books import book_of, clock, reading_of
from cli.commands.export import table_of, tables
from cli.completion import files
from cli.orders import Given, Order, Report, Takes, argument, option
from cli.session import Session, help_text
from engine.messages.phrasing import listed
from engine.services.faults import BadTable, ReturnedTable


def command(session: Session) -> Order:
    """Make the command."""
    lang = session.lang
    params = [
        argument("TABLE", to="what", complete=tables),
        argument("FILE", to="file", complete=files),
        option(help_text(lang, "import --paper"), "--paper", to="paper"),
        option(help_text(lang, "import --since"), "--since", to="since", takes=Takes("DAY")),
        option(help_text(lang, "--dry-run"), "--dry-run", to="dry", flag=True),
        option(help_text(lang, "import --returned"), "--returned", to="returned", takes=Takes("FILE"), complete=files),
        option(help_text(lang, "--force"), "--force", to="force", flag=True),
    ]
    return Order("import", run, help_text(lang, "import"), params)


def run(session: Session, given: Given) -> Report:
    """Take a table in, or send it back."""
    from engine.services.imports import take_cases, take_roster

    file, what, dry = Path(given["file"]), table_of(given["what"]), bool(given["dry"])
    content = file.read_bytes()
    try:
        with book_of(session) as book:
            if what == "roster":
                took, charter = take_roster(book, file.name, content, given, session.actor, clock(session), dry=dry)
            else:
                took, charter = take_cases(book, what, file.name, content, session.actor, clock(session), dry=dry)
    except BadTable as fault:
        raise _returned(session, given, fault, what) from None
    key = f"took_{'roster' if what == 'roster' else 'cases'}{'' if took.written else '_dry'}"
    names = {"new": _listed(session, took.new), "changed": _listed(session, took.changed)}
    counts = {"count": len(took.new), "others": len(took.changed), "same": took.same}
    return Report(took, lambda: session.say(key, **names, **counts), charter=charter)


def _returned(session: Session, given: Given, fault: BadTable, what: str) -> BadTable:
    """Write the table with its faults beside it, in a file of its own: what was sent stays as it is."""
    from cli.funnel import row_words
    from cli.writing import write_file
    from engine.services import names
    from engine.services.exports import how
    from engine.services.imports import returned
    from engine.services.scene import look
    from engine.services.workbooks import workbook

    file = Path(given["file"])
    ending = session.word("returned_ending")
    wanted = Path(given["returned"]) if given["returned"] else file.with_name(f"{file.stem}{ending}.xlsx")
    with reading_of(session) as reading:
        charter = look(reading, clock(session)).charter
        kind = None if what == "roster" else names.process(what, charter)
        sheet = returned(fault, charter, kind, partial(row_words, session.lang), session.lang)
        content = workbook((sheet,), how(reading, charter))
    write_file(wanted, content, force=bool(given["force"]) or given["returned"] is None)
    return ReturnedTable(fault.faults, str(fault.facts["file"]), fault.table, returned=str(wanted))


def _listed(session: Session, names: tuple[str, ...]) -> str:
    if not names:
        return ""
    shown = listed(names[:_SHOWN], session.lang) + ("…" if len(names) > _SHOWN else "")
    return f" ({shown})" if session.lang == "en" else f"（{shown}）"


_SHOWN = 20
