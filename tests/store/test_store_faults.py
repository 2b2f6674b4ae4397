"""Every situation in which a book cannot be used has an exception of its own, and words in both tongues for its facts."""

from __future__ import annotations

import inspect
import multiprocessing
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from books import append, draft

from engine.messages.en.store import STORE as EN
from engine.messages.zh.store import STORE as ZH
from engine.store import database, faults, sqlite, triggers
from engine.store.book import create_book, open_book, upgrade_book
from engine.store.faults import StoreFault
from engine.store.migrations.forms import FORM
from engine.store.sqlite import SqliteSession

HERE = Path(__file__).resolve().parents[2]


def said(fault: StoreFault) -> str:
    """Return what is said of a fault, once it is sure that it can be said in both tongues."""
    assert ZH[fault.code].format(**fault.facts)
    return EN[fault.code].format(**fault.facts)


def opening(url: str, fault: type[StoreFault]) -> str:
    """Open a book in vain; return what is said."""
    with pytest.raises(fault) as caught:
        open_book(url)
    return said(caught.value)


def edit(path: Path, *texts: str) -> None:
    """Change a book's file behind its back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for text in texts:
            connection.execute(text)


class TestFiles:
    def test_nothing_there(self, tmp_path: Path):
        assert opening(str(tmp_path / "none.db"), faults.NoBook) == f"there is no book at `{tmp_path}/none.db`"
        assert not list(tmp_path.iterdir())

    def test_an_empty_file_is_no_book_but_can_become_one(self, tmp_path: Path):
        path = tmp_path / "empty.db"
        path.touch()
        opening(str(path), faults.NoBook)
        create_book(str(path)).close()
        open_book(str(path)).close()

    def test_a_text_is_no_book(self, tmp_path: Path):
        path = tmp_path / "charter.rules"
        path.write_text('charter "Pioneer Company".\n' * 100)
        before = path.read_bytes()
        opening(str(path), faults.NotABook)
        with pytest.raises(faults.NotABook):
            create_book(str(path))
        assert path.read_bytes() == before

    @pytest.mark.parametrize("name", [".", "/dev/null"])
    def test_a_folder_or_a_device_is_no_book(self, name: str, tmp_path: Path):
        opening(str(tmp_path / name), faults.NotABook)
        for touch in (create_book, upgrade_book):
            with pytest.raises(faults.NotABook):
                touch(str(tmp_path / name))

    def test_the_database_of_another_program_is_no_book(self, tmp_path: Path):
        path = tmp_path / "other.db"
        edit(path, "CREATE TABLE log (a)")
        opening(str(path), faults.NotABook)
        for touch in (create_book, upgrade_book):
            with pytest.raises(faults.NotABook):
                touch(str(path))
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("log",)]

    def test_a_book_is_made_once(self, path: Path):
        with pytest.raises(faults.BookExists) as caught:
            create_book(str(path))
        assert said(caught.value)

    def test_a_book_needs_a_folder(self, tmp_path: Path):
        with pytest.raises(faults.Unreachable) as caught:
            create_book(str(tmp_path / "none" / "charter.db"))
        assert said(caught.value)

    def test_names_with_signs_of_urls_are_plain_names(self, tmp_path: Path):
        path = tmp_path / "50%20 簿册?mode=memory#1.db"
        create_book(str(path)).close()
        assert path.exists()
        open_book(f"sqlite:///{path}").close()

    @pytest.mark.parametrize("url", ["", ":memory:", "sqlite://", "sqlite:///", "mysql://u@h/d", "http://example.org"])
    def test_other_addresses_are_refused(self, url: str):
        opening(url, faults.BadAddress)
        with pytest.raises(faults.BadAddress):
            create_book(url)

    def test_a_truncated_or_overwritten_file_is_damaged(self, path: Path):
        whole = path.read_bytes()
        path.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
        with pytest.raises(faults.Corrupt) as caught, open_book(str(path)) as book, book.reading() as reading:
            list(reading.entries())
        assert said(caught.value)

    def test_what_is_no_text_is_damage(self, path: Path):
        edit(path, "UPDATE members SET name = CAST(x'ff' AS TEXT)")
        with pytest.raises(faults.Corrupt), open_book(str(path)) as book, book.reading() as reading:
            reading.members()

    def test_a_book_without_its_founding_entry(self, tmp_path: Path):
        with create_book(str(tmp_path / "new.db")) as book, book.reading() as reading:
            with pytest.raises(faults.NotFounded) as caught:
                reading.settings()
            assert said(caught.value)
            assert reading.head() == (0, "0" * 64)
            assert reading.cases() == ()


class TestForms:
    @pytest.mark.parametrize(
        ("form", "fault"), [("0000", faults.TooOld), ("0001", faults.TooOld), ("0003", faults.TooNew), ("9999", faults.TooNew)]
    )
    def test_another_form_is_refused(self, path: Path, form: str, fault: type[StoreFault]):
        edit(path, f"UPDATE alembic_version SET version_num = '{form}'")  # noqa: S608 - our words
        assert form in opening(str(path), fault)

    @pytest.mark.parametrize("name", triggers.SQLITE)
    def test_a_missing_guard_is_noticed_and_set_again_by_an_upgrade(self, path: Path, name: str):
        edit(path, f"DROP TRIGGER {name}")
        assert name in opening(str(path), faults.Disarmed)
        upgrade_book(str(path))
        open_book(str(path)).close()

    def test_a_weakened_guard_is_noticed(self, path: Path):
        edit(path, "DROP TRIGGER log_no_delete", "CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT 1; END")
        opening(str(path), faults.Disarmed)

    def test_an_old_sqlite_is_refused(self, path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(sqlite, "NEEDED", (99, 0, 0))
        assert "99.0.0" in opening(str(path), faults.OldSqlite)

    def test_there_is_nothing_to_upgrade_where_there_is_no_book(self, tmp_path: Path):
        with pytest.raises(faults.NoBook):
            upgrade_book(str(tmp_path / "none.db"))

    def test_a_place_without_write_ahead_log_is_refused(self, tmp_path: Path):
        with pytest.raises(faults.NoWal) as caught, closing(sqlite3.connect(":memory:")) as connection:
            sqlite.use_wal(connection, tmp_path)
        assert said(caught.value)


class TestWriting:
    def test_another_writer_is_waited_for_and_then_named(self, url: str, monkeypatch: pytest.MonkeyPatch):
        from engine.store import postgresql

        monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.05)
        monkeypatch.setattr(postgresql, "WAIT_SECONDS", 0.05)
        with open_book(url) as first, open_book(url) as second, first.writing():
            with pytest.raises(faults.Busy) as caught, second.writing():
                pass
            with second.reading() as reading:
                assert reading.head()[0] == 1
        assert said(caught.value)

    def test_a_full_disk_leaves_the_book_as_it_was(self, path: Path):
        with open_book(str(path)) as book:
            with pytest.raises(faults.DiskFull) as caught, book.writing() as writing:
                _write_past_the_end(writing.session)
            assert said(caught.value)
            draft(book)
            with book.reading() as reading:
                assert reading.head()[0] == 2

    def test_a_rejected_row_is_said(self, url: str):
        with open_book(url) as book:
            draft(book)
            with pytest.raises(faults.Rejected) as caught:
                draft(book, "ZC-2011-001")
        assert said(caught.value)


def _write_past_the_end(session: object) -> None:
    """Write more than a file of limited length holds."""
    assert isinstance(session, SqliteSession)
    connection = session._connection  # noqa: SLF001 - there is no other way to a small disk
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    session.run("add_attachment", sha256="a" * 64, content=bytes(100_000))


def _use_without_rights(path: str, doing: str, answers: multiprocessing.SimpleQueue[str]) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    try:
        with open_book(path) as book, getattr(book, doing)() as transaction:
            if doing == "writing":
                append(transaction, "note", "book")
            answers.put(str(transaction.head()[0]))
    except StoreFault as fault:
        answers.put(fault.code)


class TestPermissions:
    @pytest.fixture
    def shelf(self, template: Path) -> Iterator[Path]:
        """Put a book where somebody else than root can reach it."""
        folder = Path(tempfile.mkdtemp(prefix="charter-shelf-"))
        with open_book(str(template)) as book, book.writing():
            pass  # whoever is without rights may not even read our modules: they are imported by now
        shutil.copy(template, folder / "charter.db")
        yield folder
        folder.chmod(stat.S_IRWXU)
        shutil.rmtree(folder)

    def _try(self, shelf: Path, doing: str) -> str:
        """Use the book as somebody without rights; return what comes of it."""
        fork = multiprocessing.get_context("fork")
        answers = fork.SimpleQueue()
        child = fork.Process(target=_use_without_rights, args=(str(shelf / "charter.db"), doing, answers))
        child.start()
        child.join()
        return str(answers.get()) if child.exitcode == 0 else f"exit {child.exitcode}"

    def test_a_book_that_may_only_be_read_is_read(self, shelf: Path):
        (shelf / "charter.db").chmod(0o444)
        shelf.chmod(0o555)
        assert self._try(shelf, "reading") == "1"
        assert self._try(shelf, "writing") == "read_only"

    def test_a_book_that_may_not_be_read_is_refused(self, shelf: Path):
        (shelf / "charter.db").chmod(0)
        shelf.chmod(0o555)
        assert self._try(shelf, "reading") == "unreachable"

    def test_a_file_that_may_only_be_read_in_an_open_folder_is_read(self, shelf: Path):
        (shelf / "charter.db").chmod(0o444)
        shelf.chmod(0o777)
        assert self._try(shelf, "reading") == "1"
        assert self._try(shelf, "writing") == "read_only"


class TestPostgres:
    def test_no_server(self):
        text = opening("postgresql://keeper:secret@127.0.0.1:1/charter", faults.Unreachable)
        assert "secret" not in text

    def test_no_database(self, server: str):
        opening(server.format("nowhere"), faults.Unreachable)

    def test_an_empty_database_is_no_book(self, server: str):
        opening(server.format("postgres"), faults.NoBook)
        with pytest.raises(faults.NoBook):
            upgrade_book(server.format("postgres"))

    def test_a_book_is_made_once(self, database: str):
        with pytest.raises(faults.BookExists):
            create_book(database)

    @pytest.mark.parametrize("form", ["0000", "0003"])
    def test_another_form_is_refused(self, database: str, form: str):
        self._edit(database, f"UPDATE alembic_version SET version_num = '{form}'")  # noqa: S608 - our words
        opening(database, faults.TooOld if form < FORM else faults.TooNew)

    @pytest.mark.parametrize("name", triggers.POSTGRESQL)
    @pytest.mark.parametrize("edit", ["DROP TRIGGER {name} ON {table}", "ALTER TABLE {table} DISABLE TRIGGER {name}"])
    def test_a_missing_guard_is_noticed_and_set_again_by_an_upgrade(self, database: str, name: str, edit: str):
        self._edit(database, edit.format(name=name, table=name.partition("_no_")[0]))
        assert name in opening(database, faults.Disarmed)
        upgrade_book(database)
        open_book(database).close()

    def test_a_missing_driver_is_named(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setitem(sys.modules, "psycopg", None)
        assert "pip install" in opening("postgresql://u@h/d", faults.NoDriver)

    @pytest.mark.parametrize("url", ["postgresql://h:port/d", "postgresql+asyncpg://h/d"])
    def test_a_bad_address_is_refused(self, url: str):
        opening(url, faults.BadAddress)

    def _edit(self, url: str, text: str) -> None:
        import psycopg

        with psycopg.connect(url) as connection:
            connection.execute(text)


def test_every_fault_has_words_in_both_tongues_with_the_same_facts():
    codes = {
        kind.code for _, kind in inspect.getmembers(faults, inspect.isclass) if kind is not StoreFault and issubclass(kind, StoreFault)
    }
    assert codes <= EN.keys() == ZH.keys()
    for code, text in EN.items():
        assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", ZH[code])), code


def test_reading_imports_neither_sqlalchemy_nor_alembic(path: Path):
    script = f"""
import sys
from engine.store.book import open_book
with open_book({str(path)!r}) as book, book.reading() as reading:
    reading.cases(open_only=True), reading.tenures(), reading.balances(), list(reading.entries())
assert not {{"sqlalchemy", "alembic", "psycopg"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], cwd=HERE, check=True)  # noqa: S603 - our own words


def test_writing_imports_no_alembic(path: Path):
    script = f"""
import sys
from engine.store.book import open_book
with open_book({str(path)!r}) as book, book.writing() as writing:
    pass
assert "sqlalchemy" in sys.modules
assert not {{"sqlalchemy.orm", "alembic", "psycopg"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], cwd=HERE, check=True)  # noqa: S603 - our own words


def test_the_write_ahead_log_is_copied_while_nobody_else_writes(path: Path, monkeypatch: pytest.MonkeyPatch):
    """The log grows past the limit, is copied into the file under the writer's lock, and is written from its start again."""
    monkeypatch.setattr(sqlite, "CHECKPOINT_BYTES", 100_000)
    monkeypatch.setattr(sqlite, "CHECKPOINT_EVERY", 5)
    wal = path.with_name("charter.db-wal")
    with open_book(str(path)) as book:
        sizes = []
        for _ in range(60):
            draft(book)
            sizes.append(wal.stat().st_size)
        assert max(sizes) < 400_000  # 1,900,000 without
        with book.reading() as reading:
            assert reading.head()[0] == 61
    assert not wal.exists()


def test_no_connection_checkpoints_by_itself(path: Path):
    with open_book(str(path)) as book, book.writing() as writing:
        assert isinstance(writing.session, SqliteSession)
        for name, value in (("wal_autocheckpoint", 0), ("synchronous", 2), ("foreign_keys", 1), ("journal_mode", "wal")):
            row = writing.session._connection.execute(f"PRAGMA {name}").fetchone()  # noqa: SLF001 - the recipe is the point
            assert row == (value,)
        append(writing, "note", "book")


def test_engines_are_made_once_a_book(path: Path, monkeypatch: pytest.MonkeyPatch):
    made = []
    true = database.sqlite_engine
    monkeypatch.setattr(database, "sqlite_engine", lambda path: made.append(path) or true(path))
    with open_book(str(path)) as book:
        for _ in range(3):
            draft(book)
    assert len(made) == 1
