"""Queries: notices that are due, with all that decides whether they go out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from scheduler.address import Address
from scheduler.delivery.queries.news import Matter, matters
from scheduler.delivery.selection import DueNotice
from scheduler.planning.notices import DeliveryId, NoticeId, NoticeKind, NoticeState
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.chases import CHASED
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.planning.replanning import LATER
from scheduler.roster.model import (
    AssignmentId,
    Group,
    GroupId,
    OrganisationId,
    Person,
    PersonId,
    RequestId,
    SeatId,
)
from scheduler.roster.queries.endpoints import Endpoints
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.rows import group_of, person_of
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.joining import JoinRequestRow
from scheduler.store.tables.roster import (
    AssignmentRow,
    GroupRow,
    ManagerRow,
    OrganisationRow,
    PersonRow,
    SeatRow,
)
from scheduler.workdays.calendar import WorkdayCalendar, calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides

_COUNTS = [
    state.value
    for state in (
        NoticeState.DUE,
        NoticeState.SENDING,
        NoticeState.SENT,
        NoticeState.UNKNOWN,
    )
]
"""A later stage in one of these makes an earlier one pointless."""

_CHASED = [kind.value for kind in CHASED]

_TO_MANAGERS = [
    kind.value
    for kind in (
        NoticeKind.ENTRY_WAITS,
        NoticeKind.RELIEF_ASKED,
        NoticeKind.STATEMENT_DRAWN,
        NoticeKind.FILE_MADE,
    )
]
"""Of the news that name an organisation those that only its managers are told."""

_NOWHERE = ZoneInfo("UTC")


async def due_notices(
    session: AsyncSession,
    now: datetime,
    *,
    recipients: int,
    channels: Collection[str] | None = None,
) -> list[DueNotice]:
    """All that is due for those who have waited longest, and in that order.

    At most ``recipients`` notices are looked at to find them; of each recipient everything that is
    due comes along, so that it can be told at once. What has to be tried again has waited from then
    on: in an outage it is not always the same ones that are tried. ``channels``: only for recipients
    on one of these.
    """
    waiting = (
        select(NoticeRow.person_id, NoticeRow.group_id)
        .where(
            NoticeRow.state == NoticeState.DUE.value,
            NoticeRow.send_at <= now,
            NoticeRow.waiting_since <= now,
        )
        .order_by(NoticeRow.waiting_since, NoticeRow.id)
        .limit(recipients)
    )
    if channels is not None:
        waiting = (
            waiting.outerjoin(PersonRow, PersonRow.id == NoticeRow.person_id)
            .outerjoin(GroupRow, GroupRow.id == NoticeRow.group_id)
            .where(_on_any(channels))
        )
    persons, groups = set(), set()
    for person_id, group_id in await session.execute(waiting):
        persons.add(person_id)
        groups.add(group_id)
    rows: list[Any] = []
    # One by one, since SQLite would look through all that is due for either of the two.
    for recipient, ids in ((NoticeRow.person_id, persons), (NoticeRow.group_id, groups)):
        if ids - {None}:
            theirs = _QUERY.where(recipient.in_(ids - {None}), _due(now))
            rows += (await session.execute(theirs, {"outdated_at": now})).all()
    # Not by the database: for the order's sake it would look through all that is due for anybody.
    rows.sort(key=lambda row: (row.waiting_since, row.id))
    context = await _read_context(session, rows, now)
    return [context.notice(row, now) for row in rows]


def _on_any(channels: Iterable[str]) -> ColumnElement[bool]:
    address = func.coalesce(cast(PersonRow.address, String), cast(GroupRow.address, String))
    return or_(false(), *(address.startswith(f"{each}:", autoescape=True) for each in channels))


def _due(now: datetime) -> ColumnElement[bool]:
    """Due at ``now``, in the words of the index by recipient."""
    return and_(
        NoticeRow.state == NoticeState.DUE.value,
        NoticeRow.send_at <= now,
        or_(NoticeRow.not_before.is_(None), NoticeRow.not_before <= now),
    )


def _outdated() -> ColumnElement[bool]:
    later = aliased(NoticeRow)
    return exists().where(
        later.occurrence_id == NoticeRow.occurrence_id,
        later.kind == NoticeRow.kind,
        or_(later.person_id == NoticeRow.person_id, later.group_id == NoticeRow.group_id),
        later.send_at <= bindparam("outdated_at"),
        or_(
            later.send_at > NoticeRow.send_at,
            and_(later.send_at == NoticeRow.send_at, later.id > NoticeRow.id),
        ),
        later.state.in_(_COUNTS),
    )


_NOTICE = (
    NoticeRow.id,
    NoticeRow.kind,
    NoticeRow.person_id,
    NoticeRow.group_id,
    NoticeRow.delivery_id,
    NoticeRow.stage,
    NoticeRow.nominal_on,
    NoticeRow.expires_at,
    NoticeRow.occurrence_id,
    NoticeRow.request_id,
    NoticeRow.about_person_id,
    NoticeRow.about_group_id,
    NoticeRow.about_seat_id,
    NoticeRow.about_organisation_id,
    NoticeRow.about_id,
    NoticeRow.about_assignment_id,
    NoticeRow.created_at,
    NoticeRow.attempts,
    NoticeRow.ambiguous_attempts,
    NoticeRow.waiting_since,
)

# Locked, where rows can be: nobody ends or takes over meanwhile what is about to be sent.
_QUERY = select(*_NOTICE, _outdated().label("outdated")).with_for_update(
    of=NoticeRow, skip_locked=True
)


_About = tuple[int | None, int | None, int | None]
"""A person, a group or a seat: one of them, by id."""


@dataclass(frozen=True)
class _Loss:
    """Since when nothing arrives, None when it does again; the zone, if it matters to anybody.

    ``places``: the organisations whose managers it concerns.
    """

    since: datetime | None
    zone: ZoneInfo | None
    places: frozenset[OrganisationId]


@dataclass(frozen=True)
class _Context:
    """Occurrences, requests and losses that the notices are about, by id; zones by assignment.

    ``managed``: by persons who are told something as managers, the organisations of these that they
    manage.
    ``mailboxes``: of persons whom the messenger does not reach.
    """

    occurrences: dict[OccurrenceId, Occurrence]
    persons: dict[int, Person]
    groups: dict[int, tuple[GroupRow, Group]]
    requests: dict[int, tuple[JoinRequestRow, ZoneInfo]]
    losses: dict[_About, _Loss]
    assignments: dict[tuple[int, int, str], list[tuple[date, date | None]]]
    matters: dict[int, Matter]
    zones: dict[int, ZoneInfo]
    managed: set[tuple[int, int]]
    calendar: WorkdayCalendar | None = None
    mailboxes: dict[int, Address] = field(default_factory=dict)

    def notice(self, row: Any, now: datetime) -> DueNotice:
        occurrence, zone, met, concerned = self._subject(row, now)
        recipient, reachable = self._recipient(row)
        return DueNotice(
            id=NoticeId(row.id),
            kind=NoticeKind(row.kind),
            recipient=recipient,
            delivery_id=None if row.delivery_id is None else DeliveryId(row.delivery_id),
            stage=row.stage,
            nominal_on=row.nominal_on,
            expires_at=row.expires_at,
            occurrence=occurrence,
            request_id=None if row.request_id is None else RequestId(row.request_id),
            attempts=row.attempts,
            ambiguous_attempts=row.ambiguous_attempts,
            zone=zone,
            reachable=reachable,
            concerned=concerned,
            met=met,
            outdated=row.outdated,
            latest_on=self._latest_on(occurrence, now),
            about_person_id=None if row.about_person_id is None else PersonId(row.about_person_id),
            about_group_id=None if row.about_group_id is None else GroupId(row.about_group_id),
            about_seat_id=None if row.about_seat_id is None else SeatId(row.about_seat_id),
            about_id=row.about_id,
            about_assignment_id=(
                None if row.about_assignment_id is None else AssignmentId(row.about_assignment_id)
            ),
        )

    def _subject(self, row: Any, now: datetime) -> tuple[Occurrence | None, ZoneInfo, bool, bool]:
        if row.request_id is not None:
            request, zone = self.requests[row.request_id]
            if row.kind != NoticeKind.JOIN_REQUEST.value:
                return None, zone, False, True
            asked = _is_founding(request) or self._is_managed(row, request.organisation_id)
            return None, zone, request.decided_at is not None, asked
        if (matter := self.matters.get(row.id)) is not None:
            told = row.kind not in _TO_MANAGERS or self._is_managed(row, row.about_organisation_id)
            return None, matter.zone, matter.over, told
        if row.about_assignment_id is not None:
            return None, self.zones[row.about_assignment_id], False, True
        about = row.about_person_id, row.about_group_id, row.about_seat_id
        if any(about):
            loss = self.losses[about]
            # Another spell is a matter of another notice.
            over = loss.since is None or loss.since > row.created_at
            return None, loss.zone or _NOWHERE, over, self._is_managed(row, *loss.places)
        if row.kind == NoticeKind.GROUP_WEEK.value:
            organisation = self.groups[row.group_id][1].organisation
            return None, organisation.zone if organisation else _NOWHERE, False, bool(organisation)
        assert row.occurrence_id is not None  # noqa: S101 - a notice is about one of these
        occurrence = self.occurrences[OccurrenceId(row.occurrence_id)]
        organisation = occurrence.organisation
        if row.group_id is not None:
            group, _ = self.groups[row.group_id]
            concerned = group.organisation_id == organisation.id
        elif row.kind in _CHASED:
            concerned = self._is_managed(row, organisation.id)
        else:
            today = now.astimezone(organisation.zone).date()
            held = self.assignments.get((row.person_id or 0, organisation.id, occurrence.post), ())
            concerned = any(
                start_on <= today and (end_on is None or today < end_on)
                for start_on, end_on in held
            )
        return (
            occurrence,
            organisation.zone,
            occurrence.remaining == 0
            or occurrence.released is not None
            or _has_longer(occurrence, row),
            concerned,
        )

    def _is_managed(self, row: Any, *places: int) -> bool:
        """Whether whoever the notice is for manages one of these organisations, or one above it."""
        return any((row.person_id, each) in self.managed for each in places)

    def _latest_on(self, occurrence: Occurrence | None, now: datetime) -> date | None:
        """The last workday before the due date, unless that is past."""
        if self.calendar is None or occurrence is None:
            return None
        if occurrence.organisation.today(now) > occurrence.deadline:
            return None
        return self.calendar.workdays_before(occurrence.deadline, 1)

    def _recipient(self, row: Any) -> tuple[Person | Group, bool]:
        if row.group_id is not None:
            group_row, group = self.groups[row.group_id]
            return group, group_row.left_at is None
        person = self.persons[row.person_id]
        mailbox = self.mailboxes.get(person.id)
        if mailbox is not None:
            return replace(person, address=mailbox), True
        return person, person.reachable


async def _read_context(session: AsyncSession, rows: Collection[Any], now: datetime) -> _Context:
    occurrence_ids = {OccurrenceId(row.occurrence_id) for row in rows if row.occurrence_id}
    person_ids = {row.person_id for row in rows if row.person_id}
    group_ids = {row.group_id for row in rows if row.group_id}
    request_ids = {row.request_id for row in rows if row.request_id}
    calendar = calendar_with(await WorkdayOverrides(session).all_days()) if occurrence_ids else None
    losses, news = await _losses(session, rows, now), await matters(session, rows)
    zones = await _zones(session, {r.about_assignment_id for r in rows if r.about_assignment_id})
    context = _Context({}, {}, {}, {}, losses, {}, news, zones, set(), calendar)
    if occurrence_ids:
        context.occurrences.update(await Occurrences(session).many(occurrence_ids))
    if person_ids:
        persons = await session.execute(
            select(*PersonRow.__table__.columns).where(PersonRow.id.in_(person_ids))
        )
        context.persons.update((row.id, person_of(row)) for row in persons)  # type: ignore[arg-type] # the same columns
        lost = [id_ for id_, person in context.persons.items() if not person.reachable]
        context.mailboxes.update(await Endpoints(session).mailboxes(lost))
    if person_ids and occurrence_ids:
        held = await session.execute(_assignments(person_ids, now))
        for person_id, organisation_id, post, start_on, end_on in held:
            key = person_id, organisation_id, post
            context.assignments.setdefault(key, []).append((start_on, end_on))
    if group_ids:
        groups = await session.execute(
            select(GroupRow, OrganisationRow)
            .outerjoin(OrganisationRow, OrganisationRow.id == GroupRow.organisation_id)
            .where(GroupRow.id.in_(group_ids))
        )
        context.groups.update(
            (row.id, (row, group_of(row, organisation))) for row, organisation in groups
        )
    if request_ids:
        requests = await session.execute(
            select(JoinRequestRow, OrganisationRow.zone)
            .join(OrganisationRow, OrganisationRow.id == JoinRequestRow.organisation_id)
            .where(JoinRequestRow.id.in_(request_ids))
        )
        context.requests.update((row.id, (row, ZoneInfo(zone))) for row, zone in requests)
    places = {(row.person_id, place) for row in rows for place in _judged_by(row, context)}
    if places:
        context.managed.update(await _managed(session, places))
    return context


def _judged_by(row: Any, context: _Context) -> Collection[OrganisationId]:
    """The organisations of which the notice is no business of anybody who does not manage one."""
    if row.kind in _CHASED:
        return [context.occurrences[row.occurrence_id].organisation.id]
    if row.kind in _TO_MANAGERS:
        return [row.about_organisation_id]
    if row.kind == NoticeKind.JOIN_REQUEST.value:
        request, _ = context.requests[row.request_id]
        return [] if _is_founding(request) else [OrganisationId(request.organisation_id)]
    about = row.about_person_id, row.about_group_id, row.about_seat_id
    return context.losses[about].places if any(about) else ()


def _is_founding(request: JoinRequestRow) -> bool:
    """Whether it is for operators to decide."""
    return request.child_id == request.organisation_id


def _has_longer(occurrence: Occurrence, row: Any) -> bool:
    """Whether a later date was granted than the reminder goes by; one of its own says that date."""
    until = occurrence.extended_to
    if until is None or until <= occurrence.due_by or row.stage.startswith(LATER):
        return False
    return bool(row.nominal_on <= until)


async def _losses(
    session: AsyncSession, rows: Collection[Any], now: datetime
) -> dict[_About, _Loss]:
    """By person, group or seat.

    A person without a post and a group without an organisation concern nobody.
    """
    losses: dict[_About, _Loss] = {}
    person_ids = {row.about_person_id for row in rows if row.about_person_id}
    if person_ids:
        persons = await session.execute(
            select(
                PersonRow.id, PersonRow.unreachable_since, OrganisationRow.zone, OrganisationRow.id
            )
            .outerjoin(
                AssignmentRow,
                and_(
                    AssignmentRow.person_id == PersonRow.id,
                    or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > now.date()),
                ),
            )
            .outerjoin(OrganisationRow, OrganisationRow.id == AssignmentRow.organisation_id)
            .where(PersonRow.id.in_(person_ids))
            .order_by(AssignmentRow.id)
        )
        for id_, since, zone, place in persons:
            about = id_, None, None
            loss = losses.setdefault(about, _lost(since, zone, place))
            losses[about] = replace(loss, places=loss.places | _lost(since, zone, place).places)
    group_ids = {row.about_group_id for row in rows if row.about_group_id}
    if group_ids:
        groups = await session.execute(
            select(GroupRow, OrganisationRow.zone)
            .outerjoin(OrganisationRow, OrganisationRow.id == GroupRow.organisation_id)
            .where(GroupRow.id.in_(group_ids))
        )
        for row, zone in groups:
            # Out of the group it may not write there either; that was told when it was put out.
            since = row.left_at or row.silent_since
            losses[None, row.id, None] = _lost(since, zone, row.organisation_id)
    seat_ids = {row.about_seat_id for row in rows if row.about_seat_id}
    if seat_ids:
        seats = await session.execute(_vacancies(seat_ids, now))
        for id_, created_at, zone, place, held in seats:
            losses[None, None, id_] = _lost(None if held else created_at, zone, place)
    return losses


def _lost(since: datetime | None, zone: str | None, place: int | None) -> _Loss:
    places = frozenset() if place is None else frozenset({OrganisationId(place)})
    return _Loss(since, ZoneInfo(zone) if zone else None, places)


async def _managed(
    session: AsyncSession, places: Collection[tuple[int, OrganisationId]]
) -> set[tuple[int, int]]:
    """Of these persons and organisations those where the one manages the other, or one above it."""
    outlines = await Organisations(session).outlines({each for _, each in places})
    rows = await session.execute(
        select(ManagerRow.person_id, ManagerRow.organisation_id).where(
            ManagerRow.person_id.in_({person_id for person_id, _ in places})
        )
    )
    managers = {(person_id, organisation_id) for person_id, organisation_id in rows}
    found = set()
    for person_id, organisation_id in places:
        at: OrganisationId | None = organisation_id
        while at is not None:
            if (person_id, at) in managers:
                found.add((person_id, int(organisation_id)))
                break
            at = outlines[at].parent_id
    return found


async def _zones(session: AsyncSession, assignment_ids: Collection[int]) -> dict[int, ZoneInfo]:
    if not assignment_ids:
        return {}
    rows = await session.execute(
        select(AssignmentRow.id, OrganisationRow.zone)
        .join(OrganisationRow, OrganisationRow.id == AssignmentRow.organisation_id)
        .where(AssignmentRow.id.in_(assignment_ids))
    )
    return {id_: ZoneInfo(zone) for id_, zone in rows}


def _vacancies(seat_ids: Collection[int], now: datetime) -> Select[int, datetime, str, int, bool]:
    today = now.date()
    held = exists().where(
        AssignmentRow.organisation_id == SeatRow.organisation_id,
        AssignmentRow.post == SeatRow.post,
        AssignmentRow.start_on <= today,
        or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > today),
    )
    return (
        select(SeatRow.id, SeatRow.created_at, OrganisationRow.zone, OrganisationRow.id, held)
        .join(OrganisationRow, OrganisationRow.id == SeatRow.organisation_id)
        .where(SeatRow.id.in_(seat_ids))
    )


def _assignments(
    person_ids: Collection[int], now: datetime
) -> Select[int, int, str, date, date | None]:
    # Whatever the zone, an assignment that ended before yesterday is over.
    yesterday = now.date() - timedelta(days=1)
    return select(
        AssignmentRow.person_id,
        AssignmentRow.organisation_id,
        AssignmentRow.post,
        AssignmentRow.start_on,
        AssignmentRow.end_on,
    ).where(
        AssignmentRow.person_id.in_(person_ids),
        or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on >= yesterday),
    )
