"""Declarations with a rule of their own: offices, rows of units, tables."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from engine.dsl import syntax
from engine.dsl.branches import Built, Slot, fill, nodes_of, slots_of, tokens_of
from engine.problems import Span


def roles(_: object, items: list[Built], _where: dict[str, Any]) -> list[Built]:
    """先锋连设连长一名、指导员一名: one line for every office."""
    slots, tokens = slots_of(items), tokens_of(items)
    subject = slots.get("subject")
    party = subject.parties[0] if subject else None
    own = {
        "of": party.noun if party else None,
        "each": bool(party and party.quantifier),
        "dormant": "HASNOTYET" in tokens,
        "until": slots.get("until"),
    }
    return [replace(line, **own) for line in nodes_of(items)]  # type: ignore[arg-type]


def seated(_: object, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Build: one office of several."""
    return [fill(syntax.RoleLine, items, where)]


def role_of(_: object, items: list[Built], _where: dict[str, Any]) -> list[Built]:
    """Build: whose an office is."""
    each = [Slot("each", value=True)] if "EVERY" in tokens_of(items) else []
    return [Slot("of", nodes_of(items)[0]), *each]


def unit_rows(_: object, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Build: a row of like units."""
    subject = slots_of(items).get("subject")
    rest: list[Built] = [item for item in items if not (isinstance(item, Slot) and item.field == "subject")]
    if subject:
        rest.append(Slot("of", subject.parties[0].noun))
    return [fill(syntax.UnitRows, rest, where)]


def table(_: object, items: list[Built], where: dict[str, Any]) -> list[Built]:
    """Build: a decision table, cell by cell."""
    tokens = [item[1] for item in items if isinstance(item, tuple) and item[0] == "ROW"]
    rows = [tuple(_CELL.finditer(token.text)) for token in tokens]
    texts = tuple(tuple(cell.group().strip() for cell in row) for row in rows)
    places = tuple(tuple(_inside(token.span, cell) for cell in row) for token, row in zip(tokens, rows, strict=True))
    return [fill(syntax.TableLine, [*items, Slot("rows", texts), Slot("places", places)], where)]


_CELL = re.compile(r"(?<=[|｜])(?:[^|｜]*(?=[|｜])|[^|｜]*[^|｜\s][^|｜]*$)")  # the last bar may be missing


def _inside(row: Span, cell: re.Match[str]) -> Span:
    """Return the place of a cell's text in its row."""
    start = cell.start() + len(cell.group()) - len(cell.group().lstrip())
    end = max(start + len(cell.group().strip()), start + 1)
    return Span(row.file, row.start + start, row.start + end, row.line, row.column + start)
