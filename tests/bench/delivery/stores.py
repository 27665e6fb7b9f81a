"""New, empty databases to measure with: files of SQLite, and databases of one PostgreSQL server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.cluster.postgres import postgres as own_server

SQLITE = "SQLite"
POSTGRES = "PostgreSQL"

AUTO = "auto"
"""Stands for a server of the benchmark's own instead of an address."""


@dataclass
class Stores:
    """``server`` is the address of a database on the PostgreSQL server; None without one."""

    folder: Path
    server: str | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The databases that can be measured here."""
        return (SQLITE, POSTGRES) if self.server else (SQLITE,)

    @contextmanager
    def new(self, kind: str) -> Iterator[str]:
        """The address of an empty database without tables; gone after the block."""
        name = f"dutybot_bench_{next(self._numbers)}"
        if kind == SQLITE:
            file = self.folder / f"{name}.db"
            try:
                yield f"sqlite+aiosqlite:///{file}"
            finally:
                for each in self.folder.glob(f"{file.name}*"):
                    each.unlink()
            return
        if self.server is None:
            raise ValueError(kind)
        asyncio.run(_administer(self.server, f"CREATE DATABASE {name}"))
        try:
            yield make_url(self.server).set(database=name).render_as_string(hide_password=False)
        finally:
            asyncio.run(_administer(self.server, f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def stores(folder: Path, postgres: str) -> Iterator[Stores]:
    """``postgres`` is :data:`AUTO`, an address, or empty for none.

    Raises:
        NoPostgres: :data:`AUTO`, and no server could be started; the text says why.
    """
    server = own_server(folder / "postgres") if postgres == AUTO else nullcontext(postgres or None)
    with server as address:
        yield Stores(folder, address)


async def settle(url: str) -> None:
    """Let PostgreSQL do now what it does by itself within minutes of many changes; SQLite needs nothing."""
    if make_url(url).get_backend_name() == "postgresql":
        await _administer(url, "VACUUM (ANALYZE)")


async def _administer(server: str, statement: str) -> None:
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.execute(text(statement))
    finally:
        await engine.dispose()
