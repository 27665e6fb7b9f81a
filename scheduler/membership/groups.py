"""Use cases: the messenger groups that the bot is in, and the organisation each belongs to."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.errors import (
    GroupNotBound,
    GroupRightsUnknown,
    NotGroupAdministrator,
    UnknownGroup,
)
from scheduler.membership import group_moves
from scheduler.membership.unreached import Unreached
from scheduler.planning.queries.notices import Notices
from scheduler.planning.replanning import DropReason
from scheduler.roster.model import Group, OrganisationId, PersonId
from scheduler.roster.names import group_title
from scheduler.roster.queries.endpoints import Endpoints
from scheduler.roster.queries.groups import GroupBook
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database


class Groups:
    """Each method is one transaction; what the messenger reports may come twice, in any order.

    ``runs_group``: whether the person is an administrator of the group, as the messenger says at this
    moment; None when it could not be asked. A group belongs to those who run it.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def joined(self, address: Address, title: str, locale: str) -> Group:
        """Note that the bot is in a group, or heard of a topic; ``locale`` is for one that is new to it.

        Where it comes back to a group, it is in all topics again.
        """
        async with self._database.write() as session:
            moved = await GroupBook(session).moved_from(address)
            if moved is not None:
                return moved  # a late word from where nobody is any more
            groups, now = GroupBook(session), self._clock.now()
            before = await groups.lock(address)
            group = await groups.join(address, title=group_title(title), locale=locale)
            back = [group]
            if before is not None and not before.present:
                topics = await groups.topics(address)
                await groups.come_back([each.id for each in topics])
                back += topics
            for each in back:
                await group_moves.renew(session, each, now)
        return group

    async def left(self, address: Address) -> None:
        """Note that the bot has left the group; bindings are kept, its topics' too, should it come back."""
        async with self._database.write() as session:
            groups, unreached = GroupBook(session), Unreached(session, self._clock.now())
            found = await groups.lock(address)
            if found is not None:
                await unreached.group(found.group)
            for topic in await groups.topics(address):
                await unreached.group(topic)

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

    async def find_around(self, address: Address) -> Group | None:
        """The topic at this address, if it is on record, else the group in which it is."""
        return await self.find(address) or await self.find(address.chat)

    async def now_at(self, address: Address) -> Address:
        """The present address of the group; the same one when it has not moved."""
        async with self._database.read() as session:
            moved = await GroupBook(session).moved_from(address)
        return address if moved is None else moved.address

    async def bind(
        self,
        address: Address,
        organisation_id: OrganisationId,
        by: PersonId,
        *,
        runs_group: bool | None,
    ) -> Group:
        """Bind the group to an organisation, instead of any other.

        Raises:
            UnknownGroup: the bot is not in it.
            NotManager: ``by`` does not manage the organisation.
            NotGroupAdministrator, GroupRightsUnknown: ``by`` does not run the group, or may not.
        """
        async with self._database.write() as session:
            group = await self._present(session, address)
            organisation = await Organisations(session).get_managed(by, organisation_id)
            _check(runs_group=runs_group)
            if group.organisation is not None:
                if group.organisation.id == organisation.id:
                    return group
                await self._release(session, group, by=by)
            now = self._clock.now()
            Trail(session).add(
                Act.GROUP_BOUND, now, by=by, organisation_id=organisation.id, subject_id=group.id
            )
            return await GroupBook(session).bind(group.id, organisation, by, now)

    async def get_own(self, address: Address, by: PersonId, *, runs_group: bool | None) -> Group:
        """The group, for somebody who may unbind it; errors as for :meth:`unbind`."""
        async with self._database.write() as session:
            return await self._own(session, address, by, runs_group=runs_group)

    async def unbind(self, address: Address, by: PersonId, *, runs_group: bool | None) -> Group:
        """Unbind the group; harmless when it is not bound.

        Raises:
            UnknownGroup: the bot is not in it.
            NotGroupAdministrator, GroupRightsUnknown: ``by`` does not run the group, or may not, and
                does not manage the organisation it is bound to either.
        """
        async with self._database.write() as session:
            group = await self._own(session, address, by, runs_group=runs_group)
            return await self._release(session, group, by=by)

    async def unbind_for(self, operator: str, address: Address) -> Group:
        """Unbind the group as an operator; it as it was before. Harmless when it is not bound.

        Raises:
            UnknownGroup: the bot is not in it.
        """
        async with self._database.write() as session:
            group = await self._present(session, address)
            await self._release(session, group, operator=operator)
        return group

    async def bound(self, *, limit: int) -> list[Group]:
        """At most ``limit`` groups that are bound, the latest binding first."""
        async with self._database.read() as session:
            return await GroupBook(session).bound(limit=limit)

    async def set_locale(self, address: Address, locale: str) -> Group:
        """Talk to the group in ``locale``; :class:`UnknownGroup` when the bot is not in it."""
        async with self._database.write() as session:
            group = await self._present(session, address)
            return await GroupBook(session).set_locale(group.id, locale)

    async def show_units(self, address: Address, by: PersonId, *, shown: bool) -> Group:
        """Let the messages of the group give numbers of the organisations below, or not.

        Raises:
            UnknownGroup: the bot is not in it.
            GroupNotBound: it is not bound.
            NotManager: ``by`` does not manage the organisation it is bound to.
        """
        async with self._database.write() as session:
            group = await self._present(session, address)
            if group.organisation is None:
                raise GroupNotBound(address)
            await Organisations(session).get_managed(by, group.organisation.id)
            if group.shows_units == shown:
                return group
            Trail(session).add(
                Act.GROUP_UNITS,
                self._clock.now(),
                by=by,
                organisation_id=group.organisation.id,
                subject_id=group.id,
                shown=shown,
            )
            return await GroupBook(session).show_units(group.id, shown=shown)

    async def has_units(self, group: Group) -> bool:
        """Whether any organisation stands below the one that the group is bound to."""
        if group.organisation is None:
            return False
        async with self._database.read() as session:
            return await Organisations(session).has_children(group.organisation.id)

    async def _present(self, session: AsyncSession, address: Address) -> Group:
        groups = GroupBook(session)
        moved = await groups.moved_from(address)
        found = await groups.lock(address if moved is None else moved.address)
        if found is None or not found.present:
            raise UnknownGroup(address)
        return found.group

    async def _own(
        self, session: AsyncSession, address: Address, by: PersonId, *, runs_group: bool | None
    ) -> Group:
        group = await self._present(session, address)
        own = group.organisation
        if own is not None and not await Organisations(session).manages(by, own):
            _check(runs_group=runs_group)
        return group

    async def _release(
        self,
        session: AsyncSession,
        group: Group,
        *,
        by: PersonId | None = None,
        operator: str | None = None,
    ) -> Group:
        """Stop what the organisation has planned for the group; nothing where there is none."""
        if group.organisation is None:
            return group
        now = self._clock.now()
        Trail(session).add(
            Act.GROUP_RELEASED,
            now,
            by=by,
            operator=operator,
            organisation_id=group.organisation.id,
            subject_id=group.id,
        )
        await Notices(session).supersede_of_group(group.id, DropReason.UNBOUND, now)
        await Endpoints(session).remove(group.address)  # of a robot; it is set up anew
        return await GroupBook(session).bind(group.id, None, None, now)


def _check(*, runs_group: bool | None) -> None:
    if runs_group is None:
        raise GroupRightsUnknown
    if not runs_group:
        raise NotGroupAdministrator
