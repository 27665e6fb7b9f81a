"""Updates of people who write and press, all at once, and the rate at which they are answered."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons.duties import DoneOnButton
from bot.conversation.sealing import Seal
from scheduler.clock import SystemClock
from scheduler.planning.occurrences import OccurrenceId
from scheduler.store.engine import Database
from tests.bench.delivery.bare import TOKEN
from tests.bench.delivery.processes import SECRET, Running
from tests.bench.delivery.server import order
from tests.bench.delivery.staffing import UNPLANNED, remind, staff
from tests.bench.fresh import MeasurementFailed

HELP = "/help"
DUTIES = "/myduties"
PRESS = "done"

WARM_UP = 100
"""Number of people who write before the measurement; nobody writes twice, for the flood limits."""

_ANSWERED_WITHIN = 120.0
_LOOK_SECONDS = 0.05


def fill(url: str, people: str) -> dict[str, Any]:
    """Register people with a duty each that may be entered as done."""
    asyncio.run(_fill(url, int(people)))
    return {}


async def _fill(url: str, people: int) -> None:
    now = datetime.now(UTC)
    database = Database.open(url)
    await database.migrate()
    await staff(database, people, UNPLANNED, now)
    # The reminders are far off: only answers are measured.
    await remind(database, people, now, now.replace(year=now.year + 1, day=1), year=now.year)
    await database.close()


def answered_per_second(
    address: str, running: Running, what: str, count: int, *, peer: bool = False
) -> float:
    """Updates answered a second, from when the first can be had until the last is answered.

    A press counts as answered when it is acknowledged; the echo bot answers any message.
    """
    return count / _measured(address, running, what, count, peer=peer)[0]


def answered_per_cpu_second(
    address: str, running: Running, what: str, count: int, *, peer: bool = False
) -> float:
    """Updates answered in a second of the program's processor time, until it is at rest again."""
    return count / _measured(address, running, what, count, peer=peer)[1]


def _measured(
    address: str, running: Running, what: str, count: int, *, peer: bool
) -> tuple[float, float]:
    """Seconds until all are answered, and processor time until what comes after is done as well."""
    sign = "answerCallbackQuery" if what == PRESS and not peer else "sendMessage"
    _answer(address, running, [update(n, what) for n in range(1, WARM_UP + 1)], sign)
    running.until_at_rest()
    many = [update(n, what) for n in range(WARM_UP + 1, WARM_UP + count + 1)]
    used = running.cpu_seconds()
    seconds = _answer(address, running, many, sign)
    running.until_at_rest()
    return seconds, running.cpu_seconds() - used


def _answer(address: str, running: Running, updates: list[dict[str, Any]], sign: str) -> float:
    """Seconds until these updates are answered."""
    wanted = order(address, "progress")["calls"].get(sign, 0) + len(updates)
    if running.port:
        begun = order(address, "deliver", updates=updates, port=running.port, secret=SECRET)["now"]
    else:
        begun = order(address, "ask", updates=updates)["now"]
    end = time.monotonic() + _ANSWERED_WITHIN
    while time.monotonic() < end and running.process.poll() is None:
        progress = order(address, "progress")
        if progress["calls"].get(sign, 0) >= wanted:
            return float(progress["last_call"] - begun)
        time.sleep(_LOOK_SECONDS)
    raise MeasurementFailed(f"not all were answered: {progress['calls']}, not {wanted}")


def update(number: int, what: str) -> dict[str, Any]:
    """The update with this number, from the person with the same number."""
    now = SystemClock().now()
    date = int(now.timestamp())
    who = {"id": number, "is_bot": False, "first_name": f"甲{number}"}
    chat = {"id": number, "type": "private", "first_name": f"甲{number}"}
    if what == PRESS:
        button = DoneOnButton(OccurrenceId(number), now.date())
        data = Seal(TOKEN, SystemClock()).sealed(button.pack(), TelegramId(number))
        query = {
            "id": str(number),
            "from": who,
            "chat_instance": "1",
            "message": {"message_id": number, "date": date, "chat": chat, "text": "…"},
            "data": data,
        }
        return {"update_id": number, "callback_query": query}
    entity = {"type": "bot_command", "offset": 0, "length": len(what)}
    message = {
        "message_id": number,
        "date": date,
        "chat": chat,
        "from": who,
        "text": what,
        "entities": [entity],
    }
    return {"update_id": number, "message": message}
