"""How what members are told is said."""

from __future__ import annotations

from cli.voice import Voice
from engine.case import Notice
from engine.messages.duties import about_text, duty_text, notice_text


def notice_line(voice: Voice, notice: Notice, *, short: bool = False) -> str:
    """Say a notice; `short` leaves out what it is about."""
    return notice_text(voice.charter, notice, voice.lang, "" if short else about_of(voice, notice.about)).strip(" :：")


def about_of(voice: Voice, about: str) -> str:
    """Say a case by its number, and a task by what is to be done for what."""
    id, bar, rest = about.partition("|")
    if not bar:
        return about
    duty = next((each for each in voice.charter.duties if each.id == id), None)
    told = duty_text(voice.charter, duty, voice.lang) if duty else id
    period = about_text(rest.partition("|")[0], voice.lang)
    return f"{told} ({period})" if voice.lang == "en" else f"{told}（{period}）"
