"""Queries: what a manager's message about late items says beside the items, read as it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.chasing.queries.told import Told, owes
from scheduler.chasing.rules import ChaseStep
from scheduler.planning.notices import Chased, NoticeKind
from scheduler.planning.occurrences import Occurrence
from scheduler.roster.model import OrganisationId, PersonId


class Digests:
    """Reads them one by one: each manager has one a day."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def of(
        self, person_id: PersonId, kind: NoticeKind, items: Sequence[Occurrence]
    ) -> Chased:
        """Who owes these items, and what is open besides of which this person was told."""
        told = Told(self._session)
        today = items[0].organisation.today(self._now)
        places = {each.organisation.id for each in items}
        holders = await told.holders(places, today)
        step = ChaseStep(kind.value)
        return Chased(
            {
                each.id: tuple((one.name, one.acting) for one in owes(each, holders))
                for each in items
            },
            await told.open_before(person_id, step, today),
            await told.followed_up_on([each.id for each in items])
            if step is ChaseStep.ESCALATION
            else {},
            await self._place(person_id, items),
        )

    async def _place(
        self, person_id: PersonId, items: Sequence[Occurrence]
    ) -> OrganisationId | None:
        """The nearest organisation over the first item of which the person is manager."""
        at: OrganisationId | None = items[0].organisation.id
        managed = await Told(self._session).managed_directly(person_id)
        outlines = await Told(self._session).outlines(items[0].organisation.id)
        while at is not None and at not in managed:
            at = outlines[at].parent_id
        return at
