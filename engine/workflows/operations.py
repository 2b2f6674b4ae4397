"""The everyday operations of an office on a case, by verb: who may do them, what they change, whom they tell."""

from __future__ import annotations

from collections.abc import Callable

from engine.case import Case, Decision, Deed, Notice, NoticeKind
from engine.records import record
from engine.workflows import handing, pauses, recalling, speaking
from engine.workflows.matter import Matter


@record
class Operation:
    """One operation: how it is decided, what it makes of the case, and as what those whom it concerns are told."""

    decide: Callable[[Matter, Deed], Decision]
    change: Callable[[Matter, Deed, Decision], Case]
    tells: NoticeKind | None = None


def notices(matter: Matter, deed: Deed, after: Case) -> tuple[Notice, ...]:
    """Return whom an operation tells: those to whom it hands something, or says something; of an urging those whom it reaches."""
    found = OPERATIONS.get(deed.verb)
    tells: NoticeKind | None = "transferred" if deed.verb == "return" else found.tells if found else None
    if tells is None:
        return ()
    to = after.notes[-1].to if deed.verb == "urge" else deed.to
    day = matter.day.isoformat()
    key = f"{after.number} urged {day}" if deed.verb == "urge" else f"{after.number} {deed.verb} {after.version}"
    return tuple(Notice(f"{key} {each}", each, after.number, tells, deed.at, deed.reason or "") for each in to if each != deed.actor)


OPERATIONS: dict[str, Operation] = {
    "take-back": Operation(recalling.decide_take_back, recalling.taken_back),
    "transfer": Operation(handing.decide_transfer, handing.transferred, "transferred"),
    "delegate": Operation(handing.decide_delegate, handing.delegated, "transferred"),
    "add-signer": Operation(handing.decide_add, handing.added, "transferred"),
    "remove-signer": Operation(handing.decide_remove, handing.removed, "told"),
    "claim": Operation(handing.decide_claim, handing.claimed),
    "unclaim": Operation(handing.decide_release, handing.released),
    "urge": Operation(speaking.decide_urge, speaking.urged, "urged"),
    "copy": Operation(speaking.decide_copy, speaking.copied, "copied"),
    "note": Operation(speaking.decide_note, speaking.noted, "told"),
    "suspend": Operation(pauses.decide_suspend, lambda matter, deed, _: pauses.paused(matter, deed)),
    "resume": Operation(pauses.decide_resume, lambda matter, deed, _: pauses.resumed(matter, deed)),
}
