"""Queries: everything that one message says, read at the moment it goes out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.board.queries.weeks import StoredWeeks
from scheduler.chasing.queries.digest import Digests
from scheduler.delivery.queries.news import news_of
from scheduler.delivery.queries.outbox import OutgoingMessage
from scheduler.delivery.queries.units_below import units_below
from scheduler.delivery.selection import Bundle, DueNotice
from scheduler.handover.queries.news import HandoverWord
from scheduler.membership.finding import Finding
from scheduler.planning.notices import (
    Chased,
    HandoverNews,
    JoinRequest,
    LostGroup,
    LostPerson,
    NoticeId,
    NoticeKind,
    Parcel,
    Reminder,
    UnitBelow,
    VacantSeat,
    WeekInNumbers,
)
from scheduler.planning.queries.chases import CHASED
from scheduler.planning.queries.seats import Seats
from scheduler.roster.model import Group, GroupId, Organisation, PersonId, RequestId
from scheduler.roster.queries.groups import GroupBook
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.requests import Requests
from scheduler.roster.queries.rows import organisation_of, person_of
from scheduler.store.tables.joining import JoinRequestRow
from scheduler.store.tables.roster import OrganisationRow, PersonRow
from scheduler.workdays.calendar import WorkdayCalendar, calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides

_Row = TypeVar("_Row", PersonRow, OrganisationRow, JoinRequestRow)


class Parcels:
    """Reads parcels."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def pack(self, messages: Sequence[OutgoingMessage], now: datetime) -> list[Parcel]:
        """The contents of each message, in the order given; the most urgent reminder comes first.

        ``today`` is that of the first notice's zone.
        """
        firsts = [each.bundle.first for each in messages]
        requests = await self._requests(
            [notice for each in messages for notice in each.bundle.notices], now
        )
        losses = await self._losses(firsts, now)
        weeks = await self._weeks(firsts)
        news = await news_of(
            self._session, [notice for each in messages for notice in each.bundle.notices]
        )
        handovers = await self._handovers(firsts, now)
        chased = await self._chased([each.bundle for each in messages], now)
        calendar = calendar_with(await WorkdayOverrides(self._session).all_days())
        return [
            Parcel(
                delivery_id=each.delivery_id,
                reference=each.reference,
                address=first.recipient.address,
                kind=first.kind,
                recipient=first.recipient,
                reminders=_reminders(each.bundle, calendar, now),
                join_requests=tuple(
                    requests[notice.id] for notice in each.bundle.notices if notice.request_id
                ),
                today=now.astimezone(first.zone).date(),
                copy=each.bundle.standing.ambiguous + 1,
                loss=losses.get(first.id),
                week=weeks.get(first.id),
                news=tuple(news[notice.id] for notice in each.bundle.notices if notice.id in news),
                units=await self._units(first, calendar, now),
                handover=handovers.get(first.id),
                chased=chased.get(first.id),
            )
            for each, first in zip(messages, firsts, strict=True)
        ]

    async def _requests(
        self, notices: Sequence[DueNotice], now: datetime
    ) -> dict[NoticeId, JoinRequest]:
        rows = await self._all(JoinRequestRow, {each.request_id for each in notices})
        if not rows:
            return {}
        organisations = await self._all(
            OrganisationRow,
            {id_ for row in rows.values() for id_ in (row.organisation_id, row.child_id)},
        )
        persons = await self._all(PersonRow, {row.person_id for row in rows.values()})
        requests = {}
        for each in notices:
            if each.request_id is None:
                continue
            row = rows[each.request_id]
            organisation = organisation_of(organisations[row.organisation_id])
            alike: tuple[Organisation, ...] = ()
            if row.child_id == row.organisation_id:
                alike = await Finding(self._session, open_roots=False, on=now.date()).alike(
                    organisation
                )
            requests[each.id] = JoinRequest(
                notice_id=each.id,
                request_id=RequestId(row.id),
                organisation=organisation,
                requester=person_of(persons[row.person_id]),
                post=None if row.post is None else PostId(row.post),
                child=None
                if row.child_id is None
                else organisation_of(organisations[row.child_id]),
                approved=row.approved,
                alike=alike,
                takes_over_on=None
                if row.post is None
                else await Requests(self._session).handed_over_from(RequestId(row.id)),
            )
        return requests

    async def _losses(
        self, firsts: Sequence[DueNotice], now: datetime
    ) -> dict[NoticeId, LostPerson | LostGroup | VacantSeat]:
        """Few, and seldom: read one by one."""
        losses: dict[NoticeId, LostPerson | LostGroup | VacantSeat] = {}
        roster = Organisations(self._session)
        for each in firsts:
            if each.about_person_id is not None:
                held = await roster.held_by(each.about_person_id, now)
                managed = {own.id for own in await roster.managed_by(PersonId(each.recipient.id))}
                losses[each.id] = LostPerson(
                    each.id,
                    await Persons(self._session).get(each.about_person_id),
                    tuple(one for one in held if one.organisation.id in managed),
                )
            elif each.about_group_id is not None:
                group = await GroupBook(self._session).get(each.about_group_id)
                losses[each.id] = LostGroup(each.id, group)
            elif each.about_seat_id is not None:
                losses[each.id] = await Seats(self._session).vacant(
                    each.about_seat_id, each.id, each.nominal_on
                )
        return losses

    async def _weeks(self, firsts: Sequence[DueNotice]) -> dict[NoticeId, WeekInNumbers]:
        wanted = {
            each.id: (GroupId(each.recipient.id), each.nominal_on)
            for each in firsts
            if each.kind is NoticeKind.GROUP_WEEK
        }
        if not wanted:
            return {}
        numbers = await StoredWeeks(self._session).numbers(wanted.values())
        return {id_: numbers[key] for id_, key in wanted.items()}

    async def _units(
        self, first: DueNotice, calendar: WorkdayCalendar, now: datetime
    ) -> tuple[UnitBelow, ...]:
        group = first.recipient
        if not isinstance(group, Group) or group.organisation is None or not group.shows_units:
            return ()
        today = now.astimezone(first.zone).date()
        return await units_below(self._session, group.organisation.id, today, calendar)

    async def _chased(self, bundles: Sequence[Bundle], now: datetime) -> dict[NoticeId, Chased]:
        """One for each manager and day."""
        digests = Digests(self._session, now)
        return {
            each.first.id: await digests.of(
                PersonId(each.first.recipient.id),
                {one.occurrence: one.kind for one in each.notices if one.occurrence is not None},
            )
            for each in bundles
            if each.first.kind in CHASED
        }

    async def _handovers(
        self, firsts: Sequence[DueNotice], now: datetime
    ) -> dict[NoticeId, HandoverNews]:
        """As few, and read as singly."""
        word = HandoverWord(self._session, now)
        return {
            each.id: await word.of(each.id, each.about_assignment_id, each.kind, each.nominal_on)
            for each in firsts
            if each.about_assignment_id is not None
        }

    async def _all(self, table: type[_Row], ids: Collection[int | None]) -> dict[int, _Row]:
        wanted = {id_ for id_ in ids if id_ is not None}
        if not wanted:
            return {}
        rows = await self._session.scalars(select(table).where(table.id.in_(wanted)))
        return {row.id: row for row in rows}


def _reminders(bundle: Bundle, calendar: WorkdayCalendar, now: datetime) -> tuple[Reminder, ...]:
    today = now.astimezone(bundle.first.zone).date()
    reminders = [
        Reminder(
            each.id,
            each.stage,
            each.nominal_on,
            each.occurrence,
            calendar.workdays_until(today, each.occurrence.deadline),
        )
        for each in bundle.notices
        if each.occurrence is not None
    ]
    return tuple(sorted(reminders, key=lambda each: (each.occurrence.urgency, each.occurrence.id)))
