"""Queries of the planner: for whom to plan. All in bulk; a few statements for any number."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import ActingRule, PostId
from scheduler.planning.plan import BoundGroup, Holder, Seat, Staff
from scheduler.planning.queries.local_rules import StoredRules
from scheduler.planning.queries.own_duties import StoredOwnDuties
from scheduler.roster.model import GroupId, OrganisationId, PersonId, SeatId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.tables.roster import AssignmentRow, GroupRow, PersonRow, SeatRow

_DAY = timedelta(days=1)


class StaffList:
    """Organisations with those who hold their posts about now, and the groups bound to them.

    ``acts_for`` of each is what it carries now. Holders are in order of their first day.
    """

    def __init__(self, session: AsyncSession, rules: Sequence[ActingRule]) -> None:
        self._session = session
        self._rules = rules

    async def of(self, ids: Collection[OrganisationId], now: datetime) -> list[Staff]:
        """These organisations, by id."""
        roster = Organisations(self._session)
        found = await roster.organisations(ids)
        acts_for = await roster.effective_acts_for(found, self._rules)
        seats = await self._seats(ids)
        holders = await self._holders(ids, now.date())
        groups = await self._groups(ids, {each.id: each.zone for each in found})
        stored = StoredRules(self._session)
        facts, rules = await stored.facts(ids), await stored.rules(ids)
        events = await stored.events(ids)
        own = await StoredOwnDuties(self._session).of(ids)
        over = {each.id: _posts_over(seats.get(each.id, ()), each.today(now)) for each in found}
        return [
            Staff(
                replace(each, acts_for=acts_for[each.id]),
                tuple(holders.get(each.id, ())),
                tuple(groups.get(each.id, ())),
                tuple(seat for seat in seats.get(each.id, ()) if seat.post not in over[each.id]),
                over[each.id],
                tuple(body for body in each.acts_for if body not in acts_for[each.id]),
                facts.get(each.id, {}),
                rules.get(each.id, {}),
                events.get(each.id, ()),
                own.get(each.id, ()),
            )
            for each in found
        ]

    async def last_days(
        self, ids: Collection[OrganisationId]
    ) -> dict[tuple[OrganisationId, PersonId, PostId], date]:
        """The first day on which each of those who have held a post there did so no more."""
        rows = await self._session.execute(
            select(
                AssignmentRow.organisation_id,
                AssignmentRow.person_id,
                AssignmentRow.post,
                func.max(AssignmentRow.end_on),
            )
            .where(AssignmentRow.organisation_id.in_(ids), AssignmentRow.end_on.is_not(None))
            .group_by(AssignmentRow.organisation_id, AssignmentRow.person_id, AssignmentRow.post)
        )
        return {
            (OrganisationId(organisation), PersonId(person), PostId(post)): end_on
            for organisation, person, post, end_on in rows
            if end_on is not None
        }

    async def _seats(self, ids: Collection[OrganisationId]) -> dict[OrganisationId, list[Seat]]:
        rows = await self._session.execute(
            select(SeatRow.__table__)
            .where(SeatRow.organisation_id.in_(ids))
            .order_by(SeatRow.organisation_id, SeatRow.since, SeatRow.id)
        )
        seats: dict[OrganisationId, list[Seat]] = {}
        for row in rows:
            seat = Seat(SeatId(row.id), PostId(row.post), row.since, row.until)
            seats.setdefault(OrganisationId(row.organisation_id), []).append(seat)
        return seats

    async def _holders(
        self, ids: Collection[OrganisationId], today: date
    ) -> dict[OrganisationId, list[Holder]]:
        # A day of room: which day it is there, each organisation's zone decides.
        wanted = (
            select(
                AssignmentRow.organisation_id,
                AssignmentRow.person_id,
                AssignmentRow.post,
                AssignmentRow.start_on,
                AssignmentRow.end_on,
                PersonRow.remind_at,
            )
            .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
            .where(
                AssignmentRow.organisation_id.in_(ids),
                or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on >= today - _DAY),
            )
            .order_by(AssignmentRow.organisation_id, AssignmentRow.start_on, AssignmentRow.id)
        )
        rows = await self._session.execute(wanted)
        holders: dict[OrganisationId, list[Holder]] = {}
        for organisation_id, person_id, post, start_on, end_on, hour in rows:
            holder = Holder(PersonId(person_id), PostId(post), start_on, end_on, hour)
            holders.setdefault(OrganisationId(organisation_id), []).append(holder)
        return holders

    async def _groups(
        self, ids: Collection[OrganisationId], zones: Mapping[OrganisationId, ZoneInfo]
    ) -> dict[OrganisationId, list[BoundGroup]]:
        wanted = (
            select(GroupRow.organisation_id, GroupRow.id, GroupRow.bound_at)
            .where(GroupRow.organisation_id.in_(ids), GroupRow.left_at.is_(None))
            .order_by(GroupRow.id)
        )
        rows = await self._session.execute(wanted)
        groups: dict[OrganisationId, list[BoundGroup]] = {}
        for bound_to, group_id, bound_at in rows:
            if bound_to is not None and bound_at is not None:
                organisation_id = OrganisationId(bound_to)
                since = bound_at.astimezone(zones[organisation_id]).date()
                groups.setdefault(organisation_id, []).append(BoundGroup(GroupId(group_id), since))
        return groups


def _posts_over(seats: Sequence[Seat], today: date) -> frozenset[PostId]:
    standing = {seat.post for seat in seats if not seat.is_over(today)}
    return frozenset(seat.post for seat in seats) - standing
