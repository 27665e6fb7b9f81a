"""Use cases: a post goes from its holder to somebody else, or to nobody, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from scheduler.clock import Clock
from scheduler.errors import (
    AlreadyHandedOver,
    DayOutOfReach,
    NoSuccessor,
    UnknownAssignment,
)
from scheduler.handover.model import Colleague
from scheduler.handover.queries.people import People
from scheduler.handover.queries.settled import Settled, SettledHandovers
from scheduler.handover.unit_people import candidates
from scheduler.inviting.invites import LIVES, InviteWish, make
from scheduler.inviting.model import NewInvite
from scheduler.membership.joining import NEWS_LIFE, Joining
from scheduler.planning.notices import NoticeKind
from scheduler.planning.queries.notices import Notices
from scheduler.planning.replanning import DropReason
from scheduler.roster.model import (
    Assignment,
    AssignmentId,
    Person,
    PersonId,
)
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

AHEAD = timedelta(days=366)
"""How far from today a post may be handed over, or a stand-in end."""


@dataclass(frozen=True)
class Handing:
    """A post that may be handed over: who holds it, to whom it may go (by name), and which day it is.

    ``successor`` is who takes it over, where that is settled; None: nobody, or it is not settled.
    ``by_manager``: whoever looks at it manages the organisation. ``may_call_off``: it is settled,
    and they may say that it does not take place.
    """

    assignment: Assignment
    holder: Person
    candidates: tuple[Colleague, ...]
    today: date
    by_manager: bool
    successor: Person | None = None
    may_call_off: bool = False

    def see_that_possible(self, on: date, to: PersonId | None = None) -> None:
        """Raise DayOutOfReach, or NoSuccessor, unless ``to`` may take it over on this day."""
        if not self.today <= on <= self.today + AHEAD:
            raise DayOutOfReach(on, self.today, self.today + AHEAD)
        if to is not None and to not in {each.id for each in self.candidates}:
            raise NoSuccessor(to)


@dataclass(frozen=True)
class HandedOver:
    """What was settled: the post that ends, and who holds it afterwards.

    Nobody: it is vacant, or somebody is ``invited`` to it. ``invite`` is told once.
    """

    ended: Assignment
    holder: Person
    successor: Person | None
    invited: bool = False
    invite: NewInvite | None = None


class HandingOver:
    """For the holder, and for managers of the organisation or of one above it.

    Each method is one transaction. Raises UnknownAssignment where there is no such post held, or
    it is none of ``by``'s business.
    """

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def get(self, by: PersonId, assignment_id: AssignmentId) -> Handing:
        """The post, with those to whom it may go."""
        async with self._database.read() as session:
            return await self._get(session, by, assignment_id)

    async def hand_over(
        self,
        by: PersonId,
        assignment_id: AssignmentId,
        on: date,
        *,
        to: PersonId | None = None,
        invites: bool = False,
    ) -> HandedOver:
        """Let the holder leave the post before the local day ``on``, and ``to`` hold it from then.

        Without ``to`` it is vacant from then; ``invites``: somebody is invited to it. Both are told,
        once. The same again is harmless.

        Raises:
            DayOutOfReach: ``on`` is past, or too far ahead.
            NoSuccessor: ``to`` may not take it over, or holds it already.
            AlreadyHandedOver: something else was settled before.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            handing = await self._get(session, by, assignment_id, lock=True, to=to)
            old = handing.assignment
            # Who comes only later hands it over then.
            day = max(on, old.start_on)
            if old.end_on is not None:
                return await self._again(session, handing, day, to, invites=invites)
            handing.see_that_possible(on, to)
            on = day
            ended = await self._end(session, old, on, now)
            successor = invite = None
            if to is not None:
                successor = await self._take(session, ended, to, on, now)
            elif invites:
                invite = await self._invite(session, by, handing, on, now)
            await self._tell(session, NoticeKind.HANDOVER_FROM, ended, now)
            self._enter(session, by, ended, to, invite, now)
            return HandedOver(ended, handing.holder, successor, invites, invite)

    async def _get(
        self,
        session: AsyncSession,
        by: PersonId,
        assignment_id: AssignmentId,
        *,
        lock: bool = False,
        to: PersonId | None = None,
    ) -> Handing:
        roster = Organisations(session)
        found = await roster.find_assignment(assignment_id)
        if found is not None and lock:
            both = {found.person_id} if to is None else {found.person_id, to}
            await Persons(session).lock_all(both)
            found = await roster.find_assignment(assignment_id)
        if found is None or found.acting:
            raise UnknownAssignment(assignment_id)
        organisation = found.organisation
        today = organisation.today(self._clock.now())
        manages = await roster.manages(by, organisation)
        over = found.end_on is not None and found.end_on <= today
        if (over and not lock) or not (manages or found.person_id == by):
            raise UnknownAssignment(assignment_id)
        there = await People(session, organisation.id).holding(today)
        holding = {
            each.person.id
            for each in there
            if each.post == found.post and not each.acting and each.end_on is None
        }
        around = await candidates(session, by, organisation, today)
        settled = await SettledHandovers(session).of(found)
        successor = None if settled is None else await self._successor(session, found, settled)
        return Handing(
            found,
            await Persons(session).get(found.person_id),
            tuple(each for each in around if each.id not in {*holding, found.person_id}),
            today,
            manages,
            successor,
            settled is not None and (manages or settled.by == by == found.person_id),
        )

    async def _successor(
        self, session: AsyncSession, ending: Assignment, settled: Settled
    ) -> Person | None:
        """Who still is to take it over: not who has given it up before their day, or was erased."""
        if settled.to is None:
            return None
        taken = await SettledHandovers(session).taken(ending, settled.to)
        if taken is not None and taken.end_on is not None and taken.end_on <= taken.start_on:
            return None
        return await Persons(session).get(settled.to)

    async def _again(
        self,
        session: AsyncSession,
        handing: Handing,
        on: date,
        to: PersonId | None,
        *,
        invites: bool,
    ) -> HandedOver:
        """What was settled before, where it is the same."""
        old = handing.assignment
        if to is not None:
            there = Organisations(session)
            same = await there.find_held_from(to, old.organisation, old.post, on) is not None
        else:
            settled = await SettledHandovers(session).of(old)
            invited = settled is not None and settled.invite_id is not None
            same = invited if invites else not invited and handing.successor is None
        if old.end_on != on or not same:
            raise AlreadyHandedOver(old.end_on or on)
        successor = None if to is None else await Persons(session).get(to)
        return HandedOver(old, handing.holder, successor, invites)

    async def _end(
        self, session: AsyncSession, old: Assignment, on: date, now: datetime
    ) -> Assignment:
        if on <= old.organisation.today(now):
            await Notices(session).supersede_of_post(
                old.person_id, old.organisation.id, old.post, DropReason.LEFT, now
            )
        return await Organisations(session).end_assignment(old, on)

    async def _take(
        self, session: AsyncSession, ended: Assignment, to: PersonId, on: date, now: datetime
    ) -> Person:
        taken = await Joining(session, now).take_from(to, ended.organisation, ended.post, on)
        await self._tell(session, NoticeKind.HANDOVER_TO, taken, now)
        return await Persons(session).get(to)

    async def _invite(
        self, session: AsyncSession, by: PersonId, handing: Handing, on: date, now: datetime
    ) -> NewInvite:
        """One that stands as long as may be; approved where a manager makes it."""
        wish = InviteWish(
            handing.assignment.post,
            single=True,
            approved=handing.by_manager,
            starts_on=on,
            life=LIVES[-1],
        )
        return await make(session, self._library, by, handing.assignment.organisation, wish, now)

    async def _tell(
        self, session: AsyncSession, kind: NoticeKind, assignment: Assignment, now: datetime
    ) -> None:
        await Notices(session).add_about_assignment(
            kind,
            assignment.person_id,
            assignment.id,
            today=assignment.organisation.today(now),
            now=now,
            expires_at=now + NEWS_LIFE,
        )

    def _enter(
        self,
        session: AsyncSession,
        by: PersonId,
        ended: Assignment,
        to: PersonId | None,
        invite: NewInvite | None,
        now: datetime,
    ) -> None:
        Trail(session).add(
            Act.POST_HANDED_OVER,
            now,
            by=by,
            organisation_id=ended.organisation.id,
            subject_id=ended.id,
            post=ended.post,
            end_on=None if ended.end_on is None else ended.end_on.isoformat(),
            to=to,
            invite=None if invite is None else invite.invite.id,
        )
