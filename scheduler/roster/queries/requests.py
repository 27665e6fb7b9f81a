"""Queries: requests to be let into an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.roster.model import AskedPost, AssignmentId, OrganisationId, PersonId, RequestId
from scheduler.roster.queries.rows import organisation_of
from scheduler.roster.queries.trees import tree_of
from scheduler.store.compiled import Compiled
from scheduler.store.tables.joining import InviteRow, InviteUseRow, JoinRequestRow
from scheduler.store.tables.roster import OrganisationRow


@dataclass(frozen=True)
class Request:
    """Somebody wants to hold ``post``, or to place ``child_id`` under the organisation.

    A new organisation at the top names itself as its child: it asks the operators to let it count.
    ``approved`` is None while it is undecided. ``instead_of`` is the assignment that it is to replace.
    """

    id: RequestId
    organisation_id: OrganisationId
    person_id: PersonId
    post: PostId | None
    child_id: OrganisationId | None
    approved: bool | None
    instead_of: AssignmentId | None = None

    @property
    def founds(self) -> bool:
        """Whether the operators are asked to let a new organisation count."""
        return self.child_id == self.organisation_id


class Requests:
    """Reads and writes requests."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        person_id: PersonId,
        organisation_id: OrganisationId,
        *,
        post: PostId | None = None,
        child_id: OrganisationId | None = None,
        instead_of: AssignmentId | None = None,
        now: datetime,
    ) -> RequestId:
        """Store a request; the caller has locked the person and knows that there is none like it."""
        row = JoinRequestRow(
            organisation_id=organisation_id,
            person_id=person_id,
            post=post,
            child_id=child_id,
            instead_of=instead_of,
            created_at=now,
        )
        self._session.add(row)
        await self._session.flush()
        return RequestId(row.id)

    async def find_open(
        self, person_id: PersonId, organisation_id: OrganisationId, post: PostId
    ) -> RequestId | None:
        """The undecided request of this person for this post."""
        found = await self._session.scalar(
            select(JoinRequestRow.id).where(
                JoinRequestRow.person_id == person_id,
                JoinRequestRow.organisation_id == organisation_id,
                JoinRequestRow.post == post,
                JoinRequestRow.decided_at.is_(None),
            )
        )
        return None if found is None else RequestId(found)

    async def handed_over_from(self, request_id: RequestId) -> date | None:
        """The day of the handover by whose invite somebody asks for a post; None where none led to it."""
        return await self._session.scalar(
            select(func.max(InviteRow.starts_on))
            .join(InviteUseRow, InviteUseRow.invite_id == InviteRow.id)
            .join(JoinRequestRow, JoinRequestRow.person_id == InviteUseRow.person_id)
            .where(
                JoinRequestRow.id == request_id,
                # It could still be followed when they asked.
                InviteRow.expires_at > JoinRequestRow.created_at,
                InviteRow.organisation_id == JoinRequestRow.organisation_id,
                InviteRow.post == JoinRequestRow.post,
                InviteRow.approved.is_(False),
                InviteRow.revoked_at.is_(None),
            )
        )

    async def open_ids(self, person_id: PersonId, *, foundings: bool = True) -> list[RequestId]:
        """The undecided requests of this person, the oldest first; without those to count, if said so."""
        found = (
            select(JoinRequestRow.id)
            .where(JoinRequestRow.person_id == person_id, JoinRequestRow.decided_at.is_(None))
            .order_by(JoinRequestRow.id)
        )
        if not foundings:
            found = found.where(
                JoinRequestRow.child_id.is_distinct_from(JoinRequestRow.organisation_id)
            )
        return [RequestId(id_) for id_ in await self._session.scalars(found)]

    async def open_of(self, person_id: PersonId) -> list[Request]:
        """The undecided requests of this person for a post, the oldest first."""
        rows = await _OPEN_OF.rows(self._session, {"person": person_id})
        return [_request(row) for row in rows]

    async def asked_posts(self, person_id: PersonId) -> tuple[AskedPost, ...]:
        """The posts that this person has asked for and waits for, the oldest request first."""
        requests = await self.open_of(person_id)
        if not requests:
            return ()
        ids = {each.organisation_id for each in requests}
        rows = await self._session.scalars(
            select(OrganisationRow).where(OrganisationRow.id.in_(ids))
        )
        organisations = {row.id: organisation_of(row) for row in rows}
        return tuple(
            AskedPost(organisations[each.organisation_id], each.post)
            for each in requests
            if each.post is not None
        )

    async def open_about(self, organisation_id: OrganisationId) -> list[Request]:
        """The undecided requests made to the organisation or for it, the oldest first."""
        rows = await self._session.scalars(
            select(JoinRequestRow)
            .where(
                or_(
                    JoinRequestRow.organisation_id == organisation_id,
                    JoinRequestRow.child_id == organisation_id,
                ),
                JoinRequestRow.decided_at.is_(None),
            )
            .order_by(JoinRequestRow.id)
        )
        return [_request(row) for row in rows]

    async def open_below(self, organisation_id: OrganisationId) -> list[Request]:
        """The undecided requests made to the organisation or one below it, the oldest first.

        Those to let it count are for operators, and left out.
        """
        rows = await self._session.scalars(
            select(JoinRequestRow)
            .where(
                JoinRequestRow.organisation_id.in_(tree_of(organisation_id)),
                JoinRequestRow.child_id.is_distinct_from(JoinRequestRow.organisation_id),
                JoinRequestRow.decided_at.is_(None),
            )
            .order_by(JoinRequestRow.id)
        )
        return [_request(row) for row in rows]

    async def foundings(self, *, limit: int) -> list[Request]:
        """At most ``limit`` undecided requests of new organisations to count, the oldest first."""
        rows = await self._session.scalars(
            select(JoinRequestRow)
            .where(
                JoinRequestRow.child_id == JoinRequestRow.organisation_id,
                JoinRequestRow.decided_at.is_(None),
            )
            .order_by(JoinRequestRow.id)
            .limit(limit)
        )
        return [_request(row) for row in rows]

    async def count_since(self, person_id: PersonId, since: datetime) -> int:
        """Requests that this person has made after ``since``, decided or not."""
        made = select(func.count()).where(
            JoinRequestRow.person_id == person_id, JoinRequestRow.created_at > since
        )
        return await self._session.scalar(made) or 0

    async def lock(self, request_id: RequestId) -> Request | None:
        """The request, locked; others that lock it wait for the end of this transaction."""
        row = await self._session.get(JoinRequestRow, request_id, with_for_update=True)
        return None if row is None else _request(row)

    async def decide(
        self, request_id: RequestId, *, by: PersonId, approve: bool, now: datetime
    ) -> None:
        """Write down the decision; the caller has locked the request."""
        row = await self._session.get_one(JoinRequestRow, request_id)
        row.decided_at = now
        row.decided_by = by
        row.approved = approve


_ASKED = JoinRequestRow.__table__.c
_OPEN_OF = Compiled(
    select(JoinRequestRow.__table__)
    .where(
        _ASKED.person_id == bindparam("person"),
        _ASKED.decided_at.is_(None),
        _ASKED.post.is_not(None),
    )
    .order_by(_ASKED.id)
)


def _request(row: JoinRequestRow) -> Request:
    return Request(
        id=RequestId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        person_id=PersonId(row.person_id),
        post=None if row.post is None else PostId(row.post),
        child_id=None if row.child_id is None else OrganisationId(row.child_id),
        approved=row.approved,
        instead_of=None if row.instead_of is None else AssignmentId(row.instead_of),
    )
