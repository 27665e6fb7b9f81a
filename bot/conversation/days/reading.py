"""Reading a day as people type it; pure. What cannot be read for certain is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.conversation.days import chinese, english
from bot.conversation.days.asked import DayAsked, Moment, NotADay
from bot.conversation.plain import is_chinese, plain
from scheduler.workdays.calendar import WorkdayCalendar

_BETWEEN = re.compile(r"(?:[–—~～至到]|\bto\b|\buntil\b)+", re.IGNORECASE)
_A_YEAR = timedelta(days=365)


def read_day(text: str, *, today: date, asked: DayAsked, calendar: WorkdayCalendar) -> date:
    """Read 上周五下午, 12-20, 正月初八, 月底前, 20 Dec, last day of the month and the like.

    What is left open is the nearest past day of what was done, else the nearest coming one. Whether
    the day may be used is for the use case to decide: a day may be said that has not come.

    Raises:
        UnclearDay: see its subclasses.
    """
    typed = plain(text)
    if not typed:
        raise NotADay
    moment = Moment(today, asked, calendar)
    return chinese.read(typed, moment) if is_chinese(typed) else english.read(typed, moment)


def read_range(text: str, *, today: date, calendar: WorkdayCalendar) -> tuple[date, date]:
    """Read 12月1日至12月10日, 12月1日-10日, 1 Dec to 10 Dec; one day alone is a range of one.

    A day that is left open is the coming one.

    Raises:
        UnclearDay: it is no range, or one that is over.
    """
    parts = [each for each in _BETWEEN.split(text) if each.strip()]
    if len(parts) == 1 and is_chinese(text):
        parts = parts[0].split("-")  # elsewhere it stands within a day
    if len(parts) not in (1, 2):
        raise NotADay
    first = read_day(parts[0], today=today, asked=DayAsked.EVENT, calendar=calendar)
    if first > date.max - _A_YEAR:
        raise NotADay
    last = first
    if len(parts) > 1:
        last = read_day(_with_unit(parts[1]), today=first, asked=DayAsked.EVENT, calendar=calendar)
    if not max(today, first) <= last <= first + _A_YEAR:
        raise NotADay
    return first, last


def _with_unit(text: str) -> str:
    """The second part as a day of its own: the 10 of 12月1日-10."""
    return f"{text}日" if text.strip().isdecimal() else text
