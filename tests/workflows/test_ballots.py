"""A vote counted early is a vote counted right: every ballot box of small committees against a naive counter."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from engine.charter import Base, Threshold
from engine.workflows.ballots import Count, Poll, count, least

HALF, TWO_THIRDS, THIRD = Fraction(1, 2), Fraction(2, 3), Fraction(1, 3)
ANSWERS = ("yes", "no", "abstain")


def share(part: Fraction, base: Base, *, strict: bool = False) -> Threshold:
    return Threshold(part, strict, base)


def naive(poll: Poll, answers: tuple[str | None, ...]) -> bool:
    """Count the whole vote once everybody has answered or stayed away (None), by the words of the rule."""
    yes, no, abstain = (answers.count(each) for each in ANSWERS)
    bases = {Base.SEATS: poll.seats, Base.MEMBERS: poll.members, Base.PRESENT: yes + no + abstain, Base.CAST: yes + no}

    def reached(threshold: Threshold, votes: int) -> bool:
        line = threshold.share * bases[threshold.base]
        return votes > line if threshold.strict else votes >= line

    return yes >= 1 and reached(poll.quorum, yes + no + abstain) and all(reached(each, yes) for each in poll.thresholds)


QUORUMS = [share(TWO_THIRDS, Base.MEMBERS), share(HALF, Base.SEATS, strict=True), share(Fraction(0), Base.MEMBERS)]
RULES = [
    (share(HALF, Base.MEMBERS, strict=True),),
    (share(HALF, Base.CAST, strict=True),),
    (share(HALF, Base.CAST),),
    (share(TWO_THIRDS, Base.PRESENT),),
    (share(THIRD, Base.SEATS), share(HALF, Base.PRESENT, strict=True)),
    (share(Fraction(1), Base.CAST), share(THIRD, Base.MEMBERS)),
]


@pytest.mark.parametrize("rule", range(len(RULES)))
@pytest.mark.parametrize("quorum", range(len(QUORUMS)))
@pytest.mark.parametrize("recused", [0, 1])
def test_a_vote_ends_as_soon_as_what_is_left_cannot_change_it(rule: int, quorum: int, recused: int) -> None:
    """Passed if and only if every way that the others may behave passes; failed if and only if none does."""
    for members in range(1, 6):
        voters = members - min(recused, members)
        for given in range(voters + 1):
            for box in product(ANSWERS, repeat=given):
                left = voters - given
                poll = Poll(QUORUMS[quorum], RULES[rule], members, members + 1, left, {str(at): each for at, each in enumerate(box)})
                ends = {naive(poll, (*box, *rest)) for rest in product((*ANSWERS, None), repeat=left)}
                expected = "passed" if ends == {True} else "failed" if ends == {False} else "open"
                assert count(poll).outcome == expected, (members, box)


def test_a_count_tells_presence_and_what_is_needed() -> None:
    poll = Poll(
        share(TWO_THIRDS, Base.MEMBERS), (share(HALF, Base.MEMBERS, strict=True),), 5, 5, 2, {"a": "yes", "b": "abstain", "c": "no"}
    )
    assert count(poll) == Count(yes=1, no=1, abstain=1, members=5, waiting=2, needed=3, quorum=4, outcome="open")
    assert count(poll).present == 3


@pytest.mark.parametrize(
    ("base", "needed"),
    [(Base.SEATS, 5), (Base.MEMBERS, 4), (Base.PRESENT, 3), (Base.CAST, 3)],
)
def test_what_is_needed_counts_everybody_who_may_still_come(base: Base, needed: int) -> None:
    """Of 7 seats, 5 members, 1 yes, 1 no, 1 abstention and 1 still to vote, two thirds are these."""
    poll = Poll(share(THIRD, base), (share(TWO_THIRDS, base),), 5, 7, 1, {"a": "yes", "b": "no", "c": "abstain"})
    assert count(poll).needed == needed if base is not Base.CAST else count(poll).needed == 2


def test_no_motion_passes_without_a_yes() -> None:
    nothing = share(Fraction(0), Base.MEMBERS)
    silent = Poll(nothing, (nothing,), 2, 2, 0, {"a": "abstain", "b": "abstain"})
    assert (count(silent).outcome, count(silent).needed) == ("failed", 1)
    assert count(Poll(nothing, (nothing,), 2, 2, 1, {"a": "abstain"})).outcome == "open"
    assert count(Poll(nothing, (nothing,), 2, 2, 1, {"a": "yes"})).outcome == "passed"


@pytest.mark.parametrize(
    ("part", "strict", "base", "fewest"),
    [
        (HALF, False, 4, 2),
        (HALF, True, 4, 3),
        (HALF, False, 5, 3),
        (HALF, True, 5, 3),
        (TWO_THIRDS, False, 3, 2),
        (TWO_THIRDS, True, 3, 3),
        (TWO_THIRDS, False, 100, 67),
        (Fraction(2, 3), False, 99, 66),
        (Fraction(1), False, 3, 3),
        (Fraction(0), False, 3, 0),
        (Fraction(0), True, 3, 1),
    ],
)
def test_shares_are_exact(part: Fraction, strict: bool, base: int, fewest: int) -> None:  # noqa: FBT001
    assert least(share(part, Base.MEMBERS, strict=strict), base) == fewest
