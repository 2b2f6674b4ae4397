"""Why a condition does not hold of a case: what is false, with what was found, and what is missing and who could supply it."""

from __future__ import annotations

from engine.case import Reason
from engine.charter import Compare, Condition
from engine.workflows.evaluate import Missing, failing, holds, missing, operand
from engine.workflows.grounds import Code, because
from engine.workflows.matter import Matter


def lacking(matter: Matter, what: Missing, clause: Reason) -> Reason:
    """Return why a case waits: a judgement to be given and by whom, an empty field, a number without value; cites `clause`."""
    process = matter.case.process
    if what.kind == "judgement":
        judgement = matter.charter.judgement(what.id)
        judges = tuple(dict.fromkeys(each.member for each in matter.holders(judgement.by) if each.member not in matter.own))
        return because(
            Code.NOT_JUDGED,
            judgement.cite or clause.cite,
            assumed=judgement.assumed,
            judgement=what.id,
            process=process,
            parties=judgement.by,
            members=judges,
        )
    if what.kind == "parameter":
        return because(Code.NO_VALUE, clause.cite, assumed=clause.assumed, parameter=what.id, date=matter.day)
    return because(Code.FIELD_EMPTY, clause.cite, assumed=clause.assumed, field=what.id, process=process)


def unmet(matter: Matter, condition: Condition, clause: Reason) -> tuple[Reason, ...]:
    """Return a reason for each part for which a condition is false or unknown, with what was found; none only where it is true.

    Code and article are those of `clause`. What is unknown though nothing is missing, such as a comparison of two
    currencies, is told as false.
    """
    if holds(matter, condition):
        return ()
    told = [_false(matter, part, clause) for part in failing(matter, condition)]
    told += [lacking(matter, each, clause) for each in missing(matter, condition)]
    return tuple(told) or (_false(matter, condition, clause),)


def _false(matter: Matter, part: Condition, clause: Reason) -> Reason:
    return because(
        Code(clause.code),
        clause.cite,
        assumed=clause.assumed,
        condition=part,
        process=matter.case.process,
        found=tuple(operand(matter, side) for side in (part.left, part.right)) if isinstance(part, Compare) else (),
    )
