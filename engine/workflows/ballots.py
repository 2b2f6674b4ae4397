"""Counting a committee's vote, exactly and no further than needed: ballots are final, so certainty ends a vote early."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from engine.charter import Base, Threshold
from engine.records import record


@record
class Poll:
    """One vote: its thresholds, its electorate as fixed at the opening, who may still vote, and the ballots given."""

    quorum: Threshold
    thresholds: tuple[Threshold, ...]
    members: int  # with those who are recused or have left
    seats: int
    waiting: int
    ballots: Mapping[str, str]


@record
class Count:
    """What the ballots come to so far."""

    yes: int
    no: int
    abstain: int
    members: int
    waiting: int  # who may still vote
    needed: int  # the fewest yes with which it passes once everybody who may has voted
    quorum: int  # how many must be present: have voted or abstained
    outcome: Literal["open", "passed", "failed"]

    @property
    def present(self) -> int:
        """How many have voted or abstained."""
        return self.yes + self.no + self.abstain


def count(poll: Poll) -> Count:
    """Count a vote: passed as soon as it passes whatever the others do, failed as soon as nothing they do can make it pass.

    More presence and more yes never harm, so the best is that all who may still vote say yes. The worst differs by
    condition: for the quorum that nobody comes, for every share that all say no.
    """
    yes, no, abstain = (sum(1 for each in poll.ballots.values() if each == answer) for answer in ("yes", "no", "abstain"))
    left = poll.waiting
    certain = _quorate(poll, yes, no, abstain) and _carried(poll, yes, no + left, abstain)
    possible = _quorate(poll, yes + left, no, abstain) and _carried(poll, yes + left, no, abstain)
    return Count(
        yes=yes,
        no=no,
        abstain=abstain,
        members=poll.members,
        waiting=left,
        needed=max(1, *(least(each, _base(poll, each, yes, no + left, abstain)) for each in poll.thresholds)),
        quorum=least(poll.quorum, _base(poll, poll.quorum, yes, no + left, abstain)),
        outcome="passed" if certain else "open" if possible else "failed",
    )


def least(threshold: Threshold, base: int) -> int:
    """Return the smallest whole number that reaches a share of a base: at least it, or more than it where strict."""
    part, whole = threshold.share.numerator * base, threshold.share.denominator
    return part // whole + 1 if threshold.strict else -(-part // whole)


def _quorate(poll: Poll, yes: int, no: int, abstain: int) -> bool:
    return yes + no + abstain >= least(poll.quorum, _base(poll, poll.quorum, yes, no, abstain))


def _carried(poll: Poll, yes: int, no: int, abstain: int) -> bool:
    """Every threshold is reached, and no motion passes without a yes."""
    return yes > 0 and all(yes >= least(each, _base(poll, each, yes, no, abstain)) for each in poll.thresholds)


def _base(poll: Poll, threshold: Threshold, yes: int, no: int, abstain: int) -> int:
    match threshold.base:
        case Base.SEATS:
            return poll.seats
        case Base.MEMBERS:
            return poll.members
        case Base.PRESENT:
            return yes + no + abstain
        case Base.CAST:
            return yes + no
