"""Things that hold themselves: units under units, kinds that follow kinds, groups of groups; and those that go too deep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.dsl import syntax
from engine.dsl.checks.scene import MAX_DEPTH, Scene
from engine.dsl.names import Symbol
from engine.dsl.syntax import Name, Party
from engine.problems import Problems

Edges = Mapping[str, list[tuple[Symbol, Name]]]  # what a thing stands under, follows or holds, and where that is said


def circles(scene: Scene, problems: Problems) -> None:
    """Report what comes round to itself, and chains that are longer than anybody follows."""
    for edges in (_gathered(_under(scene)), _gathered(_follows(scene)), _gathered(_holds(scene))):
        _walk(scene, edges, problems)


def _walk(scene: Scene, edges: Edges, problems: Problems) -> None:
    """Go through all chains, each thing once, without recursion; a thing met on its own way closes a circle."""
    depth: dict[str, int] = {}
    for start in edges:
        way: list[tuple[str, Iterator[tuple[Symbol, Name]]]] = [(start, iter(edges[start]))] if start not in depth else []
        on_way = {start}
        while way:
            id, rest = way[-1]
            following = next(rest, None)
            if following is None:
                depth[id] = 1 + max((depth.get(target.id, 0) for target, _ in edges.get(id, ())), default=0)
                way.pop()
                on_way.discard(id)
                continue
            target, name = following
            if target.id in on_way:
                chain = [each for each, _ in way]
                said = " → ".join([_say(scene, each, edges) for each in (*chain[chain.index(target.id) :], target.id)])
                problems.error("CH0205", name.span, chain=said)
            elif target.id not in depth:
                way.append((target.id, iter(edges.get(target.id, ()))))
                on_way.add(target.id)
    for id, found in depth.items():
        if found == MAX_DEPTH + 1:
            problems.error("CH0205", edges[id][0][1].span, variant="deep", limit=str(MAX_DEPTH))


def _say(scene: Scene, id: str, edges: Edges) -> str:
    return next((target.name.say(scene.lang) for pairs in edges.values() for target, _ in pairs if target.id == id), id)


def _gathered(pairs: Iterator[tuple[str, Symbol, Name]]) -> Edges:
    edges: dict[str, list[tuple[Symbol, Name]]] = {}
    for id, target, name in pairs:
        edges.setdefault(id, []).append((target, name))
    return edges


def _under(scene: Scene) -> Iterator[tuple[str, Symbol, Name]]:
    lines: list[syntax.UnitLine | syntax.BodyLine] = [line for _, line in scene.index.all(syntax.UnitLine)]
    for line in (*lines, *(line for _, line in scene.index.all(syntax.BodyLine))):
        found, above = scene.symbols.find(line.name.name, ("unit", "body")), scene.find(line.under, "unit", "body")
        if found and above and line.under:
            yield found.id, above, line.under


def _follows(scene: Scene) -> Iterator[tuple[str, Symbol, Name]]:
    for _, line in scene.index.all(syntax.ProcessLine):
        found, above = scene.symbols.find(line.name.name, ("process",)), scene.find(line.follows, "process")
        if found and above and line.follows:
            yield found.id, above, line.follows


def _holds(scene: Scene) -> Iterator[tuple[str, Symbol, Name]]:
    for kind in ("group", "committee", "body"):
        for symbol in scene.symbols.of(kind):
            for party in scene.members(kind, symbol.id) or ():
                found = _held(scene, party)
                if found and party.noun:
                    yield symbol.id, found, party.noun


def _held(scene: Scene, party: Party) -> Symbol | None:
    return scene.find(party.noun, "group", "committee", "body") if not party.relation else None
