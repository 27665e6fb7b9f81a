"""Queries: editions of the packs as they came, who is to be told of them, and who has read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.editions.snapshots import Snapshot
from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.rows import assignment_of
from scheduler.store.dialects import insert_into
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.editions import EditionReaderRow, EditionRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow, PersonRow

LIFE = timedelta(days=14)


class PostHolder(NamedTuple):
    """Somebody who holds posts that an edition changes, and where."""

    person_id: PersonId
    held: tuple[tuple[PostId, Organisation], ...]


class EditionReader(NamedTuple):
    """Somebody whose duties an edition changes: by which posts, of which refs, one of their organisations."""

    person_id: PersonId
    posts: tuple[str, ...]
    told: tuple[str, ...]
    place: Organisation


class Editions:
    """Reads and writes them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def latest(self) -> EditionRow | None:
        """The one that came last."""
        rows = await self._session.scalars(
            select(EditionRow).order_by(EditionRow.id.desc()).limit(1)
        )
        return rows.one_or_none()

    async def untold(self) -> EditionRow | None:
        """The oldest of which not everybody has been told; locked where rows can be."""
        rows = await self._session.scalars(
            select(EditionRow)
            .where(EditionRow.told_to.is_not(None))
            .order_by(EditionRow.id)
            .limit(1)
            .with_for_update()
        )
        return rows.one_or_none()

    async def add(
        self, mark: str, duties: Snapshot, changes: dict[str, Any], now: datetime
    ) -> None:
        """Note that these packs were loaded; whose duties ``changes`` has are to be told."""
        await self._session.execute(
            insert_into(self._session, EditionRow).values(
                mark=mark,
                seen_at=now,
                duties=duties,
                changes=changes,
                told_to=0 if changes else None,
            )
        )

    async def holders(
        self, posts: Collection[str], after: int, now: datetime, most: int
    ) -> list[PostHolder]:
        """Who holds one of these posts now: the next persons by id."""
        yesterday, tomorrow = now.date() - timedelta(days=1), now.date() + timedelta(days=1)
        held_now = (
            AssignmentRow.post.in_(posts),
            AssignmentRow.start_on <= tomorrow,
            or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on >= yesterday),
        )
        page = (
            select(AssignmentRow.person_id)
            .where(AssignmentRow.person_id > after, *held_now)
            .distinct()
            .order_by(AssignmentRow.person_id)
            .limit(most)
        )
        ids = list(await self._session.scalars(page))
        rows = await self._session.execute(
            select(AssignmentRow, OrganisationRow)
            .join(OrganisationRow, OrganisationRow.id == AssignmentRow.organisation_id)
            .where(AssignmentRow.person_id.in_(ids), *held_now)
            .order_by(AssignmentRow.person_id, AssignmentRow.id)
        )
        found: dict[PersonId, list[tuple[PostId, Organisation]]] = {}
        for row, organisation in rows:
            held = assignment_of(row, organisation)
            found.setdefault(held.person_id, []).append((held.post, held.organisation))
        return [PostHolder(person_id, tuple(held)) for person_id, held in found.items()]

    async def tell(self, edition_id: int, readers: Sequence[EditionReader], now: datetime) -> None:
        """Let them be told, each once."""
        if not readers:
            return
        connection = await self._session.connection()
        await connection.execute(
            insert_into(self._session, EditionReaderRow).on_conflict_do_nothing(),
            [
                {
                    "edition_id": edition_id,
                    "person_id": each.person_id,
                    "posts": list(each.posts),
                    "told": list(each.told),
                }
                for each in readers
            ],
        )
        await connection.execute(
            insert_into(self._session, NoticeRow).on_conflict_do_nothing(index_elements=["key"]),
            [_notice(edition_id, each, now) for each in readers],
        )

    async def told_to(self, edition_id: int, person_id: int | None) -> None:
        """Everybody up to this id has been told; None: everybody."""
        await self._session.execute(
            update(EditionRow).where(EditionRow.id == edition_id).values(told_to=person_id)
        )

    async def mark_read(self, edition_id: int, person_id: PersonId, now: datetime) -> bool:
        """Whether the person was told of it, and now says that they have read it."""
        row = await self._session.get(EditionReaderRow, (edition_id, person_id))
        if row is None:
            return False
        row.read_at = row.read_at or now
        return True

    async def unread_in(
        self, organisation_id: OrganisationId, edition_id: int, now: datetime
    ) -> tuple[int, list[str]]:
        """Of those who were told and hold a post there: how many, and the names of who has not read it."""
        today = now.date()
        rows = await self._session.execute(
            select(PersonRow.name, EditionReaderRow.read_at)
            .join(EditionReaderRow, EditionReaderRow.person_id == PersonRow.id)
            .where(
                EditionReaderRow.edition_id == edition_id,
                PersonRow.id.in_(
                    select(AssignmentRow.person_id).where(
                        AssignmentRow.organisation_id == organisation_id,
                        AssignmentRow.start_on <= today,
                        or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > today),
                    )
                ),
            )
            .order_by(PersonRow.id)
        )
        told = list(rows)
        return len(told), [name for name, read_at in told if read_at is None]

    async def last_told(self) -> EditionRow | None:
        """The last one that changed anybody's duties."""
        rows = await self._session.scalars(
            select(EditionRow)
            .where(EditionRow.id.in_(select(EditionReaderRow.edition_id)))
            .order_by(EditionRow.id.desc())
            .limit(1)
        )
        return rows.one_or_none()


def _notice(edition_id: int, reader: EditionReader, now: datetime) -> dict[str, object]:
    return {
        "key": f"e/{edition_id}/{reader.person_id}",
        "kind": NoticeKind.NEW_EDITION.value,
        "stage": NoticeKind.NEW_EDITION.value,
        "person_id": reader.person_id,
        "about_organisation_id": reader.place.id,
        "about_id": edition_id,
        "nominal_on": reader.place.today(now),
        "send_at": now,
        "expires_at": now + LIFE,
        "state": NoticeState.DUE.value,
        "created_at": now,
        "ambiguous_attempts": 0,
        "attempts": 0,
    }
