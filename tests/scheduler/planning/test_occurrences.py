from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import inspect, select, update

from bot.conversation.addresses import telegram
from clauses.cadence import Per
from clauses.model import ClauseRef
from scheduler.errors import UnknownOccurrence
from scheduler.periods import Period
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import PersonId
from scheduler.store.engine import Database
from scheduler.store.tables import Base
from scheduler.store.tables.closing import StatementLineRow, StatementRow
from scheduler.store.tables.ledger import LedgerRow, ReliefRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow, PersonRow

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
TODAY = date(2026, 11, 23)
Q4 = date(2026, 10, 1), date(2027, 1, 1)


class Shelf:
    """One organisation with Ann, and whatever a test adds."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def fill(self) -> None:
        self.organisation_id = await self.add(
            OrganisationRow(
                name="机关党委",
                body="committee",
                level="city",
                zone="Asia/Shanghai",
                acts_for=["branch"],
                term_started_on=date(2024, 5, 1),
                created_at=NOW,
            )
        )
        self.ann = PersonId(await self.person(1))

    async def add(self, row: Base) -> int:
        async with self.database.write() as session:
            session.add(row)
            await session.flush()
            (id_,) = inspect(row).identity
        return int(id_)

    async def person(self, telegram_id: int) -> int:
        return await self.add(
            PersonRow(address=telegram(telegram_id), name="安", locale="zh-Hans", created_at=NOW)
        )

    async def hold(
        self, start_on: date, end_on: date | None = None, post: str = "secretary"
    ) -> None:
        await self.add(
            AssignmentRow(
                organisation_id=self.organisation_id,
                person_id=self.ann,
                post=post,
                start_on=start_on,
                end_on=end_on,
                created_at=NOW,
            )
        )

    async def occurrence(self, period: tuple[date, date] = Q4, **more: Any) -> OccurrenceId:
        values = {
            "organisation_id": self.organisation_id,
            "ref": "pack:A",
            "post": "secretary",
            "per": Per.QUARTER.value,
            "due_on": period[1],
            "provisional": False,
            "needed": 2,
            **more,
        }
        return OccurrenceId(
            await self.add(
                OccurrenceRow(
                    period_start=period[0], period_end=period[1], created_at=NOW, **values
                )
            )
        )

    async def enter(
        self, occurrence_id: int, day: date, *, withdraws: bool = False, number: int = 0
    ) -> None:
        await self.add(
            LedgerRow(
                occurrence_id=occurrence_id,
                person_id=self.ann,
                held_on=day,
                number=number,
                withdraws=withdraws,
                recorded_at=NOW,
            )
        )

    async def get(self, occurrence_id: int) -> Occurrence:
        async with self.database.read() as session:
            return await Occurrences(session).get(OccurrenceId(occurrence_id))

    async def of_ann(self) -> list[OccurrenceId]:
        async with self.database.read() as session:
            return [each.id for each in await Occurrences(session).of_person(self.ann, TODAY)]


@pytest.fixture
async def shelf(database: Database) -> Shelf:
    shelf = Shelf(database)
    await shelf.fill()
    return shelf


async def test_an_occurrence_comes_with_its_organisation_and_period(shelf: Shelf) -> None:
    occurrence = await shelf.get(await shelf.occurrence())

    assert occurrence.ref == ClauseRef("pack", "A")
    assert occurrence.period == Period(*Q4, Per.QUARTER)
    assert occurrence.organisation.id == shelf.organisation_id
    assert occurrence.organisation.acts_for == ("branch",)
    assert (occurrence.needed, occurrence.completed, occurrence.holder_id) == (2, 0, None)


@pytest.mark.parametrize("seed", range(4))
async def test_the_database_keeps_the_day_on_which_an_item_was_met(shelf: Shelf, seed: int) -> None:
    chance = random.Random(seed)
    ids = [await shelf.occurrence(holder_id=shelf.ann, needed=1 + seed % 3)]
    ids.append(await shelf.occurrence(needed=2))
    standing: dict[int, list[date]] = {id_: [] for id_ in ids}
    entered: dict[tuple[int, date], int] = {}
    needed = dict.fromkeys(ids, 2) | {ids[0]: 1 + seed % 3}

    async def met_on() -> dict[int, date | None]:
        async with shelf.database.read() as session:
            rows = await session.execute(select(OccurrenceRow.id, OccurrenceRow.met_on))
            return {row.id: row.met_on for row in rows}

    for _ in range(25):
        id_ = chance.choice(ids)
        held = standing[id_]
        match chance.randrange(5):
            case 0:
                needed[id_] = chance.randint(1, 3)
                async with shelf.database.write() as session:
                    await session.execute(
                        update(OccurrenceRow)
                        .where(OccurrenceRow.id == id_)
                        .values(needed=needed[id_])
                    )
            case 1 if held:
                day = held.pop(chance.randrange(len(held)))
                await shelf.enter(id_, day, withdraws=True, number=entered[id_, day])
            case _:
                day = Q4[0] + timedelta(days=chance.randrange(8))
                if day not in held:
                    held.append(day)
                    entered[id_, day] = entered.get((id_, day), -1) + 1
                    await shelf.enter(id_, day, number=entered[id_, day])
        assert await met_on() == {
            each: sorted(days)[needed[each] - 1] if len(days) >= needed[each] else None
            for each, days in standing.items()
        }


async def test_a_withdrawn_entry_does_not_count(shelf: Shelf) -> None:
    occurrence_id = await shelf.occurrence()
    for day in (12, 13):
        await shelf.enter(occurrence_id, date(2026, 11, day))
    await shelf.enter(occurrence_id, date(2026, 11, 13), withdraws=True)

    assert (await shelf.get(occurrence_id)).completed == 1


async def test_an_unknown_occurrence_is_refused(shelf: Shelf) -> None:
    with pytest.raises(UnknownOccurrence):
        await shelf.get(4711)


async def test_several_come_in_order_of_their_last_day(shelf: Shelf) -> None:
    later = await shelf.occurrence(ref="pack:B", due_on=date(2026, 12, 31))
    sooner = await shelf.occurrence(due_on=date(2026, 12, 30))

    async with shelf.database.read() as session:
        found = await Occurrences(session).many([later, sooner, OccurrenceId(4711)])

    assert list(found) == [sooner, later]


@pytest.mark.parametrize(
    ("held", "owed"),
    [
        pytest.param((date(2020, 1, 1), None), True, id="held all along"),
        pytest.param((TODAY, None), True, id="held from today"),
        pytest.param((date(2020, 1, 1), date(2027, 1, 1)), True, id="to end later"),
        pytest.param((date(2026, 11, 24), None), False, id="held from tomorrow"),
        pytest.param((date(2020, 1, 1), TODAY), False, id="ended today"),
    ],
)
async def test_a_person_owes_what_their_post_owes(
    shelf: Shelf, held: tuple[date, date | None], *, owed: bool
) -> None:
    occurrence_id = await shelf.occurrence()
    await shelf.hold(*held)

    assert await shelf.of_ann() == ([occurrence_id] if owed else [])


async def test_what_another_post_or_holder_owes_is_not_theirs(shelf: Shelf) -> None:
    other = await shelf.person(2)
    await shelf.hold(date(2020, 1, 1))
    own = await shelf.occurrence(ref="pack:B", holder_id=shelf.ann)
    await shelf.occurrence(ref="pack:B", holder_id=other)
    await shelf.occurrence(ref="pack:C", post="deputy")

    assert await shelf.of_ann() == [own]


@pytest.mark.parametrize(
    ("period", "start_on", "shown"),
    [
        pytest.param((date(2026, 10, 1), date(2026, 11, 1)), 2020, True, id="ended 22 days ago"),
        pytest.param((date(2024, 9, 1), date(2024, 10, 1)), 2020, True, id="ended long ago"),
        pytest.param((date(2027, 1, 1), date(2027, 4, 1)), 2020, True, id="not begun"),
        pytest.param(
            (date(2026, 10, 1), date(2026, 11, 1)), 2026, True, id="left by those before them"
        ),
    ],
)
async def test_what_is_owed_stays_in_sight_whoever_held_the_post_then(
    shelf: Shelf, period: tuple[date, date], start_on: int, *, shown: bool
) -> None:
    await shelf.hold(date(start_on, 11, 1))
    await shelf.occurrence(period)

    assert bool(await shelf.of_ann()) is shown


async def test_what_was_met_goes_out_of_sight_with_its_period(shelf: Shelf) -> None:
    await shelf.hold(date(2020, 1, 1))
    october = await shelf.occurrence((date(2026, 10, 1), date(2026, 11, 1)))
    for day in (12, 13):
        await shelf.enter(october, date(2026, 10, day))
    assert await shelf.of_ann() == []
    async with shelf.database.read() as session:
        found = await Occurrences(session).of_person(shelf.ann, TODAY, date(2026, 10, 1))
    assert [each.id for each in found] == [october]


async def relieve(shelf: Shelf, occurrence_id: int, until: date | None = None, **more: Any) -> None:
    kind = "excuse" if until is None else "extension"
    values = {"asked_by": shelf.ann, "asked_at": NOW, "reason": "搬迁", **more}
    if "granted" in values:
        values["decided_at"] = NOW
    await shelf.add(ReliefRow(occurrence_id=occurrence_id, kind=kind, until=until, **values))


async def test_a_relief_counts_while_it_stands(shelf: Shelf) -> None:
    await shelf.hold(date(2020, 1, 1))
    october = (date(2026, 10, 1), date(2026, 11, 1))
    excused = await shelf.occurrence(october, ref="pack:A")
    await relieve(shelf, excused, granted=True)
    asked = await shelf.occurrence(october, ref="pack:B")
    await relieve(shelf, asked)
    refused = await shelf.occurrence(october, ref="pack:C")
    await relieve(shelf, refused, granted=False)
    ended = await shelf.occurrence(october, ref="pack:D")
    await relieve(shelf, ended, granted=True, ended_at=NOW)
    extended = await shelf.occurrence(october, ref="pack:E")
    await relieve(shelf, extended, date(2026, 12, 4), granted=True)

    assert await shelf.of_ann() == [asked, refused, ended, extended]
    found = await shelf.get(excused)
    assert (found.excused, found.remaining, found.extended_to) == (True, 0, None)
    found = await shelf.get(extended)
    assert (found.excused, found.remaining) == (False, 2)
    assert (found.extended_to, found.last_day) == (date(2026, 12, 4), date(2026, 12, 4))
    assert found.counts(date(2026, 12, 4))
    assert not (await shelf.get(refused)).counts(date(2026, 12, 4))


async def test_the_closing_statement_ends_what_is_owed(shelf: Shelf) -> None:
    await shelf.hold(date(2020, 1, 1))
    october = await shelf.occurrence((date(2026, 10, 1), date(2026, 11, 1)))
    statement = await shelf.add(
        StatementRow(
            organisation_id=shelf.organisation_id,
            per=Per.MONTH.value,
            period_start=date(2026, 10, 1),
            period_end=date(2026, 11, 1),
            number=1,
            drawn_on=date(2026, 11, 13),
            drawn_at=NOW,
            drawn_by=shelf.ann,
        )
    )
    async with shelf.database.write() as session:
        session.add(
            StatementLineRow(
                statement_id=statement,
                occurrence_id=october,
                state="not-done",
                entered_later=0,
                provisional=False,
            )
        )
    assert await shelf.of_ann() == []


async def test_of_the_terms_only_the_one_that_runs_is_shown(shelf: Shelf) -> None:
    await shelf.hold(date(2020, 1, 1))
    term = {"per": Per.TERM.value}
    running = await shelf.occurrence((date(2024, 5, 1), date(2027, 5, 1)), **term)
    await shelf.occurrence((date(2024, 4, 1), date(2027, 4, 1)), **term)

    assert await shelf.of_ann() == [running]
