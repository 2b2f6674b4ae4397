"""The compiled charter: what a text says once its names are settled. Frozen; look-ups only.

Every id is the English name in lower case (`squad leader`), or the Chinese one where no English name is given, so that
charters in either tongue compile to the same model. Every clause carries the article that enacts it (`cite`) and whether
the drafter assumed it (`assumed`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeVar

from engine.records import record
from engine.values import Cite, DayOfMonth, Duration, DurationUnit, Hours, Op, Text, Value

# ---- who ---------------------------------------------------------------------------------------------------------


class PartyKind(StrEnum):
    """What a party's `ref` names."""

    ROLE = "role"  # holders of an office
    GROUP = "group"  # any one of its members may act
    COMMITTEE = "committee"  # acts by resolution
    BODY = "body"  # acts through the party it names
    UNIT = "unit"  # the members of a unit, `squad` for the case's own
    CATEGORY = "category"  # members of a category; `member` for every member
    RELATION = "relation"  # requester, drafter, or fund keeper: of the case
    FIELD = "field"  # the person in a field of the case
    OUTSIDE = "outside"  # anybody who is no member
    MEMBER = "member"  # one person by name: never of a charter, only of an arrangement in a case


class Take(StrEnum):
    """How many of a party must act."""

    HOLDER = "holder"  # the holder; of an office of each unit, in a case that names a unit, that unit's
    ANY = "any"
    ALL = "all"
    COUNT = "count"  # `count` of them or more


@record
class Party:
    """Some people by office, body or relation to the case."""

    kind: PartyKind
    ref: str
    take: Take = Take.HOLDER
    count: int | None = None


# ---- conditions --------------------------------------------------------------------------------------------------


@record
class FieldValue:
    """What stands in a field of the case."""

    field: str


@record
class Constant:
    """A value written in the charter."""

    value: Value


@record
class ParameterValue:
    """The value of a named number on the day of the act."""

    parameter: str


@record
class Balance:
    """What a fund holds; the case's own fund where `fund` is None."""

    fund: str | None


@record
class BudgetLeft:
    """What is left of the item of the budget that the case names in its field `budget item`."""


@record
class ShareOf:
    """A share of an amount: 预算的10%."""

    share: Fraction
    of: FieldValue | ParameterValue | Balance | BudgetLeft


Operand = FieldValue | Constant | ParameterValue | Balance | BudgetLeft | ShareOf


@record
class Compare:
    """`left op right`; unknown where a field is empty."""

    left: Operand
    op: Op
    right: Operand


@record
class Judged:
    """Somebody's judgement about the case; unknown until it is given."""

    judgement: str


@record
class IsKind:
    """Whether the case is of a kind, or of a kind that follows it."""

    process: str


@record
class IsOf:
    """Whether the person in a field is of a party on the day of the act; unknown where the field is empty."""

    field: str
    party: Party


@record
class Not:
    """The contrary; of unknown, unknown."""

    of: Condition


@record
class And:
    """All of them; unknown unless one is false."""

    of: tuple[Condition, ...]


@record
class Or:
    """One of them; unknown unless one is true."""

    of: tuple[Condition, ...]


Condition = Compare | Judged | IsKind | IsOf | Not | And | Or

# ---- approval ----------------------------------------------------------------------------------------------------


class Act(StrEnum):
    """What a signer is asked for."""

    APPROVE = "approve"  # 批准: yes, no, or returned
    SETTLE = "settle"  # 审定: as approval
    STUDY = "study"  # 研究: as approval, by a leading body
    RECOMMEND = "recommend"  # 审核: recommended or returned
    FILE = "file"  # 备案: told; needs no answer
    RESOLVE = "resolve"  # 研究通过: a committee's resolution
    ADVISE = "advise"  # 委派: an opinion for whoever asked for it; decides nothing


class Silence(StrEnum):
    """What a signer's silence means when the time for a step is over."""

    PASSES = "passes"
    REFUSES = "refuses"
    LAPSES = "lapses"


@record
class Sign:
    """One step: parties (any of which suffices) asked for one act."""

    act: Act
    by: tuple[Party, ...]
    within: Duration | None = None
    silence: Silence | None = None
    optional: bool = False  # skipped where nobody holds the office
    assumed: bool = False
    reminded: Duration | None = None  # so long before the time is over
    instead: tuple[Party, ...] = ()  # who is asked instead when the time is over


@record
class Then:
    """Steps one after another (依次)."""

    steps: tuple[Step, ...]


@record
class Together:
    """Steps side by side; all must be met (同时)."""

    steps: tuple[Step, ...]


@record
class Either:
    """Steps of which one suffices (或者)."""

    steps: tuple[Step, ...]


@record
class Branch:
    """The first case whose condition holds; unknown conditions make it wait."""

    cases: tuple[tuple[Condition, Step], ...]
    otherwise: Step | None


Step = Sign | Then | Together | Either | Branch


@record
class Requirement:
    """What a case of some kinds must pass. Requirements add up; `id` is stable within a charter."""

    id: str
    kinds: tuple[str, ...]
    when: Condition | None
    step: Step
    before: str | None  # the move it gates; None: the decision of the case
    instead_of: tuple[str, ...] = ()  # ids of requirements it replaces
    cite: Cite | None = None
    assumed: bool = False


# ---- voting ------------------------------------------------------------------------------------------------------


class Base(StrEnum):
    """What a share is a share of."""

    SEATS = "seats"
    MEMBERS = "members"
    PRESENT = "present"  # without a sitting: those who voted or abstained
    CAST = "cast"


@record
class Threshold:
    """At least (or, when `strict`, more than) a share of a base, by heads or by a weight."""

    share: Fraction
    strict: bool
    base: Base
    weight: str | None = None


@record
class Vote:
    """All thresholds must be reached; `matter` None is any matter not named otherwise."""

    matter: str | None
    thresholds: tuple[Threshold, ...]
    cite: Cite | None = None
    assumed: bool = False


@record
class Quorum:
    """Who must be present before anything is decided."""

    threshold: Threshold
    cite: Cite | None = None
    assumed: bool = False


@record
class Committee:
    """A body that decides by vote."""

    id: str
    name: Text
    members: tuple[Party, ...]
    chair: tuple[Party, ...] = ()
    quorum: Quorum | None = None
    votes: tuple[Vote, ...] = ()
    invited: tuple[Party, ...] = ()
    tie_break: tuple[Party, ...] = ()
    veto: tuple[Party, ...] = ()
    cite: Cite | None = None
    assumed: bool = False


# ---- organisation ------------------------------------------------------------------------------------------------


@record
class Unit:
    """A part of the organisation: the centre, a branch, the company, one squad (`kind` names the kind of its row)."""

    id: str
    name: Text
    kind: str | None = None
    under: str | None = None
    guided_by: str | None = None
    title: Text | None = None  # 便民班
    cite: Cite | None = None
    assumed: bool = False


@record
class Body:
    """A standing body that acts through one of its people, such as a leading group."""

    id: str
    name: Text
    under: str | None
    members: tuple[Party, ...]
    acts_through: tuple[Party, ...] = ()  # empty: unspecified
    cite: Cite | None = None
    assumed: bool = False


@record
class Group:
    """People any one of whom may act: 连首长."""

    id: str
    name: Text
    members: tuple[Party, ...]
    cite: Cite | None = None
    assumed: bool = False


@record
class Category:
    """A category of members: party members, staff, applicants."""

    id: str
    name: Text
    cite: Cite | None = None
    assumed: bool = False


@record
class Selection:
    """How an office is filled; `by` whom, with which vote (elections)."""

    how: Literal["elected", "appointed", "ex officio"]
    by: tuple[Party, ...]
    vote: Vote | None = None
    cite: Cite | None = None
    assumed: bool = False


@record
class Term:
    """How long a tenure lasts; `length` None is permanent: no expiry, not irremovable."""

    length: Duration | None
    rotating: bool = False  # the last elected holder may not follow himself
    max_terms: int | None = None
    cite: Cite | None = None
    assumed: bool = False


@record
class Role:
    """An office. `each` names the kind of unit that has one of it; `seats` None is an unknown number."""

    id: str
    name: Text
    of: str | None
    each: str | None = None
    seats: int | None = None
    dormant_until: Text | None = None
    selection: Selection | None = None  # None: unspecified
    term: Term | None = None  # None: unspecified
    successor: Selection | None = None  # how whoever follows a replaced holder is chosen, where that is otherwise
    cite: Cite | None = None
    assumed: bool = False


@record
class Judgement:
    """A word left to someone's judgement about a kind of case: yes, no, or not yet judged."""

    id: str
    name: Text
    of: str
    by: tuple[Party, ...]
    cite: Cite | None = None
    assumed: bool = False


@record
class Parameter:
    """A named number with the days from which it holds, oldest first; the first day may be None (always)."""

    id: str
    name: Text
    values: tuple[tuple[date | None, Value], ...]
    cite: Cite | None = None
    assumed: bool = False


@record
class Calendar:
    """Hours on working days of China's announced calendar (`working_days`), or on given weekdays (0 is Monday)."""

    id: str
    name: Text
    working_days: bool
    weekdays: tuple[int, ...]
    hours: tuple[Hours, ...]
    cite: Cite | None = None
    assumed: bool = False


@record
class Acceptance:
    """What a fund accepts (a kind of case) and from whom; no party: from anybody."""

    process: str
    from_: tuple[Party, ...]
    cite: Cite | None = None
    assumed: bool = False


@record
class Fund:
    """Money kept apart; never below zero."""

    id: str
    name: Text
    keeper: tuple[Party, ...]
    accepts: tuple[Acceptance, ...]
    cite: Cite | None = None
    assumed: bool = False


# ---- cases -------------------------------------------------------------------------------------------------------

FieldType = Literal[
    "text",
    "number",
    "money",
    "date",
    "time",
    "duration",
    "person",
    "unit",
    "yes or no",
    "choice",
    "attachment",
    "case",
    "fund",
    "person or unit",
    "anybody",
    "office",
    "category",
]


@record
class Field:
    """A field of a kind of case; `concerns` marks a person whose own case it is, `unsigned` what no signature covers.

    `visible` is who sees its value besides drafter and requester; empty: everybody of the book.
    """

    id: str
    name: Text
    type: FieldType
    choices: tuple[Text, ...] = ()
    unit_kind: str | None = None
    many: bool = False
    concerns: bool = False
    unsigned: bool = False
    cite: Cite | None = None
    assumed: bool = False
    visible: tuple[Party, ...] = ()


@record
class Process:
    """A kind of case. Its fields, lifecycle and requirements include those of the kind it `follows`."""

    id: str
    name: Text
    follows: str | None
    lifecycle: str
    fields: tuple[Field, ...]  # own and inherited, inherited first
    drafters: tuple[Party, ...]  # who may open one; empty: any member
    prefix: str  # of its numbers: ZC in ZC-2011-003
    cite: Cite | None = None
    assumed: bool = False
    abstract: bool = False  # a library kind that no case is opened of directly


DutyVerb = Literal["publish", "reporton", "sumup", "exchange", "hold", "carryout"]


@record
class Post:
    """Post the amount in a field from one account to another; an account is a fund (None: the case's own) or a kind of case."""

    field: str
    debit: str | None
    credit: str | None


@record
class Reverse:
    """Reverse what this case posted."""


@record
class Open:
    """Open a case of a kind; its fields of the same names are filled from this case.

    Where `fund` names one, only if the case is paid from it, as its field of type fund says.
    """

    process: str
    fund: str | None = None


@record
class SetField:
    """Set a field of the case."""

    field: str
    value: Value


@record
class Notify:
    """Tell some people."""

    whom: tuple[Party, ...]


@record
class Publish:
    """Make the case public."""


@record
class Fulfil:
    """Fulfil the duty to do this: the task that the case is about is done."""

    verb: DutyVerb
    object: str | None


@record
class GiveTenure:
    """Give the person in a field an office: `role`, or, where that is None, the one in the field `office`."""

    role: str | None
    field: str
    office: str | None = None


@record
class EndTenure:
    """End the tenure of the person in a field: of `role`, or, where that is None, of the office in the field `office`."""

    role: str | None
    field: str
    office: str | None = None


@record
class Admit:
    """Make whom a field names a member, of the category and in the unit that other fields of the case name."""

    field: str


@record
class Dismiss:
    """End the membership of the person in a field."""

    field: str


@record
class Depart:
    """End the drafter's own membership, when the notice that the charter asks for is over."""


@record
class MoveMember:
    """Give the person in a field the unit, or the category, that the field `to` names."""

    field: str
    to: str


@record
class Suspend:
    """Suspend the membership of the person in a field."""

    field: str


@record
class Resume:
    """End the suspension of the person in a field."""

    field: str


Personnel = GiveTenure | EndTenure | Admit | Dismiss | Depart | MoveMember | Suspend | Resume
Effect = Post | Reverse | Open | SetField | Notify | Publish | Fulfil | Personnel


@record
class State:
    """A state waits for a move, decides (on what its requirements come to), or is final."""

    id: str
    name: Text
    kind: Literal["wait", "decide", "final"]
    granted: str | None = None
    refused: str | None = None
    returned: str | None = None
    lapsed: str | None = None
    lapses_after: Duration | None = None


@record
class Move:
    """A named step from some states to one, by whom, when, carrying which fields, with which effects."""

    id: str
    name: Text
    sources: tuple[str, ...]
    target: str
    by: tuple[Party, ...]  # empty: timed, by nobody
    when: Condition | None = None
    carries: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    after: Duration | None = None
    cite: Cite | None = None
    assumed: bool = False
    wait: str | None = None  # a timed move's duration stands in this field of the case; empty: at once


@record
class Lifecycle:
    """States and moves; the first state is where a case begins."""

    id: str
    name: Text
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    withdrawable: bool = True
    off: tuple[str, ...] = ()  # what is built in and switched off: `transfer`, `claim` … (`engine/reserved.py`)
    off_by: tuple[Cite | None, ...] = ()  # the article that switches each off

    def state(self, id: str) -> State:
        """Return a state by id; the compiler has made sure that it exists."""
        return next(state for state in self.states if state.id == id)

    def move(self, id: str) -> Move | None:
        """Return a move by id."""
        return next((move for move in self.moves if move.id == id), None)


# ---- limits, triggers, the rest ----------------------------------------------------------------------------------


@record
class NoOverlap:
    """From `start` to `end` of the case (fields) no moment lies in the calendar's hours."""

    calendar: str


@record
class InAdvance:
    """Submitted at least so long before `start` of the case; `marked`: a late one is accepted, and marked late."""

    duration: Duration
    marked: bool = False


@record
class Holds:
    """A condition that every case must meet."""

    condition: Condition


@record
class AtMostOpen:
    """Of the cases with the same value in a field, at most `count` are past their first state and not at their end."""

    field: str
    count: int


@record
class Limit:
    """What every case of some kinds must respect, from its submission on."""

    kinds: tuple[str, ...]
    when: Condition | None
    rule: NoOverlap | InAdvance | Holds | AtMostOpen
    cite: Cite | None = None
    assumed: bool = False


@record
class Window:
    """The days whose amounts are summed: rolling, ending with the act's own day, or one calendar period."""

    length: Duration
    rolling: bool


@record
class Trigger:
    """When a sum over cases of `source`, by the person in `by`, first reaches the line, a case of `opens` begins.

    What was counted is used up unless `each_time`. The opened case names the person in the field of the same name, and the sum
    in its field `raised`, where it has them.
    """

    source: str
    sum_field: str
    by: str
    window: Window | None  # None: since the founding
    op: Op
    line: Operand
    opens: str
    each_time: bool = False
    cite: Cite | None = None
    assumed: bool = False


@record
class Leaving:
    """Who may leave of his own will, and how long before he must say so."""

    whom: tuple[Party, ...]
    notice: Duration | None
    cite: Cite | None = None
    assumed: bool = False


@record
class Incompatible:
    """Offices of which nobody may hold two on one day."""

    offices: tuple[str, ...]
    cite: Cite | None = None
    assumed: bool = False


@record
class Attendance:
    """Who keeps the list of who was late or absent; no `whom`: of every member."""

    whom: tuple[Party, ...]
    by: tuple[Party, ...]
    cite: Cite | None = None
    assumed: bool = False


@record
class CountedEvent:
    """So many events, in such a time, are deemed to be the member's leaving: a case of the kind `opens` begins, with its notice.

    `consecutive` events are those between which he came to nothing. `deciders` decide on an objection.
    """

    id: str
    whom: tuple[Party, ...]
    event: Literal["late", "absent"]
    count: int
    consecutive: bool
    window: Window | None  # None: since the founding
    notice: Duration | None
    opens: str
    deciders: tuple[Party, ...] = ()
    cite: Cite | None = None
    assumed: bool = False


@record
class EachPeriod:
    """In every calendar period, so many times; by its end, or within so long after it."""

    period: DurationUnit
    times: int = 1
    within: Duration | None = None


@record
class EachDay:
    """By a recurring day: of each month, or of each year."""

    day: DayOfMonth


@record
class AfterEvent:
    """Within so long after a case has made a move or has come to a state; `kinds` empty: a case of any kind."""

    event: str
    is_state: bool
    within: Duration
    kinds: tuple[str, ...] = ()


@record
class BeforeMove:
    """Before a case makes a move: due on the day before the one that its field of the same name says, if it has one."""

    move: str
    kinds: tuple[str, ...] = ()


@record
class WhileCarriedOut:
    """From the day on which a case is granted to its end: to carry it out."""

    kinds: tuple[str, ...]


DutyTime = EachPeriod | EachDay | AfterEvent | BeforeMove | WhileCarriedOut


@record
class Duty:
    """What somebody must do, may do or must not do; what must be done at some time gives dated tasks.

    `time` None: no time is said, and it stands undated. `object` is the id of a kind, or of another thing, or `accounts`.
    """

    id: str  # stable within a charter: the article and the place among its duties
    modal: Literal["must", "may", "mustnot"]
    by: tuple[Party, ...]
    verb: DutyVerb
    object: str | None = None
    time: DutyTime | None = None
    within: Duration | None = None  # of what is to be done otherwise: so long after the other is overdue
    place: Text | None = None
    lasts: Duration | None = None  # for at least so long
    objections: tuple[Party, ...] = ()  # to whom objections go
    reminded: Duration | None = None  # so long before it is due
    otherwise: str | None = None  # the duty that arises when this one is overdue
    follows: bool = False  # arises only when another is overdue
    cite: Cite | None = None
    assumed: bool = False


@record
class Fulfilment:
    """A kind of case that does what a duty asks for, once it has come about."""

    kind: str
    verb: DutyVerb
    object: str | None
    cite: Cite | None = None
    assumed: bool = False


@record
class SignUp:
    """Who may sign up for cases of some kinds, in which states; `places` is the field that says for how many there is room."""

    kinds: tuple[str, ...]
    by: tuple[Party, ...]
    states: tuple[str, ...]
    places: str | None
    cite: Cite | None = None
    assumed: bool = False


@record
class Roll:
    """Who enters, in which states, who came to a case of some kinds and how long each served."""

    kinds: tuple[str, ...]
    by: tuple[Party, ...]
    states: tuple[str, ...]
    cite: Cite | None = None
    assumed: bool = False


@record
class Objecting:
    """Who may object to cases of some kinds, in which states; those states are not left before everything is answered."""

    kinds: tuple[str, ...]
    by: tuple[Party, ...]
    states: tuple[str, ...]
    answered_by: tuple[Party, ...]
    cite: Cite | None = None
    assumed: bool = False


@record
class Joining:
    """A case of some kinds, once granted, becomes part of a case of the kind `into`: whoever drafts that one takes it up."""

    kinds: tuple[str, ...]
    into: str
    cite: Cite | None = None
    assumed: bool = False


@record
class Norm:
    """A clause that compiles and is reported, but is not executed yet: a duty, an incompatibility, a counted event.

    `slots` hold what it says, by name, as values of this module; `kinds` and `gates` say which moves need it: those are refused.
    """

    kind: str
    slots: tuple[tuple[str, object], ...]
    kinds: tuple[str, ...] = ()
    gates: str | None = None
    cite: Cite | None = None
    assumed: bool = False


@record
class Silent:
    """What the source leaves open; a move that needs it is refused with this article and the sentence that would settle it."""

    what: str  # selection, term, removal, successor, vote, quorum, body … or matter: `text` says which
    ref: str
    cite: Cite | None = None
    text: Text | None = None


@record
class Accepted:
    """A warning accepted in the text, with its reason."""

    code: str
    reason: Text
    cite: Cite | None = None


@record
class Article:
    """An article of the source with its paraphrase in both tongues; declaratory ones have no clauses."""

    cite: Cite
    heading: Text
    declaratory: bool
    quotes: tuple[str, ...] = ()
    prevails: tuple[tuple[Cite, str | None], ...] = ()  # (over which article, for which property; None: every one)


@record
class Emblem:
    """A flag, an armband, a song."""

    kind: str
    text: Text


@record
class Proof:
    """A property of every possible history, not of one case."""

    kind: str
    slots: tuple[tuple[str, object], ...]
    cite: Cite | None = None


# ---- scenarios ---------------------------------------------------------------------------------------------------


@record
class Given:
    """A person who is a member, perhaps of a category, and perhaps holds an office in a unit, from the start of the scenario."""

    person: str
    role: str | None
    unit: str | None


@record
class Play:
    """One act: who does what to the case called `label`; `process` where it opens one.

    `at` is local wall-clock time (None: when the last act was); `verb` is a move, an answer, or
    `draft`, `edit`, `judge`, `correct`; of a member, `label` names him,
    and it is `record late`, `record absent` or `record excused`; `values` are fields by id, written as in the text.
    """

    at: str | None  # ISO local time
    person: str
    verb: str
    label: str
    process: str | None = None
    values: tuple[tuple[str, Value], ...] = ()
    reason: str | None = None
    to: tuple[str, ...] = ()  # people whom it is handed to, added or taken away
    after: bool = False  # of an added signer
    again: bool = False  # of a return: with all that was answered later
    early: bool = False  # of a move: ahead of the approval that it needs
    on: str | None = None  # the day by which a late entry is judged


@record
class Refused:
    """The act is refused because of an article."""

    play: Play
    cite: Cite | None


@record
class Waiting:
    """The case waits for some party under an article."""

    label: str
    party: Party
    cite: Cite | None


@record
class InState:
    """The case is in a state."""

    label: str
    state: str


@record
class Holding:
    """A fund holds an amount."""

    fund: str
    amount: Value


@record
class Count:
    """So many cases of a kind exist."""

    process: str
    count: int


@record
class Call:
    """Give the latest case of a kind, opened by the engine, a label."""

    process: str
    label: str


@record
class People:
    """So many have signed up for a case."""

    label: str
    count: int


@record
class Later:
    """Time passes; `at` is local wall-clock time in ISO form."""

    at: str


@record
class Somebody:
    """A person is of a party (of a unit, where one is named), or, where `negative`, is not."""

    person: str
    party: Party
    unit: str | None = None
    negative: bool = False


ScenarioStep = Somebody | Given | Play | Refused | Waiting | InState | Holding | Count | People | Call | Later


@record
class Scenario:
    """A worked example that `charter test` plays."""

    name: Text
    steps: tuple[ScenarioStep, ...]
    cite: Cite | None = None


# ---- the whole ---------------------------------------------------------------------------------------------------

T = TypeVar(
    "T", "Role", "Process", "Lifecycle", "Committee", "Group", "Body", "Unit", "Fund", "Calendar", "Parameter", "Judgement", "Category"
)


@dataclass(frozen=True)
class Charter:
    """A whole charter. Look things up by id: `charter.role("commander")`; a KeyError there is a programmer's mistake."""

    title: Text
    document: str | None
    document_date: date | None
    basis: str | None
    in_force: date | None
    bounds_inclusive: bool
    currency: str
    zone: str
    theme: Text | None
    parts: tuple[tuple[str, Text], ...]
    emblems: tuple[Emblem, ...]
    articles: tuple[Article, ...]
    units: tuple[Unit, ...]
    bodies: tuple[Body, ...]
    groups: tuple[Group, ...]
    categories: tuple[Category, ...]
    roles: tuple[Role, ...]
    committees: tuple[Committee, ...]
    judgements: tuple[Judgement, ...]
    parameters: tuple[Parameter, ...]
    calendars: tuple[Calendar, ...]
    funds: tuple[Fund, ...]
    processes: tuple[Process, ...]
    lifecycles: tuple[Lifecycle, ...]
    requirements: tuple[Requirement, ...]
    limits: tuple[Limit, ...]
    triggers: tuple[Trigger, ...]
    norms: tuple[Norm, ...]
    silences: tuple[Silent, ...]
    accepted: tuple[Accepted, ...]
    proofs: tuple[Proof, ...]
    scenarios: tuple[Scenario, ...]
    duties: tuple[Duty, ...] = ()
    fulfilments: tuple[Fulfilment, ...] = ()

    leavings: tuple[Leaving, ...] = ()
    incompatible: tuple[Incompatible, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    counted: tuple[CountedEvent, ...] = ()
    sign_ups: tuple[SignUp, ...] = ()
    rolls: tuple[Roll, ...] = ()
    objectings: tuple[Objecting, ...] = ()
    joinings: tuple[Joining, ...] = ()

    @cached_property
    def _index(self) -> dict[str, dict[str, object]]:
        tables = (
            "units",
            "bodies",
            "groups",
            "categories",
            "roles",
            "committees",
            "judgements",
            "parameters",
            "calendars",
            "funds",
            "processes",
            "lifecycles",
        )
        return {table: {item.id: item for item in getattr(self, table)} for table in tables}

    @cached_property
    def memo(self) -> dict[str, object]:
        """Room for what is worked out once for a charter, by name; as the charter is frozen, it is never stale."""
        return {}

    def _get(self, table: str, id: str, kind: type[T]) -> T:
        found = self._index[table][id]
        assert isinstance(found, kind)
        return found

    def unit(self, id: str) -> Unit:
        """Return a unit by id."""
        return self._get("units", id, Unit)

    def body(self, id: str) -> Body:
        """Return a body by id."""
        return self._get("bodies", id, Body)

    def group(self, id: str) -> Group:
        """Return a group by id."""
        return self._get("groups", id, Group)

    def category(self, id: str) -> Category:
        """Return a category of members by id."""
        return self._get("categories", id, Category)

    def role(self, id: str) -> Role:
        """Return an office by id."""
        return self._get("roles", id, Role)

    def committee(self, id: str) -> Committee:
        """Return a committee by id."""
        return self._get("committees", id, Committee)

    def judgement(self, id: str) -> Judgement:
        """Return a judgement by id."""
        return self._get("judgements", id, Judgement)

    def parameter(self, id: str) -> Parameter:
        """Return a parameter by id."""
        return self._get("parameters", id, Parameter)

    def calendar(self, id: str) -> Calendar:
        """Return a calendar by id."""
        return self._get("calendars", id, Calendar)

    def fund(self, id: str) -> Fund:
        """Return a fund by id."""
        return self._get("funds", id, Fund)

    def process(self, id: str) -> Process:
        """Return a kind of case by id."""
        return self._get("processes", id, Process)

    def lifecycle(self, id: str) -> Lifecycle:
        """Return a lifecycle by id."""
        return self._get("lifecycles", id, Lifecycle)

    def lifecycle_of(self, process: str) -> Lifecycle:
        """Return the lifecycle that a kind of case follows."""
        return self.lifecycle(self.process(process).lifecycle)

    def is_kind(self, process: str, kind: str) -> bool:
        """Return whether a kind of case is `kind` or follows it, directly or not."""
        at: str | None = process
        while at is not None:
            if at == kind:
                return True
            at = self.process(at).follows
        return False
