"""The trail: who changed what, when. Written in the transaction of the change, never edited.

It holds ids and values, no words that a person wrote and no names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.roster.model import OrganisationId, PersonId
from scheduler.roster.queries.trail_chain import enter
from scheduler.store.tables.roster import TrailRow


class Act(StrEnum):
    """The kind of change; in brackets what ``subject_id`` names."""

    ORGANISATION_CREATED = "organisation-created"
    ORGANISATION_PLACED = "organisation-placed"
    """It stands under another one now (the one that it was placed under)."""
    ORGANISATION_RENAMED = "organisation-renamed"
    ORGANISATION_MERGED = "organisation-merged"
    """It belongs to another one now, and is not there any more."""
    ORGANISATION_DISSOLVED = "organisation-dissolved"
    MANAGER_APPOINTED = "manager-appointed"
    """An operator gave an orphaned organisation a manager (that person)."""
    TERM_SET = "term-set"
    FACT_SAID = "fact-said"
    DUTY_SET = "duty-set"
    """A manager said whether a duty applies, or when it is reminded of."""
    OWN_DUTY_CONFIRMED = "own-duty-confirmed"
    """An organisation asks something of itself, or otherwise than before (own duty)."""
    OWN_DUTY_ENDED = "own-duty-ended"
    """(own duty)"""
    OWN_LIST_CONFIRMED = "own-list-confirmed"
    """A list of own duties was taken from a file (own list)."""
    EVENT_ENTERED = "event-entered"
    """(event)"""
    EVENT_MOVED = "event-moved"
    """(event)"""
    EVENT_CALLED_OFF = "event-called-off"
    """(event)"""
    JOIN_ASKED = "join-asked"
    """(request)"""
    JOIN_DECIDED = "join-decided"
    """(request)"""
    REQUESTS_MARKED = "requests-marked"
    """A manager hears, or takes, no more requests of somebody, or does again (that person)."""
    POST_TAKEN = "post-taken"
    """(assignment)"""
    POST_LEFT = "post-left"
    """(assignment)"""
    POST_HANDED_OVER = "post-handed-over"
    """Its holder leaves it on a day, to somebody or nobody (the assignment that ends)."""
    HANDOVER_CALLED_OFF = "handover-called-off"
    """(the assignment that goes on)"""
    STAND_IN_SET = "stand-in-set"
    """Somebody stands in for a post over days, or does no more (assignment)."""
    CLERK_SET = "clerk-set"
    """Somebody enters for an organisation, or does no more (that person)."""
    MANAGER_SET = "manager-set"
    """Somebody manages an organisation, or does no more (that person)."""
    INVITE_MADE = "invite-made"
    """(invite)"""
    INVITE_USED = "invite-used"
    """(invite)"""
    INVITE_REVOKED = "invite-revoked"
    """(invite)"""
    ROSTER_IMPORTED = "roster-imported"
    CHASING_SET = "chasing-set"
    """After how many workdays managers are told."""
    URGED = "urged"
    """A manager reminded everybody whose items are late or near."""
    SEAT_SET = "seat-set"
    """A post was added, or its last day was set or taken back (seat)."""
    GROUP_BOUND = "group-bound"
    """(group)"""
    GROUP_RELEASED = "group-released"
    """(group)"""
    GROUP_BOARD_SET = "group-board-set"
    """When a group is sent its week, or whether names stand in it (group)."""
    MAILBOX_SET = "mailbox-set"
    """Somebody gave a mailbox of theirs, or took it back (that person)."""
    GROUP_UNITS = "group-units"
    """Its messages give numbers of the organisations below, or not any more (group)."""
    COMPLETED = "completed"
    """(ledger entry)"""
    WITHDRAWN = "withdrawn"
    """(ledger entry)"""
    CORRECTED = "corrected"
    """An entry for another day took the place of one (the new ledger entry)."""
    EVIDENCE_ADDED = "evidence-added"
    """(ledger entry)"""
    EVIDENCE_REMOVED = "evidence-removed"
    """A file or the note is not kept any more (ledger entry)."""
    ENTRY_CONFIRMED = "entry-confirmed"
    """(ledger entry)"""
    ENTRY_RETURNED = "entry-returned"
    """A manager gave it back, and it counts no more (ledger entry)."""
    CONFIRMING_SET = "confirming-set"
    """A manager said whether entries are to be confirmed there and below."""
    RELIEF_ASKED = "relief-asked"
    """(relief)"""
    RELIEF_DECIDED = "relief-decided"
    """(relief)"""
    RELIEF_ENDED = "relief-ended"
    """(relief)"""
    STATEMENT_DRAWN = "statement-drawn"
    """(statement)"""
    EXPORT_ASKED = "export-asked"
    """(export)"""
    CHECKLIST_SAID = "checklist-said"
    """A body said of itself how it stands on a point of a checklist."""
    POSTPONED = "postponed"
    """(occurrence)"""
    SENDING_HELD = "sending-held"
    SENDING_RESUMED = "sending-resumed"
    WORKDAYS_SET = "workdays-set"
    """An operator entered which days are worked."""
    ANSWER_GIVEN = "answer-given"
    """An operator answered what nothing had answered."""
    EDITION_SENT = "edition-sent"
    """An operator sent a document as a draft edition (edition of a pack)."""
    EDITION_CHANGED = "edition-changed"
    """An operator put something of it right, or handed it over to be approved (edition of a pack)."""
    EDITION_APPROVED = "edition-approved"
    """(edition of a pack)"""
    EDITION_IN_FORCE = "edition-in-force"
    """Its day has come (edition of a pack)."""
    EDITION_GIVEN_UP = "edition-given-up"
    """It will not come into force (edition of a pack)."""
    HANDED_OVER = "handed-over"
    """The database belongs to another bot now."""
    NOTICES_REQUEUED = "notices-requeued"
    ERASED = "erased"
    """Of somebody nothing is kept by which they are known (that person)."""


@dataclass(frozen=True)
class TrailEntry:
    """One change, as it was entered."""

    at: datetime
    act: Act
    by: PersonId | None
    operator: str | None
    organisation_id: OrganisationId | None
    subject_id: int | None
    details: dict[str, Any]


class Trail:
    """Adds to the trail, and reads it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(
        self,
        act: Act,
        at: datetime,
        *,
        by: PersonId | None = None,
        operator: str | None = None,
        organisation_id: OrganisationId | None = None,
        subject_id: int | None = None,
        **details: Any,
    ) -> None:
        """Enter a change when the transaction commits; ``details`` are plain values, what was before and what is now.

        ``by`` is the person who acted, ``operator`` the one who did it from outside the chats; both None
        when the program did.
        """
        enter(
            self._session,
            TrailRow(
                at=at,
                act=act.value,
                person_id=by,
                operator=operator,
                organisation_id=organisation_id,
                subject_id=subject_id,
                details=details,
            ),
        )

    async def last(
        self, act: Act, organisation_id: OrganisationId, subject_id: int
    ) -> TrailEntry | None:
        """The last change of this kind there, to that subject."""
        row = await self._session.scalar(
            select(TrailRow)
            .where(
                TrailRow.organisation_id == organisation_id,
                TrailRow.act == act.value,
                TrailRow.subject_id == subject_id,
            )
            .order_by(TrailRow.id.desc())
            .limit(1)
        )
        return None if row is None else _entry(row)

    async def entries(self, since: datetime | None = None) -> list[TrailEntry]:
        """The changes entered from ``since`` on, in that order."""
        wanted = select(TrailRow).order_by(TrailRow.id)
        if since is not None:
            wanted = wanted.where(TrailRow.at >= since)
        return [_entry(row) for row in await self._session.scalars(wanted)]


def _entry(row: TrailRow) -> TrailEntry:
    return TrailEntry(
        at=row.at,
        act=Act(row.act),
        by=None if row.person_id is None else PersonId(row.person_id),
        operator=row.operator,
        organisation_id=(
            None if row.organisation_id is None else OrganisationId(row.organisation_id)
        ),
        subject_id=row.subject_id,
        details=row.details,
    )
