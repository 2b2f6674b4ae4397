"""Books for tests: founded ones, cases in them, and a PostgreSQL server of the tests' own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from engine.case import Case, Entry, Member, Signature, Tenure
from engine.store.book import Book
from engine.store.records import Settings
from engine.store.writing import Writing
from engine.values import Money

NOW = datetime(2011, 1, 13, 0, 30, tzinfo=UTC)
CHARTER = "c" * 64
LIU, ZHAO = Member("刘洋", "刘洋", "volunteer", None, date(2011, 1, 1)), Member("赵敏", "赵敏", "volunteer", "squad 六班", date(2011, 1, 1))
COMMANDER = Tenure("刘洋", "commander", None, date(2011, 1, 13), date(2011, 4, 1), "minutes of 2011-01-13")
LEADER = Tenure("赵敏", "squad leader", "squad 六班", date(2011, 1, 13), None, "letter of 2011-01-13")


def append(writing: Writing, verb: str, subject: str, version: int = 0, at: datetime = NOW) -> Entry:
    """Append an entry that tells little."""
    return writing.append(at, "赵敏", verb, subject, version, CHARTER, "done", ("rules 7.2",), '{"why":"因为"}')


def found(book: Book) -> None:
    """Write the founding entry: a charter, two members, two tenures."""
    with book.writing() as writing:
        writing.add_charter(CHARTER, '{"record":"Charter"}', "charter “先锋连”。", "先锋连.rules")
        writing.set_settings(Settings(CHARTER, NOW, rehearsal=True, clock=NOW))
        for member in (LIU, ZHAO):
            writing.add_member(member)
        for tenure in (COMMANDER, LEADER):
            writing.add_tenure(tenure)
        append(writing, "found", "book")


def expense(number: str, **values: object) -> Case:
    """Return a case as it is when drafted."""
    fields = {"amount": Money(12000), "purpose": "树苗"}
    return replace(Case(number, "expense", CHARTER, "draft", 1, "赵敏", NOW, NOW, fields), **values)


def draft(book: Book, number: str | None = None, **values: object) -> Case:
    """Draft an expense."""
    with book.writing() as writing:
        case = expense(number or writing.next_number("ZC", 2011), **values)
        writing.add_case(case)
        append(writing, "draft", case.number, case.version)
    return case


def sign(book: Book, number: str, member: str = "刘洋", at: datetime = NOW) -> Case:
    """Put a signature under a case as it is now, and save it as its next version."""
    with book.writing() as writing:
        case = writing.case(number)
        signature = Signature("rules 7.2#0", member, "commander", "yes", at, "d" * 64)
        case = replace(case, version=case.version + 1, state="review", signatures=(*case.signatures, signature))
        writing.save_case(case, closed=False)
        append(writing, "approve", number, case.version, at)
    return case


def later(minutes: int) -> datetime:
    """Return an instant some minutes after the founding."""
    return NOW + timedelta(minutes=minutes)


@contextmanager
def postgres_server() -> Iterator[str]:
    """Yield the URL of a server, `{}` standing for the database: CHARTER_TEST_PG_URL, or Debian's, started for the tests.

    Raises LookupError with the reason where there is none.
    """
    if given := os.environ.get("CHARTER_TEST_PG_URL"):
        yield given.rsplit("/", 1)[0] + "/{}"
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs or os.geteuid() != 0 or not shutil.which("runuser"):
        reason = "no CHARTER_TEST_PG_URL, and no server of Debian's that root could start"
        raise LookupError(reason)
    folder = Path(tempfile.mkdtemp(prefix="charter-pg-"))
    shutil.chown(folder, "postgres")
    control = ["runuser", "-u", "postgres", "--", str(programs[-1].with_name("pg_ctl")), "-D", str(folder / "data"), "-s", "-w"]
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
    try:
        _run([*control[:4], str(programs[-1]), "-D", str(folder / "data"), "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8"])
        _run([*control, "-l", str(folder / "log"), "-o", options, "start"])
        try:
            yield f"postgresql://postgres@/{{}}?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603 - our own words


@contextmanager
def refused(book: Book, fault: type[Exception], match: str | None = None) -> Iterator[Writing]:
    """Expect a writing transaction to come to nothing."""
    with pytest.raises(fault, match=match), book.writing() as writing:
        yield writing
