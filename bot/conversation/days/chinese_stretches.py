"""Months, quarters, halves and years as Chinese forms name them, and the days picked out of them.

Where it is left open which one is meant, there are several, around the present one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.conversation.days.asked import Days, Moment, NotADay
from bot.conversation.days.chinese_words import (
    MONTHS,
    QUARTERS,
    UNITS,
    WEEKDAYS,
    WEEKS,
    YEARS,
    number,
)
from bot.conversation.days.stretches import Stretch, after, months_from, one_of, stretch_around

Match = re.Match[str]
Stretches = Stretch | list[Stretch] | None
"""None where the words fit and the meaning does not: 去年上月."""

AROUND = (-1, 0, 1)
_WEEK = 7
_CENTURY = 2000
_SHORT_YEAR = 2


def months(m: Match, at: Moment) -> Stretches:
    """The month that is named."""
    word = m["month"]
    if word in MONTHS:
        return None if m["year"] else stretch_around(at.today, "month", MONTHS[word])
    return _named(m, at, number(word), 1)


def every(kind: str) -> Callable[[Match, Moment], Stretches]:
    """The month, quarter or year that is not named."""
    return lambda _, at: [stretch_around(at.today, kind, by) for by in AROUND]


def quarters(m: Match, at: Moment) -> Stretches:
    """The quarter that is named by number, by its place in the year or beside the present one."""
    if m["quarter"]:
        return None if m["year"] else stretch_around(at.today, "quarter", QUARTERS[m["quarter"]])
    if m["number"] or m["final"]:
        return _named(m, at, 3 * (number(m["number"]) or 4) - 2, 3)
    return None if m["year"] else [stretch_around(at.today, "quarter", by) for by in AROUND]


def halves(m: Match, at: Moment) -> Stretches:
    """The first or second half of the year."""
    return _named(m, at, 7 if m["second"] else 1, 6)


def years(m: Match, at: Moment) -> Stretches:
    """The year that is named."""
    return _named(m, at, 1, 12)


def edge(find: Callable[[Match, Moment], Stretches]) -> Callable[[Match, Moment], Days | None]:
    """The first or last day of each."""
    return lambda m, at: _picked(find(m, at), lambda each: each.last if m["last"] else each.first)


def one(find: Callable[[Match, Moment], Stretches]) -> Callable[[Match, Moment], Days | None]:
    """The nth weekday or workday of each."""
    return lambda m, at: _picked(find(m, at), lambda each: _nth(m, each, at))


def year_of(word: str, at: Moment) -> int:
    """The year: 今, 2026, 26, 二〇二六, 二六, 两千零二十六.

    Raises:
        NotADay: it is none.
    """
    if word in YEARS:
        return at.today.year + YEARS[word]
    if len(word) == _SHORT_YEAR:
        return _CENTURY + 10 * number(word[0]) + number(word[1])
    year = number(word)
    if year == 0:
        raise NotADay
    return year


def away(m: Match, at: Moment, sign: int) -> date | None:
    """So many days, weeks, months, years or workdays from today; half a month is no number of days."""
    kind = UNITS[m["unit"]]
    if m["n"] is None:
        return after(at.today, 6 * sign, "month", at.calendar) if kind == "year" else None
    count = number(m["n"])
    return after(at.today, sign * count, kind, at.calendar) if count else None


def weekday(m: Match, at: Moment) -> Days:
    """A day of the week that is named; of any week, if none is."""
    monday = at.today - timedelta(days=at.today.isoweekday() - 1)
    named = (WEEKS[m["shift"]],) if m["shift"] else AROUND
    days = [monday + timedelta(days=_WEEK * by + WEEKDAYS[m["weekday"]] - 1) for by in named]
    return days[0] if m["shift"] else days


def _week_end(m: Match, at: Moment) -> date:
    return at.today + timedelta(days=_WEEK * (WEEKS[m["shift"]] + 1) - at.today.isoweekday())


def _named(m: Match, at: Moment, first: int, count: int) -> Stretches:
    if m["year"]:
        return months_from(year_of(m["year"], at), first, count)
    return [months_from(at.today.year + by, first, count) for by in AROUND]


def _picked(stretches: Stretches, day: Callable[[Stretch], date]) -> Days | None:
    if stretches is None or isinstance(stretches, Stretch):
        return None if stretches is None else day(stretches)
    return [day(each) for each in stretches]


def _nth(m: Match, stretch: Stretch, at: Moment) -> date:
    nth = number(m["nth"]) - number(m["nthlast"]) or (-1 if m["ending"] else 1)
    if m["workday"]:
        return one_of(stretch, nth, at.calendar.is_workday)
    return one_of(stretch, nth, lambda day: day.isoweekday() == WEEKDAYS[m["weekday"]])


def _last_of(find: Callable[[Match, Moment], Stretches]) -> Callable[[Match, Moment], Days | None]:
    return lambda m, at: _picked(find(m, at), lambda each: each.last)


def _any_year(m: Match, at: Moment) -> Stretches:
    return years(m, at) if m["year"] else stretch_around(at.today, "year")


SPANS: Mapping[str, Callable[[Match, Moment], Days | None]] = {
    "length": lambda m, at: away(m, at, 1),
    "week-span": _week_end,
    "month-span": _last_of(months),
    "quarter-span": _last_of(quarters),
    "half-span": _last_of(halves),
    "year-span": _last_of(_any_year),
}
"""By name, the last day of a stretch within which something is due."""
