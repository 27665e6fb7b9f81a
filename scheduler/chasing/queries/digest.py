"""Queries: what a manager's message about late items says beside the items, read as it goes out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.chasing.queries.told import Told, owes
from scheduler.chasing.rules import ChaseStep, told_of
from scheduler.planning.notices import Chased, NoticeKind
from scheduler.planning.occurrences import Occurrence
from scheduler.roster.model import OrganisationId, PersonId


class Digests:
    """Reads them one by one: each manager has one a day."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def of(self, person_id: PersonId, items: Mapping[Occurrence, NoticeKind]) -> Chased:
        """Who owes these items, each told of in a step, and what is open besides of which this person was told."""
        told = Told(self._session)
        first = next(iter(items))
        today = first.organisation.today(self._now)
        holders = await told.holders({each.organisation.id for each in items}, today)
        escalated = [each.id for each, kind in items.items() if kind is NoticeKind.ESCALATION]
        return Chased(
            {
                each.id: tuple((one.name, one.acting) for one in owes(each, holders))
                for each in items
            },
            await told.open_before(person_id, today, but=[each.id for each in items]),
            await told.followed_up_on(escalated),
            await self._place(person_id, first),
            await self._goes_on(
                person_id,
                {
                    each: {one.person_id for one in owes(each, holders)}
                    for each, kind in items.items()
                    if kind is NoticeKind.FOLLOW_UP
                },
            ),
        )

    async def _goes_on(
        self, person_id: PersonId, owing: Mapping[Occurrence, Collection[PersonId]]
    ) -> bool:
        """Whether there is anybody above to be told of any of these in the second step."""
        levels = await Told(self._session).levels({each.organisation.id for each in owing})
        return any(
            told_of(ChaseStep.ESCALATION, levels[each.organisation.id], holders, [person_id])
            for each, holders in owing.items()
        )

    async def _place(self, person_id: PersonId, item: Occurrence) -> OrganisationId | None:
        """The nearest organisation over the item of which the person is manager."""
        at: OrganisationId | None = item.organisation.id
        managed = await Told(self._session).managed_directly(person_id)
        outlines = await Told(self._session).outlines(item.organisation.id)
        while at is not None and at not in managed:
            at = outlines[at].parent_id
        return at
