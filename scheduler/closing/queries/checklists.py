"""Queries: what bodies say of themselves on the points of a checklist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.roster.model import OrganisationId, PersonId
from scheduler.roster.queries.trees import tree_of
from scheduler.store.tables.closing import ChecklistMarkRow
from scheduler.store.tables.roster import OrganisationRow, PersonRow


@dataclass(frozen=True)
class Proof:
    """A file that shows it: ``file_id`` is the messenger's, ``kind`` photo or document."""

    kind: str
    file_id: str
    file_name: str | None = None


@dataclass(frozen=True)
class CheckedPoint:
    """What was said of one point; ``met`` is None where only a note or a file was given."""

    organisation_id: OrganisationId
    organisation_name: str
    checklist: str
    point: str
    year: int
    met: bool | None
    note: str | None
    proof: Proof | None
    by_name: str
    at: datetime


class StoredChecklists:
    """Reads and writes."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, organisation_id: OrganisationId, year: int) -> list[CheckedPoint]:
        """What one organisation said, by checklist and point."""
        return await self._where(
            _QUERY.where(
                ChecklistMarkRow.organisation_id == organisation_id, ChecklistMarkRow.year == year
            )
        )

    async def below(self, organisation_id: OrganisationId, year: int) -> list[CheckedPoint]:
        """The same of an organisation and all below it, by organisation."""
        return await self._where(
            _QUERY.where(
                ChecklistMarkRow.organisation_id.in_(tree_of(organisation_id)),
                ChecklistMarkRow.year == year,
            )
        )

    async def say(
        self,
        organisation_id: OrganisationId,
        checklist: str,
        point: str,
        year: int,
        *,
        by: PersonId,
        now: datetime,
        met: bool | None = None,
        note: str | None = None,
        proof: Proof | None = None,
    ) -> None:
        """Note what is given; what is None stays as it was."""
        key = organisation_id, checklist, point, year
        row = await self._session.get(ChecklistMarkRow, key)
        if row is None:
            row = ChecklistMarkRow(
                organisation_id=organisation_id, checklist=checklist, point=point, year=year
            )
            self._session.add(row)
        if met is not None:
            row.met = met
        if note is not None:
            row.note = note
        if proof is not None:
            row.kind, row.file_id, row.file_name = proof.kind, proof.file_id, proof.file_name
        row.person_id, row.said_at = by, now
        await self._session.flush()

    async def _where(self, query: Select[ChecklistMarkRow, str, str]) -> list[CheckedPoint]:
        rows = await self._session.execute(query)
        return [_checked(row, place, name) for row, place, name in rows]


_QUERY = (
    select(ChecklistMarkRow, OrganisationRow.name, PersonRow.name)
    .join(OrganisationRow, OrganisationRow.id == ChecklistMarkRow.organisation_id)
    .join(PersonRow, PersonRow.id == ChecklistMarkRow.person_id)
    .order_by(ChecklistMarkRow.organisation_id, ChecklistMarkRow.checklist, ChecklistMarkRow.point)
)


def _checked(row: ChecklistMarkRow, place: str, name: str) -> CheckedPoint:
    proof = None
    if row.kind is not None and row.file_id is not None:
        proof = Proof(row.kind, row.file_id, row.file_name)
    return CheckedPoint(
        OrganisationId(row.organisation_id),
        place,
        row.checklist,
        row.point,
        row.year,
        row.met,
        row.note,
        proof,
        name,
        row.said_at,
    )
