"""The triggers that keep log and postings from being changed: what is written there stays, whoever holds the database open.

They stand outside the revisions of `migrations`, and every upgrade sets them anew, because Alembic's batch mode rebuilds a
table and drops its triggers without a word (tried with Alembic 1.20). Each start checks that they are all there.
"""

from __future__ import annotations

GUARDED = ("log", "postings")

SQLITE = {
    f"{table}_no_{verb}": f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    for table in GUARDED
    for verb in ("update", "delete")
}
SQLITE_FOUND = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"

POSTGRESQL = {
    **{
        f"{table}_no_change": f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION only_grows()"
        for table in GUARDED
    },
    **{
        f"{table}_no_truncate": f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION only_grows()"
        for table in GUARDED
    },
}
POSTGRESQL_FUNCTION = (
    "CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
)
POSTGRESQL_FOUND = (
    "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
    "AND tgrelid IN (to_regclass('log'), to_regclass('postings'))"
)


def arming(dialect: str) -> tuple[str, ...]:
    """Return the statements that set every trigger of a dialect anew."""
    if dialect == "sqlite":
        return tuple(text for name, create in SQLITE.items() for text in (f"DROP TRIGGER IF EXISTS {name}", create))
    drops = tuple(f"DROP TRIGGER IF EXISTS {name} ON {name.split('_no_')[0]}" for name in POSTGRESQL)
    return (*drops, POSTGRESQL_FUNCTION, *POSTGRESQL.values())
