"""Telling managers of a seat that nobody holds any more: a step of the planner's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.planning.notices import NoticeKind
from scheduler.planning.plan import Seat, Staff
from scheduler.planning.queries.notices import Notices
from scheduler.planning.queries.seats import LastHolder, Seats
from scheduler.planning.replanning import ReplanningScope
from scheduler.planning.timetables import local_instant
from scheduler.roster.model import SeatId
from scheduler.roster.queries.organisations import Organisations

TOLD_AFTER = timedelta(minutes=1)
"""Who is back by then was never away: a post handed over in two steps, a group that moves."""

NEWS_LIFE = timedelta(days=7)


class Vacancies:
    """Tells the managers once of each vacancy; harmless when repeated."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def tell(self, scopes: Iterable[ReplanningScope]) -> None:
        """See which seats of these organisations nobody holds today, and tell of those left of late."""
        vacant = [
            (scope.staff, seat)
            for scope in scopes
            for seat in scope.staff.seats
            if _is_vacant(seat, scope)
        ]
        if not vacant:
            return
        left = await Seats(self._session).last_holders([seat.id for _, seat in vacant])
        for staff, seat in vacant:
            if seat.id in left:
                await self._tell(staff, seat.id, left[seat.id])

    async def _tell(self, staff: Staff, seat_id: SeatId, left: LastHolder) -> None:
        organisation = staff.organisation
        since = local_instant(left.until, time(0), organisation.zone)
        if self._now - since >= NEWS_LIFE:
            return
        managers = await Organisations(self._session).managers_within_reach(
            organisation, but=left.person_id
        )
        send_at = self._now + TOLD_AFTER
        for manager in managers:
            await Notices(self._session).add_about_loss(
                NoticeKind.SEAT_VACANT,
                manager.id,
                about_seat_id=seat_id,
                today=left.until,
                send_at=send_at,
                expires_at=send_at + NEWS_LIFE,
                since=since,
            )


def _is_vacant(seat: Seat, scope: ReplanningScope) -> bool:
    today = scope.window.today
    there = seat.since <= today and (seat.until is None or today < seat.until)
    return there and not any(
        holder.post == seat.post and holder.holds_on(today) for holder in scope.staff.holders
    )
