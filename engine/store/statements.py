"""Every statement that the store says, as SQLAlchemy Core says it; `texts` holds what they compile to for SQLite.

A command that only reads a book must not wait for SQLAlchemy to be imported (300 ms), and on one fsync a commit the text
run on the driver reaches 0.74 of raw `sqlite3` where Core reaches 0.56. So the statements are written here once, compiled
for SQLite once into `texts`, and a test proves both equal. For PostgreSQL they are compiled when first used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Column, Dialect, Select, Table, bindparam, func, insert, literal_column, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from engine.store.schema import (
    accounts,
    agencies,
    attachments,
    bank_lines,
    book,
    cases,
    charters,
    gifts,
    log,
    members,
    notices,
    occurrences,
    participations,
    postings,
    stays,
    tasks,
    tenures,
)


def _add(table: Table) -> ClauseElement:
    return insert(table).values({column.name: bindparam(column.name) for column in table.columns})


def _numbered(table: Table) -> ClauseElement:
    """Give the next row of a table its id: gapless, as writers come one at a time."""
    plain: dict[str, BindParameter[Any]] = {column.name: bindparam(column.name) for column in table.columns if column.name != "id"}
    following = select(func.coalesce(func.max(table.c.id), literal_column("0")) + literal_column("1")).scalar_subquery()
    return insert(table).values(id=following, **plain).returning(table.c.id)


def _save(table: Table, *keys: str) -> ClauseElement:
    """Set every column of the row that the keys name."""
    found = [table.c[key] == bindparam(f"key_{key}") for key in keys]
    return update(table).where(*found).values({column.name: bindparam(column.name) for column in table.columns if column.name not in keys})


def _all(table: Table, *order: Column[Any]) -> Select[Any]:
    return select(table).order_by(*order)


_by_opening = (cases.c.opened, cases.c.number)
_records = select(cases.c.state, cases.c.record).order_by(*_by_opening)
_open = cases.c.closed == literal_column("0")
_of_process = cases.c.process == bindparam("process")
_fields_of_case = [column for column in cases.columns if column.name in ("state", "version", "drafter", "since", "record")]
_page: BindParameter[int] = bindparam("limit")

STATEMENTS: dict[str, ClauseElement] = {
    # settings and charters
    "settings": select(book),
    "add_settings": _add(book),
    "save_settings": update(book).values({name: bindparam(name) for name in ("charter", "founded", "rehearsal", "clock")}),
    "charter": select(charters).where(charters.c.digest == bindparam("digest")),
    "charters": _all(charters, charters.c.digest),
    "add_charter": _add(charters),
    # people and offices
    "members": _all(members, members.c.id),
    "member": select(members).where(members.c.id == bindparam("id")),
    "add_member": _add(members),
    "end_member": update(members).where(members.c.id == bindparam("key")).values(until=bindparam("until")),
    "save_member": _save(members, "id"),
    "stays": _all(stays, stays.c.member, stays.c.start),
    "add_stays": _add(stays),
    "save_stays": _save(stays, "member", "start"),
    "agencies": _all(agencies, agencies.c.id),
    "add_agencies": _numbered(agencies),
    "save_agencies": _save(agencies, "id"),
    "tenures": _all(tenures, tenures.c.id),
    "add_tenure": _numbered(tenures),
    "end_tenure": update(tenures).where(tenures.c.id == bindparam("key")).values(end=bindparam("end")),
    # cases
    "case": select(cases.c.record, cases.c.closed).where(cases.c.number == bindparam("number")),
    "cases": _records,
    "cases_open": _records.where(_open),
    "cases_of": _records.where(_of_process),
    "cases_of_open": _records.where(_of_process, _open),
    "cases_page": _all(cases, cases.c.number).where(cases.c.number > bindparam("after")).limit(_page).offset(literal_column("0")),
    "numbers": select(cases.c.number)
    .where(cases.c.number >= bindparam("first"), cases.c.number < bindparam("last"))
    .order_by(cases.c.number)
    .limit(_page)
    .offset(literal_column("0")),
    "last_number": select(cases.c.number)
    .where(cases.c.number >= bindparam("first"), cases.c.number < bindparam("last"))
    .order_by(func.length(cases.c.number).desc(), cases.c.number.desc())
    .limit(literal_column("1"))
    .offset(literal_column("0")),
    "add_case": _add(cases),
    "save_case": update(cases)
    .where(cases.c.number == bindparam("key"), cases.c.version == bindparam("before"))
    .values({column.name: bindparam(column.name) for column in _fields_of_case}),
    # apart from `save_case`, which would otherwise rewrite the index of open cases each time
    "close_case": update(cases).where(cases.c.number == bindparam("key")).values(closed=bindparam("final")),
    # money
    "postings": _all(postings, postings.c.id),
    "postings_of": _all(postings, postings.c.id).where(postings.c.case == bindparam("case")),
    "postings_on": _all(postings, postings.c.id).where(
        (postings.c.debit == bindparam("account")) | (postings.c.credit == bindparam("account"))
    ),
    "add_posting": _numbered(postings),
    "balances": _all(accounts, accounts.c.account, accounts.c.currency),
    "add_account": _add(accounts),
    "move_account": update(accounts)
    .where(accounts.c.account == bindparam("key"), accounts.c.currency == bindparam("money"))
    .values(minor=accounts.c.minor + bindparam("change")),
    "gifts": _all(gifts, gifts.c.on, gifts.c.case, gifts.c.by),
    "gifts_by": _all(gifts, gifts.c.on, gifts.c.case, gifts.c.by).where(gifts.c.by == bindparam("person")),
    "gifts_of": _all(gifts, gifts.c.by).where(gifts.c.case == bindparam("number")),
    "add_gift": _add(gifts),
    "use_gift": update(gifts)
    .where(gifts.c.case == bindparam("key"), gifts.c.by == bindparam("person"))
    .values(used_by=bindparam("used_by")),
    "count_gift": update(gifts)
    .where(gifts.c.case == bindparam("key"), gifts.c.by == bindparam("person"))
    .values(minor=bindparam("amount"), on=bindparam("day"), reversed=literal_column("0")),
    "reverse_gifts": update(gifts).where(gifts.c.case == bindparam("key")).values(reversed=literal_column("1")),
    "bank_lines": _all(bank_lines, bank_lines.c.fund, bank_lines.c.on, bank_lines.c.digest),
    "add_bank_lines": _add(bank_lines),
    "save_bank_lines": _save(bank_lines, "digest"),
    # taking part, and what is counted
    "participations": _all(participations, participations.c.case, participations.c.at, participations.c.member),
    "participations_of": _all(participations, participations.c.at, participations.c.member).where(
        participations.c.case == bindparam("number")
    ),
    "participations_by": _all(participations, participations.c.at, participations.c.case).where(
        participations.c.member == bindparam("person")
    ),
    "add_participations": _add(participations),
    "save_participations": _save(participations, "case", "member"),
    "occurrences": _all(occurrences, occurrences.c.on, occurrences.c.id),
    "occurrences_of": _all(occurrences, occurrences.c.on, occurrences.c.id).where(occurrences.c.member == bindparam("person")),
    "add_occurrences": _numbered(occurrences),
    "save_occurrences": _save(occurrences, "id"),
    # tasks and notices
    "tasks": _all(tasks, tasks.c.due, tasks.c.key),
    "tasks_in": _all(tasks, tasks.c.due, tasks.c.key).where(tasks.c.state == bindparam("wanted")),
    "task": select(tasks).where(tasks.c.key == bindparam("key_key")),
    "add_tasks": _add(tasks),
    "save_tasks": _save(tasks, "key"),
    "notices": _all(notices, notices.c.at, notices.c.key),
    "notices_to": _all(notices, notices.c.at, notices.c.key).where(notices.c.to == bindparam("person")),
    "notices_unseen": _all(notices, notices.c.at, notices.c.key).where(notices.c.to == bindparam("person"), notices.c.seen.is_(None)),
    "notices_about": _all(notices, notices.c.at, notices.c.key).where(notices.c.about == bindparam("subject")),
    "notice": select(notices).where(notices.c.key == bindparam("key_key")),
    "add_notices": _add(notices),
    "save_notices": _save(notices, "key"),
    # attachments
    "attachment": select(attachments.c.content).where(attachments.c.sha256 == bindparam("sha256")),
    "attachments": select(attachments.c.sha256).order_by(attachments.c.sha256),
    "add_attachment": _add(attachments),
    # the log
    "head": select(log.c.seq, log.c.hash, log.c.at).order_by(log.c.seq.desc()).limit(literal_column("1")).offset(literal_column("0")),
    "entries": _all(log, log.c.seq).where(log.c.seq > bindparam("after")).limit(_page).offset(literal_column("0")),
    "entries_of": _all(log, log.c.seq)
    .where(log.c.subject == bindparam("subject"), log.c.seq > bindparam("after"))
    .limit(_page)
    .offset(literal_column("0")),
    "append": _add(log),
}


def compiled(names: Sequence[str], dialect: Dialect) -> dict[str, str]:
    """Compile statements for a dialect, with named parameters."""
    return {name: str(STATEMENTS[name].compile(dialect=dialect)) for name in names}


def for_sqlite() -> dict[str, str]:
    """Compile every statement for SQLite, each on one line."""
    texts = compiled(tuple(STATEMENTS), sqlite.dialect(paramstyle="named"))
    return {name: " ".join(text.split()) for name, text in texts.items()}
