"""What must hold of every history is proved or refuted; a refutation is a scenario that plays to what was not to happen."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from engine import drafting
from engine.charter import Charter
from engine.dsl.compile import Compiled, compile
from engine.dsl.using import Loaded
from engine.proofs.explore import Watched, explore
from engine.proving import proved, verdicts
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


grammar = cache(drafting.grammar)


def read(text: str) -> Compiled:
    found = compile(text, "unit.rules", load, grammar(None))
    assert found.charter is not None, [(each.code, each.span.line, dict(each.args)) for each in found.problems if each.severity == "error"]
    return found


def without_proofs(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("prove ", "验证：")))


def played(text: str, history: str) -> None:
    """Put a history under its charter and play it."""
    charter = read(f"{text}\n{history}\n").charter
    assert isinstance(charter, Charter)
    (last,) = rehearse(Source(replace(charter, scenarios=charter.scenarios[-1:]), text, "unit.rules"))
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


def test_a_history_names_categories_and_offices_in_the_tongue_of_its_charter():
    text = """章程“小队”（Team）。
引用标准会籍、标准任免。
第一条 “全部”（“Everything”）。
单位队（team）。
成员类别：会员（fellow）、学员（novice）。
队设队长（chair）一名、文书（clerk）一名。
队设干事（steward）。
理事会（board）由队长、文书组成，须有三分之二以上成员出席，决议须经全体成员过半数通过。
会员经队长同意加入。
学员经理事会同意加入。
干事由队长委派，任期一年。
验证：未经理事会决议，加入申请不得登记。
验证：未经理事会决议，任用不得登记。
"""
    for (result, _, _, history, _), said in zip(verdicts(read(text), cache=None), ("类别为会员", "所任职务为干事"), strict=True):
        assert result == "refuted"
        assert said in history
        played(text, history)


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


def test_a_condition_on_many_values_of_what_is_carried_costs_little():
    """Each value and any other one, not each against each."""
    text = ENGLISH.read_text(encoding="utf-8")
    graph = explore(_charter(text), "joining", Watched())
    assert len(graph.space.worlds) < 20
    assert sum(map(len, graph.edges.values())) < 500


def test_too_many_different_cases_are_not_decided():
    """A wide bound on the number of worlds, and a word for what lies beyond."""
    fields = "abcdef"
    text = "".join(f"expense: field size {each} ({each}值) is number.\n" for each in fields)
    text += "".join(f"expense must be approved by commander, when size {each} is over {n}.\n" for each in fields for n in (1, 3, 5))
    whole = ENGLISH.read_text(encoding="utf-8").replace("parameter award line", f"{text}parameter award line")
    found = verdicts(read(f"{without_proofs(whole)}\n{PAID}\n"), cache=None)
    assert [(each[0], each[4]) for each in found] == [("undecided", "")]


def test_a_number_that_changes_on_a_day_is_taken_before_and_after_it():
    """From 2012 on only large expenses are resolved; the history waits for that day."""
    rule = (
        "parameter small line (小额线): 0 yuan.\nparameter small line (小额线): 500 yuan since 2012-01-01.\n"
        f"{ACTIVITY}when amount is small line or more, expense must be resolved by company committee.\n"
    )
    text = without_proofs(ENGLISH.read_text(encoding="utf-8").replace(RESOLVED, rule))
    (result, _, _, history, _), *_ = verdicts(read(f"{text}\n{PAID}\n"), cache=None)
    assert result == "refuted"
    assert "2012-01-01" in history
    played(text, history)


def test_verdicts_are_kept_and_a_spoilt_file_only_costs_the_time(tmp_path):
    file = tmp_path / "unit.rules"
    file.write_text(f"{without_proofs(ENGLISH.read_text(encoding='utf-8'))}\n{SETTLED}\n", encoding="utf-8")
    draft = drafting.read(file, cache=None, people_of=lambda _: ())
    (first,) = proved(draft, cache=tmp_path)
    (kept,) = tmp_path.glob("kept-*.json")
    assert proved(draft, cache=tmp_path) == (first,)
    for spoilt in ("", "[1]", '[1,[1,"proved"]]', "{"):
        kept.write_text(spoilt, encoding="utf-8")
        assert proved(draft, cache=tmp_path) == (first,)


def _charter(text: str) -> Charter:
    charter = read(text).charter
    assert charter is not None
    return charter
