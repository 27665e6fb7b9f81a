"""Letting people and organisations in, or asking the managers to: steps of one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.address import Address
from scheduler.errors import (
    AlreadyDecided,
    AlreadyHeld,
    CircularTree,
    NameTaken,
    RequestsBlocked,
    TooManyRequests,
    UnknownRequest,
)
from scheduler.membership.finding import Finding
from scheduler.planning.notices import NoticeKind
from scheduler.planning.queries.notices import Notices
from scheduler.planning.replanning import DropReason
from scheduler.roster.model import (
    Assignment,
    AssignmentId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    RequestId,
    RequestMark,
)
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.request_marks import RequestMarks
from scheduler.roster.queries.requests import Request, Requests
from scheduler.roster.queries.trail import Act, Trail

NEWS_LIFE = timedelta(days=30)
"""A request or its answer is worth telling for this long."""

MOST_OPEN = 5
"""Undecided requests of one person at once."""

MOST_A_DAY = 10
"""Requests of one person within 24 hours, decided or not."""

GATHERED = timedelta(minutes=10)
"""After a request has been pushed to a manager, further ones wait so long and come as one message."""

_A_DAY = timedelta(days=1)

DECIDED = "decided"
"""Why a manager need not be asked any more."""

CLOSED = "closed"
"""Why a manager is not to be asked any more: they have muted or blocked whoever asks."""


@dataclass(frozen=True)
class JoinDecision:
    """A request as it stands; ``repeated``: it had been decided so before.

    Either ``post`` or ``child`` is set. ``approved`` is None while it is undecided. ``assignment`` is
    that of an approved request for a post; None when that has ended meanwhile. ``mark`` is the one that
    the reader has put on the requester. A new organisation that is to count is its own ``child``, with
    those that look like it by name. ``takes_over_on``: the day of the handover that invited them to the
    post; they hold it from today where that is past.
    """

    request_id: RequestId
    organisation: Organisation
    requester: Person
    post: PostId | None
    child: Organisation | None
    approved: bool | None
    assignment: Assignment | None
    repeated: bool
    mark: RequestMark | None = None
    alike: tuple[Organisation, ...] = ()
    takes_over_on: date | None = None

    @property
    def founds(self) -> bool:
        """Whether the operators are asked to let a new organisation count."""
        return self.child is not None and self.child.id == self.organisation.id


class Joining:
    """Steps within the caller's transaction, which ``now`` belongs to.

    ``confirmers`` are the operators who let new organisations count; None: nobody has to.
    """

    def __init__(
        self, session: AsyncSession, now: datetime, confirmers: Collection[Address] | None = None
    ) -> None:
        self._session = session
        self._now = now
        self._confirmers = confirmers
        self._roster = Organisations(session)
        self._requests = Requests(session)

    async def take(
        self,
        by: PersonId,
        organisation: Organisation,
        post: PostId,
        *,
        instead_of: AssignmentId | None = None,
    ) -> Assignment | RequestId:
        """Let the person hold the post from today, or ask the managers to.

        ``instead_of`` is held until the request is granted.
        """
        await Persons(self._session).lock(by)
        if await self._held(by, organisation, post) is not None:
            raise AlreadyHeld(organisation.id, post)
        managers = await self._roster.managers_of(organisation)
        if not managers or await self._roster.manages(by, organisation):
            return await self._assign(by, organisation, post, by=by)
        known = await self._requests.find_open(by, organisation.id, post)
        if known is not None:
            return known
        await self._admit(by, managers)
        request_id = await self._requests.add(
            by, organisation.id, post=post, instead_of=instead_of, now=self._now
        )
        self._enter(Act.JOIN_ASKED, by, organisation, request_id, post=post)
        await self._ask_managers(request_id, organisation, by)
        return request_id

    async def take_from(
        self, by: PersonId, organisation: Organisation, post: PostId, start_on: date
    ) -> Assignment:
        """Let the person hold the post from the local day ``start_on``, today or later.

        What they hold then already, or will, is as good.
        """
        await Persons(self._session).lock(by)
        held = await self._roster.find_held_from(by, organisation, post, start_on)
        if held is not None:
            return held
        return await self._assign(by, organisation, post, by=by, start_on=start_on)

    async def succeed(
        self, by: PersonId, organisation: Organisation, post: PostId, start_on: date
    ) -> Assignment:
        """Let whoever was invited by a handover hold the post from that day, today at the earliest.

        They are told, once, what goes along with it.
        """
        today = organisation.today(self._now)
        taken = await self.take_from(by, organisation, post, max(today, start_on))
        await Notices(self._session).add_about_assignment(
            NoticeKind.HANDOVER_TO,
            taken.person_id,
            taken.id,
            today=today,
            now=self._now,
            expires_at=self._now + NEWS_LIFE,
        )
        return taken

    async def leave(self, by: PersonId, assignment_id: AssignmentId) -> Assignment | None:
        """Let the person hold the post no longer from today; None when they do not hold it.

        The caller has locked the person.
        """
        assignment = await self._roster.find_assignment(assignment_id)
        if assignment is None or assignment.person_id != by:
            return None
        organisation = assignment.organisation
        today = organisation.today(self._now)
        if assignment.end_on is not None and assignment.end_on <= today:
            return None
        await Notices(self._session).supersede_of_post(
            by, organisation.id, assignment.post, DropReason.LEFT, self._now
        )
        self._enter(Act.POST_LEFT, by, organisation, assignment_id, post=assignment.post)
        return await self._roster.end_assignment(assignment, today)

    async def ask_for_place(
        self, by: PersonId, child: Organisation, parent: Organisation
    ) -> RequestId:
        """Ask the managers of ``parent`` to let ``child`` stand under it."""
        await Persons(self._session).lock(by)
        await self._admit(by, await self._roster.managers_of(parent))
        request_id = await self._requests.add(by, parent.id, child_id=child.id, now=self._now)
        self._enter(Act.JOIN_ASKED, by, parent, request_id, child=child.id)
        await self._ask_managers(request_id, parent, by)
        return request_id

    async def ask_to_count(self, by: PersonId, organisation: Organisation) -> RequestId:
        """Ask the operators to let a new organisation count."""
        await Persons(self._session).lock(by)
        confirmers = await self._known_confirmers()
        muted = await self._admit(by, confirmers)
        return await self._found(by, organisation, confirmers, muted)

    async def foundings(self, *, limit: int) -> list[JoinDecision]:
        """The new organisations that wait for an operator's word, the oldest first."""
        if self._confirmers is None:
            return []
        return [
            await self._decision(
                each,
                await self._roster.get_organisation(each.organisation_id),
                each.person_id,
                approve=None,
            )
            for each in await self._requests.foundings(limit=limit)
        ]

    async def _found(
        self,
        by: PersonId,
        organisation: Organisation,
        confirmers: list[Person],
        muted: set[PersonId],
    ) -> RequestId:
        request_id = await self._requests.add(
            by, organisation.id, child_id=organisation.id, now=self._now
        )
        self._enter(Act.JOIN_ASKED, by, organisation, request_id, child=organisation.id)
        await self._ask(request_id, organisation, confirmers, muted)
        return request_id

    async def _known_confirmers(self) -> list[Person]:
        """Those operators who have written to the bot; the others find what waits in a list."""
        found = [await Persons(self._session).find(each) for each in self._confirmers or ()]
        return [each for each in found if each is not None]

    async def get(self, request_id: RequestId, by: PersonId) -> JoinDecision:
        """The request, as one of those who may decide it sees it."""
        request, organisation = await self._own(request_id, by)
        return await self._decision(request, organisation, by, approve=request.approved)

    async def set_mark(
        self, request_id: RequestId, by: PersonId, mark: RequestMark | None
    ) -> JoinDecision:
        """Let a manager mute or block whoever made the request, or with None hear them again.

        Of somebody who is blocked, all that this manager could decide is declined.
        """
        request, organisation = await self._own(request_id, by)
        await Persons(self._session).lock(request.person_id)
        await RequestMarks(self._session).set(by, request.person_id, mark, self._now)
        word = None if mark is None else mark.value
        self._enter(Act.REQUESTS_MARKED, by, organisation, request.person_id, mark=word)
        if mark is not None:
            # Some may be waiting to be told together.
            await Notices(self._session).supersede_of_requester(
                by, request.person_id, CLOSED, self._now
            )
        if mark is RequestMark.BLOCKED:
            for open_id in await self._requests.open_ids(request.person_id):
                await self._decline(open_id, by)
        return await self.get(request_id, by)

    async def _decline(self, request_id: RequestId, by: PersonId) -> None:
        try:
            await self.decide(request_id, by, approve=False)
        except UnknownRequest:
            return  # others decide it

    async def _own(self, request_id: RequestId, by: PersonId) -> tuple[Request, Organisation]:
        """The request, locked, and its organisation, for one of those who may decide."""
        request = await self._requests.lock(request_id)
        if request is None:
            raise UnknownRequest(request_id)
        organisation = await self._roster.get_organisation(request.organisation_id)
        if request.founds:
            may = await self._operator(by) is not None
        else:
            may = await self._roster.manages(by, organisation)
        if not may:
            raise UnknownRequest(request_id)
        return request, organisation

    async def _operator(self, by: PersonId) -> str | None:
        """The operator's id in the messenger; None when the person is none who confirms."""
        address = (await Persons(self._session).get(by)).address
        return address.id if address in (self._confirmers or ()) else None

    async def _admit(self, by: PersonId, managers: list[Person]) -> set[PersonId]:
        """Those managers who have muted the person, who may ask; the caller has locked the person."""
        marks = await self._marks(by, managers)
        if RequestMark.BLOCKED in marks.values():
            raise RequestsBlocked
        # Where nobody has to let organisations count any more, nobody could decide about them.
        decided = self._confirmers is not None
        if len(await self._requests.open_ids(by, foundings=decided)) >= MOST_OPEN:
            raise TooManyRequests(MOST_OPEN, daily=False)
        if await self._requests.count_since(by, self._now - _A_DAY) >= MOST_A_DAY:
            raise TooManyRequests(MOST_A_DAY, daily=True)
        return set(marks)

    async def _marks(
        self, person_id: PersonId, managers: list[Person]
    ) -> dict[PersonId, RequestMark]:
        return await RequestMarks(self._session).on(person_id, [each.id for each in managers])

    async def decide(self, request_id: RequestId, by: PersonId, *, approve: bool) -> JoinDecision:
        """Decide a request as a manager, and do what it asks for."""
        request, organisation = await self._own(request_id, by)
        repeated = request.approved is not None
        if repeated and request.approved != approve:
            raise AlreadyDecided(request_id)
        if not repeated:
            await self._requests.decide(request_id, by=by, approve=approve, now=self._now)
            self._enter(
                Act.JOIN_DECIDED,
                by,
                organisation,
                request_id,
                operator=await self._operator(by) if request.founds else None,
                approved=approve,
            )
            if approve:
                organisation = await self._grant(request, organisation, by)
            await self._answer(request, organisation)
            if not approve:
                await self._refer(request)
        return await self._decision(request, organisation, by, approve=approve, repeated=repeated)

    async def _refer(self, request: Request) -> None:
        """Ask the operators about a new organisation that was not let in under another one.

        Of somebody whom one of them has blocked it stays unconfirmed.
        """
        if request.child_id is None or request.founds or self._confirmers is None:
            return
        child = await self._roster.get_organisation(request.child_id)
        if child.parent_id is None and not child.confirmed:
            confirmers = await self._known_confirmers()
            marks = await self._marks(request.person_id, confirmers)
            if RequestMark.BLOCKED not in marks.values():
                await self._found(request.person_id, child, confirmers, set(marks))

    async def _grant(
        self, request: Request, organisation: Organisation, by: PersonId
    ) -> Organisation:
        """Do what was asked for; the organisation afterwards."""
        if request.founds:
            return await self._roster.confirm(organisation, self._now)
        if request.child_id is not None:
            await self.place(request.child_id, organisation, by)
        elif request.post is not None:
            await Persons(self._session).lock(request.person_id)
            if request.instead_of is not None:
                await self.leave(request.person_id, request.instead_of)
            first = await self._requests.handed_over_from(request.id)
            if first is None:
                await self.hold(request.person_id, organisation, request.post, by=by)
            else:
                await self.succeed(request.person_id, organisation, request.post, first)
        return organisation

    async def hold(
        self, person_id: PersonId, organisation: Organisation, post: PostId, *, by: PersonId
    ) -> None:
        """Let the person hold the post from today, if they do not already."""
        await Persons(self._session).lock(person_id)
        if await self._held(person_id, organisation, post) is None:
            await self._assign(person_id, organisation, post, by=by)

    async def pass_on(self, organisation: Organisation) -> None:
        """Ask those who manage it now about what waits there and below, unless they were asked."""
        for each in await self._requests.open_below(organisation.id):
            there = await self._roster.get_organisation(each.organisation_id)
            await self._ask_managers(each.id, there, each.person_id)

    async def cancel_of(self, organisation: Organisation, by: PersonId) -> None:
        """Decline what is asked of the organisation and for it: nobody needs to decide any more."""
        await self._cancel(await self._requests.open_about(organisation.id), by)

    async def cancel_asked(
        self, person_id: PersonId, organisation: Organisation, post: PostId, by: PersonId
    ) -> None:
        """Decline what the person asks for of this post, where nobody has decided it."""
        open_id = await self._requests.find_open(person_id, organisation.id, post)
        asked = None if open_id is None else await self._requests.lock(open_id)
        await self._cancel([] if asked is None else [asked], by)

    async def cancel_by(self, person_id: PersonId) -> None:
        """Take back all that the person asks for."""
        asked = [
            await self._requests.lock(each) for each in await self._requests.open_ids(person_id)
        ]
        await self._cancel([each for each in asked if each is not None], person_id)

    async def cancel_founding_of(self, organisation: Organisation, by: PersonId) -> None:
        """Take back that the operators were asked to let the organisation count."""
        asked = await self._requests.open_about(organisation.id)
        await self._cancel([each for each in asked if each.founds], by)

    async def cancel_places_of(self, child: Organisation, by: PersonId) -> None:
        """Take back that the organisation was to stand under others."""
        asked = await self._requests.open_about(child.id)
        await self._cancel([each for each in asked if each.child_id == child.id], by)

    async def _cancel(self, requests: list[Request], by: PersonId) -> None:
        for each in requests:
            await self._requests.decide(each.id, by=by, approve=False, now=self._now)
            if each.person_id == by:
                await Notices(self._session).supersede_of_request(each.id, DECIDED, self._now)
            else:
                there = await self._roster.get_organisation(each.organisation_id)
                await self._answer(each, there)

    async def place(
        self, child_id: OrganisationId, parent: Organisation, by: PersonId
    ) -> Organisation:
        """Let one stand under another; the one placed. Errors as for ``Reorganising.move``."""
        await self._roster.lock_tree()
        child = await self._roster.get_organisation(child_id)
        if child.id in {parent.id, *(above.id for above in await self._roster.above(parent))}:
            raise CircularTree(child.id, parent.id)
        if await self._roster.has_child_named(parent.id, child.body, child.name):
            raise NameTaken(child.name)
        self._enter(Act.ORGANISATION_PLACED, by, child, parent.id, before=child.parent_id)
        placed = await self._roster.place(child, parent.id)
        await self.pass_on(placed)
        return placed

    async def _decision(
        self,
        request: Request,
        organisation: Organisation,
        by: PersonId,
        *,
        approve: bool | None,
        repeated: bool = False,
    ) -> JoinDecision:
        child = assignment = first = None
        if request.post is not None:
            first = await self._requests.handed_over_from(request.id)
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
            alike=await self._alike(request, organisation),
            takes_over_on=first,
            mark=(await RequestMarks(self._session).on(request.person_id, [by])).get(by),
        )

    async def _alike(
        self, request: Request, organisation: Organisation
    ) -> tuple[Organisation, ...]:
        if not request.founds:
            return ()
        return await Finding(self._session, open_roots=False, on=self._now.date()).alike(
            organisation
        )

    async def _held(
        self, person_id: PersonId, organisation: Organisation, post: PostId
    ) -> Assignment | None:
        """What they hold of it today or will; who stands in may still come to hold it."""
        today = organisation.today(self._now)
        return await self._roster.find_held_from(person_id, organisation, post, today)

    async def _assign(
        self,
        person_id: PersonId,
        organisation: Organisation,
        post: PostId,
        *,
        by: PersonId,
        start_on: date | None = None,
    ) -> Assignment:
        start_on = start_on or organisation.today(self._now)
        assignment = await self._roster.assign(
            person_id, organisation, post, start_on=start_on, now=self._now
        )
        self._enter(Act.POST_TAKEN, by, organisation, assignment.id, post=post, person=person_id)
        return assignment

    def _enter(
        self,
        act: Act,
        by: PersonId,
        organisation: Organisation,
        subject_id: int,
        *,
        operator: str | None = None,
        **details: Any,
    ) -> None:
        Trail(self._session).add(
            act,
            self._now,
            by=by,
            operator=operator,
            organisation_id=organisation.id,
            subject_id=subject_id,
            **details,
        )

    async def _ask_managers(
        self, request_id: RequestId, organisation: Organisation, by: PersonId
    ) -> None:
        """Ask the nearest managers who can be reached; where nobody can, those of the organisation."""
        managers = await self._roster.managers_within_reach(organisation)
        managers = managers or await self._roster.managers_of(organisation)
        muted = await self._marks(by, managers)
        await self._ask(request_id, organisation, managers, set(muted))

    async def _ask(
        self,
        request_id: RequestId,
        organisation: Organisation,
        managers: list[Person],
        muted: set[PersonId],
    ) -> None:
        ids = [manager.id for manager in managers if manager.id not in muted]
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
            gathered=GATHERED,
        )
