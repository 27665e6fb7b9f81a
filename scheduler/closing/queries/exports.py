"""Queries: files that were asked for, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Per
from scheduler.periods import Period
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.store.tables.closing import ExportRow

ExportId = NewType("ExportId", int)


class ExportFormat(StrEnum):
    """The kind of file; a value is at most 8 characters long, and ends the file's name."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"


class ExportState(StrEnum):
    """``waiting`` until it is made, then one of the others."""

    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"
    REFUSED = "refused"
    """Who asked may not see it any more."""


@dataclass(frozen=True)
class Export:
    """A file that ``person_id`` asked for; ``done`` of ``total`` items are in it.

    ``message_id`` is the message in their chat that shows how far it is.
    """

    id: ExportId
    organisation_id: OrganisationId
    person_id: PersonId
    format: ExportFormat
    period: Period
    state: ExportState
    done: int
    total: int
    tries: int
    file_name: str | None
    message_id: int | None
    asked_at: datetime


class StoredExports:
    """Reads and writes."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open_of(self, person_id: PersonId) -> list[Export]:
        """What this person asked for and has not been made, in the order asked."""
        rows = await self._session.scalars(
            select(ExportRow)
            .where(ExportRow.person_id == person_id, ExportRow.state == ExportState.WAITING.value)
            .order_by(ExportRow.id)
        )
        return [_export(row) for row in rows]

    async def count_since(self, person_id: PersonId, since: datetime) -> int:
        """How many this person has asked for since."""
        wanted = select(func.count()).where(
            ExportRow.person_id == person_id, ExportRow.asked_at > since
        )
        return await self._session.scalar(wanted) or 0

    async def add(
        self,
        organisation_id: OrganisationId,
        person_id: PersonId,
        period: Period,
        format_: ExportFormat,
        now: datetime,
    ) -> Export:
        """Store what was asked for."""
        row = ExportRow(
            organisation_id=organisation_id,
            person_id=person_id,
            format=format_.value,
            per=period.per.value,
            period_start=period.start,
            period_end=period.end,
            state=ExportState.WAITING.value,
            done=0,
            total=0,
            tries=0,
            asked_at=now,
        )
        self._session.add(row)
        await self._session.flush()
        return _export(row)

    async def any_free(self, now: datetime) -> bool:
        """Whether there is one that nobody is making."""
        found = await self._session.scalar(_free(now).limit(1))
        return found is not None

    async def claim(self, now: datetime, within: timedelta) -> Export | None:
        """Take the oldest that nobody is making, for so long; None without one."""
        row = await self._session.scalar(
            _free(now).order_by(ExportRow.id).limit(1).with_for_update(skip_locked=True)
        )
        if row is None:
            return None
        row.claimed_until = now + within
        row.tries += 1
        await self._session.flush()
        return _export(row)

    async def note(
        self, export_id: ExportId, done: int, total: int, claimed_until: datetime
    ) -> None:
        """Note how far it is."""
        row = await self._session.get_one(ExportRow, export_id)
        row.done, row.total, row.claimed_until = done, total, claimed_until

    async def show_in(self, export_id: ExportId, message_id: int) -> None:
        """Note which message shows how far it is."""
        (await self._session.get_one(ExportRow, export_id)).message_id = message_id

    async def let_go(self, export_id: ExportId) -> None:
        """Let it be made again by whoever comes first."""
        (await self._session.get_one(ExportRow, export_id)).claimed_until = None

    async def end(
        self, export_id: ExportId, state: ExportState, file_name: str | None, now: datetime
    ) -> Export:
        """Note how it ended."""
        row = await self._session.get_one(ExportRow, export_id)
        row.state, row.file_name, row.ended_at = state.value, file_name, now
        await self._session.flush()
        return _export(row)

    async def ended_before(self, day: datetime) -> list[str]:
        """The names of files that were made before."""
        names = await self._session.scalars(
            select(ExportRow.file_name).where(
                ExportRow.ended_at < day, ExportRow.file_name.is_not(None)
            )
        )
        return [name for name in names if name is not None]


def _free(now: datetime) -> Select[ExportRow]:
    return select(ExportRow).where(
        ExportRow.state == ExportState.WAITING.value,
        or_(ExportRow.claimed_until.is_(None), ExportRow.claimed_until <= now),
    )


def _export(row: ExportRow) -> Export:
    return Export(
        ExportId(row.id),
        OrganisationId(row.organisation_id),
        PersonId(row.person_id),
        ExportFormat(row.format),
        Period(row.period_start, row.period_end, Per(row.per)),
        ExportState(row.state),
        row.done,
        row.total,
        row.tries,
        row.file_name,
        row.message_id,
        row.asked_at,
    )
