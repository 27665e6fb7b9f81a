"""A small town: a roster written straight into the tables, packs made up, and what was planned."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, inspect, select, update

from bot.conversation.addresses import telegram
from clauses.cadence import Per, Quota
from clauses.library import Library
from clauses.model import (
    ActingRule,
    Body,
    BodyId,
    Clause,
    ClauseRef,
    Known,
    Owed,
    Pack,
    Post,
    PostId,
    Strength,
)
from clauses.naming import LevelId
from scheduler.roster.model import OrganisationId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database
from scheduler.store.tables import Base
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, GroupRow, PersonRow

LONG_AGO = date(2020, 1, 1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
COMMITTEE, BRANCH = BodyId("committee"), BodyId("branch")


def clause(local: str, subject: str, quota: Quota, **more: Any) -> Clause:
    return Clause(
        ref=ClauseRef("test", local),
        subject=subject,
        duty=local,
        text=local,
        cadence=quota,
        strength=Strength.MUST,
        known=Known.TEXT,
        citations=(),
        **more,
    )


def library_of(*clauses: Clause, edition: str = "1") -> Library:
    pack = Pack(
        id="test",
        title="Test",
        short_title="Test",
        edition=edition,
        uses=(),
        documents=(),
        announced_total=None,
        parts=(),
        bodies=(Body(COMMITTEE, "机关党委"), Body(BRANCH, "党支部")),
        posts=(
            Post(PostId("committee-secretary"), "机关党委书记", COMMITTEE, Owed.ONCE, True),
            Post(PostId("branch-secretary"), "党支部书记", BRANCH, Owed.ONCE, True),
            Post(PostId("member"), "党员", BRANCH, Owed.EACH),
        ),
        acting=(ActingRule(COMMITTEE, (BRANCH,)),),
        clauses=clauses,
        terms=(),
        distinctions=(),
        questions=(),
        corrections=(),
        standards=(),
    )
    return Library([pack])


QUARTERLY = clause("Q", "committee-secretary", Quota(1, Per.QUARTER))
MONTHLY = clause("M", "branch", Quota(1, Per.MONTH))
EACH_YEARLY = clause("E", "member", Quota(1, Per.YEAR))
TERM = clause("T", "committee", Quota(1, Per.TERM, term_years=5))


class Town:
    """Writes a roster straight into the tables, and reads what was planned for it."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def add(self, row: Base) -> int:
        async with self.database.write() as session:
            session.add(row)
            await session.flush()
            (id_,) = inspect(row).identity
        return int(id_)

    async def organisation(
        self, body: str = COMMITTEE, parent_id: int | None = None, **more: Any
    ) -> OrganisationId:
        values = {"acts_for": [], "name": body, **more}
        term_started_on = values.pop("term_started_on", None)
        async with self.database.write() as session:
            made = await Organisations(session).add_organisation(
                body=BodyId(body),
                level=LevelId("province"),
                zone=ZoneInfo("Asia/Shanghai"),
                parent_id=None if parent_id is None else OrganisationId(parent_id),
                now=NOW,
                **values,
            )
            if term_started_on is not None:
                await Organisations(session).set_term_start(made, term_started_on)
        return made.id

    async def holder(
        self, organisation_id: int, post: str = "committee-secretary", start_on: date = LONG_AGO
    ) -> int:
        async with self.database.read() as session:
            count = await session.scalar(select(func.count()).select_from(PersonRow))
        person_id = await self.add(
            PersonRow(
                address=telegram(1000 + (count or 0)), name="安", locale="zh-Hans", created_at=NOW
            )
        )
        await self.take(person_id, organisation_id, post, start_on)
        return person_id

    async def take(self, person_id: int, organisation_id: int, post: str, start_on: date) -> None:
        await self.add(
            AssignmentRow(
                organisation_id=organisation_id,
                person_id=person_id,
                post=post,
                start_on=start_on,
                created_at=NOW,
            )
        )

    async def leave(self, person_id: int, on: date) -> None:
        await self.execute(
            update(AssignmentRow).where(AssignmentRow.person_id == person_id).values(end_on=on)
        )

    async def group(self, organisation_id: int) -> int:
        return await self.add(
            GroupRow(
                address=telegram(-5),
                title="群",
                locale="zh-Hans",
                organisation_id=organisation_id,
                bound_at=NOW - timedelta(days=300),
            )
        )

    async def execute(self, statement: Any) -> None:
        async with self.database.write() as session:
            await session.execute(statement)

    async def occurrences(self) -> list[OccurrenceRow]:
        async with self.database.read() as session:
            rows = select(OccurrenceRow).order_by(OccurrenceRow.ref, OccurrenceRow.period_start)
            return list(await session.scalars(rows.order_by(OccurrenceRow.holder_id)))

    async def notices(self, **where: Any) -> list[NoticeRow]:
        async with self.database.read() as session:
            rows = select(NoticeRow).filter_by(**where).order_by(NoticeRow.send_at, NoticeRow.id)
            return list(await session.scalars(rows))

    async def stages(self, **where: Any) -> list[tuple[str, str]]:
        found = await self.notices(**where)
        return [(row.stage, row.nominal_on.isoformat()) for row in found]

    async def everything(self) -> list[Any]:
        """Every row of every table, to be compared."""
        async with self.database.read() as session:
            return [
                row
                for table in Base.metadata.sorted_tables
                for row in sorted((await session.execute(select(table))).all(), key=str)
            ]
