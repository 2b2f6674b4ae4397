"""Pages of help: usage, what the command is for, its parameters; laid out in cells, in the tongue of the run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from cli.session import Session
from cli.widths import pad, wrap
from engine.messages.cells import width

if TYPE_CHECKING:
    from cli.orders import Order, Orders

Row = tuple[str, str]
NAME_CELLS = 30  # a longer name stands on a line of its own


def order_page(ctx: click.Context, order: Order) -> str:
    """Return the page of one order."""
    session: Session = ctx.obj
    rows = [_option_row(each, session) for each in order.get_params(ctx) if isinstance(each, click.Option) and not each.hidden]
    parts = [usage(ctx), wrap(order.help or "", session.width), section(session.word("options"), rows, session.width)]
    return "\n\n".join([*parts, wrap(order.after or session.say("global_options_apply"), session.width)])


def group_page(ctx: click.Context, group: Orders) -> str:
    """Return the page of a group: its orders with the first line of what each is for."""
    session: Session = ctx.obj
    second = {name: other for other, name in group.also.items()}
    found = [(name, group.commands[name]) for name in group.list_commands(ctx)]
    rows = [(_both(name, second.get(name)), (order.help or "").split("\n")[0]) for name, order in found]
    commands = [section(session.word("commands"), rows, session.width)] if rows else []
    return "\n\n".join([usage(ctx), wrap(group.help or "", session.width), *commands])


def usage(ctx: click.Context) -> str:
    """Return the line that shows how a command is called."""
    session: Session = ctx.obj
    order = ctx.command
    options = any(isinstance(each, click.Option) for each in order.params)
    pieces = [session.word("OPTIONS")] if options else []
    pieces += [_argument(each, session) for each in order.params if isinstance(each, click.Argument)]
    if isinstance(order, click.Group):
        pieces.append(session.word(getattr(order, "metavar", "COMMAND")))
    return f"{session.word('usage')}{' '.join([ctx.command_path, *pieces])}"


def section(title: str, rows: Iterable[Row], cells: int) -> str:
    """Lay out a heading and rows of a name and its explanation."""
    return "\n".join([title, *rows_text(list(rows), cells)])


def rows_text(rows: Sequence[Row], cells: int) -> list[str]:
    """Lay out rows of a name and its explanation, the explanations flush."""
    column = min(max((width(name) for name, _ in rows), default=0), NAME_CELLS)
    return [line for name, text in rows for line in _row_lines(name, text, column, cells)]


def _row_lines(name: str, text: str, column: int, cells: int) -> list[str]:
    indent = column + 4
    lines = wrap(text, cells, indent).split("\n")
    if width(name) > column:
        return [f"  {name}", *(lines if text else [])]
    return [f"  {pad(name, column)}  {lines[0].strip()}".rstrip(), *lines[1:]]


def _option_row(option: click.Option, session: Session) -> Row:
    names = ", ".join(option.opts)
    taken = "" if option.is_flag else f" {session.word(option.type.name)}"
    required = session.word("required") if option.required else ""
    return f"{names}{taken}", f"{option.help or ''}{required}"


def _argument(argument: click.Argument, session: Session) -> str:
    word = session.word(argument.metavar or "")
    named = f"{word}…" if argument.nargs == -1 else word
    return named if argument.required else f"[{named}]"


def _both(name: str, other: str | None) -> str:
    return f"{name}, {other}" if other else name
