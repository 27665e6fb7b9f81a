from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.typed_days import read_day, read_range
from bot.texts.catalogue import LOCALES, texts

TODAY = date(2026, 12, 21)
FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)


def read(text: str, *, today: date = TODAY) -> date | None:
    return read_day(text, today=today, first=FIRST, last=LAST)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("12月20日", date(2026, 12, 20), id="month and day"),
        pytest.param("12月20号", date(2026, 12, 20), id="号"),
        pytest.param("12-20", date(2026, 12, 20), id="hyphen"),
        pytest.param("12/20", date(2026, 12, 20), id="slash"),
        pytest.param("12.20", date(2026, 12, 20), id="point"),
        pytest.param("12—20", date(2026, 12, 20), id="dash"),
        pytest.param("2026-12-20", date(2026, 12, 20), id="iso"),
        pytest.param("20261220", date(2026, 12, 20), id="digits in a row"),
        pytest.param("2026年12月20日", date(2026, 12, 20), id="in full"),
        pytest.param("2026年12月20日（周日）", date(2026, 12, 20), id="as the bot writes it"),
        pytest.param("26年12月20日", date(2026, 12, 20), id="short year"),
        pytest.param("去年12月20日", date(2025, 12, 20), id="last year"),
        pytest.param("20日", date(2026, 12, 20), id="day alone"),
        pytest.param("本月20日", date(2026, 12, 20), id="this month"),
        pytest.param("上月20日", date(2026, 11, 20), id="last month"),
        pytest.param("昨天", date(2026, 12, 20), id="yesterday"),
        pytest.param("前天", date(2026, 12, 19), id="the day before"),
        pytest.param("今天", TODAY, id="today"),
        pytest.param("明天", date(2026, 12, 22), id="tomorrow"),
        pytest.param("後天", date(2026, 12, 23), id="Traditional"),
        pytest.param("十二月二十號", date(2026, 12, 20), id="Chinese numerals, Traditional"),
        pytest.param("二〇二六年十二月二十日", date(2026, 12, 20), id="year by place"),
        pytest.param("１２月２０日", date(2026, 12, 20), id="full width"),
        pytest.param(" 12 月 20 日 。", date(2026, 12, 20), id="spaces and a full stop"),
        pytest.param("Yesterday", date(2026, 12, 20), id="English"),
        pytest.param("20 Dec", date(2026, 12, 20), id="English day and month"),
        pytest.param("December 20th", date(2026, 12, 20), id="English month first"),
        pytest.param("Sun 20 Dec 2026", date(2026, 12, 20), id="English as the bot writes it"),
        pytest.param("Dec 20, 2025", date(2025, 12, 20), id="English with the year"),
    ],
)
def test_a_day_is_read_as_people_type_it(text: str, day: date) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20",
        "十二",
        "2月30日",
        "13月1日",
        "0日",
        "2026年20日",
        "好的",
        "12月",
        "20 Foo",
        "9" * 50 + "日",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert read(text) is None


def test_a_day_without_its_year_is_the_one_in_the_period() -> None:
    assert read("12月30日", today=date(2027, 1, 4)) == date(2026, 12, 30)
    assert read("30日", today=date(2027, 1, 4)) == date(2026, 12, 30)


def test_a_day_outside_the_period_is_the_nearest() -> None:
    assert read("9月30日") == date(2026, 9, 30)
    assert read("1月4日") == date(2027, 1, 4)


@given(st.text(max_size=60))
def test_any_text_is_read_or_not(text: str) -> None:
    assert read(text) is None or isinstance(read(text), date)


@pytest.mark.parametrize("locale", LOCALES)
@given(day=st.dates(FIRST, LAST))
def test_a_day_reads_back_as_the_bot_writes_it(locale: str, day: date) -> None:
    t = texts(locale)
    assert read(t.day(day)) == day
    assert read(t.short_day(day)) == day
    assert read(t.bare_day(day)) == day


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("12月1日至12月10日", (date(2026, 12, 1), date(2026, 12, 10)), id="至"),
        pytest.param("12月28日到1月3日", (date(2026, 12, 28), date(2027, 1, 3)), id="to next year"),
        pytest.param("1 Dec to 10 Dec", (date(2026, 12, 1), date(2026, 12, 10)), id="English"),
        pytest.param("12月1日—12月10日", (date(2026, 12, 1), date(2026, 12, 10)), id="a dash"),
        pytest.param(
            "2026-12-21至2026-12-25",
            (date(2026, 12, 21), date(2026, 12, 25)),
            id="dates with dashes",
        ),
        pytest.param("12月1日-10日", (date(2026, 12, 1), date(2026, 12, 10)), id="a hyphen"),
        pytest.param("2026-12-21", (date(2026, 12, 21), date(2026, 12, 21)), id="one with dashes"),
        pytest.param("明天", (date(2026, 11, 24), date(2026, 11, 24)), id="one day"),
        pytest.param("2026年12月10日至2026年12月1日", None, id="backwards"),
        pytest.param("2026年11月1日至2026年11月5日", None, id="over"),
        pytest.param("过几天", None, id="no day"),
        pytest.param("1至2至3", None, id="three"),
        pytest.param("9999年12月30日至12月31日", None, id="the end of the calendar"),
    ],
)
def test_a_range_of_days(typed: str, expected: tuple[date, date] | None) -> None:
    assert read_range(typed, today=date(2026, 11, 23)) == expected
