"""Signing up, hours, objections, and what becomes part of something else: sentences into the compiled charter."""

from __future__ import annotations

from engine import charter as model
from engine.dsl import syntax
from engine.dsl.gather import assumed
from engine.dsl.index import Index
from engine.dsl.syntax import Clause, Name
from engine.dsl.terms import Terms


def sign_ups(index: Index, terms: Terms) -> tuple[model.SignUp, ...]:
    """Return who may sign up for what."""
    return tuple(
        model.SignUp(
            _kinds(clause, terms),
            terms.parties(says.by),
            _states(says.states, terms),
            terms.symbols.id(says.places, "field") if says.places else None,
            each.cite,
            each.assumed,
        )
        for each, clause, says in index.saying(syntax.SignUpClause)
    )


def rolls(index: Index, terms: Terms) -> tuple[model.Roll, ...]:
    """Return who enters hours of what."""
    return tuple(
        model.Roll(_kinds(clause, terms), terms.parties(says.by), _states(says.states, terms), each.cite, each.assumed)
        for each, clause, says in index.saying(syntax.HoursClause)
    )


def objectings(index: Index, terms: Terms) -> tuple[model.Objecting, ...]:
    """Return who may object to what, and who answers."""
    return tuple(
        model.Objecting(
            _kinds(clause, terms),
            terms.parties(says.by),
            _states(says.states, terms),
            terms.parties(says.answered_by),
            each.cite,
            each.assumed,
        )
        for each, clause, says in index.saying(syntax.ObjectionClause)
    )


def joinings(index: Index, terms: Terms) -> tuple[model.Joining, ...]:
    """Return what becomes part of what."""
    return tuple(
        model.Joining(_kinds(each.node, terms), terms.symbols.id(part.of.noun, "process"), each.cite, assumed(part))
        for each, part in index.within(syntax.BecomesPart)
        if isinstance(each.node, Clause) and part.of.noun
    )


def _kinds(clause: Clause, terms: Terms) -> tuple[str, ...]:
    nouns = [party.noun for party in (clause.subject.parties if clause.subject else ()) if party.noun]
    found = [terms.symbols.find(noun.text, ("process",)) for noun in nouns]
    return tuple(each.id for each in found if each)


def _states(names: tuple[Name, ...], terms: Terms) -> tuple[str, ...]:
    return tuple(terms.symbols.id(name, "state") for name in names)
