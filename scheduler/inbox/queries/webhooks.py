"""Queries: the addresses at which this bot has ever told the messenger to call."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.store.inserting import insert_into
from scheduler.store.tables import OwnWebhookRow


class OwnWebhooks:
    """Kept for good: a bot that has moved knows its old address again, and may put it right."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, url: str, now: datetime) -> None:
        """It is ours; saying so again changes nothing."""
        row = insert_into(self._session, OwnWebhookRow).values(url=url, set_at=now)
        await self._session.execute(row.on_conflict_do_nothing())

    async def known(self, url: str) -> bool:
        """Whether it has ever been ours."""
        return await self._session.get(OwnWebhookRow, url) is not None
