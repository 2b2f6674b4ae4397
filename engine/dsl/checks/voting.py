"""Committees: who sits, who must be present, what a vote needs, and whether a vote can be won at all."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from engine.dsl import syntax
from engine.dsl.checks.scene import Scene
from engine.dsl.names import walk
from engine.dsl.syntax import Party, Share
from engine.problems import Label, Problems, Span

HALF = Fraction(1, 2)


def voting(scene: Scene, problems: Problems) -> None:
    """Report committees that cannot decide, that may decide both ways, or that may come to no decision."""
    asked = _asked(scene)
    for _, line in scene.index.all(syntax.CommitteeLine):
        found = scene.symbols.find(line.name.name, ("committee",))
        if found:
            _committee(scene, found.id, line, asked.get(found.id), problems)
    for _, clause in scene.clauses:
        for share in (part for part in walk(clause.says) if isinstance(part, Share)):
            _share(share, problems, decides=not isinstance(clause.says, syntax.QuorumClause))


def _asked(scene: Scene) -> dict[str, Span]:
    """Return the committees that are asked for a decision, with the first place where they are."""
    found: dict[str, Span] = {}
    for _, clause in scene.clauses:
        if isinstance(clause.says, syntax.MustPass | syntax.TriggerClause):
            for party in (part for part in walk(clause.says) if isinstance(part, Party)):
                if committee := scene.find(party.noun, "committee"):
                    found.setdefault(committee.id, party.span)
    return found


def _committee(scene: Scene, id: str, line: syntax.CommitteeLine, asked: Span | None, problems: Problems) -> None:
    members, quorum = scene.members("committee", id), _held(scene, "quorum", id)
    votes = _votes(scene, id)
    if scene.sure(id):
        if members is None:
            problems.error("CH0507", line.name.span, name=line.name.name)
        if asked:
            _rules(scene, id, line, asked, votes, problems)
    size = scene.size(members or ())
    if size is not None and scene.sure(id):
        for share in votes:
            _reachable(share, quorum, size, line, problems)
    ties = [share for share in votes if share.share.value == HALF and share.strict]
    tie = scene.holds.get(("tie break", id))
    if tie is None and size is not None and size % 2 == 0 and ties and scene.sure(id):
        problems.warning("CH0503", ties[0].span, name=line.name.name, half=str(size // 2))
    if tie is not None and votes and not ties:
        problems.warning("CH0504", tie.says.span, Label(votes[0].span, "needs"))
    _invited(scene, id, problems)


def _rules(scene: Scene, id: str, line: syntax.CommitteeLine, asked: Span, votes: list[Share], problems: Problems) -> None:
    """Report a committee that is asked to decide and has no rule for its vote or its quorum, nor says that they are left open."""
    missing = [] if votes or ("vote", id) in scene.holds else ["vote"]
    missing += [] if ("quorum", id) in scene.holds else ["quorum"]
    for property in missing[:1]:
        label = Label(asked, "asked")
        problems.warning("CH0508", line.name.span, label, variant="both" if len(missing) > 1 else property, name=line.name.name)


def _held(scene: Scene, property: str, id: str) -> Share | None:
    held = scene.holds.get((property, id))
    return held.says.share if held and isinstance(held.says, syntax.QuorumClause) else None


def _votes(scene: Scene, id: str) -> list[Share]:
    held = scene.holds.get(("vote", id))
    found = list(held.says.shares) if held and isinstance(held.says, syntax.VoteClause) else []
    matters = (clause.says for _, clause in scene.index.about("committee", id))
    return found + [says.share for says in matters if isinstance(says, syntax.MatterVote | syntax.OtherMatterVote)]


# ---- numbers -----------------------------------------------------------------------------------------------------


def _share(share: Share, problems: Problems, *, decides: bool) -> None:
    """Report shares that nobody can reach, and those that both sides reach."""
    value = share.share.value
    if not isinstance(value, Fraction):
        return
    if value > 1 or (value == 1 and share.strict):
        problems.error("CH0501", share.span)
    elif decides and value == HALF and not share.strict:
        problems.warning("CH0303", share.span)


def least(share: Share, size: int) -> int | None:
    """Return how many of a number are enough for a share."""
    if not isinstance(share.share.value, Fraction):
        return None
    part = share.share.value * size
    return floor(part) + 1 if share.strict else ceil(part)


def _reachable(share: Share, quorum: Share | None, size: int, line: syntax.CommitteeLine, problems: Problems) -> None:
    """Report a vote of all members that a meeting with a bare quorum can never carry."""
    if quorum is None or share.base.word not in ("members", "seats") or share.weight or quorum.base.word not in ("members", "seats"):
        return
    needed, present = least(share, size), least(quorum, size)
    if needed is not None and present is not None and present < needed <= size:
        label = Label(quorum.span, "present", {"count": str(present)})
        problems.warning("CH0502", share.span, label, name=line.name.name, needed=str(needed), present=str(present), size=str(size))


# ---- who is only invited -----------------------------------------------------------------------------------------


def _invited(scene: Scene, id: str, problems: Problems) -> None:
    """Whoever is invited has no vote, and so no veto either."""
    clauses = [clause.says for _, clause in scene.index.about("committee", id)]
    invited = [party for says in clauses if isinstance(says, syntax.Invites) for party in says.whom.parties]
    guests = {found.id: party for party in invited if (found := scene.find(party.noun, "role", "group", "body", "committee"))}
    for says in clauses:
        for party in says.by.parties if isinstance(says, syntax.VetoClause) else ():
            found = scene.find(party.noun, "role", "group", "body", "committee")
            if found and found.id in guests:
                name = party.noun.text if party.noun else ""
                problems.error("CH0505", party.span, Label(guests[found.id].span, "invited"), name=name)
