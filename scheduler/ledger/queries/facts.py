"""Queries: what decides the end state of items. In bulk; a few statements for any number."""

from __future__ import annotations

from collections.abc import Sequence
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
from scheduler.store.compiled import Compiled
from scheduler.store.tables.closing import StatementLineRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.roster import AssignmentRow, SeatRow

AT_ONCE = 1000
"""Ids in one statement; PostgreSQL takes 32,767 values."""

_NEVER_OWED = (Release.LOCAL_RULE, Release.CONDITION, Release.CALLED_OFF, Release.OWN_ENDED)


class _Seat(NamedTuple):
    """When it was there, who held it when, and when anybody did."""

    existed: tuple[Spell, ...] = ()
    holders: tuple[tuple[PersonId, Spell], ...] = ()
    manned: tuple[Spell, ...] = ()


_NO_SEAT = _Seat()


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
            ids = [each.id for each in some]
            held = await self._held(ids)
            reached = await ReminderSummaries(self._session).reached(ids)
            closed = await self._closed(ids) if drawn is None else set()
            seats = await self._seats(list({each.organisation.id for each in some}))
            for each in some:
                is_closed = drawn or each.id in closed
                facts[each.id] = _facts(
                    each,
                    held.get(each.id, ()),
                    seats.get((each.organisation.id, each.post), _NO_SEAT),
                    reached=each.id in reached,
                    drawn_on=each.organisation.today(self._now) if is_closed else None,
                )
        return facts

    async def _held(self, ids: list[OccurrenceId]) -> dict[int, list[Held]]:
        acts: dict[int, list[Held]] = {}
        for occurrence_id, held_on in await _STANDING.rows(self._session, {"ids": ids}):
            acts.setdefault(occurrence_id, []).append(Held(held_on))
        return acts

    async def _closed(self, ids: list[OccurrenceId]) -> set[OccurrenceId]:
        return {OccurrenceId(id_) for (id_,) in await _CLOSED.rows(self._session, {"ids": ids})}

    async def _seats(
        self, organisation_ids: list[OrganisationId]
    ) -> dict[tuple[OrganisationId, PostId], _Seat]:
        ids = {"ids": organisation_ids}
        existed: dict[tuple[OrganisationId, PostId], list[Spell]] = {}
        for organisation, post, since, until in await _SEATS.rows(self._session, ids):
            existed.setdefault((organisation, post), []).append(Spell(since, until))
        holders: dict[tuple[OrganisationId, PostId], list[tuple[PersonId, Spell]]] = {}
        for organisation, post, person, *days in await _HOLDINGS.rows(self._session, ids):
            holders.setdefault((organisation, post), []).append((person, Spell(*days)))
        return {
            seat: _Seat(
                tuple(existed.get(seat, ())),
                tuple(holders.get(seat, ())),
                tuple(spell for _, spell in holders.get(seat, ())),
            )
            for seat in existed.keys() | holders.keys()
        }


def _facts(
    occurrence: Occurrence,
    held: Sequence[Held],
    seat: _Seat,
    *,
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
        existed=(seat.existed,),
        released_on=_released_on(occurrence),
        came_on=_came_on(occurrence, seat),
        manned=seat.manned,
        reached=reached,
        drawn_on=drawn_on,
    )


def _released_on(occurrence: Occurrence) -> date | None:
    """The day from which it was not owed: all along, where it never applied there."""
    return occurrence.period.start if occurrence.released in _NEVER_OWED else occurrence.released_on


def _came_on(occurrence: Occurrence, seat: _Seat) -> date | None:
    """The day on which the holder of an item that each holder owes took the post for it."""
    if occurrence.holder_id is None:
        return None
    starts = [
        spell.start_on
        for person_id, spell in seat.holders
        if person_id == occurrence.holder_id and spell.start_on < occurrence.period.end
    ]
    return max(starts, default=None)


_withdrawal = aliased(LedgerRow)
_STANDING = Compiled(
    select(LedgerRow.occurrence_id, LedgerRow.held_on)
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
_CLOSED = Compiled(
    select(StatementLineRow.occurrence_id).where(
        StatementLineRow.occurrence_id.in_(bindparam("ids", expanding=True))
    )
)
_SEATS = Compiled(
    select(SeatRow.organisation_id, SeatRow.post, SeatRow.since, SeatRow.until).where(
        SeatRow.organisation_id.in_(bindparam("ids", expanding=True))
    )
)
_HOLDINGS = Compiled(
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
