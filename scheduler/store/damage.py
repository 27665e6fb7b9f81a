"""Damage of a database: what the database itself says when it meets it, and looking for it in a file."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

_SQLITE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_POSTGRESQL = {"XX001", "XX002"}
"""``data_corrupted`` and ``index_corrupted``."""

_PROGRESS_STEPS = 100
"""Steps of SQLite's machine between two looks at the time."""

_APART_SECONDS = 10.0
"""Between the last change of a write-ahead log and its being read into the file: far less."""


def is_damage(error: BaseException | None) -> bool:
    """Whether a driver's error says that what is stored is broken."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE  # the low byte is the kind
    return getattr(error, "sqlstate", None) in _POSTGRESQL


def examine_file(file: Path, *, quick: bool, within: float | None = None) -> str:
    """The first damage that SQLite finds in a file; empty when there is none.

    ``quick`` compares no index with its table. A look that takes longer than ``within`` seconds ends
    without having found any. Others may use the file meanwhile.
    """
    pragma = "quick_check(1)" if quick else "integrity_check(1)"
    uri = f"{file.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=5)) as database:
            if within is not None:
                until = time.monotonic() + within
                late = lambda: time.monotonic() > until  # noqa: E731 - for the driver alone
                database.set_progress_handler(late, _PROGRESS_STEPS)
            (verdict,) = database.execute(f"PRAGMA {pragma}").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error) if is_damage(error) else ""
    return "" if verdict == "ok" else str(verdict)


def has_log_of_another(file: Path) -> bool:
    """Whether the file was put in its place after the write-ahead log beside it was written.

    SQLite would read the log into it. Its own processes never write the file alone.
    """
    try:
        log = file.with_name(f"{file.name}-wal").stat()
        return log.st_size > 0 and file.stat().st_mtime - log.st_mtime > _APART_SECONDS
    except OSError:
        return False
