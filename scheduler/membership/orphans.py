"""Use cases: organisations that nobody manages any more, and giving them a manager."""

from __future__ import annotations

from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.errors import NotRegistered, UnknownOrganisation
from scheduler.membership.joining import Joining
from scheduler.roster.model import Organisation, OrganisationId, Person
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database


class Orphans:
    """Each method is one transaction, for operators.

    An organisation is orphaned where nobody manages it, or one above it, who can be reached.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def found(self, *, limit: int) -> list[Organisation]:
        """At most ``limit`` of them, by id."""
        async with self._database.survey() as session:
            return await Organisations(session).unmanaged(limit=limit)

    async def appoint(
        self, operator: str, organisation_id: OrganisationId, address: Address
    ) -> tuple[Organisation, Person]:
        """Let somebody manage an orphaned organisation; both as they are.

        Raises:
            UnknownOrganisation: there is none, or it has a manager who can be reached.
            NotRegistered: nobody with this address has written to the bot.
        """
        async with self._database.write() as session:
            roster = Organisations(session)
            await roster.lock_tree()
            organisation = await roster.get_organisation(organisation_id)
            if organisation.dissolved or await roster.managers_within_reach(organisation):
                raise UnknownOrganisation(organisation_id)
            person = await Persons(session).find(address)
            if person is None:
                raise NotRegistered(address)
            now = self._clock.now()
            if not await roster.manages(person.id, organisation):
                roster.add_manager(organisation.id, person.id, now)
            await Joining(session, now).pass_on(organisation)
            Trail(session).add(
                Act.MANAGER_APPOINTED,
                now,
                operator=operator,
                organisation_id=organisation.id,
                subject_id=person.id,
            )
        return organisation, person
