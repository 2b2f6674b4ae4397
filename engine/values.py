"""Exact values that a charter speaks of: money, durations, shares, bounds, periods, names in two tongues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from engine.records import record

Lang = Literal["en", "zh"]


@record
class Text:
    """One text in both tongues; either may be missing, never both."""

    en: str
    zh: str

    def say(self, lang: Lang) -> str:
        """Return the text in `lang`, or in the other tongue where it is missing."""
        return (self.en or self.zh) if lang == "en" else (self.zh or self.en)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units (fen for CNY); never a float."""

    minor: int
    currency: str = "CNY"

    def __add__(self, other: Money) -> Money:
        """Add an amount of the same currency."""
        assert self.currency == other.currency
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        """Subtract an amount of the same currency."""
        return self + Money(-other.minor, other.currency)

    def __str__(self) -> str:
        """Write major units with two decimals and thousands separators: `1,280.50`."""
        sign, minor = ("-", -self.minor) if self.minor < 0 else ("", self.minor)
        return f"{sign}{minor // 100:,}.{minor % 100:02d}"

    @classmethod
    def parse(cls, text: str, currency: str = "CNY") -> Money:
        """Read `120`, `1,280.50`, `￥500`, `500元` or full-width digits.

        Raises ValueError when the text is no amount or names a fraction of a fen.
        """
        plain = text.strip().translate(_FULL_WIDTH).removeprefix("¥").removesuffix("元").removesuffix("yuan").strip()
        if not re.fullmatch(r"-?\d{1,15}(\.\d{1,2})?|-?\d{1,3}(,\d{3}){1,4}(\.\d{1,2})?", plain, re.ASCII):
            raise ValueError(text)
        return cls(int(Decimal(plain.replace(",", "")) * 100), currency)


_FULL_WIDTH = {ord(full): ord(half) for full, half in zip("０１２３４５６７８９．，￥－", "0123456789.,¥-", strict=True)}


class DurationUnit(StrEnum):
    """Units of time that a charter may count in; a month is not 30 days."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@record
class Duration:
    """A whole number of one unit of time."""

    count: int
    unit: DurationUnit


class Op(StrEnum):
    """Comparisons; 以上 and `or more` include the number, 超过 and `over` exclude it (Civil Code art. 1259)."""

    AT_LEAST = ">="
    OVER = ">"
    AT_MOST = "<="
    BELOW = "<"
    EQUAL = "="
    NOT_EQUAL = "!="


@record
class DayOfMonth:
    """A recurring date: the 10th of each month, or 31 March (`month` 3) of each or the following year."""

    day: int
    month: int | None = None
    following_year: bool = False


@record
class Frequency:
    """How often something must happen: `at least twice a year`."""

    times: int
    unit: DurationUnit


@record
class Hours:
    """A span within one day, half-open, local time."""

    start: time
    end: time


@dataclass(frozen=True, slots=True, order=True)
class Cite:
    """An article of the charter: part id and number, `rules 7.2`."""

    part: str
    number: str

    def __str__(self) -> str:
        """Write the citation as English text; messages translate the part's name."""
        return f"{self.part} {self.number}".strip()


# What a field, a constant or a fact may hold. Instants are aware; money is exact.
Value = str | int | bool | Money | Duration | Fraction | date | datetime | time | None
