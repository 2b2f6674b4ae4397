"""Checked syntax into the compiled charter. Cannot fail: everything it relies on has been checked before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine import charter as model
from engine.charter import Charter
from engine.dsl import syntax
from engine.dsl.articles import Settlement
from engine.dsl.duties import duties, fulfilments, is_duty
from engine.dsl.gather import Sentence, cite
from engine.dsl.index import Index
from engine.dsl.kinds import Kinds
from engine.dsl.lifecycles import PAYING, lifecycles, with_opening
from engine.dsl.names import Symbols
from engine.dsl.organisation import Organisation
from engine.dsl.powers import carried_out, effects_of, powers
from engine.dsl.scenarios import scenarios
from engine.dsl.syntax import Node
from engine.dsl.taking_part import joinings, objectings, rolls, sign_ups
from engine.dsl.terms import Terms, bilingual
from engine.values import Cite, Text


def lower(by: Index, holds: Mapping[tuple[str, str], Settlement], symbols: Symbols) -> Charter:
    """Return the charter that the sentences say, `holds` being what holds where articles settle the same."""
    terms, sentences = Terms(symbols), by.sentences
    organisation = Organisation(by, holds, terms)
    drafters = {thing: terms.parties(each.says.by) for (property, thing), each in holds.items() if property == "drafting"}  # type: ignore[attr-defined]
    declared = lifecycles(sentences, terms)
    kinds = Kinds(by, drafters, terms, frozenset(each.id for each in declared))
    processes, cycles = _opened(sentences, kinds.processes(), declared, terms)
    power = powers(by, holds, kinds, terms, (processes, cycles))
    head = next((each.node for each in sentences if isinstance(each.node, syntax.CharterHead)), None)
    return Charter(
        **_head(head),
        theme=next((bilingual(each.node.text) for each in sentences if isinstance(each.node, syntax.Theme)), None),
        parts=tuple((s.id, s.name) for s in symbols.of("part")),
        emblems=tuple(model.Emblem(s.node.kind.word, bilingual(s.node.text)) for s in sentences if isinstance(s.node, syntax.EmblemLine)),
        articles=_articles(sentences, symbols),
        units=organisation.units(),
        bodies=organisation.bodies(),
        groups=organisation.groups(),
        categories=organisation.categories(),
        roles=organisation.roles(),
        committees=organisation.committees(),
        judgements=organisation.judgements(),
        parameters=organisation.parameters(),
        calendars=organisation.calendars(),
        funds=organisation.funds(),
        processes=processes,
        lifecycles=cycles,
        requirements=(*kinds.requirements(), *power.requirements(), *power.objections()),
        limits=kinds.limits(),
        triggers=kinds.triggers(),
        norms=_norms(sentences, terms),
        silences=_silences(sentences, terms),
        accepted=tuple(
            model.Accepted(s.node.code, bilingual(s.node.reason), s.cite) for s in sentences if isinstance(s.node, syntax.AcceptedLine)
        ),
        proofs=_proofs(sentences, terms, {process.id: cycle for process in processes for cycle in cycles if cycle.id == process.lifecycle}),
        scenarios=scenarios(sentences, terms),
        duties=duties(sentences, terms),
        leavings=tuple(power.leavings()),
        incompatible=tuple(power.incompatible()),
        attendance=tuple(power.attendance()),
        counted=tuple(power.counted()),
        fulfilments=fulfilments(by, terms),
        sign_ups=sign_ups(by, terms),
        rolls=rolls(by, terms),
        objectings=objectings(by, terms),
        joinings=joinings(by, terms),
    )


def _head(head: syntax.CharterHead | None) -> dict[str, Any]:
    items = {type(item): item for item in head.items} if head else {}
    document, basis = items.get(syntax.DocumentItem), items.get(syntax.BasisItem)
    force, bounds = items.get(syntax.InForceItem), items.get(syntax.BoundsItem)
    zone, currency = items.get(syntax.ZoneItem), items.get(syntax.CurrencyItem)
    return {
        "title": bilingual(head.title) if head else Text("", ""),
        "document": document.number.text if isinstance(document, syntax.DocumentItem) else None,
        "document_date": document.day.value if isinstance(document, syntax.DocumentItem) and document.day else None,
        "basis": basis.text.text if isinstance(basis, syntax.BasisItem) else None,
        "in_force": force.day.value if isinstance(force, syntax.InForceItem) else None,
        "bounds_inclusive": not (isinstance(bounds, syntax.BoundsItem) and bounds.mode.word == "exclusive"),
        "currency": currency.text.text if isinstance(currency, syntax.CurrencyItem) else "CNY",
        "zone": zone.text.text if isinstance(zone, syntax.ZoneItem) else "Asia/Shanghai",
    }


def _articles(sentences: tuple[Sentence, ...], symbols: Symbols) -> tuple[model.Article, ...]:
    heads = [(each.cite, each.node) for each in sentences if isinstance(each.node, syntax.ArticleHead) and each.cite]
    quotes: dict[Cite | None, list[str]] = {}
    for each in sentences:
        if isinstance(each.node, syntax.QuoteLine):
            quotes.setdefault(each.cite, []).append(each.node.text.text)
    return tuple(
        model.Article(
            cite=at,
            heading=bilingual(node.heading),
            declaratory=node.declaratory,
            quotes=tuple(quotes.get(at, ())),
            prevails=tuple((cite(p.over, symbols, at.part), p.property.word if p.property else None) for p in node.prevails),
        )
        for at, node in heads
    )


def _opened(
    sentences: tuple[Sentence, ...], processes: tuple[model.Process, ...], cycles: tuple[model.Lifecycle, ...], terms: Terms
) -> tuple[tuple[model.Process, ...], tuple[model.Lifecycle, ...]]:
    """Let the payment of a kind open another kind where a clause says so; lifecycles that no kind follows are left out."""
    by_id = {cycle.id: cycle for cycle in cycles}
    for clause in (s.node for s in sentences if isinstance(s.node, syntax.Clause) and isinstance(s.node.says, syntax.PaidOpens)):
        says = clause.says
        assert isinstance(says, syntax.PaidOpens)
        for party in clause.subject.parties if clause.subject else ():
            kind = terms.symbols.id(party.noun, "process") if party.noun else ""
            at = next((process for process in processes if process.id == kind), None)
            if at and at.lifecycle in by_id:
                pays = next((move.id for move in by_id[at.lifecycle].moves if move.id in PAYING), "")
                opens = model.Open(terms.symbols.id(says.opens, "process"), terms.symbols.id(says.fund, "fund"))
                by_id[kind] = with_opening(by_id[at.lifecycle], pays, opens, kind)
                processes = tuple(replace(p, lifecycle=kind) if p.id == kind else p for p in processes)
    used = {process.lifecycle for process in processes}
    return processes, tuple(cycle for cycle in by_id.values() if cycle.id in used)


# ---- what is compiled and not executed yet -----------------------------------------------------------------------

# Clauses that become parts of offices, kinds, lifecycles; every other clause is a norm. A test sees to it that none is lost.
_BUILT_IN = (
    syntax.Elected, syntax.Appointed, syntax.ExOfficio, syntax.TermClause, syntax.PermanentTerm, syntax.Rotating, syntax.MaxTerms,
    syntax.MembersClause, syntax.ChairClause, syntax.QuorumClause, syntax.VoteClause, syntax.MatterVote, syntax.OtherMatterVote,
    syntax.Invites, syntax.TieBreak, syntax.VetoClause, syntax.ActsThrough, syntax.Accepts, syntax.DraftedBy, syntax.FieldClause,
    syntax.Numbered, syntax.Abstract, syntax.MustPass, syntax.NoOverlapClause, syntax.InAdvanceClause, syntax.LimitClause,
    syntax.TriggerClause, syntax.PaidOpens, syntax.Fulfils, syntax.Unspecified,
    syntax.SignUpClause, syntax.HoursClause, syntax.ObjectionClause, syntax.AtMostOpen,
)  # fmt: skip


def _norms(sentences: tuple[Sentence, ...], terms: Terms) -> tuple[model.Norm, ...]:
    effects = effects_of(sentences)
    clauses = ((each, each.node) for each in sentences if isinstance(each.node, syntax.Clause))
    norms = [_norm(each, node, terms) for each, node in clauses if not _built_in(node) and not carried_out(node.says, effects)]
    tables = (_table(each, each.node, terms) for each in sentences if isinstance(each.node, syntax.TableLine))
    weights = (_weight(each, each.node, terms) for each in sentences if isinstance(each.node, syntax.WeightLine))
    return (*norms, *tables, *weights)


def _table(each: Sentence, table: syntax.TableLine, terms: Terms) -> model.Norm:
    name = terms.texts(table.name, "table")
    return model.Norm("table", (("name", name), ("hit", table.hit.word), ("rows", table.rows)), cite=each.cite)


def _weight(each: Sentence, weight: syntax.WeightLine, terms: Terms) -> model.Norm:
    return model.Norm("weight", (("name", terms.texts(weight.name, "weight")),), cite=each.cite, assumed=each.assumed)


def _built_in(clause: syntax.Clause) -> bool:
    says = clause.says
    if isinstance(says, syntax.NormClause):
        return is_duty(clause) and (says.otherwise is None or is_duty(says.otherwise))
    if isinstance(says, syntax.WhenClause):
        return isinstance(says.clause.says, syntax.MustPass)
    return isinstance(says, _BUILT_IN)


def _norm(each: Sentence, clause: syntax.Clause, terms: Terms) -> model.Norm:
    says = clause.says
    slots = terms.slots(says)
    if clause.subject:
        slots = (("subject", terms.slots(clause.subject)), *slots)
    if clause.about:
        slots = (("about", terms.slots(clause.about)), *slots)
    return model.Norm(_NORM_KINDS.get(type(says), type(says).__name__), slots, cite=each.cite, assumed=each.assumed)


_NORM_KINDS: dict[type[Node], str] = {
    syntax.NormClause: "duty",
    syntax.DutyText: "duty",
    syntax.Replaced: "removal",
    syntax.ReElection: "re-election",
    syntax.Vacancy: "vacancy",
    syntax.NotRelated: "relatives",
    syntax.Convened: "convening",
    syntax.ConvenedOn: "convening",
    syntax.ProxyLimit: "proxies",
    syntax.JoinsBy: "joining",
    syntax.CountedEvent: "counted event",
    syntax.AttendanceClause: "attendance",
    syntax.Successor: "successor",
    syntax.Ballots: "ballots",
    syntax.OwnCase: "own case",
    syntax.Leaves: "leaving",
    syntax.LinesClause: "lines",
    syntax.WhenClause: "condition",
}


def _silences(sentences: tuple[Sentence, ...], terms: Terms) -> tuple[model.Silent, ...]:
    matters = [(each, each.node) for each in sentences if isinstance(each.node, syntax.SilentLine)]
    return (*(model.Silent("matter", "", each.cite, bilingual(node.text)) for each, node in matters), *_silent(sentences, terms))


def _silent(sentences: tuple[Sentence, ...], terms: Terms) -> tuple[model.Silent, ...]:
    return tuple(
        model.Silent(each.node.says.what.word, terms.symbols.id(party.noun, "role", "committee", "body", "process", "group"), each.cite)
        for each in sentences
        if isinstance(each.node, syntax.Clause) and isinstance(each.node.says, syntax.Unspecified) and each.node.subject
        for party in each.node.subject.parties
        if party.noun
    )


def _proofs(sentences: tuple[Sentence, ...], terms: Terms, cycles: Mapping[str, model.Lifecycle]) -> tuple[model.Proof, ...]:
    """Return what is to be proved; a move is said by the state that it leads to, so that `paid` and 付款 are one."""
    found: list[model.Proof] = []
    for each in sentences:
        node = each.node
        if isinstance(node, syntax.ProveCanEnd):
            found.append(model.Proof("can end", (("kind", terms.symbols.id(node.kind, "process")),), each.cite))
        elif isinstance(node, syntax.ProveNeverBefore):
            kind = terms.symbols.id(node.kind, "process")
            committee = terms.symbols.id(node.resolution_of, "committee") if node.resolution_of else None
            later, earlier = (_reached(name, cycles.get(kind), terms) for name in (node.later, node.earlier))
            slots = (("kind", kind), ("later", later), ("resolution of", committee), ("earlier", earlier))
            found.append(model.Proof("never before", slots, each.cite))
    return tuple(found)


def _reached(name: syntax.Name | None, cycle: model.Lifecycle | None, terms: Terms) -> str | None:
    if name is None:
        return None
    move = cycle.move(terms.symbols.id(name, "move")) if cycle else None
    return move.target if move else terms.symbols.id(name, "state")
