"""What can be done to a book within one transaction, and the entry of the log that tells it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Literal

from engine import codec
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
from engine.store import flat, log, records
from engine.store.faults import Changed, NoCase
from engine.store.reading import START, Reading
from engine.store.records import Row, Settings, Stored
from engine.store.rows import case_change, charter_told
from engine.store.session import Session
from engine.values import Money


class Writing(Reading):
    """A book that nobody else writes to until this transaction ends.

    Every change is remembered until `append` tells it, and a transaction must not end before: state and log are one.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._changed: dict[str, Any] = {}
        self._clock: datetime | None = None  # to be set with the next entry
        self._banked: set[str] | None = None  # digests of the lines of banks' statements, once one is entered
        self._case: str | None = None  # whose change is to be told
        self._cases: dict[str, tuple[dict[str, Any], int]] = {}  # those met in this transaction, as `_met` says

    # ---- settings and charters

    def set_settings(self, settings: Settings) -> None:
        """Set what holds for the whole book."""
        row = records.settings_row(settings)
        if not self.session.run("save_settings", **{name: row[name] for name in ("charter", "founded", "rehearsal", "clock")}):
            self.session.run("add_settings", **row)
        self._tell("book", row)

    def set_clock(self, at: datetime) -> None:
        """Set the clock of a rehearsal book on, together with the next entry: where nothing comes to be told, it stays."""
        self._clock = at

    def add_charter(self, digest: str, compiled_json: str, text: str, file_name: str) -> None:
        """Keep a charter under its digest; one that is there already stays as it is."""
        row: Row = {"digest": digest, "compiled": compiled_json, "source": text, "file_name": file_name}
        if self.session.one("charter", digest=digest) is None:
            self.session.run("add_charter", **row)
            self._tell("charters", charter_told(row))

    # ---- people and offices

    def add_member(self, member: Member) -> None:
        """Enter a member. Raises Rejected where the id is taken."""
        row = records.member_row(member)
        self.session.run("add_member", **row)
        self._tell("members", row)
        self._save_stays(member, {})

    def save_member(self, member: Member) -> None:
        """Save a changed membership: its category, unit, last day and stays."""
        row = records.member_row(member)
        found = self.session.one("member", id=member.id)
        assert found is not None, member.id
        if records.named("members", found) != row:
            self.session.run("save_member", **_keyed(row, "id"))
            self._tell("members", row)
        self._save_stays(member, {stay.start: stay for stay in self._stays().get(member.id, ())})

    def _save_stays(self, member: Member, before: dict[date, Stay]) -> None:
        assert before.keys() <= {stay.start for stay in member.stays}, "a stretch of a membership is changed, never taken away"
        for stay in member.stays:
            row = flat.flat_row(stay, member=member.id)
            if stay.start not in before:
                self.session.run("add_stays", **row)
            elif before[stay.start] != stay:
                self.session.run("save_stays", **_keyed(row, "member", "start"))
            else:
                continue
            self._tell("stays", row)

    def end_member(self, id: str, until: date) -> None:
        """End a membership."""
        found = self.session.one("member", id=id)
        assert found is not None, id
        self.session.run("end_member", key=id, until=until.isoformat())
        self._tell("members", records.changed(records.named("members", found), until=until.isoformat()))

    def add_tenure(self, tenure: Tenure) -> None:
        """Enter a tenure. Raises Rejected where its holder is no member."""
        row = records.tenure_row(tenure)
        id = self.session.add("add_tenure", **row)
        self._tell("tenures", {"id": id, **row})

    def end_tenure(self, tenure: Tenure, end: date) -> None:
        """End a tenure that is in the book."""
        wanted = records.tenure_row(tenure)
        rows = (records.named("tenures", values) for values in self.session.all("tenures"))
        row = next(row for row in rows if {**wanted, "id": row["id"]} == row)
        self.session.run("end_tenure", key=row["id"], end=end.isoformat())
        self._tell("tenures", records.changed(row, end=end.isoformat()))

    def add_agency(self, agency: Agency) -> None:
        """Enter who acts for whom. Raises Rejected where one of them is no member."""
        row = flat.flat_row(agency)
        id = self.session.add("add_agencies", **row)
        self._tell("agencies", {"id": id, **row})

    def end_agency(self, agency: Agency, end: date) -> None:
        """End an agency that is in the book."""
        id = next(id for id, found in reversed(list(map(flat.agency, self.session.all("agencies")))) if found == agency)
        row: Row = {"id": id, **flat.flat_row(agency), "end": end.isoformat()}
        self.session.run("save_agencies", **_keyed(row, "id"))
        self._tell("agencies", row)

    def add_occurrence(self, occurrence: Occurrence) -> int:
        """Count something against a member; return its id. Raises Rejected where he is no member."""
        row = flat.flat_row(occurrence)
        id = self.session.add("add_occurrences", **row)
        self._tell("occurrences", {"id": id, **row})
        return id

    def excuse_occurrence(self, id: int, *, excused: bool = True) -> None:
        """Let something no longer count, or count again."""
        row: Row = {"id": id, **flat.flat_row(self.occurrences()[id]), "excused": int(excused)}
        self.session.run("save_occurrences", **_keyed(row, "id"))
        self._tell("occurrences", row)

    # ---- cases

    def case(self, number: str) -> Case:
        """Return a case as it is now, and remember it: what an act changes is told against it. Raises NoCase."""
        return records.decoded(self._met(number)[0])

    def _met(self, number: str) -> tuple[dict[str, Any], int]:
        """Return the plain values of a case's record, and whether it is closed. Raises NoCase."""
        if number not in self._cases:
            found = self.session.one("case", number=number)
            if found is None:
                raise NoCase(number=number)
            self._cases[number] = (json.loads(found[0]), found[1])
        return self._cases[number]

    def add_case(self, case: Case, *, closed: bool = False) -> None:
        """Enter a new case. Raises Rejected where its number is taken."""
        plain = codec.encode(case)
        row = records.case_row(case, plain, closed=closed)
        self.session.run("add_case", **row)
        self._tell_case({}, plain, row)

    def save_case(self, case: Case, *, closed: bool) -> None:
        """Save a case's next version; `closed` says whether its state is final. Raises NoCase or Changed."""
        before, was_closed = self._met(case.number)
        plain = codec.encode(case)
        row = records.case_row(case, plain, closed=closed)
        kept = {name: row[name] for name in ("state", "version", "drafter", "since", "record")}
        if not self.session.run("save_case", key=case.number, before=case.version - 1, **kept):
            raise Changed(number=case.number, expected=case.version - 1, found=int(before["version"]))
        if closed != was_closed:
            self.session.run("close_case", key=case.number, final=int(closed))
        self._tell_case(before, plain, row)

    def next_number(self, prefix: str, year: int) -> str:
        """Return the number that a new case of a kind takes: ZC-2011-003."""
        start = f"{prefix}-{year}-"
        row = self.session.one("last_number", first=start, last=start + ":")  # `:` follows the digits
        last = int(row[0].removeprefix(start)) if row and re.fullmatch(r"[0-9]+", row[0].removeprefix(start)) else 0
        return f"{start}{last + 1:03d}"

    def save_participation(self, participation: Participation) -> None:
        """Enter or change a member's part in an activity. Raises Rejected where case or member are not in the book."""
        self._put("participations", flat.flat_row(participation), "case", "member")

    # ---- tasks and notices

    def save_task(self, task: Task) -> None:
        """Enter or change a dated task."""
        self._put("tasks", flat.flat_row(task), "key")

    def add_notice(self, notice: Notice) -> bool:
        """Tell a member something; what he was told already is not told again. Return whether it was told."""
        if self.session.one("notice", key_key=notice.key) is not None:
            return False
        row = flat.flat_row(notice)
        self.session.run("add_notices", **row)
        self._tell("notices", row)
        return True

    def see_notice(self, key: str, at: datetime) -> None:
        """Mark what a member was told as seen."""
        found = self.session.one("notice", key_key=key)
        assert found is not None, key
        self._put("notices", {**records.named("notices", found), "seen": records.instant_text(at)}, "key")

    def _put(self, table: str, row: Row, *keys: str) -> None:
        """Save a row where the keys name one, else add it."""
        keyed = _keyed(row, *keys)
        if not self.session.run(f"save_{table}", **keyed):
            self.session.run(f"add_{table}", **row)
        self._tell(table, row)

    # ---- money

    def add_postings(self, postings: Iterable[Posting]) -> dict[int, Posting]:
        """Post money; return the postings by their ids."""
        return {self._post(posting): posting for posting in postings}

    def reverse_postings(self, case: str, at: datetime) -> dict[int, Posting]:
        """Reverse what a case posted and did not reverse yet; what it gave no longer counts. Return the reversals."""
        found = self.postings(case=case)
        undone = {posting.reverses for posting in found.values()}
        standing = {id: posting for id, posting in found.items() if posting.reverses is None and id not in undone}
        reversals = [Posting(case, each.credit, each.debit, each.amount, at, reverses=id) for id, each in standing.items()]
        self.session.run("reverse_gifts", key=case)
        for row in self._gifts_of(case):
            self._tell("gifts", row)
        return self.add_postings(reversals)

    def _post(self, posting: Posting) -> int:
        row = records.posting_row(posting)
        id = self.session.add("add_posting", **row)
        self._move(posting.debit, Money(-posting.amount.minor, posting.amount.currency))
        self._move(posting.credit, posting.amount)
        self._tell("postings", {"id": id, **row})
        return id

    def _move(self, account: str, amount: Money) -> None:
        if not self.session.run("move_account", key=account, money=amount.currency, change=amount.minor):
            self.session.run("add_account", account=account, currency=amount.currency, minor=amount.minor)

    def add_gift(self, gift: Gift) -> None:
        """Count an amount for a person: a case once, and anew where what it posted had been reversed."""
        assert not gift.used, "a gift is used up by `use_gifts`"
        known = next((row for row in self._gifts_of(gift.case) if row["by"] == gift.by), None)
        if known is None:
            row = records.gift_row(gift, None)
            self.session.run("add_gift", **row)
            self._tell("gifts", row)
        elif known["reversed"]:
            day = gift.on.isoformat()
            self.session.run("count_gift", key=gift.case, person=gift.by, amount=gift.amount.minor, day=day)
            self._tell("gifts", records.changed(known, minor=gift.amount.minor, on=day, reversed=0))

    def _gifts_of(self, case: str) -> list[Row]:
        return [records.named("gifts", values) for values in self.session.all("gifts_of", number=case)]

    def use_gifts(self, gifts: Iterable[Gift], opened: str) -> None:
        """Mark counted amounts as used up by the case that they opened."""
        for gift in gifts:
            self.session.run("use_gift", key=gift.case, person=gift.by, used_by=opened)
            self._tell("gifts", records.gift_row(gift, opened))

    def free_gifts(self, cases: Iterable[str], opened: str) -> None:
        """Let amounts count again that were used up by a case which is void."""
        for row in (row for case in cases for row in self._gifts_of(case) if row["used_by"] == opened):
            self.session.run("use_gift", key=row["case"], person=row["by"], used_by=None)
            self._tell("gifts", records.changed(row, used_by=None))

    def add_bank_line(self, line: BankLine) -> bool:
        """Enter a line of a bank's statement; one that is there already stays as it is. Return whether it was entered."""
        if self._banked is None:
            self._banked = {each.digest for each in self.bank_lines()}
        if line.digest in self._banked:
            return False
        self._banked.add(line.digest)
        row = flat.bank_row(line)
        self.session.run("add_bank_lines", **row)
        self._tell("bank_lines", row)
        return True

    def match_bank_line(self, line: BankLine, posting: int | None) -> None:
        """Say which posting a line of a bank's statement is; None: which is not known after all."""
        row: Row = {**flat.bank_row(line), "posting": posting}
        self.session.run("save_bank_lines", **_keyed(row, "digest"))
        self._tell("bank_lines", row)

    # ---- attachments

    def add_attachment(self, sha256: str, content: bytes) -> None:
        """Keep a file under the hash of its content; one that is there already stays as it is."""
        assert _digest(content) == sha256
        if self.session.one("attachment", sha256=sha256) is None:
            self.session.run("add_attachment", sha256=sha256, content=content)
            self._changed.setdefault("attachments", []).append(sha256)

    # ---- the log

    def append(
        self,
        at: datetime,
        actor: str,
        verb: str,
        subject: str,
        version: int,
        charter: str,
        outcome: Literal["done", "refused"],
        cites: Iterable[str],
        body: str,
    ) -> Entry:
        """Append an entry, with the rows changed since the entry before; `body` is what the use case tells, canonical JSON.

        The entry's instant is never before that of the last entry, whatever clock gave `at`. Of cases, an entry tells its
        subject's change and no other: one entry for each case that an act changes.
        """
        assert self._case in (None, subject), f"the change of {self._case} is told by an entry of its own"
        assert body.startswith("{"), "a body is a JSON object"
        if self._clock is not None:
            self.set_settings(replace(self.settings(), clock=self._clock))
            self._clock = None
        last = self.session.one("head")
        seq, previous, before = last or (0, START, "")
        row: Row = {
            "seq": seq + 1,
            "at": max(records.instant_text(at), before),
            "actor": actor,
            "verb": verb,
            "subject": subject,
            "version": version,
            "charter": charter,
            "outcome": outcome,
            "cites": codec.plain_json(tuple(cites)),
            "body": log.body(body, self._changed),
            "previous": previous,
        }
        row["hash"] = log.chained(row)
        self.session.run("append", **row)
        self._changed, self._case = {}, None
        return records.entry(tuple(row.values()))

    def finish(self) -> None:
        """Make sure that the log tells every change, before the transaction is committed."""
        assert not self._changed, f"no entry tells of {sorted(self._changed)}"

    def _tell(self, table: str, row: dict[str, Stored]) -> None:
        self._changed.setdefault(table, []).append(row)

    def _tell_case(self, before: dict[str, Any], plain: dict[str, Any], row: Row) -> None:
        assert self._case is None, f"the change of {self._case} is to be told first"
        assert isinstance(row["closed"], int)
        self._case = str(row["number"])
        self._cases[self._case] = (plain, row["closed"])
        self._changed["case"] = case_change(before, plain, row)


def _keyed(row: Row, *keys: str) -> Row:
    """Return a row as `save_…` takes it: the values of the columns, and those of the keys by names of their own."""
    return {**{name: value for name, value in row.items() if name not in keys}, **{f"key_{key}": row[key] for key in keys}}


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
