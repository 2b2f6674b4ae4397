"""What an allowed act comes to: the case as it is now, what is posted and opened, and how far the case runs on by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from engine.case import Case, Decision, Deed, Facts, Notice, Opening, Reason
from engine.case import Outcome as Result
from engine.charter import Charter, Move, Notify, Open, Publish, Reverse, SetField
from engine.values import Cite, Duration, Value
from engine.workflows.approvals import outcome, weigh
from engine.workflows.changes import begun
from engine.workflows.decide import BUILT_IN, LATE, changed, move_of
from engine.workflows.drafts import filled
from engine.workflows.grounds import Code, because
from engine.workflows.kinds import WITHDRAWN, kind_of
from engine.workflows.ledger import postings
from engine.workflows.limits import breaches, late_marks
from engine.workflows.machines import WITHDRAW, advance
from engine.workflows.matter import Matter
from engine.workflows.moving import blocks, put
from engine.workflows.outcomes import grounds
from engine.workflows.signing import lapsed, to_ratify
from engine.workflows.standings import Outcome


def carry_out(
    charter: Charter, facts: Facts, case: Case | None, deed: Deed, decision: Decision, number: str, *, digest: str = ""
) -> Result:
    """Carry out an act that was allowed: a new case record, one version on, with what follows from it.

    `number` and `digest` (of the charter) are those of a case to be drafted. A signature, judgement or edit that completes
    what is required, or makes it impossible, takes the case on to its outcome in the same act.
    """
    assert decision.allowed
    if case is None:
        assert deed.process is not None
        values = filled(charter, facts, deed)
        new = begun(charter, deed.process, number, deed.at, values, digest=digest, drafter=deed.actor)
        return Result(new, notices=_put_before(Matter(charter, facts, new, deed.at)))
    matter = Matter(charter, facts, case, deed.at)
    move = move_of(matter.kind, case.state, deed.verb)
    if move is not None:
        result = _ahead(matter, move, deed) if deed.early else _moved(put(matter, move, deed), move)
    elif deed.verb == WITHDRAW:
        state = advance(matter.kind.lifecycle, case.state, WITHDRAW)
        assert state == WITHDRAWN
        result = Result(replace(case, state=state, since=deed.at), ((WITHDRAW, state),))
    elif deed.verb in LATE:
        result = _late(matter, deed)
    else:
        result = Result(changed(matter, deed, decision))
        if deed.to or deed.verb not in BUILT_IN:
            from engine.workflows.operations import notices  # late: most acts are answers and moves

            result = replace(result, notices=notices(matter, deed, result.case))
    return _next_version(matter, result)


def _next_version(before: Matter, result: Result) -> Result:
    """Return what came of a case as its next version, run on, marked late where it was submitted late, with whom it is put before."""
    case = before.case
    result, matter = _run_on(before, replace(result, case=replace(result.case, version=case.version + 1)))
    found = result.case
    late = late_marks(matter) if case.submitted is None else ()
    further = result.path or (found.signatures, found.opinions, found.revision) != (case.signatures, case.opinions, case.revision)
    notices = _put_before(matter) if further else ()
    return replace(result, reasons=late + result.reasons, notices=result.notices + notices)


def _late(matter: Matter, deed: Deed) -> Result:
    """Carry out a verb that few kinds of case know."""
    if deed.verb in ("object", "answer"):
        from engine.workflows.objecting import spoken

        case, told = spoken(matter, deed)
        return Result(case, notices=told)
    if deed.verb == "take-up":
        from engine.workflows.joining import taken_up

        return Result(taken_up(matter.case, deed))
    from engine.workflows.participating import taken_part

    return Result(matter.case, participations=taken_part(matter, deed))


def elapse(charter: Charter, facts: Facts, case: Case, at: datetime) -> Result | None:
    """Return what time alone has made of a case by an instant, one step at a time; None where nothing is due.

    Due are: silence over the last step that was open, a state's own lapse, and moves that nobody makes. Each counts from
    its due time on, not from when it was noticed.
    """
    now = Matter(charter, facts, case, at)
    for due, by_time in sorted(_dues(now), key=lambda each: each[0]):
        then = Matter(charter, facts, case, due)
        result = _next_version(then, by_time(then))
        if result.path or result.case.early != case.early:
            return result
    return None


def _dues(now: Matter) -> Iterator[tuple[datetime, Callable[[Matter], Result]]]:
    """Yield what time has brought about, and when."""
    from engine.workflows.worktime import limit_of  # late: calendars take time to load

    state, since, zone = now.kind.states[now.case.state], now.case.since, now.charter.zone
    if lapsed(now) and state.lapses_after is not None:
        yield limit_of(now.case, since, state.lapses_after, zone).at, _lapse
    if now.kind.timed and (state.id in now.kind.deciding or to_ratify(now.case)):
        for leaf in (leaf for each in weigh(now) for leaf in each.steps if leaf.silent and leaf.due is not None):
            assert leaf.due is not None
            yield leaf.due, _silence
    for move in now.kind.moves_from(state.id):
        due = _due(now, move)
        if due is not None and due <= now.at:
            yield _settled(now, due) if now.kind.objecting else due, partial(_timed, move)


def _due(now: Matter, move: Move) -> datetime | None:
    """Return when a move that nobody makes is due; where a field holds how long that takes, at once if it is empty."""
    from engine.workflows.worktime import limit_of

    if move.by:
        return None
    after: Value | Duration = now.case.fields.get(move.wait) if move.wait is not None else move.after
    if isinstance(after, Duration):
        return limit_of(now.case, now.case.since, after, now.charter.zone).at
    return now.case.since if move.wait is not None else None


def _settled(now: Matter, due: datetime) -> datetime:
    """Return when a move by time can be made: where objections were open then, not before the last of them was answered."""
    from engine.workflows.objecting import settled_since

    answered = settled_since(now.case)
    return due if answered is None else max(due, answered)


def _lapse(matter: Matter) -> Result:
    process, state = matter.kind.process, matter.kind.states[matter.case.state]
    if state.lapsed is None:
        return Result(matter.case)
    return _ended(matter, "lapsed", (because(Code.LAPSED, process.cite, process=process.id, state=state.id),))


def _silence(matter: Matter) -> Result:
    """Change nothing: that silence has answered is seen by whoever weighs the case from then on."""
    return Result(matter.case)


def _timed(move: Move, matter: Matter) -> Result:
    there = put(matter, move)
    if blocks(there, move):
        return Result(matter.case)
    result = _moved(there, move)
    cite = move.cite or matter.kind.process.cite or matter.case.opened_under
    by_time = because(Code.BY_TIME, cite, assumed=move.assumed, move=move.id, process=matter.case.process)
    return replace(result, reasons=(by_time, *result.reasons))


def _moved(matter: Matter, move: Move) -> Result:
    """Make a move: the state that it leads to, its postings, the cases that it opens, the fields that it sets."""
    case = _entered(matter, advance(matter.kind.lifecycle, matter.case.state, move.id))
    effects = move.effects
    cite = move.cite or matter.kind.process.cite
    fields = {each.field: each.value for each in effects if isinstance(each, SetField)}
    result = Result(
        case=replace(case, fields={**case.fields, **fields}) if fields else case,
        path=((move.id, case.state),),
        postings=postings(matter, move),
        reversed=any(isinstance(each, Reverse) for each in effects),
        openings=tuple(_opening(matter, each, cite) for each in effects if isinstance(each, Open) and _opens(matter, each)),
        reasons=tuple(_telling(matter, each, cite) for each in effects if isinstance(each, Notify | Publish)),
        notices=_told_by(matter, move),
    )
    return _with_people(matter, move, result) if matter.kind.personnel else result


def _ahead(matter: Matter, move: Move, deed: Deed) -> Result:
    """Make a move before the approval that it needs, and mark that it is to be ratified."""
    from engine.workflows.anticipating import marked  # late: rarely done

    there = put(matter, move, deed)
    if matter.case.state not in move.sources:  # it is being decided: what the decision would come to is passed by
        granted = advance(matter.kind.lifecycle, matter.case.state, "granted")
        there = Matter(matter.charter, matter.facts, replace(there.case, state=granted), matter.at)
    result = _moved(there, move)
    return replace(result, case=marked(result.case, matter, move, deed))


def _with_people(matter: Matter, move: Move, result: Result) -> Result:
    """Add what a move changes of members and offices."""
    from engine.workflows.personnel import changes  # late: few kinds change any

    found = changes(matter, move)
    return replace(
        result,
        appointed=tuple(found.appointed),
        ended=tuple(found.ended),
        members=tuple(found.members.values()),
        reasons=result.reasons + tuple(found.reasons),
    )


def _opens(matter: Matter, effect: Open) -> bool:
    """Tell whether an effect opens a case: one that hangs on a fund does where the case is paid from it, and says so if it can."""
    fields = [each.id for each in matter.kind.process.fields if each.type == "fund"]
    return effect.fund is None or not fields or any(matter.case.fields.get(each) == effect.fund for each in fields)


def _opening(matter: Matter, effect: Open, cite: Cite | None) -> Opening:
    """Return a case to be opened with the fields of this one; whose own case this is, that one is too."""
    wanted = kind_of(matter.charter, effect.process)
    values = {key: value for key, value in matter.case.fields.items() if key in wanted.fields}
    mine, theirs = ([each.id for each in kind.process.fields if each.concerns] for kind in (matter.kind, wanted))
    if len(mine) == len(theirs) == 1 and theirs[0] not in values and matter.case.fields.get(mine[0]) in matter.facts.members:
        values[theirs[0]] = matter.case.fields[mine[0]]
    return Opening(effect, values, cite)


def _put_before(matter: Matter) -> tuple[Notice, ...]:
    from engine.workflows.notices import put_before  # late: whoever only asks tells nobody

    return put_before(matter)


def _told_by(matter: Matter, move: Move) -> tuple[Notice, ...]:
    if not any(isinstance(each, Notify | Publish) for each in move.effects):
        return ()
    from engine.workflows.notices import told_by  # late: few moves tell anybody

    return tuple(told_by(matter, move))


def _telling(matter: Matter, effect: Notify | Publish, cite: Cite | None) -> Reason:
    if isinstance(effect, Publish):
        return because(Code.PUBLISHED, cite, process=matter.case.process)
    people = tuple(dict.fromkeys(each.member for each in matter.holders(effect.whom)))
    return because(Code.TOLD, cite, parties=effect.whom, members=people)


def _entered(matter: Matter, state: str) -> Case:
    """Return the case in a new state; where it is decided anew, an earlier return no longer speaks."""
    signatures = matter.case.signatures
    if state in matter.kind.deciding:
        signatures = tuple(each for each in signatures if each.answer != "return")
    return replace(matter.case, state=state, since=matter.at, signatures=signatures)


def _run_on(before: Matter, result: Result) -> tuple[Result, Matter]:
    """Take a case through every deciding state whose outcome is certain, as many steps as there are states at most; and as it is then."""

    def now() -> Matter:
        return Matter(before.charter, before.facts, result.case, before.at)

    matter = now()
    for _ in before.kind.states:
        if matter.case.state not in matter.kind.deciding or not matter.kind.requirements:
            break
        standings = weigh(matter)
        end = _possible(matter, outcome(standings))
        if end is None or (end == "granted" and breaches(matter)):
            break
        ended = _ended(matter, end, tuple(grounds(standings, outcome(standings))))
        result = replace(result, case=ended.case, path=result.path + ended.path, reasons=result.reasons + ended.reasons)
        matter = now()
    if result.case.early and to_ratify(result.case):
        from engine.workflows.anticipating import settled  # late: rarely done

        result = settled(matter, result)
        matter = now()
    return result, matter


def _possible(matter: Matter, end: Outcome | None) -> Outcome | None:
    """Return the outcome that the state has a way for: what can be neither returned nor lapse is refused."""
    state = matter.kind.states[matter.case.state]
    ways = {"granted": state.granted, "refused": state.refused, "returned": state.returned, "lapsed": state.lapsed}
    if end is None or ways[end] is not None:
        return end
    return "refused" if end != "granted" and state.refused is not None else None


def _ended(matter: Matter, end: Outcome, reasons: tuple[Reason, ...]) -> Result:
    """Leave a deciding state; where a refused case can come back, what was said against it does not outlive this round."""
    state = advance(matter.kind.lifecycle, matter.case.state, end)
    case = _entered(matter, state)
    if end == "refused" and matter.kind.states[state].kind != "final":
        case = replace(case, signatures=tuple(each for each in case.signatures if each.answer == "yes"))
    return Result(case, ((end, state),), reasons=reasons)
