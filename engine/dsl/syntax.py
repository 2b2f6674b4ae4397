"""The charter as written: one frozen node for every construct of `docs/charter.md`, each with its place.

Places and the choice of tongue take no part in equality: the same text in Chinese and in English gives equal trees once its
names are said in one tongue. `assumed` marks the smallest node that stands before `[assumed]` / `〔推定〕`.
"""

from __future__ import annotations

from dataclasses import field

from engine.problems import Span
from engine.records import node
from engine.values import Value

_NOWHERE = Span("", 0, 0, 0, 0)


@node
class Node:
    """Anything written in a charter."""

    span: Span = field(default=_NOWHERE, compare=False, repr=False)
    assumed: bool = False


# ---- leaves ------------------------------------------------------------------------------------------------------


@node
class Name(Node):
    """A name as declared; `known` tells whether the file (or what it uses) declares it."""

    text: str
    known: bool = field(default=True, compare=False)


@node
class Declared(Node):
    """A name where it is declared, with its name in the other tongue."""

    name: str
    other: str | None = None


@node
class Val(Node):
    """A value: money, share, duration, date, time, number, recurring date, frequency."""

    kind: str
    value: Value | object


@node
class Quote(Node):
    """A quoted text, perhaps in both tongues."""

    text: str
    other: str | None = None


@node
class Word(Node):
    """A choice from a closed list, by its English word: `approve`, `any`, `members`."""

    list: str
    word: str


@node
class Cited(Node):
    """A citation of an article; `part` None is the part it stands in."""

    part: Name | None = None
    number: str


# ---- who ---------------------------------------------------------------------------------------------------------


@node
class Party(Node):
    """`every important activity`, `2 or more squad leaders`, `leader of leading group`, `expense of 300 yuan or more`."""

    quantifier: Word | None = None  # every, any, all
    count: Val | None = None  # a number or a share; with `or_more`
    or_more: bool = False
    adjective: Name | None = None
    noun: Name | None = None
    relation: Word | None = None  # members, outside, requester, drafter, keeper, proxy, accounts
    of: Party | None = None
    bound: Bound | None = None


@node
class Who(Node):
    """Parties joined by `and` or by `or`."""

    parties: tuple[Party, ...]
    joined: str = "and"


# ---- conditions --------------------------------------------------------------------------------------------------


@node
class Bound(Node):
    """`300 yuan or more`: a comparison with a value, its left side understood."""

    op: str
    value: Node


@node
class BalanceOf(Node):
    """The balance of a fund, of the case's own where `fund` is None; or what is left of the case's item of the budget."""

    fund: Name | None = None
    own_budget: bool = False


@node
class PartOf(Node):
    """A share of an amount: `10% of budget`."""

    share: Val
    whole: Node


@node
class FieldOf(Node):
    """A field, perhaps of a named kind: `amount of expense`."""

    field: Name
    kind: Name | None = None


@node
class Comparison(Node):
    """`left` in relation `op` to `right`; with op `is`, equality or a judgement."""

    left: Node
    op: str
    right: Node


@node
class All(Node):
    """Conditions joined by `and`."""

    conditions: tuple[Node, ...]


@node
class AnyOf(Node):
    """Conditions joined by `or`."""

    conditions: tuple[Node, ...]


@node
class Negation(Node):
    """The contrary of a condition."""

    condition: Node


# ---- the charter's head and its articles -------------------------------------------------------------------------


@node
class CharterHead(Node):
    """`charter "Pioneer Company" (…), document …`."""

    title: Quote
    items: tuple[Node, ...] = ()


@node
class ModuleHead(Node):
    """`module activity (活动)`: the first sentence of a library file."""

    name: Declared


@node
class ScenariosHead(Node):
    """`scenarios for "pioneer_company.rules"`: the first sentence of a file of scenarios."""

    charter: Quote


@node
class DocumentItem(Node):
    """The document's number and day."""

    number: Quote
    day: Val | None = None


@node
class SourceItem(Node):
    """The file with the source's own text, with which quotations are compared."""

    file: Quote


@node
class BasisItem(Node):
    """The superior paper."""

    text: Quote


@node
class InForceItem(Node):
    """The day of coming into force."""

    day: Val


@node
class BoundsItem(Node):
    """Whether 以上 and `or more` include the number."""

    mode: Word


@node
class ZoneItem(Node):
    """The time zone."""

    text: Quote


@node
class CurrencyItem(Node):
    """The currency."""

    text: Quote


@node
class Use(Node):
    """Library modules that the charter uses."""

    modules: tuple[Name, ...]


@node
class Extends(Node):
    """The charter that this one starts from."""

    file: Quote


@node
class Without(Node):
    """Articles of the charter that this one starts from, left out with their sub-articles."""

    articles: tuple[Cited, ...]


@node
class Theme(Node):
    """The guiding theme."""

    text: Quote


@node
class EmblemLine(Node):
    """A flag, an armband or a song."""

    kind: Word
    text: Quote


@node
class PartLine(Node):
    """A part of the source with articles of its own numbering."""

    name: Declared


@node
class Prevails(Node):
    """Which article gives way, for which property alone (or for all)."""

    over: Cited
    property: Word | None = None


@node
class ArticleHead(Node):
    """An article with its paraphrase; the sentences that follow are enacted by it."""

    number: Cited
    heading: Quote
    prevails: tuple[Prevails, ...] = ()
    declaratory: bool = False


@node
class QuoteLine(Node):
    """A quotation of the source, compared with the source file."""

    text: Name


@node
class SilentLine(Node):
    """A matter in words that nobody has settled."""

    text: Quote


@node
class AcceptedLine(Node):
    """A warning accepted, with the reason."""

    code: str
    reason: Quote


# ---- declarations ------------------------------------------------------------------------------------------------


@node
class UnitLine(Node):
    """A unit of the organisation."""

    name: Declared
    under: Name | None = None
    guided_by: Name | None = None


@node
class UnitRow(Node):
    """One of a row of like units, with its title."""

    name: Declared
    title: Quote | None = None


@node
class UnitRows(Node):
    """A row of like units: the nine squads."""

    name: Declared
    of: Name
    rows: tuple[UnitRow, ...]


@node
class BodyLine(Node):
    """A standing body."""

    name: Declared
    under: Name | None = None


@node
class CategoryLine(Node):
    """Categories of members."""

    names: tuple[Declared, ...]


@node
class RoleLine(Node):
    """An office: of one unit, or of each unit of a row."""

    name: Declared
    of: Name | None = None
    each: bool = False
    seats: Val | None = None
    dormant: bool = False
    until: Quote | None = None


@node
class GroupLine(Node):
    """People any one of whom may act."""

    name: Declared
    members: Who


@node
class CommitteeLine(Node):
    """A committee."""

    name: Declared


@node
class JudgementLine(Node):
    """A word left to somebody's judgement."""

    name: Declared
    of: Name
    by: Who


@node
class ParameterLine(Node):
    """A named number, perhaps from a day on."""

    name: Declared
    value: Val
    since: Val | None = None


@node
class WeightLine(Node):
    """A number that every member brings to a vote: his floor area, his share."""

    name: Declared


@node
class DayHours(Node):
    """From one time of day to another."""

    start: Val
    end: Val


@node
class CalendarLine(Node):
    """Hours on every working day, or from one weekday to another."""

    name: Declared
    first: Val | None = None
    last: Val | None = None
    hours: tuple[DayHours, ...]


@node
class FundLine(Node):
    """A fund and who keeps it."""

    name: Declared
    keeper: Who | None = None


@node
class ProcessLine(Node):
    """A kind of case and the kind or lifecycle it follows."""

    name: Declared
    standard: bool = False  # a kind of the standard library
    follows: Name | None = None


@node
class LifecycleLine(Node):
    """A lifecycle."""

    name: Declared


@node
class TableLine(Node):
    """A decision table: hit policy and rows as written, cell by cell."""

    name: Declared
    hit: Word
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[Span, ...], ...] = field(default=(), compare=False, repr=False)  # of the cells


@node
class RuleLine(Node):
    """A named rule, perhaps an exception of articles."""

    name: Declared
    exception_of: tuple[Cited, ...] = ()


# ---- clauses -----------------------------------------------------------------------------------------------------


@node
class Clause(Node):
    """A sentence or a part of one: what is said (`says`) of whom or what.

    `about` is what the block is about where the subject is another: every squad must carry *it* out.
    """

    subject: Who | None
    says: Node
    about: Who | None = None


@node
class Elected(Node):
    """Elected by electors, with a vote."""

    by: Who
    vote: Share | None = None


@node
class Appointed(Node):
    """Appointed by somebody."""

    by: Who


@node
class ExOfficio(Node):
    """Filled by whoever holds another office."""

    by: Who


@node
class Unspecified(Node):
    """Nobody has settled it: selection, term, successor, removal, vote, quorum, seats."""

    what: Word


@node
class TermClause(Node):
    """A term of so long."""

    length: Val


@node
class PermanentTerm(Node):
    """A term without expiry."""


@node
class Rotating(Node):
    """The last elected holder may not follow himself."""


@node
class MaxTerms(Node):
    """At most so many terms."""

    count: Val
    full: bool = False


@node
class Replaced(Node):
    """May be moved, replaced, both, suspended or expelled by somebody; of a judgement: challenged."""

    verb: Word
    by: Who


@node
class ReElection(Node):
    """On whose proposal a re-election is held, or a recall."""

    proposers: Who
    recall: bool = False


@node
class Successor(Node):
    """How whoever follows a replaced holder is chosen."""

    selection: Node


@node
class Vacancy(Node):
    """What a vacancy means: holding over, acting, vacant."""

    mode: Word
    by: Who | None = None


@node
class HeldApart(Node):
    """The subject's offices are not to be held by one person."""


@node
class AlsoHeld(Node):
    """Holders of the subject's office must not also hold others."""

    offices: Who


@node
class NotRelated(Node):
    """Must not be related to the holder of another office."""

    to: Who


@node
class OwnCase(Node):
    """The subject may decide in a case of its own."""


@node
class Leaves(Node):
    """Members may leave, with so much notice."""

    notice: Val | None = None


@node
class DutyText(Node):
    """A duty in words."""

    text: Quote


@node
class Share(Node):
    """A share of a base: `two thirds of members present`."""

    share: Val
    strict: bool = False
    base: Word
    of: Name | None = None  # the members by their own name: directors present
    weight: Name | None = None  # by what votes are weighed; none: by heads


@node
class MembersClause(Node):
    """Of whom a committee or body is made up."""

    members: Who


@node
class ChairClause(Node):
    """Who takes the chair."""

    by: Who


@node
class QuorumClause(Node):
    """Who must be present."""

    share: Share


@node
class VoteClause(Node):
    """With which votes a committee resolves; all must be reached."""

    shares: tuple[Share, ...]


@node
class MatterVote(Node):
    """With which votes the subject, a matter, is resolved."""

    share: Share


@node
class OtherMatterVote(Node):
    """With which votes any other matter is resolved."""

    share: Share


@node
class Invites(Node):
    """Who must be invited to a meeting, without a vote."""

    whom: Who


@node
class Convened(Node):
    """Who convenes a meeting, with which notice."""

    by: Who
    notice: Val | None = None


@node
class ConvenedOn(Node):
    """On whose proposal a meeting is convened."""

    proposers: Who


@node
class TieBreak(Node):
    """Who decides a tie."""

    by: Who


@node
class Ballots(Node):
    """How ballots are cast: secret, final, standing or falling when their voter leaves."""

    ballots: Word


@node
class VetoClause(Node):
    """Who may veto."""

    by: Who


@node
class ProxyLimit(Node):
    """For how many one proxy may act."""

    count: Val


@node
class ActsThrough(Node):
    """Through whom a body acts."""

    by: Who


@node
class JoinsBy(Node):
    """Who admits the subject category."""

    by: Who


@node
class AttendanceClause(Node):
    """Who keeps the list of who was late or absent."""

    by: Who


@node
class Accepts(Node):
    """What a fund accepts, from whom."""

    what: Name
    givers: Who


# ---- kinds of case -----------------------------------------------------------------------------------------------


@node
class DraftedBy(Node):
    """Who drafts."""

    by: Who


@node
class FieldClause(Node):
    """A field of a kind of case."""

    name: Declared
    type: Word | None = None
    unit: Name | None = None  # a field naming one unit of a row
    choices: tuple[Quote, ...] = ()
    marks: tuple[Word, ...] = ()  # concerns, unsigned, many
    visible: Who | None = None  # who alone sees what stands in it


@node
class LinesClause(Node):
    """Lines of a kind of case, each with the same fields."""

    name: Declared
    columns: tuple[Name, ...]


@node
class Numbered(Node):
    """The prefix of a kind's numbers."""

    prefix: Quote


@node
class Abstract(Node):
    """A model for other kinds; no case of its own."""


@node
class SignStep(Node):
    """One step of an approval."""

    verb: Word
    by: Who
    beside: Who | None = None  # in parallel with
    within: Val | None = None
    silence: Word | None = None
    optional: bool = False
    together: bool = False  # all parties side by side
    reminded: Val | None = None  # so long before the time is over
    instead_by: Who | None = None  # who is asked when the time is over


@node
class ThenSteps(Node):
    """Steps one after another."""

    steps: tuple[Node, ...]


@node
class OrSteps(Node):
    """Steps of which one suffices."""

    steps: tuple[Node, ...]


@node
class BecomesPart(Node):
    """What is settled becomes part of a case of another kind."""

    of: Party


@node
class StepCase(Node):
    """Steps under a condition; none: otherwise."""

    when: Node | None = None
    steps: Node


@node
class MustPass(Node):
    """What the subject must pass, before which move, in which cases."""

    steps: Node | None = None
    cases: tuple[StepCase, ...] = ()
    before: Name | None = None
    when: Node | None = None
    instead: Cited | None = None


@node
class WhenClause(Node):
    """A clause that holds under a condition."""

    when: Node
    clause: Clause


@node
class Event(Node):
    """A move, a state, or the end of each period."""

    name: Name | None = None
    period: Word | None = None


@node
class Within(Node):
    """Within so long."""

    length: Val


@node
class Deadline(Node):
    """Within so long after an event."""

    within: Within
    after: Event


@node
class ByDay(Node):
    """By a recurring day."""

    day: Val


@node
class BeforeEvent(Node):
    """Before a move."""

    event: Event


@node
class AtLeast(Node):
    """At least so often."""

    frequency: Val


@node
class ForAtLeast(Node):
    """For at least so long."""

    length: Val


@node
class Place(Node):
    """Where something is published."""

    text: Quote


@node
class Objections(Node):
    """To whom objections go."""

    whom: Who


@node
class Reminded(Node):
    """Those who have the duty are reminded so long before it is due."""

    length: Val


# What Chinese says after the act, and every tree has last: 公示不少于5个工作日.
AFTER_THE_ACT = (ForAtLeast, Objections, Reminded)


@node
class Doing(Node):
    """An act named by a norm: a word of the language with its object, or a quoted text."""

    verb: Word | None = None
    text: Quote | None = None
    object: Node | None = None


@node
class NormClause(Node):
    """The subject must, may or must not do something, in some time; otherwise what."""

    modal: Word
    doing: Doing
    times: tuple[Node, ...] = ()
    otherwise: Clause | None = None


@node
class NoOverlapClause(Node):
    """The subject must not overlap a calendar."""

    calendar: Name


@node
class InAdvanceClause(Node):
    """The subject must be applied for so long before it starts; a narrower kind so long."""

    length: Val
    narrower: Who | None = None
    narrower_length: Val | None = None
    late_marked: bool = False  # late ones are accepted and marked


@node
class LimitClause(Node):
    """A field of the subject must (or must not) stand in a relation to something."""

    op: str
    right: Node


@node
class CountedEvent(Node):
    """So many events of the subject, in such a time, are deemed something, after notice."""

    event: Word
    count: Val
    consecutive: bool = False
    within: Within | None = None
    notice: Val | None = None
    no_objection: bool = False
    calendar_period: bool = False
    objections: Objections | None = None


@node
class TriggerClause(Node):
    """When what a person raised reaches a line, some body studies a case of another kind."""

    source: Name
    by: Name
    within: Within | None = None
    calendar_period: bool = False
    op: str
    line: Node
    deciders: Who
    opens: Name
    each_time: bool = False


@node
class PaidOpens(Node):
    """The subject, when paid from a fund, opens a case of another kind."""

    fund: Name
    opens: Name


@node
class SignUpClause(Node):
    """Who may sign up for cases of the subject, in which states, and which field says for how many there is room."""

    by: Who
    states: tuple[Name, ...] = ()
    places: Name | None = None


@node
class HoursClause(Node):
    """Who enters, in which states, who came to cases of the subject and how long he served."""

    by: Who
    states: tuple[Name, ...] = ()


@node
class ObjectionClause(Node):
    """Who may object to cases of the subject, in which states, and who answers."""

    by: Who
    states: tuple[Name, ...] = ()
    answered_by: Who


@node
class AtMostOpen(Node):
    """So many cases of the subject may be open at a time for each value of a field."""

    count: Val
    same: Name


# ---- lifecycles --------------------------------------------------------------------------------------------------


@node
class States(Node):
    """States that wait or decide; the first is where a case begins."""

    names: tuple[Declared, ...]


@node
class FinalStates(Node):
    """Final states."""

    names: tuple[Declared, ...]


@node
class MoveClause(Node):
    """A move from some states to one."""

    sources: Who
    target: Name
    move: Declared
    by: Who
    carrying: tuple[Name, ...] = ()
    when: Node | None = None


@node
class TimedMove(Node):
    """A move by time alone: after a duration, or after the one that a field holds; after none where the field is empty."""

    sources: Who
    target: Name
    after: Val | None = None
    wait: Name | None = None


@node
class DecisionOutcome(Node):
    """Where an outcome of a deciding state leads."""

    outcome: Word
    target: Name
    after: Val | None = None


@node
class Decides(Node):
    """A deciding state and its outcomes."""

    state: Name
    outcomes: tuple[DecisionOutcome, ...]


@node
class Withdrawal(Node):
    """The drafter may not withdraw."""


@node
class SwitchedOff(Node):
    """A facility that the lifecycle does without: delegation, transfer, urging."""

    facility: Word


@node
class Posts(Node):
    """Posts a field's amount from one account to another; None is the case's own fund."""

    field: Name
    debit: Name | None = None
    credit: Name | None = None


@node
class Reverses(Node):
    """Reverses what the case posted."""


@node
class Opens(Node):
    """Opens a case of a kind."""

    opens: Name


@node
class SetsField(Node):
    """Sets a field."""

    field: Name
    value: Node


@node
class Notifies(Node):
    """Tells some people."""

    whom: Who


@node
class Publishes(Node):
    """Makes the case public."""


@node
class Fulfils(Node):
    """Does what a duty asks for."""

    doing: Doing


@node
class GivesOffice(Node):
    """Gives the person in a field an office."""

    role: Name
    field: Name


@node
class EndsOffice(Node):
    """Ends the tenure of the person in a field."""

    role: Name
    field: Name


@node
class Admits(Node):
    """Makes the person in a field a member."""

    field: Name


@node
class Dismisses(Node):
    """Ends the membership of the person in a field."""

    field: Name


@node
class MovesMember(Node):
    """Gives the person in a field the unit or category in another."""

    field: Name
    into: Name


@node
class Suspends(Node):
    """Suspends the membership of the person in a field."""

    field: Name


@node
class Resumes(Node):
    """Ends the suspension of the person in a field."""

    field: Name


@node
class Departs(Node):
    """Ends the drafter's own membership, after the notice that the charter asks for."""


# ---- proofs and scenarios ----------------------------------------------------------------------------------------


@node
class ProveNeverBefore(Node):
    """A kind of case never makes a move before a committee's resolution, or another move."""

    kind: Name
    later: Name
    resolution_of: Name | None = None
    earlier: Name | None = None


@node
class ProveCanEnd(Node):
    """Every case of a kind can end."""

    kind: Name


@node
class MembersFrom(Node):
    """The member file that a scenario plays with."""

    file: Quote


@node
class ScenarioHead(Node):
    """A scenario; the steps follow."""

    title: Quote


@node
class GivenStep(Node):
    """A person is a member, or holds an office."""

    person: Name
    office: Party | None = None


@node
class Assign(Node):
    """A field and its value."""

    field: Name
    value: Node


@node
class Moment(Node):
    """A day and a time of day."""

    day: Val
    time: Val | None = None


@node
class PlayStep(Node):
    """Who does what, when, to which case."""

    at: Moment | None = None
    person: Name
    verb: Node  # a Name (a move) or a Word (draft, edit, approve, …)
    kind: Name | None = None
    label: Quote
    to: tuple[Name, ...] = ()  # whom it is handed to, added or taken away
    ahead: bool = False  # of a move: ahead of the approval that it needs
    anew: bool = False  # of a return: with all that was answered later
    into: Quote | None = None  # the case that takes it up
    values: tuple[Assign, ...] = ()
    as_of: Val | None = None  # the day by which a late entry is judged
    reason: Quote | None = None


@node
class HoursStep(Node):
    """Who enters how long somebody served, in which case."""

    at: Moment | None = None
    person: Name
    label: Quote
    whom: Name
    length: Val


@node
class JudgeStep(Node):
    """Who judges a case to be what, or not to be."""

    at: Moment | None = None
    person: Name
    label: Quote
    judgement: Name
    negative: bool = False


@node
class ExpectRefused(Node):
    """An act is refused, because of an article."""

    play: Node
    cite: Cited | None = None


@node
class ExpectWaiting(Node):
    """A case waits for somebody, under an article."""

    label: Quote
    party: Party
    cite: Cited | None = None


@node
class ExpectState(Node):
    """A case is in a state."""

    label: Quote
    state: Name


@node
class ExpectBalance(Node):
    """A fund holds an amount."""

    fund: Name
    amount: Val


@node
class ExpectCount(Node):
    """So many cases of a kind exist."""

    count: Val
    kind: Name


@node
class ExpectPerson(Node):
    """A person is, or is not, one of some people."""

    person: Name
    party: Party
    negative: bool = False


@node
class RecordStep(Node):
    """Who enters that a member was late or absent, and on which day, if not on that of the step."""

    at: Moment | None = None
    person: Name
    member: Name
    event: Word
    on: Val | None = None


@node
class ExcuseStep(Node):
    """Who lets what was entered of a member on a day no longer count."""

    at: Moment | None = None
    person: Name
    member: Name
    on: Val


@node
class ExpectPeople(Node):
    """So many have signed up for a case."""

    label: Quote
    count: Val


@node
class TimeStep(Node):
    """Time passes, and what is due happens."""

    at: Moment


@node
class CallStep(Node):
    """The latest case of a kind gets a label."""

    kind: Name
    label: Quote


# ---- the file ----------------------------------------------------------------------------------------------------


@node
class Comment(Node):
    """A comment, kept for the formatter; `own_line` unless it stands after a sentence."""

    text: str
    own_line: bool


@node
class Broken(Node):
    """A sentence that makes no sense and has been reported, with the names in it, those it declares, and what its block is about."""

    text: str = ""
    names: tuple[Name, ...] = ()
    declares: tuple[str, ...] = ()
    about: Who | None = None
    opens_article: bool = False  # whether it may be the heading of one


@node
class File(Node):
    """Everything a file says, in order; comments and the sentences that make no sense stand beside."""

    lang: str = field(compare=False)
    items: tuple[Node, ...]
    comments: tuple[Comment, ...] = field(default=(), compare=False)
    broken: tuple[Broken, ...] = field(default=(), compare=False)


# ---- where sentences stand ---------------------------------------------------------------------------------------

# The effects of moves, the sentences of a lifecycle, and those of a scenario.
EFFECTS = (
    *(Posts, Reverses, Opens, SetsField, Notifies, Publishes, Fulfils),
    *(GivesOffice, EndsOffice, Admits, Dismisses, MovesMember, Suspends, Resumes, Departs),
)
LIFE = (*EFFECTS, States, FinalStates, Decides, MoveClause, TimedMove, Withdrawal, SwitchedOff)
STEPS = (
    MembersFrom,
    GivenStep,
    PlayStep,
    JudgeStep,
    ExpectRefused,
    ExpectWaiting,
    ExpectState,
    ExpectBalance,
    ExpectCount,
    ExpectPerson,
    RecordStep,
    ExcuseStep,
    CallStep,
    TimeStep,
    HoursStep,
    ExpectPeople,
)
