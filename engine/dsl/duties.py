"""Duties: clauses that say who must, may or must not do what in which time; sentences into the compiled charter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from engine import charter as model
from engine.dsl import syntax
from engine.dsl.gather import Sentence, assumed
from engine.dsl.index import Index
from engine.dsl.terms import Terms, bilingual
from engine.values import DayOfMonth, Duration, DurationUnit, Frequency

_THINGS = ("process", "fund", "role", "group", "committee", "body", "unit", "row", "category", "field")


def duties(sentences: Iterable[Sentence], terms: Terms) -> tuple[model.Duty, ...]:
    """Return all duties in order, each followed by the one that arises when it is overdue."""
    found: list[model.Duty] = []
    numbers: dict[str, int] = {}
    for each in sentences:
        if isinstance(each.node, syntax.Clause) and is_duty(each.node):
            article = str(each.cite or "library")
            numbers[article] = numbers.get(article, 0) + 1
            found += _duty(each, each.node, f"{article}#{numbers[article]}", terms)
    return tuple(found)


def fulfilments(index: Index, terms: Terms) -> tuple[model.Fulfilment, ...]:
    """Return which kinds of case do what which duty asks for."""
    return tuple(
        model.Fulfilment(kind, does.verb, does.object, each.cite, assumed(clause))
        for each, clause, says in index.saying(syntax.Fulfils)
        if clause.subject
        for does in (done(says.doing, terms),)
        for kind in _kinds(clause.subject, terms)
    )


def done(doing: syntax.Doing, terms: Terms) -> model.Fulfil:
    """Return the effect that does what a duty asks for."""
    assert doing.verb is not None
    return model.Fulfil(doing.verb.word, _object(doing.object, terms))  # type: ignore[arg-type]


def is_duty(clause: syntax.Clause) -> bool:
    """Tell whether a clause says by a word of the language what is to be done; what a quoted text says, people know only."""
    return isinstance(clause.says, syntax.NormClause) and clause.says.doing.verb is not None and clause.subject is not None


def _duty(each: Sentence, clause: syntax.Clause, id: str, terms: Terms, *, follows: bool = False) -> Iterator[model.Duty]:
    says = clause.says
    assert isinstance(says, syntax.NormClause)
    assert says.doing.verb is not None
    assert clause.subject is not None
    other = says.otherwise if says.otherwise and is_duty(says.otherwise) else None
    thing = _object(says.doing.object, terms)
    about = _kinds(clause.about, terms) or ((thing,) if thing and terms.symbols.find(thing, ("process",)) else ())
    yield model.Duty(
        id=id,
        modal=says.modal.word,  # type: ignore[arg-type]
        by=terms.parties(clause.subject),
        verb=says.doing.verb.word,  # type: ignore[arg-type]
        object=thing or (about[0] if about and says.doing.verb.word == "carryout" else None),
        time=_time(says, about, terms),
        otherwise=f"{id}/otherwise" if other else None,
        follows=follows,
        cite=each.cite,
        assumed=assumed(clause),
        **dict(_beside(says.times, terms)),
    )
    if other:
        yield from _duty(each, other, f"{id}/otherwise", terms, follows=True)


def _object(node: syntax.Node | None, terms: Terms) -> str | None:
    match node:
        case syntax.Name():
            return terms.symbols.id(node, *_THINGS)
        case syntax.Word():
            return node.word
    return None


def _kinds(about: syntax.Who | None, terms: Terms) -> tuple[str, ...]:
    """Return the kinds of case that a block is about."""
    names = [party.noun.text for party in about.parties if party.noun] if about else []
    return tuple(found.id for name in names if (found := terms.symbols.find(name, ("process",))))


def _time(says: syntax.NormClause, kinds: tuple[str, ...], terms: Terms) -> model.DutyTime | None:
    """Return by when something is to be done; a frequency is stronger than what is said beside it."""
    for each in sorted(says.times, key=lambda time: not isinstance(time, syntax.AtLeast)):
        match each:
            case syntax.AtLeast():
                often = each.frequency.value
                assert isinstance(often, Frequency)
                return model.EachPeriod(often.unit, often.times)
            case syntax.Deadline() if each.after.period:
                return model.EachPeriod(DurationUnit(each.after.period.word), 1, _length(each.within.length))
            case syntax.Deadline() if each.after.name:
                return _after(each.after.name, _length(each.within.length), kinds, terms)
            case syntax.ByDay():
                assert isinstance(each.day.value, DayOfMonth)
                return model.EachDay(each.day.value)
            case syntax.BeforeEvent() if each.event.period:
                return model.EachPeriod(DurationUnit(each.event.period.word))
            case syntax.BeforeEvent() if each.event.name and (move := terms.symbols.find(each.event.name.text, ("move",))):
                return model.BeforeMove(move.id, kinds)
    carried = says.doing.verb is not None and says.doing.verb.word == "carryout"
    return model.WhileCarriedOut(kinds) if carried and kinds else None


def _after(name: syntax.Name, within: Duration, kinds: tuple[str, ...], terms: Terms) -> model.AfterEvent:
    """Return a time that runs from a move or a state; of a kind by name, from when its cases are granted or done."""
    found = terms.symbols.find(name.text, ("move", "state", "process"))
    assert found is not None
    if found.kind == "process":
        return model.AfterEvent("", is_state=False, within=within, kinds=(found.id,))
    return model.AfterEvent(found.id, found.kind == "state", within, kinds)


def _beside(times: Iterable[syntax.Node], terms: Terms) -> Iterator[tuple[str, Any]]:
    """Yield what is said of an act besides by when it is done."""
    for each in times:
        match each:
            case syntax.Within():
                yield "within", _length(each.length)
            case syntax.Place():
                yield "place", bilingual(each.text)
            case syntax.ForAtLeast():
                yield "lasts", _length(each.length)
            case syntax.Objections():
                yield "objections", terms.parties(each.whom)
            case syntax.Reminded():
                yield "reminded", _length(each.length)


def _length(value: syntax.Val) -> Duration:
    assert isinstance(value.value, Duration)
    return value.value
