"""What day it is where a duty is owed."""

from __future__ import annotations

from datetime import date

from scheduler.clock import Clock
from scheduler.roster.model import Organisation


def today_of(organisation: Organisation, clock: Clock) -> date:
    """The present day in the organisation's time zone."""
    return clock.now().astimezone(organisation.zone).date()
