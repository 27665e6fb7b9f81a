"""Use case: what opens an endpoint, for the courier that goes there. It is locked, and stays so here."""

from __future__ import annotations

from scheduler.address import Address
from scheduler.roster.queries.endpoints import Endpoints
from scheduler.store.engine import Database


class LockedSecrets:
    """Each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, address: Address) -> str | None:
        """What opens the endpoint, locked; None where there is none."""
        async with self._database.read() as session:
            return await Endpoints(session).locked(address)

    async def newest(self) -> str | None:
        """What opens the newest endpoint; None where there is none at all."""
        async with self._database.read() as session:
            return await Endpoints(session).any_locked()
