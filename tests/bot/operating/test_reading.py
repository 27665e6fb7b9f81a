"""What runs again and again finds its rows by an index, however many there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import event, update
from starlette.applications import Starlette

from bot.conversation.addresses import TELEGRAM, telegram
from bot.web.metrics import PATH, Metrics
from clauses.cadence import Per
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.holds import Holds
from scheduler.delivery.ports import Ambiguous, Receipt
from scheduler.inbox.inbox import Inbox
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.periods import Period
from scheduler.planning.planner import Planner
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import NoticeRow
from scheduler.watch.alerting import Alerts
from scheduler.watch.audit import Auditor
from scheduler.watch.retention import Retention

GROWING = {"notice", "delivery", "attempt", "inbox", "trail", "ledger", "evidence", "occurrence"}
"""Tables that grow with the years."""

ENDS = {"sent", "unknown", "undeliverable", "expired", "superseded", "handled", "dead"}
"""States in which rows pile up."""

OF_WHAT_WAITS = {"ix_inbox_waiting"}
"""Partial indexes over what is to be handled still; going through them is no more than that."""

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Statements(dict[str, Any]):
    """What was run over any connection, once each, with the values that it had."""

    _READS = ("SELECT", "UPDATE", "DELETE", "WITH")

    def __init__(self, database: Database) -> None:
        super().__init__()
        for engine in database._engines:
            event.listen(engine.sync_engine, "before_cursor_execute", self._note)

    def _note(self, _: Any, __: Any, statement: str, parameters: Any, ___: Any, many: bool) -> None:
        if statement.startswith(self._READS):
            self[statement] = parameters[0] if many else parameters


async def full_scans(database: Database, statements: Statements) -> list[str]:
    """Which statements go through all of a growing table, with what SQLite says of it."""
    found = []
    async with database.read() as session:
        connection = await session.connection()
        for statement, parameters in list(statements.items()):
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            ended = not ENDS.isdisjoint(str(each) for each in parameters)
            found += [
                f"{step}: {statement}" for step in _scans((row.detail for row in plan), ended=ended)
            ]
    return found


def _scans(plan: Iterable[str], *, ended: bool) -> Iterable[str]:
    """Steps through a whole table, or (``ended``) through all that ever came to some end."""
    for step in plan:
        scanned = re.match(r"SCAN (\w+?)(?:_\d+)?(?: USING.* INDEX (\w+))?$", step)
        if scanned and scanned[1] in GROWING and scanned[2] not in OF_WHAT_WAITS:
            yield step
        if ended and re.match(r"SEARCH (notice|inbox).*\(state=\?\)", step):
            yield step


class HalfDeaf:
    """A courier to whom every second message is lost."""

    def __init__(self) -> None:
        self.tried = 0

    async def deliver(self, _: Any) -> Receipt:
        self.tried += 1
        if self.tried % 2:
            raise Ambiguous("no answer")
        return Receipt(message_id=str(self.tried), sent_at=None)


async def nothing() -> list[Any]:
    return []


async def test_nothing_that_runs_periodically_goes_through_a_table(
    database, clock, make, library
) -> None:
    organisation = await make.organisation()
    person = await make.holder(organisation)
    occurrence = await make.occurrence(organisation)
    quarter = Period(date(2026, 7, 1), date(2026, 10, 1), Per.QUARTER)
    old = await make.occurrence(organisation, period=quarter)
    await make.notice(old, person, send_at=clock.now() - timedelta(days=30), state="sent")
    await make.notice(occurrence, person, send_at=clock.now())
    long_ago = await make.occurrence(
        organisation, period=Period(date(2025, 4, 1), date(2025, 7, 1), Per.QUARTER)
    )
    at = clock.now() - timedelta(days=500)
    await make.notice(long_ago, person, send_at=at, state="sent")
    async with database.write() as session:
        await session.execute(
            update(NoticeRow).where(NoticeRow.send_at == at).values(settled_at=at)
        )
    alerts, holds = Alerts(database, clock), Holds(database, clock)
    auditor = Auditor(database, clock, alerts, holds)
    metrics = Metrics(
        database,
        clock,
        auditor,
        alerts,
        holds,
        answered=Counter(),
        failures=Counter(),
        leads=lambda: True,
        skew=lambda: None,
        found=nothing,
    )
    dispatcher = Dispatcher(database, clock, [Channel(TELEGRAM, HalfDeaf())])
    inbox = Inbox(database, clock)
    came = IncomingUpdate(5, telegram(7), {"update_id": 5})

    statements = Statements(database)
    await metrics.begin()
    await Planner(database, library, clock).run()
    for _ in range(3):
        await dispatcher.keep_lease()
        await dispatcher.run_once()
        clock.advance(timedelta(minutes=10))
    await inbox.exchange([came], room=5, look=True)
    await inbox.renew([telegram(7)])
    await inbox.exchange(handled=[5], leased=[telegram(7)], finished=[telegram(7)], look=True)
    await inbox.prune()
    assert await Retention(database, clock, kept=timedelta(days=400)).run() == 1
    await auditor.run()
    transport = httpx.ASGITransport(app=Starlette(routes=[metrics.route()]))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        assert (await client.get(PATH)).status_code == 200
    for table in ("notice", "attempt", "delivery", "inbox", "occurrence"):
        assert any(table in statement for statement in statements), table

    assert await full_scans(database, statements) == []
