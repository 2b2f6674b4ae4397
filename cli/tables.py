"""Tables that a command writes: XLSX or CSV, by the ending of the file's name."""

from __future__ import annotations

from pathlib import Path

from cli.orders import Given, Misuse, Report
from cli.session import Session
from cli.writing import write_file
from engine.services.workbooks import Print, Sheet, csv_file, workbook

ENDINGS = (".xlsx", ".csv")


def table_file(session: Session, given: Given, sheets: tuple[Sheet, ...], how: Print) -> Report:
    """Write tables to the file that was named: a workbook of all, or the first as CSV. Raises Misuse, FileExists, FileUnwritable."""
    file = Path(given["out"])
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise Misuse(key="bad_ending", file=str(file), endings=" ".join(ENDINGS))
    write_file(file, workbook(sheets, how) if ending == ".xlsx" else csv_file(sheets[0], how.zone), force=bool(given["force"]))
    rows = sum(len(sheet.rows) for sheet in sheets[:1])
    return Report({"file": str(file), "rows": rows}, lambda: session.say("written", file=file, rows=rows))
