"""The whole way of a reminder: from rows that are due, by the dispatcher, to a fake Bot API."""

from __future__ import annotations

import asyncio
import gc
import time
from datetime import UTC, datetime
from typing import Any

from telegram import Bot

from bot.conversation.addresses import TELEGRAM
from bot.conversation.sealing import Seal
from bot.telegram_api.courier import TelegramCourier
from bot.telegram_api.http_client import AiohttpRequest
from bot.texts.catalogue import DEFAULT_LOCALE, texts
from bot.views.pushed.reminders import renderer
from clauses.library import Library
from scheduler.clock import SystemClock, uptime
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.pacing import Limits, Pacer
from scheduler.store.engine import Database
from tests.bench.delivery.bare import TOKEN
from tests.bench.delivery.staffing import UNPLANNED, remind, staff

UNLIMITED = Limits(overall=1_000_000, chat_window=0.0, group=1_000_000, group_gap=0.0)

HOLDERS = 10
"""Number of persons who hold the post of one organisation, and owe its duty together."""


def dispatched(address: str, database_url: str, persons: str, concurrent: str) -> dict[str, Any]:
    """Send a reminder to each of the persons, all due now, without Telegram's limits.

    Returns:
        Messages a second and CPU time of each in µs, from the first claim to the last outcome.
    """
    return asyncio.run(_measured(address, database_url, int(persons), int(concurrent)))


async def _measured(
    address: str, database_url: str, persons: int, concurrent: int
) -> dict[str, Any]:
    database = Database.open(database_url)
    await database.migrate()
    now = datetime.now(UTC)
    await staff(database, persons, UNPLANNED, now, holders=HOLDERS)
    await remind(database, persons, now, now, year=now.year, holders=HOLDERS)
    request = AiohttpRequest(connections=concurrent, read_timeout=20)
    bot = Bot(TOKEN, f"{address}/bot", request=request, get_updates_request=request)
    await request.initialize()
    courier = TelegramCourier(
        bot, renderer(Library.load(), lambda: "bench_bot"), Seal(TOKEN, SystemClock())
    )
    channel = Channel(TELEGRAM, courier, pacer=Pacer(uptime, UNLIMITED))
    dispatcher = Dispatcher(database, SystemClock(), [channel], concurrent=concurrent)
    await dispatcher.keep_lease()
    texts(DEFAULT_LOCALE)
    gc.collect()
    gc.freeze()  # as the program does when it has started
    began, cpu = time.perf_counter(), time.process_time()
    sent = 0
    while sent < persons:
        sent += await dispatcher.run_once()
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    await dispatcher.stop()
    await request.shutdown()
    await database.close()
    return {"sent": sent, "per_second": sent / seconds, "cpu_us": cpu / sent * 1e6}
