"""What a move posts, whether the funds may take it, and whether they bear it: no fund is ever driven below zero."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.case import Posting, Reason
from engine.charter import Acceptance, Fund, Move, PartyKind, Post, Reverse
from engine.values import Cite, Money
from engine.workflows.evaluate import balance
from engine.workflows.grounds import Code, because, distinct
from engine.workflows.matter import Matter
from engine.workflows.tenures import meant, people_in


def postings(matter: Matter, move: Move) -> tuple[Posting, ...]:
    """Return what a move that is allowed posts."""
    return tuple(_posting(matter, effect) for effect in move.effects if isinstance(effect, Post))


def objections(matter: Matter, move: Move) -> Iterator[Reason]:
    """Yield why a move cannot post or reverse what it would: no fund, no amount, not accepted, not enough money."""
    cite, assumed = move.cite or matter.kind.process.cite, move.assumed
    posts = [effect for effect in move.effects if isinstance(effect, Post)]
    gaps = distinct(reason for effect in posts for reason in _gaps(matter, effect, cite, assumed=assumed))
    if gaps:
        yield from gaps
        return
    leaves: Counter[str] = Counter()
    for each in postings(matter, move):
        leaves[each.debit] += each.amount.minor
        leaves[each.credit] -= each.amount.minor
        yield from _unaccepted(matter, each)
    if any(isinstance(effect, Reverse) for effect in move.effects):
        leaves.update(_reversed(matter))
    for fund, minor in sorted(leaves.items()):
        held = balance(matter, fund) if _is_fund(matter, fund) else None
        if held is not None and minor > max(held.minor, 0):
            article = matter.charter.fund(fund).cite or cite
            yield because(Code.FUND_SHORT, article, assumed=assumed, fund=fund, amount=Money(minor, held.currency), balance=held)


def _posting(matter: Matter, effect: Post) -> Posting:
    amount = matter.case.fields[effect.field]
    debit, credit = effect.debit or matter.fund, effect.credit or matter.fund
    assert isinstance(amount, Money)
    assert debit is not None
    assert credit is not None
    return Posting(matter.case.number, debit, credit, amount, matter.at)


def _gaps(matter: Matter, effect: Post, cite: Cite | None, *, assumed: bool) -> Iterator[Reason]:
    amount = matter.case.fields.get(effect.field)
    if not isinstance(amount, Money) or amount.minor <= 0 or amount.currency != matter.charter.currency:
        yield because(Code.NO_AMOUNT, cite, assumed=assumed, field=effect.field, process=matter.case.process)
    if (effect.debit is None or effect.credit is None) and matter.fund is None:
        yield because(Code.SILENT_FUND, cite, process=matter.case.process)


def _has_gap(matter: Matter, effect: Post) -> bool:
    return any(True for _ in _gaps(matter, effect, None, assumed=False))


def _unaccepted(matter: Matter, posting: Posting) -> Iterator[Reason]:
    """Money enters a fund only by a kind of case that it accepts, and from whom; what its own kind took out may come back."""
    if not _is_fund(matter, posting.credit):
        return
    fund = matter.charter.fund(posting.credit)
    taken_out = {effect.debit or matter.fund for move in matter.kind.lifecycle.moves for effect in move.effects if isinstance(effect, Post)}
    if not fund.accepts or fund.id in taken_out:
        return
    accepted = [each for each in fund.accepts if each.process in matter.kind.ancestors]
    if not accepted:
        yield because(Code.NOT_ACCEPTED, fund.cite, assumed=fund.assumed, fund=fund.id, process=matter.case.process)
    elif all(each.from_ for each in accepted):
        yield from _strange_givers(matter, fund, accepted)


def _strange_givers(matter: Matter, fund: Fund, accepted: list[Acceptance]) -> Iterator[Reason]:
    """Yield givers from whom a fund accepts nothing, where the case has a field `donor`.

    A unit gives as those do who are in it; who is neither a member nor a unit is somebody outside.
    """
    donor = matter.kind.fields.get("donor")
    if donor is None or donor.type not in _GIVERS:
        return
    parties = tuple(dict.fromkeys(party for each in accepted for party in each.from_))
    known = {each.member for each in matter.holders(parties)}
    outside = any(party.kind is PartyKind.OUTSIDE for party in parties)
    for giver in people_in(matter.case, donor.id):
        unit = giver not in matter.facts.members and any(each.id == giver for each in matter.charter.units)
        people = set(meant(matter.charter, matter.facts, matter.case, donor.id, matter.day)) if unit else {giver}
        stranger = not unit and giver not in matter.facts.members
        if not (outside if stranger else people and people <= known):
            article, assumed = accepted[-1].cite or fund.cite, accepted[-1].assumed
            yield because(Code.GIVER_NOT_ACCEPTED, article, assumed=assumed, fund=fund.id, member=giver, parties=parties)


_GIVERS = ("person", "person or unit", "anybody", "text")


def _reversed(matter: Matter) -> Counter[str]:
    """Count what a reversal takes out of each account, by what the moves on the way to it post."""
    taken: Counter[str] = Counter()
    for earlier in matter.kind.lifecycle.moves:
        posts = [effect for effect in earlier.effects if isinstance(effect, Post)]
        if matter.case.state in _reachable(matter, earlier.target) and not any(_has_gap(matter, effect) for effect in posts):
            for each in postings(matter, earlier):
                taken[each.credit] += each.amount.minor
                taken[each.debit] -= each.amount.minor
    return taken


def _reachable(matter: Matter, state: str) -> set[str]:
    found: set[str] = set()
    reached: list[str | None] = [state]
    while reached:
        at = reached.pop()
        if at is None or at in found:
            continue
        found.add(at)
        here = matter.kind.states[at]
        reached.extend((here.granted, here.refused, here.returned, here.lapsed))
        reached.extend(move.target for move in matter.kind.moves_from(at))
    return found


def _is_fund(matter: Matter, account: str) -> bool:
    return any(fund.id == account for fund in matter.charter.funds)
