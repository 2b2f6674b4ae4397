"""A book at a glance, as a commander reads it."""

from __future__ import annotations

from cli.voice import Voice
from cli.widths import table
from engine.services.cases import Event
from engine.services.summary import KindLine, Summary
from engine.services.telling import BOOK


def summary_text(voice: Voice, summary: Summary, book: str) -> str:
    """Say what is in a book: cases by kind and state, money, awards, refusals with their articles."""
    say = voice.session.say
    parts = [say("sum_head", title=summary.title.say(voice.lang), first=_day(voice, summary.first), last=_day(voice, summary.last))]
    parts.append(say("sum_cases") + "\n" + table([_kind(voice, line) for line in summary.kinds]))
    funds = [
        (f"  {voice.name(page.fund)}", voice.value(page.came), voice.value(page.went), voice.value(page.balance)) for page in summary.funds
    ]
    headings = ["", *(voice.session.word(key) for key in ("came", "went", "balance"))]
    parts.append(say("sum_money") + "\n" + table(funds, headings, right=(1, 2, 3)))
    if summary.opened:
        parts.append("\n".join([say("sum_opened"), *(f"  {_opened(voice, summary, each.number)}" for each in summary.opened)]))
    parts.append("\n".join([say("sum_refused", count=len(summary.refusals)), *(_refusal(voice, each) for each in summary.refusals)]))
    parts.append(say("sum_book", book=book, entries=summary.entries, head=summary.head))
    return "\n\n".join(parts)


def _day(voice: Voice, at: object) -> str:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    assert isinstance(at, datetime)
    return voice.value(at.astimezone(ZoneInfo(voice.charter.zone)).date())


def _kind(voice: Voice, line: KindLine) -> tuple[str, str, str]:
    states = voice.list(voice.session.say("sum_state", state=voice.name(state), count=count) for state, count in line.states)
    return f"  {voice.name(line.kind)}", str(line.count), states


def _opened(voice: Voice, summary: Summary, number: str) -> str:
    line = next(each for each in summary.opened if each.number == number)
    return f"{voice.case(line)}{voice.session.word('colon')}{voice.state(line)}"


def _refusal(voice: Voice, event: Event) -> str:
    """Say a refusal in one line: when, who, what, and the first reason with its article."""
    what = voice.name(event.kind) if event.subject == BOOK else event.subject
    pieces = (voice.value(event.at), event.actor, voice.name(event.deed), what)
    reasons = "\n".join(f"      {voice.reason(reason)}" for reason in event.reasons)
    return "  " + "  ".join(piece for piece in pieces if piece) + f"\n{reasons}"
