"""The state of sending and receiving in the records, at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Findings:
    """Findings of the auditor at one moment. Counts of notices unless the name says otherwise.

    ``expired``, ``unknown``, ``unreachable`` (chats), ``refused`` and ``dead`` (updates) are of the
    last day.
    """

    due: int
    overdue: int
    oldest_due: datetime | None
    sent_lately: int
    stuck_sending: int
    past_end: int
    unproved: int
    without_reason: int
    expired: int
    unknown: int
    unreachable: int
    refused: int
    waiting_updates: int
    oldest_update: datetime | None
    dead: int
    lease_until: datetime | None
    samples: dict[str, str] = field(default_factory=dict)
    """By kind of alert, what to look for: a few references or ids."""
