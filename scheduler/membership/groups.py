"""Use cases: the messenger groups that the bot is in, and the organisation each belongs to."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.errors import UnknownGroup
from scheduler.membership import group_moves
from scheduler.membership.unreached import Unreached
from scheduler.planning.queries.notices import Notices
from scheduler.planning.replanning import DropReason
from scheduler.roster.model import Group, OrganisationId, PersonId
from scheduler.roster.names import group_title
from scheduler.roster.queries.groups import GroupBook
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database


class Groups:
    """Each method is one transaction; what the messenger reports may come twice, in any order."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def joined(self, address: Address, title: str, locale: str) -> Group:
        """Note that the bot is in a group; ``locale`` is for one that is new to it."""
        async with self._database.write() as session:
            moved = await GroupBook(session).moved_from(address)
            if moved is not None:
                return moved  # a late word from where nobody is any more
            group = await GroupBook(session).join(address, title=group_title(title), locale=locale)
            await group_moves.renew(session, group, self._clock.now())
        return group

    async def left(self, address: Address) -> None:
        """Note that the bot has left the group; its binding is kept, should it come back."""
        async with self._database.write() as session:
            found = await GroupBook(session).lock(address)
            if found is not None:
                await Unreached(session, self._clock.now()).group(found.group)

    async def moved(self, old: Address, new: Address) -> None:
        """Follow a group that became a supergroup with the id ``new``; it stays bound as it was.

        Harmless before or after the reports that the bot left the one and joined the other. Whatever
        is on record under the old id goes along, in the same transaction.
        """
        async with self._database.write() as session:
            await group_moves.follow(session, old, new, self._clock.now())

    async def find(self, address: Address) -> Group | None:
        """The group, if the bot is in it; an id that it had before it moved will do."""
        async with self._database.read() as session:
            return await GroupBook(session).find(address)

    async def now_at(self, address: Address) -> Address:
        """The present address of the group; the same one when it has not moved."""
        async with self._database.read() as session:
            moved = await GroupBook(session).moved_from(address)
        return address if moved is None else moved.address

    async def bind(self, address: Address, organisation_id: OrganisationId, by: PersonId) -> Group:
        """Bind the group to an organisation, instead of any other.

        Raises:
            UnknownGroup: the bot is not in it.
            NotManager: ``by`` does not manage the organisation, or the one it is bound to now.
        """
        async with self._database.write() as session:
            group = await self._present(session, address)
            organisation = await Organisations(session).get_managed(by, organisation_id)
            if group.organisation is not None:
                if group.organisation.id == organisation.id:
                    return group
                await self._release(session, group, by)
            now = self._clock.now()
            Trail(session).add(
                Act.GROUP_BOUND, now, by=by, organisation_id=organisation.id, subject_id=group.id
            )
            return await GroupBook(session).bind(group.id, organisation, by, now)

    async def unbind(self, address: Address, by: PersonId) -> Group:
        """Unbind the group; harmless when it is not bound.

        Raises:
            UnknownGroup: the bot is not in it.
            NotManager: ``by`` does not manage the organisation it is bound to.
        """
        async with self._database.write() as session:
            group = await self._present(session, address)
            if group.organisation is None:
                return group
            await self._release(session, group, by)
            return await GroupBook(session).bind(group.id, None, None, self._clock.now())

    async def set_locale(self, address: Address, locale: str) -> Group:
        """Talk to the group in ``locale``; :class:`UnknownGroup` when the bot is not in it."""
        async with self._database.write() as session:
            group = await self._present(session, address)
            return await GroupBook(session).set_locale(group.id, locale)

    async def _present(self, session: AsyncSession, address: Address) -> Group:
        groups = GroupBook(session)
        moved = await groups.moved_from(address)
        found = await groups.lock(address if moved is None else moved.address)
        if found is None or not found.present:
            raise UnknownGroup(address)
        return found.group

    async def _release(self, session: AsyncSession, group: Group, by: PersonId) -> None:
        """Stop what the organisation has planned for the group, as one of its managers."""
        if group.organisation is not None:
            organisation = await Organisations(session).get_managed(by, group.organisation.id)
            Trail(session).add(
                Act.GROUP_RELEASED,
                self._clock.now(),
                by=by,
                organisation_id=organisation.id,
                subject_id=group.id,
            )
        await Notices(session).supersede_of_group(group.id, DropReason.UNBOUND, self._clock.now())
