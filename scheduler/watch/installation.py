"""Use cases: whose database this is, and whether another copy of it is at work.

The generation counts the starts. The messenger keeps the highest one: a database whose generation is
lower is a copy that was left behind, or was put back from an earlier day.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.delivery.holds import HoldCause, hold_in
from scheduler.delivery.queries.holds import HoldBook
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.store.tables.watch import InstallationRow
from scheduler.watch.queries.installation import InstallationBook, owner_in

UNKNOWN_BOT = "telegram:?"
"""The owner of a database of people that was kept before owners were."""


@dataclass(frozen=True)
class Installation:
    """What holds for every process on one database.

    ``era`` is made anew by each restore: ids are given again then, and buttons of before name others.
    Presses that waited at that time, up to the update ``former_until``, still are of ``former_era``.
    """

    bot: str
    seal_key: str
    era: str
    former_era: str
    former_until: int
    generation: int


class ForeignDatabase(Exception):
    """The database belongs to ``owner``, and this program is ``given``."""

    def __init__(self, owner: str, given: str) -> None:
        super().__init__(f"the database belongs to {owner}, this program is {given}")
        self.owner = owner
        self.given = given


def only_for(bot: str) -> Callable[[Connection], None]:
    """A check that raises :class:`ForeignDatabase` where the tables, of any revision, are another's."""

    def check(connection: Connection) -> None:
        owner = owner_in(connection)
        if owner not in (None, bot):
            raise ForeignDatabase(owner, bot)

    return check


class Installations:
    """Each method is one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def claim(
        self, bot: str, seal_key: str, *, people: Collection[Address] | None = None
    ) -> Installation:
        """Let a database without an owner be this bot's; ``seal_key`` is kept at that first start.

        It must know nobody but these ``people`` then, where they are given.

        Raises:
            ForeignDatabase: it belongs to another one.
        """
        async with self._database.write() as session:
            book = InstallationBook(session)
            if people is not None and await book.get() is None:
                await _refuse_strangers(session, bot, people)
            await book.enter(bot, seal_key)
            row = await book.lock()
            assert row is not None  # noqa: S101 - it was entered
            if row.bot != bot:
                raise ForeignDatabase(row.bot, bot)
            return _installation(row)

    async def owner(self) -> str | None:
        """The bot that the database belongs to; None before the first start."""
        async with self._database.read() as session:
            row = await InstallationBook(session).get()
            return None if row is None else row.bot

    async def hand_over(self, bot: str, *, by: str = "") -> str | None:
        """Let the database be this bot's from now on; the former owner.

        Updates of the former bot are forgotten: those of the new one have the same numbers.
        """
        async with self._database.write() as session:
            book = InstallationBook(session)
            row = await book.lock()
            if row is None or row.bot == bot:
                return None
            former, row.bot = row.bot, bot
            row.generation = row.seen_generation = 0
            await book.forget_updates()
            Trail(session).add(Act.HANDED_OVER, self._clock.now(), operator=by or None)
            return former

    async def begin(self, seen: int) -> tuple[Installation, bool]:
        """Begin the next generation at a start, unless ``seen`` at the messenger is a higher one.

        Returns:
            The installation, and False when it is not the newest copy: sending is held then.
        """
        return await self._compare(seen, step=1)

    async def compare(self, seen: int) -> tuple[Installation, bool]:
        """As :meth:`begin`, without a new generation."""
        return await self._compare(seen, step=0)

    async def _compare(self, seen: int, *, step: int) -> tuple[Installation, bool]:
        now = self._clock.now()
        async with self._database.write() as session:
            book = InstallationBook(session)
            row = await book.lock()
            if row is None:
                raise LookupError("nobody has claimed the database")
            if seen <= row.generation:
                row.generation += step
                return _installation(row), True
            held = await HoldBook(session).holds(HoldCause.COPY.value)
            if row.seen_generation == seen and not held:
                # The operators have looked and resumed: this copy goes on.
                row.generation = row.seen_generation = seen + 1
                return _installation(row), True
            row.seen_generation = seen
            reason = f"generation {row.generation} here, {seen} at the messenger"
            if await hold_in(session, HoldCause.COPY, reason, now):
                await begin_era(session, row)
                await book.mark_repeats(now)
            return _installation(row), False


async def begin_era(session: AsyncSession, row: InstallationRow | None = None) -> None:
    """Let every button of before be out of date: the database was put back, and gives ids again."""
    book = InstallationBook(session)
    row = row or await book.lock()
    if row is not None:
        row.former_era, row.former_until = row.era, await book.last_waiting()
        row.era = secrets.token_hex(4)


async def _refuse_strangers(session: AsyncSession, bot: str, people: Collection[Address]) -> None:
    known = await Persons(session).addresses()
    if not known <= set(people):
        raise ForeignDatabase(UNKNOWN_BOT, bot)


def _installation(row: InstallationRow) -> Installation:
    return Installation(
        row.bot, row.seal_key, row.era, row.former_era, row.former_until, row.generation
    )
