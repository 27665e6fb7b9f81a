from __future__ import annotations

import asyncio
import heapq
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.conversation.addresses import telegram
from bot.telegram_api.rate_limiter import RateLimiter
from scheduler.delivery.pacing import Pacer


class Hours:
    """Time that passes only while everybody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self._count += 1
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, self._count, woken))
        await woken

    async def run(self, until: float) -> None:
        while True:
            for _ in range(20):
                await asyncio.sleep(0)
            if not self._sleepers or self._sleepers[0][0] > until:
                return
            at, _, woken = heapq.heappop(self._sleepers)
            self.now = max(self.now, at)
            if not woken.done():
                woken.set_result(None)


class Api:
    """Accepts calls and keeps when each came; the next ``refusals`` are refused."""

    def __init__(self, hours: Hours) -> None:
        self._hours = hours
        self.calls: list[tuple[float, Any]] = []
        self.refusals: list[float] = []

    async def __call__(self, chat: Any) -> str:
        if self.refusals:
            raise RetryAfter(int(self.refusals.pop(0)))
        self.calls.append((self._hours.now, chat))
        await self._hours.sleep(0.05)
        return "answer"


class Desk:
    def __init__(self) -> None:
        self.hours = Hours()
        self.pacer = Pacer(self.hours)
        self.api = Api(self.hours)
        self.gate = RateLimiter(self.pacer, sleep=self.hours.sleep)

    def call(self, chat: int | str, endpoint: str = "sendMessage") -> asyncio.Task[Any]:
        return asyncio.create_task(
            self.gate.process_request(self.api, (chat,), {}, endpoint, {"chat_id": chat}, None)
        )

    async def broadcast(self) -> None:
        """Reminders without end, each to somebody else."""
        chat = 10_000
        while True:
            chat += 1
            while wait := self.pacer.take(telegram(chat), group=False):
                await self.hours.sleep(wait)
            if turn := self.pacer.until_turn(telegram(chat)):
                await self.hours.sleep(turn)
            self.api.calls.append((self.hours.now, chat))
            await self.hours.sleep(0.02)
            self.pacer.ended(telegram(chat), took=0.02)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def most_in_a_second(instants: list[float]) -> int:
    return max(sum(at <= other < at + 1 for other in instants) for at in instants)


async def test_answers_are_quick_while_a_broadcast_runs_at_the_limit(desk: Desk) -> None:
    broadcasts = [asyncio.create_task(desk.broadcast()) for _ in range(4)]
    await desk.hours.run(10)
    asked: dict[int, float] = {}
    for person in range(1, 61):
        asked[person] = desk.hours.now
        desk.call(person)
        await desk.hours.run(desk.hours.now + 0.25)
        desk.hours.now += 0.05
    await desk.hours.run(desk.hours.now + 5)
    for task in broadcasts:
        task.cancel()
    waits = sorted(at - asked[chat] for at, chat in desk.api.calls if chat in asked)
    assert len(waits) == 60
    assert waits[-1] <= 1
    assert most_in_a_second([at for at, _ in desk.api.calls]) <= 30
    assert len(desk.api.calls) / desk.hours.now >= 0.97 * 30


async def test_one_who_is_refused_waits_and_is_answered(desk: Desk) -> None:
    desk.api.refusals = [3]
    refused, other = desk.call(7), None
    await desk.hours.run(1)
    other = desk.call(8)
    await desk.hours.run(2)
    assert [chat for _, chat in desk.api.calls] == [8]
    await desk.hours.run(5)
    assert refused.result() == other.result() == "answer"
    assert desk.api.calls[1] == (pytest.approx(3), 7)


async def test_a_refusal_without_a_wait_makes_no_hot_loop(desk: Desk) -> None:
    desk.api.refusals = [0, -1]
    refused = desk.call(7)
    await desk.hours.run(1.5)
    assert len(desk.api.calls) == 0
    await desk.hours.run(3)
    assert refused.result() == "answer"


async def test_a_refusal_that_lasts_too_long_is_passed_on(desk: Desk) -> None:
    desk.api.refusals = [3600]
    refused = desk.call(7)
    await desk.hours.run(1)
    with pytest.raises(RetryAfter):
        refused.result()


@pytest.mark.parametrize(
    ("chat", "endpoint", "counts"),
    [
        (7, "sendMessage", True),
        (7, "sendDocument", True),
        (-7, "editMessageText", True),
        (7, "editMessageText", False),
        (7, "sendChatAction", False),
        (7, "deleteMessage", False),
        ("@channel", "sendMessage", False),
    ],
)
async def test_what_counts_in_a_chat(
    desk: Desk, chat: int | str, endpoint: str, counts: bool
) -> None:
    calls = [desk.call(chat, endpoint) for _ in range(2)]
    await desk.hours.run(0.9)
    assert [call.done() for call in calls] == [True, not counts]
    await desk.hours.run(3)
    assert all(call.done() for call in calls)
