"""Lifecycles: states, moves, decisions and effects of every kind of case; sentences into the compiled charter."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from engine import charter as model
from engine.dsl import syntax
from engine.dsl.duties import done
from engine.dsl.following import blocks
from engine.dsl.gather import Sentence, assumed
from engine.dsl.terms import Terms
from engine.values import Cite, Duration, Text

PAYING = ("pay", "hand over")  # moves that pay: what is bought, and what is given


@dataclass(slots=True)
class _Draft:
    """A lifecycle while its sentences are read; the charter's own moves replace a library's of the same name."""

    id: str
    name: Text
    states: dict[str, model.State] = field(default_factory=dict)
    moves: dict[tuple[str, tuple[str, ...]], model.Move] = field(default_factory=dict)
    withdrawable: bool = True
    off: dict[str, Cite | None] = field(default_factory=dict)
    last: tuple[str, tuple[str, ...]] | None = None

    def done(self) -> model.Lifecycle:
        states, moves = tuple(self.states.values()), tuple(self.moves.values())
        return model.Lifecycle(self.id, self.name, states, moves, self.withdrawable, tuple(self.off), tuple(self.off.values()))

    def taken_up(self, id: str, name: Text) -> _Draft:
        """Return a lifecycle of another name that begins as this one is."""
        return _Draft(id, name, copy(self.states), copy(self.moves), self.withdrawable, copy(self.off))


def lifecycles(sentences: Iterable[Sentence], terms: Terms) -> tuple[model.Lifecycle, ...]:
    """Return all lifecycles."""
    drafts: dict[str, _Draft] = {}
    for block in blocks(sentences, terms.symbols):
        name, base = terms.texts(block.head.name, "lifecycle"), drafts.get(block.base or "")
        drafts[block.id] = base.taken_up(block.id, name) if base else _Draft(block.id, name)
        for each in block.sentences:
            _read(drafts[block.id], each, terms)
    return tuple(draft.done() for draft in drafts.values())


def with_opening(lifecycle: model.Lifecycle, move: str, opens: model.Open, id: str) -> model.Lifecycle:
    """Return a lifecycle whose move opens a case as well."""
    moves = tuple(replace(m, effects=(*m.effects, opens)) if m.id == move else m for m in lifecycle.moves)
    return replace(lifecycle, id=id, moves=moves)


def _read(draft: _Draft, each: Sentence, terms: Terms) -> None:
    node = each.node
    match node:
        case syntax.States() | syntax.FinalStates():
            kind = "final" if isinstance(node, syntax.FinalStates) else "wait"
            for name in node.names:
                found = terms.symbols.find(name.name, ("state",))
                assert found is not None
                before = draft.states.get(found.id)
                draft.states[found.id] = replace(before, kind=kind) if before else model.State(found.id, found.name, kind)  # type: ignore[arg-type]
        case syntax.Decides():
            _decide(draft, node, terms)
        case syntax.MoveClause():
            _move(draft, each, node, terms)
        case syntax.TimedMove():
            target, sources = terms.symbols.id(node.target, "state"), _sources(node.sources, terms)
            draft.last = (f"lapse to {target}", sources)
            draft.moves[draft.last] = _timed(each, node, terms)
        case syntax.Withdrawal():
            draft.withdrawable = False
        case syntax.SwitchedOff():
            draft.off[OFF[node.facility.word]] = each.cite
        case _:
            _effect(draft, node, terms)


def _decide(draft: _Draft, node: syntax.Decides, terms: Terms) -> None:
    id = terms.symbols.id(node.state, "state")
    outcomes: dict[str, Any] = {each.outcome.word: terms.symbols.id(each.target, "state") for each in node.outcomes}
    after = next((_duration(each.after) for each in node.outcomes if each.after), None)
    if id in draft.states:
        draft.states[id] = replace(draft.states[id], kind="decide", lapses_after=after, **outcomes)


def _move(draft: _Draft, each: Sentence, node: syntax.MoveClause, terms: Terms) -> None:
    found = terms.symbols.find(node.move.name, ("move",))
    assert found is not None
    sources = _sources(node.sources, terms)
    move = model.Move(
        id=found.id,
        name=found.name,
        sources=sources,
        target=terms.symbols.id(node.target, "state"),
        by=terms.parties(node.by),
        when=terms.condition(node.when) if node.when else None,
        carries=tuple(terms.symbols.id(name, "field") for name in node.carrying),
        cite=each.cite,
        assumed=each.assumed,
    )
    if not each.library:
        for key in [key for key in draft.moves if key[0] == move.id and set(key[1]) & set(sources)]:
            del draft.moves[key]
    draft.last = (move.id, sources)
    draft.moves[draft.last] = move


def _timed(each: Sentence, node: syntax.TimedMove, terms: Terms) -> model.Move:
    target = terms.symbols.find(node.target.text, ("state",))
    assert target is not None
    name = Text(f"lapse to {target.name.en}", f"期满转为{target.name.zh}")
    sources, after = _sources(node.sources, terms), _duration(node.after) if node.after else None
    wait = terms.symbols.id(node.wait, "field") if node.wait else None
    return model.Move(f"lapse to {target.id}", name, sources, target.id, (), after=after, cite=each.cite, assumed=each.assumed, wait=wait)


def _sources(who: syntax.Who, terms: Terms) -> tuple[str, ...]:
    return tuple(terms.symbols.id(party.noun, "state") for party in who.parties if party.noun)


def _effect(draft: _Draft, node: syntax.Node, terms: Terms) -> None:
    """Add an effect to the move that was read last."""
    effect = _effect_of(node, terms)
    if effect is not None and draft.last in draft.moves:
        move = draft.moves[draft.last]
        draft.moves[draft.last] = replace(move, effects=(*move.effects, effect), assumed=move.assumed or assumed(node))


def _effect_of(node: syntax.Node, terms: Terms) -> model.Effect | None:
    match node:
        case syntax.Posts():
            accounts = [terms.symbols.id(name, "fund", "process") if name else None for name in (node.debit, node.credit)]
            return model.Post(terms.symbols.id(node.field, "field"), *accounts)
        case syntax.Reverses():
            return model.Reverse()
        case syntax.Opens():
            return model.Open(terms.symbols.id(node.opens, "process"))
        case syntax.SetsField():
            return model.SetField(terms.symbols.id(node.field, "field"), terms.value(node.value))
        case syntax.Notifies():
            return model.Notify(terms.parties(node.whom))
        case syntax.Publishes():
            return model.Publish()
        case syntax.Fulfils():
            return done(node.doing, terms)
    return _personnel_of(node, terms)


def _personnel_of(node: syntax.Node, terms: Terms) -> model.Personnel | None:
    match node:
        case syntax.GivesOffice():
            return model.GiveTenure(*_office(node.role, node.field, terms))
        case syntax.EndsOffice():
            return model.EndTenure(*_office(node.role, node.field, terms))
        case syntax.Admits():
            return model.Admit(terms.symbols.id(node.field, "field"))
        case syntax.Dismisses():
            return model.Dismiss(terms.symbols.id(node.field, "field"))
        case syntax.Departs():
            return model.Depart()
        case syntax.MovesMember():
            return model.MoveMember(terms.symbols.id(node.field, "field"), terms.symbols.id(node.into, "field"))
        case syntax.Suspends():
            return model.Suspend(terms.symbols.id(node.field, "field"))
        case syntax.Resumes():
            return model.Resume(terms.symbols.id(node.field, "field"))
    return None


def _office(role: syntax.Name, person: syntax.Name, terms: Terms) -> tuple[str | None, str, str | None]:
    """Return an office, whose it is, and, where the case itself names the office, the field that does."""
    found, field = terms.symbols.find(role.text, ("role",)), terms.symbols.id(person, "field")
    return (found.id, field, None) if found else (None, field, terms.symbols.id(role, "field"))


def _duration(value: syntax.Val) -> Duration:
    assert isinstance(value.value, Duration)
    return value.value


# The words that switch something off, and what they switch off.
OFF = {
    "noreturn": "return",
    "notakeback": "take back",
    "notransfer": "transfer",
    "nodelegation": "delegate",
    "noagent": "agent",
    "noaddsigner": "add signer",
    "noclaim": "claim",
    "nourge": "urge",
    "nocopy": "copy",
    "nonote": "note",
    "nosuspend": "suspend",
    "noratify": "ratify",
}
