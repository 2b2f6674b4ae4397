"""Offices: each is filled somehow, can end somehow, and nobody chooses his own electors unnoticed."""

from __future__ import annotations

from engine.dsl import syntax
from engine.dsl.checks.scene import Scene
from engine.dsl.names import walk
from engine.dsl.syntax import Node
from engine.problems import Label, Problems


def offices(scene: Scene, problems: Problems) -> None:
    """Report offices that nobody fills, that nobody can end, or whose electors depend on their own choice."""
    signing, used = _sole_signers(scene), scene.used
    for id, line in scene.roles.items():
        says = {type(clause.says): clause.says for _, clause in scene.index.clauses("role", id)}
        open_words = {c.says.what.word for _, c in scene.index.clauses("role", id) if isinstance(c.says, syntax.Unspecified)}
        if line.dormant or not scene.sure(id) or ("role", id) not in used:
            continue
        if ("selection", id) not in scene.holds:
            label = [Label(each.span, "speaks") for kind, each in says.items() if kind in _OF_FILLED][:1]
            problems.warning("CH0401", line.name.span, *label, name=line.name.name)
        elif _never_ends(scene, id, says, open_words):
            problems.warning("CH0407", line.name.span, Label(scene.holds["selection", id].span, "filled"), name=line.name.name)
        if id in signing and ("vacancy", id) not in scene.holds and _expires(scene, id):
            problems.warning("CH0405", line.name.span, Label(signing[id].span, "needed"), name=line.name.name)
        _electors(scene, id, problems)
        _terms(scene, id, line, problems)


_OF_FILLED = (syntax.TermClause, syntax.PermanentTerm, syntax.Rotating, syntax.MaxTerms, syntax.ReElection)


def _never_ends(scene: Scene, id: str, says: dict[type[Node], Node], open_words: set[str]) -> bool:
    """Whether an office that is filled has neither a term nor any way of removal, and nobody has left that open."""
    selection = scene.holds["selection", id].says
    if isinstance(selection, syntax.ExOfficio | syntax.Unspecified) or {"removal", "term"} & open_words:
        return False
    term = scene.holds.get(("term", id))
    ends = term is not None and isinstance(term.says, syntax.TermClause)
    return not ends and not says.keys() & {syntax.Replaced, syntax.ReElection}


def _expires(scene: Scene, id: str) -> bool:
    term = scene.holds.get(("term", id))
    return term is not None and isinstance(term.says, syntax.TermClause)


def _sole_signers(scene: Scene) -> dict[str, syntax.SignStep]:
    """Return the offices of one seat without which some case cannot go on, with the step that needs them."""
    found: dict[str, syntax.SignStep] = {}
    for _, clause in scene.clauses:
        if not isinstance(clause.says, syntax.MustPass):
            continue
        for part in walk(clause.says):
            if isinstance(part, syntax.SignStep) and part.verb.word != "file" and not part.optional and len(part.by.parties) == 1:
                role = scene.find(part.by.parties[0].noun, "role")
                if role and scene.seats(role.id) == 1:
                    found.setdefault(role.id, part)
    return found


def _electors(scene: Scene, id: str, problems: Problems) -> None:
    """Report an office whose holder may replace those who elect him."""
    held = scene.holds.get(("selection", id))
    if held is None or not isinstance(held.says, syntax.Elected):
        return
    for party in held.says.by.parties:
        for elector in scene.offices(party) or ():
            removal = scene.holds.get(("removal", elector))
            if removal is None or not isinstance(removal.says, syntax.Replaced):
                continue
            if any(id in (scene.offices(by) or ()) for by in removal.says.by.parties):
                label = Label(held.says.by.span, "elects")
                problems.warning("CH0404", removal.says.span, label, name=scene.say("role", id), elector=scene.say("role", elector))


def _terms(scene: Scene, id: str, line: syntax.RoleLine, problems: Problems) -> None:
    """Report an office that is permanent and yet rotates or has a number of terms."""
    term = scene.holds.get(("term", id))
    if term is None or not isinstance(term.says, syntax.PermanentTerm):
        return
    for property in ("rotation", "max terms"):
        limit = scene.holds.get((property, id))
        if limit is not None:
            problems.error("CH0409", limit.says.span, Label(term.says.span, "permanent"), name=line.name.name)
