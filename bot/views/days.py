"""Days and periods in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.texts.catalogue import Html, Texts
from clauses.cadence import DayOfEvent, Months, Per, TermOfOffice, Week
from scheduler.periods import Period
from scheduler.planning.occurrences import Occurrence


def day_name(day: date, t: Texts, *, today: date) -> str:
    """A day with its weekday; the year is named only when it is not the present one."""
    return t.short_day(day) if day.year == today.year else t.day(day)


def due_name(occurrence: Occurrence, t: Texts, *, today: date) -> str:
    """The last workday, with a mark when it is provisional: see :func:`provisional_note`."""
    day = day_name(occurrence.deadline, t, today=today)
    return t.plain("day-provisional", day=day) if occurrence.provisional else day


def provisional_note(occurrences: Iterable[Occurrence], t: Texts) -> Html | None:
    """The meaning of the mark; None when none of these carries it."""
    return t("provisional-note") if any(each.provisional for each in occurrences) else None


def period_name(period: Period, t: Texts) -> str:
    """A period as people call it: 2026年12月, 2026年第四季度, 2026年下半年."""
    return t.plain(f"period-{period.per}", **_bounds(period, t))


def short_period(period: Period, t: Texts, *, today: date) -> str:
    """A period for lists: 11月, 第四季度, 下半年, 全年; with its year only where that is another one."""
    length = period.per.kind.length
    if isinstance(length, DayOfEvent):
        last = period.last_day
        day = t.bare_day(last) if last.year == today.year else t.days(last, last)
        return t.plain("short-event", last=day)
    if period.start.year == today.year or isinstance(length, TermOfOffice):
        return t.plain(f"short-{period.per}", **_bounds(period, t))
    if period.per is Per.YEAR:
        return period_name(period, t)
    short = t.plain(f"short-{period.per}", **_bounds(period, t))
    return t.plain("short-of-year", year=period.start.year, period=short)


def _bounds(period: Period, t: Texts) -> dict[str, object]:
    """What a message may say of a period. ``number``: which one of its year it is, from 1."""
    start, last = period.start, period.last_day
    match period.per.kind.length:
        case Week():
            return {
                "days": t.days(start, last),
                "start": t.bare_day(start),
                "end": t.bare_day(last),
            }
        case Months(count):
            number = (start.month - 1) // count + 1
            months = t.months(start, last)
            return {
                "year": start.year,
                "month": start.month,
                "last_month": last.month,
                "number": number,
                "months": months,
            }
        case TermOfOffice():
            return {"first": t.day(start), "last": t.day(last)}
        case DayOfEvent():
            return {"last": t.days(last, last)}
