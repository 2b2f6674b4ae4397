"""What a shell offers when the tab key is pressed: numbers of cases, names of members and of kinds; no charter is loaded."""

from __future__ import annotations

import click

from cli.session import Session


def numbers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the numbers of cases that begin so."""
    from engine.store import peek

    del param
    return list(peek.numbers(_session(ctx).db, incomplete.upper()))


def members(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the members whose names begin so."""
    from engine.store import peek

    del param
    return [name for name in peek.members(_session(ctx).db) if name.startswith(incomplete)]


def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[click.shell_completion.CompletionItem]:
    """Let the shell itself complete a file's name."""
    from click.shell_completion import CompletionItem

    del ctx, param
    return [CompletionItem(incomplete, type="file")]


def _session(ctx: click.Context) -> Session:
    found = ctx.find_root().obj
    assert isinstance(found, Session)
    return found
