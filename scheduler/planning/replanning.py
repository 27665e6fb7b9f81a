"""Pure: what a new plan changes in what is stored. Nothing that was tried is ever touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from clauses.model import PostId
from scheduler.planning.moves import MOVED
from scheduler.planning.notices import NoticeId, NoticeKind, NoticeState, PlannedNotice
from scheduler.planning.occurrences import OccurrenceId
from scheduler.planning.plan import PlannedOccurrence, Staff
from scheduler.planning.spans import Window
from scheduler.roster.model import GroupId, OrganisationId, PersonId

LATER = "later:"
"""Begins the stage of a reminder that its reader asked for; the plan knows nothing of it."""


URGED = "urged:"
"""Begins the stage of a reminder that a manager asked for, with the day."""


class DropReason(StrEnum):
    """Why a notice that has not been tried is not to be sent; it may become due again."""

    LEFT = "left"
    """The person holds the post no longer."""
    UNBOUND = "unbound"
    """The group is bound to the organisation no longer, or the bot is not in it."""
    UNPLANNED = "unplanned"
    """The duty, or this reminder of it, is not planned any more."""


_REVERSIBLE = frozenset(DropReason)


class OccurrenceKey(NamedTuple):
    """The identity of an occurrence when it is planned again.

    The edition is no part of it: the same period of the same duty is owed once, by whichever edition.
    """

    organisation_id: OrganisationId
    ref: str
    per: str
    period_start: date
    holder_id: PersonId | None


class StoredNotice(NamedTuple):
    """A reminder as it stands, with what it reminds of."""

    id: NoticeId
    key: str
    state: NoticeState
    reason: str | None
    stage: str
    person_id: PersonId | None
    group_id: GroupId | None
    nominal_on: date
    send_at: datetime
    expires_at: datetime
    occurrence_id: OccurrenceId
    organisation_id: OrganisationId
    post: PostId
    period_start: date
    last_day: date


@dataclass(frozen=True)
class ReplanningScope:
    """One organisation as it was planned just now."""

    staff: Staff
    window: Window


@dataclass(frozen=True)
class NoticeChanges:
    """Rows to write: ``revived`` and ``moved`` name the row that takes the times of the plan."""

    added: list[PlannedNotice] = field(default_factory=list)
    moved: list[tuple[NoticeId, PlannedNotice]] = field(default_factory=list)
    revived: list[tuple[NoticeId, PlannedNotice]] = field(default_factory=list)
    dropped: list[tuple[NoticeId, DropReason]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.moved or self.revived or self.dropped)


def key_of(organisation_id: OrganisationId, occurrence: PlannedOccurrence) -> OccurrenceKey:
    """The key of an occurrence planned anew for this organisation."""
    if occurrence.duty is None:
        raise ValueError("an occurrence that goes on is known by its id")
    return OccurrenceKey(
        organisation_id,
        str(occurrence.duty.ref),
        occurrence.timetable.period.per.value,
        occurrence.timetable.period.start,
        occurrence.holder_id,
    )


def notices_of(
    occurrence: PlannedOccurrence, occurrence_id: OccurrenceId
) -> Iterator[PlannedNotice]:
    """Every notice of an occurrence, persons first, each recipient's in order of time."""
    for person_id, reminders in occurrence.persons.items():
        for reminder in reminders:
            yield PlannedNotice(
                f"r/{occurrence_id}/{person_id}/{reminder.stage}",
                NoticeKind.REMINDER,
                occurrence_id,
                person_id,
                None,
                reminder.stage,
                reminder.on,
                reminder.at,
                reminder.expires_at,
            )
    for group_id, reminders in occurrence.groups.items():
        for reminder in reminders:
            yield PlannedNotice(
                f"g/{group_id}/{occurrence_id}/{reminder.stage}",
                NoticeKind.GROUP_REMINDER,
                occurrence_id,
                None,
                group_id,
                reminder.stage,
                reminder.on,
                reminder.at,
                reminder.expires_at,
            )


def compare(
    planned: Iterable[PlannedNotice],
    stored: Iterable[StoredNotice],
    scopes: Mapping[OrganisationId, ReplanningScope],
    now: datetime,
) -> NoticeChanges:
    """Changes after which the stored notices are as planned.

    Only notices that are due are moved or dropped. One that was dropped before becomes due again
    when it is planned again for a time still ahead: somebody left a post and took it up again.
    """
    changes = NoticeChanges()
    missing = {notice.key: notice for notice in planned}
    owed = {notice.occurrence_id for notice in missing.values()}
    for row in stored:
        notice = missing.pop(row.key, None)
        if row.state is NoticeState.DUE:
            if notice is None:
                reason = _why_dropped(row, scopes[row.organisation_id], owed)
                if reason is not None:
                    changes.dropped.append((row.id, reason))
            elif (row.nominal_on, row.send_at, row.expires_at) != (
                notice.nominal_on,
                notice.send_at,
                notice.expires_at,
            ):
                changes.moved.append((row.id, notice))
        elif (
            notice is not None
            and row.state is NoticeState.SUPERSEDED
            and row.reason in _REVERSIBLE
            and notice.send_at > now
        ):
            changes.revived.append((row.id, notice))
    changes.added.extend(missing.values())
    return changes


def _why_dropped(
    row: StoredNotice, scope: ReplanningScope, owed: Collection[OccurrenceId]
) -> DropReason | None:
    """Why a due notice that is not in the plan must go; None when it may stay."""
    window = scope.window
    if row.person_id is not None and not any(
        holder.person_id == row.person_id
        and holder.post == row.post
        and (holder.end_on is None or window.today < holder.end_on)
        for holder in scope.staff.holders
    ):
        return DropReason.LEFT
    if row.group_id is not None and row.group_id not in {g.id for g in scope.staff.groups}:
        return DropReason.UNBOUND
    # Outside the window nothing was planned: what is left there has only not been sent yet.
    if row.last_day < window.first or row.period_start > window.last:
        return None
    if row.stage.startswith((LATER, MOVED, URGED)) and row.occurrence_id in owed:
        return None
    return DropReason.UNPLANNED
