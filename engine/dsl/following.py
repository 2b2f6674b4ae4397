"""Lifecycles that a charter takes up for a kind of its own: what they do not say themselves, they have from the kind that is followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.dsl import syntax
from engine.dsl.gather import Sentence
from engine.dsl.names import Symbols


def taken_up(sentences: Iterable[Sentence], symbols: Symbols) -> Mapping[str, str]:
    """Return kinds of case with a lifecycle of their own that says no states, each with the kind that it follows.

    `lifecycle purchase: no transfer.` of a purchase that follows standard expense is that of expense, without transfer.
    """
    follows: dict[str, str] = {}
    said: dict[str, bool] = {}  # whether the lifecycle says states of its own
    at = ""
    for each in sentences:
        node = each.node
        if isinstance(node, syntax.ProcessLine) and node.follows:
            kind, parent = symbols.find(node.name.name, ("process",)), symbols.find(node.follows.text, ("process",))
            if kind and parent:
                follows[kind.id] = parent.id
        elif isinstance(node, syntax.LifecycleLine):
            found = symbols.find(node.name.name, ("lifecycle",))
            at = found.id if found else ""
            said.setdefault(at, False)
        elif isinstance(node, syntax.States):
            said[at] = True
    return {kind: parent for kind, parent in follows.items() if said.get(kind) is False}
