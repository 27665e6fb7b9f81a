"""The values of packs as JSON and back. Only the classes named here are ever built."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from clauses import cadence, conditions, limits, model, naming, quantities, vocabulary

_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for module in (cadence, conditions, limits, model, naming, quantities, vocabulary)
    for kind in vars(module).values()
    if isinstance(kind, type)
    and kind.__module__ == module.__name__
    and (is_dataclass(kind) or issubclass(kind, Enum))
}
_SET, _MAPPING, _DATE = "frozenset", "dict", "date"


def to_json(value: object) -> bytes:
    """Values of packs and concepts, and tuples, sets and mappings by name of them, as JSON.

    Raises:
        TypeError: a value is of another kind.
    """
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode()


def from_json(content: bytes) -> Any:
    """The values that :func:`to_json` was given.

    Raises:
        ValueError, TypeError, KeyError: it is not of that form.
    """
    return _tuple(json.loads(content, object_hook=_revived))


def _plain(value: object) -> object:
    """Objects are ``{class: [fields]}``, enums ``{class: [value]}``, tuples lists."""
    name = type(value).__name__
    if isinstance(value, Enum):
        return {name: [value.value]}
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return {_DATE: [value.isoformat()]}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return {_SET: [sorted(map(_plain, value), key=repr)]}
    if isinstance(value, Mapping):
        return {_MAPPING: [list(value), [_plain(item) for item in value.values()]]}
    if _KINDS.get(name) is type(value) and is_dataclass(value):
        return {name: [_plain(getattr(value, field.name)) for field in fields(value)]}
    raise TypeError(name)


def _revived(found: dict[str, Any]) -> Any:
    ((name, given),) = found.items()
    if name == _SET:
        return frozenset(map(_tuple, given[0]))
    if name == _DATE:
        return date.fromisoformat(given[0])
    if name == _MAPPING:
        return dict(zip(given[0], map(_tuple, given[1]), strict=True))
    return _KINDS[name](*map(_tuple, given))


def _tuple(value: Any) -> Any:
    return tuple(map(_tuple, value)) if type(value) is list else value
