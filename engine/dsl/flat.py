"""A sentence with single spaces and marked word borders, and the way back to its places in the file."""

from __future__ import annotations

import re

from engine.dsl.characters import is_han
from engine.dsl.lexicon import lower
from engine.dsl.reading import Raw, Source
from engine.problems import Span
from engine.records import record

# In English a word is a run of letters and digits; in Chinese only Latin letters and digits hold together.
_WORD = {
    "en": re.compile(r"[^\W_]+(?:-[^\W\d_]+|'(?!s\b)[^\W\d_]+)*"),
    "zh": re.compile(r"[A-Za-z0-9]+(?:[-'][A-Za-z]+)*"),
}
_SPACE = re.compile(r"\s+")


@record
class Flat:
    """A sentence's plain text, white space made single; `low` is the same in lower case, `inside` marks offsets within a word."""

    source: Source
    text: str
    low: str
    offsets: tuple[int, ...] | range  # of each character in the file, and of the end
    inside: bytearray

    def span(self, start: int, end: int) -> Span:
        """Return the place in the file of a stretch of the sentence."""
        return self.source.span(self.offsets[start], self.offsets[end - 1] + 1)

    def written(self, start: int, end: int) -> str:
        """Return a stretch of the sentence as written, white space made single."""
        found = self.source.text[self.offsets[start] : self.offsets[end - 1] + 1]
        return _SPACE.sub(_join, found) if "\n" in found or "\r" in found else found


def flatten(raw: Raw, end: int | None = None) -> Flat:
    """Return a sentence without its rows, up to `end`, in one line.

    In a Chinese file a line break between Chinese characters is none; other white space is one space.
    """
    first = raw.start
    last = end if end is not None else raw.rows[0][0] if raw.rows else raw.end
    whole = raw.source.plain[first:last]
    stripped = whole.strip()
    first += len(whole) - len(whole.lstrip())
    if "\n" not in stripped and "  " not in stripped and "\t" not in stripped:
        text: str = stripped
        offsets: tuple[int, ...] | range = range(first, first + len(text))
    else:
        text, offsets = _squeeze(stripped, first, glue=raw.source.lang == "zh")
    inside = bytearray(len(text) + 1)
    for match in _WORD[raw.source.lang].finditer(text):
        begins, ends = match.span()
        if ends - begins > 1:
            inside[begins + 1 : ends] = b"\1" * (ends - begins - 1)
    return Flat(raw.source, text, lower(text), offsets, inside)


def _squeeze(text: str, first: int, *, glue: bool) -> tuple[str, tuple[int, ...]]:
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for space in _SPACE.finditer(text):
        pieces.append(text[at : space.start()])
        offsets.extend(range(first + at, first + space.start()))
        if not glue or _joint(text, space):
            pieces.append(" ")
            offsets.append(first + space.start())
        at = space.end()
    pieces.append(text[at:])
    offsets.extend(range(first + at, first + len(text)))
    return "".join(pieces), tuple(offsets)


def _joint(text: str, space: re.Match[str]) -> str:
    """Return what stands for white space: nothing where a line breaks between Chinese characters."""
    start, end = space.span()
    between_han = "\n" in space.group() and start > 0 and end < len(text) and is_han(text[start - 1]) and is_han(text[end])
    return "" if between_han else " "


def _join(space: re.Match[str]) -> str:
    return _joint(space.string, space)
