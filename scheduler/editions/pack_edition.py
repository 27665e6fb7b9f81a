"""An edition of a pack's document that came as a file, as values and as the database keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NewType

from clauses.loading.writing import cadence_of, cadence_values
from clauses.model import Strength
from clauses.revising.revision import ClauseChange, PackRevision, RevisedClause

PackEditionId = NewType("PackEditionId", int)


class EditionState(StrEnum):
    """How far it is."""

    DRAFT = "draft"
    HANDED = "handed"
    """It stands as it is, and an operator is to approve it."""
    APPROVED = "approved"
    """It comes into force on its day."""
    IN_FORCE = "in-force"
    OVERTAKEN = "overtaken"
    """The pack's files have another edition than that of which it was made: they count."""
    GIVEN_UP = "given-up"


@dataclass(frozen=True)
class FileReport:
    """What the reader and the source gate found in the file.

    ``damage`` are damaged passages with what is around them, the first few of ``damaged``; ``same`` is
    the number of clauses that the file leaves as they are.
    """

    kind: str
    characters: int
    articles: int
    same: int
    damaged: int
    damage: tuple[str, ...]
    left_out: int
    gaps: tuple[int, ...]
    repeats: tuple[int, ...]


@dataclass(frozen=True)
class PackEdition:
    """An edition; ``shown`` counts its changes, so that nobody approves what they have not seen.

    ``sent_by`` and ``approved_by`` are operators. Without a day ``in_force_on`` is None.
    """

    id: PackEditionId
    state: EditionState
    revision: PackRevision
    file_name: str
    report: FileReport
    in_force_on: date | None
    shown: int
    sent_by: str
    approved_by: str | None


def report_values(report: FileReport) -> dict[str, Any]:
    """As the database keeps it."""
    return {
        "kind": report.kind,
        "characters": report.characters,
        "articles": report.articles,
        "same": report.same,
        "damaged": report.damaged,
        "damage": list(report.damage),
        "left_out": report.left_out,
        "gaps": list(report.gaps),
        "repeats": list(report.repeats),
    }


def report_of(values: Mapping[str, Any]) -> FileReport:
    """What :func:`report_values` wrote."""
    lists = {name: tuple(values[name]) for name in ("damage", "gaps", "repeats")}
    return FileReport(**{**values, **lists})


def clause_values(clause: RevisedClause) -> dict[str, Any]:
    """As the database keeps it; a cadence as in the files of packs."""
    return {
        "local": clause.local,
        "change": clause.change.value,
        "place": clause.place,
        "after": clause.after,
        "duty": clause.duty,
        "text": clause.text,
        "chapter": clause.chapter,
        "strength": clause.strength.value,
        "subject": clause.subject,
        "cadence": cadence_values(clause.cadence),
        "who": clause.who,
        "often": clause.often,
        "taken": clause.taken,
    }


def clause_of(values: Mapping[str, Any]) -> RevisedClause:
    """What :func:`clause_values` wrote."""
    return RevisedClause(
        **{
            **values,
            "change": ClauseChange(values["change"]),
            "strength": Strength(values["strength"]),
            "cadence": cadence_of(values["cadence"]),
        }
    )
