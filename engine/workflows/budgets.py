"""The budget: which item a case uses, what is left of that item, and what is wrong with how items are named.

An item is a case of the library kind `budget`; whoever spends names it in the field `budget item`. A case takes its amount up from its
submission on, until it ends without money having moved, so that two cases never use the same money.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.case import Case, Reason
from engine.charter import Charter
from engine.values import Money
from engine.workflows.grounds import Code, because
from engine.workflows.kinds import kind_of
from engine.workflows.matter import Matter
from engine.workflows.periods import named_period

BUDGET = "budget"  # the library's kind, and its names
QUARTER = "quarter"
ITEM = "budget item"
AMOUNT = "amount"
IN_FORCE = "in force"
GRANTED = (IN_FORCE, "closed")


def left(matter: Matter) -> Money | None:
    """Return what is left for a case of the item that it names; nothing of one that is not in force; None where it names none."""
    number = matter.case.fields.get(ITEM)
    if number is None:
        return None
    item = matter.facts.items.get(str(number))
    nothing = Money(0, matter.charter.currency)
    if item is None or not item.in_force:
        return nothing
    others = (amount for case, amount in item.taken.items() if case != matter.case.number)
    return item.granted - sum(others, nothing)


def takes_up(charter: Charter, case: Case, posted: Money) -> Money:
    """Return how much of its item a case takes up; `posted` is what it has moved and not taken back."""
    kind, amount = kind_of(charter, case.process), case.fields.get(AMOUNT)
    nothing = Money(0, charter.currency)
    if kind.states[case.state].kind == "final":
        return posted
    return nothing if case.state == kind.first or not isinstance(amount, Money) else amount


def misnamed(matter: Matter) -> Iterator[Reason]:
    """Yield what is wrong with the item that a case names, or with the quarter that an item is for."""
    fields, cite = matter.case.fields, matter.kind.process.cite
    named = fields.get(ITEM) if ITEM in matter.kind.fields else None
    item = matter.facts.items.get(str(named))
    if named is not None and (item is None or not item.in_force):
        yield because(Code.NO_ITEM, cite, field=ITEM, process=matter.case.process, number=named)
    quarter = fields.get(QUARTER) if BUDGET in matter.kind.ancestors else None
    if quarter is not None and named_period(str(quarter)) is None:
        yield because(Code.NO_QUARTER, cite, field=QUARTER, process=matter.case.process, found=quarter)
