"""What is built in unless a charter switches it off, and reasons that many operations give."""

from __future__ import annotations

from collections.abc import Iterator

from engine.case import Deed, Reason
from engine.workflows.grounds import Code, because
from engine.workflows.matter import Matter
from engine.workflows.tenures import serving


def off(matter: Matter, facility: str) -> Iterator[Reason]:
    """Yield that the charter switches a facility off for this kind of case, with the article that does."""
    lifecycle = matter.kind.lifecycle
    if facility in lifecycle.off:
        cite = lifecycle.off_by[lifecycle.off.index(facility)] or matter.kind.process.cite
        yield because(Code.SWITCHED_OFF, cite, facility=facility, process=matter.case.process)


def wordless(matter: Matter, deed: Deed) -> Iterator[Reason]:
    """Yield that an act needs a reason in words."""
    if not (deed.reason or "").strip():
        yield because(Code.REASON_NEEDED, matter.kind.process.cite, verb=deed.verb)


def strangers(matter: Matter, deed: Deed) -> Iterator[Reason]:
    """Yield what keeps those whom an act names from being named: nobody is, or one is no member."""
    if not deed.to:
        yield because(Code.TO_NOBODY, matter.kind.process.cite, verb=deed.verb)
    for each in deed.to:
        if not serving(matter.facts, each, matter.day):
            yield because(Code.NO_MEMBER, None, member=each, date=matter.day)
