"""The yardstick for sending: a loop of nothing but ``bot.send_message``, which keeps nothing."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from telegram import Bot
from telegram.request import HTTPXRequest

TOKEN = "123456789:" + "A" * 35


def bare_loop(address: str, messages: str, concurrent: str) -> dict[str, Any]:
    """Messages a second by ``concurrent`` loops at once, and the CPU time of each message in µs."""
    return asyncio.run(_measured(address, int(messages), int(concurrent)))


async def _measured(address: str, messages: int, concurrent: int) -> dict[str, Any]:
    request = HTTPXRequest(connection_pool_size=max(concurrent, 1))  # the library's default client
    bot = Bot(TOKEN, f"{address}/bot", request=request, get_updates_request=request)
    await request.initialize()
    numbers = iter(range(1, messages + 1))

    async def work() -> None:
        for number in numbers:
            await bot.send_message(number, "text")

    await bot.send_message(1, "to open a connection")
    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work() for _ in range(concurrent)))
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    await request.shutdown()
    return {"per_second": messages / seconds, "cpu_us": cpu / messages * 1e6}
