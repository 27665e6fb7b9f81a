from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.reports import (
    Report,
    done_alone,
    parts_of,
    read_denial,
    read_report,
)
from scheduler.workdays.calendar import WorkdayCalendar

TODAY = date(2026, 11, 25)
CALENDAR = WorkdayCalendar()


def read(text: str) -> Report | None:
    return read_report(text, today=TODAY, calendar=WorkdayCalendar())


@pytest.mark.parametrize(
    ("typed", "name", "day"),
    [
        ("支委会昨天开了", "支委会", date(2026, 11, 24)),
        ("11月20日开了支委会", "支委会", date(2026, 11, 20)),
        ("11月20日支委会", "支委会", date(2026, 11, 20)),
        ("上周五主题党日搞完了", "主题党日", date(2026, 11, 20)),
        ("昨天我们召开了支委会", "支委会", date(2026, 11, 24)),
        ("谈心谈话上周三完成", "谈心谈话", date(2026, 11, 18)),
        ("支委會昨天開了", "支委会", date(2026, 11, 24)),
        ("国庆前一天开了党员大会", "党员大会", date(2026, 9, 30)),
        ("支委会 yesterday", "支委会", date(2026, 11, 24)),
        ("branch committee met yesterday", "branch committee", date(2026, 11, 24)),
        ("支委会开了", "支委会", None),
        ("刚开完支委会", "支委会", None),
        ("昨天", "", date(2026, 11, 24)),
    ],
)
def test_what_was_done_and_when_is_read(typed: str, name: str, day: date | None) -> None:
    report = read(typed)
    assert report is not None
    assert (report.name, report.day) == (name, day)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "支委会",
        "支委会多久开一次",
        "昨天开的支委会要多少人参加？",
        "明天开支委会",
        "长" * 200,
        "?",
    ],
)
def test_what_asks_or_tells_of_nothing_done_is_no_report(typed: str) -> None:
    assert read(typed) is None


@pytest.mark.parametrize(
    "text",
    [
        "支委会昨天没开成",
        "支委会昨天没开",
        "今天支委会取消了",
        "支委会推迟到下周了",
        "支委会昨天没有按时召开",
        "昨天支委会開不成",
        "支委会 was postponed yesterday",
        "支委会 was not held yesterday",
        "支委会 did not take place on 20 Nov",
    ],
)
def test_what_was_not_done_is_no_report(text: str) -> None:
    assert read_report(text, today=TODAY, calendar=CALENDAR) is None
    denial = read_denial(text, today=TODAY, calendar=CALENDAR)
    assert denial is not None
    assert "支委会" in denial.told


@pytest.mark.parametrize("text", ["支委会昨天开了，没有缺席", "昨天开了支委会，没有问题"])
def test_another_no_denies_nothing(text: str) -> None:
    assert read_denial(text, today=TODAY, calendar=CALENDAR) is None
    assert read_report(text, today=TODAY, calendar=CALENDAR) is not None


def test_the_first_sentences_are_read_by_themselves() -> None:
    text = "11月20日开了支委会，研究第三季度党费收缴和发展党员计划，应到7人，实到6人，1人请假"
    whole, first, _ = parts_of(text)
    assert whole == text
    assert read_report(whole, today=TODAY, calendar=CALENDAR) is None
    report = read_report(first, today=TODAY, calendar=CALENDAR)
    assert report is not None
    assert (report.name, report.day) == ("支委会", date(2026, 11, 20))


@pytest.mark.parametrize(
    "text", ["完成了", "已完成", "都办了", "我完成了", "搞定", "done", "I'm done"]
)
def test_that_it_is_done_may_be_all_that_is_said(text: str) -> None:
    assert done_alone(text)


@pytest.mark.parametrize("text", ["支委会完成了", "完成情况", "没完成", "怎么完成", "not done"])
def test_more_than_that_is_something_else(text: str) -> None:
    assert not done_alone(text)
