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
