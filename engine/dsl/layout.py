"""Which sentences a file is written in: ways to write what comes next, the best first, for the formatter to try in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from engine.dsl import syntax
from engine.dsl.spelling import Atom, Voice, width
from engine.dsl.syntax import Clause, Name, Node, Party, Who
from engine.records import record

OPENING = (syntax.CommitteeLine, syntax.ProcessLine, syntax.FundLine, syntax.RuleLine)


@record
class Block:
    """A block that is open: of clauses about something, of a lifecycle, of a scenario."""

    kind: Literal["clauses", "life", "steps"]
    about: Who | None = None


@record
class Draft:
    """A way to write the next nodes: how many of them, in which words, within which block, and the block that it leaves open."""

    count: int
    atoms: tuple[Atom, ...]
    inside: bool = False
    leaves: Block | None = None
    rows: str = ""  # of a table, after the sentence


@record
class View:
    """What is to be written next: the nodes up to a sentence that makes no sense, and the comments before each but the first."""

    nodes: Sequence[Node]
    comments: Sequence[tuple[Atom, ...]]
    block: Block | None
    part: syntax.Declared | None = None  # in which the articles stand
    unread_about: Who | None = None  # what a sentence after the nodes, which makes no sense, is about

    def node(self, place: int) -> Node | None:
        """Return a node that comes, or nothing."""
        return self.nodes[place] if place < len(self.nodes) else None

    def close(self, place: int) -> bool:
        """Whether there is a node and no comment before it."""
        return place < len(self.nodes) and not self.comments[place]

    def clauses(self, start: int, about: Who | None, limit: int) -> Iterator[Clause]:
        """Yield the clauses that follow closely and are about one thing."""
        for place in range(start, start + limit):
            node = self.node(place)
            if about is None or (place and not self.close(place)) or not isinstance(node, Clause) or topic(node) != about:
                return
            yield node


def topic(node: Node | None) -> Who | None:
    """Return what a clause is about; a declaration is about what it declares."""
    if isinstance(node, Clause):
        return node.about or node.subject
    if isinstance(node, OPENING):
        return Who(parties=(Party(noun=Name(text=node.name.name)),))
    return None


def within(clause: Clause, voice: Voice) -> list[Atom]:
    """Say a clause where it is clear what it is about."""
    return voice.say(clause if clause.about is not None else clause.says)


def shared_drafts(view: View, voice: Voice) -> Iterator[Draft]:
    """Yield the ways to write lifecycles, scenarios and tables, which are the same in both tongues."""
    node = view.node(0)
    if isinstance(node, syntax.LifecycleLine):
        yield from _opened(view, voice, syntax.LIFE, Block("life"))
    elif isinstance(node, syntax.ScenarioHead):
        yield from _opened(view, voice, syntax.STEPS, Block("steps"))
    elif isinstance(node, syntax.TableLine):
        yield Draft(1, tuple(voice.say(node)), rows=_rows(node.rows))
    elif isinstance(node, syntax.LIFE):
        count, atoms = _life(view, voice, 0)
        yield Draft(count, tuple(atoms), view.block == Block("life"), view.block)
    elif isinstance(node, syntax.STEPS):
        yield Draft(1, tuple(voice.say(node)), view.block == Block("steps"), view.block)


def opened(line: list[Atom], comments: tuple[Atom, ...], first: list[Atom], voice: Voice) -> tuple[Atom, ...]:
    """Write the line that opens a block and the first sentence in it on lines of their own."""
    return (*line, voice.mark(":"), *comments, Atom("\n", "comment"), *first)


def _opened(view: View, voice: Voice, kinds: tuple[type[Node], ...], block: Block) -> Iterator[Draft]:
    line = voice.say(view.nodes[0])
    following = view.node(1)
    if isinstance(following, kinds):
        count, first = _life(view, voice, 1) if block.kind == "life" else (1, voice.say(following))
        yield Draft(count + 1, opened(line, view.comments[1], first, voice), leaves=block)
    yield Draft(1, tuple(line), leaves=block)


def _life(view: View, voice: Voice, at: int) -> tuple[int, list[Atom]]:
    """Say a sentence of a lifecycle; the effects that follow a move stand in one sentence with it."""
    node = view.nodes[at]
    count, atoms = 1, voice.say(node)
    while isinstance(node, syntax.MoveClause) and view.close(at + count) and isinstance(view.node(at + count), syntax.EFFECTS):
        atoms += [voice.mark(";"), *voice.say(view.nodes[at + count])]
        count += 1
    return count, atoms


def _rows(rows: tuple[tuple[str, ...], ...]) -> str:
    """Write a table's rows with their columns in line."""
    columns = max(map(len, rows))
    widths = [max((width(row[place]) for row in rows if place < len(row)), default=0) for place in range(columns)]
    lines = (" | ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=False)) for row in rows)
    return "".join(f"\n  | {line} |" for line in lines)
