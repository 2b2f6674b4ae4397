"""What a person can do wrong with a book: one small exception for each situation, with a code and the facts that its sentence names.

A refusal by the charter is none of these: that is a result.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar

from engine.values import Text

if TYPE_CHECKING:
    from engine.services.tables import Table


class ServiceFault(Exception):  # noqa: N818 - each name says the situation
    """A situation that somebody must hear of; `engine.messages` has the words for `code`. `near` are names that come close."""

    code: ClassVar[str]

    def __init__(self, near: Sequence[str] = (), **facts: str | int | Text) -> None:
        super().__init__(self.code, facts)
        self.near = tuple(near)
        self.facts = facts


class NoMember(ServiceFault):
    """Nobody in the book is called `name`."""

    code = "no_member"


class ManyMembers(ServiceFault):
    """Several people are called `name`; `near` are the ids that tell them apart."""

    code = "many_members"


class MemberExists(ServiceFault):
    """A member with the id `name` is in the book already."""

    code = "member_exists"


class Blank(ServiceFault):
    """Nothing was given for `what`, the name of a member or the paper that shows something."""

    code = "blank"


class NotHeld(ServiceFault):
    """The member `name` does not hold the office `role` then or later."""

    code = "not_held"


class EndsBefore(ServiceFault):
    """What is to end began on the day `since`, not before it ends."""

    code = "ends_before"


class NoSeat(ServiceFault):
    """The office `role` has `seats` seats, and `holder` sits there."""

    code = "no_seat"


class FollowsOffice(ServiceFault):
    """The office `role` follows another: whoever holds that holds this."""

    code = "follows_office"


class HeldApart(ServiceFault):
    """The member `name` holds the office `other` in that time, beside which nobody may hold `role`."""

    code = "held_apart"


class OfficeNeedsUnit(ServiceFault):
    """The office `role` is held in a unit of the kind `kind`."""

    code = "office_needs_unit"


class NobodyAsks(ServiceFault):
    """The act needs a person, and nobody said who acts."""

    code = "nobody_asks"


class NoSuchCase(ServiceFault):
    """The book holds no case `number`."""

    code = "no_case"


class NoSuchTask(ServiceFault):
    """There is no task `found`."""

    code = "no_task"


class WrongKind(ServiceFault):
    """Case `number` is of the kind `process`, not of the kind `wanted`."""

    code = "wrong_kind"


class NoKind(ServiceFault):
    """The charter knows no kind of case `name`."""

    code = "no_kind"


class NoFund(ServiceFault):
    """The charter knows no fund `name`."""

    code = "no_fund"


class NoMove(ServiceFault):
    """Nothing that can be done to this kind of case is called `name`."""

    code = "no_move"


class NoJudgement(ServiceFault):
    """Nothing about this kind of case is judged under the word `name`."""

    code = "no_judgement"


class NoField(ServiceFault):
    """No field of the kind `process` is called `name`."""

    code = "no_field"


class BadValue(ServiceFault):
    """`value` cannot stand in the field `field`, which takes `wanted` (a type of field)."""

    code = "bad_value"


class NoName(ServiceFault):
    """The charter has no unit, office, category, state … (`what`) called `name`."""

    code = "no_name"


class NoAgency(ServiceFault):
    """Nobody acts for `name`, now or to come, and `name` for nobody."""

    code = "no_agency"


class BadMoment(ServiceFault):
    """`value` is no date or time."""

    code = "bad_moment"


class BadPeriod(ServiceFault):
    """`value` is no quarter, month, year or span of days that can be asked for."""

    code = "bad_period"


class BadHead(ServiceFault):
    """`head` is not a head of a log."""

    code = "bad_head"


class NotYet(ServiceFault):
    """A late entry of a time that has not come: `value`."""

    code = "not_yet"


class LateBeforeStart(ServiceFault):
    """A late entry of a time before the book began."""

    code = "late_before_start"


class LateBeforeLast(ServiceFault):
    """A late entry of a time before something that was done to the case already."""

    code = "late_before_last"


class OnActsAlone(ServiceFault):
    """A day of a late entry was given for what is no act."""

    code = "on_acts_alone"


class NotRehearsal(ServiceFault):
    """Only a rehearsal book has a clock that can be set."""

    code = "not_rehearsal"


class ClockBack(ServiceFault):
    """The clock of a rehearsal stands at `clock` and does not run backwards."""

    code = "clock_back"


class FileUnreadable(ServiceFault):
    """`file` cannot be read, because of `why`."""

    code = "file_unreadable"


class FileUnwritable(ServiceFault):
    """`file` cannot be written, because of `why`."""

    code = "file_unwritable"


class FileExists(ServiceFault):
    """`file` is there already, and nobody said that it may be written over."""

    code = "file_exists"


class NoPaper(ServiceFault):
    """A paper cannot be made of the case `number`, because of `why`."""

    code = "no_paper"


class BadRegister(ServiceFault):
    """The list of members has faults, each with its row and column; nothing was written."""

    code = "bad_register"

    def __init__(self, faults: Sequence[RowFault], file: str) -> None:
        super().__init__(file=file, count=len(faults))
        self.faults = tuple(faults)


class BadTable(BadRegister):
    """A table that was to be taken in has faults, each with its row and column; nothing was written."""

    code = "bad_table"

    def __init__(self, faults: Sequence[RowFault], file: str, table: Table | None = None, **facts: str) -> None:
        super().__init__(faults, file)
        self.facts.update(facts)
        self._table = table

    @property
    def table(self) -> Table:
        """Return what was read."""
        assert self._table is not None
        return self._table


class ReturnedTable(BadTable):
    """As a bad table; it was sent back with its faults marked, as `returned`."""

    code = "returned_table"


class ManyFunds(ServiceFault):
    """There are several funds (`near`), and none was named."""

    code = "many_funds"


class NoBankLine(ServiceFault):
    """No line of a bank's statement, or more than one, begins with `line`."""

    code = "no_bank_line"


class NoPosting(ServiceFault):
    """The fund has no posting `posting` of that amount that no other line is."""

    code = "no_posting"


class RowFault(ServiceFault):
    """One fault of a table: `row` and `column` as a spreadsheet counts them, and a sentence of its own."""

    code = "row_fault"

    def __init__(self, key: str, row: int, column: str, near: Sequence[str] = (), **facts: str | int | Text) -> None:
        super().__init__(near, **facts)
        self.key = key
        self.row = row
        self.column = column


def close(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names that a mistyped one may have meant, best first; none where none comes close.

    One wrong character in a Chinese name of two makes half of it: there half is close.
    """
    folded = {each.lower(): each for each in names}
    cutoff = 0.6 if name.isascii() or len(name) > _SHORT else 0.5
    return tuple(folded[each] for each in get_close_matches(name.lower(), list(folded), n=3, cutoff=cutoff))


_SHORT = 3
