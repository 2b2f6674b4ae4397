"""Parse trees into syntax nodes, by `branches.py`; rules that do not fit its pattern have a function of their own here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from engine.dsl import syntax
from engine.dsl.branches import CLASSES, Branch, Built, Heading, Slot, fill, mark, nodes_of, place, slots_of, tokens_of
from engine.dsl.built_conditions import base, bound, comparison, field_of, group_of, limit, part_of, share
from engine.dsl.built_declarations import role_of, roles, seated, table, unit_rows
from engine.dsl.syntax import Clause, Declared, Name, Node, Party, Quote, Val, Who, Word

# What a rule's function is given: the builder, the built children, and the place of the whole.
Rule = Callable[["_Builder", list[Built], dict[str, Any]], list[Built]]


def build(branch: Branch, adjectives: frozenset[str]) -> list[Node | Heading]:
    """Build the nodes of one sentence; `adjectives` are the judgements, which stand before a kind of case."""
    return [item for item in _Builder(adjectives).children(branch) if isinstance(item, Node | Heading)]


class _Builder:
    """Builds nodes bottom up."""

    def __init__(self, adjectives: frozenset[str]) -> None:
        self.adjectives = adjectives

    def children(self, branch: Branch) -> list[Built]:
        built: list[Built] = []
        for child in branch.children:
            if isinstance(child, Branch):
                built.extend(self.branch(child))
            else:
                built.append(child)
        return built

    def branch(self, branch: Branch) -> Iterable[Built]:
        rule, items = branch.rule, self.children(branch)
        where = place(branch)
        if rule in _OWN:
            made = _OWN[rule](self, items, where)
        elif rule.startswith("at_") and rule not in CLASSES:
            made = [Slot(rule[3:], next((i for i in items if isinstance(i, Node)), None))]
        elif rule.startswith("as_"):
            made = [Slot(rule[3:], tuple(i for i in items if isinstance(i, Node)))]
        elif rule.startswith("w_"):
            made = [Word(list=rule[2:], word=items[0][0].lower(), **where)]  # type: ignore[index]
        else:
            made = [fill(CLASSES[rule], items, where)]
        return mark(made, branch)


# ---- rules with a function of their own ------------------------------------------------------------------------------


def _name(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    token = tokens_of(items)["NAME"]
    return [Name(text=str(token.value), known=token.known, **where)]


def _declared(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    tokens = tokens_of(items)
    return [Declared(name=str(tokens["NAME"].value), other=str(tokens["OTHER"].value) if "OTHER" in tokens else None, **where)]


def _quote(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    tokens = tokens_of(items)
    return [Quote(text=str(tokens["STRING"].value), other=str(tokens["OTHER"].value) if "OTHER" in tokens else None, **where)]


def _val(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    ((kind, token),) = tokens_of(items).items()
    return [Val(kind=kind, value=token.value, **where)]


def _cited(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    return [syntax.Cited(part=next(iter(nodes_of(items)), None), number=str(tokens_of(items)["ARTNO"].value), **where)]  # type: ignore[arg-type]


def _who(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    return [Who(parties=tuple(nodes_of(items)), joined="or" if "OR" in tokens_of(items) else "and", **where)]  # type: ignore[arg-type]


def _party(builder: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    given: dict[str, Any] = dict(where)
    slots, tokens = slots_of(items), tokens_of(items)
    words = {item.list: item for item in items if isinstance(item, Word)}
    given.update(quantifier=words.get("quantifier"), relation=words.get("relation"), count=slots.get("count"))
    given["or_more"] = "ORMORE" in tokens
    if "own_quantifier" in slots:  # 中心的任一领导: the first quantifier is the owner's
        owner = next(item for item in items if isinstance(item, Name))
        given["of"] = Party(noun=owner, quantifier=given["quantifier"], span=owner.span)
        given["quantifier"] = slots["own_quantifier"]
        items = [item for item in items if item is not owner]
    for item in items:
        if isinstance(item, Name):
            given["noun"] = item
        elif isinstance(item, Slot) and item.field in ("of", "bound"):
            given[item.field] = item.value
        elif isinstance(item, Slot) and item.field in ("chain", "owner"):
            given.update(_chain(builder, item.value, given, owner=item.field == "owner"))  # type: ignore[arg-type]
    if given["relation"] and given["relation"].word == "members" and given["quantifier"] and given["quantifier"].word == "all":
        given["quantifier"] = None  # all members are the members
    return [Party(**given)]


def _chain(builder: _Builder, names: tuple[Name, ...], given: dict[str, Any], *, owner: bool) -> dict[str, Any]:
    """Settle a chain of nouns: a judgement before a kind, or the owner of an office before the office."""
    if not owner and names[0].text in builder.adjectives:
        return {"adjective": names[0], "noun": names[1]}
    of = Party(noun=names[0], quantifier=given.get("quantifier"), span=names[0].span)
    return {"of": of, "quantifier": None, **({} if owner else {"noun": names[1]})}


def _gathered(slot: str) -> Rule:
    """Give all children to one field."""
    return lambda _, items, where: [Slot(slot, tuple(nodes_of(items)))]


def _listed(kind: type[Node], field: str) -> Rule:
    """Build a node whose children all belong to one field."""
    return lambda _, items, where: [fill(kind, [Slot(field, tuple(nodes_of(items)))], where)]


def _file_step(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    (who,) = nodes_of(items)
    assert isinstance(who, Who)
    return [syntax.SignStep(verb=Word(list="sign", word="file", **where), by=who, **where)]


def _sign_step(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    counted = slots_of(items).get("count_of")
    rest = [item for item in items if not (isinstance(item, Slot) and item.field == "count_of") and not _again(item)]
    if counted is not None:
        rest.append(Who(parties=(counted,), span=counted.span))
    if "beside" in slots_of(rest):
        rest = [item for item in rest if not (isinstance(item, tuple) and item[0] == "TOGETHER")]
    return [fill(syntax.SignStep, rest, where)]


def _again(item: Built) -> bool:
    """Tell the act that Chinese says once more of whoever is asked instead: 逾期由主任批准."""
    return isinstance(item, Word) and item.list == "again"


def _lapse(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    word = next((item for item in items if isinstance(item, Word)), None) or Word(list="outcome", word="lapsed", **where)
    after = next((item for item in items if isinstance(item, Val)), None)
    return [syntax.DecisionOutcome(outcome=word, target=slots_of(items)["target"], after=after, **where)]


def _follower(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    return [Word(list="what", word="successor", **where)]


def _successor(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    return [syntax.Successor(selection=next(node for node in nodes_of(items) if not isinstance(node, Word)), **where)]


def _norm(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Gather what is said of the time, before the act and after it."""
    said = [item for item in items if isinstance(item, Slot) and item.field in ("times", "zh_times")]
    rest: list[Built] = [item for item in items if item not in said]
    times = sorted((time for item in said for time in item.value), key=lambda time: isinstance(time, syntax.AFTER_THE_ACT))  # type: ignore[attr-defined]
    return [fill(syntax.NormClause, [*rest, Slot("times", tuple(times))], where)]


def _doing(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Drop `it`, which Chinese does not say."""
    said = [item for item in items if not (isinstance(item, Word) and item.word == "it")]
    return [fill(syntax.Doing, said, where)]


def _with_clauses(kind: type[Node], *, drafters: bool = False) -> Rule:
    """Build a declaration that opens a block: its line, the heading of the block, and the clauses that follow in the sentence."""

    def make(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
        own: list[Built] = [item for item in items if not isinstance(item, Clause | Heading | syntax.Numbered)]
        items = [Clause(subject=None, says=item, span=item.span) if isinstance(item, syntax.Numbered) else item for item in items]
        if kind is syntax.CommitteeLine and any(isinstance(item, Who) for item in own):
            members = next(item for item in own if isinstance(item, Who))
            own.remove(members)
            clause = Clause(subject=None, says=syntax.MembersClause(members=members, span=members.span), **where)
            items = [clause, *items]
        if drafters:
            who = next(item for item in own if isinstance(item, Who))
            own.remove(who)
            items = [Clause(subject=None, says=syntax.DraftedBy(by=who, span=who.span), **where), *items]
        line = fill(kind, own, where)
        name: Declared = line.name  # type: ignore[attr-defined]
        about = Who(parties=(Party(noun=Name(text=name.name, span=name.span), span=name.span),), span=name.span)
        return [replace(line, span=name.span), Heading(about), *(item for item in items if isinstance(item, Clause))]

    return make


def _heading(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    return [Heading(slots_of(items)["subject"])]


def _clause(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    subject, says = slots_of(items).get("subject"), nodes_of(items)[0]
    if isinstance(says, syntax.TriggerClause) and subject:
        return [Clause(subject=None, says=replace(says, by=subject.parties[0].noun), **where)]
    return [Clause(subject=subject, says=says, **where)]


def _invited(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    return [syntax.Invites(whom=slots_of(items)["subject"], **where)]


def _vacancy(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    acting = [Word(list="vacancy", word="acting", **where)] if "ACTING" in tokens_of(items) else []
    return [fill(syntax.Vacancy, [*items, *acting], where)]


def _trigger(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    slots, nodes = slots_of(items), nodes_of(items)
    source = slots.get("source") or next(node.field for node in nodes if isinstance(node, syntax.FieldOf))
    rest: list[Built] = [item for item in items if not isinstance(item, syntax.FieldOf)]
    nobody = Name(text="", **where)
    own = [
        Slot("source", source),
        Slot("op", ">" if "OVER" in tokens_of(items) else ">="),
        *([] if "by" in slots else [Slot("by", nobody)]),
    ]
    return [fill(syntax.TriggerClause, [*rest, *own], where)]


def _scenario(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    quote, *steps = nodes_of(items)
    assert isinstance(quote, Quote)
    return [syntax.ScenarioHead(title=quote, span=quote.span), *steps]


def _lifecycle(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    name, *rest = nodes_of(items)
    assert isinstance(name, Declared)
    return [syntax.LifecycleLine(name=name, span=name.span), *rest]


def _same(_: _Builder, items: list[Built], where: dict[str, Any]) -> list[Built]:
    return list(items)


_OWN: dict[str, Rule] = {
    "line": _same,
    "life": _same,
    "step": _same,
    "name": _name,
    "declared": _declared,
    "quote": _quote,
    "val": _val,
    "cited": _cited,
    "who": _who,
    "party": _party,
    "at_chain": _gathered("chain"),
    "at_owner": _gathered("owner"),
    "bound": bound,
    "comparison": comparison,
    "group_of": group_of,
    "all": _listed(syntax.All, "conditions"),
    "any_of": _listed(syntax.AnyOf, "conditions"),
    "field_of": field_of,
    "part_of": part_of,
    "share": share,
    "w_base": base,
    "then_steps": _listed(syntax.ThenSteps, "steps"),
    "or_steps": _listed(syntax.OrSteps, "steps"),
    "file_step": _file_step,
    "sign_step": _sign_step,
    "decision_outcome": _lapse,
    "seats_of": roles,
    "seated": seated,
    "unseated": seated,
    "role_of": role_of,
    "unit_rows": unit_rows,
    "table_line": table,
    "limit_clause": limit,
    "norm_clause": _norm,
    "doing": _doing,
    "done": _doing,
    "w_follower": _follower,
    "successor": _successor,
    "committee_line": _with_clauses(syntax.CommitteeLine),
    "committee_composed": _with_clauses(syntax.CommitteeLine),
    "fund_line": _with_clauses(syntax.FundLine),
    "process_line": _with_clauses(syntax.ProcessLine),
    "process_drafted": _with_clauses(syntax.ProcessLine, drafters=True),
    "rule_line": _with_clauses(syntax.RuleLine),
    "heading": _heading,
    "clause": _clause,
    "bare": _clause,
    "actor_clause": _clause,
    "invited": _invited,
    "vacancy": _vacancy,
    "trigger_clause": _trigger,
    "scenario_head": _scenario,
    "lifecycle_line": _lifecycle,
}
