"""Days and periods in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.texts.catalogue import Html, Texts
from clauses.cadence import Per
from scheduler.periods import Period
from scheduler.planning.occurrences import Occurrence

_MONTHS_PER_QUARTER = 3
_MONTHS_PER_HALF_YEAR = 6


def day_name(day: date, t: Texts, *, today: date) -> str:
    """A day with its weekday; the year is named only when it is not the present one."""
    return t.short_day(day) if day.year == today.year else t.day(day)


def due_name(occurrence: Occurrence, t: Texts, *, today: date) -> str:
    """The last workday, with a mark when it is provisional: see :func:`provisional_note`."""
    day = day_name(occurrence.due_on, t, today=today)
    return t.plain("day-provisional", day=day) if occurrence.provisional else day


def provisional_note(occurrences: Iterable[Occurrence], t: Texts) -> Html | None:
    """The meaning of the mark; None when none of these carries it."""
    return t("provisional-note") if any(each.provisional for each in occurrences) else None


def period_name(period: Period, t: Texts) -> str:
    """A period as people call it: 2026年12月, 2026年第四季度, 2026年下半年."""
    start = period.start
    match period.per:
        case Per.MONTH:
            return t.plain("period-month", year=start.year, month=start.month)
        case Per.QUARTER:
            quarter = (start.month - 1) // _MONTHS_PER_QUARTER + 1
            return t.plain("period-quarter", year=start.year, quarter=quarter)
        case Per.HALF_YEAR:
            half = (start.month - 1) // _MONTHS_PER_HALF_YEAR + 1
            return t.plain("period-half-year", year=start.year, half=half)
        case Per.YEAR:
            return t.plain("period-year", year=start.year)
        case Per.TERM:
            return t.plain("period-term", first=t.day(start), last=t.day(period.last_day))
