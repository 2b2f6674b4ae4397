"""Entry by entry onto paper: each sentence is written in the first way that is read back as it is meant.

The entries of a file are its nodes and the sentences that make no sense, each with the comments that stand beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.dsl import syntax
from engine.dsl.blocks import english_drafts
from engine.dsl.folding import fold
from engine.dsl.layout import Block, Draft, View
from engine.dsl.prose import chinese_drafts
from engine.dsl.reading import read
from engine.dsl.sentences import Reader
from engine.dsl.spelling import Atom, Voice, write_atoms
from engine.dsl.syntax import Node
from engine.problems import Problems

_DRAFTS = {"en": english_drafts, "zh": chinese_drafts}
_MOST_TRIED = 16  # names that are put in 「 」 one by one, before all of them are
_AHEAD = 12  # nodes that one sentence may take, and a few more


# ---- what a file holds, in order ---------------------------------------------------------------------------------


@dataclass(slots=True)
class Entry:
    """A node, or a sentence that makes no sense; with the comments before it and after it on its line."""

    node: Node | None
    unread: str = ""
    indented: bool = False
    about: syntax.Who | None = None
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def entries_of(file: syntax.File, text: str) -> list[Entry]:
    """Return what a file holds, in order; `text` is what it was read from."""
    broken = [each.span for each in file.broken]
    kept = [item for item in file.items if not any(span.start <= item.span.start < span.end for span in broken)]
    placed = [(item.span.start, Entry(item)) for item in kept]
    for each in file.broken:
        unread = text[each.span.start : each.span.end]
        placed.append((each.span.start, Entry(None, unread, each.span.column > 1, each.about)))
    if broken:
        placed.sort(key=lambda each: each[0])
    starts = [start for start, _ in placed]
    heads = _heads(placed)
    entries = [entry for _, entry in placed]
    for comment in file.comments:
        if any(span.start <= comment.span.start < span.end for span in broken):
            continue
        place = bisect_right(starts, comment.span.start)
        beside = bisect_right(heads, comment.span.start)
        if not comment.own_line and beside:
            entries[beside - 1].after.append(comment.text)
        elif place < len(entries):
            entries[place].before.append(comment.text)
        else:
            entries.append(Entry(None, before=[comment.text]))
            starts.append(comment.span.start)
    return entries


def _heads(placed: list[tuple[int, Entry]]) -> list[int]:
    """Return where each entry begins, its heading included where it is the first below it."""
    heads: list[int] = []
    for start, entry in placed:
        head = entry.node.subject.span.start if isinstance(entry.node, syntax.Clause) and entry.node.subject else start
        heads.append(head if not heads or head > heads[-1] else start)
    return heads


# ---- writing -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Writer:
    """Writes entry by entry and reads back what it wrote, in the state in which a reader would be."""

    voice: Voice
    reader: Reader
    entries: list[Entry]
    lines: list[str] = field(default_factory=list)
    block: Block | None = None
    headed: bool = True  # nothing stands since the last article
    failed: list[Node] = field(default_factory=list)  # what is not read back as it is meant, however it is written

    def write(self) -> None:
        """Write all entries."""
        at = 0
        while at < len(self.entries):
            entry = self.entries[at]
            if entry.node is None:
                self._unread(entry)
                at += 1
                continue
            view = self._view(at)
            draft, text = self._chosen(view)
            self._emit(draft, text, self.entries[at : at + draft.count])
            at += draft.count

    def _view(self, at: int) -> View:
        """Look at the nodes that come, up to a sentence that makes no sense."""
        ahead = self.entries[at : at + _AHEAD]
        stop = next((place for place, each in enumerate(ahead) if each.node is None), len(ahead))
        unread = ahead[stop].about if stop < len(ahead) else None
        nodes = [each.node for each in ahead[:stop] if each.node is not None]
        comments = [tuple(_comments(ahead[place - 1].after if place else [], each.before)) for place, each in enumerate(ahead[:stop])]
        return View(nodes, comments, self.block, self.reader.part, unread if stop == 1 else None)

    def _chosen(self, view: View) -> tuple[Draft, str]:
        """Return the first way to write what comes that is read back as it is meant, if need be with names in 「 」."""
        drafts = list(_DRAFTS[self.voice.lang](view, self.voice))
        for quoting in (_unquoted, _one_quoted, _all_quoted):
            for draft in drafts:
                for quoted in quoting(draft):
                    text = self._text(draft, quoted)
                    if self._reads(text, tuple(view.nodes[: draft.count])):
                        return draft, text
        self.failed += view.nodes[: drafts[0].count]
        return drafts[0], self._text(drafts[0], ())

    def _text(self, draft: Draft, quoted: Sequence[int]) -> str:
        indent = "  " if draft.inside else ""
        said = write_atoms(draft.atoms, self.voice.lang, quoted, indent)
        return indent + said + (draft.rows or self.voice.mark(".").text)

    def _reads(self, text: str, nodes: tuple[Node, ...]) -> bool:
        """Whether a text is read as some nodes; if it is, the reader goes on from there."""
        reader = self.reader
        state = (reader.about, reader.start, reader.part)
        reader.problems = Problems()
        found = self._read(text)
        if found == nodes and not reader.problems.faulty:
            return True
        reader.about, reader.start, reader.part = state
        return False

    def _read(self, text: str) -> tuple[Node, ...]:
        reading = read(text, "", Problems(), self.voice.lang)
        return tuple(node for raw in reading.sentences if not raw.broken for node in self.reader.sentence(raw))

    # -- lines --

    def _emit(self, draft: Draft, text: str, entries: list[Entry]) -> None:
        first, last = entries[0], entries[-1]
        self._space(draft, first)
        indent = "  " if draft.inside else ""
        self.lines += [indent + comment for comment in first.before]
        lines = text.split("\n")
        folded = lines if "#" in text or draft.rows else [part for line in lines for part in fold(line)]
        folded[-1] += "".join(f"  {comment}" for comment in last.after)
        self.lines += folded
        self.headed = isinstance(first.node, syntax.ArticleHead | syntax.PartLine)
        self.block = draft.leaves

    def _space(self, draft: Draft, entry: Entry) -> None:
        """Leave a line free before parts, articles and blocks."""
        opens = (draft.leaves is not None and not draft.inside) or draft.rows
        large = isinstance(entry.node, syntax.ArticleHead | syntax.PartLine) or (opens and not self.headed)
        if self.lines and large:
            self.lines.append("")

    def _unread(self, entry: Entry) -> None:
        if entry.unread and not entry.indented:
            self.block = None
        indent = "  " if self.block else ""
        self.lines += [indent + comment for comment in entry.before]
        if entry.unread:
            self._read(entry.unread)  # a heading in it may still be understood
            self.lines += (indent + entry.unread + "".join(f"  {comment}" for comment in entry.after)).split("\n")
            self.headed = False


def _comments(after: list[str], before: list[str]) -> Iterator[Atom]:
    """Yield the comments between two nodes: those on the first one's line, and those on lines of their own."""
    for comment in after:
        yield Atom(f"  {comment}", "comment")
    for comment in before:
        yield Atom(f"\n{comment}", "comment")


def _names(draft: Draft) -> range:
    return range(sum(atom.kind == "name" for atom in draft.atoms))


def _unquoted(_: Draft) -> Iterator[tuple[int, ...]]:
    yield ()


def _one_quoted(draft: Draft) -> Iterator[tuple[int, ...]]:
    if len(_names(draft)) <= _MOST_TRIED:
        yield from ((number,) for number in _names(draft))


def _all_quoted(draft: Draft) -> Iterator[tuple[int, ...]]:
    yield tuple(_names(draft))
