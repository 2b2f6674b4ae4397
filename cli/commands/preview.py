"""`charter preview`: the whole way of a case with names, of an open one or of one that is not drafted yet."""

from __future__ import annotations

from functools import partial

import click

from cli.acting import typed_fields
from cli.books import clock, reading_of
from cli.completion import numbers
from cli.kinds import charter_in, field_options, keys
from cli.orders import Given, Order, Orders, Report
from cli.session import Session, help_text
from cli.voice import Voice
from engine.charter import Process
from engine.reserved import slug
from engine.services import names
from engine.services.tasks import Asked, Way


class Preview(Orders):
    """A group whose orders are the numbers of the cases and the kinds of the book."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return nothing to list: numbers come from the book."""
        del ctx
        return []

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the order that previews a case of a kind, or the case of a number; `new` may stand before a kind."""
        if cmd_name.startswith("-"):
            return None
        session: Session = ctx.obj
        if cmd_name in ("new", "新建"):
            return self
        process = names.find(cmd_name, [each for each in charter_in(session).processes if not each.abstract])
        if process is not None:
            return _of_kind(session, process)
        return Order(cmd_name, partial(run, cmd_name), help_text(session.lang, "preview case"))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[click.shell_completion.CompletionItem]:
        """Offer kinds and numbers."""
        from click.shell_completion import CompletionItem

        from cli.kind_names import kind_names

        found = [*(name for name in kind_names(ctx.obj) if name.startswith(incomplete)), *numbers(ctx, _NUMBER, incomplete)]
        return [CompletionItem(each) for each in found]


def command(session: Session) -> Orders:
    """Make the command."""
    return Preview("preview", help_text(session.lang, "preview"), metavar="CASE_OR_KIND")


def run(number: str, session: Session, given: Given) -> Report:
    """Show the way of an open case."""
    from engine.services.tasks import preview

    del given
    with reading_of(session) as reading:
        way, charter = preview(reading, number, clock(session))
    voice = Voice(session, charter)
    return Report(way, lambda: _text(voice, way), charter=charter)


def run_new(process: Process, session: Session, given: Given) -> Report:
    """Show the way that a case would go."""
    from engine.services.acts import Wish
    from engine.services.tasks import preview_new

    typed, _ = typed_fields(keys(process.fields), given)
    with reading_of(session) as reading:
        way, charter = preview_new(reading, Wish("draft", None, process.id, typed), session.actor, clock(session))
    voice = Voice(session, charter)
    return Report(way, lambda: _text(voice, way), charter=charter)


def _of_kind(session: Session, process: Process) -> Order:
    charter = charter_in(session)
    help = session.say("kind_preview", kind=process.name.say(session.lang))
    return Order(slug(process.name.en or process.name.zh), partial(run_new, process), help, field_options(session, charter, process.fields))


def _text(voice: Voice, way: Way) -> str:
    return "\n".join([voice.case(way.case), *(_stop(voice, stop) for stop in way.stops)])


def _stop(voice: Voice, stop: Asked) -> str:
    """Say a state flush left, and what is asked for in it below."""
    if stop.kind == "state":
        return f"  {voice.name(stop.what)}"
    why = "".join(f"\n      {voice.reason(reason)}" for reason in stop.why)
    return f"    {voice.wait(stop)}{why}"


_NUMBER = click.Argument(["number"])
