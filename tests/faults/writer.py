"""Reads a number and writes the next one, so often, in transactions of the real :class:`Database`.

Whoever has waited too long for the others tries again, as the program does with an update; prints how
often that was.
"""

from __future__ import annotations

import asyncio
import sys

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from scheduler.store.engine import Database
from scheduler.store.trouble import is_database_trouble

READ = text("SELECT n FROM tally")
WRITE = text("UPDATE tally SET n = :n")


async def count(url: str, times: int) -> None:
    database = Database.open(url)
    waited = 0
    while times:
        try:
            async with database.write() as session:
                n = await session.scalar(READ) or 0
                await session.execute(WRITE, {"n": n + 1})
            times -= 1
        except OperationalError as error:
            if not is_database_trouble(error):
                raise
            waited += 1
    await database.close()
    print(waited)


if __name__ == "__main__":
    asyncio.run(count(sys.argv[1], int(sys.argv[2])))
