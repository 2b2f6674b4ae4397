"""Charters compiled for the tests of problems: a sound base, and what is added to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from engine import drafting, proving
from engine.dsl.compile import compile
from engine.dsl.using import Loaded
from engine.problems import Label, Problem, Span
from engine.values import Lang

CHARTERS = Path(__file__).resolve().parent.parent / "charters"
LANGS: tuple[Lang, ...] = ("en", "zh")


# Charters that the examples of problems extend.
UPPER = {
    "upper.rules": """charter "Upper association" (上级协会).
part statutes (会章).
article 1 "Lookouts" (“瞭望”).
body lookout (瞭望组).
article 2 "Reports" (“报告”).
lookout must sum up.
""",
    "other.rules": 'charter "Other association" (别的协会).\n',
    "example.rules": "",  # the example itself: it has been read
}


@dataclass(frozen=True)
class Faults:
    """What is wrong with a text, with the texts that its places are in."""

    problems: tuple[Problem, ...]
    sources: dict[str, str]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]


@cache
def _library() -> tuple[Loaded, ...]:
    return tuple(Loaded(file.name, file.read_text(encoding="utf-8")) for file in sorted(drafting.LIBRARY.glob("*.rules")))


def load(kind: str, name: str, asker: str) -> Loaded | None:
    """Find modules of the library, a source that says little, and charters that say little more."""
    del asker
    if kind == "charter":
        return Loaded(name, UPPER[name]) if name in UPPER else None
    if kind == "source":
        return Loaded("source.txt", "出行要先报批，不得影响办公。") if name == "source.txt" else None
    return next((each for each in _library() if kind == "module" and name in each.text.split(".", 1)[0]), None)


@cache
def faults(text: str, file: str = "example.rules") -> Faults:
    """Compile a whole text."""
    compiled = compile(text, file, load, drafting.grammar(None))
    sources = {each.file: each.text for each in _library()} | UPPER | {file: text}
    draft = proving.judged(drafting.Draft(file, text, compiled, sources), cache=None)
    return Faults(tuple(draft.compiled.problems), sources)


@cache
def base(lang: Lang) -> str:
    """Return a sound charter."""
    return (CHARTERS / "examples" / f"base.{lang}.rules").read_text(encoding="utf-8")


@cache
def _usual(lang: Lang) -> frozenset[tuple[str, int]]:
    return frozenset((each.code, each.span.line) for each in faults(base(lang)).problems)


@cache
def added(text: str, lang: Lang) -> Faults:
    """Compile the base with sentences added; return what they are to blame for, their places counted from their own first line."""
    found = faults(f"{base(lang)}{text}\n")
    own = tuple(_moved(each, lang) for each in found.problems if (each.code, each.span.line) not in _usual(lang))
    return Faults(own, {**found.sources, "example.rules": f"{text}\n", "base.rules": base(lang)})


def _moved(problem: Problem, lang: Lang) -> Problem:
    labels = tuple(Label(_place(label.span, lang), label.key, label.args) for label in problem.labels)
    return replace(problem, span=_place(problem.span, lang), labels=labels)


def _place(span: Span, lang: Lang) -> Span:
    if span.file != "example.rules":
        return span
    before, lines = len(base(lang)), base(lang).count("\n")
    if span.start < before:
        return replace(span, file="base.rules")
    return Span(span.file, span.start - before, span.end - before, span.line - lines, span.column)
