"""Marks of what a planning pass saw: equal marks mean that planning again would change nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from zoneinfo import ZoneInfo

from clauses.model import PostId
from scheduler.planning.duties import Duty
from scheduler.planning.plan import Staff

_BYTES = 16

_ZONE_DAYS_BACK = 100
_ZONE_DAYS_AHEAD = 500
"""Reminders of a year that begins within the days planned ahead."""


class Fingerprints:
    """Makes marks by the duties of each organisation's posts and by one calendar.

    A mark is the same in every process and on every run. It holds for one day: who holds a post,
    and which periods are near, changes with the day.
    """

    def __init__(
        self,
        duties_of: Callable[[Staff], Mapping[PostId, tuple[Duty, ...]]],
        overrides: Mapping[date, bool],
    ) -> None:
        self._duties_of = duties_of
        self._calendar = _digest(sorted(overrides.items()))
        self._offsets: dict[tuple[ZoneInfo, date], str] = {}
        self._of_duties: dict[tuple[tuple[Duty, ...], ...], str] = {}

    def mark(self, staff: Staff, today: date) -> str:
        """The mark of an organisation on its local day: 32 hexadecimal digits."""
        duties = tuple(self._duties_of(staff).values())
        if duties not in self._of_duties:
            self._of_duties[duties] = _digest(
                [
                    (str(duty.ref), duty.post, duty.owed.value, duty.quota, duty.span)
                    for each in duties
                    for duty in each
                ]
            )
        offsets = self._offsets_of(staff.organisation.zone, today)
        return _digest((staff, today, self._calendar, offsets, self._of_duties[duties]))

    def _offsets_of(self, zone: ZoneInfo, today: date) -> str:
        """What the zone's name stands for: a new time zone database may say something else."""
        key = zone, today
        if key not in self._offsets:
            noon = datetime.combine(today, time(12))
            days = (noon + timedelta(n) for n in range(-_ZONE_DAYS_BACK, _ZONE_DAYS_AHEAD))
            self._offsets[key] = _digest([day.replace(tzinfo=zone).utcoffset() for day in days])
        return self._offsets[key]


def _digest(seen: object) -> str:
    # The values are made of frozen dataclasses, dates and strings, whose repr says it all.
    return blake2b(repr(seen).encode(), digest_size=_BYTES).hexdigest()
