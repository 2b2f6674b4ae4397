"""The second form: changed memberships, agents, participation, what is counted, tasks, notices, and the bank's statements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.migrations.versions.form_0001 import number, text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def day(table: str, column: str) -> sa.CheckConstraint:
    """Return the check that a column holds a day."""
    return sa.CheckConstraint(f"\"{column}\" LIKE '____-__-__'", name=op.f(f"ck_{table}_{column}"))


def instant(table: str, column: str) -> sa.CheckConstraint:
    """Return the check that a column holds an instant."""
    return sa.CheckConstraint(f"\"{column}\" LIKE '____-__-__T__:__:__.______Z'", name=op.f(f"ck_{table}_{column}"))


def flag(table: str, column: str) -> sa.CheckConstraint:
    """Return the check that a column holds a flag."""
    return sa.CheckConstraint(f'"{column}" IN (0, 1)', name=op.f(f"ck_{table}_{column}"))


def refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    """Return the constraint that a column names a row."""
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}")


def upgrade() -> None:
    """Make the tables that the first form has not."""
    memberships()
    taking_part()
    time()
    bank()


def memberships() -> None:
    """Make the tables of changed memberships and of agents."""
    op.create_table(
        "stays",
        text("member"),
        text("start"),
        text("end", nullable=True),
        text("category", nullable=True),
        text("unit", nullable=True),
        number("suspended"),
        text("paper"),
        day("stays", "start"),
        day("stays", "end"),
        flag("stays", "suspended"),
        refers("stays", "member", "members.id"),
        sa.PrimaryKeyConstraint("member", "start", name="pk_stays"),
        sqlite_strict=True,
    )
    op.create_table(
        "agencies",
        number("id"),
        text("principal"),
        text("agent"),
        text("start"),
        text("end"),
        text("reason"),
        day("agencies", "start"),
        day("agencies", "end"),
        refers("agencies", "principal", "members.id"),
        refers("agencies", "agent", "members.id"),
        sa.PrimaryKeyConstraint("id", name="pk_agencies"),
        sqlite_strict=True,
    )


def taking_part() -> None:
    """Make the tables of participation and of what is counted against members."""
    op.create_table(
        "participations",
        text("case"),
        text("member"),
        text("state"),
        text("at"),
        number("came", nullable=True),
        number("minutes", nullable=True),
        instant("participations", "at"),
        flag("participations", "came"),
        sa.CheckConstraint('"minutes" >= 0', name=op.f("ck_participations_minutes")),
        refers("participations", "case", "cases.number"),
        refers("participations", "member", "members.id"),
        sa.PrimaryKeyConstraint("case", "member", name="pk_participations"),
        sqlite_strict=True,
    )
    op.create_index("participations_member", "participations", ["member"])
    op.create_table(
        "occurrences",
        number("id"),
        text("member"),
        text("event"),
        text("on"),
        text("case", nullable=True),
        number("excused"),
        day("occurrences", "on"),
        flag("occurrences", "excused"),
        refers("occurrences", "member", "members.id"),
        refers("occurrences", "case", "cases.number"),
        sa.PrimaryKeyConstraint("id", name="pk_occurrences"),
        sqlite_strict=True,
    )
    op.create_index("occurrences_member", "occurrences", ["member"])


def time() -> None:
    """Make the tables of tasks and notices."""
    op.create_table(
        "tasks",
        text("key"),
        text("duty"),
        text("charter"),
        text("about"),
        text("unit", nullable=True),
        text("due"),
        text("state"),
        number("provisional"),
        text("case", nullable=True),
        text("done", nullable=True),
        text("by", nullable=True),
        day("tasks", "due"),
        flag("tasks", "provisional"),
        instant("tasks", "done"),
        refers("tasks", "charter", "charters.digest"),
        sa.PrimaryKeyConstraint("key", name="pk_tasks"),
        sqlite_strict=True,
    )
    op.create_index("tasks_state", "tasks", ["state", "due"])
    op.create_table(
        "notices",
        text("key"),
        text("to"),
        text("about"),
        text("kind"),
        text("at"),
        text("text"),
        text("seen", nullable=True),
        instant("notices", "at"),
        instant("notices", "seen"),
        refers("notices", "to", "members.id"),
        sa.PrimaryKeyConstraint("key", name="pk_notices"),
        sqlite_strict=True,
    )
    op.create_index("notices_to", "notices", ["to", "seen", "at"])
    op.create_index("notices_about", "notices", ["about"])


def bank() -> None:
    """Make the table of the lines of banks' statements."""
    op.create_table(
        "bank_lines",
        text("digest"),
        text("fund"),
        text("on"),
        number("minor"),
        text("currency"),
        text("text"),
        text("counterparty"),
        text("reference"),
        number("balance", nullable=True),
        number("posting", nullable=True),
        sa.CheckConstraint('length("digest") = 64', name=op.f("ck_bank_lines_digest")),
        day("bank_lines", "on"),
        refers("bank_lines", "posting", "postings.id"),
        sa.UniqueConstraint("posting", name="uq_bank_lines_posting"),
        sa.PrimaryKeyConstraint("digest", name="pk_bank_lines"),
        sqlite_strict=True,
    )
    op.create_index("bank_lines_fund", "bank_lines", ["fund", "on"])
