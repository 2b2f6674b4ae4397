"""How values, names, people and reasons are said in the tongue of a run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cli.session import Session
from cli.widths import short
from engine.case import Reason
from engine.charter import Charter
from engine.messages.phrasing import in_office, in_unit, listed
from engine.records import record
from engine.services.views import CaseLine, Name, Person
from engine.values import Cite, Lang

if TYPE_CHECKING:
    from engine.services.tasks import Asked


_SAID = ("judge", "edit", "resume", "answer", "take-up")  # what is asked for that is neither an act nor a move


@record
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
        from engine.messages.saying import value_text

        if isinstance(value, tuple):
            return self.list(map(self.value, value))
        if value is None or isinstance(value, Name):
            return self.name(value)
        return value_text(self.charter, value, self.lang)

    def list(self, texts: Iterable[str]) -> str:
        """Join texts as the tongue lists them."""
        return listed(texts, self.lang)

    def phrases(self, texts: Iterable[str]) -> str:
        """Join what is said of one thing: unlike a list, the parts are of different kinds."""
        return (", " if self.lang == "en" else "，").join(texts)

    def person(self, person: Person) -> str:
        """Say somebody with the office that makes him act."""
        whose = in_office(person.for_ or person.member, self.office(person.office, person.unit), self.lang)
        return whose if person.for_ is None else self.session.say("in_stead", person=person.member, other=whose)

    def state(self, line: CaseLine) -> str:
        """Say the state of a case, and whether it is suspended or still to be ratified."""
        said = self.name(line.state)
        for mark in line.marks:
            said = self.session.say("suspended_mark" if mark == "suspended" else "ratify_mark", state=said)
        return said

    def office(self, office: Name | None, unit: Name | None) -> str:
        """Say an office with the unit that it is held in."""
        return in_unit(self.name(office), self.name(unit), self.lang)

    def people(self, people: Iterable[Person]) -> str:
        """Say several people."""
        return self.list(map(self.person, people))

    def asked(self, asked: Asked) -> str:
        """Say what is asked for: an act, a move, a judgement, a field to be filled in."""
        what = self.name(asked.what)
        if asked.kind in ("sign", "file") or asked.act is not None:
            from importlib import import_module

            return str(import_module(f"engine.messages.{self.lang}.reasons").ACTS[str(asked.act)])
        return self.session.say(f"asked_{asked.kind}", what=what) if asked.kind in _SAID else what

    def wait(self, asked: Asked) -> str:
        """Say one thing that is waited for: what, of whom, how far, by which article."""
        say = self.session.say
        who = self.people(asked.by) or self.parties(asked)
        told = say("wait", asked=self.asked(asked), who=who)
        told += say("wait_votes", yes=asked.votes[0], needed=asked.votes[1]) if asked.votes else ""
        told += say("wait_due", due=self.value(asked.due)) if asked.due else ""
        told += say("wait_maybe") if asked.maybe else say("wait_done") if asked.done else ""
        return told + (say("wait_cite", cite=self.cite(asked.cite, assumed=asked.assumed)) if asked.cite else "")

    def parties(self, asked: Asked) -> str:
        """Say of which offices something is asked where nobody can do it now."""
        from engine.messages.saying import parties_text

        return self.session.say("wait_nobody", parties=parties_text(self.charter, asked.party, self.lang))

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
        return self.session.say(
            "case" if line.title else "untitled", number=line.number, kind=self.name(line.kind), title=short(line.title)
        )
