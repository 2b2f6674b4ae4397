"""All checks, in order."""

from __future__ import annotations

from engine.dsl.checks.scene import Scene
from engine.problems import Problems

PASSES = ()


def check(scene: Scene, problems: Problems) -> None:
    """Report everything that is wrong with a charter whose sentences make sense."""
    for each in PASSES:
        each(scene, problems)
