"""From a row of the driver to one of the shape that a session gives."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from typing import Any

from sqlalchemy import Dialect, Select, inspect


def shape(statement: Any, dialect: Dialect) -> Callable[[tuple[Any, ...]], Any]:
    """What makes it of a row of this statement, or of what it returns when it changes something.

    A mapped row becomes a plain value with its columns, or None where an outer join found none.
    """
    named: Any = namedtuple  # of names that are known at run time only
    columns = list(statement.exported_columns)
    found = (c.type.dialect_impl(dialect).result_processor(dialect, None) for c in columns)
    processed = [(place, process) for place, process in enumerate(found) if process]
    selected = statement.column_descriptions if isinstance(statement, Select) else ()
    described = [(each["name"], each["expr"]) for each in selected]
    described = described or [(column.name, column) for column in columns]
    parts, start = [], 0
    for _, each in described:
        mapped = isinstance(each, type)
        end = start + (len(inspect(each).columns) if mapped else 1)
        keys = [column.key for column in columns[start:end]]
        parts.append((start, end, named("Part", keys)._make if mapped else None))
        start = end
    whole = named("Row", [name for name, _ in described], rename=True)._make

    def row(raw: tuple[Any, ...]) -> Any:
        got = list(raw)
        for place, process in processed:
            got[place] = process(got[place])
        # The key comes first: where it is NULL, an outer join has found nothing.
        return whole(
            make(got[a:z]) if make and got[a] is not None else got[a] for a, z, make in parts
        )

    return row
