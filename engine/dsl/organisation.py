"""Offices, bodies, committees, units, judgements, parameters, calendars and funds: sentences into the compiled charter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from fractions import Fraction
from typing import Any, TypeVar

from engine import charter as model
from engine.dsl import syntax
from engine.dsl.articles import Settlement
from engine.dsl.gather import Sentence, assumed
from engine.dsl.index import Index
from engine.dsl.syntax import Node, Share
from engine.dsl.terms import Terms, bilingual
from engine.records import record
from engine.values import Duration, Hours, Text

# Which clauses settle which property of what they speak of. Two articles must not settle one differently.
PROPERTIES: dict[type[Node], str] = {
    syntax.Elected: "selection",
    syntax.Appointed: "selection",
    syntax.ExOfficio: "selection",
    syntax.TermClause: "term",
    syntax.PermanentTerm: "term",
    syntax.Rotating: "rotation",
    syntax.MaxTerms: "max terms",
    syntax.Replaced: "removal",
    syntax.ReElection: "re-election",
    syntax.Vacancy: "vacancy",
    syntax.MembersClause: "members",
    syntax.QuorumClause: "quorum",
    syntax.VoteClause: "vote",
    syntax.ChairClause: "chair",
    syntax.TieBreak: "tie break",
    syntax.ActsThrough: "acting",
    syntax.DraftedBy: "drafting",
}

N = TypeVar("N", bound=Node)


def settlements(sentences: Iterable[Sentence], terms: Terms) -> list[Settlement]:
    """Return every clause that settles a property of something that can have only one."""
    found: list[Settlement] = []
    for each in sentences:
        node = each.node
        if isinstance(node, syntax.RoleLine) and node.seats:
            found += _settled(each, "seats", node.seats, [node.name.name], terms)
        elif isinstance(node, syntax.Clause) and node.subject and (property := _property(node.says)):
            found += _settled(each, property, node.says, [party.noun.text for party in node.subject.parties if party.noun], terms)
    return found


def _settled(each: Sentence, property: str, says: Node, names: Iterable[str], terms: Terms) -> Iterator[Settlement]:
    for name in names:
        if thing := terms.symbols.find(name, _THINGS):
            yield Settlement(property, thing.id, name, says, each.cite, says.span, each.exception_of, each.library)


_THINGS = ("role", "committee", "body", "group", "process")


def _property(says: Node) -> str | None:
    if isinstance(says, syntax.Unspecified):
        return says.what.word
    return PROPERTIES.get(type(says))


@record
class Organisation:
    """Builds the organisation from sentences, and what holds where articles settle the same."""

    index: Index
    holds: Mapping[tuple[str, str], Settlement]
    terms: Terms

    def _id(self, name: syntax.Declared, kind: str) -> str:
        found = self.terms.symbols.find(name.name, (kind,))
        assert found is not None
        return found.id

    def _named(self, each: Sentence, name: syntax.Declared, kind: str) -> dict[str, Any]:
        return {"id": self._id(name, kind), "name": self.terms.texts(name, kind), "cite": each.cite, "assumed": assumed(each.node)}

    def _optional(self, name: syntax.Name | None, *kinds: str) -> str | None:
        return self.terms.symbols.id(name, *kinds) if name else None

    def _held(self, property: str, thing: str, kind: type[N]) -> tuple[Settlement, N] | None:
        """Return what holds of a thing, if a clause of a kind settles it."""
        found = self.holds.get((property, thing))
        return (found, found.says) if found and isinstance(found.says, kind) else None

    def _held_parties(self, property: str, thing: str) -> tuple[model.Party, ...]:
        found = self.holds.get((property, thing))
        return self.terms.parties(found.says.by) if found else ()  # type: ignore[attr-defined]

    # -- units and bodies --

    def units(self) -> tuple[model.Unit, ...]:
        """Return all units, those of a row after one another."""
        lines = [
            model.Unit(
                under=self._optional(node.under, "unit", "body"),
                guided_by=self._optional(node.guided_by, "unit", "body"),
                **self._named(each, node.name, "unit"),
            )
            for each, node in self.index.all(syntax.UnitLine)
        ]
        return (*lines, *(unit for each, node in self.index.all(syntax.UnitRows) for unit in self._row(each, node)))

    def _row(self, each: Sentence, node: syntax.UnitRows) -> Iterable[model.Unit]:
        kind, under = self._id(node.name, "row"), self.terms.symbols.id(node.of, "unit", "body")
        for row in node.rows:
            yield model.Unit(
                kind=kind, under=under, title=bilingual(row.title) if row.title else None, **self._named(each, row.name, "unit")
            )

    def bodies(self) -> tuple[model.Body, ...]:
        """Return all bodies with their members and through whom they act."""
        return tuple(self._body(each, node) for each, node in self.index.all(syntax.BodyLine))

    def _body(self, each: Sentence, node: syntax.BodyLine) -> model.Body:
        id = self._id(node.name, "body")
        members = self._held("members", id, syntax.MembersClause)
        return model.Body(
            under=self._optional(node.under, "unit", "body"),
            members=self.terms.parties(members[1].members) if members else (),
            acts_through=self._held_parties("acting", id),
            **self._named(each, node.name, "body"),
        )

    def groups(self) -> tuple[model.Group, ...]:
        """Return all groups."""
        return tuple(
            model.Group(members=self.terms.parties(node.members), **self._named(each, node.name, "group"))
            for each, node in self.index.all(syntax.GroupLine)
        )

    def categories(self) -> tuple[model.Category, ...]:
        """Return all categories of members."""
        return tuple(
            model.Category(**self._named(each, name, "category"))
            for each, node in self.index.all(syntax.CategoryLine)
            for name in node.names
        )

    # -- offices --

    def roles(self) -> tuple[model.Role, ...]:
        """Return all offices with what holds of them."""
        return tuple(self._role(each, node) for each, node in self.index.all(syntax.RoleLine))

    def _role(self, each: Sentence, node: syntax.RoleLine) -> model.Role:
        id = self._id(node.name, "role")
        of = self.terms.symbols.find(node.of.text, ("unit", "row", "body")) if node.of else None
        each_unit = of.id if of and (node.each or of.kind == "row") else None
        held = self._held("seats", id, syntax.Val)
        seats = held[1].value if held else None
        return model.Role(
            of=None if each_unit else of.id if of else None,
            each=each_unit,
            seats=seats if isinstance(seats, int) else None,
            dormant_until=(bilingual(node.until) if node.until else Text("unspecified", "未规定")) if node.dormant else None,
            selection=self._selection(id),
            term=self._term(id),
            successor=self._successor(id),
            **self._named(each, node.name, "role"),
        )

    def _successor(self, role: str) -> model.Selection | None:
        for each, clause in self.index.clauses("role", role):
            if isinstance(clause.says, syntax.Successor) and isinstance(clause.says.selection, syntax.Appointed):
                return model.Selection("appointed", self.terms.parties(clause.says.selection.by), None, each.cite, assumed(clause.says))
        return None

    def _selection(self, role: str) -> model.Selection | None:
        held = self.holds.get(("selection", role))
        if held is None or isinstance(held.says, syntax.Unspecified):
            return None
        how, says = _HOW[type(held.says)], held.says
        vote = says.vote if isinstance(says, syntax.Elected) else None
        by = self.terms.parties(says.by)  # type: ignore[attr-defined]
        return model.Selection(how, by, self._vote(None, (vote,), held) if vote else None, held.cite, assumed(says))  # type: ignore[arg-type]

    def _term(self, role: str) -> model.Term | None:
        held = self.holds.get(("term", role))
        if held is None or isinstance(held.says, syntax.Unspecified):
            return None
        length = held.says.length.value if isinstance(held.says, syntax.TermClause) else None
        assert length is None or isinstance(length, Duration)
        most = self._held("max terms", role, syntax.MaxTerms)
        count = most[1].count.value if most else None
        assert count is None or isinstance(count, int)
        return model.Term(length, ("rotation", role) in self.holds, count, held.cite, assumed(held.says))

    # -- committees --

    def committees(self) -> tuple[model.Committee, ...]:
        """Return all committees with what holds of them."""
        return tuple(self._committee(each, node) for each, node in self.index.all(syntax.CommitteeLine))

    def _committee(self, each: Sentence, node: syntax.CommitteeLine) -> model.Committee:
        id = self._id(node.name, "committee")
        members = self._held("members", id, syntax.MembersClause)
        quorum = self._held("quorum", id, syntax.QuorumClause)
        clauses = [clause for _, clause in self.index.about("committee", id)]
        return model.Committee(
            members=self.terms.parties(members[1].members) if members else (),
            chair=self._held_parties("chair", id),
            quorum=model.Quorum(self._threshold(quorum[1].share), quorum[0].cite, assumed(quorum[1])) if quorum else None,
            votes=self._votes(id),
            invited=tuple(p for c in clauses if isinstance(c.says, syntax.Invites) for p in self.terms.parties(c.says.whom)),
            tie_break=self._held_parties("tie break", id),
            veto=tuple(p for c in clauses if isinstance(c.says, syntax.VetoClause) for p in self.terms.parties(c.says.by)),
            **self._named(each, node.name, "committee"),
        )

    def _votes(self, committee: str) -> tuple[model.Vote, ...]:
        held = self._held("vote", committee, syntax.VoteClause)
        votes = [self._vote(None, held[1].shares, held[0])] if held else []
        for each, clause in self.index.about("committee", committee):
            if isinstance(clause.says, syntax.MatterVote) and clause.about:
                matters = [self.terms.symbols.id(p.noun, "process") for p in clause.subject.parties if p.noun] if clause.subject else []
                votes += [model.Vote(m, (self._threshold(clause.says.share),), each.cite, each.assumed) for m in matters]
            elif isinstance(clause.says, syntax.OtherMatterVote):
                votes.append(model.Vote(None, (self._threshold(clause.says.share),), each.cite, each.assumed))
        return tuple(votes)

    def _vote(self, matter: str | None, shares: tuple[Share, ...], held: Settlement) -> model.Vote:
        return model.Vote(matter, tuple(map(self._threshold, shares)), held.cite, any(map(assumed, shares)) or assumed(held.says))

    def _threshold(self, share: Share) -> model.Threshold:
        assert isinstance(share.share.value, Fraction)
        weight = self._optional(share.weight, "weight")
        return model.Threshold(share.share.value, share.strict, model.Base(share.base.word), weight)

    # -- the rest --

    def judgements(self) -> tuple[model.Judgement, ...]:
        """Return all judgements."""
        return tuple(
            model.Judgement(
                of=self.terms.symbols.id(node.of, "process"), by=self.terms.parties(node.by), **self._named(each, node.name, "judgement")
            )
            for each, node in self.index.all(syntax.JudgementLine)
        )

    def parameters(self) -> tuple[model.Parameter, ...]:
        """Return all parameters with their values by the day from which they hold; the charter's own replace a library's."""
        found: dict[str, list[tuple[Sentence, syntax.ParameterLine]]] = {}
        for each, node in self.index.all(syntax.ParameterLine):
            lines = found.setdefault(self._id(node.name, "parameter"), [])
            if lines and lines[0][0].library and not each.library:
                lines.clear()
            lines.append((each, node))
        return tuple(self._parameter(lines) for lines in found.values())

    def _parameter(self, lines: list[tuple[Sentence, syntax.ParameterLine]]) -> model.Parameter:
        values = [(node.since.value if node.since else None, self.terms.value(node.value)) for _, node in lines]
        dated = sorted(values, key=lambda pair: pair[0] or date.min)  # type: ignore[arg-type, return-value]
        return model.Parameter(values=tuple(dated), **self._named(lines[0][0], lines[0][1].name, "parameter"))  # type: ignore[arg-type]

    def calendars(self) -> tuple[model.Calendar, ...]:
        """Return all calendars."""
        return tuple(self._calendar(each, node) for each, node in self.index.all(syntax.CalendarLine))

    def _calendar(self, each: Sentence, node: syntax.CalendarLine) -> model.Calendar:
        first = node.first.value if node.first else None
        last = node.last.value if node.last else first
        days: tuple[int, ...] = ()
        if isinstance(first, int) and isinstance(last, int):
            days = tuple(day % 7 for day in range(first, (last if last >= first else last + 7) + 1))
        hours = tuple(Hours(_time(span.start), _time(span.end)) for span in node.hours)
        return model.Calendar(working_days=first is None, weekdays=days, hours=hours, **self._named(each, node.name, "calendar"))

    def funds(self) -> tuple[model.Fund, ...]:
        """Return all funds with what they accept."""
        return tuple(self._fund(each, node) for each, node in self.index.all(syntax.FundLine))

    def _fund(self, each: Sentence, node: syntax.FundLine) -> model.Fund:
        id = self._id(node.name, "fund")
        accepts = tuple(
            model.Acceptance(self.terms.symbols.id(c.says.what, "process"), self.terms.parties(c.says.givers), told.cite, assumed(c))
            for told, c in self.index.clauses("fund", id)
            if isinstance(c.says, syntax.Accepts)
        )
        return model.Fund(
            keeper=self.terms.parties(node.keeper) if node.keeper else (), accepts=accepts, **self._named(each, node.name, "fund")
        )


_HOW = {syntax.Elected: "elected", syntax.Appointed: "appointed", syntax.ExOfficio: "ex officio"}


def _time(value: syntax.Val) -> time:
    assert isinstance(value.value, time)
    return value.value
