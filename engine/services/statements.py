"""A fund's statement for some days: what it held before, every posting, sums by kind, what it held after; budget against actual.

Money that is taken back stands as a negative amount in the column where it stood before, as bookkeepers write it in red: what came in less
what went out is then the difference of the two balances, and nothing that was undone swells either.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from engine.case import Case, Posting
from engine.charter import Charter
from engine.records import record
from engine.services import names
from engine.services.budgets import ItemLine, item_lines
from engine.services.faults import BadPeriod
from engine.services.moments import day
from engine.services.scene import Clock, charter_of, look
from engine.services.views import Name, Viewer, hidden, name, title
from engine.values import Money, Text
from engine.workflows.periods import local_day, named_period

if TYPE_CHECKING:
    from engine.store.reading import Reading


@record
class StatementLine:
    """One posting of a fund; what it moved stands in one of the two columns, below zero where it takes an earlier one back."""

    id: int
    at: datetime
    case: str
    kind: Name  # of the case
    title: str  # what the case is about, as who asks may see it
    other: Name  # where the money came from or went
    came: Money | None
    went: Money | None
    balance: Money
    reverses: int | None  # the posting that this one takes back
    reversed_by: int | None  # the posting that took this one back, whenever that was


@record
class KindTotal:
    """What came in and went out by one kind of case, and in how many postings."""

    kind: Name
    count: int
    came: Money
    went: Money


@record
class Statement:
    """A fund's statement from `first` to `last`, both included."""

    fund: Name
    first: date
    last: date
    opening: Money
    lines: tuple[StatementLine, ...]
    totals: tuple[KindTotal, ...]
    came: Money
    went: Money
    closing: Money
    items: tuple[ItemLine, ...]


def statement(reading: Reading, fund: str, first: date, last: date, viewer: Viewer | None = None) -> Statement:
    """Return the statement of a fund (by id) for the days from `first` to `last`; titles as `viewer` may see them."""
    charter = charter_of(reading, reading.settings().charter)
    every = reading.postings(account=fund)
    undone = {each.reverses: id for id, each in every.items() if each.reverses is not None}
    held = opening = came = went = Money(0, charter.currency)
    lines: list[StatementLine] = []
    for id, posting in every.items():
        on = local_day(posting.at, charter.zone)
        change = _change(posting, fund)
        if on < first:
            opening = held = opening + change
        elif on <= last:
            held = held + change
            line = _line(reading, charter, fund, id, posting, held, undone.get(id), viewer)
            came, went = came + (line.came or _none(charter)), went + (line.went or _none(charter))
            lines.append(line)
    assert opening + came - went == held, (fund, first, last)
    used = item_lines(reading, charter, fund, (first, last), viewer)
    return Statement(name(charter.fund(fund)), first, last, opening, tuple(lines), _totals(charter, lines), came, went, held, used)


def asked_for(
    reading: Reading, fund: str | None, period: tuple[str | None, str | None, str | None], clock: Clock
) -> tuple[Statement, Charter, datetime]:
    """Return a fund's statement as asked for (a period by name, first day, last day), and of which instant it tells.

    The fund may be left out where there is only one. Raises NoFund, BadPeriod, BadMoment, NoMember.
    """
    scene = look(reading, clock)
    charter = scene.charter
    id = charter.funds[0].id if fund is None and len(charter.funds) == 1 else names.fund(fund or "", charter)
    first, last = days(charter, scene.today, *period)
    head = list(reading.entries(after=max(reading.head()[0] - 1, 0)))
    return statement(reading, id, first, last, scene.viewer), charter, head[-1].at


def days(charter: Charter, today: date, period: str | None, first: str | None, last: str | None) -> tuple[date, date]:
    """Return the first and last day of what was asked for: a period by name, or two days; the quarter of `today` where nothing was.

    Raises BadPeriod, BadMoment.
    """
    if period is not None:
        found = named_period(period)
        if found is None or first is not None or last is not None:
            raise BadPeriod(value=period)
        return found[0], found[1].fromordinal(found[1].toordinal() - 1)
    from engine.values import DurationUnit
    from engine.workflows.periods import period_of

    quarter = period_of(today, DurationUnit.QUARTER)
    if first is None and last is None:
        return quarter[0], quarter[1].fromordinal(quarter[1].toordinal() - 1)
    begins = day(first) if first is not None else charter.in_force or date(1949, 10, 1)
    ends = day(last) if last is not None else today
    if ends < begins:
        raise BadPeriod(value=f"{begins.isoformat()} – {ends.isoformat()}")
    return begins, ends


def account_name(charter: Charter, account: str) -> Name:
    """Return an account by name: a fund, a kind of case, or whatever the charter calls it."""
    known = [name(each) for each in (*charter.funds, *charter.processes)]
    return next((each for each in known if each.id == account), Name(account, Text(account, "")))


def _none(charter: Charter) -> Money:
    return Money(0, charter.currency)


def _change(posting: Posting, fund: str) -> Money:
    return posting.amount if posting.credit == fund else Money(-posting.amount.minor, posting.amount.currency)


def columns(posting: Posting, fund: str) -> tuple[Money | None, Money | None]:
    """Return what stands in the columns in and out: a reversal is a negative amount where the reversed one stands."""
    amount, inward = posting.amount, posting.credit == fund
    if posting.reverses is None:
        return (amount, None) if inward else (None, amount)
    taken_back = Money(-amount.minor, amount.currency)
    return (None, taken_back) if inward else (taken_back, None)


def _line(
    reading: Reading, charter: Charter, fund: str, id: int, posting: Posting, held: Money, undone: int | None, viewer: Viewer | None
) -> StatementLine:
    case = reading.case(posting.case)
    pinned = charter_of(reading, case.charter)
    came, went = columns(posting, fund)
    about = _title(pinned, case, viewer)
    other = account_name(charter, posting.debit if posting.credit == fund else posting.credit)
    kind = name(pinned.process(case.process))
    return StatementLine(id, posting.at, posting.case, kind, about, other, came, went, held, posting.reverses, undone)


def _title(charter: Charter, case: Case, viewer: Viewer | None) -> str:
    return title(charter.process(case.process), case, hidden(viewer, charter, case))


def _totals(charter: Charter, lines: Iterable[StatementLine]) -> tuple[KindTotal, ...]:
    found: dict[str, list[StatementLine]] = {}
    for line in lines:
        found.setdefault(line.kind.id, []).append(line)
    return tuple(
        KindTotal(
            mine[0].kind,
            len(mine),
            sum((each.came for each in mine if each.came), _none(charter)),
            sum((each.went for each in mine if each.went), _none(charter)),
        )
        for mine in found.values()
    )
