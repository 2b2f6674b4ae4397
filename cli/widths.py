"""Text in cells: Chinese characters are two wide, so columns and line ends are counted in cells, not characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from engine.messages.cells import cells as cells_of
from engine.messages.cells import width

LONGEST = 60
_COLOUR = re.compile("(\x1b\\[(?:0|1;3[136]|3[136])m)")  # the colours of problems, which hide nothing
NO_LINE_BEGINS = "，。；：？！、）」』”’〕》%％"


def pad(text: str, cells: int) -> str:
    """Fill a text up with spaces to `cells`."""
    return text + " " * (cells - width(text))


def short(text: str, cells: int = LONGEST) -> str:
    """Return a text on one line, cut where it is longer than `cells`."""
    line = " ".join(text.split())
    if width(line) <= cells:
        return line
    while width(line) >= cells:
        line = line[: max(cells - 1, 0)] if len(line) > cells else line[:-1]
    return f"{line}…"


def harmless(text: str) -> str:
    """Return a text without the characters that steer a terminal, but for plain colours: what people typed is shown, never obeyed."""
    if text.isprintable():
        return text
    return "".join(part if _COLOUR.fullmatch(part) else _still(part) for part in _COLOUR.split(text))


def table(rows: Iterable[Sequence[str]], headings: Sequence[str] = (), *, right: Sequence[int] = ()) -> str:
    """Lay rows out in columns two spaces apart; the columns in `right` are flush right, as amounts are."""
    lines = [*([tuple(headings)] if headings else []), *map(tuple, rows)]
    columns = len(lines[0]) if lines else 0
    cells = [max(width(line[column]) for line in lines) for column in range(columns)]
    return "\n".join(_line(line, cells, right) for line in lines)


def wrap(text: str, cells: int, indent: int = 0) -> str:
    """Break a text into lines of at most `cells`, at spaces and between Chinese characters; each line indented."""
    margin = " " * indent
    lines = [line for paragraph in text.split("\n") for line in _wrapped(paragraph, max(cells - indent, 20))]
    return "\n".join((margin + line).rstrip() for line in lines)


def _still(text: str) -> str:
    return "".join(each if each in "\n\t" or unicodedata.category(each) != "Cc" else "�" for each in text)


def _line(line: Sequence[str], cells: Sequence[int], right: Sequence[int]) -> str:
    fitted = [
        " " * (cells[column] - width(text)) + text if column in right else pad(text, cells[column]) for column, text in enumerate(line)
    ]
    return "  ".join(fitted).rstrip()


def _wrapped(paragraph: str, cells: int) -> list[str]:
    lines = [""]
    for piece in _pieces(paragraph):
        if width(lines[-1]) + width(piece.rstrip()) > cells and lines[-1] and piece not in NO_LINE_BEGINS:
            lines[-1] = lines[-1].rstrip()
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return lines


def _pieces(paragraph: str) -> list[str]:
    """Split where a line may end: after a space, and around a wide character."""
    pieces: list[str] = []
    for character in paragraph:
        glued = pieces and cells_of(character) == 1 and not pieces[-1].endswith(" ") and width(pieces[-1][-1]) == 1
        if glued:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
