"""Whatever is changed behind the store's back is found: in the log, in the rows, in the file."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from books import CHARTER, NOW, append, draft, later, sign
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import codec
from engine.case import Gift, Posting
from engine.store import log
from engine.store.book import open_book
from engine.store.faults import StoreFault
from engine.store.records import COLUMNS, named
from engine.store.rows import case_change, fold
from engine.store.schema import metadata
from engine.store.triggers import SQLITE
from engine.values import Money

Edit = Callable[[sqlite3.Connection], object]


@pytest.fixture
def full(path: Path) -> Path:
    """Fill a book: two cases, an award, signatures, money, a gift used up, an attachment."""
    with open_book(str(path)) as book:
        for _ in range(2):
            draft(book)
        draft(book, "JL-2011-001", process="award")
        for minute in range(3):
            sign(book, "ZC-2011-001", at=later(minute))
        with book.writing() as writing:
            writing.add_postings([Posting("ZC-2011-001", "donation", "fund", Money(300), NOW)])
            gift = Gift("ZC-2011-001", "donation", "赵敏", Money(300), date(2011, 2, 1))
            writing.add_gift(gift)
            writing.use_gifts([gift], "JL-2011-001")
            writing.add_attachment(sha256(b"receipt").hexdigest(), b"receipt")
            append(writing, "pay", "book")
    return path


def tamper(path: Path, edit: Edit) -> None:
    """Edit a book's file as somebody would who has it: the triggers taken away and put back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for name in SQLITE:
            connection.execute(f"DROP TRIGGER {name}")
        edit(connection)
        for text in SQLITE.values():
            connection.execute(text)


def sql(text: str, *values: object) -> Edit:
    """Edit by one statement that must find something to change."""

    def edit(connection: sqlite3.Connection) -> None:
        assert connection.execute(text, values).rowcount > 0

    return edit


def findings(path: Path, head: tuple[int, str] | None = None) -> list[tuple[str, int | None, str]]:
    """Verify a book; return code, entry and key of everything found."""
    with open_book(str(path)) as book, book.reading() as reading:
        found = log.verify(reading, head)
    assert found.sound == (found.findings == ())
    return [(each.code, each.seq, str(each.facts.get("key", ""))) for each in found.findings]


def head_of(path: Path) -> tuple[int, str]:
    """Return the head that somebody would have noted."""
    with open_book(str(path)) as book, book.reading() as reading:
        return reading.head()


def test_an_untouched_book_is_sound(full: Path):
    assert findings(full, head_of(full)) == []
    assert findings(full, (2, _hash_of(full, 2))) == []


@pytest.mark.parametrize("column", COLUMNS["log"])
def test_an_edited_entry_is_found_whichever_column_it_was(full: Path, column: str):
    change = {"seq": '"seq" + 100', "version": '"version" + 1', "at": "'2011-01-13T00:30:00.000001Z'", "outcome": "'refused'"}
    tamper(full, sql(f'UPDATE log SET "{column}" = {change.get(column, "substr(hash, 2) || 0")} WHERE seq = 5'))  # noqa: S608 - our names
    ((code, seq, _),) = findings(full)
    assert (code, seq) == ("entry_gone" if column == "seq" else "entry_changed", 5)


def test_a_deleted_entry_is_found(full: Path):
    tamper(full, sql("DELETE FROM log WHERE seq = 3"))
    assert findings(full) == [("entry_gone", 3, "")]


def test_a_deleted_entry_is_found_when_the_rest_is_renumbered(full: Path):
    def edit(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM log WHERE seq = 3")
        for seq in range(4, 9):
            connection.execute("UPDATE log SET seq = seq - 1 WHERE seq = ?", (seq,))

    tamper(full, edit)
    assert findings(full) == [("entry_changed", 3, "")]


def test_swapped_entries_are_found(full: Path):
    tamper(full, sql("UPDATE log SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE seq IN (2, 3)"))
    tamper(full, sql("UPDATE log SET seq = -seq WHERE seq < 0"))
    assert findings(full) == [("entry_changed", 2, "")]


def test_an_inserted_entry_is_found(full: Path):
    def edit(connection: sqlite3.Connection) -> None:
        row = _row(connection, 5)
        connection.execute("UPDATE log SET seq = seq + 100 WHERE seq >= 5")
        connection.execute("UPDATE log SET seq = seq - 99 WHERE seq >= 100")
        inserted = {**row, "actor": "王前"}
        _insert(connection, {**inserted, "hash": log.chained(inserted)})

    tamper(full, edit)
    assert findings(full)[0][:2] == ("entry_changed", 6)


def test_a_cut_tail_is_found_by_the_rows_it_told_of(full: Path):
    tamper(full, sql("DELETE FROM log WHERE seq = 8"))
    found = {(code, key) for code, _, key in findings(full)}
    assert {("row_untold", "1"), ("row_untold", "ZC-2011-001 赵敏"), ("row_differs", "fund")} - found == {("row_differs", "fund")}


def test_a_cut_tail_with_its_rows_is_found_by_the_head_noted(full: Path):
    head = head_of(full)

    def edit(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM log WHERE seq = 8")
        connection.executescript("DELETE FROM postings; DELETE FROM gifts; DELETE FROM accounts; DELETE FROM attachments")

    tamper(full, edit)
    assert findings(full) == []
    assert findings(full, head) == [("tail_cut", 8, "")]


def test_a_log_written_anew_is_found_by_the_head_noted(full: Path):
    head = head_of(full)

    def edit(connection: sqlite3.Connection) -> None:
        previous = "0" * 64
        for seq in range(1, 9):
            row = _row(connection, seq) | {"actor": "王前", "previous": previous}
            previous = row["hash"] = log.chained(row)
            connection.execute("DELETE FROM log WHERE seq = ?", (seq,))
            _insert(connection, row)

    tamper(full, edit)
    assert findings(full) == []
    assert findings(full, head) == [("head_differs", 8, "")]


ROWS = {
    "a case's record": (
        "UPDATE cases SET record = replace(record, '12000', '92000') WHERE number = 'ZC-2011-002'",
        "row_differs",
        "ZC-2011-002",
    ),
    "a case's state alone": ("UPDATE cases SET state = 'paid' WHERE number = 'ZC-2011-002'", "row_differs", "ZC-2011-002"),
    "a case hidden from the inbox": ("UPDATE cases SET closed = 1 WHERE number = 'ZC-2011-002'", "row_differs", "ZC-2011-002"),
    "a case's version": ("UPDATE cases SET version = 9 WHERE number = 'ZC-2011-001'", "row_differs", "ZC-2011-001"),
    "a case deleted": ("DELETE FROM cases WHERE number = 'ZC-2011-002'", "row_gone", "ZC-2011-002"),
    "a case put in": (
        "INSERT INTO cases SELECT 'X', process, charter, state, version, closed, drafter, opened, since, record FROM cases LIMIT 1",
        "row_untold",
        "X",
    ),
    "a posting's sum": ("UPDATE postings SET minor = 30000", "row_differs", "1"),
    "a posting deleted": ("DELETE FROM postings", "row_gone", "1"),
    "a balance": ("UPDATE accounts SET minor = 30000 WHERE account = 'fund'", "row_differs", "fund"),
    "a balance put in": ("INSERT INTO accounts VALUES ('other', 'CNY', 5)", "row_differs", "other"),
    "a tenure prolonged": ("UPDATE tenures SET \"end\" = '2099-01-01' WHERE id = 1", "row_differs", "1"),
    "a tenure put in": (
        "INSERT INTO tenures SELECT 3, member, 'instructor', unit, start, NULL, paper FROM tenures LIMIT 1",
        "row_untold",
        "3",
    ),
    "a tenure deleted": ("DELETE FROM tenures WHERE id = 2", "row_gone", "2"),
    "a member moved": ("UPDATE members SET unit = NULL WHERE id = '赵敏'", "row_differs", "赵敏"),
    "a gift freed": ("UPDATE gifts SET used_by = NULL", "row_differs", "ZC-2011-001 赵敏"),
    "a charter": ("UPDATE charters SET source = replace(source, '先锋', '前锋')", "row_differs", CHARTER),
    "a compiled charter": ("UPDATE charters SET compiled = '{}'", "row_differs", CHARTER),
    "a setting": ("UPDATE book SET rehearsal = 0", "row_differs", "1"),
    "an attachment": ("UPDATE attachments SET content = x'00'", "row_differs", sha256(b"receipt").hexdigest()),
    "an attachment deleted": ("DELETE FROM attachments", "row_gone", sha256(b"receipt").hexdigest()),
    "an attachment put in": ("INSERT INTO attachments VALUES (printf('%064d', 7), x'00')", "row_untold", f"{7:064d}"),
}


@pytest.mark.parametrize(("edit", "code", "key"), ROWS.values(), ids=ROWS.keys())
def test_a_row_that_is_not_as_the_log_tells_is_found(full: Path, edit: str, code: str, key: str):
    tamper(full, sql(edit))
    assert (code, None, key) in findings(full)


def test_entries_that_chain_but_lie_are_found(full: Path):
    """Whoever knows the form can chain an entry that tells nonsense; it is not believed."""

    def chain(**values: object) -> Edit:
        def edit(connection: sqlite3.Connection) -> None:
            row = _row(connection, 8) | values
            connection.execute("DELETE FROM log WHERE seq = 8")
            _insert(connection, {**row, "hash": log.chained(row)})

        return edit

    tamper(full, chain(previous="f" * 64))
    assert findings(full) == [("chain_broken", 8, "")]
    previous = _hash_of(full, 7)
    tamper(full, chain(previous=previous, at="2010-01-01T00:00:00.000000Z"))
    assert findings(full) == [("entry_earlier", 8, "")]
    for body in ("", "[]", "{}", '{"rows":{"nobody":[1]}}', '{"rows":{"members":[{}]}}', '{"rows":{"members":[1]}}', '{"rows":7}'):
        tamper(full, chain(previous=previous, at=_row_at(full, 7), body=body))
        assert findings(full) == [("body_unreadable", 8, "")], body
    for change in ({"set": {"state": "paid"}}, {"add": {"opinions": [1]}}, {"unset": ["opinions"]}):
        body = codec.plain_json({"rows": {"case": {"closed": 0, "digest": "a" * 64} | change}, "told": {}})
        tamper(full, chain(subject="ZC-2011-002", body=body))
        assert ("entry_unfounded", 8, "ZC-2011-002") in findings(full)


def test_a_flipped_bit_of_the_file_is_found_or_changed_nothing(full: Path, tmp_path: Path):
    before = _dump(full)
    content = full.read_bytes()
    choose = random.Random(20110113)  # noqa: S311 - chance that can be repeated
    copy = tmp_path / "flipped.db"
    unnoticed = []
    for _ in range(200):
        place, bit = choose.randrange(len(content)), choose.randrange(8)
        copy.write_bytes(content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :])
        if not _flagged(copy) and _dump(copy) != before:
            unnoticed.append(place)
        for rest in tmp_path.glob("flipped.db-*"):
            rest.unlink()
    assert unnoticed == []


def _flagged(path: Path) -> bool:
    try:
        return bool(findings(path))
    except (StoreFault, sqlite3.Error):
        return True


def _dump(path: Path) -> list[list[tuple[object, ...]]]:
    """Return every value of every column."""
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in metadata.tables]  # noqa: S608 - our names


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
histories = st.lists(st.dictionaries(st.sampled_from("abcd"), plain), min_size=1, max_size=6)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(histories)
def test_folding_what_was_told_gives_the_record(history: list[dict[str, object]]):
    """Whatever parts come, change and go, true and 1 told apart, lists grown or replaced."""
    before, folded = {}, {}
    for parts in history:
        record = codec.plain_json(parts)
        change = case_change(before, parts, {"record": record, "closed": 0})
        before, folded = parts, fold(folded, change)
        assert codec.plain_json(folded) == record


def test_a_change_tells_only_what_changed(full: Path):
    with open_book(str(full)) as book, book.reading() as reading:
        last = list(reading.entries("ZC-2011-001"))[-1]
    rows = last.body.partition('"told"')[0]
    assert '"add":{"signatures":[' in rows
    assert rows.count('"record":"Signature"') == 1
    assert "purpose" not in rows


def _row(connection: sqlite3.Connection, seq: int) -> dict[str, object]:
    return dict(named("log", connection.execute("SELECT * FROM log WHERE seq = ?", (seq,)).fetchone()))


def _insert(connection: sqlite3.Connection, row: dict[str, object]) -> None:
    connection.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", tuple(row.values()))


def _hash_of(path: Path, seq: int) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(_row(connection, seq)["hash"])


def _row_at(path: Path, seq: int) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(_row(connection, seq)["at"])
