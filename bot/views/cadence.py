"""How often something is owed, in words."""

from __future__ import annotations

from bot.texts.catalogue import Texts
from clauses.cadence import (
    TIMES,
    Cadence,
    Continuous,
    NotStated,
    OnEvent,
    Per,
    Quota,
    Regular,
    Season,
)

_QUARTER_MONTHS = 3


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


def _on_event(cadence: OnEvent, t: Texts) -> str:
    if (months := cadence.offset_months) is not None:
        message = "cadence-months-before" if months < 0 else "cadence-months-after"
        return t.plain(message, event=cadence.event, months=abs(months))
    if (days := cadence.offset_days) is not None:
        message = "cadence-before" if days < 0 else "cadence-after"
        return t.plain(message, event=cadence.event, days=abs(days))
    return t.plain("cadence-event", event=cadence.event)


def _quota(quota: Quota, t: Texts) -> str:
    if quota.per is Per.TERM and quota.term_years is not None:
        return t.plain("cadence-term", years=quota.term_years)
    per, count = t.plain(f"per-{quota.per}"), quota.at_least
    form = "cadence-exactly" if quota.exact else "cadence-quota"
    if quota.unit == TIMES:
        text = t.plain(f"{form}-times", per=per, count=count)
    else:
        text = t.plain(f"{form}-of", per=per, count=count, unit=quota.unit)
    if quota.each is not None:
        text = t.plain("cadence-each", each=quota.each, quota=text)
    return text if quota.season is None else _in_season(text, quota.season, t)


def _in_season(quota: str, season: Season, t: Texts) -> str:
    first, last = season.first_month, season.last_month
    if first % _QUARTER_MONTHS == 1 and last == first + _QUARTER_MONTHS - 1:
        return t.plain("cadence-season-quarter", quota=quota, quarter=last // _QUARTER_MONTHS)
    form = "cadence-season-over" if season.reaches_over else "cadence-season"
    return t.plain(form, quota=quota, first=first, last=last)
