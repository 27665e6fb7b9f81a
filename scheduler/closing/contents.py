"""What a file of a statement is made of, read a few organisations at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime, time

from scheduler.closing.queries.checklists import CheckedPoint, StoredChecklists
from scheduler.closing.queries.register import Register, RegisteredUnit, TrailLine
from scheduler.ledger.queries.facts import AT_ONCE
from scheduler.periods import Period
from scheduler.roster.model import Organisation, OrganisationId
from scheduler.store.engine import Database
from scheduler.workdays.calendar import WorkdayCalendar
from scheduler.workdays.queries.overrides import WorkdayOverrides

_TRAIL_AT_ONCE = 5000

_Placed = tuple[Organisation, int]


class Contents:
    """Of an organisation and all below it in a period; nothing is kept of what was read before."""

    def __init__(
        self, database: Database, organisation_id: OrganisationId, period: Period, now: datetime
    ) -> None:
        self._database = database
        self._root = organisation_id
        self._period = period
        self._now = now
        self._tree: list[_Placed] = []
        self._counts: dict[OrganisationId, int] = {}

    async def survey(self) -> int:
        """Look how much there is; the number of items."""
        async with self._database.survey() as session:
            register = Register(session, self._root, self._period, self._now)
            self._tree, self._counts = await register.tree(), await register.counts()
        return sum(self._counts.values())

    @property
    def organisations(self) -> dict[OrganisationId, str]:
        """The names of all of them, by id; after :meth:`survey`."""
        return {organisation.id: organisation.name for organisation, _ in self._tree}

    async def units(self) -> AsyncIterator[RegisteredUnit]:
        """Each organisation with its items, in the order of the tree; after :meth:`survey`."""
        async with self._database.survey() as session:
            calendar = WorkdayCalendar(await WorkdayOverrides(session).all_days())
        for some in self._batches():
            async with self._database.survey() as session:
                register = Register(session, self._root, self._period, self._now)
                units = await register.units(some, calendar)
            for unit in units:
                yield unit

    async def trail(self) -> AsyncIterator[TrailLine]:
        """What was changed there from the first day of the period until now, in the order made.

        After :meth:`survey`: the day begins as at the top of the tree.
        """
        zone = self._tree[0][0].zone
        since = datetime.combine(self._period.start, time(0), zone).astimezone(UTC)
        after = 0
        while True:
            async with self._database.survey() as session:
                register = Register(session, self._root, self._period, self._now)
                after, lines = await register.trail(
                    since, self._now, after=after, limit=_TRAIL_AT_ONCE
                )
            for line in lines:
                yield line
            if len(lines) < _TRAIL_AT_ONCE:
                return

    async def checked(self) -> Sequence[CheckedPoint]:
        """What the bodies said of themselves in the year in which the period ends."""
        async with self._database.survey() as session:
            return await StoredChecklists(session).below(self._root, self._period.last_day.year)

    def _batches(self) -> Iterator[list[_Placed]]:
        """Organisations with at most so many items as one statement takes; a larger one by itself."""
        batch: list[_Placed] = []
        items = 0
        for placed in self._tree:
            more = self._counts.get(placed[0].id, 0)
            if batch and (items + more > AT_ONCE or len(batch) == AT_ONCE):
                yield batch
                batch, items = [], 0
            batch.append(placed)
            items += more
        if batch:
            yield batch
