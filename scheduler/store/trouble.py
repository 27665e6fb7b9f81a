"""Failures of the database that will pass: busy, gone, full. The work may be attempted again."""

from __future__ import annotations

from sqlalchemy import exc

_OURS = (exc.IntegrityError, exc.DataError, exc.ProgrammingError, exc.NotSupportedError)
"""A statement that will never go through is a bug."""

_BAD_VALUE = "22"
"""The class of SQL states for values that do not fit. The PostgreSQL driver's own error for them is
a plain ``DBAPIError`` to SQLAlchemy."""


def is_database_trouble(error: BaseException | None) -> bool:
    """Whether the database could not be reached, was busy too long, or broke off (a deadlock)."""
    if isinstance(error, exc.DBAPIError):
        state = getattr(error.orig, "sqlstate", None) or ""
        ours = isinstance(error, _OURS) or state.startswith(_BAD_VALUE)
        return error.connection_invalidated or not ours
    # The driver's own errors while a connection is made come as they are.
    return isinstance(error, (exc.TimeoutError, ConnectionError, TimeoutError)) or type(
        error
    ).__module__.startswith("asyncpg.")
