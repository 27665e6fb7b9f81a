"""Whoever edits the trail past its triggers is found out."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from scheduler.roster.queries.trail import Act, Trail
from scheduler.roster.queries.trail_chain import examine, last_link
from scheduler.store.engine import Database

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.roster.model import PersonId
    from scheduler.roster.queries.trail_chain import Chain

pytestmark = pytest.mark.experiment("12 the trail edited")

COUNT = 6


async def enter(
    database: Database, clock: ManualClock, by: PersonId | None = None, *, subject: int
) -> None:
    clock.advance(timedelta(seconds=1, microseconds=1))
    async with database.write() as session:
        Trail(session).add(
            Act.COMPLETED, clock.now(), by=by, subject_id=subject, occurrence=subject, what="一"
        )


async def filled(database: Database, clock: ManualClock, make: Factory) -> None:
    person = await make.person("周敏")
    for number in range(1, COUNT):
        await enter(database, clock, person.id, subject=number)
    async with database.write() as session:
        Trail(session).add(Act.SENDING_HELD, clock.now(), operator="周敏", cause="operator")


async def chain(database: Database, expected: str = "") -> Chain:
    async with database.survey() as session:
        return await examine(session, expected=expected)


async def past_the_triggers(database: Database, *changes: str) -> None:
    """As somebody who may change the tables does it, leaving no trace."""
    async with database.write() as session:
        if database.dialect == "postgresql":
            off = ["ALTER TABLE trail DISABLE TRIGGER trail_is_final"]
            on = ["ALTER TABLE trail ENABLE TRIGGER trail_is_final"]
        else:
            rows = await session.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            )
            triggers = {row.name: row.sql for row in rows}
            off, on = [f"DROP TRIGGER {name}" for name in triggers], list(triggers.values())
        for statement in (*off, *changes, *on):
            await session.execute(text(statement))


async def test_what_was_entered_in_order_is_sound(
    database: Database, clock: ManualClock, make: Factory
) -> None:
    assert (await chain(database)).sound
    await filled(database, clock, make)

    found = await chain(database)

    assert (found.sound, found.entries, found.broken_at) == (True, COUNT, None)
    async with database.read() as session:
        assert await last_link(session) == found.last != ""


@pytest.mark.parametrize(
    ("change", "broken_at"),
    [
        ("UPDATE trail SET act = 'withdrawn' WHERE id = 3", 3),
        ("UPDATE trail SET person_id = NULL WHERE id = 3", 3),
        ("UPDATE trail SET subject_id = 4 WHERE id = 3", 3),
        ("UPDATE trail SET at = (SELECT at FROM trail WHERE id = 2) WHERE id = 3", 3),
        ("""UPDATE trail SET details = '{"occurrence": 4, "what": "一"}' WHERE id = 3""", 3),
        ("UPDATE trail SET hash = 'x' WHERE id = 3", 3),
        ("DELETE FROM trail WHERE id = 3", 4),
        ("DELETE FROM trail WHERE id = 1", 2),
        ("UPDATE trail SET id = 99 WHERE id = 3", 4),
        ("INSERT INTO trail (id, at, act, details, hash) SELECT 0, at, act, details, hash "
         "FROM trail WHERE id = 2", 0),
    ],
)  # fmt: skip
async def test_what_was_changed_is_found(
    database: Database, clock: ManualClock, make: Factory, change: str, broken_at: int
) -> None:
    await filled(database, clock, make)

    await past_the_triggers(database, change.replace(":", "\\:"))

    found = await chain(database)
    assert (found.sound, found.broken_at, found.guarded) == (False, broken_at, True)


async def test_a_trail_that_was_cut_lacks_the_hash_that_was_kept_elsewhere(
    database: Database, clock: ManualClock, make: Factory
) -> None:
    await filled(database, clock, make)
    kept = (await chain(database)).last
    await enter(database, clock, subject=7)
    assert (await chain(database, kept)).sound

    await past_the_triggers(database, f"DELETE FROM trail WHERE id >= {COUNT}")
    await enter(database, clock, subject=7)

    assert (await chain(database)).sound
    assert not (await chain(database, kept)).found


async def test_triggers_that_are_gone_are_found(
    database: Database, clock: ManualClock, make: Factory
) -> None:
    await filled(database, clock, make)
    gone = (
        "DROP TRIGGER trail_no_delete"
        if database.dialect == "sqlite"
        else "ALTER TABLE trail DISABLE TRIGGER trail_is_final"
    )
    async with database.write() as session:
        await session.execute(text(gone))

    found = await chain(database)

    async with database.write() as session:
        if database.dialect == "postgresql":
            await session.execute(text("ALTER TABLE trail ENABLE TRIGGER trail_is_final"))
    assert (found.sound, found.guarded, found.broken_at) == (False, False, None)


async def test_erasing_names_breaks_nothing(
    database: Database, clock: ManualClock, make: Factory
) -> None:
    await filled(database, clock, make)

    await past_the_triggers(
        database, "UPDATE person SET name = ''", "UPDATE trail SET operator = NULL"
    )

    assert (await chain(database)).sound


async def test_writers_side_by_side_do_not_fork_the_chain(
    database: Database, database_url: str, clock: ManualClock
) -> None:
    others = [Database.open(database_url) for _ in range(2)]
    try:
        await asyncio.gather(
            *(
                enter(each, clock, subject=number)
                for number in range(8)
                for each in (database, *others)
            )
        )
    finally:
        for each in others:
            await each.close()

    found = await chain(database)
    assert (found.sound, found.entries) == (True, 24)


async def test_a_transaction_that_fails_leaves_no_gap(
    database: Database, clock: ManualClock
) -> None:
    await enter(database, clock, subject=1)

    async def fail() -> None:
        async with database.transaction():
            await enter(database, clock, subject=2)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.transaction():
        await enter(database, clock, subject=3)
        await enter(database, clock, subject=4)

    found = await chain(database)
    assert (found.sound, found.entries) == (True, 3)


async def test_more_entries_than_one_page_are_gone_through(
    database: Database, clock: ManualClock
) -> None:
    async with database.write() as session:
        for number in range(1100):
            Trail(session).add(Act.COMPLETED, clock.now(), subject_id=number)

    found = await chain(database)
    assert (found.sound, found.entries) == (True, 1100)

    await past_the_triggers(database, "UPDATE trail SET act = 'withdrawn' WHERE subject_id = 1050")
    assert (await chain(database)).broken_at is not None
