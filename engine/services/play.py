"""Play a charter's scenarios through the same use cases as every command, and hold what comes of them to what they expect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from engine.case import Member, Reason
from engine.charter import (
    Call,
    Charter,
    Count,
    Given,
    Holding,
    InState,
    Later,
    People,
    Play,
    Process,
    Refused,
    Scenario,
    ScenarioStep,
    Somebody,
    Waiting,
)
from engine.records import record
from engine.services.acts import PARTS, Done, File, Wish, act
from engine.services.faults import ServiceFault
from engine.services.found import Source, found
from engine.services.register import Register
from engine.services.scene import Clock, find_case, look, of_case
from engine.services.tasks import Asked, who
from engine.values import Cite, Money, Text, Value
from engine.workflows.periods import local_day

if TYPE_CHECKING:
    from engine.services.attendance import Entered
    from engine.store.book import Book

Progress = Callable[[Text, int], None]  # the scenario, and how many of its steps are done
_SOME_DAY = date(2011, 1, 1)
_NEVER = datetime.min.replace(tzinfo=UTC)


@record
class Failure:
    """An expectation that failed: the step as it stands in the scenario, a key of the messages, and what was found."""

    step: ScenarioStep
    key: str
    reasons: tuple[Reason, ...] = ()
    waits: tuple[Asked, ...] = ()
    found: str | int | Money = ""
    fault: ServiceFault | None = None


@record
class Played:
    """What came of a scenario: how many steps were played, the cases by label, what failed."""

    scenario: Text
    steps: int
    cases: Mapping[str, str]
    failures: tuple[Failure, ...]


@dataclass(slots=True)
class _Stage:
    """Where a scenario is being played: the book, the time, the cases by label."""

    book: Book
    charter: Charter
    now: str
    cases: dict[str, str] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        """A rehearsal's time is the last that a step named; the machine's is not asked."""
        return Clock(_NEVER, self.now or None)


def rehearse(source: Source, people: Register | None = None) -> tuple[Played, ...]:
    """Play the scenarios of a charter in books that are thrown away.

    Each has a book of its own, with the people whom it names; where there is a list of members, they are one story and are
    played one after another into one book.
    """
    scenarios = source.charter.scenarios
    if people is not None:
        return _in_one_book(source, scenarios, people)
    return tuple(played for scenario in scenarios for played in _in_one_book(source, (scenario,), None))


def _in_one_book(source: Source, scenarios: tuple[Scenario, ...], people: Register | None) -> tuple[Played, ...]:
    from engine.store.book import open_book

    with TemporaryDirectory(prefix="charter-") as folder:
        url = str(Path(folder) / "rehearsal.db")
        found_rehearsal(url, source, scenarios, people)
        with open_book(url) as book:
            return tuple(play(book, source.charter, scenario) for scenario in scenarios)


def found_rehearsal(url: str, source: Source, scenarios: Iterable[Scenario], people: Register | None = None) -> None:
    """Found a rehearsal book for scenarios: with the people that they name, or a list of members. Raises BookExists."""
    played = tuple(scenarios)
    at = opening(source.charter, played)
    steps = [step for scenario in played for step in scenario.steps]
    found(url, source, people or _people(source.charter, steps, local_day(at, source.charter.zone)), at, rehearsal=True)


def opening(charter: Charter, scenarios: Iterable[Scenario]) -> datetime:
    """Return when a book for scenarios is founded: with the day of their first act."""
    times = sorted(at for scenario in scenarios if (at := first_act(scenario)))
    first = datetime.fromisoformat(times[0]).date() if times else charter.in_force or _SOME_DAY
    return datetime.combine(first, time(0, 0), ZoneInfo(charter.zone)).astimezone(UTC)


def first_act(scenario: Scenario) -> str | None:
    """Return the local time of the first act that names one, as ISO text."""
    times = (play.at for play in map(_play_of, scenario.steps) if play and play.at)
    return min(times, default=None)


def play(book: Book, charter: Charter, scenario: Scenario, progress: Progress | None = None) -> Played:
    """Play a scenario into a rehearsal book; it goes on after an expectation that failed."""
    stage = _Stage(book, charter, "")
    for number, step in enumerate(scenario.steps, 1):
        try:
            _PLAYERS[type(step)](stage, step)
        except ServiceFault as fault:
            stage.failures.append(Failure(step, "fault", fault=fault))
        if progress:
            progress(scenario.name, number)
    return Played(scenario.name, len(scenario.steps), dict(stage.cases), tuple(stage.failures))


def _given(stage: _Stage, step: Given) -> None:
    """Do nothing: the people of a scenario are in the book from its founding."""


def _later(stage: _Stage, step: Later) -> None:
    """Set the clock on; what time alone brings about is seen by whoever looks."""
    stage.now = step.at


def _act(stage: _Stage, step: Play) -> None:
    done = _do(stage, step)
    if not done.decision.allowed:
        stage.failures.append(Failure(step, "was_refused", done.decision.reasons))


def _refused(stage: _Stage, step: Refused) -> None:
    done = _do(stage, step.play)
    if done.decision.allowed:
        stage.failures.append(Failure(step, "was_allowed", done.decision.reasons))
    elif step.cite and not any(_covers(step.cite, reason.cite) for reason in done.decision.reasons):
        stage.failures.append(Failure(step, "other_article", done.decision.reasons))


def _waiting(stage: _Stage, step: Waiting) -> None:
    with stage.book.reading() as reading:
        waits = who(reading, _number(stage, step.label), stage.clock)[0].waits
    wanted = (step.party.kind, step.party.ref)
    fitting = [each for each in waits if wanted in [(party.kind, party.ref) for party in each.party]]
    if not any(step.cite is None or _covers(step.cite, each.cite) for each in fitting):
        stage.failures.append(Failure(step, "not_waiting", waits=waits))


def _in_state(stage: _Stage, step: InState) -> None:
    from engine.services.follow import by_now

    with stage.book.reading() as reading:
        case = find_case(reading, _number(stage, step.label))
        state = by_now(of_case(reading, look(reading, stage.clock), case), case).state
    if state != step.state:
        stage.failures.append(Failure(step, "other_state", found=state))


def _holding(stage: _Stage, step: Holding) -> None:
    with stage.book.reading() as reading:
        held = reading.balances().get(step.fund, Money(0, stage.charter.currency))
    if held != step.amount:
        stage.failures.append(Failure(step, "other_balance", found=held))


def _count(stage: _Stage, step: Count) -> None:
    with stage.book.reading() as reading:
        found = sum(1 for case in reading.cases() if stage.charter.is_kind(case.process, step.process))
    if found != step.count:
        stage.failures.append(Failure(step, "other_count", found=found))


def _signed_up(stage: _Stage, step: People) -> None:
    with stage.book.reading() as reading:
        parts = reading.participations(_number(stage, step.label))
    found = sum(each.state == "signed up" for each in parts)
    if found != step.count:
        stage.failures.append(Failure(step, "other_count", found=found))


def _call(stage: _Stage, step: Call) -> None:
    with stage.book.reading() as reading:
        cases = [case.number for case in reading.cases() if stage.charter.is_kind(case.process, step.process)]
    if cases:
        stage.cases[step.label] = cases[-1]
    else:
        stage.failures.append(Failure(step, "nothing_opened"))


def _somebody(stage: _Stage, step: Somebody) -> None:
    from engine.charter import Take
    from engine.workflows.tenures import holders

    _catch_up(stage)
    with stage.book.reading() as reading:
        scene = look(reading, stage.clock)
        party = replace(step.party, take=Take.ANY)
        found = holders(scene.charter, scene.facts, party, None, scene.today)
    there = any(each.member == step.person and step.unit in (None, each.unit) for each in found)
    if there is step.negative:
        stage.failures.append(Failure(step, "somebody_is" if there else "somebody_is_not", found=step.person))


def _catch_up(stage: _Stage) -> None:
    """Let what time has brought about by now come to pass: it may have ended a membership or an office."""
    from engine.services.follow import by_now, catch_up
    from engine.services.scene import enter

    with stage.book.reading() as reading:
        scene = look(reading, stage.clock)
        cases = reading.cases(open_only=True)
        due = [each.number for each in cases if by_now(of_case(reading, scene, each), each).state != each.state]
    for number in due:
        with stage.book.writing() as writing:
            scene = enter(writing, stage.clock)
            case = writing.case(number)
            catch_up(writing, of_case(writing, scene, case), case)


def _enter(stage: _Stage, play: Play) -> Entered:
    """Enter that a member was late or absent, or excuse him."""
    from engine.services.attendance import enter_event, excuse

    day = dict(play.values).get("on")
    given = {"on": day.isoformat() if isinstance(day, date) else None}
    if play.verb == "record excused":
        return excuse(stage.book, play.label, given, play.person, stage.clock)
    event: Literal["late", "absent"] = "late" if play.verb == "record late" else "absent"
    return enter_event(stage.book, event, play.label, given, play.person, stage.clock)


def _do(stage: _Stage, play: Play) -> Done | Entered:
    """Do what a step says. Raises the faults of what cannot even be asked for."""
    stage.now = play.at or stage.now
    if play.verb.startswith("record "):
        return _enter(stage, play)
    wish = replace(_wish(stage, play), to=play.to, after=play.after, again=play.again, early=play.early)
    done = act(stage.book, wish, play.person, replace(stage.clock, on=play.on))
    if play.verb == "draft" and done.case is not None:
        stage.cases[play.label] = done.case.number
    return done


def _wish(stage: _Stage, play: Play) -> Wish:
    if play.verb == "draft":
        assert play.process is not None
        process = stage.charter.process(play.process)
        fields, files = _fields(process, play)
        return Wish("draft", None, process.id, _titled(process, play.label, fields), None, files)
    number = _number(stage, play.label)
    with stage.book.reading() as reading:
        process = stage.charter.process(find_case(reading, number).process)
    if play.verb == "judge":
        answers = {name: "yes" if value else "no" for name, value in play.values}
        return Wish("judge", number, fields=answers)
    if play.verb in PARTS:
        given = {name: _number(stage, str(value)) if name == "into" else value for name, value in play.values}
        return Wish(play.verb, number, None, given, play.reason)
    fields, files = _fields(process, play)
    return Wish(play.verb, number, None, fields, play.reason, files)


def _fields(process: Process, play: Play) -> tuple[dict[str, str | Value], tuple[File, ...]]:
    """Return the fields of a step, and the files that it only names: their content is the name."""
    types = {each.id: each.type for each in process.fields}
    named = {id: value for id, value in play.values if types.get(id) == "attachment"}
    fields: dict[str, str | Value] = {id: value for id, value in play.values if id not in named}
    return fields, tuple(File(str(name), str(name).encode(), id) for id, name in named.items())


def _titled(process: Process, label: str, fields: Mapping[str, str | Value]) -> Mapping[str, str | Value]:
    """Give a case its label as its first text, where the scenario does not give one."""
    first = next((each.id for each in process.fields if each.type in ("text", "anybody")), None)
    return fields if first is None or first in fields else {**fields, first: label}


def _number(stage: _Stage, label: str) -> str:
    return stage.cases.get(label, label)


def _covers(wanted: Cite, found: Cite | None) -> bool:
    """Return whether an article is the one wanted, or lies within it: rules 7 covers rules 7.3."""
    return found is not None and found.part == wanted.part and f"{found.number}.".startswith(f"{wanted.number}.")


def _play_of(step: ScenarioStep) -> Play | None:
    return step if isinstance(step, Play) else step.play if isinstance(step, Refused) else None


def _named(step: ScenarioStep) -> tuple[str, ...]:
    """Return the members whom an act names: who acts, and of whom something is entered."""
    play = _play_of(step)
    if play is None:
        return ()
    served = tuple(str(value) for name, value in play.values if play.verb == "attend" and name == "member")
    return (play.person, play.label) if play.verb.startswith("record ") else (play.person, *play.to, *served)


def _people(charter: Charter, steps: Iterable[ScenarioStep], first: date) -> Register:
    """Return the people whom scenarios name: as members, and as holders of the offices that are given to them."""
    from engine.workflows.tenures import term_begun

    steps = list(steps)
    given = [step for step in steps if isinstance(step, Given)]
    named = dict.fromkeys([*(each.person for each in given), *(name for step in steps for name in _named(step))])
    units = {each.person: each.unit for each in given if each.unit}
    roles = {each.id for each in charter.roles}
    categories = {each.person: each.role for each in given if each.role not in roles}
    members = tuple(Member(person, person, categories.get(person), units.get(person), first) for person in named)
    held = [(each.person, each.role, each.unit) for each in dict.fromkeys(given) if each.role in roles]
    tenures = tuple(term_begun(charter, person, role, unit, first, "scenario") for person, role, unit in held if role)
    return Register(members, tenures)


_PLAYERS: dict[type, Callable[[_Stage, ScenarioStep], None]] = {
    Given: _given,  # type: ignore[dict-item]  # each is called with its own kind of step
    Play: _act,  # type: ignore[dict-item]
    Refused: _refused,  # type: ignore[dict-item]
    Waiting: _waiting,  # type: ignore[dict-item]
    InState: _in_state,  # type: ignore[dict-item]
    Holding: _holding,  # type: ignore[dict-item]
    Count: _count,  # type: ignore[dict-item]
    Call: _call,  # type: ignore[dict-item]
    Somebody: _somebody,  # type: ignore[dict-item]
    Later: _later,  # type: ignore[dict-item]
    People: _signed_up,  # type: ignore[dict-item]
}
