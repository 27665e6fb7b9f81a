"""An alert: a condition as the operators are told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scheduler.watch.conditions import Condition


@dataclass(frozen=True)
class Alert:
    """One alert as it stands; ``count`` is of what is affected, ``detail`` is free of secrets.

    ``renewed_at`` is when it was last found true.
    """

    condition: Condition
    subject: str
    detail: str
    count: int
    began_at: datetime
    ended_at: datetime | None = None
    renewed_at: datetime | None = None

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.ended_at is not None
