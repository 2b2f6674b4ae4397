"""Whether anybody can ever act for a party, whoever is in office: what is dormant or left open never does."""

from __future__ import annotations

from engine.charter import Charter, Committee, Party, PartyKind, Role, Take
from engine.records import record
from engine.workflows.kinds import Kind


@record
class Able:
    """Asks of parties in cases of a kind; one that the engine opened has no drafter."""

    charter: Charter
    kind: Kind
    drafted: bool

    def signs(self, party: Party) -> bool:
        """Return whether a party could ever answer a step; a committee by its vote."""
        return self._can(party, frozenset())

    def moves(self, party: Party) -> bool:
        """Return whether somebody of a party could ever make a move; a committee makes none."""
        return party.kind is not PartyKind.COMMITTEE and self._can(party, frozenset())

    def _can(self, party: Party, within: frozenset[Party]) -> bool:
        if party in within:
            return False
        inside = within | {party}
        match party.kind:
            case PartyKind.ROLE:
                return _filled(self.charter.role(party.ref), party, self.charter)
            case PartyKind.GROUP:
                return any(self._can(each, inside) for each in self.charter.group(party.ref).members)
            case PartyKind.COMMITTEE:
                committee = self.charter.committee(party.ref)
                return _votes(committee) and any(self._can(each, inside) for each in committee.members)
            case PartyKind.BODY:
                return any(self._can(each, inside) for each in self.charter.body(party.ref).acts_through)
            case PartyKind.RELATION:
                return self._related(party.ref, inside)
            case PartyKind.OUTSIDE:
                return False
            case _:
                return True

    def _related(self, relation: str, inside: frozenset[Party]) -> bool:
        if relation == "fund keeper":
            chosen = any(field.type == "fund" for field in self.kind.fields.values())
            funds = self.charter.funds if chosen or len(self.charter.funds) == 1 else ()
            return any(self._can(each, inside) for fund in funds for each in fund.keeper)
        return self.drafted or (relation == "requester" and "requester" in self.kind.fields)


def _filled(role: Role, party: Party, charter: Charter) -> bool:
    if role.dormant_until is not None:
        return False
    if party.take is not Take.COUNT or role.seats is None:
        return True
    units = sum(1 for unit in charter.units if unit.kind == role.each) if role.each else 1
    return role.seats * units >= (party.count or 1)


def _votes(committee: Committee) -> bool:
    """Tell whether a committee's vote is settled; a weight, a casting vote and a veto are counted by nobody."""
    if committee.quorum is None or not committee.votes or committee.tie_break or committee.veto:
        return False
    return all(each.weight is None for vote in committee.votes for each in vote.thresholds)
