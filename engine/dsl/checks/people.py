"""Who is asked to do something must be people; who resolves, a committee; and somebody must be there to do it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.dsl import syntax
from engine.dsl.checks.conditions import contrary
from engine.dsl.checks.scene import CaseKind, Scene
from engine.dsl.names import NOUNS, PEOPLE, walk
from engine.dsl.syntax import Node, Party, Who
from engine.problems import Label, Problems
from engine.records import types_of

# Where parties stand that need not be people.
_NOT_PEOPLE = {
    ("Clause", "subject"),
    ("Clause", "about"),
    ("MoveClause", "sources"),
    ("TimedMove", "sources"),
    ("InAdvanceClause", "narrower"),
    ("BecomesPart", "of"),
    ("Party", "of"),
    ("ScenarioHead", "title"),
}


def people(scene: Scene, problems: Problems) -> None:
    """Report parties that are no people, and people who cannot do what they are asked for."""
    for each in scene.index.sentences:
        for node in walk(each.node):
            for party in _actors(node):
                _check(scene, party, problems)
            if isinstance(node, syntax.SignStep):
                _sign(scene, node, problems)
            elif isinstance(node, syntax.TriggerClause):
                _through(scene, node.deciders, problems)
            elif isinstance(node, syntax.JudgementLine):
                _judged(scene, node, problems)
            elif isinstance(node, syntax.MoveClause):
                _present(scene, node.by, problems)
    for each_clause in scene.clauses:
        _own_case(scene, each_clause[1], problems)


def _actors(node: Node) -> Iterator[Party]:
    for name in types_of(type(node)):
        value = getattr(node, name)
        if isinstance(value, Who) and (type(node).__name__, name) not in _NOT_PEOPLE:
            yield from value.parties
        elif isinstance(value, Party) and (type(node).__name__, name) not in _NOT_PEOPLE:
            yield value


def _check(scene: Scene, party: Party, problems: Problems) -> None:
    if party.relation or party.noun is None:
        return
    found = scene.find(party.noun, *PEOPLE) or scene.find(party.noun, *NOUNS, "state")
    if found is None:
        return
    if found.kind not in PEOPLE:
        problems.error(
            "CH0305", party.noun.span, Label(found.span, "declared", {"kind": found.kind}), name=party.noun.text, kind=found.kind
        )
    elif found.kind == "field" and not _of_people(scene, found.id):
        problems.error("CH0305", party.noun.span, Label(found.span, "declared", {"kind": "field"}), variant="field", name=party.noun.text)
    elif party.count and isinstance(party.count.value, int):
        size = scene.size((party,))
        if size is not None and party.count.value > size:
            problems.error("CH0406", party.span, name=party.noun.text, count=str(party.count.value), size=str(size))


def _of_people(scene: Scene, field: str) -> bool:
    clauses = [kind.fields[field] for kind in scene.kinds.values() if field in kind.fields]
    return not clauses or any(
        clause.unit or (clause.type and clause.type.word in ("t_person", "t_personorunit", "t_anybody", "t_fund")) for clause in clauses
    )


# ---- who signs ---------------------------------------------------------------------------------------------------


def _sign(scene: Scene, step: syntax.SignStep, problems: Problems) -> None:
    parties = (*step.by.parties, *(step.beside.parties if step.beside else ()))
    if step.verb.word == "resolve":
        for party in parties:
            found = scene.find(party.noun, *PEOPLE) if not party.relation else None
            if party.relation or (found and found.kind != "committee"):
                kind = found.kind if found else "category"
                problems.error("CH0509", party.span, kind=kind)
    for who in (step.by, step.beside, step.instead_by):
        if who is not None:
            _through(scene, who, problems)
            if not step.optional:
                _present(scene, who, problems)


def _through(scene: Scene, who: Who, problems: Problems) -> None:
    """Report bodies that are asked to decide and have nobody through whom they act."""
    for party in who.parties:
        found = scene.find(party.noun, "role", "group", "committee", "body") if not party.relation else None
        if found and found.kind == "body" and ("acting", found.id) not in scene.holds and scene.sure(found.id):
            name = party.noun.text if party.noun else ""
            problems.warning("CH0510", party.span, Label(found.span, "declared", {"kind": "body"}), name=name)


def _present(scene: Scene, who: Who, problems: Problems) -> None:
    """Somebody must hold the office."""
    if who.parties and all(scene.vacant(party) for party in who.parties):
        first = who.parties[0]
        found = scene.find(first.noun, "role", "group", "committee", "body")
        labels = (Label(found.span, "dormant"),) if found and found.kind == "role" else ()
        problems.warning("CH0712", who.span, *labels, name=first.noun.text if first.noun else "")


def _judged(scene: Scene, line: syntax.JudgementLine, problems: Problems) -> None:
    if line.by.parties and all(scene.vacant(party) for party in line.by.parties):
        problems.error("CH0904", line.by.span, name=line.name.name, kind=line.of.text)


# ---- own case ----------------------------------------------------------------------------------------------------


def _own_case(scene: Scene, clause: syntax.Clause, problems: Problems) -> None:
    """Whoever drafts a case does not decide on it; somebody else must be left."""
    if not isinstance(clause.says, syntax.MustPass):
        return
    _covered(clause.says, problems)
    steps = [clause.says.steps, *(case.steps for case in clause.says.cases)]
    signs = [part for step in steps if step for part in walk(step) if isinstance(part, syntax.SignStep)]
    optional = {id(part) for step in steps if step for each in walk(step) if isinstance(each, syntax.OrSteps) for part in walk(each)}
    for kind in scene.subjects(clause):
        for sign in signs:
            if sign.verb.word not in ("file", "resolve") and not sign.optional and id(sign) not in optional:
                _left(scene, kind, sign, problems)


def _covered(says: syntax.MustPass, problems: Problems) -> None:
    """Report branches that leave something out: neither an `otherwise`, nor two conditions of which one always holds."""
    conditions = [case.when for case in says.cases]
    if not conditions or None in conditions:
        return
    first, last = conditions[0], conditions[-1]
    if len(conditions) > 1 and contrary(first, last):
        return
    problems.error("CH0605", says.cases[-1].span)


def _left(scene: Scene, kind: CaseKind, sign: syntax.SignStep, problems: Problems) -> None:
    if scene.decides_own:
        return
    relations = {party.relation.word for party in sign.by.parties if party.relation}
    if relations and relations <= {"drafter", "requester"} and len(relations) == len(sign.by.parties):
        problems.error("CH0805", sign.by.span, variant="drafter", kind=kind.line.name.name)
        return
    drafting = _drafting(scene, kind)
    drafters = _offices(scene, drafting.by) if drafting else None
    signers = _offices(scene, sign.by)
    if drafting and drafters and len(drafters) == 1 and signers == drafters and all(scene.seats(each) == 1 for each in drafters):
        problems.error("CH0805", sign.by.span, Label(drafting.by.span, "drafts"), name=_said(sign.by), kind=kind.line.name.name)


def _drafting(scene: Scene, kind: CaseKind) -> syntax.DraftedBy | None:
    for id in (kind.id, *kind.above):
        held = scene.holds.get(("drafting", id))
        if held:
            return held.says if isinstance(held.says, syntax.DraftedBy) else None
    return None


def _offices(scene: Scene, who: Who) -> frozenset[str] | None:
    """Return the offices that some parties come to; None where others take part."""
    each = [scene.offices(party) for party in who.parties]
    return None if not each or None in each else frozenset(office for offices in each for office in offices or ())


def _said(who: Who) -> str:
    return who.parties[0].noun.text if who.parties[0].noun else ""
