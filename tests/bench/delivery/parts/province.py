"""A province: passes in which nothing changes, the longest wait of others, a quarter's end, a year."""

from __future__ import annotations

import asyncio
import gc
import heapq
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update

from clauses.library import Library
from clauses.naming import LevelId
from scheduler.clock import ManualClock
from scheduler.planning.duties import before_stage, duties_among
from scheduler.planning.planner import Planner
from scheduler.planning.spans import Window
from scheduler.planning.timetables import Timetables
from scheduler.roster.model import Organisation, OrganisationId
from scheduler.store.engine import Database
from scheduler.store.tables.roster import OrganisationRow
from scheduler.workdays.calendar import WorkdayCalendar
from tests.bench.delivery.lines import AT_LEAST, AT_MOST, Line, Target
from tests.bench.delivery.province import province
from tests.bench.delivery.setting import Setting
from tests.bench.delivery.staffing import PLANNED
from tests.bench.delivery.stores import settle
from tests.bench.fresh import in_fresh_process

SMALL, LARGE = 1_000, 100_000
PLANNED_WHOLLY = 2_000
"""Planning is the same for each: the longest block and the time at midnight are those of any number."""

HOLDERS = 200_000
PER_SECOND = 29.0
YEAR = 2027
_NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_PASSES = 7


def lines(setting: Setting) -> Iterator[Line]:
    """Planner at scale on each database, then the simulations, which need none."""
    for kind in setting.stores.kinds:
        idle = {}
        for size in (SMALL, LARGE):
            setting.tell(f"province: {size:,} organisations, {kind}")
            with setting.stores.new(kind) as url:
                idle[size] = in_fresh_process(f"{__name__}:measure_idle", url, str(size))["seconds"]
        case = f"{kind}: idle pass, {LARGE:,} organisations"
        yield Line("province", case, idle[LARGE], None, "s", Target(AT_MOST, 0.1, absolute=True))
        grown = f"{case}; {SMALL:,}"
        yield Line("province", grown, idle[LARGE], idle[SMALL], "s", Target(AT_MOST, 1.5))
        setting.tell(f"province: planning {PLANNED_WHOLLY:,}, {kind}")
        with setting.stores.new(kind) as url:
            found = in_fresh_process(f"{__name__}:measure_planning", url, str(PLANNED_WHOLLY))
        block = f"{kind}: longest block of the loop, planning {PLANNED_WHOLLY:,} organisations"
        yield Line("province", block, found["block_ms"], None, "ms", Target(AT_MOST, 50, absolute=True))  # fmt: skip
        midnight = f"{kind}: midnight in which nothing changes, an organisation"
        yield Line("province", midnight, found["midnight_ms"], None, "ms", Target(AT_MOST, 0.1, absolute=True))  # fmt: skip
    late = simulate_quarter_end(HOLDERS, PER_SECOND)
    case = f"{HOLDERS:,} holders, last reminders at {PER_SECOND:.0f}/s: latest after its time"
    yield Line("province", case, late["minutes"], None, "min", Target(AT_MOST, 15, absolute=True))
    case = f"{HOLDERS:,} holders: the last one before noon of the last workday"
    yield Line("province", case, late["hours_before_noon"], None, "h", Target(AT_LEAST, 0, absolute=True))  # fmt: skip
    year = messages_a_year(YEAR)
    case = f"{YEAR}: messages to a branch secretary who does"
    yield Line("province", f"{case} all in time", year["in_time"], None, "messages", Target(AT_MOST, 30, absolute=True))  # fmt: skip
    yield Line("province", f"{case} nothing", year["nothing"], None, "messages", Target(AT_MOST, 60, absolute=True))  # fmt: skip


def measure_idle(url: str, organisations: str) -> dict[str, Any]:
    """The median time of a pass that has nothing to do."""
    return asyncio.run(_measure_idle(url, int(organisations)))


async def _measure_idle(url: str, organisations: int) -> dict[str, Any]:
    database, library, clock = Database.open(url), Library.load(), ManualClock(_NOW)
    await database.migrate()
    await province(database, organisations, PLANNED, _NOW)
    planner = Planner(database, library, clock)
    await planner.run_for(OrganisationId(1))
    async with database.write() as session:
        one = await session.get_one(OrganisationRow, 1)
        # As if all of them had been planned: what they owe makes no difference to an idle pass.
        await session.execute(
            update(OrganisationRow).values(
                planned_as=one.planned_as,
                planned_through=one.planned_through,
                plan_at=one.plan_at,
            )
        )
    await settle(url)
    await planner.run()
    seconds = []
    for _ in range(_PASSES):
        started = time.perf_counter()
        await planner.run()
        seconds.append(time.perf_counter() - started)
    await database.close()
    return {"seconds": statistics.median(seconds)}


def measure_planning(url: str, organisations: str) -> dict[str, Any]:
    """The longest time in which nothing else could run, and a pass on the day after, per organisation."""
    return asyncio.run(_measure_planning(url, int(organisations)))


async def _measure_planning(url: str, organisations: int) -> dict[str, Any]:
    database, library, clock = Database.open(url), Library.load(), ManualClock(_NOW)
    await database.migrate()
    await province(database, organisations, PLANNED, _NOW)
    planner = Planner(database, library, clock)
    await planner.run_for(OrganisationId(1))
    gc.collect()
    gc.freeze()  # as the program does when it has started
    watching = asyncio.create_task(_longest_block())
    await asyncio.sleep(0)
    await planner.run()
    watching.cancel()
    block = await watching
    clock.advance(timedelta(days=1))
    started = time.perf_counter()
    changed = await planner.run()
    seconds = time.perf_counter() - started
    assert not changed
    await database.close()
    return {"block_ms": block * 1000, "midnight_ms": seconds * 1000 / organisations}


async def _longest_block() -> float:
    longest = 0.0
    try:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - before - 0.001)
    except asyncio.CancelledError:
        return longest


def simulate_quarter_end(holders: int, per_second: float) -> dict[str, float]:
    """Last reminders of a quarter, sent in order of their times at the rate of one token."""
    library = Library.load()
    post = library.post_named("机关党委书记")
    organisation = Organisation(OrganisationId(1), "", post.body, LevelId("county"), _SHANGHAI)
    timetables = Timetables(WorkdayCalendar())
    day = date(YEAR, 12, 1)
    duty = next(
        d for d in duties_among(library.duties_of(post.id), post) if d.quota.per == "quarter"
    )
    (timetable,) = timetables.between(duty, organisation, Window(day, day, day))
    (last,) = (stage for stage in timetable.stages if stage.name == before_stage(1))
    planned = [
        next(timetables.reminders([last], timetable.span, _SHANGHAI, who=f"p{person}")).at
        for person in range(1, holders + 1)
    ]
    heapq.heapify(planned)
    free_at, latest = planned[0], timedelta()
    while planned:
        at = heapq.heappop(planned)
        free_at = max(at, free_at) + timedelta(seconds=1 / per_second)
        latest = max(latest, free_at - at)
    noon = datetime.combine(timetable.due_on, datetime.min.time(), _SHANGHAI) + timedelta(hours=12)
    return {
        "minutes": latest.total_seconds() / 60,
        "hours_before_noon": (noon - free_at).total_seconds() / 3600,
    }


def messages_a_year(year: int) -> dict[str, int]:
    """Days on which a branch secretary is written to; ``in_time``: done at the first of the last two."""
    library = Library.load()
    post = library.post_named("党支部书记")
    organisation = Organisation(OrganisationId(1), "", post.body, LevelId("county"), _SHANGHAI)
    timetables = Timetables(WorkdayCalendar())
    first, last = date(year, 1, 1), date(year, 12, 31)
    window = Window(first, first - timedelta(days=60), last)
    nothing: set[date] = set()
    in_time: set[date] = set()
    for duty in duties_among(library.duties_of(post.id), post):
        for timetable in timetables.between(duty, organisation, window):
            done = False
            for reminder in timetables.reminders(
                timetable.stages, timetable.span, _SHANGHAI, who="p1"
            ):
                day = reminder.at.astimezone(_SHANGHAI).date()
                if day.year == year:
                    nothing.add(day)
                    in_time |= set() if done else {day}
                done = done or reminder.stage in (before_stage(7), before_stage(1))
    return {"nothing": len(nothing), "in_time": len(in_time)}
