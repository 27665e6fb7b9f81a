"""An event of an organisation, and the periods of what hangs on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NewType

from clauses.cadence import Cadence, OnEvent, Per
from clauses.conditions import EventKindId
from scheduler.periods import Period, months_after

EventId = NewType("EventId", int)

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """Something that happens on ``day``; ``began_on`` is the first day of what hangs on it.

    No two events of one kind share ``began_on``, so it tells their items apart when the day is
    moved. It stays then, unless the day is moved before it: what is done from that day on counts.
    """

    id: EventId
    kind: EventKindId
    day: date
    began_on: date
    called_off: bool = False


def due_day(cadence: OnEvent, day: date) -> date:
    """The last day for what hangs on an event of that day."""
    if cadence.offset_months is not None:
        return months_after(day, cadence.offset_months)
    return day + timedelta(days=cadence.offset_days or 0)


def period_of(cadence: OnEvent, event: Event) -> Period:
    """From the day on which the event began to count to the last day for it, one day at least."""
    last = max(due_day(cadence, event.day), event.began_on)
    return Period(event.began_on, last + _DAY, Per.EVENT)


def event_periods(cadence: Cadence, events: Iterable[Event]) -> Iterator[Period]:
    """The periods of a clause that hangs on these events; none for any other clause."""
    if isinstance(cadence, OnEvent):
        for event in events:
            if event.kind == cadence.kind and not event.called_off:
                yield period_of(cadence, event)
