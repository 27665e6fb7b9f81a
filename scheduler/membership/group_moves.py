"""A group that became a supergroup: a step of the transaction in which that is heard of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.membership.queries.group_moves import GroupMoves
from scheduler.planning.queries.notices import Notices
from scheduler.planning.replanning import DropReason
from scheduler.roster.model import Group
from scheduler.roster.queries.groups import GroupBook


async def follow(session: AsyncSession, old: Address, new: Address, now: datetime) -> None:
    """Give the group the id ``new``; it stays bound as it was, and all that names the old one goes along.

    Harmless when repeated, and before or after the reports that the bot left the one chat and joined
    the other.
    """
    groups = GroupBook(session)
    before, after = await groups.lock(old), await groups.lock(new)
    if before is None:
        return
    await GroupMoves(session).follow(before.group.id, old, new)
    if after is None:
        await groups.rename(before.group.id, new)
        await renew(session, before.group, now)
    elif before.group.organisation is not None and after.group.organisation is None:
        # The bound row goes on under the new id: its notices and messages hang on it.
        await groups.exchange(before.group.id, after.group.id)
        await groups.leave(after.group.id, now)
        await renew(session, before.group, now)
    else:
        if before.present:
            await groups.set_locale(after.group.id, before.group.locale)
        await groups.leave(before.group.id, now)
        await Notices(session).supersede_of_group(before.group.id, DropReason.UNBOUND, now)
        await groups.came_from(after.group.id, old)
        await groups.bind(before.group.id, None, None, now)


async def renew(session: AsyncSession, group: Group, now: datetime) -> None:
    """Plan again for the group what ended when the bot left it."""
    if group.organisation is not None:
        await Notices(session).renew_of_group(
            group.id, group.organisation.id, DropReason.UNBOUND, now
        )
