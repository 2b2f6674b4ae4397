"""What the answers to one step come to for one party that it is asked of: a holder, any, all, so many, or a committee's vote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from engine.case import Reason, Signature
from engine.charter import Base, Committee, Party, PartyKind, Silent, Take, Vote
from engine.records import record
from engine.values import Cite
from engine.workflows.ballots import Count, Poll, count
from engine.workflows.grounds import Code, because
from engine.workflows.matter import Matter
from engine.workflows.periods import local_day
from engine.workflows.tenures import Holder


@record
class Answered:
    """Where a step stands with one party: who may still answer, the count of a vote, and why nobody can."""

    state: Literal["met", "open", "refused", "returned", "stuck"]
    by: tuple[Holder, ...] = ()
    count: Count | None = None
    why: tuple[Reason, ...] = ()
    vacant: bool = False  # nobody holds the office


def answered(matter: Matter, party: Party, given: tuple[Signature, ...], cite: Cite | None, *, assumed: bool) -> Answered:
    """Return what the answers given to a step come to for a party; reasons cite the clause that asks."""
    if party.kind is PartyKind.COMMITTEE:
        return _Asked(matter, party, given, cite, assumed).vote()
    return _Asked(matter, party, given, cite, assumed).signatures()


def seats(matter: Matter, party: Party) -> int | None:
    """Return how many seats a party has by the charter; None where it does not say."""
    charter = matter.charter
    match party.kind:
        case PartyKind.ROLE:
            role = charter.role(party.ref)
            if role.each is None:
                return role.seats
            return (role.seats or 1) * sum(1 for unit in charter.units if unit.kind == role.each)
        case PartyKind.GROUP:
            return _total(matter, charter.group(party.ref).members)
        case _:
            return len({each.member for each in matter.holders((party,), local_day(matter.opened, charter.zone))})


def vote_of(matter: Matter, committee: Committee) -> Vote | None:
    """Return the vote by which a committee decides a case: that of the nearest kind which has its own, else the general one."""
    votes = {vote.matter: vote for vote in committee.votes}
    return next((votes[kind] for kind in (*matter.kind.ancestors, None) if kind in votes), None)


@record
class _Asked:
    matter: Matter
    party: Party
    given: tuple[Signature, ...]
    cite: Cite | None
    assumed: bool

    def signatures(self) -> Answered:
        silent = self._unspecified()
        whole = self.matter.holders((self.party,))
        said = {each.answer for each in self.given}
        if silent:
            return Answered("stuck", why=silent)
        if "return" in said:
            return Answered("returned")
        if self.party.take is Take.COUNT:
            return self._so_many(whole)
        if "no" in said:
            return Answered("refused")
        if self.party.take is Take.ALL:
            return self._all(whole)
        return Answered("met") if "yes" in said else self._left(whole, whole, 1)

    def _all(self, whole: tuple[Holder, ...]) -> Answered:
        left = tuple(each for each in whole if not self._covered(each))
        if whole and not left:
            return Answered("met")
        recused = tuple(each for each in left if each.member in self.matter.own)
        return self._left(whole, recused or left, 1)

    def _so_many(self, whole: tuple[Holder, ...]) -> Answered:
        agreed = {each.whose for each in self.given if each.answer == "yes"}
        against = {each.whose for each in self.given if each.answer == "no"}
        wanted = (self.party.count or 1) - len(agreed)
        if wanted <= 0:
            return Answered("met")
        left = tuple(each for each in whole if each.member not in agreed | against)
        free = {each.member for each in left} - self.matter.own
        return Answered("refused") if against and len(free) < wanted else self._left(whole, left, wanted)

    def _left(self, whole: tuple[Holder, ...], left: tuple[Holder, ...], wanted: int) -> Answered:
        """Ask those left, or say why it is stuck: nobody holds the office, all are recused, or too few remain."""
        free = tuple(each for each in left if each.member not in self.matter.own)
        if not whole:
            return Answered("stuck", why=(self._because(Code.NOBODY_HOLDS),), vacant=True)
        if left and not free:
            return Answered("stuck", why=(self._because(Code.ALL_RECUSED, members=_people(left)),))
        if len(_people(free)) < wanted:
            return Answered("stuck", why=(self._because(Code.TOO_FEW, count=len(_people(free)), needed=wanted),))
        return Answered("open", free)

    def _covered(self, holder: Holder) -> bool:
        """Tell whether a holder has signed, or somebody in the same seat before him: what was given in term stays good."""
        agreed = [each for each in self.given if each.answer == "yes"]
        if any(each.whose == holder.member for each in agreed):
            return True
        if holder.office is None or (holder.unit is None and self.matter.charter.role(holder.office).seats != 1):
            return False
        return any(_seat(holder) in map(_seat, self._then(each)) for each in agreed)

    def _then(self, signature: Signature) -> tuple[Holder, ...]:
        """Return the seats of the party that a signer held on the day he signed."""
        day = local_day(signature.at, self.matter.charter.zone)
        return tuple(each for each in self.matter.holders((self.party,), day) if each.member == signature.whose)

    def vote(self) -> Answered:
        committee = self.matter.charter.committee(self.party.ref)
        rule = vote_of(self.matter, committee)
        gaps = tuple(self._gaps(committee, rule))
        if rule is None or committee.quorum is None or gaps:
            return Answered("stuck", why=gaps)
        today = self.matter.holders((self.party,))
        fixed = {each.member for each in self.matter.holders((self.party,), local_day(self.matter.opened, self.matter.charter.zone))}
        ballots = {each.member: each.answer for each in self.given if each.member in fixed}
        voters = tuple(each for each in today if each.member in fixed - self.matter.own - ballots.keys())
        poll = Poll(
            quorum=committee.quorum.threshold,
            thresholds=rule.thresholds,
            members=len(fixed),
            seats=_total(self.matter, committee.members) or 0,
            waiting=len(_people(voters)),
            ballots=ballots,
        )
        return self._result(fixed, voters, count(poll))

    def _result(self, fixed: set[str], voters: tuple[Holder, ...], counted: Count) -> Answered:
        if not fixed:
            return Answered("stuck", why=(self._because(Code.NOBODY_HOLDS),), vacant=True)
        match counted.outcome:
            case "passed":
                return Answered("met", count=counted)
            case "failed" if counted.present:
                return Answered("refused", count=counted)
            case "failed":
                few = self._because(Code.VOTE_HOPELESS, count=counted.waiting, needed=max(counted.needed, counted.quorum))
                return Answered("stuck", count=counted, why=(few,))
            case "open":
                return Answered("open", voters, counted)

    def _gaps(self, committee: Committee, rule: Vote | None) -> Iterator[Reason]:
        """Yield what the charter does not say about a vote, and what it says but is not executed yet."""
        if rule is None:
            yield self._silent(Code.SILENT_VOTE, "vote", committee.cite)
        if committee.quorum is None:
            yield self._silent(Code.SILENT_QUORUM, "quorum", committee.cite)
        thresholds = (*(rule.thresholds if rule else ()), *((committee.quorum.threshold,) if committee.quorum else ()))
        if any(each.base is Base.SEATS for each in thresholds) and _total(self.matter, committee.members) is None:
            yield self._silent(Code.SILENT_SEATS, "seats", committee.cite)
        if any(each.weight is not None for each in thresholds):
            yield because(Code.WEIGHTS_NOT_EXECUTED, (rule and rule.cite) or committee.cite, committee=committee.id)
        if committee.tie_break:
            yield because(Code.CASTING_NOT_EXECUTED, committee.cite, committee=committee.id)
        if committee.veto:
            yield because(Code.VETO_NOT_EXECUTED, committee.cite, committee=committee.id)

    def _unspecified(self) -> tuple[Reason, ...]:
        if self.party.kind is not PartyKind.BODY:
            return ()
        body = self.matter.charter.body(self.party.ref)
        return () if body.acts_through else (self._silent(Code.SILENT_BODY, "body", body.cite),)

    def _silent(self, code: Code, what: str, cite: Cite | None) -> Reason:
        """Cite the sentence that leaves it open, else the article that founds the committee or body."""
        told = [each for each in self.matter.charter.silences if each.ref == self.party.ref]
        exact: list[Silent] = [each for each in told if each.what == what] or told
        return Reason(code, exact[0].cite if exact else cite, facts={self.party.kind.value: self.party.ref})

    def _because(self, code: Code, **facts: object) -> Reason:
        return because(code, self.cite, assumed=self.assumed, parties=(self.party,), **facts)


def _total(matter: Matter, parties: tuple[Party, ...]) -> int | None:
    each = [seats(matter, party) for party in parties]
    return None if None in each else sum(count or 0 for count in each)


def _seat(holder: Holder) -> tuple[str | None, str | None]:
    return holder.office, holder.unit


def _people(holders: tuple[Holder, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.member for each in holders))


def last(given: tuple[Signature, ...], opened: datetime) -> datetime:
    """Return when the last answer was given, never before the step opened."""
    return max((opened, *(each.at for each in given)))
