"""Failures of the database: which will pass (busy, gone, full), and what their texts may say."""

from __future__ import annotations

import re

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
