"""A membership over time: how it begins, and what a day changes of its category and unit, of whether it is suspended, of its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.case import Member, Stay
from engine.workflows.tenures import stay_on


def begun(id: str, name: str, category: str | None, unit: str | None, on: date, paper: str, before: Member | None = None) -> Member:
    """Return the membership of somebody admitted from a day on; `before` is the one that he had and that is over by then."""
    if before is None:
        return Member(id, name, category, unit, on, stays=(Stay(on, None, category, unit, paper=paper),))
    assert before.until is not None
    assert before.until <= on
    stays = (*_stays(before), Stay(on, None, category, unit, paper=paper))
    return replace(before, category=category, unit=unit, until=None, stays=_each_start_once(stays))


def changed(
    member: Member, on: date, paper: str, *, category: str | None = None, unit: str | None = None, suspended: bool | None = None
) -> Member:
    """Return a membership in which something is otherwise from a day on, until it ends."""
    stays = [
        _with(each, paper, category, unit, suspended) if on <= each.start else replace(each, end=on) if _holds(each, on) else each
        for each in _stays(member)
    ]
    running = stay_on(member, on)
    if running is not None and running.start < on:
        stays.append(_with(replace(running, start=on), paper, category, unit, suspended))
    return _latest(replace(member, stays=tuple(sorted(stays, key=lambda each: each.start))))


def suspended(member: Member, on: date, until: date | None, paper: str) -> Member:
    """Return a membership that is suspended from a day on, and, if one is given, until another."""
    now = changed(member, on, paper, suspended=True)
    return now if until is None else changed(now, until, paper, suspended=False)


def ended(member: Member, on: date, paper: str = "") -> Member:
    """Return a membership that is over from a day on."""
    stays = tuple(
        replace(each, end=max(on, each.start), paper=each.paper or paper) if each.end is None or on < each.end else each
        for each in member.stays
    )
    return replace(member, until=on, stays=stays)


def _stays(member: Member) -> tuple[Stay, ...]:
    return member.stays or (Stay(member.since, member.until, member.category, member.unit),)


def _holds(stay: Stay, on: date) -> bool:
    return stay.start < on and (stay.end is None or on < stay.end)


def _with(stay: Stay, paper: str, category: str | None, unit: str | None, suspended: bool | None) -> Stay:  # noqa: FBT001  # it is a state
    return replace(
        stay,
        category=category or stay.category,
        unit=unit or stay.unit,
        suspended=stay.suspended if suspended is None else suspended,
        paper=paper,
    )


def _latest(member: Member) -> Member:
    last = member.stays[-1]
    return replace(member, category=last.category, unit=last.unit)


def _each_start_once(stays: tuple[Stay, ...]) -> tuple[Stay, ...]:
    """Keep of stretches that begin on one day the last: who left on the day on which he came is back from that day on."""
    return tuple({each.start: each for each in stays}.values())
