"""All histories of a kind of case, as a graph of what it can come to: its state, its world, and whether what is watched has happened.

Wherever it is not sure that something cannot happen it may happen here, so that what is not found here never happens. Who
answers, in which order, and what remains of earlier answers is left out: what counts is what can come of it.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from engine.charter import Branch, Charter, Condition, Holds, Limit, Move, Open, Post, Requirement, SetField, State, Step
from engine.proofs.able import Able
from engine.proofs.passing import Chances, Passing
from engine.proofs.worlds import Space, TooMany
from engine.records import record
from engine.values import Money
from engine.workflows.anticipating import of_money
from engine.workflows.evaluate import judgements
from engine.workflows.kinds import WITHDRAWN, Kind, carried_before, kind_of, steps_below
from engine.workflows.machines import VOIDED

MOST_NODES = 20_000
MOST_ALIKE = 4  # worlds in which one thing leads to another, of as many as there may be


@record
class Watched:
    """What is to happen before something else: a committee's resolution, or a state of the case."""

    committee: str | None = None
    state: str | None = None


@record
class Node:
    """What a case can have come to. `done`: what is watched has happened; `drafted`: somebody drafted it; `ahead`: not yet ratified."""

    state: str
    world: int
    done: bool
    drafted: bool
    ahead: bool = False


@record
class Event:
    """One thing that happens to a case, in which world; `doubtful` where it is not sure that it can.

    `ahead` is a move ahead of the approval that it needs, `ratify` what comes of it afterwards; a case is made `void` by what
    becomes of others.
    """

    kind: Literal["move", "granted", "refused", "returned", "lapsed", "withdraw", "edit", "ahead", "ratify", "void"]
    world: int
    move: str = ""
    voted: bool = False
    doubtful: bool = False


@record
class Graph:
    """Everything that a kind of case can come to. `came` tells from where and by what it first came there."""

    kind: Kind
    space: Space
    starts: tuple[Node, ...]
    edges: dict[Node, tuple[tuple[Event, Node], ...]]
    came: dict[Node, tuple[Event, Node]]

    def history(self, node: Node) -> tuple[Node, tuple[Event, ...]]:
        """Return where the shortest way to a node starts, and what happens on it."""
        events: list[Event] = []
        while node in self.came:
            event, node = self.came[node]
            events.append(event)
        return node, tuple(reversed(events))


def explore(charter: Charter, process: str, watched: Watched) -> Graph:
    """Explore all histories of a kind of case, nearest first. Raises TooMany."""
    kind = kind_of(charter, process)
    space = Space(charter, kind, tuple(conditions_of(kind)))
    walk = _Walk(charter, kind, space, watched)
    starts = tuple(walk.starts())
    edges: dict[Node, tuple[tuple[Event, Node], ...]] = {}
    came: dict[Node, tuple[Event, Node]] = {}
    waiting = deque(starts)
    known = set(starts)
    while waiting:
        node = waiting.popleft()
        edges[node] = tuple(_few(walk.steps(node)))
        for event, reached in edges[node]:
            if reached not in known:
                known.add(reached)
                came[reached] = (event, node)
                waiting.append(reached)
        if len(known) > MOST_NODES:
            raise TooMany
    return Graph(kind, space, starts, edges, came)


def _few(steps: Iterable[tuple[Event, Node]]) -> Iterator[tuple[Event, Node]]:
    """Yield what can happen, for what leads to one and the same no more than some worlds in which it can."""
    found: Counter[tuple[str, str, bool, bool, Node]] = Counter()
    for event, reached in steps:
        key = (event.kind, event.move, event.voted, event.doubtful, reached)
        found[key] += 1
        if found[key] <= MOST_ALIKE:
            yield event, reached


def conditions_of(kind: Kind) -> Iterator[Condition]:
    """Yield every condition on which something rests in cases of a kind."""
    for each in kind.requirements:
        yield from (each.when,) if each.when is not None else ()
        yield from _in_step(each.step)
    yield from (move.when for move in kind.lifecycle.moves if move.when is not None)
    for limit in kind.limits:
        yield from (limit.when,) if limit.when is not None else ()
        yield from (limit.rule.condition,) if isinstance(limit.rule, Holds) else ()


def opened_by_itself(charter: Charter, process: str) -> bool:
    """Return whether something opens cases of a kind: a sum that reaches a line, or a move of another case."""
    effects = (effect for cycle in charter.lifecycles for move in cycle.moves for effect in move.effects)
    return any(each.opens == process for each in charter.triggers) or any(
        isinstance(effect, Open) and effect.process == process for effect in effects
    )


def _in_step(step: Step) -> Iterator[Condition]:
    if isinstance(step, Branch):
        yield from (condition for condition, _ in step.cases)
    for each in steps_below(step):
        yield from _in_step(each)


class _Walk:
    """Knows what can happen next."""

    def __init__(self, charter: Charter, kind: Kind, space: Space, watched: Watched) -> None:
        self.charter, self.kind, self.space, self.watched = charter, kind, space, watched
        self._passing = {drafted: Passing(space, Able(charter, kind, drafted), watched.committee) for drafted in (True, False)}
        self._carried = carried_before(kind.lifecycle)
        self._may_go_ahead = bool(kind.requirements) and "ratify" not in kind.lifecycle.off and not of_money(charter, kind, ())
        self._chances: dict[tuple[tuple[str, ...], int, bool], Chances] = {}
        self._limits: dict[int, bool] = {}

    def starts(self) -> Iterator[Node]:
        """Yield the beginnings of a case: drafted by somebody, or opened by itself."""
        process = self.kind.process
        able = Able(self.charter, self.kind, drafted=True)
        ways = [
            (True, not process.abstract and (not process.drafters or any(map(able.moves, process.drafters)))),
            (False, opened_by_itself(self.charter, process.id)),
        ]
        for drafted, possible in ways:
            if possible:
                for world in range(len(self.space.worlds)):
                    yield self._node(self.kind.first, world, drafted=drafted, done=self.watched.state == self.kind.first)

    def steps(self, node: Node) -> Iterator[tuple[Event, Node]]:
        """Yield what can happen to a case, and what it comes to."""
        state = self.kind.states[node.state]
        if state.kind == "final":
            return
        if node.done and self.watched.committee and self._editable(node.state, drafted=node.drafted):
            yield Event("edit", node.world), self._node(node.state, node.world, done=False, drafted=node.drafted, ahead=node.ahead)
        for world in self._worlds(node):
            for move in self.kind.moves_from(node.state):
                yield from self._move(node, move, world)
            if state.kind == "decide" and self.kind.requirements:
                yield from self._decided(node, state, world)
            if node.ahead:
                yield from self._ratified(node, world)
            elif self._may_go_ahead:
                for move in self.kind.lifecycle.moves:
                    yield from self._ahead(node, state, move, world)
        if state.lapses_after is not None and state.lapsed is not None:
            yield Event("lapsed", node.world), self._after(node, state.lapsed, node.world)
        if VOIDED in self.kind.states:
            yield Event("void", node.world, doubtful=True), self._after(node, VOIDED, node.world)
        if node.drafted and self._withdrawable(node.state):
            yield Event("withdraw", node.world), self._after(node, WITHDRAWN, node.world)

    # ---- what changes without a move ---------------------------------------------------------------------------------

    def _node(self, state: str, world: int, *, done: bool, drafted: bool, ahead: bool = False) -> Node:
        """Return a node, with one world for all that a case can change into where it stands."""
        return Node(state, self.space.first_among(world, self._changing(state, drafted=drafted)), done, drafted, ahead)

    def _worlds(self, node: Node) -> Iterator[int]:
        """Yield the worlds that a case can be in where it stands: what was carried on the way there is not empty."""
        filled = self._carried[node.state].intersection(self.space.tracked())
        for world in self.space.among(node.world, self._changing(node.state, drafted=node.drafted)):
            if all(self.space.field(id, world) is not None for id in filled):
                yield world

    def _changing(self, state: str, *, drafted: bool) -> frozenset[int]:
        judged = self.space.judged if state in self.kind.undecided else self._judged_from(state)
        return self.space.places(fields=None if self._editable(state, drafted=drafted) else (), judgements=judged)

    def _judged_from(self, state: str) -> tuple[str, ...]:
        return tuple(id for move in self.kind.moves_from(state) if move.when is not None for id in judgements(move.when))

    def _editable(self, state: str, *, drafted: bool) -> bool:
        return state == self.kind.first or (drafted and state in self.kind.deciding)

    def _withdrawable(self, state: str) -> bool:
        return self.kind.lifecycle.withdrawable and WITHDRAWN in self.kind.states and state in self.kind.undecided

    # ---- moves -------------------------------------------------------------------------------------------------------

    def _move(self, node: Node, move: Move, world: int) -> Iterator[tuple[Event, Node]]:
        if node.ahead and self.kind.states[move.target].kind == "final":
            return
        gates = self._gates(move)
        for there in self._carrying(node, move, world):
            yield from self._moved(node, move, there, self._weighed(gates, there, drafted=node.drafted))

    def _carrying(self, node: Node, move: Move, world: int) -> Iterator[int]:
        """Yield the worlds in which a move can be made, its approval apart: with whatever it carries."""
        able = self._passing[node.drafted].able
        if not (any(map(able.moves, move.by)) if move.by else move.after is not None):
            return
        carried = [id for id in self.space.tracked() if id in move.carries]
        places = self.space.places(fields=carried, outside=False) if carried else frozenset()
        settled = places <= self._changing(node.state, drafted=node.drafted)  # what is carried may stand there already
        for there in (world,) if settled else self.space.among(world, places):
            if any(self.space.field(id, there) is None for id in carried) or not self._payable(move, there):
                continue
            if move.when is not None and not self.space.holds(move.when, there):
                continue
            if (node.state == self.kind.first or self._gates(move)) and not self._within_limits(there):
                continue
            yield there

    def _payable(self, move: Move, world: int) -> bool:
        """Tell whether what a move posts is an amount above nothing."""
        tracked = set(self.space.tracked())
        amounts = [self.space.field(each.field, world) for each in move.effects if isinstance(each, Post) and each.field in tracked]
        return all(isinstance(each, Money) and each.minor > 0 for each in amounts)

    def _ahead(self, node: Node, state: State, move: Move, world: int) -> Iterator[tuple[Event, Node]]:
        """Yield a move ahead of its approval: from its own state, or from where the case is being decided."""
        open_ = move.by and self.kind.states[move.target].kind != "final" and not {state.id, state.granted}.isdisjoint(move.sources)
        for there in self._carrying(node, move, world) if open_ else ():
            reached = self._after(node, move.target, there)
            yield Event("ahead", there, move.id), replace(reached, ahead=True)

    def _ratified(self, node: Node, world: int) -> Iterator[tuple[Event, Node]]:
        """Yield that a move made ahead is ratified, or is not: either way it is settled."""
        chances = self._weighed(self.kind.requirements, world, drafted=node.drafted)
        settled = self._node(node.state, world, done=node.done, drafted=node.drafted)
        yield Event("ratify", world, doubtful=not (chances.met or chances.refused)), settled
        if chances.voted:
            yield Event("ratify", world, voted=True), replace(settled, done=True)

    def _moved(self, node: Node, move: Move, world: int, chances: Chances) -> Iterator[tuple[Event, Node]]:
        doubtful = any(norm.gates == move.id or (norm.gates is None and node.state == self.kind.first) for norm in self.kind.norms)
        for voted in (False, True):
            if chances.voted if voted else chances.met:
                for after in self._set(move, world):
                    event = Event("move", world, move.id, voted, doubtful)
                    yield event, self._after(node, move.target, after, voted=voted)

    def _gates(self, move: Move) -> tuple[Requirement, ...]:
        asked = self.kind.requirements
        return tuple(each for each in asked if each.before == move.id or (each.before is None and not self.kind.deciding))

    def _set(self, move: Move, world: int) -> list[int]:
        """Return the worlds after a move has set fields."""
        values = {effect.field: effect.value for effect in move.effects if isinstance(effect, SetField)}
        wanted = [id for id in self.space.tracked() if id in values]
        if not wanted:
            return [world]
        every = self.space.among(world, self.space.places(fields=wanted, outside=False))
        return [there for there in every if all(self.space.field(id, there) == values[id] for id in wanted)] or every

    def _after(self, node: Node, state: str, world: int, *, voted: bool = False) -> Node:
        return self._node(state, world, done=node.done or voted or state == self.watched.state, drafted=node.drafted, ahead=node.ahead)

    # ---- decisions ---------------------------------------------------------------------------------------------------

    def _decided(self, node: Node, state: State, world: int) -> Iterator[tuple[Event, Node]]:
        chances = self._weighed(self.kind.requirements, world, drafted=node.drafted)
        if state.granted is not None and self._within_limits(world):
            for voted in (False, True):
                if chances.voted if voted else chances.met:
                    yield Event("granted", world, voted=voted), self._after(node, state.granted, world, voted=voted)
        ends = (("refused", chances.refused), ("returned", chances.returned), ("lapsed", chances.lapsed))
        for end, possible in ends:
            target = getattr(state, end)
            if possible and target is not None:
                yield Event(end, world), self._after(node, target, world)  # type: ignore[arg-type]  # one of the kinds
            elif possible and state.refused is not None:
                yield Event("refused", world), self._after(node, state.refused, world)

    def _weighed(self, requirements: tuple[Requirement, ...], world: int, *, drafted: bool) -> Chances:
        key = (tuple(each.id for each in requirements), world, drafted)
        if key not in self._chances:
            self._chances[key] = self._passing[drafted].of(requirements, world)
        return self._chances[key]

    def _within_limits(self, world: int) -> bool:
        """Tell whether no condition that every case must meet is broken; times can be chosen so that they fit."""
        if world not in self._limits:
            self._limits[world] = all(self._respected(limit, world) for limit in self.kind.limits)
        return self._limits[world]

    def _respected(self, limit: Limit, world: int) -> bool:
        applies = limit.when is None or self.space.holds(limit.when, world)
        if applies is False or applies is None:
            return applies is False
        return not isinstance(limit.rule, Holds) or bool(self.space.holds(limit.rule.condition, world))
