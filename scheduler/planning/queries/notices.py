"""Queries: what use cases do to notices. Only those that nobody is delivering are ever touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.planning.notices import NoticeKind, NoticeState
from scheduler.planning.occurrences import OccurrenceId
from scheduler.planning.queries.chases import CHASED, end_chase
from scheduler.planning.replanning import LATER, URGED
from scheduler.roster.model import (
    AssignmentId,
    GroupId,
    OrganisationId,
    PersonId,
    RequestId,
    SeatId,
)
from scheduler.store.compiled import Compiled
from scheduler.store.dialects import insert_into
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.joining import JoinRequestRow
from scheduler.store.tables.planning import OccurrenceRow

_LOSS_PREFIXES = {
    NoticeKind.PERSON_LOST: "u",
    NoticeKind.GROUP_LOST: "ug",
    NoticeKind.GROUP_SILENT: "us",
    NoticeKind.TOPIC_GONE: "ut",
    NoticeKind.SEAT_VACANT: "v",
}


_HANDOVER_PREFIXES = {
    NoticeKind.HANDOVER_TO: "ht",
    NoticeKind.HANDOVER_FROM: "hf",
    NoticeKind.HANDOVER_OFF: "hx",
}

_MAY_BE_TOLD = [
    state.value for state in (NoticeState.SENDING, NoticeState.SENT, NoticeState.UNKNOWN)
]


class UnheardNews(NamedTuple):
    """A person, a group or a seat, one of them, lost or vacant ``since``."""

    kind: NoticeKind
    about_person_id: PersonId | None
    about_group_id: GroupId | None
    about_seat_id: SeatId | None
    since: datetime


class Notices:
    """Makes notices due or superseded. A superseded one says in ``reason`` why."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def next_for(self, person_id: PersonId) -> datetime | None:
        """When the next reminder of this person is due."""
        return await self._session.scalar(
            select(func.min(NoticeRow.send_at)).where(
                NoticeRow.person_id == person_id,
                NoticeRow.kind == NoticeKind.REMINDER.value,
                NoticeRow.state == NoticeState.DUE.value,
            )
        )

    async def add_about_request(
        self,
        request_id: RequestId,
        kind: NoticeKind,
        person_ids: Sequence[PersonId],
        *,
        now: datetime,
        today: date,
        expires_at: datetime,
        gathered: timedelta,
    ) -> None:
        """Tell these persons; those who were told of it before are not told again.

        Of an answer at once. A request that comes within ``gathered`` of another one waits until then,
        with all that come meanwhile.
        """
        prefix = "ja" if kind is NoticeKind.JOIN_ANSWER else "j"
        for person_id in person_ids:
            key, send_at = f"{prefix}/{request_id}", now
            if kind is NoticeKind.JOIN_REQUEST:
                key = f"{key}/{person_id}"
                send_at = await self._gathering(person_id, now, gathered)
            await self._session.execute(
                insert_into(self._session, NoticeRow)
                .values(
                    key=key,
                    kind=kind.value,
                    stage=kind.value,
                    person_id=person_id,
                    request_id=request_id,
                    nominal_on=today,
                    send_at=send_at,
                    expires_at=expires_at,
                    state=NoticeState.DUE.value,
                    created_at=now,
                )
                .on_conflict_do_nothing(index_elements=["key"])
            )

    async def _gathering(self, person_id: PersonId, now: datetime, gathered: timedelta) -> datetime:
        last = await self._session.scalar(
            select(func.max(NoticeRow.send_at)).where(
                NoticeRow.person_id == person_id,
                NoticeRow.kind == NoticeKind.JOIN_REQUEST.value,
                NoticeRow.send_at > now - gathered,
            )
        )
        if last is None:
            return now
        return last if last > now else last + gathered

    async def add_about_loss(
        self,
        kind: NoticeKind,
        person_id: PersonId,
        *,
        about_person_id: int | None = None,
        about_group_id: int | None = None,
        about_seat_id: int | None = None,
        today: date,
        send_at: datetime,
        expires_at: datetime,
        since: datetime,
    ) -> None:
        """Tell this person of a loss that began at ``since``: once, for that is in the key."""
        about = about_person_id or about_group_id or about_seat_id
        await self._session.execute(
            insert_into(self._session, NoticeRow)
            .values(
                key=f"{_LOSS_PREFIXES[kind]}/{about}/{since.astimezone(UTC).isoformat()}/{person_id}",
                kind=kind.value,
                stage=kind.value,
                person_id=person_id,
                about_person_id=about_person_id,
                about_group_id=about_group_id,
                about_seat_id=about_seat_id,
                nominal_on=today,
                send_at=send_at,
                expires_at=expires_at,
                state=NoticeState.DUE.value,
                created_at=since,
            )
            .on_conflict_do_nothing(index_elements=["key"])
        )

    async def add_about_assignment(
        self,
        kind: NoticeKind,
        person_id: PersonId,
        assignment_id: AssignmentId,
        *,
        today: date,
        now: datetime,
        expires_at: datetime,
    ) -> None:
        """Tell this person of a post that they take over, leave, or after all do not: once.

        What they take over is a new assignment each time. The others may come again: the caller has
        locked the person, and what they were told of it before is counted.
        """
        key = f"{_HANDOVER_PREFIXES[kind]}/{assignment_id}"
        if kind is not NoticeKind.HANDOVER_TO:
            before = await self._session.scalar(
                select(func.count()).where(_of_assignment(person_id, assignment_id))
            )
            key = f"{key}/{before}"
        await self._session.execute(
            insert_into(self._session, NoticeRow)
            .values(
                key=key,
                kind=kind.value,
                stage=kind.value,
                person_id=person_id,
                about_assignment_id=assignment_id,
                nominal_on=today,
                send_at=now,
                expires_at=expires_at,
                state=NoticeState.DUE.value,
                created_at=now,
            )
            .on_conflict_do_nothing(index_elements=["key"])
        )

    async def take_back_of_assignment(
        self,
        kind: NoticeKind,
        person_id: PersonId,
        assignment_id: AssignmentId,
        reason: str,
        now: datetime,
    ) -> bool:
        """The person is not to be told any more of this handover; whether they were, or may have been.

        Only the last word about the post counts, and only of this kind.
        """
        last = (
            select(NoticeRow.id)
            .where(_of_assignment(person_id, assignment_id))
            .order_by(NoticeRow.id.desc())
            .limit(1)
        ).scalar_subquery()
        which = NoticeRow.id == last, NoticeRow.kind == kind.value
        await self._supersede(*which, reason=reason, now=now)
        told = await self._session.scalar(
            select(NoticeRow.id).where(
                *which,
                or_(NoticeRow.state.in_(_MAY_BE_TOLD), NoticeRow.ambiguous_attempts > 0),
            )
        )
        return told is not None

    async def unheard_losses(self, person_id: PersonId, now: datetime) -> list[UnheardNews]:
        """Of which losses this person was to be told and has not been; old ones left out."""
        rows = await self._session.execute(
            select(
                NoticeRow.kind,
                NoticeRow.about_person_id,
                NoticeRow.about_group_id,
                NoticeRow.about_seat_id,
                NoticeRow.created_at,
            )
            .where(
                NoticeRow.person_id == person_id,
                NoticeRow.kind.in_([kind.value for kind in _LOSS_PREFIXES]),
                NoticeRow.state.in_([NoticeState.DUE.value, NoticeState.UNDELIVERABLE.value]),
                NoticeRow.expires_at > now,
            )
            .order_by(NoticeRow.id)
        )
        return [
            UnheardNews(
                NoticeKind(kind),
                None if person is None else PersonId(person),
                None if group is None else GroupId(group),
                None if seat is None else SeatId(seat),
                since,
            )
            for kind, person, group, seat, since in rows
        ]

    async def add_later(
        self,
        occurrence_id: OccurrenceId,
        person_id: PersonId,
        *,
        on: date,
        send_at: datetime,
        expires_at: datetime,
        now: datetime,
        at: time | None = None,
    ) -> None:
        """Remind the person again on a day they chose, or ``at`` a wall time of that day.

        The same day, or the same minute, twice is one reminder.
        """
        stage = f"{LATER}{on.isoformat()}{'' if at is None else at.strftime('T%H:%M')}"
        due = {
            "state": NoticeState.DUE.value,
            "reason": None,
            "settled_at": None,
            "not_before": None,
            "send_at": send_at,
            "expires_at": expires_at,
        }
        insert = insert_into(self._session, NoticeRow).values(
            key=f"r/{occurrence_id}/{person_id}/{stage}",
            kind=NoticeKind.REMINDER.value,
            stage=stage,
            person_id=person_id,
            occurrence_id=occurrence_id,
            nominal_on=on,
            created_at=now,
            **due,
        )
        await self._session.execute(
            insert.on_conflict_do_update(
                index_elements=["key"],
                set_=due,
                where=NoticeRow.state == NoticeState.SUPERSEDED.value,
            )
        )

    async def add_urged(
        self,
        asked: Collection[tuple[OccurrenceId, PersonId]],
        *,
        on: date,
        now: datetime,
        expires_at: datetime,
    ) -> None:
        """Remind these persons now, since a manager wants it; once a day of each item."""
        stage = f"{URGED}{on.isoformat()}"
        rows = [
            {
                "key": f"r/{occurrence_id}/{person_id}/{stage}",
                "kind": NoticeKind.REMINDER.value,
                "stage": stage,
                "person_id": person_id,
                "occurrence_id": occurrence_id,
                "nominal_on": on,
                "send_at": now,
                "expires_at": expires_at,
                "state": NoticeState.DUE.value,
                "created_at": now,
                "ambiguous_attempts": 0,
                "attempts": 0,
            }
            for occurrence_id, person_id in asked
        ]
        if rows:
            connection = await self._session.connection()
            await connection.execute(
                insert_into(self._session, NoticeRow).on_conflict_do_nothing(
                    index_elements=["key"]
                ),
                rows,
            )

    async def supersede_of_occurrence(
        self, occurrence_id: OccurrenceId, reason: str, now: datetime
    ) -> None:
        """Nobody is to be reminded of it any more, nor told that it is late."""
        await _SUPERSEDE_OF_OCCURRENCE.rows(
            self._session, {"of_occurrence": occurrence_id, "because": reason, "at": now}
        )
        await end_chase(self._session, occurrence_id, now)

    async def supersede_until(
        self,
        occurrence_id: OccurrenceId,
        person_id: PersonId,
        until: datetime,
        reason: str,
        now: datetime,
    ) -> None:
        """The person is not to be reminded before ``until``, nor on another day they had chosen."""
        await self._supersede(
            NoticeRow.occurrence_id == occurrence_id,
            NoticeRow.person_id == person_id,
            (NoticeRow.send_at < until) | NoticeRow.stage.startswith(LATER),
            reason=reason,
            now=now,
        )

    async def supersede_of_post(
        self,
        person_id: PersonId,
        organisation_id: OrganisationId,
        post: PostId,
        reason: str,
        now: datetime,
    ) -> None:
        """The person is not to be reminded of what the post owes."""
        owed = select(OccurrenceRow.id).where(
            OccurrenceRow.organisation_id == organisation_id, OccurrenceRow.post == post
        )
        await self._supersede(
            NoticeRow.person_id == person_id,
            NoticeRow.occurrence_id.in_(owed),
            reason=reason,
            now=now,
        )

    async def supersede_of_request(self, request_id: RequestId, reason: str, now: datetime) -> None:
        """No manager is to be asked any more."""
        await self._supersede(
            NoticeRow.request_id == request_id,
            NoticeRow.kind == NoticeKind.JOIN_REQUEST.value,
            reason=reason,
            now=now,
        )

    async def supersede_of_requester(
        self, manager_id: PersonId, requester_id: PersonId, reason: str, now: datetime
    ) -> None:
        """The manager is not to be asked any more about what this person has asked for."""
        theirs = select(JoinRequestRow.id).where(JoinRequestRow.person_id == requester_id)
        await self._supersede(
            NoticeRow.person_id == manager_id,
            NoticeRow.kind == NoticeKind.JOIN_REQUEST.value,
            NoticeRow.request_id.in_(theirs),
            reason=reason,
            now=now,
        )

    async def supersede_of_person(self, person_id: PersonId, reason: str, now: datetime) -> None:
        """The person is to be told nothing any more, and nobody anything about them."""
        theirs = NoticeRow.person_id == person_id, NoticeRow.about_person_id == person_id
        await self._supersede(or_(*theirs), reason=reason, now=now)

    async def supersede_of_group(self, group_id: GroupId, reason: str, now: datetime) -> None:
        """The group is to hear nothing any more of what was planned for it."""
        await self._supersede(NoticeRow.group_id == group_id, reason=reason, now=now)

    async def renew_of_occurrence(
        self, occurrence_id: OccurrenceId, reason: str, now: datetime
    ) -> None:
        """Let reminders superseded for this reason be due again, as far as they are still ahead.

        Managers are told anew, of what is late again; see ``scheduler.chasing``.
        """
        await self._renew(
            NoticeRow.occurrence_id == occurrence_id,
            NoticeRow.kind.not_in([each.value for each in CHASED]),
            reason=reason,
            now=now,
        )

    async def renew_of_group(
        self, group_id: GroupId, organisation_id: OrganisationId, reason: str, now: datetime
    ) -> None:
        """The group hears again of what the organisation owes, as far as that is still ahead."""
        owed = select(OccurrenceRow.id).where(OccurrenceRow.organisation_id == organisation_id)
        await self._renew(
            NoticeRow.group_id == group_id,
            NoticeRow.occurrence_id.in_(owed),
            reason=reason,
            now=now,
        )

    async def renew_undelivered(
        self,
        now: datetime,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        reasons: Collection[str] = (),
        person_id: PersonId | None = None,
    ) -> list[tuple[PersonId | None, GroupId | None]]:
        """Let notices that ended as undeliverable be due again, unless they are out of date.

        They ended between ``since`` and ``until``, for one of the ``reasons`` (of any, where there
        are none), and were for the person, if one is named. Returns the person or group of each.
        """
        which = [
            NoticeRow.state == NoticeState.UNDELIVERABLE.value,
            NoticeRow.expires_at > now,
        ]
        if since is not None:
            which.append(NoticeRow.settled_at >= since)
        if until is not None:
            which.append(NoticeRow.settled_at <= until)
        if reasons:
            which.append(NoticeRow.reason.in_(reasons))
        if person_id is not None:
            which.append(NoticeRow.person_id == person_id)
        rows = await self._session.execute(
            update(NoticeRow)
            .where(*which)
            .values(state=NoticeState.DUE.value, reason=None, settled_at=None, not_before=None)
            .returning(NoticeRow.person_id, NoticeRow.group_id)
            .execution_options(synchronize_session=False)
        )
        return [
            (
                None if person is None else PersonId(person),
                None if group is None else GroupId(group),
            )
            for person, group in rows
        ]

    async def _renew(self, *which: ColumnElement[bool], reason: str, now: datetime) -> None:
        await self._session.execute(
            update(NoticeRow)
            .where(
                NoticeRow.state == NoticeState.SUPERSEDED.value,
                NoticeRow.reason == reason,
                NoticeRow.send_at > now,
                *which,
            )
            .values(state=NoticeState.DUE.value, reason=None, settled_at=None)
            .execution_options(synchronize_session=False)
        )

    async def _supersede(self, *which: ColumnElement[bool], reason: str, now: datetime) -> None:
        await self._session.execute(
            update(NoticeRow)
            .where(NoticeRow.state == NoticeState.DUE.value, *which)
            .values(state=NoticeState.SUPERSEDED.value, reason=reason, settled_at=now)
            .execution_options(synchronize_session=False)
        )


def _of_assignment(person_id: PersonId, assignment_id: AssignmentId) -> ColumnElement[bool]:
    return and_(NoticeRow.person_id == person_id, NoticeRow.about_assignment_id == assignment_id)


# Put together once: it comes with every duty that is done.
_SUPERSEDE_OF_OCCURRENCE = Compiled(
    update(NoticeRow)
    .where(
        NoticeRow.state == NoticeState.DUE.value,
        NoticeRow.occurrence_id == bindparam("of_occurrence"),
    )
    .values(
        state=NoticeState.SUPERSEDED.value, reason=bindparam("because"), settled_at=bindparam("at")
    )
)
