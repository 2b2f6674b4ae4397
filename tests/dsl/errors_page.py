"""docs/errors.md, made of the pages of problems and of what the compiler really says of their examples."""

from __future__ import annotations

from pathlib import Path

from faults import LANGS, Faults, added, faults

from engine.messages.rendering import explain, pages, text
from engine.problems import Problem
from engine.values import Lang

PAGE = Path(__file__).resolve().parents[2] / "docs" / "errors.md"

# Mistakes that are no few sentences added to a sound charter.
_DEEP = "(" * 24
WHOLE: dict[str, dict[Lang, str]] = {
    "CH0110": {"en": f'charter "Team" (小队).\n# {"-" * (1 << 20)}', "zh": f"章程“小队”（Team）。\n# {'-' * (1 << 20)}"},
    "CH0112": {"en": f"role clerk {_DEEP}文书{_DEEP.replace('(', ')')}.", "zh": f"职务文书{_DEEP}clerk{_DEEP.replace('(', ')')}。"},
    "CH0114": {"en": f"category {'very ' * 16}old member (老成员).", "zh": f"成员类别{'很' * 80}老成员（old member）。"},
    "CH0109": {
        "en": 'charter "Team" (小队).\n'
        "category k (甲), k l (甲乙), l m n (乙丙丁), m (丙), n (丁), p (戊), p q (戊己), q r (己庚), r (庚).\n"
        "role clerk (文书).\nclerk: elected by k l m n and p q r; term one year.",
        "zh": "章程“小队”（Team）。\n"
        "成员类别甲（k）、甲乙（k l）、乙丙丁（l m n）、丙（m）、丁（n）、戊（p）、戊己（p q）、己庚（q r）、庚（r）。\n"
        "职务文书（clerk）。\n文书由甲乙丙丁和戊己庚推选，任期一年。",
    },
    "CH0115": {
        "en": f"category k (甲), k k (甲甲), k k k (甲甲甲).\n{'k ' * 30}b.",
        "zh": f"成员类别甲（a）、甲甲（aa）、甲甲甲（aaa）。\n{'甲' * 30}乙。",
    },
    "CH0212": {"en": "unit team (队).", "zh": "单位队（team）。"},
    "CH0901": {
        "en": 'charter "Team" (小队), source "source.txt".\nquote 「出行要先报备」.',
        "zh": "章程“小队”（Team），原件“source.txt”。\n原文「出行要先报备」。",
    },
}
INTRODUCTION = """# Problems · 问题

What `charter check` finds, by code. Each page shows a mistake, what is said about it, and the mended text; the tests compile all of
them, and this file is made from what comes of it. `charter explain CODE` shows one page. The examples are added to
a small sound charter, `tests/charters/examples/base.en.rules` (`base.zh.rules`).

`charter check` 所报的问题，按代码排列。每页有一处错误、所报的内容和改正后的文字；全部由测试编译，本页由此生成。
`charter explain 代码` 显示其中一页。例句加在一部没有问题的小章程之后：`tests/charters/examples/base.zh.rules`（`base.en.rules`）。

Severity: an **error** makes a charter unusable; a **warning** is something to settle, or to accept in the text with a reason
(`accepted CODE because "…"`, `接受警告CODE，理由是“…”`); a **note** is for information.
"""


def example(code: str, lang: Lang) -> Faults:
    """Compile the example of a code."""
    wrong = pages(lang)[code].wrong
    return added(wrong, lang) if wrong else faults(WHOLE[code][lang])


def page() -> str:
    """Return the whole file."""
    return "\n".join((INTRODUCTION, *(_of(code) for code in pages("en"))))


def _of(code: str) -> str:
    return f"## {code}\n\n" + "\n\n".join(_in(code, lang) for lang in LANGS) + "\n"


def _in(code: str, lang: Lang) -> str:
    found = example(code, lang)
    problem = next(each for each in found.problems if each.code == code)
    explained = explain(code, lang)
    assert explained is not None
    return f"{explained}\n\n```text\n{_drawn(problem, found, lang)}\n```"


def _drawn(problem: Problem, found: Faults, lang: Lang) -> str:
    """Draw a problem; what is longer than a page of text is shortened."""
    drawn = text(problem, found.sources, lang).replace("\u200b", " ")
    return "\n".join(line if len(line) < 400 else f"{line[:100]} …" for line in drawn.split("\n"))
