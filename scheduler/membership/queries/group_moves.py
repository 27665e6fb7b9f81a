"""Queries: what is on record under the id of a group that has another one now."""

from __future__ import annotations

from sqlalchemy import delete, exists, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from scheduler.address import Address
from scheduler.inbox.queries.updates import InboxState
from scheduler.roster.model import GroupId
from scheduler.store.tables.delivery import DeliveryRow
from scheduler.store.tables.inbox import DialogueRow, InboxRow


class GroupMoves:
    """Takes along all that names a chat by its id, but for the row of the group itself."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def follow(self, group_id: GroupId, old: Address, new: Address) -> None:
        """Move the messages sent there, the answers awaited there, and the updates from there.

        Updates that wait are left where they are, and so is the lane lease of the old id: they are
        handled in their order, and the lease is given back after the last of them.
        """
        there = aliased(DialogueRow)
        same_person = exists().where(there.chat == new, there.person == DialogueRow.person)
        for statement in (
            update(DeliveryRow)
            .where(
                DeliveryRow.group_id == group_id,
                DeliveryRow.address == old,
            )
            .values(address=new),
            delete(DialogueRow).where(DialogueRow.chat == old, same_person),
            update(DialogueRow).where(DialogueRow.chat == old).values(chat=new),
            # An answer in the old chat still proves that a message arrived.
            update(InboxRow)
            .where(InboxRow.chat == old, InboxRow.state == InboxState.HANDLED)
            .values(chat=new),
        ):
            await self._session.execute(statement.execution_options(synchronize_session=False))
