"""The formatter's laws: what is written means what was read, writing again changes nothing, there and back is where one began."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from trees import NAMES, PRELUDE, charters
from writing import CHARTERS, HERE, TONGUES, formatted, items_of, parsed, written

from engine.dsl import syntax
from engine.values import Lang

SHIPPED = (each for each in CHARTERS.rglob("*.rules") if each.parent.name != "templates")  # those have marks for words
SAMPLES = sorted((*SHIPPED, *HERE.glob("*.rules")))
BOTH = {**NAMES, **{zh: en for en, zh in NAMES.items()}}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def other(text: str) -> Lang:
    return "en" if parsed(text)[0][0].lang == "zh" else "zh"


# ---- laws on whole charters --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_whole_charter_keeps_the_laws(path: Path):
    """One test for the three, so that a charter is laid out once for all of them."""
    text, file = text_of(path), str(path)
    canonical = formatted(text, file=file)
    assert items_of(canonical, file) == items_of(text, file)
    assert formatted(canonical, file=file) == canonical
    away = formatted(canonical, other(canonical), file)
    assert formatted(away, other(away), file) == canonical


@pytest.mark.parametrize("name", ["constructs", "words", "steps"])
def test_every_construct_in_either_tongue_is_written_so(name: str, request: pytest.FixtureRequest):
    files = {lang: HERE / f"{name}.{lang}.rules" for lang in TONGUES}
    english = text_of(files["en"])
    for lang in TONGUES:
        found = formatted(english, lang)
        if request.config.getoption("--update-golden"):
            files[lang].write_text(found, encoding="utf-8")
        assert found == text_of(files[lang])


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(charters)
def test_whatever_can_be_said_keeps_its_meaning(items: tuple[syntax.Node, ...]):
    english = written(items, "en", BOTH)
    assert items_of(english) == items
    assert formatted(english) == english
    chinese = formatted(english, "zh")
    assert formatted(chinese) == chinese
    assert formatted(chinese, "en") == english


def test_the_random_charters_all_declare_the_same():
    assert items_of(written(PRELUDE, "en", BOTH)) == PRELUDE


# ---- single sentences --------------------------------------------------------------------------------------------

# As it was written, its canonical text, and that in the other tongue.
CASES = (
    (
        "role squad leader (班长) of each squad , 1 seats.",
        "role squad leader (班长) of each squad, 1 seat.",
        "每squad设班长（squad leader）一名。",
    ),
    ("director: elected by members; term a year.", "director:\n  elected by members.\n  term one year.", "director由成员推选，任期一年。"),
    ("parameter line (线): ￥５００ .", "parameter line (线): 500 yuan.", "线（line）为500元。"),
    ('theme “a "b" c”.', 'theme “a "b" c”.', '主题“a "b" c”。'),
    (
        "when amount is over 5 yuan, x must be filed with y.",
        "when amount is over 5 yuan, x must be filed with y.",
        "当amount超过5元时，x须报y备案。",
    ),
    ('条文第七条“一”（"one"）。', '第七条 “一”（"one"）。', 'article 7 "one" (“一”).'),
    ("部分规则（rules）。规则七、2“一”。", "部分规则（rules）。\n\n规则七、2 “一”。", 'part rules (规则).\n\narticle 7.2 "一".'),
    (
        "成员类别：会员（participant）。每会员应总结。",
        "成员类别：会员（participant）。\n每名会员应当总结。",
        "category participant (会员).\nevery participant must sum up.",
    ),
)


@pytest.mark.parametrize(("text", "canonical", "away"), CASES, ids=range(len(CASES)))
def test_a_sentence_is_written_in_its_first_words(text: str, canonical: str, away: str):
    assert formatted(text) == canonical + "\n"
    assert formatted(canonical, other(canonical)) == away + "\n"


def test_chinese_joins_what_is_said_of_one_subject_as_far_as_it_reads_well():
    text = "role commander (连长). commander: elected by members. term one quarter. rotating."
    assert formatted(text, "zh") == "职务连长（commander）。\n连长由成员推选，任期一个季度，不得连任。\n"


def test_chinese_opens_no_block_where_a_sentence_reads_better():
    text = "process plan (计划): drafted by commander. every squad must carry it out. role commander (连长). units squad (班) of x: y."
    assert formatted(text, "zh").splitlines()[0] == "计划（plan）由连长提出，各班应当执行。"


def test_english_opens_a_block_where_two_sentences_speak_of_one_thing():
    assert formatted("director must sum up. director must report.") == "director:\n  must sum up.\n  must report.\n"


def test_a_name_that_would_be_misread_stands_in_quotation_marks():
    """理事和监事 is a name of its own; the two offices are not."""
    text = "职务理事。职务监事。职务「理事和监事」。委员会理事会：由「理事」和「监事」组成。"
    found = formatted(text)
    assert items_of(found) == items_of(text)
    assert "「" in found.splitlines()[-1]


def test_a_name_that_is_a_word_of_the_other_tongue_stands_in_quotation_marks_there():
    """A committee named `committee` is one only in 「 」."""
    text = "职务队长（leader）。委员会议事会（committee）：由队长组成。事项采购（purchase）：须经议事会批准。"
    found = formatted(text, "en")
    assert "committee 「committee」 (议事会)" in found
    assert "by 「committee」" in found


def test_a_name_without_a_counterpart_stays_as_it_is():
    assert formatted("oddball must report.", "zh") == "oddball应当报告。\n"


@pytest.mark.parametrize("text", ["quorum of nothing at all.", "commander: foo bar baz.", "role x (甲"])
def test_a_sentence_that_makes_no_sense_stays_as_it_was_written(text: str):
    assert formatted(text) == text + "\n"
    assert formatted(f'theme "a".\n{text}\n') == f'theme "a".\n{text}\n'


@pytest.mark.parametrize("text", ["a\u200bb must sum up.", "[assumed] x must sum up.", "must sum up."])
def test_a_sentence_of_doubtful_meaning_stays_as_it_was_written(text: str):
    """A character that is not seen, a mark on nothing, a sentence that speaks of nothing."""
    assert formatted(text) == text + "\n"


def test_a_sentence_that_makes_no_sense_keeps_its_block_in_either_tongue():
    text = "职务连长（commander）。\n连长：由班长推选。\n不知所云的话。\n连长任期一年。\n"
    assert formatted(text) == text
    english = formatted(text, "en")
    assert formatted(english) == english


def test_a_sentence_that_makes_no_sense_keeps_its_block():
    text = "commander:\n  elected by members.\n  foo bar baz.\n  term one year.\n"
    assert formatted(text) == text


# ---- comments and lines ------------------------------------------------------------------------------------------

COMMENTED = """# first
charter "x".

# before the part
# in two lines
part rules (规则).

article 1.1 "a".
director:  # of the heading
  elected by members.  # beside
  # between
  term one year.
# before the next
unit x (甲).
# last
"""


def test_comments_stay_where_they_stood():
    found = formatted(COMMENTED)
    moved = ("director:  # of the heading\n  elected by members.", "director:\n  elected by members.  # of the heading")
    assert found == COMMENTED.replace(*moved)
    assert formatted(found) == found


def test_comments_stay_in_the_other_tongue():
    there = formatted(COMMENTED, "zh")
    assert [line.strip() for line in there.splitlines() if line.startswith("#")] == [
        "# first",
        "# before the part",
        "# in two lines",
        "# between",
        "# before the next",
        "# last",
    ]
    assert formatted(there, "en") == formatted(COMMENTED)


UNSPACED = """theme "a".


theme "b".
part p (甲).
article 1.1 "a".
x must sum up.
y: elected by members. term one year.
unit u (乙).
"""
SPACED = """theme "a".
theme "b".

part p (甲).

article 1.1 "a".
x must sum up.

y:
  elected by members.
  term one year.
unit u (乙).
"""


def test_a_line_is_free_before_parts_articles_and_blocks_only():
    assert formatted(UNSPACED) == SPACED


def test_the_columns_of_a_table_stand_in_line():
    text = "table class (等级) unique:\n| money | class |\n|500 yuan or more|one|\n| - | two |\n"
    assert formatted(text) == (
        "table class (等级) unique:\n"
        "  | money            | class |\n"
        "  | 500 yuan or more | 1     |\n"
        "  | -                | 2     |\n"
    )  # fmt: skip


def test_no_cell_is_lost_where_the_last_bar_is_missing():
    text = "table t (表) unique:\n| x | y # c\n| 1 | 2\n# end\n"
    assert formatted(text) == "table t (表) unique:\n  | x | y |\n  | 1 | 2 |  # c\n# end\n"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_charter_stays_empty(text: str):
    assert formatted(text).strip() == text.strip()


# ---- marks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("committee c (委): quorum two thirds of members [assumed].", "委员会委（c）：须有三分之二以上成员出席〔推定〕。"),
        ("committee c (委): vote majority of members [assumed].", "委员会委（c）：决议须经全体成员过半数通过〔推定〕。"),
        ("committee c (委): acts through director [assumed].", "委员会委（c）：由director代表签署〔推定〕。"),
        ("process k (案): must be filed with y [assumed].", "事项案（k）：须报y备案〔推定〕。"),
        ("role r (职). r must sum up within 10 days after each quarter [assumed].", "职务职（r）。职应当在每季度〔推定〕后10日内总结。"),
    ],
)
def test_a_mark_belongs_to_the_same_node_in_both_tongues(english: str, chinese: str):
    found = formatted(chinese, "en")
    assert items_of(found)[-1] == items_of(formatted(english))[-1]


def test_a_marked_keyword_within_a_sentence_keeps_its_mark():
    text = "2 or more [assumed] directors must sum up."
    assert formatted(text) == "2 or more directors [assumed] must sum up.\n"


def test_a_marked_heading_marks_every_sentence_of_its_block():
    text = "director [assumed]:\n  elected by members.\n  term one year.\n"
    assert formatted(text) == text
    assert formatted(text, "zh") == "director〔推定〕由成员推选，任期一年。\n"
