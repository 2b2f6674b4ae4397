"""A kind of case, or the way of one case, as boxes and arrows before they have a place: who acts, who must sign, where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

from engine.charter import Act, Branch, Charter, Either, Sign, State, Then, Together
from engine.charter import Step as Asked
from engine.messages.saying import condition_text
from engine.papers.speech import Speech
from engine.records import record
from engine.services.dossiers import Dossier, Step
from engine.services.ways import Leg, Map
from engine.values import Lang
from engine.written import duration_text

Mark = Literal["plain", "passed", "here", "ahead"]
MOST_STAYS = 3  # times at which a case was in a state that are told


@record
class Node:
    """One state."""

    id: str
    name: str
    kind: str  # wait, decide, final
    lines: tuple[str, ...]  # what must be passed in it; of a case, when it was there, and who answered
    mark: Mark


@record
class Arrow:
    """One leg, or several between the same two states."""

    source: str
    target: str
    labels: tuple[str, ...]
    mark: Mark


@record
class Diagram:
    """Boxes and arrows with their words. `trunk` are the ids of the boxes that stand below each other."""

    lang: Lang
    title: str
    subtitle: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    trunk: tuple[str, ...]
    legend: tuple[str, ...]
    footer: tuple[str, ...]
    name: str


def of_kind(found: Map, charter: Charter, lang: Lang) -> Diagram:
    """Draw the lifecycle of a kind of case: who takes it on, and who must sign where."""
    speech = Speech(charter, lang)
    nodes = tuple(Node(state.id, state.name.say(lang), state.kind, tuple(_must(speech, found, state)), "plain") for state in found.states)
    arrows = tuple(_arrows(speech, found.legs, frozenset()))
    drafters = speech.parties(found.drafters) or speech.word("anybody")
    subtitle = speech.word("drafted_by", who=drafters, cite=speech.bracketed(found.cite))
    title = speech.word("picture_kind", kind=speech.name(found.kind))
    file = speech.file("picture", speech.name(found.kind))
    return Diagram(lang, title, subtitle, nodes, arrows, found.trunk, (), (charter.title.say(lang),), file)


def of_case(found: Dossier, way: Map, charter: Charter, lang: Lang) -> Diagram:
    """Draw the way of one case: what it has passed, when and by whom, who was or is asked, and where it stands."""
    speech, line = Speech(charter, lang), found.page.line
    passed = tuple(stage.state.id for stage in found.stages)
    nodes = tuple(_visited(speech, found, way, state) for state in way.states)
    steps = frozenset(pairwise(passed))
    title = speech.word("picture_case", number=line.number, kind=speech.name(line.kind), title=line.title)
    stands = speech.word("stands", state=speech.name(line.state), since=speech.time(line.since))
    legend = tuple(speech.word(f"legend_{each}") for each in ("here", "passed", "ahead"))
    arrows = tuple(_arrows(speech, way.legs, steps))
    file = speech.file("picture", line.number)
    return Diagram(lang, title, stands, nodes, arrows, way.trunk, legend, speech.footer(found.stamp), file)


def _visited(speech: Speech, found: Dossier, way: Map, state: State) -> Node:
    stays = [stage for stage in found.stages if stage.state.id == state.id]
    lines = [speech.word("was_there", at=speech.time(each.at), who=speech.person(each.who)) for each in stays[-MOST_STAYS:]]
    asked = any(each.state == state.id for each in way.passings)
    if asked:
        lines += [_told(speech, step) for step in found.steps] if stays else list(_must(speech, way, state))
    here = found.page.line.state.id == state.id
    return Node(state.id, state.name.say(speech.lang), state.kind, tuple(lines), "here" if here else "passed" if stays else "ahead")


def _told(speech: Speech, step: Step) -> str:
    """Say of one step who answered what, or of whom it waits."""
    act = speech.word(f"act_{step.act.value}")
    if step.act is Act.FILE:
        return speech.word("picture_step", act=act, what=speech.parties(step.party))
    said = speech.list(f"{each.who.member}{speech.word('space')}{speech.word(f'answer_{each.answer}')}" for each in step.answers)
    if step.count is not None:
        said += speech.word("picture_votes", yes=step.count.yes, needed=step.count.needed)
    elif not said:
        said = f"{speech.parties(step.party)}{speech.word('space')}{speech.word(f'step_{step.state}')}"
    return speech.word("picture_step", act=act, what=said)


def _must(speech: Speech, found: Map, state: State) -> Iterator[str]:
    """Yield what must be passed in a state, each with its article."""
    for each in found.passings:
        if each.state != state.id:
            continue
        requirement = each.requirement
        told = _step(speech, requirement.step, found.kind.id)
        if requirement.when is not None:
            when = condition_text(speech.charter, requirement.when, speech.lang, found.kind.id).replace("`", "")
            told = speech.word("picture_if", when=when, what=told)
        if each.before is not None:
            told = speech.word("picture_before", what=told, move=speech.name(each.before))
        yield told + speech.bracketed(requirement.cite, assumed=requirement.assumed)


def _step(speech: Speech, step: Asked, process: str) -> str:
    match step:
        case Sign(act=Act.FILE):
            return speech.word("picture_file", who=speech.parties(step.by))
        case Sign():
            return speech.word("picture_sign", act=speech.word(f"act_{step.act.value}"), who=speech.parties(step.by))
        case Then(steps):
            return speech.word("then").join(_step(speech, each, process) for each in steps)
        case Together(steps):
            return speech.word("together").join(_step(speech, each, process) for each in steps)
        case Either(steps):
            return speech.word("either").join(_step(speech, each, process) for each in steps)
        case Branch(cases, otherwise):
            told = [(condition_text(speech.charter, when, speech.lang, process).replace("`", ""), each) for when, each in cases]
            said = [speech.word("picture_if", when=when, what=_step(speech, each, process)) for when, each in told]
            said += [speech.word("picture_else", what=_step(speech, otherwise, process))] if otherwise else []
            return speech.word("branches").join(said)


def _arrows(speech: Speech, legs: Iterable[Leg], steps: frozenset[tuple[str, str]]) -> Iterator[Arrow]:
    """Yield one arrow for all legs between two states."""
    between: dict[tuple[str, str], list[str]] = {}
    for leg in legs:
        between.setdefault((leg.source, leg.target), []).append(_leg(speech, leg))
    for (source, target), labels in between.items():
        mark: Mark = "plain" if not steps else "passed" if (source, target) in steps else "ahead"
        yield Arrow(source, target, tuple(labels), mark)


def _leg(speech: Speech, leg: Leg) -> str:
    what = speech.name(leg.what)
    if leg.after is not None:
        what = speech.word("leg_after", what=what, after=duration_text(leg.after, speech.lang))
    if leg.by:
        what = speech.word("leg_by", what=what, who=speech.parties(leg.by))
    return what
