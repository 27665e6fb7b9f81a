"""Queries compiled once and run on the driver's cursor: those that nearly every update needs.

SQLAlchemy's cache keys, contexts and results take more of the processor than the database itself does.
Its connections, transactions and errors stay.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Select, inspect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from sqlalchemy.util import greenlet_spawn

_Values = Mapping[str, Any]
_Row = tuple[Any, ...]
_Form = tuple[str, Callable[[_Values], _Row], Callable[[_Row], Any]]


class Compiled:
    """A query; its rows have the shape of a session's. Values for an expanding parameter are lists.

    A mapped row is a plain value with its columns, or None where an outer join found none.
    """

    def __init__(self, query: Select[*tuple[Any, ...]]) -> None:
        self.query = query
        self._form = lru_cache(64)(self._formed)  # lists of another length make another

    async def rows(self, session: AsyncSession, values: _Values) -> list[Any]:
        """All rows, in the transaction of the session, which is flushed before."""
        return await greenlet_spawn(self._run, session.sync_session, values)

    def _run(self, session: Session, values: _Values) -> list[Any]:
        session.flush()
        connection = session.connection()
        lengths = tuple((key, len(each)) for key, each in values.items() if isinstance(each, list))
        text, parameters, row = self._form(connection.dialect, lengths)
        given, cursor = parameters(values), connection.connection.cursor()
        try:
            cursor.execute(text, given)
            return [row(each) for each in cursor.fetchall()]
        except BaseException as error:
            # As after any statement: events, classes of errors, the end of a broken connection.
            connection._handle_dbapi_exception(error, text, given, cursor, None)
            raise
        finally:
            cursor.close()

    def _formed(self, dialect: Dialect, lengths: tuple[tuple[str, int], ...]) -> _Form:
        """For lists of these lengths: the text, its parameters from the values, and the row."""
        compiled = self.query.compile(dialect=dialect)
        binds = compiled.binds
        constants = {key: each.effective_value for key, each in binds.items() if not each.required}
        given: dict[str, Any] = dict.fromkeys(binds.keys() - constants.keys())
        given |= {key: [None] * length for key, length in lengths}
        state = compiled.construct_expanded_state(given)
        lists = state.parameter_expansion
        places = {name: (key, i) for key in lists for i, name in enumerate(lists[key])}
        sources: list[tuple[str, int | None, Any]] = []
        for name in state.positiontup or ():
            key, place = places.get(name, (name, None))
            process = binds[key].type.dialect_impl(dialect).bind_processor(dialect)
            sources.append((key, place, process))

        def parameters(values: _Values) -> _Row:
            every = {**constants, **values}
            found = ((every[key] if i is None else every[key][i], to) for key, i, to in sources)
            return tuple(to(value) if to else value for value, to in found)

        return state.statement, parameters, _shape(self.query, dialect)


def _shape(query: Select[*tuple[Any, ...]], dialect: Dialect) -> Callable[[_Row], Any]:
    """From a row of the driver to one of the query."""
    named: Any = namedtuple  # of names that are known at run time only
    columns = list(query.exported_columns)
    found = (c.type.dialect_impl(dialect).result_processor(dialect, None) for c in columns)
    processed = [(place, process) for place, process in enumerate(found) if process]
    parts, start = [], 0
    for each in query.column_descriptions:
        mapped = isinstance(each["expr"], type)
        end = start + (len(inspect(each["expr"]).columns) if mapped else 1)
        keys = [column.key for column in columns[start:end]]
        parts.append((start, end, named("Part", keys)._make if mapped else None))
        start = end
    whole = named("Row", [each["name"] for each in query.column_descriptions], rename=True)._make

    def row(raw: _Row) -> Any:
        got = list(raw)
        for place, process in processed:
            got[place] = process(got[place])
        # The key comes first: where it is NULL, an outer join has found nothing.
        return whole(
            make(got[a:z]) if make and got[a] is not None else got[a] for a, z, make in parts
        )

    return row
