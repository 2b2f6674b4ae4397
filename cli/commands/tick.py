"""`charter tick`: bring the book to now: what lapses, what is due, who is reminded, who is asked instead."""

from __future__ import annotations

import click

from cli.books import book_of, clock
from cli.notices import about_of
from cli.orders import Given, Order, Report, option
from cli.session import Session, help_text
from cli.voice import Voice
from engine.services.ticking import Progress, Ticked, tick

MANY = 50  # steps after which it is shown how far a tick is


def command(session: Session) -> Order:
    """Make the command."""
    params = [option(help_text(session.lang, "tick --dry-run"), "--dry-run", to="dry", flag=True)]
    return Order("tick", run, help_text(session.lang, "tick"), params)


def run(session: Session, given: Given) -> Report:
    """Bring the book to now."""
    dry = bool(given["dry"])
    with book_of(session) as book:
        done, scene = tick(book, clock(session), dry=dry, progress=_progress(session))
    voice = Voice(session, scene.charter)

    def text() -> str:
        lines = [line for each in done for line in _lines(voice, each)]
        head = session.say("tick_would" if dry else "tick_done", count=len(done)) if done else session.say("tick_nothing")
        return "\n".join([head, *lines])

    return Report({"dry": dry, "steps": done}, text, charter=scene.charter)


def _progress(session: Session) -> Progress | None:
    """Show on the standard error how far a long tick is, where somebody looks at it."""
    if not session.terminal:
        return None

    def show(done: int, left: int) -> None:
        if done % MANY == 0:
            click.echo(session.say("tick_progress", done=done, left=left), err=True)

    return show


def _lines(voice: Voice, done: Ticked) -> list[str]:
    said = voice.session.say(f"ticked_{done.kind}", about=about_of(voice, done.about))
    told = voice.session.say("ticked_told", who=voice.list(done.told)) if done.told else ""
    return [f"  {voice.value(done.at)}  {said}{told}", *(f"    {voice.reason(each)}" for each in done.reasons)]
