"""The options that may stand anywhere, and the first page of help, made from the table of commands alone."""

from __future__ import annotations

from typing import get_args

import click

from cli.orders import PageAsked, Takes, option
from cli.pages import Row, rows_text, section, usage
from cli.session import Session, help_text
from cli.table import TABLE, Section
from cli.widths import wrap


def options(session: Session) -> list[click.Option]:
    """Return the options that every command takes, before it or after it."""
    say = session.lang
    return [
        option(help_text(say, "--db"), "--db", to="db", takes=Takes("URL")),
        option(help_text(say, "--as"), "--as", to="actor", takes=Takes("MEMBER"), complete=_members),
        option(help_text(say, "--at"), "--at", to="at", takes=Takes("TIME")),
        option(help_text(say, "--on"), "--on", to="on", takes=Takes("DAY")),
        option(help_text(say, "--lang"), "--lang", to="lang", takes=Takes("LANG"), complete=_tongues),
        option(help_text(say, "--json"), "--json", to="json", flag=True),
        click.Option(
            ["version", "--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help=help_text(say, "--version")
        ),
    ]


def root_page(ctx: click.Context) -> str:
    """Lay out the first page."""
    from cli.kind_names import kind_rows

    session: Session = ctx.obj
    parts = [usage(ctx), wrap(help_text(session.lang, "charter"), session.width)]
    parts += [section(session.word(f"section_{name}"), _rows(name, session), session.width) for name in get_args(Section)]
    kinds = kind_rows(session)
    rows: list[Row] = [(names, session.say("kind_help")) for names in kinds]
    if kinds:
        parts.append(section(session.say("section_kinds", book=session.db), rows, session.width))
    everywhere = [(_named(each, session), each.help or "") for each in [*options(session), *_last(ctx)]]
    parts.append("\n".join([session.word("section_everywhere"), *rows_text(everywhere, session.width)]))
    return "\n\n".join([*parts, wrap(help_text(session.lang, "charter after"), session.width)])


def _rows(name: Section, session: Session) -> list[Row]:
    return [(command, row.en if session.lang == "en" else row.zh) for command, row in TABLE.items() if row.section == name]


def _named(each: click.Option, session: Session) -> str:
    return each.opts[0] if each.is_flag else f"{each.opts[0]} {session.word(each.type.name)}"


def _last(ctx: click.Context) -> list[click.Option]:
    return [each for each in ctx.command.get_params(ctx) if isinstance(each, click.Option) and "--help" in each.opts]


def _version(ctx: click.Context, param: click.Parameter, asked: bool) -> None:  # noqa: FBT001 the signature is click's
    del param
    if asked and not ctx.resilient_parsing:
        from engine import __version__

        page = f"charter {__version__}"
        raise PageAsked(page)


def _members(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from cli.completion import members

    return members(ctx, param, incomplete)


def _tongues(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    del ctx, param
    return [lang for lang in ("zh", "en") if lang.startswith(incomplete)]
