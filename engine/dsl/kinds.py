"""Kinds of case, what they must pass, what they must respect, and what opens them: sentences into the compiled charter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from engine import charter as model
from engine.charter import Act, Step
from engine.dsl import syntax
from engine.dsl.gather import Sentence, assumed, cite
from engine.dsl.index import Index
from engine.dsl.syntax import Node, Party
from engine.dsl.terms import Terms, bilingual
from engine.values import Duration, DurationUnit, Op

_TYPES: dict[str, model.FieldType] = {"t_time": "time", "t_yesno": "yes or no", "t_text": "text", "t_number": "number", "t_money": "money"}
_TYPES |= {
    "t_personorunit": "person or unit",
    "t_anybody": "anybody",
    "t_date": "date",
    "t_duration": "duration",
    "t_person": "person",
    "t_attachment": "attachment",
    "t_case": "case",
    "t_fund": "fund",
    "t_office": "office",
    "t_category": "category",
    "t_unit": "unit",
}


@dataclass(slots=True)
class Kinds:
    """Builds the kinds of case from sentences. `drafters` are those that hold, by kind."""

    index: Index
    drafters: dict[str, tuple[model.Party, ...]]
    terms: Terms
    cycles: frozenset[str]  # the lifecycles that are declared
    _numbers: dict[str, int] = field(default_factory=dict)
    _followed: dict[str, str] = field(default_factory=dict)

    # -- kinds and fields --

    def processes(self) -> tuple[model.Process, ...]:
        """Return all kinds of case, each with the fields of those that it follows."""
        lines = {self._id(node.name): each for each, node in self.index.all(syntax.ProcessLine)}
        made: dict[str, model.Process] = {}
        follows = {id: each.node.follows for id, each in lines.items() if isinstance(each.node, syntax.ProcessLine)}
        self._followed.update({id: self.terms.symbols.id(name, "process") for id, name in follows.items() if name})
        for id in lines:
            self._process(id, lines, made, ())
        return tuple(made[id] for id in lines if id in made)

    def _process(self, id: str, lines: dict[str, Sentence], made: dict[str, model.Process], above: tuple[str, ...]) -> model.Process | None:
        if id in made or id not in lines or id in above:
            return made.get(id)
        sentence = lines[id]
        node = sentence.node
        assert isinstance(node, syntax.ProcessLine)
        found = self.terms.symbols.find(node.follows.text, ("process", "lifecycle")) if node.follows else None
        parent = self._process(found.id, lines, made, (*above, id)) if found and found.kind == "process" else None
        followed = found.id if found and found.kind == "lifecycle" else parent.lifecycle if parent else id
        lifecycle = id if id in self.cycles else followed
        made[id] = model.Process(
            id=id,
            name=self.terms.texts(node.name, "process"),
            follows=parent.id if parent else None,
            lifecycle=lifecycle,
            fields=self._fields(id, parent),
            drafters=self.drafters.get(id, parent.drafters if parent else ()),
            prefix=self._prefix(id) or (parent.prefix if parent else "".join(word[0] for word in id.split()).upper()),
            cite=sentence.cite,
            assumed=assumed(node),
            abstract=any(isinstance(c.says, syntax.Abstract) for _, c in self.index.clauses("process", id)),
        )
        return made[id]

    def _fields(self, id: str, parent: model.Process | None) -> tuple[model.Field, ...]:
        fields = {each.id: each for each in parent.fields} if parent else {}
        for sentence, clause in self.index.clauses("process", id):
            if isinstance(clause.says, syntax.FieldClause):
                made = self._field(sentence, clause.says)
                fields[made.id] = made
        return tuple(fields.values())

    def _field(self, sentence: Sentence, node: syntax.FieldClause) -> model.Field:
        found = self.terms.symbols.find(node.name.name, ("field",))
        assert found is not None
        marks = {mark.word for mark in node.marks}
        return model.Field(
            id=found.id,
            name=found.name,
            type="unit" if node.unit else "choice" if node.choices else _TYPES[node.type.word] if node.type else "text",
            choices=tuple(map(bilingual, node.choices)),
            unit_kind=self.terms.symbols.id(node.unit, "row") if node.unit else None,
            many="many" in marks,
            concerns="concerns" in marks,
            unsigned="unsigned" in marks,
            visible=self.terms.parties(node.visible) if node.visible else (),
            cite=sentence.cite,
            assumed=assumed(node),
        )

    def _prefix(self, id: str) -> str | None:
        return next(
            (c.says.prefix.text for _, c in reversed(self.index.clauses("process", id)) if isinstance(c.says, syntax.Numbered)), None
        )

    def _id(self, name: syntax.Declared) -> str:
        found = self.terms.symbols.find(name.name, ("process",))
        assert found is not None
        return found.id

    # -- requirements --

    def requirements(self) -> tuple[model.Requirement, ...]:
        """Return all requirements, with ids that stay the same while their article does.

        What one is said to stand instead of is an article; all its requirements are meant.
        """
        every = tuple(self._requirements())
        return tuple(
            replace(each, instead_of=tuple(other.id for other in every if str(other.cite) in each.instead_of)) if each.instead_of else each
            for each in every
        )

    def _requirements(self) -> Iterator[model.Requirement]:
        for each, whole in self.index.all(syntax.Clause):
            when: Node | None = None
            clause = whole
            if isinstance(clause.says, syntax.WhenClause):
                when, clause = clause.says.when, clause.says.clause
            if isinstance(clause.says, syntax.MustPass):
                yield from self._must_pass(each, clause, clause.says, when)
            elif isinstance(clause.says, syntax.TriggerClause):
                step = model.Sign(Act.STUDY, self.terms.parties(clause.says.deciders), assumed=assumed(clause.says.deciders))
                kind = self.terms.symbols.id(clause.says.opens, "process")
                yield model.Requirement(self._number(each), (kind,), None, step, None, (), each.cite, assumed(clause.says.deciders))

    def _must_pass(self, each: Sentence, clause: syntax.Clause, says: syntax.MustPass, outer: Node | None) -> Iterator[model.Requirement]:
        conditions = [self.terms.condition(node) for node in (outer, says.when) if node is not None]
        groups: dict[model.Condition | None, list[str]] = {}
        for party in clause.subject.parties if clause.subject else ():
            found = self.terms.symbols.find(party.noun.text, ("process",)) if party.noun else None
            if found:
                groups.setdefault(_joined([*conditions, *self._narrowed(party, found.id)]), []).append(found.id)
        before = self.terms.symbols.id(says.before, "move") if says.before else None
        instead = cite(says.instead, self.terms.symbols, each.cite.part if each.cite else "") if says.instead else None
        for when, kinds in groups.items():
            step = self._steps(says)
            if step is not None:
                yield model.Requirement(
                    self._number(each), tuple(kinds), when, step, before, (f"{instead}",) if instead else (), each.cite, assumed(clause)
                )

    def _narrowed(self, party: Party, kind: str) -> Iterator[model.Condition]:
        """Yield the conditions that a subject's adjective and bound are: every important activity, expense of 300 yuan or more."""
        if party.adjective:
            yield model.Judged(self.terms.symbols.id(party.adjective, "judgement"))
        if party.bound:
            yield model.Compare(model.FieldValue(self.money_field(kind)), Op(party.bound.op), self.terms.operand(party.bound.value))

    def money_field(self, process: str) -> str:
        """Return the first money field of a kind (or of a kind it follows); checks of types see to it that there is one."""
        at: str | None = process
        while at:
            for _, clause in self.index.clauses("process", at):
                if isinstance(clause.says, syntax.FieldClause) and clause.says.type and clause.says.type.word == "t_money":
                    return self.terms.symbols.find(clause.says.name.name, ("field",)).id  # type: ignore[union-attr]
            at = self._followed.get(at)
        return "amount"

    def _number(self, each: Sentence) -> str:
        article = str(each.cite or "library")
        self._numbers[article] = self._numbers.get(article, 0) + 1
        return f"{article}#{self._numbers[article]}"

    # -- steps --

    def _steps(self, says: syntax.MustPass) -> Step | None:
        steps = [self.step(says.steps)] if says.steps else []
        if says.cases:
            cases = tuple((self.terms.condition(c.when), self._sure(c.steps)) for c in says.cases if c.when)
            otherwise = next((self._sure(c.steps) for c in says.cases if c.when is None), None)
            steps.append(model.Branch(cases, otherwise))
        steps = [step for step in steps if step is not None]
        return None if not steps else steps[0] if len(steps) == 1 else model.Then(tuple(s for s in steps if s is not None))

    def _sure(self, node: Node) -> Step:
        step = self.step(node)
        assert step is not None
        return step

    def step(self, node: Node) -> Step | None:
        """Return a step; what becomes part of something else is no step."""
        match node:
            case syntax.ThenSteps():
                steps = tuple(step for each in node.steps if (step := self.step(each)) is not None)
                return steps[0] if len(steps) == 1 else model.Then(steps)
            case syntax.OrSteps():
                return model.Either(tuple(self._sure(each) for each in node.steps))
            case syntax.BecomesPart():
                return None
        assert isinstance(node, syntax.SignStep)
        return self._sign(node)

    def _sign(self, node: syntax.SignStep) -> Step:
        parties = self.terms.parties(node.by)
        counted = len(parties) == 1 or node.by.joined == "or"
        signs = [self._one(node, parties)] if counted else [self._one(node, (party,)) for party in parties]
        if node.beside:
            signs.append(self._one(node, self.terms.parties(node.beside)))
        return signs[0] if len(signs) == 1 else model.Together(tuple(signs))

    def _one(self, node: syntax.SignStep, parties: tuple[model.Party, ...]) -> model.Sign:
        within = node.within.value if node.within else None
        assert within is None or isinstance(within, Duration)
        silence = model.Silence(node.silence.word.removeprefix("silence")) if node.silence else None
        reminded = _duration(node.reminded) if node.reminded else None
        instead = self.terms.parties(node.instead_by) if node.instead_by else ()
        return model.Sign(Act(node.verb.word), parties, within, silence, node.optional, assumed(node), reminded, instead)

    # -- limits and triggers --

    def limits(self) -> tuple[model.Limit, ...]:
        """Return all limits."""
        return tuple(limit for each, clause in self.index.all(syntax.Clause) for limit in self._limits(each, clause))

    def _limits(self, each: Sentence, clause: syntax.Clause) -> Iterator[model.Limit]:
        says = clause.says
        match says:
            case syntax.NoOverlapClause():
                rule = model.NoOverlap(self.terms.symbols.id(says.calendar, "calendar"))
                for kinds, when in self._subject_groups(clause):
                    yield model.Limit(kinds, when, rule, each.cite, each.assumed)
            case syntax.LimitClause():
                for party in clause.subject.parties if clause.subject else ():
                    kind = party.of.noun if party.of else None
                    if kind and party.noun:
                        condition = model.Compare(self.terms.named(party.noun), Op(says.op), self.terms.operand(says.right))
                        yield model.Limit((self.terms.symbols.id(kind, "process"),), None, model.Holds(condition), each.cite, each.assumed)
            case syntax.InAdvanceClause():
                yield from self._in_advance(each, clause, says)
            case syntax.AtMostOpen():
                assert isinstance(says.count.value, int)
                at_most = model.AtMostOpen(self.terms.symbols.id(says.same, "field"), says.count.value)
                for kinds, when in self._subject_groups(clause):
                    yield model.Limit(kinds, when, at_most, each.cite, each.assumed)

    def _subject_groups(self, clause: syntax.Clause) -> Iterator[tuple[tuple[str, ...], model.Condition | None]]:
        groups: dict[model.Condition | None, list[str]] = {}
        for party in clause.subject.parties if clause.subject else ():
            found = self.terms.symbols.find(party.noun.text, ("process",)) if party.noun else None
            if found:
                groups.setdefault(_joined(list(self._narrowed(party, found.id))), []).append(found.id)
        yield from ((tuple(kinds), when) for when, kinds in groups.items())

    def _in_advance(self, each: Sentence, clause: syntax.Clause, says: syntax.InAdvanceClause) -> Iterator[model.Limit]:
        wide, narrow = _duration(says.length), says.narrower_length
        exceptions: list[model.Condition] = []
        for party in says.narrower.parties if says.narrower else ():
            found = self.terms.symbols.find(party.noun.text, ("process",)) if party.noun else None
            if found and narrow:
                conditions = list(self._narrowed(party, found.id))
                exceptions.append(_joined([model.IsKind(found.id), *conditions]) or model.IsKind(found.id))
                yield model.Limit(
                    (found.id,), _joined(conditions), model.InAdvance(_duration(narrow), says.late_marked), each.cite, each.assumed
                )
        for kinds, when in self._subject_groups(clause):
            joined = _joined([*([when] if when else []), *(model.Not(c) for c in exceptions)])
            yield model.Limit(kinds, joined, model.InAdvance(wide, says.late_marked), each.cite, each.assumed)

    def triggers(self) -> tuple[model.Trigger, ...]:
        """Return what sums open."""
        return tuple(
            self._trigger(each, clause.says)
            for each, clause in self.index.all(syntax.Clause)
            if isinstance(clause.says, syntax.TriggerClause)
        )

    def _trigger(self, each: Sentence, says: syntax.TriggerClause) -> model.Trigger:
        source = self.terms.symbols.id(says.source, "process")
        window = model.Window(_duration(says.within.length), not says.calendar_period) if says.within else None
        if window is None and says.calendar_period:
            window = model.Window(Duration(1, DurationUnit.YEAR), rolling=False)
        return model.Trigger(
            source=source,
            sum_field=self.money_field(source),
            by=self.terms.symbols.id(says.by, "field"),
            window=window,
            op=Op(says.op),
            line=self.terms.operand(says.line),
            opens=self.terms.symbols.id(says.opens, "process"),
            each_time=says.each_time,
            cite=each.cite,
            assumed=any(assumed(part) for part in (says.within, says.line, says.source, says.by) if part),
        )


def _joined(conditions: Iterable[model.Condition]) -> model.Condition | None:
    every = tuple(conditions)
    return None if not every else every[0] if len(every) == 1 else model.And(every)


def _duration(value: syntax.Val) -> Duration:
    assert isinstance(value.value, Duration)
    return value.value
