"""Rhythms as people write them, in three languages, with what each means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clauses.cadence import DueDay, Per, Quota, Season

TODAY = date(2026, 11, 25)
"""A Wednesday; 2027 is not published yet."""


@dataclass(frozen=True)
class Row:
    """``words``: Simplified, Traditional, English; ``said``: how it is given back in these.

    ``days``: the next three, each a workday; ``asks_first`` as in ``RhythmReading``.
    """

    words: tuple[str, str, str]
    quota: Quota
    said: tuple[str, str, str]
    days: tuple[str, ...]
    asks_first: bool = False


ROWS = [
    Row(
        ("每季度最后一个周五前", "每季度最後一個週五前", "by the last Friday of each quarter"),
        Quota(1, Per.QUARTER, exact=True, due=DueDay(weekday=5, nth=-1)),
        (
            "每季度 1 次，最后一个周五前",
            "每季度 1 次，最後一個週五前",
            "once a quarter, by the last Fri",
        ),
        ("2026-12-25", "2027-03-26", "2027-06-25"),
    ),
    Row(
        ("每月5号", "每月5號", "by the 5th of each month"),
        Quota(1, Per.MONTH, exact=True, due=DueDay(day=5)),
        ("每月 1 次，5日前", "每月 1 次，5日前", "once a month, by day 5"),
        ("2026-12-04", "2027-01-05", "2027-02-04"),
    ),
    Row(
        ("每月5日前", "每月5日前", "monthly by the 5th"),
        Quota(1, Per.MONTH, exact=True, due=DueDay(day=5)),
        ("每月 1 次，5日前", "每月 1 次，5日前", "once a month, by day 5"),
        ("2026-12-04", "2027-01-05", "2027-02-04"),
    ),
    Row(
        ("每月第二个星期二", "每月第二個星期二", "the second Tuesday of every month"),
        Quota(1, Per.MONTH, exact=True, due=DueDay(weekday=2, nth=2)),
        ("每月 1 次，第二个周二前", "每月 1 次，第二個週二前", "once a month, by the second Tue"),
        ("2026-12-08", "2027-01-12", "2027-02-04"),  # 5 to 11 February: Spring Festival
    ),
    Row(
        ("每月最后一个工作日", "每月最後一個工作日", "the last working day of each month"),
        Quota(1, Per.MONTH, exact=True, due=DueDay(workday=-1)),
        (
            "每月 1 次，最后一个工作日前",
            "每月 1 次，最後一個工作日前",
            "once a month, by the last workday",
        ),
        ("2026-11-30", "2026-12-31", "2027-01-29"),
    ),
    Row(
        ("每周一", "每週一", "every Monday"),
        Quota(1, Per.WEEK, exact=True, due=DueDay(weekday=1)),
        ("每周 1 次，周一前", "每週 1 次，週一前", "once a week, by Mon"),
        ("2026-11-30", "2026-12-07", "2026-12-14"),
    ),
    Row(
        ("逢双月", "逢雙月", "in even months"),
        Quota(1, Per.MONTH, exact=True, months=(2, 4, 6, 8, 10, 12)),
        ("逢双月 1 次", "逢雙月 1 次", "once in each even month"),
        ("2026-12-31", "2027-02-26", "2027-04-30"),
    ),
    Row(
        ("每逢单月15日", "每逢單月15日", "in odd months by the 15th"),
        Quota(1, Per.MONTH, exact=True, months=(1, 3, 5, 7, 9, 11), due=DueDay(day=15)),
        ("逢单月 1 次，15日前", "逢單月 1 次，15日前", "once in each odd month, by day 15"),
        ("2027-01-15", "2027-03-15", "2027-05-14"),
    ),
    Row(
        ("每半年（至少一次）", "每半年（至少一次）", "every half-year (at least once)"),
        Quota(1, Per.HALF_YEAR),
        ("每半年至少 1 次", "每半年至少 1 次", "at least once every half-year"),
        ("2026-12-31", "2027-06-30", "2027-12-31"),
    ),
    Row(
        ("每季度首月10日前", "每季度首月10日前", "by the 10th of the first month of each quarter"),
        Quota(1, Per.QUARTER, exact=True, due=DueDay(month=1, day=10)),
        (
            "每季度 1 次，首月10日前",
            "每季度 1 次，首月10日前",
            "once a quarter, by day 10 of the first month",
        ),
        ("2027-01-08", "2027-04-09", "2027-07-09"),
    ),
    Row(
        ("每季度末月25日前", "每季度末月25日前", "by the 25th of the last month of each quarter"),
        Quota(1, Per.QUARTER, exact=True, due=DueDay(month=-1, day=25)),
        (
            "每季度 1 次，末月25日前",
            "每季度 1 次，末月25日前",
            "once a quarter, by day 25 of the last month",
        ),
        ("2026-12-25", "2027-03-25", "2027-06-25"),
    ),
    Row(
        ("每年七一前", "每年七一前", "every year before 1 July"),
        Quota(1, Per.YEAR, exact=True, due=DueDay(month=6, day=31)),
        ("每年 1 次，6月底前", "每年 1 次，6月底前", "once a year, by the end of June"),
        ("2027-06-30", "2028-06-30", "2029-06-29"),
    ),
    Row(
        ("每年1月底前", "每年1月底前", "every year by the end of January"),
        Quota(1, Per.YEAR, exact=True, due=DueDay(month=1, day=31)),
        ("每年 1 次，1月底前", "每年 1 次，1月底前", "once a year, by the end of January"),
        ("2027-01-29", "2028-01-31", "2029-01-31"),
    ),
    Row(
        ("每年第四季度", "每年第四季度", "in the fourth quarter of each year"),
        Quota(1, Per.YEAR, exact=True, season=Season(10, 12), due=DueDay(month=12, day=31)),
        ("每年 1 次，在第四季度", "每年 1 次，在第四季度", "once a year, in the fourth quarter"),
        ("2026-12-31", "2027-12-31", "2028-12-29"),
    ),
    Row(
        ("每年3月、9月", "每年3月、9月", "every year in March and September"),
        Quota(1, Per.MONTH, exact=True, months=(3, 9)),
        ("每年3月、9月各 1 次", "每年3月、9月各 1 次", "once in each of March, September"),
        ("2027-03-31", "2027-09-30", "2028-03-31"),
    ),
    Row(
        ("每两个月一次", "每兩個月一次", "once every two months"),
        Quota(1, Per.TWO_MONTHS, exact=True),
        ("每两个月 1 次", "每兩個月 1 次", "once every two months"),
        ("2026-12-31", "2027-02-26", "2027-04-30"),
    ),
    Row(
        ("隔周周三", "隔週週三", "every other Wednesday"),
        Quota(1, Per.WEEK, exact=True, due=DueDay(weekday=3), every_second_from=date(2026, 12, 2)),
        (
            "隔周 1 次，周三前（自12月2日那一周起）",
            "隔週 1 次，週三前（自12月2日那一週起）",
            "once every second week, by Wed (from the week of 2 Dec)",
        ),
        ("2026-12-02", "2026-12-16", "2026-12-30"),
        asks_first=True,
    ),
    Row(
        ("任期届满前六个月", "任期屆滿前六個月", "six months before the term ends"),
        Quota(1, Per.TERM, exact=True),
        (
            "每届 1 次，届满前6个月着手",
            "每屆 1 次，屆滿前6個月著手",
            "once per term of office, prepared from 6 months before its end",
        ),
        (),
    ),
]
"""All but the last are dated by the calendar alone; that one needs the start of a term."""

REFUSED = ("每学期开学前一周", "每學期開學前一周", "one week before each school term begins")
