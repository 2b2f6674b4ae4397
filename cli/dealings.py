"""What people have arranged, said and done out of turn on a case, in the tongue of a run."""

from __future__ import annotations

from cli.voice import Voice
from engine.case import Note, Pause
from engine.services.dealings import ArrangementLine, EarlyLine, StepName


def step(voice: Voice, found: StepName) -> str:
    """Say what a step asks for, and by which article: `approve (rules 7.3)`."""
    from importlib import import_module

    act = import_module(f"engine.messages.{voice.lang}.reasons").ACTS[str(found.act)]
    return voice.session.say("signed_for", act=act, cite=voice.cite(found.cite)) if found.cite else str(act)


def arrangement(voice: Voice, each: ArrangementLine) -> str:
    """Say one arrangement, and whether it stands."""
    told = voice.session.say("arranged", by=each.by, what=voice.session.word(f"arranged_{each.kind}"), member=each.member)
    if each.kind == "claim":
        told = voice.session.say("said_by", by=each.by, what=voice.session.word("arranged_claim"))
    parts = [told, step(voice, each.step), voice.value(each.at)]
    parts += [voice.session.say("said", reason=each.reason)] if each.reason else []
    return voice.phrases(parts + ([voice.session.word("ended")] if each.ended else []))


def early(voice: Voice, each: EarlyLine) -> str:
    """Say one move that was made ahead of its approval, and what came of it."""
    word = {None: "ratify_open", True: "ratify_yes", False: "ratify_no"}[each.ratified]
    told = voice.session.say("early_line", by=each.by, move=voice.name(each.move), at=voice.value(each.at), state=voice.session.word(word))
    return voice.phrases([told, voice.session.say("said", reason=each.reason)])


def pause(voice: Voice, each: Pause) -> str:
    """Say one suspension."""
    key = "paused" if each.end is None else "paused_until"
    told = voice.session.say(key, by=each.by, start=voice.value(each.start), end=voice.value(each.end))
    return voice.phrases([told, voice.session.say("said", reason=each.reason)])


def note(voice: Voice, each: Note) -> str:
    """Say one thing that was said."""
    told = [voice.session.say("said_by", by=each.by or voice.session.word("engine"), what=voice.session.word(f"note_{each.kind}"))]
    told += [voice.session.say("sent_to", people=voice.list(each.to))] if each.to else []
    told += [voice.session.say("said", reason=each.text)] if each.text else []
    return voice.phrases([*told, voice.value(each.at)])
