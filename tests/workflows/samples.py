"""A small company's charter, built straight from records."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from fractions import Fraction
from zoneinfo import ZoneInfo

from engine.charter import (
    Acceptance,
    Act,
    Balance,
    Base,
    Body,
    Branch,
    Calendar,
    Charter,
    Committee,
    Compare,
    Condition,
    Constant,
    Field,
    FieldValue,
    Fund,
    Group,
    Judged,
    Judgement,
    Lifecycle,
    Limit,
    Move,
    NoOverlap,
    Parameter,
    ParameterValue,
    Party,
    PartyKind,
    Post,
    Process,
    Quorum,
    Requirement,
    Reverse,
    Role,
    Sign,
    State,
    Step,
    Take,
    Term,
    Then,
    Threshold,
    Trigger,
    Unit,
    Vote,
    Window,
)
from engine.values import Cite, Duration, DurationUnit, Hours, Money, Op, Text

ZONE = "Asia/Shanghai"
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


def named(en: str, zh: str = "") -> Text:
    return Text(en, zh)


def cite(number: str) -> Cite:
    return Cite("rules", number)


def at(text: str) -> datetime:
    """Read a local time (`2011-03-01 09:00`, or a day alone: its noon) as an instant."""
    full = text if " " in text else f"{text} 12:00"
    return datetime.fromisoformat(full).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def yuan(amount: str) -> Money:
    return Money.parse(amount)


# ---- parties -----------------------------------------------------------------------------------------------------


def role(ref: str, take: Take = Take.HOLDER, count: int | None = None) -> Party:
    return Party(PartyKind.ROLE, ref, take, count)


def relation(ref: str) -> Party:
    return Party(PartyKind.RELATION, ref)


LEADERS = Party(PartyKind.GROUP, "company leaders", Take.ANY)
COMMITTEE = Party(PartyKind.COMMITTEE, "company committee")
LEADING_GROUP = Party(PartyKind.BODY, "leading group")
MEMBERS = Party(PartyKind.CATEGORY, "member", Take.ANY)
COMMANDER, INSTRUCTOR, QUARTERMASTER, DIRECTOR = role("commander"), role("instructor"), role("quartermaster"), role("director")
SQUAD_LEADER = role("squad leader")
EVERY_SQUAD_LEADER = role("squad leader", Take.ALL)


def two_of(ref: str = "squad leader", count: int = 2) -> Party:
    return role(ref, Take.COUNT, count)


# ---- steps and requirements --------------------------------------------------------------------------------------


def sign(*by: Party, act: Act = Act.APPROVE, **more: object) -> Sign:
    return Sign(act, by, **more)


RESOLVE = sign(COMMITTEE, act=Act.RESOLVE)


def requirement(step: Step, kind: str = "expense", id: str = "rules 7.2#0", **more: object) -> Requirement:
    given = {"when": None, "before": None, "cite": cite("7.2"), **more}
    return Requirement(id=id, kinds=(kind,), step=step, **given)


def over(amount: str, field: str = "amount") -> Compare:
    return Compare(FieldValue(field), Op.OVER, Constant(yuan(amount)))


def by_cases(*cases: tuple[Condition, Step], otherwise: Step | None = None) -> Branch:
    return Branch(cases, otherwise)


# ---- the charter -------------------------------------------------------------------------------------------------

UNITS = (
    Unit("company", named("company", "先锋连")),
    Unit("first squad", named("first squad", "一班"), "squad", "company"),
    Unit("second squad", named("second squad", "二班"), "squad", "company"),
    Unit("third squad", named("third squad", "三班"), "squad", "company"),
    Unit("section", named("section", "科室"), "section"),
)
ROLES = (
    Role("commander", named("commander", "连长"), "company", seats=1, term=Term(Duration(1, DurationUnit.QUARTER)), cite=cite("6.2")),
    Role("instructor", named("instructor", "指导员"), "company", seats=1),
    Role("quartermaster", named("quartermaster", "司务长"), "company", seats=1, term=Term(None)),
    Role("squad leader", named("squad leader", "班长"), None, each="squad", term=Term(Duration(1, DurationUnit.YEAR))),
    Role("platoon leader", named("platoon leader", "排长"), "company", dormant_until=named("the company grows")),
    Role("director", named("director", "主任"), None, seats=1),
    Role("deputy", named("deputy", "副主任"), None, seats=2),
    Role("advisor", named("advisor", "顾问"), None),
)
COMPANY_COMMITTEE = Committee(
    "company committee",
    named("company committee", "连委会"),
    (COMMANDER, INSTRUCTOR, QUARTERMASTER),
    quorum=Quorum(Threshold(TWO_THIRDS, strict=False, base=Base.MEMBERS)),
    votes=(Vote(None, (Threshold(HALF, strict=True, base=Base.MEMBERS),)),),
    cite=cite("7.2"),
)
TEXT, MONEY, PERSON, UNIT, TIME = "text", "money", "person", "unit", "time"


def field(id: str, type: object, zh: str = "", **more: object) -> Field:
    return Field(id, named(id, zh), type, **more)


def state(id: str, kind: object = "wait", **more: object) -> State:
    return State(id, named(id), kind, **more)


def move(id: str, sources: str, target: str, *by: Party, **more: object) -> Move:
    return Move(id, named(id), tuple(each.strip() for each in sources.split(",")), target, by, **more)


FINAL = ("refused", "withdrawn")
AFFORDED = Compare(FieldValue("amount"), Op.AT_MOST, Balance(None))
EXPENSE_LIFE = Lifecycle(
    "expense life",
    named("expense life"),
    (
        state("draft"),
        state("review", "decide", granted="approved", refused="refused", returned="draft", lapsed="draft"),
        state("approved"),
        state("paid"),
        state("settled", "final"),
        *(state(each, "final") for each in FINAL),
    ),
    (
        move("submit", "draft", "review", relation("requester"), carries=("purpose", "amount"), cite=cite("3.1")),
        move(
            "pay",
            "approved",
            "paid",
            QUARTERMASTER,
            when=AFFORDED,
            effects=(Post("amount", None, "expense"),),
            cite=cite("3.2"),
        ),
        move("settle", "paid", "settled", QUARTERMASTER, carries=("receipts",), cite=cite("3.3")),
        move("correct", "paid,settled", "refused", QUARTERMASTER, effects=(Reverse(),), cite=cite("3.4")),
    ),
)
ACTIVITY_LIFE = Lifecycle(
    "activity life",
    named("activity life"),
    (
        state("draft"),
        state("review", "decide", granted="approved", refused="refused", returned="draft"),
        state("approved"),
        state("running"),
        state("done", "final"),
        *(state(each, "final") for each in FINAL),
    ),
    (
        move("submit", "draft", "review", relation("drafter")),
        move("start", "approved", "running", relation("drafter")),
        move("finish", "running", "done", relation("drafter"), COMMANDER),
    ),
)
DONATION_LIFE = Lifecycle(
    "donation life",
    named("donation life"),
    (state("draft"), state("received"), state("reversed", "final"), state("withdrawn", "final")),
    (
        move("receive", "draft", "received", QUARTERMASTER, effects=(Post("amount", "donation", None),), cite=cite("7.8")),
        move("correct", "received", "reversed", QUARTERMASTER, effects=(Reverse(),), cite=cite("7.8")),
    ),
)
EXPENSE_FIELDS = (
    field("requester", PERSON, "申请人"),
    field("purpose", TEXT, "用途"),
    field("amount", MONEY, "金额"),
    field("note", TEXT, unsigned=True),
    field("receipts", "attachment", "票据"),
)
ACTIVITY_FIELDS = (
    field("squad", UNIT, "班", unit_kind="squad"),
    field("start", TIME),
    field("end", TIME),
    field("guest", PERSON, concerns=True),
)
PROCESSES = (
    Process("activity", named("activity", "活动"), None, "activity life", ACTIVITY_FIELDS, (), "HD", cite("7.3"), abstract=True),
    Process(
        "squad activity",
        named("squad activity", "单班活动"),
        "activity",
        "activity life",
        ACTIVITY_FIELDS,
        (SQUAD_LEADER,),
        "BH",
        cite("7.3"),
    ),
    Process(
        "activity plan", named("activity plan", "活动计划"), "activity", "activity life", ACTIVITY_FIELDS, (COMMANDER,), "JH", cite("7.3")
    ),
    Process("expense", named("expense", "支出"), None, "expense life", EXPENSE_FIELDS, (), "ZC", cite("7.2")),
    Process(
        "donation",
        named("donation", "捐款"),
        None,
        "donation life",
        (field("fundraiser", PERSON), field("donor", PERSON), field("amount", MONEY)),
        (),
        "JK",
        cite("7.8"),
    ),
    Process(
        "award",
        named("award", "奖励"),
        None,
        "expense life",
        (*EXPENSE_FIELDS, field("fundraiser", PERSON, concerns=True)),
        (),
        "JL",
        cite("7.8"),
    ),
)
OFFICE_HOURS = Calendar(
    "office hours",
    named("office hours", "办公时间"),
    working_days=True,
    weekdays=(),
    hours=(Hours(time(8), time(12)), Hours(time(14, 30), time(17, 30))),
)


REQUIREMENTS = (
    requirement(RESOLVE),
    requirement(
        Then((sign(LEADERS, act=Act.FILE), sign(LEADERS, assumed=True))),
        "squad activity",
        "rules 7.3#0",
        before="start",
        cite=cite("7.3"),
    ),
    requirement(RESOLVE, "activity", "rules 7.2#1", when=Judged("important")),
    requirement(sign(LEADING_GROUP, act=Act.STUDY), "award", "rules 7.8#0", cite=cite("7.8")),
)
TRIGGERS = (
    Trigger(
        "donation",
        "amount",
        "fundraiser",
        Window(Duration(1, DurationUnit.YEAR), rolling=True),
        Op.AT_LEAST,
        ParameterValue("award line"),
        "award",
        cite=cite("7.8"),
    ),
)


def charter(**changes: object) -> Charter:
    """Return the sample charter; `changes` replace whole parts of it."""
    given: dict[str, object] = {
        "title": named("company", "先锋连"),
        "document": None,
        "document_date": None,
        "basis": None,
        "in_force": None,
        "bounds_inclusive": True,
        "currency": "CNY",
        "zone": ZONE,
        "theme": None,
        "parts": (("rules", named("rules", "规则")),),
        "emblems": (),
        "articles": (),
        "units": UNITS,
        "bodies": (
            Body("leading group", named("leading group", "领导组"), None, (DIRECTOR,), (DIRECTOR,), cite("4.1")),
            Body("silent body", named("silent body", "顾问组"), None, (DIRECTOR,), (), cite("4.3")),
        ),
        "groups": (Group("company leaders", named("company leaders", "连首长"), (COMMANDER, INSTRUCTOR), cite("7.3")),),
        "categories": (),
        "roles": ROLES,
        "committees": (COMPANY_COMMITTEE,),
        "judgements": (Judgement("important", named("important", "重要"), "activity", (LEADERS,), cite("7.2"), assumed=True),),
        "parameters": (Parameter("award line", named("award line", "奖励线"), ((None, yuan("500")), (date(2012, 1, 1), yuan("800")))),),
        "calendars": (OFFICE_HOURS,),
        "funds": (Fund("company fund", named("company fund", "活动经费"), (QUARTERMASTER,), (Acceptance("donation", ()),), cite("7.8")),),
        "processes": PROCESSES,
        "lifecycles": (EXPENSE_LIFE, ACTIVITY_LIFE, DONATION_LIFE),
        "requirements": REQUIREMENTS,
        "limits": (Limit(("activity",), None, NoOverlap("office hours"), cite("7.9"), assumed=True),),
        "triggers": TRIGGERS,
        "norms": (),
        "silences": (),
        "accepted": (),
        "proofs": (),
        "scenarios": (),
    }
    return Charter(**{**given, **changes})
