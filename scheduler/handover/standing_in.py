"""Use cases: somebody stands in for the holder of a post, over days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Owed, Post, PostId
from scheduler.clock import Clock
from scheduler.errors import DayOutOfReach, NoSuccessor, PostNotOfBody, UnknownAssignment
from scheduler.handover.queries.people import People
from scheduler.handover.unit_people import see_that_around
from scheduler.planning.queries.notices import Notices
from scheduler.planning.replanning import DropReason
from scheduler.roster.model import Assignment, AssignmentId, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.posts import posts_in
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

AHEAD = timedelta(days=366)
"""How far from today the last day may be."""


class StandIns:
    """For managers of the organisation, or of one above it. Each method is one transaction."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def add(
        self,
        by: PersonId,
        organisation_id: OrganisationId,
        post: PostId,
        person_id: PersonId,
        first: date,
        last: date,
    ) -> Assignment:
        """Let the person stand in for the post from ``first`` to ``last``; the same again is harmless.

        Raises:
            NotManager: ``by`` does not manage the organisation.
            PostNotOfBody: it has no such post, or each of its holders owes alone.
            NoSuccessor: the person is none of those around, or holds the post on one of the days.
            DayOutOfReach: the days are past, or too far ahead.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            roster = Organisations(session)
            organisation = await roster.get_managed(by, organisation_id)
            await Persons(session).lock(person_id)
            today = organisation.today(now)
            kinds = await posts_in(session, self._library, organisation, now)
            _see_that_possible(kinds, post, today, first, last)
            await see_that_around(session, by, organisation, person_id, today)
            until = last + timedelta(days=1)
            for each in await People(session, organisation_id).holding(today):
                if each.post != post or each.person.id != person_id:
                    continue
                if each.acting and (each.start_on, each.end_on) == (first, until):
                    found = await roster.find_assignment(each.assignment_id)
                    if found is not None:
                        return found
                if each.start_on < until and (each.end_on is None or first < each.end_on):
                    raise NoSuccessor(person_id)
            taken = await roster.assign(
                person_id,
                organisation,
                post,
                start_on=first,
                end_on=until,
                acting=True,
                now=now,
            )
            self._enter(session, by, taken)
            return taken

    async def end(self, by: PersonId, assignment_id: AssignmentId) -> Assignment:
        """Let a stand-in end today, or never begin; twice is harmless.

        Raises:
            UnknownAssignment: there is none, or ``by`` does not manage the organisation.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            roster = Organisations(session)
            found = await roster.find_assignment(assignment_id)
            if found is None or not found.acting:
                raise UnknownAssignment(assignment_id)
            organisation = found.organisation
            if not await roster.manages(by, organisation):
                raise UnknownAssignment(assignment_id)
            await Persons(session).lock(found.person_id)
            today = max(organisation.today(now), found.start_on)
            if found.end_on is not None and found.end_on <= today:
                return found
            person_id, post = found.person_id, found.post
            if await roster.find_held_from(person_id, organisation, post, today) is None:
                await Notices(session).supersede_of_post(
                    person_id, organisation.id, post, DropReason.LEFT, now
                )
            ended = await roster.end_assignment(found, today)
            self._enter(session, by, ended)
            return ended

    def _enter(self, session: AsyncSession, by: PersonId, taken: Assignment) -> None:
        Trail(session).add(
            Act.STAND_IN_SET,
            self._clock.now(),
            by=by,
            organisation_id=taken.organisation.id,
            subject_id=taken.id,
            post=taken.post,
            person=taken.person_id,
            start_on=taken.start_on.isoformat(),
            end_on=None if taken.end_on is None else taken.end_on.isoformat(),
        )


def _see_that_possible(
    kinds: Sequence[Post], post: PostId, today: date, first: date, last: date
) -> None:
    known = next((each for each in kinds if each.id == post), None)
    if known is None or known.owed is Owed.EACH:
        raise PostNotOfBody(post)
    if not today <= first <= last <= today + AHEAD:
        raise DayOutOfReach(last if first >= today else first, today, today + AHEAD)
