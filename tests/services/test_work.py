"""Tasks of duties: whose they are, what does them, what comes of those that are not done, and who may say so."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from clockwork import BEGUN, begin, done, looked, source, ticked

from engine import codec
from engine.services import work
from engine.services.acts import Wish, act
from engine.services.faults import NobodyAsks, NoSuchTask
from engine.services.logs import verify
from engine.services.scene import Clock
from engine.store.book import Book, open_book


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(tmp_path_factory.mktemp("work") / "begun.db", source())


@pytest.fixture
def path(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(begun, tmp_path / "book.db"))


@pytest.fixture
def book(path: Path):
    with open_book(str(path)) as opened:
        yield opened


def at(time: str) -> Clock:
    return Clock(BEGUN, time)


def lines(book: Book, who: str | None, time: str, **asked: bool) -> list[str]:
    """Write tasks as `about whose: state due`."""
    with book.reading() as reading:
        found, _ = work.list_work(reading, who, at(time), everybody=who is None, **asked)
    return [f"{each.duty.verb} {each.about} {','.join(p.member for p in each.by)}: {each.state} {each.due}" for each in found.tasks]


def code(book: Book, what: str, who: str, time: str) -> str:
    with book.reading() as reading:
        found, _ = work.list_work(reading, who, at(time))
    return next(each.code for each in found.tasks if f"{each.duty.verb} {each.about}" == what)


def test_a_list_shows_what_is_due_and_overdue_whether_or_not_anybody_has_ticked(path: Path, book: Book):
    expected = [
        "carryout HD-2011-002 王强: overdue 2011-03-05",
        "reporton 2011-03 王强: overdue 2011-03-07",
    ]
    assert lines(book, "王强", "2011-03-07 23:59") == [expected[0], "reporton 2011-03 王强: open 2011-03-07"]
    assert lines(book, "王强", "2011-03-08 00:00") == expected
    ticked(path, "2011-03-09 08:00")
    assert lines(book, "王强", "2011-03-09 08:00") == expected


def test_a_duty_without_a_time_stands_and_is_never_overdue(book: Book):
    with book.reading() as reading:
        found, _ = work.list_work(reading, "郑洁", at("2019-01-01"))
    assert [(each.duty.verb, each.duty.object, [person.member for person in each.by]) for each in found.standing] == [
        ("publish", "accounts", ["郑洁"])
    ]


def test_a_case_does_the_task_of_the_period_that_it_names(book: Book):
    number = done(book, "郑洁", "draft", "2011-04-02", kind="statement", title="账目", content="无", place="公告栏", period="2011年3月")
    done(book, "郑洁", "post", "2011-04-02", number)
    assert lines(book, "郑洁", "2011-04-03", closed=True) == [
        "publish 2011-02 郑洁: overdue 2011-03-10",
        "publish 2011-03 郑洁: done 2011-04-11",
    ]


def test_a_case_that_names_no_period_does_the_first_task_that_is_due(book: Book):
    number = done(book, "郑洁", "draft", "2011-04-02", kind="statement", title="账目", content="无", place="公告栏")
    done(book, "郑洁", "post", "2011-04-02", number)
    assert lines(book, "郑洁", "2011-04-03") == ["publish 2011-03 郑洁: open 2011-04-11"]


def test_what_is_to_be_done_otherwise_is_a_task_from_the_day_on_which_the_other_is_overdue(path: Path, book: Book):
    ticked(path, "2011-03-10 08:00")
    assert lines(book, "吴敏", "2011-03-10 08:00") == []
    ticked(path, "2011-03-11 08:00")
    assert lines(book, "吴敏", "2011-03-11 08:00") == ["reporton 2011-02 吴敏: open 2011-03-16"]


def test_with_its_end_a_case_was_carried_out_and_what_follows_its_end_begins(path: Path, book: Book):
    done(book, "王强", "start", "2011-03-05 09:00", "HD-2011-002")
    done(book, "王强", "finish", "2011-03-05 11:00", "HD-2011-002")
    assert [line for line in lines(book, None, "2011-03-05 12:00", closed=True) if "HD" in line] == [
        "carryout HD-2011-002 王强: done 2011-03-05",
        "carryout HD-2011-002 冯涛: done 2011-03-05",
        "sumup HD-2011-002 吴敏: open 2011-03-08",
    ]
    ticked(path, "2011-03-09 08:00")
    assert "sumup HD-2011-002 吴敏: overdue 2011-03-08" in lines(book, "吴敏", "2011-03-09 08:00")


def test_what_was_to_be_done_about_a_case_that_fell_through_is_dropped(book: Book):
    done(book, "王强", "cancel", "2011-03-02", "HD-2011-002")
    assert lines(book, "冯涛", "2011-03-02", closed=True) == [
        "carryout HD-2011-002 冯涛: dropped 2011-03-05",
        "reporton 2011-03 冯涛: open 2011-03-07",
    ]


SAID = [
    ("王强", "done", {"note": "已报告"}, "yes R359"),
    ("王强", "done", {"case": "HD-2011-001"}, "yes R359"),
    ("王强", "done", {}, "no R360"),
    ("王强", "done", {"note": " "}, "no R360"),
    ("冯涛", "done", {"note": "已报告"}, "no R357"),
    ("冯涛", "drop", {"reason": "重复"}, "no R362"),
    ("王强", "drop", {"reason": "重复"}, "no R362"),
]


@pytest.mark.parametrize(("who", "verb", "said", "told"), SAID)
def test_who_has_a_task_says_that_it_is_done_and_how(book: Book, who: str, verb: str, said: dict[str, str], told: str):
    task = code(book, "reporton 2011-03", "王强", "2011-03-03")
    found, _ = getattr(work, verb)(book, task, who, at("2011-03-03"), **said)
    assert " ".join([found.decision.verdict, *(each.code for each in found.decision.reasons)]) == told
    with book.reading() as reading:
        assert verify(reading).findings == ()
        assert list(reading.entries())[-1].outcome == ("done" if found.decision.allowed else "refused")


def test_a_task_is_dropped_by_those_to_whom_objections_go_and_then_it_is_closed(book: Book):
    task = code(book, "publish 2011-02", "郑洁", "2011-03-03")
    refused, _ = work.drop(book, task, "郑洁", at("2011-03-03"), "无账")
    assert [each.code for each in refused.decision.reasons] == ["R362"]
    dropped, _ = work.drop(book, task, "周立", at("2011-03-03"), "无账")
    assert dropped.decision.allowed
    again, _ = work.done(book, task, "郑洁", at("2011-03-03"), note="已公示")
    assert [each.code for each in again.decision.reasons] == ["R358"]


def test_a_task_that_is_done_is_neither_reminded_of_nor_overdue(path: Path, book: Book):
    work.done(book, code(book, "publish 2011-02", "郑洁", "2011-03-03"), "郑洁", at("2011-03-03"), note="已公示")
    assert not [each for each in ticked(path, "2011-04-01 00:00") if "2011-02" in each.about]


def test_a_code_that_no_task_has_is_said_to_be_unknown(book: Book):
    with pytest.raises(NoSuchTask):
        work.done(book, "T000000", "郑洁", at("2011-03-03"), note="x")
    with pytest.raises(NobodyAsks):
        work.see(book, None, at("2011-03-03"))


def test_what_was_told_is_seen_once(path: Path, book: Book):
    ticked(path, "2011-03-04 08:00")
    assert work.see(book, "吴敏", at("2011-03-04 09:00"))[0] == 2
    assert work.see(book, "吴敏", at("2011-03-04 09:00"))[0] == 0


def test_whoever_is_asked_instead_answers_and_whoever_was_asked_first_no_longer_does(book: Book):
    late = act(book, Wish("approve", "HD-2011-001"), "郑洁", at("2011-03-04 00:00"))
    assert [each.code for each in late.decision.reasons] == ["R142"]
    found = act(book, Wish("approve", "HD-2011-001"), "吴敏", at("2011-03-04 00:00"))
    assert found.case is not None
    assert found.case.state == "approved"


def test_until_the_time_is_over_nobody_else_is_asked(book: Book):
    early = act(book, Wish("approve", "HD-2011-001"), "吴敏", at("2011-03-03 23:59"))
    assert [each.code for each in early.decision.reasons] == ["R142"]
    assert act(book, Wish("approve", "HD-2011-001"), "郑洁", at("2011-03-03 23:59")).decision.allowed


def test_a_day_beyond_the_announced_calendar_is_provisional_and_counted_anew_once_it_is_known(path: Path, book: Book):
    """The book is told another day than the calendar gives, as if the calendar had been announced since."""
    ticked(path, "2011-03-01 10:00")
    with book.writing() as writing:
        task = next(each for each in writing.tasks() if each.about == "2011-02")
        writing.save_task(replace(task, due=date(2011, 3, 9), provisional=True))
        writing.append(BEGUN, "", "open task", f"task:{task.key}", 0, task.charter, "done", (), codec.dumps({}))
    first = next(iter(ticked(path, "2011-03-02 00:00")))
    assert (first.kind, first.about) == ("recount", task.key)
    with looked(path) as reading:
        assert reading.task(task.key) == task
    assert "recount" not in [each.kind for each in ticked(path, "2011-03-03 00:00")]


def test_what_is_made_public_is_told_to_every_member_of_the_day(book: Book):
    number = done(book, "郑洁", "draft", "2011-04-02", kind="statement", title="账目", content="无", place="公告栏")
    done(book, "郑洁", "post", "2011-04-02", number)
    with book.reading() as reading:
        told = [each.to for each in reading.notices_about(number) if each.kind == "published"]
        assert told == sorted(reading.members())


def test_what_the_charter_forbids_is_refused_with_its_article(tmp_path: Path):
    """Twice the same charter, the second with a sentence more."""
    under = source()
    duty = replace(under.charter.duties[0], id="9#1", modal="mustnot", time=None, otherwise=None)
    forbidding = replace(under, charter=replace(under.charter, duties=(*under.charter.duties, duty)))
    for each, told in ((under, ["R170"]), (forbidding, ["R351"])):
        with open_book(str(begin(tmp_path / f"{told[0]}.db", each))) as book:
            number = done(book, "郑洁", "draft", "2011-04-02", kind="statement", title="账目", content="无", place="公告栏")
            found = act(book, Wish("post", number), "郑洁", at("2011-04-02"))
            assert [reason.code for reason in found.decision.reasons] == told
