"""The names that a file declares, found before anything is parsed: beside their name in the other tongue, or after some keywords."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from engine.dsl.characters import is_foreign
from engine.dsl.flat import Flat, flatten
from engine.dsl.lexicon import Lexicon, lengths, plain
from engine.dsl.numerals import read as read_value
from engine.dsl.reading import Reading
from engine.problems import Label, Problem, Problems, Span
from engine.records import record


@record
class Declared:
    """A name where it is declared, with its name in the other tongue and the keyword that introduces it, where there are any."""

    name: str
    other: str | None
    span: Span
    kind_word: str | None
    quoted: bool = False


def declared(reading: Reading, lexicon: Lexicon, problems: Problems) -> tuple[Declared, ...]:
    """Return the names of a file in the order of the text, each once; report those that can be misread.

    A name that stands before brackets with the other tongue's name begins after the first introducing keyword of its
    stretch, and in English, where there is none, after the last keyword. Without brackets a name stands after an introducing
    keyword only and ends at a mark, a number or a keyword.
    """
    declaring = re.compile("|".join(map(re.escape, ("(", *lexicon.surfaces(*lexicon.introduce)))))
    flats = (flatten(raw, end=raw.unclosed) for raw in reading.sentences)
    found = [each for flat in flats if declaring.search(flat.low) for each in _in_sentence(flat, lexicon)]
    names = tuple(_settled(found, lexicon))
    _report(names, lexicon, problems)
    return tuple(each for each in names if not _too_long(each))


MAX_NAME = 80  # characters
_MAX_WORDS, _MAX_STARTS, _NEAR = 40, 8, 200  # how far and how often the start of a name is looked for


# ---- one sentence ------------------------------------------------------------------------------------------------


@record
class _Word:
    """A keyword, noise (no terminals), a number, a mark or a quoted name on the way through a sentence; text is what lies between."""

    start: int
    end: int
    kind: str  # keyword, number, mark, name, other
    terminals: tuple[str, ...] = ()


@record
class _Candidate:
    """A name as it may be declared, and the starts that it may have besides: whose keyword is which."""

    flat: Flat
    starts: tuple[tuple[int, str | None], ...]  # best first
    end: int
    other: str | None
    quoted: bool = False

    def declared(self, start: int, kind_word: str | None) -> Declared:
        name = self.flat.text[start : self.end].strip()
        if self.quoted:
            name = name.strip("「」").strip()
        return Declared(name, self.other, self.flat.span(start, self.end), kind_word, self.quoted)


def _in_sentence(flat: Flat, lexicon: Lexicon) -> Iterator[_Candidate]:
    words = list(_words(flat, lexicon))
    listing: str | None = None
    for place, word in enumerate(words):
        if word.kind == "other" and (
            candidate := _before_brackets(flat, words[max(0, place - _MAX_WORDS) : place], word, lexicon, listing)
        ):
            yield candidate
        follows_in_list = listing and _separates(flat, word)
        listing = _listing(flat, word, lexicon, listing)
        if kind := _introduced(word, lexicon) or (listing if follows_in_list else None):
            yield from _after(flat, words[place : place + _MAX_WORDS], kind, lexicon)


def _words(flat: Flat, lexicon: Lexicon) -> Iterator[_Word]:
    """Walk through a sentence by the longest keyword or number at each place, over text that is neither."""
    at, low = 0, flat.low
    while at < len(low):
        word = None if low[at] == " " or flat.inside[at] else _word(flat, at, lexicon)
        if word:
            yield word
        at = word.end if word else at + 1


def _word(flat: Flat, at: int, lexicon: Lexicon) -> _Word | None:
    low = flat.low
    if low[at] in _ENCLOSED:
        return _enclosed(flat, at, lexicon)
    if low[at] in _MARKS:
        return _Word(at, at + 1, "mark")
    keyword = _longest_keyword(flat, at, lexicon)
    if _NUMBER_BEGINS.match(low, at):
        value = next((v for v in read_value(flat.text, at, lexicon.lang) if not flat.inside[v.end]), None)
        if value and (keyword is None or value.end > keyword.end):
            return _Word(at, value.end, "number")
    return keyword


def _longest_keyword(flat: Flat, at: int, lexicon: Lexicon) -> _Word | None:
    for length in lexicon.lengths.get(flat.low[at], ()):
        end = at + length
        if end <= len(flat.low) and not flat.inside[end] and (terminals := lexicon.terminals.get(flat.low[at:end])) is not None:
            return _Word(at, end, "keyword" if terminals else "noise", terminals)
    return None


def _enclosed(flat: Flat, at: int, lexicon: Lexicon) -> _Word:
    """Read brackets and quotations whole."""
    closer = _ENCLOSED[flat.low[at]]
    end = flat.low.find(closer, at + 1)
    if end < 0:
        return _Word(at, at + 1, "mark")
    if flat.low[at] == "「":
        return _Word(at, end + 1, "name")
    if flat.low[at] != "(":
        return _Word(at, end + 1, "mark")
    return _Word(at, end + 1, "other") if is_foreign(flat.low[at + 1 : end], lexicon.lang) else _Word(at, at + 1, "mark")


_ENCLOSED = {"“": "”", '"': '"', "《": "》", "「": "」", "[": "]", "(": ")"}
_MARKS = frozenset(",、;:。.()[]”」》>=<!≥≤|-")
_NUMBER_BEGINS = re.compile(
    r"[0-9¥〇零一二两三四五六七八九十百千万半]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)


def _introduced(word: _Word, lexicon: Lexicon) -> str | None:
    """Return the terminal of a keyword that introduces a name."""
    return next((terminal for terminal in word.terminals if terminal in lexicon.introduce), None)


def _listing(flat: Flat, word: _Word, lexicon: Lexicon, before: str | None) -> str | None:
    """Return the keyword whose list of names goes on after a word.

    A keyword ends a list in English, where it is surely one, unless the names may be keywords too. A full-width comma ends one
    in Chinese. The list of the rows of a unit goes on to the end.
    """
    if word.kind == "keyword":
        kinds = [terminal for terminal in word.terminals if terminal in _ROWS or terminal in lexicon.introduce_list]
        goes_on = lexicon.lang == "zh" or before in _ROWS or before in _AS_KEYWORDS or "AND" in word.terminals
        return kinds[0] if kinds else before if goes_on else None
    ends = word.kind == "mark" and flat.low[word.start] in (";:.。" if lexicon.lang == "en" else ",;:.。")
    return None if ends and before not in _ROWS else before


def _separates(flat: Flat, word: _Word) -> bool:
    """Whether another name of a list may follow."""
    marks = ",、:" if flat.source.lang == "en" else "、:"
    return "AND" in word.terminals or (word.kind == "mark" and flat.low[word.start] in marks)


_ROWS = ("UNITS", "HASUNITS")


# ---- names beside their name in the other tongue -----------------------------------------------------------------


def _before_brackets(flat: Flat, before: list[_Word], brackets: _Word, lexicon: Lexicon, listing: str | None) -> _Candidate | None:
    other = _inner(flat, brackets)
    if before and before[-1].kind == "name" and not flat.low[before[-1].end : brackets.start].strip():
        kind = _introduced(before[-2], lexicon) if len(before) > 1 else None
        return _Candidate(flat, ((before[-1].start, kind or listing),), before[-1].end, other, quoted=True)
    stretch = _stretch(before)
    if flat.low[max(0, brackets.start - 2) : brackets.start].rstrip()[-1:] in ("”", '"', "》"):
        return None
    border = before[len(before) - len(stretch) - 1].end if len(stretch) < len(before) else max(0, brackets.start - _NEAR)
    starts = tuple(_starts(flat, stretch, border, brackets.start, lexicon, listing))
    return _Candidate(flat, starts, _trimmed(flat, border, brackets.start), other) if starts else None


def _stretch(before: list[_Word]) -> list[_Word]:
    """Return the words since the last mark."""
    place = len(before)
    while place and before[place - 1].kind not in ("mark", "other", "name"):
        place -= 1
    return before[place:]


def _starts(
    flat: Flat, stretch: list[_Word], border: int, end: int, lexicon: Lexicon, listing: str | None
) -> Iterator[tuple[int, str | None]]:
    """Yield where a name before brackets may begin, with the keyword that introduces it."""
    introducing = [(word.end, kind) for word in stretch if (kind := _introduced(word, lexicon)) and flat.low[word.end : end].strip()]
    for start, kind in introducing[:_MAX_STARTS]:
        yield _past_count(flat, stretch, start), kind
    if introducing:
        return
    cutting = [word for word in stretch if "AND" in word.terminals or not listing] if lexicon.lang == "en" else []
    last = max((word.end for word in cutting if flat.low[word.end : end].strip()), default=_new_line(flat, stretch, border, end))
    yield _past_count(flat, stretch, last), listing


def _new_line(flat: Flat, stretch: list[_Word], border: int, end: int) -> int:
    """Return the start of a name that stands on a line of its own after a Chinese sentence whose full stop is missing, or the border.

    A line break alone means nothing; with a keyword of more than one character before it, a sentence stood there.
    """
    if flat.source.lang == "en" or isinstance(flat.offsets, range):
        return border
    said = min((word.end for word in stretch if word.kind == "keyword" and word.start >= border and word.end - word.start > 1), default=end)
    breaks = (at for at in range(end - 1, said - 1, -1) if "\n" in flat.source.text[flat.offsets[at - 1] : flat.offsets[at]])
    return next(breaks, border)


def _past_count(flat: Flat, stretch: list[_Word], start: int) -> int:
    """Skip `the` and `a` and a count at the start of a name."""
    for word in stretch:
        skipped = word.kind == "noise" or (word.kind == "number" and _counts(flat, word))
        if word.start >= start and skipped and not flat.low[start : word.start].strip():
            start = word.end
    return start + 1 if flat.low[start : start + 1] == " " else start


def _counts(flat: Flat, number: _Word) -> bool:
    """Whether a number counts what follows and is no part of its name, as in 一班."""
    return flat.source.lang == "en" or flat.low[number.end - 1] in "名个位家项"


def _trimmed(flat: Flat, start: int, end: int) -> int:
    return start + len(flat.low[start:end].rstrip())


def _inner(flat: Flat, brackets: _Word) -> str:
    inner = flat.written(brackets.start + 1, brackets.end - 1).strip()
    return inner[1:-1].strip() if len(inner) > 1 and inner[0] in '“"「『' and inner[-1] in '”"」』' else inner


# ---- names after a keyword ---------------------------------------------------------------------------------------


def _after(flat: Flat, words: list[_Word], kind: str, lexicon: Lexicon) -> Iterator[_Candidate]:
    """Yield the name that stands after the first word, a keyword or a mark in its list, where no brackets follow it."""
    start = _past_count(flat, words[1:], words[0].end)
    rest = [word for word in words[1:] if word.start >= start]
    if rest and rest[0].start == start and _belongs(flat, rest, kind):
        rest = rest[1:]
    stop = rest[0].start if rest else len(flat.low)
    if rest and rest[0].kind == "name" and rest[0].start == start:
        if not (len(rest) > 1 and rest[1].kind == "other"):
            yield _Candidate(flat, ((start, kind),), rest[0].end, None, quoted=True)
    elif flat.low[start:stop].strip() and not (rest and rest[0].kind == "other") and not _inside_longer(flat, rest, lexicon):
        yield _Candidate(flat, ((start, kind),), _trimmed(flat, start, stop), None)


def _belongs(flat: Flat, rest: list[_Word], kind: str) -> bool:
    """Whether a number or a keyword at the start belongs to the name: 一班, or a state or a move that is called as a keyword is."""
    first = rest[0]
    if first.kind == "number":
        return not _counts(flat, first)
    after = rest[1].start if len(rest) > 1 else len(flat.low)
    alone = not flat.low[first.end : after].strip() and not (len(rest) > 1 and rest[1].kind == "other")
    return first.kind == "keyword" and kind in _AS_KEYWORDS and alone


_AS_KEYWORDS = frozenset(("STATES", "FINAL", "ON", "FIELD"))  # the grammar keeps their names and the keywords apart


def _inside_longer(flat: Flat, rest: list[_Word], lexicon: Lexicon) -> bool:
    """Whether the name goes on over keywords to brackets, where it is found whole: head of office (办公室主任), 建设班（squad）."""
    if flat.source.lang == "zh" and not (rest and _introduced(rest[0], lexicon)):
        return False
    following = next((word for word in rest if word.kind not in ("keyword", "noise")), None)
    return following is not None and following.kind == "other"


# ---- all candidates together -------------------------------------------------------------------------------------


@record
class _Known:
    """Words and names, indexed by first character."""

    words: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]


def _settled(candidates: list[_Candidate], lexicon: Lexicon) -> Iterator[Declared]:
    """Choose a start for each name by what else is declared; drop the places where a name is merely used again."""
    certain = [each.declared(*each.starts[0]) for each in candidates if len(each.starts) == 1 and (each.starts[0][1] or each.quoted)]
    for _ in range(2):  # a name that was chosen may help to choose others
        words = frozenset(plain(each.name) for each in certain).union(lexicon.terminals) - {""}
        known = _Known(words, lengths(words))
        names = [each.declared(*_best_start(each, known)) for each in candidates]
        certain = [each for each in names if each.kind_word or each.quoted]
    by_other: dict[str | None, set[str]] = {}
    for each in certain:
        by_other.setdefault(each.other, set()).add(each.name)
    found: dict[tuple[str, str | None], Declared] = {}
    paired_texts = frozenset(plain(each.name) for each in names if each.other is not None)
    longer = _Known(paired_texts - {""}, lengths(paired_texts - {""}))
    for candidate, name in zip(candidates, names, strict=True):
        again = _used_again(name, by_other.get(name.other, set())) or (name.other is None and _cut_short(candidate, name, longer))
        if name.name and not again:
            found.setdefault((plain(name.name), name.other), name)
    paired = {name for name, other in found if other is not None}
    yield from (each for (name, other), each in found.items() if other is not None or name not in paired)


def _best_start(each: _Candidate, words: _Known) -> tuple[int, str | None]:
    """Take the start before which the least text is unknown, the first of equal ones: 建设班 | 设 | 班长."""
    if len(each.starts) == 1:
        return each.starts[0]
    begins = min(start for start, _ in each.starts)
    earliest = max(0, begins - _NEAR)
    while begins > earliest and each.flat.low[begins - 1] not in _MARKS:
        begins -= 1
    return min(each.starts, key=lambda start: _unknown_before(each.flat.low[begins : start[0]], words))


def _unknown_before(text: str, words: _Known) -> int:
    """Count the characters that are neither names nor keywords."""
    at = unknown = 0
    while at < len(text):
        length = next((size for size in words.lengths.get(text[at], ()) if text[at : at + size] in words.words), 0)
        unknown += not length
        at += length or 1
    return unknown


def _cut_short(each: _Candidate, name: Declared, longer: _Known) -> bool:
    """Whether a keyword within a name that is declared elsewhere was taken for its end: 已 of 已撤回."""
    low, start = each.flat.low, each.starts[0][0]
    sizes = longer.lengths.get(low[start : start + 1], ())
    return any(size > len(name.name) and low[start : start + size] in longer.words for size in sizes)


def _used_again(name: Declared, same: set[str]) -> bool:
    """Whether words before a name that is declared elsewhere were taken for a part of it: 由班长（squad leader）推选."""
    return not name.kind_word and not name.quoted and any(name.name != known and name.name.endswith(known) for known in same)


# ---- what can be misread -----------------------------------------------------------------------------------------


def _report(names: Iterable[Declared], lexicon: Lexicon, problems: Problems) -> None:
    known = {plain(each.name): each for each in names}
    keywords = tuple(sorted(lexicon.terminals))
    for name, each in known.items():
        if _too_long(each):
            problems.error("CH0114", each.span, limit=str(MAX_NAME))
        if each.quoted or _too_long(each):
            continue
        if lexicon.terminals.get(name):
            if each.kind_word not in _AS_KEYWORDS:
                problems.error("CH0107", each.span, name=each.name, keyword=lexicon.terminals[name][0])
        elif tail := _tail(name, known, keywords):
            head, keyword = tail
            problems.add(Problem("CH0106", "info", each.span, {"name": each.name, "head": head, "keyword": keyword}))
        elif pair := _pair(name, known, lexicon):
            first, second = pair
            labels = (Label(first.span, "declared"), Label(second.span, "declared"))
            told = {"name": each.name, "first": first.name, "second": second.name}
            problems.add(Problem("CH0106", "info", each.span, told, labels, "pair"))


def _tail(name: str, known: dict[str, Declared], keywords: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the known name that a name begins with and the keyword that its rest begins: 理事 and 长期 of 理事长."""
    for cut in range(1, len(name)):
        head, tail = name[:cut], name[cut:].lstrip()
        if head.rstrip() in known and _border(name, cut) and (keyword := _begun(tail, keywords)):
            return known[head.rstrip()].name, keyword
    return None


def _too_long(each: Declared) -> bool:
    return len(each.name) > MAX_NAME or len(each.other or "") > MAX_NAME


def _begun(tail: str, keywords: tuple[str, ...]) -> str | None:
    """Return a longer keyword that begins with a text and goes on at a word border."""
    return next((word for word in keywords if len(word) > len(tail) and word.startswith(tail) and _border(word, len(tail))), None)


def _border(text: str, at: int) -> bool:
    return not (text[at - 1].isascii() and text[at - 1].isalnum() and text[at].isascii() and text[at].isalnum())


def _pair(name: str, known: dict[str, Declared], lexicon: Lexicon) -> tuple[Declared, Declared] | None:
    """Return the two names that a name is made of, with a conjunction between them: 理事和监事."""
    for word in lexicon.surfaces("AND", "OR"):
        first, found, second = name.partition(word)
        if found and first.strip() in known and second.strip() in known:
            return known[first.strip()], known[second.strip()]
    return None
