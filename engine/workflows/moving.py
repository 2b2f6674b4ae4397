"""Whether somebody may make a move of the lifecycle, and everything else that a move has to respect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.case import Decision, Deed, Reason
from engine.charter import Move, PartyKind, Requirement
from engine.workflows.agents import acting
from engine.workflows.approvals import weigh
from engine.workflows.content import altered
from engine.workflows.grounds import NOT_EXECUTED, SILENT, Code, because, distinct, no, yes
from engine.workflows.ledger import objections
from engine.workflows.limits import breaches
from engine.workflows.matter import Matter
from engine.workflows.shortfalls import lacking, unmet
from engine.workflows.standings import Standing
from engine.workflows.tenures import Holder


def decide_move(matter: Matter, move: Move, deed: Deed) -> Decision:
    """Decide whether a member may make a move now, with the fields and the file that he gives."""
    reasons = [*_not_mover(matter, move, deed.actor), *_forbidden(matter, move, deed.actor)]
    if deed.early:
        return _ahead(matter, move, deed, reasons)
    if matter.case.state not in move.sources:
        wrong = _on(Code.WRONG_STATE, matter, move, state=matter.case.state, states=move.sources)
        return no([wrong, *reasons, *_undecided(matter, move)])
    reasons += [_on(Code.NOT_A_CARRIED_FIELD, matter, move, field=each) for each in deed.values if each not in move.carries]
    reasons += blocks(put(matter, move, deed), move)
    if reasons:
        return no(reasons)
    holder = mover(matter, move, deed.actor)
    assert holder is not None
    stead = {"stead": holder.for_} if holder.for_ else {}
    may = _on(Code.MAY_MOVE, matter, move, member=deed.actor, role=holder.office, **stead)
    return replace(yes(may, office=holder.office), for_=holder.for_)


def _ahead(matter: Matter, move: Move, deed: Deed, reasons: list[Reason]) -> Decision:
    """Decide whether a move may be made ahead of the approval that it needs; all else must be as it has to be."""
    from engine.workflows.anticipating import may_be_early, not_early  # late: rarely done

    reasons += not_early(matter, move, deed)
    reasons += [_on(Code.NOT_A_CARRIED_FIELD, matter, move, field=each) for each in deed.values if each not in move.carries]
    reasons += blocks(put(matter, move, deed), move, early=True)
    if reasons:
        return no(distinct(reasons))
    holder = mover(matter, move, deed.actor)
    assert holder is not None
    return replace(yes(may_be_early(matter, move, deed), office=holder.office), for_=holder.for_)


def put(matter: Matter, move: Move, deed: Deed | None = None) -> Matter:
    """Return the matter as a move is judged: with what it carries, and submitted now where it leaves the first state."""
    case = matter.case
    if deed is not None:
        carried = {field: value for field, value in deed.values.items() if field in move.carries}
        case = altered(matter.charter, case, carried, deed.attachment)
    if case.state == matter.kind.first:
        case = replace(case, submitted=matter.at)
    return Matter(matter.charter, matter.facts, case, matter.at)


def mover(matter: Matter, move: Move, member: str) -> Holder | None:
    """Return under which office a member may make a move; a committee's members make none by themselves."""
    return acting(matter, (party for party in move.by if party.kind is not PartyKind.COMMITTEE), member)


def blocks(matter: Matter, move: Move, *, early: bool = False) -> list[Reason]:
    """Return what stands in the way of a move from the present state, whoever makes it; but its approval, where it is made early."""
    process = matter.kind.process
    clause = Reason(Code.CONDITION_FALSE, move.cite or process.cite, move.assumed)
    return distinct(
        (
            *(unmet(matter, move.when, clause) if move.when is not None else ()),
            *_not_carried(matter, move),
            *_too_early(matter, move),
            *_limited(matter, move),
            *_not_executed(matter, move),
            *_personnel(matter, move),
            *(() if early else _before(matter, move)),
            *_unratified(matter, move),
            *_undecidable(matter, move),
            *objections(matter, move),
            *_held_up(matter, move),
        )
    )


def requirements_before(matter: Matter, move: Move) -> tuple[Requirement, ...]:
    """Return what must be met before a move: what names it, and, where nothing in the lifecycle decides, everything else too."""
    return tuple(each for each in matter.kind.requirements if each.before == move.id or (each.before is None and not matter.kind.deciding))


def _on(code: Code, matter: Matter, move: Move, **facts: object) -> Reason:
    cite = move.cite or matter.kind.process.cite
    return because(code, cite, assumed=move.assumed, move=move.id, process=matter.case.process, **facts)


def _not_mover(matter: Matter, move: Move, actor: str) -> Iterator[Reason]:
    if not move.by:
        yield _on(Code.BY_TIME_ALONE, matter, move)
    elif mover(matter, move, actor) is None:
        able = tuple(dict.fromkeys(each.member for each in matter.holders(move.by)))
        yield _on(Code.NOT_MOVER, matter, move, member=actor, parties=move.by, members=able)
        for party in move.by:
            if party.kind is PartyKind.COMMITTEE:
                yield _on(Code.COMMITTEE_MOVE_NOT_EXECUTED, matter, move, committee=party.ref)


def _forbidden(matter: Matter, move: Move, actor: str) -> Iterator[Reason]:
    """Yield which clauses forbid a member what a move would do."""
    forbidding = [duty for duty in matter.charter.duties if duty.modal == "mustnot"]
    if not forbidding:
        return
    from engine.workflows.duties import does, done_by, workers  # late: few charters forbid anything

    acts = done_by(matter.charter, matter.case, ((move.id, move.target),))
    for duty in forbidding:
        holders = workers(matter.charter, matter.facts, duty, "", matter.day)
        if any(does(duty, *act) for act in acts) and any(each.member == actor for each in holders):
            yield because(Code.FORBIDDEN, duty.cite, assumed=duty.assumed, member=actor, duty=duty.id)


def _not_carried(matter: Matter, move: Move) -> Iterator[Reason]:
    fields = matter.kind.fields
    files = [field.id for field in fields.values() if field.type == "attachment"]
    for each in move.carries:
        value = matter.case.fields.get(each)
        if each not in files:
            if value is None or value == "":
                yield _on(Code.NOT_CARRIED, matter, move, field=each)
        elif not any(value == file.name or len(files) == 1 for file in matter.case.attachments):
            yield _on(Code.FILE_NOT_CARRIED, matter, move, field=each)


def _too_early(matter: Matter, move: Move) -> Iterator[Reason]:
    if move.after is None:
        return
    from engine.workflows.worktime import limit_of  # late: calendars take time to load

    due = limit_of(matter.case, matter.case.since, move.after, matter.charter.zone).at
    if matter.at < due:
        yield _on(Code.TOO_EARLY, matter, move, due=due)


def _limited(matter: Matter, move: Move) -> tuple[Reason, ...]:
    """Check limits where a case leaves the first state and where a requirement gates the move."""
    if matter.case.state == matter.kind.first or requirements_before(matter, move):
        return breaches(matter)
    return ()


def _not_executed(matter: Matter, move: Move) -> Iterator[Reason]:
    """Yield clauses that the move needs and that are reported, but not executed yet."""
    for norm in matter.kind.norms:
        if norm.gates == move.id or (norm.gates is None and matter.case.state == matter.kind.first):
            yield because(Code.NORM_NOT_EXECUTED, norm.cite, assumed=norm.assumed, norm=norm.kind)


def _held_up(matter: Matter, move: Move) -> Iterator[Reason]:
    """Yield what holds a move up besides: objections that are open, and that a case is carried out as part of another."""
    if matter.kind.objecting is not None:
        from engine.workflows.objecting import stays_open

        yield from stays_open(matter, move)
    if matter.kind.joining is not None:
        from engine.workflows.joining import not_taken_up

        yield from not_taken_up(matter, move)


def _personnel(matter: Matter, move: Move) -> Iterator[Reason]:
    """Yield what keeps members and offices from being changed; few lifecycles change any."""
    if matter.kind.personnel:
        from engine.workflows.eligibility import obstacles  # late: only those kinds need it

        yield from obstacles(matter, move)


def _before(matter: Matter, move: Move) -> Iterator[Reason]:
    gating = requirements_before(matter, move)
    if not gating:
        return
    for each in weigh(matter):
        if each.requirement in gating:
            yield from _unmet(matter, move, each)


def _unratified(matter: Matter, move: Move) -> Iterator[Reason]:
    if matter.case.early:
        from engine.workflows.anticipating import unratified  # late: rarely done

        yield from unratified(matter, move.target, move)


def _undecided(matter: Matter, move: Move) -> list[Reason]:
    """Say what the decision still needs where a move could be made once the case is granted."""
    if matter.kind.states[matter.case.state].granted not in move.sources:
        return []
    return distinct(reason for each in weigh(matter) for reason in _unmet(matter, move, each))


def _unmet(matter: Matter, move: Move, standing: Standing) -> Iterator[Reason]:
    """Say what a requirement still needs, and from whom; nothing where it is met."""
    requirement = standing.requirement
    clause = Reason(Code.REQUIREMENT_OPEN, requirement.cite, requirement.assumed)
    facts = {"move": move.id, "process": matter.case.process}
    yield from (lacking(matter, each, clause) for each in standing.missing)
    yield from (why for leaf in standing.steps for why in leaf.why)
    if standing.state in ("refused", "returned", "lapsed"):
        against = tuple(each.member for leaf in standing.steps for each in leaf.signed if each.answer in ("no", "return"))
        yield because(Code.REQUIREMENT_REFUSED, clause.cite, assumed=clause.assumed, members=against, **facts)
        return
    wanted = [leaf for leaf in standing.steps if leaf.state in ("open", "later")]
    if wanted:
        parties = tuple(dict.fromkeys(party for leaf in wanted for party in leaf.sign.by))
        people = tuple(dict.fromkeys(holder.member for leaf in wanted for holder in leaf.by))
        yield because(Code.REQUIREMENT_OPEN, clause.cite, assumed=clause.assumed, parties=parties, members=people, **facts)


def _undecidable(matter: Matter, move: Move) -> Iterator[Reason]:
    """Yield why nobody could ever decide the case, where the move would lay it before those who decide."""
    if move.target not in matter.kind.deciding:
        return
    if not matter.kind.requirements:
        process = matter.kind.process
        yield because(Code.SILENT_DECISION, process.cite, process=process.id)
    there = replace(matter.case, state=move.target, since=matter.at)
    for standing in weigh(Matter(matter.charter, matter.facts, there, matter.at)):
        yield from (why for leaf in standing.steps for why in leaf.why if why.code in SILENT | NOT_EXECUTED)
