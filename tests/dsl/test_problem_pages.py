"""Every problem has its words in both tongues, and a page whose mistake is found and whose mending is sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from errors_page import PAGE, WHOLE, example, page
from faults import LANGS, added

from engine.messages.en import problems as english
from engine.messages.rendering import explain, pages
from engine.messages.zh import problems as chinese
from engine.values import Lang

ENGINE = Path(__file__).resolve().parents[2] / "engine"
RAISING = (*(ENGINE / "dsl").rglob("*.py"), ENGINE / "proving.py")
RAISED = {code for file in RAISING for code in re.findall(r'"(CH\d{4})"', file.read_text(encoding="utf-8"))}
EVERY = [(code, lang) for code in sorted(pages("en")) for lang in LANGS]


def code_of(key: str) -> str:
    return key.partition(" ")[0]


@pytest.mark.parametrize("table", ["MESSAGES", "HELP", "LABELS", "WORDS"])
def test_both_tongues_word_the_same(table: str):
    assert list(getattr(english, table)) == list(getattr(chinese, table))


@pytest.mark.parametrize("table", ["MESSAGES", "HELP", "LABELS"])
def test_both_tongues_say_only_what_the_other_could_say(table: str):
    """A placeholder of one tongue is known to the problem, so it is one of the other's message, help or label."""
    for key, said in getattr(english, table).items():
        other = getattr(chinese, table)[key]
        known = _slots(english, key) | _slots(chinese, key)
        assert set(re.findall(r"{(\w+)}", said + other)) <= known


def _slots(words: object, key: str) -> set[str]:
    tables = (words.MESSAGES, words.HELP, words.LABELS)  # type: ignore[attr-defined]
    return {slot for table in tables if key in table for slot in re.findall(r"{(\w+)}", table[key])} | {"here", "type", "kind"}


def test_every_code_that_is_raised_is_worded_and_explained():
    assert {code_of(key) for key in english.MESSAGES} == RAISED
    assert set(pages("en")) == set(pages("zh")) == RAISED


def test_every_help_belongs_to_a_message():
    assert {code_of(key) for key in english.HELP} == {code_of(key) for key in english.MESSAGES}


@pytest.mark.parametrize(("code", "lang"), EVERY)
def test_the_mistake_is_found_and_nothing_else(code: str, lang: Lang):
    assert example(code, lang).codes == [code]


@pytest.mark.parametrize(("code", "lang"), [each for each in EVERY if each[0] not in WHOLE])
def test_the_mending_is_sound(code: str, lang: Lang):
    assert added(pages(lang)[code].right, lang).codes == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_code_is_explained_and_a_stranger_is_not(lang: Lang):
    shown = explain("CH0402", lang)
    assert shown is not None
    assert pages(lang)["CH0402"].wrong.split("\n")[0] in shown
    assert explain("R143", lang)
    assert explain("CH9999", lang) is None
    assert explain("R999", lang) is None


def test_the_page_of_all_problems_is_true(pytestconfig: pytest.Config):
    if pytestconfig.getoption("--update-golden"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
