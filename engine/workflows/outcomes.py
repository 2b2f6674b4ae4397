"""Why a case came to its outcome: who agreed or spoke against it, how a vote went, whose silence counted."""

from __future__ import annotations

from collections.abc import Iterator

from engine.case import Reason
from engine.charter import Act
from engine.workflows.grounds import Code, because
from engine.workflows.standings import Outcome, Standing, StepStanding

_SPOKEN = {"refused": ("no", Code.SAID_NO), "returned": ("return", Code.SAID_RETURN)}
_VOTED = {"met": Code.VOTE_PASSED, "refused": Code.VOTE_FAILED}
_SILENT = {"met": Code.SILENCE_PASSED, "refused": Code.SILENCE_REFUSED, "lapsed": Code.SILENCE_LAPSED}
_WANTED = {"granted": "met", "refused": "refused", "returned": "returned", "lapsed": "lapsed"}


def grounds(standings: tuple[Standing, ...], end: Outcome | None) -> Iterator[Reason]:
    """Yield why the standings come to an outcome; each reason cites the requirement."""
    assert end is not None
    if not standings:
        yield because(Code.NOTHING_REQUIRED, None)
    for standing in standings:
        for leaf in standing.steps:
            if leaf.state == _WANTED[end] and leaf.sign.act is not Act.ADVISE:
                yield from _of_step(standing, leaf)


def _of_step(standing: Standing, leaf: StepStanding) -> Iterator[Reason]:
    people = tuple(each.member for each in leaf.signed)
    if leaf.sign.act is Act.FILE:
        yield _about(Code.FILED, standing, leaf, parties=leaf.sign.by, members=tuple(each.member for each in leaf.by))
    elif leaf.silent:
        yield _about(_SILENT[leaf.state], standing, leaf, parties=leaf.sign.by, due=leaf.due)
    elif leaf.count is not None:
        count = leaf.count
        facts = {"yes": count.yes, "no": count.no, "abstain": count.abstain, "count": count.members, "needed": count.needed}
        yield _about(_VOTED[leaf.state], standing, leaf, parties=leaf.sign.by, **facts)
    elif leaf.state == "met":
        yield _about(Code.MET, standing, leaf, parties=leaf.sign.by, members=people, act=leaf.sign.act)
    else:
        answer, code = _SPOKEN[leaf.state]
        for each in leaf.signed:
            if each.answer == answer:
                yield _about(code, standing, leaf, member=each.member, reason=each.reason)


def _about(code: Code, standing: Standing, leaf: StepStanding, **facts: object) -> Reason:
    requirement = standing.requirement
    return because(code, requirement.cite, assumed=requirement.assumed or leaf.sign.assumed, **facts)
