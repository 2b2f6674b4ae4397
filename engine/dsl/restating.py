"""What a sentence settles, as keys: two sentences with a key in common cannot both hold where one charter extends another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.dsl import syntax
from engine.dsl.index import SUBJECTS
from engine.dsl.names import DECLARING, Kind, Symbols
from engine.dsl.organisation import PROPERTIES
from engine.dsl.syntax import Clause, Name, Node, Party

Key = tuple[str, str]  # what is settled, and of which thing
MOVE = "move "  # begins what a move of a lifecycle settles

_ONE = {  # clauses of which a thing has one
    syntax.Successor: "successor", syntax.Numbered: "numbered", syntax.Abstract: "abstract", syntax.Invites: "invites",
    syntax.VetoClause: "veto", syntax.Convened: "convened", syntax.ConvenedOn: "convened on", syntax.ProxyLimit: "proxies",
    syntax.OtherMatterVote: "other vote", syntax.MatterVote: "matter vote", syntax.JoinsBy: "joining", syntax.Leaves: "leaving",
    syntax.OwnCase: "own case", syntax.InAdvanceClause: "in advance", syntax.AttendanceClause: "attendance",
    syntax.SignUpClause: "sign-up", syntax.HoursClause: "hours", syntax.ObjectionClause: "objections",
}  # fmt: skip
_STANDING = ("ballotsstand", "ballotsfall")  # what becomes of the ballots of those who leave
_APART = ("lifecycle", "part", "module", "field", "line")  # taken up again, or said by a clause


def declares(node: Node) -> Kind | None:
    """Return what kind of thing a declaration declares, if another charter may declare it anew."""
    kind = DECLARING.get(type(node))
    return None if kind in _APART else kind


def settles(node: Node, symbols: Symbols, cycle: str = "") -> tuple[Key, ...]:
    """Return what a sentence settles by itself: it goes where all of that is settled otherwise."""
    if isinstance(node, Clause):
        what = _what(node.says, symbols)
        return tuple((what, thing) for thing in _things(node, symbols)) if what else ()
    if kind := declares(node):
        named = (kind, symbols.id(Name(text=node.name.name), kind))  # type: ignore[attr-defined]
        if isinstance(node, syntax.ParameterLine):
            return ((f"parameter since {node.since.value if node.since else ''}", named[1]), (f"{kind}", named[1]))
        return (named, ("seats", named[1])) if isinstance(node, syntax.RoleLine) and node.seats else (named,)
    return tuple(_lone(node, symbols, cycle))


def restates(node: Node, symbols: Symbols, cycle: str = "") -> tuple[Key, ...]:
    """Return what a sentence says in the place of sentences below it."""
    keys = settles(node, symbols, cycle)
    if isinstance(node, syntax.ParameterLine):
        return keys[:1] if node.since else keys  # from a day on: the value before it stays
    if isinstance(node, Clause) and isinstance(node.says, syntax.Elected) and node.says.vote:
        return (*keys, *(("vote", thing) for thing in _things(node, symbols)))
    return keys


def restated(node: Node, said: frozenset[Key], symbols: Symbols) -> Node | None:
    """Return what is left of a sentence some of whose keys are settled otherwise."""
    if isinstance(node, syntax.RoleLine) and ("role", symbols.id(Name(text=node.name.name), "role")) not in said:
        return replace(node, seats=None)
    if not isinstance(node, Clause) or node.subject is None:
        return None
    what = _what(node.says, symbols)
    left = tuple(party for party in node.subject.parties if what and (what, _thing(party, node, symbols)) not in said)
    return replace(node, subject=replace(node.subject, parties=left)) if left else None


def _things(clause: Clause, symbols: Symbols) -> tuple[str, ...]:
    parties = clause.subject.parties if clause.subject else ()
    return tuple(_thing(party, clause, symbols) for party in parties) or ("",)


def _thing(party: Party, clause: Clause, symbols: Symbols) -> str:
    about = tuple(_party(each, symbols) for each in clause.about.parties) if clause.about else ()
    return "/".join((_party(party, symbols), *about))


def _party(party: Party, symbols: Symbols) -> str:
    words = [symbols.id(name, *SUBJECTS) for name in (party.adjective, party.noun) if name]
    words += [party.relation.word] if party.relation else []
    words += [f"of {_party(party.of, symbols)}"] if party.of else []
    return " ".join(words)


def _what(says: Node, symbols: Symbols) -> str | None:
    """Return what a clause settles of its subject; None for what adds up."""
    match says:
        case syntax.Unspecified():
            return says.what.word
        case syntax.Replaced() if says.verb.word not in ("replace", "move", "moveorreplace"):
            return f"removal {says.verb.word}"
        case syntax.ReElection():
            return "recall" if says.recall else "re-election"
        case syntax.FieldClause():
            return f"field {symbols.id(Name(text=says.name.name), 'field')}"
        case syntax.LinesClause():
            return f"line {symbols.id(Name(text=says.name.name), 'line')}"
        case syntax.Accepts():
            return f"accepts {symbols.id(says.what, 'process')}"
        case syntax.Ballots():
            return "ballots of those who leave" if says.ballots.word in _STANDING else f"ballots {says.ballots.word}"
    return PROPERTIES.get(type(says)) or _ONE.get(type(says)) or _of_rules(says, symbols)


def _of_rules(says: Node, symbols: Symbols) -> str | None:
    """Return what limits, sums, counted events and duties settle."""
    match says:
        case syntax.LimitClause():
            return f"limit {says.op[:1]}"
        case syntax.AtMostOpen():
            return f"open {symbols.id(says.same, 'field')}"
        case syntax.NoOverlapClause():
            return f"overlap {symbols.id(says.calendar, 'calendar')}"
        case syntax.CountedEvent():
            return f"counted {says.event.word}"
        case syntax.TriggerClause():
            return f"sum of {symbols.id(says.source, 'process')} opens {symbols.id(says.opens, 'process')}"
        case syntax.PaidOpens():
            return f"paid opens {symbols.id(says.opens, 'process')}"
        case syntax.NormClause():
            return _duty(says.doing, symbols)
    return None


def _duty(doing: syntax.Doing, symbols: Symbols) -> str:
    if doing.text:
        return f"duty {doing.text.text}"
    item = doing.object
    what = symbols.id(item, *symbols.kinds()) if isinstance(item, Name) else item.word if isinstance(item, syntax.Word) else ""
    return f"duty {doing.verb.word if doing.verb else ''} {what}"


def _lone(node: Node, symbols: Symbols, cycle: str) -> Iterator[Key]:
    """Yield what sentences settle that are neither declarations nor clauses."""
    match node:
        case syntax.Theme():
            yield "theme", ""
        case syntax.EmblemLine():
            yield "emblem", node.kind.word
        case syntax.Decides():
            yield f"decides {symbols.id(node.state, 'state')}", cycle
        case syntax.MoveClause():
            move = symbols.id(Name(text=node.move.name), "move")
            yield from ((f"{MOVE}{move}", f"{cycle} {source}") for source in _sources(node.sources, symbols))
        case syntax.TimedMove():
            target = symbols.id(node.target, "state")
            yield from ((f"{MOVE}by time to {target}", f"{cycle} {source}") for source in _sources(node.sources, symbols))


def _sources(who: syntax.Who, symbols: Symbols) -> Iterator[str]:
    return (symbols.id(party.noun, "state") for party in who.parties if party.noun)
