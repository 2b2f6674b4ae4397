"""The tables of a book, the same for SQLite (STRICT) and PostgreSQL.

Only TEXT, INTEGER and BLOB occur, and every value has one written form on both: money is whole minor units, an instant is
UTC text with microseconds (so that text order is time order), a day is ISO text, a flag is 0 or 1. The built-in types of
SQLAlchemy would turn them into floats and naive times. Text compares by code point on both, never by a locale.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
INTEGER = Integer().with_variant(BigInteger(), "postgresql")


def _text(name: str, *rest: ForeignKey, key: bool = False, nullable: bool = False) -> Column[str]:
    return Column(name, TEXT, *rest, primary_key=key, nullable=nullable)


def _number(name: str, *rest: ForeignKey, key: bool = False, nullable: bool = False, unique: bool = False) -> Column[int]:
    return Column(name, INTEGER, *rest, primary_key=key, autoincrement=False, nullable=nullable, unique=unique or None)


def _checked(name: str, form: str) -> CheckConstraint:
    return CheckConstraint(form, name=name)


def _instant(name: str, *, nullable: bool = False) -> tuple[Column[str], CheckConstraint]:
    return _text(name, nullable=nullable), _checked(name, f"\"{name}\" LIKE '____-__-__T__:__:__.______Z'")


def _day(name: str, *, key: bool = False, nullable: bool = False) -> tuple[Column[str], CheckConstraint]:
    return _text(name, key=key, nullable=nullable), _checked(name, f"\"{name}\" LIKE '____-__-__'")


def _flag(name: str) -> tuple[Column[int], CheckConstraint]:
    return _number(name), _checked(name, f'"{name}" IN (0, 1)')


def _hash(name: str, *, key: bool = False) -> tuple[Column[str], CheckConstraint]:
    return _text(name, key=key), _checked(name, f'length("{name}") = 64')


def _money() -> tuple[Column[int], Column[str]]:
    return _number("minor"), _text("currency")


charters = Table(
    "charters",
    metadata,
    _text("digest", key=True),
    _text("compiled"),
    _text("source"),
    _text("file_name"),
    sqlite_strict=True,
)

book = Table(
    "book",
    metadata,
    _number("id", key=True),
    _checked("one", '"id" = 1'),
    _text("charter", ForeignKey("charters.digest")),
    *_instant("founded"),
    *_flag("rehearsal"),
    *_instant("clock", nullable=True),
    sqlite_strict=True,
)

members = Table(
    "members",
    metadata,
    _text("id", key=True),
    _text("name"),
    _text("category", nullable=True),
    _text("unit", nullable=True),
    *_day("since"),
    *_day("until", nullable=True),
    sqlite_strict=True,
)

tenures = Table(
    "tenures",
    metadata,
    _number("id", key=True),
    _text("member", ForeignKey("members.id")),
    _text("role"),
    _text("unit", nullable=True),
    *_day("start"),
    *_day("end", nullable=True),
    _text("paper"),
    sqlite_strict=True,
)

# What a list needs stands in columns of its own; `record` is the whole case as canonical JSON and alone decides.
cases = Table(
    "cases",
    metadata,
    _text("number", key=True),
    _text("process"),
    _text("charter", ForeignKey("charters.digest")),
    _text("state"),
    _number("version"),
    *_flag("closed"),
    _text("drafter", nullable=True),
    *_instant("opened"),
    *_instant("since"),
    _text("record"),
    sqlite_strict=True,
)
Index("cases_open", cases.c.opened, cases.c.number, sqlite_where=cases.c.closed == 0, postgresql_where=cases.c.closed == 0)
Index("cases_opened", cases.c.opened, cases.c.number)
Index("cases_process", cases.c.process, cases.c.opened, cases.c.number)

# Double entry: a posting takes from one account what it gives to another. Never changed; corrected by a posting that reverses it.
postings = Table(
    "postings",
    metadata,
    _number("id", key=True),
    _text("case", ForeignKey("cases.number")),
    _text("debit"),
    _text("credit"),
    *_money(),
    _checked("amount", '"minor" >= 0'),
    *_instant("at"),
    _number("reverses", ForeignKey("postings.id"), nullable=True, unique=True),
    sqlite_strict=True,
)
Index("postings_case", postings.c.case)
Index("postings_debit", postings.c.debit)
Index("postings_credit", postings.c.credit)

# Credits less debits of each account, kept with each posting so that a balance costs no sum; `verify` adds them up anew.
accounts = Table("accounts", metadata, _text("account", key=True), _text("currency", key=True), _number("minor"), sqlite_strict=True)

gifts = Table(
    "gifts",
    metadata,
    _text("case", ForeignKey("cases.number"), key=True),
    _text("by", key=True),
    _text("process"),
    *_money(),
    *_day("on"),
    *_flag("reversed"),
    _text("used_by", ForeignKey("cases.number"), nullable=True),
    sqlite_strict=True,
)
Index("gifts_by", gifts.c.by)

# A changed membership: what a member was from when to when. One that was never changed has no rows here.
stays = Table(
    "stays",
    metadata,
    _text("member", ForeignKey("members.id"), key=True),
    *_day("start", key=True),
    *_day("end", nullable=True),
    _text("category", nullable=True),
    _text("unit", nullable=True),
    *_flag("suspended"),
    _text("paper"),
    sqlite_strict=True,
)

agencies = Table(
    "agencies",
    metadata,
    _number("id", key=True),
    _text("principal", ForeignKey("members.id")),
    _text("agent", ForeignKey("members.id")),
    *_day("start"),
    *_day("end"),
    _text("reason"),
    sqlite_strict=True,
)

participations = Table(
    "participations",
    metadata,
    _text("case", ForeignKey("cases.number"), key=True),
    _text("member", ForeignKey("members.id"), key=True),
    _text("state"),
    *_instant("at"),
    _number("came", nullable=True),
    _checked("came", '"came" IN (0, 1)'),
    _number("minutes", nullable=True),
    _checked("minutes", '"minutes" >= 0'),
    sqlite_strict=True,
)
Index("participations_member", participations.c.member)

occurrences = Table(
    "occurrences",
    metadata,
    _number("id", key=True),
    _text("member", ForeignKey("members.id")),
    _text("event"),
    *_day("on"),
    _text("case", ForeignKey("cases.number"), nullable=True),
    *_flag("excused"),
    sqlite_strict=True,
)
Index("occurrences_member", occurrences.c.member)

# Dated tasks and what members are told, each once: the key says by the charter what it is.
tasks = Table(
    "tasks",
    metadata,
    _text("key", key=True),
    _text("duty"),
    _text("charter", ForeignKey("charters.digest")),
    _text("about"),
    _text("unit", nullable=True),
    *_day("due"),
    _text("state"),
    *_flag("provisional"),
    _text("case", nullable=True),
    *_instant("done", nullable=True),
    _text("by", nullable=True),
    sqlite_strict=True,
)
Index("tasks_state", tasks.c.state, tasks.c.due)

notices = Table(
    "notices",
    metadata,
    _text("key", key=True),
    _text("to", ForeignKey("members.id")),
    _text("about"),
    _text("kind"),
    *_instant("at"),
    _text("text"),
    *_instant("seen", nullable=True),
    sqlite_strict=True,
)
Index("notices_to", notices.c.to, notices.c.seen, notices.c.at)
Index("notices_about", notices.c.about)

bank_lines = Table(
    "bank_lines",
    metadata,
    *_hash("digest", key=True),
    _text("fund"),
    *_day("on"),
    *_money(),
    _text("text"),
    _text("counterparty"),
    _text("reference"),
    _number("balance", nullable=True),
    _number("posting", ForeignKey("postings.id"), nullable=True, unique=True),
    sqlite_strict=True,
)
Index("bank_lines_fund", bank_lines.c.fund, bank_lines.c.on)

attachments = Table(
    "attachments",
    metadata,
    *_hash("sha256", key=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)

log = Table(
    "log",
    metadata,
    _number("seq", key=True),
    *_instant("at"),
    _text("actor"),
    _text("verb"),
    _text("subject"),
    _number("version"),
    _text("charter"),
    _text("outcome"),
    _checked("outcome", "\"outcome\" IN ('done', 'refused')"),
    _text("cites"),
    _text("body"),
    *_hash("previous"),
    *_hash("hash"),
    sqlite_strict=True,
)
Index("log_subject", log.c.subject, log.c.seq)
