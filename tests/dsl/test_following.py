"""A charter takes a lifecycle up again: the library's for every kind of it, or one under the name of a kind of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import drafting
from engine.charter import Charter, Lifecycle
from engine.values import Cite

HEAD = {
    "en": """charter "Club" (社).
use standard expense.
unit club (社).
role clerk (文书) of club, 1 seat.
fund kitty (会费), kept by clerk.
process purchase (采购) follows standard expense: drafted by members.
process feast (聚餐) follows purchase.
expense must be approved by clerk.
article 9 "Off" (“停用”).
""",
    "zh": """章程“社”（Club）。
引用标准支出。
单位社（club）。
社设文书（clerk）一名。
会费（kitty）由文书管理。
采购（purchase）适用标准支出，由成员提出。
聚餐（feast）适用采购。
支出须经文书批准。
第九条 “停用”（Off）。
""",
}
NINE = Cite("", "9")


@pytest.fixture
def compiled(tmp_path: Path):
    """Compile the club's charter with some sentences added; it must have no errors."""

    def made(text: str, lang: str = "en") -> Charter:
        file = tmp_path / "club.rules"
        file.write_text(HEAD[lang] + text, encoding="utf-8")
        draft = drafting.read(file, cache=None, people_of=lambda _: ())
        assert draft.compiled.charter is not None, [(p.code, p.args) for p in draft.compiled.problems if p.severity == "error"]
        return draft.compiled.charter

    return made


def off(charter: Charter, kind: str) -> tuple[str, ...]:
    return charter.lifecycle_of(kind).off


def shape(lifecycle: Lifecycle) -> tuple[object, ...]:
    return tuple(each.id for each in lifecycle.states), tuple((each.id, each.sources) for each in lifecycle.moves)


def test_nothing_is_switched_off_unless_the_charter_says_so(compiled):
    assert off(compiled(""), "purchase") == ()


@pytest.mark.parametrize(("text", "lang"), [("lifecycle expense: no transfer.\n", "en"), ("流程支出：不得转办。\n", "zh")])
def test_one_line_switches_something_off_for_the_whole_library_kind(compiled, text, lang):
    charter = compiled(text, lang)
    assert [off(charter, kind) for kind in ("expense", "purchase", "feast")] == [("transfer",)] * 3
    assert charter.lifecycle_of("expense").off_by == (NINE,)


@pytest.mark.parametrize(
    ("text", "lang"),
    [("lifecycle purchase (采购): no urging; no claiming.\n", "en"), ("流程采购（purchase）：不得催办；不得认领。\n", "zh")],
)
def test_one_line_switches_something_off_for_a_kind_of_the_charters_own(compiled, text, lang):
    charter = compiled(text, lang)
    assert [off(charter, kind) for kind in ("expense", "purchase", "feast")] == [(), ("urge", "claim"), ("urge", "claim")]
    assert shape(charter.lifecycle_of("purchase")) == shape(charter.lifecycle_of("expense"))


def test_a_name_alone_means_the_same_in_either_tongue(compiled):
    assert shape(compiled("流程采购：不得催办。\n", "zh").lifecycle_of("purchase")) == shape(compiled("").lifecycle_of("expense"))


def test_what_is_off_for_the_library_kind_stays_off_for_those_that_follow(compiled):
    charter = compiled("lifecycle purchase (采购): no urging.\nlifecycle expense: no notes.\n")
    assert set(off(charter, "purchase")) == {"note", "urge"}
    assert off(charter, "expense") == ("note",)


def test_a_lifecycle_taken_up_replaces_moves_of_the_same_name(compiled):
    charter = compiled("lifecycle purchase (采购): approved to paid on pay (付款) by members.\n")
    assert [len([move for move in charter.lifecycle_of(kind).moves if move.id == "pay"]) for kind in ("purchase", "expense")] == [1, 1]
    assert charter.lifecycle_of("purchase").move("pay") != charter.lifecycle_of("expense").move("pay")


def test_a_lifecycle_is_taken_up_over_a_kind_that_says_nothing_of_its_own(compiled):
    charter = compiled("lifecycle feast (聚餐): no transfer.\n")
    assert [off(charter, kind) for kind in ("expense", "purchase", "feast")] == [(), (), ("transfer",)]
    assert shape(charter.lifecycle_of("feast")) == shape(charter.lifecycle_of("expense"))


def test_a_lifecycle_that_says_states_is_its_own(compiled):
    charter = compiled(
        "lifecycle purchase (采购): states open (进行中), closed (已结束); final closed; open to closed on close (结束) by drafter.\n"
    )
    assert shape(charter.lifecycle_of("purchase")) == (("open", "closed"), (("close", ("open",)),))


@pytest.mark.parametrize(
    ("sentence", "facility"),
    [
        ("no return", "return"),
        ("no taking back", "take back"),
        ("no transfer", "transfer"),
        ("no delegation", "delegate"),
        ("no agents", "agent"),
        ("no added signers", "add signer"),
        ("no claiming", "claim"),
        ("no urging", "urge"),
        ("no copies", "copy"),
        ("no notes", "note"),
        ("no suspension", "suspend"),
        ("no ratifying afterwards", "ratify"),
    ],
)
def test_each_sentence_switches_off_what_it_names(compiled, sentence, facility):
    assert off(compiled(f"lifecycle expense: {sentence}.\n"), "expense") == (facility,)
