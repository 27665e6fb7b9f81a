"""The meaning of each Chinese form of ``clauses/lexicon/days.toml``, by its name.

A form gives a day, or the same day of every stretch around today where it is left open which; None
where the words fit and the meaning does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.conversation.days.asked import Days, Moment, NoSuchDay, NotADay, a_day, month_from
from bot.conversation.days.chinese_stretches import (
    AROUND,
    away,
    edge,
    every,
    halves,
    months,
    one,
    quarters,
    weekday,
    year_of,
    years,
)
from bot.conversation.days.chinese_words import (
    FESTIVALS,
    LUNAR_FESTIVALS,
    LUNAR_MONTHS,
    MONTHS,
    OFF,
    YEARS,
    number,
)
from bot.conversation.days.lunar import lunar_day, lunar_year
from bot.conversation.days.stretches import workday_from

Match = re.Match[str]
Form = Callable[[Match, Moment], Days | None]


def _ahead(m: Match, at: Moment) -> Days | None:
    return away(m, at, 1)


def _day_of_month(m: Match, at: Moment) -> Days | None:
    month, day = m["month"], number(m["day"])
    if month in MONTHS:
        return None if m["year"] else a_day(*month_from(at.today, MONTHS[month]), day)
    if m["year"]:
        return a_day(year_of(m["year"], at), number(month), day)
    return at.of_month(number(month), day)


def _same_day(m: Match, at: Moment) -> Days:
    months_on = MONTHS[m["month"]] if m["month"] else 12 * YEARS[m["year"]]
    return a_day(*month_from(at.today, months_on), at.today.day)


def _festival(m: Match, at: Moment) -> Days:
    name = m["festival"]
    if m["year"]:
        return _festival_of(name, year_of(m["year"], at))
    return [_festival_of(name, at.today.year + by) for by in AROUND]


def _holiday(_: Match, at: Moment) -> Days:
    """The festivals with days off."""
    return [_festival_of(name, at.today.year + by) for name in OFF for by in AROUND]


def _beside_festival(m: Match, at: Moment) -> Days | None:
    count, workdays = number(m["n"]) or 1, m["workday"]
    if m["n"] is None and m["ordinal"] is None:
        return None
    if not workdays and (m["ordinal"] or (not m["before"] and (count > 1 or m["week"]))):
        return None  # 节后第一天: after the days off, or after the day itself?
    count *= 7 if m["week"] else 1
    by = -count if m["before"] else count

    def beside(day: date) -> date:
        return workday_from(day, by, at.calendar) if workdays else day + timedelta(days=by)

    days = _festival(m, at) if m["festival"] else _holiday(m, at)
    return beside(days) if isinstance(days, date) else [beside(day) for day in days]


def _workday_beside(m: Match, at: Moment) -> Days:
    return workday_from(at.today, -1 if m["before"] else 1, at.calendar)


def _lunar(m: Match, at: Moment) -> Days:
    return _lunar_days(m, at, LUNAR_MONTHS.get(m["month"]) or number(m["month"]), leap=m["leap"])


def _lunar_named(m: Match, at: Moment) -> Days:
    month = number(m["doubled"]) if m["leap"] else LUNAR_MONTHS[m["month"]]
    return _lunar_days(m, at, month, leap=m["leap"])


def _lunar_first(m: Match, at: Moment) -> Days:
    return _lunar_days(m, at, number(m["month"]))


def _lunar_new_year(m: Match, at: Moment) -> Days:
    return _lunar_days(m, at, 1)


def _lunar_days(m: Match, at: Moment, month: int, *, leap: str | None = None) -> Days:
    day, now = number(m["day"]), lunar_year(at.today)
    if m["year"]:
        if m["year"] in YEARS and now != at.today.year:
            raise NotADay  # between the two new years nobody knows which year is meant
        return lunar_day(year_of(m["year"], at), month, day, leap=bool(leap))
    days = []
    for by in AROUND:
        try:
            days.append(lunar_day(now + by, month, day, leap=bool(leap)))
        except NoSuchDay:
            continue
    return days


def _festival_of(name: str, year: int) -> date:
    if name in LUNAR_FESTIVALS:
        return lunar_day(year, *LUNAR_FESTIVALS[name])
    return a_day(year, *FESTIVALS[name])


FORMS: Mapping[str, Form] = {
    "ago": lambda m, at: away(m, at, -1),
    "later": _ahead,
    "passing": _ahead,
    "day-of-week": weekday,
    "day-of-month": _day_of_month,
    "day-alone": lambda m, at: at.of_any_month(number(m["day"])),
    "same-day": _same_day,
    "month-edge": edge(months),
    "month-edge-alone": edge(every("month")),
    "year-edge": edge(years),
    "quarter-edge": edge(quarters),
    "half-edge": edge(halves),
    "one-of-month": one(lambda m, at: (months if m["month"] else every("month"))(m, at)),
    "one-of-quarter": one(quarters),
    "one-of-year": one(years),
    "festival": _festival,
    "beside-festival": _beside_festival,
    "holiday": _holiday,
    "workday-beside": _workday_beside,
    "lunar-said": _lunar,
    "lunar-named": _lunar_named,
    "lunar-first": _lunar_first,
    "lunar-new-year": _lunar_new_year,
}
