"""Use cases: somebody follows an invite, by its link or by its code.

A link cannot be guessed. A code can, so those that open nothing are counted: for each person and for
all together. Whoever has tried too often is told the same whether the next one is right or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Post, PostId
from scheduler.clock import Clock
from scheduler.errors import (
    AlreadyHeld,
    InviteOver,
    InviteWrong,
    PostNotOfBody,
    SchedulerError,
    TooManyGuesses,
)
from scheduler.inviting.model import Invite
from scheduler.inviting.queries.invites import Invites
from scheduler.inviting.secrets import code_hash, is_link, link_hash, read_code
from scheduler.membership.joining import Joining
from scheduler.roster.model import Assignment, Organisation, PersonId, RequestId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.posts import posts_in
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

GUESSES_EACH = 5
GUESSES_IN_ALL = 100
"""Codes that opened nothing, within :data:`GUESSES_WITHIN`, after which none is looked at."""

GUESSES_WITHIN = timedelta(hours=1)


@dataclass(frozen=True)
class Invitation:
    """An invite as whoever follows it sees it: ``posts`` are those among which they choose."""

    invite: Invite
    posts: tuple[Post, ...]


class Following:
    """``secret`` is what a link carries, or a code as it was typed. Each method is one transaction.

    All raise:
        InviteWrong: it opens nothing.
        InviteOver: it has been used up, revoked, or is too old.
        TooManyGuesses: too many codes that opened nothing were typed, by this person or in all.
    """

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def look(self, secret: str, by: PersonId) -> Invitation:
        """What the invite is for; nothing is written but a wrong guess."""
        now = self._clock.now()
        async with self._database.write() as session:
            found = await self._open(session, secret, by, now)
            if isinstance(found, Invite):
                return Invitation(found, await self._posts(session, found))
        raise found

    async def take(self, secret: str, by: PersonId, post: PostId) -> Assignment | RequestId:
        """Hold the post, or ask the managers for it where the invite does not approve it.

        Following it to its end twice is harmless for the same person.

        Raises:
            PostNotOfBody: the invite is for another post.
            AlreadyHeld, TooManyRequests, RequestsBlocked: as when a post is asked for.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            found = await self._open(session, secret, by, now)
            if isinstance(found, Invite):
                if post not in {each.id for each in await self._posts(session, found)}:
                    raise PostNotOfBody(post)
                return await self._take(session, found, by, post, now)
        raise found

    async def _posts(self, session: AsyncSession, invite: Invite) -> tuple[Post, ...]:
        now = self._clock.now()
        posts = await posts_in(session, self._library, invite.organisation, now)
        return tuple(each for each in posts if invite.post in (None, each.id))

    async def _open(
        self, session: AsyncSession, secret: str, by: PersonId, now: datetime
    ) -> Invite | SchedulerError:
        """The invite, locked, or why there is none: a guess has to be kept although it is refused."""
        invites = Invites(session)
        if is_link(secret):
            invite = await invites.find_secret(link_hash=link_hash(secret))
            return await self._standing(session, invite, by, now)
        since = now - GUESSES_WITHIN
        await invites.forget_guesses(since)
        own, every = await invites.guesses(by, since)
        if own >= GUESSES_EACH or every >= GUESSES_IN_ALL:
            return TooManyGuesses()
        code = read_code(secret)
        invite = None if code is None else await invites.find_secret(code_hash=code_hash(code))
        found = await self._standing(session, invite, by, now)
        if not isinstance(found, Invite):
            await invites.guessed(by, now)
        return found

    async def _standing(
        self, session: AsyncSession, invite: Invite | None, by: PersonId, now: datetime
    ) -> Invite | InviteWrong | InviteOver:
        if invite is None:
            return InviteWrong()
        if invite.revoked or not await self._is_vouched_for(session, invite):
            return InviteOver("revoked")
        if invite.expires_at <= now:
            return InviteOver("expired")
        if invite.single and invite.uses and not await self._is_theirs(session, invite, by, now):
            return InviteOver("used")
        return invite

    async def _is_theirs(
        self, session: AsyncSession, invite: Invite, by: PersonId, now: datetime
    ) -> bool:
        """Whether ``by`` has used it; one that was approved lets nobody in again who has left since."""
        if not await Invites(session).has_used(invite.id, by):
            return False
        if not invite.approved:
            return True
        organisation, roster = invite.organisation, Organisations(session)
        day = _first_day(invite, now)
        return any(
            [
                await roster.find_held_from(by, organisation, each.id, day) is not None
                for each in await self._posts(session, invite)
            ]
        )

    async def _is_vouched_for(self, session: AsyncSession, invite: Invite) -> bool:
        """Whether who made it may still let people in, or somebody is there to decide."""
        roster, organisation = Organisations(session), invite.organisation
        if organisation.dissolved:
            return False
        if invite.approved:
            return await roster.manages(invite.created_by, organisation)
        return bool(await roster.managers_of(organisation))

    async def _take(
        self, session: AsyncSession, invite: Invite, by: PersonId, post: PostId, now: datetime
    ) -> Assignment | RequestId:
        organisation = invite.organisation
        if invite.approved and not await Invites(session).has_used(invite.id, by):
            # Who holds it already only tries the link out: it stays for whoever is invited.
            day, roster = _first_day(invite, now), Organisations(session)
            if await roster.find_held_from(by, organisation, post, day) is not None:
                raise AlreadyHeld(organisation.id, post)
        joining = Joining(session, now)
        taken: Assignment | RequestId
        if invite.approved:
            if invite.starts_on is None:
                taken = await joining.take_from(by, organisation, post, organisation.today(now))
            else:
                taken = await joining.succeed(by, organisation, post, invite.starts_on)
        else:
            taken = await joining.take(by, organisation, post)
        await Invites(session).use(invite.id, by, now)
        _enter(session, invite, organisation, by, post, now)
        return taken


def _first_day(invite: Invite, now: datetime) -> date:
    today = invite.organisation.today(now)
    return max(today, invite.starts_on or today)


def _enter(
    session: AsyncSession,
    invite: Invite,
    organisation: Organisation,
    by: PersonId,
    post: PostId,
    now: datetime,
) -> None:
    Trail(session).add(
        Act.INVITE_USED,
        now,
        by=by,
        organisation_id=organisation.id,
        subject_id=invite.id,
        post=post,
    )
