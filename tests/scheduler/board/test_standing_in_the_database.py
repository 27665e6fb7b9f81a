"""The database tells how an item stands by the same rule as :func:`standing_of`."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from clauses.cadence import Per
from scheduler.board.queries.items import BoardItems
from scheduler.board.reading import read_board
from scheduler.board.standing import ENDED, ItemStanding, Marks, standing_of
from scheduler.board.values import Listing
from scheduler.ledger.states import EndState
from scheduler.periods import Period, period_containing
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.store.tables.closing import StatementLineRow, StatementRow
from scheduler.store.tables.ledger import LedgerRow, ReliefRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.workdays.calendar import WorkdayCalendar

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.roster.model import Organisation, Person
    from scheduler.store.engine import Database

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1), Per.YEAR)
CALENDAR = WorkdayCalendar()
NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
"""A Sunday."""
TODAY = date(2026, 11, 22)
ACTS = ((), (0,), (3,), (0, 3))
RELIEFS = (None, "excuse", TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=30))
ENDS = (*ENDED, EndState.NOT_LISTED)
DUE = [TODAY + timedelta(days=n) for n in (-30, -20, -10, -2, -1, 0, 1, 9, 10, 20)]


async def _items(database: Database, organisation: Organisation, person: Person) -> None:
    """Every date with every act, relief and end, of monthly and yearly items, with a holder or none."""
    rows: list[object] = []
    items: list[object] = []
    async with database.write() as session:
        statement = StatementRow(
            organisation_id=organisation.id,
            per="year",
            period_start=YEAR.start,
            period_end=YEAR.end,
            number=1,
            drawn_on=TODAY,
            drawn_at=NOW,
            drawn_by=person.id,
        )
        session.add(statement)
        await session.flush()
        statement_id = statement.id
    cases = itertools.product(DUE, ACTS, RELIEFS, (Per.WEEK, Per.YEAR))
    for number, (due, acts, relief, per) in enumerate(cases):
        period = period_containing(per, due)
        if per is Per.WEEK:
            due = CALENDAR.last_workday_on_or_before(period.last_day)
        due = CALENDAR.last_workday_on_or_before(due)
        post = "agency-committee-secretary" if number % 2 else "agency-committee-deputy"
        id_ = OccurrenceId(number + 1)
        items.append(
            OccurrenceRow(
                id=id_,
                organisation_id=organisation.id,
                ref=f"party-regulations:X{number}",
                post=post,
                per=per.value,
                period_start=period.start,
                period_end=period.end,
                due_by=due,
                due_on=due,
                provisional=False,
                needed=1 + number % 2 * (len(acts) > 1),
                created_at=NOW,
            )
        )
        rows += [
            LedgerRow(
                occurrence_id=id_,
                person_id=person.id,
                held_on=due + timedelta(days=days),
                number=0,
                withdraws=False,
                made_up=False,
                recorded_at=NOW,
            )
            for days in acts
        ]
        if relief is not None:
            rows.append(
                ReliefRow(
                    occurrence_id=id_,
                    kind="excuse" if relief == "excuse" else "extension",
                    until=None if relief == "excuse" else relief,
                    reason="搬迁",
                    asked_by=person.id,
                    asked_at=NOW,
                    decided_by=person.id,
                    decided_at=NOW,
                    granted=True,
                )
            )
        if per is Per.WEEK and number % 4 == 0:
            rows.append(_line(statement_id, id_, ENDS[number // 4 % len(ENDS)]))
    async with database.write() as session:
        session.add_all(items)
        await session.flush()
        session.add_all(rows)


def _line(statement_id: int, id_: OccurrenceId, state: EndState) -> StatementLineRow:
    return StatementLineRow(
        statement_id=statement_id,
        occurrence_id=id_,
        state=state.value,
        entered_later=0,
        provisional=False,
    )


async def test_it_is_the_rule_that_is_written_in_python(
    database: Database, make: Factory, library: Library, clock: ManualClock
) -> None:
    clock.set(NOW)
    organisation = await make.organisation()
    person = await make.holder(organisation)
    deputy = await make.person()
    await make.assignment(
        deputy, organisation, post="agency-committee-deputy", end_on=date(2026, 6, 1)
    )
    await _items(database, organisation, person)

    async with database.survey() as session:
        items = BoardItems(session, organisation.id, YEAR, Marks.of(TODAY, CALENDAR))
        told = {each.id: each.standing for each in await items.among([organisation.id])}
        every = list(await session.scalars(select(OccurrenceRow.id)))
        each_stands = await items.standing([OccurrenceId(id_) for id_ in every])
        occurrences = await Occurrences(session).many(each_stands)
        held: dict[int, list[date]] = {}
        for id_, day in await session.execute(select(LedgerRow.occurrence_id, LedgerRow.held_on)):
            held.setdefault(id_, []).append(day)
        ended = dict(
            (
                await session.execute(
                    select(StatementLineRow.occurrence_id, StatementLineRow.state)
                )
            ).all()
        )
        board = await read_board(
            session, library, organisation, YEAR, NOW, Listing(tuple(ItemStanding), 1000)
        )
        owed = await items.owed()

    def judged(each: Occurrence) -> ItemStanding | None:
        state = ended.get(each.id) if each.period.end <= TODAY else None
        return standing_of(
            each,
            TODAY,
            CALENDAR.workdays_until(TODAY, each.due_on),
            in_time=sum(day <= each.overdue_after for day in held.get(each.id, [])),
            vacant=each.post == "agency-committee-deputy",
            ended=None if state is None else EndState(state),
        )

    assert each_stands == {id_: judged(each) for id_, each in occurrences.items()}
    assert set(each_stands.values()) == {*ItemStanding, None}
    assert told == {id_: each for id_, each in each_stands.items() if each is not None}
    assert board.counts.total() == len(told) == len(board.lines)
    for standing in ItemStanding:
        assert board.counts[standing] == sum(each is standing for each in told.values())
    assert owed == {each: board.counts[each] for each in ItemStanding if each.is_owed}
    assert all(owed.values())
    assert board.vacancies == 1
    assert all(
        each.vacant == (each.occurrence.post != "agency-committee-secretary")
        for each in board.lines
    )
