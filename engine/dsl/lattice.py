"""Every way to cut one sentence into words, names, values and marks; the longest match first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

from engine.dsl.characters import is_foreign
from engine.dsl.flat import Flat
from engine.dsl.numerals import Kind, read
from engine.dsl.reading import CLOSERS
from engine.dsl.spelled import ENGLISH_WORDS
from engine.dsl.tokens import ARTNO, CMP, CODE, COLON, COMMA, DASH, END, LISTSEP, LPAR, NAME, OTHER, RPAR, SEMI, STRING
from engine.dsl.vocabulary import Names
from engine.values import Op
from engine.written import WEEKDAYS

ASSUMED = "[ASSUMED]"  # a mark on the token before it, no token


class Piece(NamedTuple):
    """A stretch of a sentence read as one token; without types it is noise and none."""

    start: int
    end: int
    types: tuple[str, ...]
    value: object = None
    known: bool = True
    quoted: bool = False

    @property
    def is_name(self) -> bool:
        """Whether this is a name that unknown text beside it may belong to."""
        return self.types[:1] == (NAME,) and not self.quoted


Path: TypeAlias = tuple[Piece, ...]
_Chain: TypeAlias = "tuple[Piece, _Chain] | None"  # a path from its end

_MARKS = {",": COMMA, "、": LISTSEP, ";": SEMI, ":": COLON, "。": END, ")": RPAR, "-": DASH}
_COMPARISON = re.compile(r">=|<=|!=|[=<>≥≤≠]")
_OPS = {"≥": Op.AT_LEAST, "≤": Op.AT_MOST, "≠": Op.NOT_EQUAL}
_ENCLOSING = re.compile(r'[“"「《()\[\]]')
_CODE = re.compile(r"ch[0-9]{4}(?![0-9a-z])")
_STOPS = frozenset(',、;:。()[]“”"「」《》>=<!≥≤≠|')

# Where it is worth asking for a value; most words are none, and asking is slow.
_NUMBER_WORDS = "|".join(sorted({*ENGLISH_WORDS, *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS)}, key=len, reverse=True)).lower()
_VALUE_BEGINS = {
    "en": re.compile(
        rf"[0-9¥]|(?:{_NUMBER_WORDS}|half|once|twice|rmb|cny)\b|at least (?:{_NUMBER_WORDS}|once|twice|[0-9])|the [0-9]|an? [a-z]"
    ),
    "zh": re.compile(
        "[0-9¥半第〇零一二两三四五六七八九十百千万]|每(?=[个工年月日天周季星礼分小])|[次翌]年|人民币|周(?=[一二三四五六日天])|星期|礼拜|rmb|cny"
    ),
}

UNKNOWN_COST, CHARACTER_COST = 10_000, 100  # against 1 for each step down from the longest match


@dataclass(slots=True)
class Lattice:
    """The pieces that may begin at each place of a sentence, found when they are asked for."""

    flat: Flat
    names: Names
    found: dict[int, tuple[Piece, ...]] = field(default_factory=dict)
    partners: dict[int, int] | None = None

    def pieces(self, at: int) -> tuple[Piece, ...]:
        """Return what may begin at a place, longest first; of equal length a name, then a keyword, then a value."""
        if at not in self.found:
            self.found[at] = self._marks(at) or self._words(at)
        return self.found[at]

    def choices(self, at: int) -> tuple[Piece, ...]:
        """Return the pieces at a place, or the unknown text that begins there."""
        return self.pieces(at) or (self._unknown(at),)

    def next(self, at: int) -> int:
        """Return the first place at or after `at` where something stands."""
        return at + 1 if self.flat.low[at : at + 1] == " " else at

    def _back(self, at: int) -> int:
        """Return the place at or before `at` where what stands before it ends."""
        return at - 1 if at and self.flat.low[at - 1] == " " else at

    # -- marks --

    def _marks(self, at: int) -> tuple[Piece, ...]:
        mark = self.flat.low[at]
        if mark in '“"「《([':
            return self._enclosed(mark, at)
        if mark == ".":
            return (Piece(at, at + 1, (END,)),) if self.flat.low[at + 1 : at + 2] in ("", " ") else ()
        if kind := _MARKS.get(mark):
            return (Piece(at, at + 1, (kind,)),)
        if mark in ">=<!≥≤≠" and (match := _COMPARISON.match(self.flat.low, at)):
            return (Piece(at, match.end(), (CMP,), _OPS.get(match.group()) or Op(match.group())),)
        return ()

    def _enclosed(self, mark: str, at: int) -> tuple[Piece, ...]:
        if self.partners is None:
            self.partners = _partners(self.flat.low)
        if (end := self.partners.get(at, -1)) < 0:
            return ()
        inner = self.flat.text[at + 1 : end].strip()
        if mark == "[":
            return (Piece(at, end + 1, (ASSUMED,)),)
        if mark == "「":
            declared = self.names.declared(inner)
            return (Piece(at, end + 1, (NAME,), declared or inner, declared is not None, quoted=True),)
        if mark != "(":
            return (Piece(at, end + 1, (STRING,), self._written(at + 1, end)),)
        if is_foreign(inner, self.names.lexicon.lang) or self.flat.low[self._back(at) - 1 : self._back(at)] in ("”", '"', "》"):
            return (Piece(at, end + 1, (OTHER,), self._other(at, end)),)
        return (Piece(at, at + 1, (LPAR,)),)

    def _other(self, at: int, end: int) -> str:
        written = self._written(at + 1, end)
        return written[1:-1].strip() if written[:1] in '“"「＂『' and written[-1:] in '”"」＂』' and len(written) > 1 else written

    def _written(self, start: int, end: int) -> str:
        return self.flat.written(start, end).strip() if start < end else ""

    # -- words and values --

    def _words(self, at: int) -> tuple[Piece, ...]:
        low, inside, entries = self.flat.low, self.flat.inside, self.names.entries
        if inside[at]:
            return ()
        pieces = []
        for length in self.names.lengths.get(low[at], ()):
            end = at + length
            if end <= len(low) and not inside[end] and (entry := entries.get(low[at:end])):
                pieces.append(Piece(at, end, *entry))
            elif end <= len(low) and not inside[end] and low[at:end] in entries:
                pieces.append(Piece(at, end, ()))
        if low[at] == "c" and (code := _CODE.match(low, at)):
            pieces.append(Piece(at, code.end(), (CODE,), code.group().upper()))
        values = self._values(at) if _VALUE_BEGINS[self.names.lexicon.lang].match(low, at) else ()
        return (*pieces, *values) if not values or not pieces else tuple(sorted((*pieces, *values), key=_longest_first))

    def _values(self, at: int) -> tuple[Piece, ...]:
        cites = self._after_part(at)
        pieces = []
        for token in read(self.flat.text, at, self.names.lexicon.lang):
            if self.flat.inside[token.end]:
                continue
            kind = ARTNO if token.kind is Kind.ARTICLE else str(token.kind)
            if cites and kind == "NUMBER" and self.flat.low[token.end - 1].isalnum():
                pieces.append(Piece(at, token.end, (ARTNO,), str(token.value)))
            if kind != ARTNO or cites or "、" not in self.flat.low[at : token.end]:  # 一、2 is else a list of numbers
                pieces.append(Piece(at, token.end, (kind,), token.value))
        return tuple(pieces)

    def _after_part(self, at: int) -> bool:
        """Whether a part's name or the word for article stands before a place."""
        return bool(self.names.numbered) and self.flat.low.endswith(self.names.numbered, 0, self._back(at))

    def _unknown(self, at: int) -> Piece:
        """Return the unknown text that begins at a place: up to a mark, a number or a word that is known."""
        low = self.flat.low
        english = self.names.lexicon.lang == "en"
        end = at + 1
        while end < len(low):
            if low[end] == " " and not self._goes_on(end, english=english):
                break
            if low[end] != " " and not self.flat.inside[end] and (low[end] in _STOPS or self.pieces(end)):
                break
            end += 1
        end = at + len(low[at:end].rstrip())
        return Piece(at, end, (NAME,), self.flat.text[at:end], known=False)

    def _goes_on(self, space: int, *, english: bool) -> bool:
        """Whether unknown text may go on after a space: in English always, in Chinese between Latin words."""
        pair = self.flat.low[space - 1] + self.flat.low[space + 1 : space + 2]
        return english or (pair.isascii() and pair.isalnum())


def _partners(text: str) -> dict[int, int]:
    """Return where each quotation and each pair of brackets closes, in one pass."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    absent: set[str] = set()
    at = 0
    while match := _ENCLOSING.search(text, at):
        at, mark = match.start(), match.group()
        if mark in ")]":
            if waiting and CLOSERS[text[waiting[-1]]] == mark:
                found[waiting.pop()] = at
        elif mark in "([":
            waiting.append(at)
        elif mark not in absent and (end := text.find(CLOSERS[mark], at + 1)) >= 0:
            found[at] = at = end
        else:
            absent.add(mark)
        at += 1
    return found


def _longest_first(piece: Piece) -> int:
    return -piece.end


# ---- paths -------------------------------------------------------------------------------------------------------


def longest(lattice: Lattice) -> Path:
    """Take the longest piece at each place, whatever comes of it."""
    at, size, path = 0, len(lattice.flat.low), []
    while (at := lattice.next(at)) < size:
        piece = lattice.choices(at)[0]
        path.append(piece)
        at = piece.end
    return tuple(path)


def paths(lattice: Lattice) -> Iterator[Path]:
    """Yield all cuts: those with the fewest unknown texts first, and of these the nearest to the longest match."""
    to_end = _costs_to_end(lattice)
    size = len(lattice.flat.low)
    counter = 0
    heap: list[tuple[int, int, int, int, _Chain]] = [(to_end[0], 0, counter, 0, None)]
    while heap:
        _, back, _, cost, chain = heappop(heap)
        at = lattice.next(-back)
        if at >= size:
            yield _unwound(chain)
            continue
        for rank, piece in enumerate(lattice.choices(at)):
            counter += 1
            total = cost + _cost(rank, piece)
            heappush(heap, (total + to_end[piece.end], -piece.end, counter, total, (piece, chain)))


def _cost(rank: int, piece: Piece) -> int:
    return rank if piece.known or piece.quoted else UNKNOWN_COST + CHARACTER_COST * (piece.end - piece.start)


def _costs_to_end(lattice: Lattice) -> dict[int, int]:
    """Return for each place that can be reached what the best cut from there to the end costs."""
    reached, waiting = {0}, [0]
    while waiting:
        at = lattice.next(waiting.pop())
        if at < len(lattice.flat.low):
            ends = {piece.end for piece in lattice.choices(at)} - reached
            reached |= ends
            waiting += ends
    costs: dict[int, int] = {}
    for place in sorted(reached, reverse=True):
        at = lattice.next(place)
        costs[place] = (
            min((_cost(r, p) + costs[p.end] for r, p in enumerate(lattice.choices(at))), default=0) if at < len(lattice.flat.low) else 0
        )
    return costs


def _unwound(chain: _Chain) -> Path:
    path = []
    while chain is not None:
        piece, chain = chain
        path.append(piece)
    return tuple(reversed(path))
