"""What stands in the fields of a case that is made up: what its world says, and something sensible in whatever its moves need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.charter import Field, InAdvance, NoOverlap, PartyKind, Post
from engine.proofs.stage import Stage, label_of
from engine.proofs.worlds import Space
from engine.values import Duration, DurationUnit, Money, Value
from engine.workflows.kinds import Kind

USUAL = 10_000  # fen
_AHEAD = 75  # days: longer than any notice


def filled(stage: Stage, kind: Kind, space: Space, world: int, money: Money | None = None) -> dict[str, Value]:
    """Return the fields with which a case is drafted; `money` is put where no condition speaks of an amount."""
    found: dict[str, Value] = {}
    tracked, needed = set(space.tracked()), _needed(kind)
    for field in kind.fields.values():
        usual = _usual(stage, field, money) if field.id in needed else None
        value = space.field(field.id, world) if field.id in tracked else usual
        if value is not None:
            found[field.id] = value
    return found


def _needed(kind: Kind) -> set[str]:
    """Return the fields that some move carries or posts, in which people act, or that a limit of time looks at."""
    found = {id for move in kind.lifecycle.moves for id in move.carries}
    found |= {effect.field for move in kind.lifecycle.moves for effect in move.effects if isinstance(effect, Post)}
    found |= {party.ref for move in kind.lifecycle.moves for party in move.by if party.kind is PartyKind.FIELD}
    if any(isinstance(limit.rule, NoOverlap | InAdvance) for limit in kind.limits):
        found |= {"start", "end"}
    return found - {label_of(kind.fields.values())}


def _usual(stage: Stage, field: Field, money: Money | None) -> Value:
    day = stage.now.astimezone(ZoneInfo(stage.charter.zone)) + timedelta(days=_AHEAD)
    sunday = (day + timedelta(days=6 - day.weekday())).replace(hour=9, minute=0)
    match field.type:
        case "money":
            return money or Money(USUAL, stage.charter.currency)
        case "number":
            return 1
        case "date":
            return sunday.date()
        case "time":
            return _utc(sunday + timedelta(hours=2) if field.id == "end" else sunday)
        case "duration":
            return Duration(1, DurationUnit.DAY)
        case "yes or no":
            return True
        case "text":
            return stage.label or "…"
        case "choice":
            return next(((each.en or each.zh).lower() for each in field.choices), None)
        case "person" | "person or unit" | "anybody":
            return stage.people[-1].person
        case "fund":
            return next((fund.id for fund in stage.charter.funds), None)
    return None


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo("UTC"))


def units(stage: Stage, kind: Kind) -> Iterator[dict[str, Value]]:
    """Yield the units that a case may have to name: none (the drafter's own is filled in), then the first of each kind."""
    yield {}
    named: dict[str, Value] = {}
    for field in kind.fields.values():
        fitting = [each.id for each in stage.charter.units if field.unit_kind in (None, each.kind)]
        if field.type == "unit" and fitting:
            named[field.id] = fitting[0]
    if named:
        yield named
