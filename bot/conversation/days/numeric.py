"""Days in digits alone: 11-18, 2026.11.18, 20261118, 1118."""

from __future__ import annotations

import re
from datetime import date

from bot.conversation.days.asked import Moment, NotADay, a_day

_YEAR_FIRST = re.compile(r"([0-9]{4}|[0-9]{2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})[日号]?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_MONTH_DAY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[日号]?")
_RUN = re.compile(r"([0-9]{4}|[0-9]{2})?([0-9]{2})([0-9]{2})")
_MONTHS = 12
_CENTURY = 2000


def read_digits(typed: str, moment: Moment) -> date | None:
    """The day; None when it is not in digits.

    Raises:
        NotADay: day and month cannot be told apart, or a short year is not about now.
        NoSuchDay: the calendar has no such day.
    """
    if found := _YEAR_LAST.fullmatch(typed):
        one, other, year = map(int, found.groups())
        if one <= _MONTHS and other <= _MONTHS and one != other:
            raise NotADay
        return a_day(year, min(one, other), max(one, other))
    if found := _YEAR_FIRST.fullmatch(typed) or _RUN.fullmatch(typed):
        year_typed, month, day = found[1], int(found[2]), int(found[3])
        if year_typed is None:
            if month > _MONTHS:
                raise NotADay
            return moment.of_month(month, day)
        return a_day(_year(year_typed, moment), month, day)
    if found := _MONTH_DAY.fullmatch(typed):
        month, day = int(found[1]), int(found[2])
        if month > _MONTHS >= day:  # 18/11
            month, day = day, month
        return moment.of_month(month, day)
    return None


def _year(typed: str, moment: Moment) -> int:
    year = int(typed)
    if year >= 100:
        return year
    if abs(_CENTURY + year - moment.today.year) > 1:
        raise NotADay
    return _CENTURY + year
