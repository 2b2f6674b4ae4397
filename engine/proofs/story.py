"""One case followed through a history, event by event: who has to do what, so that the engine lets happen what is to happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from engine.case import Decision
from engine.charter import Act, Balance, Compare, Move, Party, PartyKind, Post
from engine.proofs.explore import Event, Watched, explore
from engine.proofs.filling import USUAL, filled, units
from engine.proofs.stage import Stage, Unplayable
from engine.proofs.worlds import Space, rests_on
from engine.values import Lang, Money, Value
from engine.workflows.approvals import standing
from engine.workflows.evaluate import judged, missing
from engine.workflows.grounds import Code
from engine.workflows.judging import judges
from engine.workflows.kinds import Kind
from engine.workflows.moving import mover
from engine.workflows.periods import local_day
from engine.workflows.standings import StepStanding
from engine.workflows.tenures import Holder, holders
from engine.workflows.worktime import deadline

MOST_ACTS = 60  # for one event
MOST_WAYS = 3  # that are tried for another case
EVENING = time(18, 30)
LABELS: dict[Lang, tuple[str, str, str]] = {"en": ("the case", "the money", "what opens it"), "zh": ("本案", "进款", "前案")}
_SAYING: dict[Lang, str] = {"en": "as an example", "zh": "举例"}


class Story:
    """Follows a history event by event."""

    def __init__(self, stage: Stage, kind: Kind, space: Space, watched: Watched, lang: Lang, money: Money | None = None) -> None:
        self.stage, self.kind, self.space, self.watched, self.lang, self.money = stage, kind, space, watched, lang, money
        self._paid_in = False

    def begin(self, world: int, label: str, more: Mapping[str, Value] | None = None) -> None:
        """Draft the case, with more fields where they are given. Raises Unplayable."""
        self.stage.label = label
        values = {**filled(self.stage, self.kind, self.space, world, self.money), **(more or {})}
        for drafter in self._drafters():
            for named in units(self.stage, self.kind):
                if self.stage.draft(drafter, self.kind.process.id, {**named, **values}, label):
                    return
        raise Unplayable

    def call(self, world: int, label: str) -> None:
        """Turn to the case that was opened by itself, and fill in what it needs. Raises Unplayable."""
        if not self.stage.call(self.kind.process.id, label):
            raise Unplayable
        wanted = filled(self.stage, self.kind, self.space, world, self.money)
        self._edit({id: value for id, value in wanted.items() if id not in self.stage.case.fields})

    def reach(self, event: Event) -> None:
        """Let one event happen to the case. Raises Unplayable."""
        day = self.space.day(event.world)
        if local_day(self.stage.now, self.stage.charter.zone) < day:
            self.stage.wait(datetime.combine(day, EVENING, ZoneInfo(self.stage.charter.zone)).astimezone(UTC))
        if not self.stage.pending:
            self._fit(event)
        for _ in range(MOST_ACTS):
            if self.stage.pending:
                if self.stage.pending.pop(0)[0] != (event.move or event.kind):
                    raise Unplayable
                return
            if event.kind == "edit":
                self._edited()
                return
            if not self._onward(event):
                raise Unplayable
        raise Unplayable

    # ---- the case as its world has it --------------------------------------------------------------------------------

    def _drafters(self) -> Iterator[str]:
        drafters = self.kind.process.drafters
        if not drafters:
            yield from (each.person for each in self.stage.people[::-1])
            return
        for party in drafters:
            yield from (each.member for each in self._of(party))

    def _of(self, party: Party) -> tuple[Holder, ...]:
        day = local_day(self.stage.now, self.stage.charter.zone)
        return holders(self.stage.charter, self.stage.facts, party, None, day)

    def _fit(self, event: Event) -> None:
        """Edit the case and judge it anew where its world is another one than it was."""
        case = self.stage.case
        wanted = {id: self.space.field(id, event.world) for id in self.space.tracked()}
        other = {id: value for id, value in wanted.items() if value != case.fields.get(id) and id not in self._carried(event)}
        self._edit(other)
        for judgement in self.space.judged:
            given = judged(self.stage.matter, judgement)
            if given is not None and given.yes != self.space.judgement(judgement, event.world):
                self._judge(judgement, event)

    def _edit(self, values: Mapping[str, Value]) -> None:
        """Set fields: the drafter does, or of a case that was opened by itself whoever may act on it first."""
        case = self.stage.case
        first = [each.member for move in self.kind.moves_from(case.state) for each in self.stage.matter.holders(move.by)]
        editors = [case.drafter] if case.drafter else list(dict.fromkeys(first))
        if values and not any(self.stage.act(each, "edit", values).allowed for each in editors):
            raise Unplayable

    def _carried(self, event: Event) -> tuple[str, ...]:
        move = self.kind.lifecycle.move(event.move) if event.move else None
        return move.carries if move else ()

    def _edited(self) -> None:
        """Change something that signatures cover."""
        case = self.stage.case
        free = [field for field in self.kind.fields.values() if field.type == "text" and not field.unsigned]
        changed = {field.id: f"{case.fields.get(field.id) or ''}…" for field in free[:1]}
        if not changed:
            raise Unplayable
        self._edit(changed)

    def _judge(self, judgement: str, event: Event) -> bool:
        answer = self.space.judgement(judgement, event.world)
        able = judges(self.stage.matter, self.stage.charter.judgement(judgement))
        return any(self.stage.act(each.member, "judge", {judgement: answer}).allowed for each in able[:1])

    # ---- one act more ------------------------------------------------------------------------------------------------

    def _onward(self, event: Event) -> bool:
        """Do one thing that brings an event nearer; False where there is nothing to do."""
        match event.kind:
            case "move":
                move = self.kind.lifecycle.move(event.move)
                assert move is not None
                return self._move(move, event)
            case "granted":
                return self._agree(event)
            case "refused" | "returned":
                return self._object("refuse" if event.kind == "refused" else "return") or self._silence() or self._agree(event)
            case "lapsed":
                return self._lapse() or self._silence()
            case "withdraw":
                drafter = self.stage.case.drafter
                return drafter is not None and self.stage.act(drafter, "withdraw").allowed
        return False

    def _move(self, move: Move, event: Event) -> bool:
        matter = self.stage.matter
        if move.after is not None:
            due = deadline(matter.case.since, move.after, self.stage.charter.zone).at
            if due > self.stage.now:
                self.stage.wait(due)
                return True
        able = dict.fromkeys(each.member for each in matter.holders(move.by) if mover(matter, move, each.member))
        carried = {id: self.space.field(id, event.world) for id in self.space.tracked() if id in move.carries}
        values: dict[str, Value] = {id: value for id, value in carried.items() if value != matter.case.fields.get(id)}
        said: list[Decision] = []
        for each in able:
            said.append(self.stage.act(each, move.id, values))
            if said[-1].allowed:
                return True
        if move.when is not None and any(self._judge(each.id, event) for each in missing(matter, move.when) if each.kind == "judgement"):
            return True
        return self._agree(event) or self._pay_in(said)

    def _agree(self, event: Event) -> bool:
        """Give a judgement that is asked for, or one signature; the committee that is watched gives none where it does without."""
        stage = self.stage
        standings = standing(stage.charter, stage.facts, stage.case, stage.now)
        for each in standings:
            if any(self._judge(what.id, event) for what in each.missing if what.kind == "judgement"):
                return True
        open_ = [leaf for each in standings for leaf in each.steps if leaf.state == "open"]
        signers = [holder for leaf in open_ for holder in self._asked(leaf, watched=event.voted)]
        return any(stage.act(each.member, "approve").allowed for each in signers) or self._silence()

    def _asked(self, leaf: StepStanding, *, watched: bool) -> Iterator[Holder]:
        """Yield who is asked for a step, unless only as one of the committee that is to be left out."""
        parties = [each for each in leaf.sign.by if watched or not self._is_watched(each)]
        able = {each for party in parties for each in self.stage.matter.holders((party,))}
        return (each for each in leaf.by if each in able)

    def _is_watched(self, party: Party) -> bool:
        return party.kind is PartyKind.COMMITTEE and party.ref == self.watched.committee

    def _object(self, verb: str) -> bool:
        stage = self.stage
        leaves = [leaf for each in standing(stage.charter, stage.facts, stage.case, stage.now) for leaf in each.steps]
        for leaf in leaves:
            if leaf.state == "open" and (verb == "return" or leaf.sign.act is not Act.RECOMMEND):
                for each in leaf.by:
                    if stage.act(each.member, verb, reason=_SAYING[self.lang]).allowed:
                        return True
        return False

    def _silence(self) -> bool:
        """Wait until silence answers the step that is due first."""
        stage = self.stage
        leaves = [leaf for each in standing(stage.charter, stage.facts, stage.case, stage.now) for leaf in each.steps]
        due = [leaf.due for leaf in leaves if leaf.due and leaf.sign.silence and leaf.state == "open" and leaf.due > stage.now]
        if not due:
            return False
        stage.wait(min(due))
        return True

    def _lapse(self) -> bool:
        state = self.kind.states[self.stage.case.state]
        if state.lapses_after is None:
            return False
        due = deadline(self.stage.case.since, state.lapses_after, self.stage.charter.zone).at
        if due <= self.stage.now:
            return False
        self.stage.wait(due)
        return True

    # ---- money -------------------------------------------------------------------------------------------------------

    def _pay_in(self, said: list[Decision]) -> bool:
        """Put money into the fund that is short, once, by a case of another kind that brings some in."""
        fund = self.stage.matter.fund
        reasons = [each for one in said for each in one.reasons]
        failed = [each.facts.get("condition") for each in reasons]
        short = any(each.code == Code.FUND_SHORT for each in reasons)
        short = short or any(isinstance(each, Compare) and rests_on(each, Balance) for each in failed)
        if fund is None or self._paid_in or not short:
            return False
        self._paid_in = True
        stage = self.stage
        amounts = [value for value in stage.case.fields.values() if isinstance(value, Money)]
        wanted = Money(max((each.minor for each in amounts), default=USUAL), stage.charter.currency)
        kept = (stage.made, stage.label, stage.pending, stage.voted)
        brings = partial(_brings, fund)
        found = any(
            play_to(stage, each.id, brings, LABELS[self.lang][1], self.lang, wanted)
            for each in stage.charter.processes
            if each.id != self.kind.process.id
        )
        stage.made, stage.label, stage.pending, stage.voted = kept
        return found


def play_to(
    stage: Stage,
    process: str,
    wanted: Callable[[Move], bool],
    label: str,
    lang: Lang,
    money: Money,
    more: Mapping[str, Value] | None = None,
) -> bool:
    """Play the shortest history in which somebody drafts a case of a kind and it makes a move that is wanted; False where none goes."""
    cycle = stage.charter.lifecycle_of(process)
    moves = {move.id for move in cycle.moves if wanted(move)}
    if not moves or stage.charter.process(process).abstract:
        return False
    graph = explore(stage.charter, process, Watched())
    ways = ((node, event) for node, edges in graph.edges.items() for event, _ in edges if event.kind == "move" and event.move in moves)
    for node, event in islice((way for way in ways if graph.history(way[0])[0].drafted), MOST_WAYS):
        _, events = graph.history(node)
        story = Story(stage, graph.kind, graph.space, Watched(), lang, money)
        kept = (stage.facts, list(stage.steps), list(stage.opened))
        try:
            story.begin((*events, event)[0].world, label, more)
            for each in (*events, event):
                story.reach(each)
        except Unplayable:
            stage.facts, stage.steps, stage.opened = kept
            continue
        return True
    return False


def _brings(fund: str, move: Move) -> bool:
    """Tell whether a move posts into a fund."""
    return any(isinstance(effect, Post) and effect.credit in (None, fund) and effect.debit not in (None, fund) for effect in move.effects)
