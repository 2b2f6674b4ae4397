"""Every change of state goes through the machine of its lifecycle, and through nothing that a charter names."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from samples import ACTIVITY_LIFE, COMMANDER, DONATION_LIFE, EXPENSE_LIFE, move, named, state

from engine.charter import Lifecycle
from engine.workflows.kinds import undecided
from engine.workflows.machines import _machine, advance

LEADS = {
    ("draft", "submit"): "review",
    ("draft", "withdraw"): "withdrawn",
    ("review", "granted"): "approved",
    ("review", "refused"): "refused",
    ("review", "returned"): "draft",
    ("review", "lapsed"): "draft",
    ("review", "withdraw"): "withdrawn",
    ("approved", "pay"): "paid",
    ("paid", "settle"): "settled",
    ("paid", "correct"): "refused",
    ("settled", "correct"): "refused",
}
TRIGGERS = ("submit", "pay", "settle", "correct", "granted", "refused", "returned", "lapsed", "withdraw", "teleport")


@pytest.mark.parametrize(("at", "trigger"), list(product([each.id for each in EXPENSE_LIFE.states], TRIGGERS)))
def test_every_state_knows_exactly_its_moves(at: str, trigger: str) -> None:
    if (at, trigger) in LEADS:
        assert advance(EXPENSE_LIFE, at, trigger) == LEADS[at, trigger]
    else:
        with pytest.raises((AssertionError, KeyError)):
            advance(EXPENSE_LIFE, at, trigger)


def test_one_machine_serves_all_cases_of_a_lifecycle() -> None:
    advance(EXPENSE_LIFE, "draft", "submit")
    assert _machine(EXPENSE_LIFE) is _machine(replace(EXPENSE_LIFE))
    assert _machine(EXPENSE_LIFE).models == []


def test_nothing_can_be_withdrawn_where_the_lifecycle_says_so_or_has_no_such_state() -> None:
    for life in (
        replace(EXPENSE_LIFE, withdrawable=False),
        Lifecycle("x", named("x"), (state("a"), state("b", "final")), (move("go", "a", "b"),)),
    ):
        with pytest.raises(KeyError):
            advance(life, life.states[0].id, "withdraw")


@pytest.mark.parametrize(
    ("life", "expected"),
    [(EXPENSE_LIFE, {"draft", "review"}), (ACTIVITY_LIFE, {"draft", "review"}), (DONATION_LIFE, {"draft", "received"})],
)
def test_a_case_is_undecided_up_to_and_including_where_it_is_decided(life: Lifecycle, expected: set[str]) -> None:
    assert undecided(life) == expected


def test_names_of_a_charter_are_never_called() -> None:
    """A state or move may bear any name, such as that of a method or of a callback."""
    life = Lifecycle(
        "hostile",
        named("hostile"),
        (state("__init__"), state("on_enter_x"), state("x", "final")),
        (
            move("trigger", "__init__", "on_enter_x", COMMANDER),
            move("on_enter_x", "on_enter_x", "x"),
            move("before_trigger", "__init__", "x"),
        ),
    )
    assert advance(life, "__init__", "trigger") == "on_enter_x"
    assert advance(life, "on_enter_x", "on_enter_x") == "x"
    assert advance(life, "__init__", "before_trigger") == "x"


def test_a_circle_of_waiting_states_ends_the_search() -> None:
    life = Lifecycle("circle", named("circle"), (state("a"), state("b")), (move("go", "a", "b"), move("back", "b", "a")))
    assert undecided(life) == {"a", "b"}
