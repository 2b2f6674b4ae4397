"""Members and offices that are not elected, from the text to the book: the scenarios of a club, in both tongues."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import codec, drafting
from engine.charter import Compare, IsOf, Requirement
from engine.services.found import Source
from engine.services.play import rehearse
from engine.values import Lang

FILE = Path(__file__).parent / "people" / "club.rules"


def nobody(_: object) -> tuple[str, ...]:
    return ()


def source(lang: Lang = "en") -> Source:
    text = drafting.laid_out(FILE.read_text(encoding="utf-8"), FILE, lang, cache=None, people_of=nobody)
    draft = drafting.drafted(text, FILE, cache=None, people_of=nobody)
    assert [(each.code, each.span.line) for each in draft.compiled.problems if each.severity == "error"] == []
    assert draft.compiled.charter is not None
    return Source(draft.compiled.charter, text, FILE.name)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_its_scenarios_pass(lang: Lang) -> None:
    assert [(each.scenario.en, each.failures) for each in rehearse(source(lang)) if each.failures] == []


def test_both_tongues_say_the_same() -> None:
    assert codec.digest(source("zh").charter) == codec.digest(source("en").charter)


def test_a_clause_about_people_is_what_the_cases_that_carry_it_out_must_pass() -> None:
    found = {each.id: each for each in source().charter.requirements if each.cite is not None}
    appointed, moved = found["1#appointment instructor by office"], found["1#moving squad leader by person"]
    assert (appointed.kinds, isinstance(appointed.when, Compare)) == (("appointment",), True)
    assert (moved.kinds, isinstance(moved.when, IsOf)) == (("reassignment",), True)
    assert kinds(found.values()) == {
        *("appointment", "dismissal", "joining", "category change", "reassignment", "suspension", "reinstatement", "automatic leaving")
    }


def kinds(found: object) -> set[str]:
    assert isinstance(found, type({}.values()))
    return {kind for each in found if isinstance(each, Requirement) for kind in each.kinds}


def test_nothing_about_members_is_left_unexecuted() -> None:
    left = {norm.kind for norm in source().charter.norms}
    assert not left & {"removal", "joining", "leaving", "HeldApart", "AlsoHeld", "counted event", "attendance"}
