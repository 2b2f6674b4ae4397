"""The people of a history: somebody in every office that can be held, and two members without office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from engine.case import Facts, Member
from engine.charter import Charter, Given, Role
from engine.workflows.tenures import term_begun

MOST_SEATS = 9
MOST_UNITS = 3
_FAMILY = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余"
_GIVEN = "敏强静磊丽军洋艳勇娜超霞鹏涛"


def everybody(charter: Charter) -> tuple[Given, ...]:
    """Return the people: each office filled by people of its own, so that nobody is kept from one by another."""
    offices = [(role.id, unit) for role in charter.roles if role.dormant_until is None for unit in _units(charter, role)]
    names = _names(charter)
    held = [Given(next(names), role, unit) for role, unit in offices]
    return (*held, *(Given(name, None, None) for name in islice(names, 2)))


def facts_of(charter: Charter, people: tuple[Given, ...], first: date) -> Facts:
    """Return the facts that a scenario with these people begins with: members, and tenures from its first day on."""
    members = {each.person: Member(each.person, each.person, None, each.unit, first) for each in people}
    tenures = tuple(term_begun(charter, each.person, each.role, each.unit, first, "scenario") for each in people if each.role)
    return Facts(members, tenures)


def _units(charter: Charter, role: Role) -> Iterator[str | None]:
    """Yield the unit of each seat of an office, as far as people are needed."""
    if role.each is None:
        seats = min(role.seats or 2, MOST_SEATS)
        yield from [role.of] * seats
        return
    units = [unit.id for unit in charter.units if unit.kind == role.each][:MOST_UNITS]
    yield from (unit for unit in units for _ in range(min(role.seats or 1, MOST_SEATS)))


def _names(charter: Charter) -> Iterator[str]:
    """Yield names of people that are no part of a name of the charter."""
    known = {each.zh for table in (charter.roles, charter.units, charter.processes) for each in (item.name for item in table)}
    for given in _GIVEN:
        for family in _FAMILY:
            name = f"{family}{given}"
            if not any(name in each for each in known):
                yield name
