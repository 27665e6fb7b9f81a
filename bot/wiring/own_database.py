"""The local messenger's own database: a bot's is not to be worked on by made-up people.

Before there were two, an installation without a token kept its data where a bot's are.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

_SUFFIXES = ("", "-wal", "-shm")

log = logging.getLogger(__name__)


def move_in(shared: Path, own: Path, people: Collection[int]) -> bool:
    """Move the file of the bot's database to ``own``, if all in it are made-up ``people``.

    Nothing happens where ``own`` is there already, or where the other holds nobody. Call it before
    either is opened.
    """
    if own.exists() or not shared.exists():
        return False
    found = _persons(shared)
    if not found or not found <= set(people):
        return False
    for suffix in _SUFFIXES:
        part = shared.with_name(shared.name + suffix)
        if part.exists():
            part.rename(own.with_name(own.name + suffix))
    log.info("the local messenger's data were moved", extra={"to": str(own)})
    return True


def _persons(file: Path) -> set[int]:
    """Telegram's ids of all persons, of whatever revision the file is; empty when it is no database."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
        try:
            columns = {row[1] for row in database.execute("PRAGMA table_info(person)")}
            if "address" in columns:
                rows = database.execute("SELECT address FROM person").fetchall()
                return {int(address.removeprefix("telegram:")) for (address,) in rows}
            rows = database.execute("SELECT telegram_id FROM person").fetchall()
        except (sqlite3.DatabaseError, ValueError):
            return set()
    return {int(id_) for (id_,) in rows}
