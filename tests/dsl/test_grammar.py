"""One grammar for both tongues: without conflicts, no keyword that cannot be said, and the same tree for the same sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from writing import HERE, TONGUES, items_of, load, tables, walk

from engine.dsl import parse, syntax
from engine.dsl.branches import Branch
from engine.dsl.lexicon import lexicon
from engine.dsl.segment import segmentations
from engine.dsl.templates import expand
from engine.dsl.using import gather_used
from engine.dsl.vocabulary import names_of
from engine.problems import Problems

FILES = ("constructs", "words", "steps")
NODES = {name: kind for name, kind in vars(syntax).items() if isinstance(kind, type) and issubclass(kind, syntax.Node)}
NOT_SENTENCES = {"Node", "Comment", "Broken", "File"}
# What no canonical sentence has room for: a mark that is no token, one mode of two, an order of words for reading only.
ASIDE = {"en": 'charter "x", bounds exclusive.\n', "zh": "场景“一”：\n  张平对“甲”批准。\n"}
MARKS = {"ASSUMED"}


def texts() -> Iterator[str]:
    for lang in TONGUES:
        yield ASIDE[lang]
        yield from ((HERE / f"{name}.{lang}.rules").read_text(encoding="utf-8") for name in FILES)


def test_no_two_rules_compete_for_a_sentence():
    parse.build(strict=True)


def test_every_construct_stands_in_a_sentence_of_the_samples():
    said = {type(node).__name__ for text in texts() for node in walk(items_of(text))}
    assert set(NODES) - said == NOT_SENTENCES


def test_every_keyword_can_be_said():
    said = {terminal for text in texts() for terminal in _terminals(text)}
    assert set(lexicon("en").words) - said == MARKS


def _terminals(text: str) -> Iterator[str]:
    """Yield the terminals of the words that the parse of a text takes."""
    used = gather_used(text, "charter.rules", load, Problems())
    source = used.files[0]
    others = [name for each in used.files for d in each.declared for name in (d.name, d.other) if name]
    names = names_of(lexicon(source.reading.lang), source.declared, people=("张平", "刘洋"), others=others)
    for raw in source.reading.sentences:
        for tokens in segmentations(raw, names):
            kept = tuple(token for token in tokens if token.type != "END")
            found = next((b for start in ("line", "life", "step") if isinstance(b := tables().parse(kept, start), Branch)), None)
            if found:
                yield from _leaves(found)
                break


def _leaves(branch: Branch) -> Iterator[str]:
    for child in branch.children:
        if isinstance(child, Branch):
            yield from _leaves(child)
        else:
            yield child[0]


@pytest.mark.parametrize("name", FILES)
def test_both_tongues_say_the_same(name: str):
    """The Chinese file read with English names is the English file."""
    english, chinese = ((HERE / f"{name}.{lang}.rules").read_text(encoding="utf-8") for lang in TONGUES)
    assert [type(each) for each in items_of(english)] == [type(each) for each in items_of(chinese)]


@pytest.mark.parametrize("lang", TONGUES)
def test_every_construct_has_its_words_in_either_tongue(lang):
    nodes = (node for text in texts() for node in walk(items_of(text)))
    leaves = (syntax.Name, syntax.Declared, syntax.Val, syntax.Quote, syntax.Word, syntax.Cited)
    assert all(expand(node, lang) or isinstance(node, syntax.Who) for node in nodes if not isinstance(node, leaves))


# ---- sentences that an official writes, and what they mean ------------------------------------------------------

HEAD = {
    "zh": "职务理事（director）。职务理事长（chair）。职务会计（accountant）。职务出纳（cashier）。职务负责人（head）。"
    "单位协会（association）。"
    "委员会理事会（council）。事项支出（expense）。事项活动（activity）。事项大型活动（large event）。成员类别：会员（participant）。"
    "支出载有预算（budget）为金额。",
    "en": "role director (理事). role chair (理事长). role accountant (会计). role cashier (出纳). role head (负责人). "
    "unit association (协会). committee council (理事会). process expense (支出). process activity (活动). process large event (大型活动). "
    "category participant (会员). expense: field budget (预算) is money. ",
}
SAME = (
    ("支出300元以上须两位负责人同时审核。", "expense of 300 yuan or more must be recommended together by 2 heads."),
    (
        "理事会须有三分之二以上理事出席，决议须经到会理事三分之二以上表决通过。",
        "council: quorum two thirds of directors. vote two thirds of directors present.",
    ),
    ("会员五次迟到视为自动退会。", "participant late 5 times is deemed to have left."),
    ("会员连续三次无故缺席视为自动退会。", "participant consecutively absent 3 times is deemed to have left."),
    (
        "活动应提前两周申请，其中大型活动提前一个月。",
        "activity must be applied for 2 weeks before start, among them large event one month before start.",
    ),
    ("会计不得兼任出纳。", "accountant must not also hold cashier."),
    ("理事会：三分之一以上会员提议召开。", "council: convened on proposal of one third or more of participants."),
    ("理事会经三分之一以上会员提议召开。", "council: convened on proposal of one third or more of participants."),
    ("会计应当公示账目不少于5个工作日。", "accountant must publish accounts for at least 5 working days."),
    ("每名代理人至多代理两人。", "every proxy acts for at most 2."),
    ("支出不得超过预算的10%。", "expense must not be over 10% of budget."),
    ("支出须不超过预算的10%。", "expense must not be over 10% of budget."),
    ("协会的任一理事应当总结。", "any director of association must sum up."),
    ("各协会的全体理事应当总结。", "all directors of every association must sum up."),
    ("出纳不得超过支出的预算的10%。", "cashier must not be over 10% of budget of expense."),
    ("会计经理事或者两名以上会员提议，可以罢免。", "accountant: recall may be proposed by director or 2 or more participants."),
    ("支出须经理事长在10日内批准，逾期视为同意。", "expense must be approved by chair within 10 days, silence passes."),
    ("支出当预算超过500元时，须经理事长批准。", "expense must be approved by chair when budget is over 500 yuan."),
    ("会计应当在支出前公示账目。", "accountant must publish accounts before expense."),
)


@pytest.mark.parametrize(("chinese", "english"), SAME)
def test_a_sentence_means_the_same_in_both_tongues(chinese: str, english: str):
    heads = {lang: len(items_of(HEAD[lang])) for lang in TONGUES}
    said = items_of(HEAD["zh"] + chinese)[heads["zh"] :]
    meant = items_of(HEAD["en"] + english)[heads["en"] :]
    assert _english(said) == meant


def _english(items: tuple[syntax.Node, ...]) -> tuple[syntax.Node, ...]:
    from engine.dsl.translation import pairs_of, translated  # late: beside its one use

    return translated(items, "zh", "en", pairs_of(items_of(HEAD["en"])))


def test_only_carrying_out_without_saying_what_speaks_of_the_block():
    head = HEAD["en"] + "activity: drafted by chair. "
    about = [node.about for node in items_of(head + "every director must carry it out.")[-1:]]  # type: ignore[attr-defined]
    named = [node.about for node in items_of(head + "every director must carry out expense.")[-1:]]  # type: ignore[attr-defined]
    assert about != [None]
    assert named == [None]


def test_an_article_of_the_part_at_hand_is_headed_without_it_and_cited_with_it():
    english = items_of('part rules (规则). article 7.1 "a". rules 7.2 "b", prevails over article 7.1.')
    chinese = items_of("部分规则（rules）。规则七、1“a”。规则七、2“b”，优先于规则七、1。")
    assert [node.number.part for node in english[1:]] == [None, None]  # type: ignore[attr-defined]
    assert [node.number.part for node in chinese[1:]] == [None, None]  # type: ignore[attr-defined]
    assert english[2].prevails[0].over.part.text == "rules"  # type: ignore[attr-defined]
