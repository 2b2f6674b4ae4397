"""What must hold of every history is proved or refuted; a refutation is a scenario that plays to what was not to happen."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import drafting
from engine.charter import Charter
from engine.dsl.compile import Compiled, compile
from engine.dsl.using import Loaded
from engine.proving import verdicts
from engine.services.found import Source
from engine.services.play import rehearse

ROOT = Path(__file__).resolve().parents[2]
ENGLISH, CHINESE = (ROOT / "charters" / name for name in ("pioneer_company.rules", "先锋连.rules"))
RESOLVED = "every important activity and every expense must be resolved by company committee.\n"
ACTIVITY = "every important activity must be resolved by company committee.\n"
AGREED = "重要活动和支出须经连委会研究通过。\n"
PAID, SETTLED = "prove expense never paid before resolution of company committee.", "prove expense never settled before paid."


def load(kind: str, name: str, asker: str) -> Loaded | None:
    del asker
    modules = [Loaded(str(file), file.read_text(encoding="utf-8")) for file in sorted(drafting.LIBRARY.glob("*.rules"))]
    return next((each for each in modules if kind == "module" and name in each.text.split(".", 1)[0]), None)


def read(text: str) -> Compiled:
    found = compile(text, "unit.rules", load, drafting.grammar(None))
    assert found.charter is not None, [(each.code, each.span.line, dict(each.args)) for each in found.problems if each.severity == "error"]
    return found


def without_proofs(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("prove ", "验证：")))


def played(text: str, history: str) -> None:
    """Put a history under its charter and play all scenarios."""
    charter = read(f"{text}\n{history}\n").charter
    assert isinstance(charter, Charter)
    last = rehearse(Source(charter, text, "unit.rules"))[-1]
    assert last.failures == (), last.scenario


@pytest.mark.parametrize("file", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_what_the_company_says_must_hold_is_proved(file):
    found = verdicts(read(file.read_text(encoding="utf-8")), cache=None)
    assert [each[0] for each in found] == ["proved"] * 3


CHANGES = {
    "only from 500 yuan": (RESOLVED, f"{ACTIVITY}expense of 500 yuan or more must be resolved by company committee.\n"),
    "somebody else": (RESOLVED, f"{ACTIVITY}expense must be approved by instructor.\n"),
    "or the commander": (RESOLVED, f"{ACTIVITY}expense must be resolved by company committee or approved by commander.\n"),
    "instead, where it is little": (RESOLVED, f"{RESOLVED}expense below 100 yuan must be approved by commander, instead of rules 7.2.\n"),
    "silence passes": (RESOLVED, f"{ACTIVITY}expense must be resolved by company committee within 10 days, silence passes.\n"),
    "where it is judged so": (
        RESOLVED,
        f"{ACTIVITY}judgement big (大额) of expense by company leaders.\nevery big expense must be resolved by company committee.\n",
    ),
    "a way round": (
        "prove every expense can end.",
        "lifecycle expense (支出): draft to paid on prepay (预付) by fund keeper; posts amount from its fund to expense.\n",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_expense_that_can_be_paid_without_the_committee_is_shown(change):
    """The history that shows it plays, and comes to `paid`."""
    old, new = CHANGES[change]
    text = without_proofs(ENGLISH.read_text(encoding="utf-8").replace(old, f"{new}article 7.21 “x” (“某”).\n"))
    (result, kind, state, history, _), *_ = verdicts(read(f"{text}\n{PAID}\n"), cache=None)
    assert (result, kind, state) == ("refuted", "expense", "paid")
    played(text, history)


def test_a_history_is_told_in_the_tongue_of_its_charter():
    text = CHINESE.read_text(encoding="utf-8")
    assert AGREED in text
    changed = without_proofs(text.replace(AGREED, "重要活动须经连委会研究通过。\n支出500元以上须经连委会研究通过。\n"))
    (result, _, state, history, _), *_ = verdicts(read(f"{changed}\n验证：未经连委会决议，支出不得付款。\n"), cache=None)
    assert (result, state) == ("refuted", "已付款")
    assert "提出支出“本案”" in history
    played(changed, history)


def test_a_committee_that_may_be_vacant_is_passed_over_where_it_is():
    """Its members are then left out of the history."""
    jury = (
        "committee jury (评审会): members squad leaders; quorum half of all members; vote majority of all members.\n"
        "expense must be resolved by jury, where there is one.\n"
    )
    text = without_proofs(ENGLISH.read_text(encoding="utf-8").replace(RESOLVED, f"{ACTIVITY}{jury}"))
    (result, _, _, history, _), *_ = verdicts(read(f"{text}\nprove expense never paid before resolution of jury.\n"), cache=None)
    assert result == "refuted"
    assert "squad leader" not in history
    played(text, history)


STUCK = {
    "nobody decides what a move opens": (RESOLVED, ACTIVITY, "expense", "drafts award"),
    "nobody acts for the group that decides what a sum opens": (
        "  acts through leader or deputy leader [assumed].\n",
        "",
        "award",
        "drafts donation",
    ),
}


@pytest.mark.parametrize("name", STUCK)
def test_a_case_that_is_opened_by_itself_and_can_never_end_is_shown_with_what_opens_it(name):
    """Nobody can withdraw it, as nobody drafted it."""
    old, new, kind, before = STUCK[name]
    text = ENGLISH.read_text(encoding="utf-8")
    assert old in text
    text = without_proofs(text.replace(old, new))
    (result, found, state, history, _), *_ = verdicts(read(f"{text}\nprove every {kind} can end.\n"), cache=None)
    assert (result, found, state) == ("refuted", kind, "draft")
    assert before in history
    played(text, history)
