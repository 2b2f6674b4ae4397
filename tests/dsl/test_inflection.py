"""English names in the plural and the singular, and verbs in the third person."""

from __future__ import annotations

import pytest

from engine.dsl.inflection import forms


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("squad leader", "squad leaders"),
        ("company leaders", "company leader"),
        ("activity", "activities"),
        ("activities", "activity"),
        ("office hours", "office hour"),
        ("class", "classes"),
        ("classes", "class"),
        ("branch", "branches"),
        ("branches", "branch"),
        ("box", "boxes"),
        ("person", "people"),
        ("people", "person"),
        ("alderman", "aldermen"),
        ("submit", "submits"),
        ("approve", "approves"),
        ("carry out", "carries out"),
        ("pay", "pays"),
        ("publish", "publishes"),
        ("head of office", "heads of office"),
        ("Squad Leader", "squad leaders"),
    ],
)
def test_a_name_has_this_form(name: str, form: str):
    assert form in forms(name)


@pytest.mark.parametrize("name", ["连长", "", "班长 2"])
def test_names_that_are_not_english_have_no_forms(name: str):
    assert forms(name) == () or name == "班长 2"


@pytest.mark.parametrize(("name", "wrong"), [("status", "statu"), ("class", "clas"), ("basis", "basi"), ("gas", "ga")])
def test_an_s_that_belongs_to_the_word_stays(name: str, wrong: str):
    assert wrong not in forms(name)
