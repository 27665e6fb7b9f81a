"""The whole way of a reminder: from rows that are due, by the dispatcher, to a fake Bot API."""

from __future__ import annotations

import asyncio
import gc
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from telegram import Bot

from bot.bench.delivery.bare import TOKEN
from bot.conversation.sealing import Seal
from bot.telegram_api.courier import TelegramCourier
from bot.telegram_api.http_client import AiohttpRequest
from bot.texts.catalogue import DEFAULT_LOCALE, texts
from bot.views.pushed.reminders import renderer
from clauses.library import Library
from scheduler.clock import SystemClock, uptime
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.pacing import Limits, Pacer
from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.store.engine import Database
from scheduler.store.tables import (
    AssignmentRow,
    Base,
    GroupRow,
    NoticeRow,
    OccurrenceRow,
    OrganisationRow,
    PersonRow,
)

UNLIMITED = Limits(overall=1_000_000, chat_window=0.0, group=1_000_000, group_gap=0.0)

HOLDERS = 10
"""Persons who hold the same post of one organisation, and owe its duty together."""

_POST = "agency-committee-secretary"
_REF = "party-regulations:F14"
_ROWS_AT_ONCE = 5000


def dispatched(
    address: str, database_url: str, persons: str, concurrent: str, limits: str = ""
) -> dict[str, Any]:
    """Send one reminder to each of so many persons who are all due now; with ``limits``, Telegram's.

    Returns:
        Messages a second and CPU time of each in µs, from the first claim to the last outcome.
    """
    return asyncio.run(
        _measured(address, database_url, int(persons), int(concurrent), limited=bool(limits))
    )


async def _measured(
    address: str, database_url: str, persons: int, concurrent: int, *, limited: bool
) -> dict[str, Any]:
    database = Database.open(database_url)
    await database.migrate()
    await fill(database, persons=persons)
    request = AiohttpRequest(connections=concurrent, read_timeout=20)
    bot = Bot(TOKEN, f"{address}/bot", request=request, get_updates_request=request)
    await request.initialize()
    dispatcher = Dispatcher(
        database,
        TelegramCourier(
            bot, renderer(Library.load(), lambda: "bench_bot"), Seal(TOKEN, SystemClock())
        ),
        SystemClock(),
        pacer=Pacer(uptime, Limits() if limited else UNLIMITED),
        concurrent=concurrent,
    )
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


async def fill(database: Database, *, persons: int, groups: int = 0, per_group: int = 1) -> None:
    """Persons with a reminder each, and groups with several, all due now; ids begin at 1."""
    now = datetime.now(UTC)
    organisations = -(-persons // HOLDERS)
    # Awake, whatever the hour: the quiet ones would wait.
    hour = {"quiet_start": None, "quiet_end": None}
    await _put(
        database,
        OrganisationRow,
        [
            {
                "id": number,
                "name": f"第{number}机关党委",
                "body": "agency-committee",
                "level": "city",
                "zone": "Asia/Shanghai",
                "acts_for": [],
                "created_at": now,
            }
            for number in range(1, max(organisations, groups) + 1)
        ],
    )
    await _put(
        database,
        PersonRow,
        [
            {
                "id": number,
                "telegram_id": number,
                "name": "王芳",
                "locale": "zh-Hans",
                "created_at": now,
                **hour,
            }
            for number in range(1, persons + 1)
        ],
    )
    await _put(
        database,
        AssignmentRow,
        [
            {
                "organisation_id": (number - 1) // HOLDERS + 1,
                "person_id": number,
                "post": _POST,
                "start_on": date(2020, 1, 1),
                "created_at": now,
            }
            for number in range(1, persons + 1)
        ],
    )
    await _put(
        database,
        GroupRow,
        [
            {
                "id": number,
                "telegram_id": -number,
                "title": "工作群",
                "locale": "zh-Hans",
                "organisation_id": number,
                "show_names": False,
            }
            for number in range(1, groups + 1)
        ],
    )
    start = date(now.year, 1, 1)
    await _put(
        database,
        OccurrenceRow,
        [
            {
                "id": number,
                "organisation_id": (number - 1) % max(organisations, groups, 1) + 1,
                "ref": _REF,
                "post": _POST,
                "per": "quarter",
                "period_start": start + timedelta(days=91 * (number // max(organisations, 1))),
                "period_end": start + timedelta(days=730),
                "due_on": start + timedelta(days=720),
                "provisional": False,
                "needed": 1,
                "created_at": now,
            }
            for number in range(1, max(organisations, groups) + 1)
        ],
    )
    await _put(
        database,
        NoticeRow,
        [
            *(
                _notice(f"r/{number}", now, (number - 1) // HOLDERS + 1, person=number)
                for number in range(1, persons + 1)
            ),
            *(
                _notice(f"g/{group}/{number}", now, group, group=group)
                for group in range(1, groups + 1)
                for number in range(per_group)
            ),
        ],
    )


def _notice(
    key: str, now: datetime, occurrence: int, *, person: int | None = None, group: int | None = None
) -> dict[str, Any]:
    return {
        "key": key,
        "kind": NoticeKind.GROUP_REMINDER if group else NoticeKind.REMINDER,
        "stage": "before-30",
        "person_id": person,
        "group_id": group,
        "occurrence_id": occurrence,
        "nominal_on": now.date(),
        "send_at": now,
        "expires_at": now + timedelta(days=30),
        "state": NoticeState.DUE,
        "created_at": now,
    }


async def _put(database: Database, table: type[Base], rows: list[dict[str, Any]]) -> None:
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        async with database.write() as session:
            await session.execute(insert(table), rows[first : first + _ROWS_AT_ONCE])
