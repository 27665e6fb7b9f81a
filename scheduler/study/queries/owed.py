"""Queries: what persons owe by the posts that they hold, as clauses; a few statements for any number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.errors import UnknownPost
from clauses.library import Library
from clauses.model import BodyId, Citation, Clause, ClauseRef, Document, Post
from scheduler.planning.own_duties import OWN, OwnDuty, OwnDutyId, clause_by
from scheduler.planning.queries.own_duties import StoredOwnDuties
from scheduler.roster.model import Assignment, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.posts import own_posts_of
from scheduler.roster.queries.rows import assignment_of
from scheduler.store.tables.planning import OwnListRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow

_Titles = Mapping[OwnDutyId, str]


@dataclass(frozen=True)
class OwedByPerson:
    """What one person owes: ``own`` by what their organisations ask of themselves, then by packs.

    ``beside`` are all clauses of the first kind that hold in these organisations, whoever owes them.
    Their document is the list from which they were taken over, or has no title.
    """

    own: tuple[Clause, ...] = ()
    by_packs: tuple[ClauseRef, ...] = ()
    beside: tuple[Clause, ...] = ()

    @property
    def refs(self) -> tuple[ClauseRef, ...]:
        """All of it, the own ones first."""
        return (*(each.ref for each in self.own), *self.by_packs)


class OwedClauses:
    """Reads them."""

    def __init__(self, session: AsyncSession, library: Library) -> None:
        self._session = session
        self._library = library

    async def of(self, ids: Collection[PersonId], now: datetime) -> dict[PersonId, OwedByPerson]:
        """For each of these persons; those who hold nothing are left out."""
        held = await self._held(ids, now)
        places = {each.organisation.id: each.organisation for each in held}
        acting = await Organisations(self._session).effective_acts_for(
            list(places.values()), self._library.acting()
        )
        own = await StoredOwnDuties(self._session).of(list(places)) if places else {}
        own_posts = await own_posts_of(self._session, places.values(), now) if own else {}
        titles = await self._titles([each for owns in own.values() for each in owns])
        found: dict[PersonId, OwedByPerson] = {}
        for each in held:
            post = self._post(each)
            if post is None:
                continue
            id_, body = each.organisation.id, each.organisation.body
            beside = (*self._library.posts_of(body), *own_posts.get(id_, ()))
            more = self._by(post, acting[id_], own.get(id_, ()), beside, titles)
            found[each.person_id] = _joined(found.get(each.person_id, OwedByPerson()), more)
        return found

    async def _held(self, ids: Collection[PersonId], now: datetime) -> list[Assignment]:
        # Which day it is, the zone of each organisation says: a day of room on either side.
        yesterday, tomorrow = now.date() - timedelta(days=1), now.date() + timedelta(days=1)
        rows = await self._session.execute(
            select(AssignmentRow, OrganisationRow)
            .join(OrganisationRow, OrganisationRow.id == AssignmentRow.organisation_id)
            .where(
                AssignmentRow.person_id.in_(ids),
                AssignmentRow.start_on <= tomorrow,
                or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on >= yesterday),
            )
            .order_by(AssignmentRow.start_on, AssignmentRow.id)
        )
        found = [assignment_of(row, organisation) for row, organisation in rows]
        return [each for each in found if each.holds_on(each.organisation.today(now))]

    def _post(self, held: Assignment) -> Post | None:
        try:
            return self._library.post(held.post)
        except UnknownPost:
            return None  # its pack is gone

    async def _titles(self, owns: Collection[OwnDuty]) -> _Titles:
        """The list of each duty that is of one."""
        if not owns:
            return {}
        rows = await self._session.execute(
            select(OwnListRow.title, OwnListRow.rows).where(
                OwnListRow.organisation_id.in_({each.organisation_id for each in owns}),
                OwnListRow.confirmed_at.is_not(None),
                OwnListRow.ended_on.is_(None),
            )
        )
        return {
            OwnDutyId(listed["own_duty_id"]): title
            for title, every in rows
            for listed in every
            if listed["own_duty_id"] is not None
        }

    def _by(
        self,
        post: Post,
        acts_for: Collection[BodyId],
        own: Sequence[OwnDuty],
        posts: Sequence[Post],
        titles: _Titles,
    ) -> OwedByPerson:
        by_packs = self._library.duties_of(post.id, acts_for=acts_for)
        return OwedByPerson(
            tuple(_clause(each, post, posts, titles) for each in own if each.is_owed_by(post)),
            tuple(clause.ref for clause in by_packs),
            tuple(_all_clauses(own, posts, titles)),
        )


def _all_clauses(
    own: Sequence[OwnDuty], posts: Sequence[Post], titles: _Titles
) -> Iterator[Clause]:
    for each in own:
        owing = next((post for post in posts if each.is_owed_by(post)), None)
        if owing is not None:
            yield _clause(each, owing, posts, titles)


def _clause(own: OwnDuty, post: Post, posts: Sequence[Post], titles: _Titles) -> Clause:
    """``also`` has the other posts that owe it."""
    others = (each.id for each in posts if each.id != post.id and own.is_owed_by(each))
    # What was changed since has a row of its own; the list has the former one.
    title = next((titles[each] for each in (own.id, *own.replaces) if each in titles), "")
    return replace(
        clause_by(own, post.id),
        also=tuple(others),
        citations=(Citation(Document(OWN, title, title)),),
    )


def _joined(some: OwedByPerson, more: OwedByPerson) -> OwedByPerson:
    return OwedByPerson(
        tuple({each.ref: each for each in (*some.own, *more.own)}.values()),
        tuple(dict.fromkeys((*some.by_packs, *more.by_packs))),
        tuple({each.ref: each for each in (*some.beside, *more.beside)}.values()),
    )
