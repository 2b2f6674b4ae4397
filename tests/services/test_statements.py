"""A fund's statement: exact to the fen, nothing undone swells it, and the budget stands beside what was spent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from team import FILES

from engine import drafting
from engine.services.acts import Done, Wish, act
from engine.services.exports import how, ledger
from engine.services.faults import BadPeriod
from engine.services.found import Source, found, read_register
from engine.services.scene import Clock, facts_of
from engine.services.sheets import statement_sheets
from engine.services.statements import asked_for, days, statement
from engine.services.views import Viewer
from engine.services.workbooks import csv_file, workbook
from engine.store.book import Book, open_book
from engine.values import Money

FOUNDED = datetime(2011, 1, 3, 1, 0, tzinfo=UTC)
BUDGET = """
use standard budget.
budget: drafted by treasurer.
budget must be approved by leader.
donation: field donor (捐款人) is text, visible to treasurer.
amount of expense must not be over balance of its budget.
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """Return the team's charter with a budget, and donors that only the treasurer sees."""
    file = tmp_path_factory.mktemp("budget") / "team.rules"
    file.write_text((FILES / "team.rules").read_text(encoding="utf-8") + BUDGET, encoding="utf-8")
    draft = drafting.read(file, cache=None, people_of=lambda _: ())
    assert draft.compiled.charter is not None, [each.code for each in draft.compiled.problems]
    return Source(draft.compiled.charter, draft.text, "team.rules")


class Team:
    """A book of the team, in which somebody does something at a time."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def do(self, at: str, who: str, verb: str, number: str | None = None, kind: str | None = None, **fields: str) -> Done:
        typed = {name.replace("_", " "): text for name, text in fields.items()}
        return act(self.book, Wish(verb, number, kind, typed), who, Clock(FOUNDED, at))

    def new(self, at: str, who: str, kind: str, **fields: str) -> str:
        case = self.do(at, who, "draft", None, kind, **fields).case
        assert case is not None
        return case.number

    def gift(self, at: str, amount: str) -> str:
        number = self.new(at, "陈静", "donation", donor="王老板", amount=amount)
        assert self.do(at, "陈静", "receive", number).decision.allowed
        return number

    def item(self, at: str, amount: str, quarter: str = "2011-Q1") -> str:
        number = self.new(at, "陈静", "budget", purpose="植树", quarter=quarter, amount=amount)
        assert self.do(at, "陈静", "submit", number).decision.allowed
        assert self.do(at, "刘洋", "approve", number).decision.allowed
        return number


@pytest.fixture
def team(source: Source, tmp_path: Path) -> Iterator[Team]:
    people = read_register("members.csv", (FILES / "members.csv").read_bytes(), source.charter, FOUNDED)
    url = str(tmp_path / "team.db")
    found(url, source, people, FOUNDED, rehearsal=True)
    with open_book(url) as book:
        yield Team(book)


def quarter(team: Team, first: str = "2011-01-01", last: str = "2011-03-31", asks: str | None = None):
    with team.book.reading() as reading:
        viewer = Viewer(asks, facts_of(reading), date(2011, 3, 31))
        return statement(reading, "team fund", date.fromisoformat(first), date.fromisoformat(last), viewer)


def test_what_was_held_before_and_what_came_and_went_make_what_is_held_after(team: Team):
    team.gift("2011-01-10 09:00", "0.01")
    team.gift("2011-03-31 23:59", "499.99")  # the last minute of the quarter
    team.gift("2011-04-01 00:00", "7")
    told = quarter(team)
    assert (told.opening, told.came, told.went, told.closing) == (Money(0), Money(50000), Money(0), Money(50000))
    told = quarter(team, "2011-04-01", "2011-06-30")
    assert (told.opening, told.came, told.closing, len(told.lines)) == (Money(50000), Money(700), Money(50700), 1)


def test_what_was_taken_back_stands_as_a_negative_amount_where_it_stood(team: Team):
    number = team.gift("2011-02-01 09:00", "30")
    assert team.do("2011-02-02 09:00", "陈静", "reverse", number).decision.allowed
    told = quarter(team)
    assert [(each.came, each.went, each.reverses, each.reversed_by) for each in told.lines] == [
        (Money(3000), None, None, 2),
        (Money(-3000), None, 1, None),
    ]
    assert (told.came, told.went, told.closing) == (Money(0), Money(0), Money(0))
    assert [(each.kind.id, each.count, each.came) for each in told.totals] == [("donation", 2, Money(0))]


def test_a_hidden_donor_is_named_to_those_who_may_see_him_alone(team: Team):
    team.gift("2011-02-01 09:00", "30")
    assert [quarter(team, asks=asks).lines[0].title for asks in (None, "赵敏", "陈静")] == ["", "", "王老板"]


@pytest.mark.parametrize(("amount", "allowed"), [("59.99", True), ("60", True), ("60.01", False)])
def test_a_case_may_use_what_the_others_leave_of_its_item(team: Team, amount: str, *, allowed: bool):
    item = team.item("2011-01-10 09:00", "100")
    first = team.new("2011-01-11 09:00", "赵敏", "expense", purpose="a", amount="40", budget_item=item)
    assert team.do("2011-01-11 09:00", "赵敏", "submit", first).decision.allowed
    second = team.new("2011-01-11 09:00", "王前", "expense", purpose="b", amount=amount, budget_item=item)
    decision = team.do("2011-01-11 09:00", "王前", "submit", second).decision
    assert decision.allowed is allowed
    assert allowed or decision.reasons[0].facts["found"] == (Money(6001), Money(6000))


def test_what_is_refused_or_taken_back_frees_its_item(team: Team):
    team.gift("2011-01-09 09:00", "200")
    item = team.item("2011-01-10 09:00", "100")
    first, second = (team.new("2011-01-11 09:00", "赵敏", "expense", purpose="a", amount="100", budget_item=item) for _ in range(2))
    assert team.do("2011-01-11 09:00", "赵敏", "submit", first).decision.allowed
    assert not team.do("2011-01-11 09:00", "赵敏", "submit", second).decision.allowed
    assert team.do("2011-01-11 10:00", "赵敏", "withdraw", first).decision.allowed
    assert team.do("2011-01-11 10:00", "赵敏", "submit", second).decision.allowed
    team.do("2011-01-11 10:00", "刘洋", "judge", second, urgent="no")
    assert team.do("2011-01-11 10:00", "刘洋", "approve", second).decision.allowed
    assert team.do("2011-01-11 11:00", "陈静", "pay", second).decision.allowed
    line = quarter(team).items[0]
    assert (line.granted, line.paid, line.taken, line.left) == (Money(10000), Money(10000), Money(10000), Money(0))
    assert team.do("2011-01-12 11:00", "陈静", "reverse", second).decision.allowed
    line = quarter(team).items[0]
    assert (line.paid, line.taken, line.left) == (Money(0), Money(0), Money(10000))
    assert quarter(team, "2011-04-01", "2011-06-30").items == ()


def test_an_item_must_be_in_force_and_its_quarter_one(team: Team):
    number = team.new("2011-01-10 09:00", "陈静", "budget", purpose="植树", quarter="spring", amount="100")
    assert "R461" in [each.code for each in team.do("2011-01-10 09:00", "陈静", "submit", number).decision.reasons]
    expense = team.new("2011-01-11 09:00", "赵敏", "expense", purpose="a", amount="1", budget_item=number)
    assert "R460" in [each.code for each in team.do("2011-01-11 09:00", "赵敏", "submit", expense).decision.reasons]
    nameless = team.new("2011-01-11 09:00", "赵敏", "expense", purpose="a", amount="1")
    assert "R165" in [each.code for each in team.do("2011-01-11 09:00", "赵敏", "submit", nameless).decision.reasons]


def test_the_same_book_makes_the_same_bytes(team: Team):
    team.gift("2011-02-01 09:00", "30")
    made = []
    for _ in range(2):
        with team.book.reading() as reading:
            told, charter, _at = asked_for(reading, None, ("2011-Q1", None, None), Clock(FOUNDED, "2011-04-01", "陈静"))
            made.append(workbook(statement_sheets(charter, told, "zh"), how(reading, charter)))
    assert made[0] == made[1]


def test_a_title_that_looks_like_a_formula_is_text(team: Team, tmp_path: Path):
    number = team.new("2011-01-10 09:00", "陈静", "donation", donor="=1+1", amount="5")
    team.do("2011-01-10 09:00", "陈静", "receive", number)
    with team.book.reading() as reading:
        told, charter, _ = asked_for(reading, None, ("2011-Q1", None, None), Clock(FOUNDED, "2011-04-01", "陈静"))
        sheets = statement_sheets(charter, told, "en")
        (tmp_path / "a.xlsx").write_bytes(workbook(sheets, how(reading, charter)))
    page = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cell = next(cell for row in page.iter_rows() for cell in row if cell.value == "=1+1")
    assert cell.data_type == "s"
    assert ",'=1+1," in csv_file(sheets[0], charter.zone).decode("utf-8-sig")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("2011-Q1", None, None), ("2011-01-01", "2011-03-31")),
        (("2011年第四季度", None, None), ("2011-10-01", "2011-12-31")),
        (("2012-02", None, None), ("2012-02-01", "2012-02-29")),
        (("2011年", None, None), ("2011-01-01", "2011-12-31")),
        ((None, None, None), ("2011-04-01", "2011-06-30")),
        ((None, "2011-02-03", "2011-02-03"), ("2011-02-03", "2011-02-03")),
        ((None, "2011-02-03", None), ("2011-02-03", "2011-05-06")),
    ],
)
def test_a_period_is_asked_for_by_name_or_by_its_days(source: Source, asked: tuple[str | None, ...], expected: tuple[str, str]):
    first, last = days(source.charter, date(2011, 5, 6), *asked)
    assert (first.isoformat(), last.isoformat()) == expected


@pytest.mark.parametrize(
    "asked", [("2011-Q5", None, None), ("2011-13", None, None), ("2011-Q1", "2011-01-01", None), (None, "2011-02-03", "2011-02-02")]
)
def test_what_is_no_period_is_refused(source: Source, asked: tuple[str | None, ...]):
    with pytest.raises(BadPeriod):
        days(source.charter, date(2011, 5, 6), *asked)


def test_a_ledger_begins_with_the_day_of_the_founding_where_the_unit_is(tmp_path: Path):
    """East of Greenwich it is one day, in New York still the day before: what came in that evening is in the ledger."""
    head, rest = (FILES / "team.rules").read_text(encoding="utf-8").split(", in force from 2011-01-01.", 1)
    file = tmp_path / "team.rules"
    file.write_text(f'{head}, time zone "America/New_York".{rest}', encoding="utf-8")
    draft = drafting.read(file, cache=None, people_of=lambda _: ())
    assert draft.compiled.charter is not None, [each.code for each in draft.compiled.problems]
    evening = datetime(2011, 1, 4, 1, 0, tzinfo=UTC)
    people = read_register("members.csv", (FILES / "members.csv").read_bytes(), draft.compiled.charter, evening)
    url = str(tmp_path / "team.db")
    found(url, Source(draft.compiled.charter, draft.text, "team.rules"), people, evening, rehearsal=True)
    with open_book(url) as book:
        number = Team(book).gift("2011-01-03 21:00", "600")
        with book.reading() as reading:
            sheets, _ = ledger(reading, None, (None, None, None), Clock(evening, "2011-01-03 22:00"), "en")
    assert [row for sheet in sheets for row in sheet.rows if number in row]
