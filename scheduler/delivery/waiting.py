"""Pure: until when a reminder waits for a day and an hour that suit its reader."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.planning.duties import LeadTimes
from scheduler.planning.timetables import local_instant
from scheduler.roster.model import Digest, Person

DIGEST_HOURS = timedelta(hours=3)
"""A digest goes out within so long after its hour; what comes later waits for the next one."""

_LOOKED_AHEAD = 100


def waits_until(
    person: Person, zone: ZoneInfo, now: datetime, *, latest_on: date | None
) -> datetime | None:
    """The instant (UTC) up to which a reminder waits; None when it goes now.

    ``latest_on`` is the last day to which it may wait: the last workday before its due date. None
    where the due date is past: such a one waits without a limit.
    """
    today, hour = now.astimezone(zone).date(), person.remind_at or LeadTimes.at
    if latest_on is not None and today >= latest_on:
        return None
    if _fits(person, today) and (
        person.digest is Digest.EACH or _within_digest(today, hour, zone, now)
    ):
        return None
    for ahead in range(_LOOKED_AHEAD):
        day = today + timedelta(days=ahead)
        at = local_instant(day, hour, zone)
        if at <= now:
            continue
        if day == latest_on or _fits(person, day):
            return at
    return None


def _fits(person: Person, day: date) -> bool:
    """No day off; of a weekly digest the first day of its week that is none."""
    if day in person.days_off:
        return False
    if person.digest is not Digest.WEEKLY:
        return True
    monday = day - timedelta(days=day.weekday())
    before = (monday + timedelta(days=n) for n in range((day - monday).days))
    return all(each in person.days_off for each in before)


def _within_digest(day: date, hour: time, zone: ZoneInfo, now: datetime) -> bool:
    at = local_instant(day, hour, zone)
    return at <= now < at + DIGEST_HOURS
