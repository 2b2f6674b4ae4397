"""A paper before it has a format: what stands on it, in the order in which it is read. Every renderer takes this and nothing else."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Literal

from engine.records import record
from engine.values import Lang

Shape = Literal["letter", "form", "certificate"]
Style = Literal["addressee", "body", "section", "remark", "praise"]


@record
class Paragraph:
    """Some running text. What is `private` is left out of a text that is pasted into a chat."""

    text: str
    style: Style = "body"
    private: bool = False


@record
class Pair:
    """A label with what stands beside it. `wide` takes a whole row of a form; `private` is left out of a chat."""

    label: str
    value: str
    wide: bool = False
    private: bool = False


@record
class Pairs:
    """Labels and values: boxes of a form, lines of a letter."""

    pairs: tuple[Pair, ...]


@record
class Table:
    """Rows under headings. `widths` are shares of the breadth; columns in `right` are amounts, those in `private` stay out of a chat."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    right: tuple[int, ...] = ()
    private: tuple[int, ...] = ()
    caption: str = ""
    chat: bool = True  # whether it stands in a chat at all
    total: bool = False  # whether the last row sums up the others


@record
class Blanks:
    """Lines that are signed or sealed by hand."""

    labels: tuple[str, ...]


Block = Paragraph | Pairs | Table | Blanks


@record
class Paper:
    """One paper. `made` is the instant that it tells of, the time of the log's head: nothing on it is of a later time."""

    kind: str  # a word of the catalogue: notice, approval, minutes …
    lang: Lang
    shape: Shape
    issuer: str  # the name of the organisation, at the head
    heading: str
    number: str  # of the document or the case; may be empty
    blocks: tuple[Block, ...]
    signed: tuple[str, ...]  # who issues it, one line each
    dated: str
    footer: tuple[str, ...]  # the log's head and how it is checked
    made: datetime
    name: str  # what a file of it is called, without its ending


def harmless(text: str) -> str:
    """Return a text without characters that no file may hold, or that turn the order of the others around; line ends become spaces."""
    if text.isprintable():
        return text
    return "".join(" " if each in "\n\t\r" else "" if unicodedata.category(each) in _UNSEEN else each for each in text)


_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def settled(paper: Paper) -> Paper:
    """Return a paper all of whose texts are harmless."""
    found = _settled(paper)
    assert isinstance(found, Paper)
    return found


def _settled(value: object) -> object:
    match value:
        case str():
            return harmless(value)
        case tuple():
            return tuple(map(_settled, value))
        case Paper() | Paragraph() | Pairs() | Pair() | Table() | Blanks():
            parts: dict[str, Any] = {each.name: _settled(getattr(value, each.name)) for each in fields(value)}
            return replace(value, **parts)
    return value


def texts(paper: Paper) -> tuple[str, ...]:
    """Return every text of a paper, for whoever looks for characters or words in it."""
    found = [paper.issuer, paper.heading, paper.number, *paper.signed, paper.dated, *paper.footer]
    for block in paper.blocks:
        match block:
            case Paragraph(text=text):
                found.append(text)
            case Pairs(pairs=pairs):
                found += [text for pair in pairs for text in (pair.label, pair.value)]
            case Table():
                found += [block.caption, *block.headings, *(cell for row in block.rows for cell in row)]
            case Blanks(labels=labels):
                found += labels
    return tuple(text for text in found if text)
