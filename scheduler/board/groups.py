"""Use case: what a group is told of the board: numbers, and names where its managers allow them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Per
from clauses.library import Library
from scheduler.address import Address
from scheduler.board.boards import ASKED_ABOUT
from scheduler.board.queries.weeks import GroupWeek, StoredWeeks, done_since
from scheduler.board.reading import read_board
from scheduler.board.standing import ItemStanding
from scheduler.board.values import Listing
from scheduler.clock import Clock
from scheduler.errors import GroupNotBound, NotManager, UnknownGroup
from scheduler.periods import Period, period_containing
from scheduler.planning.timetables import local_instant
from scheduler.roster.model import Group, Organisation, PersonId
from scheduler.roster.queries.groups import GroupBook
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

MOST_NAMED = 8
LATELY = timedelta(days=7)
EXPIRES_AFTER = timedelta(days=1)
"""What a week looked like is no news any more a day later."""

WEEKDAYS = range(1, 8)

COUNTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class GroupNumbers:
    """An organisation and all below it in numbers, at ``at``: what is near and overdue, and of seven days.

    Of earlier quarters too as long as their boards are asked for; see ``scheduler.board.boards``.

    ``lines`` are each a unit and the holders of what is overdue; none where the organisation does not allow names.
    """

    organisation: Organisation
    at: datetime
    done: int
    near: int
    overdue: int
    lines: tuple[tuple[str, ...], ...] = ()

    @property
    def today(self) -> date:
        """The local day."""
        return self.organisation.today(self.at)


class GroupBoards:
    """Each method is one transaction. A group is told of the organisation that it is bound to."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def numbers(self, address: Address) -> GroupNumbers | None:
        """What the group may see now; None where it is bound to none."""
        async with self._database.survey() as session:
            group = await GroupBook(session).find(address)
            if group is None or group.organisation is None:
                return None
            return await count(session, self._library, group, self._clock.now())

    async def week_of(self, address: Address) -> GroupWeek | None:
        """When the group is sent its week; None where it is not."""
        async with self._database.read() as session:
            group = await GroupBook(session).find(address)
            return None if group is None else await StoredWeeks(session).find(group.id)

    async def set_week(
        self, address: Address, by: PersonId, weekday: int | None, at: time
    ) -> GroupWeek | None:
        """Let the group be sent its week on a weekday (1 Monday) at a local time; None: no more.

        Raises:
            UnknownGroup: the bot is not in it.
            GroupNotBound: it is bound to no organisation.
            NotManager: ``by`` does not manage that.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            group, organisation = await self._managed(session, address, by)
            weeks = StoredWeeks(session)
            Trail(session).add(
                Act.GROUP_BOARD_SET,
                now,
                by=by,
                organisation_id=organisation.id,
                subject_id=group.id,
                weekday=weekday,
                hour=None if weekday is None else at.isoformat(),
            )
            if weekday is None:
                await weeks.remove(group.id)
                return None
            week = GroupWeek(group.id, weekday, at, next_after(now, weekday, at, organisation))
            await weeks.set(week, by)
            return week

    async def set_names(self, address: Address, by: PersonId, *, shown: bool) -> Group:
        """Let names of holders stand in what the group is told, or not; raises as above."""
        async with self._database.write() as session:
            group, organisation = await self._managed(session, address, by)
            Trail(session).add(
                Act.GROUP_BOARD_SET,
                self._clock.now(),
                by=by,
                organisation_id=organisation.id,
                subject_id=group.id,
                names=shown,
            )
            return await GroupBook(session).show_names(group.id, shown=shown)

    async def _managed(
        self, session: AsyncSession, address: Address, by: PersonId
    ) -> tuple[Group, Organisation]:
        group = await GroupBook(session).find(address)
        if group is None:
            raise UnknownGroup(address)
        if group.organisation is None:
            raise GroupNotBound(address)
        if not await Organisations(session).manages(by, group.organisation):
            raise NotManager(group.organisation.id)
        return group, group.organisation


class WeeklyNumbers:
    """Counts for each group whose hour has come, and lets the sending do the rest."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def run(self) -> int:
        """Make due what is due by now; how many groups that were.

        Counting goes on beside others' writing. A group is sent one week once, whoever counts.
        """
        now = self._clock.now()
        async with self._database.read() as session:
            due = await StoredWeeks(session).due(now)
        for week in due:
            await self._tell(week, now)
        return len(due)

    async def _tell(self, week: GroupWeek, now: datetime) -> None:
        async with self._database.survey() as session:
            group = await GroupBook(session).get(week.group_id)
            numbers = None
            if group.organisation is not None:
                numbers = await count(session, self._library, group, now)
        async with self._database.write() as session:
            weeks = StoredWeeks(session)
            if numbers is None:  # it was unbound, and begins anew when it is bound again
                await weeks.remove(week.group_id)
                return
            organisation = numbers.organisation
            following = next_after(now, week.weekday, week.at, organisation)
            if await weeks.move_on(week, following) and now - week.next_at < EXPIRES_AFTER:
                await weeks.keep(
                    week.group_id,
                    numbers.today,
                    counted_at=now,
                    numbers=(numbers.done, numbers.near, numbers.overdue),
                    lines=numbers.lines,
                )
                await weeks.add_notice(
                    week.group_id, numbers.today, now=now, expires_at=now + EXPIRES_AFTER
                )


async def count(
    session: AsyncSession, library: Library, group: Group, now: datetime
) -> GroupNumbers:
    """The numbers of the organisation that the group is bound to; it is bound to one."""
    organisation = group.organisation
    if organisation is None:
        raise GroupNotBound(group.address)
    today = organisation.today(now)
    quarter = period_containing(Per.QUARTER, today)
    period = Period(min(quarter.start, today - ASKED_ABOUT), quarter.end, quarter.per)
    wanted = [Listing([ItemStanding.OVERDUE], MOST_NAMED)] if group.show_names else []
    board = await read_board(session, library, organisation, period, now, *wanted)
    named = {(line.unit.name, *(each.name for each in line.holders)): None for line in board.lines}
    return GroupNumbers(
        organisation,
        now,
        await done_since(session, organisation.id, today - LATELY),
        board.counts[ItemStanding.NEAR],
        board.counts[ItemStanding.OVERDUE],
        tuple(named),
    )


def next_after(now: datetime, weekday: int, at: time, organisation: Organisation) -> datetime:
    """The first such moment after ``now``, by the clock of the organisation."""
    today = organisation.today(now)
    day = today + timedelta(days=(weekday - today.isoweekday()) % 7)
    moment = local_instant(day, at, organisation.zone)
    if moment > now:
        return moment
    return local_instant(day + timedelta(days=7), at, organisation.zone)
