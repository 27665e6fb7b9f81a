"""What those who run the bot are to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlertKind(StrEnum):
    """What an alert is about; ``subject`` tells several of one kind apart."""

    EXPIRED = "expired"
    """Notices ended unsent because their time had run out."""
    UNKNOWN = "unknown"
    """Notices of which nobody can tell whether they arrived."""
    UNDELIVERABLE = "undeliverable"
    """Persons and groups that nothing reaches."""
    OVERDUE = "overdue"
    """Notices that are due, and not sent within the time promised."""
    STUCK = "stuck"
    """Notices that stay on their way though nobody delivers them."""
    UNPLANNED = "unplanned"
    """Notices whose time is over and that have no end on record."""
    INBOX = "inbox"
    """Updates that wait too long to be handled."""
    POISON = "poison"
    """Updates that were set aside."""
    PASS_FAILED = "pass-failed"  # noqa: S105 - a pass of the program
    """A part of the program fails again and again; the subject names it."""
    HELD = "held"
    """Nothing is sent; the subject is the cause."""
    CLOCK = "clock"
    """The machine's clock is wrong; the subject is the machine."""
    CONFLICT = "conflict"
    """Another program fetches updates with the same token."""
    FOREIGN_WEBHOOK = "foreign-webhook"
    """Updates are delivered to an address that was never ours."""
    FORBIDDEN = "forbidden"
    """The messenger refuses this bot as a whole."""
    DATABASE = "database"
    """The database cannot be written."""
    CALENDAR = "calendar"
    """Next year's workdays are not known yet; the subject is the year."""


TOLD_WHEN_OVER = frozenset(AlertKind) - {
    AlertKind.EXPIRED,
    AlertKind.UNKNOWN,
    AlertKind.UNDELIVERABLE,
    AlertKind.POISON,
}
"""The others happened and stay so: nothing about them gets well."""


@dataclass(frozen=True)
class Alert:
    """One alert as it stands; ``count`` is of what is affected, ``detail`` is free of secrets."""

    kind: AlertKind
    subject: str
    detail: str
    count: int
    began_at: datetime
    ended_at: datetime | None = None

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.ended_at is not None
