"""What could have stood where a sentence stops making sense, in the words of the file's tongue: few words, the most telling first."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from engine.dsl.lexicon import Lexicon, lower
from engine.dsl.tokens import Token

MOST = 6  # words that are told
_ANYTHING = 60  # so many terminals fit at the start of a sentence or of a clause only

# What stands for a class of words, and is told in the reader's tongue.
_CLASSES = {
    "NAME": "<name>",
    "STRING": "<quote>",
    "OTHER": "<other>",
    "ARTNO": "<article>",
    "CODE": "<code>",
    "ROW": "<row>",
    "MONEY": "<money>",
    "FRACTION": "<share>",
    "DURATION": "<duration>",
    "DATE": "<date>",
    "TIME": "<clock>",
    "NUMBER": "<number>",
    "DAYOFMONTH": "<day of month>",
    "FREQUENCY": "<frequency>",
    "WEEKDAY": "<weekday>",
    "$END": "<end>",
}
_MARKS = {"COMMA": ",，", "SEMI": ";；", "COLON": ":：", "LPAR": "(（", "RPAR": ")）"}
_RARE = frozenset(("CMP", "DASH", "LISTSEP", "END", "AT", "ALL", "ANY", "PROXY", "ACCOUNTS", "OUTSIDE", "KEEPER", "REQUESTER", "DRAFTER"))


def expectation(expected: Iterable[str], found: Token | None, after: str, lexicon: Lexicon) -> dict[str, str]:
    """Return what a message says: `found`, `after`, the words `expected` there, and the keyword `close` to what was found.

    The `variant` is `close`, `end` (the sentence ends too early), `start` (anything could begin there) or none.
    """
    terminals = frozenset(expected)
    text = found.text if found else ""
    close = _close(found, terminals, lexicon) if found else ""
    if close:
        return {"variant": "close", "found": text, "after": after, "expected": "", "close": close}
    many = len(terminals) > _ANYTHING
    words = ["<sentence>" if not after else "<clause>"] if many else _words(terminals, lexicon)
    variant = "end" if found is None else "start" if not after else ""
    return {"variant": variant, "found": text, "after": after, "expected": "\x1f".join(words[:MOST]), "close": ""}


def _words(terminals: frozenset[str], lexicon: Lexicon) -> list[str]:
    """Return the words that fit: classes of words, then keywords, those that begin something new before those that merely go on."""
    known = sorted((each for each in terminals - _RARE if lexicon.words.get(each)), key=_telling)
    keywords = [lexicon.words[each][0] for each in known]
    hidden = {"MONEY"} if keywords and "NAME" in terminals else set()  # 300 yuan or more of what was named
    classes = [word for terminal, word in _CLASSES.items() if terminal in terminals - hidden]
    marks = [pair[lexicon.lang == "zh"] for terminal, pair in _MARKS.items() if terminal in terminals]
    ends = [classes.pop()] if classes and classes[-1] == "<end>" else []
    told = [*classes, *dict.fromkeys(keywords), *marks]
    return [*told[: MOST - len(ends)], *ends]


def _telling(terminal: str) -> tuple[bool, int, str]:
    return terminal in _LATE, _COMMON.index(terminal) if terminal in _COMMON else len(_COMMON), terminal


_COMMON = (
    *("BY", "OF", "MUST", "MAY", "IS", "ELECT", "APPOINT", "APPROVE", "RESOLVE"),
    *("DRAFT", "COMPOSE", "TERM", "PERMANENT", "TO", "FROM", "WITH"),
)
_LATE = frozenset(("AND", "OR", "ORMORE", "ORLESS", "OVER", "BELOW", "REACH", "BALANCE", "POSS", "NOT"))


def _close(found: Token, terminals: frozenset[str], lexicon: Lexicon) -> str:
    """Return the keyword that fits there and that the text found is a misspelling of."""
    text = lower(found.text)
    if lexicon.terminals.get(text):
        return ""
    surfaces = {lower(word): word for terminal in terminals for word in lexicon.words.get(terminal, ())}
    tries = [text] if lexicon.lang == "zh" else [text, text.split(" ")[0]]
    near = (match for each in tries for match in get_close_matches(each, surfaces, 1, 0.75))
    return next((surfaces[match] for match in near if len(match) > 1), "")
