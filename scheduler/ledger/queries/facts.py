"""Queries: what decides the end state of items. In bulk; a few statements for any number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from clauses.model import PostId
from scheduler.ledger.states import Facts, Held, Spell
from scheduler.planning.occurrences import Occurrence, OccurrenceId, Release
from scheduler.planning.queries.reminder_summaries import ReminderSummaries
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.store.tables.closing import StatementLineRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.roster import AssignmentRow, SeatRow

AT_ONCE = 1000
"""Ids in one statement; PostgreSQL takes 32,767 values."""

_Seat = tuple[OrganisationId, PostId]

_NEVER_OWED = (Release.LOCAL_RULE, Release.CONDITION, Release.CALLED_OFF, Release.OWN_ENDED)


class _Holding(NamedTuple):
    person_id: PersonId
    spell: Spell


class ItemFacts:
    """Gathers the facts of items as they are known at ``now``."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        self._now = now

    async def of(
        self, occurrences: Sequence[Occurrence], *, drawn: bool | None = None
    ) -> dict[OccurrenceId, Facts]:
        """The facts of each of these.

        ``drawn``: to be judged as in a statement of today; None: where one has been drawn.
        """
        facts: dict[OccurrenceId, Facts] = {}
        for first in range(0, len(occurrences), AT_ONCE):
            some = occurrences[first : first + AT_ONCE]
            ids = {"ids": [each.id for each in some]}
            held = await self._held(ids)
            summaries = await ReminderSummaries(self._session).of(ids["ids"])
            closed = set(await self._session.scalars(_CLOSED, ids)) if drawn is None else set()
            organisations = {each.organisation.id for each in some}
            holdings = await self._holdings(organisations)
            seats = await self._seats(organisations)
            for each in some:
                today = each.organisation.today(self._now)
                facts[each.id] = _facts(
                    each,
                    held.get(each.id, ()),
                    holdings.get((each.organisation.id, each.post), ()),
                    reached=summaries[each.id].reached,
                    seats=seats.get((each.organisation.id, each.post), ()),
                    drawn_on=today if drawn or each.id in closed else None,
                )
        return facts

    async def _held(self, ids: Mapping[str, object]) -> dict[int, tuple[Held, ...]]:
        acts: dict[int, list[Held]] = {}
        for occurrence_id, held_on, made_up in await self._session.execute(_STANDING, ids):
            acts.setdefault(occurrence_id, []).append(Held(held_on, made_up))
        return {id_: tuple(each) for id_, each in acts.items()}

    async def _seats(self, organisation_ids: set[OrganisationId]) -> dict[_Seat, list[Spell]]:
        seats: dict[_Seat, list[Spell]] = {}
        for row in await self._session.execute(_SEATS, {"ids": organisation_ids}):
            seat = OrganisationId(row.organisation_id), PostId(row.post)
            seats.setdefault(seat, []).append(Spell(row.since, row.until))
        return seats

    async def _holdings(self, organisation_ids: set[OrganisationId]) -> dict[_Seat, list[_Holding]]:
        holdings: dict[_Seat, list[_Holding]] = {}
        for row in await self._session.execute(_HOLDINGS, {"ids": organisation_ids}):
            seat = OrganisationId(row.organisation_id), PostId(row.post)
            spell = Spell(row.start_on, row.end_on)
            holdings.setdefault(seat, []).append(_Holding(PersonId(row.person_id), spell))
        return holdings


def _facts(
    occurrence: Occurrence,
    held: Sequence[Held],
    holdings: Sequence[_Holding],
    *,
    seats: Sequence[Spell],
    reached: bool,
    drawn_on: date | None,
) -> Facts:
    last = occurrence.period.last_day
    return Facts(
        period=occurrence.period,
        due_on=occurrence.due_on,
        needed=occurrence.needed,
        held=tuple(held),
        extended_to=occurrence.extended_to,
        own_date=occurrence.due_by if occurrence.due_by < last else None,
        season_ends_on=occurrence.due_by if occurrence.due_by > last else None,
        excused=occurrence.excused,
        existed=(tuple(seats),),
        released_on=_released_on(occurrence),
        came_on=_came_on(occurrence, holdings),
        manned=tuple(each.spell for each in holdings),
        reached=reached,
        drawn_on=drawn_on,
    )


def _released_on(occurrence: Occurrence) -> date | None:
    """The day from which it was not owed: all along, where it never applied there."""
    return occurrence.period.start if occurrence.released in _NEVER_OWED else occurrence.released_on


def _came_on(occurrence: Occurrence, holdings: Sequence[_Holding]) -> date | None:
    """The day on which the holder of an item that each holder owes took the post for it."""
    starts = [
        each.spell.start_on
        for each in holdings
        if each.person_id == occurrence.holder_id and each.spell.start_on < occurrence.period.end
    ]
    return max(starts, default=None)


_withdrawal = aliased(LedgerRow)
_STANDING = (
    select(LedgerRow.occurrence_id, LedgerRow.held_on, LedgerRow.made_up)
    .outerjoin(
        _withdrawal,
        and_(
            _withdrawal.occurrence_id == LedgerRow.occurrence_id,
            _withdrawal.held_on == LedgerRow.held_on,
            _withdrawal.number == LedgerRow.number,
            _withdrawal.withdraws.is_(True),
        ),
    )
    .where(
        LedgerRow.occurrence_id.in_(bindparam("ids", expanding=True)),
        LedgerRow.withdraws.is_(False),
        _withdrawal.id.is_(None),
    )
    .order_by(LedgerRow.occurrence_id, LedgerRow.held_on)
)
_CLOSED = select(StatementLineRow.occurrence_id).where(
    StatementLineRow.occurrence_id.in_(bindparam("ids", expanding=True))
)
_SEATS = select(SeatRow.__table__).where(
    SeatRow.organisation_id.in_(bindparam("ids", expanding=True))
)
_HOLDINGS = (
    select(
        AssignmentRow.organisation_id,
        AssignmentRow.post,
        AssignmentRow.person_id,
        AssignmentRow.start_on,
        AssignmentRow.end_on,
    )
    .where(AssignmentRow.organisation_id.in_(bindparam("ids", expanding=True)))
    .order_by(AssignmentRow.start_on, AssignmentRow.id)
)
