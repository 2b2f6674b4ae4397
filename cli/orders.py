"""The commands as click sees them: orders and groups of orders, whose every word comes from the catalogue of the tongue."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.shell_completion import CompletionItem

from cli.exits import Exit
from cli.session import Session, help_text
from engine.records import record

if TYPE_CHECKING:
    from engine.charter import Charter

Given = Mapping[str, Any]
Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem] | list[str]]


@record
class Report:
    """What a command found out: a value for `--json`, a text for people, and how the run ends."""

    value: object
    text: Callable[[], str]
    exit: Exit = Exit.DONE
    charter: Charter | None = None  # whose names and zone the value is told with


class PageAsked(Exception):  # noqa: N818 - nothing went wrong
    """A page was asked for instead of a command: help, or the version."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Misuse(click.UsageError):
    """A command was called in a way that it does not know; `key` and facts name the sentence that says so."""

    def __init__(self, key: str, ctx: click.Context | None = None, near: Sequence[str] = (), **facts: str) -> None:
        super().__init__(key, ctx)
        self.key = key
        self.near = tuple(near)
        self.facts = facts


class Takes(click.ParamType[object]):
    """What a parameter takes: a function that reads the text, or says by `Misuse` why it cannot."""

    def __init__(self, word: str, read: Callable[[str], object] | None = None) -> None:
        self.name = word
        self._read = read

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        """Read a value as typed."""
        del param, ctx
        return self._read(value) if self._read and isinstance(value, str) else value


def option(
    help: str,
    *names: str,
    to: str,
    takes: Takes | None = None,
    flag: bool = False,
    many: bool = False,
    required: bool = False,
    complete: Complete | None = None,
) -> click.Option:
    """Make an option; its value stands under `to` in what the command is given."""
    kind = None if flag else takes or Takes("TEXT")
    make = partial(click.Option, [to, *names], help=help, type=kind, is_flag=flag, multiple=many, shell_complete=complete)
    # A default, even None, is a value to click: an option that is required must have none, or it is never missed.
    return make(required=True) if required else make(default=None)


def argument(
    word: str, *, to: str, takes: Takes | None = None, many: bool = False, required: bool = True, complete: Complete | None = None
) -> click.Argument:
    """Make an argument, shown as `word`."""
    kind = takes or Takes(word)
    return click.Argument([to], metavar=word, type=kind, nargs=-1 if many else 1, required=required, shell_complete=complete)


class Order(click.Command):
    """A command: it is given a session and what was typed, and returns a report."""

    def __init__(
        self, name: str, run: Callable[[Session, Given], Report], help: str, params: Sequence[click.Parameter] = (), after: str = ""
    ) -> None:
        super().__init__(name, params=list(params), help=help, add_help_option=False, context_settings={"allow_extra_args": True})
        self.run = run
        self.after = after

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters and `--help`; to the tab key, the options that may stand anywhere as well."""
        if ctx.resilient_parsing:
            from cli.everywhere import options

            return [*self.params, *options(ctx.obj), _help(ctx)]
        return [*self.params, _help(ctx)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; more than the command takes are a misuse."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if rest and not ctx.resilient_parsing:
            raise Misuse(key="surplus", ctx=ctx, found=" ".join(rest))
        return rest

    def invoke(self, ctx: click.Context) -> Report:
        """Run the command; a misuse that shows only then is one of this command."""
        try:
            return self.run(ctx.obj, ctx.params)
        except Misuse as misuse:
            misuse.ctx = misuse.ctx or ctx
            raise

    def get_help(self, ctx: click.Context) -> str:
        """Lay out the page of help."""
        from cli.pages import order_page

        return order_page(ctx, self)


class Orders(click.Group):
    """A group of orders, some of which have a second name in the other tongue."""

    def __init__(
        self, name: str, help: str, orders: Sequence[click.Command] = (), also: Mapping[str, str] | None = None, metavar: str = "COMMAND"
    ) -> None:
        super().__init__(name, commands=list(orders), help=help, no_args_is_help=True, add_help_option=False)
        self.also = also or {}  # second name -> name
        self.metavar = metavar

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return `--help`, said in the tongue."""
        return [*self.params, _help(ctx)]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the orders in the order of the help page."""
        del ctx
        return list(self.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return an order by either of its names."""
        return super().get_command(ctx, self.also.get(cmd_name, cmd_name))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the order that the first argument names; an unknown one is a misuse, said with what comes near."""
        name = args[0]
        found = self.get_command(ctx, name)
        if found is None and not ctx.resilient_parsing:
            if name.startswith("-"):
                self.parse_args(ctx, args)
            self.unknown(ctx, name)
        return (found.name if found else None), found, args[1:]

    def unknown(self, ctx: click.Context, name: str) -> NoReturn:
        """Say that there is no such order."""
        from engine.services.faults import close

        raise Misuse(key="no_command", ctx=ctx, near=close(name, [*self.list_commands(ctx), *self.also]), found=name)

    def get_help(self, ctx: click.Context) -> str:
        """Lay out the page of help."""
        from cli.pages import group_page

        return group_page(ctx, self)


def _help(ctx: click.Context) -> click.Option:
    return click.Option(
        ["asked_help", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help=help_text(ctx.obj.lang, "--help"),
    )


def _show_help(ctx: click.Context, param: click.Parameter, asked: bool) -> None:  # noqa: FBT001 the signature is click's
    del param
    if asked and not ctx.resilient_parsing:
        raise PageAsked(ctx.get_help())
