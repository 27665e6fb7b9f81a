"""The year of a subtree: units by months, in each cell what most needs attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.board.queries.items import BoardItems
from scheduler.board.reading import units_below
from scheduler.board.standing import ItemStanding, Marks, under
from scheduler.board.values import Board
from scheduler.clock import Clock
from scheduler.periods import Period
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database
from scheduler.workdays.calendar import calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides

MONTHS = range(1, 13)

_FIRST = (
    ItemStanding.OVERDUE,
    ItemStanding.NOT_DONE,
    ItemStanding.NEAR,
    ItemStanding.VACANT,
    ItemStanding.UNREACHED,
    ItemStanding.EXTENDED,
    ItemStanding.EXCUSED,
    ItemStanding.OPEN,
    ItemStanding.LATE,
    ItemStanding.IN_TIME,
)


@dataclass(frozen=True)
class Cell:
    """What most needs attention among items that fall due in a month; ``count`` are under its lamp."""

    standing: ItemStanding
    count: int


@dataclass(frozen=True)
class YearGrid:
    """A board of a whole year with, for each unit, the cells of its months; None where nothing is due.

    An item is in the month of its last workday. One of a season that ends in the next year is in
    December, one that is due in the first days of the year, all of them off, in January.
    """

    board: Board
    cells: Mapping[OrganisationId, tuple[Cell | None, ...]]

    @property
    def year(self) -> int:
        """Which one it is."""
        return self.board.period.start.year


class BoardYears:
    """For managers of the organisation, or of one above it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(self, organisation_id: OrganisationId, year: Period, *, by: PersonId) -> YearGrid:
        """The grid of an organisation and all below it.

        Raises:
            NotManager: ``by`` does not manage it.
        """
        async with self._database.survey() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            return await _grid(session, organisation, year, self._clock.now())


async def _grid(
    session: AsyncSession, organisation: Organisation, year: Period, now: datetime
) -> YearGrid:
    today = organisation.today(now)
    calendar = calendar_with(await WorkdayOverrides(session).all_days())
    items = BoardItems(session, organisation.id, year, Marks.of(today, calendar))
    months = await items.months()
    counts = {id_: sum(found.values(), Counter()) for id_, found in months.items()}
    to_confirm = await items.to_confirm()
    units = await units_below(session, organisation.id, today, counts, to_confirm)
    return YearGrid(
        Board(organisation, year, now, today, units),
        {id_: _row(found, year.start.year) for id_, found in months.items()},
    )


def _row(
    found: Mapping[tuple[int, int], Counter[ItemStanding]], year: int
) -> tuple[Cell | None, ...]:
    by_month: dict[int, Counter[ItemStanding]] = {}
    for (of_year, month), counts in found.items():
        place = month if of_year == year else MONTHS[-1] if of_year > year else MONTHS[0]
        by_month.setdefault(place, Counter()).update(counts)
    return tuple(_cell(by_month.get(month, Counter())) for month in MONTHS)


def _cell(counts: Counter[ItemStanding]) -> Cell | None:
    for standing in _FIRST:
        if counts[standing]:
            return Cell(standing, sum(counts[each] for each in under(standing.lamp)))
    return None
