"""What questions are answered with: cases and people as they are shown, with names in both tongues beside the ids.

Every view of a field's value goes through `sees`: who may see it is the charter's to say, and nobody named sees least.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from engine.case import Case, Facts, Reason
from engine.charter import Charter, Field, Party, PartyKind, Process
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
    for_: str | None = None  # in whose stead, where he is an agent


@record
class Viewer:
    """Who asks, as typed (None: nobody is named), among the people of a day."""

    asks: str | None
    facts: Facts
    day: date


@record
class CaseLine:
    """One case in a list."""

    number: str
    kind: Name
    title: str
    state: Name
    since: datetime
    drafter: str | None
    marks: tuple[str, ...] = ()  # suspended, to be ratified


@record
class FieldLine:
    """One field of a case with what stands in it; the value is None where it is `hidden` from who asks."""

    field: Name
    value: Value | Name
    hidden: bool = False


def sees(viewer: Viewer | None, charter: Charter, case: Case, field: Field) -> bool:
    """Tell whether somebody may see what stands in a field: he is of the party that the charter names, or it is his own case.

    Raises NoMember.
    """
    if not field.visible:
        return True
    if viewer is None or viewer.asks is None:
        return False
    from engine.services import names
    from engine.workflows.tenures import holders

    who = names.member(viewer.asks, viewer.facts.members).id
    parties = (*field.visible, *_OWN)
    return any(who == each.member for party in parties for each in holders(charter, viewer.facts, party, case, viewer.day))


_OWN = (Party(PartyKind.RELATION, "drafter"), Party(PartyKind.RELATION, "requester"))


def hidden(viewer: Viewer | None, charter: Charter, case: Case) -> frozenset[str]:
    """Return the ids of the fields of a case whose values somebody may not see."""
    fields = charter.process(case.process).fields
    return frozenset(field.id for field in fields if field.visible and not sees(viewer, charter, case, field))


def veiled(reasons: tuple[Reason, ...], charter: Charter, case: Case | None, viewer: Viewer | None) -> tuple[Reason, ...]:
    """Return reasons without what they tell of fields of the case that are hidden from who asks."""
    if case is None:
        return reasons
    unseen = [case.fields[id] for id in hidden(viewer, charter, case) if case.fields.get(id) is not None]
    return tuple(replace(each, facts=_veil(each, unseen)) for each in reasons) if unseen else reasons


def _veil(reason: Reason, unseen: list[Value]) -> dict[str, object]:
    """Replace the facts that repeat the value of a hidden field."""
    told = dict(reason.facts)
    for key in _TELLING & told.keys():
        fact = told[key]
        told[key] = tuple(_UNSEEN if each in unseen else each for each in fact) if isinstance(fact, tuple) else _known(fact, unseen)
    return told


def _known(fact: object, unseen: list[Value]) -> object:
    return _UNSEEN if fact in unseen else fact


_UNSEEN = "…"
_TELLING = frozenset(("found", "amount", "start", "end", "unit", "value", "number"))  # facts of reasons that repeat what stands in a field


def case_line(charter: Charter, case: Case, viewer: Viewer | None = None) -> CaseLine:
    """Return a case as one line of a list."""
    process = charter.process(case.process)
    shown = title(process, case, hidden(viewer, charter, case), charter)
    state = state_name(charter, case)
    return CaseLine(case.number, name(process), shown, state, case.since, case.drafter, tuple(_marks(case)))


def _marks(case: Case) -> Iterator[str]:
    if any(each.end is None for each in case.pauses):
        yield "suspended"
    if any(each.settled is None for each in case.early):
        yield "to be ratified"


def title(process: Process, case: Case, hidden: frozenset[str], charter: Charter | None = None) -> str:
    """Return what a case is called by people: its first text that is not hidden, or who is named in words; a unit by its name."""
    named = (field.id for field in process.fields if field.type in ("text", "anybody") and field.id not in hidden)
    texts = (case.fields.get(field) for field in named)
    found = next((text for text in texts if isinstance(text, str) and text), "")
    units = charter.units if charter is not None else ()
    return next((unit.name.zh or unit.name.en for unit in units if unit.id == found), found)


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


def person(charter: Charter, member: str, office: str | None, unit: str | None, for_: str | None = None) -> Person:
    """Return somebody with the names of office and unit."""
    return Person(member, name(charter.role(office)) if office else None, name(charter.unit(unit)) if unit else None, for_)


def field_lines(charter: Charter, case: Case, viewer: Viewer | None = None) -> tuple[FieldLine, ...]:
    """Return the fields of a case that hold something, in the order of the charter; units and funds by name."""
    process = charter.process(case.process)
    unseen = hidden(viewer, charter, case)
    filled = ((field, case.fields[field.id]) for field in process.fields if case.fields.get(field.id) is not None)
    return tuple(
        FieldLine(name(field), None if field.id in unseen else _shown(charter, field.type, value), field.id in unseen)
        for field, value in filled
    )


def _shown(charter: Charter, type: str, value: Value) -> Value | Name:
    if type == "unit":
        return name(charter.unit(str(value)))
    if type == "office":
        return name(charter.role(str(value)))
    if type == "category":
        return name(charter.category(str(value)))
    if type in ("person or unit", "anybody"):
        return next((name(unit) for unit in charter.units if unit.id == value), value)
    if type == "fund":
        return name(charter.fund(str(value)))
    return value


def people(facts: Facts) -> tuple[str, ...]:
    """Return the ids of all members, in the order in which they joined."""
    return tuple(each.id for each in sorted(facts.members.values(), key=lambda member: (member.since, member.id)))
