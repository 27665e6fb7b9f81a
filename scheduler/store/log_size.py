"""The size of SQLite's write-ahead log: a reader that stays open lets it grow, and nothing shrinks it."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

_WAIT_SECONDS = 0.2
"""For readers; whoever wants to write waits meanwhile."""

log = logging.getLogger(__name__)


def cut_log(file: Path, most: int) -> bool:
    """Bring what the log holds into the file, and cut it to nothing, when it has more than ``most`` bytes.

    False when somebody reads from it, and it was not cut.
    """
    beside = file.with_name(f"{file.name}-wal")
    if not beside.exists() or beside.stat().st_size <= most:
        return True
    uri = f"{file.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS)) as database:
        (busy, *_) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        size = beside.stat().st_size
        log.warning("somebody reads from the write-ahead log, which grows", extra={"bytes": size})
    return not busy
