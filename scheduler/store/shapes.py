"""From rows of the driver to those of the shape that a session gives."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Select, inspect


def shape(statement: Any, dialect: Dialect) -> Callable[[Iterable[tuple[Any, ...]]], list[Any]]:
    """What makes them of the rows of this statement, or of what it returns when it changes something.

    A mapped row becomes a plain value with its columns, or None where an outer join found none. It is
    made once, however many rows it is joined to.
    """
    named: Any = namedtuple  # of names that are known at run time only
    columns = list(statement.exported_columns)
    found = [c.type.dialect_impl(dialect).result_processor(dialect, None) for c in columns]
    selected = statement.column_descriptions if isinstance(statement, Select) else ()
    described = [(each["name"], each["expr"]) for each in selected]
    described = described or [(column.name, column) for column in columns]
    starts: list[int] = []
    bare: list[tuple[int, Callable[[Any], Any]]] = []
    mapped: list[tuple[int, slice, Callable[[Any], Any], Callable[[Any], Any]]] = []
    start = 0
    for place, (_, each) in enumerate(described):
        starts.append(start)
        if not isinstance(each, type):
            if process := found[start]:
                bare.append((place, process))
            start += 1
            continue
        table: Any = inspect(each)
        part = slice(start, start + len(table.columns))
        keys = [column.key for column in columns[part]]
        key = itemgetter(*(start + keys.index(column.key) for column in table.primary_key))
        mapped.append((place, part, key, _maker(named("Part", keys), found[part])))
        start = part.stop
    whole = partial(tuple.__new__, named("Row", [name for name, _ in described], rename=True))

    def rows(raw: Iterable[tuple[Any, ...]]) -> list[Any]:
        known: list[dict[Any, Any]] = [{} for _ in mapped]
        made = []
        for each in raw:
            got = [each[start] for start in starts] if mapped else list(each)
            for place, process in bare:
                got[place] = process(got[place])
            for (place, part, key, make), parts in zip(mapped, known, strict=True):
                if got[place] is None:
                    continue  # the key comes first: an outer join has found nothing
                if (of := key(each)) not in parts:
                    parts[of] = make(each[part])
                got[place] = parts[of]
            made.append(whole(got))
        return made

    return rows


def _maker(
    kind: type[tuple[Any, ...]], processes: Sequence[Callable[[Any], Any] | None]
) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    processed = [(place, process) for place, process in enumerate(processes) if process]

    def make(raw: tuple[Any, ...]) -> tuple[Any, ...]:
        got = list(raw)
        for place, process in processed:
            got[place] = process(got[place])
        return tuple.__new__(kind, got)

    return make
