"""A diagram as SVG, drawn by ourselves and by no service, and as Mermaid text for those who keep their pictures in one."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from engine.papers.diagram import Diagram, Mark
from engine.papers.layout import BREADTH, Box, Layout, Path, Placed, layout
from engine.papers.paper import harmless

FACES = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','SimHei',sans-serif"
INK: dict[Mark, str] = {"plain": "#222222", "passed": "#222222", "here": "#222222", "ahead": "#6b6b6b"}
FILL = {"wait": "#ffffff", "decide": "#fff6df", "final": "#eef1f4"}
HEAD, HALF = 9.0, 4.0  # of an arrow


def svg(diagram: Diagram) -> bytes:
    """Draw a diagram as SVG."""
    return ("\n".join(_svg(diagram, layout(diagram))) + "\n").encode()


def mermaid(diagram: Diagram) -> str:
    """Write a diagram as a Mermaid state diagram; what Mermaid reads as a mark is left out of the words."""
    ids = {node.id: f"s{at}" for at, node in enumerate(diagram.nodes)}
    lines = ["stateDiagram-v2", f"    %% {_plain(diagram.title)}"]
    lines += [f"    state {_quoted(node.name)} as {ids[node.id]}" for node in diagram.nodes]
    lines.append(f"    [*] --> {ids[diagram.nodes[0].id]}")
    for arrow in diagram.arrows:
        lines.append(f"    {ids[arrow.source]} --> {ids[arrow.target]}: {_plain(' / '.join(arrow.labels))}")
    lines += [f"    {ids[node.id]} --> [*]" for node in diagram.nodes if node.kind == "final"]
    for node in diagram.nodes:
        if node.lines:
            lines += [f"    note right of {ids[node.id]}", *(f"        {_plain(line)}" for line in node.lines), "    end note"]
    return "\n".join(lines)


def _svg(diagram: Diagram, placed: Layout) -> Iterator[str]:
    breadth, height = _number(placed.breadth), _number(placed.height)
    size = f'width="{breadth}" height="{height}" viewBox="0 0 {breadth} {height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" lang="{diagram.lang}" font-family="{FACES}">'
    yield f"<title>{escape(harmless(diagram.title))}</title>"
    yield f"<desc>{escape(harmless(diagram.subtitle))}</desc>"
    yield f'<rect width="{breadth}" height="{height}" fill="#ffffff"/>'
    yield from (line for path in sorted(placed.paths, key=lambda each: each.arrow.mark == "passed") for line in _path(path))
    yield from (line for box in placed.boxes for line in _box(box))
    yield from map(_text, placed.texts)
    yield "</svg>"


def _box(box: Box) -> Iterator[str]:
    mark = box.node.mark
    stroke = 3.5 if mark == "here" else 1.5
    dashes = ' stroke-dasharray="5 4"' if mark == "ahead" else ""
    shape = f'x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(BREADTH)}" height="{_number(box.height)}"'
    round = 18 if box.node.kind == "final" else 6
    yield f'<rect {shape} rx="{round}" fill="{FILL[box.node.kind]}" stroke="{INK[mark]}" stroke-width="{stroke}"{dashes}/>'
    yield from map(_text, box.texts)


def _path(path: Path) -> Iterator[str]:
    mark = path.arrow.mark
    ink, width = INK[mark], 2.5 if mark == "passed" else 1.2
    dashes = ' stroke-dasharray="5 4"' if mark == "ahead" else ""
    (before_x, before_y), (x, y) = path.points[-2:]
    along = (0.0, 1.0 if y > before_y else -1.0) if x == before_x else (1.0 if x > before_x else -1.0, 0.0)
    points = " ".join(f"{_number(each_x)},{_number(each_y)}" for each_x, each_y in path.points)
    yield f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="{width}"{dashes}/>'
    base_x, base_y = x - along[0] * HEAD, y - along[1] * HEAD
    corners = ((x, y), (base_x - along[1] * HALF, base_y + along[0] * HALF), (base_x + along[1] * HALF, base_y - along[0] * HALF))
    head = " ".join(f"{_number(each_x)},{_number(each_y)}" for each_x, each_y in corners)
    yield f'<polygon points="{head}" fill="{ink}"/>'
    yield from map(_text, path.texts)


def _text(placed: Placed) -> str:
    place = f'x="{_number(placed.x)}" y="{_number(placed.y)}" font-size="{_number(placed.size)}"'
    anchor = ' text-anchor="middle"' if placed.anchor == "middle" else ""
    weight = ' font-weight="bold"' if placed.weight == "bold" else ""
    return f'<text {place} fill={quoteattr(INK[placed.mark])}{anchor}{weight} xml:space="preserve">{escape(harmless(placed.text))}</text>'


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _plain(text: str) -> str:
    """Take out what would end a Mermaid label."""
    return " ".join(harmless(text).replace(";", ",").replace("#", "").split())


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'
