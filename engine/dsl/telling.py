"""A scenario of the compiled charter as text, laid out as the formatter lays one out: it can be put under the charter and played."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from engine import charter as model
from engine.charter import Charter, Field, Process
from engine.dsl import syntax
from engine.dsl.format import format_file
from engine.dsl.parse import Grammar
from engine.dsl.syntax import Name, Node, Quote, Val, Word
from engine.dsl.translation import kinds_of, pairs_of
from engine.records import record
from engine.values import Duration, Lang, Money, Text, Value


def told(scenario: model.Scenario, charter: Charter, lang: Lang, items: Iterable[Node], grammar: Grammar) -> str:
    """Return the text of a scenario in a tongue; `items` are the charter's sentences, whose names it uses."""
    known = list(items)
    steps = tuple(_Teller(charter, lang, _kinds_of_cases(scenario)).steps(scenario.steps))
    other: Lang = "zh" if lang == "en" else "en"
    title = Quote(text=scenario.name.say(lang), other=scenario.name.say(other))
    file = syntax.File(lang=lang, items=(syntax.ScenarioHead(title=title), *steps))
    people = [step.person for step in scenario.steps if isinstance(step, model.Given)]
    return format_file(file, lang, pairs_of(known), grammar, kinds=kinds_of(known), people=people)


def _kinds_of_cases(scenario: model.Scenario) -> dict[str, str]:
    return {step.label: step.process for step in scenario.steps if isinstance(step, model.Play | model.Call) and step.process}


@record
class _Teller:
    charter: Charter
    lang: Lang
    cases: Mapping[str, str]  # kinds of cases by their labels

    def steps(self, steps: Iterable[model.ScenarioStep]) -> Iterator[Node]:
        for step in steps:
            match step:
                case model.Given():
                    yield self._given(step)
                case model.Play() if step.verb == "judge":
                    yield from self._judged(step)
                case model.Play():
                    yield self._play(step)
                case model.Later(at):
                    yield syntax.TimeStep(at=_moment(datetime.fromisoformat(at)))
                case model.Call(process, label):
                    yield syntax.CallStep(kind=self._name(self.charter.process(process).name), label=Quote(text=label))
                case model.InState(label, state):
                    yield syntax.ExpectState(label=Quote(text=label), state=self._name(self._process_life(label).state(state).name))
                case _:
                    raise AssertionError(step)

    def _given(self, step: model.Given) -> Node:
        person = Name(text=step.person, known=False)
        if step.role is None:
            return syntax.GivenStep(person=person)
        role = self.charter.role(step.role)
        unit = syntax.Party(noun=self._name(self.charter.unit(step.unit).name)) if role.each and step.unit else None
        return syntax.GivenStep(person=person, office=syntax.Party(noun=self._name(role.name), of=unit))

    def _judged(self, step: model.Play) -> Iterator[Node]:
        for id, yes in step.values:
            yield syntax.JudgeStep(
                at=self._at(step.at),
                person=Name(text=step.person, known=False),
                label=Quote(text=step.label),
                judgement=self._name(self.charter.judgement(id).name),
                negative=not yes,
            )

    def _play(self, step: model.Play) -> Node:
        move = self._process_life(step.label).move(step.verb)
        process = self.charter.process(self.cases[step.label])
        return syntax.PlayStep(
            at=self._at(step.at),
            person=Name(text=step.person, known=False),
            verb=self._name(move.name) if move else Word(list="act", word=step.verb),
            kind=self._name(process.name) if step.verb == "draft" else None,
            label=Quote(text=step.label),
            values=tuple(self._assign(process, id, value) for id, value in step.values),
            reason=Quote(text=step.reason) if step.reason else None,
        )

    def _process_life(self, label: str) -> model.Lifecycle:
        return self.charter.lifecycle_of(self.cases[label])

    def _assign(self, process: Process, id: str, value: Value) -> syntax.Assign:
        field = next(each for each in process.fields if each.id == id)
        return syntax.Assign(field=self._name(field.name), value=self._value(field, value))

    def _value(self, field: Field, value: Value) -> Node:
        match value:
            case bool():
                return Word(list="truth", word="yes" if value else "no")
            case datetime():
                return _moment(value.astimezone(ZoneInfo(self.charter.zone)))
            case str():
                return self._worded(field, value)
        return Val(kind=next(kind for type_, kind in _KINDS if isinstance(value, type_)), value=value)

    def _worded(self, field: Field, value: str) -> Node:
        match field.type:
            case "unit":
                return self._name(self.charter.unit(value).name)
            case "fund":
                return self._name(self.charter.fund(value).name)
            case "office":
                return self._name(self.charter.role(value).name)
            case "category":
                return self._name(self.charter.category(value).name)
            case "person" | "person or unit" | "anybody":
                return Name(text=value, known=False)
            case "choice":
                return Quote(text=next(each.say(self.lang) for each in field.choices if (each.en or each.zh).lower() == value))
        return Quote(text=value)

    def _at(self, at: str | None) -> syntax.Moment | None:
        return _moment(datetime.fromisoformat(at)) if at else None

    def _name(self, name: Text) -> Name:
        return Name(text=name.say(self.lang))


def _moment(at: datetime) -> syntax.Moment:
    return syntax.Moment(day=Val(kind="DATE", value=at.date()), time=Val(kind="TIME", value=at.time()))


_KINDS: tuple[tuple[type, str], ...] = ((int, "NUMBER"), (Money, "MONEY"), (Duration, "DURATION"), (date, "DATE"), (time, "TIME"))
