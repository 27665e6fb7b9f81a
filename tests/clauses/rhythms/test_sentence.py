"""A duty in one sentence: what is to be done, how often, when it is reminded of, who owes it."""

from __future__ import annotations

import pytest

from clauses.cadence import DueDay, OnEvent, Per, Quota
from clauses.rhythms.readings import (
    MovableFeast,
    NoNumber,
    NoSuchPeriod,
    NotARhythm,
    SeveralDueDays,
    UnclearRhythm,
)
from clauses.rhythms.sentence import NoDutySaid, read_sentence

FRIDAY = Quota(1, Per.QUARTER, exact=True, due=DueDay(weekday=5, nth=-1))
FIFTH = Quota(1, Per.MONTH, exact=True, due=DueDay(day=5))


@pytest.mark.parametrize(
    ("words", "name", "quota", "workdays", "who"),
    [
        ("每季度最后一个周五前报送党建信息，提前一周提醒", "报送党建信息", FRIDAY, (5,), None),
        ("每季度最後一個週五前報送黨建信息，提前一週提醒", "報送黨建信息", FRIDAY, (5,), None),
        ("报送党建信息，每季度最后一个周五前，提前3天和1天提醒", "报送党建信息", FRIDAY, (3, 1), None),
        ("党支部书记每月5日前报送党费收缴情况", "报送党费收缴情况", FIFTH, None, "党支部书记"),
        ("由组织委员每月5日前报送报表", "报送报表", FIFTH, None, "组织委员"),
        ("每季度至少召开一次支委会", "召开支委会", Quota(1, Per.QUARTER), None, None),
        ("每月检查2次灭火器", "检查灭火器", Quota(2, Per.MONTH, exact=True), None, None),
        ("每月5日前报送，提前两个工作日、十天提醒", "报送", FIFTH, (8, 2), None),
        (
            "Submit the report by the last Friday of each quarter, remind us one week before",
            "Submit the report",
            FRIDAY,
            (5,),
            None,
        ),
        ("The secretary must submit the list by the 5th of each month", "submit the list", FIFTH,
         None, "The secretary"),
    ],
)  # fmt: skip
def test_a_sentence_is_taken_apart(
    words: str, name: str, quota: Quota, workdays: tuple[int, ...] | None, who: str | None
) -> None:
    read = read_sentence(words)

    assert (read.name, read.reading.quota) == (name, quota)
    assert (read.workdays_before, read.who) == (workdays, who)


@pytest.mark.parametrize(
    ("words", "event", "name"),
    [
        ("换届前三十日报送方案", OnEvent("换届", offset_days=-30), "报送方案"),
        ("报送方案，换届前30日", OnEvent("换届", offset_days=-30), "报送方案"),
        ("换届三十日前报送方案", OnEvent("换届", offset_days=-30), "报送方案"),
        ("民主生活会后两周内报送情况", OnEvent("民主生活会", offset_days=14), "报送情况"),
        ("换届前六个月启动准备", OnEvent("换届", offset_months=-6), "启动准备"),
        ("plan it 30 days before the election", OnEvent("election", offset_days=-30), "plan it"),
    ],
)
def test_a_duty_may_hang_on_an_event(words: str, event: OnEvent, name: str) -> None:
    read = read_sentence(words)

    assert (read.reading.event, read.name) == (event, name)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("每周一、三前报送", SeveralDueDays),
        ("每年春节前慰问困难党员", MovableFeast),
        ("每学期开学前一周报送", NoSuchPeriod),
        ("每日巡查", NoSuchPeriod),
        ("每年不超过2次外出", NoNumber),
        ("每年3月前报送", NotARhythm),
        ("每月初报送", NotARhythm),
        ("每月10报送", NotARhythm),
        ("支委会要认真开", NotARhythm),
        ("每季度最后一个周五前", NoDutySaid),
        ("每月5日前" + "报" * 31, NoDutySaid),
        ("", NotARhythm),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused(
    words: str, refusal: type[UnclearRhythm]
) -> None:
    with pytest.raises(refusal):
        read_sentence(words)
