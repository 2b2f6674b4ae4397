"""Late entries: something that was done on an earlier day is entered now, and judged by what held on that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from engine.services.faults import LateBeforeLast, LateBeforeStart, NotYet
from engine.services.moments import day, moment
from engine.services.scene import Scene
from engine.values import Money
from engine.workflows.periods import local_day

if TYPE_CHECKING:
    from engine.store.reading import Reading


def late(reading: Reading, scene: Scene, typed: str, number: str | None) -> Scene:
    """Return the scene of an earlier day, as typed: `2011-03-01`, or with the time.

    Offices, parameters and agents are those of that day; a fund holds what it held at least from then on, so that no later
    payment lacks cover. A day alone is its beginning, or, where something was done to the case on it, right after that.
    Raises BadMoment, NotYet, LateBeforeStart, LateBeforeLast.
    """
    zone = scene.charter.zone
    now, whole_day = moment(typed, zone), _is_day(typed)
    if whole_day and local_day(scene.now, zone) == local_day(now, zone):
        return scene  # today's day is no late entry
    if now > scene.now:
        raise NotYet(value=typed)
    founded = reading.settings().founded
    last = _last(reading, number) if number else founded
    if whole_day and now < last and local_day(last, zone) == local_day(now, zone):
        now = last
    if now < founded:
        raise LateBeforeStart(value=typed, day=_said(founded, zone))
    if now < last:
        raise LateBeforeLast(value=typed, number=number or "", day=_said(last, zone))
    facts = replace(scene.facts, balances=_held(reading, scene, now))
    return replace(scene, facts=facts, now=now, late=scene.now)


def _is_day(typed: str) -> bool:
    from engine.services.faults import BadMoment

    try:
        day(typed)
    except BadMoment:
        return False
    return True


def _last(reading: Reading, number: str) -> datetime:
    """Return when something was done to a case last; of a late entry, on what day it counts."""
    from engine.services.cases import told_by

    done = [entry for entry in reading.entries(number) if entry.outcome == "done"]
    return max(told.get("on") or told.get("as of") or entry.at for entry, told in ((each, told_by(each)) for each in done))


def _held(reading: Reading, scene: Scene, now: datetime) -> dict[str, Money]:
    """Return the least that each fund held from an instant on."""
    least = dict(scene.facts.balances)
    running = dict(least)
    for each in sorted(reading.postings().values(), key=lambda posting: posting.at, reverse=True):
        if each.at <= now:
            break
        for account, sign in ((each.debit, 1), (each.credit, -1)):
            if account in running:
                held = running[account]
                running[account] = Money(held.minor + sign * each.amount.minor, held.currency)
        for account in (each.debit, each.credit):
            if account in running:
                least[account] = min(least[account], running[account], key=lambda money: money.minor)
    return least


def _said(at: datetime, zone: str) -> str:
    from engine.written import instant_text

    return instant_text(at, zone, "en")
