"""Pure: which organisations count, and which lie around somebody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from clauses.model import BodyId
from scheduler.roster.model import OrganisationId


class Outline(NamedTuple):
    """Name, type and place in the tree of an organisation; ``confirmed`` as in ``Organisation``."""

    name: str
    body: BodyId
    parent_id: OrganisationId | None
    confirmed: bool


Tree = Mapping[OrganisationId, Outline]


def counting(tree: Tree) -> set[OrganisationId]:
    """Those that count: the one at their top is confirmed."""
    return {id_ for id_ in tree if tree[(id_, *above(id_, tree))[-1]].confirmed}


def above(id_: OrganisationId, tree: Tree) -> tuple[OrganisationId, ...]:
    """Those over it, the nearest first."""
    found: list[OrganisationId] = []
    parent_id = tree[id_].parent_id
    while parent_id is not None:
        found.append(parent_id)
        parent_id = tree[parent_id].parent_id
    return tuple(found)


def within(own: Collection[OrganisationId], tree: Tree) -> set[OrganisationId]:
    """Those of ``own`` and all below them."""
    return {id_ for id_ in tree if not {id_, *above(id_, tree)}.isdisjoint(own)}


def surroundings(own: Collection[OrganisationId], tree: Tree) -> set[OrganisationId]:
    """Those of ``own``, all above and below them, and those beside them under the same one."""
    parents = {tree[id_].parent_id for id_ in own} - {None}
    beside = {id_ for id_, each in tree.items() if each.parent_id in parents}
    over = {each for id_ in own for each in above(id_, tree)}
    return within(own, tree) | beside | over
