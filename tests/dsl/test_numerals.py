"""Values of both tongues are read exactly, at one place, longest reading first; what is written is read back."""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import written
from engine.dsl.numerals import Kind, Literal, read, write
from engine.dsl.spelled import whole
from engine.values import DayOfMonth, Duration, DurationUnit, Frequency, Lang, Money

DAY, WORKING_DAY, WEEK, MONTH = DurationUnit.DAY, DurationUnit.WORKING_DAY, DurationUnit.WEEK, DurationUnit.MONTH
QUARTER, YEAR, HOUR = DurationUnit.QUARTER, DurationUnit.YEAR, DurationUnit.HOUR

# Each row: what is written, what follows it, what it is. The reading must end where the value ends.
ENGLISH: list[tuple[str, str, Kind, Literal]] = [
    ("500 yuan", ".", Kind.MONEY, Money(500_00)),
    ("12,000 yuan", ".", Kind.MONEY, Money(12_000_00)),
    ("499.99 yuan", "", Kind.MONEY, Money(499_99)),
    ("five hundred yuan", "", Kind.MONEY, Money(500_00)),
    ("RMB 500", ".", Kind.MONEY, Money(500_00)),
    ("RMB500", "", Kind.MONEY, Money(500_00)),
    ("￥500", ".", Kind.MONEY, Money(500_00)),
    ("¥1,280.50", ",", Kind.MONEY, Money(1280_50)),
    ("￥１,２８０．５０", "", Kind.MONEY, Money(1280_50)),
    ("2/3", " of", Kind.FRACTION, Fraction(2, 3)),
    ("two thirds", " of", Kind.FRACTION, Fraction(2, 3)),
    ("Two thirds", " of", Kind.FRACTION, Fraction(2, 3)),
    ("two-thirds", " of", Kind.FRACTION, Fraction(2, 3)),
    ("three quarters", " of", Kind.FRACTION, Fraction(3, 4)),
    ("one half", " of", Kind.FRACTION, Fraction(1, 2)),
    ("half", " of", Kind.FRACTION, Fraction(1, 2)),
    ("60%", " of", Kind.FRACTION, Fraction(3, 5)),
    ("１２．５％", "", Kind.FRACTION, Fraction(1, 8)),
    ("60 percent", "", Kind.FRACTION, Fraction(3, 5)),
    ("10 days", " before", Kind.DURATION, Duration(10, DAY)),
    ("10\n  days", " before", Kind.DURATION, Duration(10, DAY)),
    ("10-day", " notice", Kind.DURATION, Duration(10, DAY)),
    ("3 working days", ".", Kind.DURATION, Duration(3, WORKING_DAY)),
    ("one quarter", ".", Kind.DURATION, Duration(1, QUARTER)),
    ("3 quarters", ".", Kind.DURATION, Duration(3, QUARTER)),
    ("a year", ".", Kind.DURATION, Duration(1, YEAR)),
    ("twenty-four hours", "", Kind.DURATION, Duration(24, HOUR)),
    ("half a year", "", Kind.DURATION, Duration(6, MONTH)),
    ("2011-01-13", ".", Kind.DATE, date(2011, 1, 13)),
    ("13 January 2011", ".", Kind.DATE, date(2011, 1, 13)),
    ("09:00", " to", Kind.TIME, time(9)),
    ("00:00", "", Kind.TIME, time(0)),
    ("23:59", "", Kind.TIME, time(23, 59)),
    ("2", " or more", Kind.NUMBER, 2),
    ("two", " squad leaders", Kind.NUMBER, 2),
    ("twenty-one", "", Kind.NUMBER, 21),
    ("one hundred and five", " seats", Kind.NUMBER, 105),
    ("5 times", " within", Kind.NUMBER, 5),
    ("twice", " within", Kind.NUMBER, 2),
    ("the 10th of each month", ".", Kind.DAYOFMONTH, DayOfMonth(10)),
    ("31 March of the following year", ".", Kind.DAYOFMONTH, DayOfMonth(31, 3, following_year=True)),
    ("31 March of each year", "", Kind.DAYOFMONTH, DayOfMonth(31, 3)),
    ("31 March", ",", Kind.DAYOFMONTH, DayOfMonth(31, 3)),
    ("29 February", "", Kind.DAYOFMONTH, DayOfMonth(29, 2)),
    ("twice a year", ".", Kind.FREQUENCY, Frequency(2, YEAR)),
    ("at least twice a year", ".", Kind.FREQUENCY, Frequency(2, YEAR)),
    ("once a quarter", "", Kind.FREQUENCY, Frequency(1, QUARTER)),
    ("3 times per month", "", Kind.FREQUENCY, Frequency(3, MONTH)),
    ("Monday", " 08:00", Kind.WEEKDAY, 0),
    ("Sundays", "", Kind.WEEKDAY, 6),
    ("7.2", ".", Kind.ARTICLE, "7.2"),
    ("7.2.1", " x", Kind.ARTICLE, "7.2.1"),
    ("7.10", "", Kind.ARTICLE, "7.10"),
    ("7-1.2", "", Kind.ARTICLE, "7-1.2"),
]
CHINESE: list[tuple[str, str, Kind, Literal]] = [
    ("500元", "的", Kind.MONEY, Money(500_00)),
    ("500 元", "的", Kind.MONEY, Money(500_00)),
    ("五百元", "以上", Kind.MONEY, Money(500_00)),
    ("1.2万元", "", Kind.MONEY, Money(12_000_00)),
    ("０．００１２万元", "", Kind.MONEY, Money(12_00)),
    ("3亿元", "", Kind.MONEY, Money(300_000_000_00)),
    ("1，280.50元", "", Kind.MONEY, Money(1280_50)),
    ("￥500", "。", Kind.MONEY, Money(500_00)),
    ("￥1.2万", "。", Kind.MONEY, Money(12_000_00)),
    ("人民币500元", "", Kind.MONEY, Money(500_00)),
    ("三分之二", "以上", Kind.FRACTION, Fraction(2, 3)),
    ("二分之一", "", Kind.FRACTION, Fraction(1, 2)),
    ("百分之五十", "", Kind.FRACTION, Fraction(1, 2)),
    ("百分之12.5", "", Kind.FRACTION, Fraction(1, 8)),
    ("60％", "", Kind.FRACTION, Fraction(3, 5)),
    ("２／３", "", Kind.FRACTION, Fraction(2, 3)),
    ("3个工作日", "内", Kind.DURATION, Duration(3, WORKING_DAY)),
    ("三个工作日", "内", Kind.DURATION, Duration(3, WORKING_DAY)),
    ("一个季度", "，", Kind.DURATION, Duration(1, QUARTER)),
    ("两周", "", Kind.DURATION, Duration(2, WEEK)),
    ("两个星期", "", Kind.DURATION, Duration(2, WEEK)),
    ("一年", "内", Kind.DURATION, Duration(1, YEAR)),
    ("10日", "内", Kind.DURATION, Duration(10, DAY)),
    ("十天", "内", Kind.DURATION, Duration(10, DAY)),
    ("24小时", "", Kind.DURATION, Duration(24, HOUR)),
    ("半年", "", Kind.DURATION, Duration(6, MONTH)),
    ("三个月", "", Kind.DURATION, Duration(3, MONTH)),
    ("2011年1月13日", "起", Kind.DATE, date(2011, 1, 13)),
    ("2011 年 1 月 13 日", "起", Kind.DATE, date(2011, 1, 13)),
    ("二〇一一年一月十三日", "", Kind.DATE, date(2011, 1, 13)),
    ("2011-01-13", "", Kind.DATE, date(2011, 1, 13)),
    ("９：００", "", Kind.TIME, time(9)),
    ("9点", "", Kind.TIME, time(9)),
    ("九点半", "", Kind.TIME, time(9, 30)),
    ("14时30分", "", Kind.TIME, time(14, 30)),
    ("两名", "以上", Kind.NUMBER, 2),
    ("三位", "", Kind.NUMBER, 3),
    ("9个", "班", Kind.NUMBER, 9),
    ("五次", "迟到", Kind.NUMBER, 5),
    ("十二", "班", Kind.NUMBER, 12),
    ("1.2万人", "", Kind.NUMBER, 12_000),
    ("每月10日", "前", Kind.DAYOFMONTH, DayOfMonth(10)),
    ("每月十日", "前", Kind.DAYOFMONTH, DayOfMonth(10)),
    ("次年3月31日", "前", Kind.DAYOFMONTH, DayOfMonth(31, 3, following_year=True)),
    ("每年3月31日", "前", Kind.DAYOFMONTH, DayOfMonth(31, 3)),
    ("1月10日", "前", Kind.DAYOFMONTH, DayOfMonth(10, 1)),
    ("每年两次", "", Kind.FREQUENCY, Frequency(2, YEAR)),
    ("每年至少两次", "", Kind.FREQUENCY, Frequency(2, YEAR)),
    ("每周一次", "", Kind.FREQUENCY, Frequency(1, WEEK)),
    ("每季度一次", "", Kind.FREQUENCY, Frequency(1, QUARTER)),
    ("周一", "上午", Kind.WEEKDAY, 0),
    ("星期一", "", Kind.WEEKDAY, 0),
    ("周日", "", Kind.WEEKDAY, 6),
    ("星期天", "", Kind.WEEKDAY, 6),
    ("七、2", "。", Kind.ARTICLE, "7.2"),
    ("七、2（1）", "", Kind.ARTICLE, "7.2.1"),
    ("四（一）", "", Kind.ARTICLE, "4.1"),
    ("第十二条", "", Kind.ARTICLE, "12"),
    ("第12条", "", Kind.ARTICLE, "12"),
    ("第七条第二款", "", Kind.ARTICLE, "7.2"),
    ("第七条之一", "", Kind.ARTICLE, "7-1"),
    ("第七条之一第二款第（三）项", "", Kind.ARTICLE, "7-1.2.3"),
    ("7.2", "", Kind.ARTICLE, "7.2"),
]


@pytest.mark.parametrize(("lang", "rows"), [("en", ENGLISH), ("zh", CHINESE)])
def test_values_are_read_whole_and_nothing_after_them(lang: Lang, rows: list[tuple[str, str, Kind, Literal]]) -> None:
    """Each spelling is the longest reading at its place, whatever stands before and after it."""
    for spelling, after, kind, value in rows:
        before = "（" if lang == "zh" else "is "
        first = read(before + spelling + after, len(before), lang)[0]
        assert (first.kind, first.value, first.end) == (kind, value, len(before) + len(spelling)), spelling


@pytest.mark.parametrize(
    ("text", "lang", "readings"),
    [
        ("每周一次", "zh", [("FREQUENCY", "每周一次")]),
        ("周一次", "zh", [("WEEKDAY", "周一")]),
        ("一年内", "zh", [("DURATION", "一年"), ("NUMBER", "一")]),
        ("3个工作日", "zh", [("DURATION", "3个工作日"), ("NUMBER", "3个"), ("NUMBER", "3")]),
        ("2011年1月13日", "zh", [("DATE", "2011年1月13日"), ("NUMBER", "2011")]),
        ("14时30分钟", "zh", [("TIME", "14时"), ("NUMBER", "14")]),
        ("三、2名", "zh", [("ARTICLE", "三、2"), ("NUMBER", "三")]),
        ("one quarter", "en", [("DURATION", "one quarter"), ("FRACTION", "one quarter"), ("NUMBER", "one")]),
        ("two quarters", "en", [("DURATION", "two quarters"), ("FRACTION", "two quarters"), ("NUMBER", "two")]),
        ("three quarters", "en", [("FRACTION", "three quarters"), ("DURATION", "three quarters"), ("NUMBER", "three")]),
        ("twice a year", "en", [("FREQUENCY", "twice a year"), ("NUMBER", "twice")]),
        ("3 may leave", "en", [("NUMBER", "3")]),
        ("two and three", "en", [("NUMBER", "two")]),
    ],
)
def test_where_several_readings_begin_all_are_given_longest_first(text: str, lang: Lang, readings: list[tuple[str, str]]) -> None:
    assert [(each.kind.value, text[: each.end]) for each in read(text, 0, lang)] == readings


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("2011-02-30", "en"),
        ("2011-13-01", "en"),
        ("1234567890123456", "en"),
        ("7.2x", "en"),
        ("10th", "en"),
        ("onerous", "en"),
        ("halfway", "en"),
        ("半个月", "zh"),
        ("半数", "zh"),
        ("一百五", "zh"),
        ("三八班", "zh"),
        ("万一", "zh"),
        ("第三方", "zh"),
        ("百分之六十六点五", "zh"),
        ("", "en"),
    ],
)
def test_what_is_no_value_is_not_read(text: str, lang: Lang) -> None:
    """Impossible dates, overlong numbers, numerals spelt wrong and halves of nothing countable have no reading at all."""
    assert read(text, 0, lang) == ()


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("24:00", "en", Kind.TIME),
        ("09:60", "en", Kind.TIME),
        ("09:00:00", "en", Kind.TIME),
        ("1.234 yuan", "en", Kind.MONEY),
        ("0.001元", "zh", Kind.MONEY),
        ("0.0000001万元", "zh", Kind.MONEY),
        ("2/0", "en", Kind.FRACTION),
        ("1/2/3", "en", Kind.FRACTION),
        ("100000 days", "en", Kind.DURATION),
        ("2011年", "zh", Kind.DURATION),
        ("二月三十日", "zh", Kind.DAYOFMONTH),
        ("1.5小时", "zh", Kind.DURATION),
    ],
)
def test_an_impossible_value_is_not_read_as_one(text: str, lang: Lang, kind: Kind) -> None:
    assert kind not in {each.kind for each in read(text, 0, lang)}


@pytest.mark.parametrize(("text", "at"), [("10 days", 1), ("bone", 1), ("squad2", 5), ("１２ days", 1)])
def test_no_reading_starts_within_a_word_or_number(text: str, at: int) -> None:
    assert read(text, at, "en") == ()


NUMERALS = {
    0: "零",
    2: "二",
    10: "十",
    12: "十二",
    20: "二十",
    105: "一百零五",
    110: "一百一十",
    1050: "一千零五十",
    2000: "二千",
    10_500: "一万零五百",
    15_000: "一万五千",
    100_500: "十万零五百",
    200_010_005: "二亿零一万零五",
    10**13 + 5: "十万亿零五",
}


def test_chinese_numerals_are_exact() -> None:
    for number, spelt in NUMERALS.items():
        assert written.chinese_number(number) == spelt
        assert whole(spelt) == number
    assert [whole(each) for each in ("两", "两千", "一百十二", "一〇五", "两十", "一千五", "百")] == [2, 2000, 112, None, None, None, None]


@given(st.integers(0, 10**15 - 1), st.integers(0, written.ENGLISH_BOUND - 1))
def test_spelt_numbers_are_read_back(large: int, small: int) -> None:
    assert whole(written.chinese_number(large)) == large
    assert whole(written.english_number(small)) == small


COUNTS = st.integers(0, 999)
VALUES: st.SearchStrategy[Literal] = st.one_of(
    st.builds(Money, st.integers(0, 10**17 - 1)),
    st.fractions(0, 1_000_000, max_denominator=100_000),
    st.builds(Duration, COUNTS, st.sampled_from(DurationUnit)),
    st.dates(),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.integers(0, 10**15 - 1),
    st.builds(DayOfMonth, st.integers(1, 31)),
    st.builds(DayOfMonth, st.integers(1, 28), st.integers(1, 12), st.booleans()),
    st.builds(Frequency, st.integers(1, 99), st.sampled_from(DurationUnit)),
    st.from_regex(r"[1-9][0-9]?\.[1-9][0-9]?(\.[1-9]){0,2}|[1-9][0-9]?-[1-9](\.[1-9](-[1-9])?){0,4}", fullmatch=True),
)


@settings(max_examples=400)
@given(VALUES, st.sampled_from(["en", "zh"]))
def test_what_is_written_is_read_back(value: Literal, lang: Lang) -> None:
    """The first reading of the canonical spelling is the value, and it takes the whole spelling."""
    spelt = write(value, lang)
    first = read(spelt + "。", 0, lang)[0]
    assert (first.value, type(first.value), first.end) == (value, type(value), len(spelt))


@pytest.mark.parametrize("weekday", range(7))
def test_weekdays_are_read_back(weekday: int) -> None:
    for lang in ("en", "zh"):
        assert [each.value for each in read(written.weekday_text(weekday, lang), 0, lang)] == [weekday]


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (Money(500_00), "500 yuan", "500元"),
        (Money(12_000_00), "12000 yuan", "12000元"),
        (Money(499_99), "499.99 yuan", "499.99元"),
        (Fraction(2, 3), "two thirds", "三分之二"),
        (Fraction(1, 2), "one half", "二分之一"),
        (Fraction(3, 4), "three quarters", "四分之三"),
        (Fraction(1, 4), "1/4", "四分之一"),
        (Fraction(3, 5), "60%", "60%"),
        (Fraction(1, 8), "12.5%", "12.5%"),
        (Fraction(3, 7), "3/7", "七分之三"),
        (Fraction(1), "100%", "100%"),
        (Duration(10, DAY), "10 days", "10日"),
        (Duration(1, QUARTER), "one quarter", "一个季度"),
        (Duration(1, YEAR), "one year", "一年"),
        (Duration(3, WORKING_DAY), "3 working days", "3个工作日"),
        (date(2011, 1, 13), "2011-01-13", "2011年1月13日"),
        (time(9), "09:00", "09:00"),
        (DayOfMonth(22), "the 22nd of each month", "每月22日"),
        (DayOfMonth(31, 3, following_year=True), "31 March of the following year", "次年3月31日"),
        (Frequency(2, YEAR), "twice a year", "每年两次"),
        (Frequency(1, HOUR), "once an hour", "每小时一次"),
        ("7.2", "7.2", "七、2"),
        ("7-1.2", "7-1.2", "第七条之一第二款"),
    ],
)
def test_canonical_spellings(value: Literal, english: str, chinese: str) -> None:
    assert (write(value, "en"), write(value, "zh")) == (english, chinese)


def test_a_number_takes_the_classifier_of_its_noun() -> None:
    assert (write(3, "en"), write(3, "zh", "名")) == ("3", "3名")
    assert read("3名", 0, "zh")[0].value == 3
