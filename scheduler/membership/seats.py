"""Use cases: managers add a post to an organisation, held by nobody yet, and take one off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Owed, Post, PostId
from scheduler.clock import Clock
from scheduler.errors import (
    DayOutOfReach,
    NotManager,
    PostNotOfBody,
    SeatHeld,
    SeatStands,
    UnknownSeat,
)
from scheduler.membership.queries.seats import Holding, SetSeats, organisation_of_seat
from scheduler.planning.plan import Seat
from scheduler.planning.queries.looks import Looks
from scheduler.roster.model import Organisation, OrganisationId, PersonId, SeatId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.posts import posts_in
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

AHEAD = timedelta(days=3 * 366)
"""How far from today a post may begin or end."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class UnitSeat:
    """A post that an organisation has ``today`` or will have, with those who hold it or will."""

    organisation: Organisation
    seat: Seat
    holdings: tuple[Holding, ...]
    today: date

    @property
    def holders(self) -> tuple[str, ...]:
        """The names of those who hold it today, in order of their first day."""
        return tuple(each.name for each in self.holdings if each.start_on <= self.today)

    @property
    def last_day(self) -> date | None:
        """The last day on which it is there; None while it is to stay."""
        return None if self.seat.until is None else self.seat.until - _DAY

    def held_after(self, day: date) -> tuple[str, ...]:
        """The names of those who hold it, or will, on some day after ``day``."""
        return tuple(
            each.name for each in self.holdings if each.end_on is None or each.end_on > day + _DAY
        )


@dataclass(frozen=True)
class UnitPosts:
    """The posts of an organisation, and those that can be added; both in pack order.

    A post of which each holder owes alone begins with its first holder, and is not added.
    """

    organisation: Organisation
    seats: tuple[UnitSeat, ...]
    absent: tuple[Post, ...]


class UnitSeats:
    """For managers of the organisation, or of one above it. Each method is one transaction."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def of(self, by: PersonId, organisation_id: OrganisationId) -> UnitPosts:
        """The posts of an organisation.

        Raises:
            NotManager: ``by`` does not manage it.
        """
        async with self._database.read() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            return await self._posts(session, organisation)

    async def get(self, by: PersonId, seat_id: SeatId) -> UnitSeat:
        """One of them.

        Raises:
            UnknownSeat: there is none, or it is over, or ``by`` does not manage the organisation.
        """
        async with self._database.read() as session:
            return await self._get(session, by, seat_id)

    async def add(
        self, by: PersonId, organisation_id: OrganisationId, post: PostId, since: date
    ) -> UnitSeat:
        """Add a post from the local day ``since`` on: today or later.

        Raises:
            NotManager: as above.
            PostNotOfBody: it is none of those that can be added there.
            SeatStands: it has this post, or will have it.
            DayOutOfReach: ``since`` is past, or too far ahead.
        """
        async with self._database.write() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            await _lock(session, organisation)
            posts = await self._posts(session, organisation)
            if any(each.seat.post == post for each in posts.seats):
                raise SeatStands(post)
            if not any(each.id == post for each in posts.absent):
                raise PostNotOfBody(post)
            today = organisation.today(self._clock.now())
            within_reach(since, today)
            seats = SetSeats(session, organisation.id)
            never_came = [each for each in await seats.all() if each.post == post and each.is_empty]
            before = never_came[0] if never_came else None
            if before is None:
                seat = await seats.add(post, since, self._clock.now())
            else:
                seat = await seats.change(before.id, since=since, until=None)
            self._enter(session, by, organisation, before, seat)
            return UnitSeat(organisation, seat, (), today)

    async def take_off(self, by: PersonId, seat_id: SeatId, last_day: date) -> UnitSeat:
        """Let a post be there until the local day ``last_day``: today or later.

        From the day after, what is open of it is not owed any more. One that has not begun by then
        never comes.

        Raises:
            UnknownSeat: as :meth:`get`.
            SeatHeld: somebody holds it after that day.
            DayOutOfReach: ``last_day`` is past, or too far ahead.
        """
        async with self._database.write() as session:
            found = await self._get(session, by, seat_id)
            await _lock(session, found.organisation)
            found = await self._get(session, by, seat_id)
            within_reach(last_day, found.today)
            if held := found.held_after(last_day):
                raise SeatHeld(held)
            until = max(last_day + _DAY, found.seat.since)
            return await self._change(session, by, found, until)

    async def keep(self, by: PersonId, seat_id: SeatId) -> UnitSeat:
        """Let a post that was to end stay after all.

        Raises:
            UnknownSeat: as :meth:`get`.
        """
        async with self._database.write() as session:
            return await self._change(session, by, await self._get(session, by, seat_id), None)

    async def _posts(self, session: AsyncSession, organisation: Organisation) -> UnitPosts:
        now = self._clock.now()
        today = organisation.today(now)
        rows = SetSeats(session, organisation.id)
        holdings = await rows.holdings(today)
        found = [
            UnitSeat(
                organisation,
                seat,
                tuple(each for each in holdings if each.post == seat.post),
                today,
            )
            for seat in await rows.all()
            if not seat.is_over(today)
        ]
        posts = await posts_in(session, self._library, organisation, now)
        place = {post.id: number for number, post in enumerate(posts)}
        found.sort(key=lambda each: place.get(each.seat.post, len(place)))
        there = {each.seat.post for each in found}
        return UnitPosts(
            organisation,
            tuple(found),
            tuple(post for post in posts if post.id not in there and post.owed is not Owed.EACH),
        )

    async def _get(self, session: AsyncSession, by: PersonId, seat_id: SeatId) -> UnitSeat:
        organisation_id = await organisation_of_seat(session, seat_id)
        if organisation_id is None:
            raise UnknownSeat(seat_id)
        try:
            organisation = await Organisations(session).get_managed(by, organisation_id)
        except NotManager as error:
            raise UnknownSeat(seat_id) from error
        for each in (await self._posts(session, organisation)).seats:
            if each.seat.id == seat_id:
                return each
        raise UnknownSeat(seat_id)

    async def _change(
        self, session: AsyncSession, by: PersonId, found: UnitSeat, until: date | None
    ) -> UnitSeat:
        before = found.seat
        if until == before.until:
            return found
        rows = SetSeats(session, found.organisation.id)
        seat = await rows.change(before.id, since=before.since, until=until)
        self._enter(session, by, found.organisation, before, seat)
        return UnitSeat(found.organisation, seat, found.holdings, found.today)

    def _enter(
        self,
        session: AsyncSession,
        by: PersonId,
        organisation: Organisation,
        before: Seat | None,
        after: Seat,
    ) -> None:
        Trail(session).add(
            Act.SEAT_SET,
            self._clock.now(),
            by=by,
            organisation_id=organisation.id,
            subject_id=after.id,
            post=after.post,
            before=None if before is None else _days(before),
            after=_days(after),
        )


def within_reach(day: date, today: date) -> None:
    """Check that a seat may begin or end on that day.

    Raises:
        DayOutOfReach: it is past, or too far ahead.
    """
    if not today <= day <= today + AHEAD:
        raise DayOutOfReach(day, today, today + AHEAD)


async def _lock(session: AsyncSession, organisation: Organisation) -> None:
    """Let nobody take a post there before this transaction ends: whoever does changes its row."""
    await Looks(session).of([organisation.id], lock=True)


def _days(seat: Seat) -> dict[str, str | None]:
    return {
        "since": seat.since.isoformat(),
        "until": None if seat.until is None else seat.until.isoformat(),
    }
