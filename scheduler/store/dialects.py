"""Everything in which SQLite and PostgreSQL differ: how to connect, and what queries must know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable, event, func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

from scheduler.store.driving import drive
from scheduler.store.sqlite_driver import Connection as SqliteConnection
from scheduler.store.sqlite_driver import Reader, Writer
from scheduler.store.tables import Base
from scheduler.store.trouble import take_values_out

LOG_BYTES = 16_000_000
"""A larger write-ahead log of SQLite is cut as soon as nobody reads from it."""

_PRAGMAS = (
    "busy_timeout=3500",  # first: the next one may have to wait for another process
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL loses acknowledged commits at power loss
    f"journal_size_limit={LOG_BYTES}",
    "secure_delete=ON",  # deleted names are overwritten, not left in free pages
)

_POOL_TIMEOUT_SECONDS = 5
"""Together with the wait for another process, a person is told within 10 s that the bot is busy."""

HIDE_PARAMETERS = True
"""The text of an error holds no values: they are names, notes and ids, and errors are logged."""

_IDLE_SECONDS = 10.0
"""PostgreSQL ends a transaction that stands still for this long: a frozen process gives up its rows before its lease."""

_LOCK_SECONDS = 2.0
"""On PostgreSQL a statement waits this long for a lock that somebody else holds."""

_STATEMENT_SECONDS = 10.0
"""A statement that takes longer than this on PostgreSQL is given up; all of ours take far less."""

_LASTING_SECONDS = 120.0
"""The same for those over many rows."""


def insert_into(session: AsyncSession, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """The INSERT of the session's database, for its ``on_conflict_…`` methods."""
    return postgresql.insert(table) if _is_postgresql(session) else sqlite.insert(table)


class PreparedInsert:
    """An INSERT with its ``on_conflict_…``, put together once for each database.

    ``complete`` is given the bare INSERT of a database.
    """

    def __init__(
        self,
        table: type[Base],
        complete: Callable[[postgresql.Insert | sqlite.Insert], Executable],
    ) -> None:
        self._of = {
            "postgresql": complete(postgresql.insert(table)),
            "sqlite": complete(sqlite.insert(table)),
        }

    def of(self, session: AsyncSession) -> Executable:
        """That of the session's database."""
        return self.on(session.get_bind().dialect.name)

    def on(self, dialect: str) -> Executable:
        """That of a database, by its name."""
        return self._of[dialect]


async def instant(session: AsyncSession, now: datetime) -> datetime:
    """The time by which processes compare: on PostgreSQL the database's own at this moment.

    SQLite is one machine's: there it is the caller's ``now``.
    """
    if not _is_postgresql(session):
        return now
    found = await session.scalar(select(func.clock_timestamp()))
    assert isinstance(found, datetime)  # noqa: S101 - clock_timestamp() is never NULL
    return found


async def lasting(session: AsyncSession) -> None:
    """Allow minutes to each statement of this transaction, which goes over many rows."""
    if _is_postgresql(session):
        await session.execute(text(_limit("statement_timeout", _LASTING_SECONDS, local=True)))


async def unlimited(connection: AsyncConnection) -> None:
    """Allow any time to each statement of this PostgreSQL transaction, and a minute for locks."""
    await connection.execute(text(_limit("statement_timeout", 0, local=True)))
    await connection.execute(text(_limit("lock_timeout", 60, local=True)))


def _limit(name: str, seconds: float, *, local: bool = False) -> str:
    return f"SET {'LOCAL ' if local else ''}{name} = {round(seconds * 1000)}"


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"


GLANCES = "glances"
"""The option of an engine on which each query is by itself."""


class Engines(NamedTuple):
    """One for each kind of session of :class:`scheduler.store.engine.Database`."""

    writer: AsyncEngine
    reader: AsyncEngine
    surveyor: AsyncEngine
    glancer: AsyncEngine


def postgresql_engines(url: URL) -> Engines:
    """The engines over one pool."""
    writer = create_async_engine(
        url, pool_timeout=_POOL_TIMEOUT_SECONDS, hide_parameters=HIDE_PARAMETERS
    )

    @event.listens_for(writer.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # By a statement: what poolers let pass of the settings with which one connects differs.
        cursor = connection.cursor()
        cursor.execute(_limit("idle_in_transaction_session_timeout", _IDLE_SECONDS))
        cursor.execute(_limit("lock_timeout", _LOCK_SECONDS))
        cursor.execute(_limit("statement_timeout", _STATEMENT_SECONDS))
        # Compiled anew each time: of a province's board that took 0.2 s of 0.6 s, and made it no faster.
        cursor.execute("SET jit = off")
        cursor.close()
        connection.commit()

    @event.listens_for(writer.sync_engine, "checkout")
    def renew_if_closed(connection: Any, _record: object, _proxy: object) -> None:
        # A server that ends says so; to ask it each time would be an errand more for every query.
        if connection.driver_connection.is_closed():
            raise DisconnectionError

    @event.listens_for(writer.sync_engine, "handle_error")
    def keep_values_back(context: ExceptionContext) -> None:
        take_values_out(context.sqlalchemy_exception)
        take_values_out(context.original_exception)

    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    surveyor = reader.execution_options()

    @event.listens_for(surveyor.sync_engine, "begin")
    def take_time(connection: Connection) -> None:
        connection.exec_driver_sql(_limit("statement_timeout", _LASTING_SECONDS, local=True))

    glancer = writer.execution_options(isolation_level="AUTOCOMMIT", **{GLANCES: True})
    return Engines(writer, reader, surveyor, glancer)


def sqlite_engines(url: URL) -> Engines:
    """The engines, each with connections of its own."""
    writer = sqlite_engine(
        url, "foreign_keys=ON", begin="BEGIN IMMEDIATE", kind=Writer, pool_size=1, max_overflow=0
    )
    reader = sqlite_engine(url, "query_only=ON", begin="BEGIN", kind=Reader)
    surveyor = sqlite_engine(url, "query_only=ON", begin="BEGIN")
    glancer = sqlite_engine(url, "query_only=ON", begin="", kind=Reader)
    return Engines(writer, reader, surveyor, glancer.execution_options(**{GLANCES: True}))


def sqlite_engine(
    url: URL,
    *pragmas: str,
    begin: str,
    kind: type[SqliteConnection] = SqliteConnection,
    **pool: Any,
) -> AsyncEngine:
    """An engine whose connections begin with ``pragmas``, and whose transactions with ``begin``."""
    engine = create_async_engine(
        url,
        pool_timeout=_POOL_TIMEOUT_SECONDS,
        pool_reset_on_return=None,
        hide_parameters=HIDE_PARAMETERS,
        connect_args={
            "async_creator_fn": kind,
            # The driver's own transactions begin too late: two readers would both write, and one
            # change would be lost without an error.
            "isolation_level": None,
        },
        **pool,
    )

    @event.listens_for(engine.sync_engine, "reset")
    def roll_back(connection: Any, _record: object, _state: object) -> None:
        # By itself the pool does so each time: one more errand to the driver's thread.
        if connection.driver_connection.in_transaction:
            connection.rollback()

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (*_PRAGMAS, *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    if begin:

        @event.listens_for(engine.sync_engine, "begin")
        def start(connection: Connection) -> None:
            drive(connection, begin)

    return engine
