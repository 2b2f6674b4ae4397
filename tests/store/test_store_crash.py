"""A writer that is killed at any moment loses nothing that it was told was done, and leaves nothing half done."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.store import log
from engine.store.book import open_book

HERE = Path(__file__).resolve().parents[2]
WRITER = """
import sys
sys.path.insert(0, "tests/store")
from books import draft, sign
from engine.store.book import open_book
with open_book(sys.argv[1]) as book:
    case = draft(book)
    for _ in range(100_000):
        print(case.number, sign(book, case.number).version, flush=True)
"""


@pytest.mark.parametrize("seed", range(3))
def test_what_was_acknowledged_survives_a_kill(url: str, seed: int):
    with subprocess.Popen([sys.executable, "-c", WRITER, url], cwd=HERE, stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(random.Random(seed).uniform(0.01, 0.15))  # noqa: S311 - chance that can be repeated
        writer.send_signal(signal.SIGKILL)
        lines = [first, *writer.stdout.read().splitlines()]
    number, version = next(line for line in reversed(lines) if len(line.split()) == 2).split()
    with open_book(url) as book, book.reading() as reading:
        case = reading.case(number)
        assert case.version in (int(version), int(version) + 1)
        assert len(case.signatures) == case.version - 1
        assert log.verify(reading).sound
