"""Packs as plain values, for ``--json``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from clauses.cadence import Cadence, Continuous, NotStated, OnEvent, Quota, Regular
from clauses.editions import Difference
from clauses.model import Clause, Pack

_WORDS = {Continuous: "continuous", Regular: "regular", NotStated: "not-stated"}


def pack_values(pack: Pack) -> dict[str, Any]:
    """The whole pack; refs are ``pack:local``, cadences as in the files."""
    values: dict[str, Any] = _plain(asdict(pack, dict_factory=_mapping))
    values["clauses"] = [_clause(clause) for clause in pack.clauses]
    for key in ("questions", "corrections", "standards", "distinctions"):
        for value, entry in zip(values[key], getattr(pack, key), strict=True):
            value["ref"] = str(entry.ref)
            if "refs" in value:
                value["refs"] = [str(ref) for ref in entry.refs]
    return values


def difference_values(difference: Difference) -> dict[str, Any]:
    """Added and removed clauses whole, changed ones as old and new value of each field."""
    return {
        "added": [_clause(clause) for clause in difference.added],
        "removed": [_clause(clause) for clause in difference.removed],
        "changed": [
            {
                "ref": str(change.new.ref),
                "fields": {
                    name: {"old": _clause(change.old)[name], "new": _clause(change.new)[name]}
                    for name in change.changed
                },
            }
            for change in difference.changed
        ],
    }


def _clause(clause: Clause) -> dict[str, Any]:
    values: dict[str, Any] = _plain(asdict(clause, dict_factory=_mapping))
    values["ref"] = str(clause.ref)
    values["meets"] = [str(ref) for ref in clause.meets]
    values["cadence"] = cadence_values(clause.cadence)
    return values


def cadence_values(cadence: Cadence) -> str | dict[str, Any]:
    """A cadence as it is written in the files."""
    if not isinstance(cadence, Quota | OnEvent):
        return _WORDS[type(cadence)]
    values = {key: value for key, value in asdict(cadence).items() if value is not None}
    if "term_years" not in values:
        values.pop("prepare_months", None)
    return values


def _mapping(items: list[tuple[str, Any]]) -> dict[str, Any]:
    return dict(items)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
