"""Two years of items for a made-up province: 200 an organisation and year, stored by bulk inserts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, text

from clauses.cadence import Per
from clauses.model import BodyId, PostId
from scheduler.periods import periods_between
from scheduler.store.engine import Database
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.planning import OccurrenceRow, WordingRow
from scheduler.store.tables.roster import ManagerRow
from scheduler.workdays.calendar import WorkdayCalendar
from tests.bench.delivery.province import province
from tests.bench.delivery.staffing import Job

NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)
EARLY = datetime(2026, 10, 20, 1, tzinfo=UTC)
"""In the weeks in which a board tells also what is still owed of the quarter before."""

HOLDERS = 25
SECRETARY = Job(PostId("branch-secretary"), BodyId("branch"))

_FIRST, _LAST = date(2025, 1, 1), date(2026, 12, 31)
_DUTIES = {Per.MONTH: 10, Per.QUARTER: 15, Per.HALF_YEAR: 5, Per.YEAR: 10}
_CHUNK = 50_000


async def fill(database: Database, organisations: int) -> int:
    """Fill an empty database; how many items there are.

    Of those whose date is past all but one of forty are done, of the others every third.
    """
    await province(database, organisations, SECRETARY, NOW, holders=HOLDERS)
    shapes = list(_shapes())
    number = 0
    occurrences: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    async with database.write() as session:
        await session.execute(insert(WordingRow), [_wording()])
        await session.execute(
            insert(ManagerRow),
            [
                {"organisation_id": n, "person_id": (n - 1) * HOLDERS + 2, "since": NOW}
                for n in range(2, organisations + 1)
            ],
        )
    for organisation in range(1, organisations + 1):
        for ref, period_start, period_end, per, due_on in shapes:
            number += 1
            occurrences.append(
                {
                    "id": number,
                    "organisation_id": organisation,
                    "ref": ref,
                    "post": SECRETARY.post,
                    "per": per,
                    "period_start": period_start,
                    "period_end": period_end,
                    "opens_on": period_start,
                    "due_by": due_on,
                    "due_on": due_on,
                    "provisional": False,
                    "needed": 1,
                    "wording_id": 1,
                    "created_at": NOW,
                }
            )
            is_past = due_on < NOW.date()
            if number % 40 if is_past else number % 3 == 0 and period_start < NOW.date():
                entries.append(
                    {
                        "occurrence_id": number,
                        "person_id": (organisation - 1) * HOLDERS + 1,
                        "held_on": min(due_on, NOW.date()),
                        "number": 0,
                        "withdraws": False,
                        "made_up": False,
                        "recorded_at": NOW,
                    }
                )
        if len(occurrences) >= _CHUNK or organisation == organisations:
            async with database.write() as session:
                connection = await session.connection()
                await connection.execute(insert(OccurrenceRow), occurrences)
                await connection.execute(insert(LedgerRow), entries)
            occurrences, entries = [], []
    await _settled(database)
    return number


def _shapes() -> Iterator[tuple[str, date, date, str, date]]:
    calendar = WorkdayCalendar()
    for per, duties in _DUTIES.items():
        for period in periods_between(per, _FIRST, _LAST):
            due_on = calendar.last_workday_on_or_before(period.end - timedelta(days=1))
            for duty in range(duties):
                ref = f"party-regulations:{per.value}-{duty}"
                yield ref, period.start, period.end, per.value, due_on


def _wording() -> dict[str, Any]:
    return {
        "id": 1,
        "ref": "party-regulations:month-0",
        "digest": "0" * 32,
        "edition": "2026年第1版",
        "duty": "支委会",
        "text": "支委会每月至少召开一次",
        "strength": "must",
        "citations": [["zhibu-tiaoli", "支部工作条例", "支部条例", "第12条"]],
        "created_at": NOW,
    }


async def _settled(database: Database) -> None:
    """As after a night of the database's own care."""
    if database.dialect == "postgresql":
        async with database.write() as session:
            for table in ("occurrence", "ledger", "assignment", "organisation"):
                await session.execute(text(f"ANALYZE {table}"))
