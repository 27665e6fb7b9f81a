"""Workdays in China: the State Council's calendar, make-up weekends included.

Three sources, the later one winning: ``holidays`` (the statutory days of a year whose notice is not
out yet), ``chinese_calendar`` (the notices up to its release), and our own overrides.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache

from chinese_calendar import constants

NOTICE_DAYS = 5
"""Overrides that make a year published; the shortest notice so far names more days than this."""

PUBLISHED_FROM_MONTH = 11
"""As a rule the notice for the next year comes out in November."""

_SATURDAY = 5
_KNOWN_YEARS = frozenset(day.year for day in constants.holidays)


class WorkdayCalendar:
    """Answers from tables of whole years, each made once.

    ``overrides`` says of single days whether they are workdays; it wins over the libraries.
    """

    def __init__(self, overrides: Mapping[date, bool] | None = None) -> None:
        self._overrides = dict(overrides or {})
        named = Counter(day.year for day in self._overrides)
        self._announced = {year for year, days in named.items() if days >= NOTICE_DAYS}
        self._workdays: dict[int, list[date]] = {}

    def is_published(self, year: int) -> bool:
        """Whether the notice for ``year`` is known; without it, its workdays are provisional."""
        return year in _KNOWN_YEARS or year in self._announced

    def missing_years(self, today: date) -> list[int]:
        """The years that should be published by ``today`` and are not."""
        years = [today.year] + [today.year + 1] * (today.month >= PUBLISHED_FROM_MONTH)
        return [year for year in years if not self.is_published(year)]

    def is_workday(self, day: date) -> bool:
        """Whether people work on ``day``."""
        return self.last_workday_on_or_before(day) == day

    def last_workday_on_or_before(self, day: date) -> date:
        """``day`` itself when it is a workday, else the nearest one before it."""
        year = day.year
        while True:
            workdays = self._of_year(year)
            index = bisect_right(workdays, day)
            if index:
                return workdays[index - 1]
            year -= 1

    def first_workday_on_or_after(self, day: date) -> date:
        """``day`` itself when it is a workday, else the nearest one after it."""
        year = day.year
        while True:
            workdays = self._of_year(year)
            index = bisect_left(workdays, day)
            if index < len(workdays):
                return workdays[index]
            year += 1

    def workdays_before(self, day: date, count: int) -> date:
        """The workday ``count`` workdays before ``day``, which is not counted; ``count`` ≥ 1."""
        year = day.year
        left = count
        index = bisect_left(self._of_year(year), day)
        while index < left:
            left -= index
            year -= 1
            index = len(self._of_year(year))
        return self._of_year(year)[index - left]

    def workdays_until(self, day: date, until: date) -> int:
        """Number of workdays after ``day`` up to ``until``, which counts; negative when it is past.

        From Wednesday to the next Monday 3, to the Friday before -3, to a day itself 0.
        """
        if until < day:
            return -self.workdays_until(until, day)
        return sum(
            bisect_right(workdays, until) - bisect_right(workdays, day)
            for workdays in map(self._of_year, range(day.year, until.year + 1))
        )

    def _of_year(self, year: int) -> list[date]:
        if year not in self._workdays:
            rest = _rest_days(year)
            self._workdays[year] = [
                day for day in days_of(year) if self._overrides.get(day, day not in rest)
            ]
        return self._workdays[year]


@cache
def _rest_days(year: int) -> frozenset[date]:
    if year in _KNOWN_YEARS:
        off, made_up = constants.holidays, constants.workdays
    else:
        # Half a second and 21 MB, needed only for a year without a notice.
        from holidays import country_holidays

        off, made_up = country_holidays("CN", years=year), {}
    return frozenset(
        day
        for day in days_of(year)
        if day in off or (day.weekday() >= _SATURDAY and day not in made_up)
    )


def calendar_with(overrides: Mapping[date, bool]) -> WorkdayCalendar:
    """The calendar with these overrides; the same one as long as they are the same.

    Its tables are dear to make for each message.
    """
    return _calendar_with(tuple(sorted(overrides.items())))


@lru_cache(maxsize=4)
def _calendar_with(overrides: tuple[tuple[date, bool], ...]) -> WorkdayCalendar:
    return WorkdayCalendar(dict(overrides))


def days_of(year: int) -> list[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year, 12, 31) - first).days + 1)]
