"""So many events in such a time are deemed something: under, at and over the number, in a rolling year and in a calendar year."""

from __future__ import annotations

from datetime import date

import pytest
from plays import people
from samples import MEMBERS, SQUAD_LEADER, at, charter, cite

from engine.case import Occurrence
from engine.charter import Attendance, CountedEvent, Window
from engine.values import Duration, DurationUnit
from engine.workflows.attendance import decide_entry, decide_excuse, reached, still_counts

YEAR = Duration(1, DurationUnit.YEAR)
LIST = charter(attendance=(Attendance((MEMBERS,), (SQUAD_LEADER,), cite("7.1")),))


def clause(count: int = 3, window: Window | None = None, *, consecutive: bool = False, event: str = "late") -> CountedEvent:
    return CountedEvent("7.1#late 3", (MEMBERS,), event, count, consecutive, window, None, "leaving", cite=cite("7.1"))  # type: ignore[arg-type]


def events(*days: str, event: str = "late", excused: tuple[str, ...] = ()) -> list[Occurrence]:
    return [Occurrence("Wu", event, date.fromisoformat(day), None, day in excused) for day in days]  # type: ignore[arg-type]


def counted(what: CountedEvent, found: list[Occurrence], came: tuple[str, ...] = (), after: str | None = None) -> list[str]:
    days = tuple(date.fromisoformat(day) for day in came)
    last = date.fromisoformat(after) if after else None
    return [each.on.isoformat()[5:] for each in reached(charter(), people(), what, found, days, last)]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2011-01-03", "2011-02-03"), []),
        (("2011-01-03", "2011-02-03", "2011-03-03"), ["01-03", "02-03", "03-03"]),
        (("2011-03-03", "2011-01-03", "2011-02-03"), ["01-03", "02-03", "03-03"]),
        (("2011-01-03", "2011-02-03", "2011-03-03", "2011-04-03"), ["01-03", "02-03", "03-03"]),
    ],
)
def test_the_number_is_reached_when_it_first_is_in_whatever_order_it_was_entered(days: tuple[str, ...], expected: list[str]) -> None:
    assert counted(clause(), events(*days)) == expected


@pytest.mark.parametrize(("last", "reaches"), [("2012-03-02", False), ("2012-03-01", False), ("2012-02-29", True)])
def test_a_rolling_year_ends_with_the_day_itself(last: str, reaches: bool) -> None:  # noqa: FBT001
    found = counted(clause(2, Window(YEAR, rolling=True)), events("2011-03-01", last))
    assert bool(found) is reaches


@pytest.mark.parametrize(("first", "reaches"), [("2010-12-31", False), ("2011-01-01", True)])
def test_a_calendar_year_begins_on_its_first_day(first: str, reaches: bool) -> None:  # noqa: FBT001
    assert bool(counted(clause(2, Window(YEAR, rolling=False)), events(first, "2011-01-02"))) is reaches


def test_what_is_excused_does_not_count_and_what_was_counted_is_used_up() -> None:
    days = ("2011-01-03", "2011-02-03", "2011-03-03")
    assert counted(clause(), events(*days, excused=("2011-02-03",))) == []
    assert counted(clause(), events(*days), after="2011-01-03") == []
    assert counted(clause(2), events(*days), after="2011-01-03") == ["02-03", "03-03"]


def test_absences_are_consecutive_while_he_comes_to_nothing_between_them() -> None:
    days = ("2011-01-03", "2011-02-03", "2011-03-03")
    absent = clause(event="absent", consecutive=True)
    assert counted(absent, events(*days, event="absent")) == ["01-03", "02-03", "03-03"]
    assert counted(absent, events(*days, event="absent"), came=("2011-02-10",)) == []
    assert counted(absent, [*events(*days, event="absent"), *events("2011-02-10")]) == []
    again = events(*days, "2011-04-03", event="absent")
    assert counted(absent, again, came=("2011-01-10",)) == ["02-03", "03-03", "04-03"]


def test_a_count_stands_while_enough_of_its_days_do() -> None:
    days = [date(2011, 1, 3), date(2011, 2, 3)]
    known = dict(enumerate(events("2011-01-03", "2011-02-03", "2011-03-03")))
    assert still_counts(clause(2), days, known)
    assert not still_counts(clause(2), days, dict(enumerate(events("2011-01-03", "2011-02-03", excused=("2011-02-03",)))))


ENTRY = Occurrence("Wu", "late", date(2011, 3, 1), None)


@pytest.mark.parametrize(
    ("actor", "wanted", "known", "expected"),
    [
        ("Zhao", ENTRY, [], "yes R408"),
        ("Sun", ENTRY, [], "no R409"),
        ("Zhao", ENTRY, [ENTRY], "no R412"),
        ("Zhao", Occurrence("Wu", "late", date(2011, 3, 2), None), [], "no R411"),
        ("Zhao", Occurrence("Zhao", "late", date(2011, 3, 1), None), [], "no R143"),
        ("Zhao", Occurrence("Wu", "late", date(2010, 3, 1), None), [], "no R101"),
        ("nobody", ENTRY, [], "no R101"),
    ],
)
def test_a_list_is_kept_by_the_leader_of_the_members_own_squad(
    actor: str, wanted: Occurrence, known: list[Occurrence], expected: str
) -> None:
    decision = decide_entry(LIST, people(), actor, wanted, known, at("2011-03-01"))
    assert " ".join((decision.verdict, *(each.code for each in decision.reasons))) == expected


def test_where_nobody_is_said_to_keep_the_list_nothing_is_entered() -> None:
    decision = decide_entry(charter(), people(), "Zhao", ENTRY, [], at("2011-03-01"))
    assert [each.code for each in decision.reasons] == ["R410"]


def test_only_what_counts_is_excused() -> None:
    day = date(2011, 3, 1)
    assert decide_excuse(LIST, people(), "Zhao", "Wu", day, [ENTRY], at("2011-03-02")).allowed
    assert [each.code for each in decide_excuse(LIST, people(), "Zhao", "Wu", day, [], at("2011-03-02")).reasons] == ["R413"]
