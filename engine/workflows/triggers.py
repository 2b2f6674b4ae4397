"""Sums that open a case: what a new gift, counted with those before it, brings about, and which gifts that uses up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.case import Case, Gift
from engine.charter import Charter, Constant, ParameterValue, Trigger, Window
from engine.records import record
from engine.values import Money, Op, Value
from engine.workflows.evaluate import parameter_value
from engine.workflows.periods import period_of, shift
from engine.workflows.tenures import people_in


@record
class TriggerOpening:
    """A case to be opened: for whom, on what sum, by which gifts (cases), and which of them are thereby used up."""

    trigger: Trigger
    person: str
    total: Money
    counted: tuple[str, ...]
    used: tuple[str, ...]

    @property
    def values(self) -> dict[str, Value]:
        """The fields of the opened case, where it has them: whose it is, in the same-named field, and the sum as `raised`."""
        return {self.trigger.by: self.person, "raised": self.total}


def openings(charter: Charter, gifts: tuple[Gift, ...], latest: Gift, on: date) -> tuple[TriggerOpening, ...]:
    """Return what a new counted gift opens; `gifts` are all that were counted and not reversed, with or without the latest.

    A gift that is entered late counts towards the sums of its own day and of every later day on which the person was given
    something: the first that it makes reach the line opens a case. What one trigger uses up no later one counts.
    """
    every = {each.case: each for each in gifts}
    every.setdefault(latest.case, latest)
    days = sorted({on, *(each.on for each in gifts if each.by == latest.by and each.on > on)})
    found: list[TriggerOpening] = []
    for trigger in charter.triggers:
        opening = _first(charter, trigger, tuple(every.values()), latest, days)
        if opening is not None:
            found.append(opening)
            every = {number: replace(each, used=True) if number in opening.used else each for number, each in every.items()}
    return tuple(found)


def _first(charter: Charter, trigger: Trigger, gifts: tuple[Gift, ...], latest: Gift, days: list[date]) -> TriggerOpening | None:
    opened = (_opening(charter, trigger, gifts, latest, day) for day in days)
    return next((each for each in opened if each is not None), None)


def gift_of(charter: Charter, case: Case, on: date) -> Gift | None:
    """Return the amount that a case counts for a person by some trigger, None where it counts for none.

    One's own gift is not money raised: where the case names its donor and he is that person, it does not count.
    """
    for trigger in charter.triggers:
        amount, people = case.fields.get(trigger.sum_field), people_in(case, trigger.by)
        if charter.is_kind(case.process, trigger.source) and isinstance(amount, Money) and people:
            own = trigger.by != "donor" and people[0] in people_in(case, "donor")
            return None if own else Gift(case.number, case.process, people[0], amount, on)
    return None


def window_days(window: Window | None, on: date) -> tuple[date, date]:
    """Return the first and the last day counted for an act on a day.

    A rolling window ends with the act's own day and is as long as its length: a year that ends on 1 March begins on
    2 March. Else it is the calendar period that contains the day.
    """
    if window is None:
        return date.min, on
    if window.rolling:
        return date.fromordinal(shift(on, window.length, back=True).toordinal() + 1), on
    first, after = period_of(on, window.length.unit)
    return first, date.fromordinal(after.toordinal() - 1)


def reaches(charter: Charter, trigger: Trigger, total: Money, on: date) -> bool:
    """Return whether a sum reaches the line of a trigger on a day."""
    line = _line(charter, trigger, on)
    if line is None:
        return False
    return total > line if trigger.op is Op.OVER else total >= line


def _opening(charter: Charter, trigger: Trigger, gifts: tuple[Gift, ...], latest: Gift, on: date) -> TriggerOpening | None:
    first, last = window_days(trigger.window, on)
    counted = [
        each
        for each in gifts
        if each.by == latest.by and not each.used and first <= each.on <= last and charter.is_kind(each.process, trigger.source)
    ]
    if latest not in counted:
        return None
    total = sum((each.amount for each in counted), Money(0, latest.amount.currency))
    if not reaches(charter, trigger, total, on):
        return None
    cases = tuple(each.case for each in counted)
    return TriggerOpening(trigger, latest.by, total, cases, () if trigger.each_time else cases)


def _line(charter: Charter, trigger: Trigger, on: date) -> Money | None:
    """Return the line in money on a day; a line that is no amount is never reached."""
    line: Value = None
    if isinstance(trigger.line, Constant):
        line = trigger.line.value
    elif isinstance(trigger.line, ParameterValue):
        line = parameter_value(charter, trigger.line.parameter, on)
    return line if isinstance(line, Money) else None
