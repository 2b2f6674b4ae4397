"""Money and what it counts for, in every database that holds a book: postings, accounts, gifts, reversal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from books import NOW, append, draft, later

from engine.case import Gift, Posting
from engine.store import log
from engine.store.book import Book
from engine.store.faults import Rejected
from engine.values import Money


class TestMoney:
    @pytest.fixture(autouse=True)
    def cases(self, book: Book) -> None:
        for _ in range(2):
            draft(book)

    def _post(self, book: Book, *postings: Posting) -> dict[int, Posting]:
        with book.writing() as writing:
            found = writing.add_postings(postings)
            append(writing, "pay", "book")
        return found

    def test_an_account_is_its_credits_less_its_debits(self, book: Book):
        first = Posting("ZC-2011-001", "donation", "company fund", Money(50000), NOW)
        second = Posting("ZC-2011-002", "company fund", "expense", Money(12050), NOW)
        assert self._post(book, first, second) == {1: first, 2: second}
        with book.reading() as reading:
            assert reading.balances() == {"company fund": Money(37950), "donation": Money(-50000), "expense": Money(12050)}
            assert reading.postings() == {1: first, 2: second}
            assert reading.postings(case="ZC-2011-002") == {2: second}
            assert reading.postings(account="company fund") == {1: first, 2: second}
            assert reading.postings(case="ZC-2011-002", account="donation") == {}

    def test_a_reversal_undoes_once(self, book: Book):
        posting = Posting("ZC-2011-001", "company fund", "expense", Money(100), NOW)
        self._post(book, posting)
        with book.writing() as writing:
            reversal = Posting("ZC-2011-001", "expense", "company fund", Money(100), later(1), reverses=1)
            assert writing.reverse_postings("ZC-2011-001", later(1)) == {2: reversal}
            assert writing.reverse_postings("ZC-2011-001", later(2)) == {}
            append(writing, "correct", "book")
        with book.reading() as reading:
            assert set(reading.balances().values()) == {Money(0)}
            assert log.verify(reading).sound

    def test_what_was_posted_again_is_reversed_again(self, book: Book):
        for minute in range(2):
            self._post(book, Posting("ZC-2011-001", "company fund", "expense", Money(100), NOW))
            with book.writing() as writing:
                assert len(writing.reverse_postings("ZC-2011-001", later(minute))) == 1
                append(writing, "correct", "book")

    def test_a_posting_is_reversed_by_one_other(self, book: Book):
        self._post(book, Posting("ZC-2011-001", "a", "b", Money(1), NOW))
        self._post(book, Posting("ZC-2011-001", "b", "a", Money(1), NOW, reverses=1))
        with pytest.raises(Rejected):
            self._post(book, Posting("ZC-2011-001", "b", "a", Money(1), NOW, reverses=1))

    def test_large_sums_stay_exact(self, book: Book):
        amount = Money(10**17 + 1)
        self._post(book, *(Posting("ZC-2011-001", "a", "b", amount, NOW) for _ in range(3)))
        with book.reading() as reading:
            assert reading.balances()["b"] == Money(3 * 10**17 + 3)

    def test_gifts_are_counted_used_up_and_reversed(self, book: Book):
        first = Gift("ZC-2011-001", "donation", "赵敏", Money(30000), date(2011, 2, 1))
        other = Gift("ZC-2011-001", "donation", "刘洋", Money(100), date(2011, 2, 1))
        second = Gift("ZC-2011-002", "donation", "赵敏", Money(30000), date(2011, 1, 31))
        award = draft(book, "JL-2011-001", process="award")
        with book.writing() as writing:
            for gift in (first, other, second):
                writing.add_gift(gift)
            assert writing.gifts() == (second, other, first)
            writing.use_gifts([first, second], award.number)
            append(writing, "award", "book")
        with book.reading() as reading:
            assert reading.gifts("赵敏") == (replace(second, used=True), replace(first, used=True))
            assert reading.gifts("刘洋") == (other,)
        with book.writing() as writing:
            writing.reverse_postings("ZC-2011-001", NOW)
            append(writing, "correct", "book")
        with book.reading() as reading:
            assert reading.gifts() == (replace(second, used=True),)
            assert log.verify(reading).sound

    def test_a_case_counts_once_and_anew_where_it_was_reversed(self, book: Book):
        number = draft(book, "JK-2011-001", process="donation").number
        first, later_, anew = (
            Gift(number, "donation", "赵敏", Money(minor), date(2011, 2, day)) for day, minor in ((1, 5), (2, 5), (3, 7))
        )
        with book.writing() as writing:
            for gift in (first, later_):
                writing.add_gift(gift)
            assert writing.gifts() == (first,)
            writing.reverse_postings(number, NOW)
            assert writing.gifts() == ()
            writing.add_gift(anew)
            append(writing, "receive", "book")
        with book.reading() as reading:
            assert reading.gifts() == (anew,)
            assert log.verify(reading).sound
