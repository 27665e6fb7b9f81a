"""Queries of the planner: for whom to plan. All in bulk; a few statements for any number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import ActingRule, PostId
from scheduler.acting import acts_for_now
from scheduler.db.roster import Roster
from scheduler.db.rows import organisation_of
from scheduler.db.tables import AssignmentRow, GroupRow, OrganisationRow
from scheduler.planning import BoundGroup, Holder, Staff
from scheduler.roster import GroupId, Organisation, OrganisationId, PersonId

_DAY = timedelta(days=1)


class StaffList:
    """Organisations with those who hold their posts about now, and the groups bound to them.

    ``acts_for`` of each is what it carries now. Holders are in order of their first day.
    """

    def __init__(self, session: AsyncSession, rules: Sequence[ActingRule]) -> None:
        self._session = session
        self._rules = rules

    async def all_organisations(self, now: datetime) -> list[Staff]:
        """Every organisation, by id."""
        found = await Roster(self._session).all_organisations()
        return await self._staff(_acting(found, self._rules), None, now)

    async def of(self, ids: Collection[OrganisationId], now: datetime) -> list[Staff]:
        """These organisations, by id."""
        rows = await self._session.scalars(
            select(OrganisationRow).where(OrganisationRow.id.in_(ids)).order_by(OrganisationRow.id)
        )
        found = [organisation_of(row) for row in rows]
        acts_for = await Roster(self._session).effective_acts_for(found, self._rules)
        return await self._staff(
            [replace(each, acts_for=acts_for[each.id]) for each in found], ids, now
        )

    async def _staff(
        self,
        organisations: Sequence[Organisation],
        ids: Collection[OrganisationId] | None,
        now: datetime,
    ) -> list[Staff]:
        holders = await self._holders(ids, now.date())
        groups = await self._groups(ids, {each.id: each.zone for each in organisations})
        return [
            Staff(each, tuple(holders.get(each.id, ())), tuple(groups.get(each.id, ())))
            for each in organisations
        ]

    async def _holders(
        self, ids: Collection[OrganisationId] | None, today: date
    ) -> dict[OrganisationId, list[Holder]]:
        # A day of room either side: which day it is there, each organisation's zone decides.
        wanted = (
            select(
                AssignmentRow.organisation_id,
                AssignmentRow.person_id,
                AssignmentRow.post,
                AssignmentRow.start_on,
                AssignmentRow.end_on,
            )
            .where(
                AssignmentRow.start_on <= today + _DAY,
                or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on >= today - _DAY),
            )
            .order_by(AssignmentRow.organisation_id, AssignmentRow.start_on, AssignmentRow.id)
        )
        if ids is not None:
            wanted = wanted.where(AssignmentRow.organisation_id.in_(ids))
        rows = await self._session.execute(wanted)
        holders: dict[OrganisationId, list[Holder]] = {}
        for organisation_id, person_id, post, start_on, end_on in rows:
            holder = Holder(PersonId(person_id), PostId(post), start_on, end_on)
            holders.setdefault(OrganisationId(organisation_id), []).append(holder)
        return holders

    async def _groups(
        self, ids: Collection[OrganisationId] | None, zones: Mapping[OrganisationId, ZoneInfo]
    ) -> dict[OrganisationId, list[BoundGroup]]:
        wanted = (
            select(GroupRow.organisation_id, GroupRow.id, GroupRow.bound_at)
            .where(GroupRow.organisation_id.is_not(None), GroupRow.left_at.is_(None))
            .order_by(GroupRow.id)
        )
        if ids is not None:
            wanted = wanted.where(GroupRow.organisation_id.in_(ids))
        rows = await self._session.execute(wanted)
        groups: dict[OrganisationId, list[BoundGroup]] = {}
        for bound_to, group_id, bound_at in rows:
            if bound_to is not None and bound_at is not None:
                organisation_id = OrganisationId(bound_to)
                since = bound_at.astimezone(zones[organisation_id]).date()
                groups.setdefault(organisation_id, []).append(BoundGroup(GroupId(group_id), since))
        return groups


def _acting(
    organisations: Sequence[Organisation], rules: Sequence[ActingRule]
) -> list[Organisation]:
    """All organisations, each with the bodies that it acts for now."""
    by_id = {each.id: each for each in organisations}
    below: dict[OrganisationId | None, list[Organisation]] = {}
    for each in organisations:
        below.setdefault(each.parent_id, []).append(each)

    def around(organisation: Organisation) -> Iterable[Organisation]:
        above = organisation.parent_id
        if above is not None:
            yield from (each for each in below[above] if each.id != organisation.id)
        while above is not None:
            yield by_id[above]
            above = by_id[above].parent_id

    return [
        replace(each, acts_for=acts_for_now(each, list(around(each)), rules))
        if each.acts_for
        else each
        for each in organisations
    ]
