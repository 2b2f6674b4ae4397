"""What a clause means in the compiled charter where another clause, or the library, says the like."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from engine import drafting
from engine.charter import And, Charter, Compare, Constant, FieldValue, Judged, Not, Parameter, ShareOf
from engine.values import Money, Op

HEAD = """charter "Club" (“社”).
use standard expense.
part rules (规则).
article 1 "Club" (“社”).
unit club (社).
role chair (社长) of club, 1 seat.
role clerk (文书) of club, 1 seat.
chair, clerk: selection is unspecified.
fund kitty (会费), kept by clerk.
"""


@pytest.fixture
def compiled(tmp_path: Path):
    """Compile the club's charter with some sentences added; it must have no errors."""

    def made(text: str) -> Charter:
        file = tmp_path / "club.rules"
        file.write_text(HEAD + text, encoding="utf-8")
        draft = drafting.read(file, cache=None, people_of=lambda _: ())
        assert draft.compiled.charter is not None, [(p.code, p.args) for p in draft.compiled.problems if p.severity == "error"]
        return draft.compiled.charter

    return made


def whens(charter: Charter) -> list[object]:
    return [each.when for each in charter.requirements]


def test_a_bound_on_a_kind_is_a_bound_on_the_money_of_the_kind_it_follows(compiled):
    charter = compiled("process feast (聚餐) follows standard expense.\nevery feast of 300 yuan or more must be approved by chair.\n")
    assert whens(charter) == [Compare(FieldValue("amount"), Op.AT_LEAST, Constant(Money(300_00)))]


@pytest.mark.parametrize(("said", "negative"), [("is", False), ("is not", True)])
def test_a_condition_may_be_a_judgement(compiled, said, negative):
    text = f"judgement urgent (紧急) of expense by chair.\nwhen expense {said} urgent, expense must be approved by chair.\n"
    assert whens(compiled(text)) == [Not(Judged("urgent")) if negative else Judged("urgent")]


def test_conditions_of_a_clause_and_of_its_subject_add_up(compiled):
    charter = compiled(
        "judgement urgent (紧急) of expense by chair.\nwhen amount is over 9 yuan, every urgent expense must be approved by chair.\n"
    )
    assert whens(charter) == [And((Compare(FieldValue("amount"), Op.OVER, Constant(Money(9_00))), Judged("urgent")))]


def test_a_share_of_a_field_may_be_the_limit(compiled):
    charter = compiled(
        "expense: field budget (预算) is money.\nexpense must be approved by chair.\namount of expense must not be over 10% of budget.\n"
    )
    (limit,) = charter.limits
    assert limit.rule.condition == Compare(FieldValue("amount"), Op.AT_MOST, ShareOf(Fraction(1, 10), FieldValue("budget")))


def test_a_parameter_said_again_from_a_day_on_keeps_both_values(compiled):
    charter = compiled("parameter line (线): 500 yuan.\nparameter line (线): 600 yuan since 2012-01-01.\n")
    (line,) = charter.parameters
    assert isinstance(line, Parameter)
    assert [value for _, value in line.values] == [Money(500_00), Money(600_00)]


def test_an_exception_prevails_over_the_article_it_is_an_exception_of(compiled):
    charter = compiled('chair: term one year.\narticle 2 "B" (“乙”).\nrule honour (荣誉) exception of rules 1.\nchair: term permanent.\n')
    assert charter.role("chair").term.length is None


def test_a_step_instead_of_an_article_replaces_all_that_it_requires(compiled):
    charter = compiled('expense must be approved by clerk.\narticle 2 "B" (“乙”).\nexpense must be approved by chair instead of rules 1.\n')
    assert [(each.id, each.instead_of) for each in charter.requirements] == [("rules 1#1", ()), ("rules 2#1", ("rules 1#1",))]
