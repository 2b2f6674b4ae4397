"""What happens under a charter: members, tenures, cases, acts, decisions with their reasons, entries of the log. Frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from engine.charter import Open
from engine.records import record
from engine.values import Cite, Money, Value


@record
class Stay:
    """A stretch of a membership, half-open in local days: in which category and unit, and whether it was suspended."""

    start: date
    end: date | None
    category: str | None
    unit: str | None
    suspended: bool = False
    paper: str = ""  # what shows the change: a case's number, a letter


@record
class Member:
    """A person of the unit. `id` is what `--as` takes: the name, or the name with a number where two share one.

    `category` and `unit` are those of the latest stay. A membership that was never changed has no `stays`; else they cover
    it whole, oldest first.
    """

    id: str
    name: str
    category: str | None
    unit: str | None  # the unit (squad) he belongs to
    since: date
    until: date | None = None
    stays: tuple[Stay, ...] = ()


@record
class Tenure:
    """An office held by a member, half-open in local days; only a tenure in force authorises."""

    member: str
    role: str
    unit: str | None
    start: date
    end: date | None
    paper: str  # what shows it: the minutes, the letter of appointment


@record
class Signature:
    """One answer to one step, by a member in an office, bound to the content it was given on."""

    step: str  # path of the step: requirement id and positions, `rules 7.3#0/1`
    member: str
    office: str | None  # the role under which it counts
    answer: Literal["yes", "no", "abstain", "return"]
    at: datetime
    content: str  # digest of what was signed
    reason: str | None = None
    for_: str | None = None  # in whose stead it was given: the principal of an agent, who delegated
    entered: datetime | None = None  # when a late entry was made; `at` then lies on the day that it is judged by
    undone: datetime | None = None  # taken back, or asked for again by a return: it stands no longer

    @property
    def whose(self) -> str:
        """Whose answer it is: the principal's, where an agent gave it."""
        return self.for_ or self.member


@record
class Arrangement:
    """Who answers a step instead of, besides, or before others: 转办, 委派, 加签, 减签, 认领. It stands until it is `ended`."""

    kind: Literal["transfer", "delegate", "add before", "add after", "remove", "claim"]
    step: str  # path of the step
    by: str
    member: str  # to whom, who is added or removed, who claims
    at: datetime
    reason: str | None = None
    ended: datetime | None = None


@record
class Note:
    """Something said on a case that decides nothing: a note, an urging, a copy, an objection to what is public and its answer."""

    kind: Literal["note", "urge", "copy", "objection", "reply"]
    by: str
    at: datetime
    text: str = ""
    to: tuple[str, ...] = ()  # members whom it is meant for
    about: int | None = None  # of a reply: the position of the objection in the case's notes


@record
class Pause:
    """A time in which a case was suspended: nobody decides, and no time limit runs."""

    start: datetime
    end: datetime | None
    by: str
    reason: str


@record
class Opinion:
    """A judgement given on a case; a later one by the same party replaces it."""

    judgement: str
    yes: bool
    member: str
    office: str | None
    at: datetime
    content: str
    for_: str | None = None  # in whose stead an agent gave it
    entered: datetime | None = None  # when a late entry was made


@record
class Early:
    """A move that was made ahead of the approval it needs (追认): those who had to decide ratify it afterwards, or do not."""

    move: str
    by: str
    at: datetime
    reason: str
    requirements: tuple[str, ...]  # ids of what was still open
    settled: datetime | None = None
    ratified: bool | None = None


@record
class Attachment:
    """A file bound to a case by the hash of its content."""

    name: str
    size: int
    sha256: str
    added_by: str
    at: datetime


@record
class Case:
    """One matter under one charter, pinned to the charter's digest by which it is judged."""

    number: str
    process: str
    charter: str  # digest
    state: str
    version: int
    drafter: str | None  # None: opened by the engine
    opened: datetime
    since: datetime  # in the present state
    fields: Mapping[str, Value] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    signatures: tuple[Signature, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    revision: int = 0  # how often what signatures cover was changed
    parent: str | None = None  # the case that opened it
    opened_under: Cite | None = None
    submitted: datetime | None = None
    arrangements: tuple[Arrangement, ...] = ()
    notes: tuple[Note, ...] = ()
    pauses: tuple[Pause, ...] = ()
    early: tuple[Early, ...] = ()
    part_of: str | None = None  # the case that has taken it up


# ---- acts and decisions ------------------------------------------------------------------------------------------


@record
class Deed:
    """What somebody wants to do: a move of the lifecycle, or one of the verbs below, on a case or (draft) on none.

    Verbs: draft, edit, attach, approve, refuse, return, abstain, judge (`values` {judgement: yes or no}), withdraw,
    the everyday operations (`engine/workflows/operations.py`),
    sign-up and sign-off (`values` {member} where it is for another), attend (`values` {member, minutes}), object,
    answer (`values` {objection: its number}), take-up (`values` {into: number}), and every move that the lifecycle declares.
    """

    verb: str
    actor: str
    at: datetime
    process: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    reason: str | None = None
    attachment: Attachment | None = None
    to: tuple[str, ...] = ()  # members: to whom it goes, who is added, whose answer is asked for again
    after: bool = False  # of a signer to be added: after the step, not before it
    again: bool = False  # of a return: what was agreed to later is asked for again as well
    early: bool = False  # of a move: ahead of the approval that it needs, to be ratified
    entered: datetime | None = None  # when a late entry is made; `at` then lies on the day that it is judged by


class Verdict(StrEnum):
    """Whether an act is allowed."""

    YES = "yes"
    NO = "no"


@record
class Reason:
    """Why: a code of the catalogue, the article, and the facts that the sentence names.

    Facts are values or ids (`role`, `process`, `state`, `member` …): the messages turn ids into names of the tongue.
    """

    code: str
    cite: Cite | None = None
    assumed: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)


@record
class Decision:
    """Yes or no, default no, with the reasons for either."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    steps: tuple[str, ...] = ()  # the steps that a signature would answer
    office: str | None = None  # the office under which the actor acts
    for_: str | None = None  # in whose stead an agent acts
    signing: tuple[tuple[str | None, str | None], ...] = ()  # of each step, the office under which and in whose stead it is answered

    @property
    def allowed(self) -> bool:
        """Whether the answer is yes."""
        return self.verdict is Verdict.YES


@record
class Posting:
    """Money from one account to another; an account is a fund or a kind of case. Corrected by reversal only."""

    case: str
    debit: str  # the account it leaves
    credit: str  # the account it reaches
    amount: Money
    at: datetime
    reverses: int | None = None  # the posting's id in the book


@record
class Opening:
    """A case that an act opens by itself."""

    effect: Open
    values: Mapping[str, Value]
    cite: Cite | None


@record
class Outcome:
    """What an allowed act comes to: the case as it is now, and what it does elsewhere."""

    case: Case
    path: tuple[tuple[str, str], ...] = ()  # (move or outcome, state reached), in order
    postings: tuple[Posting, ...] = ()
    reversed: bool = False  # what the case posted is reversed
    openings: tuple[Opening, ...] = ()
    reasons: tuple[Reason, ...] = ()  # why the case was decided so
    notices: tuple[Notice, ...] = ()  # whom it tells
    appointed: tuple[Tenure, ...] = ()  # offices given
    ended: tuple[tuple[Tenure, date], ...] = ()  # offices ended, from a day on
    members: tuple[Member, ...] = ()  # memberships begun, changed or ended, as they are now
    participations: tuple[Participation, ...] = ()  # who signed up, came, served, as it is now


# ---- facts -------------------------------------------------------------------------------------------------------


@record
class Gift:
    """One counted amount: a case of a trigger's source that posted money and was not reversed."""

    case: str
    process: str
    by: str  # the person it counts for
    amount: Money
    on: date
    used: bool = False  # counted by an earlier award


@record
class Agency:
    """Who acts for whom while he is away (代理), half-open in local days; never longer than the tenure it rests on."""

    principal: str
    agent: str
    start: date
    end: date
    reason: str


@record
class Participation:
    """A member's part in an activity: signed up, whether he came, and for how many minutes he served."""

    case: str
    member: str
    state: Literal["signed up", "waiting", "cancelled"]
    at: datetime
    came: bool | None = None  # None: not recorded yet
    minutes: int | None = None


@record
class Occurrence:
    """Something that is counted against a member: that he was late or absent on a day."""

    member: str
    event: Literal["late", "absent"]
    on: date
    case: str | None  # the activity or meeting
    excused: bool = False


@record
class Task:
    """A dated task that a duty of the charter gives somebody. `key` is what it is by the charter, so that it is set once only."""

    key: str  # the duty's id, the period or case, and whose it is
    duty: str
    charter: str  # digest
    about: str  # a case's number, or the period: 2011-Q1, 2011, 2011-03
    unit: str | None  # of which unit, where each has the duty
    due: date  # ends at 24:00 of it
    state: Literal["open", "done", "overdue", "dropped"]
    provisional: bool = False  # beyond the announced calendar of working days
    case: str | None = None  # what was done: a case's number
    done: datetime | None = None
    by: str | None = None


NoticeKind = Literal[
    "reminder", "overdue", "escalated", "urged", "copied", "told", "invited", "published", "transferred", "objection", "warned"
]


@record
class Notice:
    """Something that a member is told: a reminder, an urging, a copy, an invitation. `key` makes it one: it is told once only."""

    key: str
    to: str
    about: str  # a case's number, or a task's key
    kind: NoticeKind
    at: datetime
    text: str = ""
    seen: datetime | None = None


@record
class BankLine:
    """One line of a bank's statement; `digest` makes it one, so that the same statement adds nothing when it is read again."""

    digest: str
    fund: str
    on: date
    amount: Money  # below zero: out
    text: str
    counterparty: str
    reference: str
    balance: Money | None = None  # as the bank says, after the line
    posting: int | None = None  # the posting that it matches


@record
class BudgetItem:
    """An item of the budget: what was granted, whether it is in force, and what each case that names it takes up of it."""

    number: str
    granted: Money
    in_force: bool
    taken: Mapping[str, Money] = field(default_factory=dict)


@record
class Facts:
    """Everything besides charter and case that a decision may rest on, as of one instant."""

    members: Mapping[str, Member]
    tenures: tuple[Tenure, ...]
    balances: Mapping[str, Money] = field(default_factory=dict)
    agencies: tuple[Agency, ...] = ()
    items: Mapping[str, BudgetItem] = field(default_factory=dict)  # of the budget, where the case names one
    participations: tuple[Participation, ...] = ()  # in the case at hand
    rivals: tuple[Case, ...] = ()  # other cases not at their end, of kinds of which only so many may be open


# ---- the log -----------------------------------------------------------------------------------------------------


@record
class Entry:
    """One line of the append-only log; `hash` covers every other column, length-prefixed, and the line before."""

    seq: int
    at: datetime
    actor: str
    verb: str
    subject: str  # a case's number, or `book`, `member:…`, `tenure:…`
    version: int
    charter: str
    outcome: Literal["done", "refused"]
    cites: tuple[str, ...]
    body: str  # canonical JSON: values, reasons, state reached, effects
    previous: str
    hash: str
