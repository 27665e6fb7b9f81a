"""Letting people and organisations in, or asking the managers to: steps of one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.errors import (
    AlreadyDecided,
    AlreadyHeld,
    CircularTree,
    NameTaken,
    UnknownRequest,
)
from scheduler.planning.notices import NoticeKind
from scheduler.planning.queries.notices import Notices
from scheduler.roster.model import (
    Assignment,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    RequestId,
)
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.requests import Request, Requests
from scheduler.roster.queries.trail import Act, Trail

NEWS_LIFE = timedelta(days=30)
"""A request or its answer is worth telling for this long."""

DECIDED = "decided"
"""Why a manager need not be asked any more."""


@dataclass(frozen=True)
class JoinDecision:
    """The decision on a request; ``repeated``: it had been decided so before.

    Either ``post`` or ``child`` is set. ``assignment`` is that of an approved request for a post;
    None when that has ended meanwhile.
    """

    request_id: RequestId
    organisation: Organisation
    requester: Person
    post: PostId | None
    child: Organisation | None
    approved: bool
    assignment: Assignment | None
    repeated: bool


class Joining:
    """Steps within the caller's transaction, which ``now`` belongs to."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now
        self._roster = Organisations(session)
        self._requests = Requests(session)

    async def take(
        self, by: PersonId, organisation: Organisation, post: PostId
    ) -> Assignment | RequestId:
        """Let the person hold the post from today, or ask the managers to."""
        await Persons(self._session).lock(by)
        if await self._held(by, organisation, post) is not None:
            raise AlreadyHeld(organisation.id, post)
        managers = await self._roster.managers_of(organisation)
        if not managers or await self._roster.manages(by, organisation):
            return await self._assign(by, organisation, post, by=by)
        known = await self._requests.find_open(by, organisation.id, post)
        if known is not None:
            return known
        request_id = await self._requests.add(by, organisation.id, post=post, now=self._now)
        self._enter(Act.JOIN_ASKED, by, organisation, request_id, post=post)
        await self._ask(request_id, organisation, managers)
        return request_id

    async def ask_for_place(
        self, by: PersonId, child: Organisation, parent: Organisation
    ) -> RequestId:
        """Ask the managers of ``parent`` to let ``child`` stand under it."""
        request_id = await self._requests.add(by, parent.id, child_id=child.id, now=self._now)
        self._enter(Act.JOIN_ASKED, by, parent, request_id, child=child.id)
        await self._ask(request_id, parent, await self._roster.managers_of(parent))
        return request_id

    async def decide(self, request_id: RequestId, by: PersonId, *, approve: bool) -> JoinDecision:
        """Decide a request as a manager, and do what it asks for."""
        request = await self._requests.lock(request_id)
        if request is None:
            raise UnknownRequest(request_id)
        organisation = await self._roster.get_organisation(request.organisation_id)
        if not await self._roster.manages(by, organisation):
            raise UnknownRequest(request_id)
        repeated = request.approved is not None
        if repeated and request.approved != approve:
            raise AlreadyDecided(request_id)
        if not repeated:
            await self._requests.decide(request_id, by=by, approve=approve, now=self._now)
            self._enter(Act.JOIN_DECIDED, by, organisation, request_id, approved=approve)
            if approve:
                await self._grant(request, organisation, by)
            await self._answer(request, organisation)
        return await self._decision(request, organisation, approve=approve, repeated=repeated)

    async def _grant(self, request: Request, organisation: Organisation, by: PersonId) -> None:
        if request.child_id is not None:
            await self._place(request.child_id, organisation, by)
        elif request.post is not None:
            await Persons(self._session).lock(request.person_id)
            if await self._held(request.person_id, organisation, request.post) is None:
                await self._assign(request.person_id, organisation, request.post, by=by)

    async def _place(self, child_id: OrganisationId, parent: Organisation, by: PersonId) -> None:
        await self._roster.lock_tree()
        child = await self._roster.get_organisation(child_id)
        if child.id in {parent.id, *(above.id for above in await self._roster.above(parent))}:
            raise CircularTree(child.id, parent.id)
        if await self._roster.has_child_named(parent.id, child.body, child.name):
            raise NameTaken(child.name)
        await self._roster.place(child, parent.id)
        self._enter(Act.ORGANISATION_PLACED, by, child, parent.id, before=child.parent_id)

    async def _decision(
        self, request: Request, organisation: Organisation, *, approve: bool, repeated: bool
    ) -> JoinDecision:
        child = assignment = None
        if request.child_id is not None:
            child = await self._roster.get_organisation(request.child_id)
        if approve and request.post is not None:
            assignment = await self._held(request.person_id, organisation, request.post)
        return JoinDecision(
            request_id=request.id,
            organisation=organisation,
            requester=await Persons(self._session).get(request.person_id),
            post=request.post,
            child=child,
            approved=approve,
            assignment=assignment,
            repeated=repeated,
        )

    async def _held(
        self, person_id: PersonId, organisation: Organisation, post: PostId
    ) -> Assignment | None:
        for held in await self._roster.open_assignments(person_id):
            if held.organisation.id == organisation.id and held.post == post:
                return held
        return None

    async def _assign(
        self, person_id: PersonId, organisation: Organisation, post: PostId, *, by: PersonId
    ) -> Assignment:
        today = organisation.today(self._now)
        assignment = await self._roster.assign(
            person_id, organisation, post, start_on=today, now=self._now
        )
        self._enter(Act.POST_TAKEN, by, organisation, assignment.id, post=post, person=person_id)
        return assignment

    def _enter(
        self, act: Act, by: PersonId, organisation: Organisation, subject_id: int, **details: Any
    ) -> None:
        Trail(self._session).add(
            act,
            self._now,
            by=by,
            organisation_id=organisation.id,
            subject_id=subject_id,
            **details,
        )

    async def _ask(
        self, request_id: RequestId, organisation: Organisation, managers: list[Person]
    ) -> None:
        ids = [manager.id for manager in managers]
        await self._tell(request_id, NoticeKind.JOIN_REQUEST, ids, organisation)

    async def _answer(self, request: Request, organisation: Organisation) -> None:
        notices = Notices(self._session)
        await notices.supersede_of_request(request.id, DECIDED, self._now)
        await self._tell(request.id, NoticeKind.JOIN_ANSWER, [request.person_id], organisation)

    async def _tell(
        self,
        request_id: RequestId,
        kind: NoticeKind,
        person_ids: list[PersonId],
        organisation: Organisation,
    ) -> None:
        await Notices(self._session).add_about_request(
            request_id,
            kind,
            person_ids,
            now=self._now,
            today=organisation.today(self._now),
            expires_at=self._now + NEWS_LIFE,
        )
