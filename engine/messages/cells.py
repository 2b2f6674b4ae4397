"""Text on a terminal: how many cells it takes, Chinese characters being two wide and marks on other characters none."""

from __future__ import annotations

import unicodedata

_WIDE = ("W", "F")
_NONE = ("Mn", "Me", "Cf")


def width(text: str) -> int:
    """Count the cells of a text."""
    return len(text) if text.isascii() else sum(map(cells, text))


def cells(character: str) -> int:
    """Count the cells of one character (Unicode Standard Annex 11; ambiguous ones are narrow)."""
    if unicodedata.category(character) in _NONE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
