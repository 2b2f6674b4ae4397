"""The real engine on random walks: anybody does anything at any time, and what came of it is kept."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from engine.case import Attachment, Case, Deed, Facts, Outcome
from engine.charter import Charter, Given, Party, PartyKind
from engine.proofs.cast import everybody, facts_of
from engine.values import Money, Value
from engine.workflows.approvals import standing
from engine.workflows.changes import begun
from engine.workflows.decide import decide
from engine.workflows.effects import carry_out, elapse
from engine.workflows.grounds import Code
from engine.workflows.kinds import Kind, kind_of
from engine.workflows.matter import Matter

BEGIN = datetime(2011, 4, 1, 1, 0, tzinfo=UTC)
AMOUNTS = (0, 1, 9_999, 10_000, 10_001, 29_999, 30_000, 49_999, 50_000, 50_001, 200_000)
ANSWERS = ("approve",) * 12 + ("refuse", "return", "abstain")


@dataclass
class Seen:
    """What a case came to, and what had happened by then: states before, and committees that had resolved on what it says."""

    state: str
    before: frozenset[str]
    resolved: frozenset[str]


class Walk:
    """One case on one walk."""

    def __init__(self, charter: Charter, process: str, seed: int) -> None:
        self.charter, self.kind = charter, kind_of(charter, process)
        self.dice = random.Random(seed)  # noqa: S311 - a walk, not a secret
        self.people = self._people()
        self.now = BEGIN
        self.facts: Facts = facts_of(charter, self.people, BEGIN.date())
        self.resolved: frozenset[str] = frozenset()
        self.before: frozenset[str] = frozenset()
        self.case: Case | None = None

    def go(self, acts: int, *, opened: bool = False) -> Iterator[Seen]:
        """Walk, and yield whatever the case comes to; `opened` by the engine, not drafted."""
        for _ in range(20):
            if self.case is None:
                values = self._values(whole=True)
                if opened:
                    self.case = begun(
                        self.charter, self.kind.process.id, "X-1", self.now, {k: v for k, v in values.items() if v is not None}
                    )
                else:
                    self._do(
                        Deed("draft", self._anybody(), self.now, self.kind.process.id, {k: v for k, v in values.items() if v is not None})
                    )
        if self.case is None:
            return
        yield self._seen(self.case.state)
        self.before = frozenset((self.case.state,))
        for _ in range(acts):
            self.facts = replace(self.facts, balances={fund.id: Money(self.dice.choice((0, 100_000))) for fund in self.charter.funds})
            for state in self._step():
                yield self._seen(state)
                self.before |= {state}
            if self.kind.states[self.case.state].kind == "final":
                return

    def _people(self) -> tuple[Given, ...]:
        """Leave some offices vacant, and let some be held by one person."""
        people = list(everybody(self.charter))
        kept = [each for each in people if each.role is None or self.dice.random() > 0.1]
        if self.dice.random() < 0.3 and len(kept) > 2:
            one, other = self.dice.sample([each for each in kept if each.role], 2)
            kept = [replace(each, person=one.person) if each is other else each for each in kept]
        return tuple(kept)

    def _anybody(self) -> str:
        return self.dice.choice(self.people).person

    def _able(self, verb: str) -> str:
        """Return somebody who may well do it."""
        assert self.case is not None
        matter = Matter(self.charter, self.facts, self.case, self.now)
        move = self.kind.lifecycle.move(verb)
        if verb == "edit":
            return self.case.drafter or self._anybody()
        if verb == "judge":
            able = [each.member for judgement in self.charter.judgements for each in matter.holders(judgement.by)]
        elif move is not None:
            able = [each.member for each in matter.holders(move.by)]
        else:
            open_ = standing(self.charter, self.facts, self.case, self.now)
            able = [each.member for found in open_ for leaf in found.steps for each in leaf.by]
        return self.dice.choice(able) if able else self._anybody()

    def _step(self) -> list[str]:
        assert self.case is not None
        chosen = self.dice.random()
        if chosen < 0.04:
            return self._wait()
        if chosen < 0.05:
            return self._do(Deed("withdraw", self.case.drafter or self._anybody(), self.now))
        moves = [move.id for move in self.kind.moves_from(self.case.state)]
        ahead = [move.id for move in self.kind.lifecycle.moves]
        verb = self.dice.choice([*moves, *moves, *ANSWERS, *ANSWERS, self.dice.choice([*ahead, "edit"]), "judge"])
        actor = self._able(verb) if self.dice.random() < 0.8 else self._anybody()
        if verb == "judge" and self.charter.judgements:
            values: dict[str, Value] = {self.dice.choice(self.charter.judgements).id: self.dice.random() < 0.5}
        else:
            values = self._values(whole=False) if verb == "edit" or (verb in ahead and self.dice.random() < 0.2) else {}
        files = [field.id for field in self.kind.fields.values() if field.type == "attachment"]
        if verb in ahead and files and self.dice.random() < 0.5:
            file = Attachment("x.pdf", 1, "0" * 64, actor, self.now)
            self._do(Deed("attach", actor, self.now, values={files[0]: "x.pdf"}, attachment=file))
        early = verb in ahead and self.dice.random() < 0.2
        return self._do(Deed(verb, actor, self.now, values=values, reason="x", early=early))

    def _wait(self) -> list[str]:
        assert self.case is not None
        self.now += timedelta(days=self.dice.choice((1, 4, 11, 31)))
        reached: list[str] = []
        while (outcome := elapse(self.charter, self.facts, self.case, self.now)) is not None:
            reached += self._take(outcome)
        return reached

    def _do(self, deed: Deed) -> list[str]:
        decision = decide(self.charter, self.facts, self.case, deed)
        if not decision.allowed:
            return []
        revision = self.case.revision if self.case else 0
        outcome = carry_out(self.charter, self.facts, self.case, deed, decision, "X-1")
        if self.case is not None and outcome.case.revision != revision and deed.verb == "edit":
            self.resolved = frozenset()
        return self._take(outcome)

    def _take(self, outcome: Outcome) -> list[str]:
        self.case = outcome.case
        voted = {party.ref for each in outcome.reasons if each.code == Code.VOTE_PASSED for party in _parties(each.facts.get("parties"))}
        for each in standing(self.charter, self.facts, self.case, self.now):
            for leaf in each.steps:
                if leaf.count is not None and leaf.state == "met" and not leaf.silent:
                    voted |= {party.ref for party in _parties(leaf.sign.by)}
        self.resolved |= voted
        return [state for _, state in outcome.path]

    def _seen(self, state: str) -> Seen:
        return Seen(state, self.before, self.resolved)

    def _values(self, *, whole: bool) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for field in self.kind.fields.values():
            if whole or self.dice.random() < 0.4:
                found[field.id] = self._value(field.type)
        return found

    def _value(self, type: str) -> Value:
        if self.dice.random() < 0.06:
            return None
        match type:
            case "money":
                return Money(self.dice.choice(AMOUNTS))
            case "number":
                return self.dice.choice((0, 1, 2, 3, 4, 10))
            case "yes or no":
                return self.dice.random() < 0.5
            case "text":
                return "x"
            case "person":
                return self._anybody()
            case "time":
                return BEGIN + timedelta(days=self.dice.choice((79, 80, 86)), hours=self.dice.choice((1, 2, 3)))
            case "date":
                return (BEGIN + timedelta(days=60)).date()
        return None


def _parties(parties: object) -> tuple[Party, ...]:
    return tuple(each for each in parties if each.kind is PartyKind.COMMITTEE) if isinstance(parties, tuple) else ()


def kinds(charter: Charter) -> Iterator[Kind]:
    """Yield the kinds of case that somebody may draft."""
    return (kind_of(charter, each.id) for each in charter.processes if not each.abstract)
