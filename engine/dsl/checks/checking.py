"""All checks, in order; what the charter accepts comes last."""

from __future__ import annotations

from engine.dsl.checks.accepted import accepted
from engine.dsl.checks.articles import articles
from engine.dsl.checks.circles import circles
from engine.dsl.checks.head import head
from engine.dsl.checks.lifecycles import lifecycles
from engine.dsl.checks.norms import norms, patience
from engine.dsl.checks.offices import offices
from engine.dsl.checks.people import people
from engine.dsl.checks.scene import Scene
from engine.dsl.checks.subjects import subjects
from engine.dsl.checks.tables import tables
from engine.dsl.checks.types import types
from engine.dsl.checks.usage import usage
from engine.dsl.checks.voting import voting
from engine.problems import Problems

PASSES = (head, circles, subjects, types, people, offices, voting, tables, lifecycles, norms, patience, articles, usage, accepted)


def check(scene: Scene, problems: Problems) -> None:
    """Report everything that is wrong with a charter whose sentences make sense."""
    for each in PASSES:
        each(scene, problems)
