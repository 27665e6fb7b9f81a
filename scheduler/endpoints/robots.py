"""Use cases: robots of groups on other messengers. One is a group of its organisation like any other."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.board.queries.weeks import GroupWeek, StoredWeeks
from scheduler.clock import Clock
from scheduler.errors import UnknownGroup
from scheduler.membership import group_moves
from scheduler.planning.queries.notices import Notices
from scheduler.planning.replanning import DropReason
from scheduler.roster.model import Group, GroupId, Organisation, OrganisationId, PersonId
from scheduler.roster.queries.endpoints import Endpoints
from scheduler.roster.queries.groups import GroupBook
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.roster.robot_minutes import minute_for
from scheduler.store.engine import Database


@dataclass(frozen=True)
class RobotWish:
    """A robot as a manager set it up and tried it; ``locked`` opens it."""

    address: Address
    locked: str
    title: str
    locale: str


@dataclass(frozen=True)
class Robot:
    """A robot that is bound. ``stopped``: it took nothing any more. ``week``: when it is sent its week."""

    group: Group
    stopped: bool
    week: GroupWeek | None


class Robots:
    """Each method is one transaction.

    Raises:
        NotManager: ``by`` does not manage the organisation.
        UnknownGroup: the organisation has no such robot.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(
        self, by: PersonId, organisation_id: OrganisationId
    ) -> tuple[Organisation, list[Robot]]:
        """The robots of an organisation, by id."""
        async with self._database.read() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            groups, weeks = GroupBook(session), StoredWeeks(session)
            bound = [
                each for each in await groups.bound_to(organisation_id) if each.minute is not None
            ]
            present = await groups.present([each.id for each in bound])
            found = await weeks.of_groups([each.id for each in bound])
            robots = [Robot(each, each.id not in present, found.get(each.id)) for each in bound]
        return organisation, robots

    async def bind(self, by: PersonId, organisation_id: OrganisationId, wish: RobotWish) -> Group:
        """Let the robot be told of the organisation, instead of any other; in place of its former secret."""
        now = self._clock.now()
        async with self._database.write() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            groups = GroupBook(session)
            group = await groups.join(wish.address, title=wish.title, locale=wish.locale)
            await Endpoints(session).put(wish.address, wish.locked, by, now)
            await groups.set_minute(group.id, minute_for(wish.address))
            if group.organisation is not None and group.organisation.id == organisation_id:
                await group_moves.renew(session, group, now)
                return await groups.get(group.id)
            await self._release(session, group, by)
            Trail(session).add(
                Act.GROUP_BOUND, now, by=by, organisation_id=organisation_id, subject_id=group.id
            )
            return await groups.bind(group.id, organisation, by, now)

    async def release(
        self, by: PersonId, organisation_id: OrganisationId, group_id: GroupId
    ) -> Group:
        """Tell the robot nothing more, and forget what opens it."""
        async with self._database.write() as session:
            await Organisations(session).get_managed(by, organisation_id)
            for group in await GroupBook(session).bound_to(organisation_id):
                if group.id == group_id and group.minute is not None:
                    await self._release(session, group, by)
                    await Endpoints(session).remove(group.address)
                    return group
            raise UnknownGroup(group_id)

    async def _release(self, session: AsyncSession, group: Group, by: PersonId) -> None:
        if group.organisation is None:
            return
        now = self._clock.now()
        Trail(session).add(
            Act.GROUP_RELEASED,
            now,
            by=by,
            organisation_id=group.organisation.id,
            subject_id=group.id,
        )
        await Notices(session).supersede_of_group(group.id, DropReason.UNBOUND, now)
        await GroupBook(session).bind(group.id, None, None, now)
