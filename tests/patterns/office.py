"""What the tests of the office do to its book, and say of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.case import Case, Notice
from engine.services.acts import Done, Wish, act
from engine.services.scene import Clock
from engine.store.book import Book

HERE = Path(__file__).parent
FOUNDED = datetime(2011, 3, 1, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
PEOPLE = """name,category,office,since,until,paper
刘洋,,chief,2011-01-01,2011-04-01,minutes
周全,,deputy,2011-01-01,,minutes
陈静,,clerk,2011-01-01,,minutes
赵敏,,clerk,2011-01-01,,minutes
王平,,clerk,2011-01-01,2011-03-10,minutes
孙丽,,,2011-01-01,,
许文清,first aider,,2011-01-01,,
"""


class Office:
    """The book, with a clock that acts set on."""

    def __init__(self, book: Book, url: str) -> None:
        self.book, self.url, self.at = book, url, "2011-03-01 09:00"

    @property
    def clock(self) -> Clock:
        return Clock(FOUNDED, self.at)

    def do(self, who: str, verb: str, number: str | None = None, *, on: str | None = None, **more: Any) -> Done:  # noqa: ANN401 - of the wish
        """Do something, at the office's time or as a late entry."""
        wish = Wish(verb, number, more.pop("kind", None), more.pop("fields", {}), **more)
        return act(self.book, wish, who, replace(self.clock, on=on))

    def submitted(self, kind: str = "plain request", **fields: str) -> str:
        """Return the number of a case that 孙丽 has drafted and submitted."""
        done = self.do("孙丽", "draft", kind=kind, fields={"subject": "桌椅", **fields})
        assert done.case is not None
        self.do("孙丽", "submit", done.case.number)
        return done.case.number

    def case(self, number: str) -> Case:
        with self.book.reading() as reading:
            return reading.case(number)

    def told(self, member: str, kind: str) -> tuple[Notice, ...]:
        """Return what a member was told of a kind."""
        with self.book.reading() as reading:
            return tuple(each for each in reading.notices(member) if each.kind == kind)


def codes(done: Done) -> list[str]:
    """Return the codes of a decision's reasons."""
    return [str(reason.code) for reason in done.decision.reasons]
