"""Marks of what a planning pass saw: equal marks mean that planning again would change nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from hashlib import blake2b

from clauses.model import PostId
from scheduler.planning.duties import Duty
from scheduler.planning.plan import Staff

_BYTES = 16


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
        self._of_duties: dict[tuple[tuple[Duty, ...], ...], str] = {}

    def mark(self, staff: Staff, today: date) -> str:
        """The mark of an organisation on its local day: 32 hexadecimal digits."""
        duties = tuple(self._duties_of(staff).values())
        if duties not in self._of_duties:
            self._of_duties[duties] = _digest(
                [
                    (str(duty.ref), duty.post, duty.owed.value, duty.quota)
                    for each in duties
                    for duty in each
                ]
            )
        return _digest((staff, today, self._calendar, self._of_duties[duties]))


def _digest(seen: object) -> str:
    # The values are made of frozen dataclasses, dates and strings, whose repr says it all.
    return blake2b(repr(seen).encode(), digest_size=_BYTES).hexdigest()
