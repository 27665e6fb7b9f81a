from __future__ import annotations

import asyncio
from bisect import insort
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import inspect, select, update

from bot.conversation.addresses import TELEGRAM
from scheduler.address import Address
from scheduler.clock import ManualClock
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.pacing import Limits, Pacer
from scheduler.delivery.ports import DeliveryFailure, Receipt
from scheduler.planning.notices import NoticeKind, Parcel
from scheduler.store.engine import Database
from scheduler.store.tables import Base
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, DispatcherLeaseRow, NoticeRow
from scheduler.store.tables.joining import JoinRequestRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, GroupRow, OrganisationRow, PersonRow


def telegram(id_: int) -> Address:
    """The address of a made-up person or group."""
    return Address(TELEGRAM, str(id_))


MONDAY = date(2026, 11, 23)
POST = "secretary"


@pytest.fixture
def receipt() -> Receipt:
    return Receipt(message_id="1", sent_at=datetime(2026, 11, 23, 1, tzinfo=UTC))


class Postbox:
    """A courier that keeps what it was given; ``plan`` says how the next tries end.

    What is raised in place of a failure tests what happens to faults of our own.
    """

    def __init__(self) -> None:
        self.tried: list[Parcel] = []
        self.arrived: list[Parcel] = []
        self.plan: list[DeliveryFailure | Exception | None] = []
        self.meanwhile: Callable[[Parcel], Awaitable[None]] | None = None
        self.under_way = 0
        self.most_under_way = 0

    async def deliver(self, parcel: Parcel) -> Receipt:
        self.tried.append(parcel)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await asyncio.sleep(0)
            if self.meanwhile is not None:
                await self.meanwhile(parcel)
            ending = self.plan.pop(0) if self.plan else None
            if ending is not None:
                raise ending
        finally:
            self.under_way -= 1
        self.arrived.append(parcel)
        return Receipt(message_id=str(100 + len(self.arrived)), sent_at=datetime.now(UTC))


class Stopwatch:
    """Seconds that pass only by sleeping, for several at once; takes the wall clock along."""

    def __init__(self, clock: ManualClock) -> None:
        self.now = 1000.0
        self._clock = clock
        self._wakings: list[float] = []
        self._moved = asyncio.Event()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        waking = self.now + seconds
        insort(self._wakings, waking)
        try:
            while self.now < waking:
                if self._wakings[0] < waking:
                    await self._moved.wait()
                    continue
                for _ in range(20):  # time passes only when nothing else can go on
                    await asyncio.sleep(0)
                if self.now < waking == self._wakings[0]:
                    self._clock.advance(timedelta(seconds=waking - self.now))
                    self.now = waking
        finally:
            self._wakings.remove(waking)
            self._moved.set()
            self._moved = asyncio.Event()
        await asyncio.sleep(0)


class Office:
    """A committee with its secretary Ann; makes whatever a test needs, with defaults."""

    def __init__(self, database: Database, clock: ManualClock) -> None:
        self.database = database
        self.clock = clock
        self.postbox = Postbox()
        self.stopwatch = Stopwatch(clock)
        self._numbers: Iterator[int] = count(1)

    async def open(self) -> None:
        self.organisation = await self.make_organisation()
        self.ann = await self.make_person(telegram_id=71)
        self.dispatcher = self.make_dispatcher()

    def make_dispatcher(
        self, *, limits: Limits | None = None, sound: Callable[[], bool] = lambda: True
    ) -> Dispatcher:
        return Dispatcher(
            self.database,
            self.clock,
            [
                Channel(
                    TELEGRAM,
                    self.postbox,
                    pacer=Pacer(self.stopwatch, limits),
                    monotonic=self.stopwatch,
                )
            ],
            monotonic=self.stopwatch,
            sleep=self.stopwatch.sleep,
            sound=sound,
        )

    async def restart(self) -> None:
        """A new process; on PostgreSQL the lease of the old one has run out."""
        await self.expire_lease()
        self.dispatcher = self.make_dispatcher()

    async def expire_lease(self) -> None:
        async with self.database.write() as session:
            await session.execute(
                update(DispatcherLeaseRow).values(expires_at=datetime(2020, 1, 1, tzinfo=UTC))
            )

    def let_pass(self, *, seconds: float = 0, **more: float) -> None:
        passed = timedelta(seconds=seconds, **more)
        self.stopwatch.now += passed.total_seconds()
        self.clock.advance(passed)

    async def add(self, row: Base) -> int:
        async with self.database.write() as session:
            session.add(row)
            await session.flush()
            (id_,) = inspect(row).identity
        return int(id_)

    async def change(self, table: type[Base], id_: int, **values: Any) -> None:
        async with self.database.write() as session:
            await session.execute(
                update(table).where(inspect(table).primary_key[0] == id_).values(values)
            )

    async def make_organisation(self, *, zone: str = "Asia/Shanghai") -> int:
        return await self.add(
            OrganisationRow(
                name=f"机关党委{next(self._numbers)}",
                body="committee",
                level="city",
                zone=zone,
                acts_for=[],
                created_at=self.clock.now(),
            )
        )

    async def make_person(
        self,
        *,
        telegram_id: int = 0,
        address: Address | None = None,
        quiet: tuple[time, time] | None = None,
        holds: bool = True,
    ) -> int:
        person_id = await self.add(
            PersonRow(
                address=address or telegram(telegram_id),
                name="安",
                locale="zh-Hans",
                quiet_start=quiet[0] if quiet else None,
                quiet_end=quiet[1] if quiet else None,
                created_at=self.clock.now(),
            )
        )
        if holds:
            await self.assign(person_id)
        return person_id

    async def assign(self, person_id: int, *, organisation: int | None = None) -> int:
        return await self.add(
            AssignmentRow(
                organisation_id=organisation or self.organisation,
                person_id=person_id,
                post=POST,
                start_on=date(2026, 1, 1),
                created_at=self.clock.now(),
            )
        )

    async def make_group(self, *, telegram_id: int = -500) -> int:
        return await self.add(
            GroupRow(
                address=telegram(telegram_id),
                title="机关",
                locale="zh-Hans",
                organisation_id=self.organisation,
            )
        )

    async def make_occurrence(
        self, *, organisation: int | None = None, due_on: date = date(2026, 12, 31), needed: int = 1
    ) -> int:
        return await self.add(
            OccurrenceRow(
                organisation_id=organisation or self.organisation,
                ref=f"party-regulations:c{next(self._numbers)}",
                post=POST,
                per="quarter",
                period_start=date(2026, 10, 1),
                period_end=date(2027, 1, 1),
                due_on=due_on,
                provisional=False,
                needed=needed,
                created_at=self.clock.now(),
            )
        )

    async def remind(
        self,
        person: int | None = None,
        *,
        occurrence: int | None = None,
        group: int | None = None,
        stage: str = "before-30",
        after: timedelta = timedelta(),
        life: timedelta = timedelta(days=7),
    ) -> int:
        """A notice for Ann, or somebody else, due ``after`` now."""
        send_at = self.clock.now() + after
        return await self.add(
            NoticeRow(
                key=f"r/{next(self._numbers)}",
                kind=NoticeKind.GROUP_REMINDER if group else NoticeKind.REMINDER,
                stage=stage,
                person_id=None if group else (person or self.ann),
                group_id=group,
                occurrence_id=occurrence or await self.make_occurrence(),
                nominal_on=MONDAY,
                send_at=send_at,
                expires_at=send_at + life,
                state="due",
                created_at=self.clock.now(),
            )
        )

    async def ask_to_join(self, requester: int, *, kind: NoticeKind, decided: bool = False) -> int:
        """A notice to Ann about a request of ``requester``."""
        now = self.clock.now()
        request_id = await self.add(
            JoinRequestRow(
                organisation_id=self.organisation,
                person_id=requester,
                post="deputy",
                created_at=now,
                decided_at=now if decided else None,
                approved=True if decided else None,
            )
        )
        return await self.add(
            NoticeRow(
                key=f"j/{next(self._numbers)}",
                kind=kind,
                stage=kind.value,
                person_id=self.ann,
                request_id=request_id,
                nominal_on=MONDAY,
                send_at=now,
                expires_at=now + timedelta(days=7),
                state="due",
                created_at=now,
            )
        )

    async def complete(self, occurrence: int) -> None:
        await self.add(
            LedgerRow(
                occurrence_id=occurrence,
                person_id=self.ann,
                held_on=MONDAY,
                number=0,
                recorded_at=self.clock.now(),
            )
        )

    async def notice(self, id_: int) -> NoticeRow:
        async with self.database.read() as session:
            return await session.get_one(NoticeRow, id_)

    async def states(self, *ids: int) -> list[tuple[str, str | None]]:
        """State and reason of each, in the order asked for."""
        rows = [await self.notice(id_) for id_ in ids]
        return [(row.state, row.reason) for row in rows]

    async def attempts(self) -> Sequence[AttemptRow]:
        async with self.database.read() as session:
            return (await session.scalars(select(AttemptRow).order_by(AttemptRow.id))).all()

    async def deliveries(self) -> Sequence[DeliveryRow]:
        async with self.database.read() as session:
            return (await session.scalars(select(DeliveryRow).order_by(DeliveryRow.id))).all()


@pytest.fixture
async def office(database: Database, clock: ManualClock) -> Office:
    office = Office(database, clock)
    await office.open()
    return office
