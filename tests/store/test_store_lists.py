"""Changed memberships, agents, participation, what is counted, tasks, notices and the bank's lines: one contract for both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from books import CHARTER, LIU, NOW, ZHAO, append, draft, later

from engine.case import Agency, BankLine, Member, Notice, Occurrence, Participation, Posting, Stay, Task
from engine.store.book import Book
from engine.store.faults import Rejected
from engine.store.log import verify
from engine.store.reading import Reading
from engine.store.writing import Writing
from engine.values import Money

DAY, NEXT = date(2011, 2, 1), date(2011, 5, 1)
STAYS = (Stay(date(2011, 1, 1), DAY, "volunteer", None), Stay(DAY, None, "volunteer", "squad 七班", paper="DP-2011-001"))
MOVED = replace(LIU, unit="squad 七班", stays=STAYS)
AGENCY = Agency("刘洋", "赵敏", DAY, NEXT, "出差")
TASK = Task("rules 7.7#1|2011-Q1|", "rules 7.7#1", CHARTER, "2011-Q1", None, date(2011, 4, 10), "open")
NOTICE = Notice("reminder|x", "刘洋", "ZC-2011-001", "reminder", NOW, "请于10日前公示账目")
LINE = BankLine("a" * 64, "company fund", DAY, Money(-32000), "慰问品", "利民商店", "0001", Money(48000))


def write(book: Book, act: Callable[[Writing], object]) -> None:
    """Do something in a transaction of its own, told by an entry of its own."""
    with book.writing() as writing:
        act(writing)
        append(writing, "change", "book")


def read(book: Book, ask: Callable[[Reading], object]) -> object:
    """Ask something, and make sure that every row is as the log tells it."""
    with book.reading() as reading:
        assert verify(reading).findings == ()
        return ask(reading)


class TestPeople:
    def test_a_changed_membership_keeps_every_stretch(self, book: Book):
        write(book, lambda writing: writing.save_member(MOVED))
        assert read(book, lambda reading: reading.members()["刘洋"]) == MOVED
        later_ones = (STAYS[0], replace(STAYS[1], end=NEXT), Stay(NEXT, None, "volunteer", "squad 七班", suspended=True))
        write(book, lambda writing: writing.save_member(replace(MOVED, stays=later_ones, until=None)))
        assert read(book, lambda reading: reading.members()["刘洋"].stays) == later_ones

    def test_a_member_may_be_entered_with_stays(self, book: Book):
        member = Member("周楠", "周楠", "applicant", None, DAY, None, (Stay(DAY, None, "applicant", None),))
        write(book, lambda writing: writing.add_member(member))
        assert read(book, lambda reading: reading.members()["周楠"]) == member

    def test_an_agency_ends_early(self, book: Book):
        write(book, lambda writing: writing.add_agency(AGENCY))
        assert read(book, lambda reading: reading.agencies()) == (AGENCY,)
        write(book, lambda writing: writing.end_agency(AGENCY, date(2011, 3, 1)))
        assert read(book, lambda reading: reading.agencies()) == (replace(AGENCY, end=date(2011, 3, 1)),)

    def test_nobody_acts_for_a_stranger(self, book: Book):
        with pytest.raises(Rejected):
            write(book, lambda writing: writing.add_agency(replace(AGENCY, principal="无名")))

    def test_what_is_counted_may_be_excused(self, book: Book):
        late = Occurrence("赵敏", "late", DAY, None)
        write(book, lambda writing: writing.add_occurrence(late))
        write(book, lambda writing: writing.add_occurrence(replace(late, event="absent")))
        write(book, lambda writing: writing.excuse_occurrence(1))
        assert read(book, lambda reading: reading.occurrences("赵敏")) == {1: replace(late, excused=True), 2: replace(late, event="absent")}
        assert read(book, lambda reading: reading.occurrences("刘洋")) == {}

    def test_a_part_in_an_activity_changes(self, book: Book):
        case = draft(book)
        signed = Participation(case.number, "赵敏", "signed up", NOW)
        write(book, lambda writing: writing.save_participation(signed))
        came = replace(signed, came=True, minutes=90)
        write(book, lambda writing: writing.save_participation(came))
        assert read(book, lambda reading: (reading.participations(case.number), reading.participations_of("赵敏"))) == ((came,), (came,))
        assert read(book, lambda reading: reading.participations_of("刘洋")) == ()


class TestTime:
    def test_tasks_are_set_once_and_change(self, book: Book):
        write(book, lambda writing: writing.save_task(TASK))
        done = replace(TASK, state="done", done=later(5), by="赵敏", case="ZC-2011-001", provisional=True, unit="squad 六班")
        write(book, lambda writing: writing.save_task(replace(TASK, key="b", due=DAY)))
        write(book, lambda writing: writing.save_task(done))
        assert read(book, lambda reading: [each.key for each in reading.tasks()]) == ["b", TASK.key]
        assert read(book, lambda reading: (reading.tasks("done"), reading.task(TASK.key), reading.task("c"))) == ((done,), done, None)

    def test_nobody_is_told_the_same_twice(self, book: Book):
        with book.writing() as writing:
            assert writing.add_notice(NOTICE)
            assert not writing.add_notice(replace(NOTICE, at=later(9), text="另一句"))
            append(writing, "tick", "book")
        assert read(book, lambda reading: reading.notices()) == (NOTICE,)

    def test_a_notice_is_seen(self, book: Book):
        write(book, lambda writing: writing.add_notice(NOTICE))
        write(book, lambda writing: writing.add_notice(replace(NOTICE, key="other", at=later(1))))
        write(book, lambda writing: writing.see_notice(NOTICE.key, later(3)))
        seen = replace(NOTICE, seen=later(3))
        assert read(book, lambda reading: reading.notices_about("ZC-2011-001")[0]) == seen
        assert read(book, lambda reading: [each.key for each in reading.notices("刘洋", unseen=True)]) == ["other"]
        assert read(book, lambda reading: len(reading.notices("刘洋"))) == 2
        assert read(book, lambda reading: reading.notices(ZHAO.id)) == ()


class TestBank:
    def test_a_line_is_entered_once_and_matched(self, book: Book):
        case = draft(book)
        with book.writing() as writing:
            (posting,) = writing.add_postings([Posting(case.number, "company fund", "expense", Money(32000), NOW)])
            append(writing, "pay", case.number)
        with book.writing() as writing:
            assert writing.add_bank_line(LINE)
            assert not writing.add_bank_line(replace(LINE, text="又一次"))
            append(writing, "bank", "book")
        write(book, lambda writing: writing.match_bank_line(LINE, posting))
        assert read(book, lambda reading: reading.bank_lines("company fund")) == (replace(LINE, posting=posting),)
        assert read(book, lambda reading: reading.bank_lines("other fund")) == ()
        write(book, lambda writing: writing.match_bank_line(LINE, None))
        assert read(book, lambda reading: reading.bank_lines()) == (LINE,)
