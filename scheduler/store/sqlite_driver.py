"""Statements of SQLite in one go, and only those in a thread that may have to wait there.

The driver hands the making of a cursor, the statement, its rows and the closing to a thread one by
one, and waking it each time takes longer than most statements do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import aiosqlite

MANY = 200
"""More rows at once than that take longer than waking the thread."""


class Connection(aiosqlite.Connection):
    """For SQLAlchemy, which needs no more of a connection than this; all of it in the thread."""

    def cursor(self) -> Any:
        """One that keeps all rows of its last statement."""
        return _Cursor(self)

    async def _connect(self) -> aiosqlite.Connection:
        try:
            return await super()._connect()
        except BaseException:
            # Told to stop by now. Its last word must not come when the event loop has ended.
            self._thread.join()
            raise

    async def run(self, function: Any, *arguments: Any, may_wait: bool) -> None:
        """Call a function that uses the connection; ``may_wait`` for a lock, the disk or many rows."""
        await self._execute(function, *arguments)  # type: ignore[no-untyped-call]


class Writer(Connection):
    """For short transactions: they begin and end in the thread, and what is between does not wait."""

    async def run(self, function: Any, *arguments: Any, may_wait: bool) -> None:
        """Call it here if that takes no longer than waking the thread."""
        if may_wait:
            await self._execute(function, *arguments)  # type: ignore[no-untyped-call]
        else:
            function(*arguments)


class Reader(Connection):
    """For short reads, none of which waits for anybody: nothing of it in the thread."""

    async def run(self, function: Any, *arguments: Any, may_wait: bool) -> None:
        """Call it here."""
        function(*arguments)

    async def commit(self) -> None:
        """Let go of the moment that was read."""
        self._conn.commit()

    async def rollback(self) -> None:
        """As :meth:`commit`."""
        self._conn.rollback()


class _Cursor:
    """What SQLAlchemy's adapter asks of a cursor."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> _Cursor:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> _Cursor:
        begins = statement.startswith("BEGIN")
        await self._connection.run(self._run, statement, parameters, may_wait=begins)
        return self

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> _Cursor:
        many = len(parameters) > MANY
        await self._connection.run(self._run_many, statement, parameters, may_wait=many)
        return self

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        self._rows = []

    def _run(self, statement: str, parameters: Sequence[Any]) -> None:
        self._keep(self._connection._conn.execute(statement, parameters))

    def _run_many(self, statement: str, parameters: Sequence[Sequence[Any]]) -> None:
        self._keep(self._connection._conn.executemany(statement, parameters))

    def _keep(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else []
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        cursor.close()


def connect(kind: type[Connection], database: str, **settings: Any) -> Connection:
    """Like ``aiosqlite.connect``; to be awaited."""

    def open_it() -> sqlite3.Connection:
        # Never in two threads at once: whoever has called waits for the end.
        settings["check_same_thread"] = False
        opened: sqlite3.Connection = sqlite3.connect(database, **settings)
        return opened

    connection = kind(open_it, iter_chunk_size=64)
    connection._thread.daemon = True
    return connection
