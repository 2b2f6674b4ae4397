"""A file with ten independent mistakes tells those ten, each at its place, in one run, in both tongues, with no follow-ups."""

from __future__ import annotations

import pytest
from faults import LANGS, base, faults

from engine.messages.rendering import as_json, message, summary, text
from engine.values import Lang

# Each line ends with the codes that it is to blame for.
TEN: dict[Lang, str] = {
    "en": """\
charter "Neighbours" (邻里).
use standard expense, standard donation.
unit team (队).
role chair (队长) of team, 1 seat.
role clerk (文书) off team, 1 seat.  #! CH0102
role auditor (监事) of team, 3 seats.
chair: elected by auditors; term one year  #! CH0104
clerk: appointed by chair; term one year.
auditor: elected by members; 任期 one year.  #! CH0103
auditor: term one year.
fund chest (队费), kept by clerk: accepts donation from members.
committee board (理事会): members chair, clerk, auditors; quorum two thirds of members; vote half or more of members present.  #! CH0303
part rules (规则).
article 1 "Money" (“钱款”).
expense must be resolved by bord.  #! CH0201
expense of 300 yuan or more must be resolved by board.
when amount is over 1000, expense must be approved by chair.  #! CH0301
expense must be approved by 4 auditors.  #! CH0406
article 2 "The chair" (“队长”).
chair: term permanent.  #! CH0402
accepted CH0503 because "we always agree".  #! CH0906
article 3 "Friendship" (“友爱”).  #! CH0902
""",
    "zh": """\
章程“邻里”（Neighbours）。
引用标准支出、标准善款。
单位队（team）。
队设队长（chair）一名、监事（auditor）三名。
队设文书（clerk）一明。  #! CH0102
队长由监事推选，任期一年  #! CH0104
文书由队长委派，任期一年。
监事由成员推选，term一年。  #! CH0103
监事任期一年。
队费（chest）由文书管理，从成员接受善款。
理事会（board）由队长、文书和监事组成，须有三分之二以上成员出席，决议须经到会成员半数以上通过。  #! CH0303
部分规则（rules）。
规则第一条 “钱款”（“Money”）。
支出须经理式会研究通过。  #! CH0201
支出300元以上须经理事会研究通过。
当金额超过1000，支出须经队长批准。  #! CH0301
支出须经4名监事批准。  #! CH0406
规则第二条 “队长”（“The chair”）。
队长任期长期。  #! CH0402
接受警告CH0503，理由是“从来一致”。  #! CH0906
规则第三条 “友爱”（“Friendship”）。  #! CH0902
""",
}


def wanted(lang: Lang) -> list[tuple[int, str]]:
    lines = TEN[lang].split("\n")
    return [(number, line.split("#!")[1].strip()) for number, line in enumerate(lines, 1) if "#!" in line]


def plain(lang: Lang) -> str:
    return "\n".join(line.split("  #!")[0] for line in TEN[lang].split("\n"))


@pytest.mark.parametrize("lang", LANGS)
def test_ten_mistakes_are_ten_problems(lang: Lang):
    found = [(each.span.line, each.code) for each in faults(plain(lang)).problems if each.severity != "info"]
    assert found == wanted(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_each_mistake_is_told_in_text_and_as_data_in_both_tongues(lang: Lang):
    found = faults(plain(lang))
    for problem in found.problems:
        data = as_json(problem, found.sources)
        assert (data["code"], data["line"], data["start"]) == (problem.code, problem.span.line, problem.span.start)
        for tongue in LANGS:
            drawn = text(problem, found.sources, tongue)
            assert f"[{problem.code}]" in drawn
            assert f"example.rules:{problem.span.line}:{problem.span.column}" in drawn
            assert message(problem, found.sources, tongue) == data[f"message_{tongue}"]
            assert "{" not in drawn
            assert not {"\x1e", "\x1f"} & set(drawn)


def test_problems_are_counted():
    found = faults(plain("en"))
    assert summary(found.problems, "en") == "7 errors, 3 warnings"
    assert summary(found.problems, "zh") == "7个错误，3个警告"
    assert (summary((), "en"), summary((), "zh")) == ("no problems", "没有问题")


@pytest.mark.parametrize("lang", LANGS)
def test_mending_one_mistake_leaves_the_others_as_they_were(lang: Lang):
    lines = plain(lang).split("\n")
    for number, code in wanted(lang):
        if code in ("CH0102", "CH0104", "CH0303", "CH0402"):
            continue  # their lines hold what others speak of, or all that an article has
        mended = "\n".join("" if at == number else line for at, line in enumerate(lines, 1))
        left = [(each.span.line, each.code) for each in faults(mended).problems if each.severity != "info"]
        assert left == [each for each in wanted(lang) if each != (number, code)]


# What one slip of the pen brings about: the slip itself, and nothing that merely follows from it.
SLIPS = [
    ("role auditor (监事) of team, 3 seats.", "roly auditor (监事) of team, 3 seats.", ["CH0102"]),
    ("role auditor (监事) of team", "role auditor (监事 of team", ["CH0101"]),
    ("kept by clerk: accepts donation from members.", "kept by clerk: accepts donation from members", ["CH0104"]),
    ("process trip (出行): drafted by", "process trip (出行): draftet by", ["CH0102"]),
    ("use standard expense, standard donation.", "use standerd expense, standard donation.", ["CH0204"]),
    ("use standard expense, standard donation.", "use standard expence, standard donation.", ["CH0204"]),
    ("draft to review on submit (提交) by drafter", "draft to review on submit (提交 by drafter", ["CH0101"]),
    ("states draft (草稿), review", "states draft (草稿, review", ["CH0101"]),
    ("clerk: appointed by chair; term", "clerk: apointed by chair; term", ["CH0102"]),
    ("review decides: granted to approved", "review decided: granted to approved", ["CH0102"]),
    ("trip: field cost (费用) is money.", "trip: field cost (费用) is mony.", ["CH0102"]),
    ("committee board (理事会): members chair", "committee board (理事会): members chiar", ["CH0201"]),
]


@pytest.mark.parametrize(("right", "wrong", "codes"), SLIPS, ids=[wrong for _, wrong, _ in SLIPS])
def test_one_slip_of_the_pen_is_one_problem(right: str, wrong: str, codes: list[str]):
    assert right in base("en")
    found = faults(base("en").replace(right, wrong))
    assert [each.code for each in found.problems if each.severity != "info"] == codes
