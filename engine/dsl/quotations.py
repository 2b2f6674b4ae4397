"""Quotations, compared with the source's own text: a `quote 「…」` must stand there word for word, white space apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from engine.dsl import syntax
from engine.dsl.characters import fold
from engine.dsl.gather import Sentence
from engine.problems import Problems

NEAR = 40  # characters of the source that a message shows


def compare(sentences: Iterable[Sentence], originals: Mapping[str, str], problems: Problems) -> None:
    """Report every quotation that the source of its file does not hold; of a file without one say once that none was compared."""
    quotes: dict[str, list[syntax.QuoteLine]] = {}
    for each in sentences:
        if isinstance(each.node, syntax.QuoteLine):
            quotes.setdefault(each.node.span.file, []).append(each.node)
    for file, of_file in quotes.items():
        if file in originals:
            _compare(of_file, _bare(originals[file]), problems)
        else:
            problems.warning("CH0909", of_file[0].span)


def _compare(quotes: Iterable[syntax.QuoteLine], bare: str, problems: Problems) -> None:
    for each in quotes:
        quoted = _bare(each.text.text)
        if quoted not in bare:
            near, at = _nearest(quoted, bare)
            problems.error("CH0901", each.text.span, quoted=quoted[at : at + NEAR], source=near)


def _bare(text: str) -> str:
    """Leave out white space and make full-width marks plain: a name in 「 」 is read so, too."""
    return "".join(fold(text)[0].split())


def _nearest(quoted: str, source: str) -> tuple[str, int]:
    """Return what the source says where the quotation leaves it, and how far the two agree before."""
    match = SequenceMatcher(None, source, quoted, autojunk=False).find_longest_match()
    start = max(match.a - match.b, 0)
    agree = next((i for i, (one, other) in enumerate(zip(quoted, source[start:], strict=False)) if one != other), 0)
    return source[start + agree : start + agree + NEAR], agree
