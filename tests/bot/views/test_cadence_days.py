"""Days inside a period, and months of the year, in words."""

from __future__ import annotations

import pytest

from bot.texts.catalogue import texts
from bot.views.cadence import cadence_text
from clauses.cadence import DueDay, Per, Quota
from tests.rhythms import ROWS, Row

QUARTER_FRIDAY = Quota(1, Per.QUARTER, exact=True, due=DueDay(weekday=5, nth=-1))
FIRST_MONTH = Quota(1, Per.QUARTER, exact=True, due=DueDay(month=1, day=10))
LAST_MONTH = Quota(1, Per.QUARTER, due=DueDay(month=-1, day=25))
FIFTH = Quota(1, Per.MONTH, exact=True, due=DueDay(day=5))
SECOND_TUESDAY = Quota(1, Per.MONTH, exact=True, due=DueDay(weekday=2, nth=2))
MONDAYS = Quota(1, Per.WEEK, exact=True, due=DueDay(weekday=1))
JUNE = Quota(1, Per.YEAR, exact=True, due=DueDay(month=6, day=30))
TWICE = Quota(1, Per.MONTH, exact=True, months=(3, 9))
EVEN = Quota(1, Per.MONTH, months=(2, 4, 6, 8, 10, 12))
ODD = Quota(1, Per.MONTH, exact=True, months=(1, 3, 5, 7, 9, 11), due=DueDay(day=15))


@pytest.mark.parametrize(
    ("quota", "simplified", "traditional", "english"),
    [
        (QUARTER_FRIDAY, "每季度 1 次，最后一个周五前", "每季度 1 次，最後一個週五前",
         "once a quarter, by the last Fri"),
        (FIRST_MONTH, "每季度 1 次，首月10日前", "每季度 1 次，首月10日前",
         "once a quarter, by day 10 of the first month"),
        (LAST_MONTH, "每季度至少 1 次，末月25日前", "每季度至少 1 次，末月25日前",
         "at least once a quarter, by day 25 of the last month"),
        (FIFTH, "每月 1 次，5日前", "每月 1 次，5日前", "once a month, by day 5"),
        (SECOND_TUESDAY, "每月 1 次，第二个周二前", "每月 1 次，第二個週二前",
         "once a month, by the second Tue"),
        (MONDAYS, "每周 1 次，周一前", "每週 1 次，週一前", "once a week, by Mon"),
        (JUNE, "每年 1 次，6月30日前", "每年 1 次，6月30日前", "once a year, by 30 June"),
        (TWICE, "每年3月、9月各 1 次", "每年3月、9月各 1 次", "once in each of March, September"),
        (EVEN, "逢双月至少 1 次", "逢雙月至少 1 次", "at least once in each even month"),
        (ODD, "逢单月 1 次，15日前", "逢單月 1 次，15日前", "once in each odd month, by day 15"),
    ],
)  # fmt: skip
def test_the_day_is_said_in_three_languages(
    quota: Quota, simplified: str, traditional: str, english: str
) -> None:
    said = [cadence_text(quota, texts(locale)) for locale in ("zh-Hans", "zh-Hant", "en")]

    assert said == [simplified, traditional, english]


@pytest.mark.parametrize("row", [pytest.param(row, id=row.words[0]) for row in ROWS])
def test_each_rhythm_is_given_back_in_words(row: Row) -> None:
    said = tuple(cadence_text(row.quota, texts(each)) for each in ("zh-Hans", "zh-Hant", "en"))

    assert said == row.said
