"""The rights over what is owed in an organisation, and the clauses that are: steps of one transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Clause, ClauseRef
from scheduler.errors import NotManager
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations


class Leading:
    """Looks up organisations on behalf of those who manage or lead them.

    Leading one is holding, today, the post that answers for it. To others it is ``NotManager``,
    whether there is such an organisation or not.
    """

    def __init__(self, session: AsyncSession, library: Library, now: datetime) -> None:
        self._roster = Organisations(session)
        self._library = library
        self._now = now

    async def managed(self, by: PersonId, organisation_id: OrganisationId) -> Organisation:
        """The organisation, if ``by`` manages it."""
        return await self._roster.get_managed(by, organisation_id)

    async def led(self, by: PersonId, organisation_id: OrganisationId) -> Organisation:
        """The organisation, if ``by`` manages or leads it."""
        found = await self._roster.organisations([organisation_id])
        for organisation in found:
            if await self.leads(by, organisation) or await self.manages(by, organisation):
                return organisation
        raise NotManager(organisation_id)

    async def manages(self, by: PersonId, organisation: Organisation) -> bool:
        """Whether ``by`` manages it, or one above it."""
        return await self._roster.manages(by, organisation)

    async def leads(self, by: PersonId, organisation: Organisation) -> bool:
        """Whether ``by`` holds today the post that answers for it."""
        post = self._library.answering_post(organisation.body)
        today = organisation.today(self._now)
        return post is not None and await self._roster.holds(by, organisation.id, today, post.id)

    async def clauses_of(self, organisation: Organisation) -> dict[ClauseRef, Clause]:
        """What its posts owe, also for bodies that it acts for now, in pack order within each post."""
        acting = await self._roster.effective_acts_for([organisation], self._library.acting())
        return {
            clause.ref: clause
            for post in self._library.posts_of(organisation.body)
            for clause in self._library.duties_of(post.id, acts_for=acting[organisation.id])
        }
