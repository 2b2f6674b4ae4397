"""Scenarios as steps to play."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from engine import charter as model
from engine.dsl import syntax
from engine.dsl.gather import Sentence, cite
from engine.dsl.syntax import Name, Node, Word
from engine.dsl.terms import Terms, bilingual, moment
from engine.values import Cite, Duration, Text, Value

_ACTS = {"draft": "draft", "edit": "edit", "approve": "approve", "refuse": "refuse", "return": "return"}
_ACTS |= {"abstain": "abstain", "withdraw": "withdraw", "attach": "attach"}
_ACTS |= {"takeback": "take-back", "transfer": "transfer", "delegate": "delegate", "claim": "claim", "putback": "unclaim"}
_ACTS |= {"addbefore": "add-signer", "addafter": "add-signer", "removesigner": "remove-signer", "urge": "urge", "copy": "copy"}
_ACTS |= {"remark": "note", "halt": "suspend", "takeup": "resume"}
_ACTS |= {"signup": "sign-up", "signoff": "sign-off", "objection": "object", "answer": "answer", "adopt": "take-up"}


def scenarios(sentences: Iterable[Sentence], terms: Terms) -> tuple[model.Scenario, ...]:
    """Return the scenarios of the file itself in order; sentences before the first belong to none."""
    found: list[tuple[Text, list[model.ScenarioStep], Sentence]] = []
    for each in sentences:
        if each.library:  # those of another file are played with it
            continue
        if isinstance(each.node, syntax.ScenarioHead):
            found.append((bilingual(each.node.title), [], each))
        elif found and (step := _step(each.node, each, terms)) is not None:
            found[-1][1].append(step)
    return tuple(model.Scenario(name, tuple(steps), head.cite) for name, steps, head in found)


def _step(node: Node, each: Sentence, terms: Terms) -> model.ScenarioStep | None:
    match node:
        case syntax.GivenStep():
            return _given(node, terms)
        case syntax.PlayStep() | syntax.JudgeStep() | syntax.RecordStep() | syntax.ExcuseStep() | syntax.HoursStep():
            return _play(node, terms)
        case syntax.ExpectPerson():
            unit = node.party.of.noun if node.party.of else None
            named = terms.symbols.id(unit, "unit", "body") if unit and not node.party.relation else None
            return model.Somebody(node.person.text, terms.party(node.party), named, node.negative)
        case syntax.ExpectRefused():
            assert isinstance(node.play, syntax.PlayStep | syntax.JudgeStep | syntax.RecordStep | syntax.ExcuseStep | syntax.HoursStep)
            return model.Refused(_play(node.play, terms), _cite(node.cite, each, terms))
        case syntax.ExpectWaiting():
            return model.Waiting(node.label.text, terms.party(node.party), _cite(node.cite, each, terms))
        case syntax.ExpectState():
            return model.InState(node.label.text, terms.symbols.id(node.state, "state"))
        case syntax.ExpectBalance():
            return model.Holding(terms.symbols.id(node.fund, "fund"), terms.value(node.amount))
        case syntax.ExpectCount():
            assert isinstance(node.count.value, int)
            return model.Count(terms.symbols.id(node.kind, "process"), node.count.value)
        case syntax.TimeStep():
            return model.Later(moment(node.at))
        case syntax.ExpectPeople():
            assert isinstance(node.count.value, int)
            return model.People(node.label.text, node.count.value)
        case syntax.CallStep():
            return model.Call(terms.symbols.id(node.kind, "process"), node.label.text)
    return None


def _cite(cited: syntax.Cited | None, each: Sentence, terms: Terms) -> Cite | None:
    return cite(cited, terms.symbols, each.cite.part if each.cite else "") if cited else None


def _given(node: syntax.GivenStep, terms: Terms) -> model.Given:
    office = node.office
    role = terms.symbols.id(office.noun, "role", "group", "category") if office and office.noun else None
    unit = office.of.noun if office and office.of else None
    return model.Given(node.person.text, role, terms.symbols.id(unit, "unit", "body") if unit else None)


def _play(node: syntax.PlayStep | syntax.JudgeStep | syntax.RecordStep | syntax.ExcuseStep | syntax.HoursStep, terms: Terms) -> model.Play:
    if isinstance(node, syntax.HoursStep):
        return _hours(node)
    at = moment(node.at) if node.at else None
    if isinstance(node, syntax.RecordStep | syntax.ExcuseStep):
        verb = f"record {node.event.word}" if isinstance(node, syntax.RecordStep) else "record excused"
        day = (("on", terms.value(node.on)),) if node.on else ()
        return model.Play(at, node.person.text, verb, node.member.text, None, day)
    if isinstance(node, syntax.JudgeStep):
        judged = ((terms.symbols.id(node.judgement, "judgement"), not node.negative),)
        return model.Play(at, node.person.text, "judge", node.label.text, None, judged)
    verb = (
        _ACTS[node.verb.word] if isinstance(node.verb, Word) else terms.symbols.id(node.verb, "move") if isinstance(node.verb, Name) else ""
    )
    values = tuple((terms.symbols.id(each.field, "field"), _value(each.value, terms)) for each in node.values)
    if node.into:
        values = (*values, ("into", node.into.text))
    return model.Play(
        at=at,
        person=node.person.text,
        verb=verb,
        label=node.label.text,
        process=terms.symbols.id(node.kind, "process") if node.kind else None,
        values=values,
        reason=node.reason.text if node.reason else None,
        to=tuple(name.text for name in node.to),
        after=isinstance(node.verb, Word) and node.verb.word == "addafter",
        again=node.anew,
        early=node.ahead,
        on=node.as_of.value.isoformat() if node.as_of and isinstance(node.as_of.value, date) else None,
    )


def _hours(node: syntax.HoursStep) -> model.Play:
    assert isinstance(node.length.value, Duration)
    values: tuple[tuple[str, Value], ...] = (("member", node.whom.text), ("minutes", node.length.value))
    return model.Play(moment(node.at) if node.at else None, node.person.text, "attend", node.label.text, None, values)


def _value(node: Node, terms: Terms) -> Value:
    """Return a value; a unit, fund, office or category is named by its id, a person as written."""
    if isinstance(node, Name):
        found = terms.symbols.find(node.text, ("unit", "fund", "role", "category"))
        return found.id if found else node.text
    return terms.value(node)
