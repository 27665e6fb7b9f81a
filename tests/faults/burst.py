"""So many reminders due at one instant, sent by the real dispatcher in a time of its own.

Prints what arrived when (virtual seconds) as one line of JSON: ``[[seconds, chat, notices], …]``, then
another with the states of the notices and the peak of this process's memory.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.conversation.addresses import TELEGRAM
from scheduler.clock import ManualClock
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.pacing import Limits, Pacer
from scheduler.delivery.ports import Receipt
from scheduler.planning.notices import Parcel
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import NoticeRow
from tests.bench.delivery.burst import filled
from tests.memory import memory_mib

LEASE_EVERY = 5.0


class Timeline:
    """A clock that stands still until somebody sleeps."""

    def __init__(self) -> None:
        self.clock = ManualClock(datetime.now(UTC))
        self.seconds = 0.0
        self.renewed_at = 0.0
        self.dispatcher: Dispatcher | None = None

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.seconds += seconds
        self.clock.advance(timedelta(seconds=seconds))
        if self.dispatcher is not None and self.seconds - self.renewed_at > LEASE_EVERY:
            self.renewed_at = self.seconds
            await self.dispatcher.keep_lease()


class Postbox:
    """Takes everything at once, and remembers when."""

    def __init__(self, time: Timeline) -> None:
        self.time = time
        self.accepted: list[tuple[float, int, list[int]]] = []

    async def deliver(self, parcel: Parcel) -> Receipt:
        notices = [each.notice_id for each in getattr(parcel, "reminders", ())]
        self.accepted.append((self.time.seconds, int(parcel.address.id), notices))
        return Receipt(str(len(self.accepted)), self.time.clock.now())


async def send(url: str, people: int, groups: int) -> tuple[list[Any], dict[str, Any]]:
    await filled(url, people, groups)
    database = Database.open(url)
    time = Timeline()
    postbox = Postbox(time)
    time.dispatcher = Dispatcher(
        database,
        time.clock,
        [Channel(TELEGRAM, postbox, pacer=Pacer(lambda: time.seconds, Limits()))],
        monotonic=lambda: time.seconds,
        sleep=time.sleep,
    )
    for _ in range(100):
        await time.dispatcher.run_once()
        async with database.read() as session:
            states = Counter(await session.scalars(select(NoticeRow.state)))
        if "due" not in states:
            break
        await time.sleep(1)
    await database.close()
    _, peak = memory_mib()
    return postbox.accepted, {"states": states, "peak_mib": peak}


if __name__ == "__main__":
    for line in asyncio.run(send(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))):
        print(json.dumps(line))
