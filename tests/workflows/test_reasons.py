"""Every reason has its words in both tongues, names its facts, and cites its article."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from plays import Play, expense, people, receipt
from samples import COMMANDER, EVERY_SQUAD_LEADER, LEADERS, MEMBERS, charter, cite, named, over, relation, two_of

from engine.case import Reason
from engine.charter import (
    And,
    Balance,
    Category,
    Compare,
    Condition,
    Constant,
    FieldValue,
    IsKind,
    Judged,
    Not,
    Or,
    ParameterValue,
    Party,
    PartyKind,
    ShareOf,
    Take,
)
from engine.codec import dumps, loads
from engine.messages.en import reasons as en
from engine.messages.saying import cite_text, condition_text, name_of, party_text, say, value_text
from engine.messages.zh import reasons as zh
from engine.values import Cite, Duration, DurationUnit, Lang, Money, Op
from engine.workflows.grounds import NOT_EXECUTED, SILENT, Code, because, distinct, no, yes

CHARTER = charter()
PLACE = re.compile(r"\{(\w+)\}")


def test_every_code_has_its_sentence_in_both_tongues_and_no_sentence_is_left_over() -> None:
    codes = [code.value for code in Code]
    assert list(en.REASONS) == list(zh.REASONS) == codes
    assert en.ACTS.keys() == zh.ACTS.keys()
    assert en.VERBS.keys() == zh.VERBS.keys()


@pytest.mark.parametrize("code", list(Code))
def test_both_tongues_name_the_same_facts(code: Code) -> None:
    """`as_role` and `found` are added where a fact says so; Chinese may leave the verb to its act."""
    assert set(PLACE.findall(en.REASONS[code])) == set(PLACE.findall(zh.REASONS[code]))


@pytest.mark.parametrize("code", list(Code))
def test_sentences_keep_the_house_style(code: Code) -> None:
    english, chinese = en.REASONS[code], zh.REASONS[code]
    assert not english.endswith(".")
    assert english[0] in "`{" or english[0].islower()
    assert english.count("`") % 2 == 0
    assert not re.search(r"[,.;:()](?![^{]*\})", chinese)
    assert not chinese.endswith("。")


def test_silences_and_what_is_not_executed_yet_are_told_apart() -> None:
    assert {"R200", "R201", "R202", "R203", "R204", "R205", "R385", "R391"} <= SILENT
    assert sorted(NOT_EXECUTED) == ["R210", "R212", "R213", "R214", "R215", "R216"]


def test_a_decision_always_has_a_reason() -> None:
    with pytest.raises(AssertionError):
        yes()
    with pytest.raises(AssertionError):
        no([])
    one, other = because(Code.NO_FILE, None), because(Code.NO_FILE, cite("1"))
    assert distinct([one, other, one]) == [one, other]


@pytest.mark.parametrize(
    ("number", "lang", "text"),
    [("7.2", "en", "rules 7.2"), ("7.2", "zh", "规则七、2"), ("", "en", "rules"), ("", "zh", "规则")],
)
def test_an_article_is_cited_in_the_tongue(number: str, lang: Lang, text: str) -> None:
    assert cite_text(Cite("rules", number), CHARTER, lang) == text


def test_a_part_without_a_name_is_cited_as_it_stands() -> None:
    assert cite_text(Cite("plan", "4.1"), CHARTER, "zh") == "plan四、1"


def test_an_assumption_is_marked_where_the_article_stands() -> None:
    told = because(Code.ALREADY_SIGNED, cite("7.3"), assumed=True, member="赵敏")
    assert say(told, CHARTER, "en") == "`赵敏` has answered already; nobody answers twice (rules 7.3 [assumed])"
    assert say(told, CHARTER, "zh") == "赵敏已经签署意见，不得重复签署（规则七、3〔推定〕）"
    assert say(replace(told, cite=None), CHARTER, "zh") == "赵敏已经签署意见，不得重复签署"
    assert say(replace(told, assumed=False), CHARTER, "en").endswith("(rules 7.3)")


NAMES = [
    ("role", "commander", None, "连长"),
    ("process", "expense", None, "支出"),
    ("unit", "first squad", None, "一班"),
    ("fund", "company fund", None, "活动经费"),
    ("committee", "company committee", None, "连委会"),
    ("group", "company leaders", None, "连首长"),
    ("body", "leading group", None, "领导组"),
    ("judgement", "important", None, "重要"),
    ("calendar", "office hours", None, "办公时间"),
    ("category", "staff", None, "职工"),
    ("parameter", "award line", None, "奖励线"),
    ("field", "amount", "expense", "金额"),
    ("field", "squad", None, "班"),
    ("state", "draft", "expense", "draft"),
    ("move", "submit", None, "submit"),
    ("role", "unheard of", None, "unheard of"),
    ("unheard of", "x", None, "x"),
]
NAMED = charter(categories=(Category("staff", named("staff", "职工")),))


@pytest.mark.parametrize(("kind", "id", "process", "text"), NAMES)
def test_what_has_an_id_has_a_name(kind: str, id: str, process: str | None, text: str) -> None:
    assert name_of(NAMED, kind, id, "zh", process) == text
    assert name_of(NAMED, kind, id, "en", process) == id


def test_a_name_is_that_of_the_kind_of_case_at_hand() -> None:
    life = CHARTER.lifecycles[0]
    renamed = replace(life, states=(replace(life.states[0], name=named("sketch", "草稿")), *life.states[1:]))
    under = charter(lifecycles=(CHARTER.lifecycles[1], renamed, CHARTER.lifecycles[2]))
    assert name_of(under, "state", "draft", "en", "expense") == "sketch"
    assert name_of(under, "state", "draft", "en", "squad activity") == "draft"


PARTIES = [
    (COMMANDER, "`commander`", "连长"),
    (LEADERS, "any `company leaders`", "任一连首长"),
    (EVERY_SQUAD_LEADER, "all of `squad leader`", "全体班长"),
    (two_of(), "2 or more of `squad leader`", "两名以上班长"),
    (Party(PartyKind.ROLE, "squad leader", Take.COUNT), "1 or more of `squad leader`", "一名以上班长"),
    (MEMBERS, "any `member`", "任一成员"),
    (Party(PartyKind.CATEGORY, "staff"), "`staff`", "职工"),
    (relation("requester"), "`requester`", "申请人"),
    (relation("drafter"), "`drafter`", "提出人"),
    (relation("fund keeper"), "`fund keeper`", "经费管理人"),
    (relation("neighbour"), "`neighbour`", "neighbour"),
    (Party(PartyKind.OUTSIDE, "outside", Take.ANY), "any `people outside`", "任一外部人员"),
    (Party(PartyKind.UNIT, "first squad"), "`members of first squad`", "一班成员"),
    (Party(PartyKind.FIELD, "requester"), "`requester`", "申请人"),
    (Party(PartyKind.FIELD, "guest"), "`guest`", "guest"),
    (Party(PartyKind.COMMITTEE, "company committee"), "`company committee`", "连委会"),
    (Party(PartyKind.BODY, "leading group"), "`leading group`", "领导组"),
]


@pytest.mark.parametrize(("party", "english", "chinese"), PARTIES)
def test_a_party_is_written_as_it_is_asked(party: Party, english: str, chinese: str) -> None:
    assert (party_text(NAMED, party, "en"), party_text(NAMED, party, "zh")) == (english, chinese)


SMALL = over("200")
CONDITIONS: list[tuple[Condition, str, str]] = [
    (SMALL, "`amount` is over 200.00 yuan", "“金额”超过200.00元"),
    (Not(SMALL), "`amount` is at most 200.00 yuan", "“金额”不超过200.00元"),
    *(
        (Not(Compare(FieldValue("amount"), op, Constant(1))), f"`amount` {english} 1", f"“金额”{chinese}1")
        for op, english, chinese in (
            (Op.AT_LEAST, "is below", "不满"),
            (Op.AT_MOST, "is over", "超过"),
            (Op.BELOW, "is at least", "不少于"),
            (Op.EQUAL, "is not", "不为"),
            (Op.NOT_EQUAL, "is", "为"),
        )
    ),
    (Judged("important"), "it is `important`", "属于“重要”"),
    (Not(Judged("important")), "not (it is `important`)", "不属于“重要”"),
    (IsKind("expense"), "it is `expense`", "属于“支出”"),
    (And((IsKind("expense"), SMALL)), "it is `expense` and `amount` is over 200.00 yuan", "属于“支出”并且“金额”超过200.00元"),
    (Or((IsKind("expense"), SMALL)), "it is `expense` or `amount` is over 200.00 yuan", "属于“支出”或者“金额”超过200.00元"),
    (
        Compare(ParameterValue("award line"), Op.AT_LEAST, Balance("company fund")),
        "`award line` is at least balance of `company fund`",
        "“奖励线”不少于“活动经费”余额",
    ),
    (
        Compare(ShareOf(Fraction(1, 10), Balance(None)), Op.BELOW, FieldValue("amount")),
        "10% of balance of the fund is below `amount`",
        "经费余额的10%不满“金额”",
    ),
]


@pytest.mark.parametrize(("condition", "english", "chinese"), CONDITIONS)
def test_a_condition_reads_as_a_sentence(condition: Condition, english: str, chinese: str) -> None:
    assert condition_text(CHARTER, condition, "en", "expense") == english
    assert condition_text(CHARTER, condition, "zh", "expense") == chinese


VALUES: list[tuple[object, str, str]] = [
    (None, "empty", "空白"),
    (True, "yes", "是"),
    (False, "no", "否"),
    (Money(128050), "1,280.50 yuan", "1,280.50元"),
    (date(2011, 3, 5), "2011-03-05", "2011年3月5日"),
    (datetime(2011, 3, 5, 1, tzinfo=UTC), "2011-03-05 09:00", "2011年3月5日09:00"),
    (Duration(10, DurationUnit.DAY), "10 days", "10日"),
    (Fraction(2, 3), "two thirds", "三分之二"),
    (7, "7", "7"),
    ("paint", "paint", "paint"),
]


@pytest.mark.parametrize(("value", "english", "chinese"), VALUES)
def test_values_are_written_for_people(value: object, english: str, chinese: str) -> None:
    assert (value_text(CHARTER, value, "en"), value_text(CHARTER, value, "zh")) == (english, chinese)


def test_what_a_comparison_found_is_told_in_both_tongues() -> None:
    play = expense(amount="1000.01")
    play.made = replace(play.case, state="approved")
    told = play.ask("Chen", "pay").reasons[0]
    assert say(told, CHARTER, "zh") == "不符合条件：“金额”不超过经费余额（“金额”为1,000.01元，经费余额为1,000.00元）（规则三、2）"
    fixed = because(Code.CONDITION_FALSE, None, condition=Compare(Constant(1), Op.OVER, Constant(2)), found=(1, 2))
    assert say(fixed, CHARTER, "en") == "it does not hold that 1 is over 2"
    assert say(fixed, CHARTER, "zh") == "不符合条件：1超过2"


def test_nobody_and_several_are_listed() -> None:
    told = because(Code.NOT_ASKED, None, member="Wu", parties=(COMMANDER, LEADERS), members=(), act="approve")
    assert say(told, CHARTER, "en") == "`Wu` is not asked to approve it: `commander` or any `company leaders` must, now nobody"
    assert say(told, CHARTER, "zh") == "Wu无权批准：应当由连长或者任一连首长批准，现为空缺"
    units = because(Code.WHICH_UNIT, None, field="squad", process="squad activity", units=("first squad", "second squad"))
    assert say(units, CHARTER, "zh") == "请在“班”中写明单位：“一班”、“二班”"


def test_the_office_is_named_where_there_is_one() -> None:
    told = because(Code.MAY_SIGN, None, member="Wang", role="commander", act="resolve")
    assert say(told, CHARTER, "zh") == "Wang作为连长可以研究表决"
    assert say(because(Code.MAY_SIGN, None, member="Wang", role=None, act="settle"), CHARTER, "zh") == "Wang可以审定"
    told = because(Code.REASON_NEEDED, None, verb="refuse")
    assert say(told, CHARTER, "zh") == "不同意应当说明理由"


def test_an_article_before_a_vowel_reads_well() -> None:
    assert say(because(Code.ABSTRACT, None, process="activity"), CHARTER, "en").startswith("no `activity`")
    assert say(because(Code.NO_RETURN, None, process="expense"), CHARTER, "en") == "an `expense` cannot be returned"
    assert say(because(Code.NO_RETURN, None, process="donation"), CHARTER, "en") == "a `donation` cannot be returned"


def test_reasons_survive_the_log() -> None:
    """What is logged as JSON is told in the same words years later."""
    play = Play(CHARTER, people())
    play.draft("Zhao", "squad activity")
    play.made = replace(play.case, state="review")
    decisions = [
        play.ask("Sun", "approve"),
        play.ask("Zhao", "submit"),
        expense(amount="1000.01").ask("Wang", "refuse", reason=None),
        Play(CHARTER).ask("Zhao", "draft", {"squad": "second squad"}, process="squad activity"),
        replace(play.ask("Zhao", "attach", attachment=receipt())),
    ]
    over_ = expense(amount="1000.01")
    over_.made = replace(over_.case, state="approved")
    decisions.append(over_.ask("Chen", "pay"))
    for decision in decisions:
        back = loads(dumps(decision))
        for lang in ("en", "zh"):
            assert [say(each, CHARTER, lang) for each in back.reasons] == [say(each, CHARTER, lang) for each in decision.reasons]


def test_braces_in_what_people_wrote_are_left_alone() -> None:
    told = Reason("R222", None, facts={"member": "{reason}", "reason": "{member} {0}"})
    assert say(told, CHARTER, "en") == "`{reason}` refused it: {member} {0}"
