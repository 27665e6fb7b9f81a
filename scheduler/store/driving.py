"""Statements straight on the driver's cursor; transactions, events and errors stay SQLAlchemy's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection


def drive(
    connection: Connection, statement: str, parameters: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    """The rows as the driver gives them; none where the statement has none to give."""
    cursor = connection.connection.cursor()
    for listener in connection.dispatch.before_cursor_execute:
        listener(connection, cursor, statement, parameters, None, False)  # noqa: FBT003
    try:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
    except BaseException as error:
        # As after any statement: events, classes of errors, the end of a broken connection.
        connection._handle_dbapi_exception(error, statement, tuple(parameters), cursor, None)
        raise
    finally:
        cursor.close()
