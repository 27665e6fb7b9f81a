"""Queries: organisations with all below them, within statements about these."""

from __future__ import annotations

from sqlalchemy import Select, select

from scheduler.roster.model import OrganisationId
from scheduler.store.tables.roster import OrganisationRow


def tree_of(top: OrganisationId | Select[int]) -> Select[int]:
    """The ids of an organisation, or of several, and of all below."""
    is_top = OrganisationRow.id == top if isinstance(top, int) else OrganisationRow.id.in_(top)
    tree = select(OrganisationRow.id).where(is_top).cte(recursive=True)
    tree = tree.union(select(OrganisationRow.id).join(tree, OrganisationRow.parent_id == tree.c.id))
    return select(tree.c.id)
