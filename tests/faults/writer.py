"""Reads a number and writes the next one, so often, in transactions of the real :class:`Database`."""

from __future__ import annotations

import asyncio
import sys

from sqlalchemy import text

from scheduler.db.engine import Database

READ = text("SELECT n FROM tally")
WRITE = text("UPDATE tally SET n = :n")


async def count(url: str, times: int) -> None:
    database = Database.open(url)
    for _ in range(times):
        async with database.write() as session:
            n = await session.scalar(READ) or 0
            await session.execute(WRITE, {"n": n + 1})
    await database.close()


if __name__ == "__main__":
    asyncio.run(count(sys.argv[1], int(sys.argv[2])))
