"""Queries: invites, who has used them, and guesses at their codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.inviting.model import Invite, InviteId
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.roster.queries.rows import organisation_of
from scheduler.store.dialects import insert_into
from scheduler.store.tables.joining import InviteGuessRow, InviteRow, InviteUseRow
from scheduler.store.tables.roster import OrganisationRow

_USES = (
    select(func.count())
    .select_from(InviteUseRow)
    .where(InviteUseRow.invite_id == InviteRow.id)
    .correlate(InviteRow)
    .scalar_subquery()
)


class InviteToAdd(NamedTuple):
    """An approved invite for one person, by name."""

    organisation_id: OrganisationId
    post: PostId | None
    person_name: str
    link_hash: str
    code_hash: str
    starts_on: date | None


class Invites:
    """Reads and writes invites; who may do so is decided in the use cases."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        organisation_id: OrganisationId,
        *,
        by: PersonId,
        post: PostId | None,
        person_name: str | None,
        single: bool,
        approved: bool,
        link_hash: str,
        code_hash: str,
        starts_on: date | None,
        now: datetime,
        expires_at: datetime,
    ) -> InviteId:
        """Store a new one."""
        row = InviteRow(
            organisation_id=organisation_id,
            post=post,
            person_name=person_name,
            single=single,
            approved=approved,
            link_hash=link_hash,
            code_hash=code_hash,
            starts_on=starts_on,
            created_by=by,
            created_at=now,
            expires_at=expires_at,
        )
        self._session.add(row)
        await self._session.flush()
        return InviteId(row.id)

    async def add_all(
        self, wanted: Sequence[InviteToAdd], *, by: PersonId, now: datetime, expires_at: datetime
    ) -> list[Invite]:
        """Store these, in the same order."""
        rows = [
            InviteRow(
                **each._asdict(),
                single=True,
                approved=True,
                created_by=by,
                created_at=now,
                expires_at=expires_at,
            )
            for each in wanted
        ]
        self._session.add_all(rows)
        await self._session.flush()
        found = await self._session.execute(
            _invites().where(InviteRow.id.in_([row.id for row in rows]))
        )
        by_id = {row.id: _invite(row, organisation, uses) for row, organisation, uses in found}
        return [by_id[row.id] for row in rows]

    async def find(self, invite_id: InviteId) -> Invite | None:
        """The invite of this id."""
        return await self._one(_invites().where(InviteRow.id == invite_id))

    async def find_secret(
        self, *, link_hash: str | None = None, code_hash: str | None = None
    ) -> Invite | None:
        """The invite whose link or code has this hash; locked until the transaction ends."""
        wanted = InviteRow.link_hash == link_hash
        if link_hash is None:
            wanted = InviteRow.code_hash == code_hash
        id_ = await self._session.scalar(select(InviteRow.id).where(wanted).with_for_update())
        # Read only now: whoever held the lock before may have used it up.
        return None if id_ is None else await self.find(InviteId(id_))

    async def standing(self, organisation_id: OrganisationId, now: datetime) -> list[Invite]:
        """Those of the organisation that can be followed, the newest first."""
        rows = await self._session.execute(
            _invites()
            .where(InviteRow.organisation_id == organisation_id, _stands(now))
            .order_by(InviteRow.id.desc())
        )
        return [_invite(*row) for row in rows]

    async def lock_all(self, invite_ids: Iterable[InviteId]) -> None:
        """Those of them that there are, locked in order: nobody follows one meanwhile."""
        await self._session.execute(
            select(InviteRow.id)
            .where(InviteRow.id.in_(list(invite_ids)))
            .order_by(InviteRow.id)
            .with_for_update()
        )

    async def revoke(self, invite_id: InviteId, now: datetime) -> None:
        """Let nobody follow it any more."""
        row = await self._session.get_one(InviteRow, invite_id)
        row.revoked_at = row.revoked_at or now

    async def standing_of(
        self,
        person_id: PersonId,
        name: str,
        organisations: Collection[OrganisationId],
        now: datetime,
    ) -> list[Invite]:
        """Those that can be followed and rest on the person's word or name; by id.

        On the word: they made them, and no manager decides any more. On the name: made for one person
        of this name in one of the organisations.
        """
        named = and_(
            func.trim(InviteRow.person_name) == name.strip(),
            InviteRow.organisation_id.in_(organisations),
        )
        rows = await self._session.execute(
            _invites()
            .where(
                or_(and_(InviteRow.created_by == person_id, InviteRow.approved), named),
                _stands(now),
            )
            .order_by(InviteRow.id)
        )
        return [_invite(*row) for row in rows]

    async def vouched_by(self, person_id: PersonId, now: datetime) -> list[Invite]:
        """Those that can be followed and rest on the person's word alone; by id."""
        rows = await self._session.execute(
            _invites()
            .where(InviteRow.created_by == person_id, InviteRow.approved, _stands(now))
            .order_by(InviteRow.id)
        )
        return [_invite(*row) for row in rows]

    async def use(self, invite_id: InviteId, by: PersonId, now: datetime) -> None:
        """Note that ``by`` has followed it to its end; twice is once."""
        await self._session.execute(
            insert_into(self._session, InviteUseRow)
            .values(invite_id=invite_id, person_id=by, at=now)
            .on_conflict_do_nothing(index_elements=["invite_id", "person_id"])
        )

    async def has_used(self, invite_id: InviteId, by: PersonId) -> bool:
        """Whether ``by`` has followed it to its end."""
        return await self._session.get(InviteUseRow, (invite_id, by)) is not None

    async def guessed(self, by: PersonId, now: datetime) -> None:
        """Note a code that opened nothing."""
        self._session.add(InviteGuessRow(person_id=by, at=now))
        await self._session.flush()

    async def guesses(self, by: PersonId, since: datetime) -> tuple[int, int]:
        """How many guesses were made since then: by this person, and by all."""
        mine = func.count().filter(InviteGuessRow.person_id == by)
        row = await self._session.execute(
            select(mine, func.count()).where(InviteGuessRow.at > since)
        )
        own, every = row.one()
        return own, every

    async def forget_guesses(self, until: datetime) -> None:
        """Keep no guesses that count no more."""
        await self._session.execute(delete(InviteGuessRow).where(InviteGuessRow.at <= until))

    async def _one(self, wanted: Select[InviteRow, OrganisationRow, int]) -> Invite | None:
        row = (await self._session.execute(wanted)).one_or_none()
        return None if row is None else _invite(*row)


def _stands(now: datetime) -> ColumnElement[bool]:
    return and_(
        InviteRow.revoked_at.is_(None),
        InviteRow.expires_at > now,
        or_(InviteRow.single.is_(False), _USES == 0),
    )


def _invites() -> Select[InviteRow, OrganisationRow, int]:
    return select(InviteRow, OrganisationRow, _USES).join(
        OrganisationRow, OrganisationRow.id == InviteRow.organisation_id
    )


def _invite(row: InviteRow, organisation: OrganisationRow, uses: int) -> Invite:
    return Invite(
        id=InviteId(row.id),
        organisation=organisation_of(organisation),
        post=None if row.post is None else PostId(row.post),
        person_name=row.person_name,
        single=row.single,
        approved=row.approved,
        starts_on=row.starts_on,
        created_by=PersonId(row.created_by),
        expires_at=row.expires_at,
        revoked=row.revoked_at is not None,
        uses=uses,
    )
