"""The databases of the experiments: what is put in, and what is found in them afterwards."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, not_, or_, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from bot.conversation.addresses import telegram, telegram_id
from scheduler.store.engine import Database
from scheduler.store.tables import Base
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, NoticeRow
from scheduler.store.tables.inbox import InboxRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import (
    AssignmentRow,
    GroupRow,
    OrganisationRow,
    PersonRow,
    TrailRow,
)

PEOPLE = 400
"""In every store: person n is the Telegram user 1000 + n and holds a post that owes nothing.

Occurrence n is theirs, long ago, for reminders; occurrence ``PEOPLE`` + n that of the present quarter.
"""

POST = "agency-committee-deputy"
"""Nothing is planned for it."""

FIRST_USER = 1000
PASSWORD = "canary-password-of-the-database"
NAMES = ("<b>安&小", "王 'x' \"y\"", "a_b*c`d", "\u202e李\u200b@evil", "https://evil.test")
"""A person's name is no place to trust what is in it."""

OFFSET = 12 - datetime.now(UTC).hour
ZONE = f"Etc/GMT{-OFFSET:+d}"
"""Where it is about noon, whenever this runs: nobody's quiet hours."""

_DIALS = struct.Struct("ddd")
_ENDED = ("sent", "unknown", "undeliverable", "expired", "superseded", "cancelled")


@dataclass(frozen=True)
class Notice:
    """A row of the outbox, with the chat that it belongs to."""

    id: int
    key: str
    state: str
    reason: str | None
    doubts: int
    chat_id: int
    send_at: datetime
    created_at: datetime


@dataclass
class Store:
    """One database, one folder, one set of dials."""

    url: str
    folder: Path
    database: Database
    ahead: timedelta = field(default_factory=timedelta)

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    @property
    def file(self) -> Path:
        return Path(make_url(self.url).database or "")

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    @property
    def dials(self) -> Path:
        return self.folder / "dials"

    def dial(self, *, wall: float = 0.0, uptime: float = 0.0, unnamed: bool = False) -> None:
        """Set how far (seconds) the victims' clocks are ahead, and whether names are resolved."""
        self.ahead = timedelta(seconds=wall)
        if not self.dials.exists():
            self.dials.write_bytes(bytes(_DIALS.size))
        with self.dials.open("r+b") as file:  # the victims have this very file in memory
            file.write(_DIALS.pack(wall, uptime, unnamed))

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def remind(
        self,
        numbers: Iterable[int],
        *,
        at: datetime | None = None,
        group: int | None = None,
    ) -> list[int]:
        """A reminder for each of these people, due now or ``at``; or for one group, so many."""
        at = at or self.now()
        people = list(numbers)
        async with self.database.write() as session:
            ids = await self._following_ids(session, len(people))
            rows = [
                {
                    "id": id_,
                    "key": f"r/{id_}",
                    "kind": "reminder" if group is None else "group-reminder",
                    "stage": f"s{id_}",
                    "person_id": number if group is None else None,
                    "group_id": group,
                    "occurrence_id": number,
                    "nominal_on": at.date(),
                    "send_at": at,
                    "expires_at": at + timedelta(days=7),
                    "state": "due",
                    "created_at": self.now(),
                }
                for id_, number in zip(ids, people, strict=True)
            ]
            await session.execute(insert(NoticeRow), rows)
        return ids

    async def _following_ids(self, session: AsyncSession, number: int) -> list[int]:
        """Ids for so many notices that the program, which plans meanwhile, does not give too."""
        if self.is_sqlite:
            first = (await session.scalar(select(func.max(NoticeRow.id))) or 0) + 1
            return list(range(first, first + number))
        following = (
            "SELECT nextval(pg_get_serial_sequence('notice', 'id')) FROM generate_series(1, :n)"
        )
        return list(await session.scalars(text(following), {"n": number}))

    async def let_leases_run_out(self) -> None:
        """As if the time had gone by for which a killed process keeps its rights."""
        if self.is_sqlite:
            return  # a process that starts on a file takes over at once
        async with self.database.write() as session:
            for table in ("dispatcher_lease", "lane_lease"):
                await session.execute(
                    text(f"UPDATE {table} SET expires_at = now() - interval '1 second'")
                )

    async def notices(self) -> list[Notice]:
        query = (
            select(NoticeRow, PersonRow.address, GroupRow.address)
            .outerjoin(PersonRow, NoticeRow.person_id == PersonRow.id)
            .outerjoin(GroupRow, NoticeRow.group_id == GroupRow.id)
            .where(
                # Of the present quarter the planner reminds later on, and that is no matter here.
                or_(
                    NoticeRow.occurrence_id.is_(None),
                    not_(NoticeRow.occurrence_id.between(PEOPLE + 1, 2 * PEOPLE)),
                )
            )
            .order_by(NoticeRow.id)
        )
        async with self.database.read() as session:
            return [
                Notice(
                    row.id,
                    row.key,
                    row.state,
                    row.reason,
                    row.ambiguous_attempts,
                    telegram_id(person if person is not None else group),
                    row.send_at,
                    row.created_at,
                )
                for row, person, group in await session.execute(query)
            ]

    async def is_settled(self) -> bool:
        """Whether nothing is due or being sent."""
        waiting = (
            select(NoticeRow.id)
            .where(NoticeRow.state.not_in(_ENDED))
            .where(or_(NoticeRow.state != "due", NoticeRow.send_at <= self.now()))
        )
        async with self.database.read() as session:
            return await session.scalar(waiting.limit(1)) is None

    async def next_due_at(self) -> datetime | None:
        """When the first of those comes up that wait; None while something can be done at once."""
        mine = NoticeRow.state.not_in(_ENDED)
        async with self.database.read() as session:
            rows = await session.execute(
                select(NoticeRow.state, NoticeRow.waiting_since).where(
                    mine, NoticeRow.send_at <= self.now()
                )
            )
            waiting = [(state, since) for state, since in rows]
        if any(state != "due" or since <= self.now() for state, since in waiting):
            return None
        return min((since for _, since in waiting), default=None)

    async def is_drained(self) -> bool:
        """Whether every update that was stored has been handled, or set aside."""
        async with self.database.read() as session:
            new = select(InboxRow.update_id).where(InboxRow.state == "new").limit(1)
            return await session.scalar(new) is None

    async def entered(self) -> dict[int, int]:
        """How many entries there are in the ledger, by person, for the present quarter."""
        counted = select(LedgerRow.occurrence_id, func.count()).group_by(LedgerRow.occurrence_id)
        async with self.database.read() as session:
            return {row[0] - PEOPLE: row[1] for row in await session.execute(counted)}

    async def count(self, what: Any) -> int:
        async with self.database.read() as session:
            return await session.scalar(select(func.count()).select_from(what)) or 0

    async def doubts(self) -> int:
        """Tries that ended in doubt."""
        async with self.database.read() as session:
            query = select(func.count()).where(AttemptRow.outcome == "ambiguous")
            return await session.scalar(query) or 0

    async def faults_of_records(self) -> list[str]:
        """What does not hold together in the records."""
        faults: list[str] = []
        async with self.database.read() as session:
            if self.is_sqlite:
                for pragma, sound in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
                    found = (await session.execute(text(f"PRAGMA {pragma}"))).all()
                    if [tuple(row) for row in found] != sound:
                        faults.append(f"{pragma}: {found[:3]}")
            orphans = (
                select(func.count())
                .select_from(NoticeRow)
                .outerjoin(DeliveryRow, NoticeRow.delivery_id == DeliveryRow.id)
                .where(NoticeRow.state == "sent", DeliveryRow.sent_at.is_(None))
                .where(NoticeRow.reason.is_(None))
            )
            if count := await session.scalar(orphans):
                faults.append(f"{count} sent without a message")
            acts = select(TrailRow.subject_id).where(TrailRow.act.in_(("completed", "withdrawn")))
            trail = sorted((await session.scalars(acts)).all())
            ledger = sorted((await session.scalars(select(LedgerRow.id))).all())
            if trail != ledger:
                faults.append(f"{len(ledger)} entries, {len(trail)} in the trail")
        return faults

    async def remove(self) -> None:
        await self.database.close()
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass
class Templates:
    """Makes stores: copies of one that was migrated and filled once."""

    folder: Path
    postgres_url: str | None = None
    _number: int = 0
    _made: set[str] = field(default_factory=set)

    async def new(self, dialect: str, disk: Path | None = None) -> Store:
        """One more; a SQLite file may lie on a ``disk`` of its own."""
        self._number += 1
        folder = self.folder / f"{dialect}-{self._number}"
        folder.mkdir(parents=True)
        if dialect == "sqlite":
            template = self.folder / "template.db"
            if not template.exists():
                await _fill(f"sqlite+aiosqlite:///{template}")
            file = (disk or folder) / "duty.db"
            shutil.copy(template, file)
            url = f"sqlite+aiosqlite:///{file}"
        else:
            if "template" not in self._made:
                await self._administer("CREATE DATABASE template_of_faults")
                await _fill(self._url_of("template_of_faults"))
                self._made.add("template")
            name = f"faults_{self._number}"
            await self._administer(f"CREATE DATABASE {name} TEMPLATE template_of_faults")
            url = self._url_of(name)
        store = Store(url, folder, Database.open(url))
        store.dial()
        return store

    async def drop(self, store: Store) -> None:
        await store.remove()
        if not store.is_sqlite:
            await self._administer(f"DROP DATABASE {make_url(store.url).database} WITH (FORCE)")

    def _url_of(self, database: str) -> str:
        url = make_url(self.postgres_url or "").set(database=database, password=PASSWORD)
        return url.render_as_string(hide_password=False)

    async def _administer(self, statement: str) -> None:
        engine = create_async_engine(self.postgres_url or "", isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(statement))
        await engine.dispose()


def today_there() -> date:
    """The day in :data:`ZONE`."""
    return (datetime.now(UTC) + timedelta(hours=OFFSET)).date()


async def _count_on(session: AsyncSession, *tables: type[Base]) -> None:
    """Let the program's own ids come after those that the tests gave."""
    if session.get_bind().dialect.name == "sqlite":
        return  # there they do anyway
    for table in tables:
        name = table.__tablename__
        await session.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}")
        )


async def _fill(url: str) -> None:
    database = Database.open(url)
    await database.migrate()
    now = datetime.now(UTC)
    numbers = range(1, PEOPLE + 1)
    today = today_there()
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    following = (quarter + timedelta(days=100)).replace(day=1)
    async with database.write() as session:
        await session.execute(
            insert(OrganisationRow).values(
                id=1,
                name="机关党委",
                body="agency-committee",
                level="city",
                zone=ZONE,
                acts_for=[],
                created_at=now,
            )
        )
        await session.execute(
            insert(PersonRow),
            [
                {
                    "id": number,
                    "address": telegram(FIRST_USER + number),
                    "name": NAMES[number % len(NAMES)],
                    "locale": "zh-Hans",
                    "quiet_start": None,
                    "quiet_end": None,
                    "created_at": now,
                }
                for number in numbers
            ],
        )
        await session.execute(
            insert(AssignmentRow),
            [
                {
                    "organisation_id": 1,
                    "person_id": number,
                    "post": POST,
                    "start_on": date(2020, 1, 1),
                    "created_at": now,
                }
                for number in numbers
            ],
        )
        await session.execute(
            insert(OccurrenceRow),
            [
                {
                    "id": first + number,
                    "organisation_id": 1,
                    "ref": "party-regulations:F14",
                    "post": POST,
                    "holder_id": number,
                    "per": "quarter",
                    "period_start": start,
                    "period_end": end,
                    # Nobody is to be reminded of it by the plan: the reminders are the test's own.
                    "opens_on": end - timedelta(days=1),
                    "due_on": end - timedelta(days=1),
                    "provisional": False,
                    "needed": 1,
                    "created_at": now,
                }
                for first, start, end in (
                    (0, date(2020, 1, 1), date(2020, 4, 1)),  # the planner looks at it no more
                    (PEOPLE, quarter, following),
                )
                for number in numbers
            ],
        )
        await session.execute(
            insert(GroupRow),
            [
                {
                    "id": number,
                    "address": telegram(-number),
                    "title": "工作群",
                    "locale": "zh-Hans",
                    "organisation_id": 1,
                    "bound_at": now,
                    "show_names": False,
                }
                for number in (1, 2)
            ],
        )
        await _count_on(session, OrganisationRow, PersonRow, OccurrenceRow, GroupRow)
    await database.close()
