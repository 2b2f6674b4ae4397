"""Whole numbers as they are spelt: digits, Chinese numerals, English words. A number is read only where it is spelt right."""

from __future__ import annotations

import re

from engine import written

MOST_DIGITS = 15
ENGLISH_WORDS = {written.english_number(number): number for number in (*range(21), *range(30, 100, 10))}
CHINESE_FIGURES = "零一二三四五六七八九"


def whole(text: str) -> int | None:
    """Read a whole number of at most 15 digits, or None: `12`, `twenty-one`, `一百零五`; not `一百五`, which may be two numbers."""
    plain = text.strip(" \t\r\n-")
    if re.fullmatch("[0-9]+", plain):
        return int(plain) if len(plain) <= MOST_DIGITS else None
    return _english(plain) if plain.isascii() else _chinese(plain)


def _english(text: str) -> int | None:
    words = _words(text.lower())
    total = group = 0
    for word in words:
        if word == "thousand":
            total, group = total + group * 1000, 0
        else:
            group = group * 100 if word == "hundred" else group + ENGLISH_WORDS[word]
    number = total + group
    return number if number < written.ENGLISH_BOUND and words == _words(written.english_number(number)) else None


def _words(text: str) -> list[str]:
    """Return the words of a number without its joints: `one hundred and twenty-one` has four."""
    return [word for word in re.split(r"[-\s]+", text) if word != "and"]


def _chinese(text: str) -> int | None:
    plain = re.sub("^两$|两(?=[百千万亿])", "二", text.replace("〇", "零"))
    plain = re.sub("(?<=[百千])十", "一十", plain)
    number = _sum(plain)
    if number is None or number >= 10**MOST_DIGITS:
        return None
    return number if written.chinese_number(number) == (plain[1:] if plain.startswith("一十") else plain) else None


def _sum(text: str) -> int | None:
    """Add up numerals, well formed or not; None where a character is none of them."""
    for unit, size in _UNITS.items():
        head, found, tail = text.rpartition(unit)
        if found:
            high, low = _sum(head or "一"), _sum(tail.lstrip("零") or "零")
            return None if high is None or low is None else high * size + low
    return CHINESE_FIGURES.index(text) if len(text) == 1 and text in CHINESE_FIGURES else None


_UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
