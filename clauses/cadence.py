"""Cadences as data: how often a clause asks for something.

Nothing here turns a cadence into dates (``scheduler.planning.spans`` does) or into words (``bot.views``
does). What the text does not say is not filled in: a clause that only says "regularly" is
:class:`Regular` and never becomes a quota. All facts of a period, from its length to the days of its
reminders, stand in one table, :class:`Per`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from clauses.conditions import EventKindId

TIMES = "次"
"""The unit of a quota that counts acts. Another unit (学时) is confirmed once per period."""


@dataclass(frozen=True)
class Week:
    """From Monday to Sunday."""

    @property
    def times_a_year(self) -> int:
        """Number of weeks in a year; the 53rd of some years is left out of account."""
        return 52


@dataclass(frozen=True)
class Months:
    """``count`` months of the calendar, counted from January; a year holds them without a rest."""

    count: int

    @property
    def times_a_year(self) -> int:
        """Number of such periods in a year."""
        return 12 // self.count


@dataclass(frozen=True)
class TermOfOffice:
    """Not a period of the calendar: an organisation says when its term began, a quota how long it is."""


@dataclass(frozen=True)
class DayOfEvent:
    """Not a period of the calendar: from the day on which an event is entered to the last day for it."""


@dataclass(frozen=True)
class Words:
    """The words for a period, in Simplified.

    ``every`` stand after 每 or 按, with numbers in Chinese; the first is the usual one. ``unlike``
    begin like one of them and are no period (年龄). ``alone``: 1次 after the bare word is a rhythm
    too, as in 半年1次; 周1次 is none.
    """

    every: tuple[str, ...]
    unlike: tuple[str, ...] = ()
    alone: bool = True


@dataclass(frozen=True)
class Stages:
    """The reminders of a period, each on a workday.

    ``at_start``: as it begins. ``workdays_before``: numbers of workdays before its last one,
    the longest first. ``days_overdue``: numbers of days after its end; ``until_next``: only until the
    reminders of the next period begin.
    """

    at_start: bool
    workdays_before: tuple[int, ...]
    days_overdue: tuple[int, ...] = (0, 7, 14, 21)
    until_next: bool = False


@dataclass(frozen=True)
class PeriodKind:
    """All that the program knows of one period; what the catalogues call it is added there."""

    length: Week | Months | TermOfOffice | DayOfEvent
    words: Words
    stages: Stages


class Per(StrEnum):
    """The window within which a quota has to be met."""

    kind: PeriodKind

    def __new__(cls, value: str, kind: PeriodKind | None = None) -> Self:
        """A member of the table; ``Per("month")`` finds one and never comes here."""
        if kind is None:
            raise TypeError(f"{value} is not described")
        per = str.__new__(cls, value)
        per._value_ = value
        per.kind = kind
        return per

    # From the shortest to the longest; a value is at most 16 characters long.
    WEEK = (
        "week",
        PeriodKind(
            Week(),
            Words(("周", "星期", "礼拜"), unlike=("周年", "周期", "周岁", "周边"), alone=False),
            Stages(at_start=False, workdays_before=(1,), days_overdue=(0, 7)),
        ),
    )
    MONTH = (
        "month",
        PeriodKind(
            Months(1),
            Words(("月",)),
            Stages(at_start=False, workdays_before=(7, 1), days_overdue=(0, 7), until_next=True),
        ),
    )
    TWO_MONTHS = (
        "two-months",
        PeriodKind(
            Months(2),
            Words(("两个月", "二个月")),
            Stages(at_start=True, workdays_before=(7, 1)),
        ),
    )
    QUARTER = (
        "quarter",
        PeriodKind(
            Months(3), Words(("季度", "季")), Stages(at_start=True, workdays_before=(30, 7, 1))
        ),
    )
    HALF_YEAR = (
        "half-year",
        PeriodKind(Months(6), Words(("半年",)), Stages(at_start=True, workdays_before=(30, 7, 1))),
    )
    YEAR = (
        "year",
        PeriodKind(
            Months(12),
            Words(("年",), unlike=("年龄", "年级")),
            Stages(at_start=True, workdays_before=(30, 7, 1)),
        ),
    )
    TERM = (
        "term",
        PeriodKind(
            TermOfOffice(), Words(("届",)), Stages(at_start=True, workdays_before=(30, 7, 1))
        ),
    )
    EVENT = (
        "event",
        PeriodKind(DayOfEvent(), Words(()), Stages(at_start=False, workdays_before=(7, 1))),
    )


CALENDAR_PERIODS = tuple(per for per in Per if isinstance(per.kind.length, Week | Months))
"""The periods that begin and end on the same days for everybody."""


RHYTHMS = tuple(per for per in Per if per is not Per.EVENT)
"""The periods that a quota may name."""


@dataclass(frozen=True)
class Season:
    """The part of the year in which a yearly duty is usually done, both ends included.

    A ``last_month`` before the ``first_month`` is one of the year that follows.
    """

    first_month: int
    last_month: int

    @property
    def reaches_over(self) -> bool:
        """Whether it ends in the year that follows."""
        return self.last_month < self.first_month


@dataclass(frozen=True)
class DueDay:
    """The last day for something inside its period: a ``day`` of one of its months, a weekday or a workday.

    ``month`` counts the months of the period from 1, and -1 is the last one. ``weekday`` is 1 for
    Monday, ``nth`` which of them, -1 the last one; ``workday`` counts workdays from the first, -1 is
    the last one: of that month, without one of the whole period. A day that the month does not have
    becomes its last one, a fifth weekday the last one.
    """

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int = 1
    workday: int | None = None


@dataclass(frozen=True)
class Continuous:
    """Owed all the time; shown, never nagged about."""


@dataclass(frozen=True)
class Regular:
    """The text says "regularly" and gives no number."""


@dataclass(frozen=True)
class Quota:
    """At least ``at_least`` ``unit`` within each period; any day counts, surplus does not carry over.

    ``exact``: the text gives the number itself (每年1次), without 至少 or 不少于; what meets the
    period is the same, the words are not. ``each`` says for whom the quota counts when not for the body as a whole (每名党员).
    ``season`` only for ``Per.YEAR``; ``months`` only for ``Per.MONTH``: those of the year in which it is
    owed, all when none is named. ``every_second_from`` only for ``Per.WEEK``: it is owed in the week of
    that day and in every second one after it. ``due`` is the last day where that is not the period's;
    with it, a season is when the text asks for it, and not when it is usually done. ``term_years`` and
    ``prepare_months`` only for ``Per.TERM``; an organisation's own duty takes the years from its packs.
    """

    at_least: int
    per: Per
    unit: str = TIMES
    each: str | None = None
    season: Season | None = None
    term_years: int | None = None
    prepare_months: int = 6
    exact: bool = False
    due: DueDay | None = None
    months: tuple[int, ...] = ()
    every_second_from: date | None = None

    @property
    def times_a_year(self) -> float:
        """Number of acts or units in a year; ValueError for what hangs on an event."""
        match self.per.kind.length:
            case TermOfOffice():
                return 1 / (self.term_years or 1)
            case DayOfEvent():
                raise ValueError("no clause states a rate per event")
            case calendar:
                periods = len(self.months) or calendar.times_a_year
                return self.at_least * periods / (1 if self.every_second_from is None else 2)

    @property
    def completions_needed(self) -> int:
        """Ledger entries that meet one period: a quota of 32 学时 is confirmed once."""
        return self.at_least if self.unit == TIMES else 1


@dataclass(frozen=True)
class OnEvent:
    """Owed when something happens; an offset < 0 is before the event, none at all is "then".

    Of the two offsets at most one is given, as the text counts: 10日, 6个月. ``event`` says it in
    words; ``kind`` names the event of a pack that an organisation can enter with its day.
    """

    event: str
    offset_days: int | None = None
    offset_months: int | None = None
    kind: EventKindId | None = None


ONCE_AN_EVENT = Quota(1, Per.EVENT, exact=True)
"""What a clause that hangs on an event asks for, each time."""


@dataclass(frozen=True)
class NotStated:
    """A fact about the subject (its size, its standard), or a clause whose cadence is not known."""


Cadence = Continuous | Regular | Quota | OnEvent | NotStated
