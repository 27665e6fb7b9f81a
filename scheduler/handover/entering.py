"""Use cases: what a clerk may enter, for those who hold posts in an organisation."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.clock import Clock
from scheduler.errors import UnknownOrganisation
from scheduler.handover.queries.people import People
from scheduler.planning.occurrences import Occurrence
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database


@dataclass(frozen=True)
class OpenItem:
    """Something that is owed, and by whom; ``holder`` is None where nobody holds the post."""

    occurrence: Occurrence
    holder: str | None


class Entering:
    """For clerks. Each method is one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def places(self, by: PersonId) -> list[Organisation]:
        """The organisations for which ``by`` enters, by name."""
        async with self._database.read() as session:
            return await Organisations(session).entered_for_by(by)

    async def open_items(
        self, by: PersonId, organisation_id: OrganisationId
    ) -> tuple[Organisation, list[OpenItem]]:
        """What is owed there, by due date.

        Raises:
            UnknownOrganisation: ``by`` does not enter for it, or there is none.
        """
        async with self._database.read() as session:
            roster = Organisations(session)
            if not await roster.is_clerk(by, organisation_id):
                raise UnknownOrganisation(organisation_id)
            organisation = await roster.get_organisation(organisation_id)
            today = organisation.today(self._clock.now())
            items = await Occurrences(session).open_of(organisation_id, today)
            holding = await People(session, organisation_id).holding(today)
        now = [each for each in holding if each.start_on <= today]
        by_post = {each.post: each.person.name for each in reversed(now)}
        by_person = {each.person.id: each.person.name for each in now}
        return organisation, [
            OpenItem(
                each,
                by_post.get(each.post) if each.holder_id is None else by_person.get(each.holder_id),
            )
            for each in items
        ]
