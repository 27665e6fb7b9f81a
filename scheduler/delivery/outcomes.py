"""Policy, pure: what becomes of a delivery after each attempt, by how the attempt ended.

Telegram takes no key that would let it recognise a repeat, so nobody can promise one copy and no
less. A certain failure is tried again until the notice expires. An uncertain one is repeated only
as far as :data:`REPEATS` allows, marked as a repeat, under the same reference; after that the notice
ends as ``unknown``, which is reported, never silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from scheduler.delivery.ports import (
    ChatMoved,
    DeliveryFailure,
    NotSent,
    SendingForbidden,
    Undeliverable,
)
from scheduler.planning.notices import NoticeKind, NoticeState


class Outcome(StrEnum):
    """The way in which one attempt ended."""

    SENT = "sent"
    NOT_SENT = "not-sent"
    AMBIGUOUS = "ambiguous"
    UNDELIVERABLE = "undeliverable"
    MOVED = "moved"
    FORBIDDEN = "forbidden"
    FAULT = "fault"
    RELEASED = "released"


class EndReason(StrEnum):
    """Why a notice ended without being sent, or is taken as sent without a receipt."""

    MET = "met"
    """The duty was reported done or has a later date, the request was decided, or who was lost came back,
    before it went out."""
    LEFT = "left"
    """The person holds the post no longer."""
    UNBOUND = "unbound"
    """The group is bound to the organisation no longer."""
    NEWER = "newer"
    """A later notice about the same occurrence is due as well and says more."""
    LATE = "late"
    UNCERTAIN = "uncertain"
    """The last copy allowed may or may not have arrived."""
    SEEN = "seen"
    """No receipt came, but somebody pressed or answered the message."""


class OwnFault(NotSent):
    """A fault of our own before anything was sent, such as a message that could not be worded."""


class Released(NotSent):
    """Not even begun: too much time went by between entering the attempt and making it."""


@dataclass(frozen=True)
class Repeat:
    """Number of attempts at a message when nobody can tell whether it arrived.

    ``copies`` includes the first; each further one waits ``GROWTH`` times as long as the one before.
    """

    wait: timedelta
    copies: int


GROWTH = 10
"""An outage that outlasts the second copy is not to use up the third as well."""


REPEATS = {
    # To one person: a double is harmless, silence is not.
    NoticeKind.REMINDER: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.JOIN_REQUEST: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.JOIN_ANSWER: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.PERSON_LOST: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.GROUP_LOST: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.GROUP_SILENT: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.TOPIC_GONE: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.SEAT_VACANT: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.HANDOVER_TO: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.HANDOVER_FROM: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.HANDOVER_OFF: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.FOLLOW_UP: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.ESCALATION: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.ENTRY_WAITS: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.ENTRY_RETURNED: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.RELIEF_ASKED: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.RELIEF_ANSWERED: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.STATEMENT_DRAWN: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.FILE_MADE: Repeat(timedelta(seconds=60), copies=3),
    NoticeKind.NEW_EDITION: Repeat(timedelta(seconds=60), copies=3),
    # Silence is harmless here, and a double is not.
    NoticeKind.LESSON: Repeat(timedelta(seconds=60), copies=1),
    # To a group: whoever presses a button meanwhile proves that it arrived.
    NoticeKind.GROUP_REMINDER: Repeat(timedelta(seconds=120), copies=2),
    NoticeKind.GROUP_WEEK: Repeat(timedelta(seconds=120), copies=2),
}

SETTLED_AFTER = timedelta(seconds=45)
"""An attempt older than this has ended, whatever became of it: longer than the longest call."""

FAULT_WAIT = timedelta(minutes=10)
RELEASED_WAIT = timedelta(seconds=1)

_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(seconds=60)


@dataclass(frozen=True)
class Again:
    """Due again, not before ``at``."""

    at: datetime


@dataclass(frozen=True)
class Final:
    """Ended in ``state``, for ``reason``."""

    state: NoticeState
    reason: str


@dataclass(frozen=True)
class Standing:
    """Where a delivery stands: attempts begun, the last one included, and the ambiguous ones before it."""

    kind: NoticeKind
    attempts: int
    ambiguous: int


def backoff(failures: int) -> timedelta:
    """The wait after the n-th failure in a row: 5 s, doubled up to a minute."""
    doublings = max(0, min(failures - 1, 10))
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << doublings))


def after(failure: DeliveryFailure, standing: Standing, now: datetime) -> Again | Final:
    """The consequence of an attempt that failed at ``now``; an unknown kind of failure is ambiguous."""
    match failure:
        case Undeliverable():
            return Final(NoticeState.UNDELIVERABLE, failure.reason)
        case ChatMoved():
            # At once, and with the usual waits should the chat keep moving.
            return Again(now if standing.attempts <= 1 else now + backoff(standing.attempts))
        case NotSent():
            return Again(now + (failure.retry_after or backoff(standing.attempts)))
        case SendingForbidden():
            return Again(now)
    return after_ambiguous(standing, since=now, now=now)


def after_ambiguous(standing: Standing, *, since: datetime, now: datetime) -> Again | Final:
    """The consequence of an attempt, made at ``since``, that may or may not have arrived."""
    repeat = REPEATS[standing.kind]
    if standing.ambiguous + 1 >= repeat.copies:
        return Final(NoticeState.UNKNOWN, EndReason.UNCERTAIN)
    return Again(max(now, since + repeat.wait * GROWTH**standing.ambiguous))


def outcome_of(failure: DeliveryFailure) -> Outcome:
    """The name under which a failure is kept."""
    for kind, outcome in _OUTCOMES.items():
        if isinstance(failure, kind):
            return outcome
    return Outcome.AMBIGUOUS


_OUTCOMES: dict[type[DeliveryFailure], Outcome] = {
    Released: Outcome.RELEASED,
    OwnFault: Outcome.FAULT,
    NotSent: Outcome.NOT_SENT,
    Undeliverable: Outcome.UNDELIVERABLE,
    ChatMoved: Outcome.MOVED,
    SendingForbidden: Outcome.FORBIDDEN,
}
