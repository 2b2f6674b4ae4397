"""How lists, and people with their offices, are said in either tongue: on the screen, in messages and in papers alike."""

from __future__ import annotations

from collections.abc import Iterable

from engine.values import Lang


def listed(texts: Iterable[str], lang: Lang) -> str:
    """Join texts as the tongue lists them."""
    return (", " if lang == "en" else "、").join(texts)


def in_unit(office: str, unit: str, lang: Lang) -> str:
    """Say an office with the unit that it is held in, if it is in one: `squad leader of second squad`, `二班班长`."""
    if not (office and unit):
        return office
    if lang == "en":
        return f"{office} of {unit}"
    twice = unit[-2:] if unit[:-2] and office.startswith(unit[-2:]) else ""  # 第一支部 and 支部负责人
    return unit.removesuffix(twice) + office


def in_office(member: str, office: str, lang: Lang) -> str:
    """Say somebody with his office, if he has one: `刘洋（连长）`."""
    if not office:
        return member
    return f"{member} ({office})" if lang == "en" else f"{member}（{office}）"
