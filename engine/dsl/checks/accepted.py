"""Warnings that the text accepts with a reason, and the article of every place that a problem names."""

from __future__ import annotations

from dataclasses import replace

from engine.dsl import syntax
from engine.dsl.checks.scene import BOTH, Scene
from engine.dsl.gather import Sentence
from engine.dsl.terms import bilingual
from engine.problems import Label, Problem, Problems
from engine.values import Cite


def accepted(scene: Scene, problems: Problems) -> None:
    """Turn the warnings that the charter accepts into notes with its reason; report what is accepted and does not occur."""
    problems.revise(lambda problem: _placed(scene, problem))
    lines = scene.index.all(syntax.AcceptedLine)
    used: set[int] = set()
    problems.revise(lambda problem: _accepted(scene, problem, lines, used))
    errors = {problem.code for problem in problems if problem.severity == "error"}
    for each, line in lines:
        if id(line) not in used and not each.library and not _hidden(scene, each):
            problems.warning("CH0906", line.span, variant="error" if line.code in errors else "", accepting=line.code)
    problems.revise(lambda problem: _placed(scene, problem))


def _hidden(scene: Scene, each: Sentence) -> bool:
    """Whether the warning may stand in a sentence that makes no sense."""
    return any(other.opens_article or scene.article_at(other.span) == each.cite for other in scene.files[0].broken)


def _accepted(scene: Scene, problem: Problem, lines: list[tuple[Sentence, syntax.AcceptedLine]], used: set[int]) -> Problem:
    if problem.severity != "warning":
        return problem
    places = [scene.article_at(problem.span), *(scene.article_at(label.span) for label in problem.labels)]
    for each, line in lines:
        if line.code == problem.code and (each.cite is None or _stands_in(each.cite, places)):
            used.add(id(line))
            reason = bilingual(line.reason)
            return replace(problem, severity="info", args={**problem.args, "accepted": f"{reason.say('en')}{BOTH}{reason.say('zh')}"})
    return problem


def _stands_in(cite: Cite, places: list[Cite | None]) -> bool:
    return cite in places


def _placed(scene: Scene, problem: Problem) -> Problem:
    """Add to a problem and its labels the articles in which they stand."""
    if "article" in problem.args:
        return problem
    labels = tuple(
        Label(each.span, each.key, {**each.args, "article": scene.article(scene.article_at(each.span))}) for each in problem.labels
    )
    args = {**problem.args, "article": scene.article(scene.article_at(problem.span))}
    return Problem(problem.code, problem.severity, problem.span, args, labels, problem.variant)
