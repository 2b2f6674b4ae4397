"""Whether somebody may answer the steps that a case waits for, and which of them one act answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.case import Case, Decision, Deed, Reason
from engine.charter import Act, PartyKind
from engine.records import record
from engine.workflows.approvals import weigh
from engine.workflows.arranging import in_hand
from engine.workflows.facilities import off
from engine.workflows.grounds import Code, because, distinct, no, yes
from engine.workflows.matter import Matter
from engine.workflows.shortfalls import lacking
from engine.workflows.standings import Standing, StepStanding
from engine.workflows.tenures import Holder

_REASONED = ("refuse", "return")


def decide_signature(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may answer, with this answer, at least one step that is open to him."""
    shut = closed_to_answers(matter)
    if shut:
        return no(shut)
    standings = weigh(matter)
    mine = open_to(standings, deed.actor)
    fitting = [each for each in mine if _takes(each.leaf, each.holder, matter, deed.verb)]
    reasons = [*_wordless(matter, deed), *(off(matter, "return") if deed.verb == "return" else ())]
    if not fitting:
        wrong = [about(Code.NO_SUCH_ANSWER, each.standing, each.leaf, act=each.leaf.sign.act, verb=deed.verb) for each in mine]
        reasons += wrong or not_his(matter, standings, deed.actor)
    elif deed.verb == "return" and not deed.to and matter.kind.states[matter.case.state].returned is None:
        reasons.append(because(Code.NO_RETURN, matter.kind.process.cite, process=matter.case.process))
    if reasons:
        return no(reasons)
    return replace(
        yes(*map(_may, fitting), steps=tuple(each.leaf.path for each in fitting), office=fitting[0].holder.office),
        for_=fitting[0].holder.for_,
        signing=tuple((each.holder.office, each.holder.for_) for each in fitting),
    )


def closed_to_answers(matter: Matter) -> list[Reason]:
    """Return why nobody can answer anything on the case now; nothing where somebody can."""
    if not signable(matter):
        return [_nothing(Code.NOTHING_TO_SIGN, matter)]
    return [_nothing(Code.TIME_OVER, matter)] if lapsed(matter) else []


@record
class Answerable:
    """A step that is open to somebody, and the office under which it is."""

    standing: Standing
    leaf: StepStanding
    holder: Holder


def open_to(standings: tuple[Standing, ...], member: str) -> list[Answerable]:
    """Return the steps that somebody could answer now."""
    found = ((each, leaf, _as(leaf, member)) for each, leaf in _leaves(standings))
    return [Answerable(each, leaf, holder) for each, leaf, holder in found if holder is not None]


def _may(each: Answerable) -> Reason:
    holder, act = each.holder, each.leaf.sign.act
    if holder.for_ is None:
        return about(Code.MAY_SIGN, each.standing, each.leaf, member=holder.member, role=holder.office, act=act)
    return about(Code.MAY_SIGN_FOR, each.standing, each.leaf, member=holder.member, role=holder.office, act=act, other=holder.for_)


def signable(matter: Matter) -> bool:
    """Return whether the case collects answers now: in a deciding state, on the way to one where a requirement gates that way.

    Where nothing in its lifecycle decides, it collects them in every state but a final one.
    """
    kind, state = matter.kind, matter.case.state
    if to_ratify(matter.case):
        return True
    if kind.deciding:
        return state in kind.deciding or (bool(kind.early) and state in kind.undecided)
    return kind.states[state].kind != "final"


def to_ratify(case: Case) -> bool:
    """Return whether a move was made ahead of its approval, and nobody has ratified it or refused to."""
    return any(each.settled is None for each in case.early)


def lapsed(matter: Matter) -> bool:
    """Return whether the time in which the state had to decide is over."""
    state = matter.kind.states[matter.case.state]
    if state.lapses_after is None:
        return False
    from engine.workflows.worktime import limit_of  # late: calendars take time to load

    return limit_of(matter.case, matter.case.since, state.lapses_after, matter.charter.zone).at <= matter.at


def _leaves(standings: tuple[Standing, ...]) -> Iterator[tuple[Standing, StepStanding]]:
    return ((each, leaf) for each in standings for leaf in each.steps)


def _as(leaf: StepStanding, member: str) -> Holder | None:
    """Return under which office a member could answer an open step now."""
    return next((each for each in leaf.by if each.member == member), None) if leaf.state == "open" else None


def _takes(leaf: StepStanding, holder: Holder, matter: Matter, verb: str) -> bool:
    """Tell whether a step takes an answer: a vote yes, no or abstention; anything else yes, no or return."""
    voting = _votes(leaf, holder, matter)
    return verb != ("return" if voting else "abstain")


def _votes(leaf: StepStanding, holder: Holder, matter: Matter) -> bool:
    return any(party.kind is PartyKind.COMMITTEE for party in leaf.sign.by if holder in matter.holders((party,)))


def _wordless(matter: Matter, deed: Deed) -> Iterator[Reason]:
    if deed.verb in _REASONED and not (deed.reason or "").strip():
        yield because(Code.REASON_NEEDED, matter.kind.process.cite, verb=deed.verb)


def not_his(matter: Matter, standings: tuple[Standing, ...], actor: str) -> list[Reason]:
    """Say for each step why the actor cannot answer it: his own case, signed already, not yet, stuck, not asked, not known."""
    found = [reason for each, leaf in _leaves(standings) for reason in _why_not(matter, each, leaf, actor)]
    for each in standings:
        clause = Reason(Code.FIELD_EMPTY, each.requirement.cite, each.requirement.assumed)
        found += [lacking(matter, what, clause) for what in each.missing]
    return distinct(found) or [_nothing(Code.NOTHING_TO_SIGN, matter)]


def _nothing(code: Code, matter: Matter) -> Reason:
    return because(code, matter.kind.process.cite, process=matter.case.process, state=matter.case.state)


def _why_not(matter: Matter, standing: Standing, leaf: StepStanding, actor: str) -> Iterator[Reason]:
    """Say why one step takes no answer from somebody; nothing where it is settled without him."""
    asked, own = matter.holder(leaf.sign.by, actor) is not None, actor in matter.own
    if any(each.member == actor for each in leaf.signed):
        yield about(Code.ALREADY_SIGNED, standing, leaf, member=actor)
    elif leaf.sign.act is Act.ADVISE and not asked:
        return  # an opinion that somebody asked for keeps nobody else
    elif leaf.state in ("open", "later", "stuck"):
        if own and leaf.state != "stuck":
            yield about(Code.OWN_CASE, standing, leaf, member=actor)
        handed = in_hand(matter, leaf.path)
        if asked and leaf.state == "open" and not own and handed is not None:
            yield about(Code.IN_HAND, standing, leaf, member=actor, other=handed.member)
        elif not asked or (leaf.state == "open" and not own):
            yield _not_asked(matter, standing, leaf, actor)
        elif leaf.state == "later" and not own:
            yield _not_yet(standing, leaf, actor)
        yield from leaf.why
    elif asked and leaf.silent:
        yield about(Code.TIME_OVER, standing, leaf, process=matter.case.process, state=matter.case.state, due=leaf.due)
    elif asked and leaf.sign.act is Act.FILE:
        yield about(Code.NO_SUCH_ANSWER, standing, leaf, act=leaf.sign.act)
    elif asked:
        yield about(Code.STEP_DONE, standing, leaf, members=tuple(each.member for each in leaf.signed), act=leaf.sign.act)


def _not_asked(matter: Matter, standing: Standing, leaf: StepStanding, actor: str) -> Reason:
    """Name who is asked, and who of them could answer."""
    able = leaf.by or tuple(each for each in matter.holders(leaf.sign.by) if each.member not in matter.own)
    return about(Code.NOT_ASKED, standing, leaf, member=actor, parties=leaf.sign.by, members=_people(able), act=leaf.sign.act)


def _not_yet(standing: Standing, leaf: StepStanding, actor: str) -> Reason:
    """Name whose turn it is."""
    first = [each for each in standing.steps if each.state == "open"]
    parties = tuple(dict.fromkeys(party for each in first for party in each.sign.by))
    return about(
        Code.NOT_YET, standing, leaf, member=actor, parties=parties, members=_people(holder for each in first for holder in each.by)
    )


def about(code: Code, standing: Standing, leaf: StepStanding, **facts: object) -> Reason:
    """Make a reason about a step; it cites the requirement that asks for it."""
    requirement = standing.requirement
    return because(code, requirement.cite, assumed=requirement.assumed or leaf.sign.assumed, **facts)


def _people(holders: Iterable[Holder]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.member for each in holders))
