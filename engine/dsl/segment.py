"""A sentence cut into tokens: the longest match first, then the other splits, for a parser to take the first that it understands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

from engine.dsl.flat import Flat, flatten
from engine.dsl.lattice import ASSUMED, Lattice, Path, Piece, longest, paths
from engine.dsl.lexicon import Lexicon
from engine.dsl.reading import Raw
from engine.dsl.tokens import COMMA, LISTSEP, NAME, ROW, STRING, Token
from engine.dsl.vocabulary import Names
from engine.problems import Span

MAX_SPLITS = 64
_MAX_PATHS = 2 * MAX_SPLITS  # as many paths may join into one split
_NOUNS = frozenset((NAME, "EVERY", "ANY", "ALL", "MEMBERS", "OUTSIDE", "REQUESTER", "DRAFTER", "KEEPER", "PROXY", "ACCOUNTS"))
_LISTED = _NOUNS | {STRING}
_COUNTS = frozenset(("NUMBER", "FRACTION"))


class SplitLimit(Exception):  # noqa: N818 - a limit that was met, no fault
    """A sentence has more splits than are tried; names in 「 」 leave fewer."""

    def __init__(self, span: Span) -> None:
        super().__init__(f"more than {MAX_SPLITS} splits")
        self.span = span


def segmentations(raw: Raw, names: Names) -> Iterator[tuple[Token, ...]]:
    """Yield the splits of a sentence, the best first.

    First comes the longest match if it holds no unknown text, then the other splits without unknown text, then those with
    unknown text joined to the names that it is glued to, last those where it stands apart. Raises SplitLimit after the 64th.
    """
    flat = flatten(raw)
    rows = _rows(raw)
    for count, path in enumerate(_ordered(Lattice(flat, names), raw.span)):
        if count == MAX_SPLITS:
            raise SplitLimit(raw.span)
        yield _tokens(flat, path, names.lexicon) + rows


def reported(raw: Raw, names: Names) -> tuple[Token, ...]:
    """Return the split to speak of in messages: the best one, unknown text joined to the names that it is glued to."""
    flat = flatten(raw)
    return _tokens(flat, next(_ordered(Lattice(flat, names), raw.span)), names.lexicon) + _rows(raw)


# ---- the order of splits -----------------------------------------------------------------------------------------


def _ordered(lattice: Lattice, span: Span) -> Iterator[Path]:
    """Yield whole paths in the order in which they are to be tried, none twice."""
    greedy = longest(lattice)
    seen: set[tuple[tuple[int, tuple[str, ...]], ...]] = set()
    if all(map(_certain, greedy)):
        seen.add(_shape(greedy))
        yield greedy
    apart: list[Path] = []
    found = paths(lattice)
    for path in islice(found, _MAX_PATHS):
        joined = _joined(path, lattice.flat)
        if _shape(joined) not in seen:
            seen.add(_shape(joined))
            yield joined
        if joined != path:
            apart.append(path)
    yield from (path for path in apart if _shape(path) not in seen)
    if next(found, None):
        raise SplitLimit(span)


def _certain(piece: Piece) -> bool:
    return piece.known or piece.quoted


def _shape(path: Path) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((piece.end, piece.types) for piece in path)


def _joined(path: Path, flat: Flat) -> Path:
    """Join unknown text and the names that touch it into one unknown name: 副班长, 连长会议, deputy squad leader."""
    if all(map(_certain, path)):
        return path
    found: list[Piece] = []
    run: list[Piece] = []
    for piece in path:
        if not (run and run[-1].is_name and piece.is_name and _touch(run[-1], piece, flat)):
            found += _join_run(run, flat)
            run = []
        run.append(piece)
    return (*found, *_join_run(run, flat))


def _join_run(run: list[Piece], flat: Flat) -> list[Piece]:
    """Join names that touch if one is unknown; those before it stay apart where others follow it: 各班 | 副班长."""
    first = next((place for place, piece in enumerate(run) if piece.is_name and not piece.known), None)
    if first is None or len(run) == 1:
        return run
    begins = first if first + 1 < len(run) else 0
    start, end = run[begins].start, run[-1].end
    return [*run[:begins], Piece(start, end, (NAME,), flat.text[start:end], known=False)]


def _touch(before: Piece, after: Piece, flat: Flat) -> bool:
    """Whether nothing stands between two pieces: in English no word, in Chinese no space but one between Latin words."""
    if before.end == after.start:
        return True
    around = flat.low[before.end - 1] + flat.low[after.start]
    return before.end + 1 == after.start and flat.low[before.end] == " " and (flat.source.lang == "en" or around.isascii())


# ---- tokens ------------------------------------------------------------------------------------------------------


def _tokens(flat: Flat, path: Path, words: Lexicon) -> tuple[Token, ...]:
    real = [piece for piece in path if piece.types]
    assumed = {before.start for before, after in pairwise(real) if after.types == (ASSUMED,)}
    tokens = [_token(flat, piece, assumed=piece.start in assumed) for piece in real if piece.types != (ASSUMED,)]
    return tuple(_retagged(_commas(tokens, words), words))


def _token(flat: Flat, piece: Piece, *, assumed: bool) -> Token:
    start, end = piece.start, piece.end
    return Token(piece.types, flat.written(start, end), piece.value, flat.span(start, end), assumed, piece.known, piece.quoted)


def _commas(tokens: list[Token], words: Lexicon) -> list[Token]:
    """Drop the commas that mean nothing beside some keywords; in English see which ones may part the items of a list."""
    found: list[Token] = []
    for place, token in enumerate(tokens):
        if COMMA not in token.types:
            found.append(token)
            continue
        after = tokens[place + 1].types if place + 1 < len(tokens) else ()
        before = tokens[place - 1].types if place else ()
        if not words.comma_before.isdisjoint(after) or not words.comma_after.isdisjoint(before):
            continue
        lists = words.lang == "en" and _noun_at(tokens, place + 1)
        found.append(_with_types(token, (LISTSEP, COMMA)) if lists else token)
    return found


def _noun_at(tokens: list[Token], at: int) -> bool:
    """Whether an item of a list begins at a place: a quoted text, a name, `every`, `2 or more squad leaders`."""
    if at < len(tokens) and not _COUNTS.isdisjoint(tokens[at].types):
        at += 1
        while at < len(tokens) and not {"ORMORE", "ORLESS", "OF"}.isdisjoint(tokens[at].types):
            at += 1
    return at < len(tokens) and not _LISTED.isdisjoint(tokens[at].types)


def _retagged(tokens: list[Token], words: Lexicon) -> Iterator[Token]:
    """Give a keyword the terminal that it has before certain others: `or` before `by`."""
    pairs = {(first, following): new for first, following, new in words.retag}
    for place, token in enumerate(tokens):
        if all(first not in token.types for first, _, _ in words.retag):
            yield token
            continue
        following = tokens[place + 1].types if place + 1 < len(tokens) else ()
        new = next((pairs[t, f] for t in token.types for f in following if (t, f) in pairs), None)
        yield _with_types(token, (new,)) if new else token


def _with_types(token: Token, types: tuple[str, ...]) -> Token:
    return Token(types, token.text, token.value, token.span, token.assumed, token.known, token.quoted)


def _rows(raw: Raw) -> tuple[Token, ...]:
    """Make a token of each table row; its value are the cells as sentences."""
    return tuple(Token((ROW,), raw.source.text[start:end], _cells(raw, start, end), raw.source.span(start, end)) for start, end in raw.rows)


def _cells(raw: Raw, start: int, end: int) -> tuple[Raw, ...]:
    text = raw.source.plain[start:end].rstrip(" .。")
    bars = [start + place for place, character in enumerate(text) if character == "|"]
    if not text.endswith("|"):
        bars.append(start + len(text))
    return tuple(Raw(raw.source, left + 1, right) for left, right in pairwise(bars))
