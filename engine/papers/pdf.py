"""A paper as PDF, to be printed: set by typst from one layout, the text going in as data and never as a template.

Alone knows typst. The same paper on the same machine gives the same bytes; other fonts give others.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from engine.papers.paper import Blanks, Block, Pairs, Paper, Paragraph, Table, texts
from engine.papers.typography import CHINESE, LATIN, MARGINS_MM, PAGE_MM, RED, SIZES, Face, Family, is_wide

NO_FONT, NO_SHAPE = "no_chinese_font", "no_shape"
ARCHIVED: Literal["a-2b"] = "a-2b"


def pdf(paper: Paper) -> tuple[bytes, tuple[tuple[str, dict[str, str]], ...]]:
    """Set a paper as PDF. Returns it with warnings: keys of the messages with their facts.

    Raises ModuleNotFoundError where typst is not installed.
    """
    import typst

    installed = _installed()
    given = json.dumps(_told(paper, installed), ensure_ascii=False, sort_keys=True)
    warnings = warnings_of(paper, installed)
    told = {"paper": given}
    try:
        made = typst.compile(_layout(), format="pdf", sys_inputs=told, timestamp=paper.made, pdf_standards=[ARCHIVED])
    except typst.TypstError:  # what archives ask for allows no character without a shape
        made = typst.compile(_layout(), format="pdf", sys_inputs=told, timestamp=paper.made)
        warnings = warnings if any(key == NO_FONT for key, _ in warnings) else (*warnings, (NO_SHAPE, {}))
    return made, warnings


def faces(family: Family, installed: frozenset[str]) -> list[str]:
    """Return the faces of a family that are installed, the Latin one first: it has no Chinese characters."""
    wanted = (LATIN.name, *LATIN.instead, family.name, *family.instead)
    return [each for each in wanted if each.lower() in installed]


@cache
def _installed() -> frozenset[str]:
    import typst

    return frozenset(family.lower() for family in typst.Fonts().families())


@cache
def _layout() -> bytes:
    return files("engine.papers").joinpath("paper.typ").read_bytes()


def warnings_of(paper: Paper, installed: frozenset[str]) -> tuple[tuple[str, dict[str, str]], ...]:
    """Return warnings where Chinese characters would be boxes, or stand in other faces than an office uses."""
    if not any(map(is_wide, texts(paper))):
        return ()
    used: tuple[Face, ...] = ("title", "body", "strong")
    found = {
        face: next((each for each in (CHINESE[face].name, *CHINESE[face].instead) if each.lower() in installed), None) for face in used
    }
    if None in found.values():
        return ((NO_FONT, {}),)
    missing = [CHINESE[face].name for face in used if CHINESE[face].name.lower() not in installed]
    instead = dict.fromkeys(str(each) for face, each in found.items() if CHINESE[face].name in missing)
    if not missing:
        return ()
    return (("other_font", {"missing": "、".join(missing), "instead": "、".join(instead)}),)


def _first(family: Family, installed: frozenset[str]) -> str | None:
    return next((each for each in (family.name, *family.instead) if each.lower() in installed), None)


def _told(paper: Paper, installed: frozenset[str]) -> dict[str, Any]:
    sizes = SIZES[paper.lang]
    return {
        "lang": paper.lang,
        "shape": paper.shape,
        "issuer": paper.issuer,
        "heading": paper.heading,
        "number": paper.number,
        "blocks": [_block(block) for block in paper.blocks],
        "signed": list(paper.signed),
        "dated": paper.dated,
        "footer": list(paper.footer),
        "fonts": {face: faces(family, installed) for face, family in CHINESE.items()},
        "sizes": {name: getattr(sizes, name) for name in ("head", "title", "body", "cell", "foot", "leading", "praise", "honour")},
        "margins": list(MARGINS_MM[paper.shape]),
        "page": list(PAGE_MM),
        "red": RED,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"type": "paragraph", "text": block.text, "style": block.style}
        case Pairs(pairs=pairs):
            return {"type": "pairs", "pairs": [{"label": each.label, "value": each.value, "wide": each.wide} for each in pairs]}
        case Table():
            return {
                "type": "table",
                "caption": block.caption,
                "headings": list(block.headings),
                "rows": [list(row) for row in block.rows],
                "widths": list(block.widths),
                "right": list(block.right),
                "total": block.total,
            }
        case Blanks(labels=labels):
            return {"type": "blanks", "labels": list(labels)}
