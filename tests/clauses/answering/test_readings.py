"""Numbers that a question states, by the words of a quantity."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.answering.understanding.readings import Readings, day_named, months_since
from clauses.characters.folding import fold
from clauses.quantities import Form, Quantity, TimeUnit

PEOPLE = Quantity(
    "people",
    Form.SHARE,
    counted=("人", "队员"),
    before=("到", "来"),
    after=("到场", "参加"),
    lacking_before=("缺",),
    lacking_after=("请假",),
)
PAY = Quantity("pay", Form.NUMBER, before=("工资", "到手"), needs=("会费",))
TEAM = Quantity("team", Form.NUMBER, counted=("队员",), there=("班",), counted_there=("人",))
TIME = Quantity("time", Form.DURATION)
READINGS = Readings([PEOPLE, PAY, TEAM, TIME])


def read(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(each.quantity.id, each.value, each.base) for each in READINGS.of(fold(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20人到15人能开吗", ("people", 15, 20)),
        ("9个队员缺3个", ("people", 6, 9)),
        ("9个队员，3个请假", ("people", 6, 9)),
        ("应到18人，实到9人，9人参加", ("people", 9, 18)),
        ("30个队员要到多少人", ("people", None, 30)),
        ("会费多少，工资一万二", ("pay", 12000, None)),
        ("会费多少，到手四千五", ("pay", 4500, None)),
        ("班里就6个人", ("team", 6, None)),
        ("3个人的班", ("team", 3, None)),
        ("半年", ("time", 6, None)),
        ("1年半", ("time", 18, None)),
        ("一个半月", ("time", 45, None)),
        ("两周", ("time", 2, None)),
    ],
)
def test_a_quantity_is_read(text: str, found: tuple[str, int | None, int | None]) -> None:
    assert found in read(text)


@pytest.mark.parametrize("text", ["工资8000", "0人到0人", "20人到90人", "3月份", "第20条", "2十人"])
def test_what_is_no_quantity_is_not(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "off"),
    [("7个队员", 0), ("不到7个队员", -1), ("7个队员都不到", -1), ("超过7个队员", 1)],
)
def test_less_and_more_than_a_number_are_told(text: str, off: int) -> None:
    assert [each.off for each in READINGS.of(fold(text))] == [off]


def test_a_time_is_held_in_the_unit_of_the_limit() -> None:
    (reading,) = READINGS.of(fold("十五天"))

    assert reading.held(TimeUnit.MONTHS) == pytest.approx(0.5)
    assert reading.held(TimeUnit.DAYS) == 15


@given(st.text(alphabet="0129十百千万两半年月天个人到来缺请假班队员不到超过%应", max_size=20))
def test_nothing_breaks_the_reading(text: str) -> None:
    for reading in READINGS.of(fold(text)):
        assert reading.value is None or reading.value >= 0


def test_a_day_that_does_not_exist_is_no_day() -> None:
    assert day_named("2月30日报上来", date(2026, 11, 29)) is None
    assert day_named("2月28日报上来", date(2026, 11, 29)) == date(2026, 2, 28)


def test_since_a_month_means_the_last_one_of_that_name() -> None:
    assert months_since("从3月份到现在", date(2026, 11, 29)) == 8
    assert months_since("12月起就没来过", date(2026, 11, 29)) == 11
