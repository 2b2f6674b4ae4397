"""A year of ordinary business for the Pioneer Company, by a seed: `python benchmarks/year.py BOOK [SEED]` founds a rehearsal book.

About fifty members, 60 activities, 80 expenses and 60 donations, with the refusals, reversals and awards that come of them, each
act through the use case that a command would run. The same seed gives the same year, under any charter that has these kinds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from engine.drafting import read
from engine.records import record
from engine.services.acts import Done, Wish, act
from engine.services.found import Source, found, read_register
from engine.services.scene import Clock
from engine.store.book import Book, open_book

CHARTERS = Path(__file__).resolve().parents[1] / "charters"
CHARTER = CHARTERS / "pioneer_company.rules"
SEED = 2011
ACTIVITIES, EXPENSES, DONATIONS = 60, 80, 60
FIRST, LAST = date(2011, 1, 14), date(2011, 12, 20)
FOUNDED = datetime(2011, 1, 12, 16, 0, tzinfo=UTC)  # 00:00 of 13 January by the clocks of Yongcheng
QUARTERMASTER, INSTRUCTOR, DIRECTOR = "李厚德", "陈静", "郑国栋"
COMMANDERS = ((date(2011, 10, 1), "高春梅"), (date(2011, 7, 1), "刘洋"), (date(2011, 4, 1), "郭立新"), (date(2011, 1, 1), "刘洋"))
LEADERS = {
    "first squad": "周建平",
    "second squad": "吴桂兰",
    "third squad": "徐志远",
    "fourth squad": "孙铁军",
    "fifth squad": "冯慧芳",
    "sixth squad": "赵敏",
    "seventh squad": "邓超群",
    "eighth squad": "曾雪莉",
    "ninth squad": "卢大海",
}
FUNDRAISERS = ("许文清", "蒋小云", "傅晓东", "沈佳", "彭程", "苏婷", "林海涛", "何静怡", "罗卫东", "梁雪")
REQUESTERS = ("程晓丽", "曹阳", "袁帅", "马丽娟", "朱文博", "胡晓燕", "宋大勇", "谢永强", "唐玉洁", "吕思远")
DONORS = ("利民商店", "实验小学", "城关市场", "东风车队", "宏达印刷", "永城面粉厂", "新华书店分店", "城西诊所")
WORK = ("敬老院慰问", "沱河清洁", "义务植树", "政策宣传", "就业咨询", "义诊服务", "文艺演出", "交通劝导", "社区修理", "炊事帮厨")
GOODS = ("慰问品", "树苗", "宣传单", "横幅", "药品", "道具", "工具", "饮用水", "交通费", "炊具")

Act = Callable[["Year"], None]
TURNED_BACK = 0.08


@record
class Gift:
    """One donation of the year."""

    at: datetime
    donor: str
    fundraiser: str  # empty: nobody raised it
    amount: str  # yuan
    turned_back: bool


class Year:
    """A book that is being filled, and what it has come to."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.acts: list[tuple[datetime, int, Act]] = []
        self.count = 0
        self.now = FOUNDED

    def at(self, when: datetime, what: Act) -> None:
        """Put an act down for an instant; acts of one instant come in the order in which they were put down."""
        self.count += 1
        heappush(self.acts, (when, self.count, what))

    def run(self) -> None:
        """Let the year pass; acts may put others down for later."""
        while self.acts:
            self.now, _, what = heappop(self.acts)
            what(self)

    def do(self, who: str, verb: str, number: str | None = None, kind: str | None = None, **fields: str) -> Done:
        """Do something as somebody; what the charter refuses stays refused."""
        reason = fields.pop("saying", None)
        local = (self.now + timedelta(hours=8)).replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")
        return act(self.book, Wish(verb, number, kind, fields, reason), who, Clock(self.now, local))


def found_year(url: str, file: Path = CHARTER) -> None:
    """Found the rehearsal book of the year, under the company's charter or an adapted one."""
    draft = read(file, cache=None, people_of=lambda _: ())
    charter, text = draft.compiled.charter, draft.text
    assert charter is not None, draft.compiled.problems
    members = CHARTERS / "demo/members_2011.csv"
    people = read_register(members.name, members.read_bytes(), charter, FOUNDED)
    found(url, Source(charter, text, CHARTER.name), people, FOUNDED, rehearsal=True)


def play_year(url: str, seed: int = SEED, *, activities: int = ACTIVITIES, expenses: int = EXPENSES, donations: int = DONATIONS) -> None:
    """Let a year of business pass over a founded book."""
    random = Random(seed + 1)  # noqa: S311
    with open_book(url) as book:
        year = Year(book)
        for gift in gifts(seed, donations):
            year.at(gift.at, _give(gift))
        for kind, count in ((_expense, expenses), (_activity, activities)):
            for day in _days(random, count):
                year.at(_evening(day, random), kind(random, day))
        year.run()


def commander(day: date) -> str:
    """Return who is commander on a day."""
    return next(who for since, who in COMMANDERS if since <= day)


def _days(random: Random, count: int) -> Iterator[date]:
    for _ in range(count):
        yield date.fromordinal(random.randint(FIRST.toordinal(), LAST.toordinal()))


def _evening(day: date, random: Random) -> datetime:
    return datetime(day.year, day.month, day.day, 10, random.randrange(60), tzinfo=UTC)  # after 18:00 by local clocks


def gifts(seed: int = SEED, count: int = DONATIONS) -> list[Gift]:
    """Return the donations of the year: when, by whom, raised by whom, how much, and whether it was reversed a day later."""
    random = Random(seed)  # noqa: S311 - a year by chance, and the same one each time
    return [_gift(random, day) for day in _days(random, count)]


def _gift(random: Random, day: date) -> Gift:
    amount = random.choice(("50", "100", "120.50", "200", "260", "300", "499.99", "500"))
    return Gift(
        _evening(day, random), random.choice(DONORS), random.choice((*FUNDRAISERS, "")), amount, turned_back=random.random() < TURNED_BACK
    )


def _give(gift: Gift) -> Act:
    named = {"fundraiser": gift.fundraiser} if gift.fundraiser else {}

    def give(year: Year) -> None:
        number = _number(year.do(QUARTERMASTER, "draft", None, "donation", donor=gift.donor, amount=f"{gift.amount}元", **named))
        got = year.do(QUARTERMASTER, "receive", number)
        for award in got.opened:
            year.at(year.now + timedelta(days=2), _award(award.number))
        if gift.turned_back:
            year.at(year.now + timedelta(days=1), lambda year: _done(year.do(QUARTERMASTER, "reverse", number)))

    return give


def _award(number: str) -> Act:
    def grant(year: Year) -> None:
        edited = year.do(QUARTERMASTER, "edit", number, amount="50元", reason="募集善款达到奖励线")
        if edited.decision.allowed and year.do(QUARTERMASTER, "submit", number).decision.allowed:
            year.at(year.now + timedelta(days=3), lambda year: _done(year.do(DIRECTOR, "approve", number)))

    return grant


def _expense(random: Random, day: date) -> Act:
    who, purpose = random.choice((*REQUESTERS, *LEADERS.values())), random.choice(GOODS)
    amount, no = f"{random.randrange(20, 400)}.{random.randrange(100):02d}元", random.random() < 0.1

    def ask(year: Year) -> None:
        number = _number(year.do(who, "draft", None, "expense", purpose=purpose, amount=amount))
        year.do(who, "submit", number)
        year.at(year.now + timedelta(days=1), resolve(number))

    def resolve(number: str) -> Act:
        def weigh(year: Year) -> None:
            verb, more = ("refuse", {"saying": "本季度已有同类支出"}) if no else ("approve", {})
            for signer in (commander(day + timedelta(days=1)), INSTRUCTOR, QUARTERMASTER):
                year.do(signer, verb, number, **more)
            year.at(year.now + timedelta(days=1), lambda year: _paid(year, number))

        return weigh

    return ask


def _paid(year: Year, number: str) -> None:
    """Pay, or wait for money a fortnight; an expense that was refused is not paid whatever the fund holds."""
    if year.do(QUARTERMASTER, "pay", number).decision.allowed or year.now.date() > LAST:
        return
    with year.book.reading() as reading:
        waits = reading.case(number).state == "approved"
    if waits:
        year.at(year.now + timedelta(days=14), lambda year: _paid(year, number))


def _activity(random: Random, day: date) -> Act:
    squad, title = random.choice(tuple(LEADERS)), random.choice(WORK)
    start = day + timedelta(days=7 + (5 - day.weekday()) % 7)  # a Saturday at least a week ahead
    hours = {"start": f"{start} 09:00", "end": f"{start} 11:30"}
    together = random.random() < 0.25

    def plan(year: Year) -> None:
        who = commander(day) if together else LEADERS[squad]
        fields = {"title": title, "place": "永城市区", **hours, **({} if together else {"squad": squad})}
        drafted = year.do(who, "draft", None, "activity plan" if together else "squad activity", **fields)
        number = _number(drafted)
        if not year.do(who, "submit", number).decision.allowed:  # a Saturday that is worked
            year.do(who, "edit", number, start=f"{start + timedelta(days=1)} 09:00", end=f"{start + timedelta(days=1)} 11:30")
            year.do(who, "submit", number)
        year.at(year.now + timedelta(days=1), lambda year: judge(year, number))
        year.at(datetime(start.year, start.month, start.day, 4, 0, tzinfo=UTC) + timedelta(days=1), lambda year: held(year, who, number))

    def judge(year: Year, number: str) -> None:
        for judged in (INSTRUCTOR, commander(day + timedelta(days=1))):
            year.do(judged, "judge", number, important="no")
            year.do(judged, "approve", number)

    def held(year: Year, who: str, number: str) -> None:
        year.do(who, "start", number)
        year.do(who, "finish", number)

    return plan


def _number(done: Done) -> str:
    assert done.case is not None, done.decision.reasons
    return done.case.number


def _done(done: Done) -> None:
    assert done.decision.reasons


if __name__ == "__main__":
    book = sys.argv[1]
    found_year(book)
    play_year(book, int(sys.argv[2]) if len(sys.argv) > 2 else SEED)
    with open_book(book) as opened, opened.reading() as reading:
        cases = reading.cases()
        print(f"{len(reading.members())} members, {len(cases)} cases, {reading.head()[0]} entries of the log")
