"""The decision on every act: no, unless the charter lets this member do this now; with the reasons for either answer.

Whoever asks gets all reasons that stand in the way, each with its article, so that one refusal tells everything that is
missing and who could supply it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from engine.case import Case, Decision, Deed, Facts
from engine.charter import Charter, Move
from engine.workflows.approvals import outcome, weigh
from engine.workflows.budgets import ITEM
from engine.workflows.changes import ANSWERS, attached, edited, judged_upon, signed
from engine.workflows.drafts import decide_attach, decide_draft, decide_edit, decide_withdraw
from engine.workflows.grounds import Code, because, no
from engine.workflows.judging import decide_judgement
from engine.workflows.kinds import Kind
from engine.workflows.limits import breaches
from engine.workflows.matter import Matter
from engine.workflows.moving import decide_move
from engine.workflows.periods import local_day
from engine.workflows.signing import decide_signature
from engine.workflows.tenures import serving, stay_on

if TYPE_CHECKING:
    from engine.workflows.operations import Operation


def decide(charter: Charter, facts: Facts, case: Case | None, deed: Deed) -> Decision:
    """Decide an act on a case, or on none where a case is to be drafted.

    Pure: charter, facts, case and the instant of the deed are all that it rests on. A signature that would complete the
    decision, and an edit or judgement that would leave nothing required, must respect the limits of the kind as well.
    """
    day = local_day(deed.at, charter.zone)
    if not serving(facts, deed.actor, day):
        belongs = deed.actor in facts.members and stay_on(facts.members[deed.actor], day) is not None
        return no([because(Code.SUSPENDED if belongs else Code.NO_MEMBER, None, member=deed.actor, date=day)])
    if case is None:
        assert deed.verb == "draft"
        return decide_draft(charter, facts, deed)
    matter = Matter(charter, facts, case, deed.at)
    if case.pauses and (stayed := _stayed(matter, deed.verb)) is not None:
        return stayed
    move = move_of(matter.kind, case.state, deed.verb)
    if move is not None:
        return decide_move(matter, move, deed)
    if deed.verb in LATE:
        return _late(deed.verb)(matter, deed)
    if deed.verb in _VERBS:
        decided = _sending_back(matter, deed) if deed.verb == "return" and deed.to else _VERBS[deed.verb](matter, deed)
        return _completing(matter, deed, decided)
    operation = operation_of(deed.verb)
    if operation is None:
        process = matter.kind.process
        return no([because(Code.NO_SUCH_ACT, process.cite, process=process.id, verb=deed.verb)])
    return operation.decide(matter, deed)


def operation_of(verb: str) -> Operation | None:
    """Return the everyday operation that a verb means."""
    from engine.workflows.operations import OPERATIONS  # late: most acts are answers and moves

    return OPERATIONS.get(verb)


def move_of(kind: Kind, state: str, verb: str) -> Move | None:
    """Return the move that a verb means: where a lifecycle calls a move as a built-in verb, the move where it can be made."""
    move = kind.lifecycle.move(verb)
    if move is None or state in move.sources:
        return move
    return None if verb in _VERBS or verb in LATE or operation_of(verb) is not None else move


def changed(matter: Matter, deed: Deed, decision: Decision) -> Case:
    """Return what an allowed edit, file, judgement or answer makes of its case, before the case is decided."""
    match deed.verb:
        case "edit":
            return edited(matter, deed)
        case "attach":
            return attached(matter, deed)
        case "judge":
            return judged_upon(matter, deed)
        case "return" if deed.to:
            from engine.workflows.recalling import sent_back

            return sent_back(matter, deed, decision)
    if deed.verb in ANSWERS:
        return signed(matter, deed, decision)
    operation = operation_of(deed.verb)
    assert operation is not None
    return operation.change(matter, deed, decision)


def _stayed(matter: Matter, verb: str) -> Decision | None:
    """Refuse what decides on a suspended case."""
    from engine.workflows.pauses import STILL, suspended

    reasons = [] if verb in STILL else [*suspended(matter)]
    return no(reasons) if reasons else None


def _sending_back(matter: Matter, deed: Deed) -> Decision:
    from engine.workflows.recalling import decide_send_back

    return decide_send_back(matter, deed)


def _completing(matter: Matter, deed: Deed, decision: Decision) -> Decision:
    """Refuse an act that would grant a case which does not respect its limits."""
    limited = matter.kind.limits or ITEM in matter.kind.fields
    if not decision.allowed or not limited or matter.case.state not in matter.kind.deciding or deed.verb == "withdraw":
        return decision
    after = Matter(matter.charter, matter.facts, changed(matter, deed, decision), matter.at)
    reasons = breaches(after)
    return no(reasons) if reasons and outcome(weigh(after)) == "granted" else decision


def _late(verb: str) -> Callable[[Matter, Deed], Decision]:
    """Return what decides a verb that few kinds of case know."""
    module, name = LATE[verb]
    decides: Callable[[Matter, Deed], Decision] = getattr(import_module(f"engine.workflows.{module}"), name)
    return decides


# Verbs by the module and the function that decide them, imported when they are asked for.
LATE = {
    "sign-up": ("participating", "decide_sign_up"),
    "sign-off": ("participating", "decide_sign_off"),
    "attend": ("participating", "decide_record"),
    "object": ("objecting", "decide_object"),
    "answer": ("objecting", "decide_answer"),
    "take-up": ("joining", "decide_take_up"),
}

_VERBS: dict[str, Callable[[Matter, Deed], Decision]] = {
    "edit": decide_edit,
    "attach": decide_attach,
    "approve": decide_signature,
    "refuse": decide_signature,
    "return": decide_signature,
    "abstain": decide_signature,
    "judge": decide_judgement,
    "withdraw": decide_withdraw,
}
BUILT_IN = frozenset(_VERBS)
