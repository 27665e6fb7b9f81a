"""The clock that can be moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from scheduler import clock as clocks
from scheduler.clock import ManualClock, ShiftedClock

HOUR = timedelta(hours=1)


def test_its_uptime_has_every_leap_ahead_and_never_runs_back(monkeypatch):
    monkeypatch.setattr(clocks, "uptime", lambda: 500.0)
    clock = ShiftedClock(ManualClock(datetime(2026, 11, 23, 1, 30, tzinfo=UTC)))

    told = []
    for by in (HOUR, -5 * HOUR, HOUR):
        clock.set(clock.now() + by)
        told.append(clock.uptime())

    assert told == [4100.0, 4100.0, 7700.0]
