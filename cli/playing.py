"""What went otherwise than a scenario expects, in words: the step, what was expected, what was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from cli.voice import Voice
from engine.charter import Call, Count, Given, Holding, InState, Later, People, Play, Refused, ScenarioStep, Somebody, Waiting
from engine.services.play import Failure
from engine.values import Cite


def failure_lines(voice: Voice, failure: Failure) -> Iterator[str]:
    """Say one failure: expected, found, and the reasons that the charter gave."""
    say = voice.session.say
    yield say("failed_step", step=_step(voice, failure.step))
    yield say(f"failed_{failure.key}", found=_found(voice, failure))
    yield from (f"      {voice.reason(reason)}" for reason in failure.reasons)
    yield from (f"      {voice.wait(wait)}" for wait in failure.waits)
    if failure.fault is not None:
        from cli.funnel import fault_words

        yield f"      {fault_words(voice.lang, failure.fault)}"


def _step(voice: Voice, step: ScenarioStep) -> str:
    """Say a step as its author would: who does what to which case, or what is expected of it."""
    from engine.messages.saying import name_of, party_text

    say, charter, lang = voice.session.say, voice.charter, voice.lang
    match step:
        case Play():
            return _play(voice, step)
        case Refused():
            return say("step_refused", play=_play(voice, step.play)) + _because(voice, step.cite)
        case Waiting():
            return say("step_waiting", label=step.label, party=party_text(charter, step.party, lang)) + _because(voice, step.cite)
        case InState():
            return say("step_state", label=step.label, state=name_of(charter, "state", step.state, lang))
        case Holding():
            return say("step_holding", fund=name_of(charter, "fund", step.fund, lang), amount=voice.value(step.amount))
        case Count():
            return say("step_count", kind=name_of(charter, "process", step.process, lang), count=step.count)
        case People():
            return say("step_people", label=step.label, count=step.count)
        case Call():
            return say("step_call", kind=name_of(charter, "process", step.process, lang), label=step.label)
        case Somebody():
            key = "step_somebody_not" if step.negative else "step_somebody"
            return say(key, person=step.person, party=party_text(charter, step.party, lang))
        case Given():
            return step.person
        case Later():
            return step.at.replace("T", " ")
    assert_never(step)


def _because(voice: Voice, cite: Cite | None) -> str:
    return voice.session.say("step_cite", cite=voice.cite(cite)) if cite else ""


def _play(voice: Voice, play: Play) -> str:
    from engine.services.deeds import deed_name
    from engine.values import Text

    if play.verb.startswith("record "):
        return voice.session.say(play.verb.replace(" ", "_"), person=play.person, member=play.label)
    moves = [move for each in voice.charter.lifecycles for move in each.moves if move.id == play.verb]
    name: Text = moves[0].name if moves else deed_name(voice.charter, None, play.verb).name
    return voice.session.say("step_play", person=play.person, deed=name.say(voice.lang), label=play.label)


def _found(voice: Voice, failure: Failure) -> str:
    from engine.messages.saying import name_of

    if isinstance(failure.step, InState):
        return name_of(voice.charter, "state", str(failure.found), voice.lang)
    return voice.value(failure.found)
