"""On small charters, whatever the engine can come to at all, tried act by act, is exactly what the exploration says."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from test_proving import read
from walks import BEGIN

from engine.case import Case, Deed, Facts, Outcome
from engine.charter import Charter, Given
from engine.proofs.cast import facts_of
from engine.proofs.explore import Watched, explore
from engine.values import Value
from engine.workflows.approvals import standing
from engine.workflows.decide import decide
from engine.workflows.effects import carry_out, elapse
from engine.workflows.grounds import Code
from engine.workflows.matter import Matter

HEAD = """charter "Team" (小队).
unit team (队).
role chair (队长) of team, 1 seat.
role clerk (文书) of team, 1 seat.
role scout (向导) of team, 2 seats.
committee board (理事会): members chair, clerk; quorum half of members; vote majority of members.
process essay (文稿): field size (字数) is number.
judgement urgent (紧急) of essay by clerk.
part rules (规则).
article 1 "Essays" (“文稿”).
"""
LIFE = """lifecycle essay (文稿):
  states draft (草稿), review (审议), agreed (已同意), sent (已发出), refused (未获准), withdrawn (已撤回);
  final sent, refused, withdrawn.
  draft to review on submit (提交) by drafter.
  review decides: granted to agreed, refused to refused, returned to draft.
  agreed to sent on send (发出) by chair.
"""
EARLY = "no ratifying afterwards.\n"
CASES = {
    "a resolution": "essay must be resolved by board.\n",
    "a resolution of long ones": "when size is over 3, essay must be resolved by board.\n",
    "either": "essay must be resolved by board or approved by clerk.\n",
    "one after the other": "essay must be recommended by clerk, then resolved by board.\n",
    "by size": "essay must be recommended by clerk; when size is over 3, resolved by board; otherwise approved by clerk.\n",
    "urgent ones": "every urgent essay must be resolved by board.\n",
    "before it is sent": "essay must be resolved by board, before send.\n",
    "where there is one": "essay must be approved by scout, where there is one.\n",
    "nobody else": "essay must be approved by scout.\n",
    "a way round": "essay must be resolved by board.\nlifecycle essay: draft to sent on rush (急发) by chair, when size is 3 or less.\n",
}
PEOPLE = (Given("甲", "chair", "team"), Given("乙", "clerk", "team"), Given("丙", "scout", "team"), Given("丁", "scout", "team"))
SIZES = (3, 5)
Key = tuple[object, ...]


def comes_to(charter: Charter) -> set[tuple[str, bool]]:
    """Return every state that the engine comes to, with whether the board had resolved on what the case then said."""
    facts = facts_of(charter, PEOPLE, BEGIN.date())
    found: set[tuple[str, bool]] = set()
    waiting: deque[tuple[Case, bool]] = deque()
    known: set[Key] = set()
    for size in (*SIZES, None):
        deed = Deed("draft", "丙", BEGIN, "essay", {"size": size} if size else {})
        waiting.append((carry_out(charter, facts, None, deed, decide(charter, facts, None, deed), "X-1").case, False))
    while waiting:
        case, resolved = waiting.popleft()
        key = _key(charter, facts, case, resolved)
        if key in known:
            continue
        known.add(key)
        found.add((case.state, resolved))
        for outcome, edited in _next(charter, facts, case):
            voted = (resolved and not edited) or _voted(charter, facts, outcome)
            found |= {(state, voted) for _, state in outcome.path}
            waiting.append((outcome.case, voted))
    return found


def _next(charter: Charter, facts: Facts, case: Case) -> Iterator[tuple[Outcome, bool]]:
    moves = [move.id for move in charter.lifecycle_of("essay").moves]
    acts: list[tuple[str, dict[str, Value], bool]] = [(verb, {}, False) for verb in (*moves, "approve", "refuse", "return", "withdraw")]
    acts += [(verb, {}, True) for verb in moves] + [("judge", {"urgent": yes}, False) for yes in (True, False)]
    acts += [("edit", {"size": size}, False) for size in (*SIZES, None) if size != case.fields.get("size")]
    for person in dict.fromkeys(each.person for each in PEOPLE):
        for verb, values, early in acts:
            deed = Deed(verb, person, BEGIN, values=values, reason="x", early=early)
            decision = decide(charter, facts, case, deed)
            if decision.allowed:
                yield carry_out(charter, facts, case, deed, decision, "X-1"), verb == "edit"
    later = elapse(charter, facts, case, BEGIN + timedelta(days=100))
    if later is not None:
        yield replace(later, case=replace(later.case, since=BEGIN)), False


def _voted(charter: Charter, facts: Facts, outcome: Outcome) -> bool:
    leaves = [leaf for each in standing(charter, facts, outcome.case, BEGIN) for leaf in each.steps]
    return any(each.code == Code.VOTE_PASSED for each in outcome.reasons) or any(leaf.count and leaf.state == "met" for leaf in leaves)


def _key(charter: Charter, facts: Facts, case: Case, resolved: bool) -> Key:  # noqa: FBT001
    """Return what a case is, its answers and judgements only as far as they still hold."""
    content = Matter(charter, facts, case, BEGIN).content
    signed = frozenset((each.step, each.member, each.answer) for each in case.signatures if each.content == content)
    judged = next((each.yes for each in reversed(case.opinions) if each.content == content), None)
    ahead = tuple((each.move, each.settled is None) for each in case.early)
    return (case.state, resolved, signed, judged, tuple(case.fields.items()), frozenset(ahead))


@pytest.mark.parametrize(
    ("name", "early"), [(name, EARLY) for name in CASES] + [(name, "") for name in ("a resolution", "before it is sent")]
)
def test_the_exploration_misses_nothing_and_invents_nothing_unresolved(name, early):
    """It may say that a case has come somewhere after a resolution where it cannot; never without one."""
    lines = CASES[name].splitlines(keepends=True)
    rules = "".join(line for line in lines if not line.startswith("lifecycle"))
    more = "".join(line for line in lines if line.startswith("lifecycle"))
    charter = read(f"{HEAD}{rules}{LIFE}{early}{more}").charter
    assert charter is not None
    graph = explore(charter, "essay", Watched(committee="board"))
    said, found = {(node.state, node.done) for node in graph.edges}, comes_to(charter)
    assert found <= said
    assert {state for state, resolved in found if not resolved} == {state for state, resolved in said if not resolved}
