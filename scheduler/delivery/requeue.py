"""Use case: put back what ended as undeliverable though its reader could be reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.planning.queries.notices import Notices
from scheduler.planning.replanning import DropReason
from scheduler.roster.queries.groups import GroupBook
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database


@dataclass(frozen=True)
class Requeued:
    """Numbers of notices that are due again, and of persons and groups that count as reachable again."""

    notices: int
    persons: int
    groups: int


class Requeue:
    """For operators: by reason and time."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def put_back(
        self,
        *,
        since: datetime,
        until: datetime | None = None,
        reasons: Collection[str] = (),
        by: str = "",
    ) -> Requeued:
        """Let what ended as undeliverable between the two instants be due again; it is in the trail.

        What is out of date stays as it is. ``reasons`` are those of ``notice.reason``; empty for all.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            done = await put_back(session, now, since=since, until=until, reasons=reasons)
            Trail(session).add(Act.NOTICES_REQUEUED, now, operator=by or None, notices=done.notices)
        return done


async def put_back(
    session: AsyncSession,
    now: datetime,
    *,
    since: datetime,
    until: datetime | None = None,
    reasons: Collection[str] = (),
) -> Requeued:
    """The same within the caller's transaction, without an entry in the trail."""
    recipients = await Notices(session).renew_undelivered(
        now, since=since, until=until, reasons=reasons
    )
    persons = {person for person, _ in recipients if person is not None}
    found = await Persons(session).find_again(persons, since)
    groups = await GroupBook(session).find_again(
        {group for _, group in recipients if group is not None}, since
    )
    for group in groups:
        if group.organisation is not None:
            await Notices(session).renew_of_group(
                group.id, group.organisation.id, DropReason.UNBOUND, now
            )
    return Requeued(len(recipients), found, len(groups))
