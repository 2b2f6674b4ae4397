"""Whether somebody may answer the steps that a case waits for, and which of them one act answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.case import Decision, Deed, Reason
from engine.charter import Act, PartyKind
from engine.workflows.approvals import Standing, StepStanding, weigh
from engine.workflows.grounds import Code, because, distinct, no, yes
from engine.workflows.matter import Matter
from engine.workflows.shortfalls import lacking
from engine.workflows.tenures import Holder

_REASONED = ("refuse", "return")


def decide_signature(matter: Matter, deed: Deed) -> Decision:
    """Decide whether a member may answer, with this answer, at least one step that is open to him."""
    if not signable(matter):
        return no([_nothing(Code.NOTHING_TO_SIGN, matter)])
    if lapsed(matter):
        return no([_nothing(Code.TIME_OVER, matter)])
    standings = weigh(matter)
    mine = [(each, leaf, holder) for each, leaf in _leaves(standings) if (holder := _as(leaf, deed.actor)) is not None]
    fitting = [(each, leaf, holder) for each, leaf, holder in mine if _takes(leaf, holder, matter, deed.verb)]
    reasons = [*_wordless(matter, deed)]
    if not fitting:
        wrong = [_about(Code.NO_SUCH_ANSWER, each, leaf, act=leaf.sign.act, verb=deed.verb) for each, leaf, _ in mine]
        reasons += wrong or _not_his(matter, standings, deed.actor)
    elif deed.verb == "return" and matter.kind.states[matter.case.state].returned is None:
        reasons.append(because(Code.NO_RETURN, matter.kind.process.cite, process=matter.case.process))
    if reasons:
        return no(reasons)
    return yes(
        *(_about(Code.MAY_SIGN, each, leaf, member=holder.member, role=holder.office, act=leaf.sign.act) for each, leaf, holder in fitting),
        steps=tuple(leaf.path for _, leaf, _ in fitting),
        office=fitting[0][2].office,
    )


def signable(matter: Matter) -> bool:
    """Return whether the case collects answers now: in a deciding state, on the way to one where a requirement gates that way.

    Where nothing in its lifecycle decides, it collects them in every state but a final one.
    """
    kind, state = matter.kind, matter.case.state
    if kind.deciding:
        return state in kind.deciding or (bool(kind.early) and state in kind.undecided)
    return kind.states[state].kind != "final"


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


def _not_his(matter: Matter, standings: tuple[Standing, ...], actor: str) -> list[Reason]:
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
        yield _about(Code.ALREADY_SIGNED, standing, leaf, member=actor)
    elif leaf.state in ("open", "later", "stuck"):
        if own and leaf.state != "stuck":
            yield _about(Code.OWN_CASE, standing, leaf, member=actor)
        if not asked or (leaf.state == "open" and not own):
            yield _not_asked(matter, standing, leaf, actor)
        elif leaf.state == "later" and not own:
            yield _not_yet(standing, leaf, actor)
        yield from leaf.why
    elif asked and leaf.silent:
        yield _about(Code.TIME_OVER, standing, leaf, process=matter.case.process, state=matter.case.state, due=leaf.due)
    elif asked and leaf.sign.act is Act.FILE:
        yield _about(Code.NO_SUCH_ANSWER, standing, leaf, act=leaf.sign.act)
    elif asked:
        yield _about(Code.STEP_DONE, standing, leaf, members=tuple(each.member for each in leaf.signed), act=leaf.sign.act)


def _not_asked(matter: Matter, standing: Standing, leaf: StepStanding, actor: str) -> Reason:
    """Name who is asked, and who of them could answer."""
    able = leaf.by or tuple(each for each in matter.holders(leaf.sign.by) if each.member not in matter.own)
    return _about(Code.NOT_ASKED, standing, leaf, member=actor, parties=leaf.sign.by, members=_people(able), act=leaf.sign.act)


def _not_yet(standing: Standing, leaf: StepStanding, actor: str) -> Reason:
    """Name whose turn it is."""
    first = [each for each in standing.steps if each.state == "open"]
    parties = tuple(dict.fromkeys(party for each in first for party in each.sign.by))
    return _about(
        Code.NOT_YET, standing, leaf, member=actor, parties=parties, members=_people(holder for each in first for holder in each.by)
    )


def _about(code: Code, standing: Standing, leaf: StepStanding, **facts: object) -> Reason:
    requirement = standing.requirement
    return because(code, requirement.cite, assumed=requirement.assumed or leaf.sign.assumed, **facts)


def _people(holders: Iterable[Holder]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.member for each in holders))
