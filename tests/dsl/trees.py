"""Random charters as trees, for the laws of the formatter: what can be said, with names of both tongues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from engine.dsl import syntax
from engine.dsl.marks import settle
from engine.dsl.rewriting import rewrite
from engine.dsl.syntax import Clause, Comparison, Declared, FieldOf, Name, Node, Party, Quote, Share, Val, Who, Word
from engine.values import DayOfMonth, Duration, DurationUnit, Frequency, Money

ROLES = {"director": "主任", "squad leader": "班长", "auditor": "监事"}
UNITS = {"squad": "班", "centre": "中心"}
KINDS = {"expense": "支出", "activity": "活动", "large event": "大型活动"}
FIELDS = {"amount": "数额", "budget": "预算"}
OTHERS = {
    "important": "重要",
    "chest": "经费箱",
    "office hours": "办公时间",
    "council": "理事会",
    "heads": "负责人",
    "award line": "奖励线",
    "pay": "付款",
}
NAMES = {**ROLES, **UNITS, **KINDS, **FIELDS, **OTHERS}

PRELUDE: tuple[Node, ...] = (
    *(syntax.UnitLine(name=Declared(name=en, other=zh)) for en, zh in UNITS.items()),
    *(syntax.RoleLine(name=Declared(name=en, other=zh), of=Name(text="squad"), each=True) for en, zh in ROLES.items()),
    *(syntax.ProcessLine(name=Declared(name=en, other=zh)) for en, zh in KINDS.items()),
    *(
        Clause(
            subject=Who(parties=(Party(noun=Name(text="large event")),)),
            says=syntax.FieldClause(name=Declared(name=en, other=zh), type=Word(list="type", word="t_money")),
        )
        for en, zh in FIELDS.items()
    ),
    syntax.FundLine(name=Declared(name="chest", other="经费箱")),
    syntax.CommitteeLine(name=Declared(name="council", other="理事会")),
    syntax.GroupLine(name=Declared(name="heads", other="负责人"), members=Who(parties=(Party(noun=Name(text="director")),))),
    syntax.JudgementLine(
        name=Declared(name="important", other="重要"), of=Name(text="activity"), by=Who(parties=(Party(noun=Name(text="heads")),))
    ),
)


def name(of: dict[str, str]) -> st.SearchStrategy[Name]:
    return st.sampled_from(sorted(of)).map(lambda text: Name(text=text))


def val(kind: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Val]:
    return values.map(lambda value: Val(kind=kind, value=value))


def word(list_: str, *words: str) -> st.SearchStrategy[Word]:
    return st.sampled_from(words).map(lambda each: Word(list=list_, word=each))


texts = st.sampled_from(["plant trees", "keep the hall", "种树", 'say "so"', "A, b; c."])
quotes = st.builds(lambda text, both: Quote(text=text, other="另一种说法" if both and text.isascii() else None), texts, st.booleans())
money = val("MONEY", st.integers(1, 10**7).map(Money))
durations = val("DURATION", st.builds(Duration, st.integers(1, 40), st.sampled_from(DurationUnit)))
numbers = val("NUMBER", st.integers(1, 12))
fractions = val("FRACTION", st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(1, 4), Fraction(3, 5), Fraction(1, 3)]))

# ---- parties -----------------------------------------------------------------------------------------------------

quantifiers = word("quantifier", "every", "any", "all")
owners = st.builds(
    lambda noun, each: Party(noun=noun, quantifier=Word(list="quantifier", word="every") if each else None), name(UNITS), st.booleans()
)
bounds = st.builds(lambda op, value: syntax.Bound(op=op, value=value), st.sampled_from([">", "<", ">=", "<="]), money)
bare = st.builds(lambda noun: Party(noun=noun), name({**ROLES, "heads": "", "council": ""}))
quantified = st.builds(lambda q, noun: Party(quantifier=q, noun=noun), quantifiers, name(ROLES))
counted = st.builds(lambda n, more, noun: Party(count=n, or_more=more, noun=noun), numbers | fractions, st.booleans(), name(ROLES))
owned = st.builds(lambda q, noun, of: Party(quantifier=q, noun=noun, of=of), st.none() | quantifiers, name(ROLES), owners)
members = st.builds(lambda of: Party(relation=Word(list="relation", word="members"), of=of), st.none() | owners)
cases = st.builds(
    lambda q, important, noun: Party(quantifier=q, adjective=Name(text="important") if important else None, noun=noun),
    st.none() | word("quantifier", "every"),
    st.booleans(),
    name(KINDS),
)
bounded = st.builds(lambda noun, bound: Party(noun=noun, bound=bound), name(KINDS), bounds)
people = bare | quantified | counted | owned | members


def who(parties: st.SearchStrategy[Party], most: int = 3) -> st.SearchStrategy[Who]:
    listed = st.lists(parties, min_size=1, max_size=most).map(tuple)
    joined = st.sampled_from(["and", "or"])
    return st.builds(lambda found, how: Who(parties=found, joined=how if len(found) > 1 else "and"), listed, joined)


actors, holders, things = who(people), who(bare, 2), who(cases | bounded, 2)

# ---- conditions and shares ---------------------------------------------------------------------------------------

operands = st.builds(lambda field, kind: FieldOf(field=field, kind=kind), name(FIELDS), st.none() | name(KINDS))
balances = st.builds(lambda fund: syntax.BalanceOf(fund=fund), st.none() | name({"chest": ""}))
portions = st.builds(lambda share, whole: syntax.PartOf(share=share, whole=whole), fractions, operands | balances)
rights = money | operands | balances | portions
comparisons = st.builds(
    lambda left, op, right: Comparison(left=left, op=op, right=right),
    operands,
    st.sampled_from([">", "<", ">=", "<=", "is", "is not", "=", "!="]),
    rights,
)
negations = comparisons.map(lambda inner: syntax.Negation(condition=inner))
ands = st.lists(comparisons | negations, min_size=2, max_size=3).map(lambda found: syntax.All(conditions=tuple(found)))
ors = st.lists(comparisons | ands, min_size=2, max_size=3).map(lambda found: syntax.AnyOf(conditions=tuple(found)))
nested = st.builds(lambda one, two: syntax.All(conditions=(one, two)), ors, comparisons | ands)
conditions = comparisons | negations | ands | ors | nested


def _shared(share: Val, strict: bool, base: Word, of: Name | None) -> Share:  # noqa: FBT001 - drawn, not passed
    named = of if base.word in ("members", "present") else None
    return Share(share=share, strict=strict, base=base, of=named)


bases = word("base", "members", "present", "cast", "seats")
shares = st.builds(_shared, fractions, st.booleans(), bases, st.none() | name(ROLES))
unanimous = bases.map(lambda base: Share(share=Val(kind="FRACTION", value=Fraction(1)), base=base))
thresholds = shares | unanimous

# ---- clauses -----------------------------------------------------------------------------------------------------

offices = st.one_of(
    st.builds(lambda by, vote: syntax.Elected(by=by, vote=vote), actors, st.none() | thresholds),
    actors.map(lambda by: syntax.Appointed(by=by)),
    holders.map(lambda by: syntax.ExOfficio(by=by)),
    durations.map(lambda length: syntax.TermClause(length=length)),
    st.just(syntax.PermanentTerm()),
    st.just(syntax.Rotating()),
    st.builds(lambda count, full: syntax.MaxTerms(count=count, full=full), numbers, st.booleans()),
    st.builds(lambda verb, by: syntax.Replaced(verb=verb, by=by), word("verb", "replace", "move", "moveorreplace", "suspend"), actors),
    st.builds(lambda proposers, recall: syntax.ReElection(proposers=proposers, recall=recall), actors, st.booleans()),
    word("what", "selection", "term", "seats", "removal", "successor").map(lambda what: syntax.Unspecified(what=what)),
    actors.map(lambda by: syntax.Vacancy(mode=Word(list="vacancy", word="acting"), by=by)),
    word("vacancy", "holdover", "vacant").map(lambda mode: syntax.Vacancy(mode=mode)),
    actors.map(lambda by: syntax.Successor(selection=syntax.Elected(by=by))),
    quotes.map(lambda text: syntax.DutyText(text=text)),
    st.just(syntax.HeldApart()),
    holders.map(lambda to: syntax.NotRelated(to=to)),
    holders.map(lambda offices: syntax.AlsoHeld(offices=offices)),
)
bodies = st.one_of(
    actors.map(lambda found: syntax.MembersClause(members=found)),
    actors.map(lambda by: syntax.ChairClause(by=by)),
    thresholds.map(lambda share: syntax.QuorumClause(share=share)),
    st.lists(thresholds, min_size=1, max_size=2).map(lambda found: syntax.VoteClause(shares=tuple(found))),
    thresholds.map(lambda share: syntax.OtherMatterVote(share=share)),
    actors.map(lambda whom: syntax.Invites(whom=whom)),
    st.builds(lambda by, notice: syntax.Convened(by=by, notice=notice), actors, st.none() | durations),
    actors.map(lambda proposers: syntax.ConvenedOn(proposers=proposers)),
    holders.map(lambda by: syntax.TieBreak(by=by)),
    holders.map(lambda by: syntax.VetoClause(by=by)),
)
signs = st.builds(
    lambda verb, by, beside, within, silence, optional: syntax.SignStep(
        verb=verb, by=by, beside=beside, within=within, silence=silence, optional=optional
    ),
    word("sign", "approve", "settle", "recommend", "resolve", "study"),
    actors,
    st.none() | holders,
    st.none() | durations,
    st.none() | word("silence", "silencepasses", "silencerefuses", "silencelapses"),
    st.booleans(),
)
filings = actors.map(lambda by: syntax.SignStep(verb=Word(list="sign", word="file"), by=by))
becoming = name(KINDS).map(lambda noun: syntax.BecomesPart(of=Party(noun=noun)))
chains = st.builds(
    lambda first, rest: syntax.ThenSteps(steps=(first, *rest)), signs | filings, st.lists(signs | becoming, min_size=1, max_size=2)
)
choices = st.lists(signs, min_size=2, max_size=3).map(lambda found: syntax.OrSteps(steps=tuple(found)))
steps = signs | filings | chains | choices
branches = st.builds(lambda when, found: syntax.StepCase(when=when, steps=found), st.none() | conditions, signs)
passing = st.builds(
    lambda found, others, before, when, instead: syntax.MustPass(
        steps=found, cases=tuple(others), before=before, when=when, instead=syntax.Cited(number="7.2") if instead else None
    ),
    steps,
    st.lists(branches, max_size=2),
    st.none() | name({"pay": ""}),
    st.none() | conditions,
    st.booleans(),
)
events = name({"pay": ""}).map(lambda move: syntax.Event(name=move)) | word("period", "quarter", "year", "month").map(
    lambda p: syntax.Event(period=p)
)
early = st.one_of(
    st.builds(lambda length, after: syntax.Deadline(within=syntax.Within(length=length), after=after), durations, events),
    val("DAYOFMONTH", st.builds(DayOfMonth, st.integers(1, 28), st.none() | st.integers(1, 12))).map(lambda day: syntax.ByDay(day=day)),
    events.map(lambda event: syntax.BeforeEvent(event=event)),
    val("FREQUENCY", st.builds(Frequency, st.integers(1, 12), st.sampled_from(DurationUnit))).map(lambda f: syntax.AtLeast(frequency=f)),
)
late = durations.map(lambda length: syntax.ForAtLeast(length=length))
doings = st.builds(
    lambda verb, found: syntax.Doing(verb=verb, object=found),
    word("doing", "publish", "reporton", "sumup", "exchange", "hold", "carryout"),
    name(KINDS) | st.just(Word(list="thing", word="accounts")),
) | quotes.map(lambda text: syntax.Doing(text=text))
norms = st.builds(
    lambda modal, doing, times: syntax.NormClause(modal=modal, doing=doing, times=times),
    word("modal", "must", "may", "mustnot"),
    doings,
    st.builds(lambda one, two: (*one, *two), st.lists(early, max_size=2), st.lists(late, max_size=1)),
)
limits = st.builds(lambda op, right: syntax.LimitClause(op=op, right=right), st.sampled_from([">", "<", ">=", "<="]), rights)
of_cases = st.one_of(
    passing,
    limits,
    actors.map(lambda by: syntax.DraftedBy(by=by)),
    durations.map(lambda d: syntax.InAdvanceClause(length=d)),
    st.just(syntax.NoOverlapClause(calendar=Name(text="office hours"))),
)


def clause(subjects: st.SearchStrategy[Who], says: st.SearchStrategy[Any]) -> st.SearchStrategy[Clause]:
    return st.builds(lambda subject, said: Clause(subject=subject, says=said), subjects, says)


carrying = st.builds(
    lambda subject, about: Clause(
        subject=subject,
        says=syntax.NormClause(modal=Word(list="modal", word="must"), doing=syntax.Doing(verb=Word(list="doing", word="carryout"))),
        about=about,
    ),
    holders,
    things,
)
councils = st.just(Who(parties=(Party(noun=Name(text="council")),)))
clauses = clause(holders, offices) | clause(councils, bodies) | clause(things, of_cases) | clause(actors, norms) | carrying
whens = st.builds(
    lambda when, inner: Clause(subject=None, says=syntax.WhenClause(when=when, clause=inner)), conditions, clause(things, passing)
)

# ---- sentences of other kinds ------------------------------------------------------------------------------------

others = st.one_of(
    st.builds(
        lambda number, heading, over: syntax.ArticleHead(
            number=syntax.Cited(number=number), heading=heading, prevails=tuple(syntax.Prevails(over=syntax.Cited(number=n)) for n in over)
        ),
        st.sampled_from(["1.1", "7.2", "7.10"]),
        quotes,
        st.lists(st.just("3.1"), max_size=1),
    ),
    st.builds(
        lambda value, since: syntax.ParameterLine(name=Declared(name="award line", other="奖励线"), value=value, since=since),
        money | fractions | durations,
        st.none() | val("DATE", st.dates(date(2000, 1, 1), date(2030, 1, 1))),
    ),
    st.builds(
        lambda op, line: Clause(
            subject=None,
            says=syntax.TriggerClause(
                source=Name(text="expense"),
                by=Name(text="auditor"),
                op=op,
                line=line,
                deciders=Who(parties=(Party(noun=Name(text="council")),)),
                opens=Name(text="activity"),
            ),
        ),
        st.sampled_from([">", ">="]),
        money | name({"award line": ""}),
    ),
    quotes.map(lambda text: syntax.SilentLine(text=text)),
    name(KINDS).map(lambda kind: syntax.ProveCanEnd(kind=kind)),
)


def _marked(items: list[Node], at: int) -> tuple[Node, ...]:
    """Mark one name, or one clause as a whole, as assumed; marks settle as they do when a text is read."""
    count = -1

    def change(node: Node) -> Node:
        nonlocal count
        if not isinstance(node, Name):
            return node
        count += 1
        return replace(node, assumed=True) if count == at else node

    marked = [rewrite(item, change) for item in items]
    first = marked[0]
    if at % 2 and isinstance(first, Clause):
        marked[0] = replace(first, says=replace(first.says, assumed=True))
    return tuple(settle(item) for item in marked)


charters = st.builds(
    lambda items, at: (*PRELUDE, *_marked(items, at)), st.lists(clauses | whens | others, min_size=1, max_size=5), st.integers(0, 30)
)
