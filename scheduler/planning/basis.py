"""A mark of what every plan is made from: packs, calendar, zones. Another mark: plan all anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from hashlib import blake2b
from zoneinfo import ZoneInfo

from clauses.cadence import OnEvent, Quota
from clauses.library import Library

_ZONE_WEEKS = 2600
_ZONES_FROM = date(2020, 1, 1)


def basis(library_mark: str, overrides: Mapping[date, bool], zones: Sequence[ZoneInfo]) -> str:
    """32 hexadecimal digits; the same in every process and on every day."""
    return _digest((library_mark, sorted(overrides.items()), [_offsets(zone) for zone in zones]))


def mark_of(library: Library) -> str:
    """A mark of all that decides what is owed, and of the words that are kept with it."""
    clauses = [
        (
            str(clause.ref),
            clause.subject,
            clause.also,
            clause.meets,
            clause.replaces,
            clause.carried_by,
            clause.known.value,
            clause.cadence if isinstance(clause.cadence, Quota | OnEvent) else None,
            clause.applies_when,
            (clause.duty, clause.text, clause.strength.value, clause.citations),
        )
        for clause in library.all_clauses()
    ]
    editions = [(pack.id, pack.edition) for pack in library.packs]
    return _digest((clauses, editions, library.posts(), library.acting()))


@cache
def _offsets(zone: ZoneInfo) -> str:
    """What the zone's name stands for: a new time zone database may say something else."""
    days = (_ZONES_FROM + timedelta(weeks=n) for n in range(_ZONE_WEEKS))
    noons = (datetime.combine(day, time(12), zone) for day in days)
    return _digest([zone.key, [noon.utcoffset() for noon in noons]])


def _digest(seen: object) -> str:
    # The values are made of frozen dataclasses, dates and strings, whose repr says it all.
    return blake2b(repr(seen).encode(), digest_size=16).hexdigest()
