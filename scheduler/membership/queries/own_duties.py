"""Queries: the duties that an organisation asks of itself, as its managers write, change and end them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.planning.occurrences import Release
from scheduler.planning.own_duties import OWN, OwnDuty, OwnDutyId
from scheduler.planning.queries.own_duties import STANDING, own_duty_of
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.store.tables.planning import OccurrenceRow, OwnDutyRow
from scheduler.store.tables.roster import OrganisationRow, PersonRow


@dataclass(frozen=True)
class Written:
    """A duty with who wrote it, and when it was confirmed; ``ended``: it is not asked any more."""

    own: OwnDuty
    by_name: str
    confirmed_at: datetime | None
    ended: bool


class WrittenOwnDuties:
    """Reads and writes single ones; who may is decided in the use cases."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, id_: OwnDutyId, *, lock: bool = False) -> Written | None:
        """The duty or draft of this id, ended or not; locked until the transaction ends."""
        wanted = (
            select(OwnDutyRow, PersonRow.name)
            .join(PersonRow, PersonRow.id == OwnDutyRow.person_id)
            .where(OwnDutyRow.id == id_)
            # As it is now: whoever held the lock before may have changed it.
            .execution_options(populate_existing=True)
        )
        rows = await self._session.execute(
            wanted.with_for_update(of=OwnDutyRow) if lock else wanted
        )
        found = rows.one_or_none()
        if found is None:
            return None
        row, name = found
        return Written(own_duty_of(row), name, row.confirmed_at, row.ended_on is not None)

    async def standing(self, organisation_id: OrganisationId) -> list[OwnDuty]:
        """Those that were written there and count, in the order in which they were written."""
        rows = await self._session.scalars(
            select(OwnDutyRow)
            .where(OwnDutyRow.organisation_id == organisation_id, STANDING)
            .order_by(OwnDutyRow.id)
        )
        return [own_duty_of(row) for row in rows]

    async def add_draft(self, values: dict[str, Any], by: PersonId, now: datetime) -> OwnDutyId:
        """Store a draft in place of the one that ``by`` had there, if any.

        Given up ones stay: their ids are in buttons, and must not come to mean something else.
        """
        await self._session.execute(
            update(OwnDutyRow)
            .where(
                OwnDutyRow.organisation_id == values["organisation_id"],
                OwnDutyRow.person_id == by,
                OwnDutyRow.confirmed_at.is_(None),
                OwnDutyRow.ended_on.is_(None),
            )
            .values(ended_on=now.date())
        )
        row = OwnDutyRow(**values, confirmed_at=None, ended_on=None, person_id=by, created_at=now)
        self._session.add(row)
        await self._session.flush()
        return OwnDutyId(row.id)

    async def change(self, id_: OwnDutyId, **values: Any) -> None:
        """Give it other values."""
        row = await self._session.get_one(OwnDutyRow, id_)
        for name, value in values.items():
            setattr(row, name, value)
        await self._session.flush()

    async def release(self, own: OwnDuty, since: date, today: date) -> None:
        """End what is open of it anywhere, of periods that begin from ``since`` on."""
        await self._session.execute(
            update(OccurrenceRow)
            .where(
                OccurrenceRow.organisation_id.in_(
                    _held_in(own.organisation_id, subtree=own.subtree)
                ),
                OccurrenceRow.ref.startswith(f"{OWN}:{own.id}.", autoescape=True),
                OccurrenceRow.period_start >= since,
                OccurrenceRow.released_reason.is_(None),
                OccurrenceRow.met_on.is_(None),
            )
            .values(released_reason=Release.OWN_ENDED.value, released_on=today)
            .execution_options(synchronize_session=False)
        )

    async def plan_again(self, organisation_id: OrganisationId, *, subtree: bool) -> None:
        """Let the organisation, or all below it too, be planned again."""
        await self._session.execute(
            update(OrganisationRow)
            .where(OrganisationRow.id.in_(_held_in(organisation_id, subtree=subtree)))
            .values(changes=OrganisationRow.changes + 1, plan_at=None)
            .execution_options(synchronize_session=False)
        )


def _held_in(organisation_id: OrganisationId, *, subtree: bool) -> Select[int]:
    """The organisation where it was written, with all below it where it holds there too."""
    here = select(OrganisationRow.id).where(OrganisationRow.id == organisation_id)
    if not subtree:
        return here
    tree = here.cte(recursive=True)
    below = select(OrganisationRow.id).join(tree, OrganisationRow.parent_id == tree.c.id)
    return select(tree.union(below).c.id)
