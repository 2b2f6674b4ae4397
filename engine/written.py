"""Values as they are written for people, in either tongue: in a charter's own text and in messages."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from itertools import chain, repeat

from engine.values import DayOfMonth, Duration, DurationUnit, Frequency, Lang, Money


def money_text(money: Money, lang: Lang) -> str:
    """Write an amount for a message, always with fen: `1,280.50 yuan`, `1,280.50元`."""
    if money.currency != "CNY":
        return f"{money} {money.currency}"
    return f"{money} yuan" if lang == "en" else f"{money}元"


def amount_text(money: Money, lang: Lang) -> str:
    """Write an amount of yuan as a charter has it, without separators: `12000 yuan`, `499.99元`."""
    yuan, fen = divmod(money.minor, 100)
    plain = f"{yuan}.{fen:02d}" if fen else str(yuan)
    return f"{plain} yuan" if lang == "en" else f"{plain}元"


def date_text(day: date, lang: Lang) -> str:
    """Write a day: `2011-01-13`, `2011年1月13日`."""
    return day.isoformat() if lang == "en" else f"{day.year:04d}年{day.month}月{day.day}日"


def instant_text(moment: datetime, zone: str, lang: Lang) -> str:
    """Write an instant as the local time of `zone`, to the minute: `2011-03-01 18:30`, `2011年3月1日18:30`."""
    from zoneinfo import ZoneInfo  # late: most messages name no instant

    local = moment.astimezone(ZoneInfo(zone))
    return date_text(local.date(), lang) + (" " if lang == "en" else "") + f"{local:%H:%M}"


def duration_text(duration: Duration, lang: Lang) -> str:
    """Write a duration: one of a unit in words, more in digits: `one quarter`, `10 days`, `一个季度`, `10日`."""
    one = duration.count == 1
    if lang == "en":
        return f"one {duration.unit}" if one else f"{duration.count} {duration.unit}s"
    return f"{'一' if one else duration.count}{_ZH_DURATIONS[duration.unit]}"


def share_text(share: Fraction, lang: Lang) -> str:
    """Write a share exactly: halves, thirds and quarters in words, what comes out as a percentage so, the rest as a fraction.

    `one quarter` is a time, so that share is `1/4` in English.
    """
    plain = f"{share.numerator}/{share.denominator}"
    if share.denominator in _EN_SHARES and 0 < share < 1:
        worded = lang == "zh" or share != Fraction(1, 4)
        return _worded_share(share, lang) if worded else plain
    if (share * 10_000).denominator == 1:
        whole, rest = divmod((share * 10_000).numerator, 100)
        return f"{whole}.{rest:02d}".rstrip("0") + "%" if rest else f"{whole}%"
    return plain if lang == "en" else _worded_share(share, lang)


def article_text(number: str, lang: Lang, *, labelled: bool = False) -> str:
    """Write an article's number without its part: `7.2` as it is, in Chinese `七、2`.

    In Chinese `7-1.2`, and any that is labelled, is `第七条之一第二款`.
    """
    if lang == "en":
        return number
    levels = number.split(".")
    if labelled or "-" in number:
        return "".join(_labelled(each, label) for each, label in zip(levels, chain("条款项", repeat("目")), strict=False))
    first, *rest = levels
    return _zh(first) + (f"、{rest[0]}" if rest else "") + "".join(f"（{each}）" for each in rest[1:])


def day_of_month_text(day: DayOfMonth, lang: Lang) -> str:
    """Write a recurring date: `the 10th of each month`, `31 March of the following year`, `每月10日`, `次年3月31日`."""
    if day.month is None:
        return f"the {day.day}{_ordinal_ending(day.day)} of each month" if lang == "en" else f"每月{day.day}日"
    if lang == "en":
        return f"{day.day} {MONTHS[day.month - 1]} of {'the following' if day.following_year else 'each'} year"
    return f"{'次年' if day.following_year else '每年'}{day.month}月{day.day}日"


def frequency_text(frequency: Frequency, lang: Lang) -> str:
    """Write how often: `twice a year`, `5 times a month`, `每年两次`, `每个工作日一次`."""
    times = frequency.times
    if lang == "zh":
        count = _ZH_TIMES.get(times) or chinese_number(times)
        return f"每{_ZH_EVERY[frequency.unit]}{count}次"
    article = "an" if frequency.unit is DurationUnit.HOUR else "a"
    return f"{_EN_TIMES.get(times, f'{times} times')} {article} {frequency.unit}"


def weekday_text(weekday: int, lang: Lang) -> str:
    """Write a weekday (0 is Monday): `Monday`, `周一`."""
    return WEEKDAYS[weekday] if lang == "en" else "周" + "一二三四五六日"[weekday]


def chinese_number(number: int) -> str:
    """Write a whole number from 0 up in Chinese numerals: `十二`, `一百零五`, `一万零五百`."""
    spelt = _spell_chinese(number)
    return spelt[1:] if spelt.startswith("一十") else spelt  # a leading ten is spoken without its one: 十二, but 一百一十二


def english_number(number: int) -> str:
    """Write a whole number below a million in English words: `twenty-one`, `one hundred and five`."""
    for size, word in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            high, rest = divmod(number, size)
            link = "" if not rest else " and " if rest < _LINKED_BELOW else " "
            return f"{english_number(high)} {word}{link}{english_number(rest) if rest else ''}"
    if number < len(_EN_SMALL):
        return _EN_SMALL[number]
    tens, ones = divmod(number, 10)
    return _EN_TENS[tens] + (f"-{_EN_SMALL[ones]}" if ones else "")


def _spell_chinese(number: int) -> str:
    for size, unit in _ZH_UNITS:
        if number >= size:
            high, rest = divmod(number, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return _spell_chinese(high) + unit + gap + (_spell_chinese(rest) if rest else "")
    return _ZH_DIGITS[number]


def _labelled(level: str, label: str) -> str:
    number, _, inserted = level.partition("-")
    return f"第{_zh(number)}{label}" + (f"之{_zh(inserted)}" if inserted else "")


def _zh(digits: str) -> str:
    return chinese_number(int(digits))


def _worded_share(share: Fraction, lang: Lang) -> str:
    if lang == "zh":
        return f"{chinese_number(share.denominator)}分之{chinese_number(share.numerator)}"
    plural = "s" if share.numerator > 1 else ""
    return f"{english_number(share.numerator)} {_EN_SHARES[share.denominator]}{plural}"


def _ordinal_ending(number: int) -> str:
    return "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_ZH_DIGITS = "零一二三四五六七八九"
_ZH_UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))
_ZH_DURATIONS = {
    DurationUnit.MINUTE: "分钟",
    DurationUnit.HOUR: "小时",
    DurationUnit.DAY: "日",
    DurationUnit.WORKING_DAY: "个工作日",
    DurationUnit.WEEK: "周",
    DurationUnit.MONTH: "个月",
    DurationUnit.QUARTER: "个季度",
    DurationUnit.YEAR: "年",
}
_ZH_EVERY = {
    DurationUnit.MINUTE: "分钟",
    DurationUnit.HOUR: "小时",
    DurationUnit.DAY: "日",
    DurationUnit.WORKING_DAY: "个工作日",
    DurationUnit.WEEK: "周",
    DurationUnit.MONTH: "月",
    DurationUnit.QUARTER: "季度",
    DurationUnit.YEAR: "年",
}
_EN_TIMES = {1: "once", 2: "twice"}
_ZH_TIMES = {2: "两"}
_EN_SHARES = {2: "half", 3: "third", 4: "quarter"}
_LINKED_BELOW = 100
ENGLISH_BOUND = 1_000_000
_EN_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
