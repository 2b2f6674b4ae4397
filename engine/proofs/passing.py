"""What may become of a case's requirements in a world, whoever answers: how they can be met, refused, returned, or lapse."""

from __future__ import annotations

from functools import reduce

from engine.charter import Act, Branch, Either, PartyKind, Requirement, Sign, Silence, Step, Then, Together
from engine.proofs.able import Able
from engine.proofs.worlds import Space
from engine.records import record


@record
class Chances:
    """What may come of a step or of several: met without a vote of the committee that is watched, met by it, or ended otherwise."""

    met: bool = False
    voted: bool = False
    refused: bool = False
    returned: bool = False
    lapsed: bool = False

    @property
    def passes(self) -> bool:
        """Whether it can be met at all."""
        return self.met or self.voted


_MET = Chances(met=True)
_NEVER = Chances()


@record
class Passing:
    """Weighs requirements in the worlds of a space; `watched` is the committee whose vote is told apart."""

    space: Space
    able: Able
    watched: str | None

    def of(self, requirements: tuple[Requirement, ...], world: int) -> Chances:
        """Return what may come of all requirements that apply in a world; where one is unknown they are not met."""
        found = []
        asked = self.space.kind.requirements
        applies = {each.id: each.when is None or self.space.holds(each.when, world) for each in asked}
        for each in requirements:
            replacing = [other for other in asked if each.id in other.instead_of]
            if applies[each.id] is False or any(applies[other.id] for other in replacing):
                continue
            unknown = None in (applies[each.id], *(applies[other.id] for other in replacing))
            found.append(_NEVER if unknown else self._step(each.step, world))
        return _all(found)

    def _step(self, step: Step, world: int) -> Chances:
        match step:
            case Sign():
                return self._sign(step)
            case Then(steps):
                return self._one_after_another(steps, world)
            case Together(steps):
                return _all([self._step(each, world) for each in steps])
            case Either(steps):
                return _any([self._step(each, world) for each in steps])
            case Branch(cases, otherwise):
                return self._branch(cases, otherwise, world)

    def _one_after_another(self, steps: tuple[Step, ...], world: int) -> Chances:
        found: list[Chances] = []
        for each in steps:
            found.append(self._step(each, world))
            if not found[-1].passes:
                break
        whole = _all(found)
        return whole if len(found) == len(steps) else Chances(refused=whole.refused, returned=whole.returned, lapsed=whole.lapsed)

    def _branch(self, cases: tuple[tuple[object, Step], ...], otherwise: Step | None, world: int) -> Chances:
        for condition, step in cases:
            truth = self.space.holds(condition, world)  # type: ignore[arg-type]  # a branch's conditions
            if truth is None:
                return _NEVER
            if truth:
                return self._step(step, world)
        return self._step(otherwise, world) if otherwise is not None else _MET

    def _sign(self, sign: Sign) -> Chances:
        if sign.act is Act.FILE:
            return _MET
        asked = (*sign.by, *sign.instead) if sign.within is not None else sign.by
        able = [party for party in asked if self.able.signs(party)]
        watched = [party for party in able if party.kind is PartyKind.COMMITTEE and party.ref == self.watched]
        silence = sign.silence if sign.within is not None else None
        return Chances(
            met=len(watched) < len(able) or sign.optional or (bool(able) and silence is Silence.PASSES),
            voted=bool(watched),
            refused=silence is Silence.REFUSES or (bool(able) and sign.act is not Act.RECOMMEND),
            returned=any(party.kind is not PartyKind.COMMITTEE for party in able),
            lapsed=silence is Silence.LAPSES,
        )


def _all(found: list[Chances]) -> Chances:
    """Return what may come of steps that must all be met: one vote among them is enough for it to be met by a vote."""
    passes = all(each.passes for each in found)
    return Chances(
        met=all(each.met for each in found),
        voted=passes and any(each.voted for each in found),
        refused=any(each.refused for each in found),
        returned=any(each.returned for each in found),
        lapsed=any(each.lapsed for each in found),
    )


def _any(found: list[Chances]) -> Chances:
    return reduce(
        lambda one, other: Chances(
            one.met or other.met,
            one.voted or other.voted,
            one.refused or other.refused,
            one.returned or other.returned,
            one.lapsed or other.lapsed,
        ),
        found,
    )
