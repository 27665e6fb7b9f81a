"""Pure: the minute of an hour at which a robot is told, away from full and half hours.

Everybody's robots speak at nine sharp, and are then slow or turned away. All that has come up since
the last time goes together.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from scheduler.address import Address

LASTS = timedelta(minutes=3)
"""So long it may begin after its minute; what comes later waits for the next hour."""

MINUTES: tuple[int, ...] = (*range(6, 23), *range(36, 53))


def minute_for(address: Address) -> int:
    """The minute of the robot at this address; most robots have different ones."""
    return MINUTES[crc32(str(address).encode()) % len(MINUTES)]


def until_minute(minute: int | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The instant (UTC) for which it waits; None when it goes now, or has no such minute."""
    if minute is None:
        return None
    # Not simply on the local clock: an hour that comes twice is two hours here as well.
    local = now.astimezone(zone)
    since = timedelta(minutes=local.minute - minute, seconds=local.second) % timedelta(hours=1)
    if since < LASTS:
        return None
    return (now - since + timedelta(hours=1)).replace(microsecond=0)
