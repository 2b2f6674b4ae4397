"""Who has a part in a case, and who decides it: what the operations that are not an answer themselves rest on."""

from __future__ import annotations

from engine.charter import Reverse, Sign
from engine.workflows.agents import agents_of
from engine.workflows.kinds import signs_below
from engine.workflows.matter import Matter
from engine.workflows.routes import waiting


def deciders(matter: Matter) -> tuple[str, ...]:
    """Return who may stay a case: its drafter, and of those who decide it whoever could answer a step, agents with them."""
    drafter = (matter.case.drafter,) if matter.case.drafter else ()
    signs: list[Sign] = [sign for each in matter.kind.requirements for sign in signs_below(each.step)]
    asked = [holder for sign in signs for holder in matter.holders(sign.by) if holder.member not in matter.own]
    agents = [agent for holder in asked for agent in agents_of(matter, holder)] if matter.facts.agencies else []
    return tuple(dict.fromkeys((*drafter, *(each.member for each in (*asked, *agents)))))


def parts(matter: Matter) -> tuple[str, ...]:
    """Return who has a part in a case: whose own case it is, who drafted or answered or judged it, who moves it, who decides it."""
    case = matter.case
    spoken = [*(each.member for each in case.signatures), *(each.member for each in case.opinions)]
    movers = [each.member for move in matter.kind.lifecycle.moves for each in matter.holders(move.by)]
    return tuple(dict.fromkeys((*sorted(matter.own), *spoken, *movers, *deciders(matter))))


def awaited(matter: Matter) -> tuple[str, ...]:
    """Return for whom a case waits now: who is asked for something, and if nobody is, who makes the move that leads on."""
    waits = waiting(matter.charter, matter.facts, matter.case, matter.at)
    asked = [each.member for wait in waits if wait.kind in ("sign", "judge", "edit") for each in wait.by]
    if not asked:
        reversing = {move.id for move in matter.kind.lifecycle.moves if any(isinstance(each, Reverse) for each in move.effects)}
        onward = next((wait for wait in waits if wait.move and wait.move not in reversing), None)
        asked = [each.member for each in onward.by] if onward else []
    return tuple(dict.fromkeys(asked))
