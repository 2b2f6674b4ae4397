"""What can be asked of a book within one transaction, which sees one moment of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from engine.case import (
    Agency,
    BankLine,
    Case,
    Entry,
    Gift,
    Member,
    Notice,
    Occurrence,
    Participation,
    Posting,
    Stay,
    Task,
    Tenure,
)
from engine.store import flat, records
from engine.store.faults import NoAttachment, NoCase, NoCharter, NotFounded
from engine.store.records import Settings
from engine.store.session import Session, pages
from engine.values import Money

START = "0" * 64  # what the first entry of a log follows
_LAST = "\U0010ffff"  # sorts after every other character, by code point


class Reading:
    """A book at one moment."""

    def __init__(self, session: Session) -> None:
        self.session = session

    # ---- settings and charters

    def settings(self) -> Settings:
        """Return what holds for the whole book. Raises NotFounded."""
        row = self.session.one("settings")
        if row is None:
            raise NotFounded
        return records.settings(row)

    def charter_json(self, digest: str) -> str:
        """Return a compiled charter. Raises NoCharter."""
        return str(self._charter(digest)["compiled"])

    def charter_text(self, digest: str) -> str:
        """Return a charter as it was written. Raises NoCharter."""
        return str(self._charter(digest)["source"])

    def charter_file(self, digest: str) -> str:
        """Return the name of the file that a charter came from. Raises NoCharter."""
        return str(self._charter(digest)["file_name"])

    def _charter(self, digest: str) -> records.Row:
        row = self.session.one("charter", digest=digest)
        if row is None:
            raise NoCharter(digest=digest)
        return records.named("charters", row)

    # ---- people and offices

    def members(self) -> dict[str, Member]:
        """Return every member there ever was, by id."""
        stays = self._stays()
        return {member.id: member for member in (records.member(row, stays) for row in self.session.all("members"))}

    def _stays(self) -> dict[str, tuple[Stay, ...]]:
        found: dict[str, tuple[Stay, ...]] = {}
        for member, stay in map(flat.stay, self.session.all("stays")):
            found[member] = (*found.get(member, ()), stay)
        return found

    def tenures(self) -> tuple[Tenure, ...]:
        """Return every tenure there ever was, in the order in which they were entered."""
        return tuple(map(records.tenure, self.session.all("tenures")))

    def agencies(self) -> tuple[Agency, ...]:
        """Return who ever acted for whom, in the order in which it was entered."""
        return tuple(agency for _, agency in map(flat.agency, self.session.all("agencies")))

    def occurrences(self, member: str | None = None) -> dict[int, Occurrence]:
        """Return what is counted, by id, in the order of its days: of everybody, or of one member."""
        rows = self.session.all("occurrences") if member is None else self.session.all("occurrences_of", person=member)
        return dict(map(flat.occurrence, rows))

    # ---- cases

    def case(self, number: str) -> Case:
        """Return a case as it is now. Raises NoCase."""
        record = self.record(number)
        if record is None:
            raise NoCase(number=number)
        return records.case(record)

    def record(self, number: str) -> str | None:
        """Return a case's record as stored."""
        row = self.session.one("case", number=number)
        return str(row[0]) if row else None

    def cases(
        self, process: str | None = None, states: Iterable[str] | None = None, *, open_only: bool = False, limit: int | None = None
    ) -> tuple[Case, ...]:
        """Return cases in the order of their opening, those opened in one instant by number."""
        name = "cases" + ("_of" if process else "") + ("_open" if open_only else "")
        rows = self.session.each(name, process=process) if process else self.session.each(name)
        wanted = None if states is None else frozenset(states)
        found = (record for state, record in rows if wanted is None or state in wanted)
        return tuple(map(records.case, islice(found, limit)))

    def numbers(self, prefix: str, limit: int = 100) -> tuple[str, ...]:
        """Return the first numbers that begin so."""
        rows = self.session.all("numbers", first=prefix, last=prefix + _LAST, limit=limit)
        return tuple(number for (number,) in rows)

    def participations(self, case: str) -> tuple[Participation, ...]:
        """Return who takes part in an activity, in the order of signing up."""
        return tuple(map(flat.participation, self.session.all("participations_of", number=case)))

    def participations_of(self, member: str) -> tuple[Participation, ...]:
        """Return in what a member takes or took part, in the order of signing up."""
        return tuple(map(flat.participation, self.session.all("participations_by", person=member)))

    # ---- tasks and notices

    def tasks(self, state: str | None = None) -> tuple[Task, ...]:
        """Return dated tasks by the day on which they are due: all, or those in a state."""
        rows = self.session.all("tasks") if state is None else self.session.all("tasks_in", wanted=state)
        return tuple(map(flat.task, rows))

    def task(self, key: str) -> Task | None:
        """Return a dated task by its key."""
        row = self.session.one("task", key_key=key)
        return flat.task(row) if row else None

    def notices(self, to: str | None = None, *, unseen: bool = False) -> tuple[Notice, ...]:
        """Return what was told, oldest first: to everybody, or to one member; of one member's, only what he has not seen."""
        if to is None:
            found = map(flat.notice, self.session.all("notices"))
            return tuple(each for each in found if not (unseen and each.seen))
        return tuple(map(flat.notice, self.session.all("notices_unseen" if unseen else "notices_to", person=to)))

    def notices_about(self, about: str) -> tuple[Notice, ...]:
        """Return what was told about a case or a task, oldest first."""
        return tuple(map(flat.notice, self.session.all("notices_about", subject=about)))

    # ---- money

    def postings(self, case: str | None = None, account: str | None = None) -> dict[int, Posting]:
        """Return postings by id, in their order: all, of one case, on one account, or both."""
        if case is not None:
            rows = self.session.all("postings_of", case=case)
        elif account is not None:
            rows = self.session.all("postings_on", account=account)
        else:
            rows = self.session.all("postings")
        found = dict(map(records.posting, rows))
        return {id: posting for id, posting in found.items() if account is None or account in (posting.debit, posting.credit)}

    def balances(self) -> dict[str, Money]:
        """Return what each account comes to: its credits less its debits. A book keeps one currency."""
        return {account: Money(minor, currency) for account, currency, minor in self.session.all("balances")}

    def gifts(self, by: str | None = None) -> tuple[Gift, ...]:
        """Return the counted amounts that were not reversed, by day: everybody's, or those that count for one person."""
        rows = self.session.all("gifts") if by is None else self.session.all("gifts_by", person=by)
        reversed = records.COLUMNS["gifts"].index("reversed")
        return tuple(records.gift(row) for row in rows if not row[reversed])

    def bank_lines(self, fund: str | None = None) -> tuple[BankLine, ...]:
        """Return the lines of banks' statements by day: of every fund, or of one."""
        found = map(flat.bank_line, self.session.all("bank_lines"))
        return tuple(each for each in found if fund in (None, each.fund))

    # ---- attachments

    def attachment(self, sha256: str) -> bytes:
        """Return the content of an attachment. Raises NoAttachment."""
        row = self.session.one("attachment", sha256=sha256)
        if row is None:
            raise NoAttachment(sha256=sha256)
        return bytes(row[0])

    # ---- the log

    def entries(self, subject: str | None = None, after: int = 0) -> Iterator[Entry]:
        """Yield the log's entries in order: all, or those of one subject; those after number `after`."""
        if subject is None:
            return map(records.entry, pages(self.session, "entries", after))
        return map(records.entry, pages(self.session, "entries_of", after, subject=subject))

    def head(self) -> tuple[int, str]:
        """Return number and hash of the last entry: what to note elsewhere, for `verify` to hold the log to."""
        row = self.session.one("head")
        return (row[0], row[1]) if row else (0, START)
