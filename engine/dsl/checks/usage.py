"""Names that nobody uses, that the command line cannot offer, and things that contain themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.dsl import syntax
from engine.dsl.checks.scene import Scene
from engine.dsl.names import Kind, Symbol
from engine.dsl.syntax import Name
from engine.problems import Label, Problems
from engine.reserved import RESERVED, slug


def usage(scene: Scene, problems: Problems) -> None:
    """Report things that are declared and never spoken of, reserved names, and circles."""
    _unused(scene, problems)
    _reserved(scene, problems)
    _circles(scene, problems)


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


def _circles(scene: Scene, problems: Problems) -> None:
    """No unit stands under itself, and no kind of case follows itself."""
    for above in (dict(_under(scene)), dict(_follows(scene))):
        ups = {id: up.id for id, (up, _) in above.items()}
        for id, (up, name) in above.items():
            chain = _chain(id, ups)
            if chain and chain[-1] == id == min(chain):
                said = [next(other.name.say(scene.lang) for other, _ in above.values() if other.id == each) for each in chain]
                problems.error("CH0205", name.span, Label(up.span, "declared", {"kind": up.kind}), chain=" → ".join(said))


def _under(scene: Scene) -> Iterator[tuple[str, tuple[Symbol, Name]]]:
    lines: list[syntax.UnitLine | syntax.BodyLine] = [line for _, line in scene.index.all(syntax.UnitLine)]
    for line in (*lines, *(line for _, line in scene.index.all(syntax.BodyLine))):
        found, above = scene.symbols.find(line.name.name, ("unit", "body")), scene.find(line.under, "unit", "body")
        if found and above and line.under:
            yield found.id, (above, line.under)


def _follows(scene: Scene) -> Iterator[tuple[str, tuple[Symbol, Name]]]:
    for _, line in scene.index.all(syntax.ProcessLine):
        found, above = scene.symbols.find(line.name.name, ("process",)), scene.find(line.follows, "process")
        if found and above and line.follows:
            yield found.id, (above, line.follows)


def _chain(id: str, above: Mapping[str, str]) -> list[str]:
    """Follow what a thing stands under; return the way if it comes round."""
    chain, at = [id], above.get(id)
    seen = {id}
    while at is not None and at not in seen:
        seen.add(at)
        chain.append(at)
        at = above.get(at)
    return [*chain, at] if at is not None else []
