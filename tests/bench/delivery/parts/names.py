"""Finding an organisation by its name among very many, while others wait for the loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from clauses.library import Library
from scheduler.clock import ManualClock
from scheduler.membership.registration import Registration
from scheduler.roster import name_index
from scheduler.roster.model import PersonId
from scheduler.store.engine import Database
from tests.bench.delivery.lines import AT_MOST, Line, Target
from tests.bench.delivery.province import name, province
from tests.bench.delivery.setting import Setting
from tests.bench.delivery.staffing import UNPLANNED
from tests.bench.fresh import in_fresh_process

_NOW = datetime(2026, 11, 29, tzinfo=UTC)
_LOOK_SECONDS = 0.001


def lines(setting: Setting) -> Iterator[Line]:
    """The longest search, and the longest for which it kept all else waiting."""
    number = setting.amounts.organisations
    for kind in setting.stores.kinds:
        setting.tell(f"names: {number} organisations, {kind}")
        with setting.stores.new(kind) as url:
            found = in_fresh_process(f"{__name__}:measure", url, str(number))
        case = f"{kind}, {number:,} organisations"
        yield Line("names", f"{case}: the longest search", found["search_ms"], None, "ms")
        yield Line("names", f"{case}: the loop is kept at most", found["block_ms"], None, "ms", Target(AT_MOST, 50, absolute=True))  # fmt: skip
        yield Line("names", f"{case}: names entered", found["entered"], None, "names/s")


def measure(url: str, number: str) -> dict[str, Any]:
    """Milliseconds, for whoever manages all of them and for a holder at the bottom; the database is empty."""
    return asyncio.run(_measure(url, int(number)))


async def _measure(url: str, number: int) -> dict[str, Any]:
    database = Database.open(url)
    await database.migrate()
    await province(database, number, UNPLANNED, _NOW)
    began = time.perf_counter()
    entered = await name_index.complete(database)
    per_second = entered / (time.perf_counter() - began)
    registration = Registration(database, Library.load(), ManualClock(_NOW))
    whole = name(number // 2)
    await _search(registration, PersonId(1), whole)  # what comes first reads word lists
    searches, blocks = [], []
    for person in (1, number):
        for text in (whole, whole[:-1], whole[1:], "支部", "第77", whole.replace("第", "弟")):
            seconds, block = await _search(registration, PersonId(person), text)
            searches.append(seconds)
            blocks.append(block)
    await database.close()
    return {
        "search_ms": max(searches) * 1e3,
        "block_ms": max(blocks) * 1e3,
        "entered": per_second,
    }


async def _search(registration: Registration, by: PersonId, text: str) -> tuple[float, float]:
    """Seconds that it took, and the longest that another task was kept waiting meanwhile."""
    longest = 0.0

    async def look() -> None:
        nonlocal longest
        while True:
            began = time.perf_counter()
            await asyncio.sleep(_LOOK_SECONDS)
            longest = max(longest, time.perf_counter() - began - _LOOK_SECONDS)

    looking = asyncio.create_task(look())
    began = time.perf_counter()
    await registration.search_organisations(by, text)
    seconds = time.perf_counter() - began
    looking.cancel()
    return seconds, longest
