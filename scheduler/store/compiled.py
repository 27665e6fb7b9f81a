"""Statements compiled once and run on the driver's cursor: those that nearly every update needs.

SQLAlchemy's cache keys, contexts and results take more of the processor than the database itself does.
Its connections, transactions and errors stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Insert, Select, Update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from sqlalchemy.util import greenlet_spawn

from scheduler.store.dialects import GLANCES, PreparedInsert
from scheduler.store.driving import drive
from scheduler.store.shapes import shape

_Values = Mapping[str, Any]
_Row = tuple[Any, ...]
_Form = tuple[str, Callable[[_Values], _Row], Callable[[Iterable[_Row]], list[Any]]]
_Statement = Select[*tuple[Any, ...]] | Insert | Update

_STEP = 1024
"""Longer lists get a multiple of it, shorter ones a power of two."""


class Compiled:
    """A statement; its rows have the shape of a session's. Values for an ``IN (…)`` are lists.

    A mapped row is a plain value with its columns, or None where an outer join found none. Of an INSERT
    the ``columns`` are told for which there are values.
    """

    def __init__(self, statement: _Statement | PreparedInsert, *columns: str) -> None:
        self._statement = statement
        self.columns = columns
        self._form = lru_cache(64)(self._formed)

    def statement(self, dialect: Dialect) -> Any:
        """That for this database."""
        given = self._statement
        return given.on(dialect.name) if isinstance(given, PreparedInsert) else given

    async def rows(self, session: AsyncSession, values: _Values) -> list[Any]:
        """All rows, in the transaction of the session, which is flushed before."""
        return await greenlet_spawn(self.run, session.sync_session, values)

    def run(self, session: Session, values: _Values) -> list[Any]:
        """The same where SQLAlchemy itself calls."""
        session.flush()
        bind = session.get_bind()
        if isinstance(bind, Engine) and bind.get_execution_options().get(GLANCES):
            with bind.connect() as connection:  # a transaction would take longer than the query
                return self._on(connection, values)
        return self._on(session.connection(), values)

    def _on(self, connection: Connection, values: _Values) -> list[Any]:
        text, parameters, rows = self.form(connection.dialect, values)
        return rows(drive(connection, text, parameters(values)))

    def form(self, dialect: Dialect, values: _Values) -> _Form:
        """For lists about as long as these: the text, its parameters from the values, and the rows."""
        rooms = [(key, _room(each)) for key, each in values.items() if isinstance(each, list)]
        return self._form(_first_alike(dialect), tuple(rooms))

    def _formed(self, dialect: Dialect, rooms: tuple[tuple[str, int], ...]) -> _Form:
        statement = self.statement(dialect)
        compiled = statement.compile(dialect=dialect, column_keys=self.columns or None)
        binds = compiled.binds
        constants = {key: each.effective_value for key, each in binds.items() if not each.required}
        given: dict[str, Any] = dict.fromkeys(binds.keys() - constants.keys())
        given |= {key: [None] * room for key, room in rooms}
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
            every |= {key: _filled(every[key], len(lists[key])) for key in lists}
            found = ((every[key] if i is None else every[key][i], to) for key, i, to in sources)
            return tuple(to(value) if to else value for value, to in found)

        return state.statement, parameters, shape(statement, dialect)


_FIRST: dict[type[Dialect], Dialect] = {}


def _first_alike(dialect: Dialect) -> Dialect:
    """One for all engines of a kind of database: each has its own, and all say the same."""
    return _FIRST.setdefault(type(dialect), dialect)


def _room(values: list[Any]) -> int:
    """How many places a list gets: one of few numbers, so that few statements are compiled."""
    step = min(_STEP, 1 << (len(values) - 1).bit_length())
    return -(-len(values) // step) * step


def _filled(values: list[Any], room: int) -> list[Any]:
    """The list with its last value again and again: what is IN one is in the other."""
    return values + values[-1:] * (room - len(values))
