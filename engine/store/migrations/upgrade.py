"""Bringing a book's tables to the present form: Alembic called from here, with the caller's connection and no ini file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from engine.store.migrations.forms import FORM
from engine.store.triggers import arming


def upgrade(connection: Connection) -> None:
    """Run the revisions that a book lacks and set its triggers anew, inside the transaction that is open."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, FORM)
    for text in arming(connection.dialect.name):
        connection.exec_driver_sql(text.replace("%", "%%") if connection.dialect.name == "postgresql" else text)
