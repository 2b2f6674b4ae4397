"""A history as it would really go: people, days and acts for what is abstract, played through the engine and made into a scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from zoneinfo import ZoneInfo

from engine.charter import Charter, Given, InState, Party, PartyKind, Scenario
from engine.proofs.cast import everybody, facts_of
from engine.proofs.explore import Event, Graph, Node, Watched
from engine.proofs.opening import opened
from engine.proofs.stage import Stage, Unplayable
from engine.proofs.story import EVENING, LABELS, Story
from engine.proofs.worlds import Space
from engine.records import record
from engine.values import Duration, DurationUnit, Lang, Text
from engine.workflows.kinds import Kind
from engine.workflows.periods import period_of, shift
from engine.workflows.tenures import holders

_SOME_DAY = date(2011, 1, 1)
_NEXT = Duration(1, DurationUnit.QUARTER)


@record
class Aim:
    """What is to be shown: that a case comes to a state by these events, though what is watched has not happened."""

    graph: Graph
    drafted: bool
    events: tuple[Event, ...]
    state: str
    watched: Watched
    lang: Lang


def staged(charter: Charter, graph: Graph, node: Node, last: Event | None, state: str, watched: Watched, lang: Lang) -> Scenario | None:
    """Return a scenario in which a case comes to a state by the shortest history to a node and one event more; None where none goes.

    First only those who act are in it; where it goes otherwise without the rest, everybody.
    """
    start, _ = graph.history(node)
    days: tuple[Callable[[Iterable[date]], date], ...] = (min, max) if len(graph.space.days) > 1 else (min,)
    for events, everyone, day in product(_ways(graph, node, last), _casts(charter, watched), days):
        aim = Aim(graph, start.drafted, events, state, watched, lang)
        stage = _played(charter, aim, everyone, day)
        for people in (_acting(stage), _offices(stage), everyone) if stage else ():
            stage = _played(charter, aim, people, day)
            if stage is not None:
                return Scenario(_title(graph.kind, state), (*_named(stage), *stage.steps, InState(stage.label, state)))
    return None


def _ways(graph: Graph, node: Node, last: Event | None) -> Iterator[tuple[Event, ...]]:
    """Yield the events of a history, first with a case that is from the beginning as it will have to be, then as they were found."""
    found: list[tuple[Node, Event]] = [(node, last)] if last else []
    while node in graph.came:
        event, node = graph.came[node]
        found.append((node, event))
    found.reverse()
    aligned = [event for _, event in found]
    for at in range(len(found) - 2, -1, -1):
        before, event = found[at]
        if before.state == graph.kind.first or before.state in graph.kind.deciding:
            aligned[at] = replace(event, world=aligned[at + 1].world)
    yield from dict.fromkeys((tuple(aligned), tuple(event for _, event in found)))


def _casts(charter: Charter, watched: Watched) -> Iterator[tuple[Given, ...]]:
    """Yield everybody, and then everybody but the members of the committee that is to be passed over."""
    everyone = everybody(charter)
    yield everyone
    if watched.committee is not None:
        party = Party(PartyKind.COMMITTEE, watched.committee)
        members = {each.member for each in holders(charter, facts_of(charter, everyone, _SOME_DAY), party, None, _SOME_DAY)}
        yield tuple(each for each in everyone if each.person not in members)


def _played(charter: Charter, aim: Aim, people: tuple[Given, ...], of: Callable[[Iterable[date]], date]) -> Stage | None:
    """Play a history; None where the engine takes another way, or does not come to what was to be shown."""
    kind, space, label = aim.graph.kind, aim.graph.space, LABELS[aim.lang][0]
    stage = Stage(charter, people, _opening(charter, space, aim.events, of), aim.watched.committee)
    story = Story(stage, kind, space, aim.watched, aim.lang)
    world = aim.events[0].world if aim.events else 0
    try:
        if aim.drafted:
            story.begin(world, label)
        elif opened(stage, kind.process.id, aim.lang):
            story.call(world, label)
        else:
            return None
        seen = {stage.case.state}
        for event in aim.events:
            story.reach(event)
            seen.add(stage.case.state)
    except Unplayable:
        return None
    happened = stage.voted or (aim.watched.state is not None and aim.watched.state in seen)
    return None if stage.case.state != aim.state or stage.pending or happened else stage


def _title(kind: Kind, state: str) -> Text:
    process, reached = kind.process.name, kind.states[state].name
    return Text(f"how {process.say('en')} comes to be {reached.say('en')}", f"{process.say('zh')}{reached.say('zh')}的经过")


def _acting(stage: Stage) -> tuple[Given, ...]:
    named = {value for step in stage.steps for _, value in getattr(step, "values", ()) if isinstance(value, str)}
    return tuple(each for each in stage.people if each.person in stage.actors | named) or stage.people[-1:]


def _offices(stage: Stage) -> tuple[Given, ...]:
    """Return everybody whose office is one of those who act, and whoever acts."""
    offices = {each.role for each in _acting(stage)}
    return tuple(each for each in stage.people if each.role in offices and (each.role or each in _acting(stage)))


def _named(stage: Stage) -> tuple[Given, ...]:
    return tuple(each for each in stage.people if each.role or each in _acting(stage))


def _opening(charter: Charter, space: Space, events: tuple[Event, ...], of: Callable[[Iterable[date]], date]) -> datetime:
    """Return when a story begins: on the first day of a quarter, so that terms last, and on the first day of its events or the last."""
    first = shift(period_of(charter.in_force or _SOME_DAY, DurationUnit.QUARTER)[0], _NEXT)
    if events:
        wanted = of(space.day(each.world) for each in events)
        later = [day for day in space.days if wanted < day <= first]
        first = date.fromordinal(later[0].toordinal() - 1) if later else max(first, wanted)
    return datetime.combine(first, EVENING, ZoneInfo(charter.zone)).astimezone(UTC)
