"""Queries: the addresses that this bot has ever given the messenger to call."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.store.dialects import insert_into
from scheduler.store.tables.inbox import OwnWebhookRow


class OwnWebhooks:
    """Kept for good: a bot that has moved recognises its old address, and may replace it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, url: str, now: datetime) -> None:
        """Note that an address is ours; once more changes nothing."""
        row = insert_into(self._session, OwnWebhookRow).values(url=url, set_at=now)
        await self._session.execute(row.on_conflict_do_nothing())

    async def known(self, url: str) -> bool:
        """Whether the address has ever been ours."""
        return await self._session.get(OwnWebhookRow, url) is not None
