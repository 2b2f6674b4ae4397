"""A tick brings a book to now, whenever and however often it is run, wherever it is stopped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from clockwork import begin, looked, source, ticked, whole

from engine.services.logs import verify
from engine.store.sqlite import SqliteSession

SHANGHAI = ZoneInfo("Asia/Shanghai")
KILLED = 9
DAYS = [f"2011-03-{day:02d} 08:00" for day in range(2, 16)]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(tmp_path_factory.mktemp("clock") / "begun.db", source())


@pytest.fixture
def book(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(begun, tmp_path / "book.db"))


def test_what_a_tick_does_it_does_in_the_order_in_which_it_was_due(book: Path):
    """Day, what, about which task or case, and who was told."""
    days = [(f"{each.at.astimezone(SHANGHAI):%m-%d}", each.kind, each.about, "".join(each.told)) for each in ticked(book, DAYS[-1])]
    assert days == [
        ("03-01", "open", "2#1|2011-02|", ""),
        ("03-01", "open", "2#2|2011-03|first crew", ""),
        ("03-01", "open", "2#2|2011-03|second crew", ""),
        ("03-02", "asked", "HD-2011-001", "郑洁"),
        ("03-04", "asked", "HD-2011-001", "吴敏"),
        ("03-06", "overdue", "3#1|HD-2011-002|first crew", "王强"),
        ("03-06", "overdue", "3#1|HD-2011-002|second crew", "冯涛"),
        ("03-07", "remind", "2#1|2011-02|", "郑洁"),
        ("03-08", "case", "YA-2011-001", ""),
        ("03-08", "overdue", "2#2|2011-03|first crew", "王强"),
        ("03-08", "overdue", "2#2|2011-03|second crew", "冯涛"),
        ("03-11", "overdue", "2#1|2011-02|", "郑洁"),
    ]


def test_a_second_tick_finds_nothing_to_do(book: Path):
    assert ticked(book, DAYS[-1])
    before = whole(book)
    assert ticked(book, DAYS[-1]) == ()
    assert whole(book) == before


def test_a_fortnight_of_silence_comes_to_the_same_as_a_tick_every_day(begun: Path, tmp_path: Path):
    once, daily = (Path(shutil.copy(begun, tmp_path / name)) for name in ("once.db", "daily.db"))
    ticked(once, DAYS[-1])
    for day in DAYS:
        ticked(daily, day)
    assert whole(once) == whole(daily)


def test_a_dry_run_says_the_same_and_changes_nothing(book: Path):
    before = whole(book)
    shown = ticked(book, DAYS[-1], dry=True)
    assert whole(book) == before
    assert ticked(book, DAYS[-1]) == shown


def test_the_log_tells_all_that_a_tick_has_changed(book: Path):
    ticked(book, DAYS[-1])
    with looked(book) as reading:
        assert verify(reading).findings == ()


def killed(path: Path, at: int) -> bool:
    """Tick in a process of its own that dies at its write number `at`; return whether it came that far."""
    child = os.fork()
    if child == 0:
        left = iter(range(at, -1, -1))

        def dying(write: Callable[..., object]) -> Callable[..., object]:
            def wrote(*given: object, **named: object) -> object:
                if next(left) == 0:
                    os._exit(KILLED)
                return write(*given, **named)

            return wrote

        SqliteSession.run, SqliteSession.add = dying(SqliteSession.run), dying(SqliteSession.add)  # type: ignore[method-assign]
        try:
            ticked(path, DAYS[-1])
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def test_a_tick_killed_at_any_of_its_writes_and_run_again_ends_in_the_same_book(begun: Path, tmp_path: Path):
    untouched = Path(shutil.copy(begun, tmp_path / "untouched.db"))
    ticked(untouched, DAYS[-1])
    expected, at = whole(untouched), 0
    while True:
        book = Path(shutil.copy(begun, tmp_path / "killed.db"))
        if not killed(book, at):
            break
        ticked(book, DAYS[-1])
        assert whole(book) == expected, f"killed at write {at}"
        for each in tmp_path.glob("killed.db*"):
            each.unlink()
        at += 1
    assert at > 2 * 12  # a row and an entry at least for each step
