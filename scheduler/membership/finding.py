"""Finding organisations, and who may see which: steps of one transaction.

What counts can be found by anybody who gives its name; by a part of the name one finds only what lies
around oneself. What does not count yet is seen by those who manage it or hold a post in it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import BodyId
from scheduler.errors import UnknownOrganisation
from scheduler.roster.likeness import is_exact, skeleton, whole_names
from scheduler.roster.model import Organisation, OrganisationId, Person, PersonId
from scheduler.roster.name_search import MOST, closest, folded_query, is_searchable
from scheduler.roster.queries.organisation_names import OrganisationNames
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.surroundings import Tree, counting, surroundings, within

_AROUND = 2_000
"""Organisations around somebody that are all compared with what they typed."""

_AT_ONCE = 200
"""More are compared in a thread."""


@dataclass(frozen=True)
class FoundOrganisation:
    """A hit, with what tells it from others of its name.

    ``managers`` are those who would decide about a request, of the nearest one above where it has
    none. ``counts`` is False while an operator has not confirmed it.
    """

    organisation: Organisation
    parent: Organisation | None
    managers: tuple[Person, ...]
    counts: bool


class Finding:
    """Steps within the caller's transaction, on the day ``on``; with ``open_roots`` everything counts."""

    def __init__(self, session: AsyncSession, *, open_roots: bool, on: date) -> None:
        self._session = session
        self._roster = Organisations(session)
        self._open_roots = open_roots
        self._on = on

    async def search(
        self, by: PersonId, text: str, body: BodyId | None, library: Library
    ) -> list[FoundOrganisation]:
        """At most ``MOST``: those of exactly this name first, then the closest of the surroundings."""
        if not is_searchable(text):
            return []
        own = await self._roster.own_ids(by, self._on)
        kinds = {each.id: each.name for each in library.bodies()}
        candidates = await self._candidates(text, body, kinds.values(), own)
        tree = await self._roster.outlines(candidates | own)
        ranking = _Ranking(tree, own, kinds, open_roots=self._open_roots)
        if len(tree) <= _AT_ONCE:
            ids = ranking.best(text, body)
        else:
            ids = await asyncio.to_thread(ranking.best, text, body)
        return [await self._found(id_, counts=id_ in ranking.counts) for id_ in ids]

    async def _candidates(
        self,
        text: str,
        body: BodyId | None,
        kinds: Iterable[str],
        own: Collection[OrganisationId],
    ) -> set[OrganisationId]:
        """All that may be named so, and all around; where that is too many, those that resemble it."""
        names, wanted = OrganisationNames(self._session), folded_query(text)
        found = {
            *await names.called(whole_names(text, kinds), body=body),
            *await names.called_about(skeleton(text)),
        }
        around = await self._roster.ids_around(own, limit=_AROUND)
        if around is None:
            around = {*await names.containing(wanted)}
            if len(around) < MOST:
                around.update(await names.resembling(wanted))
        return found | around

    async def get(self, organisation_id: OrganisationId, by: PersonId) -> Organisation:
        """The organisation, if the person may see it; :class:`UnknownOrganisation` otherwise."""
        organisation = await self._roster.get_organisation(organisation_id)
        if organisation.dissolved:
            raise UnknownOrganisation(organisation_id)
        above = await self._roster.above(organisation)
        top = above[-1] if above else organisation
        if not (self._open_roots or top.confirmed):
            own = await self._roster.own_ids(by, self._on)
            if own.isdisjoint({organisation.id, *(each.id for each in above)}):
                raise UnknownOrganisation(organisation_id)
        return organisation

    async def alike(self, organisation: Organisation) -> tuple[Organisation, ...]:
        """Others of its type that count and whose names look like its own, by id."""
        named = OrganisationNames(self._session)
        ids = await named.called([skeleton(organisation.name)], body=organisation.body)
        tree = await self._roster.outlines(ids)
        ids = _alike(organisation, tree)
        return tuple([await self._roster.get_organisation(id_) for id_ in ids[:MOST]])

    async def _found(self, id_: OrganisationId, *, counts: bool) -> FoundOrganisation:
        organisation = await self._roster.get_organisation(id_)
        parent = None
        if organisation.parent_id is not None:
            parent = await self._roster.get_organisation(organisation.parent_id)
        managers = await self._roster.managers_of(organisation)
        return FoundOrganisation(organisation, parent, tuple(managers), counts)


class _Ranking:
    """Pure: what somebody may see of a part of the tree, and what of it is closest.

    The part holds with each organisation all above it.
    """

    def __init__(
        self,
        tree: Tree,
        own: Collection[OrganisationId],
        kinds: Mapping[BodyId, str],
        *,
        open_roots: bool,
    ) -> None:
        self.counts = set(tree) if open_roots else counting(tree)
        self._tree = tree
        self._own = own
        self._kinds = kinds

    def best(self, text: str, body: BodyId | None) -> list[OrganisationId]:
        """At most ``MOST``, of one type or any."""
        tree, own = self._tree, self._own
        seen = {
            id_: tree[id_]
            for id_ in sorted(self.counts | within(own, tree))
            if body in (None, tree[id_].body)
        }
        exact = [
            id_
            for id_, each in seen.items()
            if is_exact(text, each.name, kind=self._kinds.get(each.body, ""))
        ]
        near = {id_: seen[id_].name for id_ in sorted(surroundings(own, tree) & seen.keys())}
        return list(dict.fromkeys((*exact, *closest(text, near))))[:MOST]


def _alike(organisation: Organisation, tree: Tree) -> list[OrganisationId]:
    wanted = skeleton(organisation.name)
    return [
        id_
        for id_ in sorted(counting(tree) - {organisation.id})
        if tree[id_].body == organisation.body and skeleton(tree[id_].name) == wanted
    ]
