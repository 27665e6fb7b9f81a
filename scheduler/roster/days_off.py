"""The days on which a person is left in peace, and how they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_MONDAY, _SUNDAY = 1, 7


@dataclass(frozen=True)
class DaysOff:
    """Weekdays (1 Monday to 7 Sunday) and at most one range of dates, both ends included.

    At least one weekday is free of them.
    """

    weekdays: frozenset[int] = frozenset()
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if not self.weekdays < frozenset(range(_MONDAY, _SUNDAY + 1)):
            raise ValueError(self.weekdays)
        if (self.first is None) is not (self.last is None):
            raise ValueError(self.first, self.last)

    def __bool__(self) -> bool:
        return bool(self.weekdays) or self.first is not None

    def __contains__(self, day: date) -> bool:
        if day.isoweekday() in self.weekdays:
            return True
        return self.first is not None and self.last is not None and self.first <= day <= self.last

    def pack(self) -> str | None:
        """As the database keeps them, such as ``67`` or ``67/2026-12-01/2026-12-10``; None for none."""
        if not self:
            return None
        weekdays = "".join(str(each) for each in sorted(self.weekdays))
        if self.first is None or self.last is None:
            return weekdays
        return f"{weekdays}/{self.first.isoformat()}/{self.last.isoformat()}"

    @classmethod
    def unpack(cls, stored: str | None) -> DaysOff:
        """What :meth:`pack` wrote."""
        weekdays, *ends = (stored or "").split("/")
        days = frozenset(int(each) for each in weekdays)
        if not ends:
            return cls(days)
        first, last = (date.fromisoformat(each) for each in ends)
        return cls(days, first, last)


LONGEST_RANGE = timedelta(days=92)
"""A range of dates off is no longer than a quarter."""
