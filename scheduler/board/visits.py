"""Use case: having the board open in a browser: a link for one use, then a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.errors import UnknownVisit
from scheduler.roster.model import OrganisationId, Person, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.store.engine import Database
from scheduler.store.tables.board import BoardLinkRow, BoardSessionRow
from scheduler.store.tables.roster import ManagerRow

LINK_LIFE = timedelta(minutes=10)
SESSION_LIFE = timedelta(days=1)

_BYTES = 32
"""256 random bits cannot be guessed."""


@dataclass(frozen=True)
class Opened:
    """A session that has begun: ``cookie`` is all that opens it, ``organisation_id`` what to show first."""

    cookie: str
    organisation_id: OrganisationId | None


class Visits:
    """Each method is one transaction. Of links and cookies only hashes are kept."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def invite(self, by: PersonId, organisation_id: OrganisationId) -> str:
        """What a link holds that opens the board of this organisation once, within minutes.

        An earlier link of the same person opens nothing any more.

        Raises:
            NotManager: ``by`` does not manage it.
        """
        token, now = token_urlsafe(_BYTES), self._clock.now()
        async with self._database.write() as session:
            await Organisations(session).get_managed(by, organisation_id)
            await session.execute(delete(BoardLinkRow).where(BoardLinkRow.person_id == by))
            session.add(
                BoardLinkRow(
                    hash=_hash(token),
                    person_id=by,
                    organisation_id=organisation_id,
                    expires_at=now + LINK_LIFE,
                )
            )
        return token

    async def follow(self, token: str) -> Opened:
        """Begin a session by a link, which is used up by it.

        Raises:
            UnknownVisit: it was used, or is too old, or there was none, or the rights have ended.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            used = (
                await session.execute(
                    delete(BoardLinkRow)
                    .where(BoardLinkRow.hash == _hash(token), BoardLinkRow.expires_at > now)
                    .returning(BoardLinkRow.person_id, BoardLinkRow.organisation_id)
                )
            ).one_or_none()
            if used is None:
                raise UnknownVisit
            cookie = await self._begin(session, PersonId(used.person_id), now)
            return Opened(cookie, OrganisationId(used.organisation_id))

    async def enter(self, address: Address) -> Opened:
        """Begin a session of somebody whom the messenger itself vouches for.

        Raises:
            UnknownVisit: the bot does not know them, or they manage nothing.
        """
        async with self._database.write() as session:
            person = await Persons(session).find(address)
            if person is None:
                raise UnknownVisit
            return Opened(await self._begin(session, person.id, self._clock.now()), None)

    async def visitor(self, cookie: str) -> Person:
        """Whose session this is; it ends with its day, and when they manage nothing any more.

        Raises:
            UnknownVisit: it has ended, or never was.
        """
        now = self._clock.now()
        async with self._database.read() as session:
            person_id = await session.scalar(
                select(BoardSessionRow.person_id).where(
                    BoardSessionRow.hash == _hash(cookie), BoardSessionRow.expires_at > now
                )
            )
            if person_id is None or not await _manages(session, PersonId(person_id)):
                raise UnknownVisit
            return await Persons(session).get(PersonId(person_id))

    async def leave(self, cookie: str) -> None:
        """End a session; harmless when it has ended."""
        async with self._database.write() as session:
            await session.execute(
                delete(BoardSessionRow).where(BoardSessionRow.hash == _hash(cookie))
            )

    async def prune(self) -> None:
        """Forget links and sessions that open nothing any more."""
        now = self._clock.now()
        async with self._database.write() as session:
            for table in (BoardLinkRow, BoardSessionRow):
                await session.execute(delete(table).where(table.expires_at <= now))

    async def _begin(self, session: AsyncSession, person_id: PersonId, now: datetime) -> str:
        if not await _manages(session, person_id):
            raise UnknownVisit
        cookie = token_urlsafe(_BYTES)
        session.add(
            BoardSessionRow(
                hash=_hash(cookie),
                person_id=person_id,
                began_at=now,
                expires_at=now + SESSION_LIFE,
            )
        )
        return cookie


async def _manages(session: AsyncSession, person_id: PersonId) -> bool:
    wanted = select(ManagerRow.person_id).where(ManagerRow.person_id == person_id)
    return await session.scalar(wanted.limit(1)) is not None


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
