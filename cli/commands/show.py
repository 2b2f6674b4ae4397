"""`charter show`: what a charter comes to, in sentences."""

from __future__ import annotations

from pathlib import Path

import click

from cli.completion import files
from cli.orders import Given, Misuse, Order, Report, argument
from cli.problems import cache_of, read, sound
from cli.session import Session, help_text
from cli.voice import Voice
from engine.charter import Charter
from engine.services import names
from engine.services.faults import close
from engine.values import Cite


def command(session: Session) -> Order:
    """Make the command."""
    params = [argument("FILE", to="file", complete=files), argument("WHAT", to="what", required=False, complete=_sections)]
    return Order("show", run, help_text(session.lang, "show"), params)


def run(session: Session, given: Given) -> Report:
    """Show the whole, one section of it, or every sentence that names one thing."""
    from cli.showing import SECTIONS, overview
    from engine import codec

    draft = read(Path(given["file"]), session)
    charter = sound(draft).charter
    voice = Voice(session, charter)
    what = given["what"]
    sections = {name: name for name in SECTIONS} | {zh: name for name, zh in SECTIONS.items()}
    if what is None or what in sections:
        chosen = [sections[what]] if what else list(SECTIONS)
        return Report(codec.encode(charter), lambda: overview(voice, chosen), charter=charter)
    from engine import drafting

    found = drafting.about(draft, what)
    if not found:
        raise Misuse(key="no_such_name", near=close(what, _names(charter)), found=what)
    texts = drafting.texts(draft, [each.node for each in found], session.lang, cache=cache_of(session))
    value = [{"text": text, "article": each.cite, "library": each.library} for text, each in zip(texts, found, strict=True)]
    lines = [
        f"{text}{voice.session.say('from_library') if each.library else _cited(voice, each.cite)}"
        for text, each in zip(texts, found, strict=True)
    ]
    return Report(value, lambda: "\n".join(lines), charter=charter)


def _names(charter: Charter) -> tuple[str, ...]:
    """Return the names of everything that has one."""
    people = (names.names(charter.roles), names.names(charter.groups), names.names(charter.committees), names.names(charter.bodies))
    places = (names.names(charter.units), names.names(charter.funds), names.names(charter.calendars))
    cases = (names.names(charter.processes), names.names(charter.judgements), names.names(charter.parameters))
    return tuple(name for group in (*people, *places, *cases) for name in group)


def _cited(voice: Voice, cite: Cite | None) -> str:
    return voice.session.say("wait_cite", cite=voice.cite(cite)) if cite else ""


def _sections(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from cli.showing import SECTIONS

    del ctx, param
    return [each for each in (*SECTIONS, *SECTIONS.values()) if each.startswith(incomplete)]
