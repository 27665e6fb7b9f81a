"""Failures that will pass, of the database (busy, gone, full) and of the machine, and what their texts say."""

from __future__ import annotations

import errno
import re

from sqlalchemy import exc

_OURS = (exc.IntegrityError, exc.DataError, exc.ProgrammingError, exc.NotSupportedError)
"""A statement that will never go through is a bug."""

_BAD_VALUE = "22"
"""The class of SQL states for values that do not fit. The PostgreSQL driver's own error for them is
a plain ``DBAPIError`` to SQLAlchemy."""

_EXHAUSTED = {
    getattr(errno, name)
    for name in ("EAGAIN", "EDQUOT", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "ENOSPC")
    if hasattr(errno, name)
}


class DatabaseLost(Exception):
    """The file of SQLite was removed or replaced: what is written into it would be lost with the process."""


class DatabaseDamaged(Exception):
    """Something stored is broken: nobody may rely on what is written besides."""


def is_database_trouble(error: BaseException | None) -> bool:
    """Whether the database could not be reached, was busy too long, or broke off (a deadlock)."""
    if isinstance(error, exc.DBAPIError):
        state = getattr(error.orig, "sqlstate", None) or ""
        ours = isinstance(error, _OURS) or state.startswith(_BAD_VALUE)
        return error.connection_invalidated or not ours
    # The driver's own errors while a connection is made come as they are.
    passing = (exc.TimeoutError, ConnectionError, TimeoutError, DatabaseLost, DatabaseDamaged)
    return isinstance(error, passing) or type(error).__module__.startswith("asyncpg.")


def is_machine_trouble(error: BaseException | None) -> bool:
    """Whether the machine has no memory, thread, file or room left: nobody's fault who asked for something."""
    if isinstance(error, OSError):
        return error.errno in _EXHAUSTED
    # There is no class of its own for it.
    no_thread = isinstance(error, RuntimeError) and "can't start new thread" in str(error)
    return no_thread or isinstance(error, MemoryError)


def will_pass(error: BaseException | None) -> bool:
    """Whether the work may be attempted again without counting how often."""
    return is_database_trouble(error) or is_machine_trouble(error)


_VALUES = re.compile(
    r"\s*\n\s*DETAIL:.*"  # which row it was: Key (name)=(…) already exists
    r"|(?<=query argument )(\$\d+): .*"
    r"|(?<=invalid input )(syntax for type [\w ]+): .*",
    re.DOTALL,
)


def take_values_out(error: BaseException | None) -> None:
    """Take what somebody wrote out of an error and of its causes: errors are logged, with both.

    PostgreSQL and its driver quote values in their own words.
    """
    while error is not None:
        if type(error).__module__.startswith("asyncpg."):
            vars(error).pop("detail", None)
        error.args = tuple(
            _VALUES.sub(r"\1\2", each) if isinstance(each, str) else each for each in error.args
        )
        error = error.__cause__ or error.__context__
