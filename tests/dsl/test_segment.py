"""Cutting sentences: glued Chinese, English phrases, unknown text, commas, marks of assumption, tables, limits."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import pytest
from cutting import as_reported, cut, names_in, reading_of, splits
from work import work

from engine.dsl.lexicon import lexicon
from engine.dsl.reading import read
from engine.dsl.segment import MAX_SPLITS, SplitLimit, segmentations
from engine.dsl.vocabulary import Names, names_of
from engine.problems import Problems

CHINESE = (
    "单位班（squad）。职务班长（squad leader）。职务连长（commander）。"
    "职务理事（director）。职务理事长（chairperson）。职务监事（supervisor）。"
)
ENGLISH = "unit squad (班). role squad leader (班长) of each squad. role commander (连长). process activity (活动). part rules (规则)."


def zh(people: Iterable[str] = ()) -> Names:
    return names_in(CHINESE, "zh", people=people)


def en() -> Names:
    return names_in(ENGLISH, "en")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("由各班班长推选。", "BY EVERY NAME:班 NAME:班长 ELECT END"),
        ("各班班长须批准。", "EVERY NAME:班 NAME:班长 MUST APPROVE END"),
        ("每周一次开会。", "FREQUENCY MEETING END"),
        ("每周一上午开会。", "EVERY WEEKDAY MORNING MEETING END"),
        ("两名以上班长提出。", "NUMBER:2 ORMORE NAME:班长 DRAFT END"),
        ("理事长期不参加。", "NAME:理事 PERMANENT NOT ATTEND END"),
        ("理事长不参加。", "NAME:理事长 NOT ATTEND END"),
        ("理事和监事不参加。", "NAME:理事 AND NAME:监事 NOT ATTEND END"),
        ("连长为班长。", "NAME:连长 IS NAME:班长 END"),
        ("commander须批准。", "NAME:commander MUST APPROVE END"),
        ("squad leaders须批准。", "NAME:squad leader MUST APPROVE END"),
        ("班长累计参加。", "NAME:班长 ATTEND END"),
    ],
)
def test_glued_chinese_is_cut_by_the_longest_match_that_leaves_nothing_unknown(text: str, tokens: str):
    assert cut(text, zh()) == tokens


@pytest.mark.parametrize("person", ["张和平", "于为民", "王前", "由可", "欧阳须"])
def test_a_member_whose_name_holds_keywords_is_one_name(person: str):
    assert cut(f"{person}提出。", zh(people=[person])) == f"NAME:{person} DRAFT END"
    assert cut(f"由{person}和班长批准。", zh(people=[person])) == f"BY NAME:{person} AND NAME:班长 APPROVE END"


def test_a_name_made_of_two_names_is_taken_first_and_split_next():
    names = names_in(f"{CHINESE}职务「理事和监事」（officers）。", "zh")
    assert splits("理事和监事批准。", names, 2) == ["NAME:理事和监事 APPROVE END", "NAME:理事 AND NAME:监事 APPROVE END"]


def test_unknown_text_and_the_names_it_is_glued_to_are_one_unknown_name():
    assert splits("副班长提出。", zh(), 2) == ["NAME:副班长? DRAFT END", "NAME:副? NAME:班长 DRAFT END"]
    assert splits("连长会议批准。", zh(), 2) == ["NAME:连长会议? APPROVE END", "NAME:连长 NAME:会议? APPROVE END"]
    assert as_reported("副班长提出。", zh()) == "NAME:副班长? DRAFT END"
    assert as_reported("连长会议批准。", zh()) == "NAME:连长会议? APPROVE END"


def test_a_noun_before_an_unknown_one_stays_apart():
    assert cut("各班副班长提出。", zh()) == "EVERY NAME:班 NAME:副班长? DRAFT END"


def test_splits_without_unknown_text_come_before_those_with_it():
    found = splits("理事长期不参加。", zh(), 3)
    assert found == ["NAME:理事 PERMANENT NOT ATTEND END", "NAME:理事长期? NOT ATTEND END", "NAME:理事长 NAME:期? NOT ATTEND END"]


def test_unknown_text_stops_at_numbers_keywords_and_marks():
    assert cut("旗手三名，文书可批准。", zh()) == "NAME:旗手? NUMBER:3 COMMA NAME:文书? MAY APPROVE END"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("squad leaders must carry.", "NAME:squad leader MUST NAME:carry? END"),
        ("Two or more squad leaders may.", "NUMBER:2 ORMORE NAME:squad leader MAY END"),
        ("the activities of the squad.", "NAME:activity OF NAME:squad END"),
        ("deputy squad leader must.", "NAME:deputy squad leader? MUST END"),
        ("squad activity plan must.", "NAME:squad activity plan? MUST END"),
        ("the squad's commander.", "NAME:squad NAME:commander END"),
        ("in  force\n  from 2011-01-13.", "INFORCE DATE END"),
        ("班长 must.", "NAME:班长 MUST END"),
        ("副班长 must.", "NAME:副班长? MUST END"),
        ("commanders and Squad Leader.", "NAME:commander AND NAME:squad leader END"),
        ("termite.", "NAME:termite? END"),
    ],
)
def test_english_is_cut_at_word_borders_and_knows_plurals(text: str, tokens: str):
    assert cut(text, en()) == tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("commander, squad leader must.", "NAME:commander LISTSEP/COMMA NAME:squad leader MUST END"),
        ("commander, every squad leader must.", "NAME:commander LISTSEP/COMMA EVERY NAME:squad leader MUST END"),
        ("commander, 2 or more squad leaders.", "NAME:commander LISTSEP/COMMA NUMBER:2 ORMORE NAME:squad leader END"),
        ("commander, 2 or more.", "NAME:commander COMMA NUMBER:2 ORMORE END"),
        ("commander, must.", "NAME:commander COMMA MUST END"),
        ("commander, then must.", "NAME:commander THEN MUST END"),
        ("proposed, commander.", "PROPOSE NAME:commander END"),
        ("by commander or approved by squad leader.", "BY NAME:commander ORELSE APPROVE BY NAME:squad leader END"),
    ],
)
def test_english_commas_part_lists_clauses_or_nothing(text: str, tokens: str):
    assert cut(text, en()) == tokens


def test_a_chinese_comma_parts_clauses_and_a_pause_mark_parts_lists():
    assert cut("连长，班长、理事批准；", zh()) == "NAME:连长 COMMA NAME:班长 LISTSEP NAME:理事 APPROVE SEMI"


@pytest.mark.parametrize("mark", ["[assumed]", "[ assumed ]", "［assumed］", "〔assumed〕", "【Assumed】"])
def test_a_mark_of_assumption_belongs_to_the_token_before_it(mark: str):
    assert cut(f"approved by commander {mark}, then must.", en()) == "APPROVE BY NAME:commander~ THEN MUST END"


def test_marks_of_assumption_stand_anywhere_in_a_sentence():
    assert cut("由连长〔推定〕、班长〔推定〕推选。", zh()) == "BY NAME:连长~ LISTSEP NAME:班长~ ELECT END"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("prevails over rules 7.6.", "PREVAILS NAME:rules ARTNO:7.6 END"),
        ("article 7 “One” (“一”).", "ARTICLE ARTNO:7 STRING:One OTHER:一 END"),
        ("rules 7-1 must.", "NAME:rules ARTNO:7-1 MUST END"),
        ("7.2 and 7.", "ARTNO:7.2 AND NUMBER:7 END"),
        ("CH0404 must.", "CODE:CH0404 MUST END"),
    ],
)
def test_article_numbers_and_codes_are_known_by_what_stands_before_them(text: str, tokens: str):
    assert cut(text, en()) == tokens


def test_chinese_article_numbers_are_numbers_of_articles_after_a_part_only():
    names = names_in("部分规则（rules）。", "zh")
    assert cut('规则六、2“各设一名”（"One of each"），优先于规则七。', names) == (
        "NAME:规则 ARTNO:6.2 STRING:各设一名 OTHER:One of each COMMA PREVAILS NAME:规则 ARTNO:7 END"
    )
    assert cut("六、2。", names) == "NUMBER:6 LISTSEP NUMBER:2 END"


def test_a_name_in_corner_brackets_is_taken_literally():
    assert cut("「由甲组」和「班长」批准。", zh()) == "NAME:由甲组? AND NAME:班长 APPROVE END"


def test_brackets_hold_the_other_tongue_or_a_condition():
    assert cut("班长（squad leader）由。", zh()) == "NAME:班长 OTHER:squad leader BY END"
    assert cut("须（班长或连长）。", zh()) == "MUST LPAR NAME:班长 OR NAME:连长 RPAR END"
    assert cut("commander (连长).", en()) == "NAME:commander OTHER:连长 END"
    assert cut("must (commander or squad leader).", en()) == "MUST LPAR NAME:commander OR NAME:squad leader RPAR END"


def test_quoted_text_keeps_its_characters_and_loses_its_line_breaks():
    assert cut('charter "a #1， b\n   c".', en()) == "CHARTER STRING:a #1， b c END"
    assert cut("章程“先锋\n  连”。", zh()) == "CHARTER STRING:先锋连 END"
    assert cut("章程《先锋连》。", zh()) == "CHARTER STRING:先锋连 END"


def test_a_line_break_within_a_chinese_word_is_none_and_a_space_is_a_border():
    assert cut("班\n  长批准。", zh()) == "NAME:班长 APPROVE END"
    assert cut("班 长批准。", zh()) == "NAME:班 NAME:长? APPROVE END"


def test_places_are_those_in_the_file():
    (raw,) = reading_of("# 注\n  连长须\n  批准。", "zh")[0].sentences
    tokens = next(segmentations(raw, zh()))
    assert [(t.text, t.span.start, t.span.line, t.span.column) for t in tokens] == [
        ("连长", 6, 2, 3),
        ("须", 8, 2, 5),
        ("批准", 12, 3, 3),
        ("。", 14, 3, 5),
    ]


def test_a_word_that_is_a_keyword_and_a_name_may_be_either():
    names = names_in("lifecycle: states draft, approved; final approved.", "en")
    assert cut("draft to approved.", names) == "NAME:draft TO APPROVE/NAME END"


def test_a_name_declared_in_corner_brackets_is_a_keyword_without_them():
    names = names_in("职务「成员」（fellow）。", "zh")
    assert cut("成员和「成员」。", names) == "MEMBERS AND NAME:成员 END"


def test_comparisons_are_values():
    (raw,) = reading_of("a >= b ≤ c ！＝ d.", "en")[0].sentences
    assert [str(t.value) for t in next(segmentations(raw, en())) if t.type == "CMP"] == [">=", "<=", "!="]


def test_table_rows_are_tokens_and_their_cells_sentences():
    (raw,) = reading_of("table x:\n | squad | 2 or more |\n ｜ - ｜commander｜ # last\n", "en")[0].sentences
    *_, first, second = next(segmentations(raw, en()))
    assert [cell.text.strip() for cell in first.value] == ["squad", "2 or more"]
    assert [next(segmentations(cell, en()))[0].type for cell in second.value] == ["DASH", "NAME"]


def test_more_splits_than_are_tried_are_said_to_be_so():
    names = names_in("职务甲（a）。职务甲甲（b）。", "zh")
    (raw,) = reading_of(f"{'甲' * 40}批准。", "zh")[0].sentences
    tried = segmentations(raw, names)
    assert len(list(islice(tried, MAX_SPLITS))) == MAX_SPLITS
    with pytest.raises(SplitLimit):
        next(tried)


def test_splits_that_join_into_one_are_not_tried_for_ever():
    names = names_in("职务甲（a）。职务甲甲（b）。", "zh")
    (raw,) = reading_of(f"{'甲' * 40}乙批准。", "zh")[0].sentences
    tried = segmentations(raw, names)
    assert [token.type for token in next(tried)] == ["NAME", "APPROVE", "END"]
    with pytest.raises(SplitLimit):
        list(tried)


def test_no_split_comes_twice():
    found = splits("理事和监事长期不参加副班长。", zh(), 20)
    assert len(found) == len(set(found)) > 1


def test_the_first_split_costs_no_more_than_the_length_of_the_sentence():
    names = names_in("职务甲（a）。职务甲甲（b）。职务甲甲甲（c）。", "zh")

    def cost(size: int) -> int:
        (raw,) = reading_of(f"{'甲' * size}甲期。", "zh")[0].sentences
        return work(lambda: next(segmentations(raw, names)))

    cost(500)
    assert cost(4000) < 12 * cost(500)


def test_every_keyword_of_both_tongues_is_found_where_it_stands_alone():
    missed = []
    for lang in ("en", "zh"):
        words = lexicon(lang)
        for terminal, surfaces in words.words.items():
            for surface in surfaces:
                (raw,) = read(surface, "f", Problems(), lang).sentences
                tokens = next(segmentations(raw, names_of(words)))
                if len(tokens) != 1 or terminal not in tokens[0].types:
                    missed.append((lang, terminal, surface))
    assert missed == []
