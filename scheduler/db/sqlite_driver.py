"""A statement in one go: run and read in one step of the connection's thread.

The driver hands the making of a cursor, the statement, its rows and the closing to the thread one by
one, and waking it each time takes longer than most statements do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import aiosqlite


class Connection(aiosqlite.Connection):
    """For SQLAlchemy, which needs no more of a connection than this."""

    def cursor(self) -> Any:
        """One that keeps all rows of its last statement."""
        return _Cursor(self)

    async def in_thread(self, function: Any, *arguments: Any) -> None:
        """Call a function in the thread that owns the connection."""
        await self._execute(function, *arguments)  # type: ignore[no-untyped-call]


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
        await self._connection.in_thread(self._run, statement, parameters)
        return self

    async def executemany(self, statement: str, parameters: Iterable[Sequence[Any]]) -> _Cursor:
        await self._connection.in_thread(self._run_many, statement, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        self._rows = []

    def _run(self, statement: str, parameters: Sequence[Any]) -> None:
        self._keep(self._connection._conn.execute(statement, parameters))

    def _run_many(self, statement: str, parameters: Iterable[Sequence[Any]]) -> None:
        self._keep(self._connection._conn.executemany(statement, parameters))

    def _keep(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else []
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        cursor.close()


def connect(database: str, **settings: Any) -> Connection:
    """Like ``aiosqlite.connect``; to be awaited."""

    def open_it() -> sqlite3.Connection:
        opened: sqlite3.Connection = sqlite3.connect(database, **settings)
        return opened

    connection = Connection(open_it, iter_chunk_size=64)
    connection._thread.daemon = True
    return connection
