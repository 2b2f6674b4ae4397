"""How a paper says what stands in a book: names, people, values, articles, and the words of the catalogue, in one tongue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from importlib import import_module

from engine.case import Reason
from engine.charter import Charter, Party
from engine.messages.phrasing import in_office, in_unit, listed
from engine.messages.saying import cite_text, parties_text, say, value_text
from engine.records import record
from engine.services.dossiers import Stamp
from engine.services.logs import SHORT_HASH
from engine.services.views import Name, Person
from engine.values import Cite, Lang, Money
from engine.written import date_text, instant_text


@record
class Speech:
    """A tongue, with the charter whose names and zone it uses."""

    charter: Charter
    lang: Lang

    def word(self, key: str, **facts: object) -> str:
        """Return a sentence or word of the papers' catalogue, with facts filled in."""
        found: str = import_module(f"engine.messages.{self.lang}.papers").PAPERS[key]
        return found.format(**facts) if facts else found

    def shared(self, key: str) -> str:
        """Return a word that the command line says too."""
        found: str = import_module(f"engine.messages.{self.lang}.words").WORDS[key]
        return found

    def name(self, thing: Name | None) -> str:
        """Say a name."""
        return thing.name.say(self.lang) if thing else ""

    def label(self, thing: Name) -> str:
        """Say a name as it heads a box or begins a line."""
        return self.begun(self.name(thing))

    def begun(self, text: str) -> str:
        """Begin a sentence: in English with a capital letter."""
        return text[:1].upper() + text[1:] if self.lang == "en" else text

    def office(self, person: Person) -> str:
        """Say the office of somebody, with the unit that it is held in; empty where he has none."""
        return in_unit(self.name(person.office), self.name(person.unit), self.lang)

    def person(self, person: Person | None) -> str:
        """Say somebody with his office: `刘洋（连长）`."""
        return in_office(person.member, self.office(person), self.lang) if person else ""

    def people(self, people: Iterable[Person]) -> str:
        """Say several people."""
        return self.list(map(self.person, people))

    def value(self, value: object) -> str:
        """Say what stands in a field."""
        if isinstance(value, tuple):
            return self.list(map(self.value, value))
        if value is None or isinstance(value, Name):
            return self.name(value)
        return value_text(self.charter, value, self.lang)

    def amount(self, money: Money) -> str:
        """Write an amount for a column: no currency, always with fen."""
        return str(money)

    def day(self, day: date) -> str:
        """Write a day."""
        return date_text(day, self.lang)

    def column_day(self, day: date) -> str:
        """Write a day for a column, as short as it can be read."""
        return day.isoformat()

    def column_time(self, at: datetime) -> str:
        """Write an instant for a column."""
        return instant_text(at, self.charter.zone, "en")

    def time(self, at: datetime) -> str:
        """Write an instant in the charter's zone."""
        return instant_text(at, self.charter.zone, self.lang)

    def list(self, texts: Iterable[str]) -> str:
        """Join texts as the tongue lists them."""
        return listed(texts, self.lang)

    def cite(self, cite: Cite | None, *, assumed: bool = False) -> str:
        """Say an article, and whether the charter's drafter assumed what it says."""
        if cite is None:
            return ""
        return cite_text(cite, self.charter, self.lang) + (self.word("assumed") if assumed else "")

    def bracketed(self, cite: Cite | None, *, assumed: bool = False) -> str:
        """Say an article in brackets; nothing where there is none."""
        return self.word("in_brackets", cite=self.cite(cite, assumed=assumed)) if cite else ""

    def parties(self, parties: Iterable[Party]) -> str:
        """Say of whom something is asked, without the marks that messages put around names."""
        return parties_text(self.charter, parties, self.lang).replace("`", "")

    def reason(self, reason: Reason) -> str:
        """Say a reason with its article."""
        return say(reason, self.charter, self.lang).replace("`", "")

    def footer(self, stamp: Stamp, number: str = "") -> tuple[str, ...]:
        """Say from which state of which log a paper was made, and how anybody can check it."""
        seq, _, hash = stamp.head.partition(":")
        head = self.word("head", seq=seq, hash=hash[:SHORT_HASH], day=self.day(stamp.day))
        return (f"{self.word('case_number', number=number)}{head}" if number else head, self.word("check", seq=seq, hash=hash[:SHORT_HASH]))

    def file(self, kind: str, *parts: str) -> str:
        """Return what a file of a paper is called, without its ending: characters that no system minds."""
        told = "_".join(each for each in (self.word(f"name_{kind}"), *parts) if each)
        return "".join(each if each.isalnum() or each in "-_." else "_" for each in told)
