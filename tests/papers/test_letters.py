"""Notices, minutes, publications, certificates and rosters say what the book says, and are refused where it says nothing."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest

from cli.main import run

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

PUBLICATION = ("--place", "公示栏", "--until", "2011-04-08", "--contact", "司务长")


def lines(told: str) -> list[str]:
    return told.splitlines()


def test_a_notice_tells_time_place_who_approved_and_whom_to_ask(charter):
    code, told = charter("paper", "notice", "HD-2011-004")
    assert code == 0
    assert lines(told)[:8] == [
        "【关于单班活动“清理河岸”的通知】",
        "HD-2011-004",
        "六班全体成员：",
        "经刘洋（连长）批准（规则七、3〔推定〕），定于下列时间开展单班活动“清理河岸”，具体安排如下：",
        "一、时间：2011年3月5日（星期六）09:00至11:00。",
        "二、地点：沱河。",
        "三、联系人：赵敏（六班班长）。",
        "请准时参加。",
    ]


def test_a_notice_in_english_says_the_same(charter):
    code, told = charter("paper", "notice", "HD-2011-004", lang="en")
    assert code == 0
    assert "1. Time: Saturday 2011-03-05 09:00 to 11:00." in told
    assert "3. Contact: 赵敏 (squad leader of sixth squad)." in told


@pytest.mark.parametrize(
    ("paper", "number", "why"),
    [
        ("notice", "HD-2011-008", "尚未获准"),
        ("notice", "ZC-2011-003", "没有时间栏"),
        ("minutes", "JL-2011-001", "没有经委员会表决"),
        ("certificate", "ZC-2011-002", "尚未获准"),
    ],
)
def test_a_paper_that_would_not_be_true_is_not_made(charter, paper: str, number: str, why: str):
    assert charter("paper", paper, number) == (2, f"错误：`{number}` 不能制作这种文书：{why}\n")


def test_what_was_refused_is_not_published(charter):
    assert charter("paper", "publication", "ZC-2011-002", *PUBLICATION)[0] == 2


def test_minutes_tell_who_voted_how_and_count_quorum_and_majority(charter):
    code, _ = charter("paper", "minutes", "ZC-2011-005", "--out", "minutes.txt")
    assert code == 0
    code, told = charter("paper", "minutes", "ZC-2011-005", "--json")
    for wanted in (
        "连委会成员共3人：刘洋（连长）、李厚德（司务长）、陈静（指导员）。按照规定，应当邀请中心领导列席。",
        "回避：事项涉及李厚德本人，未参加审批。",
        "法定人数：须有全体成员三分之二以上（规则七、2〔推定〕）出席，即2人；实到2人，已达到。",
        "通过条件：须经全体成员过半数（规则七、2〔推定〕）同意，即2票，已达到。",
        "表决结果：同意2票，不同意0票，弃权0票，未表决1人。",
        "连委会研究通过支出“账簿”。依据：规则七、2。",
    ):
        assert wanted in told


def test_minutes_of_a_lost_vote_give_the_reasons_of_those_against(charter):
    _, told = charter("paper", "minutes", "ZC-2011-002", "--json")
    assert "不同意：善款不能用来聚餐" in told
    assert "连委会未通过支出“演出后聚餐”。" in told
    assert "即2票，未达到" in told


CALL = ("--time", "2011-04-06 19:00", "--place", "二楼会议室")


def test_a_vote_that_is_still_open_has_a_call_but_no_minutes(charter, quarter: dict[str, str]):
    shutil.copy(quarter["zh"], "own.db")
    book = ["--db", "own.db", "--lang", "zh"]
    acts = [
        ["支出", "新建", "--用途", "五一慰问", "--金额", "380", "--as", "程晓丽", "--at", "2011-04-02 09:00"],
        ["支出", "新建", "--用途", "打印纸", "--金额", "120.5", "--as", "李厚德"],
        ["支出", "提交", "ZC-2011-007", "--as", "程晓丽"],
        ["支出", "提交", "ZC-2011-008", "--as", "李厚德"],
    ]
    assert [run([*act, *book], {}, NOW) for act in acts] == [0, 0, 0, 0]
    code, told = charter("paper", "会议通知", "ZC-2011-007", "ZC-2011-008", *CALL, "--json", book="own.db")
    assert code == 0
    for wanted in (
        "兹定于2011年4月6日（星期三）19:00在二楼会议室召开连委会会议，请准时出席。按照规定，邀请中心领导列席。",
        "一、支出“五一慰问”（ZC-2011-007），由程晓丽提出。用途：五一慰问；金额：380.00元（大写：叁佰捌拾元整）。",
        "事项涉及李厚德本人的，本人回避。",
    ):
        assert wanted in told
    assert charter("paper", "minutes", "ZC-2011-007", book="own.db") == (2, "错误：`ZC-2011-007` 不能制作这种文书：表决尚未结束\n")
    assert "待签署" in charter("paper", "approval", "ZC-2011-007", "--json", book="own.db")[1]


def test_who_is_not_asked_is_not_called(charter):
    told = charter("paper", "invitation", "ZC-2011-003", *CALL)[1]
    assert told == "错误：`ZC-2011-003` 不能制作这种文书：没有待委员会表决的环节\n"


def test_a_publication_has_place_period_and_who_hears_objections(charter):
    code, told = charter("paper", "publication", "JL-2011-001", *PUBLICATION)
    assert code == 0
    assert "二、公示地点：公示栏。" in told
    assert "三、公示期：2011年4月1日至2011年4月8日。" in told
    assert "四、异议：对公示内容有异议的，请在公示期内向司务长提出。" in told
    assert "60.00元（大写：陆拾元整）" in told


def test_a_certificate_names_whom_for_what_by_which_article(charter):
    code, told = charter("paper", "certificate", "JL-2011-001")
    assert code == 0
    assert (
        "许文清同志：\n因三周募集600元，经领导组研究决定（规则七、8），特给予奖励60.00元（大写：陆拾元整）。\n特发此证，以资鼓励。" in told
    )


def test_a_recognition_gives_an_honour_and_a_publication_hangs_as_the_book_says(charter, quarter: dict[str, str]):
    shutil.copy(quarter["zh"], "own.db")
    book = ["--db", "own.db", "--lang", "zh"]
    honour = ["--事迹", "三年不间断照料敬老院老人", "--推荐对象", "程晓丽", "--称号", "学雷锋标兵"]
    hung = ["--名称", "2011年第一季度账目", "--公示内容", "现将账目予以公示。", "--地点", "服务大厅公示栏"]
    acts = [
        ["先进典型", "新建", *honour, "--as", "赵敏", "--at", "2011-04-02 09:00"],
        ["先进典型", "提交", "DX-2011-001", "--as", "赵敏"],
        ["先进典型", "批准", "DX-2011-001", "--as", "郑国栋"],
        ["公示件", "新建", *hung, "--as", "李厚德"],
        ["公示件", "张贴", "GS-2011-001", "--as", "李厚德"],
    ]
    assert [run([*act, *book], {}, NOW) for act in acts] == [0] * len(acts)
    told = charter("paper", "certificate", "DX-2011-001", book="own.db")[1]
    assert "程晓丽同志：\n因三年不间断照料敬老院老人，经领导组研究决定" in told
    assert "特授予“学雷锋标兵”称号。" in told
    told = charter("paper", "publication", "GS-2011-001", book="own.db")[1]
    assert "现将账目予以公示。\n一、公示地点：服务大厅公示栏。\n二、公示期：2011年4月2日至2011年4月12日。\n" in told
    assert "请在公示期内向李厚德（司务长）提出" in told


def test_a_roster_is_in_the_order_of_units_and_offices_first(charter):
    code, told = charter("paper", "roster", "--unit", "六班", "--json")
    assert code == 0
    code, told = charter("paper", "roster", "--unit", "sixth squad")
    assert lines(told)[:6] == ["【六班花名册】", "", "赵敏  六班  六班班长", "曹阳  六班", "程晓丽  六班", "袁帅  六班"]
    assert "党员" not in told  # a category is nobody's business in a chat


def test_an_unknown_unit_or_case_is_said(charter):
    assert charter("paper", "roster", "--unit", "十班")[0] == 2
    assert charter("paper", "notice", "HD-2011-999")[0] == 2
    assert charter("paper", "notice", "HD-2011-004", "--format", "odt") == (
        2,
        "错误：没有 `odt` 这种格式；可用：text, docx, pdf\n建议：`charter paper notice --help` 可查看用法\n",
    )
