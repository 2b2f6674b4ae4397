"""The program `charter`: finds the command, runs it, prints what it reports, and ends with the right code."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from cli.exits import Exit
from cli.orders import Misuse, Order, Orders, PageAsked, Report
from cli.session import DEFAULT_BOOK, Session, help_text, language, take_globals
from cli.table import TABLE
from cli.widths import harmless

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

JSON_FORMAT = 1
NARROWEST, WIDEST = 60, 140


def main() -> None:
    """Run the program as a process."""
    gc.set_threshold(200_000)  # one command leaves little behind; looking for cycles costs a tenth of a start
    sys.stdout, sys.stderr = (stream or _nowhere() for stream in (sys.stdout, sys.stderr))  # None: closed by whoever called
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # no terminal's encoding may stop a message
    sys.exit(run(sys.argv[1:], os.environ, datetime.now(UTC)))


def run(arguments: Sequence[str], environment: Mapping[str, str], now: datetime) -> int:
    """Run one command and return the exit code; output goes to the standard streams."""
    given, rest, lacking = take_globals(_completed(arguments, environment))
    session = _session(given, environment, now)
    root = Root(session)
    try:
        try:
            if not _completing(environment):
                _check(given, lacking)
            report = _reported(root, list(arguments) if _completing(environment) else rest, session)
            page = _page(report, session)
        except SystemExit as leaving:  # completion ends so
            return int(leaving.code or 0)
        except BrokenPipeError:
            raise
        except BaseException as error:  # noqa: BLE001 the funnel: whatever it is, it ends in words
            return _bad_news(error, session)
        if page:
            click.echo(page)
    except OSError as error:
        return _unheard(error, session)
    return report.exit


def _check(given: Mapping[str, str], lacking: str | None) -> None:
    """Refuse an option that stands anywhere but says nothing, or no tongue that there is."""
    if lacking:
        raise Misuse(key="needs_value", option=lacking)
    if given.get("lang", "en") not in ("zh", "en"):
        raise Misuse(key="no_tongue", found=given["lang"])


def _reported(root: Root, arguments: Sequence[str], session: Session) -> Report:
    """Run a command, or take the page that was asked for instead."""
    try:
        report = root.main(arguments, "charter", standalone_mode=False, obj=session)
    except PageAsked as asked:
        text = asked.text
        return Report({"page": text}, lambda: text)
    assert isinstance(report, Report)
    return report


class Root(Orders):
    """`charter` itself: the table of commands, then the kinds of case of the book, then what is done to a case."""

    def __init__(self, session: Session) -> None:
        super().__init__("charter", help_text(session.lang, "charter"))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands, and the kinds of case where there is a book."""
        from cli.kind_names import kind_names

        return [*TABLE, *kind_names(ctx.obj)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or make it of the charter in the book."""
        if cmd_name in TABLE:
            module = import_module(f"cli.commands.{TABLE[cmd_name].module}")
            command = module.command(ctx.obj)
            assert isinstance(command, Order | Orders)
            return command
        if cmd_name.startswith("-"):
            return None
        from cli.kinds import kind_command
        from engine.reserved import VERBS
        from engine.store.faults import NoBook

        try:
            return kind_command(ctx.obj, cmd_name)
        except NoBook:
            if ctx.resilient_parsing:
                return None
            if cmd_name in VERBS or cmd_name in VERBS.values():
                raise
            raise Misuse(key="no_command_no_book", ctx=ctx, near=self.near(ctx, cmd_name), found=cmd_name, book=ctx.obj.db) from None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer commands, kinds and verbs by the table, importing none."""
        from click.shell_completion import CompletionItem

        from engine.reserved import VERBS

        lang = ctx.obj.lang
        known = {name: row.en if lang == "en" else row.zh for name, row in TABLE.items()}
        known |= {name: ctx.obj.say("kind_help") for name in self.list_commands(ctx) if name not in TABLE}
        known |= {verb: help_text(lang, verb) for verb in VERBS} if incomplete else {}
        offered = [CompletionItem(name, help=help) for name, help in known.items() if name.startswith(incomplete)]
        return offered or click.Command.shell_complete(self, ctx, incomplete)

    def unknown(self, ctx: click.Context, name: str) -> NoReturn:
        """Say that there is no such command, and what comes near."""
        raise Misuse(key="no_command", ctx=ctx, near=self.near(ctx, name), found=name)

    def near(self, ctx: click.Context, name: str) -> tuple[str, ...]:
        """Return commands, kinds and verbs that come close to a name."""
        from engine.reserved import VERBS
        from engine.services.faults import close

        return close(name, [*self.list_commands(ctx), *VERBS, *VERBS.values()])

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options that may stand anywhere; they are read before click sees them, and named here for help and completion."""
        from cli.everywhere import options

        return [*options(ctx.obj), *super().get_params(ctx)]

    def get_help(self, ctx: click.Context) -> str:
        """Lay out the page of help, importing no command."""
        from cli.everywhere import root_page

        return root_page(ctx)


def _session(given: Mapping[str, str], environment: Mapping[str, str], now: datetime) -> Session:
    return Session(
        db=given.get("db") or environment.get("CHARTER_DB") or DEFAULT_BOOK,
        actor=given.get("actor") or environment.get("CHARTER_AS") or None,
        lang=language(given.get("lang"), environment),
        json="json" in given,
        at=given.get("at"),
        on=given.get("on"),
        now=now,
        width=_width(environment),
        terminal=sys.stdout.isatty(),
        colour=sys.stdout.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb",
        cache=environment.get("CHARTER_CACHE") or _cache(environment),
        trace=bool(environment.get("CHARTER_DEBUG")),
    )


def _width(environment: Mapping[str, str]) -> int:
    columns = environment.get("COLUMNS", "")
    found = int(columns) if columns.isdecimal() and columns.isascii() else os.get_terminal_size().columns if sys.stdout.isatty() else 100
    return min(max(found, NARROWEST), WIDEST)


def _cache(environment: Mapping[str, str]) -> str | None:
    """Return the folder of this user for what may be built anew; as the platform's habit is, without the cost of asking a library."""
    home = environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA")
    if home:
        return os.path.join(home, "charter")  # noqa: PTH118 pathlib is not needed for most runs
    return os.path.join(environment["HOME"], ".cache", "charter") if environment.get("HOME") else None  # noqa: PTH118


def _page(report: Report, session: Session) -> str:
    """Lay a report out as the caller wants it."""
    if session.json:
        from cli.plain import plain

        return _json({"result": plain(report.value, report.charter)}, report.exit)
    return harmless(report.text())


def _bad_news(error: BaseException, session: Session) -> int:
    from cli import funnel

    found = funnel.news(error, session)
    if session.json and found.code != "help":
        click.echo(_json({"error": funnel.plain(found)}, found.exit))
    else:
        _complain(funnel.lines(found, session))
    return found.exit


def _unheard(error: OSError, session: Session) -> int:
    """Say that an answer reached nobody: quietly where its reader has gone."""
    _give_up(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return Exit.PIPE
    from cli import funnel

    found = funnel.unheard(error)
    _complain(funnel.lines(found, session))
    return found.exit


def _complain(lines: Sequence[str]) -> None:
    """Print bad news; where not even that can be written, the exit code has to do."""
    try:
        click.echo(harmless("\n".join(lines)), err=True)
    except OSError:
        _give_up(sys.stderr)


def _json(told: Mapping[str, object], exit: Exit) -> str:
    whole = {"format": JSON_FORMAT, "outcome": exit.outcome, "exit": int(exit), **told}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _completing(environment: Mapping[str, str]) -> bool:
    return "_CHARTER_COMPLETE" in environment


def _completed(arguments: Sequence[str], environment: Mapping[str, str]) -> Sequence[str]:
    """Return the words that a shell wants completed, in the place of arguments: they say which book is meant."""
    return environment.get("COMP_WORDS", "").split() if _completing(environment) else arguments


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _give_up(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere, so that the end of the process does not stumble over it."""
    with contextlib.suppress(OSError, ValueError):  # a stream of a test has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
