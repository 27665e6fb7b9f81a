from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.reports import Report, read_report
from scheduler.workdays.calendar import WorkdayCalendar

TODAY = date(2026, 11, 25)


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
