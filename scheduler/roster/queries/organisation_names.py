"""Queries: organisations by what is typed of their names, by the index of terms.

They give candidates: all that match but in odd cases, and more. Who may see them, and how close they are, is
decided by the caller.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, and_, delete, exists, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from clauses.model import BodyId
from scheduler.roster.likeness import slips_near
from scheduler.roster.model import OrganisationId
from scheduler.roster.name_search import folded_name
from scheduler.roster.name_terms import ENTERED, apart, pairs_of, terms_of, whole_term
from scheduler.store.dialects import insert_into
from scheduler.store.tables.roster import OrganisationRow, OrganisationTermRow

MOST_CANDIDATES = 1_000
"""Given by one query; somebody may see few of them."""

_LIKELIEST = 200
"""Given of those that only resemble."""

_COUNTED = 2_000
"""Names with a term are counted no further: it is common."""

_LENGTHS_DIFFER = 2
"""Characters by which the folded name may be longer or shorter than its skeleton."""

_ENOUGH_PAIRS = 6
"""Of a long text so many tell enough, where others are common."""


class OrganisationNames:
    """Enters names, and finds them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def enter(self, names: Mapping[OrganisationId, str]) -> None:
        """Let these names be found; what is entered already stays."""
        rows = [
            {"term": term, "length": length, "organisation_id": id_}
            for id_, name in sorted(names.items())
            for length in [len(folded_name(name))]
            for term in sorted(terms_of(name))
        ]
        rows += [{"term": ENTERED, "length": 0, "organisation_id": id_} for id_ in sorted(names)]
        if rows:
            connection = await self._session.connection()
            insert = insert_into(self._session, OrganisationTermRow)
            await connection.execute(insert.on_conflict_do_nothing(), rows)

    async def forget(self, organisation_id: OrganisationId) -> None:
        """Let its name be found no more."""
        await self._session.execute(
            delete(OrganisationTermRow).where(
                OrganisationTermRow.organisation_id == organisation_id
            )
        )

    async def unentered(self, *, after: int, limit: int) -> dict[OrganisationId, str]:
        """The next organisations that cannot be found by name yet, by id."""
        entered = exists().where(
            OrganisationTermRow.term == ENTERED,
            OrganisationTermRow.length == 0,
            OrganisationTermRow.organisation_id == OrganisationRow.id,
        )
        rows = await self._session.execute(
            select(OrganisationRow.id, OrganisationRow.name)
            .where(OrganisationRow.id > after, OrganisationRow.dissolved_at.is_(None), ~entered)
            .order_by(OrganisationRow.id)
            .limit(limit)
        )
        return {OrganisationId(id_): name for id_, name in rows}

    async def called(
        self, wholes: Collection[str], *, body: BodyId | None = None
    ) -> list[OrganisationId]:
        """Those whose skeleton is one of ``wholes``, the oldest first."""
        terms = OrganisationTermRow
        wanted = select(terms.organisation_id).where(
            terms.term.in_([whole_term(each) for each in wholes])
        )
        if body is not None:
            wanted = wanted.join(
                OrganisationRow, OrganisationRow.id == terms.organisation_id
            ).where(OrganisationRow.body == body)
        return await self._ids(wanted.order_by(terms.organisation_id))

    async def called_about(self, typed: str) -> list[OrganisationId]:
        """Those whose skeleton may be this one with slips in it, the likeliest first."""
        slips = slips_near(typed)
        pairs = pairs_of(typed)
        # Of so many at least one is right, with so many slips; with some more, several.
        chosen = apart(pairs, await self._counts(pairs), most=2 * slips + 1) if slips else []
        if len(chosen) <= slips:
            return []
        room = slips + _LENGTHS_DIFFER
        return await self._ids(
            _with_any(chosen, at_least=len(chosen) - slips).where(
                OrganisationTermRow.length.between(len(typed) - room, len(typed) + room)
            ),
            _LIKELIEST,
        )

    async def containing(self, wanted: str) -> list[OrganisationId]:
        """Those whose folded name may contain this, the shortest first."""
        counts = await self._counts(pairs_of(wanted))
        rarest, *others = sorted(counts, key=counts.__getitem__)[:_ENOUGH_PAIRS]
        first = aliased(OrganisationTermRow)
        query = select(first.organisation_id).where(first.term == rarest)
        for pair in others:
            other = aliased(OrganisationTermRow)
            query = query.where(
                exists().where(
                    and_(
                        other.term == pair,
                        other.length == first.length,
                        other.organisation_id == first.organisation_id,
                    )
                )
            )
        return await self._ids(query.order_by(first.length, first.organisation_id))

    async def resembling(self, wanted: str) -> list[OrganisationId]:
        """Those whose folded name shares a third of the pairs with this, the likeliest first."""
        counts = await self._counts(pairs_of(wanted))
        rarest = sorted(counts, key=counts.__getitem__)
        pairs = [
            pair for at, pair in enumerate(rarest) if at < _ENOUGH_PAIRS or counts[pair] < _COUNTED
        ]
        return await self._ids(_with_any(pairs, at_least=(len(pairs) + 2) // 3), _LIKELIEST)

    async def _counts(self, pairs: Sequence[str]) -> dict[str, int]:
        """Numbers of names with each of these, up to the bound."""
        different = list(dict.fromkeys(pairs))
        counted = [
            select(func.count())
            .select_from(
                select(literal(1))
                .where(OrganisationTermRow.term == pair)
                .limit(_COUNTED)
                .subquery()
            )
            .scalar_subquery()
            for pair in different
        ]
        numbers = (await self._session.execute(select(*counted))).one()
        return dict(zip(different, numbers, strict=True))

    async def _ids(self, query: Select[int], limit: int = MOST_CANDIDATES) -> list[OrganisationId]:
        found = await self._session.scalars(query.limit(limit))
        return [OrganisationId(id_) for id_ in found]


def _with_any(terms: Sequence[str], *, at_least: int) -> Select[int]:
    return (
        select(OrganisationTermRow.organisation_id)
        .where(OrganisationTermRow.term.in_(terms))
        .group_by(OrganisationTermRow.organisation_id)
        .having(func.count() >= at_least)
        .order_by(func.count().desc(), OrganisationTermRow.organisation_id)
    )
