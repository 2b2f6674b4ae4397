"""One contract for every database that holds a book: the same tests over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import json
import multiprocessing
import sqlite3
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise

import pytest
from books import CHARTER, COMMANDER, LEADER, LIU, NOW, ZHAO, append, draft, expense, later, refused, sign

from engine import codec
from engine.case import Attachment, Case, Member, Opinion, Posting, Tenure
from engine.store import log
from engine.store.book import Book, open_book
from engine.store.faults import Changed, NoAttachment, NoCase, NoCharter, Rejected, Unstorable
from engine.store.records import Settings
from engine.store.rows import fold
from engine.values import Cite, Money

HOSTILE = (
    "'; DROP TABLE log; --",
    '" OR 1=1 --',
    "%s %(name)s {name} ${x} `rm`",
    ":number ?1 @p $1",
    "os.system",
    "=cmd|'/C calc'!A0",
    "\x1b[31m\r\n\t\x7f",
    "\u202e\u2066\u200b\ufeff\u2028",
    "é e\u0301 ﬁ ㎏ Ａ１",
    "张和平 𠮷 👩‍👩‍👧 " * 50,
    "\\u0000 \\ud800",
)


class TestRecords:
    def test_what_founds_a_book_is_read_back(self, book: Book):
        with book.reading() as reading:
            assert reading.settings() == Settings(CHARTER, NOW, rehearsal=True, clock=NOW)
            assert reading.charter_json(CHARTER) == '{"record":"Charter"}'
            assert reading.charter_text(CHARTER) == "charter “先锋连”。"
            assert reading.charter_file(CHARTER) == "先锋连.rules"
            assert reading.members() == {"刘洋": LIU, "赵敏": ZHAO}
            assert reading.tenures() == (COMMANDER, LEADER)

    def test_settings_are_replaced(self, book: Book):
        with book.writing() as writing:
            writing.set_settings(Settings(CHARTER, NOW, rehearsal=True, clock=later(5)))
            append(writing, "clock", "book")
        with book.reading() as reading:
            assert reading.settings().clock == later(5)

    def test_memberships_and_tenures_end(self, book: Book):
        with book.writing() as writing:
            writing.end_member("赵敏", date(2011, 2, 1))
            writing.end_tenure(LEADER, date(2011, 2, 1))
            append(writing, "leave", "member:赵敏")
        with book.reading() as reading:
            assert reading.members()["赵敏"].until == date(2011, 2, 1)
            assert reading.tenures() == (COMMANDER, replace(LEADER, end=date(2011, 2, 1)))

    def test_a_case_with_everything_in_it_is_read_back(self, book: Book):
        full = expense(
            "ZC-2011-001",
            attachments=(Attachment("收据.jpg", 3, "a" * 64, "赵敏", NOW),),
            opinions=(Opinion("important", yes=False, member="刘洋", office="commander", at=NOW, content="d" * 64),),
            parent="JL-2011-001",
            opened_under=Cite("rules", "7.8"),
            submitted=later(1),
            drafter=None,
        )
        draft(book, "ZC-2011-001", **{name: getattr(full, name) for name in ("attachments", "opinions", "parent", "opened_under")})
        with book.writing() as writing:
            writing.save_case(replace(full, version=2), closed=False)
            append(writing, "submit", "ZC-2011-001", 2)
        with book.reading() as reading:
            assert reading.case("ZC-2011-001") == replace(full, version=2)

    def test_attachments_are_kept_by_hash_once(self, book: Book):
        content = bytes(range(256))
        digest = sha256(content).hexdigest()
        with book.writing() as writing:
            writing.add_attachment(digest, content)
            writing.add_attachment(digest, content)
            append(writing, "attach", "book")
        with book.reading() as reading:
            assert reading.attachment(digest) == content

    def test_a_charter_is_kept_as_first_written(self, book: Book):
        with book.writing() as writing:
            writing.add_charter(CHARTER, "{}", "other", "other.rules")
            assert writing.charter_text(CHARTER) == "charter “先锋连”。"

    def test_what_is_not_there_is_said(self, book: Book):
        with book.reading() as reading:
            with pytest.raises(NoCase):
                reading.case("ZC-2011-404")
            with pytest.raises(NoCharter):
                reading.charter_text("0" * 64)
            with pytest.raises(NoAttachment):
                reading.attachment("0" * 64)

    @pytest.mark.parametrize("text", HOSTILE)
    def test_any_text_is_stored_exactly(self, book: Book, text: str):
        with book.writing() as writing:
            writing.add_member(Member(text, text, text, text, date(2011, 1, 1)))
            writing.add_tenure(Tenure(text, text, text, date(2011, 1, 1), None, text))
            writing.add_charter("e" * 64, codec.dumps({"text": text}), text, text)
            writing.add_case(expense(text, process=text, state=text, drafter=text, fields={text: text}))
            writing.add_postings([Posting(text, text, "other", Money(1), NOW)])
            entry = writing.append(NOW, text, text, text, 1, text, "refused", (text, text), codec.dumps({"text": text}))
        with book.reading() as reading:
            assert reading.members()[text] == Member(text, text, text, text, date(2011, 1, 1))
            assert reading.tenures()[-1] == Tenure(text, text, text, date(2011, 1, 1), None, text)
            assert (reading.charter_text("e" * 64), reading.charter_file("e" * 64)) == (text, text)
            assert reading.case(text) == expense(text, process=text, state=text, drafter=text, fields={text: text})
            assert reading.cases(text, [text]) == (reading.case(text),)
            assert text in reading.balances()
            assert list(reading.entries(text)) == [entry]
            assert (entry.actor, entry.cites) == (text, (text, text))
            assert log.told(entry.body) == codec.encode({"text": text})
            assert log.verify(reading).sound

    @pytest.mark.parametrize("text", ["a\0b", "\ud800", "x\udfff"])
    def test_text_that_a_database_would_mangle_is_refused(self, book: Book, text: str):
        with refused(book, Unstorable) as writing:
            writing.add_member(Member(text, text, None, None, date(2011, 1, 1)))
        with refused(book, Unstorable) as writing:
            append(writing, text, "book")

    def test_sums_have_a_limit_that_is_said(self, book: Book):
        draft(book)
        with refused(book, Unstorable) as writing:
            writing.add_postings([Posting("ZC-2011-001", "a", "b", Money(2**63), NOW)])


class TestLists:
    @pytest.fixture
    def many(self, book: Book) -> Book:
        """Enter five cases: three expenses, of which one is closed, and two awards, opened in the order of their minutes."""
        with book.writing() as writing:
            for minute, (number, process, closed) in enumerate(
                [
                    ("ZC-2", "expense", False),
                    ("ZC-1", "expense", True),
                    ("JL-1", "award", False),
                    ("ZC-3", "expense", False),
                    ("JL-2", "award", False),
                ]
            ):
                opened = later(minute // 2)
                writing.add_case(expense(number, process=process, opened=opened, state="paid" if closed else "draft"), closed=closed)
                append(writing, "draft", number, 1)
        return book

    def test_cases_come_in_the_order_of_their_opening(self, many: Book):
        with many.reading() as reading:
            assert _numbers(reading.cases()) == ["ZC-1", "ZC-2", "JL-1", "ZC-3", "JL-2"]

    def test_cases_are_narrowed_by_kind_state_openness_and_count(self, many: Book):
        with many.reading() as reading:
            assert _numbers(reading.cases("expense")) == ["ZC-1", "ZC-2", "ZC-3"]
            assert _numbers(reading.cases(open_only=True)) == ["ZC-2", "JL-1", "ZC-3", "JL-2"]
            assert _numbers(reading.cases("expense", open_only=True, limit=1)) == ["ZC-2"]
            assert _numbers(reading.cases(states=["paid", "settled"])) == ["ZC-1"]
            assert reading.cases(states=[]) == reading.cases("none") == ()

    def test_a_case_closes_and_opens_again(self, many: Book):
        for version, closed in ((2, True), (3, False)):
            with many.writing() as writing:
                writing.save_case(replace(writing.case("ZC-2"), version=version), closed=closed)
                append(writing, "move", "ZC-2", version)
            with many.reading() as reading:
                assert ("ZC-2" in _numbers(reading.cases(open_only=True))) is not closed

    def test_numbers_are_completed(self, many: Book):
        with many.reading() as reading:
            assert reading.numbers("ZC-") == ("ZC-1", "ZC-2", "ZC-3")
            assert reading.numbers("") == ("JL-1", "JL-2", "ZC-1", "ZC-2", "ZC-3")
            assert reading.numbers("", limit=2) == ("JL-1", "JL-2")
            assert reading.numbers("ZC-2") == ("ZC-2",)
            assert reading.numbers("支") == ()

    def test_numbers_of_new_cases_count_by_kind_and_year(self, book: Book):
        numbers = [("支", 2011), ("支", 2011), ("支出", 2011), ("支", 2012)]
        expected = ["支-2011-001", "支-2011-002", "支出-2011-001", "支-2012-001"]
        for (prefix, year), number in zip(numbers, expected, strict=True):
            with book.writing() as writing:
                assert writing.next_number(prefix, year) == number
                writing.add_case(expense(number))
                append(writing, "draft", number, 1)

    @pytest.mark.parametrize(("last", "following"), [("998", "999"), ("999", "1000"), ("1000", "1001"), ("x", "001")])
    def test_numbers_go_on_past_three_digits(self, book: Book, last: str, following: str):
        for serial in {"001" if last != "x" else "x", last}:
            draft(book, f"ZC-2011-{serial}")
        with book.writing() as writing:
            assert writing.next_number("ZC", 2011) == f"ZC-2011-{following}"


class TestTransactions:
    def test_a_failure_leaves_nothing(self, book: Book):
        with book.reading() as reading:
            before = _everything(reading)
        with refused(book, RuntimeError) as writing:
            writing.add_case(expense("ZC-2011-001"))
            writing.add_postings([Posting("ZC-2011-001", "fund", "expense", Money(1), NOW)])
            append(writing, "draft", "ZC-2011-001", 1)
            raise RuntimeError
        with book.reading() as reading:
            assert _everything(reading) == before

    def test_a_change_that_no_entry_tells_is_not_kept(self, book: Book):
        with refused(book, AssertionError, "no entry tells of") as writing:
            writing.add_case(expense("ZC-2011-001"))
        with book.reading() as reading:
            assert reading.cases() == ()

    def test_an_entry_tells_its_own_case_only(self, book: Book):
        with refused(book, AssertionError) as writing:
            writing.add_case(expense("ZC-2011-001"))
            append(writing, "draft", "ZC-2011-002", 1)
        with refused(book, AssertionError) as writing:
            writing.add_case(expense("ZC-2011-001"))
            writing.add_case(expense("ZC-2011-002"))

    def test_whoever_comes_second_with_an_old_version_is_told(self, book: Book):
        case = draft(book)
        sign(book, case.number)
        with pytest.raises(Changed) as caught, book.writing() as writing:
            writing.save_case(replace(case, version=2, state="lost"), closed=False)
        assert caught.value.facts == {"number": "ZC-2011-001", "expected": 1, "found": 2}
        with book.reading() as reading:
            assert reading.case(case.number).state == "review"

    def test_a_case_that_is_not_there_is_not_saved(self, book: Book):
        with refused(book, NoCase) as writing:
            writing.save_case(expense("ZC-2011-009", version=2), closed=False)

    def test_a_number_is_taken_once(self, book: Book):
        draft(book)
        with refused(book, Rejected) as writing:
            writing.add_case(expense("ZC-2011-001"))

    def test_an_office_is_held_by_members_only(self, book: Book):
        with refused(book, Rejected) as writing:
            writing.add_tenure(replace(LEADER, member="王前"))
            append(writing, "appoint", "book")

    def test_readers_see_one_moment(self, book: Book):
        case = draft(book)
        with book.reading() as reading:
            head = reading.head()
            sign(book, case.number)
            assert reading.head() == head
            assert reading.case(case.number) == case
        with book.reading() as reading:
            assert reading.head()[0] == head[0] + 1

    def test_writing_sees_what_it_wrote(self, book: Book):
        with book.writing() as writing:
            writing.add_case(expense("ZC-2011-001"))
            append(writing, "draft", "ZC-2011-001", 1)
            assert writing.case("ZC-2011-001") == expense("ZC-2011-001")
            assert [entry.verb for entry in writing.entries("ZC-2011-001")] == ["draft"]

    def test_sixteen_processes_lose_nothing(self, book: Book, url: str):
        draft(book)
        fork = multiprocessing.get_context("fork")
        writers = [fork.Process(target=_sign_thrice, args=(url, f"writer {number}")) for number in range(16)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert [writer.exitcode for writer in writers] == [0] * 16
        self._holds_all(book)

    def test_sixteen_threads_lose_nothing(self, book: Book):
        draft(book)
        with ThreadPoolExecutor(16) as pool:
            list(pool.map(lambda number: [sign(book, "ZC-2011-001", f"writer {number}") for _ in range(3)], range(16)))
        self._holds_all(book)

    def _holds_all(self, book: Book) -> None:
        with book.reading() as reading:
            case = reading.case("ZC-2011-001")
            assert case.version == 1 + 48
            assert Counter(signature.member for signature in case.signatures) == {f"writer {number}": 3 for number in range(16)}
            assert [entry.version for entry in reading.entries("ZC-2011-001")] == list(range(1, 50))
            assert log.verify(reading, reading.head()).sound


class TestLog:
    def test_time_never_goes_backwards(self, book: Book):
        with book.writing() as writing:
            late = append(writing, "one", "book", at=later(60))
            early = append(writing, "two", "book", at=later(-60))
            again = append(writing, "three", "book", at=later(60) + timedelta(microseconds=1))
        assert (late.at, early.at, again.at) == (later(60), later(60), later(60) + timedelta(microseconds=1))

    def test_each_entry_follows_from_the_one_before(self, book: Book):
        for _ in range(3):
            draft(book)
        with book.reading() as reading:
            entries = list(reading.entries())
            assert [entry.seq for entry in entries] == [1, 2, 3, 4]
            assert entries[0].previous == "0" * 64
            assert all(after.previous == before.hash for before, after in pairwise(entries))
            assert reading.head() == (4, entries[-1].hash)

    def test_entries_are_read_by_subject_and_from_a_place(self, book: Book):
        for _ in range(2):
            draft(book)
        sign(book, "ZC-2011-001")
        with book.reading() as reading:
            assert [entry.verb for entry in reading.entries("ZC-2011-001")] == ["draft", "approve"]
            assert [entry.seq for entry in reading.entries("ZC-2011-001", after=2)] == [4]
            assert [entry.seq for entry in reading.entries(after=2)] == [3, 4]
            assert list(reading.entries("nobody")) == []

    def test_long_logs_are_read_whole(self, book: Book):
        with book.writing() as writing:
            for _ in range(1200):
                append(writing, "note", "book")
        with book.reading() as reading:
            assert [entry.seq for entry in reading.entries()] == list(range(1, 1202))
            assert log.verify(reading).entries == 1201

    def test_what_was_told_is_read_back(self, book: Book):
        with book.reading() as reading:
            (entry,) = reading.entries()
        assert log.told(entry.body) == {"why": "因为"}

    def test_folding_the_log_gives_the_case(self, book: Book):
        draft(book)
        for minute in range(3):
            sign(book, "ZC-2011-001", at=later(minute))
        with book.reading() as reading:
            record: dict[str, object] = {}
            for entry in reading.entries("ZC-2011-001"):
                record = fold(record, json.loads(entry.body)["rows"]["case"])
            assert codec.plain_json(record) == reading.record("ZC-2011-001")

    @pytest.mark.parametrize(
        "text", ["UPDATE log SET actor = 'x'", "DELETE FROM log", "UPDATE postings SET minor = 1", "DELETE FROM postings"]
    )
    def test_log_and_postings_only_grow(self, book: Book, raw: Callable[[str], None], text: str):
        draft(book)
        with book.writing() as writing:
            writing.add_postings([Posting("ZC-2011-001", "a", "b", Money(100), NOW)])
            append(writing, "pay", "book")
        with pytest.raises(Exception, match="only grows"):
            raw(text)

    @pytest.fixture
    def raw(self, url: str) -> Callable[[str], None]:
        """Run a statement on the database itself."""

        def run(text: str) -> None:
            if "://" not in url:
                sqlite3.connect(url).execute(text)
                return
            import psycopg

            with psycopg.connect(url) as connection:
                connection.execute(text)

        return run


def _sign_thrice(url: str, member: str) -> None:
    with open_book(url) as book:
        for _ in range(3):
            sign(book, "ZC-2011-001", member)


def _numbers(cases: tuple[Case, ...]) -> list[str]:
    return [case.number for case in cases]


def _everything(reading: object) -> list[object]:
    return [reading.cases(), reading.postings(), reading.balances(), reading.head(), list(reading.entries())]
