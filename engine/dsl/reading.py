"""A charter's text cut into sentences: its tongue, its comments, and what is wrong with its marks and characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.dsl.characters import Doubt, code_points, fold, is_han
from engine.dsl.lexicon import Lexicon, lexicon, lower
from engine.problems import Problems, Span
from engine.records import record
from engine.values import Lang

MAX_BYTES = 1 << 20
MAX_NESTING = 20
MAX_QUOTATION = 4096  # characters; a longer one is taken for one that is not closed, and no search runs to the end of the file

CLOSERS = {"“": "”", '"': '"', "「": "」", "《": "》", "(": ")", "[": "]"}
_SPECIAL = re.compile(r'[“”"「」《》()\[\]#|。]|\.(?=[\s”"」》)\]#\u2e80-\uffff]|\Z)')
_SENTENCE_BORDER = re.compile(r"[.。:][ \t]*(?=\n)\s*|\n[ \t]*\n\s*")
_LAST_MARK = re.compile(r"[.。:](?=[ \t]*(?:\n|\Z))")
_SPACE = re.compile(r"\s*")
_AFTER_ROW = re.compile(r"\s*(?P<comment>#)?")
_FIRST_WORD = re.compile(r"(?:\s|#[^\n]*)*(?P<word>\S)")


@record
class Source:
    """A file's text: as written, and with plain characters and blank comments; offsets are the same in both."""

    file: str
    lang: Lang
    text: str
    plain: str
    lines: tuple[int, ...]  # where each line starts

    def span(self, start: int, end: int) -> Span:
        """Return a stretch of the text with its line and column."""
        line = bisect_right(self.lines, start)
        return Span(self.file, start, end, line, start - self.lines[line - 1] + 1)


@record
class Raw:
    """One sentence, heading included, before it is cut into tokens; `rows` are the table rows after it.

    `unclosed` is where a mark stands that is never closed, which has been reported; nothing can be said of what follows it.
    """

    source: Source
    start: int
    end: int
    rows: tuple[tuple[int, int], ...] = ()
    unclosed: int | None = None

    @property
    def broken(self) -> bool:
        """Whether a mark is never closed, so that the sentence makes no sense."""
        return self.unclosed is not None

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.source.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The place of the whole sentence."""
        return self.source.span(self.start, self.end)


@record
class Comment:
    """A comment with its mark; `alone` when nothing else stands on its line."""

    text: str
    span: Span
    alone: bool


@record
class Reading:
    """A file cut into sentences."""

    source: Source
    sentences: tuple[Raw, ...]
    comments: tuple[Comment, ...]

    @property
    def lang(self) -> Lang:
        """The tongue of the file's keywords."""
        return self.source.lang


def read(text: str, file: str, problems: Problems, lang: Lang | None = None, lexicon_of: Callable[[Lang], Lexicon] = lexicon) -> Reading:
    """Cut a file's text into sentences; report marks that are not closed and characters that mislead.

    The tongue is that of the file's first keyword unless it is given. A file of more than a mebibyte is reported and not read.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        problems.error("CH0110", Span(file, 0, 0, 1, 1), limit=f"{MAX_BYTES >> 20} MiB")
        text = ""
    plain, doubts = fold(text)
    tongue = lang or _tongue(plain, lexicon_of)
    lines = (0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text)))
    source = Source(file, tongue, text, plain.replace("\r\n", " \n").replace("\r", "\n"), lines)
    cutter = _Cutter(source, problems, lexicon_of(tongue))
    cutter.cut()
    _report_doubts(doubts, cutter.prose, source, problems)
    final = Source(file, tongue, text, _blank(source.plain, cutter.blanks), lines)
    comments = tuple(_comment(source, start, end) for start, end in cutter.comments)
    return Reading(final, tuple(Raw(final, c.start, c.end, tuple(c.rows), c.unclosed) for c in cutter.cuts), comments)


# ---- cutting -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Cut:
    start: int
    end: int
    rows: list[tuple[int, int]] = field(default_factory=list)
    unclosed: int | None = None


@dataclass(slots=True)
class _Cutter:
    """Walks once through the marks of a text. `open` are the brackets not closed yet, `at` is where the sentence at hand begins."""

    source: Source
    problems: Problems
    lexicon: Lexicon
    at: int = 0
    open: list[int] = field(default_factory=list)
    unclosed: int | None = None
    assumed: frozenset[str] = frozenset()
    cuts: list[_Cut] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    prose: list[tuple[int, int]] = field(default_factory=list)  # quotations and comments, where no name stands
    blanks: list[tuple[int, int]] = field(default_factory=list)

    def cut(self) -> None:
        self.assumed = frozenset(self.lexicon.surfaces("ASSUMED"))
        text, at = self.source.plain, 0
        while match := _SPECIAL.search(text, at):
            at = self._mark(match.group(), match.start())
        self._finish(len(text))

    def _mark(self, mark: str, at: int) -> int:
        """Deal with one mark; return where to go on."""
        if mark == "#":
            return self._comment(at)
        if mark in '“"「《':
            return self._quotation(mark, at)
        if mark in "([":
            self._open(at)
        elif mark in ")]":
            self._close(mark, at)
        elif mark in "”」》":
            self._stray(at)
        elif mark == "|":
            return self._rows(at) if not self.open and self._begins_line(at) else at + 1
        elif not self.open or not self._closes_later(at):
            self._finish(at + 1)
        return at + 1

    def _finish(self, end: int) -> None:
        for opener in self.open:
            self._unclosed(opener)
        start = self.at + len(body := self.source.plain[self.at : end]) - len(body.lstrip())
        start = self._past_comments(start, end)
        stop = self.at + len(body.rstrip())
        if start < stop:
            self.cuts.append(_Cut(start, stop, unclosed=self.unclosed))
        self.at, self.open, self.unclosed = end, [], None

    def _past_comments(self, start: int, end: int) -> int:
        """Skip the comments before the first word of a sentence."""
        for begins, ends in self.comments_from(self.at):
            if begins == start and (space := _SPACE.match(self.source.plain, ends, end)):
                start = space.end()
        return start

    def comments_from(self, at: int) -> list[tuple[int, int]]:
        """Return the comments from an offset on."""
        first = len(self.comments)
        while first and self.comments[first - 1][0] >= at:
            first -= 1
        return self.comments[first:]

    def _comment(self, at: int) -> int:
        end = self._line_end(at)
        self.comments.append((at, end))
        self.prose.append((at, end))
        self.blanks.append((at, end))
        return end

    # -- quotations and brackets --

    def _quotation(self, mark: str, at: int) -> int:
        end = self.source.plain.find(CLOSERS[mark], at + 1, at + MAX_QUOTATION)
        if end < 0 or not self._plausible(mark, at, end):
            return self._recover(at)
        if mark != "「":
            self.prose.append((at, end + 1))
        return end + 1

    def _plausible(self, mark: str, at: int, end: int) -> bool:
        """Whether a quotation ends at the closing mark found, or had rather ended before."""
        text = self.source.plain
        if mark != '"' and text.find(mark, at + 1, end) >= 0:
            return False
        borders = _SENTENCE_BORDER.finditer(text, at, end) if text.find("\n", at, end) >= 0 else iter(())
        return not any(mark in "「《" or not border.group().strip() or self._keyword_at(border.end()) for border in borders)

    def _recover(self, at: int) -> int:
        """Report a quotation that is never closed and end its sentence where a line ends as sentences do."""
        self._unclosed(at)
        end = _LAST_MARK.search(self.source.plain, at)
        stop = end.end() if end else len(self.source.plain)
        self.prose.append((at, stop))
        self.open = []
        self._finish(stop)
        return stop

    def _open(self, at: int) -> None:
        if len(self.open) < MAX_NESTING:
            self.open.append(at)
        elif self.unclosed is None:
            self.problems.error("CH0112", self.source.span(at, at + 1), limit=str(MAX_NESTING))
            self.unclosed = at

    def _close(self, mark: str, at: int) -> None:
        if not self.open or CLOSERS[self.source.plain[self.open[-1]]] != mark:
            if self.unclosed is None:
                self._stray(at)
            return
        opener = self.open.pop()
        if mark == "]":
            self._bracket(opener, at)

    def _closes_later(self, at: int) -> bool:
        """Whether a full stop within brackets stands on a line on which the brackets are closed."""
        text = self.source.plain
        closed = text.find(CLOSERS[text[self.open[0]]], at, at + MAX_QUOTATION)
        return closed >= 0 and text.find("\n", at, closed) < 0

    def _bracket(self, opener: int, at: int) -> None:
        """Square brackets mark what is assumed and nothing else."""
        inner = " ".join(lower(self.source.plain[opener + 1 : at]).split())
        span = self.source.span(opener, at + 1)
        if inner not in self.assumed:
            self.problems.error("CH0113", span, found=self.source.text[opener : at + 1], expected=self.lexicon.words["ASSUMED"][0])
        elif not self.source.plain[self.at : opener].strip():
            self.problems.error("CH0113", span, variant="first", found=self.source.text[opener : at + 1])
        else:
            return
        self.blanks.append((opener, at + 1))

    def _unclosed(self, at: int) -> None:
        opener = self.source.plain[at]
        written = self.source.text[at]
        closer = CLOSERS[opener] if written == opener else _CLOSERS_AS_WRITTEN.get(written, CLOSERS[opener])
        self.problems.error("CH0101", self.source.span(at, at + 1), found=written, expected=closer)
        self.unclosed = at if self.unclosed is None else min(self.unclosed, at)

    def _stray(self, at: int) -> None:
        self.problems.error("CH0101", self.source.span(at, at + 1), variant="unopened", found=self.source.text[at])
        self.blanks.append((at, at + 1))

    # -- table rows --

    def _rows(self, at: int) -> int:
        """Take up the rows of a table and end the sentence that they belong to."""
        text = self.source.plain
        if text[self.at : at].strip() or not self.cuts:
            self._finish(at)
        self.at = at
        owner = self.cuts[-1] if self.cuts else _Cut(at, at)
        if not self.cuts:
            self.cuts.append(owner)
        while at < len(text) and text[at] == "|":
            end = self._line_end(at)
            if (comment := text.find("#", at, end)) >= 0:
                self._comment(comment)
            owner.rows.append((at, at + len(text[at : comment if comment >= 0 else end].rstrip())))
            at = end
            while following := _AFTER_ROW.match(text, at):
                at = following.end()
                if not following["comment"]:
                    break
                at = self._comment(at - 1)
        owner.end = owner.rows[-1][1]
        self.at = at
        return at

    def _begins_line(self, at: int) -> bool:
        while at and self.source.plain[at - 1] in " \t":
            at -= 1
        return not at or self.source.plain[at - 1] == "\n"

    def _line_end(self, at: int) -> int:
        end = self.source.plain.find("\n", at)
        return len(self.source.plain) if end < 0 else end

    def _keyword_at(self, at: int) -> bool:
        return _keyword_at(self.source.plain, at, self.lexicon)


_CLOSERS_AS_WRITTEN = {"（": "）", "〔": "〕", "【": "】", "［": "］", "『": "』", "＂": "＂"}


# ---- tongue, comments, characters --------------------------------------------------------------------------------


def _tongue(text: str, lexicon_of: Callable[[Lang], Lexicon]) -> Lang:
    """Return the tongue of the first keyword, or that of the first word's script."""
    first = _FIRST_WORD.match(text)
    if first is None:
        return "en"
    by_script: tuple[Lang, Lang] = ("zh", "en") if is_han(first["word"]) else ("en", "zh")
    return next((lang for lang in by_script if _keyword_at(text, first.start("word"), lexicon_of(lang))), by_script[0])


def _keyword_at(text: str, at: int, words: Lexicon) -> bool:
    """Return whether a keyword begins at a place, and in English ends at a word's end."""
    head = " ".join(lower(text[at : at + 60]).split(" "))
    for length in words.lengths.get(head[:1], ()):
        ends = length >= len(head) or not (head[length - 1].isascii() and head[length - 1].isalnum() and head[length].isalnum())
        if ends and words.terminals.get(head[:length]):
            return True
    return False


def _comment(source: Source, start: int, end: int) -> Comment:
    line = source.plain.rfind("\n", 0, start) + 1
    return Comment(source.text[start:end].rstrip(), source.span(start, end), not source.plain[line:start].strip())


def _report_doubts(doubts: tuple[Doubt, ...], prose: list[tuple[int, int]], source: Source, problems: Problems) -> None:
    """Report misleading characters: an error where a name may stand, a warning elsewhere."""
    quoted = sorted(prose)
    starts = [start for start, _ in quoted]
    for doubt in doubts:
        nearest = bisect_right(starts, doubt.start) - 1
        in_prose = nearest >= 0 and doubt.start < quoted[nearest][1]
        report = problems.warning if in_prose or (doubt.kind == "invisible" and not doubt.within) else problems.error
        span = source.span(doubt.start, doubt.end)
        if doubt.kind == "invisible":
            report("CH0108", span, found=code_points(doubt.found))
        else:
            report("CH0105", span, found=doubt.found, number=code_points(doubt.found), expected=doubt.plain)


def _blank(text: str, stretches: list[tuple[int, int]]) -> str:
    """Put spaces in the place of comments and of marks that mean nothing."""
    pieces, at = [], 0
    for start, end in sorted(stretches):
        if start >= at:
            pieces += [text[at:start], " " * (end - start)]
            at = end
    return "".join((*pieces, text[at:]))
