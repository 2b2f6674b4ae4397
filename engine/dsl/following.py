"""Lifecycles that a charter takes up for a kind of its own: what they do not say themselves, they have from the kind that is followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.dsl import syntax
from engine.dsl.gather import Sentence
from engine.dsl.names import Symbols
from engine.dsl.syntax import Name


@dataclass(slots=True, eq=False)
class Block:
    """A lifecycle with everything that is said of it, under all its headings; `base` is the lifecycle that it takes up."""

    id: str
    head: syntax.LifecycleLine
    library: bool
    sentences: list[Sentence] = field(default_factory=list)
    base: str | None = None

    @property
    def bare(self) -> bool:
        """Whether it says no states of its own."""
        return not any(isinstance(each.node, syntax.States) for each in self.sentences)


def blocks(sentences: Iterable[Sentence], symbols: Symbols) -> tuple[Block, ...]:
    """Return all lifecycles, each after the one that it takes up.

    `lifecycle purchase: no transfer.` of a purchase that follows standard expense is that of expense, without transfer: where it says
    no states, it takes up the nearest lifecycle of the kinds that its own kind follows.
    """
    said: dict[str, Block] = {}
    follows: dict[str, str] = {}
    at: Block | None = None
    for each in sentences:
        node = each.node
        if isinstance(node, syntax.LifecycleLine):
            id = symbols.id(Name(text=node.name.name), "lifecycle")
            at = said.setdefault(id, Block(id, node, each.library))
        elif at is not None:
            at.sentences.append(each)
        if isinstance(node, syntax.ProcessLine) and node.follows and (parent := symbols.find(node.follows.text, ("process",))):
            follows[symbols.id(Name(text=node.name.name), "process")] = parent.id
    ordered: dict[str, Block] = {}
    for block in said.values():
        _place(block, said, follows, ordered)
    return tuple(ordered.values())


def _place(block: Block, said: Mapping[str, Block], follows: Mapping[str, str], ordered: dict[str, Block]) -> None:
    """Put a lifecycle after the one that it takes up; where kinds follow one another in a circle, some takes up none."""
    chain = [block]
    while chain[-1].id not in ordered and chain[-1].bare and (base := _followed(chain[-1].id, said, follows)) and base not in chain:
        chain[-1].base = base.id
        chain.append(base)
    ordered.update((each.id, each) for each in reversed(chain) if each.id not in ordered)


def _followed(kind: str, said: Mapping[str, Block], follows: Mapping[str, str]) -> Block | None:
    """Return the nearest lifecycle of the kinds that a kind follows."""
    passed = {kind}
    while (above := follows.get(kind)) is not None and above not in passed:
        if above in said:
            return said[above]
        passed.add(above)
        kind = above
    return None
