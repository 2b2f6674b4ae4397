"""The bank's statement beside the book: all or nothing, once only, one to one, never guessed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from team import FOUNDED, Do

from engine.services.bank import beside, match, match_one, take_in
from engine.services.faults import BadTable, NoPosting
from engine.services.logs import verify
from engine.services.scene import Clock
from engine.services.statement_files import bank_lines
from engine.store.book import Book
from engine.values import Money

NOW = Clock(FOUNDED)
HEAD = "交易日期,摘要,收入,支出,余额,对方户名\n"


def given(do: Do, *amounts: str) -> None:
    """Let the team receive gifts."""
    for amount in amounts:
        number = do("陈静", "draft", kind="donation", donor="甲", amount=amount).case.number
        assert do("陈静", "receive", number).decision.allowed


def took(book: Book, text: str, who: str = "陈静"):
    done, _ = take_in(book, "bank.csv", (HEAD + text).encode(), None, {}, who, NOW, dry=False)
    return done


def test_the_same_statement_again_adds_nothing(book: Book):
    text = "2011-03-01,捐款,10.00,,10.00,甲\n2011-03-01,捐款,10.00,,20.00,甲\n2011-03-01,捐款,10.00,,20.00,甲\n"
    assert (took(book, text).added, took(book, text).added) == (3, 0)
    assert took(book, text + "2011-03-02,利息,0.01,,20.01,\n").added == 1
    with book.reading() as reading:
        assert not verify(reading).findings


def test_only_who_keeps_the_fund_takes_a_statement_in(book: Book):
    done = took(book, "2011-03-01,捐款,10.00,,10.00,甲\n", "赵敏")
    assert (done.decision.allowed, done.decision.reasons[0].code, done.added) == (False, "R462", 0)
    with book.reading() as reading:
        assert reading.bank_lines() == ()


def test_what_comes_to_nothing_later_on_leaves_the_clock_of_a_rehearsal_where_it_stands(book: Book):
    later, line = Clock(FOUNDED, "2011-03-02 09:00"), f"{HEAD}2011-03-01,捐款,10.00,,10.00,甲\n".encode()
    assert take_in(book, "bank.csv", line, None, {}, "陈静", later, dry=True)[0].added == 1
    assert match(book, None, 5, "陈静", later)[0].pairs == ()
    with book.reading() as reading:
        assert (reading.settings().clock, reading.head()[0]) == (FOUNDED, 1)
    take_in(book, "bank.csv", line, None, {}, "陈静", later, dry=False)
    with book.reading() as reading:
        assert reading.settings().clock == datetime(2011, 3, 2, 1, 0, tzinfo=UTC)
        assert not verify(reading).findings


def test_every_fault_is_told_and_nothing_is_written(book: Book):
    text = "2011-13-01,a,10.00,,,\n2011-03-01,b,10.00,5.00,,\n2011-03-01,c,1.005,,,\n2011-03-01,d,0,0,,\n2011-03-01,e,3.00,,,\n"
    with pytest.raises(BadTable) as told:
        took(book, text)
    expected = [(2, "no_day"), (3, "both_sides"), (4, "no_money"), (5, "no_amount")]
    assert [(fault.row, fault.key) for fault in told.value.faults] == expected
    with book.reading() as reading:
        assert reading.bank_lines() == ()


@pytest.mark.parametrize(
    ("text", "minors", "mapped"),
    [
        ('日期,金额,借贷标志\n20110301,"1,280.50",贷\n20110302,20,借\n', [128050, -2000], {}),
        ("date,amount\n2011-03-01 12:30:22,12.00\n2011/3/2,-0.01\n", [1200, -1], {}),
        ("date,in,out\n2011年3月1日,12,\n2011-03-02,,3.5\n", [1200, -350], {}),
        ("Valuta,amount\n2011-03-01,7\n", [700], {"Valuta": "date"}),
    ],
)
def test_banks_write_their_columns_in_many_ways(text: str, minors: list[int], mapped: dict[str, str]):
    assert [line.amount.minor for line in bank_lines("a.csv", text.encode(), "fund", "CNY", mapped)] == minors


def test_a_line_is_matched_where_one_posting_alone_can_be_meant(book: Book, do: Do):
    given(do, "300", "45.5")
    took(book, "2011-03-06,捐款,300.00,,300.00,甲\n2011-03-07,捐款,45.50,,345.50,乙\n2011-03-07,利息,0.37,,345.87,\n")
    done, _ = match(book, None, 5, "陈静", NOW)
    assert [(pair.line.amount.minor, pair.id) for pair in done.pairs] == [(30000, 1)]  # the second lies six days apart
    with book.reading() as reading:
        told, _ = beside(reading, None, NOW)
        assert not verify(reading).findings
    assert sorted(line.amount.minor for line in told.lines) == [37, 4550]
    assert told.difference == Money(4587)


def test_what_could_be_two_is_offered_and_never_guessed(book: Book, do: Do):
    given(do, "10", "10", "20")
    took(book, "2011-03-01,捐款,10.00,,10.00,甲\n2011-03-01,捐款,20.00,,30.00,乙\n2011-03-02,捐款 JK-2011-002,10.00,,40.00,\n")
    done, _ = match(book, None, 5, "陈静", NOW)
    assert [pair.id for pair in done.pairs] == [3]
    assert [[id for id, _ in offer.postings] for offer in done.offers] == [[1, 2], [2]]
    line = done.offers[0].line.digest
    with pytest.raises(NoPosting):
        match_one(book, line[:8], 3, "陈静", NOW)
    match_one(book, line[:8], 1, "陈静", NOW)
    done, _ = match(book, None, 5, "陈静", NOW)
    assert [pair.id for pair in done.pairs] == [2]
    with book.reading() as reading:
        assert beside(reading, None, NOW)[0].difference == Money(0)
    match_one(book, line[:8], None, "陈静", NOW)
    with book.reading() as reading:
        assert [each.amount.minor for each in beside(reading, None, NOW)[0].lines] == [1000]


def test_what_was_taken_back_within_the_book_is_not_missing_at_the_bank(book: Book, do: Do):
    given(do, "10", "7")
    assert do("陈静", "reverse", "JK-2011-001").decision.allowed
    took(book, "2011-03-01,捐款,7.00,,7.00,甲\n")
    match(book, None, 5, "陈静", NOW)
    with book.reading() as reading:
        told, _ = beside(reading, None, NOW)
    assert (told.lines, told.postings, told.difference) == ((), (), Money(0))
