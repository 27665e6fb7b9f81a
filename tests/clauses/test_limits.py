"""Bounds: exact at the bound, in shares and in whole numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.limits import Band, Bound, Comparison, Limit
from clauses.quantities import TimeUnit

HALF = Bound(Comparison.AT_LEAST, 1, 2)
MORE_THAN_HALF = Bound(Comparison.MORE_THAN, 1, 2)


def test_half_is_at_least_half_and_not_more_than_half() -> None:
    assert HALF.holds(10, 20)
    assert not MORE_THAN_HALF.holds(10, 20)


@given(
    st.sampled_from(Comparison),
    st.integers(1, 20),
    st.integers(1, 20),
    st.integers(1, 500),
)
def test_the_whole_number_that_is_named_is_the_last_one_that_holds(
    comparison: Comparison, number: int, parts: int, whole: int
) -> None:
    bound = Bound(comparison, number, parts)
    named = bound.least_or_most(whole)
    beyond = named + 1 if comparison.from_above else named - 1

    assert bound.holds(named, whole)
    assert not bound.holds(beyond, whole)


def test_between_two_bounds_both_hold() -> None:
    limit = Limit(
        "staff",
        bounds=(Bound(Comparison.AT_LEAST, 1, 100), Bound(Comparison.AT_MOST, 2, 100)),
        of="机关工作人员",
    )

    assert [limit.holds(n, 200) for n in (1, 2, 4, 5)] == [False, True, True, False]


def test_nothing_holds_where_the_text_is_open() -> None:
    assert Limit("votes", note="没有读到").holds(14, 30) is None
    open_at = Limit("attendance", bounds=(HALF,), of="党员", open_at=True)
    assert [open_at.holds(n, 20) for n in (9, 10, 11)] == [False, None, True]


def test_an_amount_at_the_end_of_a_band_belongs_to_it() -> None:
    limit = Limit("salary", bands=(Band(5, 1000, 3000), Band(10, 1000, 5000), Band(15, 1000)))

    rates = [limit.band(amount) for amount in (3000, 3001, 5000, 5001)]
    assert [band and band.rate for band in rates] == [
        Fraction(1, 200),
        Fraction(1, 100),
        Fraction(1, 100),
        Fraction(3, 200),
    ]


@pytest.mark.parametrize(
    ("unit", "count", "months"),
    [
        (TimeUnit.YEARS, 1, 12),
        (TimeUnit.MONTHS, 6, 6),
        (TimeUnit.DAYS, 30, 1),
        (TimeUnit.WEEKS, 30, 7),
        (TimeUnit.HOURS, 720, 1),
    ],
)
def test_units_of_time_are_held_against_each_other(unit: TimeUnit, count: int, months: int) -> None:
    assert unit.months * count == months


def test_a_limit_reads_as_a_line_of_a_table() -> None:
    limit = Limit("attendance", bounds=(HALF,), of="委员", when=("委员", "支委"), normally=True)

    assert str(limit) == "attendance >= 1/2 委员 ~ [委员 支委]"
