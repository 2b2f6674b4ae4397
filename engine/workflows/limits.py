"""What every case of a kind must respect: hours kept free, time in advance, conditions that always hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime

from engine.case import Case, Reason
from engine.charter import AtMostOpen, Holds, InAdvance, Limit, NoOverlap
from engine.values import Duration, DurationUnit, Value
from engine.workflows.budgets import misnamed
from engine.workflows.evaluate import Missing, holds
from engine.workflows.grounds import Code, because
from engine.workflows.kinds import kind_of
from engine.workflows.matter import Matter
from engine.workflows.periods import midnight, shift
from engine.workflows.shortfalls import lacking, unmet


def breaches(matter: Matter) -> tuple[Reason, ...]:
    """Return what a case does not respect; what is unknown is not respected either, and names what is missing."""
    found = (reason for limit in matter.kind.limits for reason in _breach(matter, limit) if reason.code != Code.MARKED_LATE)
    return (*found, *misnamed(matter))


def late_marks(matter: Matter) -> tuple[Reason, ...]:
    """Return why a case that was accepted is marked late."""
    if matter.case.submitted is None:
        return ()
    limits = (each for each in matter.kind.limits if isinstance(each.rule, InAdvance) and each.rule.marked)
    return tuple(reason for limit in limits for reason in _breach(matter, limit) if reason.code == Code.MARKED_LATE)


def _breach(matter: Matter, limit: Limit) -> Iterator[Reason]:
    clause = Reason(Code.LIMIT_BROKEN, limit.cite, limit.assumed)
    applies = holds(matter, limit.when) if limit.when is not None else True
    if not applies:
        if applies is None and limit.when is not None:
            yield from unmet(matter, limit.when, clause)
        return
    match limit.rule:
        case Holds(condition):
            yield from unmet(matter, condition, clause)
        case NoOverlap(calendar):
            yield from _overlap(matter, calendar, clause)
        case InAdvance():
            yield from _late(matter, limit.rule, clause)
        case AtMostOpen():
            yield from _too_many(matter, limit.kinds, limit.rule, clause)


def _overlap(matter: Matter, calendar: str, clause: Reason) -> Iterator[Reason]:
    fields, zone = matter.case.fields, matter.charter.zone
    start, end = _instant(fields.get("start"), zone), _instant(fields.get("end"), zone, ends=True)
    for name, found in (("start", start), ("end", end)):
        if found is None:
            yield lacking(matter, Missing("field", name), clause)
    if start is None or end is None:
        return
    if end <= start:
        yield because(Code.ENDS_BEFORE_START, clause.cite, assumed=clause.assumed, start=start, end=end)
        return
    from engine.workflows.worktime import office_overlap  # late: the calendar of working days takes time to load

    inside = office_overlap(matter.charter.calendar(calendar), start, end, zone)
    if inside is not None:
        yield because(Code.IN_HOURS, clause.cite, assumed=clause.assumed, calendar=calendar, start=inside[0], end=inside[1])


def _too_many(matter: Matter, kinds: tuple[str, ...], rule: AtMostOpen, clause: Reason) -> Iterator[Reason]:
    """Yield other cases that leave no room for this one: of the same kinds and value, past their first state, not at their end."""
    own = _folded(matter.case.fields.get(rule.field))
    if own is None:
        return
    same = [each for each in matter.facts.rivals if each.number != matter.case.number and _folded(each.fields.get(rule.field)) == own]
    rivals = [each for each in same if _counts(matter, each, kinds)]
    if len(rivals) >= rule.count:
        cases = tuple(each.number for each in rivals)
        field = matter.case.fields[rule.field]
        yield because(
            Code.TOO_MANY_OPEN, clause.cite, assumed=clause.assumed, process=matter.case.process, value=field, count=rule.count, cases=cases
        )


def _counts(matter: Matter, case: Case, kinds: tuple[str, ...]) -> bool:
    kind = kind_of(matter.charter, case.process) if any(each.id == case.process for each in matter.charter.processes) else None
    if kind is None or case.state == kind.first or not any(each in kind.ancestors for each in kinds):
        return False
    return case.state in kind.states and kind.states[case.state].kind != "final"


def _folded(value: Value) -> Value:
    """Return a value as it is compared: texts without regard to spaces, width and case."""
    return "".join(unicodedata.normalize("NFKC", value).split()).casefold() or None if isinstance(value, str) else value


def _late(matter: Matter, rule: InAdvance, clause: Reason) -> Iterator[Reason]:
    start = _instant(matter.case.fields.get("start"), matter.charter.zone)
    if start is None:
        yield lacking(matter, Missing("field", "start"), clause)
        return
    from engine.workflows.worktime import before

    latest = before(start, rule.duration, matter.charter.zone).at
    submitted = matter.case.submitted or matter.at
    if submitted > latest or (submitted == latest and rule.duration.unit not in _EXACT):  # 24:00 of the last day is too late
        code = Code.MARKED_LATE if rule.marked else Code.TOO_LATE
        yield because(code, clause.cite, assumed=clause.assumed, duration=rule.duration, start=start, latest=latest)


def _instant(value: Value, zone: str, *, ends: bool = False) -> datetime | None:
    """Return when a field begins (or, of a whole day, ends); None where it names no time."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return midnight(shift(value, _ONE_DAY) if ends else value, zone) if isinstance(value, date) else None


_ONE_DAY = Duration(1, DurationUnit.DAY)
_EXACT = (DurationUnit.HOUR, DurationUnit.MINUTE)
