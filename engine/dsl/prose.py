"""The Chinese layout: full sentences with their subject, what is said of one subject joined by commas as far as it reads well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from engine.dsl import syntax
from engine.dsl.layout import OPENING, Draft, View, shared_drafts, topic, within
from engine.dsl.lexicon import lexicon
from engine.dsl.spelling import Atom, Voice, width
from engine.dsl.syntax import Clause, Node, RoleLine

MOST_JOINED, WIDEST, MOST_ROLES = 4, 110, 9


def chinese_drafts(view: View, voice: Voice) -> Iterator[Draft]:
    """Yield the ways to write what comes next, the best first."""
    node = view.nodes[0]
    if isinstance(node, Clause):
        yield from _clauses(node, view, voice)
    elif isinstance(node, OPENING):
        yield from _declaration(node, view, voice)
    elif isinstance(node, RoleLine):
        yield from _roles(view, voice)
    elif isinstance(node, syntax.ArticleHead) and view.part is not None and node.number.part is None:
        number = replace(node.number, part=syntax.Name(text=view.part.name))  # 规则七、2
        yield Draft(1, tuple(voice.say(replace(node, number=number))))
    else:
        yield from shared_drafts(view, voice)
        yield Draft(1, tuple(voice.say(node)))


# ---- clauses -----------------------------------------------------------------------------------------------------


def _clauses(clause: Clause, view: View, voice: Voice) -> Iterator[Draft]:
    about = topic(clause)
    if about is None:
        yield Draft(1, tuple(voice.say(clause.says)))
        return
    clauses = list(view.clauses(0, about, MOST_JOINED))
    heading = [*voice.say(about), voice.mark(":"), *within(clause, voice)]
    ways = [heading]
    if clause.about is None and view.unread_about != about:
        ways.insert(1 if _listed("headed", clause, voice) else 0, voice.say(clause))
    for way in ways:
        yield from _joined(way, clauses, voice)


def _joined(first: list[Atom], clauses: list[Clause], voice: Voice, taken: int = 0) -> Iterator[Draft]:
    """Yield the first clause, said already, with as many others as it reads well with, then with fewer."""
    ways = [Draft(taken + 1, tuple(first))]
    atoms, before = list(first), clauses[0]
    for clause in clauses[1:]:
        atoms = [*atoms, voice.mark(","), *within(clause, voice)]
        if _ends(before, voice) or _listed("alone", clause, voice) or _too_wide(atoms):
            break
        ways.append(Draft(ways[-1].count + 1, tuple(atoms)))
        before = clause
    yield from reversed(ways)


def _ends(clause: Clause, voice: Voice) -> bool:
    """Whether nothing is joined to a clause."""
    return clause.about is not None or _listed("alone", clause, voice) or _listed("closing", clause, voice)


def _listed(name: str, clause: Clause, voice: Voice) -> bool:
    return type(clause.says).__name__ in lexicon(voice.lang).templates["layout"][name]


def _too_wide(atoms: list[Atom]) -> bool:
    return sum(width(atom.text) for atom in atoms) > WIDEST


# ---- declarations ------------------------------------------------------------------------------------------------


def _declaration(node: Node, view: View, voice: Voice) -> Iterator[Draft]:
    clauses = list(view.clauses(1, topic(node), MOST_JOINED))
    if clauses:
        for line in _lines(node, voice):
            yield from _joined([*line, *within(clauses[0], voice)], clauses, voice, taken=1)
    following = view.node(1)
    if isinstance(node, syntax.RuleLine) and isinstance(following, Clause) and view.close(1):
        said = voice.say(following if following.subject is not None else following.says)
        yield Draft(2, (*voice.say(node), voice.mark(":"), *said))
    yield Draft(1, tuple(voice.say(node)))


def _lines(node: Node, voice: Voice) -> Iterator[list[Atom]]:
    """Yield the ways in which a declaration goes over to its first clause: without a mark, with a comma, with a colon."""
    match node:
        case syntax.CommitteeLine(name=name) if name.other is not None:
            yield voice.say(name)
        case syntax.ProcessLine(name=name, follows=None) if name.other is not None:
            yield voice.say(name)
        case syntax.ProcessLine(name=name) if name.other is not None:
            yield [*voice.say(node), voice.mark(",")]
        case syntax.FundLine(name=name, keeper=keeper) if name.other is not None and keeper is not None:
            yield [*voice.say(node), voice.mark(",")]
    plain = type(node).__name__ + ".plain"
    template = plain if isinstance(node, syntax.ProcessLine | syntax.FundLine) else type(node).__name__
    yield [*voice.say_as(template, node), voice.mark(":")]


# ---- offices -----------------------------------------------------------------------------------------------------


def _roles(view: View, voice: Voice) -> Iterator[Draft]:
    """Yield 先锋连设连长一名、指导员一名；每班设班长一名；暂不设排长, with as many offices as there are, then with fewer."""
    roles: list[RoleLine] = []
    while len(roles) < MOST_ROLES and isinstance(role := view.node(len(roles)), RoleLine) and (not roles or view.close(len(roles))):
        roles.append(role)
    for count in range(len(roles), 0, -1):
        groups = [list(group) for _, group in groupby(roles[:count], key=lambda role: (role.of, role.each, role.dormant, role.until))]
        if count == 1 or not any(_alone(group[0]) for group in groups):
            yield Draft(count, tuple(_grouped(groups, voice)))


def _alone(role: RoleLine) -> bool:
    return role.of is None and not role.dormant


def _grouped(groups: list[list[RoleLine]], voice: Voice) -> Iterator[Atom]:
    for place, group in enumerate(groups):
        if place:
            yield voice.mark(";")
        yield from voice.say(group[0]) if len(group) == 1 else _group(group, voice)


def _group(group: list[RoleLine], voice: Voice) -> Iterator[Atom]:
    yield from voice.say_as("RoleLine.start", group[0])
    for place, role in enumerate(group):
        if place:
            yield voice.mark("、")
        yield from voice.say_as("RoleLine.seat", role)
    yield from voice.say_as("RoleLine.end", group[0])
