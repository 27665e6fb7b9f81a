"""Queries: tell somebody once of something that happened; see ``scheduler.planning.news``."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.roster.model import Organisation, PersonId
from scheduler.store.dialects import insert_into
from scheduler.store.tables.delivery import NoticeRow

LIFE = timedelta(days=14)
"""What could not be told by then is not news any more."""

_PREFIXES = {
    NoticeKind.ENTRY_WAITS: "c",
    NoticeKind.ENTRY_RETURNED: "cr",
    NoticeKind.RELIEF_ASKED: "l",
    NoticeKind.RELIEF_ANSWERED: "la",
    NoticeKind.STATEMENT_DRAWN: "s",
    NoticeKind.FILE_MADE: "x",
}


class NewsQueue:
    """Adds notices; the same again adds nothing."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def tell(
        self,
        kind: NoticeKind,
        person_ids: Collection[PersonId],
        organisation: Organisation,
        about_id: int,
        now: datetime,
        *,
        gathered: timedelta | None = None,
        after: timedelta = timedelta(),
        once: str | None = None,
    ) -> None:
        """Tell these persons of ``about_id``, ``after`` a while.

        What comes within ``gathered`` of another one of its kind waits until then, with all that come
        meanwhile. ``once`` stands for the subject, where one telling is enough for several.
        """
        for person_id in person_ids:
            send_at = now + after
            if gathered is not None:
                send_at = await self._gathering(kind, person_id, now, gathered)
            await self._session.execute(
                insert_into(self._session, NoticeRow)
                .values(
                    key=f"{_PREFIXES[kind]}/{once or about_id}/{person_id}",
                    kind=kind.value,
                    stage=kind.value,
                    person_id=person_id,
                    about_organisation_id=organisation.id,
                    about_id=about_id,
                    nominal_on=organisation.today(send_at),
                    send_at=send_at,
                    expires_at=send_at + LIFE,
                    state=NoticeState.DUE.value,
                    created_at=now,
                )
                .on_conflict_do_nothing(index_elements=["key"])
            )

    async def untell(self, kind: NoticeKind, about_id: int, reason: str, now: datetime) -> None:
        """Tell nobody any more who has not been told yet."""
        await self._session.execute(
            update(NoticeRow)
            .where(
                NoticeRow.kind == kind.value,
                NoticeRow.about_id == about_id,
                NoticeRow.state == NoticeState.DUE.value,
                NoticeRow.key.startswith(f"{_PREFIXES[kind]}/{about_id}/"),
            )
            .values(state=NoticeState.SUPERSEDED.value, reason=reason, settled_at=now)
            .execution_options(synchronize_session=False)
        )

    async def _gathering(
        self, kind: NoticeKind, person_id: PersonId, now: datetime, gathered: timedelta
    ) -> datetime:
        last = await self._session.scalar(
            select(func.max(NoticeRow.send_at)).where(
                NoticeRow.person_id == person_id,
                NoticeRow.kind == kind.value,
                NoticeRow.send_at > now - gathered,
            )
        )
        if last is None:
            return now
        return last if last > now else last + gathered
