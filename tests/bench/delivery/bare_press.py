"""The yardstick for a press: what none can do without, and nothing else.

The update is parsed by the library, answered by two calls of the bot's own HTTP client, and two rows are
committed by the database's driver, with the settings that the bot has.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy.engine import make_url
from telegram import Bot, Update

from bot.telegram_api.http_client import AiohttpRequest
from tests.bench.delivery.bare import TOKEN
from tests.bench.delivery.updates import PRESS, update

_TABLE = "CREATE TABLE bare (id BIGINT PRIMARY KEY, payload TEXT)"
_WARM_UP = 50

_Store = Callable[[int, str], Awaitable[None]]


def bare_presses(address: str, url: str, count: str) -> dict[str, Any]:
    """Presses handled in a second of CPU time, one after the other."""
    return asyncio.run(_measured(address, url, int(count)))


async def _measured(address: str, url: str, count: int) -> dict[str, Any]:
    request = AiohttpRequest(connections=1, read_timeout=5.0)
    bot = Bot(TOKEN, f"{address}/bot", request=request, get_updates_request=request)
    await bot.initialize()
    raw = [json.dumps(update(number, PRESS)) for number in range(1, _WARM_UP + count + 1)]
    async with _opened(url) as store:
        for text in raw[:_WARM_UP]:
            await _handle(bot, store, text)
        began = time.process_time()
        for text in raw[_WARM_UP:]:
            await _handle(bot, store, text)
        used = time.process_time() - began
    await bot.shutdown()
    return {"per_cpu_second": count / used}


async def _handle(bot: Bot, store: _Store, text: str) -> None:
    parsed = Update.de_json(json.loads(text), bot)
    query = parsed.callback_query
    if query is None:
        raise ValueError(text)
    await store(2 * parsed.update_id, text)
    await store(2 * parsed.update_id + 1, text)
    await query.edit_message_text("text")
    await query.answer()


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[_Store]:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        file = sqlite3.connect(str(parsed.database), isolation_level=None)
        file.execute("PRAGMA journal_mode=WAL")
        file.execute("PRAGMA synchronous=FULL")
        file.execute(_TABLE)

        async def keep(id_: int, payload: str) -> None:
            file.execute("BEGIN IMMEDIATE")
            file.execute("INSERT INTO bare VALUES (?, ?)", (id_, payload))
            file.commit()

        yield keep
        file.close()
        return
    plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain)
    await connection.execute(_TABLE)

    async def insert(id_: int, payload: str) -> None:
        async with connection.transaction():
            await connection.execute("INSERT INTO bare VALUES ($1, $2)", id_, payload)

    yield insert
    await connection.close()
