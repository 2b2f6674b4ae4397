"""The first form: every table of a book."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INTEGER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def text(name: str, *rest: sa.ForeignKey, nullable: bool = False) -> sa.Column[str]:
    """Return a column of text."""
    return sa.Column(name, TEXT, *rest, nullable=nullable)


def number(name: str, *rest: sa.ForeignKey, nullable: bool = False) -> sa.Column[int]:
    """Return a column of whole numbers."""
    return sa.Column(name, INTEGER, *rest, autoincrement=False, nullable=nullable)


def upgrade() -> None:
    """Make every table of a book."""
    charters()
    people()
    matters()
    money()
    papers()


def charters() -> None:
    """Make the tables of charters and of the book's settings."""
    op.create_table(
        "charters",
        text("digest"),
        text("compiled"),
        text("source"),
        text("file_name"),
        sa.PrimaryKeyConstraint("digest", name="pk_charters"),
        sqlite_strict=True,
    )
    op.create_table(
        "book",
        number("id"),
        text("charter"),
        text("founded"),
        number("rehearsal"),
        text("clock", nullable=True),
        sa.CheckConstraint('"id" = 1', name=op.f("ck_book_one")),
        sa.CheckConstraint("\"founded\" LIKE '____-__-__T__:__:__.______Z'", name=op.f("ck_book_founded")),
        sa.CheckConstraint('"rehearsal" IN (0, 1)', name=op.f("ck_book_rehearsal")),
        sa.CheckConstraint("\"clock\" LIKE '____-__-__T__:__:__.______Z'", name=op.f("ck_book_clock")),
        sa.ForeignKeyConstraint(["charter"], ["charters.digest"], name="fk_book_charter"),
        sa.PrimaryKeyConstraint("id", name="pk_book"),
        sqlite_strict=True,
    )


def people() -> None:
    """Make the tables of members and tenures."""
    op.create_table(
        "members",
        text("id"),
        text("name"),
        text("category", nullable=True),
        text("unit", nullable=True),
        text("since"),
        text("until", nullable=True),
        sa.CheckConstraint("\"since\" LIKE '____-__-__'", name=op.f("ck_members_since")),
        sa.CheckConstraint("\"until\" LIKE '____-__-__'", name=op.f("ck_members_until")),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sqlite_strict=True,
    )
    op.create_table(
        "tenures",
        number("id"),
        text("member"),
        text("role"),
        text("unit", nullable=True),
        text("start"),
        text("end", nullable=True),
        text("paper"),
        sa.CheckConstraint("\"start\" LIKE '____-__-__'", name=op.f("ck_tenures_start")),
        sa.CheckConstraint("\"end\" LIKE '____-__-__'", name=op.f("ck_tenures_end")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name="fk_tenures_member"),
        sa.PrimaryKeyConstraint("id", name="pk_tenures"),
        sqlite_strict=True,
    )


def matters() -> None:
    """Make the table of cases, with an index for those that are open."""
    op.create_table(
        "cases",
        text("number"),
        text("process"),
        text("charter"),
        text("state"),
        number("version"),
        number("closed"),
        text("drafter", nullable=True),
        text("opened"),
        text("since"),
        text("record"),
        sa.CheckConstraint('"closed" IN (0, 1)', name=op.f("ck_cases_closed")),
        sa.CheckConstraint("\"opened\" LIKE '____-__-__T__:__:__.______Z'", name=op.f("ck_cases_opened")),
        sa.CheckConstraint("\"since\" LIKE '____-__-__T__:__:__.______Z'", name=op.f("ck_cases_since")),
        sa.ForeignKeyConstraint(["charter"], ["charters.digest"], name="fk_cases_charter"),
        sa.PrimaryKeyConstraint("number", name="pk_cases"),
        sqlite_strict=True,
    )
    still_open = sa.text("closed = 0")
    op.create_index("cases_open", "cases", ["opened", "number"], sqlite_where=still_open, postgresql_where=still_open)
    op.create_index("cases_opened", "cases", ["opened", "number"])
    op.create_index("cases_process", "cases", ["process", "opened", "number"])


def money() -> None:
    """Make the tables of postings, accounts and gifts."""
    op.create_table(
        "postings",
        number("id"),
        text("case"),
        text("debit"),
        text("credit"),
        number("minor"),
        text("currency"),
        text("at"),
        number("reverses", nullable=True),
        sa.CheckConstraint('"minor" >= 0', name=op.f("ck_postings_amount")),
        sa.CheckConstraint("\"at\" LIKE '____-__-__T__:__:__.______Z'", name=op.f("ck_postings_at")),
        sa.ForeignKeyConstraint(["case"], ["cases.number"], name="fk_postings_case"),
        sa.ForeignKeyConstraint(["reverses"], ["postings.id"], name="fk_postings_reverses"),
        sa.UniqueConstraint("reverses", name="uq_postings_reverses"),
        sa.PrimaryKeyConstraint("id", name="pk_postings"),
        sqlite_strict=True,
    )
    op.create_index("postings_case", "postings", ["case"])
    op.create_index("postings_debit", "postings", ["debit"])
    op.create_index("postings_credit", "postings", ["credit"])
    op.create_table(
        "accounts",
        text("account"),
        text("currency"),
        number("minor"),
        sa.PrimaryKeyConstraint("account", "currency", name="pk_accounts"),
        sqlite_strict=True,
    )
    op.create_table(
        "gifts",
        text("case"),
        text("by"),
        text("process"),
        number("minor"),
        text("currency"),
        text("on"),
        number("reversed"),
        text("used_by", nullable=True),
        sa.CheckConstraint("\"on\" LIKE '____-__-__'", name=op.f("ck_gifts_on")),
        sa.CheckConstraint('"reversed" IN (0, 1)', name=op.f("ck_gifts_reversed")),
        sa.ForeignKeyConstraint(["case"], ["cases.number"], name="fk_gifts_case"),
        sa.ForeignKeyConstraint(["used_by"], ["cases.number"], name="fk_gifts_used_by"),
        sa.PrimaryKeyConstraint("case", "by", name="pk_gifts"),
        sqlite_strict=True,
    )
    op.create_index("gifts_by", "gifts", ["by"])


def papers() -> None:
    """Make the tables of attachments and of the log."""
    op.create_table(
        "attachments",
        text("sha256"),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.CheckConstraint('length("sha256") = 64', name=op.f("ck_attachments_sha256")),
        sa.PrimaryKeyConstraint("sha256", name="pk_attachments"),
        sqlite_strict=True,
    )
    op.create_table(
        "log",
        number("seq"),
        text("at"),
        text("actor"),
        text("verb"),
        text("subject"),
        number("version"),
        text("charter"),
        text("outcome"),
        text("cites"),
        text("body"),
        text("previous"),
        text("hash"),
        sa.CheckConstraint("\"at\" LIKE '____-__-__T__:__:__.______Z'", name=op.f("ck_log_at")),
        sa.CheckConstraint("\"outcome\" IN ('done', 'refused')", name=op.f("ck_log_outcome")),
        sa.CheckConstraint('length("previous") = 64', name=op.f("ck_log_previous")),
        sa.CheckConstraint('length("hash") = 64', name=op.f("ck_log_hash")),
        sa.PrimaryKeyConstraint("seq", name="pk_log"),
        sqlite_strict=True,
    )
    op.create_index("log_subject", "log", ["subject", "seq"])
