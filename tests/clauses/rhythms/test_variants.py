"""The same rhythm in many words: other digits, spaces, scripts and ways to say until when."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clauses.cadence import DueDay, Per, Quota, Season
from clauses.rhythms.reading import read_rhythm
from clauses.rhythms.readings import UnclearRhythm


def once(per: Per, **due: int) -> Quota:
    return Quota(1, per, exact=True, due=DueDay(**due) if due else None)


def times(count: int, per: Per, *, exact: bool = True) -> Quota:
    return Quota(count, per, exact=exact)


EVEN = (2, 4, 6, 8, 10, 12)
SAME = [
    (
        once(Per.QUARTER, weekday=5, nth=-1),
        "每季度最后一个星期五之前|每季度最后一个礼拜五|每季最后一个周五以前|每个季度的最后一个周五前|"
        "每　季度　最后一个周五　前|每季度最後一個週五前|逐季最后一个周五前|"
        "by the last Friday of every quarter|no later than the last Friday of each quarter|"
        "every quarter by the last Friday|quarterly, by the last Fri|By The Last Friday Of Each Quarter",
    ),
    (
        once(Per.MONTH, day=5),
        "每月5日|每 月 5 日 前|每月５日前|每月五号前|每月5号之前|每月五日以前|每月5日之内|每个月的5号|每月最迟5日|"
        "每月不迟于5日|每月不晚于5日前|不迟于每月5日|至迟于每月5日前|每月應於5日前|按月5日前|每月一次（5日前）|月后5日内|"
        "by the 5th of every month|monthly on the 5th|no later than the 5th of each month|"
        "every month no later than the 5th|monthly by the 5th",
    ),
    (once(Per.MONTH, day=20), "每月廿日前|每月二十日前|每月20号以前|每月中旬"),
    (once(Per.MONTH, day=25), "每月廿五号之前|每月２５日前|每月二十五日以前"),
    (once(Per.MONTH, day=30), "每月卅日前|每月三十日"),
    (once(Per.MONTH, day=31), "每月卅一日前|每月31日前|by the 31st of each month"),
    (
        once(Per.MONTH),
        "每月末|每月底前|每月月底前|每月最后一天|每月最后一日前|每月一次|每月1次|按月|逐月|monthly|at the end of each month",
    ),
    (
        once(Per.MONTH, workday=3),
        "每月前三个工作日内|每月第3个工作日前|by the third business day of each month",
    ),
    (once(Per.MONTH, workday=-1), "每月最后一个工作日前|the last working day of the month"),
    (once(Per.MONTH, workday=5), "每月结束后5个工作日内|月度终了后五个工作日内"),
    (once(Per.MONTH, weekday=2, nth=2), "每月第二个礼拜二前|每月第2个星期二|每月的第二个周二"),
    (
        once(Per.WEEK, weekday=2),
        "每周二|每星期二前|每礼拜二|每周二一次|每逢周二|each Tuesday|weekly on Tuesday",
    ),
    (times(2, Per.WEEK), "每周二次|每周两次|每星期2次"),
    (times(2, Per.MONTH, exact=False), "每月至少两次|每月两次以上|每月不少于２次|每月不得少于二次"),
    (
        once(Per.TWO_MONTHS),
        "每两个月|每兩個月一次|每两月一次|每2个月|every two months|every other month|every 2 months",
    ),
    (once(Per.QUARTER), "每三个月|每3个月一次|按季|每季度末|every 3 months|once a quarter"),
    (
        once(Per.HALF_YEAR),
        "每六个月|半年一次|上下半年各一次|上半年、下半年各一次|semiannually|every six months",
    ),
    (times(2, Per.YEAR), "每年两次|一年两次|每年2次|twice a year"),
    (once(Per.YEAR), "每年年底前|每年年末|按年|每年一次|by the end of the year|annually"),
    (
        once(Per.YEAR, month=3, day=31),
        "每年3月底前|每年3月31日前|每年三月三十一日前|每年3月末|每年３月３１号之前|annually by 31 March|by March 31st of every year",
    ),
    (
        once(Per.YEAR, month=6, day=31),
        "每年七一前|每年“七一”前|每年「七一」之前|每年建党节前|every year before 1 July",
    ),
    (
        Quota(1, Per.YEAR, exact=True, season=Season(10, 12), due=DueDay(month=12, day=31)),
        "每年第四季度|每年四季度内|每年第4季度|yearly, in the fourth quarter",
    ),
    (
        Quota(1, Per.MONTH, exact=True, months=EVEN),
        "逢双月|每逢雙月|每双月|双月一次|双月月底前|in even months",
    ),
    (
        Quota(1, Per.MONTH, exact=True, months=EVEN, due=DueDay(day=15)),
        "逢双月15日前|每逢双月十五号|the 15th of even months|in even months by the 15th",
    ),
    (
        Quota(1, Per.MONTH, exact=True, months=(3, 9)),
        "每年3月、9月|每年3、9月|每年三月和九月各一次|每年3月、9月各1次|twice a year in March and September",
    ),
    (
        once(Per.QUARTER, month=1, day=10),
        "每季度首月10日前|每季度第一个月10号前|每季首月十日之前|每季度结束后10日内|季后10日内",
    ),
    (
        Quota(1, Per.TERM, exact=True),
        "任期届满前六个月|任期届满六个月前|任期届满前半年|six months before the end of the term",
    ),
]
REFUSED = (
    "每月32日前|每月0日前|每月10日至15日|每月10-15日|每月1号和15号|每月初|每月中旬前|每月第六个周五|每月两三次|每月１－２次|"
    "每月一到两次|每月不超过两次|每月5日起|每月5日后|每月十五|每月15|逢5日|隔月|每隔两个月|每四个月|每五年|每三周|"
    "每周一、三|每周一至周五|每星期五17点前|每个工作日|每日|每旬|每班|每学期开学前一周|每年3月前|每年13月|每年2月30日前|"
    "每年6月31日前|每年3月1日和9月15日前|每年年初|每年七一前后|每年春节前|每年中秋前|每年清明节前|每季度10日前|"
    "每季度第四个月5日前|每季度末周五前|季度末|月底|15日前|三天后|按需|不定期|每月5日前和月底前|每月最后一个周五前两天|"
    "by the 32nd of each month|each year by 30 February|every year by 31 June|bimonthly|biweekly|every three weeks|"
    "every Monday and Thursday|on the 5th and 20th of each month|before the last Friday of each quarter|"
    "before the first working day of each month|daily|every semester|at most once a month|up to twice a quarter|"
    "every five years|every 10 days|mid-month"
)


@pytest.mark.parametrize(
    ("words", "quota"), [(words, quota) for quota, same in SAME for words in same.split("|")]
)
def test_it_is_read_in_whatever_words(words: str, quota: Quota) -> None:
    reading = read_rhythm(words)

    assert reading.quota == quota
    assert (reading.asks_first, reading.event) == (False, None)


@pytest.mark.parametrize("words", REFUSED.split("|"))
def test_what_may_mean_something_else_is_refused(words: str) -> None:
    with pytest.raises(UnclearRhythm):
        read_rhythm(words)


PIECES = st.sampled_from(
    [
        "每",
        "月",
        "季度",
        "年",
        "周",
        "半年",
        "首月",
        "末月",
        "最后",
        "一个",
        "周五",
        "第",
        "二",
        "3",
        "31",
        "日",
        "号",
        "前",
        "底",
        "初",
        "旬",
        "各",
        "一次",
        "和",
        "、",
        "逢",
        "单",
        "隔",
        "任期",
        "届满",
        "换届",
        "半",
        "工作日",
        "内",
        "后",
        "至",
        "七一",
        "不迟于",
        "廿",
        "〇",
        "by",
        "the",
        "of",
        "each",
        "month",
        "5th",
        "before",
        "every",
        "0",
        "½",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=7))
def test_any_words_are_read_or_refused(pieces: list[str]) -> None:
    try:
        reading = read_rhythm("".join(pieces))
    except UnclearRhythm:
        return
    assert reading.quota.at_least >= 1
