"""A small charter for tests of the services and the command line, built of records: a team with an expense, a gift and an award."""

from __future__ import annotations

from engine.charter import (
    Acceptance,
    Act,
    Article,
    Balance,
    Charter,
    Compare,
    Constant,
    Field,
    FieldValue,
    Fund,
    Group,
    Judged,
    Judgement,
    Lifecycle,
    Move,
    Party,
    PartyKind,
    Post,
    Process,
    Requirement,
    Role,
    Sign,
    State,
    Take,
    Term,
    Trigger,
    Unit,
    Window,
)
from engine.values import Cite, Duration, DurationUnit, Money, Op, Text

RULES = Cite("rules", "1")
MONEY = Cite("rules", "2")
AWARDS = Cite("rules", "3")
LEADER = Party(PartyKind.ROLE, "leader")
TREASURER = Party(PartyKind.ROLE, "treasurer")
DRAFTER = Party(PartyKind.RELATION, "drafter")


def _state(id: str, zh: str, kind: str = "wait", granted: str | None = None, returned: str | None = None, **ways: str | None) -> State:
    return State(id, Text(id, zh), kind, granted, ways.get("refused"), returned)  # type: ignore[arg-type]


def _move(id: str, zh: str, source: str, target: str, by: tuple[Party, ...], carries: tuple[str, ...] = (), **more: object) -> Move:
    return Move(id, Text(id, zh), (source,), target, by, carries=carries, cite=MONEY, **more)  # type: ignore[arg-type]


EXPENSE_STATES = (
    _state("draft", "草拟"),
    _state("review", "审批", "decide", "approved", "draft", refused="refused"),
    _state("approved", "已批准"),
    _state("paid", "已付款"),
    _state("settled", "已报销", "final"),
    _state("refused", "未批准", "final"),
    _state("withdrawn", "已撤回", "final"),
)
EXPENSE_MOVES = (
    _move("submit", "提交", "draft", "review", (DRAFTER,), ("purpose", "amount")),
    _move(
        "pay",
        "付款",
        "approved",
        "paid",
        (TREASURER,),
        when=Compare(FieldValue("amount"), Op.AT_MOST, Balance("team fund")),
        effects=(Post("amount", "team fund", "expense"),),
    ),
    _move("settle", "报销", "paid", "settled", (TREASURER,), ("receipts",)),
)
GIFT_MOVES = (_move("book", "入账", "draft", "booked", (TREASURER,), ("amount",), effects=(Post("amount", "donation", "team fund"),)),)
PEOPLE = """姓名,类别,班,职务,起,止,依据
刘洋,,,leader,2011-01-13,,会议记录1号
陈静,,,treasurer,2011-01-13,,会议记录1号
赵敏,,六班,,2011-01-13,,
王前,,一班,,2011-01-13,,
"""


def team() -> Charter:
    """Return the charter."""
    amount = Field("amount", Text("amount", "数额"), "money")
    purpose = Field("purpose", Text("purpose", "用途"), "text")
    expense = (purpose, amount, Field("receipts", Text("receipts", "票据"), "attachment", unsigned=True))
    gift = (
        Field("donor", Text("donor", "捐款人"), "text"),
        amount,
        Field("fundraiser", Text("fundraiser", "募捐人"), "person"),
    )
    award = (Field("fundraiser", Text("fundraiser", "募捐人"), "person", concerns=True), amount)
    return Charter(
        title=Text("Team", "小队"),
        document=None,
        document_date=None,
        basis=None,
        in_force=None,
        bounds_inclusive=True,
        currency="CNY",
        zone="Asia/Shanghai",
        theme=None,
        parts=(("rules", Text("rules", "规则")),),
        emblems=(),
        articles=tuple(
            Article(cite, Text(f"Article {cite.number}", f"第{cite.number}条"), declaratory=False) for cite in (RULES, MONEY, AWARDS)
        ),
        units=tuple(Unit(f"squad {n}", Text(f"squad {n}", f"{zh}班"), "squad") for n, zh in enumerate("一二三四五六", 1)),
        bodies=(),
        groups=(Group("leaders", Text("leaders", "负责人"), (LEADER, TREASURER), RULES),),
        categories=(),
        roles=(
            Role("leader", Text("leader", "队长"), None, seats=1, term=Term(Duration(1, DurationUnit.YEAR)), cite=RULES),
            Role("treasurer", Text("treasurer", "会计"), None, seats=1, cite=RULES),
        ),
        committees=(),
        judgements=(Judgement("urgent", Text("urgent", "紧急"), "expense", (LEADER,), MONEY),),
        parameters=(),
        calendars=(),
        funds=(Fund("team fund", Text("team fund", "队费"), (TREASURER,), (Acceptance("donation", ()),), MONEY),),
        processes=(
            Process("expense", Text("expense", "支出"), None, "spending", expense, (), "ZC", MONEY),
            Process("donation", Text("donation", "捐款"), None, "giving", gift, (), "JK", MONEY),
            Process("award", Text("award", "奖励"), None, "awarding", award, (), "JL", AWARDS),
        ),
        lifecycles=(
            Lifecycle("spending", Text("spending", "支出流程"), EXPENSE_STATES, EXPENSE_MOVES),
            Lifecycle("giving", Text("giving", "捐款流程"), (_state("draft", "登记"), _state("booked", "已入账", "final")), GIFT_MOVES),
            Lifecycle(
                "awarding",
                Text("awarding", "奖励流程"),
                (
                    _state("study", "研究", "decide", "granted", refused="refused"),
                    _state("granted", "已给予", "final"),
                    _state("refused", "不予奖励", "final"),
                ),
                (),
            ),
        ),
        requirements=(
            Requirement(
                "rules 2#1", ("expense",), None, Sign(Act.APPROVE, (Party(PartyKind.GROUP, "leaders", Take.ANY),)), None, cite=MONEY
            ),
            Requirement("rules 2#2", ("expense",), Judged("urgent"), Sign(Act.APPROVE, (LEADER,)), None, cite=MONEY, assumed=True),
            Requirement("rules 3#1", ("award",), None, Sign(Act.STUDY, (LEADER,)), None, cite=AWARDS),
        ),
        limits=(),
        triggers=(
            Trigger(
                "donation",
                "amount",
                "fundraiser",
                Window(Duration(1, DurationUnit.YEAR), rolling=True),
                Op.AT_LEAST,
                Constant(Money(50000)),
                "award",
                cite=AWARDS,
            ),
        ),
        norms=(),
        silences=(),
        accepted=(),
        proofs=(),
        scenarios=(),
    )
