"""Queries: the duties that organisations have given themselves, and those from above that hold there."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import ONCE_AN_EVENT, OnEvent, Quota
from clauses.loading.writing import dated_of
from scheduler.planning.own_duties import OwnDuty, OwnDutyId
from scheduler.roster.model import OrganisationId
from scheduler.store.compiled import Compiled
from scheduler.store.tables.planning import OwnDutyRow
from scheduler.store.tables.roster import OrganisationRow

_DUTY = OwnDutyRow.__table__.c
_ORGANISATION = OrganisationRow.__table__.c

STANDING = and_(_DUTY.confirmed_at.is_not(None), _DUTY.ended_on.is_(None))
"""What counts: confirmed and not ended."""


class StoredOwnDuties:
    """Reads what holds in organisations; those without any are left out."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(
        self, ids: Collection[OrganisationId]
    ) -> dict[OrganisationId, tuple[OwnDuty, ...]]:
        """The duties that hold in each, in the order in which they were written."""
        rows = await _HOLDING.rows(self._session, {"ids": list(ids)})
        return {
            OrganisationId(id_): tuple(map(own_duty_of, group))
            for id_, group in groupby(rows, key=lambda row: row.holds_in)
        }


def own_duty_of(row: OwnDutyRow | Row[Any]) -> OwnDuty:
    """The duty in a row."""
    before = None if row.workdays_before is None else tuple(row.workdays_before)
    cadence = dated_of(row.cadence)
    event = cadence if isinstance(cadence, OnEvent) else None
    return OwnDuty(
        OwnDutyId(row.id),
        OrganisationId(row.organisation_id),
        row.name,
        row.words,
        cadence if isinstance(cadence, Quota) else ONCE_AN_EVENT,
        row.owed_by,
        row.since,
        row.subtree,
        before,
        tuple(map(OwnDutyId, row.replaces)),
        confirmed=row.confirmed_at is not None,
        event=event,
    )


def _holding() -> Compiled:
    """Up the tree from each organisation, and what was written there for it."""
    here = select(_ORGANISATION.id.label("holds_in"), _ORGANISATION.id.label("at")).where(
        _ORGANISATION.id.in_(bindparam("ids", expanding=True))
    )
    up = here.cte(recursive=True)
    above = select(up.c.holds_in, _ORGANISATION.parent_id).where(
        _ORGANISATION.id == up.c.at, _ORGANISATION.parent_id.is_not(None)
    )
    up = up.union(above)
    return Compiled(
        select(up.c.holds_in, OwnDutyRow.__table__)
        .join(OwnDutyRow.__table__, _DUTY.organisation_id == up.c.at)
        .where(STANDING, or_(_DUTY.subtree, up.c.holds_in == up.c.at))
        .order_by(up.c.holds_in, _DUTY.id)
    )


# Put together once: that takes longer than running it.
_HOLDING = _holding()
