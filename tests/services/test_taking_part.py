"""Signing up, hours, objections, what is taken up, at most so many at a time, and awards that lose their sum, in a book of the company."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from engine import drafting
from engine.case import Member, Tenure
from engine.services.acts import Done, Wish, act
from engine.services.cases import show_case
from engine.services.found import Source, found
from engine.services.participation import hours, served
from engine.services.register import Register
from engine.services.scene import Clock, facts_of
from engine.services.tasks import inbox, who
from engine.store.book import Book, open_book
from engine.workflows.matter import Matter

CHARTER = Path(__file__).resolve().parents[2] / "charters" / "pioneer_company.rules"
FOUNDED = datetime(2011, 3, 1, 1, 0, tzinfo=UTC)
DAY = date(2011, 3, 1)
OFFICES = (
    ("刘洋", "commander", None),
    ("陈静", "instructor", None),
    ("李厚德", "quartermaster", None),
    ("赵敏", "squad leader", "sixth squad"),
    ("郑国栋", "centre director", None),
)
PEOPLE = ("刘洋", "陈静", "李厚德", "赵敏", "郑国栋", "曹阳", "袁帅", "程晓丽")

Deed = Callable[..., Done]


@pytest.fixture(scope="module")
def source() -> Source:
    charter = drafting.read(CHARTER, cache=None, people_of=lambda _: ()).compiled.charter
    assert charter is not None
    return Source(charter, CHARTER.read_text(encoding="utf-8"), CHARTER.name)


@pytest.fixture
def book(source: Source, tmp_path: Path) -> Iterator[Book]:
    members = tuple(Member(each, each, None, "sixth squad" if each in ("赵敏", "曹阳", "袁帅") else None, DAY) for each in PEOPLE)
    tenures = tuple(Tenure(member, role, unit, DAY, None, "minutes") for member, role, unit in OFFICES)
    url = str(tmp_path / "company.db")
    found(url, source, Register(members, tenures), FOUNDED, rehearsal=True)
    with open_book(url) as opened:
        yield opened


@pytest.fixture
def do(book: Book) -> Deed:
    """Do something: `do("赵敏", "submit", number)`; `at` sets the clock on."""

    def doing(who: str, verb: str, number: str | None = None, kind: str | None = None, reason: str | None = None, **more: str) -> Done:
        at = more.pop("at", None)
        return act(
            book, Wish(verb, number, kind, {name.replace("_", " "): value for name, value in more.items()}, reason), who, Clock(FOUNDED, at)
        )

    return doing


def codes(done: Done) -> str:
    return f"{'yes' if done.decision.allowed else 'no'} {' '.join(each.code for each in done.decision.reasons)}"


def number(done: Done) -> str:
    assert done.decision.allowed, done.decision.reasons
    assert done.case is not None
    return done.case.number


@pytest.fixture
def trees(do: Deed) -> str:
    """Return an approved squad activity with two places."""
    made = number(
        do(
            "赵敏",
            "draft",
            None,
            "squad activity",
            title="植树",
            start="2011-03-05 09:00",
            end="2011-03-05 11:00",
            place="沱河",
            places="2",
        )
    )
    do("赵敏", "submit", made)
    do("刘洋", "judge", made, important="no")
    assert number(do("刘洋", "approve", made)) == made
    return made


# ---- signing up and hours ------------------------------------------------------------------------------------------


def states(book: Book, case: str) -> dict[str, str]:
    with book.reading() as reading:
        return {each.member: each.state for each in reading.participations(case)}


def test_who_comes_when_the_places_are_taken_waits_and_moves_up(book, do, trees):
    assert [codes(do(each, "sign-up", trees)) for each in ("曹阳", "袁帅", "程晓丽")] == ["yes R420", "yes R420", "yes R421"]
    assert states(book, trees) == {"曹阳": "signed up", "袁帅": "signed up", "程晓丽": "waiting"}
    assert codes(do("曹阳", "sign-off", trees)) == "yes R427"
    assert states(book, trees) == {"曹阳": "cancelled", "袁帅": "signed up", "程晓丽": "signed up"}
    assert codes(do("曹阳", "sign-up", trees)) == "yes R421"


def test_who_leaves_the_waiting_list_frees_no_place(book, do, trees):
    for each in ("曹阳", "袁帅", "程晓丽", "陈静"):
        do(each, "sign-up", trees)
    do("程晓丽", "sign-off", trees)
    assert states(book, trees)["陈静"] == "waiting"


def test_nobody_signs_up_twice_or_for_another_or_once_it_has_begun(do, trees):
    do("曹阳", "sign-up", trees)
    assert codes(do("曹阳", "sign-up", trees)) == "no R423"
    assert codes(do("曹阳", "sign-up", trees, member="袁帅")) == "no R426"
    assert codes(do("袁帅", "sign-off", trees)) == "no R428"
    assert codes(do("袁帅", "sign-up", trees, at="2011-03-05 09:00")) == "no R425"
    do("赵敏", "start", trees)
    assert codes(do("袁帅", "sign-up", trees)) == "no R424 R425"


def test_hours_are_entered_by_drafter_or_squad_leader_and_corrected_by_entering_them_again(book, do, trees):
    assert codes(do("赵敏", "attend", trees, member="曹阳", minutes="120")) == "no R431"
    do("赵敏", "start", trees, at="2011-03-05 09:00")
    assert codes(do("曹阳", "attend", trees, member="曹阳", minutes="120")) == "no R430"
    assert codes(do("赵敏", "attend", trees, member="曹阳", minutes="6001")) == "no R432"
    assert codes(do("赵敏", "attend", trees, member="曹阳", minutes="2小时")) == "yes R429"
    assert codes(do("赵敏", "attend", trees, member="曹阳", minutes="90")) == "yes R429"
    with book.reading() as reading:
        (line,) = hours(reading, "曹阳", date(2011, 1, 1), date(2011, 12, 31))
        assert (line.case.number, line.day, line.minutes) == (trees, date(2011, 3, 5), 90)
        assert hours(reading, "曹阳", date(2011, 1, 1), date(2011, 3, 4)) == ()
        assert [(each.member, each.minutes) for each in served(reading, Clock(FOUNDED), 2011)[0]] == [("曹阳", 90)]
        assert served(reading, Clock(FOUNDED), 2010)[0] == ()


def test_who_did_not_come_served_nothing(book, do, trees):
    do("赵敏", "start", trees, at="2011-03-05 09:00")
    do("赵敏", "attend", trees, member="袁帅", minutes="0")
    with book.reading() as reading:
        assert [(each.member, each.came, each.minutes) for each in show_case(reading, trees)[0].parts] == [("袁帅", False, 0)]
        assert hours(reading, "袁帅", DAY, date(2011, 12, 31)) == ()


def test_a_kind_that_is_not_open_to_it_knows_no_sign_up(do):
    made = number(do("李厚德", "draft", None, "expense", purpose="账簿", amount="45"))
    assert codes(do("曹阳", "sign-up", made)) == "no R102"


# ---- objections ----------------------------------------------------------------------------------------------------


@pytest.fixture
def published(do: Deed) -> str:
    made = number(do("李厚德", "draft", None, "publication", title="账目", content="明细", place="公示栏"))
    assert codes(do("曹阳", "object", made, reason="早了")) == "no R435"
    assert number(do("李厚德", "post", made)) == made
    return made


def test_what_is_public_stays_so_until_each_objection_is_answered(do, published):
    assert codes(do("曹阳", "object", published, reason="少一张票据")) == "yes R433"
    assert codes(do("袁帅", "object", published, reason="数字不对")) == "yes R433"
    late = do("曹阳", "answer", published, reason="我来答", at="2011-03-20 09:00")
    assert (codes(late), late.case.state) == ("no R437", "public")
    assert codes(do("李厚德", "answer", published, objection="2", reason="已更正")) == "yes R436"
    assert codes(do("李厚德", "answer", published, objection="2", reason="又答")) == "no R438"
    assert do("李厚德", "answer", published, reason="已补上").case.state == "expired"


def test_an_objection_and_its_answer_need_words_and_are_told(book, do, published):
    assert codes(do("曹阳", "object", published)) == "no R146"
    do("曹阳", "object", published, reason="少一张票据")
    assert codes(do("李厚德", "answer", published)) == "no R146"
    with book.reading() as reading:
        assert [(each.to, each.text) for each in reading.notices("李厚德") if each.kind == "objection"] == [("李厚德", "少一张票据")]
        assert "answer" in [task.wait.kind for task in inbox(reading, "李厚德", Clock(FOUNDED))[0].cases]
    do("李厚德", "answer", published, reason="已补上")
    with book.reading() as reading:
        assert [each.text for each in reading.notices("曹阳") if each.kind == "told"] == ["已补上"]
        (line,) = show_case(reading, published)[0].objections
        assert (line.number, line.member, line.text, line.answered_by, line.answer) == (1, "曹阳", "少一张票据", "李厚德", "已补上")


def test_without_objections_it_ends_after_five_working_days(do, published):
    """Posted on Tuesday 1 March: Monday's midnight is still within, Tuesday's is not."""
    assert do("袁帅", "object", published, reason="及时", at="2011-03-08 23:59").case.state == "public"


def test_its_time_over_nobody_objects_any_more(do, published):
    assert codes(do("袁帅", "object", published, reason="晚了", at="2011-03-09 00:01")) == "no R435"


# ---- what becomes part of a plan -------------------------------------------------------------------------------------


@pytest.fixture
def settled(do: Deed) -> str:
    made = number(do("赵敏", "draft", None, "joint proposal", title="清河", start="2011-03-12 09:00", end="2011-03-12 11:00", place="沱河"))
    do("赵敏", "submit", made)
    do("陈静", "judge", made, important="no")
    assert codes(do("刘洋", "take-up", made)) == "no R443"
    do("陈静", "approve", made)
    return made


def test_a_settled_proposal_is_taken_up_into_a_new_plan_with_its_fields(book, do, settled):
    assert codes(do("赵敏", "start", settled)).startswith("no R444")
    assert codes(do("赵敏", "take-up", settled)) == "no R441"
    done = do("刘洋", "take-up", settled)
    (plan,) = done.opened
    assert (plan.process, plan.drafter, plan.fields["title"], plan.fields["place"]) == ("activity plan", "刘洋", "清河", "沱河")
    assert done.case.part_of == plan.number
    assert codes(do("刘洋", "take-up", settled)) == "no R442"
    with book.reading() as reading:
        told = {(each.relation, each.case.number) for case in (settled, plan.number) for each in show_case(reading, case)[0].related}
    assert told == {("part_of", plan.number), ("takes_in", settled)}


def test_or_into_a_plan_that_is_there_if_it_is_one_and_not_at_its_end(book, do, settled, trees):
    plan = number(do("刘洋", "draft", None, "activity plan", title="三月计划"))
    assert codes(do("刘洋", "take-up", settled, into=trees)) == "no R445"
    with book.reading() as reading:
        assert [wait.kind for wait in who(reading, settled, Clock(FOUNDED))[0].waits if wait.awaited] == ["take-up"]
    assert do("刘洋", "take-up", settled, into=plan).case.part_of == plan
    assert number(do("赵敏", "start", settled, at="2011-03-12 09:00")) == settled


# ---- at most so many at a time -------------------------------------------------------------------------------------


def test_an_elder_has_one_pairing_at_a_time_however_the_name_is_spaced(do):
    first = number(do("曹阳", "draft", None, "pairing", elder="王 奶奶", volunteer="曹阳"))
    second = number(do("赵敏", "draft", None, "pairing", elder="王奶奶", volunteer="六班"))
    other = number(do("赵敏", "draft", None, "pairing", elder="李爷爷", volunteer="六班"))
    assert number(do("曹阳", "begin", first)) == first
    assert codes(do("赵敏", "begin", second)) == "no R446"
    assert number(do("赵敏", "begin", other)) == other
    assert number(do("袁帅", "unpair", other, 理由="搬走")) == other, "whoever is of the squad may end its pairing"
    do("曹阳", "unpair", first, 理由="搬走")
    assert number(do("赵敏", "begin", second)) == second


# ---- gifts and awards ------------------------------------------------------------------------------------------------


@pytest.fixture
def give(do: Deed) -> Callable[..., str]:
    def giving(amount: str, donor: str = "利民商店", fundraiser: str = "曹阳") -> str:
        made = number(do("李厚德", "draft", None, "donation", donor=donor, amount=amount, fundraiser=fundraiser))
        return number(do("李厚德", "receive", made))

    return giving


def awards(book: Book) -> list[tuple[str, str]]:
    with book.reading() as reading:
        return [(each.state, str(each.fields["raised"])) for each in reading.cases("award")]


def test_a_squad_raises_money_and_its_members_have_no_say_in_its_award(book, source, give):
    give("300", fundraiser="六班")
    give("200", fundraiser="六班")
    assert awards(book) == [("draft", "500.00")]
    with book.reading() as reading:
        (award,) = reading.cases("award")
        facts = facts_of(reading)
    assert award.fields["fundraiser"] == "sixth squad"
    assert Matter(source.charter, facts, award, FOUNDED).own == {"赵敏", "曹阳", "袁帅"}


def test_a_reversal_below_the_line_voids_the_award_and_frees_the_other_gifts(book, do, give):
    first, _ = give("300"), give("200")
    do("李厚德", "reverse", first)
    assert awards(book) == [("void", "200.00")]
    give("299.99")
    assert awards(book) == [("void", "200.00")]
    give("0.01")
    assert awards(book) == [("void", "200.00"), ("draft", "500.00")]


def test_where_what_is_left_and_a_gift_not_yet_counted_reach_the_line_another_award_opens_at_once(book, do, give):
    first, _, _ = give("300"), give("200"), give("300")
    do("李厚德", "reverse", first)
    assert awards(book) == [("void", "200.00"), ("draft", "500.00")]


def test_where_the_rest_still_reaches_the_line_the_award_stands_on_a_smaller_sum(book, do, give):
    first, _ = give("100"), give("600")
    do("李厚德", "reverse", first)
    assert awards(book) == [("draft", "600.00")]


def test_an_award_that_is_granted_is_void_and_one_that_is_paid_is_marked_and_told(book, do, give):
    first, _ = give("300"), give("300")
    do("李厚德", "edit", "JL-2011-001", amount="60", 理由="募集600元")
    do("李厚德", "submit", "JL-2011-001")
    assert do("郑国栋", "approve", "JL-2011-001").case.state == "granted"
    do("李厚德", "hand over", "JL-2011-001")
    do("李厚德", "reverse", first)
    assert awards(book) == [("handed over", "600.00")]
    with book.reading() as reading:
        assert [each.kind for each in reading.case("JL-2011-001").notes] == ["note"]
        assert [each.kind for each in reading.notices("郑国栋") if each.about == "JL-2011-001"] == ["told"]
        counted = show_case(reading, "JL-2011-001")[0].counted
        assert [(each.case.number, each.reversed) for each in counted] == [(first, True), ("JK-2011-002", False)]


def test_an_award_that_the_fund_pays_opens_an_expense_and_one_that_the_centre_pays_does_not(do, give):
    for payer, source in (("曹阳", "活动经费"), ("袁帅", "")):
        give("500", fundraiser=payer)
        award = "JL-2011-001" if payer == "曹阳" else "JL-2011-002"
        do("李厚德", "edit", award, amount="60", 理由="募集500元", source=source)
        do("李厚德", "submit", award)
        do("郑国栋", "approve", award)
        opened = do("李厚德", "hand over", award).opened
        assert [(each.process, each.fields["payee"]) for each in opened] == ([("expense", payer)] if source else [])
