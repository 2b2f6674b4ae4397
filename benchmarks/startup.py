"""How long whole commands take, as ratios to `python -c pass`: medians of interleaved runs in one session.

Usage: python benchmarks/startup.py [runs]
Every round runs each command once, the order reversed from round to round, on books made for the purpose.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHARTER = ROOT / "charters" / "pioneer_company.rules"
AIMS = {"--help": 5.5, "check": 14.0, "inbox": 12.0, "approve": 36.0}


def main(rounds: int) -> None:
    """Time the commands and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        cases = _book(Path(folder), rounds)
        environment = {**os.environ, "CHARTER_DB": str(Path(folder) / "book.db"), "CHARTER_LANG": "en"}
        commands = {
            "pass": [sys.executable, "-c", "pass"],
            "--help": _charter("--help"),
            "check": _charter("check", str(CHARTER)),
            "inbox": _charter("inbox", "--as", "刘洋"),
            "approve": _charter("expense", "approve", "CASE", "--as", "刘洋", "--at", "2011-02-02T19:30"),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(rounds):
            for name in list(commands)[:: 1 if number % 2 else -1]:
                command = [cases[number] if part == "CASE" else part for part in commands[name]]
                times[name].append(_run(command, environment))
    base = statistics.median(times["pass"])
    print(f"python -c pass: {base * 1000:.1f} ms; {rounds} rounds; ratios are medians of each round's ratio")
    for name, aim in AIMS.items():
        ratio = statistics.median(mine / bare for mine, bare in zip(times[name], times["pass"], strict=True))
        print(f"{name:8} {statistics.median(times[name]) * 1000:7.1f} ms  ratio {ratio:5.1f}  aim {aim:4.1f}")


def _charter(*words: str) -> list[str]:
    return [str(Path(sys.executable).with_name("charter")), *words]


def _run(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    spent = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{command} ended with {done.returncode}: {done.stderr.decode()}")
    return spent


def _book(folder: Path, cases: int) -> list[str]:
    """Make a rehearsal book with one expense to approve for every round."""
    environment = {**os.environ, "CHARTER_DB": str(folder / "book.db"), "CHARTER_LANG": "en"}
    members = ROOT / "charters" / "demo" / "members_2011.csv"
    _run(_charter("init", str(CHARTER), "--members", str(members), "--rehearsal", "--at", "2011-01-13T09:00"), environment)
    numbers = [f"ZC-2011-{number:03}" for number in range(1, cases + 1)]
    for number in numbers:
        new = ("expense", "new", "--amount", "12", "--purpose", "paper", "--as", "赵敏", "--at", "2011-02-02T19:00")
        _run(_charter(*new), environment)
        _run(_charter("expense", "submit", number, "--as", "赵敏", "--at", "2011-02-02T19:00"), environment)
    return numbers


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
