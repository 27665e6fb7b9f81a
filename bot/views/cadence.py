"""How often something is owed, in words."""

from __future__ import annotations

from bot.texts.catalogue import Texts
from clauses.cadence import (
    TIMES,
    Cadence,
    Continuous,
    DueDay,
    NotStated,
    OnEvent,
    Per,
    Quota,
    Regular,
    Season,
    Week,
)

_QUARTER_MONTHS = 3
_YEAR_MONTHS = 12
_LAST_OF_MONTH = 31


def cadence_text(cadence: Cadence, t: Texts) -> str:
    """Plain words such as 每季度至少 1 次, 每月 1 次, 持续, 每届5年, 会前10日.

    How binding it is (应当, 一般) is not in it.
    """
    match cadence:
        case Quota():
            return _quota(cadence, t)
        case OnEvent():
            return _on_event(cadence, t)
        case Continuous():
            return t.plain("cadence-continuous")
        case Regular():
            return t.plain("cadence-regular")
        case NotStated():
            return t.plain("cadence-not-stated")


def close_cadence(cadence: Cadence, t: Texts) -> str:
    """The same for lists and cards, where Chinese has no gaps around numbers: 每月1次."""
    text = cadence_text(cadence, t)
    return text if t.locale == "en" else text.replace(" ", "")


def _on_event(cadence: OnEvent, t: Texts) -> str:
    if (months := cadence.offset_months) is not None:
        message = "cadence-months-before" if months < 0 else "cadence-months-after"
        return t.plain(message, event=t.called(cadence.event), months=abs(months))
    if (days := cadence.offset_days) is not None:
        message = "cadence-before" if days < 0 else "cadence-after"
        return t.plain(message, event=t.called(cadence.event), days=abs(days))
    return t.plain("cadence-event", event=t.called(cadence.event))


def _quota(quota: Quota, t: Texts) -> str:
    if quota.per is Per.TERM:
        if quota.term_years is not None:
            return t.plain("cadence-term", years=quota.term_years)
        if quota.exact:
            return t.plain("cadence-term-ahead", months=quota.prepare_months)
    per, count = _per(quota, t), quota.at_least
    form = "cadence-exactly" if quota.exact else "cadence-quota"
    if quota.unit == TIMES:
        text = t.plain(f"{form}-times", per=per, count=count)
    else:
        text = t.plain(f"{form}-of", per=per, count=count, unit=quota.unit)
    if quota.each is not None:
        text = t.plain("cadence-each", each=t.called(quota.each), quota=text)
    if quota.season is not None:
        return _in_season(text, quota.season, t, stated=quota.due is not None)
    if quota.due is not None:
        text = t.plain("cadence-due", quota=text, day=_due_day(quota.per, quota.due, t))
    if quota.every_second_from is not None:
        text = t.plain("cadence-from", quota=text, day=t.bare_day(quota.every_second_from))
    return text


def _per(quota: Quota, t: Texts) -> str:
    """The period, such as 每季度; of some of them, such as 隔周, 逢双月 or 每年3月、9月各."""
    if quota.every_second_from is not None:
        return t.plain("per-second-week")
    match quota.months:
        case ():
            return t.plain(f"per-{quota.per}")
        case (1, 3, 5, 7, 9, 11):
            return t.plain("per-odd-month")
        case (2, 4, 6, 8, 10, 12):
            return t.plain("per-even-month")
        case (month,):
            return t.plain("per-month-of-year", month=t.plain("month-name", month=month))
        case months:
            names = (t.plain("month-name", month=month) for month in months)
            return t.plain("per-months", months=t.plain("list-comma").join(names))


def _due_day(per: Per, due: DueDay, t: Texts) -> str:
    """The day inside a period, such as 5日, 首月10日, 6月30日, 最后一个周五, 6月最后一个工作日."""
    if due.weekday is not None and isinstance(per.kind.length, Week):
        return t.weekday(due.weekday)
    of_year = None
    if per is Per.YEAR and due.month is not None:
        month = due.month if due.month > 0 else _YEAR_MONTHS
        of_year = t.plain("month-name", month=month)
    if due.weekday is not None:
        day = t.plain("due-weekday", weekday=t.weekday(due.weekday), nth=due.nth)
    elif due.workday is not None:
        form = "due-workday-back" if due.workday < -1 else "due-workday"
        day = t.plain(form, nth=due.workday if due.workday >= -1 else -due.workday)
    elif of_year is not None and due.day == _LAST_OF_MONTH:
        return t.plain("due-month-end", month=of_year)
    elif of_year is not None:
        return t.plain("due-date", month=of_year, day=due.day)
    elif due.day == _LAST_OF_MONTH:
        day = t.plain("due-last-day")
    else:
        day = t.plain("due-day", day=due.day)
    if of_year is not None:
        return t.plain("due-of-year", month=of_year, day=day)
    return day if due.month is None else t.plain("due-in-month", month=due.month, day=day)


def _in_season(quota: str, season: Season, t: Texts, *, stated: bool) -> str:
    """When it is usually done or, where that is ``stated``, has to be."""
    form = "cadence-within" if stated else "cadence-season"
    first, last = season.first_month, season.last_month
    if first % _QUARTER_MONTHS == 1 and last == first + _QUARTER_MONTHS - 1:
        return t.plain(f"{form}-quarter", quota=quota, quarter=last // _QUARTER_MONTHS)
    if season.reaches_over:
        form = "cadence-season-over"
    return t.plain(form, quota=quota, first=first, last=last)
