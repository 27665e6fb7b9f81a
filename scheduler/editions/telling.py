"""Use cases: holders are told once of what new packs change for them, and may say that they read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clauses.library import Library
from scheduler.clock import Clock
from scheduler.editions.queries.editions import Editions
from scheduler.editions.snapshots import changes_between, snapshot_after, snapshot_of, written
from scheduler.planning.basis import mark_of
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database

EVERY = timedelta(minutes=1)
AT_ONCE = 250
"""Persons of one transaction."""


@dataclass(frozen=True)
class EditionReading:
    """Of an organisation: since when an edition holds, how many were told, and who has not read it."""

    organisation: Organisation
    since: datetime
    told: int
    unread: tuple[str, ...]


class EditionNews:
    """Each method is one transaction, but for ``run``, which may be cut short and run again."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._told: str | None = None

    async def run(self) -> int:
        """Compare the loaded packs with those before, and tell; only where this process leads.

        Of several processes with different packs the one that plans decides which hold. The first
        packs of all are news to nobody, and neither is a pack that is missing.
        """
        mark = self._library.derived(mark_of)
        if self._told == mark:
            return 0
        now, told = self._clock.now(), 0
        await self._note(mark, now)
        while (some := await self._tell_some(now)) is not None:
            told += some
        self._told = mark
        return told

    async def mark_read(self, edition_id: int, by: PersonId) -> bool:
        """Note that somebody who was told of it has read it; False: they never were."""
        async with self._database.write() as session:
            return await Editions(session).mark_read(edition_id, by, self._clock.now())

    async def reading_in(
        self, organisation_id: OrganisationId, by: PersonId
    ) -> EditionReading | None:
        """Who of an organisation has read the last edition, for its managers.

        None where no edition has changed anything yet.

        Raises:
            NotManager: ``by`` does not manage it.
        """
        async with self._database.read() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            editions = Editions(session)
            edition = await editions.last_told()
            if edition is None:
                return None
            told, unread = await editions.unread_in(organisation_id, edition.id, self._clock.now())
        return EditionReading(organisation, edition.seen_at, told, tuple(unread))

    async def _note(self, mark: str, now: datetime) -> None:
        async with self._database.write() as session:
            editions = Editions(session)
            last = await editions.latest()
            # What an earlier version noted lacks what the duties meet: note it anew.
            if last is not None and last.mark == mark and "meets" in last.duties:
                return
            if last is None:
                await editions.add(mark, snapshot_of(self._library), {}, now)
                return
            changes = changes_between(last.duties, self._library)
            duties = snapshot_after(last.duties, self._library)
            await editions.add(mark, duties, written(changes), now)

    async def _tell_some(self, now: datetime) -> int | None:
        """How many are told; None: nobody is left."""
        async with self._database.write() as session:
            editions = Editions(session)
            edition = await editions.untold()
            if edition is None:
                return None
            after = edition.told_to or 0
            readers = await editions.readers(list(edition.changes), after, now, AT_ONCE)
            if readers:
                await editions.tell(edition.id, readers, now)
            else:
                await editions.told_to(edition.id, None)
        return len(readers)
