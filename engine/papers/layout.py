"""Where the boxes and arrows of a diagram stand: geometry alone, so that tests can see that nothing overlaps.

The trunk stands in one column, its arrows going straight down with their words beside them. What branches off stands in a second
column. Every other arrow leaves and reaches a box at a port of its own and runs on a track of its own; its words stand above it,
in a bank that no track crosses: to the left for arrows within the trunk, between the columns, to the right of the second column.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from engine.papers.diagram import Arrow, Diagram, Mark, Node
from engine.papers.measure import broken, length
from engine.records import record

NAME, SMALL, TITLE = 16.0, 12.0, 20.0  # sizes of letters
LINE = 17.0  # from one small line to the next
PAD = 12.0
BREADTH = 300.0  # of a box
TRACK = 12.0  # from one track to the next
PORT = 22.0  # least distance of two ports
BANK_ROOM = 150.0  # where words of an arrow are broken
MARGIN = 24.0
STEM = 44.0  # of a trunk's arrow, from the left edge of its box

Weight = Literal["normal", "bold"]


@record
class Placed:
    """A line of text: its left end (or its middle) and its base line."""

    text: str
    x: float
    y: float
    size: float
    anchor: Literal["start", "middle"] = "start"
    weight: Weight = "normal"
    mark: Mark = "plain"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom."""
        long = length(self.text, self.size)
        left = self.x - (long / 2 if self.anchor == "middle" else 0)
        return left, self.y - self.size * 0.88, left + long, self.y + self.size * 0.12


@record
class Box:
    """A state in its place."""

    node: Node
    x: float
    y: float
    height: float
    texts: tuple[Placed, ...]


@record
class Path:
    """An arrow: the corners that it runs through; the head is at its end."""

    arrow: Arrow
    points: tuple[tuple[float, float], ...]
    texts: tuple[Placed, ...]


@record
class Layout:
    """A diagram in its place."""

    breadth: float
    height: float
    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]
    texts: tuple[Placed, ...]  # title, legend, footer


@record
class _Port:
    """Where an arrow meets a box: on which side, how far below its top, with which words above it."""

    arrow: Arrow
    end: Literal["source", "target"]
    side: Literal["left", "right"]
    labels: tuple[str, ...]

    @property
    def room(self) -> float:
        return max(PORT, len(self.labels) * LINE + 8)


def layout(diagram: Diagram) -> Layout:
    """Put a diagram's boxes, arrows and words in their places."""
    return _Plan(diagram).whole()


class _Plan:
    """Works a layout out, bank by bank."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self.row = {id: at for at, id in enumerate(diagram.trunk)}
        self.stem = [each for each in diagram.arrows if self._straight(each)]
        rest = [each for each in diagram.arrows if each not in self.stem]
        self.back = [each for each in rest if {each.source, each.target} <= self.row.keys()]
        self.cross = [each for each in rest if (each.source in self.row) != (each.target in self.row)]
        self.aside = [each for each in rest if each.source not in self.row and each.target not in self.row]
        self.ports = [port for each in rest for port in self._ports(each)]
        self.nodes = {node.id: node for node in diagram.nodes}

    def whole(self) -> Layout:
        """Return everything in its place."""
        head, top = self._head()
        left = MARGIN + _bank(self.back) + TRACK * (len(self.back) + 1 if self.back else 0)
        right = left + BREADTH + TRACK * (len(self.cross) + 1) + _bank(self.cross)
        boxes = self._trunk(left, top)
        boxes |= self._second(right, top, boxes)
        edge = right + BREADTH + _bank(self.aside)
        paths = [self._down(each, boxes) for each in self.stem]
        paths += [self._round(each, boxes, left - _bank(self.back) - track) for each, track in self._tracks(self.back, boxes)]
        paths += [self._over(each, boxes, left + BREADTH + track) for each, track in self._tracks(self.cross, boxes)]
        paths += [self._round(each, boxes, edge + track) for each, track in self._tracks(self.aside, boxes)]
        bottom = max(box.y + box.height for box in boxes.values())
        foot, height = self._foot(bottom + MARGIN)
        columns = edge + TRACK * (len(self.aside) + 1) if any(box.x == right for box in boxes.values()) else left + BREADTH
        breadth = max(columns, *(text.box[2] for text in (*head, *foot))) + MARGIN
        return Layout(breadth, height, tuple(boxes.values()), tuple(paths), (*head, *foot))

    # ---- boxes

    def _trunk(self, left: float, top: float) -> dict[str, Box]:
        found: dict[str, Box] = {}
        for id in self.diagram.trunk:
            found[id] = box = self._box(self.nodes[id], left, top)
            stem = next((each for each in self.stem if each.source == id), None)
            words = len(_words(stem, BREADTH - STEM - 12)) if stem else 0
            top = box.y + box.height + max(40.0, words * LINE + 22)
        return found

    def _second(self, left: float, top: float, trunk: dict[str, Box]) -> dict[str, Box]:
        """Put what branches off beside the first box that it branches off from, below each other."""
        found: dict[str, Box] = {}
        others = [node for node in self.diagram.nodes if node.id not in self.row]
        starts = {node.id: min((trunk[each.source].y for each in self.cross if each.target == node.id), default=top) for node in others}
        for node in sorted(others, key=lambda each: starts[each.id]):
            found[node.id] = box = self._box(node, left, max(top, starts[node.id]))
            top = box.y + box.height + MARGIN
        return found

    def _box(self, node: Node, x: float, y: float) -> Box:
        lines = [line for each in node.lines for line in broken(each, SMALL, BREADTH - 2 * PAD)]
        told = PAD * 2 + NAME + len(lines) * LINE + (4 if lines else 0)
        mine = [port for port in self.ports if self._at(port) == node.id]
        sides = (sum(port.room for port in mine if port.side == side) + PAD for side in ("left", "right"))
        height = max(told, *sides)
        texts = [Placed(node.name, x + BREADTH / 2, y + PAD + NAME * 0.88, NAME, "middle", "bold", node.mark)]
        texts += [Placed(line, x + PAD, y + PAD + NAME + 4 + LINE * (at + 0.75), SMALL, mark=node.mark) for at, line in enumerate(lines)]
        return Box(node, x, y, height, tuple(texts))

    # ---- arrows

    def _straight(self, arrow: Arrow) -> bool:
        return self.row.get(arrow.target, -1) == self.row.get(arrow.source, -9) + 1

    def _ports(self, arrow: Arrow) -> Iterable[_Port]:
        words = _words(arrow, BANK_ROOM)
        if arrow in self.back:
            return (_Port(arrow, "source", "left", words), _Port(arrow, "target", "left", ()))
        if arrow in self.aside:
            return (_Port(arrow, "source", "right", words), _Port(arrow, "target", "right", ()))
        outward = arrow.source in self.row
        return (
            _Port(arrow, "source", "right" if outward else "left", () if outward else words),
            _Port(arrow, "target", "left" if outward else "right", words if outward else ()),
        )

    def _at(self, port: _Port) -> str:
        return port.arrow.source if port.end == "source" else port.arrow.target

    def _level(self, arrow: Arrow, end: str, boxes: dict[str, Box]) -> float:
        """Return the height at which an arrow meets its box: below the words that stand above it."""
        port = next(each for each in self.ports if each.arrow == arrow and each.end == end)
        box = boxes[self._at(port)]
        y = box.y + PAD / 2
        for each in self.ports:
            if self._at(each) == self._at(port) and each.side == port.side:
                y += each.room
                if each == port:
                    break
        return y - 4

    def _tracks(self, arrows: list[Arrow], boxes: dict[str, Box]) -> list[tuple[Arrow, float]]:
        """Give every arrow of a bank a track of its own, those that go furthest the outermost."""
        ordered = sorted(arrows, key=lambda each: abs(boxes[each.source].y - boxes[each.target].y))
        return [(arrow, TRACK * (at + 1)) for at, arrow in enumerate(ordered)]

    def _down(self, arrow: Arrow, boxes: dict[str, Box]) -> Path:
        source, target = boxes[arrow.source], boxes[arrow.target]
        x, y = source.x + STEM, source.y + source.height
        words = _words(arrow, BREADTH - STEM - 12)
        first = y + (target.y - y - len(words) * LINE) / 2 + LINE * 0.75
        texts = tuple(Placed(text, x + 10, first + LINE * at, SMALL, mark=arrow.mark) for at, text in enumerate(words))
        return Path(arrow, ((x, y), (x, target.y)), texts)

    def _round(self, arrow: Arrow, boxes: dict[str, Box], track: float) -> Path:
        """Lead an arrow out of one side and back into the same side of another box, or of the same."""
        source, target = boxes[arrow.source], boxes[arrow.target]
        left = track < source.x
        start = source.x if left else source.x + BREADTH
        end = target.x if left else target.x + BREADTH
        out, into = self._level(arrow, "source", boxes), self._level(arrow, "target", boxes)
        words = _words(arrow, BANK_ROOM)
        x = start - _bank(self.back) + 4 if left else start + 8
        return Path(arrow, ((start, out), (track, out), (track, into), (end, into)), _above(words, x, out, arrow.mark))

    def _over(self, arrow: Arrow, boxes: dict[str, Box], track: float) -> Path:
        """Lead an arrow from one column to the other; its words stand at the second."""
        source, target = boxes[arrow.source], boxes[arrow.target]
        outward = source.x < target.x
        out, into = self._level(arrow, "source", boxes), self._level(arrow, "target", boxes)
        second, level = (target, into) if outward else (source, out)
        if abs(out - into) < PORT / 2:  # ports are further apart than that, so a straight line is in nobody's way
            out = into = level
        start = source.x + (BREADTH if outward else 0)
        end = target.x + (0 if outward else BREADTH)
        texts = _above(_words(arrow, BANK_ROOM), second.x - _bank(self.cross) + 4, level, arrow.mark)
        return Path(arrow, ((start, out), (track, out), (track, into), (end, into)), texts)

    # ---- words around

    def _head(self) -> tuple[list[Placed], float]:
        diagram = self.diagram
        texts = [Placed(diagram.title, MARGIN, MARGIN + TITLE, TITLE, weight="bold")]
        y = MARGIN + TITLE + 8
        for line in (diagram.subtitle, *(["    ".join(diagram.legend)] if diagram.legend else [])):
            for text in broken(line, SMALL, 2 * BREADTH):
                y += LINE
                texts.append(Placed(text, MARGIN, y, SMALL))
        return texts, y + MARGIN

    def _foot(self, y: float) -> tuple[list[Placed], float]:
        texts = []
        for line in self.diagram.footer:
            for text in broken(line, SMALL, 2 * BREADTH):
                texts.append(Placed(text, MARGIN, y + SMALL, SMALL, mark="ahead"))
                y += LINE
        return texts, y + MARGIN / 2


def _words(arrow: Arrow, room: float) -> tuple[str, ...]:
    return tuple(line for label in arrow.labels for line in broken(label, SMALL, room))


def _bank(arrows: list[Arrow]) -> float:
    """Return how broad the bank is in which the words of some arrows stand; with room for the arrow's head."""
    words = [word for arrow in arrows for word in _words(arrow, BANK_ROOM)]
    return max((length(word, SMALL) for word in words), default=0.0) + (22 if words else 0)


def _above(words: tuple[str, ...], x: float, y: float, mark: Mark) -> tuple[Placed, ...]:
    return tuple(Placed(word, x, y - 5 - LINE * (len(words) - 1 - at), SMALL, mark=mark) for at, word in enumerate(words))
