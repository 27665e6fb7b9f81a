"""Everything that can be wrong with the bot: the one list by which all go that tell how it is.

Its readers are ``/readyz``, the auditor with the outward heartbeat, the alerts to the operators and
``/admin``, ``dutybot doctor`` and ``/metrics``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ConditionFinder(StrEnum):
    """The part of the program that looks for a condition, and also finds that it is over."""

    AUDITOR = "auditor"
    """``scheduler.watch.audit``, in the records."""
    PROCESS = "process"
    """``bot.operating.self_check``: each process about itself."""
    CLOCK_WATCH = "clock-watch"
    """``scheduler.watch.clock_watch``; it also holds the sending."""
    RIVALS = "rivals"
    """``bot.receiving.rivals``; it also holds the sending."""


class Severity(IntEnum):
    """The part of the bot's work that is left undone."""

    NOTICE = 1
    """None of it; the operators are to know."""
    FAULT = 2
    """Some of it: the outward heartbeat stays away."""
    UNREADY = 3
    """All sending or all receiving: readiness fails as well."""


class Condition(StrEnum):
    """One thing that can be wrong, from the gravest on; the value is its name wherever it is kept or shown.

    ``passes`` is False for what happened and stays so. The subject tells several of one condition
    apart.
    """

    found_by: ConditionFinder
    severity: Severity
    passes: bool

    def __new__(  # noqa: D102 - makes the rows below
        cls,
        name: str,
        found_by: ConditionFinder = ConditionFinder.PROCESS,
        severity: Severity = Severity.FAULT,
        passes: bool = True,  # noqa: FBT001, FBT002 - a column of the table
    ) -> Condition:
        condition = str.__new__(cls, name)
        condition._value_ = name
        condition.found_by, condition.severity, condition.passes = found_by, severity, passes
        return condition

    FORBIDDEN = "forbidden", ConditionFinder.PROCESS, Severity.UNREADY
    """The messenger refuses this bot as a whole."""
    SILENT = "silent", ConditionFinder.PROCESS, Severity.UNREADY
    """Nothing has been planned, or nothing sent, for minutes."""
    NO_DELIVERY = "no-delivery", ConditionFinder.PROCESS, Severity.UNREADY
    """Nothing gets through to the messenger from here, however often it is tried."""
    DATABASE = "database", ConditionFinder.PROCESS, Severity.UNREADY
    """The database does not answer, or cannot be written."""
    DATABASE_LOST = "database-lost", ConditionFinder.PROCESS, Severity.UNREADY
    """The file of SQLite was removed or replaced while the bot was running."""
    DATABASE_DAMAGED = "database-damaged", ConditionFinder.PROCESS, Severity.UNREADY
    """What is stored is broken."""
    NO_UPDATES = "no-updates", ConditionFinder.PROCESS, Severity.UNREADY
    """Telegram has answered no request for updates for minutes."""
    HELD = "held", ConditionFinder.PROCESS, Severity.UNREADY
    """Nothing is sent; the subject is the cause."""
    CLOCK = "clock", ConditionFinder.CLOCK_WATCH, Severity.UNREADY
    """The machine's clock is wrong; the subject is the machine. Readiness bears small differences."""
    CONFLICT = "conflict", ConditionFinder.RIVALS, Severity.FAULT
    """Another program fetches updates with the same token."""
    FOREIGN_WEBHOOK = "foreign-webhook", ConditionFinder.RIVALS, Severity.FAULT
    """Updates are delivered to an address that was never ours."""
    PASS_FAILED = "pass-failed", ConditionFinder.PROCESS, Severity.FAULT
    """A part of the program fails again and again; the subject names it."""
    OVERDUE = "overdue", ConditionFinder.AUDITOR, Severity.FAULT
    """Notices that are due, and not sent within the time promised."""
    STUCK = "stuck", ConditionFinder.AUDITOR, Severity.FAULT
    """Notices that stay on their way though nobody delivers them."""
    UNPLANNED = "unplanned", ConditionFinder.AUDITOR, Severity.FAULT
    """Notices whose time is over and that have no end on record."""
    INBOX = "inbox", ConditionFinder.AUDITOR, Severity.FAULT
    """Updates that wait too long to be handled."""
    CALENDAR = "calendar", ConditionFinder.AUDITOR, Severity.NOTICE
    """A year's workdays are not known yet; the subject is the year."""
    EXPIRED = "expired", ConditionFinder.AUDITOR, Severity.NOTICE, False
    """Notices ended unsent because their time had run out."""
    UNKNOWN = "unknown", ConditionFinder.AUDITOR, Severity.NOTICE, False
    """Notices of which nobody can tell whether they arrived."""
    UNDELIVERABLE = "undeliverable", ConditionFinder.AUDITOR, Severity.NOTICE, False
    """Persons and groups that nothing reaches."""
    REFUSED = "refused", ConditionFinder.AUDITOR, Severity.NOTICE, False
    """Messages that the other end does not take for what they are, such as too long: our fault."""
    POISON = "poison", ConditionFinder.AUDITOR, Severity.NOTICE, False
    """Updates that were set aside."""

    @property
    def text(self) -> str:
        """The message of the catalogues that tells the operators, with ``count`` and ``subject``."""
        return f"alert-{self.value}"


@dataclass(frozen=True)
class ConditionFound:
    """One condition as it is found now.

    ``count`` is of what is affected, ``detail`` is for the operators, and ``reason`` is the line of
    ``/readyz``, filled where the condition makes the bot unready.
    """

    condition: Condition
    subject: str = ""
    detail: str = ""
    count: int = 1
    reason: str = ""
