"""How far a case has come with what it must pass: each requirement that applies, each of its steps, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Literal, assert_never

from engine.case import Case, Facts, Signature
from engine.charter import Act, Branch, Charter, Condition, Either, Requirement, Sign, Silence, Step, Then, Together
from engine.records import record
from engine.values import Duration
from engine.workflows.answers import Answered, answered, last
from engine.workflows.arranging import arranged, signatures
from engine.workflows.evaluate import holds, judged, judgements, missing
from engine.workflows.matter import Matter
from engine.workflows.periods import local_day
from engine.workflows.standings import Outcome, Progress, Standing, StandingState, StepStanding


def standing(charter: Charter, facts: Facts, case: Case, at: datetime) -> tuple[Standing, ...]:
    """Return where a case stands with every requirement that applies to it, or may apply once something is known."""
    return weigh(Matter(charter, facts, case, at))


def weigh(matter: Matter) -> tuple[Standing, ...]:
    """Return where a case stands with every requirement that applies to it, or may apply once something is known."""
    if not matter.weighed:
        matter.weighed.append(tuple(_weighed(matter)))
    return matter.weighed[0]


def _weighed(matter: Matter) -> Iterator[Standing]:
    asked = matter.kind.requirements
    applies = {each.id: each.when is None or holds(matter, each.when) for each in asked}
    for each in asked:
        replacing = [other for other in asked if each.id in other.instead_of]
        if applies[each.id] is False or any(applies[other.id] for other in replacing):
            continue
        open_ = [other.when for other in (each, *replacing) if other.when is not None and applies[other.id] is None]
        if open_:
            unknown = dict.fromkeys(what for condition in open_ for what in missing(matter, condition))
            yield Standing(each, "unknown", missing=tuple(unknown))
        else:
            yield _standing(matter, each)


def outcome(standings: tuple[Standing, ...]) -> Outcome | None:
    """Return what a case's requirements come to: one no refuses it, one return returns it, all met grant it; else it waits."""
    states = {each.state for each in standings}
    if "refused" in states:
        return "refused"
    if "returned" in states:
        return "returned"
    if "lapsed" in states:
        return "lapsed"
    return "granted" if states <= {"met"} else None


def _standing(matter: Matter, requirement: Requirement) -> Standing:
    collects = matter.decides or requirement.id in matter.kind.early
    opened = _known_since(matter, requirement.when, matter.opened) if collects else None
    progress = _Walk(matter, requirement).go(requirement.step, requirement.id, opened)
    match progress.state:
        case "met" | "refused" | "returned" | "lapsed" | "unknown":
            state: StandingState = progress.state
        case "open" | "later" | "stuck":
            state = "waiting"
    return Standing(requirement, state, progress.steps, progress.missing)


@record
class _Walk:
    """Goes through the steps of one requirement; `opened` is when a step's turn came, None while it has not."""

    matter: Matter
    requirement: Requirement

    def go(self, step: Step, path: str, opened: datetime | None) -> Progress:
        match step:
            case Sign():
                return self._sign(step, path, opened)
            case Then(steps):
                return self._one_after_another(steps, path, opened)
            case Together(steps):
                return _together([self.go(each, f"{path}/{at}", opened) for at, each in enumerate(steps)])
            case Either(steps):
                return _either([self.go(each, f"{path}/{at}", opened) for at, each in enumerate(steps)])
            case Branch():
                return self._branch(step, path, opened)
        assert_never(step)

    def _one_after_another(self, steps: tuple[Step, ...], path: str, opened: datetime | None) -> Progress:
        found: list[Progress] = []
        for at, each in enumerate(steps):
            found.append(self.go(each, f"{path}/{at}", opened))
            opened = found[-1].done
        unmet = next((each for each in found if each.state != "met"), None)
        if unmet is None:
            return Progress("met", _leaves(found), opened)
        return Progress(unmet.state, _leaves(found), None, unmet.missing)

    def _branch(self, branch: Branch, path: str, opened: datetime | None) -> Progress:
        for at, (condition, step) in enumerate(branch.cases):
            truth = holds(self.matter, condition)
            if truth is None:
                return Progress("unknown" if opened else "later", (), None, missing(self.matter, condition))
            opened = _known_since(self.matter, condition, opened) if opened else None
            if truth:
                return self.go(step, f"{path}/{at}", opened)
        if branch.otherwise is None:
            return Progress("met" if opened else "later", (), opened)
        return self.go(branch.otherwise, f"{path}/{len(branch.cases)}", opened)

    def _sign(self, sign: Sign, path: str, opened: datetime | None) -> Progress:
        signed = signatures(self.matter, path)
        if opened is None:
            return Progress("later", (StepStanding(path, sign, "later", signed=signed),))
        if sign.act is Act.FILE:
            return Progress("met", (StepStanding(path, sign, "met", self.matter.holders(sign.by)),), opened)
        due = self._due(opened, sign.within)
        leaf = StepStanding(path, sign, "open", signed=signed, due=due)
        if sign.instead and due is not None:
            leaf = self._or_instead(leaf, due)
        parts = self._parts(leaf.sign, leaf.signed)
        if sign.optional and all(part.vacant for part in parts):
            return Progress("met", (StepStanding(path, sign, "skipped"),), opened)
        found = self._answered(leaf.sign, parts, leaf, opened)
        if self.matter.facts.agencies or self.matter.case.arrangements:
            return arranged(self.matter, found, opened)
        return found

    def _or_instead(self, leaf: StepStanding, due: datetime) -> StepStanding:
        """Ask whoever is asked instead once the time is over, unless the step was answered in it."""
        early = tuple(each for each in leaf.signed if each.at < due)
        if due > self.matter.at or any(part.state in _RESULTS for part in self._parts(leaf.sign, early)):
            return replace(leaf, signed=early)
        late = tuple(each for each in leaf.signed if each.at >= due)
        return replace(leaf, sign=replace(leaf.sign, by=leaf.sign.instead), signed=late, due=None, instead_since=due)

    def _answered(self, sign: Sign, parts: list[Answered], leaf: StepStanding, opened: datetime) -> Progress:
        """Let the first party that has come to a result decide; else time; else whoever can still answer."""
        counted = next((part.count for part in parts if part.count), None)
        for state in _RESULTS:
            decided = next((part for part in parts if part.state == state), None)
            if decided is not None:
                done = last(leaf.signed, opened) if state == "met" else None
                return Progress(state, (replace(leaf, state=state, count=decided.count),), done)
        by = tuple(dict.fromkeys(each for part in parts for each in part.by))
        why = tuple(each for part in parts for each in part.why)
        if leaf.due is not None and leaf.due <= self.matter.at and sign.silence is not None:
            quiet = _SILENCE[sign.silence]
            if by or quiet != "met":  # where nobody could speak, silence agrees to nothing
                return Progress(quiet, (replace(leaf, state=quiet, silent=True, count=counted),), leaf.due if quiet == "met" else None)
        if by:
            return Progress("open", (replace(leaf, by=by, count=counted),))
        return Progress("stuck", (replace(leaf, state="stuck", count=counted, why=why),))

    def _parts(self, sign: Sign, signed: tuple[Signature, ...]) -> list[Answered]:
        cite, assumed = self.requirement.cite, self.requirement.assumed or sign.assumed
        if len(sign.by) == 1:  # whoever could sign, signed for this party
            return [answered(self.matter, sign.by[0], signed, cite, assumed=assumed)]
        zone = self.matter.charter.zone
        parts = []
        for party in sign.by:
            own = tuple(
                each
                for each in signed
                if any(holder.member == each.whose for holder in self.matter.holders((party,), local_day(each.at, zone)))
            )
            parts.append(answered(self.matter, party, own, cite, assumed=assumed))
        return parts

    def _due(self, opened: datetime, within: Duration | None) -> datetime | None:
        if within is None:
            return None
        from engine.workflows.worktime import limit_of  # late: few steps have a deadline, and calendars take time to load

        return limit_of(self.matter.case, opened, within, self.matter.charter.zone).at


def _together(parts: list[Progress]) -> Progress:
    """All must be met; a no or a return of one is enough to end it."""
    done = [part.done for part in parts if part.done is not None]
    if len(done) == len(parts):
        return Progress("met", _leaves(parts), max(done))
    unknown = tuple(dict.fromkeys(each for part in parts for each in part.missing))
    states = {part.state for part in parts}
    return Progress(next(state for state in _WORST_FIRST if state in states), _leaves(parts), None, unknown)


def _either(parts: list[Progress]) -> Progress:
    """One suffices, and the others are then asked no more; it is refused only where none can be met."""
    met = [part.done for part in parts if part.done is not None]
    if met:
        return Progress("met", tuple(_no_longer_asked(leaf) for leaf in _leaves(parts)), min(met))
    unknown = tuple(dict.fromkeys(each for part in parts for each in part.missing))
    states = {part.state for part in parts}
    return Progress(next(state for state in _BEST_FIRST if state in states), _leaves(parts), None, unknown)


def _no_longer_asked(leaf: StepStanding) -> StepStanding:
    return replace(leaf, state="skipped", by=(), why=()) if leaf.state in ("open", "later", "stuck") else leaf


def _leaves(parts: list[Progress]) -> tuple[StepStanding, ...]:
    return tuple(leaf for part in parts for leaf in part.steps)


def _known_since(matter: Matter, condition: Condition | None, opened: datetime) -> datetime:
    """Return when a step could open: no term runs before the judgement that its condition rests on was given."""
    if condition is None:
        return opened
    given = [judged(matter, each) for each in judgements(condition)]
    return max((opened, *(each.at for each in given if each is not None)))


_RESULTS: tuple[Literal["met"], Literal["returned"], Literal["refused"]] = ("met", "returned", "refused")
_SILENCE: dict[Silence, Literal["met", "refused", "lapsed"]] = {
    Silence.PASSES: "met",
    Silence.REFUSES: "refused",
    Silence.LAPSES: "lapsed",
}
_Unmet = Literal["open", "later", "refused", "returned", "lapsed", "unknown", "stuck"]
_WORST_FIRST: tuple[_Unmet, ...] = ("refused", "returned", "lapsed", "open", "unknown", "stuck", "later")
_BEST_FIRST: tuple[_Unmet, ...] = ("returned", "open", "unknown", "later", "refused", "lapsed", "stuck")
