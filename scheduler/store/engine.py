"""The connection to the database: short transactions, one writer at a time on SQLite."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from weakref import WeakMethod

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, async_sessionmaker

from scheduler.store import migrations
from scheduler.store.damage import examine_file, has_log_of_another, is_damage
from scheduler.store.dialects import (
    LOG_BYTES,
    postgresql_engines,
    sqlite_engine,
    sqlite_engines,
    unlimited,
)
from scheduler.store.log_size import cut_log
from scheduler.store.trouble import DatabaseDamaged, DatabaseLost, is_database_trouble

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


class DatabaseUnusable(Exception):
    """The database cannot be reached or opened, is damaged, or is newer than this program; the text says which."""


class Database:
    """A SQLite file or a PostgreSQL database: :meth:`glance`, :meth:`read`, :meth:`survey`, :meth:`write`.

    SQLite knows one writer: here it is one connection, for which the tasks of this process queue
    in order, and whose transactions begin ``IMMEDIATE``, so that what was read still holds when it
    is written. On PostgreSQL transactions run side by side: read a row with ``with_for_update()``
    before writing what depends on it.
    """

    def __init__(self, url: URL) -> None:
        self._url = url
        self._opened: tuple[int, int] | None = None
        self._engines = engines = (
            postgresql_engines(url) if _is_postgres(url) else sqlite_engines(url)
        )
        self._writing, self._reading, self._surveying, self._glancing = (
            async_sessionmaker(engine, expire_on_commit=False) for engine in engines
        )
        self._joint: dict[asyncio.Task[Any] | None, AsyncConnection] = {}
        self.damage = ""
        """The damage that a statement met, or :meth:`examine` found; empty when none is known."""
        noting = WeakMethod(self._note_damage)

        def note(context: ExceptionContext) -> None:
            # SQLAlchemy keeps the dialect with what listens to it long after the database: not the database.
            if (noted := noting()) is not None:
                noted(context)

        for engine in {*engines}:
            event.listen(engine.sync_engine, "handle_error", note)

    @classmethod
    def open(cls, url: str) -> Database:
        """Prepare for ``url``; the first connection is made by the first transaction.

        Raises:
            ValueError: neither a SQLite file nor PostgreSQL.
        """
        parsed = make_url(url)
        driver = _DRIVERS.get(parsed.get_backend_name())
        if driver is None:
            raise ValueError(f"neither SQLite nor PostgreSQL: {parsed.drivername}")
        if driver == _DRIVERS["sqlite"] and parsed.database in (None, "", ":memory:"):
            raise ValueError("SQLite needs a file: reading and writing use separate connections")
        return cls(parsed.set(drivername=driver))

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._url.get_backend_name()

    def glance(self) -> AbstractAsyncContextManager[AsyncSession]:
        """For one query, which sees one moment by itself: half the time of :meth:`read`."""
        return self._seen(self._glancing)

    def read(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A consistent view of one moment; the database refuses to write in it.

        For queries that an index answers at once: on SQLite everything else waits meanwhile.
        """
        return self._seen(self._reading)

    def survey(self) -> AbstractAsyncContextManager[AsyncSession]:
        """As :meth:`read`, for queries that go through many rows; others go on meanwhile."""
        return self._seen(self._surveying)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A transaction: committed at the end, rolled back when an exception leaves the block.

        Raises:
            DatabaseLost: the file is not there any more, before or after the commit.
        """
        self._refuse_if_lost()
        session = self._session(self._writing)
        try:
            yield session
        except BaseException:
            try:
                await session.rollback()
            finally:
                await session.close()
            raise
        if asyncio.current_task() in self._joint:
            await _commit(session)
        else:
            await asyncio.shield(_commit(session))  # who gives up waiting breaks nothing off
        self._refuse_if_lost()  # it may have gone meanwhile

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Within this block, all that the same task reads and writes is one transaction.

        For several use cases that belong together. Each has a session of its own, so none sees what
        another has loaded. When one of them raises, everything is rolled back, even if the block
        catches the exception. On SQLite nobody else writes meanwhile: keep waits out of the block.
        """
        task = asyncio.current_task()
        self._refuse_if_lost()
        async with self._engines.writer.begin() as connection:
            self._joint[task] = connection
            try:
                yield
            finally:
                del self._joint[task]
        self._refuse_if_lost()

    @asynccontextmanager
    async def _seen(
        self, sessions: async_sessionmaker[AsyncSession]
    ) -> AsyncIterator[AsyncSession]:
        session = self._session(sessions)
        try:
            yield session
            if session.new or session.dirty or session.deleted:
                await session.flush()  # which the database refuses
        finally:
            if session.in_transaction():
                await session.close()  # there is nothing to commit

    def _refuse_if_lost(self) -> None:
        if self.lost:
            raise DatabaseLost("the database file was removed or replaced")

    def _session(self, sessions: async_sessionmaker[AsyncSession]) -> AsyncSession:
        """One of its own; or within a transaction that somebody else commits, where a rollback ends that too."""
        joint = self._joint.get(asyncio.current_task())
        if joint is None:
            return sessions()
        return AsyncSession(joint, expire_on_commit=False, join_transaction_mode="rollback_only")

    async def migrate(self, *, allowed: Callable[[Connection], None] | None = None) -> None:
        """Bring the tables to the newest revision; several processes may do so at once.

        When they are there already, one row is read and Alembic is not even imported. ``allowed``
        looks at older tables before anything is changed, and raises where that is not to be.

        Raises:
            DatabaseUnusable: nothing can be done with it.
        """
        if self._file is not None and has_log_of_another(self._file):
            log = f"{self._file.name}-wal"
            raise DatabaseUnusable(
                f"{self._file} was put in place while {log} stayed; use dutybot restore, or move the log away"
            )
        try:
            await self._migrate(allowed)
        except Exception as error:
            known = isinstance(error, (SQLAlchemyError, OSError)) or is_database_trouble(error)
            if not known and not type(error).__module__.startswith("alembic."):
                raise
            raise DatabaseUnusable(_first_line(error)) from error
        self._opened = _identity(self._url)

    @property
    def lost(self) -> bool:
        """Whether the file of SQLite was removed or replaced since :meth:`migrate`.

        Without its name an open file goes on working, and is lost with the process.
        """
        return self._opened is not None and _identity(self._url) != self._opened

    @property
    def sound(self) -> bool:
        """Whether what is written here can be counted on."""
        return not self.damage and not self.lost

    def refuse_if_damaged(self) -> None:
        """Call it where somebody is about to rely on what was written.

        Raises:
            DatabaseDamaged: something stored is broken.
        """
        if self.damage:
            raise DatabaseDamaged(self.damage)

    async def examine(self, *, quick: bool = False, within: timedelta | None = None) -> None:
        """Look for damage in all of a SQLite file, in a thread; ``quick`` leaves indices out.

        After ``within`` it gives up. PostgreSQL tells by itself, when it meets some.
        """
        if self._file is None:
            return
        seconds = None if within is None else within.total_seconds()
        found = await asyncio.to_thread(examine_file, self._file, quick=quick, within=seconds)
        self.damage = self.damage or found

    @property
    def _file(self) -> Path | None:
        """That of SQLite."""
        return None if _is_postgres(self._url) else Path(self._url.database or "")

    async def cut_log(self, most: int = LOG_BYTES) -> bool:
        """Cut a write-ahead log of more than ``most`` bytes; harmless elsewhere.

        False when somebody reads from it, and it was not cut.
        """
        if self._file is None or self.lost:
            return True
        return await asyncio.to_thread(cut_log, self._file, most)

    def _note_damage(self, context: ExceptionContext) -> None:
        if is_damage(context.original_exception):
            self.damage = self.damage or str(context.original_exception).splitlines()[0]

    async def _migrate(self, allowed: Callable[[Connection], None] | None) -> None:
        async with self._engines.reader.connect() as connection:
            if await connection.run_sync(migrations.revision) == migrations.HEAD:
                return
            if allowed is not None:
                await connection.run_sync(allowed)
        if self.dialect == "postgresql":
            async with self._engines.writer.begin() as connection:
                await unlimited(connection)
                await connection.run_sync(migrations.upgrade)
            return
        # SQLite changes a table by making it anew, which the foreign keys of others would forbid.
        # Another process that starts at the same time may take long to change a large file.
        engine = sqlite_engine(
            self._url, "busy_timeout=60000", "foreign_keys=OFF", begin="BEGIN IMMEDIATE"
        )
        try:
            async with engine.begin() as connection:
                await connection.run_sync(migrations.upgrade)
        finally:
            await engine.dispose()

    async def close(self) -> None:
        """Close every connection."""
        for engine in reversed(self._engines):
            await engine.dispose()


async def _commit(session: AsyncSession) -> None:
    try:
        await session.commit()
    finally:
        await session.close()


def _identity(url: URL) -> tuple[int, int] | None:
    """Device and inode of the file, which stay when it is renamed; None when there is no file."""
    if _is_postgres(url) or url.database is None:
        return None
    try:
        found = os.stat(url.database)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _first_line(error: Exception) -> str:
    """The error in one line, without the statement and the advice that come after it."""
    cause = getattr(error, "orig", None) or error
    return f"{type(cause).__name__}: {cause}".splitlines()[0]


def _is_postgres(url: URL) -> bool:
    return url.get_backend_name() == "postgresql"
