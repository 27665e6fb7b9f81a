from __future__ import annotations

from datetime import date, timedelta

import pytest
from chinese_calendar import constants, is_workday
from hypothesis import given
from hypothesis import strategies as st

from clauses.workday_notice import BadNotice, NoticeFaultKind, read_workdays

OF_2026 = """国务院办公厅关于2026年部分节假日安排的通知
经国务院批准，现将2026年元旦、春节等节假日放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
2025年11月4日"""


def faults(text: str) -> list[NoticeFaultKind]:
    with pytest.raises(BadNotice) as caught:
        read_workdays(text)
    return [each.kind for each in caught.value.faults]


def test_the_notice_of_2026_gives_every_day_that_the_library_knows() -> None:
    notice = read_workdays(OF_2026)
    assert notice.year == 2026
    every = (date(2026, 1, 1) + timedelta(n) for n in range(365))
    known = {day: notice.days.get(day, day.weekday() < 5) for day in every}
    assert known == {day: is_workday(day) for day in known}


@pytest.mark.parametrize(
    "sentence",
    [
        "元旦：2022年12月31日至2023年1月2日放假调休，共3天。",
        "元旦：12月31日（周六）至1月2日（周一）放假调休，共3天。",
        "元旦：12月31日(星期六)至1月2日(星期一)放假，共3天。",
    ],
)
def test_a_holiday_may_begin_in_the_year_before(sentence: str) -> None:
    notice = read_workdays(f"关于2023年部分节假日安排的通知\n{sentence}")
    first = date(2022, 12, 31)
    assert notice.days == {first + timedelta(n): False for n in range(3)}


def test_a_single_day_beside_a_weekend_is_that_day() -> None:
    notice = read_workdays("2019年部分节假日安排\n清明节：4月5日放假，与周末连休。")
    assert notice.days == {date(2019, 4, 5): False}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("1月4日（周日）上班", "1月4日（周六）上班", NoticeFaultKind.WEEKDAY),
        ("共9天", "共8天", NoticeFaultKind.COUNT),
        ("2月28日（周六）上班", "2月30日（周六）上班", NoticeFaultKind.NO_SUCH_DAY),
        ("5月9日（周六）上班", "5月2日（周六）上班", NoticeFaultKind.TWICE),
    ],
)
def test_one_mismatch_refuses_it_all(old: str, new: str, kind: NoticeFaultKind) -> None:
    assert old in OF_2026
    assert faults(OF_2026.replace(old, new)) == [kind]


def test_without_a_year_or_without_days_nothing_is_read() -> None:
    assert faults("元旦放假三天") == [NoticeFaultKind.NO_YEAR]
    assert faults("关于2027年部分节假日安排的通知") == [NoticeFaultKind.NO_DAYS]


def test_a_table_has_a_day_and_its_kind_in_each_line() -> None:
    table = "日期,类型\n2027-02-05,休\n2027/2/6 上班\n2027年2月7日\t休息\n２０２７．２．８，班\n"
    days = [date(2027, 2, day) for day in (5, 6, 7, 8)]
    notice = read_workdays(table)
    assert (notice.year, list(notice.days.items())) == (
        None,
        list(zip(days, (False, True, False, True), strict=True)),
    )


def test_a_line_that_is_not_understood_refuses_the_table() -> None:
    assert faults("2027-02-05,休\n2027-02-30,班\n2027-03-01,半天") == [
        NoticeFaultKind.NO_SUCH_DAY,
        NoticeFaultKind.NOT_READ,
    ]


@given(st.sets(st.dates(date(2027, 1, 1), date(2027, 12, 31)), min_size=1, max_size=40))
def test_days_written_as_a_notice_are_read_as_they_were(days: set[date]) -> None:
    weekdays = "一二三四五六日"
    lines = [
        f"{day.month}月{day.day}日（周{weekdays[day.weekday()]}）{'上班' if day.day % 2 else '放假'}。"
        for day in sorted(days)
    ]
    notice = read_workdays("关于2027年部分节假日安排的通知\n" + "\n".join(lines))
    assert notice.days == {day: bool(day.day % 2) for day in days}


@pytest.mark.parametrize("year", sorted({day.year for day in constants.holidays})[-4:])
def test_what_libraries_know_written_as_a_table_is_read_back(year: int) -> None:
    days = {day: False for day in constants.holidays if day.year == year}
    days |= {day: True for day in constants.workdays if day.year == year}
    lines = [f"{day:%Y-%m-%d} {'班' if worked else '休'}" for day, worked in days.items()]
    assert read_workdays("\n".join(lines)).days == days


OF_2027 = "关于2027年部分节假日安排的通知\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "元旦：1月1日（周五）至3日（周日）放假，共三天。",
        "元旦：1月1日（星期五）至1月3日（星期日）放假3天。",
        "元旦：１月１日～３日放假，共计3天。",
        "元旦：1月1日（週五）至3日（週日）放假，共3天。",
    ],
)
def test_the_days_are_read_in_whatever_digits_and_script(sentence: str) -> None:
    notice = read_workdays(OF_2027 + sentence)
    assert notice.days == {date(2027, 1, day): False for day in (1, 2, 3)}


@pytest.mark.parametrize(
    "title",
    [
        "国务院办公厅关于2027年\n部分节假日安排的通知",
        "2027年放假安排",
        "關於2027年部分節日放假安排的通知",
    ],
)
def test_the_year_is_read_in_other_titles(title: str) -> None:
    assert read_workdays(f"{title}\n元旦：1月1日放假。").year == 2027


@pytest.mark.parametrize("said", ["放假4天", "放假，共四天", "放假调休，共计4天"])
def test_the_days_are_counted_however_it_is_said(said: str) -> None:
    assert faults(f"{OF_2027}元旦：1月1日（周五）至3日（周日）{said}。") == [NoticeFaultKind.COUNT]


def test_a_day_that_is_not_off_is_worked() -> None:
    notice = read_workdays(f"{OF_2027}植树节：3月12日（周五）不放假。")
    assert notice.days == {date(2027, 3, 12): True}


def test_a_holiday_may_end_in_the_next_year() -> None:
    notice = read_workdays(f"{OF_2027}元旦：12月31日（周五）至2028年1月2日（周日）放假，共3天。")
    assert list(notice.days) == [date(2027, 12, 31), date(2028, 1, 1), date(2028, 1, 2)]


def test_a_later_notice_about_one_holiday_stands_for_no_year() -> None:
    notice = read_workdays(
        "国务院办公厅关于调整2019年劳动节假期安排的通知\n"
        "2019年5月1日（星期三）至4日（星期六）放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。"
    )
    worked = [day for day, is_worked in notice.days.items() if is_worked]
    assert (notice.year, len(notice.days)) == (None, 6)
    assert worked == [date(2019, 4, 28), date(2019, 5, 5)]


def test_a_notice_that_prolongs_a_holiday_says_no_first_day_and_is_refused() -> None:
    text = "关于延长2020年春节假期的通知\n一、延长2020年春节假期至2月2日（星期日），2月3日（星期一）起正常上班。"
    assert faults(text) == [NoticeFaultKind.NO_YEAR]


def test_a_table_may_have_weekdays_and_its_first_line_is_checked() -> None:
    assert read_workdays("2027-01-01（周五）,休").days == {date(2027, 1, 1): False}
    assert faults("2027-01-01（周六）,休") == [NoticeFaultKind.WEEKDAY]
    assert faults("2027-01-01,放\n2027-01-02,休") == [NoticeFaultKind.NOT_READ]
