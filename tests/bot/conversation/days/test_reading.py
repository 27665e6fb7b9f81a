from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from holidays.calendars.chinese import _ChineseLunisolar
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.days.asked import DayAsked, NoSuchDay, NotADay, UnclearDay
from bot.conversation.days.lunar import lunar_day, lunar_year
from bot.conversation.days.reading import read_day, read_range
from bot.texts.catalogue import LOCALES, texts
from scheduler.workdays.calendar import WorkdayCalendar

TODAY = date(2026, 11, 25)
CALENDAR = WorkdayCalendar()


def read(text: str, asked: DayAsked = DayAsked.DONE, *, today: date = TODAY) -> date:
    return read_day(text, today=today, asked=asked, calendar=CALENDAR)


def cases() -> list[list[str]]:
    lines = Path(__file__).with_name("typed.txt").read_text("utf-8").splitlines()
    return [line.split(" | ") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("asked", "typed", "right"), cases())
def test_a_day_is_read_as_people_type_it_or_refused(asked: str, typed: str, right: str) -> None:
    try:
        found = read(typed, DayAsked[asked.upper()]).isoformat()
    except UnclearDay as refusal:
        found = type(refusal).__name__
    assert found == right


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        pytest.param("11月3日\u200b", date(2026, 11, 3), id="zero-width space behind"),
        pytest.param("\ufeff11月\u200d3日", date(2026, 11, 3), id="marks within"),
        pytest.param("二○二六年十一月三日", date(2026, 11, 3), id="circle"),
        pytest.param("二◯二六年十一月三日", date(2026, 11, 3), id="large circle"),
        pytest.param("１１月３日", date(2026, 11, 3), id="full width"),
        pytest.param(" 11 月 3 日 。", date(2026, 11, 3), id="spaces and a full stop"),
        pytest.param("“11月3日”", date(2026, 11, 3), id="quoted from the example"),
        pytest.param("11—3", date(2026, 11, 3), id="dash"),
        pytest.param("11月3日\ufe0f", date(2026, 11, 3), id="variation selector"),
        pytest.param("2026年11月3日（周二）", date(2026, 11, 3), id="as the bot writes it"),
        pytest.param("Ｎｏｖ 3", date(2026, 11, 3), id="English in full width"),
    ],
)
def test_the_way_it_is_typed_does_not_matter(typed: str, day: date) -> None:
    assert read(typed) == day


@pytest.mark.parametrize(
    "typed", ["", " ", "9" * 50 + "日", "好" * 500, "。", "\u200b", "日", "前"]
)
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    with pytest.raises(NotADay):
        read(typed)


def test_what_is_left_open_is_the_nearest_past_of_what_was_done() -> None:
    january = date(2027, 1, 4)
    assert read("12月30日", today=january) == date(2026, 12, 30)
    assert read("30日", today=january) == date(2026, 12, 30)
    assert read("1月4日", today=january) == january
    assert read("1月5日", today=january) == date(2026, 1, 5)
    assert read("周一", today=january) == january


def test_no_other_year_is_gone_to_for_a_day_that_this_one_has_not() -> None:
    with pytest.raises(NoSuchDay):
        read("2月29日")
    assert read("2月29日", today=date(2028, 3, 1)) == date(2028, 2, 29)
    with pytest.raises(NoSuchDay):
        read("31号", today=date(2026, 12, 5))


def test_between_the_new_years_a_lunar_year_beside_the_present_one_is_not_guessed() -> None:
    with pytest.raises(NotADay):
        read("去年腊月二十", today=date(2027, 1, 20))


@pytest.mark.parametrize("year", range(2016, 2050))
def test_lunar_days_agree_with_the_published_ones(year: int) -> None:
    published = _ChineseLunisolar()
    for name, month, day in (
        ("lunar_new_year", 1, 1),
        ("dragon_boat", 5, 5),
        ("mid_autumn", 8, 15),
        ("double_ninth", 9, 9),
    ):
        assert lunar_day(year, month, day) == getattr(published, f"{name}_date")(year)[0]
    assert lunar_day(year, 12, 99) + timedelta(days=1) == lunar_day(year + 1, 1, 1)
    assert lunar_year(lunar_day(year, 12, 1)) == year


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for asked in DayAsked:
        try:
            assert isinstance(read(text, asked), date)
        except UnclearDay:
            continue


WORDS = st.lists(
    st.sampled_from(
        "上下本去今明年月日号周三十一二五前后内底末初个工作日节最后第农历正腊〇0123456789/-. 天"
    ),
    max_size=10,
).map("".join)


@given(WORDS, st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_any_mixture_of_words_for_days_is_read_or_refused(text: str, today: date) -> None:
    for asked in DayAsked:
        try:
            assert isinstance(read(text, asked, today=today), date)
        except UnclearDay:
            continue


@pytest.mark.parametrize("locale", LOCALES)
@given(day=st.dates(TODAY - timedelta(days=364), TODAY))
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
            "12月1日-10日", (date(2026, 12, 1), date(2026, 12, 10)), id="a day of the same month"
        ),
        pytest.param(
            "2026-12-01至2026-12-10", (date(2026, 12, 1), date(2026, 12, 10)), id="ISO days"
        ),
        pytest.param("明天", (date(2026, 11, 24), date(2026, 11, 24)), id="one day"),
        pytest.param("2026年12月10日至2026年12月1日", NotADay, id="backwards"),
        pytest.param("2026年11月1日至2026年11月5日", NotADay, id="over"),
        pytest.param("过几天", NotADay, id="no day"),
        pytest.param("1至2至3", NotADay, id="three"),
        pytest.param("9999年12月30日至12月31日", NotADay, id="the end of the calendar"),
        pytest.param("2026-12-21", (date(2026, 12, 21), date(2026, 12, 21)), id="one with dashes"),
    ],
)
def test_a_range_of_days(typed: str, expected: tuple[date, date] | type[UnclearDay]) -> None:
    if isinstance(expected, tuple):
        assert read_range(typed, today=date(2026, 11, 23), calendar=CALENDAR) == expected
        return
    with pytest.raises(expected):
        read_range(typed, today=date(2026, 11, 23), calendar=CALENDAR)
