"""The driver's connections to SQLite, in place of aiosqlite's own: a thread only where something waits.

aiosqlite hands the making of a cursor, the statement, its rows and the closing to a thread one by one,
and waking the thread takes longer than most statements do. Here a statement and its rows are one step.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

MANY = 200
"""More rows at once than that take longer than waking the thread."""


class Connection:
    """A connection of the shape of aiosqlite's, as far as SQLAlchemy's adapter uses it; all in a thread."""

    short_here = False
    """Whether a statement that takes no longer than waking the thread runs without it."""
    waits_here = False
    """The same for one that may wait for a lock or the disk, or brings many rows."""

    def __init__(self, database: str, **settings: Any) -> None:
        self._database = database
        # Never in two threads at once: the caller waits for the end.
        self._settings = {**settings, "check_same_thread": False}
        self._thread = ThreadPoolExecutor(1, "sqlite")
        self._connection: sqlite3.Connection | None = None  # by this name the adapter asks for it

    def __await__(self) -> Generator[Any, None, Connection]:
        return self._opened().__await__()

    async def _opened(self) -> Connection:
        try:
            await self._in_thread(self._open)
        except BaseException:
            self.stop()
            self._thread.shutdown()  # it is not to outlive the event loop
            raise
        return self

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._database, **self._settings)

    @property
    def sqlite(self) -> sqlite3.Connection:
        """The open connection."""
        if self._connection is None:
            raise ValueError("no active connection")  # words that the adapter knows
        return self._connection

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.sqlite.in_transaction

    def cursor(self) -> _Cursor:
        """A cursor that keeps all rows of its last statement."""
        return _Cursor(self)

    async def run(
        self, function: Callable[..., object], *arguments: object, may_wait: bool = True
    ) -> None:
        """Call a function that uses the connection, here or after what the thread has yet to do."""
        if self.waits_here if may_wait else self.short_here:
            function(*arguments)
        else:
            await self._in_thread(function, *arguments)

    async def _in_thread(self, function: Callable[..., object], *arguments: object) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments)

    async def create_function(self, *arguments: Any, **options: Any) -> None:
        """As that of sqlite3."""
        self.sqlite.create_function(*arguments, **options)

    async def commit(self) -> None:
        """Commit the transaction, or let go of the moment that was read."""
        await self.run(self.sqlite.commit)

    async def rollback(self) -> None:
        """Undo the transaction, or let go of the moment that was read."""
        if self.in_transaction:
            await self.run(self.sqlite.rollback)

    async def close(self) -> None:
        """Close it, after what is under way; harmless when it is closed."""
        if self._connection is not None:
            await self._in_thread(self._close)
        self._thread.shutdown(wait=False)

    def stop(self) -> None:
        """As :meth:`close`, without waiting."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=False)

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


class Writer(Connection):
    """For short transactions: they begin and end in the thread, and what is between does not wait."""

    short_here = True


class Reader(Connection):
    """For short reads, none of which waits for anybody: nothing of it in the thread."""

    short_here = waits_here = True


class _Cursor:
    """A cursor as far as the adapter uses it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> _Cursor:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        execute = self._connection.sqlite.execute
        begins = statement.startswith("BEGIN")
        await self._connection.run(self._keep, execute, statement, parameters, may_wait=begins)

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> None:
        execute = self._connection.sqlite.executemany
        many = len(parameters) > MANY
        await self._connection.run(self._keep, execute, statement, parameters, may_wait=many)

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        self._rows = []

    def _keep(
        self, execute: Callable[..., sqlite3.Cursor], statement: str, parameters: Sequence[Any]
    ) -> None:
        cursor = execute(statement, parameters)
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else []
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        cursor.close()
