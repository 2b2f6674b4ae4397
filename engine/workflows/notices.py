"""Who is told what by an act: with whom a case is filed, who must be invited, whom a move tells, and to whom it is made public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from engine.case import Case, Facts, Notice, NoticeKind
from engine.charter import Act, Charter, Move, Notify, PartyKind, Publish, Sign
from engine.records import record
from engine.workflows.approvals import weigh
from engine.workflows.kinds import kind_of, signs_below
from engine.workflows.matter import Matter
from engine.workflows.signing import signable
from engine.workflows.standings import StepStanding
from engine.workflows.tenures import serving


def told_by(matter: Matter, move: Move) -> Iterator[Notice]:
    """Yield whom a move tells, and, where it makes the case public, every member."""
    for effect in move.effects:
        if isinstance(effect, Notify):
            people = (each.member for each in matter.holders(effect.whom))
            yield from _to(people, matter, "told", (move.id, matter.at), move.id)
        elif isinstance(effect, Publish):
            everybody = (id for id in sorted(matter.facts.members) if serving(matter.facts, id, matter.day))
            yield from _to(everybody, matter, "published", (move.id, matter.at), move.id)


def put_before(matter: Matter) -> tuple[Notice, ...]:
    """Return with whom a case is filed where it stands, and who must be invited because a committee is asked that has not voted yet."""
    if not _tells(matter.charter, matter.case.process) or not signable(matter):
        return ()
    leaves = (leaf for standing in weigh(matter) for leaf in standing.steps)
    return tuple(notice for leaf in leaves for notice in _of_leaf(matter, leaf))


def _of_leaf(matter: Matter, leaf: StepStanding) -> Iterator[Notice]:
    if leaf.sign.act is Act.FILE and leaf.state == "met":
        yield from _to((each.member for each in leaf.by), matter, "told", (leaf.path, matter.opened))
    elif leaf.state == "open" and not leaf.signed:
        for party in leaf.sign.by:
            if party.kind is PartyKind.COMMITTEE:
                invited = matter.holders(matter.charter.committee(party.ref).invited)
                yield from _to((each.member for each in invited), matter, "invited", (leaf.path, matter.opened), party.ref)


def _to(people: Iterable[str], matter: Matter, kind: NoticeKind, once: tuple[str, datetime], text: str = "") -> Iterator[Notice]:
    """Tell people, each once of a step since the case was put to those who decide it, or of a move when it is made."""
    number, (what, since) = matter.case.number, once
    for member in dict.fromkeys(people):
        key = f"{kind} {number} {what} {since.isoformat()} {member}"
        yield Notice(key, member, number, kind, matter.at, text)


def _tells(charter: Charter, process: str) -> bool:
    """Return whether a kind of case has steps that tell somebody; worked out once."""
    key = f"tells {process}"
    if key not in charter.memo:
        signs = (sign for each in kind_of(charter, process).requirements for sign in signs_below(each.step))
        charter.memo[key] = any(_sign_tells(charter, sign) for sign in signs)
    return bool(charter.memo[key])


def _sign_tells(charter: Charter, sign: Sign) -> bool:
    committees = (charter.committee(party.ref) for party in sign.by if party.kind is PartyKind.COMMITTEE)
    return sign.act is Act.FILE or any(each.invited for each in committees)


# ---- by time alone


@record
class Due:
    """Something that those who are asked for a step are told by time alone: a reminder, or that they are asked instead of others."""

    at: datetime
    kind: Literal["reminder", "escalated"]
    path: str
    over: datetime  # when the time for the step is or was over

    def key(self, number: str, member: str) -> str:
        """Return the key of the notice to a member."""
        return f"{self.kind} {number} {self.path} {self.over.isoformat()} {member}"


def announced(charter: Charter, facts: Facts, case: Case, until: datetime) -> Iterator[Due]:
    """Yield what is told by time alone of the steps that a case still waits for, up to an instant.

    Each step is looked at as it stood before its time was over, so that nothing is left out however late one looks.
    """
    kind = kind_of(charter, case.process)
    if not kind.timed or not any(sign.reminded or sign.instead for each in kind.requirements for sign in signs_below(each.step)):
        return
    at: datetime | None = max([case.since, *(each.at for each in case.signatures)])
    while at is not None and at <= until:
        leaves = [leaf for standing in weigh(Matter(charter, facts, case, at)) for leaf in standing.steps if leaf.state == "open"]
        for leaf in leaves:
            found = _due(charter, case, leaf, at)
            if found is not None and found.at <= until:
                yield found
        at = min((leaf.due for leaf in leaves if leaf.due is not None and leaf.due > at), default=None)


def _due(charter: Charter, case: Case, leaf: StepStanding, at: datetime) -> Due | None:
    if leaf.instead_since is not None:
        return Due(leaf.instead_since, "escalated", leaf.path, leaf.instead_since)
    if leaf.due is None or leaf.sign.reminded is None or leaf.due <= at:
        return None
    from engine.workflows.worktime import reminded_at

    when = reminded_at(leaf.due, leaf.sign.reminded, charter.zone)
    return Due(max(when, case.since), "reminder", leaf.path, leaf.due)


def told_of(charter: Charter, facts: Facts, case: Case, due: Due) -> tuple[Notice, ...]:
    """Return who is told: those who were asked for the step at that instant."""
    matter = Matter(charter, facts, case, due.at)
    asked = (leaf.by for standing in weigh(matter) for leaf in standing.steps if leaf.path == due.path and leaf.state == "open")
    people = dict.fromkeys(each.member for by in asked for each in by)
    return tuple(Notice(due.key(case.number, member), member, case.number, due.kind, due.at) for member in people)
