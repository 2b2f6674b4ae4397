"""Pictures of cases: every text stands in its box or beside its arrow, and nothing lies over anything else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from engine.charter import Charter
from engine.drafting import read
from engine.papers.diagram import Diagram, of_kind
from engine.papers.layout import BREADTH, Layout, Placed, layout
from engine.papers.measure import broken, length
from engine.papers.picture import mermaid, svg
from engine.services.ways import way_map

ROOT = Path(__file__).parents[2]
CHARTERS = {
    path.stem: path for path in (ROOT / "charters" / "pioneer_company.rules", *sorted((ROOT / "charters" / "examples").glob("*.rules")))
}
Rectangle = tuple[float, float, float, float]


def charter_of(name: str) -> Charter:
    cache = Path(os.environ["CHARTER_CACHE"]) if os.environ.get("CHARTER_CACHE") else None
    found = read(CHARTERS[name], cache=cache, people_of=lambda _: ()).compiled.charter
    assert found is not None
    return found


def diagrams(name: str) -> Iterator[Diagram]:
    charter = charter_of(name)
    for process in charter.processes:
        if not process.abstract:
            yield from (of_kind(way_map(charter, process.id), charter, lang) for lang in ("en", "zh"))


def texts(placed: Layout) -> list[Placed]:
    return [*placed.texts, *(text for box in placed.boxes for text in box.texts), *(text for path in placed.paths for text in path.texts)]


def over(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("name", sorted(CHARTERS))
def test_no_two_texts_and_no_two_boxes_overlap(name: str):
    for diagram in diagrams(name):
        placed = layout(diagram)
        boxes = [(box.x, box.y, box.x + BREADTH, box.y + box.height) for box in placed.boxes]
        assert [pair for pair in combinations(boxes, 2) if over(*pair)] == [], diagram.title
        found = [(one.text, other.text) for one, other in combinations(texts(placed), 2) if over(one.box, other.box)]
        assert found == [], diagram.title


@pytest.mark.parametrize("name", sorted(CHARTERS))
def test_every_text_of_a_box_stands_in_it_and_no_other_text_does(name: str):
    for diagram in diagrams(name):
        placed = layout(diagram)
        for box in placed.boxes:
            for text in box.texts:
                left, top, right, bottom = text.box
                assert box.x <= left < right <= box.x + BREADTH, text.text
                assert box.y <= top < bottom <= box.y + box.height, text.text
            whole = (box.x, box.y, box.x + BREADTH, box.y + box.height)
            beside = [text.text for path in placed.paths for text in path.texts if over(text.box, whole)]
            assert beside == [], diagram.title


@pytest.mark.parametrize("name", sorted(CHARTERS))
def test_no_arrow_runs_through_words_or_boxes(name: str):
    for diagram in diagrams(name):
        placed = layout(diagram)
        inner = [(box.x + 1, box.y + 1, box.x + BREADTH - 1, box.y + box.height - 1) for box in placed.boxes]
        words = [text.box for text in texts(placed)]
        for path in placed.paths:
            for (one_x, one_y), (other_x, other_y) in zip(path.points, path.points[1:], strict=False):
                line = (min(one_x, other_x), min(one_y, other_y), max(one_x, other_x), max(one_y, other_y))
                assert [each for each in (*words, *inner) if over(line, each)] == [], (diagram.title, path.arrow.labels)


@pytest.mark.parametrize("name", sorted(CHARTERS))
def test_everything_stands_on_the_sheet_and_every_arrow_is_drawn(name: str):
    for diagram in diagrams(name):
        placed = layout(diagram)
        assert all(text.box[0] >= 0 and text.box[2] <= placed.breadth and text.box[3] <= placed.height for text in texts(placed))
        assert len(placed.paths) == len(diagram.arrows)
        assert {box.node.id for box in placed.boxes} == {node.id for node in diagram.nodes}
        root = ET.fromstring(svg(diagram).decode())  # noqa: S314 our own
        told = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
        assert all(node.name in told for node in diagram.nodes)
        assert svg(diagram) == svg(diagram)


def test_wide_characters_take_a_whole_em_and_lines_end_where_they_may():
    assert length("先锋连", 10) == 30
    assert length("ab", 10) < 20
    assert broken("由连首长批准（规则七、3）", 12, 12 * 7) == ("由连首长批准", "（规则七、3）")
    assert all(length(line, 12) <= 60 for line in broken("averyveryverylongword", 12, 60))


def test_a_decision_tells_who_must_sign(charter):
    code, told = charter("paper", "picture", "单班活动", "--format", "mermaid")
    assert code == 0
    assert "审议中" in told
    assert "“开始”前报连首长备案，再由任一连首长批准（规则七、3〔推定〕）" in told
    assert "属于“重要”的，由连委会研究表决（规则七、2）" in told


def test_a_case_stands_where_the_book_says(charter):
    assert charter("paper", "picture", "zc-2011-005")[0] == 0
    drawn = Path("流程图_ZC-2011-005.svg").read_text(encoding="utf-8")
    assert "现处：已付款" in drawn
    assert "研究表决：刘洋同意、陈静同意" in drawn
    assert drawn.count('stroke-width="3.5"') == 1
    assert charter("paper", "picture", "expense", "--format", "mermaid", lang="en")[1].startswith("stateDiagram-v2")


def test_what_is_no_case_and_no_kind_is_said(charter):
    code, told = charter("paper", "picture", "支处")
    assert code == 2
    assert "支出" in told


def test_mermaid_has_no_mark_in_its_words():
    for diagram in diagrams("pioneer_company"):
        assert ";" not in mermaid(diagram)


def test_a_title_with_marks_and_control_characters_makes_a_sound_drawing():
    (diagram, *_) = diagrams("pioneer_company")
    hostile = replace(diagram, title="坏\x07<b>&\u202eabc")
    title = ET.fromstring(svg(hostile).decode()).find("{http://www.w3.org/2000/svg}title")  # noqa: S314 our own
    assert title is not None
    assert title.text == "坏<b>&abc"
