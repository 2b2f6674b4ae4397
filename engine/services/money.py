"""Look at money: what each fund holds, and the postings that brought it there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from engine.charter import Charter
from engine.records import record
from engine.services import names
from engine.services.scene import Clock, look
from engine.services.statements import account_name, columns
from engine.services.views import Name, name
from engine.values import Money

if TYPE_CHECKING:
    from engine.store.reading import Reading


@record
class PostingLine:
    """One posting as a fund sees it: what came in or went out, and what the fund held after it."""

    id: int
    at: datetime
    case: str
    other: Name  # where the money came from or went
    change: Money  # below zero: out
    balance: Money
    reverses: int | None


@record
class FundPage:
    """A fund: what it holds, what came in and went out (less what was taken back), and every posting."""

    fund: Name
    balance: Money
    came: Money
    went: Money
    postings: tuple[PostingLine, ...]


def funds(reading: Reading, clock: Clock, wanted: str | None = None) -> tuple[FundPage, ...]:
    """Return every fund, or the one asked for. Raises NoFund."""
    charter = look(reading, clock).charter
    ids = (names.fund(wanted, charter),) if wanted else tuple(fund.id for fund in charter.funds)
    return tuple(_page(reading, charter, id) for id in ids)


def _page(reading: Reading, charter: Charter, fund: str) -> FundPage:
    nothing = held = came = went = Money(0, charter.currency)
    lines: list[PostingLine] = []
    for id, posting in reading.postings(account=fund).items():
        inward = posting.credit == fund
        change = posting.amount if inward else Money(-posting.amount.minor, posting.amount.currency)
        held = held + change
        in_, out = columns(posting, fund)
        came, went = came + (in_ or nothing), went + (out or nothing)
        other = account_name(charter, posting.debit if inward else posting.credit)
        lines.append(PostingLine(id, posting.at, posting.case, other, change, held, posting.reverses))
    assert held == reading.balances().get(fund, held), fund
    return FundPage(name(charter.fund(fund)), held, came, went, tuple(lines))
