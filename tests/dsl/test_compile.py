"""A charter and all that it uses, compiled: what comes of it, what makes it unusable, and at what cost."""

from __future__ import annotations

import pytest
from faults import CHARTERS, added, base, faults, load
from work import work

from engine import drafting
from engine.charter import Charter
from engine.dsl.compile import Compiled, compile
from engine.values import Cite

PIONEERS = CHARTERS.parent.parent / "charters"
FILES = {"en": PIONEERS / "pioneer_company.rules", "zh": PIONEERS / "先锋连.rules"}


def compiled(text: str, file: str = "example.rules"):
    return compile(text, file, load, drafting.grammar(None))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_pioneer_company_has_no_fault_and_no_open_warning(lang: str):
    file = FILES[lang]
    found = compiled(file.read_text(encoding="utf-8"), file.name)
    assert isinstance(found.charter, Charter)
    assert [each.code for each in found.problems if each.severity != "info"] == []
    assert [each.code for each in found.problems if "accepted" in each.args] == ["CH0404"]


@pytest.mark.parametrize(
    ("lang", "clause", "article"), [("en", ", prevails over rules 7.6 for term", "7.7"), ("zh", "，优先于规则七、6的任期", "7.7")]
)
def test_without_its_precedence_the_standing_office_is_a_conflict_of_two_places(lang: str, clause: str, article: str):
    text = FILES[lang].read_text(encoding="utf-8")
    assert clause in text
    found = compiled(text.replace(clause, ""))
    (problem,) = (each for each in found.problems if each.severity == "error")
    assert found.charter is None
    assert (problem.code, problem.args["property"]) == ("CH0402", "term")
    assert article in problem.args["article"]
    assert "7.6" in problem.labels[0].args["article"]


def test_a_faulty_charter_comes_to_nothing_and_a_doubtful_one_to_a_charter():
    assert compiled(base("en") + "trip must be approved by nobody.\n").charter is None
    assert compiled(base("en") + "auditor: may be replaced by chair.\n").charter is not None


def test_a_charter_knows_what_it_accepts():
    found = compiled(base("en") + 'auditor: may be replaced by chair.\naccepted CH0404 because "so it is" (“如此”).\n')
    assert found.charter is not None
    (accepted,) = found.charter.accepted
    assert (accepted.code, accepted.reason.zh, accepted.cite) == ("CH0404", "如此", Cite("rules", "1"))
    assert [each.severity for each in found.problems if each.code == "CH0404"] == ["info"]


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ('scenarios for "nowhere.rules".\n', "charter"),
        ('charter "Team" (小队), source "nowhere.txt".\n', "source"),
        ('scenarios for "nowhere.rules".\nmembers from "nowhere.csv".\n', "members"),
        ('charter "Team" (小队).\nuse standard picnic.\n', "module"),
    ],
)
def test_what_is_used_and_not_there_is_told(text: str, variant: str):
    assert variant in [each.variant for each in faults(text).problems if each.code == "CH0204"]


def test_a_charter_without_a_fund_cannot_pay():
    found = faults('charter "Team" (小队).\nuse standard expense.\n')
    assert [(each.code, each.variant, each.span.line, each.span.column) for each in found.problems] == [("CH0707", "none", 2, 14)]


# ---- hostile charters --------------------------------------------------------------------------------------------


def test_kinds_that_follow_one_another_without_end_are_told():
    kinds = "".join(f"process trip {n} (出行{n}) follows {f'trip {n - 1}' if n else 'trip'}.\n" for n in range(3000))
    assert [(each.code, each.variant) for each in added(kinds, "en").problems] == [("CH0205", "deep")]


def test_groups_of_groups_are_counted_once():
    """Thirty groups, each holding the next one twice over, are no thousand million people."""
    groups = "".join(f"group circle {n} (圈{n}): circle {n + 1}, circle {n + 1}.\n" for n in range(30))
    text = f"{groups}group circle 30 (圈30): chair, clerk.\ntrip must be approved by 3 of circle 0.\n"
    assert [(each.code, each.args["size"]) for each in added(text, "en").problems] == [("CH0406", "2")]


def test_units_in_a_row_are_walked_through_without_recursion():
    units = "".join(f"unit den {n} (窝{n}) under {f'den {n - 1}' if n else 'team'}.\n" for n in range(3000))
    assert [(each.code, each.variant) for each in added(units, "en").problems] == [("CH0205", "deep")]


# ---- cost --------------------------------------------------------------------------------------------------------

HEAD = """\
charter "Many" (众).
unit team (队).
role chair (队长) of team, 1 seat.
role clerk (文书) of team, 1 seat.
chair, clerk: appointed by chair; term one year; vacancy holds over.
process base (基本): no case of its own; numbered "JB".
lifecycle base (基本): states draft (草稿), review (审议), done (完成), refused (未准); final done, refused.
draft to review on submit (提交) by drafter.
review decides: granted to done, refused to refused.
part rules (规则).
"""
UNIT = """\
article {n} "Article {n}" (“第{n}条”).
role officer {n} (干事{n}) of team, 1 seat.
officer {n}: elected by members; term one year.
committee board {n} (委员会{n}): members officer {n}, chair, clerk; quorum two thirds of members; vote majority of members present.
process matter {n} (事务{n}) follows base: drafted by clerk.
matter {n}: field amount {n} (数额{n}) is money.
matter {n} must be resolved by board {n}.
when amount {n} is over 500 yuan, matter {n} must be approved by chair.
officer {n} must sum up within 10 days after each quarter.
amount {n} of matter {n} must not be over 900 yuan.
"""


def cost(articles: int) -> int:
    text = HEAD + "".join(UNIT.format(n=n) for n in range(1, articles + 1))
    found: list[Compiled] = []
    spent = work(lambda: found.append(compiled(text)))
    assert found[0].charter is not None, [(each.code, each.args) for each in found[0].problems if each.severity == "error"]
    return spent


def test_cost_grows_with_the_text_and_not_with_its_square():
    """Eight times the text takes about eight times the work; a quadratic pass would take 64 times as much."""
    cost(1)
    assert cost(80) < 12 * cost(10)
