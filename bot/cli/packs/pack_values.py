"""Packs as plain values, for ``--json``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from clauses.editions import Difference
from clauses.loading.writing import cadence_values, proposal_values
from clauses.model import Clause, Pack


def pack_values(pack: Pack) -> dict[str, Any]:
    """The whole pack; refs are ``pack:local``, cadences as in the files."""
    values = asdict(pack)
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
    return asdict(clause) | {
        "ref": str(clause.ref),
        "meets": [str(ref) for ref in clause.meets],
        "if_not": [str(ref) for ref in clause.if_not],
        "cadence": cadence_values(clause.cadence),
        "proposed": [proposal_values(proposal) for proposal in clause.proposed],
    }
