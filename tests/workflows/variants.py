"""The sample charter's lifecycles and kinds of case with something changed."""

from __future__ import annotations

from dataclasses import replace

from samples import EXPENSE_LIFE, charter

from engine.charter import Lifecycle, Move, Process


def life(*moves: Move, base: Lifecycle = EXPENSE_LIFE) -> tuple[Lifecycle, ...]:
    """Return the sample's lifecycles with moves of one replaced by those of the same name, or added."""
    ids = {each.id for each in moves}
    changed = replace(base, moves=(*(each for each in base.moves if each.id not in ids), *moves))
    return tuple(changed if each is base else each for each in charter().lifecycles)


def review(**changes: object) -> tuple[Lifecycle, ...]:
    """Return the sample's lifecycles where the expense's deciding state is another."""
    states = tuple(replace(each, **changes) if each.id == "review" else each for each in EXPENSE_LIFE.states)
    return (replace(EXPENSE_LIFE, states=states), *charter().lifecycles[1:])


def kinds(id: str, **changes: object) -> tuple[Process, ...]:
    """Return the sample's kinds of case with one of them changed."""
    return tuple(replace(each, **changes) if each.id == id else each for each in charter().processes)
