"""A signature covers every field and file that is not declared unsigned, and no restoring revives it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction

import pytest
from plays import Play, receipt
from samples import charter, field, yuan

from engine.case import Case
from engine.charter import Field
from engine.values import Duration, DurationUnit, Money
from engine.workflows.content import altered, content

CHARTER = charter()


def case(**values: object) -> Case:
    play = Play(CHARTER)
    assert play.draft("Wu", "expense").allowed
    return replace(play.case, fields=values)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"purpose": "1"}, {"purpose": 1}),
        ({"purpose": True}, {"purpose": 1}),
        ({"amount": Money(1)}, {"amount": Money(1, "EUR")}),
        ({"purpose": "ab"}, {"purpose": "a", "b": ""}),
        ({"purpose": ("a", "b")}, {"purpose": ("ab",)}),
        ({"purpose": ("a", "b")}, {"purpose": ("a", ("b",))}),
        ({"purpose": date(2011, 1, 1)}, {"purpose": "2011-01-01"}),
        ({"purpose": time(9)}, {"purpose": time(10)}),
        ({"purpose": Fraction(1, 3)}, {"purpose": Fraction(2, 3)}),
        ({"purpose": Duration(1, DurationUnit.DAY)}, {"purpose": Duration(1, DurationUnit.WEEK)}),
        ({"purpose": datetime(2011, 1, 1, tzinfo=UTC)}, {"purpose": datetime(2011, 1, 2, tzinfo=UTC)}),
        ({"purpose": "x"}, {}),
    ],
)
def test_no_two_contents_are_written_alike(one: dict[str, object], other: dict[str, object]) -> None:
    assert content(CHARTER, case(**one)) != content(CHARTER, case(**other))
    assert content(CHARTER, case(**one)) == content(CHARTER, case(**one))


def test_the_hash_is_fixed() -> None:
    """A book that is years old still verifies its signatures: the written form never changes."""
    fixed = case(purpose="paint", amount=yuan("300"), start=datetime(2011, 3, 5, 1, tzinfo=UTC), moment=datetime(2011, 3, 5, 1))  # noqa: DTZ001
    assert content(CHARTER, fixed) == "df9e48337785db58350795c62af5191498470204aadaeb400ad16ebf418793e1"


def test_an_instant_is_the_same_in_every_zone() -> None:
    there = timezone(timedelta(hours=8))
    assert content(CHARTER, case(purpose=datetime(2011, 1, 1, 8, tzinfo=there))) == content(
        CHARTER, case(purpose=datetime(2011, 1, 1, tzinfo=UTC))
    )


def test_what_is_no_value_is_never_signed() -> None:
    with pytest.raises(AssertionError):
        content(CHARTER, case(purpose=object()))


def test_process_revision_and_files_are_covered() -> None:
    plain = case(purpose="x")
    others = [
        replace(plain, process="award"),
        replace(plain, revision=1),
        replace(plain, attachments=(receipt(),)),
        replace(plain, attachments=(receipt("other.pdf"),)),
        replace(plain, attachments=(receipt(sha256="cd" * 32),)),
        replace(plain, attachments=(replace(receipt(), size=4),)),
    ]
    assert len({content(CHARTER, each) for each in (plain, *others)}) == 7
    later = replace(receipt(), at=receipt().at + timedelta(days=1), added_by="Li")
    assert content(CHARTER, replace(plain, attachments=(later,))) == content(CHARTER, others[2])
    assert content(CHARTER, replace(plain, state="paid", version=9)) == content(CHARTER, plain)


def test_fields_come_in_no_order() -> None:
    assert content(CHARTER, case(purpose="x", amount=yuan("1"))) == content(CHARTER, case(amount=yuan("1"), purpose="x"))


def test_an_unsigned_field_is_not_covered() -> None:
    plain = case(purpose="x")
    noted = altered(CHARTER, plain, {"note": "urgent"})
    assert (noted.fields, noted.revision) == ({"purpose": "x", "note": "urgent"}, 0)
    assert content(CHARTER, noted) == content(CHARTER, plain)


def test_an_edit_raises_the_revision_so_that_restoring_revives_nothing() -> None:
    plain = case(purpose="x")
    there = altered(CHARTER, plain, {"purpose": "y"})
    back = altered(CHARTER, there, {"purpose": "x"})
    assert (there.revision, back.revision, back.fields) == (1, 2, {"purpose": "x"})
    assert content(CHARTER, back) != content(CHARTER, plain)


def test_setting_what_stands_there_already_changes_nothing() -> None:
    plain = case(purpose="x")
    assert altered(CHARTER, plain, {"purpose": "x", "amount": None}) == plain


def test_none_empties_a_field() -> None:
    emptied = altered(CHARTER, case(purpose="x"), {"purpose": None})
    assert (emptied.fields, emptied.revision) == ({}, 1)


def test_a_file_is_added_once() -> None:
    plain = case(purpose="x")
    once = altered(CHARTER, plain, {}, receipt())
    assert (once.attachments, once.revision) == ((receipt(),), 1)
    assert altered(CHARTER, once, {}, receipt()) == once
    twice = altered(CHARTER, once, {}, receipt("second.pdf"))
    assert [each.name for each in twice.attachments] == ["receipt.pdf", "second.pdf"]
    assert len(altered(CHARTER, once, {}, receipt(sha256="cd" * 32)).attachments) == 2


RECEIPTS = field("receipts", "attachment", unsigned=True)
CONTRACT = field("contract", "attachment")
FILES = [
    ("no field for files", (), {}, True),
    ("one for what is signed", (CONTRACT,), {}, True),
    ("one for what is not", (RECEIPTS,), {}, False),
    ("both, and named in none", (RECEIPTS, CONTRACT), {}, True),
    ("both, and named as what is signed", (RECEIPTS, CONTRACT), {"contract": "receipt.pdf"}, True),
    ("both, and named as what is not", (RECEIPTS, CONTRACT), {"receipts": "receipt.pdf"}, False),
    ("named as both", (RECEIPTS, CONTRACT), {"receipts": "receipt.pdf", "contract": "receipt.pdf"}, True),
]


@pytest.mark.parametrize(("story", "files", "values", "covered"), FILES)
def test_a_file_is_covered_unless_it_stands_in_an_unsigned_field(
    story: str, files: tuple[Field, ...], values: dict[str, object], *, covered: bool
) -> None:
    kinds = tuple(replace(each, fields=files) if each.id == "expense" else each for each in CHARTER.processes)
    under = charter(processes=kinds)
    plain = case(**values)
    assert (content(under, plain) != content(under, replace(plain, attachments=(receipt(),)))) is covered, story
    assert altered(under, plain, {}, receipt()).revision == (1 if covered else 0)
