"""From the parts of a value's spelling to the value; None where the parts name nothing that exists (30 February, 24:00)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from engine import written
from engine.dsl.spelled import CHINESE_FIGURES, MOST_DIGITS, whole
from engine.values import DayOfMonth, Duration, DurationUnit, Frequency, Money

Parts: TypeAlias = Mapping[str, str]  # the named groups that took part in the match

UNITS = {
    **{unit.value: unit for unit in DurationUnit},
    "business day": DurationUnit.WORKING_DAY,
    "分钟": DurationUnit.MINUTE,
    "小时": DurationUnit.HOUR,
    **dict.fromkeys(("日", "天"), DurationUnit.DAY),
    "工作日": DurationUnit.WORKING_DAY,
    **dict.fromkeys(("周", "星期", "礼拜"), DurationUnit.WEEK),
    "月": DurationUnit.MONTH,
    **dict.fromkeys(("季度", "季"), DurationUnit.QUARTER),
    "年": DurationUnit.YEAR,
}
PARTS_OF_A_WHOLE = {
    **dict.fromkeys(("half", "halve"), 2),
    "third": 3,
    **dict.fromkeys(("quarter", "fourth"), 4),
    **{name: number for number, name in enumerate(("fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 5)},
    "百": 100,
    "千": 1000,
    "万": 10_000,
}
SCALES = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_MOST_COUNTED = {DurationUnit.YEAR: 999}  # 2011年 is a year, not so many of them
_MOST_COUNTED_ELSE = 99_999
_LEAP_YEAR = 2000
_LABEL = re.compile(r"第\(?([^\W编章节条款项目之]+)\)?[编章节条款项目](?:之([0-9〇零一二两三四五六七八九十百千万亿]+))?")


def money(parts: Parts) -> Money | None:
    """Read an amount that is whole in fen."""
    yuan = _amount(parts)
    fen = None if yuan is None else yuan * 100
    return Money(int(fen)) if fen is not None and fen == int(fen) else None


def number(parts: Parts) -> int | None:
    """Read a whole number, which a scale may make of a decimal: `1.2万`."""
    amount = _amount(parts)
    return int(amount) if amount is not None and amount == int(amount) else None


def _amount(parts: Parts) -> Decimal | None:
    plain = parts["amount"].replace(",", "")
    if not plain[0].isdigit():
        spelt = whole(plain)
        return None if spelt is None else Decimal(spelt)
    if len(plain) > MOST_DIGITS + len(".00"):
        return None
    amount = Decimal(plain) * SCALES.get(parts.get("scale", ""), 1)
    return amount if amount < 10**MOST_DIGITS else None


def share(parts: Parts) -> Fraction | None:
    """Read `2/3`, `two thirds`, `a third`, `百分之五十`, `百分之12.5`."""
    above, below = parts["above"].lower(), parts["below"].lower()
    decimal = "." in above and len(above) <= MOST_DIGITS
    numerator = Fraction(above) if decimal else 1 if above in ("a", "an") else whole(above)
    denominator = PARTS_OF_A_WHOLE.get(below.removesuffix("s")) or whole(below)
    return Fraction(numerator) / denominator if numerator is not None and denominator else None


def half(_: Parts) -> Fraction:
    """Read `half`."""
    return Fraction(1, 2)


def percentage(parts: Parts) -> Fraction | None:
    """Read `12.5%`."""
    return Fraction(parts["percent"]) / 100 if len(parts["percent"]) <= MOST_DIGITS else None


def duration(parts: Parts) -> Duration | None:
    """Read `10 days`, `a year`; counts beyond any sense are refused, so that nothing can make a deadline costly."""
    unit = _unit(parts["unit"])
    count = 1 if parts["count"].strip("- \t\r\n").lower() in ("a", "an") else whole(parts["count"])
    return Duration(count, unit) if count is not None and count <= _MOST_COUNTED.get(unit, _MOST_COUNTED_ELSE) else None


def half_year(_: Parts) -> Duration:
    """Read `半年`."""
    return Duration(6, DurationUnit.MONTH)


def frequency(parts: Parts) -> Frequency | None:
    """Read `twice a year`, `每年至少两次`: a frequency is a least one."""
    named = {"once": 1, "twice": 2}.get(parts.get("adverb", "").lower())
    times = named or whole(parts["times"])
    return Frequency(times, _unit(parts["unit"])) if times else None


def _unit(text: str) -> DurationUnit:
    return UNITS[" ".join(text.lower().removeprefix("个").removesuffix("s").split())]


def day(parts: Parts) -> date | None:
    """Read `2011-01-13`, `13 January 2011`, `二〇一一年一月十三日`."""
    year = int("".join(str(CHINESE_FIGURES.index(each)) if each in CHINESE_FIGURES else each for each in parts["year"].replace("〇", "零")))
    month, in_month = _month(parts["month"]), whole(parts["day"])
    return date(year, month, in_month) if year and month and in_month and in_month <= monthrange(year, month)[1] else None


def day_of_month(parts: Parts) -> DayOfMonth | None:
    """Read `the 10th of each month`, `次年3月31日`; without a year named, of each year."""
    in_month, year = whole(parts["day"]), parts.get("year", "").lower()
    month = _month(parts["month"]) if "month" in parts else None
    if not in_month or in_month > monthrange(_LEAP_YEAR, month or 1)[1] or ("month" in parts and not month):
        return None
    return DayOfMonth(in_month, month, year[:1] in ("次", "翌") or year.endswith(("following", "next")))


def _month(text: str) -> int | None:
    """Return 1 to 12 for a month's name or number; anything else is none."""
    month = written.MONTHS.index(text) + 1 if text in written.MONTHS else whole(text)
    return month if month and month <= len(written.MONTHS) else None


def clock(parts: Parts) -> time | None:
    """Read `09:00`, `14时30分`, `9点半`."""
    hour = whole(parts["hour"])
    minute = _HALF_HOUR if "half" in parts else whole(parts.get("minute", "0"))
    return None if hour is None or minute is None or hour >= _HOURS or minute >= _MINUTES else time(hour, minute)


_HOURS, _MINUTES, _HALF_HOUR = 24, 60, 30


def weekday(parts: Parts) -> int:
    """Read `Monday`, `周日`, `星期天`; Monday is 0."""
    if "name" in parts:
        return written.WEEKDAYS.index(parts["name"])
    return "一二三四五六日".index(parts["figure"].replace("天", "日"))


def dotted(parts: Parts) -> str:
    """Read `7.2`, `7-1.2`: the canonical form itself."""
    return parts["article"]


def labelled(parts: Parts) -> str | None:
    """Read `第十二条`, `第七条之一第二款`."""
    levels: list[str] = []
    for number, inserted in _LABEL.findall(parts["chain"]):
        level, after = whole(number), whole(inserted) if inserted else None
        if level is None or (inserted and after is None):
            return None
        levels.append(f"{level}-{after}" if inserted else str(level))
    return ".".join(levels)


def listed(parts: Parts) -> str | None:
    """Read `七、2`, `四（一）`."""
    first, rest = whole(parts["first"]), parts.get("rest", "").replace("(", ".").replace(")", "").removeprefix(".")
    levels = [parts["second"]] if "second" in parts else []
    levels += [str(whole(each)) for each in rest.split(".") if each]
    return None if first is None or "None" in levels else ".".join([str(first), *levels])
