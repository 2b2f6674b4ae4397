"""One case as seen at one instant, with what follows from that worked out at most once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from engine.case import Case, Facts
from engine.charter import Charter, Party
from engine.workflows.content import content
from engine.workflows.kinds import Kind, kind_of
from engine.workflows.periods import local_day
from engine.workflows.tenures import Holder, fund_of, holders, meant

if TYPE_CHECKING:
    from engine.workflows.standings import Standing


@dataclass(frozen=True, eq=False)
class Matter:
    """A case under its charter at an instant, with the facts of that instant."""

    charter: Charter
    facts: Facts
    case: Case
    at: datetime

    @cached_property
    def weighed(self) -> list[tuple[Standing, ...]]:
        """Room for where the case stands with its requirements, which `approvals.weigh` works out."""
        return []

    @cached_property
    def kind(self) -> Kind:
        """The kind of the case."""
        return kind_of(self.charter, self.case.process)

    @cached_property
    def day(self) -> date:
        """The local day of the instant."""
        return local_day(self.at, self.charter.zone)

    @cached_property
    def content(self) -> str:
        """What a signature given now covers."""
        return content(self.charter, self.case)

    @cached_property
    def fund(self) -> str | None:
        """The fund of the case."""
        return fund_of(self.charter, self.case)

    @cached_property
    def own(self) -> frozenset[str]:
        """Whose own case it is: drafter, requester, and the people in fields marked `concerns`, those of a unit in one."""
        concerned = ["requester", *(field.id for field in self.kind.process.fields if field.concerns)]
        people = {person for field in concerned for person in meant(self.charter, self.facts, self.case, field, self.day)}
        return frozenset(people | ({self.case.drafter} if self.case.drafter else set()))

    @property
    def decides(self) -> bool:
        """Whether the case is where it is decided, or past it; where nothing in its lifecycle decides, always."""
        return not self.kind.deciding or self.case.state not in self.kind.undecided - self.kind.deciding

    @cached_property
    def opened(self) -> datetime:
        """When the case was put to those who decide it: their terms run, and a committee's members are fixed, from then."""
        if self.case.state in self.kind.deciding:
            return self.case.since
        return self.case.submitted or self.case.opened

    def holders(self, parties: Iterable[Party], on: date | None = None) -> tuple[Holder, ...]:
        """Return who is of any of the parties, on the day of the instant or another one."""
        day = on or self.day
        found = [self._of(party, day) for party in parties]
        return found[0] if len(found) == 1 else tuple(dict.fromkeys(each for some in found for each in some))

    def _of(self, party: Party, day: date) -> tuple[Holder, ...]:
        key = (id(party), day)  # to hash a party costs more than to look it up; kept with what was found, none gives its id to another
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = (party, holders(self.charter, self.facts, party, self.case, day))
        return found[1]

    @cached_property
    def _found(self) -> dict[tuple[int, date], tuple[Party, tuple[Holder, ...]]]:
        return {}

    def holder(self, parties: Iterable[Party], member: str) -> Holder | None:
        """Return under which office a member is of any of the parties now."""
        return next((each for each in self.holders(parties) if each.member == member), None)
