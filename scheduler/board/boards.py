"""Use case: the board, for those who may see it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from scheduler.board.queries.items import BoardItems
from scheduler.board.reading import read_board
from scheduler.board.standing import ItemStanding, Marks
from scheduler.board.values import Board, EarlierOwed, Listing
from scheduler.chasing.urging import REACH
from scheduler.clock import Clock
from scheduler.periods import Period, period_containing
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database
from scheduler.workdays.calendar import calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides

ASKED_ABOUT = timedelta(days=120)
"""As long after its end a period is looked at beside a later one: its statement is drawn by then, also
where a season goes on for a quarter."""

MOST_COUNTED = 100
"""Units among which it is counted who owes something."""


class Boards:
    """Each method is one transaction; rights are checked in it."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def of(
        self, organisation_id: OrganisationId, period: Period, *listings: Listing, by: PersonId
    ) -> Board:
        """The board of an organisation and all below it.

        Raises:
            NotManager: ``by`` does not manage it.
        """
        async with self._database.survey() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            now = self._clock.now()
            return await read_board(session, self._library, organisation, period, now, *listings)

    async def owed_before(self, board: Board, *, by: PersonId) -> EarlierOwed | None:
        """The last period before that of a board of which something is overdue or near; None without one.

        Only once the board's own period has begun, and no longer than people are asked about the other.

        Raises:
            NotManager: ``by`` does not manage it.
        """
        period, today = board.period, board.today
        if period.start > today:
            return None
        async with self._database.survey() as session:
            organisation = await Organisations(session).get_managed(by, board.organisation.id)
            while period.start > today - ASKED_ABOUT:
                period = period_containing(period.per, period.start - timedelta(days=1))
                items = await self._items(session, organisation, period, today)
                if owed := await items.owed():
                    overdue, near = owed[ItemStanding.OVERDUE], owed[ItemStanding.NEAR]
                    return EarlierOwed(period, overdue, near)
        return None

    async def owing(self, board: Board, *, by: PersonId) -> int | None:
        """How many people owe what is late or near in the units of a board that was read, without ``by``.

        As many as :meth:`scheduler.chasing.urging.Urging.remind_all` is about, whatever the period of the
        board. None: too many units to count.
        """
        places = [unit.id for unit in board.units]
        if len(places) > MOST_COUNTED:
            return None
        every = Period(board.today - REACH, date.max, board.period.per)
        async with self._database.read() as session:
            items = await self._items(session, board.organisation, every, board.today)
            return await items.owing(places, but=by)

    async def managed_roots(self, by: PersonId) -> list[Organisation]:
        """The organisations of which ``by`` is a manager, none of them below another; by id."""
        async with self._database.read() as session:
            managed = await Organisations(session).managed_by(by)
        ids = {each.id for each in managed}
        return [each for each in managed if each.parent_id not in ids]

    async def _items(
        self, session: AsyncSession, organisation: Organisation, period: Period, today: date
    ) -> BoardItems:
        calendar = calendar_with(await WorkdayOverrides(session).all_days())
        return BoardItems(session, organisation.id, period, Marks.of(today, calendar))
