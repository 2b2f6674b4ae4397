"""What questions are answered with: cases and people as they are shown, with names in both tongues beside the ids."""

from __future__ import annotations

from datetime import datetime

from engine.case import Case, Facts
from engine.charter import Charter, Process
from engine.records import record
from engine.values import Text, Value


@record
class Name:
    """Something of the charter, by id and by its name in both tongues."""

    id: str
    name: Text


@record
class Person:
    """Somebody, with the office that makes him act, and the unit for which he holds it."""

    member: str
    office: Name | None = None
    unit: Name | None = None


@record
class CaseLine:
    """One case in a list."""

    number: str
    kind: Name
    title: str
    state: Name
    since: datetime
    drafter: str | None


@record
class FieldLine:
    """One field of a case with what stands in it."""

    field: Name
    value: Value | Name


def case_line(charter: Charter, case: Case) -> CaseLine:
    """Return a case as one line of a list."""
    process = charter.process(case.process)
    return CaseLine(case.number, name(process), title(process, case), state_name(charter, case), case.since, case.drafter)


def title(process: Process, case: Case) -> str:
    """Return what a case is called by people: its first text."""
    texts = (case.fields.get(field.id) for field in process.fields if field.type == "text")
    return next((text for text in texts if isinstance(text, str) and text), "")


def name(thing: object) -> Name:
    """Return anything of the charter by id and name."""
    id, said = getattr(thing, "id"), getattr(thing, "name")  # noqa: B009 any record that has both
    assert isinstance(id, str)
    assert isinstance(said, Text)
    return Name(id, said)


def state_name(charter: Charter, case: Case, state: str | None = None) -> Name:
    """Return the state of a case, or another state of its lifecycle, by name."""
    lifecycle = charter.lifecycle(charter.process(case.process).lifecycle)
    return name(lifecycle.state(state or case.state))


def person(charter: Charter, member: str, office: str | None, unit: str | None) -> Person:
    """Return somebody with the names of office and unit."""
    return Person(member, name(charter.role(office)) if office else None, name(charter.unit(unit)) if unit else None)


def field_lines(charter: Charter, case: Case) -> tuple[FieldLine, ...]:
    """Return the fields of a case that hold something, in the order of the charter; units and funds by name."""
    process = charter.process(case.process)
    filled = ((field, case.fields[field.id]) for field in process.fields if case.fields.get(field.id) is not None)
    return tuple(FieldLine(name(field), _shown(charter, field.type, value)) for field, value in filled)


def _shown(charter: Charter, type: str, value: Value) -> Value | Name:
    if type == "unit":
        return name(charter.unit(str(value)))
    if type == "office":
        return name(charter.role(str(value)))
    if type == "category":
        return name(charter.category(str(value)))
    if type == "fund":
        return name(charter.fund(str(value)))
    return value


def people(facts: Facts) -> tuple[str, ...]:
    """Return the ids of all members, in the order in which they joined."""
    return tuple(each.id for each in sorted(facts.members.values(), key=lambda member: (member.since, member.id)))
