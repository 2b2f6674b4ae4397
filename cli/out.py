"""The options of commands that can write a file."""

from __future__ import annotations

import click

from cli.completion import files
from cli.orders import Takes, option
from cli.session import Session, help_text


def out_options(session: Session, *, required: bool = False) -> list[click.Option]:
    """Make the options that name the file, and let one that is there be replaced."""
    return [
        option(help_text(session.lang, "--out"), "--out", to="out", takes=Takes("FILE"), required=required, complete=files),
        option(help_text(session.lang, "--force"), "--force", to="force", flag=True),
    ]
