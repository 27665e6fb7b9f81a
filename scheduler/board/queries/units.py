"""Queries: the organisations of a board in the order of the tree, their vacancies and holders."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import BodyId, PostId
from scheduler.board.queries.items import subtree, vacant_seats
from scheduler.board.seats import SeatHolder
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.store.compiled import Compiled
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow, PersonRow


class UnitPlace(NamedTuple):
    """An organisation and how far below the first one it stands."""

    id: OrganisationId
    name: str
    body: BodyId
    parent_id: OrganisationId | None
    depth: int


class BoardUnits:
    """Reads whole subtrees at once."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def below(self, root: OrganisationId) -> list[UnitPlace]:
        """The organisation and all below it: each before those under it, beside one another by id."""
        rows = await _BELOW.rows(self._session, {"root": root})
        under: dict[int | None, list[tuple[int, str, str, int | None]]] = {}
        for id_, name, body, parent_id in rows:
            above = None if id_ == root else parent_id
            under.setdefault(above, []).append((id_, name, body, parent_id))
        found = []
        waiting = [(0, each) for each in reversed(under.get(None, []))]
        while waiting:
            depth, (id_, name, body, parent_id) = waiting.pop()
            found.append(
                UnitPlace(
                    OrganisationId(id_),
                    name,
                    BodyId(body),
                    None if parent_id is None else OrganisationId(parent_id),
                    depth,
                )
            )
            waiting += [(depth + 1, each) for each in reversed(under.get(id_, []))]
        return found

    async def vacant(
        self, root: OrganisationId, today: date
    ) -> dict[OrganisationId, tuple[PostId, ...]]:
        """The posts below that nobody holds, by organisation; in order of name within each."""
        found: dict[OrganisationId, tuple[PostId, ...]] = {}
        for id_, post in await _VACANT.rows(self._session, {"root": root, "today": today}):
            place = OrganisationId(id_)
            found[place] = (*found.get(place, ()), PostId(post))
        return found

    async def holders(
        self, organisation_ids: Collection[OrganisationId], today: date
    ) -> dict[tuple[OrganisationId, PostId], tuple[SeatHolder, ...]]:
        """Who holds which post there: stand-ins last, then in order of first day."""
        found: dict[tuple[OrganisationId, PostId], tuple[SeatHolder, ...]] = {}
        values = {"places": list(organisation_ids), "today": today}
        for id_, post, person_id, name, acting in await _HOLDERS.rows(self._session, values):
            seat = OrganisationId(id_), PostId(post)
            found[seat] = (*found.get(seat, ()), SeatHolder(PersonId(person_id), name, acting))
        return found


_BELOW = Compiled(
    select(
        OrganisationRow.id,
        OrganisationRow.name,
        OrganisationRow.body,
        OrganisationRow.parent_id,
    )
    .where(OrganisationRow.id.in_(select(subtree().c.id)))
    .order_by(OrganisationRow.id)
)
_vacant = vacant_seats().subquery()
_VACANT = Compiled(
    select(_vacant.c.organisation_id, _vacant.c.post)
    .where(_vacant.c.organisation_id.in_(select(subtree().c.id)))
    .order_by(_vacant.c.organisation_id, _vacant.c.post)
)
_HOLDERS = Compiled(
    select(
        AssignmentRow.organisation_id,
        AssignmentRow.post,
        AssignmentRow.person_id,
        PersonRow.name,
        AssignmentRow.acting,
    )
    .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
    .where(
        AssignmentRow.organisation_id.in_(bindparam("places", expanding=True)),
        AssignmentRow.start_on <= bindparam("today"),
        or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > bindparam("today")),
    )
    .order_by(AssignmentRow.acting, AssignmentRow.start_on, AssignmentRow.id)
)
