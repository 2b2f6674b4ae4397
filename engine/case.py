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
class Member:
    """A person of the unit. `id` is what `--as` takes: the name, or the name with a number where two share one."""

    id: str
    name: str
    category: str | None
    unit: str | None  # the unit (squad) he belongs to
    since: date
    until: date | None = None


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


@record
class Opinion:
    """A judgement given on a case; a later one by the same party replaces it."""

    judgement: str
    yes: bool
    member: str
    office: str | None
    at: datetime
    content: str


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


# ---- acts and decisions ------------------------------------------------------------------------------------------


@record
class Deed:
    """What somebody wants to do: a move of the lifecycle, or one of the verbs below, on a case or (draft) on none.

    Verbs: draft, edit, attach, approve, refuse, return, abstain, judge (`values` {judgement: yes or no}), withdraw,
    and every move that the lifecycle declares.
    """

    verb: str
    actor: str
    at: datetime
    process: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    reason: str | None = None
    attachment: Attachment | None = None


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
class Facts:
    """Everything besides charter and case that a decision may rest on, as of one instant."""

    members: Mapping[str, Member]
    tenures: tuple[Tenure, ...]
    balances: Mapping[str, Money] = field(default_factory=dict)


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
