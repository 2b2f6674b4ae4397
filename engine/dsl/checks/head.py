"""The first sentence: a charter has one that names it."""

from __future__ import annotations

from engine.dsl import syntax
from engine.dsl.checks.scene import Scene
from engine.problems import Problems

_FIRST = (syntax.CharterHead, syntax.ModuleHead, syntax.ScenariosHead)


def head(scene: Scene, problems: Problems) -> None:
    """Report a charter that nothing names; a sentence that makes no sense may have been meant to."""
    own = scene.files[0]
    if own.items and not own.broken and not any(isinstance(item, _FIRST) for item in own.items):
        problems.error("CH0212", own.items[0].span)
