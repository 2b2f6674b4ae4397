"""Options that stand anywhere, and the choice of the tongue."""

from __future__ import annotations

import pytest

from cli.session import language, take_globals


@pytest.mark.parametrize(
    ("typed", "given", "rest"),
    [
        (["inbox"], {}, ["inbox"]),
        (["--db", "a.db", "inbox", "--as", "刘洋"], {"db": "a.db", "actor": "刘洋"}, ["inbox"]),
        (["inbox", "--db=a.db", "--json"], {"db": "a.db", "json": "yes"}, ["inbox"]),
        (["inbox", "--as="], {"actor": ""}, ["inbox"]),
        (["a", "--at", "2011-03-01 09:00", "b"], {"at": "2011-03-01 09:00"}, ["a", "b"]),
        (["a", "--lang", "zh", "--lang", "en"], {"lang": "en"}, ["a"]),
        (["a", "--", "--db", "x"], {}, ["a", "--", "--db", "x"]),
        (["a", "--dbs", "x", "--asx"], {}, ["a", "--dbs", "x", "--asx"]),
    ],
)
def test_they_are_taken_out_wherever_they_stand(typed: list[str], given: dict[str, str], rest: list[str]):
    assert take_globals(typed) == (given, rest, None)


def test_one_without_its_value_is_told():
    assert take_globals(["inbox", "--db"]) == ({}, ["inbox"], "--db")


@pytest.mark.parametrize(
    ("asked", "environment", "lang"),
    [
        (None, {}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        (None, {"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, "zh"),
        (None, {"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
        (None, {"CHARTER_LANG": "en", "LANG": "zh_CN"}, "en"),
        ("zh", {"CHARTER_LANG": "en"}, "zh"),
        ("en", {"LANG": "zh_CN"}, "en"),
        ("fr", {"LANG": "zh_CN"}, "zh"),
    ],
)
def test_the_tongue_is_the_asked_one_else_the_locales(asked: str | None, environment: dict[str, str], lang: str):
    assert language(asked, environment) == lang
