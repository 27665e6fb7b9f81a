"""Use cases: who does what in an organisation, for its managers; its clerks and managers change here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Owed, PostId
from scheduler.clock import Clock
from scheduler.errors import LastManager, NoSuccessor
from scheduler.handover.model import Colleague, HeldBy
from scheduler.handover.queries.people import People
from scheduler.inviting.queries.invites import Invites
from scheduler.ledger.reliefs import pass_on_reliefs
from scheduler.membership.joining import Joining
from scheduler.membership.queries.seats import SetSeats
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.posts import posts_in
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database


@dataclass(frozen=True)
class PostHeld:
    """A post of an organisation with those who hold it ``today`` or will, stand-ins last."""

    post: PostId
    holders: tuple[HeldBy, ...]
    each_owes: bool
    today: date

    @property
    def now(self) -> tuple[HeldBy, ...]:
        """Those who hold it today; nobody: it is vacant."""
        return tuple(each for each in self.holders if each.start_on <= self.today)


@dataclass(frozen=True)
class UnitPeople:
    """The posts in pack order, the clerks and the managers by name. ``by_above``: managed from above too."""

    organisation: Organisation
    posts: tuple[PostHeld, ...]
    clerks: tuple[Colleague, ...]
    managers: tuple[Colleague, ...]
    today: date


class PeopleHere:
    """For managers of the organisation, or of one above it. Each method is one transaction."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def of(self, by: PersonId, organisation_id: OrganisationId) -> UnitPeople:
        """Who does what there.

        Raises:
            NotManager: ``by`` does not manage it.
        """
        async with self._database.read() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            return await self._people(session, organisation)

    async def candidates(
        self, by: PersonId, organisation_id: OrganisationId
    ) -> tuple[Colleague, ...]:
        """Who may be given something to do there: the people there and around who talk to the bot, by name.

        Raises:
            NotManager: as above.
        """
        async with self._database.read() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            today = organisation.today(self._clock.now())
            around = await candidates(session, by, organisation, today)
            return tuple(each for each in around if not each.by_mail)

    async def set_clerk(
        self, by: PersonId, organisation_id: OrganisationId, person_id: PersonId, *, on: bool
    ) -> UnitPeople:
        """Let the person enter for those who hold posts there, or do so no more; twice is harmless.

        Raises:
            NotManager: as above.
            NoSuccessor: the person is none of those around.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            people = People(session, organisation_id)
            if on:
                await see_that_around(session, by, organisation, person_id, organisation.today(now))
                changed = await people.add_clerk(person_id, by, now)
            else:
                changed = await people.remove_clerk(person_id)
            if changed:
                self._enter(session, Act.CLERK_SET, by, organisation, person_id, on=on)
            return await self._people(session, organisation)

    async def set_manager(
        self, by: PersonId, organisation_id: OrganisationId, person_id: PersonId, *, on: bool
    ) -> UnitPeople | None:
        """Let the person manage it, or do so no more; None when ``by`` thereby manages it no more.

        Of what waits for a word those are told who manage it then. What rests on the word of somebody
        who manages no more can be followed no more.

        Raises:
            NotManager: as above.
            NoSuccessor: the person is none of those around.
            LastManager: nobody would manage it, nor one above it.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            roster = Organisations(session)
            # Two who leave at once: the second one sees that the first has gone.
            await roster.lock_tree()
            organisation = await roster.get_managed(by, organisation_id)
            people = People(session, organisation_id)
            if on:
                await see_that_around(session, by, organisation, person_id, organisation.today(now))
                changed = await people.add_manager(person_id, now)
            else:
                changed = await people.remove_manager(person_id)
                if changed and not await roster.managers_of(organisation):
                    raise LastManager(organisation_id)
            if changed:
                self._enter(session, Act.MANAGER_SET, by, organisation, person_id, on=on)
            if changed and not on:
                await self._revoke_invites(session, by, person_id)
                await Joining(session, now).pass_on(organisation)
                await pass_on_reliefs(session, organisation, now)
            if not await roster.manages(by, organisation):
                return None
            return await self._people(session, organisation)

    async def _revoke_invites(
        self, session: AsyncSession, by: PersonId, person_id: PersonId
    ) -> None:
        """Let nobody follow what the person vouched for where they manage no more."""
        now, invites = self._clock.now(), Invites(session)
        for each in await invites.vouched_by(person_id, now):
            if await Organisations(session).manages(person_id, each.organisation):
                continue
            await invites.revoke(each.id, now)
            Trail(session).add(
                Act.INVITE_REVOKED,
                now,
                by=by,
                organisation_id=each.organisation.id,
                subject_id=each.id,
            )

    async def _people(self, session: AsyncSession, organisation: Organisation) -> UnitPeople:
        now = self._clock.now()
        today = organisation.today(now)
        people = People(session, organisation.id)
        holding = await people.holding(today)
        seats = {
            each.post
            for each in await SetSeats(session, organisation.id).all()
            if not each.is_over(today)
        }
        return UnitPeople(
            organisation,
            tuple(
                PostHeld(
                    post.id,
                    tuple(each for each in holding if each.post == post.id),
                    post.owed is Owed.EACH,
                    today,
                )
                for post in await posts_in(session, self._library, organisation, now)
                if post.id in seats
            ),
            tuple(await people.clerks()),
            tuple(await people.managers()),
            today,
        )

    def _enter(
        self,
        session: AsyncSession,
        act: Act,
        by: PersonId,
        organisation: Organisation,
        person_id: PersonId,
        *,
        on: bool,
    ) -> None:
        Trail(session).add(
            act,
            self._clock.now(),
            by=by,
            organisation_id=organisation.id,
            subject_id=person_id,
            on=on,
        )


async def candidates(
    session: AsyncSession, by: PersonId, organisation: Organisation, today: date
) -> Sequence[Colleague]:
    """The people of the organisation, and of those directly around it that ``by`` manages; by name."""
    roster, people = Organisations(session), People(session, organisation.id)
    ids = {organisation.id}
    if await roster.manages(by, organisation):
        beside, parent_id = False, organisation.parent_id
        if parent_id is not None:
            beside = await roster.manages(by, await roster.get_organisation(parent_id))
        if beside and parent_id is not None:
            ids.add(parent_id)
        ids.update(await people.ids_beside_and_below(parent_id, beside=beside, below=True))
    return await people.around(ids, today)


async def see_that_around(
    session: AsyncSession,
    by: PersonId,
    organisation: Organisation,
    person_id: PersonId,
    today: date,
) -> None:
    """Raise NoSuccessor unless the person is one of the candidates, and talks to the bot."""
    around = await candidates(session, by, organisation, today)
    if not any(each.id == person_id and not each.by_mail for each in around):
        raise NoSuccessor(person_id)
