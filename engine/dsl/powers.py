"""Who decides about members and offices: clauses such as `appointed by leading group` as what the cases that do so must pass.

A clause is carried out by the kinds of case whose moves have the effect: an appointment gives an office, a reassignment moves a
member. A charter that has no such kind only states it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine import charter as model
from engine.charter import PartyKind, Take
from engine.dsl import syntax
from engine.dsl.articles import Settlement
from engine.dsl.gather import Sentence, assumed
from engine.dsl.index import Index
from engine.dsl.kinds import Kinds
from engine.dsl.syntax import Node, Who, Word
from engine.dsl.terms import Terms
from engine.records import record
from engine.values import Cite, Duration, DurationUnit, Op

AUTOMATIC = "automatic leaving"  # the kind of case that a counted event opens
_ENDING = {"replace", "moveorreplace"}
_MOVING = {"move", "moveorreplace"}


def effects_of(sentences: Iterable[Sentence]) -> frozenset[type[Node]]:
    """Return the types of the effects that some move has, and the type of a counted event where there is a kind of case for it."""
    found = {type(each.node) for each in sentences if isinstance(each.node, syntax.EFFECTS)}
    lines = (each.node for each in sentences if isinstance(each.node, syntax.ProcessLine))
    counted = any(AUTOMATIC in (line.name.name.lower(), (line.name.other or "").lower()) for line in lines)
    return frozenset({*found, syntax.CountedEvent} if counted else found)


def carried_out(says: Node, effects: frozenset[type[Node]]) -> bool:
    """Tell whether a clause about members or offices is carried out by some kind of case, given the effects that there are."""
    match says:
        case syntax.Replaced():
            return not _REPLACING.get(says.verb.word, frozenset()).isdisjoint(effects)
        case syntax.HeldApart() | syntax.AlsoHeld() | syntax.ExOfficio():
            return True
    wanted = _CARRYING.get(type(says))
    return wanted is not None and not wanted.isdisjoint(effects)


_CARRYING: dict[type[Node], frozenset[type[Node]]] = {
    syntax.Appointed: frozenset((syntax.GivesOffice,)),
    syntax.Successor: frozenset((syntax.GivesOffice,)),
    syntax.JoinsBy: frozenset((syntax.Admits,)),
    syntax.Leaves: frozenset((syntax.Departs,)),
    syntax.AttendanceClause: frozenset((syntax.CountedEvent,)),
    syntax.CountedEvent: frozenset((syntax.CountedEvent,)),
}
_REPLACING: dict[str, frozenset[type[Node]]] = {
    "replace": frozenset((syntax.EndsOffice,)),
    "move": frozenset((syntax.MovesMember,)),
    "moveorreplace": frozenset((syntax.EndsOffice, syntax.MovesMember)),
    "suspend": frozenset((syntax.Suspends,)),
    "expel": frozenset((syntax.Dismisses,)),
}

# ---- what must be passed -------------------------------------------------------------------------------------------


@record
class _Use:
    """A kind of case with one effect on members or offices."""

    process: str
    effect: model.Personnel
    fields: Mapping[str, model.Field]

    def first(self, type: str) -> str | None:
        return next((each.id for each in self.fields.values() if each.type == type), None)


@record
class Powers:
    """Builds from clauses what the cases about members and offices must pass."""

    index: Index
    holds: Mapping[tuple[str, str], Settlement]
    kinds: Kinds
    terms: Terms
    uses: tuple[_Use, ...]

    def requirements(self) -> Iterator[model.Requirement]:
        """Yield what appointments, dismissals, admissions, moves and suspensions must pass."""
        for (property, role), held in self.holds.items():
            if property == "selection" and isinstance(held.says, syntax.Appointed):
                yield from self._of_office(model.GiveTenure, role, held.says.by, held.says, held.cite, "appointment")
            elif property == "removal" and isinstance(held.says, syntax.Replaced) and held.says.verb.word in _ENDING:
                yield from self._of_office(model.EndTenure, role, held.says.by, held.says, held.cite, "removal")
        for each, clause in self.index.all(syntax.Clause):
            for subject in self._subjects(clause.subject):
                yield from self._of_people(each, clause.says, subject)
                yield from self._succession(each, clause.says, subject)

    def _succession(self, each: Sentence, says: Node, subject: model.Party) -> Iterator[model.Requirement]:
        """Yield what the appointment of a successor must pass, where the office is else filled in another way."""
        held = self.holds.get(("selection", subject.ref)) if subject.kind is PartyKind.ROLE else None
        otherwise = held is None or not isinstance(held.says, syntax.Appointed)
        if isinstance(says, syntax.Successor) and isinstance(says.selection, syntax.Appointed) and otherwise:
            yield from self._of_office(model.GiveTenure, subject.ref, says.selection.by, says, each.cite, "succession")

    def leavings(self) -> Iterator[model.Leaving]:
        """Yield who may leave."""
        for each, clause, says in self.index.saying(syntax.Leaves):
            notice = says.notice.value if says.notice else None
            assert notice is None or isinstance(notice, Duration)
            yield model.Leaving(self._subjects(clause.subject), notice, each.cite, each.assumed)

    def incompatible(self) -> Iterator[model.Incompatible]:
        """Yield the offices that are held apart."""
        for each, clause in self.index.all(syntax.Clause):
            mine = tuple(party.ref for party in self._subjects(clause.subject) if party.kind is PartyKind.ROLE)
            if isinstance(clause.says, syntax.HeldApart):
                yield model.Incompatible(mine, each.cite, each.assumed)
            elif isinstance(clause.says, syntax.AlsoHeld):
                others = (party.ref for party in self.terms.parties(clause.says.offices) if party.kind is PartyKind.ROLE)
                yield from (model.Incompatible((one, other), each.cite, each.assumed) for other in others for one in mine)

    def attendance(self) -> Iterator[model.Attendance]:
        """Yield who keeps which list."""
        for each, clause, says in self.index.saying(syntax.AttendanceClause):
            yield model.Attendance(self._subjects(clause.subject), self.terms.parties(says.by), each.cite, each.assumed)

    def counted(self) -> Iterator[model.CountedEvent]:
        """Yield what is counted, where there is a kind of case for it."""
        known = self.terms.symbols.find(AUTOMATIC, ("process",))
        for each, clause, says in self.index.saying(syntax.CountedEvent):
            if known:
                yield self._counted(each, says, self._subjects(clause.subject), known.id)

    def objections(self) -> Iterator[model.Requirement]:
        """Yield who decides where a member objects to being deemed to have left."""
        for each in self.counted():
            if each.deciders:
                when = model.Compare(model.FieldValue("provision"), Op.EQUAL, model.Constant(each.id))
                step = model.Sign(self._act(each.deciders), each.deciders, assumed=each.assumed)
                yield model.Requirement(f"{each.id} objection", (each.opens,), when, step, None, (), each.cite, each.assumed)

    def _counted(self, sentence: Sentence, says: syntax.CountedEvent, whom: tuple[model.Party, ...], opens: str) -> model.CountedEvent:
        count, notice = says.count.value, says.notice.value if says.notice else None
        assert isinstance(count, int)
        assert notice is None or isinstance(notice, Duration)
        window = None
        if says.within:
            assert isinstance(says.within.length.value, Duration)
            window = model.Window(says.within.length.value, not says.calendar_period)
        elif says.calendar_period:
            window = model.Window(Duration(1, DurationUnit.YEAR), rolling=False)
        id = f"{sentence.cite or 'charter'}#{says.event.word} {count}" + (" consecutively" if says.consecutive else "")
        return model.CountedEvent(
            id,
            whom,
            "late" if says.event.word == "late" else "absent",
            count,
            says.consecutive,
            window,
            notice,
            opens,
            self.terms.parties(says.objections.whom) if says.objections else (),
            sentence.cite,
            sentence.assumed,
        )

    # -- offices --

    def _of_office(
        self, effect: type[model.GiveTenure | model.EndTenure], role: str, by: Who, says: Node, cite: Cite | None, what: str
    ) -> Iterator[model.Requirement]:
        fixed = tuple(use.process for use in self.uses if isinstance(use.effect, effect) and use.effect.role == role)
        if fixed:
            yield self._requirement(fixed, None, by, cite, f"{what} {role}", assumed=assumed(says))
        by_field: dict[str, list[str]] = {}
        for use in self.uses:
            if isinstance(use.effect, effect) and use.effect.office is not None:
                by_field.setdefault(use.effect.office, []).append(use.process)
        for field, kinds in by_field.items():
            when = model.Compare(model.FieldValue(field), Op.EQUAL, model.Constant(role))
            yield self._requirement(kinds, when, by, cite, f"{what} {role} by {field}", assumed=assumed(says))

    # -- people --

    def _of_people(self, each: Sentence, says: Node, subject: model.Party) -> Iterator[model.Requirement]:
        match says:
            case syntax.JoinsBy():
                yield from self._joining(each, says, subject)
            case syntax.Replaced() if says.verb.word in _MOVING:
                uses = [use for use in self.uses if isinstance(use.effect, model.MoveMember) and use.fields[use.effect.to].type == "unit"]
                yield from self._about(each, says, subject, uses, "moving")
            case syntax.Replaced() if says.verb.word == "suspend":
                uses = [use for use in self.uses if isinstance(use.effect, model.Suspend | model.Resume)]
                yield from self._about(each, says, subject, uses, "suspension")
            case syntax.Replaced() if says.verb.word == "expel":
                uses = [use for use in self.uses if isinstance(use.effect, model.Dismiss) and use.process != AUTOMATIC]
                yield from self._about(each, says, subject, uses, "expulsion")

    def _joining(self, each: Sentence, says: syntax.JoinsBy, subject: model.Party) -> Iterator[model.Requirement]:
        for use in self.uses:
            changes = isinstance(use.effect, model.MoveMember) and use.fields[use.effect.to].type == "category"
            field = use.first("category")
            if not (changes or isinstance(use.effect, model.Admit)) or field is None:
                continue
            when = None if subject.ref == "member" else model.Compare(model.FieldValue(field), Op.EQUAL, model.Constant(subject.ref))
            yield self._requirement((use.process,), when, says.by, each.cite, f"{use.process} {subject.ref}", assumed=each.assumed)

    def _about(
        self, each: Sentence, says: syntax.Replaced, subject: model.Party, uses: list[_Use], what: str
    ) -> Iterator[model.Requirement]:
        by_field: dict[str, list[str]] = {}
        for use in uses:
            by_field.setdefault(use.effect.field, []).append(use.process)  # type: ignore[union-attr]  # those used here have one
        for field, kinds in by_field.items():
            when = None if subject.ref == "member" else model.IsOf(field, subject)
            yield self._requirement(kinds, when, says.by, each.cite, f"{what} {subject.ref} by {field}", assumed=each.assumed)

    def _subjects(self, who: Who | None) -> tuple[model.Party, ...]:
        """Return those of whom a clause speaks: everybody in such an office, whatever unit the case names."""
        found = self.terms.parties(who) if who else ()
        return tuple(model.Party(party.kind, party.ref, Take.ANY) for party in found)

    def _requirement(
        self, kinds: Iterable[str], when: model.Condition | None, by: Who, cite: Cite | None, what: str, *, assumed: bool
    ) -> model.Requirement:
        verb = Word(list="sign", word=str(self._act(self.terms.parties(by))))
        step = self.kinds.step(syntax.SignStep(verb=verb, by=by))
        assert step is not None
        return model.Requirement(f"{cite or 'charter'}#{what}", tuple(dict.fromkeys(kinds)), when, step, None, (), cite, assumed)

    def _act(self, by: tuple[model.Party, ...]) -> model.Act:
        resolves = by and all(party.kind is PartyKind.COMMITTEE for party in by)
        return model.Act.RESOLVE if resolves else model.Act.APPROVE


def powers(
    index: Index,
    holds: Mapping[tuple[str, str], Settlement],
    kinds: Kinds,
    terms: Terms,
    made: tuple[tuple[model.Process, ...], tuple[model.Lifecycle, ...]],
) -> Powers:
    """Return what builds the powers over members and offices, given the kinds of case and their lifecycles."""
    processes, cycles = made
    by_id = {cycle.id: cycle for cycle in cycles}
    uses = [
        _Use(process.id, effect, {field.id: field for field in process.fields})
        for process in processes
        if process.lifecycle in by_id
        for move in by_id[process.lifecycle].moves
        for effect in move.effects
        if isinstance(effect, model.Personnel)
    ]
    return Powers(index, holds, kinds, terms, tuple(uses))
