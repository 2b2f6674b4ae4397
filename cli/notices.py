"""How what members are told is said."""

from __future__ import annotations

from cli.voice import Voice
from engine.case import Notice
from engine.messages.duties import about_text, duty_text, notice_text
from engine.services.views import CaseLine


def notice_line(voice: Voice, notice: Notice, case: CaseLine | None = None, about: str | None = None) -> str:
    """Say a notice with the case or task that it is about, or with `about` in its place."""
    if about is None:
        about = voice.case(case) if case else about_of(voice, notice.about)
    return notice_text(voice.charter, notice, voice.lang, about).strip(" :：")


def about_of(voice: Voice, about: str) -> str:
    """Say a case by its number, and a task by what is to be done for what."""
    id, bar, rest = about.partition("|")
    if not bar:
        return about
    duty = next((each for each in voice.charter.duties if each.id == id), None)
    told = duty_text(voice.charter, duty, voice.lang) if duty else id
    about, _, whose = rest.partition("|")
    units = {unit.id: unit.name.say(voice.lang) for unit in voice.charter.units}
    period = voice.phrases([about_text(about, voice.lang), *([units.get(whose, whose)] if whose else [])])
    return f"{told} ({period})" if voice.lang == "en" else f"{told}（{period}）"
