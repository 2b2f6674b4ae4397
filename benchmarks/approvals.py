"""How many durable approvals a second, against the least that SQLite could do: `python benchmarks/approvals.py [rounds]`.

Contenders take turns in short slices, in an order that turns round each time, because a shared machine's disk drifts
fourfold within minutes; what counts is the median over the rounds of each one's rate by the raw rate of the same round.

- raw: `sqlite3`, WAL, synchronous FULL; one UPDATE with a version check and one INSERT of a 180-byte event chained by
  SHA-256, in one commit.
- store: the store's own path: the case's next version saved against the record before, and the entry that tells it.
- load and store: the same with the case read and decoded first.
- approve: the whole use case that `charter expense approve` runs, under the Pioneer Company's charter: facts, decision with
  reasons, state machine, store; a committee of three, so that every second signature grants an expense.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from engine import codec
from engine.case import Case, Member, Signature
from engine.drafting import read
from engine.services.acts import Wish, act
from engine.services.found import Source, found, read_register
from engine.services.scene import Clock
from engine.store.book import Book, create_book, open_book
from engine.store.records import Settings
from engine.values import Money

CASES = 200
SLICE_SECONDS = 0.4
NOW = datetime(2011, 1, 13, 0, 30, tzinfo=UTC)
CHARTER = "c" * 64
STATES = ("review", "draft")

PEOPLE = """name,office,since,paper
刘洋,commander,2011-01-13,minutes 1
陈静,instructor,2011-01-13,letter 1
王前,quartermaster,2011-01-13,minutes 1
赵敏,,2011-01-13,
"""
AHEAD = 240  # expenses drafted before each slice, two signatures each

Approve = Callable[[], object]


def raw(folder: Path) -> Approve:
    """Return the two statements and the commit that no program can go below."""
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    connection.executescript("""
        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        CREATE TABLE cases (number TEXT PRIMARY KEY, state TEXT NOT NULL, version INTEGER NOT NULL) STRICT;
        CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
    """)
    connection.executemany("INSERT INTO cases VALUES (?, 'draft', 1)", [(f"ZC-2011-{serial:03d}",) for serial in range(CASES)])
    versions = [1] * CASES
    count, previous = 0, "0" * 64

    def approve() -> None:
        nonlocal count, previous
        serial = count % CASES
        number, version = f"ZC-2011-{serial:03d}", versions[serial]
        event = {"actor": "刘洋", "at": NOW.isoformat(), "case": number, "cites": ["rules 7.2"], "verb": "approve", "version": version + 1}
        body = json.dumps(event | {"because": "the committee resolved it"}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = sha256(previous.encode() + body.encode()).hexdigest()
        connection.execute("BEGIN IMMEDIATE")
        changed = connection.execute(
            "UPDATE cases SET state = ?, version = version + 1 WHERE number = ? AND version = ?", (STATES[version % 2], number, version)
        )
        assert changed.rowcount == 1
        connection.execute("INSERT INTO log VALUES (?, ?, ?, ?)", (count + 1, body, previous, digest))
        connection.execute("COMMIT")
        versions[serial], count, previous = version + 1, count + 1, digest

    return approve


def founded(path: Path) -> Book:
    """Return a book with a charter, a member and some cases, each signed once."""
    book = create_book(str(path))
    with book.writing() as writing:
        writing.add_charter(CHARTER, "{}", "charter.", "pioneer_company.rules")
        writing.set_settings(Settings(CHARTER, NOW))
        writing.add_member(Member("刘洋", "刘洋", "volunteer", None, date(2011, 1, 1)))
        writing.append(NOW, "刘洋", "found", "book", 0, CHARTER, "done", ("rules 1",), "{}")
        signature = Signature("rules 7.2#0", "刘洋", "commander", "yes", NOW, "d" * 64)
        fields = {"amount": Money(12000), "purpose": "树苗与工具"}
        for serial in range(CASES):
            number = f"ZC-2011-{serial:03d}"
            writing.add_case(Case(number, "expense", CHARTER, "draft", 1, "刘洋", NOW, NOW, fields, signatures=(signature,)))
            writing.append(NOW, "刘洋", "draft", number, 1, CHARTER, "done", (), "{}")
    return book


def store(book: Book, *, load: bool) -> Approve:
    """Return the store's path: save the next version, tell it, commit."""
    with book.reading() as reading:
        cases = list(reading.cases())
    signed = [(replace(cases[0].signatures[0], reason=reason),) for reason in ("the committee resolved it", "at the second reading")]
    told = codec.dumps({"answer": "yes", "office": "commander", "because": "the committee resolved it"})
    count = 0

    def approve() -> None:
        nonlocal count
        serial = count % CASES
        with book.writing() as writing:
            case = writing.case(cases[serial].number) if load else cases[serial]
            case = replace(case, version=case.version + 1, state=STATES[case.version % 2], signatures=signed[case.version % 2])
            writing.save_case(case, closed=False)
            writing.append(NOW, "刘洋", "approve", case.number, case.version, CHARTER, "done", ("rules 7.2",), told)
        cases[serial], count = case, count + 1

    return approve


def company(folder: Path) -> Book:
    """Return the book of the Pioneer Company, just founded."""
    file = Path(__file__).resolve().parents[1] / "charters" / "pioneer_company.rules"
    draft = read(file, cache=None, people_of=lambda _: ())
    charter = draft.compiled.charter
    assert charter is not None
    people = read_register("people.csv", PEOPLE.encode(), charter, NOW)
    found(str(folder / "company.db"), Source(charter, draft.text, file.name), people, NOW, rehearsal=False)
    return open_book(str(folder / "company.db"))


class UseCase:
    """Signatures under expenses, given through the services; `prepare` drafts and submits what a slice can sign."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._waiting: list[tuple[str, str]] = []

    def prepare(self) -> None:
        """Draft expenses until enough of them wait."""
        while len(self._waiting) < 2 * AHEAD:
            fields = {"purpose": "树苗与工具", "amount": Money(12000), "payee": "赵敏"}
            done = act(self._book, Wish("draft", kind="expense", fields=fields), "赵敏", Clock(NOW))
            assert done.case is not None, done
            act(self._book, Wish("submit", done.case.number), "赵敏", Clock(NOW))
            self._waiting += [(done.case.number, "刘洋"), (done.case.number, "陈静")]

    def approve(self) -> None:
        """Put one signature under one expense."""
        number, member = self._waiting.pop(0)
        done = act(self._book, Wish("approve", number), member, Clock(NOW))
        assert done.decision.allowed, done.decision


def rate(approve: Approve) -> float:
    """Return how many approvals a second one slice reaches."""
    start = time.perf_counter()
    done = 0
    while (spent := time.perf_counter() - start) < SLICE_SECONDS:
        approve()
        done += 1
    return done / spent


def main(rounds: int = 15) -> None:
    """Let the contenders take turns, and print medians."""
    with tempfile.TemporaryDirectory(prefix="charter-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        contenders: dict[str, Approve] = {"raw": raw(folder)}
        for label, load in (("store", False), ("load and store", True)):
            contenders[label] = store(stack.enter_context(founded(folder / f"{load}.db")), load=load)
        use_case = UseCase(stack.enter_context(company(folder)))
        contenders["approve"] = use_case.approve
        rates: dict[str, list[float]] = {label: [] for label in contenders}
        for turn in range(rounds):
            use_case.prepare()
            for label in list(contenders)[:: 1 if turn % 2 else -1]:
                rates[label].append(rate(contenders[label]))
    for label, own in rates.items():
        ratio = statistics.median(each / least for each, least in zip(own, rates["raw"], strict=True))
        print(f"{label:16}{statistics.median(own):10,.0f}/s{ratio:8.2f} of raw")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
