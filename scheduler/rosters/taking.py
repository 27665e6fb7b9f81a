"""Use cases: managers see what a roster would change, have it taken over, and get the same table back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from scheduler.clock import Clock
from scheduler.inviting.invites import LIVES
from scheduler.inviting.model import InviteId, NewInvite
from scheduler.inviting.queries.invites import Invites, InviteToAdd
from scheduler.inviting.secrets import code_hash, link_hash, new_code, new_link
from scheduler.membership.by_mail import ByMail
from scheduler.membership.joining import NEWS_LIFE
from scheduler.planning.notices import NoticeKind
from scheduler.planning.queries.looks import Looks
from scheduler.planning.queries.notices import Notices
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.trail import Act, Trail
from scheduler.rosters.model import (
    HeldPost,
    LineEffect,
    PersonalInvite,
    PlannedLine,
    RosterLine,
    RosterPlan,
)
from scheduler.rosters.plan import plan_roster
from scheduler.rosters.queries.standing import Everybody
from scheduler.store.engine import Database

MOST_LINES = 2000


@dataclass(frozen=True)
class TakenRoster:
    """What was changed, and the invites that were made."""

    plan: RosterPlan
    invites: tuple[NewInvite, ...]


class Rosters:
    """For managers of the organisation, or of one above it. Each method is one transaction.

    All raise:
        NotManager: ``by`` does not manage it.
    """

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def compare(
        self, by: PersonId, organisation_id: OrganisationId, lines: Sequence[RosterLine]
    ) -> RosterPlan:
        """What the lines would change there and below; nothing is written."""
        async with self._database.survey() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            return await self._plan(session, organisation, lines)

    async def take(
        self, by: PersonId, organisation_id: OrganisationId, lines: Sequence[RosterLine]
    ) -> TakenRoster:
        """Take the lines over that have no fault; those without an address are invited by name.

        Who has a mailbox instead is reached by mail, and told there. What the lines do not name stays.
        The same again changes nothing.
        """
        now = self._clock.now()
        seen = await self.compare(by, organisation_id, lines)
        known_before = {each.person_id for each in seen.lines if each.person_id is not None}
        # Their hashes take time, and the loop has others to serve.
        secrets = await asyncio.to_thread(_drawn, seen.invites)
        async with self._database.write() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            # One of them may be registering just now: first the persons, as there.
            await Persons(session).lock_all(known_before)
            below = await Everybody(session, organisation).organisations()
            await Looks(session).of([each.id for each in below], lock=True)
            plan = await self._plan(session, organisation, lines)
            new = [each for each in plan.lines if each.effect is LineEffect.NEW]
            changed = [each for each in plan.lines if each.effect is LineEffect.CHANGED]
            known = [each for each in new if not each.invited]
            unknown = [each for each in new if each.invited]
            by_mail = ByMail(session, await Persons(session).get(by), now)
            for each in changed:
                if each.mailbox is not None and each.person_id is not None:
                    await by_mail.move(each.person_id, each.mailbox)
            await self._assign(
                session, by, organisation, [await _met(each, by_mail) for each in known], now
            )
            ended = [each for each in changed if each.end_on is not None]
            await self._end(session, by, organisation, ended, now)
            wanted = [
                PersonalInvite(_place(each), each.post, each.line.name, _ahead(each, now))
                for each in unknown
                if each.post is not None
            ]
            invites = await self._invite(session, by, wanted, secrets, now)
            Trail(session).add(
                Act.ROSTER_IMPORTED,
                now,
                by=by,
                organisation_id=organisation_id,
                counts={effect.value: plan.counts[effect] for effect in LineEffect},
            )
            return TakenRoster(plan, tuple(invites))

    async def waiting(self, by: PersonId, organisation_id: OrganisationId) -> int:
        """How many are invited there and below by name, and have not come."""
        async with self._database.survey() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            return len(await self._invited(session, organisation, self._clock.now()))

    async def invite_anew(
        self, by: PersonId, organisation_id: OrganisationId
    ) -> tuple[NewInvite, ...]:
        """Make anew the invites by name that stand there and below; the links and codes before are over.

        Of those nothing is kept by which they could be told again.
        """
        now = self._clock.now()
        secrets = await asyncio.to_thread(_drawn, await self.waiting(by, organisation_id))
        async with self._database.write() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            stored = Invites(session)
            await stored.lock_all(await self._invited(session, organisation, now))
            # Read only now: whoever held a lock before may have come.
            standing = await self._invited(session, organisation, now)
            renewed = dict(islice(standing.items(), len(secrets)))
            for invite_id, each in renewed.items():
                await stored.revoke(invite_id, now)
                Trail(session).add(
                    Act.INVITE_REVOKED,
                    now,
                    by=by,
                    organisation_id=each.organisation_id,
                    subject_id=invite_id,
                )
            return tuple(await self._invite(session, by, list(renewed.values()), secrets, now))

    async def everybody(
        self, by: PersonId, organisation_id: OrganisationId
    ) -> tuple[Organisation, list[HeldPost]]:
        """Who holds a post there and below, today or later: by organisation, post, first day."""
        async with self._database.survey() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            people = Everybody(session, organisation)
            today = organisation.today(self._clock.now())
            return organisation, await people.held(await people.organisations(), today)

    async def _invited(
        self, session: AsyncSession, organisation: Organisation, now: datetime
    ) -> dict[InviteId, PersonalInvite]:
        everybody = Everybody(session, organisation)
        ids = [each.id for each in await everybody.organisations()]
        return await everybody.invited(ids, now, approved=True)

    async def _plan(
        self, session: AsyncSession, organisation: Organisation, lines: Sequence[RosterLine]
    ) -> RosterPlan:
        now = self._clock.now()
        addresses = {each.address for each in lines if each.address is not None}
        addresses |= {each.mailbox.address for each in lines if each.mailbox is not None}
        standing = await Everybody(session, organisation).standing(
            addresses, organisation.today(now), now
        )
        return plan_roster(lines, standing, self._library)

    async def _assign(
        self,
        session: AsyncSession,
        by: PersonId,
        organisation: Organisation,
        new: Sequence[PlannedLine],
        now: datetime,
    ) -> None:
        today = organisation.today(now)
        ids = await Everybody(session, organisation).assign(
            [
                {
                    "organisation_id": _place(each),
                    "person_id": each.person_id,
                    "post": each.post,
                    "start_on": max(today, each.line.first_on or today),
                    "end_on": each.end_on,
                    "acting": False,
                    "created_at": now,
                }
                for each in new
            ]
        )
        for assignment_id, each in zip(ids, new, strict=True):
            Trail(session).add(
                Act.POST_TAKEN,
                now,
                by=by,
                organisation_id=_place(each),
                subject_id=assignment_id,
                post=each.post,
                person=each.person_id,
            )
            if each.mailbox is not None and each.person_id is not None:
                await Notices(session).add_about_assignment(
                    NoticeKind.HANDOVER_TO,
                    each.person_id,
                    assignment_id,
                    today=today,
                    now=now,
                    expires_at=now + NEWS_LIFE,
                )

    async def _end(
        self,
        session: AsyncSession,
        by: PersonId,
        organisation: Organisation,
        ended: Sequence[PlannedLine],
        now: datetime,
    ) -> None:
        ends = {
            each.assignment_id: each.end_on
            for each in ended
            if each.assignment_id is not None and each.end_on is not None
        }
        await Everybody(session, organisation).end(ends)
        for each in ended:
            Trail(session).add(
                Act.POST_LEFT,
                now,
                by=by,
                organisation_id=_place(each),
                subject_id=each.assignment_id,
                post=each.post,
            )

    async def _invite(
        self,
        session: AsyncSession,
        by: PersonId,
        wanted: Sequence[PersonalInvite],
        secrets: Sequence[_Secrets],
        now: datetime,
    ) -> list[NewInvite]:
        """As far as there are secrets."""
        made = await Invites(session).add_all(
            [
                InviteToAdd(
                    each.organisation_id,
                    each.post,
                    each.person_name,
                    drawn.link_hash,
                    drawn.code_hash,
                    each.starts_on,
                )
                for each, drawn in zip(wanted, secrets, strict=False)
            ],
            by=by,
            now=now,
            expires_at=now + LIVES[-1],
        )
        for invite in made:
            Trail(session).add(
                Act.INVITE_MADE,
                now,
                by=by,
                organisation_id=invite.organisation.id,
                subject_id=invite.id,
                post=invite.post,
                single=True,
                approved=True,
            )
        return [
            NewInvite(invite, drawn.link, drawn.code)
            for invite, drawn in zip(made, secrets, strict=False)
        ]


async def _met(each: PlannedLine, by_mail: ByMail) -> PlannedLine:
    """With the person at its mailbox, where it has one."""
    if each.mailbox is None or each.person_id is not None:
        return each
    return replace(each, person_id=await by_mail.bring(each.mailbox, each.line.name))


@dataclass(frozen=True)
class _Secrets:
    link: str
    code: str
    link_hash: str
    code_hash: str


def _drawn(count: int) -> list[_Secrets]:
    drawn = []
    for _ in range(count):
        link, code = new_link(), new_code()
        drawn.append(_Secrets(link, code, link_hash(link), code_hash(code)))
    return drawn


def _ahead(each: PlannedLine, now: datetime) -> date | None:
    """The first day, where it is still to come."""
    first_on, organisation = each.line.first_on, each.organisation
    if first_on is None or organisation is None or first_on <= organisation.today(now):
        return None
    return first_on


def _place(each: PlannedLine) -> OrganisationId:
    assert each.organisation is not None  # noqa: S101 - a line without a fault has one
    return each.organisation.id
