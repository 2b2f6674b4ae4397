"""Conditions compare like with like, over fields that the kind of case has; amounts are in the charter's currency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import time

from engine.dsl import syntax
from engine.dsl.checks.scene import LIST, CaseKind, Scene
from engine.dsl.names import MOST_PLACES, walk
from engine.dsl.syntax import Name, Node, Val, Who
from engine.problems import Label, Problems
from engine.values import Money, Op, Text

_OF_VALUES = {
    "MONEY": "money",
    "NUMBER": "number",
    "FRACTION": "share",
    "DURATION": "duration",
    "DATE": "date",
    "TIME": "clock",
}
_OF_FIELDS = {"t_yesno": "yes or no"}
_ALIKE = ({"date", "time"}, {"number", "share"})
_ORDERED = frozenset(("money", "number", "share", "duration", "date", "time"))
_ITEM = Text("budget item", "预算项目")  # the library's field for it
_ORDERING = frozenset(map(str, (Op.AT_LEAST, Op.OVER, Op.AT_MOST, Op.BELOW)))


def types(scene: Scene, problems: Problems) -> None:
    """Report comparisons of unlike things, fields that a kind lacks, and amounts or hours that make no sense."""
    for _, clause in scene.clauses:
        kinds = _spoken_of(scene, clause)
        for part in _conditions(clause):
            _comparison(scene, part, kinds, problems)
        for who in (clause.subject, clause.about):
            _narrowed(scene, who, problems)
        _says(scene, clause.says, problems)
        if isinstance(clause.says, syntax.LimitClause):
            _limit(scene, clause, clause.says, problems)
    for cycle in scene.cycles.values():
        kinds = scene.followers.get(cycle.id, [])
        for step in cycle.steps:
            if isinstance(step.node, syntax.MoveClause) and step.node.when:
                for node in walk(step.node.when):
                    if isinstance(node, syntax.Comparison):
                        _comparison(scene, node, kinds, problems)
    _amounts(scene, problems)
    _hours(scene, problems)


def money_field(kind: CaseKind) -> str | None:
    """Return the first money field of a kind of case."""
    return next((id for id, clause in kind.fields.items() if clause.type and clause.type.word == "t_money"), None)


def type_of(field: syntax.FieldClause) -> str:
    """Return what a field takes."""
    if field.unit:
        return "unit"
    if field.choices:
        return "choice"
    word = field.type.word if field.type else "t_text"
    return _OF_FIELDS.get(word, word.removeprefix("t_"))


# ---- comparisons -------------------------------------------------------------------------------------------------


def _spoken_of(scene: Scene, clause: syntax.Clause) -> list[CaseKind]:
    inner = clause.says.clause if isinstance(clause.says, syntax.WhenClause) else clause
    return [kind for kind in scene.subjects(inner) if not kind.abstract]


def _conditions(clause: syntax.Clause) -> Iterator[syntax.Comparison]:
    says = clause.says
    nodes: Iterable[Node | None] = ()
    if isinstance(says, syntax.WhenClause):
        nodes = (says.when,)
    elif isinstance(says, syntax.MustPass):
        nodes = (says.when, *(case.when for case in says.cases))
    return (part for node in nodes if node for part in walk(node) if isinstance(part, syntax.Comparison))


def _comparison(scene: Scene, node: syntax.Comparison, kinds: list[CaseKind], problems: Problems) -> None:
    if isinstance(node.right, syntax.FieldOf) and scene.find(node.right.field, "judgement"):
        _judgement(scene, node.right.field, kinds, problems)
        return
    left, right = _type(scene, node.left, kinds, problems), _type(scene, node.right, kinds, problems)
    if left is None or right is None:
        return
    if left != right and not any({left, right} <= alike for alike in _ALIKE):
        problems.error("CH0301", node.right.span, Label(node.left.span, "is", {"type": left}), left=left, right=right)
    elif node.op in _ORDERING and left not in _ORDERED:
        problems.error("CH0301", node.right.span, Label(node.left.span, "is", {"type": left}), variant="order", left=left, right=right)


def _judgement(scene: Scene, name: Name, kinds: list[CaseKind], problems: Problems) -> None:
    """Report a judgement that is about another kind of case."""
    found = scene.find(name, "judgement")
    line = scene.judgements.get(found.id) if found else None
    of = scene.find(line.of, "process") if line else None
    for kind in kinds:
        if line and of and of.id not in (kind.id, *kind.above):
            problems.error("CH0308", name.span, Label(line.of.span, "judged"), name=name.text, kind=kind.line.name.name, of=line.of.text)


def _type(scene: Scene, node: Node, kinds: list[CaseKind], problems: Problems) -> str | None:
    """Return what an operand is; None where that cannot be told, which has been reported."""
    match node:
        case Val():
            return _OF_VALUES.get(node.kind)
        case syntax.BalanceOf():
            for kind in kinds if node.own_budget else ():
                if _ITEM.en not in kind.fields:
                    lacks(scene, kind, Name(text=_ITEM.say(scene.lang), span=node.span), problems)
            return "money"
        case syntax.PartOf():
            return _type(scene, node.whole, kinds, problems)
        case syntax.FieldOf():
            own = scene.find(node.kind, "process")
            of = [scene.kinds[own.id]] if own and own.id in scene.kinds else kinds
            return _named(scene, node.field, of, problems)
        case Name():
            return _named(scene, node, kinds, problems)
    return None


def _named(scene: Scene, name: Name, kinds: list[CaseKind], problems: Problems) -> str | None:
    field = scene.find(name, "field")
    if field and any(field.id in kind.fields for kind in kinds):
        for kind in kinds:
            if field.id not in kind.fields:
                lacks(scene, kind, name, problems)
        return next(type_of(kind.fields[field.id]) for kind in kinds if field.id in kind.fields)
    if parameter := scene.find(name, "parameter"):
        return _OF_VALUES.get(scene.parameters[parameter.id].value.kind)
    if field and kinds:
        lacks(scene, kinds[0], name, problems)
    return None


def lacks(scene: Scene, kind: CaseKind, name: Name, problems: Problems, **args: str) -> None:
    """Report a field that a kind of case does not have, once with every place where it is named."""
    if kind.whole and scene.sure(kind.id, *kind.above):
        if _told_already(kind, name, problems):
            return
        known = LIST.join(scene.say("field", id) for id in kind.fields)
        label = Label(kind.line.name.span, "declared", {"kind": "process"})
        problems.error(
            "CH0306", name.span, label, variant="" if known else "none", name=name.text, kind=kind.line.name.name, known=known, **args
        )


def _told_already(kind: CaseKind, name: Name, problems: Problems) -> bool:
    """Add a place to what was reported of a field that a kind does not have; False where nothing was."""
    told = {"kind": kind.line.name.name, "name": name.text}
    first = next((each for each in problems if each.code == "CH0306" and told.items() <= each.args.items()), None)
    if first is None:
        return False
    seen = first.span == name.span or len(first.labels) > MOST_PLACES
    more = first if seen else replace(first, labels=(*first.labels, Label(name.span, "also")))
    problems.revise(lambda each: more if each is first else each)
    return True


# ---- bounds and limits -------------------------------------------------------------------------------------------


def _narrowed(scene: Scene, who: Who | None, problems: Problems) -> None:
    """Report bounds on kinds of case without money, and adjectives that are judgements about other kinds."""
    for party in who.parties if who else ():
        found = scene.find(party.noun, "process")
        kind = scene.kinds.get(found.id) if found else None
        if kind and party.bound and money_field(kind) is None and kind.whole and scene.sure(kind.id, *kind.above):
            label = Label(kind.line.name.span, "declared", {"kind": "process"})
            problems.error("CH0304", party.bound.span, label, kind=kind.line.name.name)
        if kind and party.adjective:
            _judgement(scene, party.adjective, [kind], problems)


def _limit(scene: Scene, clause: syntax.Clause, says: syntax.LimitClause, problems: Problems) -> None:
    for party in clause.subject.parties if clause.subject else ():
        found = scene.find(party.of.noun, "process") if party.of else None
        if found and found.id in scene.kinds and party.noun and scene.find(party.noun, "field"):
            comparison = syntax.Comparison(left=party.noun, op=says.op, right=says.right, span=clause.span)
            _comparison(scene, comparison, [scene.kinds[found.id]], problems)


def _says(scene: Scene, says: Node, problems: Problems) -> None:
    match says:
        case syntax.TriggerClause():
            _trigger(scene, says, problems)
        case syntax.InAdvanceClause():
            _narrowed(scene, says.narrower, problems)


def _trigger(scene: Scene, says: syntax.TriggerClause, problems: Problems) -> None:
    source, opens = (scene.find(name, "process") for name in (says.source, says.opens))
    by = scene.find(says.by, "field")
    if source and source.id in scene.kinds:
        kind = scene.kinds[source.id]
        if money_field(kind) is None:
            problems.error(
                "CH0304", says.source.span, Label(kind.line.name.span, "declared", {"kind": "process"}), kind=kind.line.name.name
            )
        if by and by.id not in kind.fields:
            lacks(scene, kind, says.by, problems)
    if opens and opens.id in scene.kinds and by and by.id not in scene.kinds[opens.id].fields:
        lacks(scene, scene.kinds[opens.id], says.by, problems)
    line = _type(scene, says.line, [], problems)
    if line and line != "money":
        problems.error("CH0301", says.line.span, left="money", right=line)


# ---- values ------------------------------------------------------------------------------------------------------


def _amounts(scene: Scene, problems: Problems) -> None:
    """Amounts are written in yuan; a charter in another currency cannot mean them."""
    currency = next(
        (item for _, head in scene.index.all(syntax.CharterHead) for item in head.items if isinstance(item, syntax.CurrencyItem)), None
    )
    if currency is None or currency.text.text.upper() in ("CNY", "RMB"):
        return
    for each in scene.own:
        for part in walk(each.node):
            if isinstance(part, Val) and isinstance(part.value, Money):
                problems.error("CH0302", part.span, Label(currency.span, "currency"), currency=currency.text.text)
                return


def _hours(scene: Scene, problems: Problems) -> None:
    for _, line in scene.index.all(syntax.CalendarLine):
        for hours in line.hours:
            start, end = hours.start.value, hours.end.value
            if isinstance(start, time) and isinstance(end, time) and end <= start:
                problems.error("CH0309", hours.span, start=f"{start:%H:%M}", end=f"{end:%H:%M}")
