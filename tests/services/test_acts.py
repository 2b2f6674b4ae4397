"""Acts on cases: each in one transaction, refusals logged, and what follows is done in the same breath."""

from __future__ import annotations

from pathlib import Path

import pytest
from team import FILES, FOUNDED, Do

from engine import drafting
from engine.services.acts import File, Wish, act, ask
from engine.services.cases import history
from engine.services.faults import ClockBack, NobodyAsks, NoField, NoMember, NoMove, NoSuchCase, WrongKind
from engine.services.found import Source, found, read_register
from engine.services.logs import verify
from engine.services.money import funds
from engine.services.scene import Clock
from engine.store.book import Book, open_book
from engine.store.faults import Changed
from engine.values import Money


def expense(do: Do, amount: str = "120"):
    return do("赵敏", "draft", kind="expense", purpose="trees", amount=amount).case.number


def gift(do: Do, amount: str, fundraiser: str = "孙丽"):
    number = do("陈静", "draft", kind="donation", donor="a neighbour", amount=amount, fundraiser=fundraiser).case.number
    return do("陈静", "receive", number)


def test_a_refusal_changes_nothing_and_stands_in_the_log(book: Book, do: Do):
    number = expense(do)
    done = do("刘洋", "submit", number)
    assert not done.decision.allowed
    with book.reading() as reading:
        _, events, _ = history(reading, number, Clock(FOUNDED))
        assert [(event.verb, event.done) for event in events] == [("draft", True), ("submit", False)]
        assert reading.case(number).version == 1
        assert verify(reading).findings == ()


def test_a_refused_draft_is_logged_under_the_book(book: Book, do: Do):
    done = do("赵敏", "draft", kind="award")
    with book.reading() as reading:
        subjects = [(entry.subject, entry.outcome) for entry in reading.entries()]
    expected = ("JL-2011-001", "done") if done.decision.allowed else ("book", "refused")
    assert subjects[-1] == expected


@pytest.mark.parametrize(
    ("amounts", "awards"),
    [
        (("499.99",), 0),
        (("500",), 1),
        (("300", "199.99"), 0),
        (("300", "200"), 1),
        (("300", "300"), 1),
        (("500", "499.99"), 1),
        (("500", "500"), 2),
    ],
)
def test_gifts_that_reach_500_open_an_award_and_are_used_up(book: Book, do: Do, amounts: tuple[str, ...], awards: int):
    """Under, at and over the line; what one award counted counts for no other."""
    opened = [case for amount in amounts for case in gift(do, amount).opened]
    assert len(opened) == awards
    with book.reading() as reading:
        assert len(reading.cases("award")) == awards
        assert verify(reading).findings == ()


def test_gifts_of_two_fundraisers_are_not_added_up(do: Do):
    assert gift(do, "300", "孙丽").opened == ()
    assert gift(do, "300", "王前").opened == ()


def test_an_opened_case_names_its_article_and_its_parent(do: Do):
    award = gift(do, "500").opened[0]
    assert (award.drafter, award.parent) == (None, "JK-2011-001")
    assert str(award.opened_under) == "rules 3"
    assert award.fields["fundraiser"] == "孙丽"


@pytest.mark.parametrize(("amount", "paid"), [("299.99", True), ("300", True), ("300.01", False)])
def test_a_fund_never_goes_below_zero(book: Book, do: Do, amount: str, paid: bool):  # noqa: FBT001
    gift(do, "300")
    number = expense(do, amount)
    for who, verb in (("赵敏", "submit"), ("刘洋", "approve")):
        assert do(who, verb, number).decision.allowed
    do("刘洋", "judge", number, urgent="no")
    assert do("陈静", "pay", number).decision.allowed is paid
    with book.reading() as reading:
        held = funds(reading, Clock(FOUNDED))[0].balance
        assert held == (Money(30000) - Money.parse(amount) if paid else Money(30000))


def test_reversing_takes_back_what_was_posted_and_counted(book: Book, do: Do):
    gift(do, "300")
    do("陈静", "reverse", "JK-2011-001")
    with book.reading() as reading:
        assert funds(reading, Clock(FOUNDED))[0].balance == Money(0)
        assert reading.gifts() == ()
    assert gift(do, "200").opened == ()


def test_a_file_given_with_a_move_is_attached_first(book: Book, do: Do):
    gift(do, "300")
    number = expense(do)
    do("赵敏", "submit", number)
    do("刘洋", "approve", number)
    do("刘洋", "judge", number, urgent="no")
    do("陈静", "pay", number)
    done = act(book, Wish("settle", number, files=(File("r.txt", b"receipt"),)), "陈静", Clock(FOUNDED))
    assert done.case.state == "settled"
    with book.reading() as reading:
        assert reading.attachment(done.case.attachments[0].sha256) == b"receipt"


@pytest.mark.parametrize("files", [(), (File("offer.txt", b"offer"),)])
def test_a_late_entry_with_a_file_is_judged_by_what_its_day_leaves_as_one_without(tmp_path: Path, files: tuple[File, ...]):
    """On 5 March the fund held 300, of which 250 went on the tenth; the 300 that came on the fifteenth cover nothing before."""
    file = tmp_path / "team.rules"
    bounded = "\namount of expense must not be over balance of team fund.\n"
    file.write_text((FILES / "team.rules").read_text(encoding="utf-8") + bounded, encoding="utf-8")
    draft = drafting.read(file, cache=None, people_of=lambda _: ())
    assert draft.compiled.charter is not None, [each.code for each in draft.compiled.problems]
    people = read_register("members.csv", (FILES / "members.csv").read_bytes(), draft.compiled.charter, FOUNDED)
    found(str(tmp_path / "team.db"), Source(draft.compiled.charter, draft.text, file.name), people, FOUNDED, rehearsal=True)
    with open_book(str(tmp_path / "team.db")) as book:

        def at(day: str, who: str, verb: str, number: str | None = None, kind: str | None = None, **fields: str) -> str:
            done = act(book, Wish(verb, number, kind, fields), who, Clock(FOUNDED, f"2011-03-{day} 09:00"))
            assert done.decision.allowed, done.decision.reasons
            assert done.case is not None
            return done.case.number

        gifts = [at("02", "陈静", "draft", kind="donation", donor="a neighbour", amount="300") for _ in range(2)]
        at("02", "陈静", "receive", gifts[0])
        first, second = (at("03", "赵敏", "draft", kind="expense", purpose="trees", amount=amount) for amount in ("250", "100"))
        at("04", "赵敏", "submit", first)
        at("04", "刘洋", "approve", first)
        at("04", "刘洋", "judge", first, urgent="no")
        at("10", "陈静", "pay", first)
        at("15", "陈静", "receive", gifts[1])
        late = Clock(FOUNDED, "2011-03-20 09:00", on="2011-03-05")
        done = act(book, Wish("submit", second, files=files), "赵敏", late)
    assert (done.verb, done.decision.allowed) == ("submit", False)
    assert done.decision.reasons[0].facts["found"] == (Money(10000), Money(5000))


def test_asking_writes_nothing(book: Book, do: Do):
    number = expense(do)
    with book.reading() as reading:
        before = reading.head()
        done = ask(reading, Wish("submit", number), "赵敏", Clock(FOUNDED))
        assert done.decision.allowed
        assert reading.head() == before


def test_asking_about_a_file_that_is_not_there_yet_is_answered(book: Book, do: Do):
    number = expense(do)
    with book.reading() as reading:
        done = ask(reading, Wish("attach", number), "赵敏", Clock(FOUNDED))
    assert [reason.code for reason in done.decision.reasons] == ["R124"]


def test_somebody_elses_act_in_between_is_a_conflict(book: Book, do: Do):
    number = expense(do)
    with book.reading() as reading:
        old = reading.case(number)
    do("赵敏", "edit", number, amount="5")
    with pytest.raises(Changed), book.writing() as writing:
        writing.save_case(old, closed=False)


@pytest.mark.parametrize(
    ("fault", "who", "wish"),
    [
        (NobodyAsks, None, Wish("submit", "ZC-2011-001")),
        (NoMember, "刘样", Wish("submit", "ZC-2011-001")),
        (NoSuchCase, "刘洋", Wish("submit", "ZC-2011-009")),
        (NoMove, "刘洋", Wish("fly", "ZC-2011-001")),
        (WrongKind, "刘洋", Wish("submit", "ZC-2011-001", "donation")),
        (NoField, "刘洋", Wish("edit", "ZC-2011-001", fields={"colour": "red"})),
    ],
)
def test_what_cannot_be_asked_is_a_fault_and_leaves_no_entry(book: Book, do: Do, fault: type[Exception], who: str | None, wish: Wish):
    expense(do)
    with book.reading() as reading:
        before = reading.head()
    with pytest.raises(fault):
        act(book, wish, who, Clock(FOUNDED))
    with book.reading() as reading:
        assert reading.head() == before


def test_a_number_is_found_however_it_is_typed(do: Do):
    expense(do)
    for typed in ("zc-2011-001", " ZC-2011-001 ", "ＺＣ－２０１１－００１"):
        assert do("赵敏", "edit", typed, amount="7").decision.allowed


def test_the_clock_of_a_rehearsal_runs_forward_alone(book: Book):
    later = Clock(FOUNDED, "2011-03-05 10:00")
    act(book, Wish("draft", None, "expense"), "赵敏", later)
    with book.reading() as reading:
        assert reading.settings().clock.isoformat() == "2011-03-05T02:00:00+00:00"
    with pytest.raises(ClockBack):
        act(book, Wish("draft", None, "expense"), "赵敏", Clock(FOUNDED, "2011-03-05 09:59"))
    done = act(book, Wish("draft", None, "expense"), "赵敏", Clock(FOUNDED))
    assert done.case.opened.isoformat() == "2011-03-05T02:00:00+00:00"


def test_time_alone_takes_a_case_on_before_the_next_act(book: Book, do: Do):
    """After thirty days of review an expense lapses to a draft; the lapse has an entry of its own."""
    number = expense(do)
    do("赵敏", "submit", number)
    done = act(book, Wish("approve", number), "刘洋", Clock(FOUNDED, "2011-05-01 09:00"))
    assert not done.decision.allowed
    with book.reading() as reading:
        assert reading.case(number).state == "draft"
        told = [(entry.actor, entry.verb) for entry in reading.entries(number)]
    assert told[-2:] == [("", "lapsed"), ("刘洋", "approve")]
