"""The engine never comes to what the exploration does not know of: on shipped charters and on charters put together at random."""

from __future__ import annotations

import random
from functools import cache

import pytest
from test_proving import CHANGES, ENGLISH, ROOT, read
from walks import Walk, kinds

from engine.charter import Charter
from engine.proofs.explore import Graph, Watched, explore, opened_by_itself

BASE = (ROOT / "tests" / "charters" / "examples" / "base.en.rules").read_text(encoding="utf-8")
CLAUSES = (
    "trip must be resolved by board.",
    "trip must be recommended by clerk, then resolved by board.",
    "trip must be resolved by board or approved by clerk.",
    "trip must be resolved by board within 5 days, silence passes.",
    "trip must be approved by chair within 5 days, silence refuses.",
    "trip must be resolved by board, before submit.",
    "trip must be approved by clerk in parallel with board.",
    "when cost is over 300 yuan, trip must be resolved by board.",
    "when days is over 3, trip must be approved by clerk.",
    "trip must be recommended by clerk; when cost is over 500 yuan, resolved by board; otherwise approved by chair.",
    "trip must be approved by auditors, where there is one.",
    "trip must be approved by 2 or more auditors.",
    "cost of trip must not be over 500 yuan.",
)
LIVES = (
    "",
    "lifecycle trip: approved to done on skip (跳过) by clerk, when cost is 100 yuan or less.",
    "lifecycle trip: draft to approved on hurry (急办) by chair, carrying days.",
    (
        "lifecycle trip: states second (复议); second decides: granted to done, refused to draft, lapsed after 3 days to draft.\n"
        "approved to second on look again (再议) by drafter."
    ),
    "lifecycle trip: no ratifying afterwards.",
)


def check_walks(charter: Charter, process: str, seeds: range, acts: int) -> None:
    """Compare what the engine came to on walks with what the exploration knows of."""
    graphs: dict[Watched, Graph] = {}

    def may(state: str, watched: Watched) -> bool:
        graph = graphs.get(watched) or graphs.setdefault(watched, explore(charter, process, watched))
        return any(node.state == state and not node.done for node in graph.edges) or any(
            reached.state == state and not reached.done for edges in graph.edges.values() for _, reached in edges
        )

    for seed in seeds:
        opened = opened_by_itself(charter, process) and seed % 2 == 0
        for seen in Walk(charter, process, seed).go(acts, opened=opened):
            assert may(seen.state, Watched()), (seed, seen)
            for committee in charter.committees:
                if committee.id not in seen.resolved:
                    assert may(seen.state, Watched(committee=committee.id)), (seed, seen, committee.id)
            for state in charter.lifecycle_of(process).states:
                if state.id not in seen.before and state.id != seen.state:
                    assert may(seen.state, Watched(state=state.id)), (seed, seen, state.id)


@cache
def changed(change: str) -> Charter:
    text = ENGLISH.read_text(encoding="utf-8")
    if change:
        old, new = CHANGES[change]
        text = text.replace(old, f"{new}article 7.21 “x” (“某”).\n")
    charter = read(text).charter
    assert charter is not None
    return charter


def test_the_company_comes_to_nothing_that_is_not_known():
    charter = changed("")
    for kind in kinds(charter):
        check_walks(charter, kind.process.id, range(4), 80)


@pytest.mark.parametrize("change", CHANGES)
def test_its_expenses_come_to_nothing_that_is_not_known_when_a_rule_is_changed(change):
    check_walks(changed(change), "expense", range(8), 100)


@pytest.mark.parametrize("seed", range(16))
def test_charters_put_together_come_to_nothing_that_is_not_known(seed):
    dice = random.Random(seed)  # noqa: S311 - a charter, not a secret
    text = "\n".join((BASE, *dice.sample(CLAUSES, dice.choice((0, 1, 1, 2, 3))), dice.choice(LIVES), ""))
    charter = read(
        text.replace("trip must be approved by chair, before finish.", dice.choice(("", "trip must be approved by chair, before finish.")))
    ).charter
    assert charter is not None
    check_walks(charter, "trip", range(12), 80)
