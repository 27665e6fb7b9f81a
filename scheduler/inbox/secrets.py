"""Use case: what somebody typed as a secret is not kept as they typed it."""

from __future__ import annotations

from sqlalchemy import func, update

from scheduler.address import Address
from scheduler.store.engine import Database
from scheduler.store.tables.inbox import InboxRow

_HIDDEN = "***"


class TypedSecrets:
    """Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def hide(self, chat: Address, secrets: tuple[str, ...]) -> None:
        """Take the secrets out of all that is kept as it was received from this chat."""
        async with self._database.write() as session:
            for secret in secrets:
                await session.execute(
                    update(InboxRow)
                    .where(
                        InboxRow.chat == chat, InboxRow.payload.contains(secret, autoescape=True)
                    )
                    .values(payload=func.replace(InboxRow.payload, secret, _HIDDEN))
                    .execution_options(synchronize_session=False)
                )
