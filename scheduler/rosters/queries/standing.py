"""Queries: everybody in a subtree, in a few statements; and the lines of a roster, written at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.address import Address
from scheduler.inviting.model import InviteId
from scheduler.roster.model import AssignmentId, Organisation, OrganisationId, PersonId
from scheduler.roster.queries.posts import own_posts_of
from scheduler.roster.queries.rows import held_from, organisation_of
from scheduler.rosters.model import HeldPost, PersonalInvite, StandingRoster, compared
from scheduler.store.tables.joining import InviteRow, InviteUseRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow, PersonRow


class Everybody:
    """Reads and writes those who hold posts in an organisation and below it."""

    def __init__(self, session: AsyncSession, organisation: Organisation) -> None:
        self._session = session
        self._organisation = organisation

    async def standing(
        self, addresses: Collection[Address], today: date, now: datetime
    ) -> StandingRoster:
        """How things stand: organisations in order of the tree's ids, posts held by first day."""
        organisations = await self.organisations()
        ids = [each.id for each in organisations]
        return StandingRoster(
            self._organisation,
            tuple(organisations),
            tuple(await self.held(organisations, today)),
            frozenset(
                (each.organisation_id, each.post, compared(each.person_name))
                for each in (await self.invited(ids, now)).values()
            ),
            await self._persons(addresses),
            today,
            await own_posts_of(self._session, organisations, now),
        )

    async def organisations(self) -> list[Organisation]:
        """The organisation and all below it, by id."""
        tree = (
            select(OrganisationRow.id)
            .where(OrganisationRow.id == self._organisation.id)
            .cte(recursive=True)
        )
        tree = tree.union(
            select(OrganisationRow.id).join(tree, OrganisationRow.parent_id == tree.c.id)
        )
        rows = await self._session.scalars(
            select(OrganisationRow)
            .where(OrganisationRow.id.in_(select(tree.c.id)))
            .order_by(OrganisationRow.id)
        )
        return [organisation_of(row) for row in rows]

    async def held(self, organisations: Sequence[Organisation], today: date) -> list[HeldPost]:
        """Who holds a post there today or will: by organisation, then post, then first day."""
        by_id = {each.id: each for each in organisations}
        rows = await self._session.execute(
            select(
                AssignmentRow,
                PersonRow.name,
                PersonRow.address,
                PersonRow.unreachable_since.is_(None),
            )
            .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
            .where(
                AssignmentRow.organisation_id.in_(by_id),
                held_from(today),
            )
            .order_by(
                AssignmentRow.organisation_id,
                AssignmentRow.post,
                AssignmentRow.start_on,
                AssignmentRow.id,
            )
        )
        return [
            HeldPost(
                AssignmentId(row.id),
                by_id[OrganisationId(row.organisation_id)],
                PostId(row.post),
                PersonId(row.person_id),
                name,
                address,
                row.start_on,
                row.end_on,
                row.acting,
                reachable,
            )
            for row, name, address, reachable in rows
        ]

    async def invited(
        self, ids: Collection[OrganisationId], now: datetime, *, approved: bool = False
    ) -> dict[InviteId, PersonalInvite]:
        """Who is invited by name to a post there, and has not come yet: in the order invited.

        ``approved``: only those about whom nobody decides any more.
        """
        used = exists().where(InviteUseRow.invite_id == InviteRow.id)
        wanted = (
            select(
                InviteRow.id,
                InviteRow.organisation_id,
                InviteRow.post,
                InviteRow.person_name,
                InviteRow.starts_on,
            )
            .where(
                InviteRow.organisation_id.in_(ids),
                InviteRow.single,
                InviteRow.revoked_at.is_(None),
                InviteRow.expires_at > now,
                InviteRow.post.is_not(None),
                InviteRow.person_name.is_not(None),
                ~used,
            )
            .order_by(InviteRow.id)
        )
        if approved:
            wanted = wanted.where(InviteRow.approved)
        rows = await self._session.execute(wanted)
        return {
            InviteId(id_): PersonalInvite(
                OrganisationId(place), PostId(post or ""), name or "", day
            )
            for id_, place, post, name, day in rows
        }

    async def _persons(self, addresses: Collection[Address]) -> Mapping[Address, PersonId]:
        if not addresses:
            return {}
        rows = await self._session.execute(
            select(PersonRow.address, PersonRow.id).where(PersonRow.address.in_(addresses))
        )
        return {address: PersonId(id_) for address, id_ in rows}

    async def assign(self, rows: Sequence[dict[str, Any]]) -> list[AssignmentId]:
        """Let these posts be held; the new ids, in the same order."""
        if not rows:
            return []
        ids = await self._session.scalars(
            insert(AssignmentRow).returning(AssignmentRow.id, sort_by_parameter_order=True),
            list(rows),
        )
        return [AssignmentId(id_) for id_ in ids]

    async def end(self, ends: Mapping[AssignmentId, date]) -> None:
        """Let these posts be held no longer from those days."""
        if ends:
            connection = await self._session.connection()
            await connection.execute(
                update(AssignmentRow)
                .where(AssignmentRow.id == bindparam("row_id"))
                .values(end_on=bindparam("day")),
                [{"row_id": id_, "day": day} for id_, day in ends.items()],
            )
