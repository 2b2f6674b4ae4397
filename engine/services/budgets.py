"""The budget against what was spent: each granted item with what was paid of it, what is asked for, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from engine.charter import Charter
from engine.records import record
from engine.services.scene import charter_of, items
from engine.services.views import Name, Viewer, hidden, name, state_name, title
from engine.values import Money
from engine.workflows.budgets import BUDGET, GRANTED, QUARTER
from engine.workflows.periods import local_day, named_period
from engine.workflows.tenures import fund_of

if TYPE_CHECKING:
    from engine.store.reading import Reading


@record
class ItemLine:
    """One granted item of the budget; `paid` counts the days of the statement alone, `taken` all that was paid or is asked for."""

    number: str
    kind: Name
    quarter: str
    title: str
    state: Name
    granted: Money
    paid: Money
    taken: Money
    left: Money


def item_lines(reading: Reading, charter: Charter, fund: str, days: tuple[date, date], viewer: Viewer | None) -> tuple[ItemLine, ...]:
    """Return the granted items of a fund's budget whose quarter touches the days, in the order of their numbers."""
    kinds = [kind.id for kind in charter.processes if charter.is_kind(kind.id, BUDGET) and not kind.abstract]
    cases = [case for kind in kinds for case in reading.cases(kind, GRANTED)]
    if not cases:
        return ()
    known, paid = items(reading, charter), _paid(reading, charter, fund, days)
    nothing, found = Money(0, charter.currency), []
    for case in sorted(cases, key=lambda each: each.number):
        pinned = charter_of(reading, case.charter)
        quarter = str(case.fields.get(QUARTER, ""))
        if fund_of(pinned, case) != fund or not _touches(quarter, days):
            continue
        item = known[case.number]
        taken = sum(item.taken.values(), nothing)
        spent = sum((paid.get(number, nothing) for number in item.taken), nothing)
        kind = pinned.process(case.process)
        about = title(kind, case, hidden(viewer, pinned, case))
        line = ItemLine(case.number, name(kind), quarter, about, state_name(pinned, case), item.granted, spent, taken, item.granted - taken)
        found.append(line)
    return tuple(found)


def _touches(quarter: str, days: tuple[date, date]) -> bool:
    period = named_period(quarter)
    return period is not None and days[0] < period[1] and period[0] <= days[1]


def _paid(reading: Reading, charter: Charter, fund: str, days: tuple[date, date]) -> Mapping[str, Money]:
    """Return what each case moved out of a fund in some days, less what it took back in them."""
    paid: dict[str, Money] = {}
    for posting in reading.postings(account=fund).values():
        if days[0] <= local_day(posting.at, charter.zone) <= days[1]:
            sofar = paid.get(posting.case, Money(0, charter.currency))
            paid[posting.case] = sofar + posting.amount if posting.debit == fund else sofar - posting.amount
    return paid
