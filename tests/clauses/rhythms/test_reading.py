"""Rhythms in words: what is read, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clauses.cadence import DueDay, Per, Quota, Season
from clauses.rhythms.reading import read_rhythm
from clauses.rhythms.readings import (
    MovableFeast,
    NoNumber,
    NoSuchPeriod,
    NotARhythm,
    SeveralDueDays,
    UnclearRhythm,
)
from tests.rhythms import REFUSED, ROWS, Row


@pytest.mark.parametrize(
    ("row", "words"), [pytest.param(row, words, id=words) for row in ROWS for words in row.words]
)
def test_a_rhythm_means_the_same_in_each_language(row: Row, words: str) -> None:
    reading = read_rhythm(words)

    assert reading.quota == replace(row.quota, every_second_from=None)
    assert reading.asks_first is row.asks_first


@pytest.mark.parametrize("words", REFUSED)
def test_a_school_term_is_no_period(words: str) -> None:
    with pytest.raises(NoSuchPeriod):
        read_rhythm(words)


def once(per: Per, **due: int) -> Quota:
    return Quota(1, per, exact=True, due=DueDay(**due) if due else None)


@pytest.mark.parametrize(
    ("words", "quota"),
    [
        ("每月前5个工作日内", once(Per.MONTH, workday=5)),
        ("每月倒数第二个工作日", once(Per.MONTH, workday=-2)),
        ("每月中旬", once(Per.MONTH, day=20)),
        ("每 月 5 日 前", once(Per.MONTH, day=5)),
        ("每月廿五日前", once(Per.MONTH, day=25)),
        ("每月２５日前", once(Per.MONTH, day=25)),
        ("每月底前", once(Per.MONTH)),
        ("每月次月5日前", once(Per.MONTH, day=5)),
        ("每季度终了后十五日内", once(Per.QUARTER, month=1, day=15)),
        ("每一会计年度结束之日起四个月内", once(Per.YEAR, month=4, day=31)),
        ("每季度应于首月10日前", once(Per.QUARTER, month=1, day=10)),
        ("每年6月最后一个周五前", once(Per.YEAR, month=6, weekday=5, nth=-1)),
        ("每年2月29日前", once(Per.YEAR, month=2, day=29)),
        ("每年元旦前", once(Per.YEAR, month=12, day=31)),
        ("每年国庆", once(Per.YEAR, month=10, day=1)),
        ("每周五下班前", once(Per.WEEK, weekday=5)),
        ("季度", once(Per.QUARTER)),
        ("每三个月", once(Per.QUARTER)),
        ("上半年、下半年各一次", once(Per.HALF_YEAR)),
        ("半年一次", once(Per.HALF_YEAR)),
        ("每周两次", replace(once(Per.WEEK), at_least=2)),
        ("每年不少于32学时", Quota(32, Per.YEAR, "学时")),
        ("每年3月15日、9月15日前", replace(once(Per.MONTH, day=15), months=(3, 9))),
        ("每年12月至次年2月", Quota(1, Per.YEAR, exact=True, season=Season(12, 2))),
        ("每届五年，届满前3个月", Quota(1, Per.TERM, exact=True, term_years=5, prepare_months=3)),
        ("twice a month", replace(once(Per.MONTH), at_least=2)),
        ("at least once every half year", Quota(1, Per.HALF_YEAR)),
        ("every year before 1 January", once(Per.YEAR, month=12, day=31)),
    ],
)
def test_it_is_read(words: str, quota: Quota) -> None:
    assert read_rhythm(words).quota == quota


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("每日", NoSuchPeriod),
        ("每班", NoSuchPeriod),
        ("daily", NoSuchPeriod),
        ("每周一、三", SeveralDueDays),
        ("每周一至周五", SeveralDueDays),
        ("每月5日、20日前", SeveralDueDays),
        ("每年3月15日、9月30日前", SeveralDueDays),
        ("every Monday and Friday", SeveralDueDays),
        ("每年春节前", MovableFeast),
        ("定期", NoNumber),
        ("每年不超过两次", NoNumber),
        ("at most twice a year", NoNumber),
        ("每年3月前", NotARhythm),
        ("每月初", NotARhythm),
        ("每年2月30日前", NotARhythm),
        ("每年13月", NotARhythm),
        ("每月第6个周五", NotARhythm),
        ("每季度第四个月5日", NotARhythm),
        ("每季度10日前", NotARhythm),
        ("每月32日前", NotARhythm),
        ("支委会", NotARhythm),
        ("by the 32nd of each month", NotARhythm),
        ("whenever the moon is full", NotARhythm),
        ("", NotARhythm),
        ("每月" * 100, NotARhythm),
    ],
)
def test_it_is_refused(words: str, refusal: type[UnclearRhythm]) -> None:
    with pytest.raises(refusal):
        read_rhythm(words)
