"""Entries of the log as lines: when, who, what; then why, in the charter's words."""

from __future__ import annotations

from cli.voice import Voice
from engine.services.cases import Event
from engine.services.telling import BOOK
from engine.services.views import Person
from engine.values import Cite


def event_lines(voice: Voice, event: Event, *, subject: bool = False) -> list[str]:
    """Say one entry: a line of what happened, and a line for each reason of a refusal or a decision."""
    session = voice.session
    nobody = "" if event.subject == BOOK else session.word("engine")
    actor = voice.person(Person(event.actor, event.office, None, event.for_)) if event.actor else nobody
    deed = voice.name(event.deed) if event.done else session.say("refused_deed", deed=voice.name(event.deed))
    about = voice.name(event.kind) if event.subject == BOOK else _about(voice, event.subject) if subject else ""
    pieces = [voice.value(event.at), about, actor, deed]
    pieces += [session.say("sent_to", people=voice.list(event.to))] if event.to else []
    if event.path:
        pieces.append(session.word("arrow") + session.word("arrow").join(map(voice.name, event.path)))
    pieces += [session.say("said", reason=event.reason)] if event.reason else []
    pieces += [session.say("late_mark", on=voice.value(event.on))] if event.on else []
    pieces += [voice.cite(Cite(*cite.split(" ", 1))) for cite in event.cites if event.parent and " " in cite]
    pieces += [each for each in (event.parent, event.file, event.member, voice.name(event.held), event.paper) if each]
    return ["  ".join(piece for piece in pieces if piece), *(f"    {voice.reason(reason)}" for reason in event.reasons)]


def _about(voice: Voice, subject: str) -> str:
    """Say what an entry is about: a case by its number, a task by what is to be done."""
    kind, _, key = subject.partition(":")
    if kind != "task":
        return subject
    from cli.notices import about_of

    return about_of(voice, key)
