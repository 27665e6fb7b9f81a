"""Use cases: managers invite people into their organisation, see which invites stand, and revoke them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Post, PostId
from scheduler.clock import Clock
from scheduler.errors import NotManager, PostNotOfBody, TooManyInvites, UnknownInvite
from scheduler.inviting.model import Invite, InviteId, NewInvite
from scheduler.inviting.queries.invites import Invites as StoredInvites
from scheduler.inviting.secrets import code_hash, link_hash, new_code, new_link
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.names import typed_name
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.posts import posts_in
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

LIVES = (timedelta(hours=72), timedelta(days=7), timedelta(days=14))
"""How long an invite may be followed; the first is the usual one."""

MOST_STANDING = 200
"""Invites of one organisation that can be followed at once."""


@dataclass(frozen=True)
class InviteWish:
    """The invite that is wanted: see :class:`~scheduler.inviting.model.Invite`."""

    post: PostId | None
    single: bool
    approved: bool = False
    person_name: str | None = None
    starts_on: date | None = None
    life: timedelta = LIVES[0]


@dataclass(frozen=True)
class UnitInvites:
    """The invites of an organisation that stand, the newest first, and its kinds of posts."""

    organisation: Organisation
    standing: tuple[Invite, ...]
    posts: tuple[Post, ...]


class Inviting:
    """For managers of the organisation, or of one above it. Each method is one transaction."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def of(self, by: PersonId, organisation_id: OrganisationId) -> UnitInvites:
        """The invites that stand.

        Raises:
            NotManager: ``by`` does not manage it.
        """
        async with self._database.read() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            standing = await StoredInvites(session).standing(organisation_id, self._clock.now())
            posts = await posts_in(session, self._library, organisation, self._clock.now())
            return UnitInvites(organisation, tuple(standing), posts)

    async def get(self, by: PersonId, invite_id: InviteId) -> Invite:
        """One of them, standing or not.

        Raises:
            UnknownInvite: there is none, or ``by`` does not manage its organisation.
        """
        async with self._database.read() as session:
            return await _own(session, by, invite_id)

    async def make(
        self, by: PersonId, organisation_id: OrganisationId, wish: InviteWish
    ) -> NewInvite:
        """Make one; its link and its code are told now and never again.

        Raises:
            NotManager: as above.
            PostNotOfBody: this type of organisation has no such post.
            TooManyInvites: so many stand already.
        """
        async with self._database.write() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            now = self._clock.now()
            if len(await StoredInvites(session).standing(organisation_id, now)) >= MOST_STANDING:
                raise TooManyInvites(MOST_STANDING)
            return await make(session, self._library, by, organisation, wish, now)

    async def revoke(self, by: PersonId, invite_id: InviteId) -> Invite:
        """Let nobody follow it any more; twice is harmless.

        Raises:
            UnknownInvite: as above.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            invite = await _own(session, by, invite_id)
            if not invite.revoked:
                await StoredInvites(session).revoke(invite_id, now)
                Trail(session).add(
                    Act.INVITE_REVOKED,
                    now,
                    by=by,
                    organisation_id=invite.organisation.id,
                    subject_id=invite_id,
                )
            return await _own(session, by, invite_id)


async def make(
    session: AsyncSession,
    library: Library,
    by: PersonId,
    organisation: Organisation,
    wish: InviteWish,
    now: datetime,
) -> NewInvite:
    """A step of the caller's transaction: store the invite that is wanted; errors as above."""
    kinds = {post.id for post in await posts_in(session, library, organisation, now)}
    if wish.post is not None and wish.post not in kinds:
        raise PostNotOfBody(wish.post)
    link, code = new_link(), new_code()
    name = typed_name(wish.person_name or "") or None
    stored = StoredInvites(session)
    invite_id = await stored.add(
        organisation.id,
        by=by,
        post=wish.post,
        person_name=name if wish.single else None,
        single=wish.single,
        approved=wish.approved and wish.single,
        link_hash=link_hash(link),
        code_hash=code_hash(code),
        starts_on=wish.starts_on,
        now=now,
        expires_at=now + min(wish.life, LIVES[-1]),
    )
    Trail(session).add(
        Act.INVITE_MADE,
        now,
        by=by,
        organisation_id=organisation.id,
        subject_id=invite_id,
        post=wish.post,
        single=wish.single,
        approved=wish.approved and wish.single,
    )
    invite = await stored.find(invite_id)
    if invite is None:
        raise UnknownInvite(invite_id)
    return NewInvite(invite, link, code)


async def _own(session: AsyncSession, by: PersonId, invite_id: InviteId) -> Invite:
    invite = await StoredInvites(session).find(invite_id)
    if invite is None:
        raise UnknownInvite(invite_id)
    try:
        await Organisations(session).get_managed(by, invite.organisation.id)
    except NotManager as error:
        raise UnknownInvite(invite_id) from error
    return invite
