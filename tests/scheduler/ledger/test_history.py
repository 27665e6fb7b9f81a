from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from clauses.cadence import Per
from scheduler.errors import UnknownOccurrence
from scheduler.ledger.completion import Completions
from scheduler.ledger.corrections import Corrections
from scheduler.ledger.history import History
from scheduler.ledger.states import EndState
from scheduler.periods import Period, period_containing
from scheduler.planning.occurrences import Release
from scheduler.store.tables.planning import OccurrenceRow

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.planning.occurrences import OccurrenceId
    from scheduler.roster.model import Organisation, Person
    from scheduler.store.engine import Database

E04 = "party-regulations:E04"
SECRETARY = "branch-secretary"


@pytest.fixture
def history(database: Database, library: Library, clock: ManualClock) -> History:
    return History(database, library, clock)


@pytest.fixture
def completions(database: Database, clock: ManualClock) -> Completions:
    return Completions(database, clock)


async def branch(make: Factory) -> tuple[Organisation, Person]:
    organisation = await make.organisation("一支部", body="branch")
    return organisation, await make.holder(organisation, post=SECRETARY)


async def month(
    make: Factory, organisation: Organisation, number: int, *, year: int = 2026, **more: object
) -> OccurrenceId:
    period = period_containing(Per.MONTH, date(year, number, 1))
    return await make.occurrence(organisation, ref=E04, post=SECRETARY, period=period, **more)


async def test_a_year_is_counted_by_end_state(
    history: History, completions: Completions, make: Factory
) -> None:
    organisation, holder = await branch(make)
    months = {number: await month(make, organisation, number) for number in range(8, 13)}
    await completions.complete(months[8], by=holder.id, held_on=date(2026, 8, 20))
    await completions.complete(months[9], by=holder.id, held_on=date(2026, 11, 2), late=True)
    await completions.complete(months[11], by=holder.id, held_on=date(2026, 11, 20))

    past = await history.of(holder)

    assert (past.year, past.years) == (2026, (2026,))
    assert [(item.occurrence.id, item.state) for item in past.items] == [
        (months[8], EndState.IN_TIME),
        (months[9], EndState.LATE),
        (months[10], EndState.OPEN),
        (months[11], EndState.IN_TIME),
    ]
    assert past.counts == {EndState.IN_TIME: 2, EndState.LATE: 1, EndState.OPEN: 1}
    assert past.counts.total() == len(past.items)
    assert {item.clause.duty for item in past.items} == {past.items[0].clause.duty}


async def test_what_only_runs_hides_no_year_that_is_past(
    history: History, make: Factory, clock: ManualClock
) -> None:
    clock.set(datetime(2027, 1, 4, 1, tzinfo=UTC))
    organisation, holder = await branch(make)
    december = await month(make, organisation, 12)
    await month(make, organisation, 1, year=2027)
    term = Period(date(2026, 3, 1), date(2029, 3, 1), Per.TERM)
    await make.occurrence(organisation, ref=E04, post=SECRETARY, period=term)

    past = await history.of(holder)

    assert (past.year, past.years) == (2026, (2026,))
    assert [item.occurrence.id for item in past.items] == [december]


async def test_what_is_due_inside_its_period_is_late_after_its_day(
    history: History, completions: Completions, make: Factory
) -> None:
    organisation, holder = await branch(make)
    in_time = await month(make, organisation, 9, due_by=date(2026, 9, 10))
    late = await month(make, organisation, 10, due_by=date(2026, 10, 10))
    await completions.complete(in_time, by=holder.id, held_on=date(2026, 9, 10))

    await completions.complete(late, by=holder.id, held_on=date(2026, 10, 11))

    past = await history.of(holder)
    assert [(item.occurrence.id, item.state) for item in past.items] == [
        (in_time, EndState.IN_TIME),
        (late, EndState.LATE),
    ]


async def test_there_is_a_year_for_each_that_has_anything(
    history: History, make: Factory, clock: ManualClock
) -> None:
    organisation, holder = await branch(make)
    old = await month(make, organisation, 12, year=2026)
    new = await month(make, organisation, 1, year=2027)
    await month(make, organisation, 3, year=2027)
    clock.set(datetime(2027, 2, 10, 1, tzinfo=UTC))

    for year, expected in [(None, new), (2027, new), (2026, old), (2020, new)]:
        past = await history.of(holder, year)
        assert past.years == (2027, 2026)
        assert [item.occurrence.id for item in past.items] == [expected]


async def test_there_may_be_nothing(history: History, make: Factory) -> None:
    past = await history.of(await make.person())
    assert (past.year, past.years, past.items) == (2026, (), ())


async def test_a_successor_sees_the_whole_past_and_a_predecessor_their_part(
    history: History, completions: Completions, make: Factory
) -> None:
    organisation = await make.organisation("一支部", body="branch")
    before, after = await make.person("张伟"), await make.person("陈晨")
    await make.assignment(before, organisation, post=SECRETARY, end_on=date(2026, 10, 1))
    await make.assignment(after, organisation, post=SECRETARY, start_on=date(2026, 10, 1))
    september = await month(make, organisation, 9)
    october = await month(make, organisation, 10)

    assert [each.occurrence.id for each in (await history.of(after)).items] == [september, october]
    assert [each.occurrence.id for each in (await history.of(before)).items] == [september]

    await completions.complete(september, by=after.id, held_on=date(2026, 9, 3), note="私下")
    opened = await history.item(september, before.id)
    assert (opened.item.occurrence.id, opened.item.state) == (september, EndState.IN_TIME)
    assert (opened.entries, opened.may_enter) == ((), False)
    opened = await history.item(september, after.id)
    assert (len(opened.entries), opened.may_enter) == (1, True)
    with pytest.raises(UnknownOccurrence):
        await history.item(october, before.id)
    with pytest.raises(UnknownOccurrence):
        await completions.complete(september, by=before.id, held_on=date(2026, 9, 2))


async def test_what_each_holder_owes_is_theirs_alone(history: History, make: Factory) -> None:
    organisation, holder = await branch(make)
    other = await make.holder(organisation, post=SECRETARY)
    await month(make, organisation, 9, holder=other)
    own = await month(make, organisation, 9, holder=holder)
    assert [each.occurrence.id for each in (await history.of(holder)).items] == [own]


async def test_an_item_opens_with_notes_and_files(
    history: History,
    completions: Completions,
    make: Factory,
    database: Database,
    clock: ManualClock,
) -> None:
    organisation, holder = await branch(make)
    october = await month(make, organisation, 10)
    first = await completions.complete(
        october, by=holder.id, held_on=date(2026, 10, 20), note="三楼"
    )
    await completions.add_evidence(first.entry.id, by=holder.id, kind="photo", file_id="F1")
    await Corrections(database, clock).correct(
        first.entry.id, by=holder.id, held_on=date(2026, 10, 19)
    )

    opened = await history.item(october, holder.id)

    before, after = opened.entries
    assert opened.item.state is EndState.IN_TIME
    assert (before.entry.withdrawn, before.files) == (True, ())
    assert (after.entry.held_on, after.entry.note) == (date(2026, 10, 19), "三楼")
    assert [file.file_id for file in after.files] == ["F1"]


async def test_a_stranger_sees_nothing(history: History, make: Factory) -> None:
    organisation, _ = await branch(make)
    october = await month(make, organisation, 10)
    stranger = await make.holder(await make.organisation("二支部"))
    assert (await history.of(stranger)).items == ()
    with pytest.raises(UnknownOccurrence):
        await history.item(october, stranger.id)


async def test_a_vacant_post_has_its_past(
    history: History, make: Factory, clock: ManualClock
) -> None:
    """Whoever comes after a time without anybody finds what was owed then."""
    organisation = await make.organisation("一支部", body="branch")
    gone, come = await make.person(), await make.person()
    await make.assignment(gone, organisation, post=SECRETARY, end_on=date(2026, 9, 1))
    await make.assignment(come, organisation, post=SECRETARY, start_on=date(2026, 11, 2))
    vacant = await month(make, organisation, 10)
    assert [each.occurrence.id for each in (await history.of(come)).items] == [vacant]
    assert (await history.of(gone)).items == ()


async def test_what_was_dropped_before_it_began_is_no_past(
    history: History, completions: Completions, make: Factory, database: Database
) -> None:
    organisation, holder = await branch(make)
    begun, never, done = [await month(make, organisation, number) for number in (8, 9, 10)]
    await completions.complete(done, by=holder.id, held_on=date(2026, 10, 20))
    async with database.write() as session:
        for id_, why, on in (
            (begun, Release.LOCAL_RULE, date(2026, 8, 10)),
            (never, Release.LOCAL_RULE, date(2026, 8, 10)),
            (done, Release.UNPLANNED, date(2026, 11, 1)),
        ):
            row = await session.get_one(OccurrenceRow, id_)
            row.released_reason, row.released_on = why.value, on

    past = await history.of(holder)
    assert [item.occurrence.id for item in past.items] == [begun, done]
