"""Results as JSON: one object whatever comes of it, with the keys that docs/json.md names."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time
from fractions import Fraction
from pathlib import Path

import pytest

from cli.main import run
from cli.plain import plain
from engine.case import Reason
from engine.values import Cite, Money, Text

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "sessions" / "files"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DOCUMENTED = set(re.findall(r'"(\w+)"', (ROOT / "docs" / "json.md").read_text(encoding="utf-8")))
PEOPLE = ["--members", str(FILES / "members.csv"), "--rehearsal", "--at", "2011-03-01 09:00"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Found a book with one expense under review."""
    url = str(tmp_path_factory.mktemp("json") / "charter.db")
    for typed in (
        ["init", str(FILES / "team.rules"), *PEOPLE],
        ["expense", "new", "--as", "赵敏", "--amount", "120", "--purpose", "trees"],
    ):
        assert run([*typed, "--db", url], {}, NOW) == 0
    assert run(["submit", "ZC-2011-001", "--as", "赵敏", "--db", url], {}, NOW) == 0
    return url


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("inbox --all", "done"),
        ("who ZC-2011-001", "done"),
        ("why ZC-2011-001 approve --as 赵敏", "done"),
        ("preview ZC-2011-001", "done"),
        ("history ZC-2011-001", "done"),
        ("expense list", "done"),
        ("expense show ZC-2011-001", "done"),
        ("fund", "done"),
        ("fund statement --quarter 2011-Q1", "done"),
        ("fund bank list", "done"),
        ("fund bank match --as 陈静", "done"),
        ("fund bank match --as 赵敏", "refused"),
        ("member list", "done"),
        ("member show 赵敏", "done"),
        ("log list", "done"),
        ("log verify", "done"),
        ("upgrade", "done"),
        ("expense approve ZC-2011-001 --as 赵敏", "refused"),
        ("who ZC-2011-009", "usage"),
        ("inbox --nothing", "usage"),
        ("log verify --head " + "0" * 64, "failed"),
    ],
)
def test_every_key_of_a_result_is_documented(typed: str, outcome: str, book: str, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    code = run([*typed.split(" "), "--json", "--db", book], {}, NOW)
    told = capsys.readouterr()
    whole = json.loads(told.out)
    assert (told.err, whole["format"], whole["outcome"], whole["exit"]) == ("", 1, outcome, code)
    result = whole.get("result", whole.get("error"))
    keys = set(result[0] if isinstance(result, list) else result)
    assert keys <= DOCUMENTED


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_json_does_not_depend_on_the_tongue(lang: str, book: str, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    run(["who", "ZC-2011-001", "--json", "--db", book], {"CHARTER_LANG": "en"}, NOW)
    first = capsys.readouterr().out
    run(["who", "ZC-2011-001", "--json", "--db", book, "--lang", lang], {}, NOW)
    assert capsys.readouterr().out == first


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (Money(128050), {"amount": "1280.50", "currency": "CNY"}),
        (Money(-1), {"amount": "-0.01", "currency": "CNY"}),
        (datetime(2011, 3, 1, 10, 30, tzinfo=UTC), "2011-03-01T10:30:00+00:00"),
        (date(2011, 3, 1), "2011-03-01"),
        (time(9, 0), "09:00:00"),
        (Fraction(2, 3), "2/3"),
        (Text("leader", "队长"), {"en": "leader", "zh": "队长"}),
        ((Cite("rules", "7.2"),), [{"part": "rules", "number": "7.2"}]),
        ({"a": {"b": (1,)}}, {"a": {"b": [1]}}),
        (Reason("R124"), {"code": "R124", "article": None, "assumed": False, "facts": {}}),
    ],
)
def test_values_have_one_form(value: object, expected: object):
    assert plain(value) == expected
