"""The names that a file declares, found before anything is parsed."""

from __future__ import annotations

import pytest
from cutting import reading_of, small, told

from engine.dsl.declared import declared
from engine.problems import Problems
from engine.values import Lang


def found(text: str, lang: Lang) -> list[str]:
    names = declared(reading_of(text, lang)[0], small(lang), Problems())
    return [each.name if each.other is None else f"{each.name}/{each.other}" for each in names]


def reported(text: str, lang: Lang) -> list[str]:
    problems = Problems()
    declared(reading_of(text, lang)[0], small(lang), problems)
    return told(problems)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "先锋连设连长（commander）一名、指导员（instructor）一名；每班设班长（squad leader）一名；暂不设排长（platoon leader）。",
            ["连长/commander", "指导员/instructor", "班长/squad leader", "排长/platoon leader"],
        ),
        ("先锋连设连长一名、指导员（instructor）一名。", ["连长", "指导员/instructor"]),
        ("活动是否重要（important），由连长批准。", ["重要/important"]),
        ("活动是否重要，由连长批准。", ["重要"]),
        ("活动须经连长批准\n夜间（night）为每日。", ["夜间/night"]),
        ("草稿遇提交（submit）转为审批中。", ["提交/submit"]),
        ("草稿遇提交转为审批中。", ["提交"]),
        ("连委会（company committee）由连长组成。", ["连委会/company committee"]),
        ("活动委员会（activity committee）由连长组成。", ["活动委员会/activity committee"]),
        ("职务连长（commander），名额一。", ["连长/commander"]),
        ("职务连长：须批准。", ["连长"]),
        ("职务 张　思：须批准。", ["张 思"]),
        ("职务「由甲组」（group a）。", ["由甲组/group a"]),
        ("状态草稿、审批中（review）、办结；终态办结、撤回。", ["草稿", "审批中/review", "办结", "撤回"]),
        ("单位一班（first squad）。", ["一班/first squad"]),
        (
            "先锋连下设九个班（squad）：一班（first squad）“便民班”、二班（second squad）、三班。",
            ["班/squad", "一班/first squad", "二班/second squad", "三班"],
        ),
        ("先锋连下设建设班（construction squad）。建设班设班长（squad leader）一名。", ["建设班/construction squad", "班长/squad leader"]),
        ("职务班长（squad leader）。由班长（squad leader）推选。", ["班长/squad leader"]),
        ('章程“先锋连”（"company"）。', []),
        ("连长须批准（甲或乙）。", []),
    ],
)
def test_chinese_names_begin_after_what_introduces_them(text: str, names: list[str]):
    assert found(text, "zh") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("role squad leader (班长) of each squad.", ["squad leader/班长"]),
        ("role squad leader of each squad.", ["squad leader"]),
        ("role head of office (办公室主任).", ["head of office/办公室主任"]),
        ("process activity plan (活动计划) follows standard activity.", ["activity plan/活动计划"]),
        ("process activity plan follows standard activity.", ["activity plan"]),
        ("role  squad\n  leader: term.", ["squad leader"]),
        ("role the commander: term.", ["commander"]),
        ("lifecycle: states draft, review (审批) and approved; final approved.", ["draft", "review/审批", "approved"]),
        ("draft to review on submit (提交) by commander.", ["submit/提交"]),
        ("draft to review on submit by commander.", ["submit"]),
        ("members commander (连长), instructor (指导员).", ["commander/连长", "instructor/指导员"]),
        (
            "company has units squad (班): first squad (一班) “便民”, second squad (二班).",
            ["squad/班", "first squad/一班", "second squad/二班"],
        ),
        ("role 「term」 (任期).", ["term/任期"]),
        ("role a1 (甲). elected by a1 (甲).", ["a1/甲"]),
        ("role commander (连长 of company.", ["commander"]),
        ('charter "Company" (连).', []),
        ("on 2011-03-01, commander must.", []),
    ],
)
def test_english_names_begin_after_a_keyword_and_end_at_one(text: str, names: list[str]):
    assert found(text, "en") == names


def test_a_name_is_told_once_with_its_place_and_what_introduces_it():
    (name,) = declared(reading_of("role a1.\nrole a1 (甲).\na1 (甲): term.", "en")[0], small("en"), Problems())
    assert (name.name, name.other, name.kind_word, name.span.line, name.span.column, name.quoted) == ("a1", "甲", "ROLE", 2, 6, False)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("职务理事（director）。职务理事长（chairperson）。", "zh", ["CH0106 info 1:18"]),
        ("职务理事长（chairperson）。", "zh", []),
        ("职务理事（director）。职务监事（supervisor）。职务「理事和监事」（officers）。", "zh", []),
        ("职务理事（director）。职务监事（supervisor）。理事和监事（officers）由。", "zh", ["CH0106 info 1:33 pair"]),
        ("职务成员（fellow）。", "zh", ["CH0107 error 1:3"]),
        ("职务「成员」（fellow）。", "zh", []),
        (f"role {'a' * 80}.", "en", []),
        (f"role {'a' * 81}.", "en", ["CH0114 error 1:6"]),
        ("role members (会员).", "en", ["CH0107 error 1:6"]),
        ("states draft, approved.", "en", []),
        ("role squad (班). role squad leader (班长).", "en", []),
    ],
)
def test_names_that_can_be_misread_are_reported_where_they_are_declared(text: str, lang: str, expected: list[str]):
    assert reported(text, lang) == expected
