"""Where a history is tried out: people, a clock, one case at a time, and every act through the engine, as a book would take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.case import Attachment, Case, Decision, Deed, Facts, Outcome
from engine.charter import Call, Charter, Field, Given, Later, Party, PartyKind, Play, ScenarioStep
from engine.proofs.cast import facts_of
from engine.values import Cite, Money, Value
from engine.workflows.approvals import standing
from engine.workflows.changes import begun
from engine.workflows.decide import decide
from engine.workflows.effects import carry_out, elapse
from engine.workflows.grounds import Code
from engine.workflows.matter import Matter
from engine.workflows.periods import local_day
from engine.workflows.triggers import gift_of, openings

_FILE = "附件.pdf"


def label_of(fields: Iterable[Field]) -> str | None:
    """Return the field that takes the label of a case."""
    return next((field.id for field in fields if field.type == "text"), None)


class Unplayable(Exception):  # noqa: N818 - it names the situation
    """The engine would not do what a history says."""


class Stage:
    """One story: what has been done is in `steps`, as a scenario says it."""

    def __init__(self, charter: Charter, people: tuple[Given, ...], now: datetime, committee: str | None) -> None:
        self.charter, self.people, self.now, self.committee = charter, people, now, committee
        self.facts: Facts = facts_of(charter, people, local_day(now, charter.zone))
        self.steps: list[ScenarioStep] = []
        self.actors: set[str] = set()
        self.made: Case | None = None
        self.label = ""
        self.pending: list[tuple[str, str]] = []  # what has happened to the case and was not asked for yet
        self.voted = False  # the committee has resolved on what the case says
        self.opened: list[tuple[str, Mapping[str, Value], Cite | None]] = []  # cases that were opened, not yet looked at
        self._told: datetime | None = None

    @property
    def case(self) -> Case:
        """The case that is played."""
        assert self.made is not None
        return self.made

    @property
    def matter(self) -> Matter:
        """The case as it is now."""
        return Matter(self.charter, self.facts, self.case, self.now)

    def draft(self, actor: str, process: str, values: Mapping[str, Value], label: str) -> bool:
        """Open a case; False where the engine does not let this person."""
        self.made, self.label, self.pending, self.voted = None, label, [], False
        first = label_of(self.charter.process(process).fields)
        filled = values if first is None or first in values else {**values, first: label}
        return self._do(Deed("draft", actor, self.now, process, filled), dict(values)).allowed

    def call(self, process: str, label: str) -> bool:
        """Turn to the case of a kind that was opened last; False where none was."""
        found = next((each for each in reversed(self.opened) if each[0] == process), None)
        if found is None:
            return False
        known = {field.id for field in self.charter.process(process).fields}
        values = {field: value for field, value in found[1].items() if field in known}
        self.made = begun(
            self.charter, process, f"{process}-1", self.now, values, parent=self.made.number if self.made else None, under=found[2]
        )
        self.label, self.pending, self.voted = label, [], False
        self.steps.append(Call(process, label))
        return True

    def act(self, actor: str, verb: str, values: Mapping[str, Value] | None = None, reason: str | None = None) -> Decision:
        """Do something to the case, with the files that a move needs; nothing has happened where it is not allowed."""
        given = dict(values or {})
        kept = (self.facts, self.made, list(self.pending), self.voted, list(self.steps), self._told)
        decision = None
        for field in self._files(verb):
            file = Attachment(_FILE, len(_FILE.encode()), "0" * 64, actor, self.now)
            decision = self._do(Deed("attach", actor, self.now, values={field: _FILE}, attachment=file), None)
            given[field] = _FILE
            if not decision.allowed:
                break
        else:
            said = {id: value for id, value in given.items() if value != _FILE}
            decision = self._do(Deed(verb, actor, self.now, values=said, reason=reason), given)
        if not decision.allowed:
            self.facts, self.made, self.pending, self.voted, self.steps, self._told = kept
        return decision

    def wait(self, until: datetime) -> None:
        """Let time pass, and what is due happen."""
        if until.second or until.microsecond:
            until = until.replace(second=0, microsecond=0) + timedelta(minutes=1)
        if until <= self.now:
            return
        self.now = self._told = until
        self.steps.append(Later(self._clock()))
        self._catch_up()

    # ---- what is kept ------------------------------------------------------------------------------------------------

    def _do(self, deed: Deed, said: dict[str, Value] | None) -> Decision:
        decision = decide(self.charter, self.facts, self.made, deed)
        if not decision.allowed:
            return decision
        revision = self.made.revision if self.made else 0
        self._take(carry_out(self.charter, self.facts, self.made, deed, decision, f"{deed.process}-1"))
        if self.case.revision != revision and deed.verb == "edit":
            self.voted = False
        self.actors.add(deed.actor)
        if said is not None:
            at = None if self._told == self.now else self._clock()
            self._told = self.now
            process = deed.process if deed.verb == "draft" else None
            self.steps.append(Play(at, deed.actor, deed.verb, self.label, process, tuple(said.items()), deed.reason))
        return decision

    def _take(self, outcome: Outcome) -> None:
        self.made = outcome.case
        self.pending += outcome.path
        balances = dict(self.facts.balances)
        for each in outcome.postings:
            for account, minor in ((each.debit, -each.amount.minor), (each.credit, each.amount.minor)):
                balances[account] = balances.get(account, Money(0, self.charter.currency)) + Money(minor, self.charter.currency)
        self.facts = replace(self.facts, balances=balances)
        self.opened += [(each.effect.process, each.values, each.cite) for each in outcome.openings]
        today = local_day(self.now, self.charter.zone)
        gift = gift_of(self.charter, outcome.case, today) if outcome.postings else None
        reached = openings(self.charter, (gift,), gift, today) if gift else ()
        self.opened += [(each.trigger.opens, each.values, each.trigger.cite) for each in reached]
        passed = any(each.code == Code.VOTE_PASSED and self._watched(each.facts.get("parties")) for each in outcome.reasons)
        self.voted = self.voted or passed or self._standing_vote()

    def _standing_vote(self) -> bool:
        if self.committee is None:
            return False
        found = standing(self.charter, self.facts, self.case, self.now)
        resolved = (leaf for each in found for leaf in each.steps if leaf.count is not None and leaf.state == "met" and not leaf.silent)
        return any(self._watched(leaf.sign.by) for leaf in resolved)

    def _watched(self, parties: object) -> bool:
        assert isinstance(parties, tuple)
        return any(isinstance(each, Party) and each.kind is PartyKind.COMMITTEE and each.ref == self.committee for each in parties)

    def _catch_up(self) -> None:
        while self.made is not None and (outcome := elapse(self.charter, self.facts, self.made, self.now)) is not None:
            self._take(outcome)

    def _files(self, verb: str) -> list[str]:
        """Return the files that a move must carry and the case does not have."""
        if self.made is None:
            return []
        process = self.charter.process(self.made.process)
        move = self.charter.lifecycle(process.lifecycle).move(verb)
        files = [field.id for field in process.fields if field.type == "attachment"]
        return [id for id in move.carries if id in files and not self.made.fields.get(id)] if move else []

    def _clock(self) -> str:
        return f"{self.now.astimezone(ZoneInfo(self.charter.zone)):%Y-%m-%dT%H:%M}"
