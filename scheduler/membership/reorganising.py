"""Use cases: an organisation is renamed, placed under another one, merged into one, or deleted."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.errors import CircularTree, NameTaken, OrganisationInUse
from scheduler.membership.finding import Finding
from scheduler.membership.joining import Joining
from scheduler.membership.queries.histories import Histories
from scheduler.planning.queries.notices import Notices
from scheduler.planning.replanning import DropReason
from scheduler.roster.model import Organisation, OrganisationId, PersonId, RequestId
from scheduler.roster.names import organisation_name
from scheduler.roster.queries.groups import GroupBook
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database


class Reorganising:
    """Each method is one transaction, for managers only: :class:`NotManager` to all others.

    ``confirmers`` as for ``scheduler.membership.registration.Registration``. The caller has what is
    changed planned anew.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        confirmers: Collection[Address] | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._confirmers = confirmers

    async def get(self, by: PersonId, organisation_id: OrganisationId) -> Organisation:
        """The organisation."""
        async with self._database.read() as session:
            return await Organisations(session).get_managed(by, organisation_id)

    async def parent_of(self, organisation: Organisation) -> Organisation | None:
        """The one above it."""
        if organisation.parent_id is None:
            return None
        async with self._database.read() as session:
            return await Organisations(session).get_organisation(organisation.parent_id)

    async def targets(self, by: PersonId, organisation_id: OrganisationId) -> list[Organisation]:
        """The organisations into which ``by`` could merge it: managed too, and of its type; by id."""
        async with self._database.read() as session:
            roster = Organisations(session)
            source = await roster.get_managed(by, organisation_id)
            return [
                each
                for each in await roster.managed_by(by)
                if each.body == source.body and each.id != source.id
            ]

    async def rename(
        self, by: PersonId, organisation_id: OrganisationId, name: str
    ) -> Organisation:
        """Give it another name.

        At the top it counts again when an operator says so, as a new one does: an operator has
        confirmed the name.

        Raises:
            BadName: see ``scheduler.roster.names.organisation_name``.
            NameTaken: another one of this type and of a name that looks like it is there.
            TooManyRequests, RequestsBlocked: an operator would have to be asked, and cannot be.
        """
        name = organisation_name(name)
        async with self._database.write() as session:
            roster = Organisations(session)
            await roster.lock_tree()
            before = await roster.get_managed(by, organisation_id)
            if before.name == name:
                return before
            if await self._is_taken(roster, by, before, name):
                raise NameTaken(name)
            renamed = await roster.rename(before, name)
            self._enter(
                session, Act.ORGANISATION_RENAMED, by, renamed, before=before.name, after=name
            )
            if renamed.parent_id is None and self._confirmers is not None:
                renamed = await roster.unconfirm(renamed)
                joining = self._joining(session)
                await joining.cancel_founding_of(renamed, by)
                await joining.ask_to_count(by, renamed)
            return renamed

    async def move(
        self, by: PersonId, organisation_id: OrganisationId, parent_id: OrganisationId
    ) -> Organisation | RequestId:
        """Place it under another one, or ask the managers of that to; until they agree it stays.

        Raises:
            UnknownOrganisation: there is no such parent, or none that ``by`` may see.
            CircularTree: it would stand below itself.
            NameTaken: one of the same name and type is there already.
            TooManyRequests, RequestsBlocked: its managers would have to be asked, and cannot be.
        """
        async with self._database.write() as session:
            roster, joining = Organisations(session), self._joining(session)
            await roster.lock_tree()
            child = await roster.get_managed(by, organisation_id)
            finding = Finding(
                session, open_roots=self._confirmers is None, on=self._clock.now().date()
            )
            parent = await finding.get(parent_id, by)
            if child.id in {parent.id, *(each.id for each in await roster.above(parent))}:
                raise CircularTree(child.id, parent.id)
            if child.parent_id == parent.id:
                return child
            await joining.cancel_places_of(child, by)
            if await roster.manages(by, parent):
                return await joining.place(child.id, parent, by)
            return await joining.ask_for_place(by, child, parent)

    async def dissolve(self, by: PersonId, organisation_id: OrganisationId) -> Organisation:
        """Delete it, where nothing would be lost: nobody finds it any more, and it owes nothing.

        Raises:
            OrganisationInUse: something was recorded for it, others hold posts in it, or some stand
                below it.
        """
        async with self._database.write() as session:
            roster = Organisations(session)
            await roster.lock_tree()
            organisation = await roster.get_managed(by, organisation_id)
            await self._check_unused(session, organisation)
            today = organisation.today(self._clock.now())
            others = await Histories(session).holders(organisation, today) - {by}
            if others or await Histories(session).units_below(organisation.id):
                raise OrganisationInUse(organisation.id)
            return await self._dissolve(session, by, organisation, Act.ORGANISATION_DISSOLVED)

    async def merge(
        self, by: PersonId, organisation_id: OrganisationId, into_id: OrganisationId
    ) -> Organisation:
        """Let the holders, the units below and the groups of one belong to another one; the latter.

        ``by`` manages both, and they are of one type.

        Raises:
            OrganisationInUse: something was recorded for it.
            CircularTree: the other one stands below it.
            NameTaken: a unit below has the name of one that is there already.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            roster, joining = Organisations(session), self._joining(session)
            await roster.lock_tree()
            source = await roster.get_managed(by, organisation_id)
            target = await roster.get_managed(by, into_id)
            above = {each.id for each in await roster.above(target)}
            if source.body != target.body or source.id in {target.id, *above}:
                raise CircularTree(source.id, target.id)
            await self._check_unused(session, source)
            for held in await Histories(session).open_assignments(source, source.today(now)):
                await Persons(session).lock(held.person_id)
                await joining.leave(held.person_id, held.id)
                await joining.hold(held.person_id, target, held.post, by=by)
            for child_id in await Histories(session).units_below(source.id):
                await joining.place(child_id, target, by)
            for group in await GroupBook(session).bound_to(source.id):
                await Notices(session).supersede_of_group(group.id, DropReason.UNBOUND, now)
                await GroupBook(session).bind(group.id, target, by, now)
                self._enter(session, Act.GROUP_BOUND, by, target, subject_id=group.id)
            await self._dissolve(session, by, source, Act.ORGANISATION_MERGED, into=target.id)
        return target

    async def _is_taken(
        self, roster: Organisations, by: PersonId, organisation: Organisation, name: str
    ) -> bool:
        body, parent_id, but = organisation.body, organisation.parent_id, organisation.id
        if parent_id is not None:
            return await roster.has_child_named(parent_id, body, name, but=but)
        return await roster.has_root_named(by, body, name, but=but)

    async def _check_unused(self, session: AsyncSession, organisation: Organisation) -> None:
        if await Histories(session).has_records(organisation.id):
            raise OrganisationInUse(organisation.id)

    async def _dissolve(
        self,
        session: AsyncSession,
        by: PersonId,
        organisation: Organisation,
        act: Act,
        **details: Any,
    ) -> Organisation:
        now = self._clock.now()
        today = organisation.today(now)
        joining = self._joining(session)
        for held in await Histories(session).open_assignments(organisation, today):
            await Persons(session).lock(held.person_id)
            await joining.leave(held.person_id, held.id)
        await joining.cancel_of(organisation, by)
        for group in await GroupBook(session).bound_to(organisation.id):
            await Notices(session).supersede_of_group(group.id, DropReason.UNBOUND, now)
            await GroupBook(session).bind(group.id, None, None, now)
            self._enter(session, Act.GROUP_RELEASED, by, organisation, subject_id=group.id)
        self._enter(session, act, by, organisation, name=organisation.name, **details)
        return await Organisations(session).dissolve(organisation, now, today)

    def _joining(self, session: AsyncSession) -> Joining:
        return Joining(session, self._clock.now(), self._confirmers)

    def _enter(
        self,
        session: AsyncSession,
        act: Act,
        by: PersonId,
        organisation: Organisation,
        *,
        subject_id: int | None = None,
        **details: Any,
    ) -> None:
        Trail(session).add(
            act,
            self._clock.now(),
            by=by,
            organisation_id=organisation.id,
            subject_id=subject_id,
            **details,
        )
