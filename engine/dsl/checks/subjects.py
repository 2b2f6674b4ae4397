"""Of what a clause may speak: an office is elected, a committee votes, a kind of case is approved. Nothing is passed over in silence."""

from __future__ import annotations

from engine.dsl import syntax
from engine.dsl.checks.scene import Scene
from engine.dsl.names import NOUNS, PEOPLE, Kind
from engine.dsl.syntax import Node, Party
from engine.problems import Label, Problems

_OFFICE: tuple[Kind, ...] = ("role",)
_COMMITTEE: tuple[Kind, ...] = ("committee",)
_CASE: tuple[Kind, ...] = ("process",)

# What may be said of what; what stands in no line may be said of anything.
SAID_OF: dict[type[Node], tuple[Kind, ...]] = {
    **dict.fromkeys((syntax.Elected, syntax.Appointed, syntax.ExOfficio, syntax.TermClause, syntax.PermanentTerm), _OFFICE),
    **dict.fromkeys((syntax.Rotating, syntax.MaxTerms, syntax.Vacancy, syntax.HeldApart, syntax.AlsoHeld, syntax.Successor), _OFFICE),
    syntax.ReElection: ("role", "committee", "category"),
    syntax.Replaced: ("role", "judgement", "category", "committee"),
    syntax.NotRelated: ("role", "category"),
    syntax.DutyText: PEOPLE,
    syntax.MembersClause: ("committee", "body", "group"),
    syntax.ChairClause: ("committee", "body"),
    **dict.fromkeys((syntax.QuorumClause, syntax.VoteClause, syntax.OtherMatterVote, syntax.TieBreak, syntax.VetoClause), _COMMITTEE),
    **dict.fromkeys((syntax.Invites, syntax.Convened, syntax.ConvenedOn, syntax.ProxyLimit), ("committee", "body", "category", "role")),
    syntax.ActsThrough: ("body",),
    syntax.JoinsBy: ("category",),
    **dict.fromkeys((syntax.AttendanceClause, syntax.Leaves, syntax.CountedEvent), ("category", "unit", "row", "role")),
    syntax.Accepts: ("fund",),
    **dict.fromkeys((syntax.DraftedBy, syntax.FieldClause, syntax.Numbered, syntax.Abstract, syntax.MustPass), _CASE),
    **dict.fromkeys((syntax.NoOverlapClause, syntax.InAdvanceClause, syntax.PaidOpens, syntax.LinesClause, syntax.MatterVote), _CASE),
}
# Of what something may be left open.
_LEFT_OPEN: dict[str, tuple[Kind, ...]] = {
    **dict.fromkeys(("selection", "term", "seats", "successor", "removal", "vacancy"), _OFFICE),
    "quorum": _COMMITTEE,
    "vote": ("committee", "role"),
    "drafting": _CASE,
}


def subjects(scene: Scene, problems: Problems) -> None:
    """Report clauses that say of a thing what cannot be said of it."""
    for _, clause in scene.clauses:
        said = SAID_OF.get(type(clause.says), ())
        if isinstance(clause.says, syntax.Unspecified):
            said = _LEFT_OPEN.get(clause.says.what.word, ())
        who = clause.about if isinstance(clause.says, syntax.Invites) else clause.subject
        for party in who.parties if said and who else ():
            _check(scene, party, said, clause.says, problems)
        if isinstance(clause.says, syntax.LimitClause):
            _limit(scene, clause, problems)


def _check(scene: Scene, party: Party, said: tuple[Kind, ...], says: Node, problems: Problems) -> None:
    if party.relation is not None:
        fits = "category" in said or said == PEOPLE or party.relation.word not in ("members", "outside")
        if not fits:
            problems.error("CH0307", party.span, Label(says.span, "said"), variant="members", expected=said[0])
        return
    if party.noun is None or scene.find(party.noun, *said):
        return
    found = scene.find(party.noun, *NOUNS)
    if found and scene.sure(found.id):
        problems.error("CH0307", party.noun.span, Label(says.span, "said"), name=party.noun.text, kind=found.kind, expected=said[0])


def _limit(scene: Scene, clause: syntax.Clause, problems: Problems) -> None:
    """Report limits that do not speak of a field of a kind of case: amount of expense."""
    for party in clause.subject.parties if clause.subject else ():
        kind = scene.find(party.of.noun, "process") if party.of else None
        if party.of and scene.hidden(party.of.noun):
            continue
        if party.noun and not (kind and scene.find(party.noun, "field")) and scene.find(party.noun, *scene.symbols.kinds()):
            problems.error("CH0307", party.span, Label(clause.says.span, "said"), variant="limit", name=party.noun.text)
