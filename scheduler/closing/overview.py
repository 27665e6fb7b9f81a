"""Use cases: what the statements of an organisation and all below it say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.closing.drawing import PERIODS
from scheduler.closing.queries.statements import AT_ONCE, TreeStatements, Undrawn
from scheduler.errors import TooEarly
from scheduler.ledger.queries.statements import StatementLine
from scheduler.ledger.statements import draw, judged
from scheduler.ledger.states import EndState, drawing_day
from scheduler.periods import Period
from scheduler.planning.occurrences import Occurrence
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database
from scheduler.workdays.calendar import WorkdayCalendar
from scheduler.workdays.queries.overrides import WorkdayOverrides

MOST_JUDGED = 3000
"""Items that are judged while somebody waits; of more, only what was drawn is told."""

MOST_DRAWN = 100
"""Statements that one press draws."""


@dataclass(frozen=True)
class Overview:
    """The sums of a tree in a period: of its last statements, and of what would be drawn of the rest.

    ``units`` is how many organisations there are, ``drawn`` how many have a statement, ``undrawn`` how
    many have items and none; ``complete``: these are in the sums. They are drawn from
    ``drawn_from`` to ``drawn_until``; what they wait for are ``reaching`` items whose season, or a later
    date that was granted, goes beyond the period, until ``reaching_until``. ``corrected`` is how many have a number 2 or more.
    """

    organisation: Organisation
    period: Period
    counts: Counter[EndState]
    units: int
    drawn: int
    undrawn: int
    complete: bool
    corrected: int
    drawn_from: date
    drawn_until: date
    reaching: int
    reaching_until: date | None
    first_on: date | None
    last_on: date | None
    entered_later: int
    waiting: int
    provisional: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of which a statement was or will be drawn."""
        return not self.drawn and not self.undrawn

    @property
    def draws_itself(self) -> bool:
        """Whether statements of such a period are drawn; others are only shown."""
        return self.period.per in PERIODS

    @property
    def listed(self) -> int:
        """The number of items that are part of the statement."""
        return self.counts.total() - self.counts[EndState.NOT_LISTED]


@dataclass(frozen=True)
class StatedItem:
    """An item with its line; ``number`` is that of the correction that changed it, if one is meant."""

    occurrence: Occurrence
    line: StatementLine
    number: int = 1


class Overviews:
    """For managers of the organisation or of one above it (``NotManager``)."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(
        self, organisation_id: OrganisationId, period: Period, *, by: PersonId
    ) -> Overview:
        """The sums."""
        async with self._database.survey() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            stored = TreeStatements(session, organisation_id, period)
            drawn, undrawn = await stored.drawn(), await stored.undrawn()
            counts, later = Counter(drawn.counts), drawn.entered_later
            provisional = drawn.provisional
            complete = sum(count for _, count in undrawn) <= MOST_JUDGED
            if complete:
                for line in await self._judged(session, [id_ for id_, _ in undrawn], period):
                    counts[line.state] += 1
                    later += line.entered_later
                    provisional += line.provisional
            calendar = WorkdayCalendar(await WorkdayOverrides(session).all_days())
            ids = [id_ for id_, _ in undrawn][:AT_ONCE]
            lasts = (await Undrawn(session).last_days_of(ids, period)).values()
            last_days = {*lasts} or {period.last_day}
            reaching, reaching_until = await stored.reaching()
            return Overview(
                organisation,
                period,
                counts,
                units=await stored.size(),
                drawn=drawn.units,
                undrawn=len(undrawn),
                complete=complete,
                corrected=drawn.corrected,
                drawn_from=drawing_day(min(last_days), calendar),
                drawn_until=drawing_day(max(last_days), calendar),
                reaching=reaching,
                reaching_until=reaching_until,
                first_on=drawn.first_on,
                last_on=drawn.last_on,
                entered_later=later,
                waiting=await stored.waiting(),
                provisional=provisional,
            )

    async def items(
        self,
        organisation_id: OrganisationId,
        period: Period,
        states: Collection[EndState],
        *,
        by: PersonId,
        limit: int,
        offset: int,
    ) -> list[StatedItem]:
        """Items with one of these states, by organisation and last day; of the undrawn after the rest."""
        async with self._database.survey() as session:
            await Organisations(session).get_managed(by, organisation_id)
            stored = TreeStatements(session, organisation_id, period)
            drawn, undrawn = await stored.drawn(), await stored.undrawn()
            lines = await stored.lines(states, limit=limit, offset=offset)
            if len(lines) < limit and sum(count for _, count in undrawn) <= MOST_JUDGED:
                passed = max(0, offset - sum(drawn.counts.get(each, 0) for each in states))
                rest = [
                    line
                    for line in await self._judged(session, [id_ for id_, _ in undrawn], period)
                    if line.state in states
                ]
                lines += rest[passed : passed + limit - len(lines)]
            return await _stated(session, [(1, line) for line in lines])

    async def changes(
        self,
        organisation_id: OrganisationId,
        period: Period,
        *,
        by: PersonId,
        limit: int,
        offset: int,
    ) -> tuple[int, list[StatedItem]]:
        """How many changes the corrections made, and some of them, the newest first."""
        async with self._database.survey() as session:
            await Organisations(session).get_managed(by, organisation_id)
            stored = TreeStatements(session, organisation_id, period)
            total, lines = await stored.changes(limit=limit, offset=offset)
            return total, await _stated(session, lines)

    async def draw(self, organisation_id: OrganisationId, period: Period, *, by: PersonId) -> int:
        """Draw what is due and not drawn, and corrections of what has changed since; how many.

        At most ``MOST_DRAWN`` at a time; each organisation is one transaction.

        Raises:
            TooEarly: the period is not drawn yet, so there is nothing to correct either.
        """
        now = self._clock.now()
        async with self._database.survey() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            calendar = WorkdayCalendar(await WorkdayOverrides(session).all_days())
            if organisation.today(now) < (day := drawing_day(period.last_day, calendar)):
                raise TooEarly(day)
            stored = TreeStatements(session, organisation_id, period)
            wanted = await stored.touched()
            wanted += [id_ for id_, _ in await stored.undrawn()][:MOST_DRAWN]
        drawn = 0
        for id_ in wanted:
            if drawn == MOST_DRAWN:
                break
            async with self._database.write() as session:
                each = await Organisations(session).get_managed(by, id_)
                try:
                    _, is_new = await draw(session, each, period, now, by=by)
                except TooEarly:
                    continue
            drawn += is_new
        return drawn

    async def _judged(
        self, session: AsyncSession, ids: Sequence[OrganisationId], period: Period
    ) -> list[StatementLine]:
        lines: list[StatementLine] = []
        for organisation in await Organisations(session).organisations(ids):
            statement = await judged(session, organisation, period, self._clock.now(), drawn=False)
            lines += statement.lines
        return lines


async def _stated(
    session: AsyncSession, lines: Sequence[tuple[int, StatementLine]]
) -> list[StatedItem]:
    found = await Occurrences(session).many({line.occurrence_id for _, line in lines})
    return [StatedItem(found[line.occurrence_id], line, number) for number, line in lines]
