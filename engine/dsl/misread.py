"""Why a sentence makes no sense: the one cause that a writer would name, at the words at fault."""

from __future__ import annotations

from collections.abc import Sequence

from engine.dsl.branches import Branch
from engine.dsl.characters import is_foreign
from engine.dsl.expectation import expectation
from engine.dsl.lexicon import Lexicon, lexicon, plain
from engine.dsl.parse import Failure, Grammar, Start
from engine.dsl.reading import Raw
from engine.dsl.slips import slip
from engine.dsl.tokens import Token
from engine.problems import Label, Problems
from engine.values import Lang

_NOTHING = "NOTHING"  # a terminal that fits nowhere
_SURE = 2  # tokens of what follows a missing full stop that have to make sense


def misread(
    raw: Raw, tokens: tuple[Token, ...], starts: Sequence[Start], grammar: Grammar, words: Lexicon, problems: Problems, hidden: str
) -> int | None:
    """Report why a sentence makes no sense; where its end mark is missing, return at which token the next sentence begins.

    `hidden` is the text of sentences that are left unread. What stops this one may be part of a name that is declared there.
    """
    failure = _furthest(tokens, starts, grammar)
    if (at := _missing_end(tokens, starts, grammar, failure)) is not None:
        problems.error("CH0104", tokens[at - 1].span, Label(tokens[at].span, "next"), found=tokens[at].text)
        return at
    if hidden and _part_of_name(tokens, failure.index, hidden, words.lang):
        return None
    if _report_time(tokens, failure, problems) or slip(tokens, failure, starts, grammar, words.lang, problems):
        return None
    if not _report_foreign(raw, tokens, words.lang, problems) and not _report_unknown(tokens, starts, grammar, failure, words, problems):
        token = tokens[failure.index] if failure.index < len(tokens) else None
        place = token.span if token else tokens[-1].span if tokens else raw.span
        after = tokens[failure.index - 1].text if failure.index > 0 else ""
        said = expectation(failure.expected, token, after, words)
        problems.error("CH0102", place, variant=said.pop("variant"), **said)
    return None


def _furthest(tokens: tuple[Token, ...], starts: Sequence[Start], grammar: Grammar) -> Failure:
    failures = [grammar.parse(tokens, start) for start in starts]
    return max((each for each in failures if isinstance(each, Failure)), key=lambda failed: failed.index)


# ---- a full stop is missing --------------------------------------------------------------------------------------


def _missing_end(tokens: tuple[Token, ...], starts: Sequence[Start], grammar: Grammar, failure: Failure) -> int | None:
    """Return where a line begins before which the tokens are a whole sentence and from which on they begin another."""
    borders = [at for at in range(1, min(failure.index, len(tokens) - 1) + 1) if tokens[at].span.line > tokens[at - 1].span.line]
    for at in reversed(borders):
        if any(isinstance(grammar.parse(tokens[:at], start), Branch) for start in starts) and _begins(tokens[at:], starts, grammar):
            return at
    return None


def _begins(tokens: tuple[Token, ...], starts: Sequence[Start], grammar: Grammar) -> bool:
    results = [grammar.parse(tokens, start) for start in starts]
    return any(isinstance(each, Branch) or each.index >= _SURE for each in results)


_DEEDS = frozenset(("PUBLISH", "REPORTON", "SUMUP", "EXCHANGE", "HOLD", "CARRYOUT", "MUST"))


def _report_time(tokens: tuple[Token, ...], failure: Failure, problems: Problems) -> bool:
    """Say when a duty's time does not say from when it runs; in English such a sentence is understood and told later."""
    at = failure.index
    if not 1 < at < len(tokens) or "WITHIN" not in tokens[at - 1].types or "DURATION" not in tokens[at - 2].types:
        return False
    if _DEEDS.isdisjoint(tokens[at].types):
        return False
    problems.error("CH0802", tokens[at - 2].span.to(tokens[at - 1].span))
    return True


def _part_of_name(tokens: tuple[Token, ...], at: int, hidden: str, lang: Lang) -> bool:
    """Whether the token at a place and one beside it stand together in unread text: leading | group, 指导 | 员."""
    gap = " " if lang == "en" else ""
    pairs = ((tokens[place].text, tokens[place + 1].text) for place in (at - 1, at) if 0 <= place < len(tokens) - 1)
    return any(f"{first}{gap}{second}".lower() in hidden for first, second in pairs)


# ---- words of the other tongue -----------------------------------------------------------------------------------


def _report_foreign(raw: Raw, tokens: tuple[Token, ...], lang: Lang, problems: Problems) -> bool:
    """Say when unknown text begins with a keyword of the other tongue."""
    for token in tokens:
        if token.unknown and is_foreign(token.text, lang) and (found := _foreign_keyword(token.text, lang)):
            length, word = found
            start = token.span.start
            problems.error("CH0103", raw.source.span(start, start + length), found=token.text[:length], word=word)
            return True
    return False


def _foreign_keyword(text: str, lang: Lang) -> tuple[int, str] | None:
    """Return the longest keyword of the other tongue that a text begins with, and the word for it in this one."""
    mine, foreign = (lexicon("en"), lexicon("zh")) if lang == "en" else (lexicon("zh"), lexicon("en"))
    low = plain(text)
    for length in foreign.lengths.get(low[:1], ()):
        whole = length >= len(low) or lang == "en" or not low[length].isalnum()
        native = next((words[0] for each in foreign.terminals.get(low[:length], ()) if (words := mine.words.get(each))), None)
        if whole and native:
            return length, native
    return None


# ---- words that nobody knows -------------------------------------------------------------------------------------


def _report_unknown(
    tokens: tuple[Token, ...], starts: Sequence[Start], grammar: Grammar, failure: Failure, words: Lexicon, problems: Problems
) -> bool:
    """Say when a misspelt keyword was taken for a name, or when what stops the sentence is a word that nobody knows."""
    for at, token in enumerate(tokens[: failure.index + 1]):
        if not token.unknown:
            continue
        here = _furthest((*tokens[:at], Token((_NOTHING,), "", None, token.span)), starts, grammar)
        after = tokens[at - 1].text if at else ""
        said = expectation(here.expected, token, after, words) if here.index == at else {"variant": ""}
        stops = at >= failure.index - 1
        if said["variant"] == "close" or (stops and here.index == at):
            first, last = _whole_name(tokens, at) if said["variant"] != "close" else (at, at)
            said["variant"] = said["variant"] if said["variant"] == "close" else "unknown" if first else "unknown start"
            said["found"] = "".join(each.text for each in tokens[first : last + 1]) if first < last else said["found"]
            problems.error("CH0102", tokens[first].span.to(tokens[last].span), variant=said.pop("variant"), **said)
            return True
    return False


def _whole_name(tokens: tuple[Token, ...], at: int) -> tuple[int, int]:
    """Return the first and the last token of a name that nobody declared and that holds a keyword: 供 | 应 | 商."""
    first = last = at
    while last + 2 < len(tokens) and _holds_keyword(tokens[last : last + 3]):
        last += 2
    while first >= 2 and _holds_keyword(tokens[first - 2 : first + 1]):  # noqa: PLR2004 - a keyword and what is before it
        first -= 2
    return first, last


def _holds_keyword(three: tuple[Token, ...]) -> bool:
    """Tell whether a keyword of one character stands between two stretches of unknown text, with nothing between them."""
    before, word, after = three
    touching = before.span.end == word.span.start and word.span.end == after.span.start
    return touching and before.unknown and after.unknown and not word.unknown and len(word.text) == 1
