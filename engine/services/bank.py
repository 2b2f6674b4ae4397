"""The bank's statement beside the book: take its lines in, find the posting of each, show what is on one side only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from engine.case import BankLine, Decision, Posting
from engine.charter import Charter
from engine.records import record
from engine.services import names
from engine.services.faults import ManyFunds, NoBankLine, NobodyAsks, NoPosting
from engine.services.scene import Clock, Scene, enter, look
from engine.services.statement_files import bank_lines
from engine.services.telling import tell
from engine.services.views import Name, name
from engine.values import Money
from engine.workflows.grounds import Code, because, no, yes
from engine.workflows.periods import local_day

if TYPE_CHECKING:
    from engine.store.book import Book
    from engine.store.reading import Reading
    from engine.store.writing import Writing

WINDOW = 5  # days that a bank may take
SHOWN = 8  # digits of a line's digest by which people name it


@record
class Taken:
    """What came of taking in a bank's statement."""

    decision: Decision
    fund: Name
    read: int
    added: int


@record
class Pair:
    """A line of the bank and the posting that it is."""

    line: BankLine
    id: int
    posting: Posting


@record
class Offer:
    """A line of the bank that several postings could be, or whose posting several lines could be: people choose."""

    line: BankLine
    postings: tuple[tuple[int, Posting], ...]


@record
class Matched:
    """What came of matching."""

    decision: Decision
    fund: Name
    pairs: tuple[Pair, ...]
    offers: tuple[Offer, ...]


@record
class Beside:
    """The two sides: what matches, what is on one side only, and by how much they differ.

    `difference` is what the open lines come to less what the open postings come to, in the days of the bank's lines.
    """

    fund: Name
    first: date | None
    last: date | None
    pairs: tuple[Pair, ...]
    lines: tuple[BankLine, ...]
    postings: tuple[tuple[int, Posting], ...]
    difference: Money


def take_in(
    book: Book, file: str, content: bytes, wanted: str | None, mapped: Mapping[str, str], actor: str | None, clock: Clock, *, dry: bool
) -> tuple[Taken, Charter]:
    """Take in a bank's statement, all of it or nothing; lines that are there already add nothing. Only who keeps the fund may.

    With `dry` nothing is written. Raises NobodyAsks, NoMember, NoFund, ManyFunds, FileUnreadable, BadTable.
    """
    with book.writing() as writing:
        scene = enter(writing, clock)
        fund = fund_meant(scene.charter, wanted)
        lines = bank_lines(file, content, fund, scene.charter.currency, mapped)
        who, decision = _allowed(scene, fund, actor)
        about = name(scene.charter.fund(fund))
        if not decision.allowed:
            tell(writing, scene, who, IMPORT, None, {"reasons": decision.reasons, "file": file}, "refused")
            return Taken(decision, about, len(lines), 0), scene.charter
        there = {each.digest for each in writing.bank_lines(fund)}
        new = [line for line in lines if line.digest not in there]
        if new and not dry:
            for line in new:
                writing.add_bank_line(line)
            tell(writing, scene, who, IMPORT, None, {"file": file, "reasons": decision.reasons})
        return Taken(decision, about, len(lines), len(new)), scene.charter


def match(book: Book, wanted: str | None, window: int, actor: str | None, clock: Clock) -> tuple[Matched, Charter]:
    """Match lines with postings of the same amount within so many days, one to one; where more than one could be meant, offer them.

    Raises NobodyAsks, NoMember, NoFund, ManyFunds.
    """
    with book.writing() as writing:
        scene = enter(writing, clock)
        fund = fund_meant(scene.charter, wanted)
        who, decision = _allowed(scene, fund, actor)
        about = name(scene.charter.fund(fund))
        if not decision.allowed:
            tell(writing, scene, who, MATCH, None, {"reasons": decision.reasons}, "refused")
            return Matched(decision, about, (), ()), scene.charter
        pairs, offers = _found(writing, scene.charter, fund, window)
        for pair in pairs:
            writing.match_bank_line(pair.line, pair.id)
        if pairs:
            tell(writing, scene, who, MATCH, None, {"reasons": decision.reasons})
        return Matched(decision, about, pairs, offers), scene.charter


def match_one(book: Book, line: str, posting: int | None, actor: str | None, clock: Clock) -> tuple[Matched, Charter]:
    """Say by hand which posting a line is, or (None) that it is none after all.

    Raises NobodyAsks, NoMember, NoBankLine, NoPosting.
    """
    with book.writing() as writing:
        scene = enter(writing, clock)
        found = [each for each in writing.bank_lines() if len(line) >= SHOWN and each.digest.startswith(line.lower())]
        if len(found) != 1:
            raise NoBankLine(line=line)
        meant = found[0]
        who, decision = _allowed(scene, meant.fund, actor)
        about = name(scene.charter.fund(meant.fund))
        if not decision.allowed:
            tell(writing, scene, who, MATCH, None, {"reasons": decision.reasons}, "refused")
            return Matched(decision, about, (), ()), scene.charter
        pairs = _chosen(writing, meant, posting)
        writing.match_bank_line(meant, posting)
        tell(writing, scene, who, MATCH, None, {"reasons": decision.reasons})
        return Matched(decision, about, pairs, ()), scene.charter


def beside(reading: Reading, wanted: str | None, clock: Clock) -> tuple[Beside, Charter]:
    """Return the two sides of a fund. Raises NoFund, ManyFunds."""
    charter = look(reading, clock).charter
    fund = fund_meant(charter, wanted)
    lines, postings = reading.bank_lines(fund), reading.postings(account=fund)
    pairs = tuple(Pair(line, line.posting, postings[line.posting]) for line in lines if line.posting is not None)
    open_lines = tuple(line for line in lines if line.posting is None)
    days = (lines[0].on, max(line.on for line in lines)) if lines else None
    loose = _loose(lines, postings)
    within = {id: each for id, each in loose.items() if days and days[0] <= local_day(each.at, charter.zone) <= days[1]}
    nothing = Money(0, charter.currency)
    difference = sum((line.amount for line in open_lines), nothing) - sum((change(each, fund) for each in within.values()), nothing)
    about = name(charter.fund(fund))
    first, last = days or (None, None)
    return Beside(about, first, last, pairs, open_lines, tuple(within.items()), difference), charter


def change(posting: Posting, fund: str) -> Money:
    """Return what a posting changes in a fund, out below zero."""
    return posting.amount if posting.credit == fund else Money(-posting.amount.minor, posting.amount.currency)


def fund_meant(charter: Charter, wanted: str | None) -> str:
    """Return the fund that is meant; it may be left out where there is only one. Raises NoFund, ManyFunds."""
    if wanted:
        return names.fund(wanted, charter)
    if len(charter.funds) != 1:
        raise ManyFunds(names.names(charter.funds))
    return charter.funds[0].id


def _allowed(scene: Scene, fund: str, actor: str | None) -> tuple[str, Decision]:
    """Decide whether somebody may take in and match a fund's bank statement: whoever keeps it may. Raises NobodyAsks, NoMember."""
    from engine.workflows.tenures import holders

    if actor is None:
        raise NobodyAsks
    who = names.member(actor, scene.facts.members).id
    kept = scene.charter.fund(fund)
    able = tuple(
        dict.fromkeys(each.member for party in kept.keeper for each in holders(scene.charter, scene.facts, party, None, scene.today))
    )
    told = {"member": who, "fund": fund, "parties": kept.keeper, "members": able}
    if kept.keeper and who not in able:
        return who, no([because(Code.NOT_FUND_KEEPER, kept.cite, assumed=kept.assumed, **told)])
    return who, yes(because(Code.MAY_KEEP_FUND, kept.cite, assumed=kept.assumed, member=who, fund=fund))


def _found(reading: Writing, charter: Charter, fund: str, window: int) -> tuple[tuple[Pair, ...], tuple[Offer, ...]]:
    lines, postings = reading.bank_lines(fund), reading.postings(account=fund)
    loose = _loose(lines, postings)
    could = {line.digest: _candidates(line, loose, charter, window) for line in lines if line.posting is None}
    wanted: dict[int, int] = {}
    for ids in could.values():
        for id in ids:
            wanted[id] = wanted.get(id, 0) + 1
    pairs, offers = [], []
    for line in (each for each in lines if could.get(each.digest)):
        ids = could[line.digest]
        if len(ids) == 1 and wanted[ids[0]] == 1:
            pairs.append(Pair(replace(line, posting=ids[0]), ids[0], loose[ids[0]]))
        else:
            offers.append(Offer(line, tuple((id, loose[id]) for id in ids)))
    return tuple(pairs), tuple(offers)


def _candidates(line: BankLine, loose: Mapping[int, Posting], charter: Charter, window: int) -> tuple[int, ...]:
    """Return which postings a line could be; where the bank's text names a case, only those of that case."""
    near = [
        id
        for id, each in loose.items()
        if change(each, line.fund) == line.amount and abs((local_day(each.at, charter.zone) - line.on).days) <= window
    ]
    named = [id for id in near if loose[id].case in f"{line.text} {line.reference}".upper().split()]
    return tuple(named or near)


def _loose(lines: Iterable[BankLine], postings: Mapping[int, Posting]) -> dict[int, Posting]:
    """Return the postings that no line is yet, but for those that were taken back within the book: both together are nothing."""
    matched = {line.posting for line in lines}
    free = {id: each for id, each in postings.items() if id not in matched}
    undone = {each.reverses: id for id, each in free.items() if each.reverses in free}
    return {id: each for id, each in free.items() if id not in undone and id not in undone.values()}


def _chosen(reading: Writing, line: BankLine, posting: int | None) -> tuple[Pair, ...]:
    """Return the pair that somebody chose. Raises NoPosting where the fund has no such posting, of that amount, that is free."""
    if posting is None:
        return ()
    found = reading.postings(account=line.fund).get(posting)
    taken = any(each.posting == posting and each.digest != line.digest for each in reading.bank_lines(line.fund))
    if found is None or taken or change(found, line.fund) != line.amount:
        raise NoPosting(posting=posting)
    return (Pair(replace(line, posting=posting), posting, found),)


IMPORT, MATCH = "bank import", "bank match"
