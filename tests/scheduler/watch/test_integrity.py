"""A database that is damaged is noticed, holds the sending, and takes nothing in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from bot.conversation.addresses import telegram
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.inbox.inbox import Inbox
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.store.damage import examine_file, is_damage
from scheduler.store.engine import Database
from scheduler.store.trouble import DatabaseDamaged
from scheduler.watch.integrity import EXAMINED_EVERY, Integrity

PAGE = 4096
UPDATE = IncomingUpdate(1, telegram(7), {"update_id": 1})


@pytest.fixture
async def file(tmp_path, clock):
    """A database with many names in it, which nobody has open."""
    file = tmp_path / "duty.db"
    database = Database.open(f"sqlite:///{file}")
    await database.migrate()
    many = [
        IncomingUpdate(id_, telegram(id_), {"update_id": id_, "text": "x" * 500})
        for id_ in range(10, 2000)
    ]
    await Inbox(database, clock).exchange(many)
    await database.close()
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


def root_page(file, name):
    with closing(sqlite3.connect(file)) as plain:
        (page,) = plain.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
    return page


def spoil(file, name):
    """Overwrite the root of a table or index."""
    page = root_page(file, name)
    with file.open("r+b") as opened:
        opened.seek((page - 1) * PAGE)
        opened.write(b"\xff" * PAGE)


@pytest.fixture
async def open_():
    opened = []

    async def open_at(file):
        database = Database.open(f"sqlite:///{file}")
        opened.append(database)
        await database.migrate()
        return database

    yield open_at
    for each in opened:
        await each.close()


async def test_a_look_finds_damage_that_nothing_has_met(file, open_):
    assert examine_file(file, quick=True) == examine_file(file, quick=False) == ""
    spoil(file, "inbox")
    database = await open_(file)
    assert database.sound

    await database.examine(quick=True, within=timedelta(seconds=5))

    assert not database.sound


def test_a_look_that_takes_too_long_ends_without_a_finding(file):
    spoil(file, "trail")
    assert examine_file(file, quick=False)
    assert not examine_file(file, quick=False, within=-1.0)


async def test_damage_that_a_statement_meets_is_remembered(file, open_):
    spoil(file, "inbox")
    database = await open_(file)

    with pytest.raises(DatabaseError) as met:
        async with database.read() as session:
            await session.execute(text("SELECT count(payload) FROM inbox"))

    assert is_damage(met.value.orig)
    assert "malformed" in database.damage


async def test_any_other_error_is_no_damage(file, open_):
    database = await open_(file)
    with pytest.raises(DatabaseError):
        async with database.read() as session:
            await session.execute(text("SELECT nothing FROM nowhere"))
    assert database.sound


async def test_damage_holds_the_sending_for_all(file, open_, clock):
    spoil(file, "inbox")
    database = await open_(file)
    holds = Holds(database, clock)

    await Integrity(database, holds).look()

    assert [each.cause for each in await holds.current()] == [HoldCause.DAMAGE]


async def test_what_is_whole_is_looked_through_once_a_day(clock):
    examined, passed = [], 0.0

    async def examine():
        examined.append(passed)

    whole = SimpleNamespace(damage="", examine=examine)
    integrity = Integrity(whole, Holds(whole, clock), monotonic=lambda: passed)
    day = EXAMINED_EVERY.total_seconds()
    for passed in (0.0, 10.0, day - 1, day, day + 10):  # noqa: B007 - read by the functions above
        await integrity.look()

    assert examined == [0.0, day]


async def test_a_damaged_database_takes_nothing_in(file, open_, clock):
    database = await open_(file)
    database.damage = "malformed"
    with pytest.raises(DatabaseDamaged):
        await Inbox(database, clock).exchange([UPDATE])
