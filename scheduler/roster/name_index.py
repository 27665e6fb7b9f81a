"""Use case: let every organisation be found by its name, also those from before there was an index."""

from __future__ import annotations

import asyncio

from scheduler.roster.queries.organisation_names import OrganisationNames
from scheduler.store.engine import Database

_AT_ONCE = 500


async def complete(database: Database) -> int:
    """Enter the names that are not entered yet, a few at a time; the number of them.

    Call it at the start: it has something to do once, after a migration or a change of the terms.
    """
    after = entered = 0
    while True:
        async with database.survey() as session:
            names = await OrganisationNames(session).unentered(after=after, limit=_AT_ONCE)
        if not names:
            return entered
        async with database.write() as session:
            await OrganisationNames(session).enter(names)
        after, entered = max(names), entered + len(names)
        await asyncio.sleep(0)
