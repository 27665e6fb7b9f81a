from __future__ import annotations

import asyncio
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.conversation.addresses import telegram
from scheduler.periods import Per, Period
from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.planning.planner import Planner
from scheduler.planning.queries.notices import Notices
from scheduler.planning.queries.reminder_summaries import ReminderSummaries, ReminderSummary
from scheduler.roster.model import RequestId
from scheduler.store.tables.delivery import (
    AttemptRow,
    DeliveryRow,
    NoticeRow,
    ReminderCountRow,
    ReminderSummaryRow,
)
from scheduler.store.tables.joining import JoinRequestRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import OrganisationRow, TrailRow
from scheduler.watch import retention as module
from scheduler.watch.retention import Retention

KEPT = timedelta(days=400)
LONG_AGO = Period(date(2025, 4, 1), date(2025, 7, 1), Per.QUARTER)
RUNNING_TERM = Period(date(2024, 1, 1), date(2029, 1, 1), Per.TERM)


class Setting:
    def __init__(self, database, clock, make) -> None:
        self.database, self.clock, self.make = database, clock, make
        self.pauses = 0
        self.retention = Retention(database, clock, kept=KEPT, sleep=self._sleep)

    async def _sleep(self, _: float) -> None:
        self.pauses += 1

    async def open(self) -> None:
        self.organisation = await self.make.organisation()
        self.person = await self.make.holder(self.organisation)

    async def occurrence(self, period=LONG_AGO, **values):
        return await self.make.occurrence(self.organisation, period=period, **values)

    async def ended(
        self, occurrence, state=NoticeState.SENT, *, days=500, stage="start", reason=None, **values
    ):
        """A reminder that came to its end so many days ago, with its message; its key."""
        at = self.clock.now() - timedelta(days=days)
        key = await self.make.notice(occurrence, self.person, stage=stage, send_at=at, state=state)
        async with self.database.write() as session:
            delivery = DeliveryRow(
                reference=f"R{self.make.number()}",
                kind="reminder",
                address=telegram(1),
                created_at=at,
                sent_at=at,
            )
            session.add(delivery)
            await session.flush()
            session.add(AttemptRow(delivery_id=delivery.id, number=1, epoch=1, started_at=at))
            await session.execute(
                update(NoticeRow)
                .where(NoticeRow.key == key)
                .values({"settled_at": at, "reason": reason, "delivery_id": delivery.id} | values)
            )
        return key

    async def number(self, table) -> int:
        async with self.database.read() as session:
            return await session.scalar(select(func.count()).select_from(table))

    async def counts(self):
        """Counts by duty and year, of every end that occurs."""
        async with self.database.read() as session:
            rows = (await session.scalars(select(ReminderCountRow))).all()
            return {
                (row.ref, row.year): {
                    each.value: number
                    for each in NoticeState
                    if (number := getattr(row, each.value, 0))
                }
                for row in rows
            }

    async def summary(self, occurrence) -> ReminderSummary:
        async with self.database.read() as session:
            return (await ReminderSummaries(session).of([occurrence]))[occurrence]

    async def reached(self, *occurrences):
        async with self.database.read() as session:
            return await ReminderSummaries(session).reached(list(occurrences))


@pytest.fixture
async def setting(database, clock, make):
    made = Setting(database, clock, make)
    await made.open()
    return made


async def test_what_ended_long_ago_becomes_counts_and_goes_with_its_message(setting):
    occurrence = await setting.occurrence(ref="party-regulations:F14")
    other = await setting.occurrence(ref="party-regulations:D01")
    await setting.ended(occurrence, stage="start", days=560)
    await setting.ended(occurrence, stage="before-7", days=510)
    await setting.ended(
        occurrence, NoticeState.UNDELIVERABLE, stage="overdue-1", days=500, reason="blocked"
    )
    await setting.ended(other, NoticeState.EXPIRED, days=720, reason="expired")
    before = await setting.summary(occurrence)

    assert await setting.retention.run() == 4

    assert await setting.counts() == {
        ("party-regulations:F14", 2025): {"sent": 2, "undeliverable": 1},
        ("party-regulations:D01", 2024): {"expired": 1},
    }
    for table in (NoticeRow, DeliveryRow, AttemptRow):
        assert await setting.number(table) == 0
    assert await setting.number(OccurrenceRow) == 2
    assert before == await setting.summary(occurrence)
    assert asdict(before) | {"last_at": None} == {
        "sent": 2,
        "last_at": None,
        "last_state": NoticeState.UNDELIVERABLE,
        "last_reason": "blocked",
    }
    assert await setting.reached(occurrence, other) == {occurrence}


async def test_counts_and_summary_grow_with_what_goes_later(setting, clock):
    occurrence = await setting.occurrence()
    await setting.ended(occurrence, stage="start", days=450)
    await setting.ended(occurrence, stage="before-7", days=390)
    await setting.ended(occurrence, NoticeState.UNKNOWN, stage="before-1", days=380, reason="x")
    await setting.ended(occurrence, NoticeState.SUPERSEDED, stage="overdue-1", days=370, reason="y")
    before = await setting.summary(occurrence)
    for advance in (0, 15, 15, 15):
        clock.advance(timedelta(days=advance))
        await setting.retention.run()
        assert await setting.summary(occurrence) == before

    assert (before.sent, before.last_state) == (2, NoticeState.UNKNOWN)
    assert await setting.number(NoticeRow) == 0
    (counted,) = (await setting.counts()).values()
    assert counted == {"sent": 2, "unknown": 1, "superseded": 1}


async def test_nothing_goes_that_is_young_or_needed_still(setting, clock, database):
    over, term = await setting.occurrence(), await setting.occurrence(RUNNING_TERM, ref="a:B1")
    kept = {
        await setting.ended(over, stage="young", days=399),
        await setting.ended(over, NoticeState.DUE, stage="due", settled_at=None),
        await setting.ended(over, NoticeState.SENDING, stage="sending", settled_at=None),
        # It could be put back for as long as it is not out of date.
        await setting.ended(
            over, NoticeState.UNDELIVERABLE, stage="requeue", expires_at=clock.now(), reason="x"
        ),
        # The planner looks at its period still, and would add it anew.
        await setting.ended(term, stage="start"),
    }
    await setting.ended(over, stage="goes")

    assert await setting.retention.run() == 1
    assert set(await setting.make.notices()) == kept


async def test_what_planning_has_still_to_make_up_for_stays(setting, database):
    occurrence = await setting.occurrence()
    await setting.ended(occurrence)
    planned = update(OrganisationRow).values(planned_through=date(2025, 6, 30))
    async with database.write() as session:
        await session.execute(planned)
    assert await setting.retention.run() == 0

    async with database.write() as session:
        await session.execute(planned.values(planned_through=date(2026, 12, 31)))
    assert await setting.retention.run() == 1


async def test_a_message_goes_with_the_last_notice_in_it(setting, database):
    old, young = await setting.occurrence(), await setting.occurrence(RUNNING_TERM, ref="a:B1")
    await setting.ended(old)
    await setting.ended(young)
    async with database.write() as session:
        first = await session.scalar(select(func.min(DeliveryRow.id)))
        await session.execute(update(NoticeRow).values(delivery_id=first))
    await setting.retention.run()
    assert await setting.number(NoticeRow) == 1
    async with database.read() as session:
        assert first in (await session.scalars(select(DeliveryRow.id))).all()


async def test_news_of_requests_goes_once_they_are_decided(setting, clock, database):
    async with database.write() as session:
        for number, decided in ((1, clock.now() - KEPT * 2), (2, None)):
            request = JoinRequestRow(
                organisation_id=setting.organisation.id,
                person_id=setting.person.id,
                post=f"post-{number}",
                created_at=clock.now() - KEPT * 2,
                decided_at=decided,
            )
            session.add(request)
            await session.flush()
            await Notices(session).add_about_request(
                RequestId(request.id),
                NoticeKind.JOIN_REQUEST,
                [setting.person.id],
                now=clock.now() - KEPT * 2,
                today=date(2024, 1, 1),
                expires_at=clock.now() - KEPT * 2,
                gathered=timedelta(),
            )
        await session.execute(
            update(NoticeRow).values(state="sent", settled_at=clock.now() - KEPT * 2)
        )
    assert await setting.retention.run() == 1
    assert list(await setting.make.notices()) == [f"j/2/{setting.person.id}"]
    assert await setting.counts() == {}


async def test_it_goes_in_slices_and_past_what_stays(setting, monkeypatch, writes):
    monkeypatch.setattr(module, "SLICE", 2)
    over, term = await setting.occurrence(), await setting.occurrence(RUNNING_TERM, ref="a:B1")
    for number in range(5):
        await setting.ended(term, stage=f"stays-{number}", days=600)
        await setting.ended(over, stage=f"goes-{number}", days=500 - number)
    writes.clear()

    assert await setting.retention.run() == 5
    assert setting.pauses == 3
    if setting.database.dialect == "sqlite":
        assert len(writes) == 3
        assert all({"notice", "reminder_count", "reminder_summary"} <= each for each in writes)


async def test_a_pass_that_has_enough_goes_on_there_the_next_time(setting, monkeypatch):
    monkeypatch.setattr(module, "SLICE", 2)
    monkeypatch.setattr(module, "SLICES", 2)
    over, term = await setting.occurrence(), await setting.occurrence(RUNNING_TERM, ref="a:B1")
    for number in range(5):
        await setting.ended(term, stage=f"stays-{number}", days=600)
        await setting.ended(over, stage=f"goes-{number}")
    gone = [await setting.retention.run() for _ in range(12)]
    assert sum(gone) == 5
    assert max(gone) < 5


async def test_a_pass_that_breaks_off_neither_loses_nor_doubles_a_count(
    setting, monkeypatch, database, clock
):
    monkeypatch.setattr(module, "SLICE", 2)
    over = await setting.occurrence()
    for number in range(5):
        await setting.ended(over, stage=f"goes-{number}", days=500 - number)

    async def break_off(_: float) -> None:
        raise asyncio.CancelledError

    for _ in range(3):
        with pytest.raises(asyncio.CancelledError):
            await Retention(database, clock, kept=KEPT, sleep=break_off).run()
    assert await setting.retention.run() == 0
    (counted,) = (await setting.counts()).values()
    assert counted == {"sent": 5}
    assert (await setting.summary(over)).sent == 5


async def test_two_processes_count_nothing_twice(setting, database, clock):
    over = await setting.occurrence()
    for number in range(30):
        await setting.ended(over, stage=f"goes-{number}", days=500 - number)
    other = Retention(database, clock, kept=KEPT)
    gone = await asyncio.gather(setting.retention.run(), other.run())
    while any(again := await asyncio.gather(setting.retention.run(), other.run())):
        gone += again
    assert sum(gone) == 30
    (counted,) = (await setting.counts()).values()
    assert counted == {"sent": 30}
    assert (await setting.summary(over)).sent == 30


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_planning_again_brings_nothing_back(setting, clock, database, library):
    """Two years of planning, with a retention that is as short as can be set."""
    retention = Retention(database, clock, kept=timedelta(days=60), sleep=setting._sleep)
    planner = Planner(database, library, clock)
    seen: dict[str, int] = {}
    for _ in range(24):
        async with database.write() as session:
            await session.execute(update(OrganisationRow).values(planned_as=None))
        await planner.run()
        async with database.write() as session:
            keys = await session.scalars(
                update(NoticeRow)
                .where(NoticeRow.state == "due", NoticeRow.send_at <= clock.now())
                .values(state="sent", settled_at=clock.now())
                .returning(NoticeRow.key)
            )
            for key in keys:
                seen[key] = seen.get(key, 0) + 1
        await retention.run()
        clock.advance(timedelta(days=30))
    assert set(seen.values()) == {1}
    counted = sum(sum(each.values()) for each in (await setting.counts()).values())
    assert counted + await setting.number(NoticeRow) >= len(seen) > 20
    assert counted > 10


async def test_ledger_trail_and_items_stay(setting, clock, database):
    over = await setting.occurrence()
    await setting.ended(over)
    async with database.write() as session:
        session.add(
            LedgerRow(
                occurrence_id=over,
                person_id=setting.person.id,
                held_on=date(2025, 5, 1),
                number=0,
                recorded_at=clock.now() - KEPT * 2,
            )
        )
    trail = await setting.number(TrailRow)
    await setting.retention.run()
    assert await setting.number(LedgerRow) == 1
    assert await setting.number(TrailRow) == trail
    assert await setting.number(OccurrenceRow) == 1
    assert await setting.number(ReminderSummaryRow) == 1
