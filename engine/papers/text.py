"""A paper as plain text to be pasted into a chat: short lines, labels flush in full-width cells, nothing private."""

from __future__ import annotations

from collections.abc import Iterator

from engine.messages.cells import width
from engine.papers.paper import Blanks, Block, Pair, Pairs, Paper, Paragraph, Table
from engine.values import Lang

SHORT = 40  # cells: what a telephone shows on one line


def text(paper: Paper) -> str:
    """Write a paper for a chat. Whoever wants the rest reads the paper itself, or the book."""
    lines = [_bracketed(paper.heading, paper.lang), *([paper.number] if paper.number else [])]
    for block in paper.blocks:
        found = list(_lines(block, paper.lang))
        lines += ["", *found] if found and not isinstance(block, Paragraph) else found
    lines += ["", *paper.signed, paper.dated, "", *paper.footer]
    return _without_gaps(lines)


def _lines(block: Block, lang: Lang) -> Iterator[str]:
    match block:
        case Paragraph(private=True) | Table(chat=False) | Blanks():
            return
        case Paragraph(text=told):
            yield told
        case Pairs(pairs=pairs):
            yield from _pairs([pair for pair in pairs if not pair.private], lang)
        case Table():
            yield from _table(block, lang)


def _pairs(pairs: list[Pair], lang: Lang) -> Iterator[str]:
    """Write labels and values; labels of Chinese characters are filled up with full-width spaces, so that the values stand flush."""
    longest = max((width(pair.label) for pair in pairs), default=0)
    for pair in pairs:
        yield f"{_flush(pair.label, longest, lang)}{'：' if lang == 'zh' else ': '}{pair.value}"


def _flush(label: str, cells: int, lang: Lang) -> str:
    """Fill a label up: a chat sets letters in no fixed width, but Chinese characters and full-width spaces alike."""
    if lang == "en" or width(label) != 2 * len(label) or cells % 2:
        return label
    return label + "\u3000" * ((cells - width(label)) // 2)


def _table(table: Table, lang: Lang) -> Iterator[str]:
    """Write a row as one line where it is short, else as its parts below each other."""
    shown = [at for at in range(len(table.headings)) if at not in table.private]
    if table.caption:
        yield _bracketed(table.caption, lang)
    for row in table.rows:
        cells = [row[at] for at in shown if row[at] and row[at] != "—"]
        line = "  ".join(cells)
        if width(line) <= SHORT:
            yield line
        else:
            first, *rest = cells
            yield first
            yield from (f"\u3000{each}" if lang == "zh" else f"  {each}" for each in rest)


def _bracketed(heading: str, lang: Lang) -> str:
    return f"【{heading}】" if lang == "zh" else f"[{heading}]"


def _without_gaps(lines: list[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")
