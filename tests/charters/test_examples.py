"""Charters of other units: nothing wrong with them in either tongue, their scenarios pass, and a book can be founded from each."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine import codec, drafting
from engine.charter import Charter
from engine.dsl.compile import compile
from engine.dsl.format import format
from engine.dsl.using import Loaded
from engine.services.found import Source, read_register
from engine.services.play import rehearse

EXAMPLES = Path(__file__).resolve().parents[2] / "charters" / "examples"
MEMBERS = {"team": "members.csv", "society": "society_members.csv", "owners": "owners_members.csv"}
FOUNDING = datetime(2026, 3, 2, tzinfo=UTC)
TONGUES = ("zh", "en")
EVERY = pytest.mark.parametrize("name", sorted(MEMBERS))

# Rules of which societies' statutes are full, as they stand in the society's charter, laid out.
SAMPLES = (
    "支出300元以上须经两名负责人同时审核。",
    "须有三分之二以上理事出席",
    "理事会决议须经到会理事三分之二以上通过。",
    "会员一年内五次迟到，经通知满10日且无异议的，视为自动退出。",
    "会员连续三次无故缺席视为自动退出。",
    "社团活动应当提前2周申请，其中大型活动提前一个月。",
    "会计不得兼任出纳",
    "会员大会经三分之一以上会员提议召开。",
    "公示账目不少于5个工作日",
    "每名代理人至多代理两人。",
    "支出金额不得超过预算的10%。",
)


def load(kind: str, name: str, asker: str) -> Loaded | None:
    del asker
    texts = ((file, file.read_text(encoding="utf-8")) for file in sorted(drafting.LIBRARY.glob("*.rules")))
    return next((Loaded(file.name, text) for file, text in texts if kind == "module" and name in text.split(".", 1)[0]), None)


def text(name: str, tongue: str) -> str:
    file = EXAMPLES / f"{name}.rules"
    written = file.read_text(encoding="utf-8")
    return written if tongue == "zh" else format(written, file.name, "en", drafting.grammar(None), load)


def charter(name: str, tongue: str = "zh") -> Charter:
    compiled = compile(text(name, tongue), f"{name}.rules", load, drafting.grammar(None))
    assert [(each.code, each.span.line) for each in compiled.problems if each.severity != "info"] == []
    assert compiled.charter
    return compiled.charter


@EVERY
def test_an_example_is_laid_out(name):
    written = text(name, "zh")
    assert format(written, f"{name}.rules", None, drafting.grammar(None), load) == written


@EVERY
def test_both_tongues_come_to_one_model(name):
    assert codec.digest(charter(name, "en")) == codec.digest(charter(name))


@EVERY
@pytest.mark.parametrize("tongue", TONGUES)
def test_its_scenarios_pass(name, tongue):
    played = rehearse(Source(charter(name, tongue), text(name, tongue), f"{name}.rules"))
    assert played
    assert [(each.scenario.zh, each.failures) for each in played if each.failures] == []


@EVERY
def test_a_book_can_be_founded_from_its_list_of_members(name):
    register = read_register("members.csv", (EXAMPLES / MEMBERS[name]).read_bytes(), charter(name), FOUNDING)
    offices = {each.id for each in charter(name).roles}
    assert {each.role for each in register.tenures} == offices


def test_the_society_has_the_rules_of_such_statutes_in_their_own_words():
    written = "".join(text("society", "zh").split())
    assert [each for each in SAMPLES if each not in written] == []


@pytest.mark.parametrize("what", ["推选", "专有面积"])
def test_what_is_not_executed_yet_is_reported_as_such(what):
    draft = drafting.read(EXAMPLES / "owners.rules", cache=None, people_of=lambda _: ())
    lines = [line for article in drafting.report(draft, {}) for line in article.lines]
    said = drafting.texts(draft, [line.node for line in lines], "zh", cache=None)
    statuses = {line.status for line, sentence in zip(lines, said, strict=True) if what in sentence}
    assert statuses == {"recorded"}
