"""Names that nobody uses, and names that the command line cannot offer."""

from __future__ import annotations

from engine.dsl import syntax
from engine.dsl.checks.scene import Scene
from engine.dsl.names import Kind
from engine.problems import Problems
from engine.reserved import RESERVED, slug


def usage(scene: Scene, problems: Problems) -> None:
    """Report things that are declared and never spoken of, and kinds of case that are called as commands are."""
    if not scene.lacking:
        _unused(scene, problems)
    _reserved(scene, problems)


_WATCHED: dict[type[syntax.Node], Kind] = {
    syntax.RoleLine: "role",
    syntax.GroupLine: "group",
    syntax.CommitteeLine: "committee",
    syntax.JudgementLine: "judgement",
    syntax.ParameterLine: "parameter",
    syntax.CalendarLine: "calendar",
}


def _unused(scene: Scene, problems: Problems) -> None:
    for each in scene.own:
        kind = _WATCHED.get(type(each.node))
        found = scene.symbols.find(each.node.name.name, (kind,)) if kind else None  # type: ignore[attr-defined]
        if kind and found and scene.sure(found.id) and (kind, found.id) not in scene.used:
            name = each.node.name  # type: ignore[attr-defined]
            if not (isinstance(each.node, syntax.RoleLine) and each.node.dormant):
                problems.warning("CH0203", found.span, name=name.name, kind=kind)


def _reserved(scene: Scene, problems: Problems) -> None:
    """Report kinds of case, which become commands, that are called as another command is."""
    for kind in scene.kinds.values():
        found = scene.symbols.find(kind.line.name.name, ("process",))
        for text in (found.name.en, found.name.zh) if found else ():
            if text and slug(text) in RESERVED:
                problems.error("CH0207", kind.line.name.span, kind="process", name=text)
