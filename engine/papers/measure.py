"""How long a text is when it is drawn, before anybody knows in which face: wide characters a full em, the others a safe share of one."""

from __future__ import annotations

from engine.messages.cells import cells

NARROW = 0.58  # of an em: more than a Latin letter takes on the average in any common face
WIDE = 2  # cells
NO_LINE_BEGINS = "，。；：？！、）」』”’〕》,.;:)%％"
NO_LINE_ENDS = "（「『“‘〔《("


def length(text: str, size: float) -> float:
    """Return how long a text is at a size."""
    return size * sum(1.0 if cells(each) == WIDE else NARROW if cells(each) else 0.0 for each in text)


def broken(text: str, size: float, room: float) -> tuple[str, ...]:
    """Break a text into lines no longer than the room: at spaces and around wide characters, never before a closing mark."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and length(lines[-1] + piece.rstrip(), size) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            piece = piece.lstrip()  # noqa: PLW2901 what begins a line has no space before it
        lines[-1] += piece
    return tuple(cut for line in lines for cut in _cut(line.rstrip(), size, room))


def _pieces(text: str) -> list[str]:
    """Split a text where a line may end."""
    pieces: list[str] = []
    for character in text:
        glued = pieces and (
            character in NO_LINE_BEGINS
            or pieces[-1][-1] in NO_LINE_ENDS
            or (WIDE not in (cells(character), cells(pieces[-1][-1])) and pieces[-1][-1] != " ")
        )
        if glued:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _cut(line: str, size: float, room: float) -> list[str]:
    """Cut a line that has no place to break but is longer than the room."""
    found = [""]
    for character in line:
        if found[-1] and length(found[-1] + character, size) > room:
            found.append("")
        found[-1] += character
    return found
