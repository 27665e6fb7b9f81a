"""Use case: a person's calendar, and the private address from which programs fetch it."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Clause
from scheduler.clock import Clock
from scheduler.feeds.feed import Feed, FeedItem, mark_of
from scheduler.feeds.queries.subscriptions import Subscriptions
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import PersonId
from scheduler.roster.queries.persons import Persons
from scheduler.store.engine import Database

TOKEN_BYTES = 32

PAST = timedelta(days=100)
"""A quarter that has ended is still there."""

AHEAD = timedelta(days=396)

FELL_AWAY = timedelta(days=30)
"""What is owed no longer is shown as cancelled so long, so that those who fetch it take it out."""


class Calendars:
    """Calendars hold what has been planned for the posts that a person holds on the day."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def of(self, person_id: PersonId) -> Feed:
        """The calendar as it is now; nobody's posts, no items."""
        now = self._clock.now()
        async with self._database.read() as session:
            person = await Persons(session).get(person_id)
            found = await self._items(session, person_id, now.date())
            marks = {id_: mark_of(*each) for id_, each in found.items()}
            seen = await Subscriptions(session).revisions(found)
        changed = {
            id_: mark for id_, mark in marks.items() if id_ not in seen or seen[id_].mark != mark
        }
        if changed:
            # Read again: who fetches at the same time is given the same revision.
            async with self._database.write() as session:
                subscriptions = Subscriptions(session)
                await subscriptions.revise(changed, now.replace(microsecond=0))
                seen |= await subscriptions.revisions(changed)
        return Feed(person, tuple(FeedItem(*each, seen[id_]) for id_, each in found.items()))

    async def at(self, token: str) -> Feed | None:
        """The calendar at this address; None where there is none any more."""
        async with self._database.read() as session:
            person_id = await Subscriptions(session).person_at(_hashed(token))
        return None if person_id is None else await self.of(person_id)

    async def has_address(self, person_id: PersonId) -> bool:
        """Whether the person's calendar can be fetched."""
        async with self._database.read() as session:
            return await Subscriptions(session).has(person_id)

    async def new_address(self, person_id: PersonId) -> str:
        """A token for the address, of 256 random bits; it can be read only now.

        A former address leads nowhere from now on.
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        async with self._database.write() as session:
            await Subscriptions(session).put(person_id, _hashed(token), self._clock.now())
        return token

    async def end_address(self, person_id: PersonId) -> bool:
        """Let nobody fetch the calendar any more; False when nobody could."""
        async with self._database.write() as session:
            return await Subscriptions(session).end(person_id)

    async def _items(
        self, session: AsyncSession, person_id: PersonId, today: date
    ) -> dict[OccurrenceId, tuple[Occurrence, Clause]]:
        occurrences = Occurrences(session)
        found = await occurrences.of_person(person_id, today, today - PAST)
        found += await occurrences.fallen_away(person_id, today, today - FELL_AWAY)
        near = [each for each in found if today - PAST <= each.deadline <= today + AHEAD]
        near.sort(key=lambda each: (each.deadline, each.id))
        return {each.id: (each, clause_of(each, self._library)) for each in near}


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
