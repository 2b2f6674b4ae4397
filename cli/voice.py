"""How values, names, people and reasons are said in the tongue of a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction

from cli.session import Session
from engine.case import Reason
from engine.charter import Charter
from engine.services.views import CaseLine, Name, Person
from engine.values import Cite, Duration, Lang, Money
from engine.written import date_text, duration_text, instant_text, money_text, share_text


@dataclass(frozen=True, slots=True)
class Voice:
    """The tongue of a run, with the charter whose names and zone it uses."""

    session: Session
    charter: Charter

    @property
    def lang(self) -> Lang:
        """Return the tongue."""
        return self.session.lang

    def name(self, thing: Name | None) -> str:
        """Say a name."""
        return thing.name.say(self.lang) if thing else ""

    def value(self, value: object) -> str:
        """Say what stands in a field."""
        match value:
            case None:
                return ""
            case bool():
                return self.session.word("yes" if value else "no")
            case Name():
                return self.name(value)
            case Money():
                return money_text(value, self.lang)
            case datetime():
                return instant_text(value, self.charter.zone, self.lang)
            case date():
                return date_text(value, self.lang)
            case time():
                return f"{value:%H:%M}"
            case Duration():
                return duration_text(value, self.lang)
            case Fraction():
                return share_text(value, self.lang)
            case tuple():
                return self.list(map(self.value, value))
        return str(value)

    def list(self, texts: Iterable[str]) -> str:
        """Join texts as the tongue lists them."""
        return (", " if self.lang == "en" else "、").join(texts)

    def person(self, person: Person) -> str:
        """Say somebody with the office that makes him act."""
        office = f"{self.name(person.unit)} {self.name(person.office)}" if self.lang == "en" else self.name(person.unit) + self.name(person.office)
        if not office.strip():
            return person.member
        return f"{person.member} ({office.strip()})" if self.lang == "en" else f"{person.member}（{office}）"

    def people(self, people: Iterable[Person]) -> str:
        """Say several people."""
        return self.list(map(self.person, people))

    def reason(self, reason: Reason) -> str:
        """Say a reason with its article."""
        from engine.messages.saying import say

        return say(reason, self.charter, self.lang)

    def cite(self, cite: Cite | None, *, assumed: bool = False) -> str:
        """Say an article, and whether the drafter of the charter assumed what it says."""
        from engine.messages.saying import cite_text

        told = cite_text(cite, self.charter, self.lang) if cite else ""
        return f"{told}{self.session.word('assumed')}" if assumed else told

    def case(self, line: CaseLine) -> str:
        """Say a case: number, kind, what it is about."""
        return self.session.say("case", number=line.number, kind=self.name(line.kind), title=line.title).strip()
