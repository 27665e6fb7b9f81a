"""Refusals of the clauses.

ClausesError
├── PackFaults          a pack does not hold together; carries every fault at once
├── UnknownRef          no loaded pack states this
├── UnknownPost         no loaded pack has a post of this id or name
└── UnreadableSource    a document handed to the import cannot be read
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class ClausesError(Exception):
    """Base of all refusals of this package; carries values, no wording."""


@dataclass(frozen=True, order=True)
class PackFault:
    """One thing wrong in a pack. ``line`` counts from 1; ``code`` is stable, ``message`` explains."""

    file: Path
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} [{self.code}]"


class PackFaults(ClausesError):
    """A pack does not hold together. ``faults`` is complete and sorted by file and line."""

    def __init__(self, faults: list[PackFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = sorted(faults)


class UnknownRef(ClausesError):
    """No loaded pack states this ref."""


class UnknownPost(ClausesError):
    """No loaded pack has a post (or body) of this id or name."""


class UnreadableSource(ClausesError):
    """A document handed to the import cannot be read.

    ``reason`` is a stable code; ``details`` name what was found and allowed.
    """

    def __init__(
        self, path: Path, reason: str, details: Mapping[str, str | int] | None = None
    ) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.details = dict(details or {})
