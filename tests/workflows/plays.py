"""People of the sample company, and a way to play acts on a case: decide, carry out, and write down where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from samples import at, charter, yuan

from engine.case import Attachment, Case, Decision, Deed, Facts, Member, Outcome, Tenure
from engine.charter import Charter
from engine.messages.saying import say
from engine.values import Money, Value
from engine.workflows.approvals import standing
from engine.workflows.decide import decide
from engine.workflows.effects import carry_out, elapse

# ---- people ------------------------------------------------------------------------------------------------------

PEOPLE = {
    "Wang": ("commander", None),
    "Li": ("instructor", None),
    "Chen": ("quartermaster", None),
    "Zhao": ("squad leader", "first squad"),
    "Sun": ("squad leader", "second squad"),
    "Zhou": ("squad leader", "third squad"),
    "Zheng": ("director", None),
    "Wu": (None, "first squad"),
}
FOUNDED = date(2011, 1, 1)


def tenure(member: str, office: str, unit: str | None = None, start: date = FOUNDED, end: date | None = None) -> Tenure:
    return Tenure(member, office, unit, start, end, "minutes")


def people(**changes: object) -> Facts:
    """Return the people of the sample, each in office since the founding."""
    given: dict[str, object] = {
        "members": {each: Member(each, each, None, unit, FOUNDED) for each, (_, unit) in PEOPLE.items()},
        "tenures": tuple(tenure(each, office, unit) for each, (office, unit) in PEOPLE.items() if office),
        "balances": {"company fund": yuan("1000")},
    }
    return Facts(**{**given, **changes})


def without(facts: Facts, *offices: str) -> Facts:
    """Return the facts with nobody in some offices."""
    return replace(facts, tenures=tuple(each for each in facts.tenures if each.role not in offices))


def receipt(name: str = "receipt.pdf", sha256: str = "ab" * 32) -> Attachment:
    return Attachment(name, 3, sha256, "Chen", at("2011-03-01"))


# ---- playing -----------------------------------------------------------------------------------------------------


class Play:
    """One case under a charter: acts are decided and, where allowed, carried out; the fund follows the postings."""

    def __init__(self, under: Charter, facts: Facts | None = None, case: Case | None = None, day: str = "2011-03-01 09:00") -> None:
        self.charter, self.facts, self.now = under, facts or people(), at(day)
        self.made: Case | None = case
        self.outcome: Outcome | None = None

    @property
    def case(self) -> Case:
        assert self.made is not None
        return self.made

    @property
    def result(self) -> Outcome:
        assert self.outcome is not None
        return self.outcome

    def deed(self, actor: str, verb: str, values: Mapping[str, Value] | None = None, **more: object) -> Deed:
        reason = more.pop("reason", "as it is" if verb in ("refuse", "return") else None)
        return Deed(verb, actor, more.pop("at", self.now), values=values or {}, reason=reason, **more)

    def ask(self, actor: str, verb: str, values: Mapping[str, Value] | None = None, **more: object) -> Decision:
        return decide(self.charter, self.facts, self.made, self.deed(actor, verb, values, **more))

    def draft(self, actor: str, process: str, **values: Value) -> Decision:
        self.made = None
        return self.do(actor, "draft", values, process=process)

    def do(self, actor: str, verb: str, values: Mapping[str, Value] | None = None, **more: object) -> Decision:
        deed = self.deed(actor, verb, values, **more)
        decision = decide(self.charter, self.facts, self.made, deed)
        if decision.allowed:
            self._take(carry_out(self.charter, self.facts, self.made, deed, decision, "ZC-2011-001", digest="d"))
        return decision

    def wait_until(self, day: str) -> Outcome | None:
        """Let time pass, and take what it alone brings about."""
        self.now = at(day)
        found = elapse(self.charter, self.facts, self.case, self.now)
        if found is not None:
            self._take(found)
        return found

    def _take(self, outcome: Outcome) -> None:
        self.made, self.outcome = outcome.case, outcome
        balances = dict(self.facts.balances)
        for each in outcome.postings:
            for account, sign_ in ((each.debit, -1), (each.credit, 1)):
                balances[account] = balances.get(account, Money(0)) + Money(sign_ * each.amount.minor)
        self.facts = replace(self.facts, balances=balances)


def codes(decision: Decision) -> str:
    """Write a decision as `yes R140` or `no R142 R143`."""
    return " ".join((decision.verdict.value, *(each.code for each in decision.reasons)))


def expense(under: Charter | None = None, facts: Facts | None = None, amount: str = "300", drafter: str = "Wu", **values: Value) -> Play:
    """Return an expense that has been submitted."""
    play = Play(under or charter(), facts)
    play.draft(drafter, "expense", purpose="paint", amount=yuan(amount), **values)
    assert codes(play.do(drafter, "submit")) == "yes R170"
    return play


def picture(play: Play) -> str:
    """Write where the case stands: `waiting /0=met /1=open(Li,Wang)`, one line a requirement."""
    lines = []
    for each in standing(play.charter, play.facts, play.case, play.now):
        words = [each.state]
        for leaf in each.steps:
            by = ",".join(dict.fromkeys(holder.member for holder in leaf.by))
            why = "".join(f"[{reason.code}]" for reason in leaf.why)
            words.append(f"{leaf.path.removeprefix(each.requirement.id)}={leaf.state}" + (f"({by})" if by else "") + why)
        words += [f"?{what.id}" for what in each.missing]
        lines.append(" ".join(words))
    return "\n".join(lines)


def spoken(decision: Decision, under: Charter) -> list[str]:
    """Write a decision as it is told in English: yes or no, then every reason with its article."""
    return [decision.verdict.value, *(say(each, under, "en") for each in decision.reasons)]


def at_state(there: str, under: Charter | None = None, **values: object) -> Play:
    """Return an expense that has come to a state."""
    play = expense(**values)
    play.charter = under or charter()
    play.made = replace(play.case, state=there)
    return play


def drafting(actor: str, process: str, under: Charter | None = None, facts: Facts | None = None, **values: object) -> Play:
    """Return a play whose first act is a draft, allowed or not."""
    play = Play(under or charter(), facts)
    play.draft(actor, process, **values)
    return play


def reasons(play: Play) -> list[str]:
    """Say why the case was decided so."""
    return [say(each, play.charter, "en") for each in play.result.reasons]
