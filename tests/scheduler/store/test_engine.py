from __future__ import annotations

import asyncio
import contextlib
import errno
import sqlite3
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.conversation.addresses import telegram
from scheduler.store.dialects import LOG_BYTES, lasting
from scheduler.store.engine import Database, DatabaseUnusable
from scheduler.store.tables.roster import AssignmentRow, PersonRow
from scheduler.store.tables.workdays import WorkdayOverrideRow
from scheduler.store.trouble import DatabaseLost, is_database_trouble, will_pass
from tests.patience import until

DAY = date(2026, 11, 23)
only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


async def count_up(database: Database, times: int) -> None:
    """Read a number, give way to the others, write the number after it."""
    for _ in range(times):
        async with database.write() as session:
            row = await session.scalar(
                select(WorkdayOverrideRow).where(WorkdayOverrideRow.day == DAY).with_for_update()
            )
            assert row is not None
            number = int(row.source)
            await asyncio.sleep(0)
            row.source = str(number + 1)


async def test_eight_tasks_that_read_then_write_lose_nothing(database: Database) -> None:
    async with database.write() as session:
        session.add(WorkdayOverrideRow(day=DAY, workday=True, source="0"))

    await asyncio.gather(*(count_up(database, 20) for _ in range(8)))

    async with database.read() as session:
        assert await session.scalar(select(WorkdayOverrideRow.source)) == "160"


@only_sqlite
async def test_two_processes_that_read_then_write_lose_nothing(
    database: Database, database_url: str
) -> None:
    async with database.write() as session:
        session.add(WorkdayOverrideRow(day=DAY, workday=True, source="0"))
    other = Database.open(database_url)

    await asyncio.gather(*(count_up(each, 10) for each in (database, other) for _ in range(4)))
    await other.close()

    async with database.read() as session:
        assert await session.scalar(select(WorkdayOverrideRow.source)) == "80"


async def test_an_exception_undoes_the_transaction(database: Database) -> None:
    async def fail_half_way() -> None:
        async with database.write() as session:
            session.add(WorkdayOverrideRow(day=DAY, workday=True, source="notice"))
            await session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_half_way()

    async with database.read() as session:
        assert (await session.scalars(select(WorkdayOverrideRow))).all() == []


async def add(database: Database, day: date, source: str = "notice") -> None:
    """A use case: one transaction."""
    async with database.write() as session:
        session.add(WorkdayOverrideRow(day=day, workday=True, source=source))


async def sources(database: Database) -> list[str]:
    async with database.read() as session:
        return sorted(await session.scalars(select(WorkdayOverrideRow.source)))


async def test_use_cases_in_one_transaction_are_written_together(database: Database) -> None:
    async with database.transaction():
        await add(database, DAY, "first")
        assert await sources(database) == ["first"]
        await add(database, DAY + timedelta(days=1), "second")
        other = asyncio.create_task(sources(database))
        assert await other == []
    assert await sources(database) == ["first", "second"]


@pytest.mark.parametrize("caught", [False, True], ids=["raised", "caught"])
async def test_a_use_case_that_fails_undoes_the_others_of_its_transaction(
    database: Database, caught: bool
) -> None:
    async def fail() -> None:
        async with database.write() as session:
            session.add(WorkdayOverrideRow(day=DAY + timedelta(days=1), workday=True, source="x"))
            await session.flush()
            raise ZeroDivisionError

    async def both() -> None:
        async with database.transaction():
            await add(database, DAY)
            with contextlib.suppress(ZeroDivisionError) if caught else contextlib.nullcontext():
                await fail()

    with contextlib.nullcontext() if caught else pytest.raises(ZeroDivisionError):
        await both()
    assert await sources(database) == []
    await add(database, DAY, "after")
    assert await sources(database) == ["after"]


async def test_a_cancelled_task_leaves_nothing_and_blocks_nobody(database: Database) -> None:
    inside = asyncio.Event()

    async def stay() -> None:
        async with database.write() as session:
            session.add(WorkdayOverrideRow(day=DAY, workday=True, source="lost"))
            await session.flush()
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stay())
    await inside.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    async with database.write() as session:
        session.add(WorkdayOverrideRow(day=DAY, workday=True, source="kept"))
    async with database.read() as session:
        assert await session.scalar(select(WorkdayOverrideRow.source)) == "kept"


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        async with database.read() as session:
            session.add(WorkdayOverrideRow(day=DAY, workday=True, source="notice"))


async def test_a_reader_sees_one_moment_and_does_not_wait_for_a_writer(database: Database) -> None:
    days = select(WorkdayOverrideRow.day)
    async with database.read() as reading:
        assert (await reading.scalars(days)).all() == []
        async with database.write() as writing:
            writing.add(WorkdayOverrideRow(day=DAY, workday=True, source="notice"))
        assert (await reading.scalars(days)).all() == []
    async with database.read() as reading:
        assert (await reading.scalars(days)).all() == [DAY]


@pytest.mark.parametrize(("id_", "name"), [(10**90, "Ann"), (7, "\ud83d"), (7, "n" * 5000)])
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_value_that_does_not_fit_is_no_trouble_that_passes(
    database: Database, id_: int, name: str
) -> None:
    with pytest.raises(DBAPIError) as refused:
        async with database.write() as session:
            session.add(
                PersonRow(
                    address=telegram(id_), name=name, locale="en", created_at=datetime.now(UTC)
                )
            )

    assert not is_database_trouble(refused.value)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_connections_that_the_server_has_closed_are_made_anew(database: Database) -> None:
    others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"

    async def three_at_once() -> None:
        async with database.write() as one, database.read() as two, database.glance() as three:
            for session in (one, two, three):
                assert await session.scalar(text("SELECT 1")) == 1

    await three_at_once()
    async with database.write() as session:
        await session.execute(text(f"SELECT pg_terminate_backend(pid) {others}"))

        async def are_gone() -> bool:
            await session.execute(text("SELECT pg_stat_clear_snapshot()"))
            return not await session.scalar(text(f"SELECT count(*) {others}"))

        await until(are_gone)
    await three_at_once()


async def test_a_row_cannot_point_to_nothing(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.write() as session:
            await session.execute(
                text(
                    "INSERT INTO assignment (organisation_id, person_id, post, start_on, created_at)"
                    " VALUES (1, 1, 'party-member', '2026-01-01', '2026-01-01 00:00:00')"
                )
            )
    async with database.read() as session:
        assert (await session.scalars(select(AssignmentRow))).all() == []


@only_sqlite
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
async def test_the_file_is_opened_durably(
    database: Database, pragma: str, value: str | int
) -> None:
    async with database.write() as session:
        assert await session.scalar(text(f"PRAGMA {pragma}")) == value


async def test_a_file_that_is_removed_or_replaced_is_noticed(tmp_path: Path) -> None:
    file, other = tmp_path / "duty.db", tmp_path / "other.db"
    database = Database.open(f"sqlite:///{file}")
    await database.migrate()
    assert not database.lost

    file.rename(other)
    assert database.lost
    file.write_bytes(other.read_bytes())
    assert database.lost

    other.rename(file)
    assert not database.lost
    await database.close()


async def test_nothing_is_written_into_a_file_that_is_gone(tmp_path: Path) -> None:
    file, other = tmp_path / "duty.db", tmp_path / "other.db"
    database = Database.open(f"sqlite:///{file}")
    await database.migrate()
    with pytest.raises(DatabaseLost) as refused:
        async with database.write():
            file.rename(other)  # while it is written
    assert is_database_trouble(refused.value)
    with pytest.raises(DatabaseLost):
        async with database.write():
            raise AssertionError
    with pytest.raises(DatabaseLost):
        async with database.transaction():
            raise AssertionError

    other.rename(file)
    async with database.write():
        pass
    await database.close()


@only_postgresql
async def test_a_lock_that_somebody_forgot_is_trouble_within_seconds(database: Database) -> None:
    async with database.write() as forgotten:
        await forgotten.execute(text("LOCK TABLE notice"))
        began = time.monotonic()
        for begin in (database.read, database.survey, database.write):
            with pytest.raises(DBAPIError) as refused:
                async with begin() as session:
                    await session.execute(text("SELECT count(*) FROM notice"))
            assert is_database_trouble(refused.value)
    assert time.monotonic() - began < 3 * 4


@only_postgresql
@pytest.mark.parametrize(
    ("kind", "limit"), [("read", "10s"), ("write", "10s"), ("glance", "10s"), ("survey", "2min")]
)
async def test_a_statement_may_take_seconds_and_one_over_many_rows_minutes(
    database: Database, kind: str, limit: str
) -> None:
    async with getattr(database, kind)() as session:
        assert await session.scalar(text("SHOW statement_timeout")) == limit
        assert await session.scalar(text("SHOW lock_timeout")) == "2s"
        assert await session.scalar(text("SHOW jit")) == "off"


@only_postgresql
async def test_planning_may_take_minutes_and_others_after_it_seconds(database: Database) -> None:
    async with database.write() as session:
        await lasting(session)
        assert await session.scalar(text("SHOW statement_timeout")) == "2min"
    async with database.write() as session:
        assert await session.scalar(text("SHOW statement_timeout")) == "10s"


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite+aiosqlite:///:memory:", "mysql://localhost/duty"]
)
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="SQLite"):
        Database.open(url)


def test_a_bare_address_is_enough(tmp_path: Path) -> None:
    assert Database.open(f"sqlite:///{tmp_path / 'duty.db'}").dialect == "sqlite"
    assert Database.open("postgresql://localhost/duty").dialect == "postgresql"


async def test_a_file_that_cannot_be_opened_leaves_no_thread_behind(tmp_path: Path) -> None:
    before = threading.active_count()
    with pytest.raises(DatabaseUnusable, match="unable to open"):
        await Database.open(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}").migrate()
    assert threading.active_count() == before


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_transaction_that_stands_still_is_ended_by_the_server(database: Database) -> None:
    for at_once in (database.write, database.read, database.glance):
        async with at_once() as session:
            setting = await session.scalar(text("SHOW idle_in_transaction_session_timeout"))
        assert setting == "10s"


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (RuntimeError("can't start new thread"), True),
        (RuntimeError("no such thing"), False),
        (MemoryError(), True),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), True),
        (OSError(errno.ENOENT, "No such file"), False),
        (DatabaseLost(), True),
        (ValueError(), False),
    ],
)
def test_what_will_pass_is_told_from_a_fault(error: Exception, passes: bool) -> None:
    assert will_pass(error) is passes


async def test_a_log_that_grew_while_somebody_read_is_cut_when_they_have_done(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "duty.db"
    log = file.with_name("duty.db-wal")
    database = Database.open(f"sqlite:///{file}")
    await database.migrate()

    async def write(times: int) -> None:
        for _ in range(times):
            async with database.write() as session:
                await session.execute(text("CREATE TABLE big (words TEXT)"))
                await session.execute(text("INSERT INTO big VALUES (hex(randomblob(1000000)))"))
                await session.execute(text("DROP TABLE big"))

    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        await write(10)
        grown = log.stat().st_size
        assert grown > LOG_BYTES
        await database.cut_log()
        assert "write-ahead log" in caplog.text
        assert log.stat().st_size >= grown
    await database.cut_log()
    assert log.stat().st_size == 0

    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM person")) == 0
    await database.close()
