"""Use cases: people, the organisations, and the posts that people hold in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import BodyId, Post, PostId
from clauses.naming import LevelId
from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.errors import (
    AlreadyHeld,
    CannotActFor,
    InTheFuture,
    NameTaken,
    PostNotOfBody,
    UnknownAssignment,
)
from scheduler.membership.finding import Finding, FoundOrganisation
from scheduler.membership.joining import JoinDecision, Joining
from scheduler.membership.unreached import Unreached
from scheduler.roster.acting import may_act_for
from scheduler.roster.model import (
    AskedPost,
    Assignment,
    AssignmentId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    RequestId,
    RequestMark,
)
from scheduler.roster.names import organisation_name, person_name
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.posts import posts_in
from scheduler.roster.queries.requests import Requests
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database


class Registration:
    """Each method is one transaction. Posts and bodies that no pack has raise ``UnknownPost``.

    ``confirmers`` are the operators who let new organisations at the top count; None: nobody has to.
    """

    def __init__(
        self,
        database: Database,
        library: Library,
        clock: Clock,
        *,
        confirmers: Collection[Address] | None = None,
    ) -> None:
        self._confirmers = confirmers
        self._database = database
        self._library = library
        self._clock = clock

    async def introduce(
        self, address: Address, *, name: str, locale: str, in_private: bool = True
    ) -> Person:
        """Make someone known, or bring their name up to date.

        ``locale`` is for newcomers; later it is theirs to choose. Somebody heard of ``in_private``
        counts as reachable again: who has blocked the bot can still write in a group. What could not
        be sent to them meanwhile, and is not out of date, is due again.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            person = await Persons(session).introduce(
                address, name=person_name(name), locale=locale, now=now, in_private=in_private
            )
            if in_private:
                await Unreached(session, now).back(person.id)
        return person

    async def lost(self, address: Address) -> None:
        """Note that somebody has blocked the bot; their managers are told."""
        async with self._database.write() as session:
            person = await Persons(session).find(address)
            if person is not None:
                await Unreached(session, self._clock.now()).person(person.id)

    async def find_person(self, address: Address) -> Person | None:
        """The person at this address."""
        async with self._database.read() as session:
            return await Persons(session).find(address)

    async def search_organisations(
        self, by: PersonId, text: str, *, body: BodyId | None = None
    ) -> list[FoundOrganisation]:
        """Organisations, of one type or any: those named ``text``, then the closest ones around ``by``.

        At most ten; none for a text of fewer than two characters.
        """
        async with self._database.survey() as session:
            return await self._finding(session).search(by, text, body, self._library)

    async def organisation(self, organisation_id: OrganisationId, by: PersonId) -> Organisation:
        """The organisation of this id.

        Raises:
            UnknownOrganisation: there is none, or none that ``by`` may see.
        """
        async with self._database.read() as session:
            return await self._finding(session).get(organisation_id, by)

    async def posts_of(self, organisation_id: OrganisationId, by: PersonId) -> tuple[Post, ...]:
        """The posts of this organisation, its own last; errors as above."""
        async with self._database.read() as session:
            organisation = await self._finding(session).get(organisation_id, by)
            return await posts_in(session, self._library, organisation, self._clock.now())

    async def foundings(self, *, limit: int = 20) -> list[JoinDecision]:
        """At most ``limit`` new organisations that wait for an operator's word, the oldest first."""
        async with self._database.survey() as session:
            return await self._joining(session).foundings(limit=limit)

    async def create_organisation(
        self,
        by: PersonId,
        *,
        name: str,
        body: BodyId,
        level: LevelId | None,
        zone: ZoneInfo,
        parent_id: OrganisationId | None = None,
        acts_for: Sequence[BodyId] = (),
    ) -> Organisation:
        """Create an organisation with ``by`` as its manager.

        Under a parent that ``by`` does not manage it stands alone at first, and the managers of
        the parent are asked. Under none it counts when an operator says so; until then, and while it
        waits for its place, only ``by`` sees it.

        Raises:
            BadName: see ``scheduler.roster.names.organisation_name``.
            NameTaken: there is one of this type and of a name that looks like it under the parent,
                or, without a parent, ``by`` has made one before.
            CannotActFor: no rule lets it, or the body exists; see ``scheduler.roster.acting``.
            UnknownOrganisation: there is no such parent, or none that ``by`` may see.
            TooManyRequests, RequestsBlocked: its managers would have to be asked, and cannot be.
        """
        name = organisation_name(name)
        self._library.body(body)
        now = self._clock.now()
        async with self._database.write() as session:
            roster = Organisations(session)
            await roster.lock_tree()
            parent = None
            if parent_id is not None:
                parent = await self._finding(session).get(parent_id, by)
            placed = parent is not None and await roster.manages(by, parent)
            under = parent.id if parent is not None and placed else None
            if await self._is_taken(roster, by, under, body, name):
                raise NameTaken(name)
            organisation = await roster.add_organisation(
                name=name,
                body=body,
                level=level,
                zone=zone,
                parent_id=under,
                acts_for=list(dict.fromkeys(acts_for)),
                now=now,
                confirmed=placed or self._confirmers is None,
            )
            await self._check_acting(roster, organisation)
            roster.add_manager(organisation.id, by, now)
            Trail(session).add(
                Act.ORGANISATION_CREATED,
                now,
                by=by,
                organisation_id=organisation.id,
                under=organisation.parent_id,
                acts_for=list(organisation.acts_for),
            )
            if parent is not None and not placed:
                await self._joining(session).ask_for_place(by, organisation, parent)
            elif not organisation.confirmed:
                await self._joining(session).ask_to_count(by, organisation)
        return organisation

    async def take_post(
        self, by: PersonId, organisation_id: OrganisationId, post: PostId
    ) -> Assignment | RequestId:
        """Take a post from today, as a manager or where there is none; otherwise ask for it.

        Asking twice is one request.

        Raises:
            AlreadyHeld: by this very person. Others may hold the same post.
            TooManyRequests, RequestsBlocked: it would have to be asked for, and cannot be.
            PostNotOfBody: this type of organisation has no such post.
            UnknownOrganisation: there is none, or none that ``by`` may see.
        """
        async with self._database.write() as session:
            organisation = await self._finding(session).get(organisation_id, by)
            return await self._take(session, by, organisation, post)

    async def decide(self, request_id: RequestId, by: PersonId, *, approve: bool) -> JoinDecision:
        """Decide a request; the requester is told. Deciding the same again is harmless.

        Raises:
            UnknownRequest: there is none, or ``by`` does not manage the organisation, or is no
                operator where one has to decide.
            AlreadyDecided: the other way.
            CircularTree: the organisation stands below the one that wants to stand under it.
            NameTaken: one of the same name and type is there already.
        """
        async with self._database.write() as session:
            return await self._joining(session).decide(request_id, by, approve=approve)

    async def request(self, request_id: RequestId, by: PersonId) -> JoinDecision:
        """The request as it stands.

        Raises:
            UnknownRequest: there is none, or ``by`` does not manage the organisation.
        """
        async with self._database.write() as session:
            return await self._joining(session).get(request_id, by)

    async def set_mark(
        self, request_id: RequestId, by: PersonId, mark: RequestMark | None
    ) -> JoinDecision:
        """Mute or block whoever made the request, or with None hear them again; the request then.

        Blocking declines all of theirs that ``by`` could decide.

        Raises:
            UnknownRequest: there is none, or ``by`` does not manage the organisation.
        """
        async with self._database.write() as session:
            return await self._joining(session).set_mark(request_id, by, mark)

    async def leave(self, by: PersonId, assignment_id: AssignmentId) -> Assignment:
        """Give up a post: held no longer from today, and no reminders for it any more.

        Raises:
            UnknownAssignment: ``by`` holds none of this id.
        """
        async with self._database.write() as session:
            return await self._end(session, by, assignment_id, self._clock.now())

    async def change_post(
        self, by: PersonId, assignment_id: AssignmentId, post: PostId
    ) -> Assignment | RequestId:
        """Take another post in the same organisation and leave this one; errors as for both.

        Where the new one has to be asked for, the old one is held until it is granted.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            await Persons(session).lock(by)
            held = await Organisations(session).held_by(by, now)
            old = next((each for each in held if each.id == assignment_id), None)
            if old is None:
                raise UnknownAssignment(assignment_id)
            if old.post == post:
                raise AlreadyHeld(old.organisation.id, post)
            taken = await self._take(session, by, old.organisation, post, instead_of=old.id)
            if isinstance(taken, Assignment):
                await self._end(session, by, assignment_id, now)
            return taken

    async def assignments_of(self, person_id: PersonId) -> list[Assignment]:
        """The posts that the person holds today, by the first day, then id."""
        async with self._database.read() as session:
            return await Organisations(session).held_by(person_id, self._clock.now())

    async def asked_by(self, person_id: PersonId) -> tuple[AskedPost, ...]:
        """The posts that the person has asked for and that nobody has decided about."""
        async with self._database.read() as session:
            return await Requests(session).asked_posts(person_id)

    async def managed_by(self, person_id: PersonId) -> list[Organisation]:
        """The organisations that the person manages, those further down included; by id."""
        async with self._database.read() as session:
            return await Organisations(session).managed_by(person_id)

    async def set_term_start(
        self, by: PersonId, organisation_id: OrganisationId, started_on: date
    ) -> Organisation:
        """Say when the organisation's term of office began.

        Raises:
            NotManager: ``by`` does not manage it, or there is none of this id.
            InTheFuture: it has not begun there yet.
        """
        async with self._database.write() as session:
            roster = Organisations(session)
            organisation = await roster.get_managed(by, organisation_id)
            now = self._clock.now()
            if started_on > organisation.today(now):
                raise InTheFuture(started_on)
            before = organisation.term_started_on
            Trail(session).add(
                Act.TERM_SET,
                now,
                by=by,
                organisation_id=organisation.id,
                before=None if before is None else before.isoformat(),
                after=started_on.isoformat(),
            )
            return await roster.set_term_start(organisation, started_on)

    def _finding(self, session: AsyncSession) -> Finding:
        return Finding(session, open_roots=self._confirmers is None, on=self._clock.now().date())

    def _joining(self, session: AsyncSession) -> Joining:
        return Joining(session, self._clock.now(), self._confirmers)

    async def _is_taken(
        self,
        roster: Organisations,
        by: PersonId,
        parent_id: OrganisationId | None,
        body: BodyId,
        name: str,
    ) -> bool:
        if parent_id is not None:
            return await roster.has_child_named(parent_id, body, name)
        return await roster.has_root_named(by, body, name)

    async def _check_acting(self, roster: Organisations, organisation: Organisation) -> None:
        around = await roster.around(organisation)
        for absent in organisation.acts_for:
            if not may_act_for(absent, organisation, around, self._library.acting()):
                raise CannotActFor(absent)

    async def _take(
        self,
        session: AsyncSession,
        by: PersonId,
        organisation: Organisation,
        post: PostId,
        *,
        instead_of: AssignmentId | None = None,
    ) -> Assignment | RequestId:
        kind = self._library.post(post)
        if kind not in await posts_in(session, self._library, organisation, self._clock.now()):
            raise PostNotOfBody(organisation.body, post)
        return await self._joining(session).take(by, organisation, post, instead_of=instead_of)

    async def _end(
        self, session: AsyncSession, by: PersonId, assignment_id: AssignmentId, now: datetime
    ) -> Assignment:
        await Persons(session).lock(by)
        ended = await Joining(session, now, self._confirmers).leave(by, assignment_id)
        if ended is None:
            raise UnknownAssignment(assignment_id)
        return ended
