from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scheduler.ticker import HANGS_AFTER, Beat, Ticker


class Work:
    """A planner and a dispatcher in one, which tell what they do and fail on demand."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.failing = False
        self.hold: asyncio.Event | None = None
        self.stopped = False
        self.happened = asyncio.Event()

    async def run(self) -> None:
        await self._do("plan")

    async def run_once(self) -> int:
        await self._do("send")
        return 0

    async def keep_lease(self) -> bool:
        return True

    async def stop(self) -> None:
        self.stopped = True
        if self.hold is not None:
            self.hold.set()

    async def _do(self, what: str) -> None:
        self.done.append(what)
        self.happened.set()
        if self.failing:
            raise RuntimeError("no database")
        if self.hold is not None:
            await self.hold.wait()
            self.done.append(f"{what} ended")


@pytest.fixture
async def work() -> Work:
    return Work()


@pytest.fixture
async def ticker(work: Work) -> AsyncIterator[Ticker]:
    ticker = Ticker(work, work)
    yield ticker
    await ticker.stop(timedelta(seconds=1))


async def settle() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


def job(ticker: Ticker, name: str) -> Any:
    return vars(ticker)["_scheduler"].get_job(name)


async def test_both_run_as_soon_as_it_starts(work: Work, ticker: Ticker) -> None:
    ticker.start()
    await settle()
    assert set(work.done) == {"plan", "send"}


async def test_waking_plans_first_and_then_sends(work: Work, ticker: Ticker) -> None:
    await ticker.wake()
    assert work.done == ["plan", "send"]


async def test_an_error_is_counted_and_ends_nothing(
    work: Work, ticker: Ticker, caplog: pytest.LogCaptureFixture
) -> None:
    work.failing = True
    await ticker.wake()
    assert ticker.failures == {"planner": 1, "dispatcher": 1}
    assert "no database" in caplog.text
    work.failing = False
    await ticker.wake()
    assert work.done == ["plan", "send"] * 2


async def test_a_tick_during_a_pass_is_passed_over(work: Work, ticker: Ticker) -> None:
    work.hold = asyncio.Event()
    ticker.start()
    await settle()
    for name in ("planner", "dispatcher"):
        job(ticker, name).modify(next_run_time=datetime.now(UTC))
    await settle()
    assert sorted(work.done) == ["plan", "send"]
    work.hold.set()


async def test_stopping_waits_for_what_is_under_way(work: Work, ticker: Ticker) -> None:
    work.hold = asyncio.Event()
    ticker.start()
    await settle()
    await ticker.stop()
    assert work.stopped
    assert sorted(work.done) == ["plan", "plan ended", "send", "send ended"]


async def test_stopping_does_not_wait_for_ever(
    work: Work, ticker: Ticker, caplog: pytest.LogCaptureFixture
) -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    ticker = Ticker(work, work, chores=[Beat("stuck", timedelta(hours=1), never)])
    ticker.start()
    await settle()
    await ticker.stop(timedelta(milliseconds=10))
    assert "in the middle of work" in caplog.text


async def test_after_stopping_nothing_is_begun(work: Work, ticker: Ticker) -> None:
    await ticker.stop()
    await ticker.wake()
    assert not work.done


async def test_chores_are_done_as_well(work: Work) -> None:
    swept: list[str] = []

    async def sweep() -> None:
        swept.append("inbox")

    ticker = Ticker(work, work, chores=[Beat("sweep", timedelta(hours=1), sweep)])
    ticker.start()
    await settle()
    await ticker.stop()
    assert swept == ["inbox"]


async def test_a_clock_set_back_keeps_nothing_waiting(work: Work, ticker: Ticker) -> None:
    ticker.start()
    await settle()
    work.done.clear()
    an_hour_ahead = datetime.now(UTC) + timedelta(hours=1)
    for name in ("planner", "dispatcher"):
        job(ticker, name).modify(next_run_time=an_hour_ahead)
    ticker.mend_after_clock_change()
    await settle()
    assert sorted(work.done) == ["plan", "send"]


async def test_a_clock_years_ahead_makes_up_for_nothing(work: Work, ticker: Ticker) -> None:
    ticker.start()
    await settle()
    work.done.clear()
    job(ticker, "dispatcher").modify(next_run_time=datetime(2001, 1, 1, tzinfo=UTC))
    await settle()
    assert work.done == ["send"]
    assert job(ticker, "dispatcher").next_run_time > datetime.now(UTC)


async def test_it_tells_for_how_long_nothing_went_through(work: Work) -> None:
    seconds = [100.0]
    ticker = Ticker(work, work, monotonic=lambda: seconds[0])
    assert ticker.silent_for() == timedelta()
    await ticker.wake()
    seconds[0] += 50
    assert ticker.silent_for() == timedelta(seconds=50)
    work.failing = True
    await ticker.wake()
    assert ticker.silent_for() == timedelta(seconds=50)
    work.failing = False
    await ticker.wake()
    assert ticker.silent_for() == timedelta()


async def test_a_beat_that_fails_twice_in_a_row_is_failing_until_it_goes_through(
    work: Work, ticker: Ticker
) -> None:
    work.failing = True
    await ticker.wake()
    assert ticker.states()["planner"] is None
    await ticker.wake()
    assert isinstance(ticker.states()["planner"], RuntimeError)
    work.failing = False
    await ticker.wake()
    assert ticker.states()["planner"] is None


async def test_a_pass_that_keeps_its_lease_does_not_hang_and_one_that_lost_it_does(
    work: Work,
) -> None:
    now, keeps = 0.0, True

    async def keep_lease() -> bool:
        return keeps

    work.keep_lease = keep_lease  # type: ignore[method-assign]
    ticker = Ticker(work, work, monotonic=lambda: now)
    ticker.start()
    await settle()
    work.hold = asyncio.Event()
    _, send, lease, *_ = vars(ticker)["_beats"]
    tick = job(ticker, "lease").func
    passing = asyncio.create_task(tick(send))
    await settle()

    now = 2 * HANGS_AFTER.total_seconds()
    await tick(lease)
    assert not ticker.hangs()

    keeps = False
    now *= 2
    await tick(lease)
    assert ticker.hangs()
    assert ticker.silent_for() >= HANGS_AFTER
    work.hold.set()
    await passing
    await ticker.stop(timedelta(seconds=1))
