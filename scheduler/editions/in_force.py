"""Use case: each process answers and plans by the editions whose day has come, without a new start."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.answering.answers import Answerer
from clauses.library import Library
from clauses.model import Pack
from clauses.revising.revision import PackRevision, edition_from, revised
from scheduler.clock import Clock
from scheduler.editions.pack_edition import PackEditionId, clause_of
from scheduler.editions.queries.pack_editions import StoredPackEditions
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.store.tables.editions import PackEditionRow

log = logging.getLogger(__name__)

LOOKED_EVERY = timedelta(seconds=15)


class EditionsInForce:
    """Puts editions over the packs as they were read from their files.

    An edition was made of what a file said then: where the file itself has another edition now, the file
    counts. Made while the library is as it was read.
    """

    def __init__(
        self,
        database: Database,
        library: Library,
        answers: Answerer,
        clock: Clock,
        zone: ZoneInfo,
    ) -> None:
        self._database = database
        self._library = library
        self._answers = answers
        self._clock = clock
        self._zone = zone
        self._read = library.packs
        self._counting: list[PackEditionId] = []
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Have library and answers be those of today; once nothing is new this is one short query."""
        async with self._one_at_a_time:
            today = self._clock.now().astimezone(self._zone).date()
            found = await editions_of(self._database, self._read, today)
            if [id_ for id_, _ in found] == self._counting:
                return
            library, answers = await asyncio.to_thread(_built, self._read, [r for _, r in found])
            self._library.take(library)
            self._answers.take(answers)
            self._counting = [id_ for id_, _ in found]
            async with self._database.write() as session:
                await note_in_force(session, today, self._clock.now())
            log.info("other editions are in force", extra={"editions": self._counting})


class InForceFirst:
    """Does something by the packs that are in force at that moment."""

    def __init__(self, editions: EditionsInForce, act: Callable[[], Awaitable[object]]) -> None:
        self._editions = editions
        self._act = act

    async def run(self) -> object:
        """Do it."""
        await self._editions.run()
        return await self._act()


async def editions_of(
    database: Database, packs: Sequence[Pack], today: date
) -> list[tuple[PackEditionId, PackRevision]]:
    """The editions of these packs that are in force, in the order in which they came."""
    editions = {pack.id: pack.edition for pack in packs}
    async with database.read() as session:
        rows = await StoredPackEditions(session).in_force(today)
    return [
        (PackEditionId(row.id), revision_of(row))
        for row in rows
        if editions.get(row.pack) == row.of_edition
    ]


async def note_in_force(session: AsyncSession, today: date, now: datetime) -> None:
    """Enter in the trail which editions have come into force, each once whatever processes there are."""
    for id_ in await StoredPackEditions(session).came_into_force(today):
        Trail(session).add(Act.EDITION_IN_FORCE, now, subject_id=id_)


async def library_in_force(database: Database, library: Library, today: date) -> Library:
    """The library with the editions that are in force, for a process that ends soon."""
    found = await editions_of(database, library.packs, today)
    return Library(_with(library.packs, [revision for _, revision in found]))


def revision_of(row: PackEditionRow) -> PackRevision:
    """What the edition changes; named after its day, or, while it has none, as the former one."""
    day = row.in_force_on
    edition = row.of_edition if day is None else edition_from(day)
    return PackRevision(row.pack, row.document, edition, tuple(map(clause_of, row.clauses)))


def _with(packs: Sequence[Pack], revisions: Sequence[PackRevision]) -> tuple[Pack, ...]:
    for revision in revisions:
        packs = revised(packs, revision)
    return tuple(packs)


def _built(packs: Sequence[Pack], revisions: Sequence[PackRevision]) -> tuple[Library, Answerer]:
    library = Library(_with(packs, revisions))
    return library, Answerer(library)
