"""Values of both tongues as they stand in a charter: money, shares, durations, dates, times, numbers, weekdays, article numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import TypeAlias, assert_never

from engine import written
from engine.dsl import readings
from engine.dsl.spelled import ENGLISH_WORDS
from engine.records import record
from engine.values import DayOfMonth, Duration, Frequency, Lang, Money


class Kind(StrEnum):
    """What a value is. An article's number is a text (`7.2`), a weekday a number from 0 (Monday)."""

    MONEY = "MONEY"
    FRACTION = "FRACTION"
    DURATION = "DURATION"
    DATE = "DATE"
    TIME = "TIME"
    NUMBER = "NUMBER"
    DAYOFMONTH = "DAYOFMONTH"
    FREQUENCY = "FREQUENCY"
    WEEKDAY = "WEEKDAY"
    ARTICLE = "ARTICLE"


Literal: TypeAlias = Money | Fraction | Duration | date | time | int | DayOfMonth | Frequency | str


@record
class ValueToken:
    """One reading of a stretch of text; `end` is the offset after it, in code points."""

    kind: Kind
    value: Literal
    end: int


def read(text: str, at: int, lang: Lang) -> tuple[ValueToken, ...]:
    """Return every reading of a value that starts exactly at `at`, longest first.

    Readings of one length keep a fixed order; only English has them: `one quarter` is a time first and then a share,
    `three quarters` a share first and then a time. Full-width characters count as their ASCII forms. No reading starts
    within an ASCII word or number, and what does not exist (30 February, 24:00, a third of a fen) is not read.
    A lone `六` that cites an article is a NUMBER.
    """
    if at >= len(text) or _fold(text[at]).lower() not in _STARTS[lang] or (at > 0 and _within_word(text[at - 1 : at + 1])):
        return ()
    window = _fold(text[at : at + _LONGEST])
    found: list[ValueToken] = []
    for kind, pattern, build in _patterns(lang):
        if match := pattern.match(window):
            value = build({name: part for name, part in match.groupdict().items() if part is not None})
            if value is not None:
                found.append(ValueToken(kind, value, at + match.end()))
    return tuple(sorted(found, key=_longest_first))


def write(value: Literal, lang: Lang, classifier: str = "") -> str:
    """Write a value in its canonical spelling, which `read` takes back; a text is an article's number.

    A whole number is written in digits, in Chinese with the classifier that the noun takes (`3名`).
    Weekdays go through `written.weekday_text`, as a weekday is a mere number here.
    """
    match value:
        case Money():
            return written.amount_text(value, lang)
        case Fraction():
            return written.share_text(value, lang)
        case Duration():
            return written.duration_text(value, lang)
        case date():
            return written.date_text(value, lang)
        case time():
            return f"{value:%H:%M}"
        case DayOfMonth():
            return written.day_of_month_text(value, lang)
        case Frequency():
            return written.frequency_text(value, lang)
        case str():
            return written.article_text(value, lang)
        case int():
            return f"{value}{classifier}"
    assert_never(value)


def _fold(text: str) -> str:
    """Turn full-width characters into ASCII, one for one, so that no offset moves."""
    return text.translate(_FULL_WIDTH)


def _within_word(pair: str) -> bool:
    return (folded := _fold(pair)).isascii() and folded.isalnum()


def _longest_first(token: ValueToken) -> tuple[int, bool]:
    return -token.end, token.kind is Kind.FRACTION and token.value != Fraction(3, 4)


_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: ord(" "), 0xFFE5: ord("¥")}
_LONGEST = 120  # no value is longer, and a bound keeps reading linear in the text
_STARTS: dict[Lang, frozenset[str]] = {
    "en": frozenset("0123456789¥acefhmnorstwz"),
    "zh": frozenset("0123456789¥rc人半每次翌周星礼第〇零一二两三四五六七八九十百千万"),
}

# ---- patterns ----------------------------------------------------------------------------------------------------
# `(?>…)` and `++` take a number whole or not at all, so that `7.25 yuan` is never read as 7.2 and `一百五` never as 100.

_DIGITS = r"(?>[0-9]+)"
_DECIMAL = r"(?>[0-9]+)(?:\.[0-9]+)?+"
_AMOUNT = r"(?>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?+"
_NUMBERED = "[0-9]{1,4}(?:-[0-9]{1,4})?+"
_SHORT = r"[0-9]{1,2}(?![0-9])"

_WORD = "|".join(sorted(ENGLISH_WORDS, key=len, reverse=True))
_WORDS = rf"(?:{_WORD})\b(?:(?:-|\s+(?:(?:(?<=hundred\s)|(?<=thousand\s))and\s+)?)(?:{_WORD}|hundred|thousand)\b)*"
_END = r"(?![\w-])"
_COUNT = rf"(?P<count>{_DIGITS}(?:-|\s*)|(?:{_WORDS}|an?)(?:-|\s+))"
_UNIT = r"(?P<unit>(?:(?:working|business)\s+)?day|minute|hour|week|month|quarter|year)s?"
_MONTH = rf"(?P<month>(?-i:{'|'.join(written.MONTHS)}))"
_OF_YEAR = rf"(?:\s+of\s+(?P<year>each|every|the\s+(?:following|next))\s+year{_END})?"
_ORDINAL = r"half|halves|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?"

_ZH = "[〇零一二两三四五六七八九十百千万亿]++"
_ZH_COUNT = rf"(?:{_DIGITS}\s*|{_ZH})"
_ZH_SCALE = "(?P<scale>百万|千万|万亿|[百千万亿])"
_ZH_UNIT = r"个?工作日|分钟|个?小时|[日天]|周(?!年)|个?星期|个?礼拜|个月|个季度|年(?!度)"
_LEVEL = rf"第(?:\(?(?:[0-9]{{1,4}}|{_ZH})\)?)[编章节条款项目](?:之(?:[0-9]{{1,4}}|{_ZH}))?"

_Build: TypeAlias = Callable[[readings.Parts], Literal | None]
_SHARED: tuple[tuple[Kind, str, _Build], ...] = (
    (Kind.FRACTION, rf"(?P<above>{_DIGITS})\s*/\s*(?P<below>{_DIGITS})(?!\s*/|\.[0-9])", readings.share),
    (Kind.FRACTION, rf"(?P<percent>{_DECIMAL})\s*%", readings.percentage),
    (Kind.DATE, rf"(?P<year>[0-9]{{4}})-(?P<month>{_SHORT})-(?P<day>{_SHORT})(?!-)", readings.day),
    (Kind.TIME, r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?![0-9:])", readings.clock),
    (Kind.ARTICLE, rf"(?=[0-9]+[.-][0-9])(?P<article>{_NUMBERED}(?:\.{_NUMBERED})*+)(?![\w%]|[.-][0-9])", readings.dotted),
)
_ENGLISH: tuple[tuple[Kind, str, _Build], ...] = (
    (Kind.MONEY, rf"(?:¥|(?:RMB|CNY)(?![a-z]))\s*(?P<amount>{_AMOUNT})(?!\w)", readings.money),
    (Kind.MONEY, rf"(?P<amount>{_AMOUNT}|{_WORDS})\s*(?:yuan|RMB|CNY){_END}", readings.money),
    (Kind.FRACTION, rf"(?P<above>{_WORDS}|an?)[-\s]+(?P<below>{_ORDINAL}){_END}", readings.share),
    (Kind.FRACTION, rf"half{_END}", readings.half),
    (Kind.FRACTION, rf"(?P<percent>{_DECIMAL})\s*per\s?cent\b", readings.percentage),
    (Kind.DURATION, rf"{_COUNT}{_UNIT}{_END}", readings.duration),
    (Kind.DURATION, rf"half\s+a\s+year{_END}", readings.half_year),
    (Kind.DATE, rf"(?P<day>{_SHORT})\s+{_MONTH}\s+(?P<year>[0-9]{{4}})(?![0-9])", readings.day),
    (Kind.DAYOFMONTH, rf"(?:the\s+)?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)\s+of\s+(?:each|every)\s+month{_END}", readings.day_of_month),
    (
        Kind.DAYOFMONTH,
        rf"(?:the\s+)?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_END}(?!\s+[0-9]{{4}}){_OF_YEAR}",
        readings.day_of_month,
    ),
    (
        Kind.FREQUENCY,
        rf"(?:at\s+least\s+)?(?:(?P<adverb>once|twice)|(?P<times>{_DIGITS}|{_WORDS})\s+times)\s+(?:an?|per|each|every)\s+{_UNIT}{_END}",
        readings.frequency,
    ),
    (Kind.NUMBER, rf"(?P<amount>{_DIGITS}|{_WORDS})(?![\w%]|-\w|\.[0-9])", readings.number),
    (Kind.NUMBER, rf"(?P<amount>{_DIGITS}|{_WORDS})\s+times{_END}", readings.number),
    (Kind.NUMBER, rf"(?P<adverb>twice){_END}", lambda _: 2),
    (Kind.WEEKDAY, rf"(?P<name>(?-i:{'|'.join(written.WEEKDAYS)}))s?{_END}", readings.weekday),
)
_CHINESE: tuple[tuple[Kind, str, _Build], ...] = (
    (Kind.MONEY, rf"(?:¥|人民币|(?:RMB|CNY)(?![a-z]))\s*¥?(?P<amount>{_AMOUNT}){_ZH_SCALE}?+(?!\w|元)", readings.money),
    (Kind.MONEY, rf"(?:人民币\s*|(?:RMB|CNY)(?![a-z])\s*)?¥?\s*(?P<amount>{_AMOUNT}|{_ZH})\s*{_ZH_SCALE}?\s*元", readings.money),
    (Kind.FRACTION, rf"(?P<below>{_DIGITS}|{_ZH})分之(?P<above>{_DECIMAL}|{_ZH}(?!点))", readings.share),
    (Kind.FRACTION, "一半", readings.half),
    (Kind.DURATION, rf"(?P<count>{_ZH_COUNT})(?P<unit>{_ZH_UNIT})", readings.duration),
    (Kind.DURATION, "半年(?!度)", readings.half_year),
    (
        Kind.DATE,
        rf"(?P<year>[0-9]{{4}}|[〇零一二三四五六七八九]{{4}})\s*年\s*(?P<month>{_ZH_COUNT})月\s*(?P<day>{_ZH_COUNT})[日号]",
        readings.day,
    ),
    (
        Kind.TIME,
        rf"(?P<hour>{_ZH_COUNT})(?:点|时(?!间))(?:(?P<half>半)|整|(?P<minute>{_ZH_COUNT})分(?!钟|之))?",
        readings.clock,
    ),
    (Kind.DAYOFMONTH, rf"每个?月\s*(?P<day>{_ZH_COUNT})[日号]", readings.day_of_month),
    (Kind.DAYOFMONTH, rf"(?P<year>每年|次年|翌年)?(?P<month>{_ZH_COUNT})月\s*(?P<day>{_ZH_COUNT})[日号]", readings.day_of_month),
    (
        Kind.FREQUENCY,
        rf"每(?P<unit>{_ZH_UNIT}|月|季度|季)(?:至少|不少于)?(?P<times>{_ZH_COUNT})次",
        readings.frequency,
    ),
    (Kind.NUMBER, rf"(?P<amount>{_DECIMAL}|{_ZH})(?:(?<=[0-9]){_ZH_SCALE})?", readings.number),
    (Kind.NUMBER, rf"(?P<amount>{_DECIMAL}|{_ZH})(?:(?<=[0-9]){_ZH_SCALE})?\s*[名位个人支届票次席份件项笔]", readings.number),
    (Kind.WEEKDAY, "(?:周|星期|礼拜)(?P<figure>[一二三四五六日天])", readings.weekday),
    (Kind.ARTICLE, rf"(?P<chain>(?:{_LEVEL})+)", readings.labelled),
    (
        Kind.ARTICLE,
        rf"(?P<first>{_ZH})、(?P<second>[0-9]{{1,4}}(?:\.[0-9]{{1,4}})*+)(?![0-9])(?P<rest>(?:\((?:[0-9]{{1,4}}|{_ZH})\))*)",
        readings.listed,
    ),
    (Kind.ARTICLE, rf"(?P<first>{_ZH})(?P<rest>(?:\((?:[0-9]{{1,4}}|{_ZH})\))+)", readings.listed),
)


@cache
def _patterns(lang: Lang) -> tuple[tuple[Kind, re.Pattern[str], _Build], ...]:
    """Return the readings of a tongue, made when its first value is read."""
    patterns = (*_SHARED, *(_ENGLISH if lang == "en" else _CHINESE))
    return tuple((kind, re.compile(pattern, re.ASCII | re.IGNORECASE), build) for kind, pattern, build in patterns)
