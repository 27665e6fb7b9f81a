from __future__ import annotations

from datetime import timedelta

from bot.program import warm_up
from bot.texts.catalogue import LOCALES, texts
from scheduler.clock import SystemClock
from scheduler.planning.planner import DAYS_AHEAD
from scheduler.workdays import calendar


def test_what_is_read_once_is_read_before_anybody_waits() -> None:
    for kept in (texts, calendar._rest_days):
        kept.cache_clear()
    warm_up()

    misses = texts.cache_info().misses, calendar._rest_days.cache_info().misses
    for locale in LOCALES:
        texts(locale)
    ahead = SystemClock().now().date() + timedelta(days=DAYS_AHEAD)
    calendar.WorkdayCalendar({}).first_workday_on_or_after(ahead)
    assert misses == (texts.cache_info().misses, calendar._rest_days.cache_info().misses)
