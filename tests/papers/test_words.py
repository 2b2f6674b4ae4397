"""Whatever a charter or a case can hold has its word on a paper; and the form tells what happened besides the answers."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from importlib import import_module
from typing import get_args, get_type_hints

import pytest

from cli.main import run
from engine.case import Signature
from engine.charter import Act, Base
from engine.workflows.standings import StepState

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_act_state_answer_and_base_has_a_word(lang: str):
    papers = import_module(f"engine.messages.{lang}.papers").PAPERS
    words = import_module(f"engine.messages.{lang}.words").WORDS
    answered = {"met", "refused", "returned"}
    needed = {f"act_{act.value}" for act in Act} | {f"done_{act.value}" for act in Act if act is not Act.FILE}
    needed |= {f"step_{state}" for state in get_args(StepState) if state not in answered}
    needed |= {f"answer_{answer}" for answer in get_args(get_type_hints(Signature)["answer"])} | {
        f"base_{base.name.lower()}" for base in Base
    }
    assert needed - papers.keys() == set()
    assert {f"arranged_{kind}" for kind in ("transfer", "delegate", "add before", "add after", "remove", "claim")} - words.keys() == set()


def test_a_form_tells_transfers_notes_and_suspensions(charter, quarter: dict[str, str]):
    shutil.copy(quarter["zh"], "own.db")
    book = ["--db", "own.db", "--lang", "zh"]
    acts = [
        ["单班活动", "新建", "--名称", "植树", "--班", "六班", "--开始", "2011-04-09 09:00", "--结束", "2011-04-09 11:00", "--地点", "沱河",
         "--as", "赵敏", "--at", "2011-04-02 09:00"],
        ["单班活动", "提交", "HD-2011-009", "--as", "赵敏"],
        ["单班活动", "认定", "HD-2011-009", "重要", "否", "--as", "陈静"],
        ["单班活动", "批注", "HD-2011-009", "--text", "请带手套", "--as", "陈静"],
        ["单班活动", "中止", "HD-2011-009", "--reason", "天气未定", "--as", "陈静"],
    ]  # fmt: skip
    assert [run([*act, *book], {}, NOW) for act in acts] == [0] * len(acts)
    _, told = charter("paper", "approval", "HD-2011-009", "--json", book="own.db")
    tables = {block["caption"]: block["rows"] for block in json.loads(told)["result"]["paper"]["blocks"] if "caption" in block}
    assert ["2011-04-02 09:00", "陈静", "批注", "—", "请带手套"] in tables["其他办理经过"]
    assert ["2011-04-02 09:00", "陈静", "中止", "—", "天气未定"] in tables["其他办理经过"]
    assert next(row[2] for row in tables["签署情况"]) == "陈静（指导员）"
