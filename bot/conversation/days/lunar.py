"""Days of the Chinese calendar, from the table in ``clauses/lexicon/lunar.toml``."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from bot.conversation.days.asked import NoSuchDay
from clauses.words import tables

NEW_YEARS_EVE = 99
"""Stands for the last day of the last month, which has 29 or 30 days."""

_LONG, _SHORT = 30, 29
_LAST_MONTH = 12


def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> date:
    """The date of a day in a lunar year; ``leap``: in the second month of this number.

    Raises:
        NoSuchDay: the month has no such day, or the year is outside the table.
    """
    first, doubled, lengths = _year(year)
    if day == NEW_YEARS_EVE and month == _LAST_MONTH:
        return first + timedelta(days=sum(lengths) - 1)
    if not 1 <= month <= _LAST_MONTH or (leap and month != doubled):
        raise NoSuchDay
    place = month - 1 + (leap or (0 < doubled < month))
    if not 1 <= day <= lengths[place]:
        raise NoSuchDay
    return first + timedelta(days=sum(lengths[:place]) + day - 1)


def lunar_year(day: date) -> int:
    """The lunar year in which a day lies; raises as :func:`lunar_day`."""
    return day.year if day >= _year(day.year)[0] else day.year - 1


@cache
def _year(year: int) -> tuple[date, int, tuple[int, ...]]:
    """First day, number of the doubled month (0: none), and the lengths of the months."""
    kept = tables("lunar.toml")["years"].get(str(year))
    if kept is None:
        raise NoSuchDay
    first, doubled, lengths = kept.split()
    return (
        date.fromisoformat(first),
        int(doubled),
        tuple(_LONG if each == "L" else _SHORT for each in lengths),
    )
