"""What a charter says must hold of every history: proved, refuted by the shortest history that shows it, or not decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal

from engine.charter import Charter, Proof, Scenario
from engine.proofs.explore import Event, Graph, Node, Watched, explore
from engine.proofs.worlds import TooMany
from engine.records import record
from engine.values import Lang

MOST_TRIED = 12  # histories played before a proof is given up


@record
class Verdict:
    """Whether something holds of every history. Refuted: `scenario` shows how it fails, for a kind of case that comes to `state`."""

    proof: Proof
    result: Literal["proved", "refuted", "undecided"]
    process: str = ""
    state: str = ""
    scenario: Scenario | None = None
    ahead: bool = False  # undecided, as it holds unless a move is made ahead of its approval


def prove(charter: Charter, lang: Lang) -> tuple[Verdict, ...]:
    """Return the verdict on everything that a charter says must hold; histories speak in a tongue."""
    return tuple(_verdict(charter, proof, lang) for proof in charter.proofs)


def _verdict(charter: Charter, proof: Proof, lang: Lang) -> Verdict:
    slots = dict(proof.slots)
    kind = str(slots["kind"])
    undecided = None
    for process in charter.processes:
        if not charter.is_kind(process.id, kind) or process.abstract:
            continue
        try:
            found = _PROVERS[proof.kind](charter, proof, process.id, lang)
        except TooMany:
            found = Verdict(proof, "undecided", process.id)
        if found.result == "refuted":
            return found
        undecided = undecided or (found if found.result == "undecided" else None)
    return undecided or Verdict(proof, "proved", kind)


def _never_before(charter: Charter, proof: Proof, process: str, lang: Lang) -> Verdict:
    """Look for a history that comes to the later state though what must be before it has not happened."""
    slots = dict(proof.slots)
    later, committee, earlier = (slots[name] for name in ("later", "resolution of", "earlier"))
    watched = Watched(str(committee) if committee else None, str(earlier) if earlier else None)
    graph = explore(charter, process, watched)
    ways = [(node, event) for node, edges in graph.edges.items() for event, reached in edges if reached.state == later and not reached.done]
    return _shown(charter, proof, graph, str(later), watched, lang, [(node, event) for node, event in ways if node.state != later])


def _can_end(charter: Charter, proof: Proof, process: str, lang: Lang) -> Verdict:
    """Look for something that a case can come to and from which no final state can be reached."""
    graph = explore(charter, process, Watched())
    final = [node for node in graph.edges if graph.kind.states[node.state].kind == "final"]
    surely, perhaps = (_leading_to(graph, final, doubtful=doubtful) for doubtful in (False, True))
    dead = [node for node in graph.edges if node not in perhaps]
    if not dead:
        return Verdict(proof, "proved" if all(node in surely for node in graph.edges) else "undecided", process)
    for state in dict.fromkeys(node.state for node in dead):
        found = _shown(charter, proof, graph, state, Watched(), lang, [(node, None) for node in dead if node.state == state])
        if found.result == "refuted":
            return found
    return Verdict(proof, "undecided", process, dead[0].state)


def _shown(
    charter: Charter, proof: Proof, graph: Graph, state: str, watched: Watched, lang: Lang, ways: Iterable[tuple[Node, Event | None]]
) -> Verdict:
    """Return the verdict on what happens on some ways, nearest first; none at all is a proof."""
    ways = list(ways)
    if not ways:
        return Verdict(proof, "proved", graph.kind.process.id)
    ways = [(node, event) for node, event in ways if not _goes_ahead(graph, node, event)]
    if not ways:
        return Verdict(proof, "undecided", graph.kind.process.id, state, ahead=True)
    from engine.proofs.staging import staged  # late: what is proved is not played

    for node, event in islice(_nearest(graph, ways), MOST_TRIED):
        scenario = staged(charter, graph, node, event, state, watched, lang)
        if scenario is not None:
            return Verdict(proof, "refuted", graph.kind.process.id, state, scenario)
    return Verdict(proof, "undecided", graph.kind.process.id, state)


def _goes_ahead(graph: Graph, node: Node, event: Event | None) -> bool:
    """Tell whether a move is made ahead of its approval on a way."""
    _, events = graph.history(node)
    return any(each.kind == "ahead" for each in (*events, *((event,) if event else ())))


def _nearest(graph: Graph, ways: Iterable[tuple[Node, Event | None]]) -> Iterator[tuple[Node, Event | None]]:
    """Yield ways that somebody's own draft begins, shortest first; those that the engine does not execute whole come last."""
    told = [(graph.history(node), node, event) for node, event in ways]
    told.sort(key=lambda each: (any(step.doubtful for step in each[0][1]), not each[0][0].drafted, len(each[0][1])))
    return ((node, event) for _, node, event in told)


def _leading_to(graph: Graph, final: list[Node], *, doubtful: bool) -> set[Node]:
    """Return everything from which a final state can be reached, by doubtful steps too or without them; not by what others do."""
    before: dict[Node, list[Node]] = {}
    for node, edges in graph.edges.items():
        for event, reached in edges:
            if event.kind != "void" and (doubtful or not event.doubtful):
                before.setdefault(reached, []).append(node)
    found = set(final)
    waiting = list(final)
    while waiting:
        for node in before.get(waiting.pop(), ()):
            if node not in found:
                found.add(node)
                waiting.append(node)
    return found


_PROVERS = {"never before": _never_before, "can end": _can_end}
