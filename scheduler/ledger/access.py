"""The rights to see an occurrence and to report on it: steps of one transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.errors import NotAssigned, NotManager, UnknownOccurrence
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import PersonId
from scheduler.roster.names import is_blank
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons


class Access:
    """Looks up occurrences on somebody's behalf.

    To people of other organisations an occurrence is unknown; those who hold a post in the same one
    are told that it is not theirs.
    """

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._occurrences = Occurrences(session)
        self._roster = Organisations(session)
        self._persons = Persons(session)
        self._now = now

    async def as_holder(self, occurrence_id: OccurrenceId, by: PersonId) -> Occurrence:
        """The occurrence, if ``by`` holds today the post that owes it.

        Raises:
            NotAssigned: another post, or another holder where each owes their own.
            UnknownOccurrence: there is none, or it is none of ``by``'s business.
        """
        occurrence = await self._occurrences.get(occurrence_id)
        if not await self.owes(occurrence, by):
            raise await self._refusal(occurrence, by)
        return occurrence

    async def as_enterer(
        self, occurrence_id: OccurrenceId, by: PersonId
    ) -> tuple[Occurrence, PersonId | None]:
        """The occurrence, if ``by`` may enter for it: its holder, or a clerk there; raises as above.

        With it, for whom a clerk enters; None for a holder, and for a clerk while the post is vacant.
        """
        occurrence = await self._occurrences.get(occurrence_id)
        if await self.owes(occurrence, by):
            return occurrence, None
        if not await self._roster.is_clerk(by, occurrence.organisation.id):
            raise await self._refusal(occurrence, by)
        if occurrence.holder_id is not None:
            return occurrence, occurrence.holder_id
        organisation = occurrence.organisation
        today = organisation.today(self._now)
        holders = await self._roster.holders_of(organisation.id, occurrence.post, today)
        return occurrence, next(iter(holders), None)

    async def as_reader(self, occurrence_id: OccurrenceId, by: PersonId) -> Occurrence:
        """The occurrence, if ``by`` owes it, enters for it or manages the organisation; raises as above."""
        occurrence = await self._occurrences.get(occurrence_id)
        if not await self._may_read(occurrence, by):
            raise await self._refusal(occurrence, by)
        return occurrence

    async def as_holder_of(
        self, occurrence_ids: Collection[OccurrenceId], by: PersonId
    ) -> list[Occurrence]:
        """Of several, those for which ``by`` may enter, by due date; what was released nobody owes."""
        found = await self._occurrences.many(occurrence_ids)
        return [
            each
            for each in found.values()
            if each.released is None and await self.may_enter(each, by)
        ]

    async def as_manager(
        self, occurrence_id: OccurrenceId, by: PersonId, *, but_holder: bool
    ) -> Occurrence:
        """The occurrence, if ``by`` manages the organisation; with ``but_holder``, and does not owe it.

        Raises:
            NotManager: those who owe it may not; others of the organisation neither.
            UnknownOccurrence: there is none, or it is none of ``by``'s business.
        """
        occurrence = await self._occurrences.get(occurrence_id)
        owes = await self.owes(occurrence, by)
        if await self._manages(occurrence, by) and not (but_holder and owes):
            return occurrence
        refusal = await self._refusal(occurrence, by)
        raise NotManager(by) if isinstance(refusal, NotAssigned) else refusal

    async def as_past_reader(
        self, occurrence_id: OccurrenceId, by: PersonId
    ) -> tuple[Occurrence, bool]:
        """The occurrence, and whether ``by`` may read what others entered; raises as above.

        Somebody who held the post on a day of the period, and does no more, reads only their own.
        """
        occurrence = await self._occurrences.get(occurrence_id)
        every = await self._may_read(occurrence, by)
        if not (every or await self._owed(occurrence, by)):
            raise await self._refusal(occurrence, by)
        return occurrence, every

    async def may_enter(self, occurrence: Occurrence, by: PersonId) -> bool:
        """Whether ``by`` holds today the post that owes it, or enters for those who do."""
        return await self.owes(occurrence, by) or await self._roster.is_clerk(
            by, occurrence.organisation.id
        )

    async def owes(self, occurrence: Occurrence, by: PersonId) -> bool:
        """Whether ``by`` holds today the post that owes it."""
        if occurrence.holder_id not in (None, by):
            return False
        organisation = occurrence.organisation
        today = organisation.today(self._now)
        return await self._roster.holds(by, organisation.id, today, occurrence.post)

    async def _may_read(self, occurrence: Occurrence, by: PersonId) -> bool:
        return await self.may_enter(occurrence, by) or await self._manages(occurrence, by)

    async def _owed(self, occurrence: Occurrence, by: PersonId) -> bool:
        """Whether ``by`` held the post on a day of the period."""
        if occurrence.holder_id not in (None, by):
            return False
        period, organisation_id = occurrence.period, occurrence.organisation.id
        return await self._roster.held(by, organisation_id, occurrence.post, period)

    async def _manages(self, occurrence: Occurrence, by: PersonId) -> bool:
        return await self._roster.manages(by, occurrence.organisation)

    async def _refusal(
        self, occurrence: Occurrence, by: PersonId
    ) -> NotAssigned | UnknownOccurrence:
        organisation = occurrence.organisation
        today = organisation.today(self._now)
        colleague = await self._roster.holds(by, organisation.id, today, None)
        if colleague or await self._manages(occurrence, by):
            return NotAssigned(occurrence.id, by, await self._holders(occurrence))
        return UnknownOccurrence(occurrence.id)

    async def _holders(self, occurrence: Occurrence) -> tuple[str, ...]:
        """The names of those who owe it, by id; those that cannot be seen are left out."""
        ids = [occurrence.holder_id] if occurrence.holder_id is not None else []
        if not ids:
            organisation = occurrence.organisation
            today = organisation.today(self._now)
            ids = await self._roster.holders_of(organisation.id, occurrence.post, today)
        names = [(await self._persons.get(id_)).name for id_ in ids]
        return tuple(name for name in names if not is_blank(name))
