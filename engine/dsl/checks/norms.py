"""Norms: nobody must do what he must not, and no time runs from nowhere."""

from __future__ import annotations

from engine.dsl import syntax
from engine.dsl.checks.scene import Scene
from engine.dsl.gather import Sentence
from engine.problems import Label, Problems

_CONTRARY = ({"must", "mustnot"}, {"may", "mustnot"})


def norms(scene: Scene, problems: Problems) -> None:
    """Report duties that cannot both be kept, and times that do not say from when they run.

    What is to be done otherwise has its time from when the other was not done.
    """
    seen: dict[tuple[str, object], tuple[Sentence, syntax.NormClause]] = {}
    otherwise = {id(said.otherwise) for _, clause in scene.clauses if isinstance(said := clause.says, syntax.NormClause)}
    for each, clause in scene.clauses:
        says = clause.says
        if not isinstance(says, syntax.NormClause):
            continue
        _reminded(says, problems)
        for time in says.times:
            if isinstance(time, syntax.Within) and id(clause) not in otherwise:
                problems.error("CH0802", time.span)
        for party in clause.subject.parties if clause.subject else ():
            found = scene.find(party.noun, *scene.symbols.kinds())
            subject = found.id if found else party.relation.word if party.relation else ""
            before = seen.setdefault((subject, says.doing), (each, says))
            if before[1] is not says and {before[1].modal.word, says.modal.word} in _CONTRARY and not _excepted(scene, each, before[0]):
                label = Label(before[1].span, "modal", {"modal": before[1].modal.word})
                problems.error("CH0801", says.span, label, modal=says.modal.word, name=party.noun.text if party.noun else "")


def _reminded(says: syntax.NormClause, problems: Problems) -> None:
    """Report that somebody is to be reminded of what is never due."""
    beside = (syntax.Reminded, syntax.Place, syntax.Objections, syntax.ForAtLeast)
    if not all(isinstance(time, beside) for time in says.times) or (says.doing.verb and says.doing.verb.word == "carryout"):
        return
    for time in says.times:
        if isinstance(time, syntax.Reminded):
            problems.error("CH0803", time.span)


def patience(scene: Scene, problems: Problems) -> None:
    """Report steps in which somebody is reminded of, or asked after, a time that is never over, or that silence has ended."""
    for _, step in scene.index.within(syntax.SignStep):
        if step.within is None and (what := step.reminded or step.instead_by):
            problems.error("CH0803", what.span)
        elif step.instead_by and step.silence:
            problems.error("CH0804", step.silence.span, Label(step.instead_by.span, "instead"))


def _excepted(scene: Scene, one: Sentence, other: Sentence) -> bool:
    """Whether one of two clauses gives way to the other."""
    from engine.dsl.articles import within

    for strong, weak in ((one, other), (other, one)):
        if weak.cite and any(within(weak.cite, cite) for cite in strong.exception_of):
            return True
        head = scene.articles.get(strong.cite) if strong.cite else None
        for prevails in head.prevails if head and weak.cite else ():
            if weak.cite and within(weak.cite, scene.cite(prevails.over, strong)) and _modality(prevails):
                return True
    return False


def _modality(prevails: syntax.Prevails) -> bool:
    return prevails.property is None or prevails.property.word == "modality"
