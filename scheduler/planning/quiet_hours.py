"""When the quiet hours of a person end."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.planning.timetables import local_instant
from scheduler.roster.model import QuietHours


def quiet_until(hours: QuietHours | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The end (UTC) of the quiet hours that ``now`` falls in; None when it falls in none."""
    local = now.astimezone(zone)
    if hours is None or not hours.holds(local.time()):
        return None
    day = local.date()
    if hours.end <= local.time():
        day += timedelta(days=1)
    end = local_instant(day, hours.end, zone)
    return end if end > now else None  # in the hour that comes twice in autumn it may be past
