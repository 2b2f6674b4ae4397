"""Values stand on every number that something is compared with, and between them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.proofs.regions import amount_of, regions
from engine.values import Money


def amounts(*cuts: int | Fraction, fields: int = 1) -> list[int]:
    return [each.minor for each in regions(set(cuts), fields, "money", "CNY") if isinstance(each, Money)]


def test_on_below_and_above_each_number():
    assert amounts(50_000, 100_000) == [20_000, 50_000, 70_000, 100_000, 110_000]


def test_nothing_lies_between_neighbours():
    assert amounts(1, 2) == [0, 1, 2, 10_002]


def test_a_share_that_is_no_whole_number_has_neighbours_only():
    assert amounts(Fraction(1, 2)) == [0, 10_000]


def test_two_fields_that_are_compared_have_two_values_between_any_two_numbers():
    assert len(amounts(50_000, 100_000, fields=2)) == 2 + 3 * 2


def test_without_a_number_there_is_one_amount():
    assert amounts() == [10_000]


def test_below_an_amount_of_nothing_there_is_something_less():
    assert amounts(0)[0] < 0


def test_few_numbers_between_are_all_there():
    assert set(amounts(10, 13, fields=2)) >= {10, 11, 12, 13}


@pytest.mark.parametrize(("value", "found"), [(Money(5), 5), (True, "True"), ("x", "x"), (3, 3), (None, None)])
def test_what_a_value_is_compared_by(value, found):
    assert amount_of(value) == found
