"""Queries: the people of one organisation and those around it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import String, cast, delete, or_, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.address import MAIL
from scheduler.handover.model import Colleague, HeldBy
from scheduler.roster.model import AssignmentId, OrganisationId, PersonId
from scheduler.roster.queries.rows import held_from
from scheduler.store.dialects import insert_into
from scheduler.store.tables.roster import (
    AssignmentRow,
    ClerkRow,
    ManagerRow,
    OrganisationRow,
    PersonRow,
)

_COLLEAGUE = (
    PersonRow.id,
    PersonRow.name,
    PersonRow.unreachable_since.is_(None),
    cast(PersonRow.address, String).startswith(f"{MAIL}:"),
)


class People:
    """Reads and writes; who may do so is decided in the use cases."""

    def __init__(self, session: AsyncSession, organisation_id: OrganisationId) -> None:
        self._session = session
        self._organisation_id = organisation_id

    async def holding(self, today: date) -> list[HeldBy]:
        """Who holds a post there today or will: by post, then first day, stand-ins last."""
        rows = await self._session.execute(
            select(
                AssignmentRow.id,
                AssignmentRow.post,
                AssignmentRow.start_on,
                AssignmentRow.end_on,
                AssignmentRow.acting,
                *_COLLEAGUE,
            )
            .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
            .where(
                AssignmentRow.organisation_id == self._organisation_id,
                held_from(today),
            )
            .order_by(
                AssignmentRow.post, AssignmentRow.acting, AssignmentRow.start_on, AssignmentRow.id
            )
        )
        return [
            HeldBy(
                AssignmentId(id_),
                PostId(post),
                Colleague(PersonId(person), name, reachable, by_mail),
                start_on,
                end_on,
                acting,
            )
            for id_, post, start_on, end_on, acting, person, name, reachable, by_mail in rows
        ]

    async def clerks(self) -> list[Colleague]:
        """Who enters for those who hold posts there, by name."""
        return await self._named(
            select(ClerkRow.person_id).where(ClerkRow.organisation_id == self._organisation_id)
        )

    async def managers(self) -> list[Colleague]:
        """Who was made manager of this very organisation, by name."""
        return await self._named(
            select(ManagerRow.person_id).where(ManagerRow.organisation_id == self._organisation_id)
        )

    async def around(self, ids: Collection[OrganisationId], today: date) -> list[Colleague]:
        """Who holds a post in these organisations, manages one, or enters for one; by name."""
        held = select(AssignmentRow.person_id).where(
            AssignmentRow.organisation_id.in_(ids),
            held_from(today),
        )
        managed = select(ManagerRow.person_id).where(ManagerRow.organisation_id.in_(ids))
        entered = select(ClerkRow.person_id).where(ClerkRow.organisation_id.in_(ids))
        return await self._named(union(held, managed, entered))

    async def ids_beside_and_below(
        self, parent_id: OrganisationId | None, *, beside: bool, below: bool
    ) -> list[OrganisationId]:
        """The organisations directly below it, and those beside it, as far as they are wanted."""
        wanted = []
        if below:
            wanted.append(OrganisationRow.parent_id == self._organisation_id)
        if beside and parent_id is not None:
            wanted.append(OrganisationRow.parent_id == parent_id)
        if not wanted:
            return []
        ids = await self._session.scalars(select(OrganisationRow.id).where(or_(*wanted)))
        return [OrganisationId(id_) for id_ in ids]

    async def add_clerk(self, person_id: PersonId, by: PersonId, now: datetime) -> bool:
        """Let the person enter for others there; False when they do already."""
        added = await self._session.scalars(
            insert_into(self._session, ClerkRow)
            .values(
                organisation_id=self._organisation_id, person_id=person_id, set_by=by, since=now
            )
            .on_conflict_do_nothing(index_elements=["organisation_id", "person_id"])
            .returning(ClerkRow.person_id)
        )
        return added.one_or_none() is not None

    async def remove_clerk(self, person_id: PersonId) -> bool:
        """Let them do so no more; False when they did not."""
        gone = await self._session.scalars(
            delete(ClerkRow)
            .where(
                ClerkRow.organisation_id == self._organisation_id, ClerkRow.person_id == person_id
            )
            .returning(ClerkRow.person_id)
            .execution_options(synchronize_session=False)
        )
        return gone.one_or_none() is not None

    async def add_manager(self, person_id: PersonId, now: datetime) -> bool:
        """Let the person manage it; False when they do already."""
        added = await self._session.scalars(
            insert_into(self._session, ManagerRow)
            .values(organisation_id=self._organisation_id, person_id=person_id, since=now)
            .on_conflict_do_nothing(index_elements=["organisation_id", "person_id"])
            .returning(ManagerRow.person_id)
        )
        return added.one_or_none() is not None

    async def remove_manager(self, person_id: PersonId) -> bool:
        """Let them manage it no more; False when they did not."""
        gone = await self._session.scalars(
            delete(ManagerRow)
            .where(
                ManagerRow.organisation_id == self._organisation_id,
                ManagerRow.person_id == person_id,
            )
            .returning(ManagerRow.person_id)
            .execution_options(synchronize_session=False)
        )
        return gone.one_or_none() is not None

    async def _named(self, ids: object) -> list[Colleague]:
        rows = await self._session.execute(
            select(*_COLLEAGUE)
            .where(PersonRow.id.in_(ids))  # type: ignore[arg-type] # a select or a union of some
            .order_by(PersonRow.name, PersonRow.id)
        )
        return [
            Colleague(PersonId(id_), name, reachable, by_mail)
            for id_, name, reachable, by_mail in rows
        ]
