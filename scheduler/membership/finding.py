"""Finding organisations, and who may see which: steps of one transaction.

What counts can be found by anybody who gives its name; by a part of the name one finds only what lies
around oneself. What does not count yet is seen by those who manage it or hold a post in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import BodyId
from scheduler.errors import UnknownOrganisation
from scheduler.roster.likeness import is_exact, skeleton
from scheduler.roster.model import Organisation, OrganisationId, Person, PersonId
from scheduler.roster.name_search import MOST, closest, is_searchable
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.surroundings import Tree, counting, surroundings, within


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
    """Steps within the caller's transaction; with ``open_roots`` everything counts."""

    def __init__(self, session: AsyncSession, *, open_roots: bool) -> None:
        self._roster = Organisations(session)
        self._open_roots = open_roots

    async def search(
        self, by: PersonId, text: str, body: BodyId | None, library: Library
    ) -> list[FoundOrganisation]:
        """At most ``MOST``: those of exactly this name first, then the closest of the surroundings."""
        if not is_searchable(text):
            return []
        tree = await self._roster.outlines()
        own = await self._roster.own_ids(by)
        counts = set(tree) if self._open_roots else counting(tree)
        seen = {
            id_: tree[id_]
            for id_ in sorted(counts | within(own, tree))
            if body in (None, tree[id_].body)
        }
        kinds = {each.id: each.name for each in library.bodies()}
        exact = [
            id_
            for id_, each in seen.items()
            if is_exact(text, each.name, kind=kinds.get(each.body, ""))
        ]
        near = {id_: seen[id_].name for id_ in sorted(surroundings(own, tree) & seen.keys())}
        ids = list(dict.fromkeys((*exact, *closest(text, near))))[:MOST]
        return [await self._found(id_, counts=id_ in counts) for id_ in ids]

    async def get(self, organisation_id: OrganisationId, by: PersonId) -> Organisation:
        """The organisation, if the person may see it; :class:`UnknownOrganisation` otherwise."""
        organisation = await self._roster.get_organisation(organisation_id)
        above = await self._roster.above(organisation)
        top = above[-1] if above else organisation
        if not (self._open_roots or top.confirmed):
            own = await self._roster.own_ids(by)
            if own.isdisjoint({organisation.id, *(each.id for each in above)}):
                raise UnknownOrganisation(organisation_id)
        return organisation

    async def alike(self, organisation: Organisation) -> tuple[Organisation, ...]:
        """Others of its type that count and whose names look like its own, by id."""
        tree = await self._roster.outlines()
        ids = _alike(organisation, tree)
        return tuple([await self._roster.get_organisation(id_) for id_ in ids[:MOST]])

    async def _found(self, id_: OrganisationId, *, counts: bool) -> FoundOrganisation:
        organisation = await self._roster.get_organisation(id_)
        parent = None
        if organisation.parent_id is not None:
            parent = await self._roster.get_organisation(organisation.parent_id)
        managers = await self._roster.managers_of(organisation)
        return FoundOrganisation(organisation, parent, tuple(managers), counts)


def _alike(organisation: Organisation, tree: Tree) -> list[OrganisationId]:
    wanted = skeleton(organisation.name)
    return [
        id_
        for id_ in sorted(counting(tree) - {organisation.id})
        if tree[id_].body == organisation.body and skeleton(tree[id_].name) == wanted
    ]
