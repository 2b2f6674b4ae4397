"""A field that only some people see is shown to them, and by no command to anybody else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.main import run
from engine.services.tables import table

FILES = Path(__file__).parents[1] / "sessions" / "files"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DONOR = "不愿具名的王老板"
PEOPLE = ["--members", str(FILES / "members.csv"), "--rehearsal", "--at", "2011-03-01 09:00"]
MARK = (
    "\ndonation: field donor (捐款人) is text, visible to treasurer.\naward: field reason (理由) is text, visible to leader or requester.\n"
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Found a book in which 陈静, the treasurer, has received a gift."""
    folder = tmp_path_factory.mktemp("hidden")
    charter = folder / "team.rules"
    charter.write_text((FILES / "team.rules").read_text(encoding="utf-8") + MARK, encoding="utf-8")
    url = str(folder / "charter.db")
    for typed in (
        ["init", str(charter), *PEOPLE],
        ["donation", "new", "--donor", DONOR, "--amount", "600", "--fundraiser", "王前", "--as", "陈静"],
        ["donation", "receive", "JK-2011-001", "--as", "陈静"],
        ["donation", "new", "--donor", DONOR, "--amount", "1", "--as", "陈静"],
    ):
        assert run([*typed, "--db", url], {}, NOW) == 0
    return url


COMMANDS = (
    "donation list",
    "donation show JK-2011-001",
    "history JK-2011-001",
    "who JK-2011-002",
    "why JK-2011-002 receive",
    "preview JK-2011-002",
    "inbox --all",
    "log list",
    "fund",
    "fund statement --quarter 2011-Q1",
    "paper approval JK-2011-001",
)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("typed", COMMANDS)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("who", ["赵敏", "刘洋"])
def test_nobody_else_reads_it(typed: str, form: list[str], who: str, lang: str, book: str, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    run([*typed.split(), *form, "--as", who, "--db", book, "--lang", lang], {}, NOW)
    told = capsys.readouterr()
    assert DONOR not in told.out + told.err


@pytest.mark.parametrize("typed", COMMANDS)
def test_nor_whoever_does_not_say_who_he_is(typed: str, book: str, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    run([*typed.split(), "--db", book], {}, NOW)
    told = capsys.readouterr()
    assert DONOR not in told.out + told.err


@pytest.mark.parametrize(
    "typed",
    ["donation list", "donation show JK-2011-001", "history JK-2011-001", "inbox --all", "fund statement --quarter 2011-Q1"],
)
def test_the_party_reads_it(typed: str, book: str, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    assert run([*typed.split(), "--as", "陈静", "--db", book], {}, NOW) == 0
    assert DONOR in capsys.readouterr().out


def test_a_hidden_field_is_said_to_be_hidden(book: str, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    run(["donation", "show", "JK-2011-001", "--as", "赵敏", "--json", "--db", book], {}, NOW)
    fields = json.loads(capsys.readouterr().out)["result"]["fields"]
    assert [(each["field"]["id"], each["value"], each["hidden"]) for each in fields if each["field"]["id"] == "donor"] == [
        ("donor", None, True)
    ]


@pytest.mark.parametrize(("who", "shown"), [("赵敏", False), ("陈静", True)])
@pytest.mark.parametrize("what", ["donation", "ledger"])
def test_an_export_holds_it_for_the_party_alone(what: str, who: str, *, shown: bool, book: str, tmp_path: Path):
    file = tmp_path / "a.xlsx"
    assert run(["export", what, "--out", str(file), "--as", who, "--db", book], {}, NOW) == 0
    found = table("a.xlsx", file.read_bytes(), {"donor", "about"})
    assert any(DONOR in cells for _, cells in found.rows) is shown


def test_a_new_field_that_is_marked_compiles_alike_in_both_tongues():
    from engine import codec, drafting

    texts = {
        "en": 'charter "A" (甲).\nunit club (社).\nrole head (社长) of club, 1 seat.\nprocess gift (礼): field giver (赠者) is text, '
        "visible to head.\n"
        "lifecycle gift (礼): states open (开), shut (关); final shut. open to shut on close (结) by drafter.\n",
        "zh": '章程“甲”（"A"）。\n单位社（club）。\n社设社长（head）一名。\n事项礼（gift）：载有赠者（giver）为文字，仅社长可见。\n'
        "流程礼（gift）：状态开（open）、关（shut）；终态关。开由提出人办理结（close）转为关。\n",
    }
    found = {}
    for lang, text in texts.items():
        draft = drafting.drafted(text, Path(f"{lang}.rules"), cache=None, people_of=lambda _: ())
        assert draft.compiled.charter is not None, [each.code for each in draft.compiled.problems]
        found[lang] = codec.digest(draft.compiled.charter)
        visible = draft.compiled.charter.process("gift").fields[0].visible
        assert [party.ref for party in visible] == ["head"]
    assert found["en"] == found["zh"]


PURPOSE = "慰问一位不愿具名的老人"
ONE_OPEN = """
expense: field purpose (用途) is text, visible to treasurer;
  at most 1 open at a time for each purpose.
"""


@pytest.fixture(scope="module")
def rivals(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Found a book in which one expense stands in the way of another by the purpose that both share, and nobody but the treasurer sees."""
    folder = tmp_path_factory.mktemp("rivals")
    charter = folder / "team.rules"
    charter.write_text((FILES / "team.rules").read_text(encoding="utf-8") + ONE_OPEN, encoding="utf-8")
    url = str(folder / "charter.db")
    new = ["expense", "new", "--purpose", PURPOSE, "--amount", "1", "--as", "赵敏"]
    submit = ["expense", "submit", "--as", "赵敏"]
    acts = ((["init", str(charter), *PEOPLE], 0), (new, 0), ([*submit, "ZC-2011-001"], 0), (new, 0), ([*submit, "ZC-2011-002"], 3))
    for typed, code in acts:
        assert run([*typed, "--db", url], {}, NOW) == code
    return url


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("typed", ["history ZC-2011-002", "log list", "why ZC-2011-002 submit"])
@pytest.mark.parametrize(("who", "shown"), [("刘洋", False), ("陈静", True)])
def test_a_rule_on_cases_of_the_same_value_does_not_tell_it(
    typed: str, form: list[str], who: str, *, shown: bool, rivals: str, capsys: pytest.CaptureFixture[str]
):
    capsys.readouterr()
    run([*typed.split(), *form, "--as", who, "--db", rivals], {}, NOW)
    told = capsys.readouterr()
    assert (PURPOSE in told.out + told.err) is shown
    assert "ZC-2011-001" in told.out
