"""Queries: what became of the reminders of an occurrence, also of those that are kept no longer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.planning.occurrences import OccurrenceId
from scheduler.store.compiled import Compiled
from scheduler.store.dialects import insert_into
from scheduler.store.tables.delivery import NoticeRow, ReminderSummaryRow
from scheduler.store.tables.planning import OccurrenceRow

_TRIED = (
    NoticeState.SENT,
    NoticeState.UNKNOWN,
    NoticeState.UNDELIVERABLE,
    NoticeState.EXPIRED,
)
"""Ends of what was to be sent; what was superseded was not."""


@dataclass(frozen=True)
class ReminderSummary:
    """How many reminders to persons were ``sent``, and how the last one ended, whether sent or not.

    The last one is that which ended last, at ``last_at``; None where none has come to its end.
    ``last_reason`` is that of the notice: None where it was sent.
    """

    sent: int = 0
    last_at: datetime | None = None
    last_state: NoticeState | None = None
    last_reason: str | None = None

    def and_one(self, state: NoticeState, at: datetime, reason: str | None) -> ReminderSummary:
        """With one more reminder that came to its end; unchanged by one that was superseded."""
        if state not in _TRIED:
            return self
        sent = int(state is NoticeState.SENT)
        return self.together(ReminderSummary(sent, at, state, reason))

    def together(self, other: ReminderSummary) -> ReminderSummary:
        """The summary of these reminders and of others."""
        last = self
        if other.last_at is not None and (self.last_at is None or other.last_at > self.last_at):
            last = other
        return ReminderSummary(
            self.sent + other.sent, last.last_at, last.last_state, last.last_reason
        )


class ReminderSummaries:
    """Reads summaries, and keeps those of reminders that are about to be deleted."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, ids: Collection[OccurrenceId]) -> dict[OccurrenceId, ReminderSummary]:
        """That of each of these occurrences, whatever the age of its reminders."""
        found = {id_: ReminderSummary() for id_ in ids} | await self._kept(ids)
        rows = await self._session.execute(
            select(
                NoticeRow.occurrence_id, NoticeRow.state, NoticeRow.settled_at, NoticeRow.reason
            ).where(
                NoticeRow.occurrence_id.in_(ids),
                NoticeRow.kind == NoticeKind.REMINDER.value,
                NoticeRow.settled_at.is_not(None),
            )
        )
        for occurrence_id, state, at, reason in rows:
            if occurrence_id is not None and at is not None:
                id_ = OccurrenceId(occurrence_id)
                found[id_] = found[id_].and_one(NoticeState(state), at, reason)
        return found

    async def reached(self, ids: list[OccurrenceId]) -> set[OccurrenceId]:
        """Those of these of which a reminder certainly arrived."""
        return {OccurrenceId(id_) for (id_,) in await _REACHED.rows(self._session, {"ids": ids})}

    async def keep(self, gone: Mapping[OccurrenceId, ReminderSummary]) -> None:
        """Add what became of reminders that are deleted in this transaction."""
        if not gone:
            return
        insert = insert_into(self._session, ReminderSummaryRow)
        before, added = ReminderSummaryRow, insert.excluded
        later = or_(before.last_at.is_(None), added.last_at > before.last_at)
        connection = await self._session.connection()
        await connection.execute(
            insert.on_conflict_do_update(
                index_elements=["occurrence_id"],
                set_={
                    "sent": before.sent + added.sent,
                    "last_at": case((later, added.last_at), else_=before.last_at),
                    "last_state": case((later, added.last_state), else_=before.last_state),
                    "last_reason": case((later, added.last_reason), else_=before.last_reason),
                },
            ),
            # In one order: two processes never wait in a circle.
            [_row(id_, gone[id_]) for id_ in sorted(gone)],
        )

    async def _kept(self, ids: Collection[OccurrenceId]) -> dict[OccurrenceId, ReminderSummary]:
        rows = await self._session.scalars(
            select(ReminderSummaryRow).where(ReminderSummaryRow.occurrence_id.in_(ids))
        )
        return {
            OccurrenceId(row.occurrence_id): ReminderSummary(
                row.sent,
                row.last_at,
                None if row.last_state is None else NoticeState(row.last_state),
                row.last_reason,
            )
            for row in rows
        }


def _row(id_: OccurrenceId, summary: ReminderSummary) -> dict[str, object]:
    return {
        "occurrence_id": id_,
        "sent": summary.sent,
        "last_at": summary.last_at,
        "last_state": None if summary.last_state is None else summary.last_state.value,
        "last_reason": summary.last_reason,
    }


_REACHED = Compiled(
    select(OccurrenceRow.id).where(
        OccurrenceRow.id.in_(bindparam("ids", expanding=True)),
        or_(
            exists().where(
                NoticeRow.occurrence_id == OccurrenceRow.id,
                NoticeRow.kind == NoticeKind.REMINDER.value,
                NoticeRow.state == NoticeState.SENT.value,
                NoticeRow.settled_at.is_not(None),
            ),
            exists().where(
                ReminderSummaryRow.occurrence_id == OccurrenceRow.id, ReminderSummaryRow.sent > 0
            ),
        ),
    )
)
