"""Values of a case's fields, from what people type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from engine.case import Facts
from engine.charter import Charter, Field, Process
from engine.services import names
from engine.services.faults import BadMoment, BadValue, NoMember
from engine.services.moments import day, moment
from engine.values import Duration, DurationUnit, Money, Text, Value


def values(typed: Mapping[str, str | Value], process: Process, charter: Charter, facts: Facts) -> dict[str, Value]:
    """Read the fields of a kind of case, given by name. Raises NoField, BadValue, and the faults of names."""
    found = [(names.field(name, process), given) for name, given in typed.items()]
    return {field.id: value(field, given, charter, facts) if isinstance(given, str) else given for field, given in found}


def value(field: Field, typed: str, charter: Charter, facts: Facts) -> Value:
    """Read what is to stand in one field; an empty text empties it. Raises BadValue, and the faults of names."""
    text = typed.strip()
    if not text:
        return None
    read = _READERS[field.type]
    try:
        if field.many:
            parts = [part.strip() for part in re.split("[,，、;；]", text) if part.strip()]
            return tuple(read(field, part, charter, facts) for part in parts)  # type: ignore[return-value]  # many values in one field
        return read(field, text, charter, facts)
    except (ValueError, BadMoment):
        raise BadValue(field=field.name, value=typed, wanted=field.type) from None


def minutes(typed: Value) -> int:
    """Read a length of time in minutes: `90`, `2 hours`, `1小时`. Raises BadValue."""
    if isinstance(typed, str):
        text = typed.strip()
        typed = int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else _length(text)
    if isinstance(typed, Duration):
        typed = typed.count * _IN_MINUTES.get(typed.unit, 0) or None if typed.count else 0
    if not isinstance(typed, int):
        raise BadValue(field=_MINUTES, value=str(typed), wanted="minutes")
    return typed


def number(typed: Value) -> int:
    """Read a number. Raises BadValue."""
    text = unicodedata.normalize("NFKC", str(typed)).strip()
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise BadValue(field=_NUMBER, value=str(typed), wanted="number")
    return int(text)


def _length(text: str) -> Value:
    try:
        return _written(text, Duration)
    except ValueError:
        raise BadValue(field=_MINUTES, value=text, wanted="minutes") from None


_IN_MINUTES = {DurationUnit.MINUTE: 1, DurationUnit.HOUR: 60}
_MINUTES, _NUMBER = Text("minutes", "分钟"), Text("number", "序号")


def choice_id(choice: Text) -> str:
    """Return what stands in a field for a choice: its English name, else its Chinese one, in lower case."""
    return (choice.en or choice.zh).lower()


def _text(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del field, charter, facts
    return text


def _number(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del field, charter, facts
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    return int(plain) if plain.lstrip("-").isdecimal() and len(plain) <= _MOST_DIGITS else _written(text, int)


def _money(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    """Read an amount; what is paid, given or expected is never below zero."""
    del field, facts
    try:
        amount = Money.parse(text, charter.currency)
    except ValueError:
        return _written(text, Money)
    if amount.minor < 0:
        raise ValueError(text)
    return amount


def _date(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del field, charter, facts
    return day(text)


def _time(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del field, facts
    return moment(text, charter.zone)


def _duration(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del field, charter, facts
    return _written(text, Duration)


def _person(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del field, charter
    return names.member(text, facts.members).id


def _person_or_unit(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    """Read a member, or a unit by its name."""
    unit = names.find(text, charter.units)
    return unit.id if unit is not None and text.strip() not in facts.members else _person(field, text, charter, facts)


def _anybody(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    """Read a member, a unit, or somebody outside, who is named in words; a name that several members have must say which."""
    try:
        return _person_or_unit(field, text, charter, facts)
    except NoMember:
        return text


def _unit(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del facts
    units = [unit for unit in charter.units if field.unit_kind in (None, unit.kind)]
    return names.named("unit", text, units).id


def _yes_or_no(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del field, charter, facts
    answer = YES_OR_NO.get(text.lower())
    if answer is None:
        raise ValueError(text)
    return answer


def _choice(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del charter, facts
    for choice in field.choices:
        if text.lower() in (choice.en.lower(), choice.zh.lower()):
            return choice_id(choice)
    raise ValueError(text)


def _fund(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del field, facts
    return names.fund(text, charter)


def _office(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del field, facts
    return names.named("office", text, charter.roles).id


def _category(field: Field, text: str, charter: Charter, facts: Facts) -> Value:
    del field, facts
    return names.named("category", text, charter.categories).id


def _written(text: str, kind: type[int | Money | Duration]) -> Value:
    """Read a value as a charter writes it: `1.2万元`, `two weeks`."""
    from engine.dsl.numerals import read  # late: what is typed is nearly always plain

    found = (token for lang in ("zh", "en") for token in read(text, 0, lang) if token.end == len(text))
    value = next((token.value for token in found if isinstance(token.value, kind)), None)
    if value is None:
        raise ValueError(text)
    assert isinstance(value, int | Money | Duration)
    return value


YES_OR_NO = {"yes": True, "no": False, "y": True, "n": False, "是": True, "否": False}
_MOST_DIGITS = 15
_READERS: dict[str, Callable[[Field, str, Charter, Facts], Value]] = {
    "text": _text,
    "number": _number,
    "money": _money,
    "date": _date,
    "time": _time,
    "duration": _duration,
    "person": _person,
    "unit": _unit,
    "person or unit": _person_or_unit,
    "anybody": _anybody,
    "yes or no": _yes_or_no,
    "choice": _choice,
    "attachment": _text,
    "case": _text,
    "fund": _fund,
    "office": _office,
    "category": _category,
}
