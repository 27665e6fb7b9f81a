"""Use case: a handover that was settled for a day ahead does not take place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.errors import HandedOnLater, UnknownAssignment
from scheduler.handover.queries.settled import Settled, SettledHandovers
from scheduler.inviting.queries.invites import Invites
from scheduler.membership.joining import NEWS_LIFE, Joining
from scheduler.planning.notices import NoticeKind
from scheduler.planning.queries.notices import Notices
from scheduler.roster.model import Assignment, AssignmentId, Person, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

CALLED_OFF = "called-off"
"""Why nobody need be told of the handover any more."""


@dataclass(frozen=True)
class CalledOff:
    """The post as it goes on, and who holds it on."""

    kept: Assignment
    holder: Person


class CallingOff:
    """For whoever settled the handover, and for managers of the organisation or of one above it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def call_off(self, by: PersonId, assignment_id: AssignmentId) -> CalledOff:
        """Let the holder keep the post, and the successor not come; an invite to it is over.

        Whoever was told of the handover is told once that it is off. Twice is harmless.

        Raises:
            UnknownAssignment: no handover of it is still ahead, or it is none of ``by``'s business.
            HandedOnLater: a later handover rests on this one, and has to be called off first.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            ending, settled = await self._locked(session, by, assignment_id, now)
            holder = await Persons(session).get(ending.person_id)
            if ending.end_on is None or settled is None:
                return CalledOff(ending, holder)
            stored, roster, day = SettledHandovers(session), Organisations(session), ending.end_on
            again = await stored.later(ending)
            if again is not None:
                raise HandedOnLater(again)
            if settled.to is not None:
                taken = await stored.taken(ending, settled.to)
                if taken is not None:
                    await self._send_back(session, taken, now)
                elif settled.invite_id is not None:
                    await Joining(session, now).cancel_asked(
                        settled.to, ending.organisation, ending.post, by
                    )
            if settled.invite_id is not None:
                await Invites(session).revoke(settled.invite_id, now)
            kept = await roster.end_assignment(ending, None)
            await self._tell(session, NoticeKind.HANDOVER_FROM, ending, day, now)
            Trail(session).add(
                Act.HANDOVER_CALLED_OFF,
                now,
                by=by,
                organisation_id=kept.organisation.id,
                subject_id=kept.id,
                post=kept.post,
                end_on=day.isoformat(),
                to=settled.to,
            )
            return CalledOff(kept, holder)

    async def _locked(
        self, session: AsyncSession, by: PersonId, assignment_id: AssignmentId, now: datetime
    ) -> tuple[Assignment, Settled | None]:
        """The post, with those whom it is about locked, and its handover: None where there is none now."""
        roster, stored = Organisations(session), SettledHandovers(session)
        found = await roster.find_assignment(assignment_id)
        if found is None or found.acting:
            raise UnknownAssignment(assignment_id)
        settled = await stored.of(found)
        about = {found.person_id, None if settled is None else settled.to}
        await Persons(session).lock_all({each for each in about if each is not None})
        found = await roster.find_assignment(assignment_id) or found
        settled = await stored.of(found)
        manages = await roster.manages(by, found.organisation)
        own = found.person_id == by and (settled is None or settled.by == by)
        over = found.end_on is not None and found.end_on <= found.organisation.today(now)
        if over or not (manages or own):
            raise UnknownAssignment(assignment_id)
        return found, settled

    async def _send_back(self, session: AsyncSession, taken: Assignment, now: datetime) -> None:
        if taken.end_on is not None:
            if taken.start_on < taken.end_on or await self._is_handed_on(session, taken):
                raise HandedOnLater(taken.end_on)
            return  # they have left it meanwhile
        ended = await Organisations(session).end_assignment(taken, taken.start_on)
        await self._tell(session, NoticeKind.HANDOVER_TO, ended, taken.start_on, now)

    async def _is_handed_on(self, session: AsyncSession, taken: Assignment) -> bool:
        settled = await SettledHandovers(session).of(taken)
        return settled is not None and settled.by is not None

    async def _tell(
        self,
        session: AsyncSession,
        told: NoticeKind,
        about: Assignment,
        day: date,
        now: datetime,
    ) -> None:
        notices = Notices(session)
        if await notices.take_back_of_assignment(told, about.person_id, about.id, CALLED_OFF, now):
            await notices.add_about_assignment(
                NoticeKind.HANDOVER_OFF,
                about.person_id,
                about.id,
                today=day,
                now=now,
                expires_at=now + NEWS_LIFE,
            )
