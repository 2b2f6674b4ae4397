"""The calendar of activities: read back by another reader's rules it tells what the book tells, and changes keep their ids."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.main import run

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed: no calendar is tested")


@pytest.fixture
def book(quarter: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a copy of the quarter's book, to act on."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(quarter["zh"], "own.db")
    return "own.db"


def events(book: str, *arguments: str, lang: str = "zh"):
    assert run(["paper", "calendar", "--db", book, "--lang", lang, "--out", "x.ics", "--force", *arguments], {}, NOW) == 0
    whole = icalendar.Calendar.from_ical(Path("x.ics").read_bytes())
    return {str(event["uid"]).split("@")[0]: event for event in whole.walk("VEVENT")}


def test_an_activity_stands_at_its_local_time_and_place(book: str):
    event = events(book)["HD-2011-004"]
    assert event.decoded("dtstart").isoformat() == "2011-03-05T09:00:00+08:00"
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert event.decoded("dtend").isoformat() == "2011-03-05T11:00:00+08:00"
    assert (str(event["summary"]), str(event["location"]), str(event["status"])) == ("清理河岸", "沱河", "CONFIRMED")


def test_the_zone_is_told_with_its_offset(book: str):
    events(book)
    whole = Path("x.ics").read_bytes().decode()
    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai" in whole
    assert "TZOFFSETTO:+0800" in whole


def test_what_was_refused_or_never_settled_is_not_told_unless_all_is(book: str):
    assert "HD-2011-008" not in events(book)
    assert str(events(book, "--all")["HD-2011-008"]["status"]) == "CANCELLED"


def test_a_cancelling_keeps_the_id_and_counts_on(book: str):
    before = events(book)["HD-2011-003"]
    cancel = ["squad-activity", "cancel", "HD-2011-003", "--as", "孙铁军", "--db", book, "--at", "2011-04-01 18:00"]
    assert run(cancel, {}, NOW) == 0
    after = events(book)["HD-2011-003"]
    assert before["uid"] == after["uid"]
    assert int(after["sequence"]) == int(before["sequence"]) + 1
    assert after.decoded("dtstamp") > before.decoded("dtstamp")
    assert (str(after["status"]), str(after["summary"])) == ("CANCELLED", "【取消】维护大厅秩序")


def test_the_cancelled_activity_has_a_notice_that_says_so(book: str, capsys: pytest.CaptureFixture[str]):
    cancel = ["squad-activity", "cancel", "HD-2011-003", "--as", "孙铁军", "--db", book, "--at", "2011-04-01 18:00"]
    assert run(cancel, {}, NOW) == 0
    capsys.readouterr()
    assert run(["paper", "notice", "HD-2011-003", "--db", book, "--lang", "zh"], {}, NOW) == 0
    told = capsys.readouterr().out
    assert "关于取消单班活动“维护大厅秩序”的通知" in told
    assert "已由孙铁军（四班班长）于2011年4月1日18:00取消" in told


def test_ids_are_the_same_in_both_tongues_and_the_bytes_twice(book: str):
    ids = {str(event["uid"]) for event in events(book).values()}
    first = Path("x.ics").read_bytes()
    assert {str(event["uid"]) for event in events(book, lang="en").values()} == ids
    events(book)
    assert Path("x.ics").read_bytes() == first


def test_only_one_unit(book: str):
    assert set(events(book, "--unit", "六班")) == {"HD-2011-004"}
