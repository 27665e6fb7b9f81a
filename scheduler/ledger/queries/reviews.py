"""Queries: where entries are to be confirmed, and which of them wait for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.planning.occurrences import EntryId
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.store.tables.ledger import ConfirmingRow, LedgerRow, ReviewRow
from scheduler.store.tables.roster import ManagerRow, OrganisationRow


class Reviews:
    """Reads and writes; the caller has locked the occurrence before deciding."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def wanted_by(self, organisation_ids: Collection[OrganisationId]) -> list[OrganisationId]:
        """Which of these want entries confirmed by their own word."""
        ids = await self._session.scalars(
            select(ConfirmingRow.organisation_id).where(
                ConfirmingRow.organisation_id.in_(organisation_ids)
            )
        )
        return [OrganisationId(id_) for id_ in ids]

    async def want(self, organisation_id: OrganisationId, by: PersonId, now: datetime) -> None:
        """Let entries be confirmed there and below."""
        self._session.add(ConfirmingRow(organisation_id=organisation_id, person_id=by, since=now))
        await self._session.flush()

    async def want_no_more(self, organisation_id: OrganisationId) -> None:
        """Let nothing more be confirmed there by its own word."""
        await self._session.execute(
            delete(ConfirmingRow).where(ConfirmingRow.organisation_id == organisation_id)
        )

    async def ask(self, entry_id: EntryId, organisation_id: OrganisationId) -> None:
        """Let the entry wait to be confirmed."""
        self._session.add(ReviewRow(entry_id=entry_id, organisation_id=organisation_id))
        await self._session.flush()

    async def forget(self, entry_id: EntryId) -> None:
        """Let it wait no more; what was decided stays."""
        await self._session.execute(
            delete(ReviewRow).where(ReviewRow.entry_id == entry_id, ReviewRow.decided_at.is_(None))
        )

    async def forget_below(self, organisation_ids: Collection[OrganisationId]) -> None:
        """Let nothing there wait any more."""
        await self._session.execute(
            delete(ReviewRow).where(
                ReviewRow.organisation_id.in_(organisation_ids), ReviewRow.decided_at.is_(None)
            )
        )

    async def decide(
        self, entry_id: EntryId, *, by: PersonId, reason: str | None, now: datetime
    ) -> None:
        """Store a manager's word: returned for a reason, confirmed without one."""
        row = await self._session.get_one(ReviewRow, entry_id)
        row.confirmed, row.reason = reason is None, reason
        row.person_id, row.decided_at = by, now
        await self._session.flush()

    async def waiting_for(
        self, person_id: PersonId, *, below: OrganisationId | None = None
    ) -> list[EntryId]:
        """What waits where the person manages and was not entered by or for them, in the order entered.

        ``below``: only of this organisation and those under it. What they owe is among it.
        """
        managed = select(ManagerRow.organisation_id).where(ManagerRow.person_id == person_id)
        ids = _tree(OrganisationRow.id.in_(managed))
        wanted = (
            select(ReviewRow.entry_id)
            .join(LedgerRow, LedgerRow.id == ReviewRow.entry_id)
            .where(
                ReviewRow.decided_at.is_(None),
                ReviewRow.organisation_id.in_(ids),
                LedgerRow.person_id != person_id,
                LedgerRow.for_person_id.is_distinct_from(person_id),
            )
            .order_by(ReviewRow.entry_id)
        )
        if below is not None:
            wanted = wanted.where(ReviewRow.organisation_id.in_(_tree(OrganisationRow.id == below)))
        return [EntryId(id_) for id_ in await self._session.scalars(wanted)]

    async def tree_below(self, organisation: Organisation) -> list[OrganisationId]:
        """The organisation and all below it, but for what stands under others that want it too."""
        wanting = exists().where(
            and_(
                ConfirmingRow.organisation_id == OrganisationRow.id,
                ConfirmingRow.organisation_id != organisation.id,
            )
        )
        tree = (
            select(OrganisationRow.id)
            .where(OrganisationRow.id == organisation.id)
            .cte(recursive=True)
        )
        tree = tree.union(
            select(OrganisationRow.id).join(
                tree, and_(OrganisationRow.parent_id == tree.c.id, ~wanting)
            )
        )
        ids = await self._session.scalars(select(tree.c.id))
        return [OrganisationId(id_) for id_ in ids]


def _tree(condition: ColumnElement[bool]) -> Select[int]:
    tree = select(OrganisationRow.id).where(condition).cte(recursive=True)
    tree = tree.union(select(OrganisationRow.id).join(tree, OrganisationRow.parent_id == tree.c.id))
    return select(tree.c.id)
